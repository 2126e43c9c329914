//! Paragraphs that LibreOffice would break at other places than the specification says, and how a
//! hair of tracking makes both agree.
//!
//! A line is full by a sum of advances, and the two rules differ in that sum by a fraction of a point
//! (tracking at seams) or in one place to break. Both are chance: with a twentieth of a point more or
//! less behind every character, which no eye sees, the line ends elsewhere, and at most places both
//! rules are of one mind. Where no such tracking is found the specification holds.

use super::{line_break::Rules, shape::Char};
use crate::document::Pt;
use std::ops::Range;

/// What is added to the tracking, the least first, and tightening before loosening: a DOCX knows
/// twentieths of a point (ECMA-376-1 §17.3.2.35).
const NUDGES: [Pt; 5] = [-0.05, 0.05, -0.1, 0.1, -0.15];

/// Finds what must be added to the tracking of a paragraph so that both rules give the same lines, and
/// adds it; 0 when they do, or never will. `breaks` gives the lines of all stretches.
pub(super) fn nudge(
    stretches: &mut [Vec<Char>],
    breaks: impl Fn(&[Vec<Char>], Rules) -> Vec<Vec<Range<usize>>>,
) -> Pt {
    let agree = |stretches: &[Vec<Char>]| {
        breaks(stretches, Rules::Specification) == breaks(stretches, Rules::LibreOffice)
    };
    if agree(stretches) {
        return 0.0;
    }
    for nudge in NUDGES {
        track(stretches, nudge);
        if agree(stretches) {
            return nudge;
        }
    }
    track(stretches, 0.0);
    0.0
}

fn track(stretches: &mut [Vec<Char>], nudge: Pt) {
    stretches.iter_mut().flatten().for_each(|c| c.tracking = c.style.tracking + nudge);
}
