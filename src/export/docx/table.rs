//! A table as WordprocessingML wants it: every row lists a cell for every grid place, merged ones
//! too.

use super::{
    plan::{Context, Planner},
    units::{border_eighths, grid, hex, twips},
};
use crate::{
    document::{Cell, Pt, Table, VAlign},
    layout::BlockFacts,
};
use std::collections::BTreeSet;

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
    pub(super) merge: Option<docx_rs::VMergeType>,
    pub(super) middle: bool,
    pub(super) fill: Option<String>,
    /// Indices of its paragraphs.
    pub(super) paras: Vec<usize>,
}

/// Plans a table.
pub(super) fn plan(
    planner: &mut Planner<'_>,
    table: &Table,
    facts: &BlockFacts,
    starts_page: bool,
) -> TablePlan {
    let breaks: BTreeSet<usize> = facts.row_breaks.iter().copied().collect();
    let grid = grid(&table.columns);
    let mut rows = Vec::new();
    for (row, covering) in covering(table).into_iter().enumerate() {
        let at_break = breaks.contains(&row);
        let ends = row + 1 == table.rows.len() || breaks.contains(&(row + 1));
        let mut context = Context {
            page_break: at_break || (starts_page && row == 0),
            keep_next: table.keep_together && !ends,
            stack_indent: None,
        };
        let mut cells = Vec::new();
        for (cell, origin) in covering {
            let merge = (cell.rowspan > 1).then_some(match row == origin || at_break {
                true => docx_rs::VMergeType::Restart,
                false => docx_rs::VMergeType::Continue,
            });
            let width = grid.iter().skip(cell.column).take(cell.colspan).sum();
            context.stack_indent = stack_indent(cell, width, table.padding_x);
            let shows_text = merge != Some(docx_rs::VMergeType::Continue);
            cells.push(CellPlan {
                width,
                span: cell.colspan,
                merge,
                middle: cell.valign == VAlign::Middle,
                fill: cell.fill.map(hex),
                paras: paragraphs(planner, cell, shows_text, &mut context),
            });
        }
        rows.push(RowPlan {
            height: height(table, facts, row),
            header: row < table.header_rows,
            cells,
        });
    }
    TablePlan {
        grid,
        border: border_eighths(table.border),
        border_color: hex(table.border_color),
        padding: usize::try_from(twips(table.padding_x)).unwrap_or(0),
        caption: table.caption.clone(),
        rows,
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
        let para = match shows_text {
            true => planner.para(paragraph, *context),
            false => planner.empty(paragraph, *context),
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
        crate::document::Inline::Text(run) => Some(run.style.size),
        crate::document::Inline::Break => None,
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
