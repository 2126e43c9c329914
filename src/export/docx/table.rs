//! A table as WordprocessingML wants it: every row lists a cell for every grid place, merged ones
//! too; a table that layout broke on purpose is written as several.

use super::{
    plan::{Context, Planner},
    units::{border_eighths, grid, hex, twips},
};
use crate::{
    document::{Cell, Inline, Pt, Table, VAlign},
    layout::BlockFacts,
};
use docx_rs::VMergeType;
use std::{collections::BTreeSet, ops::Range};

/// A table.
#[derive(Debug)]
pub(super) struct TablePlan {
    /// Column widths in twips.
    pub(super) grid: Vec<usize>,
    /// Line width in eighths of a point.
    pub(super) border: usize,
    pub(super) border_color: String,
    /// White left and right of the text in twips.
    pub(super) padding: usize,
    pub(super) caption: String,
    pub(super) rows: Vec<RowPlan>,
}

/// A row.
#[derive(Debug)]
pub(super) struct RowPlan {
    /// At least this high, in twips.
    pub(super) height: i64,
    /// Repeated at the head of every page.
    pub(super) header: bool,
    pub(super) cells: Vec<CellPlan>,
}

/// A cell, or the continuation of one above.
#[derive(Debug)]
pub(super) struct CellPlan {
    /// Width in twips.
    pub(super) width: usize,
    pub(super) span: usize,
    pub(super) merge: Option<VMergeType>,
    pub(super) middle: bool,
    pub(super) fill: Option<String>,
    /// Indices of its paragraphs.
    pub(super) paras: Vec<usize>,
}

/// Plans a table: as many as layout broke it into on purpose, the heads repeated in each.
///
/// One table with a page break before a row would do in Word, but LibreOffice ignores it there.
pub(super) fn plan(
    planner: &mut Planner<'_>,
    table: &Table,
    facts: &BlockFacts,
    starts_page: bool,
) -> Vec<TablePlan> {
    let last = table.rows.len();
    let mut edges = BTreeSet::from([0, last]);
    edges.extend(
        facts.row_breaks.iter().filter(|row| (table.header_rows.max(1)..last).contains(row)),
    );
    let edges: Vec<usize> = edges.into_iter().collect();
    let covering = covering(table);
    let mut source = Source { planner, table, facts, covering: &covering };
    let parts = edges.windows(2).filter_map(|edge| match edge {
        [start, end] => Some(*start..*end),
        _ => None,
    });
    parts.map(|rows| source.part(rows, starts_page)).collect()
}

/// A table on its way into parts.
struct Source<'a, 'b> {
    planner: &'a mut Planner<'b>,
    table: &'a Table,
    facts: &'a BlockFacts,
    covering: &'a [Vec<(&'a Cell, usize)>],
}

impl Source<'_, '_> {
    /// The table of these rows, below the heads if they are not its own.
    fn part(&mut self, rows: Range<usize>, starts_page: bool) -> TablePlan {
        let table = self.table;
        let grid = grid(&table.columns);
        let continued = rows.start > 0;
        let heads = if continued { 0..table.header_rows } else { 0..0 };
        let held = table.keep_together && self.facts.whole;
        let planned = heads
            .chain(rows.clone())
            .map(|row| {
                let context = Context {
                    page_break: starts_page && row == 0 && !continued,
                    keep_next: held && row + 1 < rows.end,
                    stack_indent: None,
                };
                self.row(row, row == rows.start, &grid, context)
            })
            .collect();
        let more = if continued { "（续）" } else { "" };
        TablePlan {
            grid,
            border: border_eighths(table.border),
            border_color: hex(table.border_color),
            padding: usize::try_from(twips(table.padding_x)).unwrap_or(0),
            caption: format!("{}{more}", table.caption),
            rows: planned,
        }
    }

    /// A row. Cells from above begin again in the first row of a part, label and all.
    fn row(&mut self, row: usize, begins: bool, grid: &[usize], mut context: Context) -> RowPlan {
        let mut cells = Vec::new();
        for (cell, origin) in self.covering.get(row).into_iter().flatten() {
            let merge = (cell.rowspan > 1).then_some(if row == *origin || begins {
                VMergeType::Restart
            } else {
                VMergeType::Continue
            });
            let width = grid.iter().skip(cell.column).take(cell.colspan).sum();
            context.stack_indent = stack_indent(cell, width, self.table.padding_x);
            let shows_text = merge != Some(VMergeType::Continue);
            cells.push(CellPlan {
                width,
                span: cell.colspan,
                merge,
                middle: cell.valign == VAlign::Middle,
                fill: cell.fill.map(hex),
                paras: paragraphs(self.planner, cell, shows_text, &mut context),
            });
        }
        RowPlan {
            height: height(self.table, self.facts, row),
            header: row < self.table.header_rows,
            cells,
        }
    }
}

/// For every row the cells that cover it, left to right, each with the row it begins in.
fn covering(table: &Table) -> Vec<Vec<(&Cell, usize)>> {
    let mut rows: Vec<Vec<(&Cell, usize)>> = vec![Vec::new(); table.rows.len()];
    for (origin, row) in table.rows.iter().enumerate() {
        for cell in &row.cells {
            for covered in rows.iter_mut().skip(origin).take(cell.rowspan) {
                covered.push((cell, origin));
            }
        }
    }
    for row in &mut rows {
        row.sort_by_key(|(cell, _)| cell.column);
    }
    rows
}

/// The paragraphs of a cell; of a continuation, one that is empty and no higher than the text's.
fn paragraphs(
    planner: &mut Planner<'_>,
    cell: &Cell,
    shows_text: bool,
    context: &mut Context,
) -> Vec<usize> {
    let mut out = Vec::new();
    let count = if shows_text { cell.paragraphs.len() } else { 1 };
    for paragraph in cell.paragraphs.iter().take(count) {
        let para = if shows_text {
            planner.para(paragraph, *context)
        } else {
            planner.empty(paragraph, *context)
        };
        // Only the row's first paragraph breaks the page.
        context.page_break = false;
        out.push(planner.add(para));
    }
    if out.is_empty() {
        out.push(planner.add(super::plan::Para::default()));
    }
    out
}

/// Indents that leave room for one character and no second, when the cell is to be stacked.
fn stack_indent(cell: &Cell, width: usize, padding: Pt) -> Option<i64> {
    if !cell.stacked {
        return None;
    }
    let paragraph = cell.paragraphs.first()?;
    let size = paragraph.inlines.iter().find_map(|inline| match inline {
        Inline::Text(run) => Some(run.style.size),
        Inline::Break => None,
    })?;
    let room = i64::try_from(width).unwrap_or(0) - 2 * twips(padding);
    // A third of a character more than one, against rounding.
    Some(((room - twips(size * 4.0 / 3.0)) / 2).max(0))
}

fn height(table: &Table, facts: &BlockFacts, row: usize) -> i64 {
    let set = facts.row_heights.get(row).copied();
    let least = table.rows.get(row).map_or(0.0, |row| row.min_height);
    twips(set.unwrap_or(least)).max(1)
}
