//! From a resolved [`Document`] and faces to [`Pages`]: line breaking, justification, tables, page
//! breaking. Knows nothing of file formats.

mod balance;
mod block;
mod compose;
mod emit;
mod error;
mod imprint;
mod justify;
mod line_break;
mod page;
mod page_number;
mod paragraph;
mod seal;
mod shape;
mod signature;
mod table;

pub use emit::emit;
pub use error::{Error, MissingGlyph};
pub use page::{
    BlockFacts, Facts, Fill, GlyphRun, Item, Origin, OutlineEntry, Page, Pages, PlacedGlyph,
    PlacedImage, PlacedLine, PlacedSeal, PlacedText, Rule,
};

use crate::{document::Document, font::Fonts};

/// Sets a document on pages.
///
/// # Errors
/// [`Error::UnknownFamily`] when a style names a family without a face, [`Error::UnreadableFace`]
/// when the file of a face has gone or is damaged, [`Error::MissingGlyphs`] when
/// a character can be printed by no face of its chain: there is no box on paper, ever.
pub fn layout(document: &Document, fonts: &Fonts) -> Result<Pages, Error> {
    compose::compose(document, fonts)
}

#[cfg(test)]
mod tests;
