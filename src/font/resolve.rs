//! From a character in a family to a glyph: the one place where a face is chosen.

use super::{FaceId, FamilyId, Fonts};
use crate::text::{is_full_mark, is_hanzi};
use rustc_hash::FxHashMap;

/// A glyph that prints a character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The face that has it.
    pub face: FaceId,
    /// Its index there, never 0.
    pub id: u16,
    /// Its advance in em.
    pub advance: f64,
    /// Drawn bold by a stroke, because bold was asked for and no bold face has it.
    pub embolden: bool,
}

impl Glyph {
    /// Whether it is as wide as a hanzi, to a hundredth.
    fn is_full_em(&self) -> bool {
        (self.advance - 1.0).abs() < 0.01
    }
}

/// Looks glyphs up and remembers them; parses each face once, when it is first needed.
pub struct Resolver<'f> {
    fonts: &'f Fonts,
    faces: Vec<Option<ttf_parser::Face<'f>>>,
    known: FxHashMap<(FamilyId, bool, char), Option<Glyph>>,
    broken: Option<FaceId>,
}

impl<'f> Resolver<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> Self {
        let faces = fonts.faces.iter().map(|_| None).collect();
        Self { fonts, faces, known: FxHashMap::default(), broken: None }
    }

    /// A face that was needed and could not be read; other faces have printed for it.
    pub fn broken(&self) -> Option<FaceId> {
        self.broken
    }

    /// The glyph for a character in a family, or none if no face of its chain can print it.
    pub fn glyph(&mut self, family: FamilyId, bold: bool, ch: char) -> Option<Glyph> {
        if let Some(&known) = self.known.get(&(family, bold, ch)) {
            return known;
        }
        let found = self.look_up(family, bold, ch);
        self.known.insert((family, bold, ch), found);
        found
    }

    fn look_up(&mut self, id: FamilyId, bold: bool, ch: char) -> Option<Glyph> {
        let family = &self.fonts.families[id.0];
        if let (true, Some(face)) = (bold, family.bold)
            && let Some(glyph) = self.glyph_in(face, ch)
        {
            return Some(glyph);
        }
        let is_mark = is_full_mark(ch);
        let mut narrow = None;
        let mut found = None;
        for link in &family.chain {
            if link.hanzi_only && !is_hanzi(ch) {
                continue;
            }
            let Some(glyph) = self.glyph_in(link.face, ch) else {
                continue;
            };
            if link.full_em && is_mark && !glyph.is_full_em() {
                narrow = narrow.or(Some(glyph));
                continue;
            }
            found = Some(glyph);
            break;
        }
        found.or(narrow).map(|glyph| Glyph { embolden: bold, ..glyph })
    }

    fn glyph_in(&mut self, id: FaceId, ch: char) -> Option<Glyph> {
        // The shipped faces are made so that a glyph prints; others map characters to nothing.
        let may_be_empty = ch.is_whitespace() || self.fonts.faces[id.0].path().is_none();
        let face = self.parsed(id)?;
        let glyph = face.glyph_index(ch).filter(|g| g.0 != 0)?;
        if !may_be_empty && face.glyph_bounding_box(glyph).is_none() {
            return None;
        }
        let advance = f64::from(face.glyph_hor_advance(glyph)?) / f64::from(face.units_per_em());
        Some(Glyph { face: id, id: glyph.0, advance, embolden: false })
    }

    fn parsed(&mut self, id: FaceId) -> Option<&ttf_parser::Face<'f>> {
        let slot = &mut self.faces[id.0];
        if slot.is_none() {
            let face = &self.fonts.faces[id.0];
            let data = face.data().ok();
            *slot = data.and_then(|data| ttf_parser::Face::parse(data, face.index).ok());
            if slot.is_none() {
                self.broken = Some(id);
            }
        }
        slot.as_ref()
    }
}
