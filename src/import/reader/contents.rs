//! A table of contents: heads one below the other, with no text between them, all of which come again. They are not the
//! parts of the report.

use super::{
    fold::fold,
    prose::{TextLine, ordinal},
};
use crate::import::source::Reading;

/// Fewer heads one below the other are parts without a text.
const HEADS: usize = 3;
/// No table of contents has more lines, and none of them more letters.
const LINES: usize = 60;
const LETTERS: usize = 60;
/// Behind so many lines nothing is looked for.
const FAR: usize = 2000;

/// Takes the table of contents out of the lines.
pub(super) fn without_contents(
    reading: &Reading,
    mut lines: Vec<TextLine>,
) -> (Vec<TextLine>, Vec<TextLine>) {
    let is_head = |line: &TextLine| ordinal(reading.text(&line.at)).is_some();
    let first = lines.iter().position(is_head).unwrap_or(lines.len());
    let listed = lines.get(first..).unwrap_or_default();
    // The first head of most reports stands once, and nothing more is looked for.
    let comes_again = |(index, line): &(usize, &TextLine)| {
        let entry = entry(reading, line);
        let behind = listed.iter().skip(index + 1).take(FAR);
        !entry.is_empty() && behind.into_iter().any(|other| is_of(reading, other, &entry))
    };
    // A table between two heads is what the first is the head of, as a sentence is.
    let is_next = |(index, line): &(usize, &TextLine)| {
        let above = index.checked_sub(1).and_then(|above| listed.get(above));
        above.is_none_or(|above| line.block <= above.block + 1)
    };
    let may_be = listed.iter().enumerate().take(LINES).take_while(is_next);
    let count = may_be.take_while(comes_again).count();
    let heads = listed.iter().take(count).filter(|line| is_head(line)).count();
    if heads < HEADS {
        return (Vec::new(), lines);
    }
    let is_name = |line: &TextLine| {
        matches!(fold(reading.text(&line.at)).as_str(), "目录" | "目次" | "目录目次")
    };
    let above = first.checked_sub(1).filter(|above| lines.get(*above).is_some_and(is_name));
    let contents = lines.drain(above.unwrap_or(first)..first + count).collect();
    (contents, lines)
}

/// What a line of a table of contents says, without the page that it leads to.
fn entry(reading: &Reading, line: &TextLine) -> String {
    let text = reading.text(&line.at);
    if text.contains('。') || text.chars().nth(LETTERS).is_some() {
        return String::new();
    }
    let folded = fold(text);
    folded.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
}

/// Whether a line is, or begins with, what an entry says.
fn is_of(reading: &Reading, line: &TextLine, entry: &str) -> bool {
    // Three bytes a hanzi; what is folded stands at the head of the line.
    let head: String = reading.text(&line.at).chars().take(2 * entry.len() / 3 + 8).collect();
    fold(&head).starts_with(entry)
}
