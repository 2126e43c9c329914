//! The ink of a page → pixels.

use super::{
    Resolution,
    picture::{PixelPictures, reduced},
};
use crate::{
    diagnostic::{Code, Diagnostic, Result},
    document::{Color, Pt},
    export::{EMBOLDEN, shapes::Shapes},
    font::FaceId,
    layout::{Fill, GlyphRun, Item, Page, PlacedImage, Rule},
};
use std::collections::HashMap;
use tiny_skia::{
    FillRule, FilterQuality, LineJoin, Paint, Path, PathBuilder, Pixmap, PixmapPaint, Rect, Stroke,
    Transform,
};
use ttf_parser::OutlineBuilder;

/// A page on a sheet of four metres by four at 144 dots to the inch, or A3 at 600; each pixel takes four bytes.
const MOST_PIXELS: f64 = 100e6;

/// Paints pages, and keeps the outlines of glyphs from one to the next.
pub(super) struct Painter<'a> {
    shapes: &'a Shapes<'a>,
    /// Pixels in a point.
    scale: f64,
    outlines: HashMap<(FaceId, u16), Option<Path>>,
    pictures: PixelPictures,
}

impl<'a> Painter<'a> {
    pub fn new(shapes: &'a Shapes<'a>, resolution: Resolution) -> Self {
        Self {
            shapes,
            scale: f64::from(resolution.0) / 72.0,
            outlines: HashMap::new(),
            pictures: PixelPictures::default(),
        }
    }

    /// The pixels of a page, on white.
    ///
    /// # Errors
    /// `NB396`: a page that is too large at this resolution.
    pub fn page(&mut self, page: &Page) -> Result<Pixmap> {
        // A part of a pixel at the edges is one more; a length in points is not quite a length of paper.
        let sides =
            [page.width, page.height].map(|side| (side * self.scale - 0.01).ceil().max(1.0));
        let pixels = sides[0] * sides[1];
        let paper = (pixels <= MOST_PIXELS).then(|| Pixmap::new(sides[0] as u32, sides[1] as u32));
        let Some(mut paper) = paper.flatten() else {
            let message = format!("这一页有 {:.0} 百万像素，太大了，画不了", pixels / 1e6);
            let help = "请把 --dpi 改小";
            return Err(Diagnostic::error(Code::TooManyPixels, message).help(help).into());
        };
        paper.fill(tiny_skia::Color::WHITE);
        for item in &page.items {
            match item {
                Item::Glyphs(run) => self.text(run, &mut paper),
                Item::Rule(rule) => self.rule(rule, &mut paper),
                Item::Fill(fill) => self.fill(fill, &mut paper),
                Item::Image(image) => self.picture(image, &mut paper),
            }
        }
        Ok(paper)
    }

    /// Baselines stand on whole pixels and glyphs on quarters, as poppler puts them: so a stroke looks alike
    /// wherever it stands.
    fn text(&mut self, run: &GlyphRun, paper: &mut Pixmap) {
        let paint = paint(run.color);
        let units = self.shapes.units(run.face);
        let size = run.size * self.scale / units;
        let stroke = run.embolden.then(|| Stroke {
            width: (EMBOLDEN * units) as f32,
            line_join: LineJoin::Round,
            ..Stroke::default()
        });
        let (mut x, baseline) = (run.x, (run.y * self.scale).floor() as f32);
        for glyph in &run.glyphs {
            let left = ((x * self.scale * 4.0).floor() / 4.0) as f32;
            let place = Transform::from_row(size as f32, 0.0, 0.0, -size as f32, left, baseline);
            x += glyph.advance;
            let Some(outline) = self.outline(run.face, glyph.id) else { continue };
            paper.fill_path(outline, &paint, FillRule::Winding, place, None);
            if let Some(stroke) = &stroke {
                paper.stroke_path(outline, &paint, stroke, place, None);
            }
        }
    }

    fn outline(&mut self, face: FaceId, glyph: u16) -> Option<&Path> {
        let shapes = self.shapes;
        let outline = self.outlines.entry((face, glyph)).or_insert_with(|| {
            let mut pen = SkiaPen(PathBuilder::new());
            shapes.draw(face, glyph, &mut pen);
            pen.0.finish()
        });
        outline.as_ref()
    }

    /// A rule stands on whole pixels, at least one, as viewers of PDFs put it: a hair's breadth over two of
    /// them would be grey. It goes on for half its width at both ends, so that corners are closed.
    fn rule(&self, rule: &Rule, paper: &mut Pixmap) {
        let half = rule.width / 2.0;
        let edge = |from: Pt, to: Pt| {
            let first = ((from.min(to) - half) * self.scale).round();
            let last = ((from.max(to) + half) * self.scale).round();
            (first, last.max(first + 1.0))
        };
        let ((left, right), (top, bottom)) = (edge(rule.x0, rule.x1), edge(rule.y0, rule.y1));
        block([left, top, right, bottom], rule.color, paper);
    }

    fn fill(&self, fill: &Fill, paper: &mut Pixmap) {
        let sides = [fill.x, fill.y, fill.x + fill.width, fill.y + fill.height];
        block(sides.map(|side| side * self.scale), fill.color, paper);
    }

    fn picture(&mut self, placed: &PlacedImage, paper: &mut Pixmap) {
        let scale = self.scale;
        let scaled = |length: Pt| (length * scale) as f32;
        let Some(whole) = self.pictures.pixels(&placed.image) else { return };
        let times = (whole.width() as f32 / scaled(placed.width).max(1.0))
            .min(whole.height() as f32 / scaled(placed.height).max(1.0));
        let smaller = if times >= 2.0 { reduced(whole, times as u32) } else { None };
        let pixels = smaller.as_ref().unwrap_or(whole);
        let place = Transform::from_row(
            scaled(placed.width) / pixels.width() as f32,
            0.0,
            0.0,
            scaled(placed.height) / pixels.height() as f32,
            scaled(placed.x),
            scaled(placed.y),
        );
        let how = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
        paper.draw_pixmap(0, 0, pixels.as_ref(), &how, place, None);
    }
}

fn paint(Color { r, g, b }: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(r, g, b, 255);
    paint
}

fn block([left, top, right, bottom]: [f64; 4], color: Color, paper: &mut Pixmap) {
    let sides = Rect::from_ltrb(left as f32, top as f32, right as f32, bottom as f32);
    if let Some(sides) = sides {
        paper.fill_rect(sides, &paint(color), Transform::identity(), None);
    }
}

struct SkiaPen(PathBuilder);

impl OutlineBuilder for SkiaPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
