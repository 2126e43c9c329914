//! Marked content: stretches of a page's operations that belong to one structure element, or to none
//! (ISO 32000-1 §14.6, §14.8.2.2).

use super::{operators::Operators, tags::Marked};
use crate::{export::structure::Structure, layout::Item};

/// What a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Content of an element.
    Content(usize),
    /// Page numbers, marks, and heads that are shown again because of the page.
    Pagination,
    /// Rules, fills, and pictures that are mere decoration.
    Layout,
}

/// Marks what is drawn on one page, in stretches as long as possible. Without a structure nothing is
/// marked.
pub(super) struct Marker<'a> {
    structure: Option<&'a Structure>,
    open: Option<Mark>,
    marked: Marked,
}

impl<'a> Marker<'a> {
    /// For a page on which nothing is drawn yet.
    pub fn new(structure: Option<&'a Structure>) -> Self {
        Self { structure, open: None, marked: Marked::new() }
    }

    /// Before an item is drawn: ends the open stretch and begins another, if need be.
    pub fn begin(&mut self, item: &Item, out: &mut Operators) {
        let Some(structure) = self.structure else {
            return;
        };
        let mark = match item {
            Item::Rule(_) | Item::Fill(_) => Mark::Layout,
            Item::Glyphs(run) => match structure.element(run.origin) {
                Some(element) => Mark::Content(element),
                None => Mark::Pagination,
            },
            Item::Image(image) => match structure.element(image.origin) {
                Some(element) => Mark::Content(element),
                None => Mark::Layout,
            },
        };
        if self.open == Some(mark) {
            return;
        }
        self.close(out);
        self.open = Some(mark);
        match mark {
            Mark::Content(element) => {
                let role = structure.elements.get(element).map_or("P", |e| e.role);
                out.say(&format!("/{role} <</MCID {}>> BDC", self.marked.len()));
                self.marked.push(element);
            }
            Mark::Pagination => out.say("/Artifact <</Type/Pagination>> BDC"),
            Mark::Layout => out.say("/Artifact <</Type/Layout>> BDC"),
        }
    }

    /// Ends the page; the elements of its stretches.
    pub fn end(mut self, out: &mut Operators) -> Marked {
        self.close(out);
        self.marked
    }

    fn close(&mut self, out: &mut Operators) {
        if self.open.take().is_some() {
            out.say("EMC");
        }
    }
}
