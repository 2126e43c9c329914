//! Where seals stand: over their names, in rows, apart from each other (GB/T 9704-2012 §7.3.5.1).

use super::{
    EPSILON, em,
    page::PlacedSeal,
    signature::{BLANK_SEALED, Widths},
};
use crate::document::{MM, Pt, Seal, Signature, TOWNSHIP_SEAL};

/// Seals neither cross nor touch; this much stays between them.
const APART: Pt = 2.0 * MM;
/// Three seals of 42 mm fill the 156 mm of a line.
const MOST_IN_ROW: usize = 3;

/// Rows of names with room for their seals.
pub(super) struct SealAnchor {
    /// The middle of each name, row by row.
    pub rows: Vec<Vec<Pt>>,
    /// The middle of the date, and of the last name above it.
    pub centre: Pt,
    /// From one row of names to the next, in lines.
    pub row_lines: f64,
}

impl SealAnchor {
    pub(super) fn of(signature: &Signature, w: &Widths, pitch: Pt) -> Self {
        let seals = &signature.seals;
        let most = |side: fn(&Seal) -> Pt| seals.iter().map(side).reduce(Pt::max);
        let (width, height) = (
            most(|s| s.width).unwrap_or(TOWNSHIP_SEAL),
            most(|s| s.height).unwrap_or(TOWNSHIP_SEAL),
        );
        // What a name takes of its row, and how far apart two of them stand.
        let room = |name: Pt| name.max(width);
        let apart = |a: Pt, b: Pt| (width + APART).max(f64::midpoint(a, b) + em::BETWEEN * w.em);
        let fit = |columns: usize| {
            let rows = rows_of(w.bodies.len(), columns);
            let columns = Columns::of(&w.bodies, &rows, apart);
            let last = room(columns.last) / 2.0;
            let usual = w.line - em::SEALED_FROM_EDGE * w.em - w.date / 2.0;
            let first = room(columns.first) / 2.0;
            let total: Pt = columns.steps.iter().sum();
            // The date moves to the right where that lets the names stand side by side.
            let edge = w.line - last.max(w.date / 2.0);
            let wanted = if rows.len() == 1 { (first + total).min(edge) } else { 0.0 };
            let centre = usual.min(w.line - last).max(wanted);
            (first + total <= centre + EPSILON).then_some((rows, columns, centre, first))
        };
        // A name of several lines has its row to itself.
        let most = if w.breaks_names() { 1 } else { MOST_IN_ROW.min(w.bodies.len()) };
        let found = (2..=most).rev().find_map(fit);
        let (counts, columns, centre, least) = found.unwrap_or_else(|| {
            let rows = rows_of(w.bodies.len(), 1);
            let columns = Columns::of(&w.bodies, &rows, apart);
            let half = room(columns.last) / 2.0;
            let usual = w.line - em::SEALED_FROM_EDGE * w.em - w.date / 2.0;
            (rows, columns, usual.min(w.line - half), half)
        });
        let total: Pt = columns.steps.iter().sum();
        // As far from the left edge as the last stands from the right, if there is room.
        let first = (w.line - centre).min(centre - total).max(least);
        let more = (centre - first - total) / columns.steps.len().max(1) as f64;
        let row = |count: usize| {
            let mut centres = vec![centre];
            for step in columns.steps.iter().take(count.saturating_sub(1)) {
                let left = centres.last().map_or(centre, |right| right - step - more.max(0.0));
                centres.push(left);
            }
            centres.truncate(count);
            centres.reverse();
            centres
        };
        Self {
            rows: counts.into_iter().map(row).collect(),
            centre,
            row_lines: ((height + APART) / pitch).ceil(),
        }
    }
}

/// Columns of names, counted from the right: those of a row end below one another.
struct Columns {
    /// From the middle of each column to that of the next.
    steps: Vec<Pt>,
    /// The widest name of the last column.
    last: Pt,
    /// The widest of the first.
    first: Pt,
}

impl Columns {
    fn of(names: &[Pt], rows: &[usize], apart: impl Fn(Pt, Pt) -> Pt) -> Self {
        let most = rows.iter().copied().max().unwrap_or(0);
        let mut widest = vec![0.0; most];
        let mut start = 0;
        for count in rows {
            let row = names.get(start..start + count).unwrap_or_default();
            for (column, width) in row.iter().rev().enumerate() {
                widest[column] = Pt::max(widest[column], *width);
            }
            start += count;
        }
        Self {
            steps: widest.windows(2).map(|pair| apart(pair[0], pair[1])).collect(),
            last: widest.first().copied().unwrap_or(0.0),
            first: widest.last().copied().unwrap_or(0.0),
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
    stand: &SealAnchor,
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
