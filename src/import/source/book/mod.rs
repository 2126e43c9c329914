//! A workbook (XLSX, ODS, xls) → lines and rows: a sheet is a table, and a place is called what people call
//! it, `依申请公开!D7`. Cells are kept one by one, never as a grid: two cells far apart would make one of
//! millions.

mod cfb;
pub(super) mod colour;
mod dress;
mod format;
mod ods;
mod sheet;
mod xls;
mod xlsx;
pub(super) mod xml;

use super::{
    COLUMNS, LONG, Reading, SheetCell, SourceBook, SourceSheet, damaged, too_large,
    view::{View, ViewCell, squeezed},
};
use crate::{diagnostic::Result, extract::Trouble};
use sheet::{BookCell, BookSheet, Covered, cell_name};
use std::{collections::BTreeMap, ops::Range};

/// What kind of workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BookKind {
    Xlsx,
    Ods,
    Xls,
}

/// No report has more texts.
const STRINGS: usize = 200_000;
/// No report has more sheets.
const SHEETS: usize = 256;
/// A lonely cell of more characters is a line: the longest label of a row has fewer.
const LONELY: usize = 48;
/// Rows that are looked at of a sheet which is not shown.
const HIDDEN_ROWS: usize = 2000;
/// So many cells at most are written down with the empty ones between them.
const DENSE: usize = 200_000;

pub(in crate::import) use self::sheet::cell_at;
pub(super) use self::{ods::is_one as is_ods, xls::is_one as is_xls};

/// Reads a workbook.
pub(super) fn read(name: &str, bytes: &[u8], kind: BookKind) -> Result<Reading> {
    let sheets = match kind {
        BookKind::Xlsx => xlsx::sheets(bytes),
        BookKind::Ods => ods::sheets(bytes),
        BookKind::Xls => xls::sheets(bytes),
    };
    let sheets = sheets.map_err(|trouble| match trouble {
        Trouble::Damaged(why) => damaged(name, why),
        Trouble::Encrypted => damaged(name, "它加了密，请先去掉密码"),
        Trouble::Nothing => damaged(name, "里面没有工作表"),
        Trouble::TooLarge => too_large(name),
    })?;
    let mut writer = BookWriter::default();
    // A workbook that keeps a sheet for itself is filled in as it was handed out, rows that somebody hid too.
    let is_kept = sheets.iter().any(|sheet| sheet.is_hidden);
    for mut sheet in sheets {
        sheet.leave_out_hidden(is_kept).map_err(|_| too_large(name))?;
        writer.sheet(&sheet).ok_or_else(|| too_large(name))?;
    }
    let mut reading = writer.view.finish(name);
    reading.book = Some(SourceBook { sheets: writer.sheets });
    Ok(reading)
}

#[derive(Default)]
struct BookWriter {
    view: View,
    sheets: Vec<SourceSheet>,
}

impl BookWriter {
    /// Writes a sheet; `None` when there is more than a report can have.
    fn sheet(&mut self, sheet: &BookSheet) -> Option<()> {
        let first = self.view.count();
        let covered = Covered::of(sheet)?;
        let rows = sheet.rows();
        let last = rows.values().flatten().map(|(column, _)| *column).max().unwrap_or(0);
        let width = (last as usize + 1).min(COLUMNS);
        let is_dense = width * rows.len() <= DENSE;
        let mut places = BTreeMap::new();
        let most = if sheet.is_hidden { HIDDEN_ROWS } else { usize::MAX };
        for (row, cells) in rows.iter().take(most) {
            if self.view.is_full() {
                return None;
            }
            if is_text(cells) {
                self.texts(sheet, *row, cells, &mut places);
            } else {
                let width = if is_dense { width } else { 0 };
                self.row(sheet, (*row, cells), width, &covered, &mut places);
            }
        }
        for (at, what) in sheet.notes() {
            let place = at.and_then(|at| places.get(&at)).map(|cell| cell.at.clone());
            let what = match (at, &place) {
                (Some((row, column)), None) => {
                    format!("{} 的{what}", cell_name(&sheet.name, *row, *column))
                }
                (None, _) => format!("工作表“{}”里的{what}", sheet.name),
                _ => what.clone(),
            };
            self.view.note(place, what);
        }
        let blocks = first..self.view.count();
        let (name, is_hidden) = (sheet.name.clone(), sheet.is_hidden);
        self.sheets.push(SourceSheet { name, is_hidden, blocks, cells: places });
        Some(())
    }

    /// A row whose cells are texts: each a paragraph or several.
    fn texts(
        &mut self,
        sheet: &BookSheet,
        row: u32,
        cells: &[(u32, &BookCell)],
        places: &mut BTreeMap<(u32, u32), SheetCell>,
    ) {
        for (column, cell) in cells {
            let name = cell_name(&sheet.name, row, *column);
            let lines = cell.text.lines();
            let lines: Vec<Range<usize>> =
                lines.filter_map(|line| self.view.line(line, name.clone(), false)).collect();
            if let Some(what) = &cell.remark {
                self.view.remark(lines.first().cloned(), what.clone());
            }
            if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
                let at = first.start..last.end;
                let (kind, formula) = (cell.kind, cell.formula.clone());
                places.insert((row, *column), SheetCell { at, lines, kind, formula });
            }
        }
    }

    /// A row of a table, with the empty cells between and behind the others.
    fn row(
        &mut self,
        sheet: &BookSheet,
        (row, cells): (u32, &[(u32, &BookCell)]),
        width: usize,
        covered: &Covered,
        places: &mut BTreeMap<(u32, u32), SheetCell>,
    ) {
        let empty = BookCell::default();
        let mut all: BTreeMap<u32, &BookCell> =
            (0..width as u32).map(|column| (column, &empty)).collect();
        all.extend(cells.iter().map(|(column, cell)| (*column, *cell)));
        // What stands below a merged cell nobody sees, but what is there is told.
        all.retain(|column, cell| !cell.is_empty() || !covered.holds(row, *column));
        let column_of = |column: u32| (column as usize) < COLUMNS;
        let view = all.iter().map(|(column, cell)| ViewCell {
            text: lines(cell).join(" "),
            column: column_of(*column).then_some(*column as usize),
            span: covered.span(row, *column),
            place: cell_name(&sheet.name, row, *column),
            kind: cell.kind,
            remark: cell.remark.clone(),
            notes: Vec::new(),
        });
        let ranges = self.view.row(self.sheets.len(), view.collect());
        for ((column, cell), at) in all.iter().zip(ranges) {
            let (kind, formula) = (cell.kind, cell.formula.clone());
            let mut start = at.start;
            let lines = lines(cell).into_iter().map(|line| {
                let line = start..start + line.len();
                start = line.end + 1;
                line
            });
            let lines = lines.collect();
            places.insert((row, *column), SheetCell { at, lines, kind, formula });
        }
    }
}

/// The paragraphs of a cell that has something in it, as they are written down.
fn lines(cell: &BookCell) -> Vec<String> {
    cell.text.lines().map(squeezed).filter(|line| !line.is_empty()).collect()
}

/// Whether a row is not one of a table: a text stands in it, or a sentence or a heading alone. Other words
/// alone may be a label whose number is left empty.
fn is_text(cells: &[(u32, &BookCell)]) -> bool {
    let is_long = |cell: &BookCell, most: usize| cell.text.chars().nth(most).is_some();
    match cells {
        [(_, only)] => is_long(only, LONELY) || only.text.contains(['。', '\n']),
        _ => cells.iter().any(|(_, cell)| is_long(cell, LONG)),
    }
}
