//! From a resolved [`Document`] and faces to [`Pages`]: line breaking, justification, tables, page
//! breaking. Knows nothing of file formats.

mod agree;
mod balance;
mod block;
mod compose;
pub(crate) mod em;
mod emit;
mod error;
mod habits;
mod imprint;
mod justify;
mod line_break;
mod page;
mod page_number;
mod paragraph;
mod region;
mod seal;
mod shape;
mod signature;
mod table;
mod tabs;

pub use emit::emit;
pub use error::{Error, MissingGlyph};
pub use line_break::Rules;
pub use page::{
    BlockFacts, Facts, Fill, GlyphRun, Item, Keep, Origin, OutlineEntry, Page, Pages, PlacedGlyph,
    PlacedImage, PlacedLine, PlacedSeal, PlacedText, Rule,
};

use crate::{
    document::{Document, Pt},
    font::Fonts,
};

/// Slack for sums that should come out equal, a fifth of a twip: word processors reckon in twips.
const EPSILON: Pt = 0.01;

/// Sets a document on pages.
///
/// # Errors
/// [`Error::UnknownFamily`] when a style names a family without a face, [`Error::UnreadableFace`]
/// when the file of a face has gone or is damaged, [`Error::MissingGlyphs`] when
/// a character can be printed by no face of its chain: there is no box on paper, ever.
pub fn layout(document: &Document, fonts: &Fonts) -> Result<Pages, Error> {
    layout_by(document, fonts, Rules::Specification)
}

/// Sets a document on pages, its lines broken by these rules.
///
/// # Errors
/// Those of [`layout`].
pub fn layout_by(document: &Document, fonts: &Fonts, rules: Rules) -> Result<Pages, Error> {
    compose::compose(document, fonts, rules)
}

#[cfg(test)]
mod tests;
