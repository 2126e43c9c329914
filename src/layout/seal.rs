//! Where seals stand: over their names, in rows, apart from each other (GB/T 9704-2012 §7.3.5.1).

use super::{
    EPSILON, em,
    page::PlacedSeal,
    signature::{BLANK_SEALED, Widths},
};
use crate::document::{MM, Pt, Seal, Signature, TOWNSHIP_SEAL};
use std::ops::Range;

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
        let row_lines = ((height + APART) / pitch).ceil();
        // A name of several lines has its row to itself.
        let most = if w.breaks_names() { 1 } else { MOST_IN_ROW.min(w.bodies.len()) };
        let (rows, centre) = uneven(w, room);
        let columns = (2..=most).rev().find_map(fit);
        let Some((counts, columns, centre, least)) =
            columns.filter(|(counts, ..)| counts.len() <= rows.len())
        else {
            return Self { rows, centre, row_lines };
        };
        let row = |count: usize| {
            let steps: Vec<Pt> = columns.steps.iter().copied().take(count.max(1) - 1).collect();
            // Columns are as far apart in a short row as in a full one.
            let more = more_between(w.line, &columns.steps, centre, least);
            let mut centres = centres(&steps, centre, more);
            centres.truncate(count);
            centres
        };
        Self { rows: counts.into_iter().map(row).collect(), centre, row_lines }
    }
}

/// What stands between names beyond the least: the first is as far from the left edge as the last from the right, if there
/// is room. `steps` go from the last to the first, `least` is how near to the edge the first may stand.
fn more_between(line: Pt, steps: &[Pt], centre: Pt, least: Pt) -> Pt {
    let total: Pt = steps.iter().sum();
    let first = (line - centre).min(centre - total).max(least);
    ((centre - first - total) / steps.len().max(1) as f64).max(0.0)
}

/// The middles of a row's names, whose last is given.
fn centres(steps: &[Pt], last: Pt, more: Pt) -> Vec<Pt> {
    let mut centres = vec![last];
    for step in steps {
        centres.push(centres.last().map_or(last, |right| right - step - more));
    }
    centres.reverse();
    centres
}

/// Rows of names that do not stand in columns, because one is long: as few as will do, each with as many names as it
/// holds, but no more than give no row less. And the middle of the last name.
fn uneven(w: &Widths, room: impl Fn(Pt) -> Pt) -> (Vec<Vec<Pt>>, Pt) {
    let usual = w.line - em::SEALED_FROM_EDGE * w.em - w.date / 2.0;
    let centre = |last: Pt| usual.min(w.line - room(last) / 2.0);
    // No seal crosses another, or reaches over the name beside it.
    let apart = |a: Pt, b: Pt| {
        let over = f64::midpoint(a, room(b)).max(f64::midpoint(room(a), b));
        (room(0.0) + APART).max(over).max(f64::midpoint(a, b) + em::BETWEEN * w.em)
    };
    let steps = |names: &[Pt]| -> Vec<Pt> {
        names.windows(2).rev().map(|pair| apart(pair[0], pair[1])).collect()
    };
    let least = |names: &[Pt]| names.first().map_or(0.0, |first| room(*first) / 2.0);
    let middle_of_last = |names: &[Pt]| centre(names.last().copied().unwrap_or_default());
    let fits = |names: &[Pt]| {
        least(names) + steps(names).iter().sum::<Pt>() <= middle_of_last(names) + EPSILON
    };
    let rows = |most: usize| {
        let mut rows: Vec<Range<usize>> = Vec::new();
        for body in 0..w.bodies.len() {
            match rows.last_mut() {
                Some(row)
                    if row.len() < most
                        && row.clone().chain([body]).all(|body| w.lines_of(body) == 1)
                        && fits(&w.bodies[row.start..=body]) =>
                {
                    row.end = body + 1;
                }
                _ => rows.push(body..body + 1),
            }
        }
        rows
    };
    let rows = (1..=MOST_IN_ROW).map(rows).min_by_key(Vec::len).unwrap_or_default();
    let stand = |row: &Range<usize>| {
        let names = &w.bodies[row.clone()];
        let steps = steps(names);
        let more = more_between(w.line, &steps, middle_of_last(names), least(names));
        centres(&steps, middle_of_last(names), more)
    };
    (rows.iter().map(stand).collect(), middle_of_last(&w.bodies))
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
