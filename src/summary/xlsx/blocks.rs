//! One block a unit, as the form has the table, the county's first.

use super::{PAPER, SummaryCell, SummaryStyle, row_name, rows, sheet_name};
use crate::{report::FormTable, summary::Summary};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    ColNum, Formula, RowNum, Worksheet, XlsxError, utility::row_col_to_cell_absolute,
};

const UNIT: ColNum = 0;
/// Which row of the form a line is: what the sums go by.
const NUMBER: ColNum = 1;
const ROW: ColNum = 2;
const FIRST: ColNum = 3;
const HEAD: RowNum = 1;
/// In characters.
const WIDTHS: [u32; 3] = [24, 6, 56];
const COLUMN: u32 = 11;
/// In points, of a name that takes two lines.
const TWO_LINES: u32 = 27;

pub(super) fn draw(
    sheet: &mut Worksheet,
    summary: &Summary,
    table: &FormTable,
    cells: &[SummaryCell<'_>],
    style: &SummaryStyle,
) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(table, "明细"))?;
    let rows: Vec<&[SummaryCell<'_>]> = rows(cells).collect();
    let columns = rows.iter().map(|row| row.len()).max().unwrap_or_default();
    heads(sheet, &rows, columns, style)?;
    let high = rows.len() as RowNum;
    let last = HEAD + high * (summary.units.len() as RowNum + 1) - 1;
    for (row, number) in rows.iter().zip(1..) {
        let at = HEAD + number - 1;
        label(sheet, at, &summary.county, number, row, style)?;
        for ((_, cell), column) in row.iter().zip(FIRST..) {
            let from = HEAD + high;
            let range = |column| {
                let first = row_col_to_cell_absolute(from, column);
                format!("{first}:{}", row_col_to_cell_absolute(last, column))
            };
            let formula = format!("=SUMIF({},{number},{})", range(NUMBER), range(column));
            let sum = summary.sum(&table.key, &cell.key).to_string();
            let formula = Formula::new(formula).set_result(sum);
            sheet.write_formula_with_format(at, column, formula, &style.sum)?;
        }
    }
    for (unit, block) in summary.units.iter().zip(1..) {
        for (row, number) in rows.iter().zip(1..) {
            let at = HEAD + block * high + number - 1;
            label(sheet, at, &unit.agency, number, row, style)?;
            for ((place, _), column) in row.iter().zip(FIRST..) {
                let amount = unit.amount(*place).to_f64().unwrap_or_default();
                sheet.write_number_with_format(at, column, amount, &style.number)?;
            }
        }
    }
    sheet.autofilter(0, UNIT, last, FIRST + columns as ColNum - 1)?;
    sheet.set_freeze_panes(HEAD, FIRST)?;
    sheet.set_repeat_rows(0, HEAD - 1)?;
    // A page a unit.
    let blocks = 1..=summary.units.len() as RowNum;
    sheet.set_page_breaks(&blocks.map(|block| HEAD + block * high).collect::<Vec<_>>())?;
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn heads(
    sheet: &mut Worksheet,
    rows: &[&[SummaryCell<'_>]],
    columns: usize,
    style: &SummaryStyle,
) -> Result<(), XlsxError> {
    for ((name, width), column) in ["单位", "行", "项"].into_iter().zip(WIDTHS).zip(UNIT..) {
        sheet.write_string_with_format(0, column, name, &style.head)?;
        sheet.set_column_width(column, width)?;
    }
    let widest = rows.iter().find(|row| row.len() == columns);
    for ((_, cell), column) in widest.into_iter().flat_map(|row| row.iter()).zip(FIRST..) {
        let name = cell.labels.last().map_or("", String::as_str);
        sheet.write_string_with_format(0, column, name, &style.head)?;
        sheet.set_column_width(column, COLUMN)?;
    }
    sheet.set_row_height(0, 34)?;
    Ok(())
}

fn label(
    sheet: &mut Worksheet,
    at: RowNum,
    unit: &str,
    number: RowNum,
    row: &[SummaryCell<'_>],
    style: &SummaryStyle,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(at, UNIT, unit, &style.name)?;
    sheet.write_number_with_format(at, NUMBER, number, &style.number)?;
    let name = row.first().map_or_else(String::new, |(_, cell)| row_name(cell));
    if name.chars().count() * 2 > WIDTHS[2] as usize {
        sheet.set_row_height(at, TWO_LINES)?;
    }
    sheet.write_string_with_format(at, ROW, name, &style.name)?;
    Ok(())
}
