//! What a face says of itself beyond what `fontdb` reads: every name that a style may say, how its
//! shapes are written, what its maker allows.

use super::Embedding;
use fontdb::{FaceInfo, Style};
use std::{collections::HashSet, fmt};
use ttf_parser::{RawFace, Tag, name, name_id, os2};

const LONGEST_NAME: usize = 100;

/// How the shapes of a face are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlines {
    /// TrueType, `glyf`.
    TrueType,
    /// PostScript, `CFF `.
    Cff,
}

/// One face of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Place in a collection, 0 otherwise.
    pub index: u32,
    /// Name for programs.
    pub post_script: String,
    /// Family names and full names in every language, each once, Chinese ones first.
    pub names: Vec<String>,
    /// From 1 to 1000; 400 is regular.
    pub weight: u16,
    pub italic: bool,
    pub outlines: Outlines,
    pub embedding: Embedding,
    /// Whether it is drawn for Chinese.
    pub chinese: bool,
}

/// Why a file is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    NotAFont,
    Truncated,
    NoOutlines,
    NoGlyphs,
    /// PostScript of variable fonts (`CFF2`), which neither PDF nor OFD can hold.
    Variable,
    /// Not one name.
    NoNames,
    /// Other names, but none of a family.
    NoFamily,
    /// Other names, but not that for programs.
    NoPostScript,
    /// A table that makes no sense.
    Damaged(&'static str),
    TooManyNames,
    TooManyMaps,
    /// A shape that comes to more than any real one.
    TooIntricate,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged(table) => return write!(f, "里面的 {table} 表损坏"),
            Self::TooManyNames => "里面的字体名太多",
            Self::TooManyMaps => "里面的字符表（cmap）太多、太长",
            Self::TooIntricate => "里面有的字形太复杂（拼成它的部件、点或指令太多）",
            Self::NotAFont => "不是 TrueType 或 OpenType 字体文件",
            Self::Truncated => "文件不完整，可能没有复制完",
            Self::NoOutlines => "里面没有字形轮廓（是点阵字体？）",
            Self::Variable => {
                "是 CFF2 可变字体，PDF、OFD 里放不进去，请换成它的 TTF 或 OTF 静态版本"
            }
            Self::NoGlyphs => "里面一个字也没有",
            Self::NoNames => "里面没有写字体名",
            Self::NoFamily => "里面没有写字体族名（name 表第 1 项）",
            Self::NoPostScript => "里面没有写 PostScript 名（name 表第 6 项）",
        })
    }
}

/// How the shapes of a sound face are written, or what is wrong with it.
pub(super) fn outlines(data: &[u8], index: u32) -> Result<Outlines, Flaw> {
    let face = RawFace::parse(data, index).map_err(|_| Flaw::NotAFont)?;
    let find = |tag| face.table_records.into_iter().find(|t| t.tag == Tag::from_bytes(tag));
    let outlines = if find(b"glyf").is_some() && find(b"loca").is_some() {
        Outlines::TrueType
    } else if find(b"CFF ").is_some() {
        Outlines::Cff
    } else if find(b"CFF2").is_some() {
        return Err(Flaw::Variable);
    } else {
        return Err(Flaw::NoOutlines);
    };
    let end = |t: ttf_parser::TableRecord| u64::from(t.offset) + u64::from(t.length);
    for tag in [b"head", b"hhea", b"hmtx", b"maxp", b"cmap", b"glyf", b"loca", b"CFF "] {
        if find(tag).is_some_and(|table| end(table) > data.len() as u64) {
            return Err(Flaw::Truncated);
        }
    }
    if [b"head", b"hhea", b"hmtx", b"cmap"].iter().any(|tag| find(tag).is_none()) {
        return Err(Flaw::NotAFont);
    }
    // The number of glyphs stands in `maxp` at byte 4. Glyph 0 is the box for "no such character".
    match face.table(Tag::from_bytes(b"maxp")).and_then(|maxp| maxp.get(4..6)) {
        Some(&[high, low]) if u16::from_be_bytes([high, low]) >= 2 => Ok(outlines),
        _ => Err(Flaw::NoGlyphs),
    }
}

/// Which name a sound face lacks that an index of fonts cannot do without.
pub(super) fn missing_name(data: &[u8], index: u32) -> Flaw {
    let face = RawFace::parse(data, index).ok();
    let table = face.and_then(|face| face.table(Tag::from_bytes(b"name")));
    let has = |id: u16| {
        let names = table.and_then(name::Table::parse).map(|table| table.names);
        names.is_some_and(|names| {
            names.into_iter().any(|name| name.name_id == id && !name.name.is_empty())
        })
    };
    match (has(name_id::FAMILY) || has(name_id::TYPOGRAPHIC_FAMILY), has(name_id::POST_SCRIPT_NAME))
    {
        (true, false) => Flaw::NoPostScript,
        (false, true) => Flaw::NoFamily,
        _ => Flaw::NoNames,
    }
}

impl Header {
    /// Reads what else a face in the index says of itself.
    pub(super) fn read(info: &FaceInfo, data: &[u8]) -> Result<Self, Flaw> {
        let outlines = outlines(data, info.index)?;
        let face = RawFace::parse(data, info.index).map_err(|_| Flaw::NotAFont)?;
        let os2 = face.table(Tag::from_bytes(b"OS/2")).and_then(os2::Table::parse);
        let names = names(info, &face);
        // Old fonts leave the table of ranges empty; their name is in Chinese then.
        let chinese = os2.is_some_and(|t| t.unicode_ranges().contains_char('一'))
            || names.iter().any(|name| name.chars().any(crate::text::is_hanzi));
        Ok(Self {
            index: info.index,
            post_script: info.post_script_name.clone(),
            weight: info.weight.0,
            italic: info.style != Style::Normal,
            outlines,
            embedding: Embedding::of(os2.as_ref()),
            chinese,
            names,
        })
    }
}

/// The names that a style may say: `fontdb` gives the families, by which programs group faces; a user
/// may as well have met the full name, or the family that old programs show.
fn names(info: &FaceInfo, face: &RawFace<'_>) -> Vec<String> {
    let families = info.families.iter().map(|(name, _)| name.clone());
    let table = face.table(Tag::from_bytes(b"name")).and_then(name::Table::parse);
    let others = table.into_iter().flat_map(|table| table.names);
    let others = others.filter(|n| matches!(n.name_id, name_id::FAMILY | name_id::FULL_NAME));
    let others = others.filter_map(|name| name.to_string());
    let mut seen = HashSet::new();
    let names = families.chain(others).map(|name| name.trim().to_owned());
    let mut names: Vec<String> =
        names.filter(|name| is_sound(name) && seen.insert(name.clone())).collect();
    names.sort_by_key(|name| name.is_ascii());
    names
}

fn is_sound(name: &str) -> bool {
    !name.is_empty() && !name.contains(char::is_control) && name.chars().count() <= LONGEST_NAME
}
