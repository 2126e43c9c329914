//! What a font file says of itself in its first tables: names, weight, permission. The glyphs stay on
//! the disk until one of them is needed.

use super::Embedding;
use std::{
    collections::HashSet,
    fmt,
    io::{self, Read, Seek, SeekFrom},
};
use ttf_parser::{
    name::{self, Name},
    name_id, os2,
};

/// What may be in one file; a collection of Windows or Adobe holds a dozen.
const MOST_FACES: u32 = 64;
const MOST_TABLES: u16 = 256;
/// A table of names is some kilobytes long.
const LONGEST_TABLE: u64 = 1 << 20;
const LONGEST_NAME: usize = 100;

/// How the shapes of a face are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlines {
    /// TrueType, `glyf`.
    TrueType,
    /// PostScript, `CFF `.
    Cff,
    /// PostScript of variable fonts, `CFF2`, which no PDF can hold.
    Cff2,
}

/// One face of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Place in a collection, 0 otherwise.
    pub index: u32,
    /// Name for programs, ASCII; empty when there is none.
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
#[derive(Debug)]
pub(super) enum Flaw {
    NotAFont,
    Truncated,
    NoOutlines,
    NoGlyphs,
    NoNames,
    Unreadable(io::Error),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAFont => f.write_str("不是 TrueType 或 OpenType 字体文件"),
            Self::Truncated => f.write_str("文件不完整，可能没有复制完"),
            Self::NoOutlines => f.write_str("里面没有字形轮廓（是点阵字体？）"),
            Self::NoGlyphs => f.write_str("里面一个字也没有"),
            Self::NoNames => f.write_str("里面没有写字体名"),
            Self::Unreadable(error) => f.write_str(&crate::file::reason(error)),
        }
    }
}

impl From<io::Error> for Flaw {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Truncated,
            _ => Self::Unreadable(error),
        }
    }
}

type Result<T> = std::result::Result<T, Flaw>;

/// Reads the faces of a file of `length` bytes.
pub(super) fn read(file: &mut (impl Read + Seek), length: u64) -> Result<Vec<Header>> {
    let mut file = File { file, length };
    let magic = file.bytes(0, 4).map_err(|_| Flaw::NotAFont)?;
    let offsets = if magic == b"ttcf" { file.collection()? } else { vec![0] };
    let faces = (0..).zip(offsets);
    faces.map(|(index, at)| file.face(index, at)).collect()
}

struct File<'a, F> {
    file: &'a mut F,
    length: u64,
}

/// A table of the directory (OpenType, "Table Directory").
struct Record {
    tag: [u8; 4],
    offset: u64,
    length: u64,
}

impl<F: Read + Seek> File<'_, F> {
    fn bytes(&mut self, at: u64, length: u64) -> Result<Vec<u8>> {
        if at.checked_add(length).is_none_or(|end| end > self.length) {
            return Err(Flaw::Truncated);
        }
        self.file.seek(SeekFrom::Start(at))?;
        let mut bytes = vec![0; usize::try_from(length).map_err(|_| Flaw::Truncated)?];
        self.file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// Where the faces of a collection begin.
    fn collection(&mut self) -> Result<Vec<u64>> {
        let count = u32_at(&self.bytes(8, 4)?, 0);
        if count == 0 || count > MOST_FACES {
            return Err(Flaw::NotAFont);
        }
        let offsets = self.bytes(12, u64::from(count) * 4)?;
        let offsets = offsets.chunks_exact(4);
        Ok(offsets.map(|four| u64::from(u32_at(four, 0))).collect())
    }

    fn directory(&mut self, at: u64) -> Result<Vec<Record>> {
        let magic = self.bytes(at, 4)?;
        let known = [&b"\0\x01\0\0"[..], b"OTTO", b"true"];
        if !known.contains(&&*magic) {
            return Err(Flaw::NotAFont);
        }
        let head = self.bytes(at, 12)?;
        let count = u16_at(&head, 4);
        if count > MOST_TABLES {
            return Err(Flaw::NotAFont);
        }
        let records = self.bytes(at + 12, u64::from(count) * 16)?;
        let record = |bytes: &[u8]| Record {
            tag: [bytes[0], bytes[1], bytes[2], bytes[3]],
            offset: u64::from(u32_at(bytes, 8)),
            length: u64::from(u32_at(bytes, 12)),
        };
        Ok(records.chunks_exact(16).map(record).collect())
    }

    fn face(&mut self, index: u32, at: u64) -> Result<Header> {
        let tables = self.directory(at)?;
        let find = |tag: &[u8; 4]| tables.iter().find(|t| t.tag == *tag);
        let outlines = if find(b"glyf").is_some() && find(b"loca").is_some() {
            Outlines::TrueType
        } else if find(b"CFF ").is_some() {
            Outlines::Cff
        } else if find(b"CFF2").is_some() {
            Outlines::Cff2
        } else {
            return Err(Flaw::NoOutlines);
        };
        for tag in [b"head", b"hhea", b"hmtx", b"maxp", b"cmap", b"glyf", b"loca", b"CFF "] {
            let end = find(tag).map(|t| t.offset + t.length);
            if end.is_some_and(|end| end > self.length) {
                return Err(Flaw::Truncated);
            }
        }
        if [b"head", b"hhea", b"hmtx", b"cmap"].iter().any(|tag| find(tag).is_none()) {
            return Err(Flaw::NotAFont);
        }
        let mut table = |tag: &[u8; 4]| match find(tag) {
            Some(t) => self.bytes(t.offset, t.length.min(LONGEST_TABLE)),
            None => Ok(Vec::new()),
        };
        let maxp = table(b"maxp")?;
        // Glyph 0 is the box for "no such character".
        if maxp.len() < 6 || u16_at(&maxp, 4) < 2 {
            return Err(Flaw::NoGlyphs);
        }
        let (names, post_script) = names(&table(b"name")?)?;
        let os2 = table(b"OS/2")?;
        let os2 = os2::Table::parse(&os2);
        let head = table(b"head")?;
        // macStyle: bit 0 bold, bit 1 italic.
        let mac_style = if head.len() < 46 { 0 } else { u16_at(&head, 44) };
        let bold = if mac_style & 1 == 0 { 400 } else { 700 };
        Ok(Header {
            index,
            post_script,
            weight: os2.map_or(bold, |t| t.weight().to_number()),
            italic: os2.map_or(mac_style & 2 != 0, |t| t.style() != ttf_parser::Style::Normal),
            outlines,
            embedding: Embedding::of(os2.as_ref()),
            chinese: is_chinese(os2.as_ref(), &names),
            names,
        })
    }
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// Old fonts leave the table of ranges empty; their name is in Chinese then.
fn is_chinese(os2: Option<&os2::Table<'_>>, names: &[String]) -> bool {
    let said = os2.is_some_and(|t| t.unicode_ranges().contains_char('一'));
    said || names.iter().any(|n| n.chars().any(super::family::is_hanzi))
}

/// The names that a style may say, and the one for programs.
fn names(table: &[u8]) -> Result<(Vec<String>, String)> {
    let table = name::Table::parse(table).ok_or(Flaw::NoNames)?;
    let mut names: Vec<String> = Vec::new();
    let mut post_script = String::new();
    for record in table.names {
        let Some(text) = text(&record) else { continue };
        match record.name_id {
            name_id::FAMILY | name_id::TYPOGRAPHIC_FAMILY | name_id::FULL_NAME => {
                names.push(text);
            }
            name_id::POST_SCRIPT_NAME if post_script.is_empty() => {
                post_script = text.chars().filter(char::is_ascii_graphic).collect();
            }
            _ => {}
        }
    }
    if names.is_empty() {
        return Err(Flaw::NoNames);
    }
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names.sort_by_key(|name| name.is_ascii());
    Ok((names, post_script))
}

/// A name in Unicode, or one of old Macintosh fonts in ASCII.
fn text(record: &Name<'_>) -> Option<String> {
    let text = if record.is_unicode() {
        record.to_string()?
    } else {
        let text = std::str::from_utf8(record.name).ok();
        text.filter(|text| text.is_ascii())?.to_owned()
    };
    let text = text.trim();
    let is_sound = !text.is_empty() && !text.contains(char::is_control);
    (is_sound && text.chars().count() <= LONGEST_NAME).then(|| text.to_owned())
}
