//! Name and date, placed by GB/T 9704-2012 §7.3.5.

use super::{
    em,
    page::{PlacedLine, PlacedSeal, PlacedText},
    seal::{self, SealAnchor},
};
use crate::document::{Pt, Signature};

/// Widths that the rule needs, in points.
pub(super) struct Widths {
    /// One character of the signature's style.
    pub em: Pt,
    /// Each issuing body's name, in order.
    pub bodies: Vec<Pt>,
    /// The lines of the names: a long one has several.
    pub names: Vec<SetName>,
    /// The date.
    pub date: Pt,
    /// The type area.
    pub line: Pt,
}

/// A line of a name.
pub(super) struct SetName {
    pub text: String,
    pub width: Pt,
    /// Index of the body whose name it is.
    pub body: usize,
}

impl Widths {
    /// Whether some name has several lines.
    pub fn breaks_names(&self) -> bool {
        self.names.len() != self.bodies.len()
    }

    /// How many lines a body's name has.
    pub fn lines_of(&self, body: usize) -> usize {
        self.names.iter().filter(|name| name.body == body).count()
    }

    /// The longest name that stands on one line when it bears no seal.
    pub fn longest_name(&self) -> Pt {
        self.line - em::NAME_FROM_EDGE * self.em
    }
}

/// Blank lines above the first name: one for an unsealed block (§7.3.5.2). A seal is 42 mm, about
/// four lines, stands centred over name and date and begins within a line of the text (§7.3.5.1).
const BLANK_UNSEALED: f64 = 1.0;
pub(super) const BLANK_SEALED: f64 = 3.0;

/// A signature's lines and seals.
pub(super) struct Placed {
    pub lines: Vec<PlacedLine>,
    pub seals: Vec<PlacedSeal>,
}

/// Where the lines and the seals of a signature stand.
pub(super) fn place(signature: &Signature, widths: &Widths, pitch: Pt) -> Placed {
    let stand = SealAnchor::of(signature, widths, pitch);
    let (rows, date) = if signature.sealed { sealed(widths, &stand) } else { unsealed(widths) };
    let text = |text: &str, left: Pt, width: Pt, tracking: Pt| {
        let right = (widths.line - left - width).max(0.0);
        PlacedText { text: text.to_owned(), left, right, tracking }
    };
    // Several names without seals are spread to the width of the longest.
    let longest = widths.names.iter().map(|name| name.width).fold(0.0, Pt::max);
    let joint = !signature.sealed && signature.bodies.len() > 1 && spreads(widths, longest);
    let mut names = widths.names.iter();
    let mut line = |row: NameLine| {
        let texts = row.lefts.into_iter().zip(&mut names);
        let texts = texts.map(|(left, name)| {
            let (width, tracking) = if joint { spread(name, longest) } else { (name.width, 0.0) };
            text(&name.text, left, width, tracking)
        });
        PlacedLine { texts: texts.collect(), before: row.blank * pitch }
    };
    let mut lines: Vec<PlacedLine> = rows.into_iter().map(&mut line).collect();
    lines.push(PlacedLine {
        texts: vec![text(&signature.date, date, widths.date, 0.0)],
        before: 0.0,
    });
    let rows: Vec<usize> = stand.rows.iter().map(Vec::len).collect();
    Placed { lines, seals: seal::place(signature, &stand, &rows, pitch) }
}

/// A line of names.
struct NameLine {
    /// Where each begins.
    lefts: Vec<Pt>,
    /// Blank lines above it.
    blank: f64,
}

/// Between the characters of a name that is spread stands less than this, in characters: 县委 is not torn over the
/// width of 某某县经济技术开发区管理委员会.
const WIDEST_SPREAD: f64 = 2.0;

/// Whether all names can be spread to the width of the longest.
fn spreads(w: &Widths, longest: Pt) -> bool {
    let gap = |name: &SetName| (longest - name.width) / gaps(name).max(1.0);
    !w.breaks_names() && w.names.iter().all(|name| gap(name) <= WIDEST_SPREAD * w.em)
}

fn gaps(name: &SetName) -> Pt {
    name.text.chars().count().saturating_sub(1) as Pt
}

/// The width of a name spread to another one, and what that adds between its characters.
fn spread(name: &SetName, width: Pt) -> (Pt, Pt) {
    let gaps = gaps(name);
    if gaps < 1.0 {
        return (name.width, 0.0);
    }
    // Whole twips, as the DOCX holds them.
    let tracking = ((width - name.width) / gaps * 20.0).floor().max(0.0) / 20.0;
    (name.width + gaps * tracking, tracking)
}

/// §7.3.5.2: the name ends two characters before the edge; the date begins two characters after it.
/// A date longer than the name ends there instead, and the name moves left with it. Several names
/// stand one below the other (联合行文), begin alike, and the longest ends two characters before the
/// edge. So do the lines of a name that is longer than a line.
fn unsealed(w: &Widths) -> (Vec<NameLine>, Pt) {
    let longest = w.names.iter().map(|name| name.width).fold(0.0, Pt::max);
    let edge = w.longest_name();
    let stagger = em::DATE_BEHIND_NAME * w.em;
    let (name, date) = if w.date > longest {
        // With the longer date the stagger of two characters stays.
        (edge - w.date - stagger, edge - w.date)
    } else {
        (edge - longest, edge - longest + stagger)
    };
    let line = |line| NameLine {
        lefts: vec![name.max(0.0)],
        blank: if line == 0 { BLANK_UNSEALED } else { 0.0 },
    };
    ((0..w.names.len()).map(line).collect(), date.max(0.0))
}

/// §7.3.5.1: the date ends four characters before the edge and the last name is centred on it; a
/// name or seal that would leave the type area takes the date with it to the left. Several names
/// stand in rows, each in the middle of its own seal. A name of several lines has a row to itself: the last of them
/// keeps its place below the seal, the others take theirs from the white above.
fn sealed(w: &Widths, stand: &SealAnchor) -> (Vec<NameLine>, Pt) {
    let left = |centre: Pt, width: Pt| (centre - width / 2.0).max(0.0);
    let mut names = w.names.iter();
    let mut lines = Vec::new();
    let mut body = 0;
    for (row, centres) in stand.rows.iter().enumerate() {
        let above = if row == 0 { BLANK_SEALED } else { stand.row_lines - 1.0 };
        let count = if let [_] = centres.as_slice() { w.lines_of(body) } else { 1 };
        body += centres.len();
        for line in 0..count {
            let further = count.saturating_sub(1) as f64;
            let lefts = centres.iter().zip(&mut names);
            lines.push(NameLine {
                lefts: lefts.map(|(centre, name)| left(*centre, name.width)).collect(),
                blank: if line == 0 { (above - further).max(0.0) } else { 0.0 },
            });
        }
    }
    (lines, left(stand.centre, w.date))
}
