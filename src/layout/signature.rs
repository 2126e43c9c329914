//! Name and date, placed by GB/T 9704-2012 §7.3.5.

use super::page::PlacedLine;
use crate::document::{Pt, Signature};

/// Widths that the rule needs, in points.
pub(super) struct Widths {
    /// One character of the signature's style.
    pub em: Pt,
    /// Each issuing body's name, in order.
    pub bodies: Vec<Pt>,
    /// The date.
    pub date: Pt,
    /// The type area.
    pub line: Pt,
}

/// Blank lines above the first name: one for an unsealed block (§7.3.5.2). A seal is 42 mm, about
/// four lines, stands centred over name and date and begins within a line of the text (§7.3.5.1).
const BLANK_UNSEALED: f64 = 1.0;
const BLANK_SEALED: f64 = 3.0;

/// The lines of a signature with their left indents.
pub(super) fn place(signature: &Signature, widths: &Widths, pitch: Pt) -> Vec<PlacedLine> {
    let (names, date) = if signature.sealed {
        sealed(widths)
    } else {
        unsealed(widths)
    };
    let blank = if signature.sealed {
        BLANK_SEALED
    } else {
        BLANK_UNSEALED
    };
    let mut lines: Vec<PlacedLine> = signature
        .bodies
        .iter()
        .zip(names)
        .map(|(text, left)| PlacedLine {
            text: text.clone(),
            left,
            before: 0.0,
        })
        .collect();
    lines.push(PlacedLine {
        text: signature.date.clone(),
        left: date,
        before: 0.0,
    });
    lines[0].before = blank * pitch;
    lines
}

/// §7.3.5.2: each name ends two characters before the edge; the date begins two characters after the
/// name above it. A date longer than the name ends there instead, and the name moves left with it.
fn unsealed(w: &Widths) -> (Vec<Pt>, Pt) {
    let last = w.bodies.last().copied().unwrap_or(0.0);
    let edge = w.line - 2.0 * w.em;
    let shift = (w.date - last).max(0.0);
    let date = if shift > 0.0 {
        edge - w.date
    } else {
        edge - last + 2.0 * w.em
    };
    // With the longer date the stagger of two characters stays.
    let right = if shift > 0.0 {
        date - 2.0 * w.em + last
    } else {
        edge
    };
    (
        w.bodies
            .iter()
            .map(|name| (right - name).max(0.0))
            .collect(),
        date.max(0.0),
    )
}

/// §7.3.5.1: the date ends four characters before the edge and each name is centred on it; a name
/// that would leave the type area takes the date with it to the left.
fn sealed(w: &Widths) -> (Vec<Pt>, Pt) {
    let longest = w.bodies.iter().copied().fold(0.0, Pt::max);
    let centre = (w.line - 4.0 * w.em - w.date / 2.0).min(w.line - longest / 2.0);
    let left = |width: Pt| (centre - width / 2.0).max(0.0);
    (
        w.bodies.iter().map(|&name| left(name)).collect(),
        left(w.date),
    )
}
