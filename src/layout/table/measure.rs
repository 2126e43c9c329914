//! Cells set in their columns, the heights of rows, and which cell covers which place.

use super::super::{
    error::Error,
    page::Origin,
    paragraph::{Line, set, set_stacked},
    shape::Shaper,
};
use crate::document::{Cell, Pt, Punctuation, Row, Table};

/// A cell's text, set in its column.
pub(super) struct SetCell {
    pub lines: Vec<Line>,
    pub height: Pt,
}

pub(super) fn set_cell(
    cell: &Cell,
    width: Pt,
    shaper: &mut Shaper,
    punctuation: Punctuation,
    origin: Origin,
) -> Result<SetCell, Error> {
    let mut lines = Vec::new();
    for paragraph in &cell.paragraphs {
        let set = if cell.stacked {
            set_stacked(paragraph, width, shaper, origin)?
        } else {
            set(paragraph, width, shaper, punctuation, origin)?
        };
        lines.extend(set.lines);
    }
    let height = lines.iter().map(|l| l.pitch).sum();
    Ok(SetCell { lines, height })
}

pub(super) fn row_heights(table: &Table, cells: &[Vec<SetCell>]) -> Vec<Pt> {
    let need = |r: usize, c: usize| cells[r][c].height + table.padding_y;
    let own = |(r, row): (usize, &Row)| {
        let single = row.cells.iter().enumerate().filter(|(_, cell)| cell.rowspan == 1);
        single.map(|(c, _)| need(r, c)).fold(row.min_height, Pt::max)
    };
    let mut heights: Vec<Pt> = table.rows.iter().enumerate().map(own).collect();
    // What a spanning label lacks goes to the last of its rows.
    for (r, row) in table.rows.iter().enumerate() {
        for (c, cell) in row.cells.iter().enumerate().filter(|(_, cell)| cell.rowspan > 1) {
            let end = r + cell.rowspan;
            let lacking = need(r, c) - heights[r..end].iter().sum::<Pt>();
            heights[end - 1] += lacking.max(0.0);
        }
    }
    // Whole twips, so that Word's row is exactly as high.
    heights.iter().map(|h| (h * 20.0 - 1e-6).ceil() / 20.0).collect()
}

pub(super) fn torn_cells(table: &Table) -> Vec<Vec<(usize, usize)>> {
    let mut torn = vec![Vec::new(); table.rows.len() + 1];
    for (r, row) in table.rows.iter().enumerate() {
        for (c, cell) in row.cells.iter().enumerate() {
            torn[r + 1..r + cell.rowspan].iter_mut().for_each(|cells| cells.push((r, c)));
        }
    }
    torn
}
