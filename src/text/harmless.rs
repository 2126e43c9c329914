//! Text of others, made harmless for a terminal.

use std::borrow::Cow;

/// A text without what a terminal would act on: control characters become their pictures (`␛`), marks that
/// turn the order of letters go. Line breaks and tabs stay.
pub fn harmless(text: &str) -> Cow<'_, str> {
    without(text, |c| !matches!(c, '\n' | '\t'))
}

/// The same on one line: a name with a line break in it must not look like two lines of ours.
pub fn one_line(text: &str) -> Cow<'_, str> {
    without(text, |_| true)
}

fn without(text: &str, also: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_bad = |c: char| acts(c) && also(c);
    if !text.contains(is_bad) {
        return Cow::Borrowed(text);
    }
    let made = |c: char| if is_bad(c) { picture(c) } else { c };
    Cow::Owned(text.chars().map(made).collect())
}

/// Whether a terminal acts on a character instead of showing it.
fn acts(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn picture(c: char) -> char {
    match u32::from(c) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_act_on_is_shown_instead() {
        assert_eq!(harmless("甲\x1b]0;x\x07\t乙\n"), "甲␛]0;x␇\t乙\n");
        assert_eq!(one_line("甲\r\n乙\x7f\u{9b}2J\u{202e}"), "甲␍␊乙␡\u{fffd}2J\u{fffd}");
        assert!(matches!(one_line("平稳，有序。"), Cow::Borrowed(_)));
    }
}
