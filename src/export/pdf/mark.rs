//! Marked content: stretches of a page's operations that belong to one structure element, or to none
//! (ISO 32000-1 §14.6, §14.8.2.2).

use super::tags::Marked;
use crate::{export::structure::Structure, layout::Item};
use printpdf::{DictItem, Op};
use std::collections::BTreeMap;

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
    pub fn begin(&mut self, item: &Item, ops: &mut Vec<Op>) {
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
        self.close(ops);
        self.open = Some(mark);
        let (tag, properties) = match mark {
            Mark::Content(element) => {
                let role = structure.elements.get(element).map_or("P", |e| e.role);
                let number = i64::try_from(self.marked.len()).unwrap_or(i64::MAX);
                self.marked.push(element);
                (role, ("MCID", DictItem::Int(number)))
            }
            Mark::Pagination => ("Artifact", artifact("Pagination")),
            Mark::Layout => ("Artifact", artifact("Layout")),
        };
        let (key, value) = properties;
        ops.push(Op::BeginMarkedContentWithProperties {
            tag: tag.to_owned(),
            properties: DictItem::Dict { map: BTreeMap::from([(key.to_owned(), value)]) },
        });
    }

    /// Ends the page; the elements of its stretches.
    pub fn end(mut self, ops: &mut Vec<Op>) -> Marked {
        self.close(ops);
        self.marked
    }

    fn close(&mut self, ops: &mut Vec<Op>) {
        if self.open.take().is_some() {
            ops.push(Op::EndMarkedContent);
        }
    }
}

fn artifact(kind: &str) -> (&'static str, DictItem) {
    ("Type", DictItem::Name(kind.as_bytes().to_vec()))
}
