//! The rows of a sheet, packed as they come.

use super::SheetLook;
use rust_decimal::Decimal;
use rust_xlsxwriter::{ColNum, RowNum, XlsxError, utility::row_col_to_cell};
use std::{
    borrow::Cow,
    fmt::Write as _,
    io::{self, Write},
};

/// So much of a sheet is put together before it is packed.
const PIECE: usize = 1 << 16;
/// The most characters that Excel takes in a cell.
pub(crate) const LONGEST: usize = 32_767;

/// What stands in a cell.
pub(crate) enum SheetCell<'t> {
    Blank,
    Text(&'t str),
    Number(Decimal),
    /// The sum of a range, and what it comes to.
    Sum(String, Decimal),
}

/// Takes the rows of a sheet, from the top, each from the left.
pub(crate) struct SheetRows<'w> {
    to: &'w mut dyn Write,
    /// The number of each look.
    looks: &'w [u32],
    piece: String,
    /// Rows so far.
    count: RowNum,
    /// Top, left, bottom, right.
    merged: Vec<(RowNum, ColNum, RowNum, ColNum)>,
    /// The first that went wrong; nothing is written after it.
    failed: Option<io::Error>,
}

impl<'w> SheetRows<'w> {
    pub(super) fn new(to: &'w mut dyn Write, looks: &'w [u32]) -> Self {
        Self {
            to,
            looks,
            piece: String::with_capacity(PIECE + PIECE / 4),
            count: 0,
            merged: Vec::new(),
            failed: None,
        }
    }

    /// Begins a row of some points' height.
    pub(crate) fn begin(&mut self, height: f64) {
        self.end();
        self.count += 1;
        let _ = write!(self.piece, "<row r=\"{}\" ht=\"{height}\" customHeight=\"1\">", self.count);
    }

    /// The row that was begun last, from 0.
    pub(crate) fn row(&self) -> RowNum {
        self.count.saturating_sub(1)
    }

    /// Puts a cell into the row, over so many columns.
    pub(crate) fn put(
        &mut self,
        column: ColNum,
        columns: ColNum,
        look: SheetLook,
        cell: SheetCell<'_>,
    ) {
        let style = self.looks.get(look.place()).copied().unwrap_or_default();
        let place = row_col_to_cell(self.row(), column);
        let _ = match cell {
            SheetCell::Blank | SheetCell::Text("") => {
                write!(self.piece, "<c r=\"{place}\" s=\"{style}\"/>")
            }
            SheetCell::Text(text) => write!(
                self.piece,
                "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                escaped(text)
            ),
            SheetCell::Number(number) => {
                write!(self.piece, "<c r=\"{place}\" s=\"{style}\"><v>{number}</v></c>")
            }
            SheetCell::Sum(range, result) => write!(
                self.piece,
                "<c r=\"{place}\" s=\"{style}\"><f>SUM({range})</f><v>{result}</v></c>"
            ),
        };
        for covered in column + 1..column + columns {
            let place = row_col_to_cell(self.row(), covered);
            let _ = write!(self.piece, "<c r=\"{place}\" s=\"{style}\"/>");
        }
        if columns > 1 {
            self.merge(1, column, columns);
        }
    }

    /// Makes one cell of some that begin in this row: so many rows from here down, so many columns.
    pub(crate) fn merge(&mut self, rows: RowNum, column: ColNum, columns: ColNum) {
        let top = self.row();
        if rows > 1 || columns > 1 {
            self.merged.push((top, column, top + rows - 1, column + columns - 1));
        }
    }

    fn end(&mut self) {
        if self.count > 0 {
            self.piece.push_str("</row>");
        }
        if self.piece.len() >= PIECE {
            self.flush();
        }
    }

    fn flush(&mut self) {
        if self.failed.is_none() {
            self.failed = self.to.write_all(self.piece.as_bytes()).err();
        }
        self.piece.clear();
    }

    /// Writes what is left; gives the element of the merged cells.
    pub(super) fn finish(mut self) -> Result<String, XlsxError> {
        self.end();
        self.flush();
        if let Some(error) = self.failed {
            return Err(error.into());
        }
        if self.merged.is_empty() {
            return Ok(String::new());
        }
        let mut merges = format!("<mergeCells count=\"{}\">", self.merged.len());
        for (top, left, bottom, right) in &self.merged {
            let (from, to) = (row_col_to_cell(*top, *left), row_col_to_cell(*bottom, *right));
            let _ = write!(merges, "<mergeCell ref=\"{from}:{to}\"/>");
        }
        merges.push_str("</mergeCells>");
        Ok(merges)
    }
}

/// A text as that of a cell: what no XML holds goes, and what Excel would read as a character stays.
fn escaped(text: &str) -> Cow<'_, str> {
    let is_kept = |c: char| {
        matches!(c, '\t' | '\n') || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
    };
    let is_plain = |c: char| is_kept(c) && !matches!(c, '<' | '>' | '&' | '"' | '\'' | '_');
    if text.len() < LONGEST && text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let cut: String = text.chars().filter(|c| is_kept(*c)).take(LONGEST).collect();
    Cow::Owned(quick_xml::escape::escape(cut.replace("_x", "_x005F_x")).into_owned())
}
