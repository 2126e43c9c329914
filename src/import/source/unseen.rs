//! Characters without ink that pages and mails put between others: nobody sees them, so they are no part of what is
//! read. Those that turn the order of what is seen stay: without them it would say another thing.

use std::borrow::Cow;

/// Turns what stands behind it the other way round, once there are two of them in a number.
const TO_THE_LEFT: char = '\u{200F}';

/// A text without what has no ink and no meaning in it.
pub(super) fn without_unseen(text: &str) -> Cow<'_, str> {
    without(text, |_, _| true)
}

/// A text without what has no ink in its numbers, or at its ends: words stay as they were typed.
pub(super) fn numbers_seen(text: &str) -> Cow<'_, str> {
    without(text, |before, behind| match (before, behind) {
        (Some(before), Some(behind)) => is_of_number(before) && is_of_number(behind),
        _ => true,
    })
}

/// A text without what has no ink and `goes` between two characters that are seen; at its ends there is none.
fn without(text: &str, goes: fn(Option<char>, Option<char>) -> bool) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let is_blank = |c: char| is_unseen(c) || c.is_whitespace();
    let end = text.trim_end_matches(is_blank).len();
    let mut kept = String::with_capacity(text.len());
    let (mut at, mut turns, mut before) = (0, 0, None);
    for run in text.split_inclusive(|c| !is_unseen(c)) {
        let seen = run.chars().next_back().filter(|c| !is_unseen(*c));
        let unseen = run.get(..run.len() - seen.map_or(0, char::len_utf8)).unwrap_or_default();
        let behind = seen.filter(|_| at < end);
        at += run.len();
        let is_within = before.is_some_and(is_digit) && behind.is_some_and(is_digit);
        for c in unseen.chars() {
            let turned = c == TO_THE_LEFT && is_within && turns > 0;
            turns += usize::from(c == TO_THE_LEFT);
            // Where a word may be parted is no part of it.
            if turned || (c != '\u{AD}' && !goes(before, behind)) {
                kept.push(c);
            }
        }
        let Some(seen) = seen else { continue };
        turns = if is_digit(seen) { turns } else { 0 };
        // White space at the head is none of the text.
        before = before.map_or((!seen.is_whitespace()).then_some(seen), |_| Some(seen));
        kept.push(seen);
    }
    Cow::Owned(kept)
}

fn is_of_number(c: char) -> bool {
    is_digit(c) || c.is_whitespace()
}

/// Blanks of no width, joiners, marks of direction, places where a word may be parted.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

#[cfg(test)]
mod tests {
    use super::{numbers_seen, without_unseen};

    #[test]
    fn what_nobody_sees_goes_and_what_turns_digits_stays() {
        for (text, seen) in [
            ("1\u{200B}607", "1607"),
            ("\u{FEFF}12\u{2060}", "12"),
            ("\u{200F}12\u{200F}", "12"),
            ("1\u{200F}2", "12"),
            ("石桥\u{200D}镇\u{AD}", "石桥镇"),
            ("\u{200F}5、\u{200F}6", "5、6"),
            // Shown as 21.
            ("\u{200F}1\u{200F}2", "1\u{200F}2"),
            ("1\u{200F}2\u{200F}3", "12\u{200F}3"),
            ("\u{202E}12", "\u{202E}12"),
        ] {
            assert_eq!(without_unseen(text), seen, "{text:?}");
        }
    }

    #[test]
    fn words_stay_as_they_were_typed() {
        for (text, seen) in [
            ("动态\u{200B}类1\u{200B}2条", "动态\u{200B}类12条"),
            ("规章 \u{200B}1\u{2060} 0\u{FEFF}", "规章 1 0"),
            ("\u{200B} \u{FEFF}全年\u{200B} ", " 全年 "),
            ("  \u{200B}全年 \u{200B}\n", "  全年 \n"),
            ("石桥\u{AD}镇", "石桥镇"),
            ("全\u{2060}年5\u{200E}件", "全\u{2060}年5\u{200E}件"),
        ] {
            assert_eq!(numbers_seen(text), seen, "{text:?}");
        }
    }
}
