//! From a character in a family to a glyph: the one place where a face is chosen.

use super::{Face, FaceId, FamilyId, Fonts, Outlines, sound::Programs};
use crate::text::{is_full_mark, is_hanzi};
use rustc_hash::FxHashMap;
use ttf_parser::{GlyphId, OutlineBuilder, Tag};

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
    faces: Vec<Option<Opened<'f>>>,
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
        let is_own = self.fonts.faces[id.0].path().is_some();
        let opened = self.opened(id)?;
        let glyph = opened.face.glyph_index(ch).filter(|g| g.0 != 0)?;
        if is_own && !opened.prints(glyph, ch.is_whitespace()) {
            return None;
        }
        let face = &opened.face;
        let advance = f64::from(face.glyph_hor_advance(glyph)?) / f64::from(face.units_per_em());
        Some(Glyph { face: id, id: glyph.0, advance, embolden: false })
    }

    fn opened(&mut self, id: FaceId) -> Option<&mut Opened<'f>> {
        let slot = &mut self.faces[id.0];
        if slot.is_none() {
            let face = &self.fonts.faces[id.0];
            *slot = Opened::of(face);
            // A font that is merely installed is passed over if it cannot be drawn from.
            if slot.is_none() && !(face.is_installed() && face.data().is_ok()) {
                self.broken = Some(id);
            }
        }
        slot.as_mut()
    }
}

/// What all shapes that are printed of a face may come to, in points or steps of their programs; several
/// thousand different hanzi come to half of it.
const MOST_WORK: u32 = 1 << 22;

/// A face in use.
struct Opened<'f> {
    face: ttf_parser::Face<'f>,
    /// Those of PostScript shapes.
    programs: Option<Programs<'f>>,
    /// What is left of [`MOST_WORK`].
    left: u32,
}

impl<'f> Opened<'f> {
    fn of(face: &'f Face) -> Option<Self> {
        let opened = face.opened()?;
        let programs = match face.outlines() {
            Outlines::Cff => {
                let raw = ttf_parser::RawFace::parse(face.data().ok()?, face.index).ok()?;
                Some(Programs::of(raw.table(Tag::from_bytes(b"CFF "))?)?)
            }
            Outlines::TrueType => None,
        };
        Some(Self { face: opened, programs, left: MOST_WORK })
    }

    /// Whether every format can print a shape; one that it cannot is left to the next face.
    fn prints(&mut self, glyph: GlyphId, may_be_empty: bool) -> bool {
        let steps = self.programs.as_ref().map(|programs| programs.walk(glyph.0.into()));
        let Ok(steps) = steps.transpose() else { return false };
        let mut ink = Ink::default();
        let is_drawn = self.face.outline_glyph(glyph, &mut ink).is_some();
        let left = self.left.checked_sub(steps.unwrap_or(ink.points));
        self.left = left.unwrap_or_default();
        left.is_some() && ink.is_bounded() && (is_drawn || may_be_empty)
    }
}

/// How much of a shape there is, counted as the formats write it that have no cubic curves.
#[derive(Default)]
struct Ink {
    contours: u32,
    points: u32,
}

impl Ink {
    /// Whether it can be written (OpenType `glyf`: 16 bits for points, 15 for contours).
    fn is_bounded(&self) -> bool {
        self.points <= u16::MAX.into() && self.contours <= i16::MAX.unsigned_abs().into()
    }
}

impl OutlineBuilder for Ink {
    fn move_to(&mut self, _: f32, _: f32) {
        self.contours = self.contours.saturating_add(1);
        self.points = self.points.saturating_add(1);
    }

    fn line_to(&mut self, _: f32, _: f32) {
        self.points = self.points.saturating_add(1);
    }

    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.points = self.points.saturating_add(2);
    }

    /// At most sixteen others stand for it.
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.points = self.points.saturating_add(32);
    }

    fn close(&mut self) {}
}
