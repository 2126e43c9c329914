//! Byte ranges → lines and columns, as people count them.

use super::Location;

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

    fn position(&self, at: usize) -> Position {
        let before = self.source.text.get(..at).unwrap_or(&self.source.text);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before.get(line_start..).unwrap_or_default();
        Position {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: line.chars().count() + 1,
        }
    }
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
    }
}
