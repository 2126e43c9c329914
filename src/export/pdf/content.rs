//! A page's ink as drawing operations, written straight: a report has thousands of them, and handed over one by
//! one they would cost more than all else in the file.

use super::{
    image::Images,
    mark::Marker,
    operators::{Operators, UNITS, milli},
    subset::{CharCode, Embedded},
    tags::Marked,
};
use crate::{
    document::{Color, Pt},
    export::{EMBOLDEN, structure::Structure},
    font::FaceId,
    layout::{Fill, GlyphRun, Item, Page, PlacedGlyph, PlacedImage, Rule},
};
use printpdf::{Op, PdfFontHandle, PdfPage, Rect, TextItem};
use std::collections::BTreeMap;

/// How far a glyph may stand from its place before it is moved, in points (1/7200 inch).
const TOLERANCE: Pt = 0.01;

/// A page as printpdf takes it. On the first one stands a specimen of every face, from which printpdf
/// learns what is printed; `finish` puts the page's own operations in its place.
pub(super) fn paper(page: &Page, specimen: Option<&BTreeMap<FaceId, Embedded>>) -> PdfPage {
    let point = |length: Pt| printpdf::Pt((milli(length) as f64 / UNITS) as f32);
    let paper = Rect::from_wh(point(page.width), point(page.height));
    let mut ops = vec![Op::StartTextSection];
    for face in specimen.into_iter().flat_map(BTreeMap::values) {
        let font = PdfFontHandle::External(face.resource.clone());
        ops.push(Op::SetFont { font, size: printpdf::Pt(1.0) });
        let items = vec![TextItem::Text(face.characters().collect())];
        ops.push(Op::ShowText { items });
    }
    ops.push(Op::EndTextSection);
    PdfPage { media_box: paper.clone(), trim_box: paper.clone(), crop_box: paper, ops }
}

/// Draws a page, marked by the structure if there is one; with the elements of its marks.
pub(super) fn draw(
    page: &Page,
    faces: &BTreeMap<FaceId, Embedded>,
    images: &Images,
    structure: Option<&Structure>,
) -> (Vec<u8>, Marked) {
    let mut marks = Marker::new(structure);
    let mut pen = Pen {
        height: page.height,
        // A line of text takes four operations and its marks.
        out: Operators::with_capacity(page.items.len() * 128),
        state: State::default(),
    };
    for item in &page.items {
        marks.begin(item, &mut pen.out);
        match item {
            Item::Glyphs(run) => pen.glyphs(run, faces),
            Item::Rule(rule) => pen.rule(rule),
            Item::Fill(fill) => pen.fill(fill),
            Item::Image(image) => pen.image(image, images),
        }
    }
    let marked = marks.end(&mut pen.out);
    (pen.out.into_bytes(), marked)
}

/// The part of the graphics state that is set here, lengths in thousandths of a point; the defaults are
/// those of a fresh page (ISO 32000-1 §8.4.1), so that nothing is said twice.
#[derive(Default)]
struct State {
    font: Option<(FaceId, i64)>,
    fill: Color,
    stroke: Color,
    line_width: Option<i64>,
    tracking: i64,
    emboldened: bool,
    squared: bool,
    rounded: bool,
}

struct Pen {
    height: Pt,
    out: Operators,
    state: State,
}

impl Pen {
    /// Writes one run. This is the one place where text is emitted.
    fn glyphs(&mut self, run: &GlyphRun, faces: &BTreeMap<FaceId, Embedded>) {
        let Some(face) = faces.get(&run.face) else {
            return; // an empty run of a face that nothing is printed of
        };
        let placed: Vec<(PlacedGlyph, CharCode)> = run
            .glyphs
            .iter()
            .filter_map(|glyph| Some((*glyph, face.code(glyph.id, glyph.ch)?)))
            .collect();
        if placed.is_empty() {
            return;
        }
        let tracking = tracking(&placed, run.size);
        self.fill_color(run.color);
        self.embolden(run);
        self.out.say("BT");
        self.font(run, face);
        if self.state.tracking != tracking {
            self.state.tracking = tracking;
            self.out.op(&[tracking], "Tc");
        }
        self.out.op(&self.point(run.x, run.y), "Td");
        // A code that copies out as another character than was written: see `subset::encode`.
        let differs = placed.iter().any(|(glyph, code)| glyph.ch != code.ch);
        if differs {
            self.begin_actual_text(placed.iter().map(|(glyph, _)| glyph.ch));
        }
        self.show(&placed, run.size, tracking);
        if differs {
            self.out.say("EMC");
        }
        self.out.say("ET");
    }

    /// Begins a span that is read as this text, whatever its codes say (ISO 32000-1 §14.9.4).
    fn begin_actual_text(&mut self, text: impl Iterator<Item = char>) {
        self.out.put("/Span <</ActualText <FEFF");
        for c in text {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| self.out.hex(*unit));
        }
        self.out.say(">>> BDC");
    }

    /// The text, cut where a glyph has to be moved (thousandths of an em, leftwards) to stand where layout
    /// wants it.
    fn show(&mut self, placed: &[(PlacedGlyph, CharCode)], size: Pt, tracking: i64) {
        let tracking = tracking as f64 / UNITS;
        // How far the pen is to the right of where it should be.
        let mut ahead: Pt = 0.0;
        self.out.put("[<");
        for (glyph, code) in placed {
            if ahead.abs() > TOLERANCE {
                let offset = (ahead * 1000.0 / size).round();
                ahead -= offset * size / 1000.0;
                self.out.put("> ");
                self.out.number(milli(offset));
                self.out.put("<");
            }
            self.out.hex(code.cid);
            ahead += natural(*code, size) + tracking - glyph.advance;
        }
        self.out.say(">] TJ");
    }

    fn rule(&mut self, rule: &Rule) {
        self.stroke_color(rule.color);
        self.line_width(rule.width);
        if !self.state.squared {
            // Rules that meet in a corner close it.
            self.state.squared = true;
            self.out.say("2 J");
        }
        self.out.op(&self.point(rule.x0, rule.y0), "m");
        self.out.op(&self.point(rule.x1, rule.y1), "l");
        self.out.say("S");
    }

    fn fill(&mut self, fill: &Fill) {
        self.fill_color(fill.color);
        let [x, y] = self.point(fill.x, fill.y + fill.height);
        self.out.op(&[x, y, milli(fill.width), milli(fill.height)], "re");
        self.out.say("f");
    }

    /// Paints a picture; what it belongs to and what it shows ([`PlacedImage::origin`],
    /// [`PlacedImage::alt`]) is at hand here for marked content.
    fn image(&mut self, placed: &PlacedImage, images: &Images) {
        let Some(name) = images.name(&placed.image) else {
            return;
        };
        let [x, y] = self.point(placed.x, placed.y + placed.height);
        self.out.say("q");
        // A picture is one unit wide and high before it is scaled (ISO 32000-1 §8.9.5.1).
        self.out.op(&[milli(placed.width), 0, 0, milli(placed.height), x, y], "cm");
        self.out.put("/");
        self.out.put(&name);
        self.out.say(" Do");
        self.out.say("Q");
    }

    fn font(&mut self, run: &GlyphRun, face: &Embedded) {
        let wanted = (run.face, milli(run.size));
        if self.state.font != Some(wanted) {
            self.state.font = Some(wanted);
            self.out.put("/");
            self.out.put(&face.resource.0);
            self.out.put(" ");
            self.out.op(&[wanted.1], "Tf");
        }
    }

    fn embolden(&mut self, run: &GlyphRun) {
        if run.embolden {
            self.stroke_color(run.color);
            self.line_width(run.size * EMBOLDEN);
            if !self.state.rounded {
                // A mitred stroke grows spikes at the sharp ends of brush strokes.
                self.state.rounded = true;
                self.out.say("1 j");
            }
        }
        if self.state.emboldened != run.embolden {
            self.state.emboldened = run.embolden;
            // To fill and to stroke, or to fill (§9.3.6).
            self.out.say(if run.embolden { "2 Tr" } else { "0 Tr" });
        }
    }

    fn line_width(&mut self, width: Pt) {
        let width = milli(width);
        if self.state.line_width != Some(width) {
            self.state.line_width = Some(width);
            self.out.op(&[width], "w");
        }
    }

    fn fill_color(&mut self, color: Color) {
        if self.state.fill != color {
            self.state.fill = color;
            self.ink(color, "g", "rg");
        }
    }

    fn stroke_color(&mut self, color: Color) {
        if self.state.stroke != color {
            self.state.stroke = color;
            self.ink(color, "G", "RG");
        }
    }

    fn ink(&mut self, color: Color, grey: &str, rgb: &str) {
        let [r, g, b] = [color.r, color.g, color.b].map(|part| milli(f64::from(part) / 255.0));
        if r == g && g == b {
            self.out.op(&[r], grey);
        } else {
            self.out.op(&[r, g, b], rgb);
        }
    }

    /// PDF counts upwards from the lower edge of the paper.
    fn point(&self, x: Pt, y: Pt) -> [i64; 2] {
        [milli(x), milli(self.height - y)]
    }
}

/// The white that most glyphs of a run have after them beyond their own width, in thousandths of a point; of
/// equally many the least.
fn tracking(placed: &[(PlacedGlyph, CharCode)], size: Pt) -> i64 {
    let gaps = placed.len().saturating_sub(1);
    // Hardly ever more than two kinds.
    let mut counts: Vec<(i64, usize)> = Vec::new();
    for (glyph, code) in placed.iter().take(gaps) {
        let white = milli(glyph.advance - natural(*code, size));
        match counts.iter_mut().find(|(known, _)| *known == white) {
            Some((_, count)) => *count += 1,
            None => counts.push((white, 1)),
        }
    }
    let most = counts.into_iter().max_by_key(|(white, count)| (*count, -white));
    most.map_or(0, |(white, _)| white)
}

fn natural(code: CharCode, size: Pt) -> Pt {
    f64::from(code.width) * size / 1000.0
}
