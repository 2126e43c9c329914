//! The glyphs of a page, each once.

use crate::{
    export::{
        shapes::Shapes,
        xml::{Element, el},
    },
    font::FaceId,
};
use std::{collections::BTreeMap, fmt::Write as _};
use ttf_parser::OutlineBuilder;

/// The glyphs of a page and the names that they bear in its file.
pub(super) struct SvgGlyphs<'a> {
    shapes: &'a Shapes<'a>,
    /// What all names begin with.
    prefix: String,
    /// Name by glyph; nothing for those without ink.
    names: BTreeMap<(FaceId, u16), Option<String>>,
    /// The definitions.
    pub definitions: Element,
}

impl<'a> SvgGlyphs<'a> {
    pub fn new(shapes: &'a Shapes<'a>, page: usize) -> Self {
        let prefix = format!("p{}", page + 1);
        Self { shapes, prefix, names: BTreeMap::new(), definitions: el("defs") }
    }

    /// How large a glyph is drawn to be of a size.
    pub fn scale(&self, face: FaceId, size: f64) -> f64 {
        size / self.shapes.units(face)
    }

    /// The name of a glyph, which is defined when it is first asked for; none if it has no ink.
    pub fn name(&mut self, face: FaceId, glyph: u16) -> Option<String> {
        if let Some(known) = self.names.get(&(face, glyph)) {
            return known.clone();
        }
        let mut pen = PathPen::default();
        let name = self.shapes.draw(face, glyph, &mut pen).then(|| {
            let name = format!("{}f{}g{glyph}", self.prefix, face.0);
            let path = el("path").attr("id", &name).attr("d", pen.0);
            self.definitions = std::mem::take(&mut self.definitions).child(path);
            name
        });
        self.names.insert((face, glyph), name.clone());
        name
    }
}

/// An outline in the letters of SVG (SVG 1.1 §8.3), y downwards.
#[derive(Default)]
struct PathPen(String);

impl PathPen {
    fn put(&mut self, letter: char, points: &[(f32, f32)]) {
        self.0.push(letter);
        for (i, (x, y)) in points.iter().enumerate() {
            let blank = if i > 0 { " " } else { "" };
            // Adding zero turns -0 into 0; a digit after the point is more than any screen shows.
            let round = |value: f32| (value * 10.0).round() / 10.0 + 0.0;
            // Writing to memory cannot fail.
            let _ = write!(self.0, "{blank}{} {}", round(*x), round(-*y));
        }
    }
}

impl OutlineBuilder for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.put('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.put('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.put('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.put('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}
