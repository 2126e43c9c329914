//! A picture of each page that stays sharp at any size, and that leads back to what it shows.
//!
//! Text is drawn as outlines, so no face is needed to show it; each glyph is defined once a page and used
//! where it stands. Every piece of text is a group that says what it reads (`aria-label`), which block of the
//! document it belongs to (`data-block`, `data-part`, `data-row`, `data-cell`) and where that comes from in
//! the input (`data-key`, `data-paragraph`, `data-line`), and has a box that can be pointed at. Names within a
//! file begin with its page's, so that many pages may stand in one web page.

mod glyphs;
mod page;

use super::{Asks, Comment, Format, Options, Typeset, Write, places::TextPlaces, shapes::Shapes};
use crate::{diagnostic::Result, digest::Collector};
use std::hash::Hash as _;

impl Format {
    /// Sharp pictures of the pages.
    pub const SVG: &'static Self = &Self {
        extension: "svg",
        shown: "SVG",
        media_type: "image/svg+xml",
        usual: false,
        whole: false,
        embeds: false,
        asks: Asks::Places,
        write: Write::Each(write),
        collect,
        comment: COMMENT,
    };
}

fn collect(options: &Options<'_>, from: &mut Collector) {
    options.places.hash(from);
}

/// A comment behind everything else.
const COMMENT: Comment = super::html::COMMENT;

/// Writes the pages of these indices.
fn write(set: &Typeset<'_>, wanted: &[usize]) -> Result<Vec<Vec<u8>>> {
    let shapes = Shapes::of(set.pages, set.fonts, "SVG")?;
    let none = TextPlaces::new();
    let places = set.options.places.unwrap_or(&none);
    let pages = wanted.iter().filter_map(|&index| Some((index, set.pages.pages.get(index)?)));
    pages.map(|(index, page)| page::draw(set.document, page, index, &shapes, places)).collect()
}

#[cfg(test)]
mod tests;
