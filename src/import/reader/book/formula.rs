//! The formulas that a form's totals have, computed again: sums of cells of one sheet.

use super::{CellPlace, FilledGrid};
use crate::{
    import::source::{SheetCell, cell_at},
    report,
};
use rust_decimal::Decimal;

/// Totals of totals are as deep as a form goes.
const DEPTH: usize = 6;
/// No sum of a form has more cells.
const CELLS: u32 = 512;

/// What a formula gives; `None` where it is no sum, or one of something that is no number.
pub(super) fn computed(grid: FilledGrid<'_>, place: CellPlace) -> Option<Decimal> {
    let mut room = CELLS;
    of_cell(grid, place, DEPTH, &mut room)
}

fn of_cell(
    grid: FilledGrid<'_>,
    place: CellPlace,
    depth: usize,
    room: &mut u32,
) -> Option<Decimal> {
    *room = room.checked_sub(1)?;
    let Some(SheetCell { at, formula, .. }) = grid.cell(place) else {
        return Some(Decimal::ZERO);
    };
    match formula {
        None => report::read_cell(grid.reading.text(at)).amount(),
        Some(formula) => {
            let depth = depth.checked_sub(1)?;
            let mut sum = Decimal::ZERO;
            for term in bare(formula)?.split(['+', ',', ';', '~']) {
                sum = sum.checked_add(of_term(grid, place.0, term, depth, room)?)?;
            }
            Some(sum)
        }
    }
}

/// `SUM(B5:G5)` of XLSX, `of:=SUM([.B5:.G5])` of ODS → `B5:G5`.
fn bare(formula: &str) -> Option<String> {
    let text: String = formula.chars().filter(|c| !c.is_whitespace() && *c != '$').collect();
    let text = text.trim_start_matches("of:").trim_start_matches('=').to_ascii_uppercase();
    let text = text.strip_prefix("SUM(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(&text);
    let text = text.replace(['[', ']', '.'], "");
    (!text.is_empty() && !text.contains(['(', ')', '!', '*', '/'])).then_some(text)
}

fn of_term(
    grid: FilledGrid<'_>,
    sheet: usize,
    term: &str,
    depth: usize,
    room: &mut u32,
) -> Option<Decimal> {
    let (first, last) = term.split_once(':').unwrap_or((term, term));
    let (first, last) = (cell_at(first)?, cell_at(last)?);
    let mut sum = Decimal::ZERO;
    for row in first.0..=last.0 {
        for column in first.1..=last.1 {
            sum = sum.checked_add(of_cell(grid, (sheet, row, column), depth, room)?)?;
        }
    }
    Some(sum)
}
