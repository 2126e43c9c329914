//! What a workbook says beyond rows and lines: sheets, cells with their formulas, and, in a form that was
//! handed out, where each thing stands.

mod copies;
mod filled;
mod formula;
mod map;
mod own;
mod sequence;
mod settle;

pub(super) use self::{
    filled::{Filled, FilledHead},
    sequence::in_order,
    settle::settle,
};

use super::{fold::fold, landmark::Landmarks};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::source::{Reading, SheetCell, SourceBook, SourceSheet},
    report::sheets::{LAST_YEAR, LAST_YEAR_NOTE, SHOWN},
};
use std::{collections::HashMap, ops::Range};

/// A cell of a workbook: which sheet, row, column.
pub(super) type CellPlace = (usize, u32, u32);

/// A workbook, cell by cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct FilledGrid<'a> {
    pub reading: &'a Reading,
    pub book: &'a SourceBook,
}

impl<'a> FilledGrid<'a> {
    /// The cells of a file that has some.
    pub fn of(reading: &'a Reading) -> Option<Self> {
        Some(Self { reading, book: reading.book.as_ref()? })
    }

    pub fn cell(&self, (sheet, row, column): CellPlace) -> Option<&'a SheetCell> {
        self.book.sheets.get(sheet)?.cells.get(&(row, column))
    }

    pub fn text(&self, place: CellPlace) -> &'a str {
        self.cell(place).map_or("", |cell| self.reading.text(&cell.at))
    }

    /// All cells with something in them, sheet by sheet and row by row.
    pub fn cells(&self) -> impl Iterator<Item = (CellPlace, &'a SheetCell)> {
        let sheets = self.book.sheets.iter().enumerate();
        let cells = sheets.flat_map(|(sheet, content)| {
            content.cells.iter().map(move |((row, column), cell)| ((sheet, *row, *column), cell))
        });
        cells.filter(|(_, cell)| !cell.at.is_empty())
    }

    /// Where the cells of the file stand: the head of the text → cell.
    fn by_text(&self) -> HashMap<usize, CellPlace> {
        let sheets = self.book.sheets.iter().enumerate();
        let cells = sheets.flat_map(|(sheet, content)| {
            let cells = content.cells.iter();
            cells.map(move |((row, column), cell)| (cell.at.start, (sheet, *row, *column)))
        });
        cells.collect()
    }

    fn sheet(&self, name: &str) -> Option<usize> {
        self.book.sheets.iter().position(|sheet| sheet.name == name)
    }

    /// What people call a cell.
    fn name(&self, at: &Range<usize>) -> String {
        let place = crate::diagnostic::Location::new(&self.reading.source, at);
        place.named().unwrap_or_default().to_owned()
    }
}

/// What the form calls a sheet, if it is one that nobody fills in: by its name, or, that of last year's numbers, by
/// its title.
fn shown_only(grid: FilledGrid<'_>, sheet: &SourceSheet) -> Option<&'static str> {
    let title = sheet.cells.get(&(0, 0)).map_or("", |cell| grid.reading.text(&cell.at));
    let is_last_year = title.trim_end().ends_with(LAST_YEAR_NOTE);
    let named = SHOWN.into_iter().find(|name| *name == sheet.name.trim());
    named.or(is_last_year.then_some(LAST_YEAR))
}

/// What of a workbook is read as tables.
#[derive(Debug, Default)]
pub(super) struct BookScope {
    /// What is passed over, in the order of the text.
    passed: Vec<Range<usize>>,
    /// For each table the sheet that it is read from.
    pub first: Vec<Option<usize>>,
    /// What there is to say of it.
    pub findings: Diagnostics,
}

impl BookScope {
    /// Passes over all but the tables: sheets that only explain, hidden ones, further copies.
    pub fn of(grid: FilledGrid<'_>, marks: &Landmarks, filled: Option<&Filled>) -> Self {
        let mut scope = Self::default();
        let chosen: Vec<Option<usize>> =
            filled.map_or_else(Vec::new, |filled| filled.sheets.clone());
        let copies = copies::find(grid, marks, &chosen);
        for (index, sheet) in grid.book.sheets.iter().enumerate() {
            let is_text = filled.is_some_and(|filled| filled.texts.contains(&index));
            let is_passed = is_text
                || shown_only(grid, sheet).is_some()
                || copies.others.iter().any(|(other, _)| *other == index)
                || (sheet.is_hidden && !copies.first.contains(&Some(index)));
            if is_passed {
                scope.passed.extend(sheet.cells.values().flat_map(pieces));
            }
        }
        for (sheet, row, column) in &copies.within {
            let cells = grid.book.sheets.get(*sheet).into_iter().flat_map(|sheet| &sheet.cells);
            let beyond = cells.filter(|((r, c), _)| r >= row && c >= column);
            scope.passed.extend(beyond.flat_map(|(_, cell)| pieces(cell)));
        }
        scope.passed.sort_by_key(|at| at.start);
        scope.findings = copies.findings(grid, marks);
        if filled.is_none() {
            scope.tell_passed(grid);
        }
        scope.first = copies.first;
        scope
    }

    /// Tells of sheets that have the name of one that nobody fills in, in a workbook that is no form of ours.
    fn tell_passed(&mut self, grid: FilledGrid<'_>) {
        for sheet in grid.book.sheets.iter().filter(|sheet| !sheet.is_hidden) {
            let cells = || sheet.cells.values().filter(|cell| !cell.at.is_empty());
            let Some(first) = cells().next().filter(|_| shown_only(grid, sheet).is_some()) else {
                continue;
            };
            let message = format!("工作表“{}”有 {} 格，没有读", sheet.name, cells().count());
            let finding = Diagnostic::warning(Code::DroppedLines, message);
            let finding = finding.at(&grid.reading.source, first.at.clone(), "");
            let help = "按名称看不是今年的数；是报告的内容的，请给这张表换一个名称，再读一次";
            self.findings.push(finding.help(help));
        }
    }

    /// Whether a place is passed over.
    pub fn passes(&self, at: &Range<usize>) -> bool {
        self.passed.binary_search_by_key(&at.start, |passed| passed.start).is_ok()
    }
}

/// A cell, and each of its paragraphs.
fn pieces(cell: &SheetCell) -> impl Iterator<Item = Range<usize>> {
    cell.lines.iter().cloned().chain([cell.at.clone()])
}

/// Whether a text says a label.
fn says(text: &str, label: &str) -> bool {
    let label = fold(label);
    !label.is_empty() && text.len() < 512 && fold(text) == label
}
