//! Tables: a fixed grid of columns, rows of cells that may span.

use super::{Color, Paragraph, Pt};

/// Height of the paragraph that WordprocessingML demands between two tables that follow one another: the
/// least that programs honour.
pub const TABLE_SEPARATOR: Pt = 0.7;

/// A table whose grid is complete: every grid place is covered by exactly one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// A few words for readers who cannot see it.
    pub caption: String,
    /// Column widths, left to right; they sum to at most the width of the type area.
    pub columns: Vec<Pt>,
    /// Rows, top to bottom.
    pub rows: Vec<Row>,
    /// How many first rows are repeated at the head of every page.
    pub header_rows: usize,
    /// Line width of the grid.
    pub border: Pt,
    /// Colour of the grid.
    pub border_color: Color,
    /// White left and right of a cell's text.
    pub padding_x: Pt,
    /// White above and below a cell's text, both together at least this (half each side).
    pub padding_y: Pt,
    /// Try to hold the whole table on one page.
    pub keep_together: bool,
}

impl Table {
    /// For every grid place, row by row, the cell that covers it: its row and its position in
    /// [`Row::cells`].
    pub fn owners(&self) -> Vec<Vec<(usize, usize)>> {
        let mut owners = vec![vec![(0, 0); self.columns.len()]; self.rows.len()];
        for (r, row) in self.rows.iter().enumerate() {
            for (c, cell) in row.cells.iter().enumerate() {
                for line in owners.iter_mut().skip(r).take(cell.rowspan) {
                    let covered = line.iter_mut().skip(cell.column).take(cell.colspan);
                    covered.for_each(|owner| *owner = (r, c));
                }
            }
        }
        owners
    }
}

/// A row: the cells that begin in it, left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Cells whose first row is this one.
    pub cells: Vec<Cell>,
    /// The row is at least this high.
    pub min_height: Pt,
}

/// A cell, possibly over several rows and columns.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Cell {
    /// First grid column.
    pub column: usize,
    /// Columns covered, at least 1.
    pub colspan: usize,
    /// Rows covered, at least 1.
    pub rowspan: usize,
    /// Head or data, for structure and accessibility.
    pub kind: CellKind,
    /// Vertical placement.
    pub valign: VAlign,
    /// Background.
    pub fill: Option<Color>,
    /// Characters upright, one below the other (`三、本年度办理结果`).
    pub stacked: bool,
    /// Its text; at least one paragraph, which may be empty.
    pub paragraphs: Vec<Paragraph>,
}

/// What a cell is to a reader of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// Head of the columns below.
    ColumnHead,
    /// Head of the row to its right (also a group label over several rows).
    RowHead,
    /// Data.
    Data,
}

/// Vertical placement in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VAlign {
    /// At the top.
    Top,
    /// In the middle.
    Middle,
}
