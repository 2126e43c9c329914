//! From a character in a family to a glyph: the one place where a face is chosen.

use super::{FaceId, FamilyId, Fonts, family::is_hanzi};
use std::collections::HashMap;

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

/// Looks glyphs up and remembers them; parses each face once, when it is first needed.
pub struct Resolver<'f> {
    fonts: &'f Fonts,
    faces: Vec<Option<ttf_parser::Face<'f>>>,
    known: HashMap<(FamilyId, bool, char), Option<Glyph>>,
}

impl<'f> Resolver<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> Self {
        let faces = fonts.faces.iter().map(|_| None).collect();
        Self {
            fonts,
            faces,
            known: HashMap::new(),
        }
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
        let links = family
            .chain
            .iter()
            .filter(|link| !link.hanzi_only || is_hanzi(ch));
        let found = links
            .map(|link| link.face)
            .find_map(|face| self.glyph_in(face, ch));
        found.map(|glyph| Glyph {
            embolden: bold,
            ..glyph
        })
    }

    fn glyph_in(&mut self, id: FaceId, ch: char) -> Option<Glyph> {
        let face = self.parsed(id)?;
        let glyph = face.glyph_index(ch).filter(|g| g.0 != 0)?;
        let advance = f64::from(face.glyph_hor_advance(glyph)?) / f64::from(face.units_per_em());
        Some(Glyph {
            face: id,
            id: glyph.0,
            advance,
            embolden: false,
        })
    }

    fn parsed(&mut self, id: FaceId) -> Option<&ttf_parser::Face<'f>> {
        let slot = &mut self.faces[id.0];
        if slot.is_none() {
            let face = &self.fonts.faces[id.0];
            *slot = ttf_parser::Face::parse(&face.data, face.index).ok();
        }
        slot.as_ref()
    }
}
