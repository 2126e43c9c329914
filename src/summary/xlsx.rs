//! Unit by unit as a workbook: one sheet a table, one line a unit, sums as formulas.
//!
//! What writes workbooks holds all of their cells, a hundred bytes and more for each, and a county may have
//! thousands of units. So it writes heads, sums and one empty line for the units; theirs take its place one
//! by one, packed as they come.

mod lines;

use super::{Summary, cells};
use crate::{
    diagnostic::{Diagnostic, Result},
    report::{FormCell, FormTable},
};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
    XlsxError, utility::row_col_to_cell,
};

/// Rows above the units: row and column names of the form.
const HEAD: u32 = 2;
/// A4.
const PAPER: u8 = 9;

/// Writes the workbook; the same summary gives the same bytes.
///
/// # Errors
/// `NB410` when it cannot be put together.
pub fn xlsx(summary: &Summary) -> Result<Vec<u8>> {
    workbook(summary).map_err(|why| Diagnostic::defect(format!("XLSX 写不成：{why}")).into())
}

fn workbook(summary: &Summary) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Otherwise the clock would be written in.
    let created = created(summary)?;
    let title = format!("{}{}年政府信息公开工作年度报告汇总表", summary.county, summary.year);
    let properties = DocProperties::new().set_title(title);
    workbook.set_properties(&properties.set_creation_datetime(&created));
    for table in &summary.form.tables {
        sheet(workbook.add_worksheet(), summary, table)?;
    }
    lines::put_in(&workbook.save_to_buffer()?, summary)
}

/// The data cells of a table, each with its place among all of the form.
fn of_table<'s>(summary: &'s Summary, table: &FormTable) -> Vec<(usize, &'s FormCell)> {
    let its = cells(&summary.form).filter(|(_, of, _)| of.key == table.key);
    its.map(|(at, _, cell)| (at, cell)).collect()
}

/// When the workbook says it was made. Its calendar begins in 1900; somebody's slip in a date is told
/// elsewhere.
fn created(summary: &Summary) -> std::result::Result<ExcelDateTime, XlsxError> {
    let date = summary.date;
    let dated = u16::try_from(date.year).ok();
    let dated = dated.and_then(|year| ExcelDateTime::from_ymd(year, date.month, date.day).ok());
    dated.map_or_else(|| ExcelDateTime::from_ymd((summary.year + 1) as u16, 1, 31), Ok)
}

/// Where things stand on a sheet.
struct Style {
    head: Format,
    name: Format,
    number: Format,
}

fn sheet(
    sheet: &mut Worksheet,
    summary: &Summary,
    table: &FormTable,
) -> std::result::Result<(), XlsxError> {
    let bordered = Format::new()
        .set_font_name("宋体")
        .set_font_size(10)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter);
    let style = Style {
        head: bordered.clone().set_text_wrap().set_align(FormatAlign::Center),
        number: bordered.clone().set_align(FormatAlign::Center),
        name: bordered,
    };
    sheet.set_name(&table.short)?;
    let cells = of_table(summary, table);
    let names: Vec<&FormCell> = cells.iter().map(|(_, cell)| *cell).collect();
    heads(sheet, &names, &style)?;
    let last = HEAD + summary.units.len() as u32;
    // The line that those of the units are made after.
    sheet.write_blank(HEAD, 0, &style.name)?;
    for (_, column) in cells.iter().zip(1u16..) {
        sheet.write_blank(HEAD, column, &style.number)?;
    }
    sheet.write_string_with_format(last, 0, "合计", &style.name)?;
    for ((_, cell), column) in cells.iter().zip(1u16..) {
        let (from, to) = (row_col_to_cell(HEAD, column), row_col_to_cell(last - 1, column));
        let sum = summary.sum(&table.key, &cell.key).to_string();
        let formula = Formula::new(format!("=SUM({from}:{to})")).set_result(sum);
        sheet.write_formula_with_format(last, column, formula, &style.number)?;
    }
    sheet.set_column_width(0, 26)?;
    sheet.set_freeze_panes(HEAD, 1)?;
    sheet.set_repeat_rows(0, HEAD - 1)?;
    sheet.set_repeat_columns(0, 0)?;
    sheet.set_paper_size(PAPER).set_landscape();
    Ok(())
}

/// The names of rows, each over its columns, and of columns below.
fn heads(
    sheet: &mut Worksheet,
    cells: &[&FormCell],
    style: &Style,
) -> std::result::Result<(), XlsxError> {
    sheet.merge_range(0, 0, HEAD - 1, 0, "单位", &style.head)?;
    sheet.set_row_height(0, 42)?;
    let mut column = 1;
    for row in cells.chunk_by(|a, b| a.path.len() > 1 && row_name(a) == row_name(b)) {
        let Some(first) = row.first() else { continue };
        let last = column + row.len() as u16 - 1;
        if first.path.len() == 1 {
            sheet.merge_range(0, column, HEAD - 1, column, &row_name(first), &style.head)?;
        } else {
            sheet.merge_range(0, column, 0, last, &row_name(first), &style.head)?;
            for (cell, column) in row.iter().zip(column..) {
                let name = cell.labels.last().map_or("", String::as_str);
                sheet.write_string_with_format(1, column, name, &style.head)?;
            }
        }
        column = last + 1;
    }
    Ok(())
}

/// `三、本年度办理结果 （一）予以公开`.
fn row_name(cell: &FormCell) -> String {
    let labels = match &cell.labels[..] {
        [rest @ .., _] if !rest.is_empty() => rest,
        all => all,
    };
    labels.join(" ")
}
