//! XLSX (ECMA-376 Part 1 §18): the sheets of the list in `xl/workbook.xml`, with results as they were kept.

mod notes;
mod style;

use self::style::{RichWalk, XlsxStyle, styles};
use super::{
    super::{PART, SourceCellKind, package::relations, room::Room},
    SHEETS, STRINGS,
    dress::RichText,
    sheet::{BookCell, BookRoom, BookSheet, MergedCells, cell_at},
    xml::{XmlStep, attribute, number, walk},
};
use crate::extract::{Read, Trouble, zip::ZipReader};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// The part that lists the sheets.
const WORKBOOK: &str = "xl/workbook.xml";

/// The sheets of a workbook.
pub(super) fn sheets(bytes: &[u8]) -> Read<Vec<BookSheet>> {
    let mut archive = ZipReader::open(bytes)?;
    let list = archive.read(WORKBOOK, PART)?.ok_or(Trouble::Nothing)?;
    let workbook = XlsxList::of(&list)?;
    let parts = relations(&mut archive, WORKBOOK)?.into_iter();
    let parts: HashMap<String, String> =
        parts.map(|relation| (relation.id, relation.part)).collect();
    let strings = match archive.read("xl/sharedStrings.xml", PART)? {
        Some(part) => strings(&part)?,
        None => Vec::new(),
    };
    let styles = match archive.read("xl/styles.xml", PART)? {
        Some(part) => styles(&part)?,
        None => Vec::new(),
    };
    let mut sheets = Vec::new();
    let mut room = BookRoom::default();
    for (name, id, is_hidden) in workbook.sheets {
        let Some(target) = parts.get(&id) else { continue };
        // A sheet of a chart alone is none.
        let Some(part) = archive.read(target, PART)? else { continue };
        let sheet = BookSheet::new(&name, is_hidden);
        let mut walk = SheetWalk {
            sheet,
            strings: &strings,
            styles: &styles,
            is_from_1904: workbook.is_from_1904,
            room,
            at: (0, 0),
            open: OpenCell::default(),
            head: String::new(),
        };
        walk.read(&part)?;
        let mut sheet = walk.sheet;
        room = walk.room;
        notes::add(&mut archive, target, &mut sheet)?;
        sheets.push(sheet);
    }
    if sheets.is_empty() { Err(Trouble::Nothing) } else { Ok(sheets) }
}

/// What the workbook says of itself: of each sheet its name, its id, and whether it is hidden.
#[derive(Default)]
struct XlsxList {
    sheets: Vec<(String, String, bool)>,
    is_from_1904: bool,
}

impl XlsxList {
    fn of(part: &[u8]) -> Read<Self> {
        let mut list = Self::default();
        walk(part, |step| {
            if let XmlStep::Begin(name, start) = step {
                match name {
                    "sheet" if list.sheets.len() < SHEETS => list.sheets.push((
                        attribute(start, "name").unwrap_or_default(),
                        attribute(start, "id").unwrap_or_default(),
                        attribute(start, "state").is_some_and(|state| state != "visible"),
                    )),
                    "workbookPr" => {
                        let from = attribute(start, "date1904");
                        list.is_from_1904 = from.is_some_and(|from| from == "1" || from == "true");
                    }
                    _ => {}
                }
            }
            Ok(())
        })?;
        Ok(list)
    }
}

/// The texts that cells share.
fn strings(part: &[u8]) -> Read<Vec<RichText>> {
    let mut strings: Vec<RichText> = Vec::new();
    let mut rich = RichWalk::default();
    let mut room = Room::default();
    walk(part, |step| {
        if let XmlStep::Text(text) = step {
            room.need(text.len())?;
        }
        match step {
            XmlStep::Begin("si", _) => {
                if strings.len() >= STRINGS {
                    return Err(Trouble::TooLarge);
                }
                rich = RichWalk::default();
            }
            XmlStep::End("si") => strings.push(std::mem::take(&mut rich).text),
            step => rich.step(&step),
        }
        Ok(())
    })?;
    for text in &mut strings {
        text.map(unescaped);
    }
    Ok(strings)
}

/// A text with what XML cannot say, `_x000D_`, as it was (§22.9.2.19).
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let code = after.get(..4).filter(|_| after.get(4..5) == Some("_"));
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        if let (Some(c), Some(behind)) = (c, after.get(5..)) {
            plain.extend((c != '\r').then_some(c));
            rest = behind;
        } else {
            plain.push_str("_x");
            rest = after;
        }
    }
    plain + rest
}

/// The cell that is being read.
#[derive(Default)]
struct OpenCell {
    style: usize,
    kind: String,
    value: String,
    formula: Option<String>,
    /// A text that stands in the cell itself.
    rich: RichWalk,
    /// Which of these is open.
    inside: CellPart,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum CellPart {
    #[default]
    Nothing,
    Value,
    Formula,
    Head,
}

struct SheetWalk<'a> {
    sheet: BookSheet,
    strings: &'a [RichText],
    styles: &'a [XlsxStyle],
    is_from_1904: bool,
    room: BookRoom,
    /// Where the next cell stands unless it says so itself.
    at: (u32, u32),
    open: OpenCell,
    /// Heads and feet of printed pages.
    head: String,
}

impl SheetWalk<'_> {
    fn read(&mut self, part: &[u8]) -> Read<()> {
        walk(part, |step| {
            self.open.rich.step(&step);
            match step {
                XmlStep::Begin(name, start) => self.begin(name, start),
                XmlStep::End(name) => self.end(name),
                XmlStep::Text(text) => {
                    match self.open.inside {
                        CellPart::Value => self.open.value.push_str(text),
                        CellPart::Formula => {
                            self.open.formula.get_or_insert_default().push_str(text);
                        }
                        CellPart::Head => self.head.push_str(text),
                        CellPart::Nothing => {}
                    }
                    Ok(())
                }
            }
        })?;
        self.heads()
    }

    /// Heads and feet of printed pages that say something (§18.3.1.46).
    fn heads(&mut self) -> Read<()> {
        let mut text = String::new();
        let mut chars = self.head.chars();
        while let Some(c) = chars.next() {
            if c != '&' {
                text.push(c);
                continue;
            }
            match chars.next() {
                Some('"') => drop(chars.by_ref().find(|c| *c == '"')),
                // Left, middle and right.
                Some('L' | 'C' | 'R') => text.push(' '),
                _ => {}
            }
        }
        let is_number = text.chars().all(|c| !c.is_alphabetic() || "第共页".contains(c));
        if is_number {
            Ok(())
        } else {
            self.sheet.note(None, &format!("页眉页脚“{}”", text.trim()))
        }
    }

    fn begin(&mut self, name: &str, start: &BytesStart<'_>) -> Read<()> {
        match name {
            "row" => {
                let row = number(start, "r").and_then(|row| row.checked_sub(1));
                self.at = (row.unwrap_or(self.at.0), 0);
                if is_hidden(start, "ht") {
                    self.sheet.hide_rows(self.at.0, self.at.0);
                }
            }
            "col" if is_hidden(start, "width") => {
                let at = |name| number(start, name).and_then(|column| column.checked_sub(1));
                if let (Some(first), Some(last)) = (at("min"), at("max")) {
                    self.sheet.hide_columns(first, last);
                }
            }
            "c" => {
                if let Some(at) = attribute(start, "r").and_then(|name| cell_at(&name)) {
                    self.at = at;
                }
                self.open = OpenCell {
                    style: number(start, "s").unwrap_or(0) as usize,
                    kind: attribute(start, "t").unwrap_or_default(),
                    ..OpenCell::default()
                };
            }
            "v" => self.open.inside = CellPart::Value,
            "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader"
            | "firstFooter" => self.open.inside = CellPart::Head,
            "f" => {
                self.open.formula.get_or_insert_default();
                self.open.inside = CellPart::Formula;
            }
            "mergeCell" => {
                if let Some(merged) = attribute(start, "ref").and_then(|at| block(&at)) {
                    self.sheet.merge(merged)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Read<()> {
        match name {
            "v" | "f" => self.open.inside = CellPart::Nothing,
            name if self.open.inside == CellPart::Head && name.len() > 7 => {
                self.open.inside = CellPart::Nothing;
            }
            "c" => {
                let open = std::mem::take(&mut self.open);
                let cell = self.cell(open)?;
                self.sheet.add(self.at, cell, &mut self.room)?;
                self.at.1 = self.at.1.saturating_add(1);
            }
            "row" => self.at = (self.at.0.saturating_add(1), 0),
            _ => {}
        }
        Ok(())
    }

    /// §18.18.11.
    fn cell(&mut self, open: OpenCell) -> Read<BookCell> {
        let value = open.value.trim();
        let style = self.styles.get(open.style).copied().unwrap_or_default();
        let rich = |text: &RichText| {
            let (text, remark) = text.read(style.look);
            BookCell { text, remark, ..BookCell::default() }
        };
        let plain = |text: &str| rich(&RichText::plain(text));
        let mut cell = match open.kind.as_str() {
            "s" => {
                let text = value.parse().ok().and_then(|index: usize| self.strings.get(index));
                self.room.shared.need(text.map_or(0, RichText::size))?;
                text.map_or_else(BookCell::default, rich)
            }
            "b" => BookCell {
                kind: SourceCellKind::Bool,
                ..plain(if value == "1" { "TRUE" } else { "FALSE" })
            },
            "e" => BookCell { kind: SourceCellKind::Error, ..plain(value) },
            "d" => BookCell {
                kind: SourceCellKind::Date,
                ..plain(value.split('T').next().unwrap_or_default())
            },
            "inlineStr" => rich(&open.rich.text),
            "str" => plain(&open.value),
            _ => match value.parse::<f64>() {
                Ok(number) => {
                    let cell = style.format.cell(number, self.is_from_1904);
                    let (_, remark) = RichText::plain(cell.text.as_str()).read(style.number_look());
                    BookCell { remark: remark.or(cell.remark), ..cell }
                }
                Err(_) => plain(value),
            },
        };
        cell.formula = open.formula;
        if cell.formula.is_some() && cell.text.is_empty() {
            cell.kind = SourceCellKind::Uncomputed;
        }
        Ok(cell)
    }
}

/// Whether a row or a column is not shown: it says so, or is nothing high or wide.
fn is_hidden(start: &BytesStart<'_>, size: &str) -> bool {
    let size = attribute(start, size).and_then(|size| size.parse::<f64>().ok());
    attribute(start, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true")
        || size == Some(0.0)
}

/// `A1:B2`.
fn block(name: &str) -> Option<MergedCells> {
    let (first, last) = name.split_once(':')?;
    Some(MergedCells { first: cell_at(first)?, last: cell_at(last)? })
}
