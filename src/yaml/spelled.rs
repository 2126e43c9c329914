//! How values are spelled in a YAML text: each character as itself or as an escape, never in a comment.

use super::node::{self, Kind, Node};
use crate::{diagnostic::Source, text::printed};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

/// The places of characters in the keys and values of a text, as they are printed; nothing of a text
/// that is no YAML.
pub(crate) fn places(
    source: &Arc<Source>,
    wanted: &BTreeSet<char>,
) -> BTreeMap<char, Vec<Range<usize>>> {
    let mut found = BTreeMap::new();
    if let Some(root) = node::read_on(source).root {
        gather(&root, &mut |at| scalar(source, at, wanted, &mut found));
    }
    found
}

/// Hands over where each key and each value stands.
fn gather(node: &Node, take: &mut impl FnMut(&Range<usize>)) {
    match &node.kind {
        Kind::Nothing => {}
        Kind::Text(_) => take(&node.at),
        Kind::List(items) => items.iter().for_each(|item| gather(item, take)),
        Kind::Map(entries) => {
            for entry in entries {
                take(&entry.key_at);
                gather(&entry.value, take);
            }
        }
    }
}

fn scalar(
    source: &Source,
    at: &Range<usize>,
    wanted: &BTreeSet<char>,
    found: &mut BTreeMap<char, Vec<Range<usize>>>,
) {
    for (place, ch) in spelled(source.text.get(at.clone()).unwrap_or_default()) {
        let known = [ch, printed(ch)].into_iter().find(|ch| wanted.contains(ch));
        if let Some(ch) = known {
            found.entry(ch).or_default().push(at.start + place.start..at.start + place.end);
        }
    }
}

/// The characters of a value as it is written, each with its place; the quotation marks around it are none
/// of them. What joins lines is there as it is written.
pub(crate) fn spelled(written: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
    let quote = quote.filter(|quote| written.len() > 1 && written.ends_with(*quote));
    let (mut at, end) = if quote.is_some() { (1, written.len() - 1) } else { (0, written.len()) };
    std::iter::from_fn(move || {
        let rest = written.get(at..end)?;
        let first = rest.chars().next()?;
        let (ch, length) = match quote {
            Some('"') => escape(rest).unwrap_or((first, first.len_utf8())),
            Some(_) if rest.starts_with("''") => (first, 2),
            _ => (first, first.len_utf8()),
        };
        at += length;
        Some((at - length..at, ch))
    })
}

/// The character that an escape at the front of a text stands for (YAML 1.2 §5.7), and how long it is.
fn escape(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('\\')?;
    let name = rest.chars().next()?;
    let digits = match name {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => {
            let ch = match name {
                '0' => '\0',
                'a' => '\u{7}',
                'b' => '\u{8}',
                't' => '\t',
                'n' => '\n',
                'v' => '\u{B}',
                'f' => '\u{C}',
                'r' => '\r',
                'e' => '\u{1B}',
                'N' => '\u{85}',
                '_' => '\u{A0}',
                'L' => '\u{2028}',
                'P' => '\u{2029}',
                // A line that goes on below: nothing is printed.
                '\n' | '\r' => '\u{200B}',
                other => other,
            };
            return Some((ch, 1 + name.len_utf8()));
        }
    };
    let code = u32::from_str_radix(rest.get(1..=digits)?, 16).ok()?;
    Some((char::from_u32(code)?, digits + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_found_as_itself_and_as_an_escape_and_not_in_comments() {
        let text = "# 甲\n甲: 乙 # 甲\n丙: \"\\u7532\\U00007532\\\\u7532\"\n丁: '\\u7532'\n戊: |\n  # 甲\n己: [甲] # 甲\n";
        let source = Source::new("a", text);
        let found = places(&source, &BTreeSet::from(['甲']));
        let heads: Vec<_> = found[&'甲'].iter().map(|at| (at.start, &text[at.clone()])).collect();
        assert_eq!(
            heads.iter().map(|(_, s)| *s).collect::<Vec<_>>(),
            ["甲", "\\u7532", "\\U00007532", "甲", "甲"]
        );
        assert_eq!(heads[0].0, text.find("甲: 乙").unwrap());
        assert_eq!(heads[3].0, text.rfind("# 甲\n己").unwrap() + 2);
    }

    #[test]
    fn what_stands_for_another_character_is_found_too() {
        let source = Source::new("a", "甲: \u{E816}⽉\n");
        let found = places(&source, &BTreeSet::from(['\u{20087}', '月']));
        assert_eq!(found.len(), 2);
    }
}
