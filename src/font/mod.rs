//! Faces, office names, fallback chains and glyph metrics. Knows nothing of documents.

mod family;
mod resolve;
mod shipped;

pub use family::{Family, FamilyId};
pub use resolve::{Glyph, Resolver};

use std::borrow::Cow;

/// Index of a face in [`Fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub usize);

/// A font file.
#[derive(Debug)]
pub struct Face {
    /// PostScript name, e.g. `NianbaoFangSong`.
    pub name: String,
    /// The font file.
    pub data: Cow<'static, [u8]>,
    /// Index in a collection, 0 otherwise.
    pub index: u32,
}

/// All faces of a run of the program, and the families that name them.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Face>,
    families: Vec<Family>,
}

impl Fonts {
    /// The faces inside the program.
    ///
    /// ```
    /// let fonts = nianbao::font::Fonts::shipped();
    /// assert_eq!(fonts.family("仿宋_GB2312"), fonts.family("FangSong"));
    /// assert_eq!(fonts.family("微软雅黑"), None);
    /// ```
    pub fn shipped() -> Self {
        shipped::fonts()
    }

    /// A set of given faces without family names, for tests of a back end.
    #[cfg(test)]
    pub(crate) fn from_faces(faces: Vec<Face>) -> Self {
        Self {
            faces,
            families: Vec::new(),
        }
    }

    /// The face behind an id that this value gave out.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0]
    }

    /// How many faces there are; ids run from 0.
    pub fn len(&self) -> usize {
        self.faces.len()
    }

    /// Whether there is no face at all.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// The family an office knows by this name, in any of its spellings.
    pub fn family(&self, name: &str) -> Option<FamilyId> {
        let is_meant = |known: &String| family::fold(known).eq(family::fold(name));
        let place = self
            .families
            .iter()
            .position(|f| f.names.iter().any(is_meant));
        place.map(FamilyId)
    }

    /// All families, in the order of their ids.
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// Starts looking up glyphs.
    pub fn resolver(&self) -> Resolver<'_> {
        Resolver::new(self)
    }
}
