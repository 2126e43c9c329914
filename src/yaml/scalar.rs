//! A text as a YAML scalar that reads as the same text again.

use super::typed::is_list;
use crate::text::unfold;
use std::fmt::Write as _;

/// Words that YAML, or a reader of free data, takes for something else than text.
const WORDS: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan"];

/// A text on one line: as it is where nothing in it can be misread, else in double quotes.
pub fn quoted(text: &str) -> String {
    let is_harmless = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let is_word = text.starts_with(char::is_alphabetic) && text.chars().all(is_harmless);
    if is_word && !WORDS.contains(&&*text.to_lowercase()) {
        return text.to_owned();
    }
    double_quoted(text)
}

/// A text in double quotes.
pub fn double_quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if !is_printable(c) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A key. Those of the form may hold marks that part words: `本年增/减`.
pub fn name_of(key: &str) -> String {
    let is_plain = key.split(['/', '、']).all(|word| quoted(word) == word);
    if is_plain { key.to_owned() } else { quoted(key) }
}

/// A text as a literal block whose lines are indented by so many spaces, from the `|` to the last
/// line's end; `None` when a block cannot hold it.
pub fn block(text: &str, indent: usize) -> Option<String> {
    let fits =
        |line: &str| !line.starts_with(char::is_whitespace) && line.chars().all(is_printable);
    // A line with a dash before it would be taken for a list that has none.
    let is_item = !text.trim_end().contains('\n') && is_list(text, &(0..text.len()));
    if is_item || text.trim_matches('\n').is_empty() || !text.split('\n').all(fits) {
        return None;
    }
    let mut out = String::from("|\n");
    for line in text.trim_end_matches('\n').split('\n') {
        let indent = if line.is_empty() { 0 } else { indent };
        let _ = writeln!(out, "{:indent$}{line}", "");
    }
    Some(out)
}

/// Whether a text keeps its blanks outside of a block: the reader takes those between two hanzi for
/// the joints of a folded line.
pub fn keeps_blanks(text: &str) -> bool {
    unfold(text) == text
}

/// YAML 1.2 §5.1 leaves these out of what may stand for itself; a reader may not see the others.
fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_misread_is_quoted() {
        for (text, written) in [
            ("铜厂彝族乡", "铜厂彝族乡"),
            ("2027年1月20日", "\"2027年1月20日\""),
            ("abc", "abc"),
            ("12", "\"12\""),
            ("1e3", "\"1e3\""),
            ("No", "\"No\""),
            ("", "\"\""),
            ("/", "\"/\""),
            ("a: b", "\"a: b\""),
            ("甲 #乙", "\"甲 #乙\""),
            ("\"甲\\\n\u{7}", "\"\\\"甲\\\\\\n\\u0007\""),
        ] {
            assert_eq!(quoted(text), written);
        }
    }

    #[test]
    fn a_block_holds_what_it_can_show() {
        assert_eq!(block("甲\n\n乙", 2).as_deref(), Some("|\n  甲\n\n  乙\n"));
        for text in ["", "\n", " 甲", "甲\n\t乙", "甲\u{7}", "- 甲  乙"] {
            assert_eq!(block(text, 2), None, "{text:?}");
        }
    }
}
