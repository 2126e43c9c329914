//! A page's ink as drawing operations.

use super::{
    image::Images,
    mark::Marker,
    subset::{CharCode, Embedded},
    tags::Marked,
};
use crate::{
    document::{Color, Pt},
    export::{EMBOLDEN, structure::Structure},
    font::FaceId,
    layout::{Fill, GlyphRun, Item, Page, PlacedGlyph, PlacedImage, Rule},
};
use printpdf::{
    DictItem, FontId, Greyscale, Line, LineCapStyle, LineJoinStyle, LinePoint, Op, PaintMode,
    PdfFontHandle, PdfPage, Point, Rect, Rgb, TextItem, TextRenderingMode, WindingOrder, XObjectId,
    XObjectTransform,
};
use std::collections::BTreeMap;

/// How far a glyph may stand from its place before it is moved, in points (1/7200 inch).
const TOLERANCE: Pt = 0.01;

/// Draws a page, marked by the structure if there is one; with the elements of its marks.
pub(super) fn draw(
    page: &Page,
    faces: &BTreeMap<FaceId, Embedded>,
    images: &Images,
    structure: Option<&Structure>,
) -> (PdfPage, Marked) {
    let mut marks = Marker::new(structure);
    let mut pen = Pen {
        height: page.height,
        // A line of text takes four operations and its marks.
        ops: Vec::with_capacity(page.items.len() * 6),
        state: State::default(),
    };
    for item in &page.items {
        marks.begin(item, &mut pen.ops);
        match item {
            Item::Glyphs(run) => pen.glyphs(run, faces),
            Item::Rule(rule) => pen.rule(rule),
            Item::Fill(fill) => pen.fill(fill),
            Item::Image(image) => pen.image(image, images),
        }
    }
    let marked = marks.end(&mut pen.ops);
    let paper = Rect::from_wh(printpdf::Pt(round(page.width)), printpdf::Pt(round(page.height)));
    let page = PdfPage {
        media_box: paper.clone(),
        trim_box: paper.clone(),
        crop_box: paper,
        ops: pen.ops,
    };
    (page, marked)
}

/// The part of the graphics state that is set here; the defaults are those of a fresh page
/// (ISO 32000-1 §8.4.1), so that nothing is said twice.
#[derive(Default)]
struct State {
    font: Option<(FontId, f32)>,
    fill: Color,
    stroke: Color,
    line_width: Option<f32>,
    tracking: f32,
    emboldened: bool,
    squared: bool,
    rounded: bool,
}

struct Pen {
    height: Pt,
    ops: Vec<Op>,
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
        self.ops.push(Op::StartTextSection);
        self.font(&face.resource, run.size);
        self.tracking(tracking);
        self.ops.push(Op::SetTextCursor { pos: self.point(run.x, run.y) });
        // A code that copies out as another character than was written: see `subset::encode`.
        let text = (placed.iter().any(|(glyph, code)| glyph.ch != code.ch))
            .then(|| placed.iter().map(|(glyph, _)| glyph.ch).collect::<String>());
        if let Some(text) = &text {
            self.ops.push(actual_text(text));
        }
        self.ops.push(Op::ShowText { items: show(&placed, run.size, tracking) });
        if text.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
        self.ops.push(Op::EndTextSection);
    }

    fn rule(&mut self, rule: &Rule) {
        self.stroke_color(rule.color);
        self.line_width(rule.width);
        if !self.state.squared {
            // Rules that meet in a corner close it.
            self.state.squared = true;
            self.ops.push(Op::SetLineCapStyle { cap: LineCapStyle::ProjectingSquare });
        }
        let points = [(rule.x0, rule.y0), (rule.x1, rule.y1)]
            .into_iter()
            .map(|(x, y)| LinePoint { p: self.point(x, y), bezier: false })
            .collect();
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
    }

    fn fill(&mut self, fill: &Fill) {
        self.fill_color(fill.color);
        let corner = self.point(fill.x, fill.y + fill.height);
        self.ops.push(Op::DrawRectangle {
            rectangle: Rect {
                x: corner.x,
                y: corner.y,
                width: printpdf::Pt(round(fill.width)),
                height: printpdf::Pt(round(fill.height)),
                mode: Some(PaintMode::Fill),
                winding_order: Some(WindingOrder::NonZero),
            },
        });
    }

    /// Paints a picture; what it belongs to and what it shows ([`PlacedImage::origin`],
    /// [`PlacedImage::alt`]) is at hand here for marked content.
    fn image(&mut self, placed: &PlacedImage, images: &Images) {
        let Some(name) = images.name(&placed.image) else {
            return;
        };
        let corner = self.point(placed.x, placed.y + placed.height);
        self.ops.push(Op::UseXobject {
            id: XObjectId(name),
            // A picture is one unit wide and high before it is scaled (ISO 32000-1 §8.9.5.1).
            transform: XObjectTransform {
                translate_x: Some(corner.x),
                translate_y: Some(corner.y),
                scale_x: Some(round(placed.width)),
                scale_y: Some(round(placed.height)),
                no_auto_scale: true,
                ..XObjectTransform::default()
            },
        });
    }

    fn font(&mut self, resource: &FontId, size: Pt) {
        let wanted = (resource.clone(), round(size));
        if self.state.font.as_ref() != Some(&wanted) {
            self.ops.push(Op::SetFont {
                font: PdfFontHandle::External(wanted.0.clone()),
                size: printpdf::Pt(wanted.1),
            });
            self.state.font = Some(wanted);
        }
    }

    fn tracking(&mut self, tracking: f32) {
        if self.state.tracking.to_bits() != tracking.to_bits() {
            self.state.tracking = tracking;
            self.ops.push(Op::SetCharacterSpacing { multiplier: tracking });
        }
    }

    fn embolden(&mut self, run: &GlyphRun) {
        if run.embolden {
            self.stroke_color(run.color);
            self.line_width(run.size * EMBOLDEN);
            if !self.state.rounded {
                // A mitred stroke grows spikes at the sharp ends of brush strokes.
                self.state.rounded = true;
                self.ops.push(Op::SetLineJoinStyle { join: LineJoinStyle::Round });
            }
        }
        if self.state.emboldened != run.embolden {
            self.state.emboldened = run.embolden;
            let mode =
                if run.embolden { TextRenderingMode::FillStroke } else { TextRenderingMode::Fill };
            self.ops.push(Op::SetTextRenderingMode { mode });
        }
    }

    fn line_width(&mut self, width: Pt) {
        let width = round(width);
        if self.state.line_width != Some(width) {
            self.state.line_width = Some(width);
            self.ops.push(Op::SetOutlineThickness { pt: printpdf::Pt(width) });
        }
    }

    fn fill_color(&mut self, color: Color) {
        if self.state.fill != color {
            self.state.fill = color;
            self.ops.push(Op::SetFillColor { col: ink(color) });
        }
    }

    fn stroke_color(&mut self, color: Color) {
        if self.state.stroke != color {
            self.state.stroke = color;
            self.ops.push(Op::SetOutlineColor { col: ink(color) });
        }
    }

    /// PDF counts upwards from the lower edge of the paper.
    fn point(&self, x: Pt, y: Pt) -> Point {
        Point { x: printpdf::Pt(round(x)), y: printpdf::Pt(round(self.height - y)) }
    }
}

/// Begins a span that is read as `text`, whatever its codes say (ISO 32000-1 §14.9.4).
fn actual_text(text: &str) -> Op {
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    let bytes = [0xFE, 0xFF].into_iter().chain(units).collect();
    Op::BeginMarkedContentWithProperties {
        tag: "Span".into(),
        properties: DictItem::Dict {
            map: BTreeMap::from([("ActualText".into(), DictItem::Bytes(bytes))]),
        },
    }
}

/// The white that most glyphs of a run have after them beyond their own width, in points.
fn tracking(placed: &[(PlacedGlyph, CharCode)], size: Pt) -> f32 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    let gaps = placed.len().saturating_sub(1);
    for (glyph, code) in placed.iter().take(gaps) {
        let white = glyph.advance - natural(*code, size);
        *counts.entry((white * 1000.0).round() as i64).or_default() += 1;
    }
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(0.0, |(white, _)| white as f32 / 1000.0)
}

/// The text, cut where a glyph has to be moved (thousandths of an em, leftwards) to stand where layout
/// wants it.
fn show(placed: &[(PlacedGlyph, CharCode)], size: Pt, tracking: f32) -> Vec<TextItem> {
    let mut items = Vec::new();
    let mut text = String::with_capacity(placed.len() * 3);
    // How far the pen is to the right of where it should be.
    let mut ahead: Pt = 0.0;
    for (glyph, code) in placed {
        if ahead.abs() > TOLERANCE {
            let offset = (ahead * 1000.0 / size).round();
            ahead -= offset * size / 1000.0;
            items.push(TextItem::Text(std::mem::take(&mut text)));
            items.push(TextItem::Offset(offset as f32));
        }
        text.push(code.ch);
        ahead += natural(*code, size) + f64::from(tracking) - glyph.advance;
    }
    items.push(TextItem::Text(text));
    items
}

fn natural(code: CharCode, size: Pt) -> Pt {
    f64::from(code.width) * size / 1000.0
}

/// Three decimals are 1/72000 inch; `f32` prints them back as they are.
fn round(value: Pt) -> f32 {
    // Adding zero turns -0 into 0.
    ((value * 1000.0).round() / 1000.0) as f32 + 0.0
}

fn ink(color: Color) -> printpdf::Color {
    let part = |value: u8| round(f64::from(value) / 255.0);
    if color.r == color.g && color.g == color.b {
        printpdf::Color::Greyscale(Greyscale::new(part(color.r), None))
    } else {
        printpdf::Color::Rgb(Rgb::new(part(color.r), part(color.g), part(color.b), None))
    }
}
