//! Justification: what a line lacks is shared out between its Chinese characters and its spaces,
//! never inside a number or a word.

use super::{em, shape::Char};
use crate::{document::Pt, text::is_latin};

/// Adds `lacking` to the advances of a line (one for each of `chars`). A line without a place that may
/// widen is left as it is; one that is too full by a hair is tightened between all its characters.
pub(super) fn justify(chars: &[Char], advances: &mut [Pt], lacking: Pt) {
    let gaps = if lacking < 0.0 { (1..chars.len()).collect() } else { gaps(chars) };
    let share = lacking / gaps.len() as Pt;
    for gap in gaps {
        advances[gap - 1] += share;
    }
}

/// Whether a line that lacks this much would be stretched until it reads as single characters: before
/// an address or another word that goes to the next line whole.
pub(super) fn is_loose(chars: &[Char], lacking: Pt) -> bool {
    let gaps = gaps(chars).len() as Pt;
    let size = chars.first().map_or(0.0, |c| c.style.size);
    gaps > 0.0 && lacking > em::LOOSEST * size * gaps
}

/// The characters before which a line may widen.
fn gaps(chars: &[Char]) -> Vec<usize> {
    (1..chars.len()).filter(|&i| widens(chars[i - 1].ch, chars[i].ch)).collect()
}

fn widens(before: char, after: char) -> bool {
    // —— and …… are one mark each.
    if before == after && matches!(before, '—' | '…') {
        return false;
    }
    before == ' ' || !is_latin(before) || !is_latin(after)
}
