//! Indents made of blanks that YAML does not count: text pasted from Word begins with full-width blanks,
//! text from web pages with no-break ones.
//!
//! Such a line is taken to stand where it seems to: on the level of the lines above that begin alike, or
//! one level below a line that opens one (`总体情况: |`). The parser reads the evened text; every place
//! is told in the text as it was typed.

use std::{borrow::Cow, ops::Range};

/// A text with its indents made of spaces, and where its lines stood before.
pub(super) struct Evened<'a> {
    pub text: Cow<'a, str>,
    /// From this byte of the new text on, that of the old; in order.
    shifts: Vec<(usize, usize)>,
}

/// A level of indent: as wide as it looks, and as many spaces as it is read as.
#[derive(Clone, Copy)]
struct Level {
    looks: usize,
    spaces: usize,
}

impl<'a> Evened<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let is_odd = |line: &str| indent_of(line).contains(is_odd_blank);
        if !text.contains(is_odd_blank) || !text.lines().any(is_odd) {
            return Self { text: Cow::Borrowed(text), shifts: Vec::new() };
        }
        let mut evened = String::with_capacity(text.len());
        let mut shifts = Vec::new();
        let mut levels = vec![Level { looks: 0, spaces: 0 }];
        let mut opens = false;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let indent = indent_of(line);
            let content = line.get(indent.len()..).unwrap_or_default();
            if content.trim().is_empty() || content.starts_with('#') {
                evened.push_str(line);
            } else {
                let level = level(&mut levels, indent, opens);
                let spaces =
                    if indent.contains(is_odd_blank) { level.spaces } else { indent.len() };
                evened.extend(std::iter::repeat_n(' ', spaces));
                if spaces != indent.len() {
                    shifts.push((evened.len(), start + indent.len()));
                }
                evened.push_str(content);
                opens = is_opening(content);
            }
            start += line.len();
        }
        Self { text: Cow::Owned(evened), shifts }
    }

    /// Where a byte of the evened text stood.
    pub(super) fn place(&self, at: usize) -> usize {
        let before = self.shifts.partition_point(|(new, _)| *new <= at);
        match before.checked_sub(1).and_then(|i| self.shifts.get(i)) {
            Some((new, old)) => old + (at - new),
            None => at,
        }
    }

    pub(super) fn places(&self, at: &Range<usize>) -> Range<usize> {
        let start = self.place(at.start);
        // An end stands behind its last byte, which may be on another line than what follows.
        let end = at.end.checked_sub(1).map_or(0, |last| self.place(last) + 1);
        start..end.max(start)
    }
}

fn is_odd_blank(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{A0}' | '\u{2002}'..='\u{200A}')
}

/// Tabs are left to be told.
fn indent_of(line: &str) -> &str {
    let content = line.trim_start_matches(|c| c == ' ' || is_odd_blank(c));
    line.get(..line.len() - content.len()).unwrap_or_default()
}

/// The level of a line, which is then the last.
fn level(levels: &mut Vec<Level>, indent: &str, opens: bool) -> Level {
    let is_odd = indent.contains(is_odd_blank);
    let looks: usize = indent.chars().map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum();
    let above = levels.last().map_or(0, |level| level.spaces);
    levels.retain(|level| level.looks <= looks);
    let last = levels.last().copied().unwrap_or(Level { looks: 0, spaces: 0 });
    if last.looks == looks || (is_odd && !opens) {
        return last;
    }
    let spaces = if is_odd { above.max(last.spaces) + 2 } else { looks };
    let level = Level { looks, spaces };
    levels.push(level);
    level
}

/// Whether what comes next belongs below: `表:`, `总体情况: |`.
fn is_opening(content: &str) -> bool {
    let content = content.trim_end();
    content.ends_with(':')
        || content
            .rsplit_once(": ")
            .is_some_and(|(_, tail)| matches!(tail.trim(), "|" | "|-" | "|+" | ">" | ">-" | ">+"))
}

#[cfg(test)]
mod tests {
    use super::Evened;

    #[test]
    fn full_width_and_no_break_blanks_are_read_as_the_indent_that_they_seem() {
        for (typed, read) in [
            ("甲: |\n　　一\n　　二\n乙: 1\n", "甲: |\n  一\n  二\n乙: 1\n"),
            ("甲: |\n  一\n　　二\n", "甲: |\n  一\n  二\n"),
            ("表:\n　　许可: 1\n　　处罚: 2\n", "表:\n  许可: 1\n  处罚: 2\n"),
            ("表:\n　许可: 1\n  处罚: 2\n", "表:\n  许可: 1\n  处罚: 2\n"),
            ("表:\n\u{A0}\u{A0}许可: 1\n", "表:\n  许可: 1\n"),
            (
                "表:\n　　果:\n　　　　公: 1\n　　转: 2\n尾: 1\n",
                "表:\n  果:\n    公: 1\n  转: 2\n尾: 1\n",
            ),
            ("甲: 一　二\n", "甲: 一　二\n"),
        ] {
            let evened = Evened::new(typed);
            assert_eq!(evened.text, read, "{typed}");
            for word in ["处罚", "二", "转", "尾", "乙"] {
                if let (Some(new), Some(old)) = (read.find(word), typed.find(word)) {
                    let place = evened.places(&(new..new + word.len()));
                    assert_eq!(place, old..old + word.len(), "{typed} {word}");
                }
            }
        }
    }
}
