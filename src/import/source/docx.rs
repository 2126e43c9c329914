//! The body of a DOCX (ECMA-376 Part 1) → lines and rows. Deleted and moved-away text, hidden text and
//! the second copy of what is written down twice are not there; that something was left out is told.

mod beside;
mod list;
mod look;

use self::{
    beside::{DocxBeside, DocxNote},
    list::{DocxLists, DocxNumber},
    look::{DocxLook, DocxStyles, is_on},
};
use super::{
    PART, Reading,
    book::xml::attribute,
    damaged,
    field::DocxFields,
    flow::{FlowCell, FlowItem, FlowRow, FlowText, FlowWriter},
    odd::OddKind,
    room::Room,
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
use std::collections::BTreeSet;

/// Elements inside each other; a table in a table in a text box has some fifty.
const DEPTH: usize = 256;

/// Reads a DOCX.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    let (body, mut walk) = opened(bytes).map_err(|trouble| match trouble {
        Trouble::Damaged(why) => damaged(name, why),
        Trouble::Encrypted => damaged(name, "它加了密，请先去掉密码"),
        Trouble::Nothing => damaged(name, "里面没有正文"),
        Trouble::TooLarge => too_large(name),
    })?;
    walk.read(&body).map_err(|trouble| match trouble {
        Trouble::TooLarge => too_large(name),
        _ => damaged(name, "里面的 XML 不完整"),
    })?;
    let mut writer = FlowWriter::default();
    writer.items(&walk.items);
    if writer.view.is_full() {
        return Err(too_large(name));
    }
    for what in walk.beside.rest(&walk.frames, writer.view.text()) {
        writer.view.note(None, what);
    }
    Ok(writer.view.finish(name))
}

/// The body, and what is known before it is read.
fn opened(bytes: &[u8]) -> std::result::Result<(String, DocxWalk), Trouble> {
    let mut archive = ZipReader::open(bytes)?;
    let part = archive.read("word/document.xml", PART)?.ok_or(Trouble::Nothing)?;
    let body = String::from_utf8(part).map_err(|_| Trouble::Damaged("正文不是 UTF-8"))?;
    let beside = DocxBeside::of(&mut archive)?;
    let mut part = |name: Option<&String>| match name {
        Some(name) => archive.read(name, PART),
        None => Ok(None),
    };
    let styles = match part(beside.styles.as_ref())? {
        Some(part) => DocxStyles::of(&part)?,
        None => DocxStyles::default(),
    };
    let lists = match part(beside.numbering.as_ref())? {
        Some(part) => DocxLists::of(&part)?,
        None => DocxLists::default(),
    };
    Ok((body, DocxWalk { styles, lists, beside, ..DocxWalk::default() }))
}

/// What an open element is to the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DocxPart {
    Paragraph,
    ParagraphProperties,
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
    /// A field that shows what stands in it, and a formula.
    Field,
    Formula,
    /// Not looked into.
    Skipped,
    Other,
}

#[derive(Debug, Default)]
struct DocxWalk {
    items: Vec<FlowItem>,
    open: Vec<DocxPart>,
    /// Open paragraphs: one may stand in a text box of another.
    paragraphs: Vec<OpenParagraph>,
    /// Open tables, with what stood before them in their cell.
    tables: Vec<OpenTable>,
    /// How the open run looks by its own marks, and by its style.
    look: DocxLook,
    run_style: Option<DocxLook>,
    fields: DocxFields,
    styles: DocxStyles,
    lists: DocxLists,
    beside: DocxBeside,
    /// The ids of the heads and feet of pages that the document has.
    frames: BTreeSet<String>,
    /// How many paragraphs were read outside of tables.
    count: usize,
    room: Room,
}

#[derive(Debug, Default)]
struct OpenParagraph {
    text: FlowText,
    style: Option<String>,
    /// How its style makes it look; of one without properties that is not asked yet.
    look: Option<DocxLook>,
    /// What is behind it.
    ground: DocxLook,
    /// The list and the level that it is numbered by.
    list: (Option<u32>, Option<u32>),
    /// The number that stands before it, until it is written.
    number: Option<DocxNumber>,
}

#[derive(Debug, Default)]
struct OpenTable {
    look: DocxLook,
    /// What is behind the table, and behind the open cell.
    ground: [DocxLook; 2],
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
            self.room.check()?;
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
            "tbl" | "tr" | "tc" => return self.begin_table_part(name.as_ref()),
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
            "fldSimple" => return DocxPart::Field,
            "oMath" => return DocxPart::Formula,
            "p" => {
                self.room.take(0);
                self.paragraphs.push(OpenParagraph::default());
                return DocxPart::Paragraph;
            }
            "pPr" => return DocxPart::ParagraphProperties,
            "r" => {
                (self.look, self.run_style) = (DocxLook::default(), None);
                return DocxPart::Run;
            }
            "t" | "delText" => return DocxPart::Text,
            "br" | "cr" => self.push("\n"),
            "tab" if self.open.last() == Some(&DocxPart::Run) => self.push(" "),
            "noBreakHyphen" => self.push("-"),
            "trPr" => return DocxPart::RowProperties,
            "gridSpan" | "vMerge" | "gridBefore" | "cellDel" => {
                self.property(name.as_ref(), value(start).as_deref());
            }
            name => self.mark(name, start),
        }
        DocxPart::Other
    }

    /// A table, a row or a cell.
    fn begin_table_part(&mut self, name: &str) -> DocxPart {
        self.room.take(0);
        if name == "tbl" {
            let outside = std::mem::take(&mut self.items);
            self.tables.push(OpenTable { outside, ..OpenTable::default() });
            return DocxPart::Table;
        }
        match self.tables.last_mut() {
            Some(table) if name == "tc" => {
                table.ground[1] = DocxLook::default();
                (table.columns, table.is_covered, table.is_cell_deleted) = (1, false, false);
                table.cells.push(std::mem::take(&mut self.items));
                DocxPart::Cell
            }
            Some(table) => {
                table.rows.push(FlowRow::default());
                DocxPart::Row
            }
            None if name == "tr" => DocxPart::Row,
            None => DocxPart::Other,
        }
    }

    /// What stands in a run beside its text, and how the run looks.
    fn mark(&mut self, name: &str, start: &BytesStart<'_>) {
        let is_field = self.open.contains(&DocxPart::FieldData);
        let is_run = self.open.contains(&DocxPart::Run);
        match name {
            "tblStyle" => {
                if let Some(table) = self.tables.last_mut() {
                    table.look = self.styles.look(value(start).as_deref());
                }
            }
            "pStyle" | "numId" | "ilvl" if self.open.contains(&DocxPart::ParagraphProperties) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.set(name, value(start));
                }
            }
            "rStyle" if is_run => self.run_style = Some(self.styles.look(value(start).as_deref())),
            "footnoteReference" => self.noted(DocxNote::Foot, start),
            "endnoteReference" => self.noted(DocxNote::End, start),
            "commentReference" => self.noted(DocxNote::Comment, start),
            "headerReference" | "footerReference" => self.frames.extend(attribute(start, "id")),
            "altChunk" => self.note("嵌入的另一份文件里的文字".to_owned()),
            "relIds" => self.note("图示（SmartArt）里的文字".to_owned()),
            "chart" => self.note("图表里的文字".to_owned()),
            "sym" => self.odd(OddKind::Sign, &attribute(start, "char").unwrap_or_default()),
            "blip" | "imagedata" if !self.tables.is_empty() => self.odd(OddKind::Sign, "图片"),
            "blip" | "imagedata" => self.note("图片".to_owned()),
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
            name if is_run => self.look.set(name, start),
            "shd" => self.shaded(start),
            _ => {}
        }
    }

    /// The ground of the open paragraph, or of the open cell, or of its table.
    fn shaded(&mut self, start: &BytesStart<'_>) {
        let is_paragraph = self.open.contains(&DocxPart::ParagraphProperties);
        let mut ground = DocxLook::default();
        ground.shade(start);
        match (self.paragraphs.last_mut(), self.tables.last_mut()) {
            (Some(paragraph), _) if is_paragraph => paragraph.ground = ground,
            // A table says it before its first row.
            (_, Some(table)) if table.rows.is_empty() => table.ground[0] = ground,
            (_, Some(table)) => table.ground[1] = ground,
            _ => {}
        }
    }

    /// A mark that leads to a note. A mark at the foot is part of what people read; a number beside it is looked at
    /// again.
    fn noted(&mut self, kind: DocxNote, start: &BytesStart<'_>) {
        let id = attribute(start, "id").unwrap_or_default();
        if let Some(told) = self.beside.note(kind, &id) {
            self.note(told);
        }
        if kind != DocxNote::Comment && !self.tables.is_empty() {
            let text = self.beside.text(kind, &id).unwrap_or_default().to_owned();
            self.odd(OddKind::Note, &text);
        }
    }

    /// Says what is noted about the paragraph, or about what comes next.
    fn note(&mut self, what: String) {
        self.room.take(what.len());
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.text.notes.push(what),
            None => self
                .items
                .push(FlowItem::Text(FlowText { notes: vec![what], ..FlowText::default() })),
        }
    }

    fn empty_control(&mut self) {
        let control = self.open.iter_mut().rfind(|part| **part == DocxPart::Control);
        if let Some(part) = control {
            *part = DocxPart::EmptyControl;
        }
    }

    fn odd(&mut self, kind: OddKind, what: &str) {
        self.room.take(what.len());
        if self.room.is_spent() {
            return;
        }
        if let Some(OpenParagraph { text, .. }) = self.paragraphs.last_mut() {
            text.odd.write(Some(kind), what, &mut text.text);
        }
    }

    /// How the text that stands here looks.
    fn looks(&mut self) -> DocxLook {
        let styles = &self.styles;
        let of_paragraph = self.paragraphs.last_mut().map_or_else(DocxLook::default, |open| {
            let style = open.style.as_deref();
            *open.look.get_or_insert_with(|| styles.paragraph_look(style))
        });
        let of_table = self.tables.last().map_or_else(DocxLook::default, |table| table.look);
        let by_style = self.run_style.unwrap_or_default().over(of_paragraph.over(of_table));
        let behind = self
            .tables
            .last()
            .map_or_else(DocxLook::default, |table| table.ground[1].on(table.ground[0]));
        let ground = self.paragraphs.last().map_or(behind, |open| open.ground.on(behind));
        self.look.or(by_style).or(styles.all()).on(ground)
    }

    /// What is odd about text that stands here.
    fn kind(&mut self) -> Option<OddKind> {
        let looks = self.looks().odd();
        let is_in = |part: DocxPart| self.open.contains(&part);
        let is_cell_deleted = self.tables.last().is_some_and(|table| table.is_cell_deleted);
        let first = [
            (is_cell_deleted || is_in(DocxPart::Deleted), OddKind::Deleted),
            (is_in(DocxPart::EmptyControl), OddKind::Asked),
            (is_in(DocxPart::Spoken), OddKind::Spoken),
        ];
        let last = [
            (is_in(DocxPart::Inserted), OddKind::Inserted),
            (is_in(DocxPart::Formula), OddKind::Formula),
            (is_in(DocxPart::Field) || self.fields.is_shown(), OddKind::Computed),
        ];
        let found = |kinds: [(bool, OddKind); 3]| {
            kinds.into_iter().find(|(is_it, _)| *is_it).map(|(_, kind)| kind)
        };
        found(first).or(looks).or_else(|| found(last))
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
            DocxPart::ParagraphProperties => self.number(),
            DocxPart::Run => (self.look, self.run_style) = (DocxLook::default(), None),
            _ => {}
        }
    }

    /// Counts a paragraph of a list.
    fn number(&mut self) {
        let Some(open) = self.paragraphs.last_mut() else { return };
        let (list, level) = self.styles.list(open.style.as_deref());
        let (list, level) = (open.list.0.or(list), open.list.1.or(level));
        if let Some(list) = list {
            let number = self.lists.next(list, level.unwrap_or(0));
            if let DocxNumber::Text(text) = &number {
                self.room.take(text.len());
            }
            open.number = Some(number);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(OpenParagraph { text, .. }) = self.paragraphs.pop() else {
            return;
        };
        let is_outside = self.tables.is_empty();
        if is_outside {
            self.count += 1;
        }
        if text.text.trim().is_empty() && text.odd.is_empty() && text.notes.is_empty() {
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
        self.room.take(text.len());
        let is_asked = self.fields.is_asked(self.open.contains(&DocxPart::Field));
        if self.is_skipped() || self.room.is_spent() || is_asked {
            return;
        }
        let kind = self.kind();
        let Some(OpenParagraph { text: open, number, .. }) = self.paragraphs.last_mut() else {
            return;
        };
        match number.take() {
            Some(DocxNumber::Text(number)) => {
                open.odd.write(Some(OddKind::Numbered), &number, &mut open.text);
            }
            Some(DocxNumber::Unknown) => {
                open.notes.push("这一段前面的自动编号".to_owned());
            }
            Some(DocxNumber::Nothing) | None => {}
        }
        self.fields.wrote(text);
        open.odd.write(kind, text, &mut open.text);
    }
}

impl OpenParagraph {
    /// A property of it.
    fn set(&mut self, name: &str, value: Option<String>) {
        let number = || value.as_ref().and_then(|value| value.parse().ok());
        match name {
            "numId" => self.list.0 = number(),
            "ilvl" => self.list.1 = number(),
            _ => self.style = value,
        }
    }
}

/// The `w:val` of an element.
fn value(start: &BytesStart<'_>) -> Option<String> {
    attribute(start, "val")
}
