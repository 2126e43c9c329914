//! Full-width and half-width characters.

use std::borrow::Cow;

/// From `!` to its full-width form: the block repeats ASCII 0x21–0x7E in order.
const APART: u32 = 0xFEE0;

/// Full-width ASCII → ASCII, so that `３，０００` reads as `3,000`.
pub fn half_width(text: &str) -> Cow<'_, str> {
    let half = |c: char| match c {
        '！'..='～' => char::from((c as u32 - APART) as u8),
        '\u{3000}' | '\u{A0}' => ' ',
        '\u{2212}' => '-',
        _ => c,
    };
    if text.chars().any(|c| half(c) != c) {
        Cow::Owned(text.chars().map(half).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a character is an Arabic digit, full-width ones too.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// ASCII → full-width ASCII: `(2023)` → `（２０２３）`.
pub fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(c) + APART).unwrap_or(c),
        _ => c,
    };
    text.chars().map(wide).collect()
}
