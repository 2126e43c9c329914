//! Text as typed or pasted → text that can be printed.
//!
//! Changed without a word, because nobody would want it otherwise: zero-width characters, variation
//! selectors and control characters go; the private-use places where old GBK systems kept fifteen
//! characters become those characters; 部首 and compatibility hanzi become the hanzi that they look
//! like; letters and their marks become one character; `・‧•` become `·`, `―─` become `—`, `﹝﹞` become `〔〕`; line ends become `\n`;
//! spaces (and the U+3000 pairs that people indent with) go from the ends of every line. Line
//! numbers stay as they are. Any other private-use character, and U+FFFD to U+FFFF, is an error: no font
//! prints it, and what was meant is lost.

use super::{composed, is_wide, plain};
use std::borrow::Cow;

/// So many characters that cannot be printed are listed: whoever has mended these sees what else there is.
const LOST: usize = 200;

/// A text made printable where nothing is to be done but to cut the ends of its lines, as in most.
pub fn settled(text: &str) -> Option<String> {
    is_settled(text).then(|| trimmed(text))
}

/// Makes text printable; the second half lists, once each, the first of the characters that cannot be.
pub fn clean(text: &str) -> (String, Vec<char>) {
    if let Some(text) = settled(text) {
        return (text, Vec::new());
    }
    let mut bad = Vec::new();
    let mut clean = String::with_capacity(text.len());
    let unix = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n");
    for c in unix.chars() {
        match c {
            '\n' => clean.push(c),
            '\t' => clean.push(' '),
            _ if is_invisible(c) => {}
            _ => clean.push(printed(c)),
        }
        let is_lost = is_private_use(printed(c)) || matches!(c, '\u{FFFD}'..='\u{FFFF}');
        if is_lost && bad.len() < LOST && !bad.contains(&c) {
            bad.push(c);
        }
    }
    (composed(&trimmed(&clean)).into_owned(), bad)
}

/// Whether a text has nothing but hanzi, letters, digits and marks that are printed as they are typed.
fn is_settled(text: &str) -> bool {
    text.chars().all(|c| {
        let is_common = matches!(c, '\n' | ' '..='~' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FA5}' | '·' | '—'
            | '‘'..='’' | '“'..='”' | '…' | '‰' | '℃' | '≤' | '≥' | '①'..='⑳' | '\u{3000}'..='\u{3002}' | '〇'..='】'
            | '〔' | '〕' | '！' | '％' | '（' | '）' | '，' | '：' | '；' | '？');
        is_common && plain(c).is_none()
    })
}

/// A text without white space at the ends of its lines.
fn trimmed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        out.push_str(line.trim());
    }
    out
}

/// Characters without ink: controls, joiners, variation selectors, and the marks that turn the order
/// of what follows.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

/// A text without those of them that a page or a mail brings along; white space stays.
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_hidden = |c: char| is_invisible(c) && !c.is_control();
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !is_hidden(*c)).collect())
}

/// Private use, of all three planes: characters of somebody's own, which no other computer shows.
pub fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// The character that is printed for one as typed.
pub fn printed(c: char) -> char {
    match c {
        '・' | '‧' | '•' => '·',
        '―' | '─' => '—',
        '﹝' => '〔',
        '﹞' => '〕',
        // GBK 1.0 kept these in private use; GB 18030-2022 gave them their own places.
        '\u{E815}' => '\u{2E81}',
        '\u{E816}' => '\u{20087}',
        '\u{E817}' => '\u{20089}',
        '\u{E818}' => '\u{200CC}',
        '\u{E81E}' => '\u{9FB4}',
        '\u{E826}' => '\u{9FB5}',
        '\u{E82B}' => '\u{9FB6}',
        '\u{E82C}' => '\u{9FB7}',
        '\u{E831}' => '\u{215D7}',
        '\u{E832}' => '\u{9FB8}',
        '\u{E83B}' => '\u{2298F}',
        '\u{E843}' => '\u{9FB9}',
        '\u{E854}' => '\u{9FBA}',
        '\u{E855}' => '\u{241FE}',
        '\u{E864}' => '\u{9FBB}',
        _ => plain(c).unwrap_or(c),
    }
}

/// Takes out the spaces that YAML puts where a long text was broken over lines: between two Chinese
/// characters nobody meant one.
pub fn unfold(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let between = joined.chars().next_back().zip(rest.peek().copied());
        if c == ' ' && between.is_some_and(|(a, b)| is_wide(a) && is_wide(b)) {
            continue;
        }
        joined.push(c);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        let (text, bad) = clean(text);
        assert_eq!(bad, [], "{text}");
        text
    }

    #[test]
    fn what_cannot_be_seen_is_taken_out() {
        assert_eq!(cleaned("铜\u{200B}厂\u{FE0F}\u{FEFF}\u{AD}\u{7}乡"), "铜厂乡");
        assert_eq!(cleaned("葛\u{E0100}"), "葛");
        assert_eq!(cleaned("cafe\u{200D}\u{301}"), "café");
    }

    #[test]
    fn lines_lose_their_indents_and_keep_their_number() {
        assert_eq!(cleaned("\u{3000}\u{3000}一段\r\n\r\n  二段\u{3000}\r\n"), "一段\n\n二段\n");
        assert_eq!(cleaned("甲\t乙"), "甲 乙");
    }

    #[test]
    fn what_is_settled_is_printed_as_it_is_typed() {
        let all = (0..=0x2_FFFF).filter_map(char::from_u32);
        for c in all.filter(|c| is_settled(c.encode_utf8(&mut [0; 4]))) {
            let is_changed = printed(c) != c || is_invisible(c) || is_private_use(c);
            assert!(c == '\n' || !(is_changed || super::super::is_mark(c)), "{c:?}");
        }
        assert!(is_settled("2022年，新收12件（其中《…》）。\n\u{3000}\u{3000}x"));
        assert!(!is_settled("戶") && !is_settled("a\u{301}") && !is_settled("•\t"));
    }

    #[test]
    fn dots_and_dashes_become_the_chinese_ones() {
        assert_eq!(cleaned("阿·卜・丙‧丁•戊――己──庚"), "阿·卜·丙·丁·戊——己——庚");
        assert_eq!(cleaned("国办公开办函﹝2021﹞30号"), "国办公开办函〔2021〕30号");
    }

    #[test]
    fn old_gbk_places_become_their_characters() {
        assert_eq!(cleaned("\u{E81E}\u{E831}"), "\u{9FB4}\u{215D7}");
    }

    #[test]
    fn characters_that_no_font_prints_are_named_once() {
        let (_, bad) = clean("甲\u{E000}乙\u{E000}\u{FFFD}\u{F0001}");
        assert_eq!(bad, ['\u{E000}', '\u{FFFD}', '\u{F0001}']);
    }

    #[test]
    fn a_folded_text_has_no_spaces_between_hanzi() {
        assert_eq!(unfold("我乡 通过 2022 年 的 ABC 网"), "我乡通过 2022 年的 ABC 网");
    }
}
