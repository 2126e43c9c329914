//! A face cut to the glyphs in use, as OFD wants it: TrueType outlines whatever the face has, compact, with
//! the tables that GB/T 42133 asks for (`cmap glyf head hhea hmtx loca maxp name OS/2 post`).
//!
//! What a PDF embeds will not do: it has no `cmap`, by which readers find glyphs here, and PostScript
//! outlines that were cut are drawn wrong by some.

mod cmap;
mod glyf;
mod outline;

use crate::{
    export::font_file::{assembled, put},
    font::open,
};
use glyf::Outlined;
use outline::Outline;
use std::collections::{BTreeMap, BTreeSet};
use ttf_parser::{Face, GlyphId, RawFace, Tag};

/// A cut face.
#[derive(Debug)]
pub(super) struct Cut {
    /// The font file.
    pub bytes: Vec<u8>,
    /// Glyph for glyph of the original: its number in the file, and left, lower, right and upper edge of its
    /// ink, in em.
    pub glyphs: BTreeMap<u16, (u16, [f64; 4])>,
    /// The glyph that the file has for a character.
    pub by_char: BTreeMap<char, u16>,
}

/// Cuts a face to what is printed of it, under a name.
///
/// # Errors
/// What is wrong with the face.
pub(super) fn cut(
    data: &[u8],
    index: u32,
    uses: &BTreeSet<(u16, char)>,
    name: &str,
) -> Result<Cut, String> {
    let face = open(data, index).map_err(|flaw| flaw.to_string())?;
    let raw = RawFace::parse(data, index).map_err(|_| "不是字体文件".to_owned())?;
    let numbers = numbered(uses);
    let mut order: Vec<(u16, u16)> = numbers.iter().map(|(&old, &new)| (new, old)).collect();
    order.push((0, 0));
    order.sort_unstable();
    let mut glyphs = Vec::with_capacity(order.len());
    for &(_, old) in &order {
        glyphs.push(drawn(&face, old).ok_or("字形的点太多")?);
    }
    let mut by_char = BTreeMap::new();
    for &(old, ch) in uses {
        if let Some(&new) = numbers.get(&old) {
            by_char.entry(ch).or_insert(new);
        }
    }
    let em = f64::from(face.units_per_em());
    let shape = |(&old, &new): (&u16, &u16)| {
        let bounds = glyphs.get(usize::from(new)).map_or([0; 4], |(glyph, _)| glyph.bounds);
        (old, (new, bounds.map(|side| f64::from(side) / em)))
    };
    let shapes = numbers.iter().map(shape).collect();
    let chars: Vec<(char, u16)> = by_char.iter().map(|(&ch, &glyph)| (ch, glyph)).collect();
    let bytes = Tables { raw: &raw, face: &face, glyphs: &glyphs, chars: &chars, name }.file()?;
    Ok(Cut { bytes, glyphs: shapes, by_char })
}

/// New numbers of the glyphs from 1, in the order of their characters: neighbours take less room in `cmap`.
fn numbered(uses: &BTreeSet<(u16, char)>) -> BTreeMap<u16, u16> {
    let mut by_char: Vec<(char, u16)> = uses.iter().map(|&(glyph, ch)| (ch, glyph)).collect();
    by_char.sort_unstable();
    let mut numbers = BTreeMap::new();
    for (_, glyph) in by_char {
        let next = numbers.len() as u16 + 1;
        numbers.entry(glyph).or_insert(next);
    }
    numbers
}

/// A glyph and its advance.
fn drawn(face: &Face<'_>, glyph: u16) -> Option<(Outlined, u16)> {
    let mut outline = Outline::new(face.units_per_em());
    face.outline_glyph(GlyphId(glyph), &mut outline);
    if face.tables().glyf.is_none() {
        outline.turn();
    }
    let advance = face.glyph_hor_advance(GlyphId(glyph)).unwrap_or_default();
    Some((Outlined::of(&outline)?, advance))
}

/// What the tables are made from.
struct Tables<'a> {
    raw: &'a RawFace<'a>,
    face: &'a Face<'a>,
    glyphs: &'a [(Outlined, u16)],
    chars: &'a [(char, u16)],
    name: &'a str,
}

impl Tables<'_> {
    fn file(&self) -> Result<Vec<u8>, String> {
        let (glyf, loca) = self.glyf();
        let tables = [
            (*b"OS/2", self.os2()),
            (*b"cmap", cmap::table(self.chars)),
            (*b"glyf", glyf),
            (*b"head", self.head()?),
            (*b"hhea", self.hhea()?),
            (*b"hmtx", self.hmtx()),
            (*b"loca", loca),
            (*b"maxp", self.maxp()),
            (*b"name", names(self.name)),
            (*b"post", self.post()),
        ];
        Ok(assembled(&tables))
    }

    fn original(&self, tag: [u8; 4]) -> Option<&[u8]> {
        self.raw.table(Tag::from_bytes(&tag))
    }

    fn glyf(&self) -> (Vec<u8>, Vec<u8>) {
        let (mut glyf, mut loca) = (Vec::new(), vec![0; 4]);
        for (glyph, _) in self.glyphs {
            glyf.extend(&glyph.bytes);
            loca.extend((glyf.len() as u32).to_be_bytes());
        }
        (glyf, loca)
    }

    /// Those of all glyphs that have ink.
    fn bounds(&self) -> [i16; 4] {
        let inked = self.glyphs.iter().filter(|(glyph, _)| glyph.points > 0);
        let all = inked
            .map(|(glyph, _)| glyph.bounds)
            .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
        all.unwrap_or_default()
    }

    fn head(&self) -> Result<Vec<u8>, String> {
        let mut head = self.sized(*b"head", 54)?;
        put(&mut head, 8, &[0; 4]); // the sum, set last
        // Bits that speak of instructions go.
        let flags = head.get(17).copied().unwrap_or_default() & 0b11;
        put(&mut head, 16, &[0, flags]);
        put(&mut head, 36, &self.bounds().map(i16::to_be_bytes).concat());
        put(&mut head, 50, &[0, 1, 0, 0]); // long offsets in `loca`
        Ok(head)
    }

    fn hhea(&self) -> Result<Vec<u8>, String> {
        let mut hhea = self.sized(*b"hhea", 36)?;
        let widest = self.glyphs.iter().map(|(_, advance)| *advance).max().unwrap_or_default();
        let inked = || self.glyphs.iter().filter(|(glyph, _)| glyph.points > 0);
        let right =
            |(glyph, advance): &(Outlined, u16)| i32::from(*advance) - i32::from(glyph.bounds[2]);
        let left = inked().map(|(glyph, _)| glyph.bounds[0]).min().unwrap_or_default();
        let right = inked().map(right).min().unwrap_or_default().clamp(-32768, 32767) as i16;
        let extent = inked().map(|(glyph, _)| glyph.bounds[2]).max().unwrap_or_default();
        put(&mut hhea, 10, &widest.to_be_bytes());
        put(&mut hhea, 12, &[left, right, extent].map(i16::to_be_bytes).concat());
        put(&mut hhea, 34, &(self.glyphs.len() as u16).to_be_bytes());
        Ok(hhea)
    }

    fn hmtx(&self) -> Vec<u8> {
        let metric = |(glyph, advance): &(Outlined, u16)| {
            let [low, high] = advance.to_be_bytes();
            let [left_low, left_high] = glyph.bounds[0].to_be_bytes();
            [low, high, left_low, left_high]
        };
        self.glyphs.iter().flat_map(metric).collect()
    }

    fn maxp(&self) -> Vec<u8> {
        let most = |of: fn(&Outlined) -> u16| self.glyphs.iter().map(|(glyph, _)| of(glyph)).max();
        let points = most(|glyph| glyph.points).unwrap_or_default();
        let contours = most(|glyph| glyph.contours).unwrap_or_default();
        let mut maxp = vec![0; 32];
        put(&mut maxp, 0, &[0, 1, 0, 0]);
        put(&mut maxp, 4, &(self.glyphs.len() as u16).to_be_bytes());
        put(&mut maxp, 6, &points.to_be_bytes());
        put(&mut maxp, 8, &contours.to_be_bytes());
        put(&mut maxp, 14, &[0, 2]); // zones
        maxp
    }

    /// What the maker says of weight, height and licence stays.
    fn os2(&self) -> Vec<u8> {
        let mut os2 = match self.original(*b"OS/2") {
            Some(table) if table.len() >= 78 => table.to_vec(),
            _ => self.plain_os2(),
        };
        let chars = self.chars.iter().map(|(ch, _)| u32::from(*ch).min(0xFFFF) as u16);
        let first = chars.clone().min().unwrap_or_default();
        let last = chars.max().unwrap_or_default();
        put(&mut os2, 64, &[first.to_be_bytes(), last.to_be_bytes()].concat());
        os2
    }

    /// For a face that has none.
    fn plain_os2(&self) -> Vec<u8> {
        let (up, down) = (self.face.ascender(), self.face.descender());
        let mut os2 = vec![0; 78];
        put(&mut os2, 2, &(self.face.units_per_em() / 2).to_be_bytes());
        put(&mut os2, 4, &400u16.to_be_bytes());
        put(&mut os2, 6, &5u16.to_be_bytes());
        put(&mut os2, 58, b"NONE");
        put(&mut os2, 62, &[0, 0x40]); // regular
        put(&mut os2, 68, &[up, down, 0].map(i16::to_be_bytes).concat());
        put(&mut os2, 74, &[up, down.saturating_neg()].map(i16::to_be_bytes).concat());
        os2
    }

    /// Version 3: glyphs have no names.
    fn post(&self) -> Vec<u8> {
        let mut post = self.sized(*b"post", 32).unwrap_or_else(|_| vec![0; 32]);
        put(&mut post, 0, &[0, 3, 0, 0]);
        put(&mut post, 16, &[0; 16]);
        post
    }

    fn sized(&self, tag: [u8; 4], length: usize) -> Result<Vec<u8>, String> {
        let table = self.original(tag).and_then(|table| table.get(..length));
        let name = String::from_utf8_lossy(&tag).into_owned();
        table.map(<[u8]>::to_vec).ok_or_else(|| format!("缺少 {name} 表"))
    }
}

/// Family, style, full name and PostScript name, for Windows in English.
fn names(name: &str) -> Vec<u8> {
    // A PostScript name is ASCII without blanks.
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = if plain.is_empty() { "Embedded".to_owned() } else { plain };
    let records = [(1u16, name), (2, "Regular"), (3, name), (4, name), (6, &plain)];
    let mut strings: Vec<u8> = Vec::new();
    let mut out: Vec<u8> = Vec::new();
    let count = records.len() as u16;
    let words = |out: &mut Vec<u8>, words: &[u16]| {
        out.extend(words.iter().flat_map(|word| word.to_be_bytes()));
    };
    words(&mut out, &[0, count, 6 + 12 * count]);
    for (id, text) in records {
        let text: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        words(&mut out, &[3, 1, 0x409, id, text.len() as u16, strings.len() as u16]);
        strings.extend(text);
    }
    out.extend(strings);
    out
}
