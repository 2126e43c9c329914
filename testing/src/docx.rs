//! The text of a DOCX, read from `word/document.xml` as a program that knows only the standard would.

use quick_xml::{Reader, events::Event};
use std::io::{Cursor, Read};

/// A piece of the body, in order.
#[derive(Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph outside tables.
    Paragraph(String),
    /// A table: rows of cells, the continuation cells of vertical merges left out.
    Table(Vec<Vec<String>>),
}

/// All characters of the body in order.
pub fn text(docx: &[u8]) -> String {
    let mut out = String::new();
    for block in blocks(docx) {
        match block {
            Block::Paragraph(text) => out += &text,
            Block::Table(rows) => rows.iter().flatten().for_each(|cell| out += cell),
        }
    }
    out
}

/// A part of the package.
pub fn part(docx: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(docx)).expect("a zip file");
    let mut part = package.by_name(name).unwrap_or_else(|e| panic!("{name}: {e}"));
    let mut xml = String::new();
    part.read_to_string(&mut xml).expect("UTF-8");
    xml
}

/// The body, piece by piece. A table inside a table is an error: no report has one.
pub fn blocks(docx: &[u8]) -> Vec<Block> {
    let xml = part(docx, "word/document.xml");
    let mut reader = Reader::from_str(&xml);
    let mut body = Body::default();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) => body.open(tag.local_name().as_ref(), &attribute(&tag)),
            Event::Empty(tag) => {
                let value = attribute(&tag);
                body.open(tag.local_name().as_ref(), &value);
                body.close(tag.local_name().as_ref());
            }
            Event::End(tag) => body.close(tag.local_name().as_ref()),
            Event::Text(text) => body.write(&text),
            Event::GeneralRef(name) => body.write(&reference(&name)),
            Event::Eof => return body.blocks,
            _ => {}
        }
    }
}

/// `w:val`, the only attribute that matters here.
fn attribute(tag: &quick_xml::events::BytesStart<'_>) -> String {
    let value = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == "val");
    value.map_or_else(String::new, |a| a.value.into_owned())
}

fn reference(name: &quick_xml::events::BytesRef<'_>) -> String {
    if let Some(ch) = name.resolve_char_ref().expect("a character") {
        return ch.into();
    }
    quick_xml::escape::resolve_predefined_entity(name).expect("an entity of XML").into()
}

#[derive(Default)]
struct Body {
    blocks: Vec<Block>,
    /// Rows of the table that is open.
    table: Option<Vec<Vec<String>>>,
    paragraph: String,
    cell: String,
    merged: bool,
    in_text: bool,
}

impl Body {
    fn open(&mut self, name: &str, value: &str) {
        match name {
            "tbl" => {
                assert!(self.table.is_none(), "a table inside a table");
                self.table = Some(Vec::new());
            }
            "tr" => self.rows().push(Vec::new()),
            "tc" => (self.cell, self.merged) = (String::new(), false),
            // Without a value it means `continue` (ISO 29500-1 §17.4.84).
            "vMerge" => self.merged = value != "restart",
            "p" => self.paragraph.clear(),
            "t" => self.in_text = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => {
                let paragraph = std::mem::take(&mut self.paragraph);
                if self.table.is_some() {
                    self.cell += &paragraph;
                } else {
                    self.blocks.push(Block::Paragraph(paragraph));
                }
            }
            "tc" if self.merged => assert_eq!(self.cell, "", "text in a cell that is merged away"),
            "tc" => {
                let cell = std::mem::take(&mut self.cell);
                self.rows().last_mut().expect("a row").push(cell);
            }
            "tbl" => {
                let rows = self.table.take().expect("a table");
                self.blocks.push(Block::Table(rows));
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        if self.in_text {
            self.paragraph += text;
        }
    }

    fn rows(&mut self) -> &mut Vec<Vec<String>> {
        self.table.as_mut().expect("inside a table")
    }
}
