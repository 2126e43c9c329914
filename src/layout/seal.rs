//! Where seals stand: over their names, in rows, apart from each other (GB/T 9704-2012 §7.3.5.1).

use super::{
    em,
    page::PlacedSeal,
    signature::{BLANK_SEALED, Widths},
};
use crate::document::{MM, Pt, Seal, Signature, TOWNSHIP_SEAL};

/// Seals neither cross nor touch; this much stays between them.
const APART: Pt = 2.0 * MM;
/// Three seals of 42 mm fill the 156 mm of a line.
const MOST_IN_ROW: usize = 3;

/// Rows of names with room for their seals.
pub(super) struct Stand {
    /// The middle of each name, row by row.
    pub rows: Vec<Vec<Pt>>,
    /// The middle of the date, and of the last name above it.
    pub centre: Pt,
    /// From one row of names to the next, in lines.
    pub row_lines: f64,
}

impl Stand {
    pub(super) fn of(signature: &Signature, w: &Widths, pitch: Pt) -> Self {
        let seals = &signature.seals;
        let most = |side: fn(&Seal) -> Pt| seals.iter().map(side).reduce(Pt::max);
        let (width, height) = (
            most(|s| s.width).unwrap_or(TOWNSHIP_SEAL),
            most(|s| s.height).unwrap_or(TOWNSHIP_SEAL),
        );
        let longest = w.bodies.iter().copied().fold(0.0, Pt::max);
        let half = longest.max(width) / 2.0;
        let centre = (w.line - em::SEALED_FROM_EDGE * w.em - w.date / 2.0).min(w.line - half);
        let step = (width + APART).max(longest + em::BETWEEN * w.em);
        let fit = 1 + ((centre - half).max(0.0) / step) as usize;
        let counts = rows_of(w.bodies.len(), fit.min(MOST_IN_ROW));
        let columns = counts.first().copied().unwrap_or(1);
        let gaps = columns.saturating_sub(1) as f64;
        // As far from the left edge as the last stands from the right, if there is room.
        let first = (w.line - centre).min(centre - gaps * step).max(half);
        let step = if columns > 1 { (centre - first) / gaps } else { 0.0 };
        let row = |count: usize| (0..count).rev().map(|k| centre - k as f64 * step).collect();
        Self {
            rows: counts.into_iter().map(row).collect(),
            centre,
            row_lines: ((height + APART) / pitch).ceil(),
        }
    }
}

/// How many names each row holds: as even as can be, no row longer than the one above it.
fn rows_of(names: usize, most: usize) -> Vec<usize> {
    let rows = names.div_ceil(most.max(1)).max(1);
    let row = |row: usize| names / rows + usize::from(row < names % rows);
    (0..rows).map(row).collect()
}

/// Places each picture over its name; `rows` says how many names each row holds.
///
/// Name and date stand in the lower middle of their seal, and it begins within a line of the text:
/// the middle between the two is a quarter of its height below the seal's own. Seals of the other
/// rows stand to their names as the last does.
pub(super) fn place(
    signature: &Signature,
    stand: &Stand,
    rows: &[usize],
    pitch: Pt,
) -> Vec<PlacedSeal> {
    let tallest = signature.seals.iter().map(|s| s.height).fold(0.0, Pt::max);
    // From the end of the text; the names stand a few blank lines below it.
    let top = ((BLANK_SEALED + 1.0) * pitch - 0.75 * tallest).clamp(0.0, pitch);
    let middle = top + tallest / 2.0 - BLANK_SEALED * pitch;
    let placed = signature.seals.iter().enumerate().filter_map(|(seal, s)| {
        let mut column = s.body;
        let mut row = 0;
        while column >= *rows.get(row)? {
            column -= rows.get(row)?;
            row += 1;
        }
        let centre = stand.rows.get(row).and_then(|r| r.get(column));
        // From the row's line of names to that of the date.
        let below = 1.0 + (rows.len() - 1 - row) as f64 * stand.row_lines;
        Some(PlacedSeal {
            seal,
            left: centre.unwrap_or(&stand.centre) - s.width / 2.0,
            above: below * pitch - middle + s.height / 2.0,
        })
    });
    placed.collect()
}

#[cfg(test)]
mod tests {
    use super::rows_of;

    #[test]
    fn names_are_shared_out_evenly_over_rows() {
        assert_eq!(rows_of(1, 3), [1]);
        assert_eq!(rows_of(3, 3), [3]);
        assert_eq!(rows_of(4, 3), [2, 2]);
        assert_eq!(rows_of(5, 3), [3, 2]);
        assert_eq!(rows_of(3, 1), [1, 1, 1]);
        assert_eq!(rows_of(0, 3), [0]);
    }
}
