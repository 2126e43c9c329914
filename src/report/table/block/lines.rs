//! A text pasted from Word, Excel or a web page → its lines and their cells, each at its place.

use super::super::row::RowPiece;
use crate::report::{Value, number};
use std::ops::Range;

/// A line with something on it.
pub(super) struct PastedLine {
    /// Its cells from left to right, also the empty ones.
    pub cells: Vec<RowPiece>,
    /// From its first character to its last.
    pub at: Range<usize>,
}

impl PastedLine {
    /// The cells that are not empty.
    pub fn full(&self) -> impl Iterator<Item = &RowPiece> {
        self.cells.iter().filter(|cell| !cell.text.is_empty())
    }

    /// Whether a number stands on it.
    pub fn has_number(&self) -> bool {
        self.full().any(|cell| is_number(&cell.text))
    }
}

/// Whether a cell is a number, or stands for one: `3件`, `/`.
pub(super) fn is_number(text: &str) -> bool {
    match number::read(text) {
        Value::Absent => false,
        Value::Text(text) => number::is_nil_mark(&text) || number::measured(&text).is_some(),
        Value::Int(_) | Value::Decimal(_) | Value::Unknown => true,
    }
}

/// How far from one part the next may stand: what is between them was passed over.
const FARTHEST: usize = 1 << 14;

/// The lines of a text that stands at this place of a source.
pub(super) fn lines(text: &str, at: &Range<usize>, source: &str) -> Vec<PastedLine> {
    // A text without `|` has lost its lines; they are still there as they were typed.
    let typed = source.get(at.clone()).unwrap_or_default();
    let is_joined = !text.contains('\n') && typed.contains('\n') && !typed.starts_with(['"', '\'']);
    let text = if is_joined { typed } else { text };
    let is_bar = |line: &str| is_joined && matches!(line.trim(), "｜" | "|" | "│");
    let is_rule = |line: &str| line.contains('-') && line.chars().all(|c| " |:-".contains(c));
    let mark = ['\t', '|', ','].into_iter().find(|mark| text.contains(*mark));
    let mut from = at.start;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() || is_bar(line) || (line.contains('|') && is_rule(line)) {
            continue;
        }
        let parts = cells(line, mark);
        if let Some(line) = placed(&parts, &mut from, at, source) {
            found.push(line);
        }
    }
    found
}

/// The cells of a line, parted by what parts them in the whole text: tabs, else bars, commas, blanks.
fn cells(line: &str, mark: Option<char>) -> Vec<&str> {
    match mark {
        Some('|') => {
            let inner = line.trim();
            let inner = inner.strip_prefix('|').unwrap_or(inner);
            let inner = inner.strip_suffix('|').unwrap_or(inner);
            inner.split('|').map(str::trim).collect()
        }
        Some(mark) => line.split(mark).map(str::trim).collect(),
        None => line.split_whitespace().collect(),
    }
}

/// Where a part stands, from where the one before it ended, which moves on; an empty one has a place
/// of its own between the marks around it. What is spelled with escapes stands nowhere as it is read.
pub(in crate::report::table) fn next_place(
    part: &str,
    is_parted: bool,
    from: &mut usize,
    within: &Range<usize>,
    source: &str,
) -> Range<usize> {
    let rest = source.get(*from..within.end).unwrap_or_default();
    let mark = rest.chars().next().filter(|c| is_parted && matches!(c, '\t' | ',' | '|'));
    *from += mark.map_or(0, char::len_utf8);
    if part.is_empty() {
        return *from..*from;
    }
    let rest = source.get(*from..within.end).unwrap_or_default();
    // What stands nowhere is not looked for through all that follows, each time.
    let end = part.len().saturating_add(FARTHEST).min(rest.len());
    let near = (0..4).find_map(|back| rest.get(..end.checked_sub(back)?));
    let rest = near.unwrap_or_default();
    let Some(start) = rest.find(part) else {
        return within.clone();
    };
    let start = *from + start;
    *from = start + part.len();
    start..*from
}

/// Each cell at its place: they stand in the source in their order.
fn placed(
    parts: &[&str],
    from: &mut usize,
    within: &Range<usize>,
    source: &str,
) -> Option<PastedLine> {
    let mut cells = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        let at = next_place(part, index > 0, from, within, source);
        cells.push(RowPiece { text: (*part).to_owned(), at });
    }
    let full: Vec<&RowPiece> = cells.iter().filter(|cell| !cell.text.is_empty()).collect();
    let (first, last) = (full.first()?, full.last()?);
    let at = first.at.start..last.at.end.max(first.at.start);
    Some(PastedLine { cells, at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_of_a_line_are_parted_by_what_parts_them() {
        for text in [
            "规章\t1\t\t2\n行政许可\t3",
            "规章 \t 1\t\t2\r\n行政许可\t3\r",
            "| 规章 | 1 | | 2 |\n|---|---|\n| 行政许可 | 3 |",
            "规章,1,,2\n\n行政许可,3",
        ] {
            let lines = lines(text, &(0..text.len()), text);
            let texts: Vec<Vec<&str>> = lines
                .iter()
                .map(|line| line.cells.iter().map(|cell| cell.text.as_str()).collect())
                .collect();
            assert_eq!(texts, [vec!["规章", "1", "", "2"], vec!["行政许可", "3"]], "{text}");
            for cell in lines.iter().flat_map(PastedLine::full) {
                assert_eq!(text[cell.at.clone()], cell.text, "{text}");
            }
        }
        let text = "规章  1 0\t";
        assert_eq!(lines("规章  1 0", &(0..text.len()), text)[0].cells.len(), 3);
    }

    #[test]
    fn many_lines_of_a_table_are_parted_at_once() {
        // No mark parts them, and none of the words stands in the source as it is read.
        let text = "甲乙丙丁戊己庚辛壬癸 1 2 3\n".repeat(30_000);
        let source = "\\u7532".repeat(200_000);
        let found = lines(&text, &(0..source.len()), &source);
        assert_eq!((found.len(), found[0].cells.len()), (30_000, 4));
        assert_eq!(found[7].cells[0].at, 0..source.len());
    }

    #[test]
    fn lines_that_yaml_has_joined_are_found_again() {
        let typed = "规章\t1\n  行政许可\t3";
        let found = lines("规章\t1 行政许可\t3", &(0..typed.len()), typed);
        assert_eq!(found.len(), 2);
        assert_eq!(&typed[found[1].at.clone()], "行政许可\t3");
    }
}
