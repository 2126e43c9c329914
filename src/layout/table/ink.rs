//! A table's ink: fills, text, and every edge once.

use super::{
    super::page::{Fill, Item, Origin, Rule},
    SetTable,
};
use crate::document::{Pt, VAlign};
use std::ops::Range;

/// Some rows of a table at their place on the page.
struct CellInk {
    rows: Range<usize>,
    /// Upper edge of each row and the lower edge of the last.
    tops: Vec<Pt>,
    x: Pt,
    /// Whether the rows stand on an earlier page already.
    repeat: bool,
}

impl SetTable<'_> {
    /// The ink of some rows, their upper left corner at `x`, `y`.
    pub fn draw(&self, rows: Range<usize>, repeat: bool, (x, y): (Pt, Pt), out: &mut Vec<Item>) {
        let mut tops = vec![y];
        tops.extend(self.heights[rows.clone()].iter().scan(y, |bottom, height| {
            *bottom += height;
            Some(*bottom)
        }));
        let piece = CellInk { rows, tops, x, repeat };
        let shown = self.shown(&piece.rows);
        out.extend(shown.iter().filter_map(|&(r, c)| self.fill(r, c, &piece)));
        for &(r, c) in &shown {
            self.text(r, c, &piece, out);
        }
        self.rules(&piece, out);
    }

    /// The cells that show in some rows, in reading order.
    fn shown(&self, rows: &Range<usize>) -> Vec<(usize, usize)> {
        let mut cells: Vec<_> = rows.clone().flat_map(|r| self.owner[r].iter().copied()).collect();
        cells.sort_unstable();
        cells.dedup();
        cells
    }

    /// Upper and lower edge of the part of a cell that shows.
    fn vertical(&self, r: usize, c: usize, piece: &CellInk) -> (Pt, Pt) {
        let end = r + self.table.rows[r].cells[c].rowspan;
        let top = piece.tops[r.max(piece.rows.start) - piece.rows.start];
        (top, piece.tops[end.min(piece.rows.end) - piece.rows.start])
    }

    fn fill(&self, r: usize, c: usize, piece: &CellInk) -> Option<Item> {
        let cell = &self.table.rows[r].cells[c];
        let color = cell.fill?;
        let (top, bottom) = self.vertical(r, c, piece);
        let (left, right) = (self.edges[cell.column], self.edges[cell.column + cell.colspan]);
        let (width, height) = (right - left, bottom - top);
        Some(Item::Fill(Fill { x: piece.x + left, y: top, width, height, color }))
    }

    /// A cell's text in the part of it that shows; a label torn by a page break is shown again.
    fn text(&self, r: usize, c: usize, piece: &CellInk, out: &mut Vec<Item>) {
        let cell = &self.table.rows[r].cells[c];
        let (top, bottom) = self.vertical(r, c, piece);
        let set = &self.cells[r][c];
        let mut y = match cell.valign {
            VAlign::Top => top + (self.heights[r] - self.texts[r]) / 2.0,
            // A label in a part of its rows that is too low for it begins at their top.
            VAlign::Middle => top + ((bottom - top - set.height) / 2.0).max(0.0),
        };
        let left = piece.x + self.edges[cell.column] + self.table.padding_x;
        let repeat = piece.repeat || r < piece.rows.start;
        let origin = Origin::Cell { block: self.block, row: r, cell: c, repeat };
        for line in &set.lines {
            // Cloned, since a head or a label may be shown again.
            let items = line.items.iter().cloned();
            out.extend(items.map(|item| item.moved(left, y).belonging_to(origin)));
            y += line.pitch;
        }
    }

    /// Every edge between two cells once, joined into the longest possible rules.
    fn rules(&self, piece: &CellInk, out: &mut Vec<Item>) {
        let (width, color) = (self.table.border, self.table.border_color);
        if width <= 0.0 || piece.rows.is_empty() {
            return;
        }
        let (columns, rows) = (self.table.columns.len(), &piece.rows);
        let top = |row: usize| piece.tops[row - rows.start];
        let left = |column: usize| piece.x + self.edges[column];
        for edge in rows.start..=rows.end {
            let outer = edge == rows.start || edge == rows.end;
            let parted = |c: usize| outer || self.owner[edge - 1][c] != self.owner[edge][c];
            for run in stretches(0..columns, parted) {
                let (y, half) = (top(edge), width / 2.0);
                let (x0, x1) = (left(run.start) - half, left(run.end) + half);
                out.push(Item::Rule(Rule { x0, y0: y, x1, y1: y, width, color }));
            }
        }
        for edge in 0..=columns {
            let outer = edge == 0 || edge == columns;
            let parted = |r: usize| outer || self.owner[r][edge - 1] != self.owner[r][edge];
            for run in stretches(rows.clone(), parted) {
                let (x, y0, y1) = (left(edge), top(run.start), top(run.end));
                out.push(Item::Rule(Rule { x0: x, y0, x1: x, y1, width, color }));
            }
        }
    }

    /// A row taller than a page, cut between lines: the ink of the piece that fits into `room`, its
    /// height, and how many lines of each cell are used up then.
    pub fn draw_piece(
        &self,
        row: usize,
        from: &[usize],
        room: Pt,
        (x, y): (Pt, Pt),
        out: &mut Vec<Item>,
    ) -> (Pt, Vec<usize>) {
        let table = self.table;
        let (mut used, ground) = (Vec::with_capacity(from.len()), out.len());
        let mut height: Pt = 0.0;
        for (c, &first) in from.iter().enumerate() {
            let cell = &table.rows[row].cells[c];
            let left = x + self.edges[cell.column] + table.padding_x;
            let mut pen = table.padding_y / 2.0;
            let mut taken = first;
            for line in &self.cells[row][c].lines[first..] {
                if taken > first && pen + line.pitch + table.padding_y / 2.0 > room {
                    break;
                }
                out.extend(line.items.iter().cloned().map(|item| item.moved(left, y + pen)));
                pen += line.pitch;
                taken += 1;
            }
            used.push(taken);
            height = height.max(pen + table.padding_y / 2.0);
        }
        let piece = CellInk { rows: row..row + 1, tops: vec![y, y + height], x, repeat: false };
        let fills = self.owner[row].iter().filter_map(|&(r, c)| self.fill(r, c, &piece));
        out.splice(ground..ground, fills.collect::<Vec<_>>());
        self.rules(&piece, out);
        (height, used)
    }

    /// The least of a row that is shown: a line of each cell.
    pub fn first_lines(&self, row: usize) -> Pt {
        let lines = self.cells[row].iter().filter_map(|cell| cell.lines.first());
        lines.map(|line| line.pitch).fold(0.0, Pt::max) + self.table.padding_y
    }
}

/// The longest stretches of a range in which a condition holds throughout.
fn stretches(range: Range<usize>, holds: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for i in range.filter(|&i| holds(i)) {
        match out.last_mut() {
            Some(last) if last.end == i => last.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}
