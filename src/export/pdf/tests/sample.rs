//! Pages set by hand from the shipped faces, for tests of this back end alone.

use super::{
    Color, Document, FaceId, Facts, Fonts, GlyphRun, Item, Origin, Page, Pages, PlacedGlyph, Pt,
    document::sample,
};

pub const XIAO_BIAO_SONG: FaceId = FaceId(0);
pub const FANG_SONG: FaceId = FaceId(1);
pub const KAI: FaceId = FaceId(2);
pub const HEI: FaceId = FaceId(3);
pub const LATIN: FaceId = FaceId(7);

pub const WIDTH: Pt = 595.276;
pub const HEIGHT: Pt = 841.89;

/// A document that says only who it is.
pub fn document() -> Document {
    Document { meta: sample::meta(), ..sample::document(Vec::new()) }
}

/// Text in one face, at its natural advances widened by `tracking`.
pub fn run(
    fonts: &Fonts,
    face: FaceId,
    size: Pt,
    at: (Pt, Pt),
    tracking: Pt,
    text: &str,
) -> GlyphRun {
    let parsed = ttf_parser::Face::parse(fonts.face(face).data().unwrap(), 0).unwrap();
    let upem = f64::from(parsed.units_per_em());
    let glyphs = text.chars().map(|ch| {
        let id = parsed.glyph_index(ch).unwrap();
        let width = f64::from(parsed.glyph_hor_advance(id).unwrap());
        PlacedGlyph { id: id.0, ch, advance: width * size / upem + tracking }
    });
    GlyphRun {
        face,
        size,
        x: at.0,
        y: at.1,
        glyphs: glyphs.collect(),
        embolden: false,
        color: Color::BLACK,
        origin: Origin::Block { block: 0 },
    }
}

/// A page of such items.
pub fn page(items: Vec<Item>) -> Page {
    Page { width: WIDTH, height: HEIGHT, items }
}

/// Pages without outline.
pub fn pages(pages: Vec<Page>) -> Pages {
    Pages { pages, outline: Vec::new(), facts: Facts::default() }
}

/// A text in 仿宋 with Latin letters and digits in their own face, 28 characters a line and 22 lines
/// a page, as a report has them.
pub fn body(fonts: &Fonts, text: &str) -> Vec<Page> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    for lines in chars.chunks(28).collect::<Vec<_>>().chunks(22) {
        let mut items = Vec::new();
        for (row, line) in lines.iter().enumerate() {
            let y = 104.88 + 22.0 + 28.95 * row as Pt;
            let mut x = 79.37;
            for part in line.chunk_by(|a, b| a.is_ascii() == b.is_ascii()) {
                let face = if part[0].is_ascii() { LATIN } else { FANG_SONG };
                let text: String = part.iter().collect();
                let run = run(fonts, face, 16.0, (x, y), 0.05, &text);
                x += run.glyphs.iter().map(|glyph| glyph.advance).sum::<Pt>();
                items.push(Item::Glyphs(run));
            }
        }
        out.push(page(items));
    }
    out
}
