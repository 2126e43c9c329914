//! The body of a DOCX (ECMA-376 Part 1) → lines and rows. Deleted and moved-away text, hidden text and
//! the second copy of what is written down twice are not there; that something was left out is told.

use super::{
    PART, Reading, damaged,
    field::DocxFields,
    flow::{FlowCell, FlowItem, FlowRow, FlowText, FlowWriter},
    odd::OddKind,
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
    let part = archive.read("word/document.xml", PART)?.ok_or(Trouble::Nothing)?;
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
    RowProperties,
    Cell,
    /// Taken out, or put in, while changes were tracked.
    Deleted,
    Inserted,
    /// How the characters beside it are spoken.
    Spoken,
    /// A content control, and whether what it shows is only the wish to be filled in.
    Control,
    EmptyControl,
    /// What a form field may hold.
    FieldData,
    /// Not looked into.
    Skipped,
    Other,
}

#[derive(Debug, Default)]
struct DocxWalk {
    items: Vec<FlowItem>,
    open: Vec<DocxPart>,
    /// Open paragraphs: one may stand in a text box of another.
    paragraphs: Vec<FlowText>,
    /// Open tables, with what stood before them in their cell.
    tables: Vec<OpenTable>,
    /// What is odd about the open run.
    look: Vec<OddKind>,
    fields: DocxFields,
    /// How many paragraphs were read outside of tables.
    count: usize,
}

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<FlowRow>,
    /// What the open cell will be.
    columns: usize,
    is_covered: bool,
    is_cell_deleted: bool,
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
            "Fallback" | "instrText" | "rPrChange" | "pPrChange" | "trPrChange" | "tcPrChange"
            | "tblPrChange" => return DocxPart::Skipped,
            "del" | "hidden" if self.open.last() == Some(&DocxPart::RowProperties) => {
                let is_deleted = name.as_ref() == "del";
                let kind = if is_deleted { OddKind::Deleted } else { OddKind::Hidden };
                if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.left_out = (is_deleted || is_on(start)).then_some(kind);
                }
            }
            "del" | "moveFrom" => return DocxPart::Deleted,
            "ins" | "moveTo" => return DocxPart::Inserted,
            "rt" => return DocxPart::Spoken,
            "sdt" => return DocxPart::Control,
            "showingPlcHdr" if is_on(start) => self.empty_control(),
            "ffData" => return DocxPart::FieldData,
            "p" => {
                self.paragraphs.push(FlowText::default());
                return DocxPart::Paragraph;
            }
            "r" => {
                self.look.clear();
                return DocxPart::Run;
            }
            "t" | "delText" => return DocxPart::Text,
            "br" | "cr" => self.push("\n"),
            "tab" if self.open.last() == Some(&DocxPart::Run) => self.push(" "),
            "noBreakHyphen" => self.push("-"),
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
            "trPr" => return DocxPart::RowProperties,
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.columns, table.is_covered, table.is_cell_deleted) = (1, false, false);
                    table.cells.push(std::mem::take(&mut self.items));
                    return DocxPart::Cell;
                }
            }
            "gridSpan" | "vMerge" | "gridBefore" | "cellDel" => {
                self.property(name.as_ref(), value(start).as_deref());
            }
            name => self.mark(name, start),
        }
        DocxPart::Other
    }

    /// What stands in a run beside its text, and how the run looks.
    fn mark(&mut self, name: &str, start: &BytesStart<'_>) {
        let is_field = self.open.contains(&DocxPart::FieldData);
        let is_run = self.open.contains(&DocxPart::Run);
        match name {
            "vanish" | "webHidden" if is_run && is_on(start) => self.look.push(OddKind::Hidden),
            "strike" | "dstrike" if is_run && is_on(start) => self.look.push(OddKind::Struck),
            "vertAlign" if is_run && value(start).is_some_and(|at| at != "baseline") => {
                self.look.push(OddKind::Raised);
            }
            "color" if is_run && value(start).is_some_and(|c| c.eq_ignore_ascii_case("ffffff")) => {
                self.look.push(OddKind::Pale);
            }
            "sym" => self.odd(OddKind::Sign, &attribute(start, "char").unwrap_or_default()),
            "blip" | "imagedata" if !self.tables.is_empty() => self.odd(OddKind::Sign, "图片"),
            "fldChar" => {
                let shown = self.fields.mark(attribute(start, "fldCharType").as_deref());
                match shown {
                    Some(text) if text.is_empty() && !self.tables.is_empty() => {
                        self.odd(OddKind::Sign, "没有结果的域");
                    }
                    Some(text) => self.push(&text),
                    None => {}
                }
            }
            name if is_field => self.fields.data(name, value(start)),
            _ => {}
        }
    }

    fn empty_control(&mut self) {
        let control = self.open.iter_mut().rfind(|part| **part == DocxPart::Control);
        if let Some(part) = control {
            *part = DocxPart::EmptyControl;
        }
    }

    fn odd(&mut self, kind: OddKind, what: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.odd.write(Some(kind), what, &mut paragraph.text);
        }
    }

    /// What is odd about text that stands here.
    fn kind(&self) -> Option<OddKind> {
        let is_in = |part: DocxPart| self.open.contains(&part);
        let is_cell_deleted = self.tables.last().is_some_and(|table| table.is_cell_deleted);
        let looks = |kind: OddKind| self.look.contains(&kind);
        let kinds = [
            (is_cell_deleted || is_in(DocxPart::Deleted), OddKind::Deleted),
            (is_in(DocxPart::EmptyControl), OddKind::Asked),
            (is_in(DocxPart::Spoken), OddKind::Spoken),
            (looks(OddKind::Hidden), OddKind::Hidden),
            (looks(OddKind::Struck), OddKind::Struck),
            (looks(OddKind::Raised), OddKind::Raised),
            (looks(OddKind::Pale), OddKind::Pale),
            (is_in(DocxPart::Inserted), OddKind::Inserted),
        ];
        kinds.into_iter().find(|(is_it, _)| *is_it).map(|(_, kind)| kind)
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
            "cellDel" => table.is_cell_deleted = true,
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
            DocxPart::Run => self.look.clear(),
            _ => {}
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
        if text.text.trim().is_empty() && text.odd.is_empty() {
            return;
        }
        let place =
            if is_outside { format!("第{}段", self.count) } else { "表格里".to_owned() };
        self.items.push(FlowItem::Text(FlowText { place, ..text }));
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
        if self.is_skipped() {
            return;
        }
        let kind = self.kind();
        if let Some(paragraph) = self.paragraphs.last_mut() {
            self.fields.wrote(text);
            paragraph.odd.write(kind, text, &mut paragraph.text);
        }
    }
}

/// The `w:val` of an element.
fn value(start: &BytesStart<'_>) -> Option<String> {
    attribute(start, "val")
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Whether a property that is there says yes (§17.17.4).
fn is_on(start: &BytesStart<'_>) -> bool {
    !value(start).is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
}
