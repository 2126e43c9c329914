//! Plain text copied from a page: a line is a paragraph, or a row when marks part it into cells; of a CSV each record is
//! made such a line first. What Markdown adds to it (`#`, `**`, the line of dashes below a head) goes.

use super::{
    BLOCKS, Reading, SourceBlock, SourceCell, SourceCellKind, SourceLine, SourceRow, csv, decode,
    room::{Room, TEXT},
    too_large,
    unseen::{numbers_seen, without_unseen},
};
use crate::diagnostic::{Result, Source};
use std::{borrow::Cow, ops::Range};

/// What stands between cells.
const MARKS: [char; 4] = ['|', '｜', '\t', '│'];
/// A page laid out in a table has hundreds of cells on one line, none has more than this.
const CELLS: usize = 5000;

/// Reads a text.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    if bytes.len() > TEXT {
        return Err(too_large(name));
    }
    let text = decode::decode(bytes, None).replace("\r\n", "\n");
    // Whatever else ends a line (Unicode TR 13).
    let text = text.replace(['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let is_csv = name.to_ascii_lowercase().ends_with(".csv");
    let text = if is_csv { csv::tabbed(&text) } else { text };
    let text: String = text.split_inclusive('\n').map(seen).collect();
    let source = Source::new(name, text);
    let mut room = Room::default();
    let mut blocks = Vec::new();
    let mut table = 0;
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let at = start..start + line.trim_end_matches('\n').len();
        start += line.len();
        if blocks.len() >= BLOCKS {
            return Err(too_large(name));
        }
        if line.matches(['|', '\t', ',']).count() > CELLS {
            return Err(too_large(name));
        }
        // A blank line between rows begins no new table: pages put one behind every row.
        if let Some(block) = block(&source.text, &at, table, is_csv) {
            if let SourceBlock::Row(row) = &block {
                for cell in &row.cells {
                    room.take(cell.at.len());
                }
            }
            if room.is_spent() {
                return Err(too_large(name));
            }
            blocks.push(block);
            table += usize::from(ends_in_row(&blocks));
        }
    }
    Ok(Reading { source, blocks, book: None, remarks: Vec::new() })
}

/// A line without what has no ink: all of it in cells, else that of numbers.
fn seen(line: &str) -> Cow<'_, str> {
    if line.contains(MARKS) { without_unseen(line) } else { numbers_seen(line) }
}

/// Whether the last block is the first line behind a row.
fn ends_in_row(blocks: &[SourceBlock]) -> bool {
    matches!(blocks, [.., SourceBlock::Row(_), SourceBlock::Line(_)])
}

fn block(text: &str, at: &Range<usize>, table: usize, is_csv: bool) -> Option<SourceBlock> {
    let at = bare(text, at);
    let line = text.get(at.clone())?;
    if line.is_empty() || is_rule(line) {
        return None;
    }
    // Cells between quotes are cells whatever the file is called.
    let is_quoted = line.starts_with('"') && line.contains("\",\"");
    if is_quoted || (is_csv && line.contains('\t')) {
        let cells = if is_csv { cells(text, &at, '\t') } else { comma_cells(text, &at) };
        // A text with empty cells behind it.
        let full: Vec<&SourceCell> = cells.iter().filter(|cell| !cell.at.is_empty()).collect();
        return match full[..] {
            [] => None,
            [only] => {
                let at = only.at.clone();
                Some(SourceBlock::Line(SourceLine::plain(at)))
            }
            _ => Some(SourceBlock::Row(SourceRow { table, cells })),
        };
    }
    let mark = MARKS.into_iter().find(|mark| line.contains(*mark));
    match mark {
        Some(mark) => Some(SourceBlock::Row(SourceRow { table, cells: cells(text, &at, mark) })),
        None => Some(SourceBlock::Line(SourceLine::plain(at))),
    }
}

/// The line below the head of a Markdown table.
fn is_rule(line: &str) -> bool {
    line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '+'))
}

/// A line without blanks and Markdown's marks around it.
fn bare(text: &str, at: &Range<usize>) -> Range<usize> {
    let at = trimmed(text, at);
    let line = text.get(at.clone()).unwrap_or_default();
    let heading = line.trim_start_matches('#');
    let hashes = line.len() - heading.len();
    if (1..=6).contains(&hashes) && heading.starts_with(char::is_whitespace) {
        return emphasis(text, &trimmed(text, &(at.start + hashes..at.end)));
    }
    emphasis(text, &at)
}

/// A line without the stars around all of it.
fn emphasis(text: &str, at: &Range<usize>) -> Range<usize> {
    let line = text.get(at.clone()).unwrap_or_default();
    let inner = line.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
    match inner {
        Some(inner) if !inner.is_empty() && !inner.contains('*') => at.start + 2..at.end - 2,
        _ => at.clone(),
    }
}

fn trimmed(text: &str, at: &Range<usize>) -> Range<usize> {
    let line = text.get(at.clone()).unwrap_or_default();
    let is_blank = |c: char| c.is_whitespace() && c != '\t';
    let left = line.len() - line.trim_start_matches(is_blank).len();
    let line = line.trim_matches(is_blank);
    at.start + left..at.start + left + line.len()
}

/// The cells of a row that commas part, but for those between quotes (RFC 4180).
fn comma_cells(text: &str, at: &Range<usize>) -> Vec<SourceCell> {
    let line = text.get(at.clone()).unwrap_or_default();
    let (mut cells, mut start, mut is_quoted) = (Vec::new(), 0, false);
    let ends = line.char_indices().chain([(line.len(), ',')]);
    for (end, c) in ends {
        is_quoted ^= c == '"';
        if c != ',' || (is_quoted && end < line.len()) {
            continue;
        }
        let piece = line.get(start..end).unwrap_or_default();
        let bare = piece.trim_matches(|c: char| c.is_whitespace() || c == '"');
        let left =
            piece.len() - piece.trim_start_matches(|c: char| c.is_whitespace() || c == '"').len();
        let first = at.start + start + if bare.is_empty() { 0 } else { left };
        let at = first..first + bare.len();
        cells.push(SourceCell { at, column: None, span: 1, kind: SourceCellKind::Plain });
        start = end + 1;
    }
    cells
}

/// The cells of a row. A mark at the head or at the end of the line is its frame.
fn cells(text: &str, at: &Range<usize>, mark: char) -> Vec<SourceCell> {
    let line = text.get(at.clone()).unwrap_or_default();
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut start = at.start;
    for piece in line.split(mark) {
        pieces.push(start..start + piece.len());
        start += piece.len() + mark.len_utf8();
    }
    let is_blank = |at: &Range<usize>| text.get(at.clone()).unwrap_or_default().trim().is_empty();
    if mark != '\t' && pieces.len() > 1 {
        if line.starts_with(mark) {
            pieces.remove(0);
        }
        if pieces.len() > 1 && pieces.last().is_some_and(is_blank) {
            pieces.pop();
        }
    }
    let cell = |at: Range<usize>| {
        let piece = text.get(at.clone()).unwrap_or_default();
        let left = piece.len() - piece.trim_start().len();
        let at = emphasis(text, &(at.start + left..at.start + left + piece.trim().len()));
        SourceCell { at, column: None, span: 1, kind: SourceCellKind::Plain }
    };
    pieces.into_iter().map(cell).collect()
}
