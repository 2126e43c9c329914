//! The grid of a file as heads are looked for in it: each number asks for the cells above it, up to the top, so the
//! texts of all cells are folded once.

use crate::import::{
    reader::fold::fold,
    source::{Reading, SourceBlock, SourceRow},
};
use std::ops::Range;

/// The rows of a file by their blocks; nothing for a line.
pub(super) struct HeadGrid(Vec<Option<HeadRow>>);

/// A row: its table, and the columns and the folded text of each cell that has columns.
pub(super) struct HeadRow {
    table: usize,
    cells: Vec<(Range<usize>, String)>,
}

impl HeadGrid {
    pub fn of(reading: &Reading) -> Self {
        let row = |block: &SourceBlock| match block {
            SourceBlock::Row(row) => Some(HeadRow::of(row, reading)),
            SourceBlock::Line(_) => None,
        };
        Self(reading.blocks.iter().map(row).collect())
    }

    /// The table that a block is a row of.
    pub fn table(&self, block: usize) -> Option<usize> {
        Some(self.0.get(block)?.as_ref()?.table)
    }

    /// The rows of the file's table above a block, from below.
    pub fn above(&self, block: usize) -> impl Iterator<Item = &HeadRow> {
        let table = self.table(block);
        let above = self.0.iter().take(block).rev();
        // A line among the rows is a band or a note.
        let is_of_table =
            move |row: &&Option<HeadRow>| row.as_ref().is_none_or(|row| Some(row.table) == table);
        above.take_while(is_of_table).flatten()
    }

    /// The nearest words above a column, and how many columns they stand above.
    pub fn words_above(&self, block: usize, column: usize) -> Option<(&String, usize)> {
        let is_word = |text: &str| !text.is_empty() && text.parse::<f64>().is_err();
        self.above(block).find_map(|row| {
            let (columns, text) = row.cell(column).filter(|(_, text)| is_word(text))?;
            Some((text, columns.len()))
        })
    }

    /// Whether a cell above a row stands above more than one column.
    pub fn has_wide_above(&self, block: usize) -> bool {
        self.above(block).any(|row| row.cells.iter().any(|(columns, _)| columns.len() > 1))
    }

    /// Whether something stands above a column.
    pub fn has_above(&self, block: usize, column: usize) -> bool {
        self.above(block).any(|row| row.text(column).is_some_and(|text| !text.is_empty()))
    }
}

impl HeadRow {
    fn of(row: &SourceRow, reading: &Reading) -> Self {
        let cells = row.cells.iter().filter_map(|cell| {
            let first = cell.column?;
            Some((first..first + cell.span.max(1), fold(reading.text(&cell.at))))
        });
        Self { table: row.table, cells: cells.collect() }
    }

    /// The text of the cell that covers a column.
    pub fn text(&self, column: usize) -> Option<&String> {
        self.cell(column).map(|(_, text)| text)
    }

    /// The cell that covers a column.
    fn cell(&self, column: usize) -> Option<&(Range<usize>, String)> {
        self.cells.iter().find(|(columns, _)| columns.contains(&column))
    }

    /// Where its last column ends.
    pub fn width(&self) -> usize {
        self.cells.iter().map(|(columns, _)| columns.end).max().unwrap_or(0)
    }
}
