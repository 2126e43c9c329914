//! What layout gives: positioned glyphs, rules, fills and pictures, page by page.

use crate::{
    document::{Color, Image, Inline, Pt, Run, TextStyle},
    font::FaceId,
};
use std::sync::Arc;

/// A laid-out document. Lengths in points, origin at the upper left corner of the paper, y downward.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// Headings for the outline, in reading order.
    pub outline: Vec<OutlineEntry>,
    /// What the DOCX must be told so that it breaks at the same places.
    pub facts: Facts,
}

/// One page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Paper width.
    pub width: Pt,
    /// Paper height.
    pub height: Pt,
    /// Ink in painting order.
    pub items: Vec<Item>,
}

/// A piece of ink.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Glyphs on one baseline.
    Glyphs(GlyphRun),
    /// A straight rule.
    Rule(Rule),
    /// A filled rectangle.
    Fill(Fill),
    /// A picture.
    Image(PlacedImage),
}

/// Glyphs of one face and size on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// Size.
    pub size: Pt,
    /// Left edge of the first glyph.
    pub x: Pt,
    /// Baseline.
    pub y: Pt,
    /// The glyphs, left to right.
    pub glyphs: Vec<PlacedGlyph>,
    /// Thicken with a stroke (no 仿宋 has a bold face).
    pub embolden: bool,
    /// Colour.
    pub color: Color,
    /// What the ink belongs to.
    pub origin: Origin,
}

/// A glyph and how far the next one stands from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedGlyph {
    /// Index in the face, never 0.
    pub id: u16,
    /// The character it prints.
    pub ch: char,
    /// From its left edge to the next glyph's left edge, tracking and justification included.
    pub advance: Pt,
}

/// What a piece of ink belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A paragraph, or a picture.
    Block {
        /// Index into [`Document::blocks`](crate::document::Document::blocks).
        block: usize,
    },
    /// One of the pieces that a block makes: a body, the date or (after these) a seal of a signature,
    /// a row of an imprint.
    Part {
        /// Index into the document's blocks.
        block: usize,
        /// Which of them, from 0.
        part: usize,
    },
    /// Cell `cell` of row `row` of the table at `block`.
    Cell {
        /// Index into the document's blocks.
        block: usize,
        /// Row in the table.
        row: usize,
        /// Position in [`Row::cells`](crate::document::Row::cells).
        cell: usize,
        /// Whether this is the second or later showing of a repeated head or label.
        repeat: bool,
    },
    /// Page furniture: numbers, rules, marks.
    Artifact,
}

/// A straight rule, horizontal or vertical.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Start.
    pub x0: Pt,
    /// Start.
    pub y0: Pt,
    /// End.
    pub x1: Pt,
    /// End.
    pub y1: Pt,
    /// Line width, centred on the line.
    pub width: Pt,
    /// Colour.
    pub color: Color,
}

/// A filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// Left edge.
    pub x: Pt,
    /// Upper edge.
    pub y: Pt,
    /// Width.
    pub width: Pt,
    /// Height.
    pub height: Pt,
    /// Colour.
    pub color: Color,
}

/// A picture on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedImage {
    /// The picture.
    pub image: Arc<Image>,
    /// Left edge.
    pub x: Pt,
    /// Upper edge.
    pub y: Pt,
    /// Width.
    pub width: Pt,
    /// Height.
    pub height: Pt,
    /// What it shows, for those who cannot see it; empty for mere decoration.
    pub alt: String,
    /// What it belongs to.
    pub origin: Origin,
}

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// Level, 1 at the top.
    pub level: u8,
    /// The heading's text on one line.
    pub text: String,
    /// Page index from 0.
    pub page: usize,
    /// Upper edge of its first line.
    pub y: Pt,
}

/// What the DOCX must be told so that a word processor breaks at the same places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// One entry a block, in the document's order.
    pub blocks: Vec<BlockFacts>,
}

/// Decisions of layout about one block.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum BlockFacts {
    /// The document says it all.
    #[default]
    Plain,
    /// About a paragraph.
    Paragraph {
        /// The lines of a balanced one (a title), so that the DOCX can write the same breaks.
        breaks: Vec<String>,
        /// What of it stays together.
        keep: Keep,
        /// Added to the tracking of all its text, so that word processors agree on its lines.
        nudge: Pt,
        /// It is set flush left instead of justified, since a line would be spread too far.
        flush_left: bool,
    },
    /// About the head of a letter.
    LetterHead {
        /// The lines of the sender, if it is balanced.
        breaks: Vec<String>,
    },
    /// About a table.
    Table {
        /// Heights of its rows, from line to line.
        heights: Vec<Pt>,
        /// Heights of the text that each row must at least hold: the rest is white around it.
        texts: Vec<Pt>,
        /// For each row, whether it is to stay on the page of the next one.
        kept: Vec<bool>,
    },
    /// About a signature.
    Signature {
        /// Its lines, the date last.
        lines: Vec<PlacedLine>,
        /// Its seals.
        seals: Vec<PlacedSeal>,
        /// A note stands below the date, on the same page.
        noted: bool,
    },
    /// About an imprint.
    Imprint {
        /// Pages begun before it, so that it stands on an even one: none, the even one, or a blank
        /// one and the even one, both without a number (GB/T 9704-2012 §7.5).
        new_pages: usize,
        /// The date has a line of its own below the issuer.
        date_below: bool,
    },
}

/// What of a paragraph stays together, beyond what its format says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// Nothing.
    #[default]
    Nothing,
    /// All of it, with the signature after it, so that this does not stand alone on a page.
    Whole,
    /// Two lines at least on either page, and the last two with the signature after it.
    Lines,
    /// Two lines at least on either page: its last line, a single character, took the line above along.
    Pair,
}

impl Keep {
    /// Whether no single line of it stands on a page.
    pub(super) fn parts_in_pairs(self) -> bool {
        matches!(self, Self::Lines | Self::Pair)
    }
}

/// A line of a signature.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedLine {
    /// What stands in it, left to right.
    pub texts: Vec<PlacedText>,
    /// White above it.
    pub before: Pt,
}

/// A name or a date in a line.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedText {
    /// Its text.
    pub text: String,
    /// From the left edge of the type area to its own.
    pub left: Pt,
    /// From its right edge to that of the type area.
    pub right: Pt,
    /// Added between its characters, so that it is as wide as the other names.
    pub tracking: Pt,
}

impl PlacedText {
    /// Its text in a style. What is added stands between its characters and not behind the last.
    pub fn inlines(&self, style: &Arc<TextStyle>) -> Vec<Inline> {
        let run = |text: &str, style: Arc<TextStyle>| {
            Inline::Text(Run { text: text.to_owned(), style, char_style: None })
        };
        let last = self.text.char_indices().next_back().map_or(0, |(at, _)| at);
        if self.tracking == 0.0 || last == 0 {
            return vec![run(&self.text, Arc::clone(style))];
        }
        let (spread, end) = self.text.split_at(last);
        let mut wide = TextStyle::clone(style);
        wide.tracking += self.tracking;
        vec![run(spread, Arc::new(wide)), run(end, Arc::clone(style))]
    }
}

/// A seal over a signature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedSeal {
    /// Index into [`Signature::seals`](crate::document::Signature::seals).
    pub seal: usize,
    /// Its left edge, from the left edge of the type area.
    pub left: Pt,
    /// How far its upper edge stands above the upper edge of the date's line.
    pub above: Pt,
}

impl Item {
    /// The same ink at another place.
    pub(super) fn moved(mut self, dx: Pt, dy: Pt) -> Self {
        match &mut self {
            Self::Glyphs(run) => {
                run.x += dx;
                run.y += dy;
            }
            Self::Rule(rule) => {
                rule.x0 += dx;
                rule.x1 += dx;
                rule.y0 += dy;
                rule.y1 += dy;
            }
            Self::Fill(fill) => {
                fill.x += dx;
                fill.y += dy;
            }
            Self::Image(image) => {
                image.x += dx;
                image.y += dy;
            }
        }
        self
    }

    /// The same ink, belonging to something else.
    pub(super) fn belonging_to(mut self, origin: Origin) -> Self {
        match &mut self {
            Self::Glyphs(run) => run.origin = origin,
            Self::Image(image) => image.origin = origin,
            Self::Rule(_) | Self::Fill(_) => {}
        }
        self
    }
}
