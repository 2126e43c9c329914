//! Fonts (ISO 32000-1 §9.5 to §9.10) as far as reading needs them: which characters the codes of a text stand
//! for, and how far each moves the pen. What a file does not say is not guessed: such a code has no character.

use super::{
    cmap::{CodeMap, utf16},
    glyph_names::{named, win_ansi},
    matrix::Matrix,
};
use crate::{
    extract::{
        Read,
        file::PdfFile,
        syntax::{Dict, Object},
    },
    text::plain,
};
use std::collections::HashMap;

/// No face has more glyphs.
const GLYPHS: usize = 70_000;
/// Largest table of a font in bytes, and largest face.
const TABLE: usize = 4 << 20;
const FACE: usize = 32 << 20;

/// A font.
#[derive(Debug)]
pub(super) struct PdfFont {
    codes: FontCodes,
    to_unicode: Option<CodeMap>,
    /// The characters of a font of single bytes.
    simple: Vec<Option<char>>,
    /// Glyph of the embedded face → character.
    face: HashMap<u32, char>,
    /// Number of a character in its collection → glyph of the face, two bytes each.
    to_glyph: Option<Vec<u8>>,
    widths: HashMap<u32, f64>,
    usual_width: f64,
    /// What one unit of a width is, seen from the size of the text.
    unit: f64,
    /// Whether it is written from top to bottom.
    pub is_vertical: bool,
}

/// How the bytes of a text are cut into codes, and what a code is.
#[derive(Debug)]
enum FontCodes {
    /// One byte each.
    Single,
    /// Two bytes, the number of the character itself.
    Identity,
    /// GB 18030 and what is part of it.
    Gb,
    /// UTF-16.
    Unicode,
    /// By a table of the file.
    Table(CodeMap),
}

/// A code of a text.
#[derive(Clone, Debug)]
pub(super) struct ShownCode {
    /// What it stands for; U+FFFD where the file does not say.
    pub text: String,
    /// How far it moves the pen, by a size of one.
    pub width: f64,
    /// Whether it is the byte that takes the space between words (§9.3.3).
    pub is_space: bool,
}

/// Reads a font.
pub(super) fn font(file: &mut PdfFile<'_>, dict: &Dict) -> Read<PdfFont> {
    let to_unicode = match file.follow_key(dict, "ToUnicode")? {
        stream @ Object::Stream(..) => {
            let table = file.content(&stream, TABLE).map(|bytes| CodeMap::of(&bytes));
            table.ok().filter(|table| !table.is_empty())
        }
        _ => None,
    };
    let kind = file.follow_key(dict, "Subtype")?;
    match kind.name() {
        Some(b"Type0") => composite(file, dict, to_unicode),
        kind => simple(file, dict, to_unicode, kind == Some(b"Type3")),
    }
}

fn simple(
    file: &mut PdfFile<'_>,
    dict: &Dict,
    to_unicode: Option<CodeMap>,
    is_drawn: bool,
) -> Read<PdfFont> {
    let first = file.follow_key(dict, "FirstChar")?.index().unwrap_or(0);
    let mut widths = HashMap::new();
    let listed = file.follow_key(dict, "Widths")?;
    for (index, width) in listed.array().iter().take(256).enumerate() {
        if let (Some(width), Ok(code)) =
            (file.follow(width)?.number(), u32::try_from(first.saturating_add(index)))
        {
            widths.insert(code, width);
        }
    }
    let described = file.follow_key(dict, "FontDescriptor")?;
    let about = described.dict().cloned().unwrap_or_default();
    let missing = file.follow_key(&about, "MissingWidth")?.number();
    // A digit of the faces that every reader has.
    let usual_width = missing.unwrap_or(if widths.is_empty() { 556.0 } else { 0.0 });
    let flags = file.follow_key(&about, "Flags")?.index().unwrap_or(0);
    // A face whose codes are its own says nothing by itself.
    let is_own = is_drawn || (flags & 4 != 0 && !about.is_empty());
    let matrix = file.follow_key(dict, "FontMatrix")?;
    let matrix = Matrix::of(matrix.array()).filter(|_| is_drawn);
    Ok(PdfFont {
        codes: FontCodes::Single,
        to_unicode,
        simple: encoding(file, dict, is_own)?,
        face: HashMap::new(),
        to_glyph: None,
        widths,
        usual_width,
        unit: matrix.map_or(0.001, |matrix| matrix.0[0].abs()),
        is_vertical: false,
    })
}

/// The characters of a font of single bytes (§9.6.6).
fn encoding(file: &mut PdfFile<'_>, dict: &Dict, is_own: bool) -> Read<Vec<Option<char>>> {
    let encoding = file.follow_key(dict, "Encoding")?;
    let base = match encoding.dict() {
        Some(encoding) => file.follow_key(encoding, "BaseEncoding")?,
        None => encoding.clone(),
    };
    let is_known = base.name().is_some() || !is_own;
    let mut chars: Vec<Option<char>> =
        (0..=u8::MAX).map(|code| win_ansi(code).filter(|_| is_known)).collect();
    let Some(encoding) = encoding.dict() else { return Ok(chars) };
    let mut code = 0;
    for item in file.follow_key(encoding, "Differences")?.array() {
        match item {
            Object::Name(name) => {
                if let Some(slot) = chars.get_mut(code) {
                    *slot = named(name);
                }
                code += 1;
            }
            number => code = number.index().unwrap_or(chars.len()),
        }
    }
    Ok(chars)
}

fn composite(file: &mut PdfFile<'_>, dict: &Dict, to_unicode: Option<CodeMap>) -> Read<PdfFont> {
    let descendants = file.follow_key(dict, "DescendantFonts")?;
    let descendant = match descendants.array().first() {
        Some(first) => file.follow(&first.clone())?,
        None => Object::Null,
    };
    let descendant = descendant.dict().cloned().unwrap_or_default();
    let encoding = file.follow_key(dict, "Encoding")?;
    let codes = match &encoding {
        Object::Name(name) => FontCodes::named(name),
        stream @ Object::Stream(..) => match file.content(stream, TABLE) {
            Ok(bytes) => FontCodes::Table(CodeMap::of(&bytes)),
            Err(_) => FontCodes::Identity,
        },
        _ => FontCodes::Identity,
    };
    let is_vertical = encoding.name().is_some_and(|name| name.ends_with(b"-V") || name == b"V");
    let usual_width = file.follow_key(&descendant, "DW")?.number().unwrap_or(1000.0);
    let listed = file.follow_key(&descendant, "W")?;
    let widths = widths(file, listed.array())?;
    let says_nothing =
        to_unicode.is_none() && matches!(codes, FontCodes::Identity | FontCodes::Table(_));
    let (face, to_glyph) = if says_nothing {
        (face(file, &descendant)?, to_glyph(file, &descendant)?)
    } else {
        (HashMap::new(), None)
    };
    let simple = Vec::new();
    let unit = 0.001;
    Ok(PdfFont {
        codes,
        to_unicode,
        simple,
        face,
        to_glyph,
        widths,
        usual_width,
        unit,
        is_vertical,
    })
}

impl FontCodes {
    /// Those that have a name (§9.7.5.2).
    fn named(name: &[u8]) -> Self {
        let has = |word: &[u8]| name.windows(word.len()).any(|window| window == word);
        if has(b"UCS2") || has(b"UTF16") {
            Self::Unicode
        } else if name.starts_with(b"GB") {
            Self::Gb
        } else {
            Self::Identity
        }
    }

    /// The code that a text begins with, and its length.
    fn next(&self, text: &[u8]) -> (u32, usize) {
        let byte = |at: usize| text.get(at).copied().unwrap_or_default();
        let length = match self {
            Self::Single => 1,
            Self::Gb => match (byte(0), byte(1)) {
                (0..=0x80, _) => 1,
                (_, 0x30..=0x39) => 4,
                _ => 2,
            },
            Self::Unicode if (0xD8..=0xDB).contains(&byte(0)) => 4,
            Self::Identity | Self::Unicode => 2,
            Self::Table(table) => table.length(text).unwrap_or(2),
        };
        let length = length.min(text.len().max(1));
        let code = text.iter().take(length).fold(0, |code, byte| code << 8 | u32::from(*byte));
        (code, length)
    }
}

/// Widths by the numbers of characters (§9.7.4.3).
fn widths(file: &mut PdfFile<'_>, listed: &[Object]) -> Read<HashMap<u32, f64>> {
    let mut widths = HashMap::new();
    let mut rest = listed;
    while let [first, second, tail @ ..] = rest {
        let Some(first) = first.index().and_then(|first| u32::try_from(first).ok()) else { break };
        match (file.follow(second)?, tail) {
            (Object::Array(each), _) => {
                for (glyph, width) in (first..).zip(&each).take(GLYPHS) {
                    widths.extend(width.number().map(|width| (glyph, width)));
                }
                rest = tail;
            }
            (last, [width, tail @ ..]) => {
                let last = last.index().and_then(|last| u32::try_from(last).ok()).unwrap_or(first);
                let width = width.number().unwrap_or_default();
                widths.extend((first..=last).take(GLYPHS).map(|glyph| (glyph, width)));
                rest = tail;
            }
            _ => break,
        }
        if widths.len() > GLYPHS {
            break;
        }
    }
    Ok(widths)
}

/// The characters of the glyphs of an embedded face.
fn face(file: &mut PdfFile<'_>, descendant: &Dict) -> Read<HashMap<u32, char>> {
    let described = file.follow_key(descendant, "FontDescriptor")?;
    let Some(described) = described.dict().cloned() else { return Ok(HashMap::new()) };
    let mut chars = HashMap::new();
    for key in ["FontFile2", "FontFile3"] {
        let stream @ Object::Stream(..) = file.follow_key(&described, key)? else { continue };
        let Ok(bytes) = file.content(&stream, FACE) else { continue };
        let Ok(face) = ttf_parser::Face::parse(&bytes, 0) else { continue };
        let tables = face.tables().cmap.into_iter().flat_map(|table| table.subtables);
        for table in tables.filter(ttf_parser::cmap::Subtable::is_unicode) {
            table.codepoints(|code| {
                if let (Some(c), Some(glyph)) = (char::from_u32(code), table.glyph_index(code))
                    && chars.len() < GLYPHS
                {
                    chars.entry(u32::from(glyph.0)).or_insert(c);
                }
            });
        }
    }
    Ok(chars)
}

fn to_glyph(file: &mut PdfFile<'_>, descendant: &Dict) -> Read<Option<Vec<u8>>> {
    match file.follow_key(descendant, "CIDToGIDMap")? {
        stream @ Object::Stream(..) => Ok(file.content(&stream, TABLE).ok()),
        _ => Ok(None),
    }
}

impl PdfFont {
    /// The codes of a text, at most so many.
    pub fn codes(&self, text: &[u8], most: usize) -> Vec<ShownCode> {
        let mut shown = Vec::new();
        let mut rest = text;
        while !rest.is_empty() && shown.len() < most {
            let (code, length) = self.codes.next(rest);
            let (bytes, tail) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            let glyph = self.glyph(code);
            shown.push(ShownCode {
                text: self.text(code, glyph, bytes),
                width: self.width(code, glyph) * self.unit,
                is_space: length == 1 && code == 32,
            });
            rest = tail;
        }
        shown
    }

    /// The number of the character in its collection.
    fn glyph(&self, code: u32) -> Option<u32> {
        match &self.codes {
            FontCodes::Single | FontCodes::Identity => Some(code),
            FontCodes::Table(table) => table.glyph(code),
            // The first characters of Adobe-GB1 are those of ASCII.
            FontCodes::Unicode => code.checked_sub(31).filter(|glyph| (1..=95).contains(glyph)),
            FontCodes::Gb => None,
        }
    }

    fn width(&self, code: u32, glyph: Option<u32>) -> f64 {
        let known = glyph.and_then(|glyph| self.widths.get(&glyph));
        match (&self.codes, known) {
            (_, Some(width)) => *width,
            (FontCodes::Gb | FontCodes::Unicode, None) if code < 0x80 => 500.0,
            _ => self.usual_width,
        }
    }

    fn text(&self, code: u32, glyph: Option<u32>, bytes: &[u8]) -> String {
        const UNKNOWN: &str = "\u{FFFD}";
        let by_table = self.to_unicode.as_ref().and_then(|table| table.text(code));
        if let Some(text) = by_table.filter(|text| !text.contains(['\0', '\u{FFFD}'])) {
            // Faces print radicals and hanzi by one glyph, and writers name the radical.
            return text
                .chars()
                .map(|c| if is_radical(c) { plain(c).unwrap_or(c) } else { c })
                .collect();
        }
        let c = match &self.codes {
            FontCodes::Single => self.simple.get(code as usize).copied().flatten(),
            FontCodes::Unicode => return utf16(bytes),
            FontCodes::Gb => {
                let (text, is_broken) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
                return if is_broken { UNKNOWN.to_owned() } else { text.into_owned() };
            }
            FontCodes::Identity | FontCodes::Table(_) => glyph
                .and_then(|glyph| self.face.get(&self.glyph_of_face(glyph)))
                .map(|c| plain(*c).filter(|_| is_radical(*c)).unwrap_or(*c)),
        };
        c.map_or_else(|| UNKNOWN.to_owned(), String::from)
    }

    fn glyph_of_face(&self, number: u32) -> u32 {
        let Some(table) = &self.to_glyph else { return number };
        let at = number as usize * 2;
        match table.get(at..at + 2) {
            Some([high, low]) => u32::from(*high) << 8 | u32::from(*low),
            _ => 0,
        }
    }
}

/// Whether a character is one that only looks like a hanzi.
fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAD9}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(codes: FontCodes) -> PdfFont {
        PdfFont {
            codes,
            to_unicode: None,
            simple: (0..=u8::MAX).map(win_ansi).collect(),
            face: HashMap::new(),
            to_glyph: None,
            widths: HashMap::new(),
            usual_width: 1000.0,
            unit: 0.001,
            is_vertical: false,
        }
    }

    fn text(codes: FontCodes, bytes: &[u8]) -> String {
        of(codes).codes(bytes, 100).into_iter().map(|shown| shown.text).collect()
    }

    #[test]
    fn fonts_without_a_table_are_read_by_the_name_of_their_codes() {
        let (gbk, _, _) = encoding_rs::GBK.encode("公开12件");
        assert_eq!(text(FontCodes::named(b"GBK-EUC-H"), &gbk), "公开12件");
        let units: Vec<u8> = "公开12件".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(FontCodes::named(b"UniGB-UCS2-H"), &units), "公开12件");
        assert_eq!(text(FontCodes::Single, b"12"), "12");
        assert_eq!(text(FontCodes::named(b"Identity-H"), b"\x12\x34"), "\u{FFFD}");
    }

    #[test]
    fn ascii_is_half_as_wide_in_chinese_fonts() {
        let font = of(FontCodes::Gb);
        let widths: Vec<f64> = font.codes(b"1\xB9\xAB", 9).iter().map(|code| code.width).collect();
        assert_eq!(widths, [0.5, 1.0]);
    }
}
