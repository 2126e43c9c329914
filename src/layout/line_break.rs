//! Line breaking: fill the line by advances, then move the break back until 禁则 hold.
//!
//! This is the one rule that Word, WPS and LibreOffice share once their own refinements are
//! switched off, so the DOCX breaks where the PDF does.

use super::shape::Char;
use crate::document::{Pt, kinsoku};
use std::ops::Range;

/// Slack for sums of advances that should come out equal; a tenth of a twip.
const EPSILON: Pt = 0.005;

/// The measures of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    /// Width of the first line.
    pub first: Pt,
    /// Width of the others.
    pub rest: Pt,
    /// A closing mark may hang past the edge (标点溢出).
    pub hang: bool,
}

/// Breaks a stretch into lines; every character is in exactly one line, in order.
pub(super) fn break_lines(chars: &[Char], measure: Measure) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    loop {
        let width = if start == 0 { measure.first } else { measure.rest };
        let end = line_end(chars, start, width, measure.hang);
        lines.push(start..end);
        if end >= chars.len() {
            return lines;
        }
        start = end;
    }
}

fn line_end(chars: &[Char], start: usize, width: Pt, hang: bool) -> usize {
    let Some(full) = first_that_overflows(chars, start, width) else {
        return chars.len();
    };
    // Spaces at the end of a line take no room, and with 标点溢出 one closing mark does not either.
    let hanging = |i: usize| chars[i].ch == ' ' || (hang && i == full && hangs(chars[i].ch));
    let mut end = full;
    while end < chars.len() && hanging(end) {
        end += 1;
    }
    if end == chars.len() {
        return end;
    }
    // The slash of an address ends a line only if the next character would have fitted too: so does
    // LibreOffice, and either line is as good.
    let slash = |i: usize| i == full && chars[i - 1].ch == '/';
    let allowed = (start + 1..=end).rev().find(|&i| chars[i].breakable && !slash(i));
    // A word wider than the line has to be cut somewhere.
    allowed.unwrap_or(full.max(start + 1))
}

fn first_that_overflows(chars: &[Char], start: usize, width: Pt) -> Option<usize> {
    let mut used = 0.0;
    (start..chars.len()).find(|&i| {
        let end = used + chars[i].width;
        used += chars[i].advance();
        end > width + EPSILON
    })
}

fn hangs(ch: char) -> bool {
    !ch.is_ascii()
        && kinsoku::no_start(ch)
        && matches!(ch, '，' | '。' | '、' | '；' | '：' | '！' | '？')
}
