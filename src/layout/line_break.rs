//! Line breaking: fill the line by advances, then move the break back until 禁则 hold.
//!
//! This is what word processors do once their own refinements are switched off, so the DOCX breaks
//! where the PDF does.

use super::{
    EPSILON,
    shape::{self, Char},
};
use crate::{document::Pt, text::kinsoku};
use std::ops::Range;

/// The measures of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineMeasure {
    /// Width of the first line.
    pub first: Pt,
    /// Width of the others.
    pub rest: Pt,
    /// A closing mark may hang past the edge (标点溢出).
    pub hang: bool,
    /// Lines are spread to the full width.
    pub justified: bool,
}

/// Whose rules a line follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rules {
    /// Those that ECMA-376 and 禁则 write down.
    #[default]
    Specification,
    /// Those of LibreOffice, so that its print of a DOCX can be held against ours.
    LibreOffice,
    /// Those of programs that model Word: as the specification, but the spaces of a justified line may give a
    /// quarter of their width each, if that takes one more character in.
    GivingSpaces,
}

impl Rules {
    fn breakable(self, c: &Char) -> bool {
        match self {
            Self::Specification | Self::GivingSpaces => c.breakable,
            Self::LibreOffice => c.habits.breakable,
        }
    }

    fn advance(self, c: &Char) -> Pt {
        if self == Self::LibreOffice && c.habits.seam { c.width } else { c.advance() }
    }

    /// Its width as the last character of a line.
    fn last(self, c: &Char) -> Pt {
        match self {
            Self::Specification | Self::GivingSpaces => c.advance(),
            Self::LibreOffice => c.width,
        }
    }
}

/// What part of its width a space gives, measured in two programs that model Word (`docs/layout.md`).
const SPACE_GIVES: f64 = 0.25;

/// Breaks a stretch into lines; every character is in exactly one line, in order.
pub(super) fn break_lines(chars: &[Char], measure: LineMeasure, rules: Rules) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    loop {
        let width = if start == 0 { measure.first } else { measure.rest };
        let end = line_end(chars, start, LineMeasure { rest: width, ..measure }, rules);
        lines.push(start..end);
        if end >= chars.len() {
            return lines;
        }
        start = end;
    }
}

fn line_end(chars: &[Char], start: usize, measure: LineMeasure, rules: Rules) -> usize {
    let Some(full) = first_that_overflows(chars, start, measure, rules) else {
        return chars.len();
    };
    // Spaces at the end of a line take no room, and with 标点溢出 one closing mark does not either.
    let hanging =
        |i: usize| chars[i].ch == ' ' || (measure.hang && i == full && hangs(chars[i].ch));
    let mut end = full;
    while end < chars.len() && hanging(end) {
        end += 1;
    }
    if end == chars.len() {
        return end;
    }
    // In LibreOffice a slash ends a line only if the next character would have fitted too.
    let slash = |i: usize| rules == Rules::LibreOffice && i == full && chars[i - 1].ch == '/';
    let allowed = (start + 1..=end).rev().find(|&i| rules.breakable(&chars[i]) && !slash(i));
    // A word wider than the line is filled up to the last letter that fits; one goes with a mark that may not begin a
    // line.
    let cut = |i: &usize| shape::kinsoku_allow(chars[i - 1].ch, chars[*i].ch);
    allowed.or_else(|| (start + 1..=full).rev().find(cut)).unwrap_or(full.max(start + 1))
}

fn first_that_overflows(
    chars: &[Char],
    start: usize,
    measure: LineMeasure,
    rules: Rules,
) -> Option<usize> {
    let give = if rules == Rules::GivingSpaces && measure.justified { SPACE_GIVES } else { 0.0 };
    let (mut used, mut room) = (0.0, measure.rest + EPSILON);
    (start..chars.len()).find(|&i| {
        let end = used + rules.last(&chars[i]);
        used += rules.advance(&chars[i]);
        if chars[i].ch == ' ' {
            room += give * chars[i].advance();
        }
        end > room
    })
}

fn hangs(ch: char) -> bool {
    !ch.is_ascii()
        && kinsoku::no_start(ch)
        && matches!(ch, '，' | '。' | '、' | '；' | '：' | '！' | '？')
}
