//! xls of Excel 97 to 2003 and what WPS and LibreOffice save as such ([MS-XLS]): records one behind the other.

mod style;

use self::style::XlsNotes;
use super::{
    super::{SourceCellKind, room::Room},
    SHEETS, STRINGS,
    cfb::{self, CompoundFile, long, word},
    dress::{CellLook, RichText},
    format::NumberFormat,
    sheet::{BookCell, BookRoom, BookSheet, MergedCells},
};
use crate::extract::{Read, Trouble};
use std::collections::HashMap;

const BROKEN: Trouble = Trouble::Damaged("里面的记录不完整");

/// Whether a file is a workbook of this kind, older ones among them.
pub(in crate::import::source) fn is_one(bytes: &[u8]) -> bool {
    cfb::is_one(bytes) && (cfb::names(bytes, "Workbook") || cfb::names(bytes, "Book"))
}

/// The sheets of a workbook.
pub(super) fn sheets(bytes: &[u8]) -> Read<Vec<BookSheet>> {
    let file = CompoundFile::open(bytes)?;
    let old = Trouble::Damaged("它是 Excel 95 或者更早的，请另存为 .xlsx");
    let stream = file.stream("Workbook")?.ok_or(old)?;
    let globals = XlsGlobals::of(&stream)?;
    let mut sheets = Vec::new();
    let mut room = BookRoom::default();
    // Sheets stand one behind the other; those of a list that says otherwise would be read again and again.
    let mut left = stream.len();
    for (start, name, is_hidden) in &globals.sheets {
        let sheet = BookSheet::new(name, *is_hidden);
        let notes = XlsNotes::default();
        let mut reader = XlsSheet { globals: &globals, sheet, room, text_of: None, notes };
        let read = reader.read(stream.get(*start..).ok_or(BROKEN)?)?;
        left = left.checked_sub(read).ok_or(Trouble::TooLarge)?;
        for (at, what) in reader.notes.all() {
            reader.sheet.note(at, &what)?;
        }
        room = reader.room;
        sheets.push(reader.sheet);
    }
    if sheets.is_empty() { Err(Trouble::Nothing) } else { Ok(sheets) }
}

/// The records of a stream: what they are, and what is in them.
struct XlsRecords<'a>(&'a [u8]);

impl<'a> Iterator for XlsRecords<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (word(self.0, 0)?, usize::from(word(self.0, 2)?));
        let content = self.0.get(4..4 + length)?;
        self.0 = self.0.get(4 + length..)?;
        Some((kind, content))
    }
}

/// What all sheets share.
#[derive(Default)]
struct XlsGlobals {
    /// Of each sheet where it begins, its name, and whether it is hidden.
    sheets: Vec<(usize, String, bool)>,
    strings: Vec<RichText>,
    fonts: Vec<CellLook>,
    /// Of each style of cells its format and its look.
    styles: Vec<(NumberFormat, CellLook)>,
    is_from_1904: bool,
}

impl XlsGlobals {
    fn of(stream: &[u8]) -> Read<Self> {
        let mut globals = Self::default();
        let mut written: HashMap<u16, NumberFormat> = HashMap::new();
        let mut table: Vec<&[u8]> = Vec::new();
        let mut is_table = false;
        // Their colours are numbers in a palette that stands behind them.
        let (mut fonts, mut styles, mut palette) = (Vec::new(), Vec::new(), Vec::new());
        for (kind, content) in XlsRecords(stream) {
            is_table &= kind == 0x3C;
            match kind {
                // What a workbook begins with; its version.
                0x809 if word(content, 0) != Some(0x600) => {
                    return Err(Trouble::Damaged("它是 Excel 95 或者更早的，请另存为 .xlsx"));
                }
                0x2F => return Err(Trouble::Encrypted),
                0x22 => globals.is_from_1904 = word(content, 0) == Some(1),
                0x85 if globals.sheets.len() < SHEETS => globals.sheets.extend(sheet(content)),
                0x41E => {
                    let code = content.get(2..).and_then(|text| text_of(text, true));
                    if let (Some(id), Some(code)) = (word(content, 0), code) {
                        written.insert(id, NumberFormat::parse(&code));
                    }
                }
                0x31 => fonts.push(content),
                0xE0 => styles.push(content),
                0x92 => palette = style::palette(content),
                0xFC => {
                    is_table = true;
                    table = vec![content];
                }
                0x3C if is_table => table.push(content),
                0x0A => break,
                _ => {}
            }
        }
        globals.fonts = fonts.into_iter().map(|font| style::font(font, &palette)).collect();
        for content in styles {
            let look = style::cell(&globals.fonts, &palette, content);
            let id = word(content, 2).unwrap_or(0);
            let known = written.get(&id).copied();
            let format = known.unwrap_or_else(|| NumberFormat::built_in(u32::from(id)));
            globals.styles.push((format, look));
        }
        globals.strings =
            TextTable { pieces: table, piece: 0, at: 0, fonts: &globals.fonts }.strings()?;
        Ok(globals)
    }
}

/// A sheet of the list (§2.4.28).
fn sheet(content: &[u8]) -> Option<(usize, String, bool)> {
    // 0 is a sheet of cells; others are charts and macros.
    (*content.get(5)? == 0).then_some(())?;
    let name = text_of(content.get(6..)?, false)?;
    Some((long(content, 0)? as usize, name, content.get(4)? & 3 != 0))
}

/// A text with its length before it, in one byte or in two (§2.5.240, §2.5.293).
fn text_of(bytes: &[u8], is_long: bool) -> Option<String> {
    let head = if is_long { 2 } else { 1 };
    let count = if is_long { word(bytes, 0)? } else { u16::from(*bytes.first()?) };
    let is_wide = bytes.get(head)? & 1 == 1;
    let size = usize::from(count) * if is_wide { 2 } else { 1 };
    let text = bytes.get(head + 1..)?;
    Some(decoded(text.get(..size.min(text.len()))?, is_wide))
}

fn decoded(bytes: &[u8], is_wide: bool) -> String {
    if !is_wide {
        return bytes.iter().map(|byte| char::from(*byte)).collect();
    }
    let (units, _) = bytes.as_chunks::<2>();
    let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    String::from_utf16_lossy(&units)
}

/// The table of texts, which goes on over several records (§2.4.265).
struct TextTable<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
    fonts: &'a [CellLook],
}

impl<'a> TextTable<'a> {
    fn strings(mut self) -> Read<Vec<RichText>> {
        let Some(first) = self.pieces.first() else {
            return Ok(Vec::new());
        };
        let count = long(first, 4).ok_or(BROKEN)? as usize;
        if count > STRINGS {
            return Err(Trouble::TooLarge);
        }
        self.at = 8;
        let mut strings = Vec::new();
        let mut room = Room::default();
        while strings.len() < count {
            let Some(text) = self.string() else { break };
            room.need(text.size())?;
            strings.push(text);
        }
        Ok(strings)
    }

    fn string(&mut self) -> Option<RichText> {
        let count = u16::from_le_bytes(self.bytes()?);
        let [flags] = self.bytes()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(u16::from_le_bytes(self.bytes()?)) };
        let more = if flags & 4 == 0 { 0 } else { u32::from_le_bytes(self.bytes()?) as usize };
        let text = self.characters(usize::from(count), flags & 1 == 1)?;
        let mut looks = Vec::new();
        for _ in 0..runs {
            let (from, font) = (self.bytes()?, self.bytes()?);
            let look = style::font_of(self.fonts, u16::from_le_bytes(font));
            looks.push((usize::from(u16::from_le_bytes(from)), look));
        }
        looks.sort_by_key(|(from, _)| *from);
        self.skip(more)?;
        Some(dressed(&text, &looks))
    }

    /// Some bytes, over the border of a record if need be.
    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            let rest = self.rest()?;
            *byte = *rest.first()?;
            self.at += 1;
        }
        Some(bytes)
    }

    /// What is left of the piece, or the next one.
    fn rest(&mut self) -> Option<&'a [u8]> {
        loop {
            let piece = self.pieces.get(self.piece)?;
            match piece.get(self.at..) {
                Some(rest) if !rest.is_empty() => return Some(rest),
                _ => (self.piece, self.at) = (self.piece + 1, 0),
            }
        }
    }

    /// A text; each record that it goes on in says anew how wide its characters are.
    fn characters(&mut self, mut count: usize, mut is_wide: bool) -> Option<String> {
        let mut text = String::new();
        while count > 0 {
            let piece = self.piece;
            let mut rest = self.rest()?;
            if self.piece != piece {
                is_wide = rest.first()? & 1 == 1;
                self.at += 1;
                rest = rest.get(1..)?;
            }
            let width = if is_wide { 2 } else { 1 };
            let here = count.min(rest.len() / width);
            if here == 0 {
                self.at += rest.len().max(1);
                continue;
            }
            text.push_str(&decoded(rest.get(..here * width)?, is_wide));
            self.at += here * width;
            count -= here;
        }
        Some(text)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let here = self.rest()?.len().min(count);
            self.at += here;
            count -= here;
        }
        Some(())
    }
}

/// A text whose pieces, each from a character on and in their order, have fonts of their own.
fn dressed(text: &str, looks: &[(usize, CellLook)]) -> RichText {
    let mut rich = RichText::default();
    let (mut at, mut look) = (0, None);
    let mut looks = looks.iter().peekable();
    for c in text.chars() {
        while let Some((_, next)) = looks.next_if(|(from, _)| *from <= at) {
            look = Some(*next);
        }
        rich.push(look, c.encode_utf8(&mut [0; 4]));
        at += c.len_utf16();
    }
    rich
}

struct XlsSheet<'a> {
    globals: &'a XlsGlobals,
    sheet: BookSheet,
    room: BookRoom,
    /// The cell of a formula whose result, a text, stands in the next record.
    text_of: Option<(u32, u32)>,
    notes: XlsNotes,
}

impl XlsSheet<'_> {
    /// Reads the records of the sheet, and says how long they are.
    fn read(&mut self, stream: &[u8]) -> Read<usize> {
        let mut depth = 0;
        let mut length = 0;
        for (kind, content) in XlsRecords(stream) {
            length += 4 + content.len();
            match kind {
                // A chart inside the sheet has records of its own.
                0x809 => depth += 1,
                0x0A if depth <= 1 => return Ok(length),
                0x0A => depth -= 1,
                _ if depth > 1 => {}
                0x5D | 0x1B6 | 0x3C | 0x1C => self.notes.take(kind, content),
                0xE5 => self.merges(content)?,
                0x208 | 0x7D => self.hide(kind, content),
                0xBD => self.numbers(content)?,
                0x207 => {
                    if let (Some(at), Some(text)) = (self.text_of.take(), text_of(content, true)) {
                        let formula = Some(String::new());
                        let kind = SourceCellKind::Plain;
                        let cell = BookCell { text, kind, formula, remark: None };
                        self.sheet.add(at, cell, &mut self.room)?;
                    }
                }
                _ => self.cell(kind, content)?,
            }
        }
        Ok(length)
    }

    /// Rows and columns that are not shown (§2.4.221, §2.4.53).
    fn hide(&mut self, kind: u16, content: &[u8]) {
        let at = |at| word(content, at);
        match (kind, at(0), at(2)) {
            (0x208, Some(row), _) if at(12).is_some_and(|flags| flags & 0x20 != 0) => {
                self.sheet.hide_rows(row.into(), row.into());
            }
            (0x7D, Some(first), Some(last)) if at(8).is_some_and(|flags| flags & 1 != 0) => {
                self.sheet.hide_columns(first.into(), last.into());
            }
            _ => {}
        }
    }

    fn cell(&mut self, kind: u16, content: &[u8]) -> Read<()> {
        let Some(at) = place(content) else {
            return Ok(());
        };
        let look = self.style(word(content, 4)).1;
        let room = &mut self.room.shared;
        let rich = |text: &RichText| {
            let (text, remark) = text.read(look);
            BookCell { text, remark, ..BookCell::default() }
        };
        let cell = match kind {
            0xFD => {
                let index = long(content, 6).unwrap_or(u32::MAX) as usize;
                let text = self.globals.strings.get(index);
                room.need(text.map_or(0, RichText::size))?;
                rich(text.unwrap_or(&RichText::default()))
            }
            0x204 => {
                let text = content.get(6..).and_then(|t| text_of(t, true));
                rich(&RichText::plain(text.unwrap_or_default()))
            }
            0x203 => self.number(content, float(content, 6).ok_or(BROKEN)?),
            0x27E => self.number(content, packed(long(content, 6).ok_or(BROKEN)?)),
            0x205 => truth(content.get(6).copied(), content.get(7) == Some(&1)),
            0x06 => self.formula(at, content)?,
            _ => return Ok(()),
        };
        self.sheet.add(at, cell, &mut self.room)
    }

    fn number(&self, content: &[u8], number: f64) -> BookCell {
        self.dressed(word(content, 4), number)
    }

    /// The format and the look of a cell by the number of its style.
    fn style(&self, style: Option<u16>) -> (NumberFormat, CellLook) {
        self.globals.styles.get(usize::from(style.unwrap_or(0))).copied().unwrap_or_default()
    }

    fn dressed(&self, style: Option<u16>, number: f64) -> BookCell {
        let (format, look) = self.style(style);
        let cell = format.cell(number, self.globals.is_from_1904);
        let (_, remark) = RichText::plain(cell.text.as_str()).read(look);
        BookCell { remark: remark.or(cell.remark), ..cell }
    }

    /// §2.5.133: what is no number is marked by two bytes of ones.
    fn formula(&mut self, at: (u32, u32), content: &[u8]) -> Read<BookCell> {
        let mut cell = match (word(content, 12).ok_or(BROKEN)?, content.get(6)) {
            (0xFFFF, Some(0)) => {
                self.text_of = Some(at);
                BookCell::default()
            }
            (0xFFFF, Some(1)) => truth(content.get(8).copied(), false),
            (0xFFFF, Some(2)) => truth(content.get(8).copied(), true),
            (0xFFFF, _) => BookCell::default(),
            _ => self.number(content, float(content, 6).ok_or(BROKEN)?),
        };
        cell.formula = Some(String::new());
        if cell.text.is_empty() {
            cell.kind = SourceCellKind::Uncomputed;
        }
        Ok(cell)
    }

    /// Numbers side by side (§2.4.175).
    fn numbers(&mut self, content: &[u8]) -> Read<()> {
        let Some((row, first)) = place(content) else {
            return Ok(());
        };
        let all = content.get(4..content.len().saturating_sub(2)).unwrap_or_default();
        for (column, number) in (first..).zip(all.chunks_exact(6)) {
            let value = packed(long(number, 2).ok_or(BROKEN)?);
            let cell = self.dressed(word(number, 0), value);
            self.sheet.add((row, column), cell, &mut self.room)?;
        }
        Ok(())
    }

    fn merges(&mut self, content: &[u8]) -> Read<()> {
        for merged in content.get(2..).unwrap_or_default().chunks_exact(8) {
            let corner = |at| word(merged, at).map_or(0, u32::from);
            let (first, last) = ((corner(0), corner(4)), (corner(2), corner(6)));
            self.sheet.merge(MergedCells { first, last })?;
        }
        Ok(())
    }
}

fn place(content: &[u8]) -> Option<(u32, u32)> {
    Some((u32::from(word(content, 0)?), u32::from(word(content, 2)?)))
}

fn float(content: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(content.get(at..at + 8)?.try_into().ok()?))
}

/// §2.5.217: thirty bits of a number, or a whole one, and whether a hundredth of it is meant.
fn packed(bits: u32) -> f64 {
    let number = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { number } else { number / 100.0 }
}

/// §2.5.10.
fn truth(value: Option<u8>, is_error: bool) -> BookCell {
    let text = match (is_error, value.unwrap_or(0)) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0F) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1D) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    };
    let kind = if is_error { SourceCellKind::Error } else { SourceCellKind::Bool };
    BookCell { text: text.to_owned(), kind, ..BookCell::default() }
}
