//! Byte ranges → lines and columns, as people count them.

use super::Location;
use std::ops::Range;

/// A line and a column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line from 1.
    pub line: usize,
    /// Column from 1, in characters.
    pub column: usize,
}

impl Location {
    /// Where it begins.
    pub fn start(&self) -> Position {
        self.position(self.range.start)
    }

    /// Where it ends: the place after its last character.
    pub fn end(&self) -> Position {
        self.position(self.range.end)
    }

    /// Where people find it: in the file that its text was read from, as far as that is known.
    pub fn seen(&self) -> Option<Self> {
        let Some(origin) = &self.source.origin else {
            return Some(self.clone());
        };
        let holds = |(here, _): &&(Range<usize>, Range<usize>)| {
            here.start <= self.range.start && self.range.start < here.end.max(here.start + 1)
        };
        let found = origin.map.iter().filter(holds).min_by_key(|(here, _)| here.len());
        let (here, there) = found?;
        // Texts stand in both as they are, letter by letter; others are pointed at as a whole.
        let is_same = self.source.text.get(here.clone()) == origin.source.text.get(there.clone());
        let is_within = is_same && self.range.end <= here.end;
        let start = there.start + if is_same { self.range.start - here.start } else { 0 };
        // Without the break of a line.
        let whole = origin.source.text.get(start..there.end).unwrap_or_default().trim_end().len();
        let end = if is_within { start + self.range.len() } else { start + whole };
        Some(Self::new(&origin.source, &(start..end)))
    }

    /// The head of the file that its text was read from.
    pub(super) fn whole_file(&self) -> Option<Self> {
        Some(Self::new(&self.source.origin.as_ref()?.source, &(0..0)))
    }

    /// What people call it, in a source whose lines nobody counts.
    pub fn named(&self) -> Option<&str> {
        let places = &self.source.places;
        let after = places.partition_point(|place| place.range.start <= self.range.start);
        let place = places.get(after.checked_sub(1)?)?;
        (self.range.start <= place.range.end).then_some(place.name.as_str())
    }

    fn position(&self, at: usize) -> Position {
        let text = &self.source.text;
        let at = if text.is_char_boundary(at) { at } else { text.len() };
        let marks = self.source.marks.get_or_init(|| marks(text));
        let mark = marks.partition_point(|mark| mark.at <= at);
        let mark = mark.checked_sub(1).and_then(|i| marks.get(i));
        let (from, Position { line, column }) =
            mark.map_or((0, Position { line: 1, column: 1 }), |mark| (mark.at, mark.position));
        let between = text.get(from..at).unwrap_or_default().chars().count();
        Position { line, column: column + between }
    }

    /// How long the line is in which it begins, in bytes.
    pub(super) fn line_length(&self) -> usize {
        let text = &self.source.text;
        let (before, after) = text.split_at_checked(self.range.start).unwrap_or((text, ""));
        let before = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
        before + after.find('\n').unwrap_or(after.len())
    }
}

/// A place whose line and column are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    at: usize,
    position: Position,
}

/// Bytes that are counted through at most for one place.
const STRIDE: usize = 1024;

/// The head of each line, and of a long one more.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut here = Position { line: 1, column: 1 };
    let mut last = 0;
    for (at, c) in text.char_indices() {
        if at - last >= STRIDE {
            marks.push(Mark { at, position: here });
            last = at;
        }
        if c == '\n' {
            here = Position { line: here.line + 1, column: 1 };
            last = at + 1;
            marks.push(Mark { at: last, position: here });
        } else {
            here.column += 1;
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("a", "甲: 乙\r\n丙𠀀丁\n");
        let at = |range| Location { source: source.clone(), range };
        assert_eq!(at(5..8).start(), Position { line: 1, column: 4 });
        assert_eq!(at(10..17).end(), Position { line: 2, column: 3 });
        assert_eq!(at(21..21).start(), Position { line: 3, column: 1 });
        assert_eq!(at(99..99).start(), Position { line: 3, column: 1 });
        let long = Source::new("a", "甲\n".to_owned() + &"乙".repeat(5000));
        let at = Location { source: long, range: 4 + 3 * 4000..4 + 3 * 5000 };
        assert_eq!(at.start(), Position { line: 2, column: 4001 });
        assert_eq!((at.end().column, at.line_length()), (5001, 15_000));
    }
}
