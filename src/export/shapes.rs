//! The outlines of glyphs, for the formats that draw them.

use super::used::{no_glyph, unreadable, used};
use crate::{
    diagnostic::Result,
    font::{self, FaceId, Fonts},
    layout::Pages,
};
use std::collections::BTreeMap;
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// The faces that the pages use, opened.
pub(super) struct Shapes<'a>(BTreeMap<FaceId, Face<'a>>);

impl<'a> Shapes<'a> {
    /// Opens them.
    ///
    /// # Errors
    /// `NB391`: a glyph that does not exist in its face. `NB312`: a face that cannot be read.
    pub fn of(pages: &Pages, fonts: &'a Fonts, format: &str) -> Result<Self> {
        let mut faces = BTreeMap::new();
        for (id, uses) in used(pages)? {
            let face = fonts.face(id);
            let damaged = |reason: &str| unreadable(face, format, reason);
            let data = face.data().map_err(damaged)?;
            let parsed = font::open(data, face.index).map_err(|flaw| damaged(&flaw.to_string()))?;
            for (glyph, ch) in uses {
                if glyph >= parsed.number_of_glyphs() {
                    return Err(no_glyph(ch, &format!("字体{}里", face.shown())));
                }
            }
            faces.insert(id, parsed);
        }
        Ok(Self(faces))
    }

    /// Units in an em of a face.
    pub fn units(&self, face: FaceId) -> f64 {
        self.0.get(&face).map_or(1000.0, |face| f64::from(face.units_per_em().max(1)))
    }

    /// Draws a glyph in the units of its face, y upwards; whether there is any ink.
    pub fn draw(&self, face: FaceId, glyph: u16, pen: &mut dyn OutlineBuilder) -> bool {
        self.0.get(&face).is_some_and(|face| face.outline_glyph(GlyphId(glyph), pen).is_some())
    }
}
