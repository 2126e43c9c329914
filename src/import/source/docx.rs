//! The body of a DOCX (ECMA-376 Part 1) → lines and rows. Deleted and moved-away text, hidden text and
//! the second copy of what is written down twice are not there.

use super::{
    Reading, damaged,
    flow::{FlowCell, FlowItem, FlowRow, FlowText, FlowWriter},
    too_large,
};
use crate::{
    diagnostic::Result,
    extract::{Trouble, zip::ZipReader},
};
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
};

/// Largest body in bytes; one of a report has some hundred thousand.
const BODY: usize = 32 << 20;
/// Elements inside each other; a table in a table in a text box has some fifty.
const DEPTH: usize = 256;

/// Reads a DOCX.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    let body = body(bytes).map_err(|trouble| match trouble {
        Trouble::Damaged(why) => damaged(name, why),
        Trouble::Encrypted => damaged(name, "它加了密，请先去掉密码"),
        Trouble::Nothing => damaged(name, "里面没有正文"),
        Trouble::TooLarge => too_large(name),
    })?;
    let mut walk = DocxWalk::default();
    walk.read(&body).map_err(|trouble| match trouble {
        Trouble::TooLarge => too_large(name),
        _ => damaged(name, "里面的 XML 不完整"),
    })?;
    let mut writer = FlowWriter::default();
    writer.items(&walk.items);
    if writer.view.is_full() {
        return Err(too_large(name));
    }
    Ok(writer.view.finish(name))
}

fn body(bytes: &[u8]) -> std::result::Result<String, Trouble> {
    let mut archive = ZipReader::open(bytes)?;
    let part = archive.read("word/document.xml", BODY)?.ok_or(Trouble::Nothing)?;
    String::from_utf8(part).map_err(|_| Trouble::Damaged("正文不是 UTF-8"))
}

/// What an open element is to the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DocxPart {
    Paragraph,
    Run,
    Text,
    Table,
    Row,
    Cell,
    /// Not looked into.
    Skipped,
    Other,
}

#[derive(Debug, Default)]
struct DocxWalk {
    items: Vec<FlowItem>,
    open: Vec<DocxPart>,
    /// Open paragraphs: one may stand in a text box of another.
    paragraphs: Vec<String>,
    /// Open tables, with what stood before them in their cell.
    tables: Vec<OpenTable>,
    is_hidden: bool,
    /// How many paragraphs were read outside of tables.
    count: usize,
}

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<FlowRow>,
    /// What the open cell will be.
    columns: usize,
    is_covered: bool,
    outside: Vec<FlowItem>,
    cells: Vec<Vec<FlowItem>>,
}

impl DocxWalk {
    fn read(&mut self, body: &str) -> std::result::Result<(), Trouble> {
        const BROKEN: Trouble = Trouble::Damaged("");
        let mut reader = Reader::from_str(body.trim_start_matches('\u{FEFF}'));
        loop {
            match reader.read_event().map_err(|_| BROKEN)? {
                Event::Start(start) => {
                    if self.open.len() > DEPTH {
                        return Err(Trouble::TooLarge);
                    }
                    let part = self.begin(&start);
                    self.open.push(part);
                }
                Event::Empty(start) => {
                    let part = self.begin(&start);
                    self.end(part);
                }
                Event::End(_) => {
                    let part = self.open.pop().ok_or(BROKEN)?;
                    self.end(part);
                }
                Event::Text(text) => self.text(&text.xml_content(XmlVersion::Implicit1_0)),
                Event::CData(text) => self.text(&text.xml_content(XmlVersion::Implicit1_0)),
                Event::GeneralRef(reference) => {
                    if let Some(character) = reference.resolve_char_ref().map_err(|_| BROKEN)? {
                        self.text(character.encode_utf8(&mut [0; 4]));
                    } else {
                        let name = reference.into_inner();
                        self.text(resolve_xml_entity(&name).unwrap_or_default());
                    }
                }
                Event::Eof if self.open.is_empty() => return Ok(()),
                Event::Eof => return Err(BROKEN),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
            }
        }
    }

    fn is_skipped(&self) -> bool {
        self.open.last() == Some(&DocxPart::Skipped)
    }

    fn begin(&mut self, start: &BytesStart<'_>) -> DocxPart {
        if self.is_skipped() {
            return DocxPart::Skipped;
        }
        let name = start.local_name();
        match name.as_ref() {
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "rt" => {
                return DocxPart::Skipped;
            }
            "p" => {
                self.paragraphs.push(String::new());
                return DocxPart::Paragraph;
            }
            "r" => {
                self.is_hidden = false;
                return DocxPart::Run;
            }
            "t" => return DocxPart::Text,
            "br" | "cr" => self.push("\n"),
            "tab" if self.open.last() == Some(&DocxPart::Run) => self.push(" "),
            "noBreakHyphen" => self.push("-"),
            "vanish" if self.open.contains(&DocxPart::Run) => self.is_hidden = true,
            "tbl" => {
                let outside = std::mem::take(&mut self.items);
                self.tables.push(OpenTable { outside, ..OpenTable::default() });
                return DocxPart::Table;
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(FlowRow::default());
                }
                return DocxPart::Row;
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.columns, table.is_covered) = (1, false);
                    table.cells.push(std::mem::take(&mut self.items));
                    return DocxPart::Cell;
                }
            }
            "gridSpan" | "vMerge" | "gridBefore" => {
                self.property(name.as_ref(), value(start).as_deref());
            }
            _ => {}
        }
        DocxPart::Other
    }

    /// A property of a cell or row.
    fn property(&mut self, name: &str, value: Option<&str>) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let number = || value.and_then(|text| text.parse().ok());
        match name {
            "gridSpan" => table.columns = number().unwrap_or(1),
            "vMerge" => table.is_covered = value != Some("restart"),
            _ => {
                if let Some(row) = table.rows.last_mut() {
                    row.skipped = number().unwrap_or(0);
                }
            }
        }
    }

    fn end(&mut self, part: DocxPart) {
        match part {
            DocxPart::Paragraph => self.end_paragraph(),
            DocxPart::Cell => self.end_cell(),
            DocxPart::Table => {
                if let Some(table) = self.tables.pop() {
                    self.items = table.outside;
                    self.items.push(FlowItem::Table(table.rows));
                }
            }
            DocxPart::Run => self.is_hidden = false,
            DocxPart::Row | DocxPart::Text | DocxPart::Skipped | DocxPart::Other => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(text) = self.paragraphs.pop() else {
            return;
        };
        let is_outside = self.tables.is_empty();
        if is_outside {
            self.count += 1;
        }
        if text.trim().is_empty() {
            return;
        }
        let place =
            if is_outside { format!("第{}段", self.count) } else { "表格里".to_owned() };
        self.items.push(FlowItem::Text(FlowText { text, place, is_aside: false }));
    }

    fn end_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let items = std::mem::replace(&mut self.items, table.cells.pop().unwrap_or_default());
        let (columns, is_covered) = (table.columns, table.is_covered);
        if let Some(row) = table.rows.last_mut() {
            row.cells.push(FlowCell { items, columns, rows: 1, is_covered, line: None });
        }
    }

    fn text(&mut self, text: &str) {
        if self.open.last() == Some(&DocxPart::Text) {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        if !self.is_hidden
            && !self.is_skipped()
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.push_str(text);
        }
    }
}

/// The `w:val` of an element.
fn value(start: &BytesStart<'_>) -> Option<String> {
    let attribute = start.attributes().flatten().find(|a| a.key.local_name().as_ref() == "val")?;
    Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}
