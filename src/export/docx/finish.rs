//! The finishing pass over what docx-rs built: beside the plan it adds what docx-rs cannot say,
//! takes away what it should not say, and puts every child in schema order.
//!
//! The built XML goes through as it is, tag by tag; only property elements (`w:pPr`, `w:tcPr` …), which
//! are small, become trees.

use super::{
    NAMESPACE_R, NAMESPACE_W, order,
    plan::{DocxPlan, Para, PlanItem},
    runs::Piece,
    table::{RowPlan, TablePlan},
    xml::{self, DECLARATION, Element, el, malformed},
};
use crate::diagnostic::Result;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::slice::Iter;

/// Makes `word/document.xml` of the body that docx-rs built from the plan.
pub(super) fn finish(built: &[u8], plan: &DocxPlan) -> Result<Vec<u8>> {
    let built = std::str::from_utf8(built).map_err(|error| malformed(&error))?;
    let mut finisher = Finisher {
        reader: Reader::from_str(built),
        plan,
        out: String::with_capacity(built.len()),
        tables: plan.items.iter(),
        table: None,
        rows: [].iter(),
        row: None,
        para: None,
        pieces: [].iter(),
        piece: None,
    };
    finisher.out.push_str(DECLARATION);
    finisher.run()?;
    Ok(finisher.out.into_bytes())
}

struct Finisher<'a> {
    reader: Reader<&'a [u8]>,
    plan: &'a DocxPlan,
    out: String,
    /// Among other items, the tables that are still to come.
    tables: Iter<'a, PlanItem>,
    table: Option<&'a TablePlan>,
    rows: Iter<'a, RowPlan>,
    row: Option<&'a RowPlan>,
    para: Option<&'a Para>,
    pieces: Iter<'a, Piece>,
    piece: Option<&'a Piece>,
}

impl Finisher<'_> {
    fn run(&mut self) -> Result<()> {
        loop {
            match self.reader.read_event().map_err(|error| malformed(&error))? {
                Event::Start(start) => self.start(&start)?,
                Event::Empty(start) => self.empty(&start)?,
                Event::End(end) => self.end(end.name().as_ref())?,
                Event::Text(text) => self.out.push_str(&text),
                Event::GeneralRef(reference) => self.out.extend(["&", &*reference, ";"]),
                Event::Eof => return Ok(()),
                Event::CData(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::Comment(_)
                | Event::DocType(_) => {}
            }
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<()> {
        match start.name().as_ref() {
            // docx-rs declares a dozen namespaces; two are in use.
            "w:document" => {
                let (r, w) = (NAMESPACE_R, NAMESPACE_W);
                let tag = format!("<w:document xmlns:r=\"{r}\" xmlns:w=\"{w}\">");
                self.out.push_str(&tag);
            }
            "w:sectPr" => {
                let end = start.to_end().into_owned();
                (self.reader.read_to_end(end.name())).map_err(|error| malformed(&error))?;
            }
            "w:tbl" => {
                self.table = self.tables.find_map(|item| match item {
                    PlanItem::Table(table) => Some(table),
                    PlanItem::Para(_) => None,
                });
                self.rows = self.table.map_or([].iter(), |table| table.rows.iter());
                self.out.push_str("<w:tbl>");
            }
            "w:tr" => {
                self.row = self.rows.next();
                self.out.push_str("<w:tr>");
            }
            "w:p" => {
                self.para = planned(start, self.plan);
                self.pieces = self.para.map_or([].iter(), |para| para.pieces.iter());
                self.out.push_str("<w:p>");
            }
            "w:r" => {
                self.piece = self.pieces.next();
                self.out.push_str("<w:r>");
            }
            "w:pPr" | "w:rPr" | "w:tblPr" | "w:trPr" | "w:tcPr" => {
                let properties = xml::subtree(&mut self.reader, start)?;
                return self.properties(properties);
            }
            _ => self.out.extend(["<", &**start, ">"]),
        }
        Ok(())
    }

    fn empty(&mut self, start: &BytesStart<'_>) -> Result<()> {
        match start.name().as_ref() {
            "w:sectPr" => {}
            "w:pPr" | "w:rPr" | "w:tblPr" | "w:trPr" | "w:tcPr" => {
                return self.properties(xml::element(start)?);
            }
            // docx-rs gives grid columns a `w:type`, which they do not have.
            "w:gridCol" => {
                let mut column = xml::element(start)?;
                column.attributes.retain(|(name, _)| name == "w:w");
                return column.write(&mut self.out);
            }
            // A line break is what `w:br` means when it says nothing.
            name @ ("w:br" | "w:tab") => self.out.extend(["<", name, "/>"]),
            _ => self.out.extend(["<", start.trim_end(), "/>"]),
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<()> {
        if name == "w:body"
            && let Some(section) = &self.plan.section
        {
            section.write(&mut self.out)?;
        }
        self.out.extend(["</", name, ">"]);
        Ok(())
    }

    /// White around a cell's text, where the row has another than most.
    fn margins(&self) -> Option<Element> {
        let white = self.row?.white;
        let side = |name, width| el(name).attr("w:w", width).attr("w:type", "dxa");
        (white != self.table?.white).then(|| {
            let sides = [side("w:top", white.above), side("w:bottom", white.below)];
            el("w:tcMar").children(sides)
        })
    }

    /// Adds what the plan says to a property element, and writes it unless nothing stands in it.
    fn properties(&mut self, mut properties: Element) -> Result<()> {
        match properties.name.as_str() {
            "w:pPr" => {
                // docx-rs writes an empty `w:rPr` into every one.
                properties.remove("w:rPr");
                properties.set(self.para.map_or(&[], |para| &para.props));
            }
            "w:rPr" => {
                if let Some(Piece::Text(text)) = self.piece {
                    properties.set(&text.props);
                }
            }
            "w:tblPr" => {
                properties.set(self.table.map_or(&[], |table| &table.props));
            }
            "w:trPr" if self.row.is_some_and(|row| row.header) => {
                properties.set(&[el("w:tblHeader")]);
            }
            "w:tcPr" => properties.set(self.margins().as_slice()),
            _ => {}
        }
        if properties.children.is_empty() {
            return Ok(());
        }
        order::sort(&mut properties);
        properties.write(&mut self.out)
    }
}

/// The plan of a paragraph, by the number the builder gave it.
fn planned<'a>(paragraph: &BytesStart<'_>, plan: &'a DocxPlan) -> Option<&'a Para> {
    let number = paragraph.try_get_attribute("w14:paraId").ok()??;
    plan.paras.get(usize::from_str_radix(&number.value, 16).ok()?)
}
