//! What is read of a file, written down line by line: a paragraph a line, a row a line with ` | ` between
//! its cells. Findings show these lines.

use super::{
    BLOCKS, LineRole, Reading, SourceBlock, SourceCell, SourceCellKind, SourceLine, SourceRemark,
    SourceRow,
    room::TEXT,
    unseen::{numbers_seen, without_unseen},
};
use crate::diagnostic::{NamedPlace, Source};
use std::ops::Range;

/// Text with the marks between cells.
const MOST: usize = 2 * TEXT;

/// The text of a file as it grows.
#[derive(Debug, Default)]
pub(super) struct View {
    text: String,
    places: Vec<NamedPlace>,
    blocks: Vec<SourceBlock>,
    remarks: Vec<SourceRemark>,
}

/// A cell that has no place in the text yet.
#[derive(Clone, Debug, Default)]
pub(super) struct ViewCell {
    pub text: String,
    pub column: Option<usize>,
    pub span: usize,
    /// What people call its place.
    pub place: String,
    pub kind: SourceCellKind,
    /// What stands in it beside its text.
    pub remark: Option<String>,
    /// Notes about it.
    pub notes: Vec<String>,
}

impl View {
    /// Whether there is more than a report can have.
    pub fn is_full(&self) -> bool {
        self.blocks.len() >= BLOCKS || self.text.len() > MOST
    }

    /// What was written down so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many blocks there are.
    pub fn count(&self) -> usize {
        self.blocks.len()
    }

    /// Adds a paragraph, and says where it stands; one of blanks is none.
    pub fn line(&mut self, text: &str, place: String, is_aside: bool) -> Option<Range<usize>> {
        let text = flat(&numbers_seen(text));
        if text.is_empty() {
            return None;
        }
        let start = self.text.len();
        self.text.push_str(&text);
        let at = start..self.text.len();
        self.places.push(NamedPlace { range: at.clone(), name: place });
        self.text.push('\n');
        self.blocks
            .push(SourceBlock::Line(SourceLine { is_aside, ..SourceLine::plain(at.clone()) }));
        Some(at)
    }

    /// Says what the file takes the last paragraph for.
    pub fn role(&mut self, role: LineRole) {
        if let Some(SourceBlock::Line(line)) = self.blocks.last_mut() {
            line.role = role;
        }
    }

    /// Says what stands at a place beside the text; at none, where the text has come to.
    pub fn remark(&mut self, at: Option<Range<usize>>, what: String) {
        self.told(at, what, false);
    }

    /// Says what is noted about a place; at none, where the text has come to.
    pub fn note(&mut self, at: Option<Range<usize>>, what: String) {
        self.told(at, what, true);
    }

    fn told(&mut self, at: Option<Range<usize>>, what: String, is_note: bool) {
        let here = self.text.len().saturating_sub(1);
        self.remarks.push(SourceRemark { at: at.unwrap_or(here..here), what, is_note });
    }

    /// Adds a row, and says where its cells stand.
    pub fn row(&mut self, table: usize, cells: Vec<ViewCell>) -> Vec<Range<usize>> {
        if cells.is_empty() {
            return Vec::new();
        }
        let mut placed = Vec::with_capacity(cells.len());
        for (index, cell) in cells.into_iter().enumerate() {
            if index > 0 {
                self.text.push_str(" | ");
            }
            let start = self.text.len();
            self.text.push_str(&squeezed(&cell.text));
            let at = start..self.text.len();
            self.places.push(NamedPlace { range: at.clone(), name: cell.place });
            if let Some(what) = cell.remark {
                self.remark(Some(at.clone()), what);
            }
            cell.notes.into_iter().for_each(|what| self.note(Some(at.clone()), what));
            placed.push(SourceCell { at, column: cell.column, span: cell.span, kind: cell.kind });
        }
        self.text.push('\n');
        let ranges = placed.iter().map(|cell| cell.at.clone()).collect();
        self.blocks.push(SourceBlock::Row(SourceRow { table, cells: placed }));
        ranges
    }

    /// All of it.
    pub fn finish(self, name: &str) -> Reading {
        let source = Source::with_places(name, self.text, self.places);
        Reading { source, blocks: self.blocks, book: None, remarks: self.remarks }
    }
}

/// A text on one line, without blanks around it and what has no ink.
pub(super) fn squeezed(text: &str) -> String {
    flat(&without_unseen(text))
}

fn flat(text: &str) -> String {
    let flat = |c: char| if c.is_control() || c == '\u{A0}' { ' ' } else { c };
    text.trim().chars().map(flat).collect()
}
