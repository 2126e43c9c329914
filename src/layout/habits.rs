//! Where LibreOffice goes its own way with a line. Pages follow the specification; this is known of
//! LibreOffice so that a paragraph can be set where both agree, and so that its print can judge the
//! rest.

use super::shape::{Char, is_closing, is_opening, kinsoku_allow};
use crate::text::{is_latin, is_wide};

/// What LibreOffice makes of a character.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Habits {
    /// It leaves out the tracking: so it does behind the last character of every stretch of one style
    /// and script. A line differs by a quarter of a point for each, which decides about one break in
    /// fifty.
    pub seam: bool,
    /// It lets a line end before this character.
    pub breakable: bool,
}

/// Marks seams, and where LibreOffice lets a line end.
pub(super) fn mark(chars: &mut [Char]) {
    for i in 1..chars.len() {
        let (before, next) = (chars[i - 1], chars[i]);
        chars[i - 1].habits.seam =
            !std::ptr::eq(before.style, next.style) || before.script != next.script;
        let before_slash = i.checked_sub(2).map(|j| chars[j].ch);
        chars[i].habits.breakable = may_break(before_slash, before.ch, next.ch);
    }
}

fn may_break(earlier: Option<char>, before: char, after: char) -> bool {
    // 〔2021〕30号 is one number, 2021（上半年） one word: next to Latin text UAX #14 (LB19, LB30) holds
    // brackets and quotes fast.
    let held = (is_closing(before) && is_word(after)) || (is_word(before) && is_opening(after));
    kinsoku_allow(before, after)
        && !held
        && (is_wide(before) || is_wide(after) || joint(earlier, before, after))
}

/// Where a word, a number or an address may be parted: at a space, behind a hyphen, and behind the slash
/// of an address, but not in `2022/01`.
fn joint(earlier: Option<char>, before: char, after: char) -> bool {
    let digits = earlier.is_some_and(|c| c.is_ascii_digit()) && after.is_ascii_digit();
    match before {
        ' ' => true,
        '-' => after.is_alphanumeric(),
        '/' => after.is_alphanumeric() && !digits,
        _ => false,
    }
}

fn is_word(ch: char) -> bool {
    is_latin(ch) && (ch.is_alphanumeric() || matches!(ch, '%' | '.'))
}
