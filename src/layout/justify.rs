//! Justification: what a line lacks is shared out between its Chinese characters and its spaces,
//! never inside a number or a word.

use super::shape::Char;
use crate::document::{Pt, is_latin};

/// Widens `advances` (one for each of `chars`) so that the line is `width` wide. A line without a
/// place that may widen is left as it is.
pub(super) fn justify(chars: &[Char], advances: &mut [Pt], width: Pt) {
    let lacking = width - advances.iter().sum::<Pt>();
    let gaps: Vec<usize> =
        (1..chars.len()).filter(|&i| widens(chars[i - 1].ch, chars[i].ch)).collect();
    if lacking <= 0.0 || gaps.is_empty() {
        return;
    }
    let share = lacking / gaps.len() as Pt;
    for gap in gaps {
        advances[gap - 1] += share;
    }
}

fn widens(before: char, after: char) -> bool {
    // —— and …… are one mark each.
    if before == after && matches!(before, '—' | '…') {
        return false;
    }
    before == ' ' || !is_latin(before) || !is_latin(after)
}
