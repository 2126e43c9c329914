//! One line a unit, the sums below.

use super::{PAPER, SummaryCell, SummaryStyle, row_name, sheet_name};
use crate::{report::FormTable, summary::Summary};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Formula, RowNum, Worksheet, XlsxError, utility::row_col_to_cell};

/// Rows above the units: row and column names of the form.
const HEAD: RowNum = 2;
/// In characters.
const NAME_WIDTH: u32 = 26;
const NARROW: u32 = 6;
/// In points: the longest names of rows, upright.
const UPRIGHT: u32 = 230;

/// A table that is small enough to be read whole.
pub(super) fn draw(
    sheet: &mut Worksheet,
    summary: &Summary,
    table: &FormTable,
    cells: &[SummaryCell<'_>],
    style: &SummaryStyle,
) -> Result<(), XlsxError> {
    sheet.set_name(&table.short)?;
    heads(sheet, cells, style)?;
    write(sheet, summary, table, cells, HEAD, style)
}

/// The totals of a table, under the names of its rows.
pub(super) fn draw_totals(
    sheet: &mut Worksheet,
    summary: &Summary,
    table: &FormTable,
    cells: &[SummaryCell<'_>],
    style: &SummaryStyle,
) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(table, "总计"))?;
    sheet.write_string_with_format(0, 0, "单位", &style.head)?;
    sheet.set_row_height(0, UPRIGHT)?;
    for ((_, cell), column) in cells.iter().zip(1u16..) {
        sheet.write_string_with_format(0, column, row_name(cell), &style.upright)?;
        sheet.set_column_width(column, NARROW)?;
    }
    write(sheet, summary, table, cells, 1, style)
}

fn write(
    sheet: &mut Worksheet,
    summary: &Summary,
    table: &FormTable,
    cells: &[SummaryCell<'_>],
    head: RowNum,
    style: &SummaryStyle,
) -> Result<(), XlsxError> {
    let last = head + summary.units.len() as RowNum;
    for (unit, row) in summary.units.iter().zip(head..) {
        sheet.write_string_with_format(row, 0, &unit.agency, &style.name)?;
        for ((at, _), column) in cells.iter().zip(1u16..) {
            let amount = unit.amount(*at).to_f64().unwrap_or_default();
            sheet.write_number_with_format(row, column, amount, &style.number)?;
        }
    }
    sheet.write_string_with_format(last, 0, "合计", &style.name)?;
    for ((_, cell), column) in cells.iter().zip(1u16..) {
        let (from, to) = (row_col_to_cell(head, column), row_col_to_cell(last - 1, column));
        let sum = summary.sum(&table.key, &cell.key).to_string();
        let formula = Formula::new(format!("=SUM({from}:{to})")).set_result(sum);
        sheet.write_formula_with_format(last, column, formula, &style.sum)?;
    }
    sheet.set_column_width(0, NAME_WIDTH)?;
    sheet.set_freeze_panes(head, 1)?;
    sheet.set_repeat_rows(0, head - 1)?;
    sheet.set_repeat_columns(0, 0)?;
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The names of rows, each over its columns, and of columns below.
fn heads(
    sheet: &mut Worksheet,
    cells: &[SummaryCell<'_>],
    style: &SummaryStyle,
) -> Result<(), XlsxError> {
    over(sheet, [0, 0], [HEAD - 1, 0], "单位", &style.head)?;
    sheet.set_row_height(0, 42)?;
    sheet.set_row_height(1, 30)?;
    let mut column = 1;
    for row in cells.chunk_by(|(_, a), (_, b)| a.path.len() > 1 && row_name(a) == row_name(b)) {
        let Some((_, first)) = row.first() else { continue };
        let last = column + row.len() as RowNum - 1;
        if first.path.len() == 1 {
            over(sheet, [0, column], [HEAD - 1, column], &row_name(first), &style.head)?;
        } else {
            over(sheet, [0, column], [0, last], &row_name(first), &style.head)?;
            for ((_, cell), column) in row.iter().zip(column..) {
                let name = cell.labels.last().map_or("", String::as_str);
                sheet.write_string_with_format(1, column as u16, name, &style.head)?;
            }
        }
        column = last + 1;
    }
    Ok(())
}

/// Writes a text over one cell or several; a merge of one is refused by Excel.
fn over(
    sheet: &mut Worksheet,
    [top, left]: [RowNum; 2],
    [bottom, right]: [RowNum; 2],
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let (left, right) = (left as u16, right as u16);
    if (top, left) == (bottom, right) {
        sheet.write_string_with_format(top, left, text, format)?;
    } else {
        sheet.merge_range(top, left, bottom, right, text, format)?;
    }
    Ok(())
}
