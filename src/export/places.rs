//! Where in the input a piece of the document comes from, for those who go from a page back to it.

use crate::layout::Origin;
use std::collections::BTreeMap;

/// A piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// A paragraph, by its index in the document's blocks.
    Block(usize),
    /// A piece that a block makes: block, part.
    Part(usize, usize),
    /// A cell of a table: block, row, place in the row.
    Cell(usize, usize, usize),
}

impl Spot {
    /// The piece that ink belongs to; none for page numbers and the like.
    pub fn of(origin: Origin) -> Option<Self> {
        match origin {
            Origin::Block { block } => Some(Self::Block(block)),
            Origin::Part { block, part } => Some(Self::Part(block, part)),
            Origin::Cell { block, row, cell, .. } => Some(Self::Cell(block, row, cell)),
            Origin::Artifact => None,
        }
    }
}

/// A value of the input.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TextPlace {
    /// The keys that lead to it, with dots between them: `正文.0.内容`; of a number in an official
    /// table the table's key and its own, `requests.new.natural`.
    pub key: String,
    /// Which paragraph of that text it is, from 0.
    pub paragraph: Option<usize>,
    /// The line of the input it is written in, from 1; none for what was computed or left out.
    pub line: Option<usize>,
}

/// Where the pieces of a document come from; those of the template's own words are not here.
pub type TextPlaces = BTreeMap<Spot, TextPlace>;
