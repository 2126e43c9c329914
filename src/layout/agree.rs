//! Paragraphs that LibreOffice, or a program whose spaces give, would break at other places than the specification
//! says, and how a hair of tracking makes all agree.
//!
//! A line is full by a sum of advances, and the two rules differ in that sum by a fraction of a point
//! (tracking at seams) or in one place to break. Both are chance: with a twentieth of a point more or
//! less behind every character, which no eye sees, the line ends elsewhere, and at most places both
//! rules are of one mind. Where no such tracking is found the specification holds. The same hair keeps a last
//! line from being a single character: loosened, the lines above hand it some of theirs.

use super::{line_break::Rules, shape::Char};
use crate::{document::Pt, text::kinsoku};
use std::ops::{Range, RangeInclusive};

/// The lines of each stretch between written breaks.
pub(super) type Broken = Vec<Vec<Range<usize>>>;

/// What is added to the tracking, the least first, and tightening before loosening: a DOCX knows
/// twentieths of a point (ECMA-376-1 §17.3.2.35).
const NUDGES: [Pt; 7] = [-0.05, 0.05, -0.1, 0.1, -0.15, 0.15, -0.2];

/// Finds what must be added to the tracking of a paragraph so that all rules give the same lines and the
/// last of them is more than one character, and adds it; 0 when that is so already or nothing is gained.
/// `breaks` gives the lines of all stretches.
pub(super) fn nudge(
    stretches: &mut [Vec<Char>],
    breaks: impl Fn(&[Vec<Char>], Rules) -> Broken,
) -> Pt {
    let (mut best, mut chosen) = (judge(stretches, &breaks).0, 0.0);
    for nudge in NUDGES {
        if best == Accord::Full {
            return chosen;
        }
        track(stretches, nudge);
        let (accord, _) = judge(stretches, &breaks);
        if accord > best {
            (best, chosen) = (accord, nudge);
        }
    }
    track(stretches, chosen);
    chosen
}

/// The steps of tracking by which a paragraph may lose a line (调整字距, GB/T 9704-2012 §7.3.5.5): up to 0.6 pt, by
/// which a line of 三号 takes 29 characters for 28.
const STEPS: RangeInclusive<u8> = 1..=12;
/// The least step of tracking that a DOCX knows.
const STEP: Pt = 0.05;

/// Finds the least tightening by which all rules give a line less, and the last is more than one character, and
/// does it.
pub(super) fn save_line(
    stretches: &mut [Vec<Char>],
    breaks: impl Fn(&[Vec<Char>], Rules) -> Broken,
) -> Option<Pt> {
    let count = |lines: &Broken| lines.iter().map(Vec::len).sum::<usize>();
    track(stretches, 0.0);
    let wanted = count(&breaks(stretches, Rules::Specification)).checked_sub(1)?;
    STEPS.map(|step| -STEP * Pt::from(step)).find(|&nudge| {
        track(stretches, nudge);
        let (accord, lines) = judge(stretches, &breaks);
        accord == Accord::Full && count(&lines) == wanted
    })
}

/// Who breaks these lines as the specification does, and the lines.
fn judge(
    stretches: &[Vec<Char>],
    breaks: &impl Fn(&[Vec<Char>], Rules) -> Broken,
) -> (Accord, Broken) {
    let has_space = stretches.iter().flatten().any(|c| c.ch == ' ');
    let lines = breaks(stretches, Rules::Specification);
    let accord = if has_space && lines != breaks(stretches, Rules::GivingSpaces) {
        Accord::None
    } else if lines != breaks(stretches, Rules::LibreOffice) {
        Accord::WordLike
    } else if ends_lonely(stretches, &lines) {
        Accord::Lonely
    } else {
        Accord::Full
    };
    (accord, lines)
}

/// Who breaks a paragraph as the specification does, the least first.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Accord {
    None,
    /// Programs whose spaces give.
    WordLike,
    /// LibreOffice too, but the last line is a single character.
    Lonely,
    Full,
}

/// Whether the last line is a single character, with its mark perhaps.
pub(super) fn ends_lonely(stretches: &[Vec<Char>], lines: &[Vec<Range<usize>>]) -> bool {
    let (Some(chars), Some([.., _, last])) = (stretches.last(), lines.last().map(Vec::as_slice))
    else {
        return false;
    };
    let words = chars.get(last.clone()).unwrap_or_default();
    words.iter().filter(|c| c.ch != ' ' && !kinsoku::no_start(c.ch)).count() <= 1
}

fn track(stretches: &mut [Vec<Char>], nudge: Pt) {
    stretches.iter_mut().flatten().for_each(|c| c.tracking = c.style.tracking + nudge);
}
