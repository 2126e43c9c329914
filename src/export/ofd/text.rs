//! Text as objects: positioned characters of one face, size and colour (GB/T 33190 §11).

use super::{
    faces::OfdFace,
    units::{list, micro, mm, rgb},
};
use crate::{
    document::{Color, Pt},
    export::{
        EMBOLDEN,
        xml::{Element, el},
    },
    layout::{GlyphRun, PlacedGlyph},
};
use std::ops::Range;

/// White around the ink, in em: readers clip what an object has outside of its box.
const PAD: f64 = 0.1;

/// The objects of a run, without identifiers.
pub(super) fn objects(run: &GlyphRun, face: &OfdFace) -> Vec<Element> {
    let own = |glyph: &PlacedGlyph| needs_transform(glyph, face);
    let pieces = pieces(&run.glyphs, own);
    let starts: Vec<Pt> = run
        .glyphs
        .iter()
        .scan(run.x, |x, glyph| Some(std::mem::replace(x, *x + glyph.advance)))
        .collect();
    let object = |piece: Range<usize>| {
        let glyphs = run.glyphs.get(piece.clone()).unwrap_or_default();
        let starts = starts.get(piece).unwrap_or_default();
        TextPiece { run, face, glyphs, starts }.object()
    };
    pieces.into_iter().map(object).collect()
}

/// Whether the glyph's number must be told: the file's `cmap` has another for the character, or
/// readers disagree on what one character is (beyond U+FFFF).
fn needs_transform(glyph: &PlacedGlyph, face: &OfdFace) -> bool {
    let number = face.cut.glyphs.get(&glyph.id).map(|(number, _)| number);
    u32::from(glyph.ch) > 0xFFFF || face.cut.by_char.get(&glyph.ch) != number
}

/// Cuts a run where readers would go wrong: glyphs that need an object of their own; blanks at the
/// beginning and several in a row, which some take away, so that what stands behind them would move; a
/// backslash before four hexadecimal digits, which would be a character's number.
fn pieces(glyphs: &[PlacedGlyph], own: impl Fn(&PlacedGlyph) -> bool) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = None;
    let mut end = |start: &mut Option<usize>, at: usize| {
        if let Some(start) = start.take() {
            pieces.push(start..at);
        }
    };
    for (i, glyph) in glyphs.iter().enumerate() {
        let blank = |i: usize| glyphs.get(i).is_some_and(|glyph| glyph.ch.is_whitespace());
        if blank(i) {
            // One behind a text belongs to it; any other is a piece of its own, which moves nothing.
            if start.is_none() || blank(i - 1) {
                end(&mut start, i);
                end(&mut Some(i), i + 1);
            }
            continue;
        }
        if own(glyph) {
            end(&mut start, i);
            end(&mut Some(i), i + 1);
            continue;
        }
        if start.is_none() {
            start = Some(i);
        }
        let digits = glyphs.get(i + 1..i + 5).unwrap_or_default();
        if glyph.ch == '\\' && digits.len() == 4 && digits.iter().all(|g| g.ch.is_ascii_hexdigit())
        {
            end(&mut start, i + 1);
        }
    }
    end(&mut start, glyphs.len());
    pieces
}

struct TextPiece<'a> {
    run: &'a GlyphRun,
    face: &'a OfdFace,
    glyphs: &'a [PlacedGlyph],
    /// Where each glyph begins.
    starts: &'a [Pt],
}

impl TextPiece<'_> {
    fn object(&self) -> Element {
        let run = self.run;
        let [left, top, right, bottom] = self.bounds().map(micro);
        let mut object = el("ofd:TextObject")
            .attr("Boundary", list([left, top, right - left, bottom - top]))
            .attr("Font", self.face.id)
            .attr("Size", mm(micro(run.size)));
        if run.embolden {
            object = object
                .attr("Stroke", "true")
                .attr("LineWidth", mm(micro(run.size * EMBOLDEN)))
                .attr("Join", "Round");
        }
        if run.color != Color::BLACK {
            object = object.child(el("ofd:FillColor").attr("Value", rgb(run.color)));
        }
        if run.embolden {
            object = object.child(el("ofd:StrokeColor").attr("Value", rgb(run.color)));
        }
        object.children(self.transform()).child(self.code(left, top))
    }

    /// Left, upper, right and lower edge of the ink, with white around it.
    fn bounds(&self) -> [Pt; 4] {
        let (size, y) = (self.run.size, self.run.y);
        let first = self.starts.first().copied().unwrap_or(self.run.x);
        let mut bounds = [first, y, first, y];
        for (glyph, x) in self.glyphs.iter().zip(self.starts) {
            if let Some((_, [left, low, right, high])) = self.face.cut.glyphs.get(&glyph.id) {
                bounds = [
                    bounds[0].min(x + left * size),
                    bounds[1].min(y - high * size),
                    bounds[2].max(x + right * size),
                    bounds[3].max(y - low * size),
                ];
            }
        }
        let pad = PAD * size;
        [bounds[0] - pad, bounds[1] - pad, bounds[2] + pad, bounds[3] + pad]
    }

    /// The number of a glyph that stands alone.
    fn transform(&self) -> Option<Element> {
        let [glyph] = self.glyphs else { return None };
        if !needs_transform(glyph, self.face) {
            return None;
        }
        let (number, _) = self.face.cut.glyphs.get(&glyph.id)?;
        let transform = el("ofd:CGTransform")
            .attr("CodePosition", 0)
            .attr("CodeCount", glyph.ch.len_utf16())
            .attr("GlyphCount", 1);
        Some(transform.child(el("ofd:Glyphs").text(number.to_string())))
    }

    fn code(&self, left: i64, top: i64) -> Element {
        let places: Vec<i64> = self.starts.iter().map(|x| micro(*x)).collect();
        let first = places.first().copied().unwrap_or(left);
        let mut code =
            el("ofd:TextCode").attr("X", mm(first - left)).attr("Y", mm(micro(self.run.y) - top));
        if places.len() > 1 {
            let steps = places.iter().zip(places.iter().skip(1)).map(|(a, b)| b - a);
            code = code.attr("DeltaX", list(steps));
        }
        code.text(self.glyphs.iter().map(|glyph| glyph.ch).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let glyphs: Vec<PlacedGlyph> =
            text.chars().map(|ch| PlacedGlyph { id: 1, ch, advance: 1.0 }).collect();
        let pieces = pieces(&glyphs, |glyph| glyph.ch > '\u{FFFF}');
        pieces.into_iter().map(|p| glyphs[p].iter().map(|glyph| glyph.ch).collect()).collect()
    }

    #[test]
    fn runs_are_cut_where_readers_would_go_wrong() {
        assert_eq!(cut("— 1 —"), ["— 1 —"]);
        assert_eq!(cut("  甲  乙 "), [" ", " ", "甲 ", " ", "乙 "]);
        assert_eq!(cut("甲𠮷乙"), ["甲", "𠮷", "乙"]);
        assert_eq!(cut("甲 𠮷"), ["甲 ", "𠮷"]);
        assert_eq!(cut("𠮷 甲"), ["𠮷", " ", "甲"]);
        assert_eq!(cut(r"a\00e9\x"), [r"a\", r"00e9\x"]);
        assert_eq!(cut("\u{3000}"), ["\u{3000}"]);
    }
}
