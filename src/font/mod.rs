//! Faces, office names, fallback chains and glyph metrics. Knows nothing of documents.

mod embedding;
mod family;
mod header;
#[cfg_attr(not(test), expect(clippy::disallowed_methods, reason = "reads fonts"))]
mod library;
mod open;
mod own;
mod resolve;
mod shipped;
mod sound;
#[cfg(test)]
mod tests;

pub use embedding::Embedding;
pub use family::{Family, FamilyId, Link};
pub use header::Outlines;
pub use library::Library;
pub(crate) use open::open;
pub use resolve::{Glyph, Resolver};
pub(crate) use sound::{Component, components};

use crate::{diagnostic::Diagnostics, digest::Digest, file};
use header::Header;
use library::FontFile;
use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
    path::Path,
    sync::{Arc, OnceLock},
};

/// Index of a face in [`Fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub usize);

/// A face of a font file.
#[derive(Debug)]
pub struct Face {
    /// PostScript name, e.g. `NianbaoFangSong`.
    pub name: String,
    /// Index in a collection, 0 otherwise.
    pub index: u32,
    data: FaceBytes,
    /// What an office's font says of itself.
    header: Option<Header>,
    /// Whether it can be read and drawn; looked at when it is first needed.
    is_sound: OnceLock<bool>,
}

#[derive(Debug)]
enum FaceBytes {
    Memory(Cow<'static, [u8]>),
    File(Arc<FontFile>),
}

impl Face {
    /// A face whose file is in memory.
    pub fn new(name: impl Into<String>, data: impl Into<Cow<'static, [u8]>>) -> Self {
        Self::of(name.into(), 0, FaceBytes::Memory(data.into()), None)
    }

    fn of(name: String, index: u32, data: FaceBytes, header: Option<Header>) -> Self {
        Self { name, index, data, header, is_sound: OnceLock::new() }
    }

    /// The face, opened; nothing if its file is not there or cannot be drawn from. A font in a folder was
    /// looked through when it was found, but its file may be another by now; an installed one was not.
    fn opened(&self) -> Option<ttf_parser::Face<'_>> {
        let data = self.data().ok()?;
        let is_sound = || match &self.header {
            None => true,
            Some(header) => sound::tables(data, self.index, header.outlines)
                .and_then(|()| sound::shapes(data, self.index))
                .is_ok(),
        };
        self.is_sound.get_or_init(is_sound).then(|| open(data, self.index).ok())?
    }

    /// The font file, read from the disk when it is first asked for.
    ///
    /// # Errors
    /// Why the file, which was there a moment ago, cannot be read.
    pub fn data(&self) -> Result<&[u8], &str> {
        match &self.data {
            FaceBytes::Memory(bytes) => Ok(bytes),
            FaceBytes::File(file) => file.bytes(),
        }
    }

    /// The file of an office's font; none for a face inside the program.
    pub fn path(&self) -> Option<&Path> {
        match &self.data {
            FaceBytes::Memory(_) => None,
            FaceBytes::File(file) => Some(&file.path),
        }
    }

    /// Whether it is one of those installed on the machine.
    pub fn is_installed(&self) -> bool {
        matches!(&self.data, FaceBytes::File(file) if file.installed)
    }

    /// How messages name it: in quotation marks, with its file, where it has one.
    pub fn shown(&self) -> String {
        let own = self.header.as_ref().and_then(|h| h.names.first());
        let name = own.unwrap_or(&self.name);
        match self.path() {
            Some(path) => format!("“{name}”（{}）", file::shown(path)),
            None => format!("“{name}”"),
        }
    }

    /// Whether it bears this name itself, in any of its spellings; a shipped face bears none.
    pub fn is_called(&self, name: &str) -> bool {
        let own = self.header.iter().flat_map(|h| &h.names);
        own.into_iter().any(|known| family::is_same(known, name))
    }

    /// Whether a PDF or an OFD can hold it.
    ///
    /// # Errors
    /// `NB392`: its maker forbids it.
    pub fn embeddable(&self) -> crate::diagnostic::Result<()> {
        let embedding = self.embedding();
        if !embedding.is_allowed() {
            return Err(embedding.refusal(&self.shown()).into());
        }
        Ok(())
    }

    /// What its maker allows; the shipped faces are free.
    pub fn embedding(&self) -> Embedding {
        let own = self.header.as_ref();
        own.map_or(Embedding::Installable, |h| h.embedding)
    }

    /// How its shapes are written.
    pub fn outlines(&self) -> Outlines {
        let own = self.header.as_ref();
        own.map_or(Outlines::TrueType, |h| h.outlines)
    }
}

/// All faces of a run of the program, and the families that name them.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Face>,
    families: Vec<Family>,
    /// By folded name.
    names: HashMap<String, FamilyId>,
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
        let (faces, families) = shipped::faces();
        Self::new(faces, families)
    }

    /// Of families that share a name the first one has it.
    fn new(faces: Vec<Face>, families: Vec<Family>) -> Self {
        let mut names = HashMap::new();
        for (i, family) in families.iter().enumerate() {
            for name in &family.names {
                names.entry(family::fold(name)).or_insert(FamilyId(i));
            }
        }
        Self { faces, families, names }
    }

    /// The faces inside the program, and before them those of an office: its fonts stand for the
    /// names they bear, and in place of the shipped face of a name that means the same.
    pub fn with_own(library: &Library) -> Self {
        own::add(library)
    }

    /// A warning for each installed font of a library that no PDF may hold (`NB392`) and for whose name
    /// a shipped face stands now, since no other font of that name is at hand.
    pub fn refusals(&self, library: &Library) -> Diagnostics {
        let is_shipped = |name: &str| {
            let family = self.family(name).and_then(|id| self.families.get(id.0));
            let head = family.and_then(|family| family.chain.first());
            head.is_some_and(|link| self.face(link.face).path().is_none())
        };
        library.refused.iter().filter_map(|refused| refused.told(is_shipped)).collect()
    }

    /// A set of given faces without family names, for tests of a back end.
    #[cfg(test)]
    pub(crate) fn from_faces(faces: Vec<Face>) -> Self {
        Self::new(faces, Vec::new())
    }

    /// The face behind an id that this value gave out.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0]
    }

    /// Whether one of the faces must not, or cannot, be embedded.
    pub fn has_unembeddable(&self) -> bool {
        self.faces.iter().any(|face| face.embeddable().is_err())
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
        self.names.get(&family::fold(name)).copied()
    }

    /// All families, in the order of their ids.
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// Whether some are an office's.
    pub(crate) fn has_own(&self) -> bool {
        self.faces.iter().any(|face| face.path().is_some())
    }

    /// The sums of an office's font files that text of these families may be printed from.
    pub(crate) fn own_files<'a>(
        &self,
        families: impl IntoIterator<Item = &'a str>,
    ) -> BTreeSet<Digest> {
        let families = families.into_iter().filter_map(|name| self.family(name));
        let families = families.filter_map(|id| self.families.get(id.0));
        let faces = families.flat_map(|f| f.chain.iter().map(|link| link.face).chain(f.bold));
        let files = faces.filter_map(|id| match &self.face(id).data {
            FaceBytes::Memory(_) => None,
            FaceBytes::File(file) => Some(file.digest()),
        });
        files.collect()
    }

    /// Starts looking up glyphs.
    pub fn resolver(&self) -> Resolver<'_> {
        Resolver::new(self)
    }
}
