//! Which characters a text has, so that a word that is not there need not be looked for.

/// Bits of the set, as many as keep the characters of a long paragraph apart.
const WORDS: usize = 16;

/// The characters of a text, roughly: what lacks one of a word's characters does not have the word. A set
/// of bits, in which two characters may share one.
///
/// ```
/// use nianbao::text::Letters;
/// let letters = Letters::of("未收到申请");
/// assert!(letters.may_have("申请") && !letters.may_have("行政许可"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters([u64; WORDS]);

impl Letters {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let mut letters = Self::default();
        for c in text.chars() {
            let (word, bit) = place(c);
            if let Some(word) = letters.0.get_mut(word) {
                *word |= bit;
            }
        }
        letters
    }

    /// Whether a word may stand in the text; if not, it does not.
    #[inline]
    pub fn may_have(&self, word: &str) -> bool {
        // Of a hanzi the last six bits and the four before them are those of its last two bytes; most words are
        // not there, and that is known from the first.
        if let [0xE0..=0xEF, second, third, ..] = *word.as_bytes() {
            let bits = self.0.get(usize::from(second) % WORDS).copied().unwrap_or_default();
            if bits >> (third % 64) & 1 == 0 {
                return false;
            }
        }
        word.chars().all(|c| {
            let (word, bit) = place(c);
            self.0.get(word).is_some_and(|word| word & bit != 0)
        })
    }
}

/// The bit of a character: hanzi beside each other have different ones.
fn place(c: char) -> (usize, u64) {
    let code = c as usize;
    (code / 64 % WORDS, 1 << (code % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_that_is_there_is_missed() {
        let text = "2025年，我镇未收到政府信息公开申请，«A»。";
        let letters = Letters::of(text);
        for (from, _) in text.char_indices() {
            for (to, _) in text.char_indices().filter(|(to, _)| *to >= from) {
                assert!(letters.may_have(&text[from..to]));
            }
        }
        assert!(!letters.may_have("许可") && !letters.may_have("收费"));
        assert!(!Letters::default().may_have("无") && Letters::default().may_have(""));
    }
}
