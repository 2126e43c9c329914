//! A text in which many words are looked for, most of which are not there.

use crate::text::Letters;
use memchr::memmem::{self, FindIter};
use std::{ops::Range, rc::Rc};

/// A text, or a piece of one, with the set of its characters, which knows at once of most words that they are not there,
/// and the places of them, from which the others are looked for.
#[derive(Clone, Debug)]
pub(in crate::check) struct Searched<'t> {
    /// The text, or the piece.
    pub text: &'t str,
    letters: Letters,
    /// Where it begins in the text that the index is of.
    start: usize,
    index: Rc<CharIndex>,
}

impl<'t> Searched<'t> {
    /// A text that was not looked at before.
    pub(in crate::check) fn new(text: &'t str) -> Self {
        Self::indexed(text, Letters::of(text), Rc::new(CharIndex::of(text)))
    }

    /// A text whose characters were looked at before.
    pub(super) fn indexed(text: &'t str, letters: Letters, index: Rc<CharIndex>) -> Self {
        Self { text, letters, start: 0, index }
    }

    /// A piece of it, to look for words in; the empty text where there is no such piece.
    pub(in crate::check) fn piece(&self, at: Range<usize>) -> Self {
        let start = self.start + at.start;
        let text = self.text.get(at).unwrap_or_default();
        Self { text, letters: Letters::of(text), start, index: Rc::clone(&self.index) }
    }

    /// Whether a word stands in it.
    #[inline]
    pub(in crate::check) fn has(&self, word: &str) -> bool {
        self.letters.may_have(word) && self.places_there(word).next().is_some()
    }

    /// Whether a word stands in a piece of it.
    #[inline]
    pub(in crate::check) fn has_within(&self, piece: &str, word: &str) -> bool {
        self.letters.may_have(word) && piece.contains(word)
    }

    /// Whether one of some words stands in it.
    pub(in crate::check) fn has_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(word))
    }

    /// Where a word stands first.
    #[inline]
    pub(in crate::check) fn find(&self, word: &str) -> Option<usize> {
        if self.letters.may_have(word) { self.places_there(word).next() } else { None }
    }

    /// Every place where a word stands; none lies over the one before.
    #[inline]
    pub(in crate::check) fn places<'w>(&self, word: &'w str) -> WordPlaces<'t, 'w> {
        if self.letters.may_have(word) { self.places_there(word) } else { WordPlaces::None }
    }

    /// The places of a word whose characters are there.
    fn places_there<'w>(&self, word: &'w str) -> WordPlaces<'t, 'w> {
        if word.is_empty() || word.len() > LONGEST {
            return WordPlaces::Far(Box::new(memmem::find_iter(self.text.as_bytes(), word)));
        }
        let near = NearPlaces {
            text: self.text.as_bytes(),
            start: self.start,
            word: word.as_bytes(),
            from: self.start,
            next: self.index.chain(word),
            index: Rc::clone(&self.index),
        };
        WordPlaces::Near(near)
    }
}

/// The places of a word.
pub(in crate::check) enum WordPlaces<'t, 'w> {
    /// One of its characters is not there.
    None,
    Near(NearPlaces<'t, 'w>),
    /// Boxed, since it is large and nearly never there.
    Far(Box<FindIter<'t, 'w>>),
}

impl Iterator for WordPlaces<'_, '_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        match self {
            Self::None => None,
            Self::Near(near) => near.next(),
            Self::Far(far) => far.next(),
        }
    }
}

/// Bytes of the longest word that is compared at each place of its first character. A longer one is nobody's constant;
/// of a text made for it (one character a million times) each place would cost its length.
const LONGEST: usize = 64;

/// The places of a word, one by one from its first character's.
pub(in crate::check) struct NearPlaces<'t, 'w> {
    text: &'t [u8],
    start: usize,
    word: &'w [u8],
    /// Places before it lie over the last one.
    from: usize,
    next: u32,
    index: Rc<CharIndex>,
}

impl NearPlaces<'_, '_> {
    fn next(&mut self) -> Option<usize> {
        while let Some((at, next)) = self.index.place(self.next) {
            self.next = next;
            let Some(here) = at.checked_sub(self.start).filter(|_| at >= self.from) else {
                continue;
            };
            let rest = self.text.get(here..)?;
            if rest.starts_with(self.word) {
                self.from = at + self.word.len();
                return Some(here);
            }
        }
        None
    }
}

/// Ends a chain.
const END: u32 = u32::MAX;
/// Chains of a long text; a shorter one has no more than characters.
const MOST_CHAINS: usize = 256;

/// The places of a text's characters, in chains of those whose code points end alike.
#[derive(Debug, Default)]
pub(super) struct CharIndex {
    /// The first character of each chain; a power of two of them.
    heads: Vec<u32>,
    /// From the last character to the first, where it begins, and the next one of its chain.
    places: Vec<(u32, u32)>,
}

impl CharIndex {
    pub(super) fn of(text: &str) -> Self {
        // Chinese has three bytes a character.
        let most = text.len() / 3;
        let chains = most.next_power_of_two().clamp(1, MOST_CHAINS);
        let mut index = Self { heads: vec![END; chains], places: Vec::with_capacity(most) };
        for (at, c) in text.char_indices().rev() {
            let number = narrow(index.places.len());
            if let Some(head) = index.heads.get_mut(c as usize & (chains - 1)) {
                index.places.push((narrow(at), *head));
                *head = number;
            }
        }
        index
    }

    /// The chain of a word's first character.
    fn chain(&self, word: &str) -> u32 {
        let first = word.chars().next().map(|c| c as usize & self.heads.len().wrapping_sub(1));
        first.and_then(|chain| self.heads.get(chain)).copied().unwrap_or(END)
    }

    fn place(&self, number: u32) -> Option<(usize, u32)> {
        let (at, next) = self.places.get(usize::try_from(number).ok()?)?;
        Some((usize::try_from(*at).ok()?, *next))
    }
}

/// No report has a text of four gigabytes; what stands beyond is not found.
fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(END)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places as the standard library finds them.
    fn plain(text: &str, word: &str) -> Vec<usize> {
        text.match_indices(word).map(|(at, _)| at).collect()
    }

    #[test]
    fn words_are_found_where_they_are_in_the_whole_and_in_each_piece() {
        let text = "2025年，我镇未收到政府信息公开申请，政府政府政府信息aaaa，«A»。";
        let searched = Searched::new(text);
        let bounds: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (i, from) in bounds.iter().enumerate() {
            for to in &bounds[i..] {
                let piece = searched.piece(*from..*to);
                assert_eq!(piece.text, &text[*from..*to]);
                for word in
                    ["政府", "政府政府", "信息", "aa", "。", "«A", "许可", "政治", "2025年，我"]
                {
                    let found: Vec<usize> = piece.places(word).collect();
                    assert_eq!(found, plain(piece.text, word), "{word} in {}", piece.text);
                    assert_eq!(piece.has(word), piece.text.contains(word));
                    assert_eq!(searched.has_within(piece.text, word), piece.text.contains(word));
                }
            }
        }
        assert!(!Searched::new("").has("年"));
    }

    #[test]
    fn a_long_word_in_a_text_of_one_character_takes_no_square() {
        let (text, word) = ("镇".repeat(1_000_000), format!("{}乡", "镇".repeat(100_000)));
        assert_eq!(Searched::new(&text).find(&word), None);
        assert_eq!(Searched::new(&format!("{text}乡")).find(&word), Some(900_000 * 3));
    }
}
