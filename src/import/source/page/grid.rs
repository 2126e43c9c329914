//! Rules → tables: rules that meet make a grid, and where one is missing between two cells they are one.

use super::{PaperGlyph, Stroke};
use crate::import::source::{COLUMNS, odd::OddKind};
use std::collections::BTreeMap;

/// Rules nearer to each other are one.
const SAME: f64 = 1.5;
/// Sides of cells nearer to each other are one: double rules.
const SIDE: f64 = 3.0;
/// Rules whose ends are nearer meet.
const MEET: f64 = 2.5;
/// What of a table stands out farther than its last rule has no rule at its end.
const OPEN: f64 = 6.0;
/// Cells of one table, and pairs of rules on one page.
const CELLS: usize = 40_000;
const PAIRS: usize = 2_000_000;

/// A table on one page.
#[derive(Clone, Debug, Default)]
pub(super) struct RuledGrid {
    /// The sides of its columns and of its rows.
    pub xs: Vec<f64>,
    pub ys: Vec<f64>,
    pub cells: Vec<GridCell>,
    /// Whether there is no rule above, or below.
    pub is_open_above: bool,
    pub is_open_below: bool,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub(super) struct GridCell {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
    pub glyphs: Vec<PaperGlyph>,
}

impl RuledGrid {
    pub fn top(&self) -> f64 {
        self.ys.first().copied().unwrap_or_default()
    }

    pub fn bottom(&self) -> f64 {
        self.ys.last().copied().unwrap_or_default()
    }

    pub fn left(&self) -> f64 {
        self.xs.first().copied().unwrap_or_default()
    }

    pub fn right(&self) -> f64 {
        self.xs.last().copied().unwrap_or_default()
    }

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        (self.left()..=self.right()).contains(&x) && (self.top()..=self.bottom()).contains(&y)
    }
}

/// The tables of a page; `None` where it has more rules than tables have.
pub(super) fn grids(strokes: &[Stroke]) -> Option<Vec<RuledGrid>> {
    let (across, upright) = (merged(strokes, false), merged(strokes, true));
    if across.len().saturating_mul(upright.len()) > PAIRS {
        return None;
    }
    let mut sets = Sets::new(across.len() + upright.len());
    for (i, a) in across.iter().enumerate() {
        for (j, u) in upright.iter().enumerate() {
            let meets = (a.from - MEET..=a.to + MEET).contains(&u.at)
                && (u.from - MEET..=u.to + MEET).contains(&a.at);
            if meets {
                sets.join(i, across.len() + j);
            }
        }
    }
    let mut groups: BTreeMap<usize, (Vec<Stroke>, Vec<Stroke>)> = BTreeMap::new();
    for (i, a) in across.iter().enumerate() {
        groups.entry(sets.root(i)).or_default().0.push(*a);
    }
    for (j, u) in upright.iter().enumerate() {
        groups.entry(sets.root(across.len() + j)).or_default().1.push(*u);
    }
    let mut grids: Vec<RuledGrid> =
        groups.values().filter_map(|(across, upright)| grid(across, upright)).collect();
    grids.sort_by(|a, b| a.top().total_cmp(&b.top()));
    // A box in a cell is no table of its own.
    let all = grids.clone();
    grids.retain(|grid| {
        let middle = (grid.left().midpoint(grid.right()), grid.top().midpoint(grid.bottom()));
        let is_larger =
            |other: &&RuledGrid| other.right() - other.left() > grid.right() - grid.left() + 1.0;
        !all.iter().filter(is_larger).any(|other| other.holds(middle))
    });
    Some(grids)
}

/// Rules of one direction, those on one line that touch as one.
fn merged(strokes: &[Stroke], is_upright: bool) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> =
        strokes.iter().copied().filter(|stroke| stroke.is_upright == is_upright).collect();
    strokes.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut merged: Vec<Stroke> = Vec::new();
    let mut rest = &strokes[..];
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|stroke| stroke.at - first.at <= SAME).count();
        let (line, tail) = rest.split_at(count);
        rest = tail;
        let mut line = line.to_vec();
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let start = merged.len();
        for stroke in line {
            match merged.get_mut(start..).and_then(<[Stroke]>::last_mut) {
                Some(last) if stroke.from <= last.to + MEET => last.to = last.to.max(stroke.to),
                _ => merged.push(stroke),
            }
        }
    }
    merged
}

/// The table that rules which meet make.
fn grid(across: &[Stroke], upright: &[Stroke]) -> Option<RuledGrid> {
    if across.len() < 2 || upright.is_empty() {
        return None;
    }
    let (mut xs, mut ys) = (sides(upright), sides(across));
    let least = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::INFINITY, f64::min);
    let most = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::NEG_INFINITY, f64::max);
    let left = least(&mut across.iter().map(|rule| rule.from));
    let right = most(&mut across.iter().map(|rule| rule.to));
    let top = least(&mut upright.iter().map(|rule| rule.from));
    let bottom = most(&mut upright.iter().map(|rule| rule.to));
    widen(&mut xs, left, right);
    let (is_open_above, is_open_below) = widen(&mut ys, top, bottom);
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns == 0 || rows == 0 || columns > COLUMNS || columns * rows > CELLS {
        return None;
    }
    let mut sets = Sets::new(columns * rows);
    let is_wall = |at: f64, low: f64, high: f64, rules: &[Stroke]| {
        let quarter = (high - low) / 4.0;
        rules.iter().any(|rule| {
            (rule.at - at).abs() <= SIDE + 0.5
                && rule.from <= low + quarter
                && rule.to >= high - quarter
        })
    };
    let (by_x, by_y) = (near(&xs, upright), near(&ys, across));
    for row in 0..rows {
        for column in 0..columns {
            let cell = row * columns + column;
            let (left, right) = (xs[column], xs[column + 1]);
            let (top, bottom) = (ys[row], ys[row + 1]);
            if column + 1 < columns && !is_wall(right, top, bottom, &by_x[column + 1]) {
                sets.join(cell, cell + 1);
            }
            if row + 1 < rows && !is_wall(bottom, left, right, &by_y[row + 1]) {
                sets.join(cell, cell + columns);
            }
        }
    }
    let cells = cells(&mut sets, rows, columns);
    (cells.len() > 1).then_some(RuledGrid { xs, ys, cells, is_open_above, is_open_below })
}

/// The rules at each side.
fn near(sides: &[f64], rules: &[Stroke]) -> Vec<Vec<Stroke>> {
    let of = |side: &f64| {
        rules.iter().copied().filter(|rule| (rule.at - side).abs() <= SIDE + 0.5).collect()
    };
    sides.iter().map(of).collect()
}

/// Adds the ends of a table that has no rules there. Whether it has none before, and none behind.
fn widen(sides: &mut Vec<f64>, first: f64, last: f64) -> (bool, bool) {
    let is_before = sides.first().is_none_or(|side| first < side - OPEN);
    let is_behind = sides.last().is_none_or(|side| last > side + OPEN);
    if is_before {
        sides.insert(0, first);
    }
    if is_behind {
        sides.push(last);
    }
    (is_before, is_behind)
}

fn sides(rules: &[Stroke]) -> Vec<f64> {
    let mut sides: Vec<f64> = rules.iter().map(|rule| rule.at).collect();
    sides.sort_by(f64::total_cmp);
    sides.dedup_by(|a, b| (*a - *b).abs() <= SIDE);
    sides
}

fn cells(sets: &mut Sets, rows: usize, columns: usize) -> Vec<GridCell> {
    let mut found: BTreeMap<usize, (GridCell, usize, usize)> = BTreeMap::new();
    for row in 0..rows {
        for column in 0..columns {
            let root = sets.root(row * columns + column);
            let (cell, last_row, last_column) = found
                .entry(root)
                .or_insert_with(|| (GridCell { row, column, ..GridCell::default() }, row, column));
            cell.column = cell.column.min(column);
            *last_row = (*last_row).max(row);
            *last_column = (*last_column).max(column);
        }
    }
    let mut cells: Vec<GridCell> = found
        .into_values()
        .map(|(cell, last_row, last_column)| GridCell {
            rows: last_row + 1 - cell.row,
            columns: last_column + 1 - cell.column,
            ..cell
        })
        .collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    cells
}

/// Puts the characters that stand in tables there; gives back the others.
pub(super) fn fill(grids: &mut [RuledGrid], glyphs: Vec<PaperGlyph>) -> Vec<PaperGlyph> {
    let mut inside: Vec<Vec<PaperGlyph>> = vec![Vec::new(); grids.len()];
    let mut outside = Vec::new();
    for glyph in glyphs {
        match grids.iter().position(|grid| grid.holds(glyph.middle())) {
            Some(index) if !glyph.is_aside => inside[index].push(glyph),
            _ => outside.push(glyph),
        }
    }
    for (grid, glyphs) in grids.iter_mut().zip(inside) {
        let columns = grid.xs.len().saturating_sub(1).max(1);
        let mut owner = vec![0; columns * grid.ys.len().saturating_sub(1)];
        for (index, cell) in grid.cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.rows {
                for column in cell.column..cell.column + cell.columns {
                    if let Some(slot) = owner.get_mut(row * columns + column) {
                        *slot = index;
                    }
                }
            }
        }
        let find = |(x, y): (f64, f64)| {
            let column = grid.xs.partition_point(|side| *side <= x).saturating_sub(1);
            let row = grid.ys.partition_point(|side| *side <= y).saturating_sub(1);
            owner.get(row * columns + column.min(columns - 1)).copied().unwrap_or_default()
        };
        let placed: Vec<(usize, Vec<PaperGlyph>)> =
            words(glyphs).into_iter().flat_map(|word| placed(word, &find)).collect();
        for (cell, mut glyphs) in placed {
            if let Some(cell) = grid.cells.get_mut(cell) {
                cell.glyphs.append(&mut glyphs);
            }
        }
    }
    outside
}

/// Characters that stand close behind each other on one line.
fn words(mut glyphs: Vec<PaperGlyph>) -> Vec<Vec<PaperGlyph>> {
    glyphs.sort_by(|a, b| (a.y, a.x).partial_cmp(&(b.y, b.x)).unwrap_or(std::cmp::Ordering::Equal));
    let mut words: Vec<Vec<PaperGlyph>> = Vec::new();
    for glyph in glyphs {
        let joins = words.last().and_then(|word| word.last()).is_some_and(|last| {
            let gap = glyph.x - last.end();
            (last.y - glyph.y).abs() < 0.1
                && gap.abs() < 0.12 * glyph.size
                && !last.is_blank()
                && !glyph.is_blank()
        });
        match words.last_mut() {
            Some(word) if joins => word.push(glyph),
            _ => words.push(vec![glyph]),
        }
    }
    words
}

/// The cells that a word stands in. One of digits that goes over the side of a cell is of the one where its
/// middle is, and doubted.
fn placed(
    word: Vec<PaperGlyph>,
    find: &dyn Fn((f64, f64)) -> usize,
) -> Vec<(usize, Vec<PaperGlyph>)> {
    let (Some(first), Some(last)) = (word.first(), word.last()) else { return Vec::new() };
    let (start, end) = (find(first.middle()), find(last.middle()));
    let has_digit = word.iter().any(|glyph| glyph.ch.is_ascii_digit());
    if start != end && has_digit && word.iter().all(|glyph| glyph.ch.is_ascii()) {
        let (_, y) = first.middle();
        let cell = find((first.x.midpoint(last.end()), y));
        let odd =
            |glyph: PaperGlyph| PaperGlyph { look: glyph.look.or(Some(OddKind::Heaped)), ..glyph };
        return vec![(cell, word.into_iter().map(odd).collect())];
    }
    word.into_iter().map(|glyph| (find(glyph.middle()), vec![glyph])).collect()
}

/// Sets that are joined.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut item: usize) -> usize {
        while let Some(above) = self.0.get(item).copied().filter(|above| *above != item) {
            let next = self.0.get(above).copied().unwrap_or(above);
            if let Some(slot) = self.0.get_mut(item) {
                *slot = next;
            }
            item = next;
        }
        item
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        // The smaller number stays, so that cells are found in their order.
        let (low, high) = (a.min(b), a.max(b));
        if let Some(slot) = self.0.get_mut(high) {
            *slot = low;
        }
    }
}
