//! The same table twice in one workbook: a second unit that was pasted in, or last year's beside this
//! year's. One is read, and of the other it is told where it stands.

use super::{CellPlace, FilledGrid, shown_only};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{
        reader::{fold::fold, landmark::Landmarks},
        source::SourceSheet,
    },
    report::sheets::MAP,
};
use std::collections::{BTreeSet, HashMap};

/// Which copies there are.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// For each table the sheet that it is read from.
    pub first: Vec<Option<usize>>,
    /// Sheets that hold a table once more, and which.
    pub others: Vec<(usize, usize)>,
    /// The upper left corner of what stands once more on the same sheet.
    pub within: Vec<CellPlace>,
}

/// Where each label of the form stands on a sheet.
type LabelPlaces<'a> = HashMap<&'a str, Vec<(u32, u32)>>;

/// Looks for them; `chosen` is where each table is known to be.
pub(super) fn find(grid: FilledGrid<'_>, marks: &Landmarks, chosen: &[Option<usize>]) -> Copies {
    let sheets: Vec<LabelPlaces<'_>> =
        grid.book.sheets.iter().map(|sheet| found(grid, sheet, marks)).collect();
    let mut copies = Copies::default();
    for table in 0..marks.form.tables.len() {
        let labels = labels(marks, table);
        let is_one = |index: &usize| {
            let here = sheets.get(*index).map_or(0, |found| {
                labels.keys().filter(|label| found.contains_key(*label)).count()
            });
            // Half of a table is one that somebody has cut.
            here * 2 >= labels.len().max(1) && here > 2
        };
        let hidden = |index: &usize| grid.book.sheets.get(*index).is_some_and(|s| s.is_hidden);
        let mut all: Vec<usize> = (0..sheets.len()).filter(is_one).collect();
        all.sort_by_key(|index| hidden(index));
        let known = chosen.get(table).copied().flatten();
        let first = known.or(all.first().copied());
        copies.first.push(first);
        copies.others.extend(all.into_iter().filter(|i| Some(*i) != first).map(|i| (i, table)));
    }
    // A sheet that is read for one table is not passed over for another that stands there too.
    let first: BTreeSet<usize> = copies.first.iter().copied().flatten().collect();
    copies.others.retain(|(sheet, _)| !first.contains(sheet));
    for sheet in first {
        copies
            .within
            .extend(sheets.get(sheet).and_then(|f| within(f, marks)).map(|(r, c)| (sheet, r, c)));
    }
    copies
}

/// The labels of the form on a sheet.
fn found<'a>(grid: FilledGrid<'_>, sheet: &SourceSheet, marks: &'a Landmarks) -> LabelPlaces<'a> {
    let mut found = LabelPlaces::new();
    if shown_only(grid, sheet).is_some() || sheet.name == MAP {
        return found;
    }
    for ((row, column), cell) in &sheet.cells {
        let text = grid.reading.text(&cell.at);
        if text.is_empty() || text.len() > 256 {
            continue;
        }
        if let Some(mark) = marks.exact(&fold(text)).first().and_then(|i| marks.list.get(*i)) {
            found.entry(mark.folded.as_str()).or_default().push((*row, *column));
        }
    }
    found
}

/// The labels that only this table has, and how often.
fn labels(marks: &Landmarks, table: usize) -> HashMap<&str, usize> {
    let mut labels: HashMap<&str, usize> = HashMap::new();
    for mark in marks.list.iter().filter(|mark| mark.table == table) {
        *labels.entry(&mark.folded).or_default() += 1;
    }
    let is_elsewhere =
        |label: &str| marks.list.iter().any(|mark| mark.table != table && mark.folded == label);
    labels.retain(|label, _| label.chars().count() > 1 && !is_elsewhere(label));
    labels
}

/// The corner of what stands on a sheet once more.
fn within(found: &LabelPlaces<'_>, marks: &Landmarks) -> Option<(u32, u32)> {
    let mut corner: Option<(u32, u32)> = None;
    for table in 0..marks.form.tables.len() {
        let labels = labels(marks, table);
        let again: Vec<&(u32, u32)> = labels
            .iter()
            .filter_map(|(label, count)| found.get(label)?.get(*count..2 * count))
            .flatten()
            .collect();
        let expected: usize = labels.values().sum();
        if again.len() * 2 < expected || again.len() < 3 {
            continue;
        }
        let side = beside(&labels, found);
        let row = again.iter().map(|(row, _)| *row).min();
        let column = side.or(again.iter().map(|(_, column)| *column).min());
        if let (Some(row), Some(column)) = (row, column) {
            corner = Some(corner.map_or((row, column), |(r, c)| (r.min(row), c.min(column))));
        }
    }
    corner
}

/// Where the second of two tables side by side begins: each label stands twice in its row.
fn beside(labels: &HashMap<&str, usize>, found: &LabelPlaces<'_>) -> Option<u32> {
    let mut columns = Vec::new();
    for places in labels.iter().filter(|(_, count)| **count == 1).filter_map(|(l, _)| found.get(l))
    {
        match places[..] {
            [(row, _), (again, column), ..] if row == again => columns.push(column),
            [_, _, ..] => return None,
            _ => {}
        }
    }
    columns.into_iter().min()
}

impl Copies {
    /// What there is to say of them.
    pub fn findings(&self, grid: FilledGrid<'_>, marks: &Landmarks) -> Diagnostics {
        let mut findings = Diagnostics::default();
        let mut tell = |(sheet, row, column): CellPlace, table: &str| {
            let cells = grid.book.sheets.get(sheet).map(|sheet| &sheet.cells);
            let cell = cells.and_then(|cells| {
                let beyond = cells.iter().filter(|((r, c), _)| *r >= row && *c >= column);
                beyond.map(|(_, cell)| cell).find(|cell| !cell.at.is_empty())
            });
            let message = format!("工作簿里不止一份{table}，从这里起的一份没有读");
            let finding = Diagnostic::error(Code::SecondReport, message);
            let at = cell.map(|cell| cell.at.clone());
            let help = "一个工作簿只放一个单位的报告：请把多出来的删去，或者另存成一个文件";
            findings.push(finding.at(&grid.reading.source, at, "").help(help));
        };
        for (sheet, table) in &self.others {
            let name = marks.form.tables.get(*table).map_or("", |table| &table.short);
            tell((*sheet, 0, 0), &format!("“{name}”"));
        }
        for place in &self.within {
            tell(*place, "表");
        }
        findings
    }
}
