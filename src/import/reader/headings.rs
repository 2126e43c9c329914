//! Headings of parts that were broken over the ends of lines: `三、收到和处理政府信息公开` and `申请情况` below it.

use super::{
    fold::fold,
    landmark::Landmarks,
    prose::{HEADING, TextLine, is_site, ordinal},
};
use crate::import::source::Reading;

/// A heading is on no more lines.
const LINES: usize = 3;
/// What ends no heading: the rest of it is on the next line.
const JOINS: [char; 5] = ['、', '及', '和', '与', '的'];

/// The lines, with every broken heading as one.
pub(super) fn join_headings(
    reading: &Reading,
    lines: &[TextLine],
    marks: &Landmarks,
) -> Vec<TextLine> {
    let mut joined = Vec::with_capacity(lines.len());
    let mut rest = lines;
    while let Some((first, more)) = rest.split_first() {
        let count = pieces(reading, rest, marks).unwrap_or(1);
        let last = rest.get(..count).and_then(<[TextLine]>::last).unwrap_or(first);
        joined.push(TextLine { at: first.at.start..last.at.end, ..first.clone() });
        rest = rest.get(count..).unwrap_or(more);
    }
    joined
}

/// On how many lines the first of them is a heading, if on more than its own.
fn pieces(reading: &Reading, lines: &[TextLine], marks: &Landmarks) -> Option<usize> {
    let first = lines.first().map(|line| reading.text(&line.at))?;
    if first.chars().nth(HEADING).is_some() {
        return None;
    }
    let is_name = |text: &str| marks.part(&fold(text)).is_some();
    let (number, begun) = match ordinal(first) {
        Some((number, name)) => (Some(number), name),
        None => (None, first),
    };
    if is_name(begun) {
        return None;
    }
    let mut name = begun.to_owned();
    for (index, next) in lines.iter().enumerate().take(LINES).skip(1) {
        let text = reading.text(&next.at);
        let is_below = lines.get(index - 1).is_some_and(|above| next.block == above.block + 1);
        if !is_below || ordinal(text).is_some() || text.chars().nth(HEADING).is_some() {
            return None;
        }
        name.push_str(text);
        if is_name(&name) {
            return Some(index + 1);
        }
        // In words of its own, a heading is only known to go on by its last one.
        let is_rest = !text.contains(['。', '，', '；', '：']) && !is_site(text);
        if number.is_some() && index == 1 && begun.ends_with(JOINS) && is_rest {
            return Some(2);
        }
    }
    None
}
