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
pub(super) fn is_suspect(c: char) -> bool {
    is_foreign(c) || matches!(c, 'O' | 'o' | 'l')
}

pub(super) fn slips(text: &str) -> Vec<Slip> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let (mut found, mut i) = (Vec::new(), 0);
    while let Some((at, c)) = chars.get(i).copied() {
        let word = chars.iter().skip(i).take_while(|(_, c)| is_foreign(*c)).count();
        if word == 0 {
            found.extend(digit(&chars, i, c).map(|good| Slip {
                at: at..at + c.len_utf8(),
                what: IN_NUMBER,
                good: Some(good.to_owned()),
            }));
            i += 1;
            continue;
        }
        let letters: Vec<(usize, char)> = chars.iter().skip(i).take(word).copied().collect();
        // A word of the language has letters that look like no other.
        if letters.iter().all(|(_, c)| latin(*c).is_some()) {
            for ((at, c), place) in letters.iter().zip(i..) {
                let (what, good) = match digit(&chars, place, *c) {
                    Some(good) => (IN_NUMBER, good.to_owned()),
                    None => {
                        ("字母是样子相同的外文", latin(*c).map(String::from).unwrap_or_default())
                    }
                };
                found.push(Slip { at: *at..at + c.len_utf8(), what, good: Some(good) });
            }
        }
        i += word;
    }
    found
}

const IN_NUMBER: &str = "数字里有字母";

/// The digit that a letter inside of a number stands for.
fn digit(chars: &[(usize, char)], i: usize, c: char) -> Option<&'static str> {
    let is_circle = matches!(c, 'O' | 'o' | 'О' | 'о' | 'Ο' | 'ο');
    if !is_circle && c != 'l' {
        return None;
    }
    let near = |i: Option<usize>| i.and_then(|i| chars.get(i)).map(|(_, c)| *c);
    let (before, after) = (near(i.checked_sub(1)), near(Some(i + 1)));
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_spelt = |c: Option<char>| c.is_some_and(|c| is_numeral(c) && !matches!(c, '十' | '百'));
    let is_hanzi_at = |c: Option<char>| c.is_some_and(is_hanzi);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic) && !is_hanzi_at(c);
    if is_circle && is_spelt(before) && (is_spelt(after) || after == Some('年')) {
        return Some("〇");
    }
    if is_circle && is_digit(before) && !is_letter(near(i.checked_sub(2))) {
        return (is_digit(after) || is_hanzi_at(after)).then_some("0");
    }
    let is_one = c == 'l' && !is_letter(before) && !is_letter(after);
    let is_in_number = is_one && (is_digit(before) || is_digit(after));
    (is_in_number).then_some("1")
}
