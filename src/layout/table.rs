//! Tables: row heights, where a table may be broken, and its ink.

use super::{
    error::Error,
    page::{Fill, Item, Origin, Rule},
    paragraph::{Line, set, set_stacked},
    shape::Shaper,
};
use crate::document::{Cell, Pt, Punctuation, Table, VAlign};
use std::ops::Range;

/// A cell's text, set in its column.
struct SetCell {
    lines: Vec<Line>,
    height: Pt,
}

/// A table whose cells are set and whose rows have their heights.
pub(super) struct SetTable<'d> {
    table: &'d Table,
    cells: Vec<Vec<SetCell>>,
    /// Height of each row.
    pub heights: Vec<Pt>,
    /// Column edges, one more than there are columns.
    edges: Vec<Pt>,
    /// For every grid place the cell that covers it: row and position in the row.
    owner: Vec<Vec<(usize, usize)>>,
    /// For every row the cells from above that a break before it would tear.
    torn: Vec<Vec<(usize, usize)>>,
    block: usize,
}

/// Some rows of a table at their place on the page.
struct Piece {
    rows: Range<usize>,
    /// Upper edge of each row and the lower edge of the last.
    tops: Vec<Pt>,
    x: Pt,
    /// Whether the rows stand on an earlier page already.
    repeat: bool,
}

impl<'d> SetTable<'d> {
    /// Sets every cell and finds the row heights.
    pub fn set(
        table: &'d Table,
        block: usize,
        shaper: &mut Shaper,
        punctuation: Punctuation,
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
                let origin = Origin::Cell {
                    block,
                    row: r,
                    cell: c,
                    repeat: false,
                };
                set_row.push(set_cell(cell, width, shaper, punctuation, origin)?);
            }
            cells.push(set_row);
        }
        let heights = row_heights(table, &cells);
        let (owner, torn) = (owners(table), torn_cells(table));
        Ok(Self {
            table,
            cells,
            heights,
            edges,
            owner,
            torn,
            block,
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

    /// Line width of its grid.
    pub fn border(&self) -> Pt {
        self.table.border
    }

    /// Whether the table would rather stand whole on one page.
    pub fn keep_together(&self) -> bool {
        self.table.keep_together
    }

    /// The end of the rows that begin with `start` and fit into `room`: as many as possible, but not
    /// at the cost of tearing a group when ending earlier leaves at least half of them here.
    pub fn chunk_end(&self, start: usize, room: Pt) -> Chunk {
        let mut used = 0.0;
        let fits = self.heights[start..]
            .iter()
            .take_while(|&&h| {
                used += h;
                used <= room + 0.01
            })
            .count();
        let natural = start + fits;
        // A head without a row below it is no table.
        let least = if start < self.table.header_rows {
            self.table.header_rows
        } else {
            start
        };
        if natural == self.len() || natural <= least {
            let end = if natural > least { natural } else { start };
            return Chunk {
                end,
                on_purpose: false,
            };
        }
        let half = self.height(start..natural) / 2.0;
        let better = (least + 1..=natural)
            .filter(|&end| self.height(start..end) >= half && self.labels_fit(start, end))
            .min_by_key(|&end| (self.torn[end].len(), natural - end));
        let end = better.unwrap_or(natural);
        Chunk {
            end,
            on_purpose: end != natural || !self.torn[end].is_empty(),
        }
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

    /// The ink of some rows, their upper left corner at `x`, `y`.
    pub fn draw(&self, rows: Range<usize>, repeat: bool, (x, y): (Pt, Pt), out: &mut Vec<Item>) {
        let mut tops = vec![y];
        tops.extend(self.heights[rows.clone()].iter().scan(y, |bottom, height| {
            *bottom += height;
            Some(*bottom)
        }));
        let piece = Piece {
            rows,
            tops,
            x,
            repeat,
        };
        let shown = self.shown(&piece.rows);
        out.extend(shown.iter().filter_map(|&(r, c)| self.fill(r, c, &piece)));
        for &(r, c) in &shown {
            self.text(r, c, &piece, out);
        }
        self.rules(&piece, out);
    }

    /// The cells that show in some rows, in reading order.
    fn shown(&self, rows: &Range<usize>) -> Vec<(usize, usize)> {
        let mut cells: Vec<_> = rows
            .clone()
            .flat_map(|r| self.owner[r].iter().copied())
            .collect();
        cells.sort_unstable();
        cells.dedup();
        cells
    }

    /// Upper and lower edge of the part of a cell that shows.
    fn vertical(&self, r: usize, c: usize, piece: &Piece) -> (Pt, Pt) {
        let end = r + self.table.rows[r].cells[c].rowspan;
        let top = piece.tops[r.max(piece.rows.start) - piece.rows.start];
        (top, piece.tops[end.min(piece.rows.end) - piece.rows.start])
    }

    fn fill(&self, r: usize, c: usize, piece: &Piece) -> Option<Item> {
        let cell = &self.table.rows[r].cells[c];
        let color = cell.fill?;
        let (top, bottom) = self.vertical(r, c, piece);
        let (left, right) = (
            self.edges[cell.column],
            self.edges[cell.column + cell.colspan],
        );
        let (width, height) = (right - left, bottom - top);
        Some(Item::Fill(Fill {
            x: piece.x + left,
            y: top,
            width,
            height,
            color,
        }))
    }

    /// A cell's text in the part of it that shows; a label torn by a page break is shown again.
    fn text(&self, r: usize, c: usize, piece: &Piece, out: &mut Vec<Item>) {
        let cell = &self.table.rows[r].cells[c];
        let (top, bottom) = self.vertical(r, c, piece);
        let set = &self.cells[r][c];
        let mut y = match cell.valign {
            VAlign::Top => top + self.table.padding_y / 2.0,
            VAlign::Middle => top + (bottom - top - set.height) / 2.0,
        };
        let left = piece.x + self.edges[cell.column] + self.table.padding_x;
        let repeat = piece.repeat || r < piece.rows.start;
        let origin = Origin::Cell {
            block: self.block,
            row: r,
            cell: c,
            repeat,
        };
        for line in &set.lines {
            out.extend(
                line.items
                    .iter()
                    .map(|item| item.moved(left, y).belonging_to(origin)),
            );
            y += line.pitch;
        }
    }

    /// Every edge between two cells once, joined into the longest possible rules.
    fn rules(&self, piece: &Piece, out: &mut Vec<Item>) {
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
                out.push(Item::Rule(Rule {
                    x0,
                    y0: y,
                    x1,
                    y1: y,
                    width,
                    color,
                }));
            }
        }
        for edge in 0..=columns {
            let outer = edge == 0 || edge == columns;
            let parted = |r: usize| outer || self.owner[r][edge - 1] != self.owner[r][edge];
            for run in stretches(rows.clone(), parted) {
                let (x, y0, y1) = (left(edge), top(run.start), top(run.end));
                out.push(Item::Rule(Rule {
                    x0: x,
                    y0,
                    x1: x,
                    y1,
                    width,
                    color,
                }));
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
        let mut used = Vec::with_capacity(from.len());
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
                out.extend(line.items.iter().map(|item| item.moved(left, y + pen)));
                pen += line.pitch;
                taken += 1;
            }
            used.push(taken);
            height = height.max(pen + table.padding_y / 2.0);
        }
        let piece = Piece {
            rows: row..row + 1,
            tops: vec![y, y + height],
            x,
            repeat: false,
        };
        self.rules(&piece, out);
        (height, used)
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
    /// Whether Word would break elsewhere, or lose a label by it.
    pub on_purpose: bool,
}

fn set_cell(
    cell: &Cell,
    width: Pt,
    shaper: &mut Shaper,
    punctuation: Punctuation,
    origin: Origin,
) -> Result<SetCell, Error> {
    let mut lines = Vec::new();
    for paragraph in &cell.paragraphs {
        let set = if cell.stacked {
            set_stacked(paragraph, width, shaper, origin)?
        } else {
            set(paragraph, width, shaper, punctuation, origin)?
        };
        lines.extend(set.lines);
    }
    let height = lines.iter().map(|l| l.pitch).sum();
    Ok(SetCell { lines, height })
}

fn row_heights(table: &Table, cells: &[Vec<SetCell>]) -> Vec<Pt> {
    let need = |r: usize, c: usize| cells[r][c].height + table.padding_y;
    let own = |(r, row): (usize, &crate::document::Row)| {
        let single = row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.rowspan == 1);
        single
            .map(|(c, _)| need(r, c))
            .fold(row.min_height, Pt::max)
    };
    let mut heights: Vec<Pt> = table.rows.iter().enumerate().map(own).collect();
    // What a spanning label lacks goes to the last of its rows.
    for (r, row) in table.rows.iter().enumerate() {
        for (c, cell) in row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.rowspan > 1)
        {
            let end = r + cell.rowspan;
            let lacking = need(r, c) - heights[r..end].iter().sum::<Pt>();
            heights[end - 1] += lacking.max(0.0);
        }
    }
    // Whole twips, so that Word's row is exactly as high.
    heights
        .iter()
        .map(|h| (h * 20.0 - 1e-6).ceil() / 20.0)
        .collect()
}

fn owners(table: &Table) -> Vec<Vec<(usize, usize)>> {
    let mut owner = vec![vec![(0, 0); table.columns.len()]; table.rows.len()];
    for (r, row) in table.rows.iter().enumerate() {
        for (c, cell) in row.cells.iter().enumerate() {
            for line in &mut owner[r..r + cell.rowspan] {
                line[cell.column..cell.column + cell.colspan].fill((r, c));
            }
        }
    }
    owner
}

fn torn_cells(table: &Table) -> Vec<Vec<(usize, usize)>> {
    let mut torn = vec![Vec::new(); table.rows.len() + 1];
    for (r, row) in table.rows.iter().enumerate() {
        for (c, cell) in row.cells.iter().enumerate() {
            torn[r + 1..r + cell.rowspan]
                .iter_mut()
                .for_each(|cells| cells.push((r, c)));
        }
    }
    torn
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
