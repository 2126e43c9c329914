//! Letters and their marks that are characters of their own (`e` and U+0301), as macOS and some PDFs give them:
//! set one after the other, the mark stands beside its letter.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;

/// Marks above and below letters, and the voice marks of kana.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}')
}

/// A text in which letters and their marks are one character wherever there is such a one (Unicode's form NFC,
/// of these alone).
pub fn composed(text: &str) -> Cow<'_, str> {
    if !text.contains(is_mark) {
        return Cow::Borrowed(text);
    }
    let mut composed = String::with_capacity(text.len());
    let mut done = 0;
    for cluster in clusters(text) {
        composed.push_str(text.get(done..cluster.start).unwrap_or_default());
        composed.extend(cluster.text.nfc());
        done = cluster.start + cluster.text.len();
    }
    composed.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(composed)
}

/// A letter with the marks behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'t> {
    /// Where it begins.
    pub start: usize,
    /// Letter and marks.
    pub text: &'t str,
}

impl Cluster<'_> {
    /// Whether a mark is left over when all are put together that can be.
    pub fn has_loose_mark(&self) -> bool {
        self.text.nfc().any(is_mark)
    }
}

/// The letters of a text that have marks behind them.
pub fn clusters(text: &str) -> impl Iterator<Item = Cluster<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let mark = rest.find(is_mark)?;
        let before = rest.get(..mark)?;
        let letter = before.chars().next_back().map_or(0, char::len_utf8);
        let marks = rest.get(mark..)?;
        let end = mark + marks.find(|c| !is_mark(c)).unwrap_or(marks.len());
        let start = from + mark - letter;
        from += end;
        Some(Cluster { start, text: text.get(start..from)? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_their_marks_become_one_where_there_is_one() {
        for (apart, together) in [
            ("cafe\u{301}", "café"),
            ("na\u{30C}n lu\u{308}\u{300} e\u{301} n\u{30C}", "nǎn lǜ é ň"),
            ("u\u{300}\u{308}", "ù\u{308}"),
            ("甲か\u{3099}乙", "甲が乙"),
            ("и\u{306}", "й"),
            ("n\u{302}", "n\u{302}"),
            ("\u{301}a", "\u{301}a"),
            ("已有 é、ǜ", "已有 é、ǜ"),
        ] {
            assert_eq!(composed(apart), together, "{apart}");
            assert_eq!(composed(together), together);
        }
        // What looks alike and has no mark is not for this to change.
        assert_eq!(composed("\u{212B}\u{F900}e\u{301}"), "\u{212B}\u{F900}é");
        assert!(composed(&("a".to_owned() + &"\u{301}".repeat(100_000))).starts_with('á'));
    }

    #[test]
    fn clusters_are_found_with_their_places() {
        let text = "甲e\u{301}\u{302}乙n\u{302}\u{301}";
        let found: Vec<_> = clusters(text).map(|c| (c.start, c.text.chars().count())).collect();
        assert_eq!(found, [(3, 3), (11, 3)]);
        assert!(clusters(text).all(|cluster| cluster.has_loose_mark()));
        assert!(!clusters("e\u{301}").any(|cluster| cluster.has_loose_mark()));
        assert_eq!(clusters("\u{301}").next().map(|c| c.text), Some("\u{301}"));
    }
}
