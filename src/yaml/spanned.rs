//! A value and where it was written.

use crate::diagnostic::Source;
use std::ops::Range;

/// A value and the bytes of the YAML it was written in; `None` when it was computed or defaulted.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place in the source it was read from.
    pub at: Option<Range<usize>>,
}

impl<T> From<T> for Spanned<T> {
    fn from(value: T) -> Self {
        Self { value, at: None }
    }
}

impl Spanned<String> {
    /// The bytes of each line of a text, in the source it was read from.
    ///
    /// A literal block (`|`) is kept line by line, so each line is found, without its indent. A
    /// text of another kind is known only as a whole: its range is returned for every line.
    /// `None` when the text was not typed.
    pub fn lines(&self, source: &Source) -> Vec<Option<Range<usize>>> {
        let count = self.value.split('\n').count();
        let Some(at) = self.at.clone() else {
            return vec![None; count];
        };
        // Only the range of a literal block begins at the start of a line below the first.
        let before = source.text.get(..at.start).unwrap_or_default();
        if !before.ends_with('\n') {
            return vec![Some(at); count];
        }
        let typed = source.text.get(at.clone()).unwrap_or_default();
        let mut typed = typed.split_inclusive('\n');
        let mut start = at.start;
        let place = |_| {
            let line = typed.next().unwrap_or_default();
            let begin = start + line.len() - line.trim_start().len();
            start += line.len();
            Some(begin..begin + line.trim().len())
        };
        (0..count).map(place).collect()
    }
}
