//! The narrative, line by line, each character at its place in the YAML.

use crate::{
    diagnostic::Source,
    report::{Report, Spanned},
};
use std::{cell::OnceCell, ops::Range};

/// What stands for each byte of a `{{ … }}`: its value is not known here, and no rule looks at it.
const MASK: &str = "\u{1}";

/// A paragraph of the report.
pub(super) struct ProseLine<'a> {
    /// The heading of the part it stands in; empty for the preface.
    pub heading: &'a str,
    /// The paragraph; `{{ … }}` is masked, byte for byte.
    pub text: String,
    /// The paragraph as it is.
    whole: String,
    /// Where it, or the text that it is a line of, stands.
    at: Option<Range<usize>>,
    source: &'a Source,
    /// Where the whole paragraph stands in the YAML, looked up once.
    start: OnceCell<Option<usize>>,
}

impl ProseLine<'_> {
    /// Where a piece of the paragraph stands in the YAML; `None` unless it is written there just so.
    pub(super) fn exact(&self, piece: &Range<usize>) -> Option<Range<usize>> {
        let start = (*self.start.get_or_init(|| self.find()))?;
        Some(start + piece.start..start + piece.end)
    }

    fn find(&self) -> Option<usize> {
        let at = self.at.clone()?;
        let written = self.source.text.get(at.clone())?;
        Some(at.start + written.find(self.whole.as_str())?)
    }

    /// Where a piece of the paragraph stands in the YAML; the paragraph where that cannot be told.
    pub(super) fn place(&self, piece: &Range<usize>) -> Option<Range<usize>> {
        self.exact(piece).or_else(|| self.nth(piece)).or_else(|| self.at.clone())
    }

    /// The place by counting: the paragraph differs from what was typed in characters that cannot
    /// be seen, in escapes, or in its expressions.
    fn nth(&self, piece: &Range<usize>) -> Option<Range<usize>> {
        let at = self.at.clone()?;
        let word = self.text.get(piece.clone()).filter(|word| !word.is_empty())?;
        let before = self.text.get(..piece.start)?.matches(word).count();
        let written = self.source.text.get(at.clone())?;
        let (here, _) = written.match_indices(word).nth(before)?;
        Some(at.start + here..at.start + here + word.len())
    }
}

/// All paragraphs of a report: the preface, then those of the parts.
pub(super) fn lines(report: &Report) -> Vec<ProseLine<'_>> {
    let preface = report.preface.iter().map(|text| ("", text));
    let parts = report.parts.iter().filter_map(|part| {
        let text = part.text.as_ref()?;
        Some((part.heading.value.as_str(), text))
    });
    let texts = preface.chain(parts);
    texts.flat_map(|(heading, text)| of_text(&report.source, heading, text)).collect()
}

fn of_text<'a>(
    source: &'a Source,
    heading: &'a str,
    text: &Spanned<String>,
) -> impl Iterator<Item = ProseLine<'a>> + use<'a> {
    let masked = masked(&text.value);
    // Masking keeps line breaks, so that the lines go together.
    let pairs = masked.split('\n').zip(text.value.split('\n'));
    let lines: Vec<ProseLine<'a>> = (pairs.zip(text.lines(source)))
        .filter(|((line, _), _)| !line.trim().is_empty())
        .map(|((line, whole), at)| ProseLine {
            heading,
            text: line.to_owned(),
            whole: whole.to_owned(),
            at,
            source,
            start: OnceCell::new(),
        })
        .collect();
    lines.into_iter()
}

/// Hides the expressions of templates.
fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        let inner = rest.get(start..).unwrap_or_default();
        let end = inner.find("}}").map_or(inner.len(), |end| end + 2);
        let (before, tail) = rest.split_at(start);
        let (expression, after) = tail.split_at(end);
        masked.push_str(before);
        for byte in expression.bytes() {
            masked.push_str(if byte == b'\n' { "\n" } else { MASK });
        }
        rest = after;
    }
    masked + rest
}

/// The numbers of a text in Arabic digits, each with its place.
pub(super) fn numbers(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_ascii_digit(), start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                found.push((from..i, text.get(from..i).unwrap_or_default()));
                start = None;
            }
            _ => {}
        }
    }
    found
}
