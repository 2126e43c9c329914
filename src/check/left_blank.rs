//! Places that were left to be filled in: what says so once says it for all.

use crate::{diagnostic::Source, report::Value};

/// How such a place begins, and what an importer says in it of where it read.
const OPENING: &str = "【请填写：";
const OF_SOURCE: &str = "原文";

/// Whether a text is nothing but a request to write it.
pub(super) fn is_left_blank(text: &str) -> bool {
    let text = text.trim();
    let inner = text.strip_prefix(OPENING).and_then(|text| text.strip_suffix('】'));
    inner.is_some_and(|inner| !inner.contains(['【', '】']))
}

/// Whether an importer left this piece, which it told of at the place in the file that it read.
pub(super) fn is_told(source: &Source, piece: &str) -> bool {
    let asked = piece.trim().strip_prefix(OPENING);
    source.is_read() && asked.is_some_and(|asked| asked.contains(OF_SOURCE))
}

/// The same of what stands in a cell.
pub(super) fn is_told_cell(source: &Source, value: &Value) -> bool {
    matches!(value, Value::Text(text) if is_told(source, text))
}
