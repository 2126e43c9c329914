//! Families: what an office calls a face, and where a character is looked for.

use super::FaceId;

/// Index of a family in [`Fonts`](super::Fonts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FamilyId(pub usize);

/// A face under all its office names, with its fallback chain.
#[derive(Debug)]
pub struct Family {
    /// Names, the first one being the one that a DOCX should carry.
    pub names: Vec<String>,
    /// Where a character is looked for, in order; the first face is the family's own.
    pub chain: Vec<Link>,
    /// The face for bold text, where one exists.
    pub bold: Option<FaceId>,
}

/// A step of a fallback chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The face to ask.
    pub face: FaceId,
    /// Ask it for hanzi only: a face of another style may lend a rare character, not punctuation.
    pub hanzi_only: bool,
}

/// Folds the differences that offices and programs make in a font name: case, blanks, `_` and `-`.
pub(super) fn fold(name: &str) -> impl Iterator<Item = char> {
    name.chars()
        .filter(|c| !matches!(c, ' ' | '_' | '-'))
        .flat_map(char::to_lowercase)
}

/// Whether a character is a hanzi, 〇 included.
pub(super) fn is_hanzi(ch: char) -> bool {
    matches!(ch,
        '\u{3007}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}
