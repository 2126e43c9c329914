//! Lines of a text, and texts on one line.

use std::ops::Range;

/// The line that holds an offset, without its break.
pub fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text.get(..at).and_then(|s| s.rfind('\n')).map_or(0, |i| i + 1);
    let end = text.get(start..).and_then(|s| s.find('\n')).map_or(text.len(), |i| start + i);
    start..end
}

/// A text on one line, with one blank where any white space was.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
