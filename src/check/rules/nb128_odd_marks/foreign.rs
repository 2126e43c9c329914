//! Letters of other scripts that look like Latin ones, and letters in the place of digits.

use super::Slip;
use crate::text::{is_hanzi, is_numeral};

/// Cyrillic and Greek letters, each before the Latin one that it looks like.
const ALIKE: &str =
    "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxіiѕsАAΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo";

/// The Latin letter that one of another script looks like.
fn latin(c: char) -> Option<char> {
    let mut pairs = ALIKE.chars();
    while let (Some(letter), Some(latin)) = (pairs.next(), pairs.next()) {
        if letter == c {
            return Some(latin);
        }
    }
    None
}

fn is_foreign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}' | '\u{400}'..='\u{4FF}')
}

/// Whether a character may be one of those looked for; most texts have none.
fn is_suspect(c: char) -> bool {
    is_foreign(c) || matches!(c, 'O' | 'o' | 'l')
}

/// In a text of these marks.
pub(super) fn slips(text: &str, marks: &[(usize, char)]) -> Vec<Slip> {
    let (mut found, mut end) = (Vec::new(), 0);
    for (at, c) in marks.iter().copied().filter(|(_, c)| is_suspect(*c)) {
        if at < end {
            continue;
        }
        if !is_foreign(c) {
            found.extend(digit(text, at, c).map(|good| in_number(at, c, good)));
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let word = rest.get(..rest.find(|c| !is_foreign(c)).unwrap_or(rest.len())).unwrap_or(rest);
        end = at + word.len();
        // A word of the language has letters that look like no other.
        if word.chars().all(|c| latin(c).is_some()) {
            let letters = word.char_indices().map(|(offset, c)| (at + offset, c));
            found.extend(letters.map(|(at, c)| letter(text, at, c)));
        }
    }
    found
}

/// A letter of another script that looks like a Latin one.
fn letter(text: &str, at: usize, c: char) -> Slip {
    if let Some(good) = digit(text, at, c) {
        return in_number(at, c, good);
    }
    let good = latin(c).map(String::from).unwrap_or_default();
    Slip { at: at..at + c.len_utf8(), what: "字母是样子相同的外文", good: Some(good) }
}

fn in_number(at: usize, c: char, good: &str) -> Slip {
    Slip { at: at..at + c.len_utf8(), what: "数字里有字母", good: Some(good.to_owned()) }
}

/// The digit that a letter inside of a number stands for.
fn digit(text: &str, at: usize, c: char) -> Option<&'static str> {
    let is_circle = matches!(c, 'O' | 'o' | 'О' | 'о' | 'Ο' | 'ο');
    if !is_circle && c != 'l' {
        return None;
    }
    let mut head = text.get(..at)?.chars();
    let (before, second) = (head.next_back(), head.next_back());
    let after = text.get(at + c.len_utf8()..)?.chars().next();
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_spelt = |c: Option<char>| c.is_some_and(|c| is_numeral(c) && !matches!(c, '十' | '百'));
    let is_hanzi_at = |c: Option<char>| c.is_some_and(is_hanzi);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic) && !is_hanzi_at(c);
    if is_circle && is_spelt(before) && (is_spelt(after) || after == Some('年')) {
        return Some("〇");
    }
    if is_circle && is_digit(before) && !is_letter(second) {
        return (is_digit(after) || is_hanzi_at(after)).then_some("0");
    }
    let is_one = c == 'l' && !is_letter(before) && !is_letter(after);
    let is_in_number = is_one && (is_digit(before) || is_digit(after));
    (is_in_number).then_some("1")
}
