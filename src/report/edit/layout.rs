//! How a YAML is laid out around its nodes.

use crate::yaml::{Entry, Kind, Node};
use std::ops::Range;

/// The text of a YAML.
#[derive(Clone, Copy)]
pub(super) struct Layout<'a> {
    pub text: &'a str,
}

impl Layout<'_> {
    /// How its lines end.
    pub(super) fn newline(self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// Where the dash of a list's item stands.
    pub(super) fn dash(self, item: &Node) -> Option<usize> {
        let line = self.line_start(item.at.start);
        Some(line + self.text.get(line..item.at.start)?.rfind("- ")?)
    }

    /// Where the `|` or `>` of a text stands.
    pub(super) fn header(self, entry: &Entry) -> Option<usize> {
        let colon = self.colon(entry)?;
        let rest = self.text.get(colon..)?;
        let start = colon + rest.len() - rest.trim_start_matches(' ').len();
        self.text.get(start..)?.starts_with(['|', '>']).then_some(start)
    }

    /// Whether a list's item stands below the line of its dash.
    pub(super) fn is_below_its_dash(self, item: &Node) -> bool {
        let line = self.line_start(item.at.start);
        self.text.get(line..item.at.start).is_some_and(|before| before.trim().is_empty())
    }

    /// Where a value goes behind a key that has none, and what must stand before it.
    pub(super) fn behind(self, entry: &Entry, node: &Node) -> (Range<usize>, &'static str) {
        match self.colon(entry) {
            _ if !node.at.is_empty() => (node.at.clone(), ""),
            Some(colon) => (colon..colon, " "),
            None => (entry.key_at.end..entry.key_at.end, ": "),
        }
    }

    /// The end of the colon behind a key.
    pub(super) fn colon(self, entry: &Entry) -> Option<usize> {
        let rest = self.text.get(entry.key_at.end..)?;
        let colon = rest.len() - rest.trim_start().len();
        rest.get(colon..)?.starts_with(':').then_some(entry.key_at.end + colon + 1)
    }

    /// The end of what stands under a key; at least that of its colon.
    pub(super) fn end_of(self, entry: &Entry) -> usize {
        let end = self.trimmed(&entry.value.at).end;
        let is_blank = match &entry.value.kind {
            Kind::Nothing => entry.value.at.is_empty(),
            Kind::Text(text) => text.trim().is_empty() && !self.text[..end].ends_with(['"', '\'']),
            Kind::List(_) | Kind::Map(_) => false,
        };
        let key = self.colon(entry).unwrap_or(entry.key_at.end);
        if is_blank { key } else { end.max(key) }
    }

    /// A range without the blanks at its end: a folded text reaches to what comes next.
    pub(super) fn trimmed(self, at: &Range<usize>) -> Range<usize> {
        let length = self.text.get(at.clone()).map_or(0, |text| text.trim_end().len());
        at.start..at.start + length
    }

    /// Lines below the line of a place.
    pub(super) fn below(self, at: usize, lines: &str) -> (Range<usize>, String) {
        let lines = self.with_line_ends(lines);
        let end = self.text.get(at..).and_then(|rest| rest.find('\n')).map(|end| at + end + 1);
        let last = self.text.len();
        end.map_or_else(
            || (last..last, format!("{}{}", self.newline(), lines.trim_end())),
            |end| (end..end, lines.clone()),
        )
    }

    /// Lines of ours with the line ends of the file.
    pub(super) fn with_line_ends(self, lines: &str) -> String {
        lines.replace('\n', self.newline())
    }

    /// Whether a list or map has brackets around it.
    pub(super) fn is_flow(self, node: &Node) -> bool {
        let is_collection = matches!(node.kind, Kind::List(_) | Kind::Map(_));
        is_collection && self.text.get(node.at.start..).is_some_and(|s| s.starts_with(['[', '{']))
    }

    /// Where the line of a place begins.
    pub(super) fn line_start(self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
    }

    /// How far a place is from the start of its line; what stands before it there is ASCII.
    pub(super) fn column(self, at: usize) -> usize {
        at - self.line_start(at)
    }
}
