//! Placing tables: as many rows as a page takes, the head rows shown again on each.

use super::{
    super::{page::BlockFacts, table::SetTable},
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
            let head = if continued { self.repeated_head(table) } else { 0..0 };
            let room = self.region.room() - table.height(head.clone()) - table.border();
            let chunk = table.chunk_end(row, room);
            if chunk.end > row {
                self.draw_rows(table, head, true);
                self.draw_rows(table, row..chunk.end, false);
                // The lower rule takes room of its own in Word and LibreOffice.
                self.region.y += table.border();
                row = chunk.end;
            } else if let Some(tall) = self.tall_row(table, row) {
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

    /// The row that is to be cut, if no page has room for the rows from `row` on: this one, or the one below
    /// the heads that begin here.
    fn tall_row(&self, table: &SetTable, row: usize) -> Option<usize> {
        let first = row.max(table.header().end);
        let head = table.height(self.repeated_head(table));
        let page = self.region.height() - head - table.border();
        let is_tall = first < table.len() && table.height(first..first + 1) > page;
        // Its beginning must be more than a line or two.
        let least = table.height(row..first) + self.region.height() / 6.0;
        if is_tall && self.region.room() >= least {
            return Some(first);
        }
        self.region.is_blank().then_some(row)
    }

    /// The head rows that are shown again on the pages after the first; none when they would leave
    /// less than half of a page to the rows below.
    fn repeated_head(&self, table: &SetTable) -> Range<usize> {
        let head = table.header();
        if table.height(head.clone()) <= self.region.height() / 2.0 { head } else { 0..0 }
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
                self.draw_rows(table, self.repeated_head(table), true);
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
