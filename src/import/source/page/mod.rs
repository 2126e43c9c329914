//! What is printed where on paper → lines and rows, for files that know nothing else: `ink` sorts what is seen,
//! `grid` finds tables by their rules, `line` and `paragraph` the texts, `edge` what stands on every page;
//! `write` puts them down.

mod edge;
mod grid;
mod ink;
mod line;
mod paragraph;
mod sheet;
mod write;

pub(in crate::import) use self::edge::is_page_number;

use super::{Reading, odd::OddKind, refused, too_large};
use crate::diagnostic::Result;

/// No report has more characters; a book has a million.
pub(super) const GLYPHS: usize = 400_000;
/// No page of a report has more rules; a map may, and has no tables.
pub(super) const STROKES: usize = 20_000;
/// Rules of all pages together.
pub(super) const ALL_STROKES: usize = 200_000;

/// A page, in points from its upper left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Paper {
    pub width: f64,
    pub height: f64,
    pub glyphs: Vec<PaperGlyph>,
    pub strokes: Vec<Stroke>,
    pub patches: Vec<Patch>,
    /// How much of it pictures cover, from 0 to 1.
    pub pictured: f64,
    /// Whether it has more rules than a page of a report.
    pub is_crowded: bool,
    /// What stands on it beside its content: notes, fields to fill in.
    pub notes: Vec<String>,
}

/// A character that is printed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PaperGlyph {
    pub ch: char,
    /// Where it begins.
    pub x: f64,
    /// Where it stands on: its base line.
    pub y: f64,
    pub width: f64,
    pub size: f64,
    /// How many quarters it is turned to the right; none when it stands askew.
    pub turn: Option<u8>,
    /// Where in the order of painting it comes.
    pub order: u32,
    pub look: Option<OddKind>,
    /// Whether the file says that it is no part of the text: page numbers, heads of pages.
    pub is_aside: bool,
}

impl PaperGlyph {
    /// Where it ends.
    pub fn end(&self) -> f64 {
        self.x + self.width
    }

    /// Its middle.
    pub fn middle(&self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y - 0.35 * self.size)
    }

    pub fn is_blank(&self) -> bool {
        self.ch.is_whitespace() || self.ch == '\u{200B}'
    }
}

/// A rule, or what is drawn as thin as one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    pub is_upright: bool,
    /// Where it stands across its direction.
    pub at: f64,
    pub from: f64,
    pub to: f64,
}

/// A filled area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Patch {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    pub order: u32,
    /// Whether it is as white as paper.
    pub is_pale: bool,
}

impl Patch {
    pub fn holds(&self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// Reads pages. `kind` is what people call such a file.
pub(super) fn read(name: &str, kind: &str, papers: Vec<Paper>) -> Result<Reading> {
    let glyphs = || papers.iter().flat_map(|paper| &paper.glyphs).filter(|glyph| !glyph.is_blank());
    let all = glyphs().count();
    let seen = glyphs().filter(|glyph| glyph.look != Some(OddKind::Hidden)).count();
    let known = glyphs().filter(|glyph| glyph.ch != '\u{FFFD}').count();
    if all == 0 || seen * 2 < all {
        let what = format!("扫描件，或者字都成了图形的 {kind}");
        let todo = "图片里的字读不出来（识别出来的字也靠不住）；请找有文字的原文件（DOCX、网页），或照着新建一份";
        return Err(refused(name, &what, todo));
    }
    if known * 2 < all {
        let what = format!("字体里没有编码表的 {kind}");
        let todo = "看得见的字读不出是什么；请找它的 DOCX 或网页，或照着新建一份";
        return Err(refused(name, &what, todo));
    }
    let Some(sheets) = sheet::sheets(papers) else {
        return Err(too_large(name));
    };
    let view = write::write(sheets);
    if view.is_full() {
        return Err(too_large(name));
    }
    Ok(view.finish(name))
}
