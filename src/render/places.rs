//! Where the pieces of a document come from in the YAML.
//!
//! A template may put its texts anywhere and add words of its own, so pieces are known again by what they
//! say: texts in the order of the document, numbers by their place in the grid of an official table. What
//! says the same at several places is taken in order; what the template says itself comes from nowhere.

mod texts;

use crate::{
    diagnostic::{Location, Source},
    document::{Block, Document, Paragraph, Table},
    export::{Spot, TextPlace, TextPlaces},
    input::Input,
    report::{FormTable, Report},
};
use std::{ops::Range, sync::Arc};
use texts::Texts;

/// Where each piece comes from, as far as it can be told.
pub(super) fn places(input: &Input, document: &Document) -> TextPlaces {
    let mut finder = Finder {
        texts: Texts::of(input),
        report: input.report(),
        shown: Vec::new(),
        places: TextPlaces::new(),
    };
    for (block, content) in document.blocks.iter().enumerate() {
        finder.block(block, content);
    }
    finder.places
}

struct Finder<'a> {
    texts: Texts,
    report: Option<&'a Report>,
    /// The official tables that were met already.
    shown: Vec<&'a str>,
    places: TextPlaces,
}

impl<'a> Finder<'a> {
    fn block(&mut self, block: usize, content: &Block) {
        match content {
            Block::Paragraph(paragraph) => self.text(Spot::Block(block), &paragraph.text()),
            Block::Table(table) => self.table(block, table),
            Block::Signature(signature) => {
                let lines = signature.bodies.iter().chain([&signature.date]);
                for (part, line) in lines.enumerate() {
                    self.text(Spot::Part(block, part), line);
                }
            }
            Block::LetterHead(head) => self.text(Spot::Block(block), &head.sender.text()),
            Block::Imprint(imprint) => {
                for (part, paragraph) in imprint.paragraphs().enumerate() {
                    self.text(Spot::Part(block, part), &paragraph.text());
                }
            }
            Block::Image(_) | Block::PageBreak | Block::Separator(_) | Block::Section(_) => {}
        }
    }

    fn text(&mut self, spot: Spot, text: &str) {
        if let Some(place) = self.texts.find(text) {
            self.places.insert(spot, place);
        }
    }

    fn table(&mut self, block: usize, table: &Table) {
        if let Some((report, form)) = self.official(table) {
            self.shown.push(&form.key);
            self.numbers(block, table, report, form);
            return;
        }
        for (r, row) in table.rows.iter().enumerate() {
            for (c, cell) in row.cells.iter().enumerate() {
                let text: Vec<String> = cell.paragraphs.iter().map(Paragraph::text).collect();
                self.text(Spot::Cell(block, r, c), &text.concat());
            }
        }
    }

    /// The official table that has this grid: the one of its name, else the first that was not met yet.
    fn official(&self, table: &Table) -> Option<(&'a Report, &'a FormTable)> {
        let report = self.report?;
        let mut alike: Vec<&FormTable> =
            report.form.tables.iter().filter(|form| has_grid(table, form)).collect();
        alike.sort_by_key(|form| (form.name != table.caption, self.shown.contains(&&*form.key)));
        alike.first().map(|form| (report, *form))
    }

    fn numbers(&mut self, block: usize, table: &Table, report: &Report, form: &FormTable) {
        let values = report.tables.get(&form.key);
        for (r, row) in table.rows.iter().enumerate() {
            for (c, cell) in row.cells.iter().enumerate() {
                let known = form.data().find(|known| (known.row, known.column) == (r, cell.column));
                let Some(known) = known else { continue };
                let typed = values.and_then(|values| values.get(&known.key));
                let at = typed.and_then(|typed| typed.at.clone());
                let place = TextPlace {
                    key: format!("{}.{}", form.key, known.key),
                    paragraph: None,
                    line: at.map(|at| line(&report.source, at)),
                };
                self.places.insert(Spot::Cell(block, r, c), place);
            }
        }
    }
}

/// Whether the cells of a table are those of the form.
fn has_grid(table: &Table, form: &FormTable) -> bool {
    let cells = table.rows.iter().enumerate().flat_map(|(r, row)| {
        row.cells.iter().map(move |cell| (r, cell.column, cell.rowspan, cell.colspan))
    });
    let known = form.cells.iter().map(|c| (c.row, c.column, c.rowspan, c.colspan));
    cells.eq(known)
}

/// The line in which a range begins, from 1.
fn line(source: &Arc<Source>, at: Range<usize>) -> usize {
    Location::new(source, &at).start().line
}

#[cfg(test)]
mod tests;
