//! Places that were left to be filled in: what says so once says it for all.

use super::rules::{BLANK, NO_COUNT};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// How such a place begins, and what an importer says in it of where it read.
const OPENING: &str = "【请填写：";
const OF_SOURCE: &str = "原文";

/// Whether a text is nothing but a request to write it.
pub(super) fn is_left_blank(text: &str) -> bool {
    let text = text.trim();
    let inner = text.strip_prefix(OPENING).and_then(|text| text.strip_suffix('】'));
    inner.is_some_and(|inner| !inner.contains(['【', '】']))
}

/// What checks found beside what the reading of a file told, which names each place that it left to be filled in.
pub fn beside_reading(found: Diagnostics, reading: &Diagnostics) -> Diagnostics {
    if !reading.has_errors() {
        return found;
    }
    found.into_iter().filter(|finding| !is_told(finding)).collect()
}

/// Whether a finding is of a place that an importer left, as it told at the place in the file that it read.
fn is_told(finding: &Diagnostic) -> bool {
    // Of a text, and of a cell.
    let is_of_blanks = finding.code == BLANK || finding.code == Code::Rule(NO_COUNT.code);
    let Some(label) = finding.primary.as_ref().filter(|_| is_of_blanks) else { return false };
    let source = &label.at.source;
    let piece = source.text.get(label.at.range.clone()).unwrap_or_default();
    let asked = piece.trim_start_matches(['"', ' ']).strip_prefix(OPENING);
    source.is_read() && asked.is_some_and(|asked| asked.contains(OF_SOURCE))
}
