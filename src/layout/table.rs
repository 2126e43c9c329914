//! Tables: what is set, and where a table may be broken.

mod ink;
mod measure;

use super::{EPSILON, error::Error, line_break::Rules, page::Origin, shape::Shaper};
use crate::document::{CellKind, PageStyle, Pt, Table};
use measure::{SetCell, row_heights, set_cell, torn_cells};
use std::ops::Range;

/// Room that is left below a table whose rows gave to fit: programs set the first rule up to 0.7 pt lower.
const TIGHT: Pt = 1.5;

/// So many rows stand above a signature.
const LAST_ROWS: usize = 2;

/// A table whose cells are set and whose rows have their heights.
pub(super) struct SetTable<'d> {
    table: &'d Table,
    cells: Vec<Vec<SetCell>>,
    /// Height of each row.
    pub heights: Vec<Pt>,
    /// What each row cannot go below.
    least: Vec<Pt>,
    /// Height of the text that each row must at least hold.
    pub texts: Vec<Pt>,
    /// Column edges, one more than there are columns.
    edges: Vec<Pt>,
    /// For every grid place the cell that covers it: row and position in the row.
    owner: Vec<Vec<(usize, usize)>>,
    /// For every row the cells from above that a break before it would tear.
    torn: Vec<Vec<(usize, usize)>>,
    block: usize,
    /// Height of the type area.
    page: Pt,
    /// It stays on one page if it fits one.
    keep_together: bool,
    /// Height of the signature below it that its last rows stay with, and of what stands between.
    pub rest: Pt,
    rules: Rules,
}

impl<'d> SetTable<'d> {
    /// Sets every cell and finds the row heights.
    pub fn set(
        table: &'d Table,
        block: usize,
        shaper: &mut Shaper,
        page: &PageStyle,
    ) -> Result<Self, Error> {
        let mut edges = vec![0.0];
        edges.extend(table.columns.iter().scan(0.0, |x, w| {
            *x += w;
            Some(*x)
        }));
        let mut cells = Vec::with_capacity(table.rows.len());
        for (r, row) in table.rows.iter().enumerate() {
            let mut set_row = Vec::with_capacity(row.cells.len());
            for (c, cell) in row.cells.iter().enumerate() {
                let span = edges[cell.column + cell.colspan] - edges[cell.column];
                let width = (span - 2.0 * table.padding_x).max(1.0);
                let origin = Origin::Cell { block, row: r, cell: c, repeat: false };
                set_row.push(set_cell(cell, width, shaper, page.punctuation, origin)?);
            }
            cells.push(set_row);
        }
        let (owner, torn) = (table.owners(), torn_cells(table));
        let (heights, texts) = row_heights(table, &cells, &owner);
        let least = measure::least_heights(table, &cells, &heights, &texts);
        // Up to half of a page it stands whole, whatever the template says: no page is left half empty for that.
        let is_small = heights.iter().sum::<Pt>() <= page.text_height() / 2.0;
        Ok(Self {
            table,
            cells,
            heights,
            least,
            texts,
            edges,
            owner,
            torn,
            block,
            page: page.text_height(),
            keep_together: table.keep_together || is_small,
            rest: 0.0,
            rules: shaper.rules,
        })
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.heights.len()
    }

    /// Height of some of its rows.
    pub fn height(&self, rows: Range<usize>) -> Pt {
        self.heights[rows].iter().sum()
    }

    /// Rows repeated at the head of each page.
    pub fn header(&self) -> Range<usize> {
        0..self.table.header_rows
    }

    /// The head rows that are shown again on the pages after the first; none when they would leave
    /// less than half of a page to the rows below.
    pub fn repeated_head(&self) -> Range<usize> {
        let head = self.header();
        if self.height(head.clone()) <= self.page / 2.0 { head } else { 0..0 }
    }

    /// Whether a row is taller than what a page has below the head: it begins wherever it is come to, and goes on on the
    /// next page, here as in a word processor that may split it.
    pub fn is_tall(&self, row: usize) -> bool {
        let room = self.page - self.height(self.repeated_head()) - self.border();
        row >= self.header().end && self.heights.get(row).is_some_and(|height| *height > room)
    }

    /// Line width of its grid.
    pub fn border(&self) -> Pt {
        self.table.border
    }

    /// Whether it fits into `room` whole, with the signature that its last rows stay with: as it is, or, if it is to
    /// stay whole, with rows that give a little.
    pub fn fits(&self, room: Pt) -> bool {
        let room = room - self.rest;
        let least: Pt = self.least.iter().sum();
        self.whole() <= room + EPSILON
            || (self.keep_together() && least + self.border() + TIGHT <= room)
    }

    /// Lowers its rows, all by the same share of what they can give, so that it fits into `room`; nothing
    /// when it does, or when they cannot give so much.
    pub fn squeeze(&mut self, room: Pt) {
        if self.whole() + self.rest <= room + EPSILON || !self.fits(room) {
            return;
        }
        let room = room - self.rest;
        let give = self.whole() - self.border() - self.least.iter().sum::<Pt>();
        let share = (self.whole() + TIGHT - room) / give;
        for (height, least) in self.heights.iter_mut().zip(&self.least) {
            // Whole twips, so that Word's row is exactly as high.
            let lower = *height - (*height - least) * share;
            *height = ((lower * 20.0 + 1e-6).floor() / 20.0).max(*least);
        }
    }

    /// Its height with the lower rule.
    fn whole(&self) -> Pt {
        self.height(0..self.len()) + self.border()
    }

    /// Whether the table would rather stand whole on one page.
    pub fn keep_together(&self) -> bool {
        self.keep_together
    }

    /// The end of the rows that begin with `start` and fit into `room`: as many as possible, but not
    /// at the cost of tearing a group when ending earlier leaves at least half of them here.
    ///
    /// A label beside a group of rows is torn by a break within them, and is then shown on both sides,
    /// so it must fit on both; a label of six lines beside six rows forbids most breaks. Of the breaks
    /// that labels allow, those are looked at that keep half of the height here: a page that ends after a
    /// few rows looks like a mistake. Of these the best does not part a column head from what it
    /// heads, then tears the fewest labels, then keeps the most rows. If every allowed break leaves less
    /// than half, the lowest of them counts, and if labels allow none, the last row that fits: rows must
    /// go on, and a label may run out of its cell.
    ///
    /// The last rows leave with a signature that has no room below them, and are not parted, unless they are all that is
    /// left.
    pub fn chunk_end(&self, start: usize, room: Pt) -> Chunk {
        let chunk = self.chunk_in(start, room);
        let last = self.len().saturating_sub(LAST_ROWS);
        let fits = self.height(start..self.len()) + self.rest <= room + EPSILON;
        let stays = self.rest == 0.0 || self.ends_tall() || chunk.end <= last || fits;
        if stays || last <= start.max(self.header().end) {
            return chunk;
        }
        Chunk { end: last, ..chunk }
    }

    fn chunk_in(&self, start: usize, room: Pt) -> Chunk {
        let mut used = 0.0;
        let fits = self.heights[start..]
            .iter()
            .take_while(|&&h| {
                used += h;
                used <= room + EPSILON
            })
            .count();
        let natural = start + fits;
        // A head without a row below it is no table.
        let head = self.table.header_rows;
        let least = if start < head && head < self.len() { head } else { start };
        // LibreOffice knows no rows that stay with the next one.
        let goes_on = natural == self.len() || self.is_tall(natural);
        if goes_on || natural <= least || self.rules == Rules::LibreOffice {
            let end = if natural > least { natural } else { start };
            return Chunk { end, fit: natural, spills: false };
        }
        let half = self.height(start..natural) / 2.0;
        let mut ends = (least + 1..=natural).filter(|&end| self.labels_fit(start, end));
        let better = (ends.clone())
            .filter(|&end| self.height(start..end) >= half)
            .min_by_key(|&end| (self.is_head(end - 1), self.torn[end].len(), natural - end));
        let end = better.or(ends.next_back());
        Chunk { end: end.unwrap_or(natural), fit: natural, spills: end.is_none() }
    }

    /// For each row, whether it stays on the page of the next one: so a word processor breaks the table
    /// where layout did, and where it makes sense after an edit. Each of `breaks` goes from the row that
    /// begins a page to the first that would not have fitted on the page before.
    ///
    /// A table that stands whole stays so; heads stay with a row below them; the rows beside a label stay
    /// together unless the label was torn. Where layout ended a page early, the rows from there to
    /// the first that would not have fitted are a chain, which has no room on the page before.
    pub fn kept_rows(&self, breaks: &[Range<usize>]) -> Vec<bool> {
        let last = self.len().saturating_sub(1);
        let tall: Vec<usize> = (0..self.len()).filter(|&row| self.is_tall(row)).collect();
        let whole = self.keep_together() && breaks.is_empty() && tall.is_empty();
        let mut kept = vec![whole; last];
        let mut keep =
            |rows: Range<usize>| kept[rows.start.min(last)..rows.end.min(last)].fill(true);
        keep(self.header());
        for (r, row) in self.table.rows.iter().enumerate() {
            let labels = row.cells.iter().map(|cell| cell.rowspan);
            for rows in labels.chain(self.is_head(r).then_some(2)) {
                let below = r + 1..r + rows;
                if !breaks.iter().any(|b| below.contains(&b.start)) {
                    keep(r..below.end - 1);
                }
            }
        }
        breaks.iter().cloned().for_each(keep);
        kept.resize(self.len(), false);
        // What stays with a row that no page holds stays with nothing, but the head.
        for &row in &tall {
            let above = row.saturating_sub(1).max(self.header().end);
            kept.iter_mut().take(row + 1).skip(above).for_each(|kept| *kept = false);
        }
        let last = if self.rest > 0.0 && !self.ends_tall() { LAST_ROWS } else { 0 };
        kept.iter_mut().rev().take(last).for_each(|kept| *kept = true);
        kept
    }

    /// Whether one of its last rows is so: then these cannot go to the signature's page together.
    fn ends_tall(&self) -> bool {
        (self.len().saturating_sub(LAST_ROWS)..self.len()).any(|row| self.is_tall(row))
    }

    /// Whether a row only says what stands below it, and so must not be the last on a page.
    fn is_head(&self, row: usize) -> bool {
        let cells = self.table.rows.get(row).map_or(&[][..], |row| &row.cells);
        !cells.is_empty() && cells.iter().all(|cell| cell.kind == CellKind::ColumnHead)
    }

    /// Whether every torn label finds room on both sides of the break, where it is shown again.
    fn labels_fit(&self, start: usize, end: usize) -> bool {
        self.torn[end].iter().all(|&(r, i)| {
            let need = self.cells[r][i].height;
            let above = self.height(r.max(start)..end);
            let below = self.height(end..r + self.table.rows[r].cells[i].rowspan);
            need <= above && need <= below
        })
    }

    /// How many lines each cell that begins in a row has.
    pub fn line_counts(&self, row: usize) -> Vec<usize> {
        self.cells[row].iter().map(|c| c.lines.len()).collect()
    }
}

/// Where rows that begin on a page end.
pub(super) struct Chunk {
    /// One past the last row; equal to the start when not even one row fits.
    pub end: usize,
    /// One past the last row that would have fitted.
    pub fit: usize,
    /// A label runs out of its part of the rows.
    pub spills: bool,
}
