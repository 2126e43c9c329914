//! Text of others, made harmless for a terminal.

use super::is_hanzi;
use std::borrow::Cow;

/// A text without what a terminal would act on or show nothing of: control characters become their pictures
/// (`␛`), what turns the order of letters or has no ink becomes `�`. Line breaks and tabs stay.
pub fn harmless(text: &str) -> Cow<'_, str> {
    without(text, |c| !matches!(c, '\n' | '\t'))
}

/// The same on one line: a name with a line break in it must not look like two lines of ours.
pub fn one_line(text: &str) -> Cow<'_, str> {
    without(text, |_| true)
}

/// JSON with the same characters written as its escapes: it says what it said, and may be shown on a terminal.
pub fn escaped(json: &str) -> Cow<'_, str> {
    let mut last = None;
    let mut is_bad = move |c: char| {
        let before = last.replace(c);
        acts(c) && c != '\n' || is_unseen(before, c)
    };
    let mut look = is_bad;
    if !json.chars().any(&mut look) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if is_bad(c) {
            let mut units = [0; 2];
            escaped.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

fn without(text: &str, also: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_bad = |before: Option<char>, c: char| acts(c) && also(c) || is_unseen(before, c);
    let mut last = None;
    let is_fine = text.chars().all(|c| !is_bad(last.replace(c), c));
    if is_fine {
        return Cow::Borrowed(text);
    }
    let mut last = None;
    let made = |c: char| if is_bad(last.replace(c), c) { picture(c) } else { c };
    Cow::Owned(text.chars().map(made).collect())
}

/// Whether a terminal acts on a character instead of showing it.
fn acts(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character has no ink, so that two names which differ in it look alike: those that Unicode calls
/// `Default_Ignorable_Code_Point` or `Cf`. One that says which form a hanzi has (a variation selector of an
/// ideographic variation sequence) stays behind that hanzi: it is part of how a name is written, and changes nothing
/// beside it. Joiners do not stay: no hanzi has need of them.
fn is_unseen(before: Option<char>, c: char) -> bool {
    match c {
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => !before.is_some_and(is_hanzi),
        '\u{ad}'
        | '\u{34f}'
        | '\u{600}'..='\u{605}'
        | '\u{61c}'
        | '\u{6dd}'
        | '\u{70f}'
        | '\u{890}'..='\u{891}'
        | '\u{8e2}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'..='\u{206f}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{110bd}'
        | '\u{110cd}'
        | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    }
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
    fn json_says_the_same_and_shows_what_it_says() {
        let said = "甲\u{9b}31m\u{202e}乙\u{200b}\u{e0041}";
        let json = serde_json::to_string_pretty(&[said, "平常"]).unwrap();
        let shown = escaped(&json);
        assert_eq!(harmless(&shown), shown);
        assert!(
            shown.contains("甲\\u009b31m\\u202e乙\\u200b\\udb40\\udc41") && shown.contains("平常")
        );
        assert_eq!(serde_json::from_str::<Vec<String>>(&shown).unwrap(), [said, "平常"]);
    }

    #[test]
    fn what_a_terminal_would_act_on_is_shown_instead() {
        assert_eq!(harmless("甲\x1b]0;x\x07\t乙\n"), "甲␛]0;x␇\t乙\n");
        assert_eq!(one_line("甲\r\n乙\x7f\u{9b}2J\u{202e}"), "甲␍␊乙␡\u{fffd}2J\u{fffd}");
        assert!(matches!(one_line("平稳，有序。"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_has_no_ink_is_shown_and_the_form_of_a_hanzi_stays() {
        for c in [
            '\u{ad}',
            '\u{61c}',
            '\u{180e}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{200f}',
            '\u{2060}',
            '\u{2064}',
            '\u{206a}',
            '\u{feff}',
            '\u{fff9}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e007f}',
        ] {
            assert_eq!(one_line(&format!("甲{c}乙")), "甲\u{fffd}乙", "{c:?}");
            assert_eq!(harmless(&format!("{c}")), "\u{fffd}", "{c:?}");
        }
        // 葛 in its two forms; but not a selector of nothing, of a letter, or a second one.
        assert!(matches!(
            one_line("葛\u{e0100}城乡、葛\u{e0101}城乡、逢\u{fe00}"),
            Cow::Borrowed(_)
        ));
        assert_eq!(one_line("\u{fe0f}甲a\u{fe0f}"), "\u{fffd}甲a\u{fffd}");
        assert_eq!(one_line("葛\u{e0100}\u{e0101}"), "葛\u{e0100}\u{fffd}");
    }
}
