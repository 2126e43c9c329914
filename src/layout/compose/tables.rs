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
            let head = if continued { table.repeated_head() } else { 0..0 };
            let room = self.region.room() - table.height(head.clone()) - table.border();
            let chunk = table.chunk_end(row, room);
            // A fresh page may have room for all rows of the label.
            let waits = chunk.spills && row >= table.header().end && !self.region.is_blank();
            if chunk.end > row && !waits {
                self.draw_rows(table, head, true);
                self.draw_rows(table, row..chunk.end, false);
                row = chunk.end;
                if tall_row(&self.region, table, row, 0.0) == Some(row) {
                    // It begins below these.
                    continue;
                }
                // The lower rule takes room of its own in Word and LibreOffice.
                self.region.y += table.border();
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
                self.draw_rows(table, table.repeated_head(), true);
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
    // As much of it as finds room begins here, as in a word processor.
    let least =
        |first| above + table.height(row..first) + table.first_lines(first) + table.border();
    if table.is_tall(first) && region.room() >= least(first) {
        return Some(first);
    }
    region.is_blank().then_some(row)
}
