//! Faces, glyph metrics, office names and the fallback chain. Knows nothing of documents.

/// Index of a face in [`Fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub usize);

/// A face: its bytes and what is needed of its tables.
#[derive(Debug)]
pub struct Face {
    /// PostScript name, e.g. `NianbaoFangSong`.
    pub name: String,
    /// The font file.
    pub data: std::borrow::Cow<'static, [u8]>,
    /// Index in a collection, 0 otherwise.
    pub index: u32,
}

/// All faces of a run of the program.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Face>,
}

impl Fonts {
    /// The faces inside the program.
    pub fn shipped() -> Self {
        Self { faces: Vec::new() }
    }

    /// A set of given faces; a [`FaceId`] is the place in the list.
    pub fn from_faces(faces: Vec<Face>) -> Self {
        Self { faces }
    }

    /// The face behind an id.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0]
    }
}
