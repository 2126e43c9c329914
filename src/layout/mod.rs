//! From a resolved [`Document`](crate::document::Document) and faces to [`Pages`]: line breaking,
//! justification, tables, page breaking. Knows nothing of file formats.

mod page;

pub use page::{
    BlockFacts, Facts, Fill, GlyphRun, Item, Origin, OutlineEntry, Page, Pages, PlacedGlyph,
    PlacedLine, Rule,
};

use crate::{diagnostic::Result, document::Document, font::Fonts};

/// Sets a document.
///
/// # Errors
/// A character that no face can print.
pub fn layout(_document: &Document, _fonts: &Fonts) -> Result<Pages> {
    Ok(Pages {
        pages: Vec::new(),
        outline: Vec::new(),
        facts: Facts::default(),
    })
}
