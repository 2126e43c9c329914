//! Lines of a text.

use std::ops::Range;

/// The line that holds an offset, without its break.
pub fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text.get(..at).and_then(|s| s.rfind('\n')).map_or(0, |i| i + 1);
    let end = text.get(start..).and_then(|s| s.find('\n')).map_or(text.len(), |i| start + i);
    start..end
}
