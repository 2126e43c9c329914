//! Placing tables: as many rows as a page takes, the head rows shown again on each.

use super::{
    super::{page::BlockFacts, region::Region, table::SetTable},
    Composer,
};
use crate::document::Pt;
use std::ops::Range;

impl Composer<'_> {
    pub(super) fn place_table(&mut self, mut table: SetTable) -> BlockFacts {
        table.squeeze(self.region.room());
        let table = &table;
        // Where pages begin, each up to the first row that would not have fitted on the one before.
        let mut breaks = Vec::new();
        let mut row = 0;
        while row < table.len() {
            // After the end of a row that was cut, the head stands further up on this page.
            let continued = row >= table.header().end.max(1) && self.region.is_blank();
            let head = if continued { repeated_head(&self.region, table) } else { 0..0 };
            let room = self.region.room() - table.height(head.clone()) - table.border();
            let chunk = table.chunk_end(row, room);
            // A fresh page may have room for all rows of the label.
            let waits = chunk.spills && row >= table.header().end && !self.region.is_blank();
            if chunk.end > row && !waits {
                self.draw_rows(table, head, true);
                self.draw_rows(table, row..chunk.end, false);
                // The lower rule takes room of its own in Word and LibreOffice.
                self.region.y += table.border();
                row = chunk.end;
            } else if let Some(tall) = tall_row(&self.region, table, row, 0.0) {
                self.draw_rows(table, row..tall, false);
                self.place_tall_row(table, tall);
                row = tall + 1;
                continue;
            }
            if row < table.len() {
                self.region.run_over();
                breaks.push(row..chunk.fit.max(row));
            }
        }
        let (heights, texts) = (table.heights.clone(), table.texts.clone());
        BlockFacts::Table { heights, texts, kept: table.kept_rows(&breaks) }
    }

    fn draw_rows(&mut self, table: &SetTable, rows: Range<usize>, repeat: bool) {
        if !rows.is_empty() {
            let pen = self.region.pen();
            table.draw(rows.clone(), repeat, pen, self.region.items());
            self.region.y += table.height(rows);
        }
    }

    /// A row taller than a page is the only one that is ever cut.
    fn place_tall_row(&mut self, table: &SetTable, row: usize) {
        let total = table.line_counts(row);
        let mut done = vec![0; total.len()];
        loop {
            if row >= table.header().end && self.region.is_blank() {
                self.draw_rows(table, repeated_head(&self.region, table), true);
            }
            let (pen, room) = (self.region.pen(), self.region.room());
            let height: Pt;
            (height, done) = table.draw_piece(row, &done, room, pen, self.region.items());
            self.region.y += height;
            if done == total {
                return;
            }
            self.region.run_over();
        }
    }
}

/// The row that is to be cut below so much text, if no page has room for the rows from `row` on: this one, or the one
/// below the heads that begin here.
pub(super) fn tall_row(region: &Region, table: &SetTable, row: usize, above: Pt) -> Option<usize> {
    let first = row.max(table.header().end);
    let head = table.height(repeated_head(region, table));
    let page = region.height() - head - table.border();
    let is_tall = first < table.len() && table.height(first..first + 1) > page;
    // Its beginning must be more than a line or two.
    let least = above + table.height(row..first) + region.height() / 6.0;
    if is_tall && region.room() >= least {
        return Some(first);
    }
    region.is_blank().then_some(row)
}

/// The head rows that are shown again on the pages after the first; none when they would leave
/// less than half of a page to the rows below.
fn repeated_head(region: &Region, table: &SetTable) -> Range<usize> {
    let head = table.header();
    if table.height(head.clone()) <= region.height() / 2.0 { head } else { 0..0 }
}
