//! Whether a face is as everything that reads it later wants it, so that one that was taken in ends no
//! report: each table, and how much its shapes come to. A shape is made of others, and a program of shapes
//! calls others, so that few bytes may say work without end.

mod cff;
mod glyf;

pub(super) use cff::Programs;
pub(crate) use glyf::{Component, components};

use super::{
    header::{Flaw, Outlines},
    open,
};
use std::num::NonZeroU16;
use subsetter::GlyphRemapper;
use ttf_parser::{RawFace, Tag};

/// Names of a face; the richest have some hundreds.
const MOST_NAMES: u16 = 4096;
/// Bytes of the names by which a face is found.
const LONGEST_NAMES: u32 = 1 << 20;
/// Maps from characters to shapes; a face has a handful.
const MOST_MAPS: u16 = 64;
/// Runs of characters in maps that are searched from their beginning (format 13).
const MOST_RUNS: u32 = 10_000;

/// Looks at the names before they are read: each may be 64 KB long, and all may be the same bytes.
pub(super) fn names(data: &[u8], index: u32) -> Result<(), Flaw> {
    let face = RawFace::parse(data, index).ok();
    let Some(table) = face.and_then(|face| face.table(Tag::from_bytes(b"name"))) else {
        return Ok(());
    };
    let count = word(table, 2).unwrap_or_default();
    let records = table.get(6..).unwrap_or_default().as_chunks::<12>().0;
    let lengths = records.iter().take(count.into()).map(|r| u32::from(short([r[8], r[9]])));
    if count > MOST_NAMES || lengths.sum::<u32>() > LONGEST_NAMES {
        return Err(Flaw::TooManyNames);
    }
    Ok(())
}

/// Looks at the tables.
pub(super) fn tables(data: &[u8], index: u32, outlines: Outlines) -> Result<(), Flaw> {
    let face = open(data, index)?;
    let tables = face.tables();
    if tables.hmtx.is_none() {
        return Err(Flaw::Damaged("hmtx"));
    }
    match outlines {
        Outlines::TrueType if tables.glyf.is_none() => return Err(Flaw::Damaged("loca")),
        Outlines::Cff if tables.cff.is_none() => return Err(Flaw::Damaged("CFF")),
        _ => {}
    }
    let raw = RawFace::parse(data, index).map_err(|_| Flaw::NotAFont)?;
    maps(raw.table(Tag::from_bytes(b"cmap")).unwrap_or_default())?;
    if outlines == Outlines::Cff {
        can_be_cut(data, index, &raw)?;
    }
    Ok(())
}

/// How long a character may be looked for, and whether each map has as much as it says.
fn maps(cmap: &[u8]) -> Result<(), Flaw> {
    let count = word(cmap, 2).unwrap_or_default();
    if count > MOST_MAPS {
        return Err(Flaw::TooManyMaps);
    }
    let records = cmap.get(4..).unwrap_or_default().as_chunks::<8>().0;
    let mut searched = 0_u32;
    for r in records.iter().take(count.into()) {
        let start = u32::from_be_bytes([r[4], r[5], r[6], r[7]]) as usize;
        let map = cmap.get(start..).unwrap_or_default();
        // Where the number of entries stands, and their length.
        let (at, length) = match word(map, 0) {
            Some(10) => (16, 2),
            Some(12 | 13) => (12, 12),
            Some(14) => (6, 11),
            _ => continue,
        };
        let entries = map.get(at..).and_then(|rest| rest.first_chunk());
        let entries = entries.map_or(0, |entries| u32::from_be_bytes(*entries));
        if u64::from(entries) * length > map.len() as u64 {
            return Err(Flaw::Damaged("cmap"));
        }
        if word(map, 0) == Some(13) {
            searched = searched.saturating_add(entries);
        }
    }
    if searched > MOST_RUNS { Err(Flaw::TooManyMaps) } else { Ok(()) }
}

/// Whether a PostScript face can be cut to the characters in use, by cutting it to none: that reads
/// everything but the programs of its shapes.
fn can_be_cut(data: &[u8], index: u32, raw: &RawFace<'_>) -> Result<(), Flaw> {
    let table = |tag: &[u8; 4]| raw.table(Tag::from_bytes(tag));
    let programs = table(b"CFF ").and_then(Programs::of).ok_or(Flaw::Damaged("CFF"))?;
    let glyphs = table(b"maxp").and_then(|maxp| word(maxp, 4)).unwrap_or_default();
    let measured = table(b"hhea").and_then(|hhea| word(hhea, 34)).unwrap_or_default();
    let widths = 4 * usize::from(measured) + 2 * usize::from(glyphs.saturating_sub(measured));
    if table(b"hmtx").is_none_or(|hmtx| hmtx.len() < widths) {
        return Err(Flaw::Damaged("hmtx"));
    }
    if table(b"post").is_some_and(|post| lacks_names(post, glyphs)) {
        return Err(Flaw::Damaged("post"));
    }
    if table(b"name").is_some_and(has_far_names) {
        return Err(Flaw::Damaged("name"));
    }
    programs.weigh()?;
    programs.walk(0).map_err(|_| Flaw::Damaged("CFF"))?;
    let cut = subsetter::subset(data, index, &GlyphRemapper::new());
    cut.map(|_| ()).map_err(|_| Flaw::Damaged("CFF"))
}

/// Whether a `post` of version 2, which names shapes, does not name them all.
fn lacks_names(post: &[u8], glyphs: u16) -> bool {
    let version = post.first_chunk::<4>();
    version.is_none_or(|version| {
        *version == [0, 2, 0, 0]
            && (word(post, 32).is_none_or(|named| named < glyphs)
                || post.len() < 34 + 2 * usize::from(glyphs))
    })
}

/// Whether a name lies where 16 bits do not reach, or not in its table.
fn has_far_names(name: &[u8]) -> bool {
    let (Some(0), Some(count), Some(texts)) = (word(name, 0), word(name, 2), word(name, 4)) else {
        return false;
    };
    let texts = name.get(texts.into()..).unwrap_or_default().len();
    let records = name.get(6..).unwrap_or_default().as_chunks::<12>().0;
    // Those in Unicode are kept.
    let kept = |r: &&[u8; 12]| {
        let (platform, encoding) = (short([r[0], r[1]]), short([r[2], r[3]]));
        platform == 0 || platform == 3 && matches!(encoding, 0 | 1 | 10)
    };
    let ends = records.iter().take(count.into()).filter(kept).map(|r| {
        let (length, start) = (short([r[8], r[9]]), short([r[10], r[11]]));
        (length, usize::from(length) + usize::from(start))
    });
    let mut all = 0;
    for (length, end) in ends {
        all += u32::from(length);
        if end > texts.min(usize::from(u16::MAX)) {
            return true;
        }
    }
    all > u32::from(u16::MAX)
}

/// Where the tables lie from which the shapes of a face are drawn; two faces of the same are drawn alike.
pub(super) fn place_of_shapes(data: &[u8], index: u32) -> Vec<[u32; 2]> {
    let Ok(face) = RawFace::parse(data, index) else { return Vec::new() };
    let tags = [b"CFF ", b"glyf", b"loca", b"head", b"maxp"].map(Tag::from_bytes);
    let records = face.table_records.into_iter().filter(|record| tags.contains(&record.tag));
    records.map(|record| [record.offset, record.length]).collect()
}

/// Looks at what the shapes come to.
pub(super) fn shapes(data: &[u8], index: u32) -> Result<(), Flaw> {
    let face = open(data, index)?;
    let raw = RawFace::parse(data, index).map_err(|_| Flaw::NotAFont)?;
    let table = |tag: &[u8; 4]| raw.table(Tag::from_bytes(tag));
    let glyphs = NonZeroU16::new(face.number_of_glyphs()).ok_or(Flaw::NoGlyphs)?;
    if let (Some(loca), Some(glyf)) = (table(b"loca"), table(b"glyf")) {
        let format = face.tables().head.index_to_location_format;
        let places = ttf_parser::loca::Table::parse(glyphs, format, loca);
        return glyf::weigh(&places.ok_or(Flaw::Damaged("loca"))?, glyf);
    }
    match table(b"CFF ") {
        Some(cff) => Programs::of(cff).ok_or(Flaw::Damaged("CFF"))?.weigh(),
        None => Ok(()),
    }
}

fn short(bytes: [u8; 2]) -> u16 {
    u16::from_be_bytes(bytes)
}

fn word(table: &[u8], at: usize) -> Option<u16> {
    table.get(at..)?.first_chunk().map(|bytes| short(*bytes))
}
