//! Paragraphs that a narrow window or a page has broken into lines, which copying keeps: every line is as wide as the
//! window but the last of each paragraph.

use super::{
    landmark::Landmarks,
    prose::{TextLine, begins_with_number, is_heading},
    title::looks_like_title,
};
use crate::import::source::{LineRole, Reading};

/// Fewer lines of one width are chance.
const LINES: usize = 3;
/// A narrower window breaks everything; half-width columns.
const NARROWEST: usize = 20;
/// What 禁则 and digits that are not parted leave at the end of a line; half-width columns.
const RAGGED: usize = 5;

/// The lines, each paragraph on one where the text says how wide the window was.
pub(super) fn join_paragraphs(
    reading: &Reading,
    lines: Vec<TextLine>,
    marks: &Landmarks,
) -> Vec<TextLine> {
    let goes_on: Vec<bool> = (lines.iter().zip(lines.iter().skip(1)))
        .map(|(above, below)| goes_on(reading, (above, below), marks))
        .collect();
    let Some(width) = width(reading, &lines, &goes_on, marks) else { return lines };
    let mut joined: Vec<TextLine> = Vec::with_capacity(lines.len());
    let mut is_of_above = false;
    for (line, goes_on) in lines.into_iter().zip(goes_on.into_iter().chain([false])) {
        let is_full = columns(reading, &line) + RAGGED >= width;
        match joined.last_mut().filter(|_| is_of_above) {
            Some(paragraph) => paragraph.at.end = line.at.end,
            None => joined.push(line),
        }
        is_of_above = goes_on && is_full;
    }
    joined
}

/// How wide the window was: most lines that end within a sentence are, and no line is wider.
fn width(
    reading: &Reading,
    lines: &[TextLine],
    goes_on: &[bool],
    marks: &Landmarks,
) -> Option<usize> {
    let is_text = |line: &&TextLine| !is_heading(reading.text(&line.at), marks);
    let widest = lines.iter().filter(is_text).map(|line| columns(reading, line)).max()?;
    let open = lines.iter().zip(goes_on).filter(|(_, goes_on)| **goes_on);
    let is_full = |(line, _): (&TextLine, _)| columns(reading, line) + RAGGED >= widest;
    let full: Vec<bool> = open.map(is_full).collect();
    let count = full.iter().filter(|full| **full).count();
    (widest >= NARROWEST && count >= LINES && 2 * count > full.len()).then_some(widest)
}

/// Whether the lower of two lines may be of the paragraph that the upper one is of.
fn goes_on(reading: &Reading, (above, below): (&TextLine, &TextLine), marks: &Landmarks) -> bool {
    let is_text = |line: &TextLine| !line.in_table && line.role == LineRole::Plain;
    let [upper, lower] = [above, below].map(|line| reading.text(&line.at));
    is_text(above)
        && is_text(below)
        && below.block == above.block + 1
        && !upper.ends_with(['。', '！', '？', '”', '：'])
        && !is_heading(upper, marks)
        && !looks_like_title(upper)
        && !begins_with_number(lower)
}

/// Half-width columns that a line takes.
fn columns(reading: &Reading, line: &TextLine) -> usize {
    reading.text(&line.at).chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
