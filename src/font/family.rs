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
    /// Take a mark from it only if it is as wide as a hanzi. The shipped faces are made so; in others
    /// `—`, `…` and `“` may be narrower, and lines would then end elsewhere than in the DOCX.
    pub full_em: bool,
}

impl Family {
    /// Whether an office knows it by this name, in any of its spellings.
    pub fn is_called(&self, name: &str) -> bool {
        self.names.iter().any(|known| is_same(known, name))
    }

    /// Whether it is known by one of these names.
    pub(super) fn is_called_any(&self, names: &[String]) -> bool {
        names.iter().any(|name| self.is_called(name))
    }
}

/// Whether two names are spellings of one.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// Folds the differences that offices and programs make in a font name: case, blanks, `_` and `-`.
pub(super) fn fold(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, ' ' | '_' | '-')).flat_map(char::to_lowercase).collect()
}
