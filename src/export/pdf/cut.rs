//! A TrueType face cut to the glyphs in use, with the tables that a PDF asks for (ISO 32000-1 §9.9) and no
//! other. Glyphs are copied as they are, but for their instructions: on paper and on today's screens they
//! change nothing, and the faces inside the program have none.

use crate::{
    export::font_file::{assembled, put},
    font::{Component, components},
};
use subsetter::GlyphRemapper;
use ttf_parser::{Face, GlyphId, RawFace, Tag, loca};

/// The cut face; nothing if it has no TrueType outlines. A glyph whose description makes no sense, and of
/// which nothing is drawn therefore, becomes a blank.
pub(super) fn cut(
    parsed: &Face<'_>,
    raw: &RawFace<'_>,
    remapper: &GlyphRemapper,
) -> Option<Vec<u8>> {
    let table = |tag: &[u8; 4]| raw.table(Tag::from_bytes(tag));
    let old = Glyphs::of(parsed, table(b"loca")?, table(b"glyf")?)?;
    let mut remapper = remapper.clone();
    old.complete(&mut remapper);
    let (mut glyf, mut ends, mut hmtx) = (Vec::new(), vec![0], Vec::new());
    let mut count = 0u16;
    for glyph in remapper.remapped_gids() {
        old.copy(glyph, &remapper, &mut glyf);
        glyf.resize(glyf.len().next_multiple_of(2), 0);
        ends.push(glyf.len());
        let id = GlyphId(glyph);
        hmtx.extend(parsed.glyph_hor_advance(id).unwrap_or_default().to_be_bytes());
        hmtx.extend(parsed.glyph_hor_side_bearing(id).unwrap_or_default().to_be_bytes());
        count += 1;
    }
    let sized = |tag, length| table(tag)?.get(..length).map(<[u8]>::to_vec);
    let mut head = sized(b"head", 54)?;
    put(&mut head, 8, &[0; 4]); // the sum, set last
    // Bits that speak of instructions go.
    let flags = head.get(17).copied().unwrap_or_default() & 0b11;
    put(&mut head, 16, &[0, flags]);
    // Short offsets count in twos.
    let is_short = u16::try_from(glyf.len() / 2).is_ok();
    put(&mut head, 50, &[0, u8::from(!is_short)]);
    let loca = if is_short {
        ends.iter().flat_map(|end| ((end / 2) as u16).to_be_bytes()).collect()
    } else {
        ends.iter().flat_map(|end| (*end as u32).to_be_bytes()).collect()
    };
    let mut hhea = sized(b"hhea", 36)?;
    put(&mut hhea, 34, &count.to_be_bytes());
    let mut maxp = table(b"maxp")?.to_vec();
    maxp.resize(32, 0);
    put(&mut maxp, 0, &[0, 1, 0, 0]);
    put(&mut maxp, 4, &count.to_be_bytes());
    put(&mut maxp, 14, &[0, 2]); // zones
    put(&mut maxp, 16, &[0; 12]); // what instructions need
    Some(assembled(&[
        (*b"glyf", glyf),
        (*b"head", head),
        (*b"hhea", hhea),
        (*b"hmtx", hmtx),
        (*b"loca", loca),
        (*b"maxp", maxp),
    ]))
}

/// The glyphs of a face.
struct Glyphs<'a> {
    places: loca::Table<'a>,
    descriptions: &'a [u8],
}

impl<'a> Glyphs<'a> {
    fn of(face: &Face<'a>, loca: &'a [u8], glyf: &'a [u8]) -> Option<Self> {
        let tables = face.tables();
        let format = tables.head.index_to_location_format;
        let places = loca::Table::parse(tables.maxp.number_of_glyphs, format, loca)?;
        Some(Self { places, descriptions: glyf })
    }

    /// The description of a glyph, which is empty for a blank.
    fn description(&self, glyph: u16) -> &'a [u8] {
        let place = self.places.glyph_range(GlyphId(glyph));
        place.and_then(|place| self.descriptions.get(place)).unwrap_or_default()
    }

    /// Adds the glyphs that others are made of.
    fn complete(&self, remapper: &mut GlyphRemapper) {
        let mut made: Vec<u16> = remapper.remapped_gids().collect();
        while let Some(glyph) = made.pop() {
            for part in components(self.description(glyph)) {
                if remapper.get(part.glyph).is_none() {
                    remapper.remap(part.glyph);
                    made.push(part.glyph);
                }
            }
        }
    }

    /// Copies the description of a glyph.
    fn copy(&self, glyph: u16, remapper: &GlyphRemapper, out: &mut Vec<u8>) {
        let description = self.description(glyph);
        let start = out.len();
        let copied = match description.first() {
            None => Some(()),
            Some(high) if *high >= 0x80 => copy_made(description, remapper, out),
            Some(_) => copy_drawn(description, out),
        };
        if copied.is_none() {
            out.truncate(start);
        }
    }
}

/// Copies a glyph that is drawn itself.
fn copy_drawn(description: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let (head, rest) = description.split_first_chunk::<10>()?;
    let contours = usize::try_from(i16::from_be_bytes([head[0], head[1]])).ok()?;
    let (ends, rest) = rest.split_at_checked(contours * 2)?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let points = rest.get(usize::from(u16::from_be_bytes(*length))..)?;
    out.extend(head);
    out.extend(ends);
    out.extend([0; 2]);
    out.extend(points);
    Some(())
}

/// Copies a glyph that is made of others, which have new numbers.
fn copy_made(description: &[u8], remapper: &GlyphRemapper, out: &mut Vec<u8>) -> Option<()> {
    /// Instructions stand behind the last part.
    const INSTRUCTIONS: u16 = 0x100;
    out.extend(description.get(..10)?);
    for Component { glyph, start, end } in components(description) {
        let part = description.get(start..end)?;
        let (flags, part) = part.split_first_chunk::<2>()?;
        out.extend((u16::from_be_bytes(*flags) & !INSTRUCTIONS).to_be_bytes());
        out.extend(remapper.get(glyph)?.to_be_bytes());
        out.extend(part.get(2..)?);
    }
    Some(())
}
