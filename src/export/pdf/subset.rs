//! Faces cut down to the glyphs that the pages print, ready for embedding.

use crate::{
    diagnostic::{Diagnostics, Result},
    export::used::{self, Use, no_glyph, permitted, used},
    font::{self, Face, FaceId, Fonts},
    layout::Pages,
};
use md5::{Digest, Md5};
use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;
use ttf_parser::{GlyphId, RawFace};

/// A character code of an embedded face: what stands in the content stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CharCode {
    /// The two bytes of the content stream.
    pub cid: u16,
    /// The character that the code is copied out as.
    pub ch: char,
    /// Advance in thousandths of an em, as `/W` says it.
    pub width: u16,
}

type Codes = FxHashMap<Use, CharCode>;

/// A face cut to its used glyphs.
pub(super) struct Embedded {
    /// Name in the pages' resources, `F1`.
    pub resource: FontId,
    /// The cut face, unless printpdf has it: it would copy these bytes four times.
    pub program: Option<Vec<u8>>,
    /// Entries of the font descriptor that printpdf cannot know (ISO 32000-1 §9.8).
    pub descriptor: [(&'static str, i64); 3],
    /// `/CIDToGIDMap` when codes are not glyph indices.
    pub cid_to_gid: Option<Vec<u8>>,
    codes: Codes,
}

impl Embedded {
    /// The code of a glyph that prints a character.
    pub fn code(&self, glyph: u16, ch: char) -> Option<CharCode> {
        self.codes.get(&(glyph, ch)).copied()
    }

    /// The characters that its codes are copied out as.
    pub fn characters(&self) -> impl Iterator<Item = char> {
        self.codes.values().map(|code| code.ch)
    }
}

/// Cuts every face that the pages use, and makes it known to printpdf.
pub(super) fn embed(
    pages: &Pages,
    fonts: &Fonts,
    known: &mut BTreeMap<FontId, PdfFont>,
) -> Result<BTreeMap<FaceId, Embedded>> {
    let mut faces = BTreeMap::new();
    for (number, (id, uses)) in (1..).zip(used(pages)?) {
        let (face, font) = subset_face(fonts.face(id), &uses, number)?;
        known.insert(face.resource.clone(), font);
        faces.insert(id, face);
    }
    Ok(faces)
}

fn subset_face(face: &Face, uses: &BTreeSet<Use>, number: usize) -> Result<(Embedded, PdfFont)> {
    let file = face.data().map_err(|reason| unreadable(face, reason))?;
    let damaged = || unreadable(face, "里面的字形损坏");
    let parsed =
        font::open(file, face.index).map_err(|flaw| unreadable(face, &flaw.to_string()))?;
    let raw = RawFace::parse(file, face.index).map_err(|_| damaged())?;
    permitted(face, &parsed)?;

    let glyphs: Vec<u16> = uses.iter().map(|(glyph, _)| *glyph).collect();
    let remapper = GlyphRemapper::new_from_glyphs(&glyphs);
    let (codes, cid_to_gid) = encode(face, &parsed, uses, &remapper)?;
    let mut data = match super::cut::cut(&parsed, &raw, &remapper) {
        Some(data) => data,
        None => subsetter::subset(file, face.index, &remapper).map_err(|_| damaged())?,
    };
    let mut program = None;
    if parsed.tables().glyf.is_some() {
        // printpdf looks at the first word to see what kind of face it is; in a face with CFF outlines
        // it also looks for the glyphs' names.
        let kind = data.iter().copied().take(4).collect();
        program = Some(std::mem::replace(&mut data, kind));
    }
    let font = PdfFont::new(font_for_printpdf(face, &parsed, data, &codes, uses));
    let embedded = Embedded {
        resource: FontId(format!("F{number}")),
        program,
        descriptor: descriptor(&parsed),
        cid_to_gid,
        codes,
    };
    Ok((embedded, font))
}

/// Gives every (glyph, character) pair a code.
///
/// A code is the glyph's index in the cut face. When a glyph prints a second character (radical ⼀
/// and hanzi 一), that pair gets a code of its own past the glyphs, mapped back by `/CIDToGIDMap`, so
/// that both copy out as what was written. Only glyf faces can have such a map (ISO 32000-1
/// §9.7.4.2); in others the first character stands for both.
fn encode(
    face: &Face,
    parsed: &ttf_parser::Face<'_>,
    uses: &BTreeSet<Use>,
    remapper: &GlyphRemapper,
) -> Result<(Codes, Option<Vec<u8>>)> {
    let may_map = parsed.tables().glyf.is_some();
    let mut codes = Codes::with_capacity_and_hasher(uses.len(), FxBuildHasher);
    let mut map: Vec<u16> = (0..remapper.num_gids()).collect();
    let mut previous: Option<(u16, CharCode)> = None;
    for &(glyph, ch) in uses {
        let advance = parsed
            .glyph_hor_advance(GlyphId(glyph))
            .filter(|_| glyph < parsed.number_of_glyphs())
            .ok_or_else(|| no_glyph(ch, &format!("字体{}", face.shown())))?;
        let width = permille(parsed.units_per_em(), advance);
        let index = remapper.get(glyph).unwrap_or_default();
        let first = previous.filter(|(earlier, _)| *earlier == glyph);
        let code = match first {
            None => CharCode { cid: index, ch, width },
            Some(_) if may_map => {
                let cid = u16::try_from(map.len())
                    .map_err(|_| unreadable(face, "用到的字形超过 65535 个"))?;
                map.push(index);
                CharCode { cid, ch, width }
            }
            Some((_, code)) => code,
        };
        if first.is_none() {
            previous = Some((glyph, code));
        }
        codes.insert((glyph, ch), code);
    }
    let identity = map.len() == usize::from(remapper.num_gids());
    let bytes = (!identity).then(|| map.iter().flat_map(|gid| gid.to_be_bytes()).collect());
    Ok((codes, bytes))
}

/// The cut face as printpdf takes it, everything in thousandths of an em.
fn font_for_printpdf(
    face: &Face,
    parsed: &ttf_parser::Face<'_>,
    data: Vec<u8>,
    codes: &Codes,
    uses: &BTreeSet<Use>,
) -> ParsedFont {
    let upem = parsed.units_per_em();
    let bbox = parsed.global_bounding_box();
    ParsedFont {
        original_bytes: data,
        font_index: 0,
        font_name: Some(format!("{}+{}", tag(&face.name, uses), face.name)),
        codepoint_to_glyph: codes.values().map(|code| (u32::from(code.ch), code.cid)).collect(),
        glyph_widths: codes.values().map(|code| (code.cid, code.width)).collect(),
        units_per_em: 1000,
        font_metrics: FontMetrics {
            ascent: scale(upem, parsed.ascender()),
            descent: scale(upem, parsed.descender()),
        },
        // Only what the program's first bytes say counts when it is embedded.
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: 1000,
            x_min: scale(upem, bbox.x_min),
            y_min: scale(upem, bbox.y_min),
            x_max: scale(upem, bbox.x_max),
            y_max: scale(upem, bbox.y_max),
            us_weight_class: parsed.weight().to_number(),
            ..PdfFontMetricsStub::default()
        },
    }
}

/// Six capitals that tell this subset from others of the same face (ISO 32000-1 §9.6.4), from the
/// face's name and what is printed of it.
fn tag(name: &str, uses: &BTreeSet<Use>) -> String {
    let mut hash = Md5::new_with_prefix(name);
    for &(glyph, ch) in uses {
        hash.update(glyph.to_be_bytes());
        hash.update(u32::from(ch).to_be_bytes());
    }
    let digest = hash.finalize();
    digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

fn descriptor(parsed: &ttf_parser::Face<'_>) -> [(&'static str, i64); 3] {
    const FIXED_PITCH: i64 = 1;
    // The glyphs go beyond the standard Latin set, and exactly one of 3 and 6 must be set.
    const SYMBOLIC: i64 = 1 << 2;
    const ITALIC: i64 = 1 << 6;
    let mut flags = SYMBOLIC;
    if parsed.is_monospaced() {
        flags |= FIXED_PITCH;
    }
    if parsed.is_italic() {
        flags |= ITALIC;
    }
    let height = parsed.capital_height().unwrap_or_else(|| parsed.ascender());
    [
        ("Flags", flags),
        ("CapHeight", i64::from(scale(parsed.units_per_em(), height))),
        ("ItalicAngle", parsed.italic_angle().round() as i64),
    ]
}

fn unreadable(face: &Face, reason: &str) -> Diagnostics {
    used::unreadable(face, "PDF", reason)
}

/// Font units to thousandths of an em.
fn scale(units_per_em: u16, value: i16) -> i16 {
    let scaled = f64::from(value) * 1000.0 / f64::from(units_per_em);
    scaled.round() as i16
}

/// A width in font units to thousandths of an em.
fn permille(units_per_em: u16, width: u16) -> u16 {
    let scaled = f64::from(width) * 1000.0 / f64::from(units_per_em);
    scaled.round() as u16
}
