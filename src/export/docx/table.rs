//! A table as WordprocessingML wants it: every row lists a cell for every grid place, merged ones
//! too.

use super::{
    plan::{Planner, Surroundings},
    units::{border_eighths, grid, hex, twips},
    xml::{Element, val},
};
use crate::{
    document::{Cell, Inline, Pt, Table, VAlign},
    layout::BlockFacts,
};
use docx_rs::VMergeType;
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
    /// White above and below the text in most rows, in twips.
    pub(super) white: White,
    /// What docx-rs cannot say: what readers who cannot see the table are told of it.
    pub(super) props: Vec<Element>,
    pub(super) rows: Vec<RowPlan>,
}

impl TablePlan {
    /// The same table without rows.
    pub(super) fn bare(&self) -> Self {
        Self {
            grid: self.grid.clone(),
            border_color: self.border_color.clone(),
            props: self.props.clone(),
            rows: Vec::new(),
            ..*self
        }
    }
}

/// White above and below the text of a row, in twips.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct White {
    pub(super) above: usize,
    pub(super) below: usize,
}

/// A row.
#[derive(Debug)]
pub(super) struct RowPlan {
    /// White above and below the text, in twips. The height of a row follows from it: a least height
    /// (`w:trHeight`) would have the line between two rows on top of it in some programs and not in
    /// others (ECMA-376-1 §17.4.80 does not say), and margins on top of it too.
    pub(super) white: White,
    /// Repeated at the head of every page.
    pub(super) header: bool,
    /// It is taller than a page and goes on on the next.
    pub(super) splits: bool,
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

/// Plans a table. It is one, whatever pages it breaks over: rows that stay with the next one and head
/// rows that are shown again make a word processor break it where layout did, and go on doing so when
/// rows are added.
pub(super) fn plan(
    planner: &mut Planner<'_>,
    table: &Table,
    facts: &BlockFacts,
    starts_page: bool,
) -> TablePlan {
    let page = planner.page().text_height();
    let (whites, kept, heights) = match facts {
        BlockFacts::Table { heights, texts, kept } => {
            let rows = heights.iter().zip(texts);
            let whites = rows.map(|(height, text)| white(height - text, table.border));
            (whites.collect(), kept.as_slice(), heights.as_slice())
        }
        _ => (Vec::new(), &[][..], &[][..]),
    };
    let grid = grid(&table.columns);
    let white = commonest(&whites);
    let covering = covering(table);
    let head: Pt = heights.iter().take(table.header_rows).sum();
    let room = if head <= page / 2.0 { page - head } else { page };
    let splits = heights.iter().map(|height| *height > room - table.border).collect();
    let mut source = TableSource { planner, table, whites, splits, covering: &covering };
    let rows = (0..table.rows.len()).map(|row| {
        let context = Surroundings {
            page_break: starts_page && row == 0,
            keep_next: kept.get(row).is_some_and(|kept| *kept),
            stack_indent: None,
        };
        source.row(row, &grid, context)
    });
    let rows = rows.collect();
    TablePlan {
        props: properties(table, grid.len()),
        grid,
        border: border_eighths(table.border),
        border_color: hex(table.border_color),
        padding: usize::try_from(twips(table.padding_x)).unwrap_or(0),
        white,
        rows,
    }
}

/// Head rows, and how large the table is, for readers who cannot see it; there is no banding.
fn properties(table: &Table, columns: usize) -> Vec<Element> {
    let heads = table.header_rows.min(table.rows.len());
    let look = val("w:tblLook", if heads > 0 { "0620" } else { "0600" })
        .attr("w:firstRow", u8::from(heads > 0))
        .attr("w:lastRow", 0)
        .attr("w:firstColumn", 0)
        .attr("w:lastColumn", 0)
        .attr("w:noHBand", 1)
        .attr("w:noVBand", 1);
    let mut out = vec![look];
    if !table.caption.is_empty() {
        let size = format!("{}：{}行{}列", table.caption, table.rows.len(), columns);
        out.push(val("w:tblCaption", &table.caption));
        out.push(val("w:tblDescription", size));
    }
    out
}

/// A table on its way into rows.
struct TableSource<'a, 'b> {
    planner: &'a mut Planner<'b>,
    table: &'a Table,
    whites: Vec<White>,
    splits: Vec<bool>,
    covering: &'a [Vec<(&'a Cell, usize)>],
}

impl TableSource<'_, '_> {
    /// As layout found it; without layout as the row asks for, with a line of text in it.
    fn white(&self, row: usize) -> White {
        let unplaced = || white(self.table.padding_y, self.table.border);
        self.whites.get(row).copied().unwrap_or_else(unplaced)
    }

    fn row(&mut self, row: usize, grid: &[usize], mut context: Surroundings) -> RowPlan {
        let mut cells = Vec::new();
        for (cell, origin) in self.covering.get(row).into_iter().flatten() {
            let merge = (cell.rowspan > 1).then_some(if row == *origin {
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
            white: self.white(row),
            header: row < self.table.header_rows,
            splits: self.splits.get(row).is_some_and(|splits| *splits),
            cells,
        }
    }
}

/// For every row the cells that cover it, left to right, each with the row it begins in.
fn covering(table: &Table) -> Vec<Vec<(&Cell, usize)>> {
    let cells = |mut owners: Vec<(usize, usize)>| {
        owners.dedup();
        let cell = |(row, cell): (usize, usize)| Some((table.rows.get(row)?.cells.get(cell)?, row));
        owners.into_iter().filter_map(cell).collect()
    };
    table.owners().into_iter().map(cells).collect()
}

/// The paragraphs of a cell; of a continuation, one that is empty and no higher than the text's.
fn paragraphs(
    planner: &mut Planner<'_>,
    cell: &Cell,
    shows_text: bool,
    context: &mut Surroundings,
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
        Inline::Break | Inline::Tab(_) => None,
    })?;
    let room = i64::try_from(width).unwrap_or(0) - 2 * twips(padding);
    // A third of a character more than one, against rounding.
    Some(((room - twips(size * 4.0 / 3.0)) / 2).max(0))
}

/// Shares out what a row has beside its text and the line between it and the next.
fn white(height: Pt, border: Pt) -> White {
    let line = border_eighths(border) as f64 / 8.0;
    let twips = usize::try_from(twips(height - line)).unwrap_or(0);
    White { above: twips / 2, below: twips - twips / 2 }
}

fn commonest(whites: &[White]) -> White {
    let count = |white: &White| whites.iter().filter(|other| *other == white).count();
    let distinct: BTreeSet<White> = whites.iter().copied().collect();
    distinct.into_iter().max_by_key(count).unwrap_or_default()
}
