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
        let text = &self.source.text;
        let before = text.get(..at).unwrap_or(text);
        let breaks = || text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = self.source.lines.get_or_init(|| breaks().collect());
        let line = starts.partition_point(|start| *start <= before.len());
        let start = line.checked_sub(1).and_then(|line| starts.get(line)).copied();
        let line_text = before.get(start.unwrap_or_default()..).unwrap_or_default();
        Position { line: line + 1, column: line_text.chars().count() + 1 }
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
