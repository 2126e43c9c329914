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

/// Heights of the rows, and of the text that each must at least hold.
pub(super) fn row_heights(
    table: &Table,
    cells: &[Vec<SetCell>],
    owners: &[Vec<(usize, usize)>],
) -> (Vec<Pt>, Vec<Pt>) {
    // A word processor adds the line between two rows to the white in them.
    let white = table.padding_y.max(table.border);
    let texts: Vec<Pt> = owners.iter().map(|row| text_height(table, cells, row)).collect();
    let own = |(row, text): (&Row, &Pt)| row.min_height.max(text + white);
    let mut heights: Vec<Pt> = table.rows.iter().zip(&texts).map(own).collect();
    // What a spanning label lacks goes to the last of its rows.
    for (r, row) in table.rows.iter().enumerate() {
        for (c, cell) in row.cells.iter().enumerate().filter(|(_, cell)| cell.rowspan > 1) {
            let end = r + cell.rowspan;
            let need = cells[r][c].height + white;
            let lacking = need - heights[r..end].iter().sum::<Pt>();
            heights[end - 1] += lacking.max(0.0);
        }
    }
    // Whole twips, so that Word's row is exactly as high.
    let whole = |h: &Pt| (h * 20.0 - 1e-6).ceil() / 20.0;
    (heights.iter().map(whole).collect(), texts)
}

/// What a row may give of its height when its table would fit a page but for a little.
const GIVES: f64 = 0.15;

/// What the rows cannot go below: most of their height, and all of their text with the least white.
pub(super) fn least_heights(
    table: &Table,
    cells: &[Vec<SetCell>],
    heights: &[Pt],
    texts: &[Pt],
) -> Vec<Pt> {
    let white = table.padding_y.max(table.border);
    let whole = |h: Pt| (h * 20.0 - 1e-6).ceil() / 20.0;
    let rows = heights.iter().zip(texts);
    let mut least: Vec<Pt> =
        rows.map(|(h, text)| whole((h * (1.0 - GIVES)).max(text + white)).min(*h)).collect();
    for (r, row) in table.rows.iter().enumerate() {
        for (c, cell) in row.cells.iter().enumerate().filter(|(_, cell)| cell.rowspan > 1) {
            let end = r + cell.rowspan;
            let lacking = cells[r][c].height + white - least[r..end].iter().sum::<Pt>();
            if lacking > 0.0 {
                // A label that fills its rows: they give nothing.
                least[r..end].copy_from_slice(&heights[r..end]);
            }
        }
    }
    least
}

/// The tallest text of the cells that a row holds alone; a cell that spans rows needs a line in each.
fn text_height(table: &Table, cells: &[Vec<SetCell>], owners: &[(usize, usize)]) -> Pt {
    let heights = owners.iter().map(|&(r, c)| {
        let set = &cells[r][c];
        let line = set.lines.first().map_or(0.0, |line| line.pitch);
        if table.rows[r].cells[c].rowspan == 1 { set.height } else { line }
    });
    heights.fold(0.0, Pt::max)
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
