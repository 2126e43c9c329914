//! How wide text is, near enough for indents: Chinese characters stand on the em square and every
//! Latin face of official writing has the widths of Times New Roman.

use crate::{
    document::{Inline, Pt, TextStyle},
    text::is_cjk,
};

/// Width of a text in a style.
pub(super) fn width(text: &str, style: &TextStyle) -> Pt {
    text.chars().map(|c| em(c) * style.size + style.tracking).sum()
}

/// Width of the longest of the lines that written breaks make.
pub(super) fn longest_line(inlines: &[Inline]) -> Pt {
    let lines = inlines.split(|inline| matches!(inline, Inline::Break));
    let widths = lines.map(|line| {
        let runs = line.iter().filter_map(|inline| match inline {
            Inline::Text(run) => Some(width(&run.text, &run.style)),
            Inline::Break | Inline::Tab(_) => None,
        });
        runs.sum::<Pt>()
    });
    widths.fold(0.0, Pt::max)
}

/// Width of a character in em: of Times New Roman, digits are half an em, points and blanks a
/// quarter; no letter is wider than `W`.
fn em(c: char) -> f64 {
    match c {
        _ if is_cjk(c) || !c.is_ascii() => 1.0,
        '0'..='9' | 'a'..='z' => 0.5,
        '.' | ',' | ' ' | ':' | ';' => 0.25,
        '(' | ')' | '-' | '/' => 0.34,
        _ => 0.95,
    }
}
