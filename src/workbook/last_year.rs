//! The sheet 上年: last year's numbers, to look up.

use super::{
    grid::{self, PAPER},
    place::SheetBlock,
    style::SheetStyle,
    text::height,
};
use crate::report::{
    FormCell, FormTable, Report, Value,
    sheets::{LAST_YEAR, LAST_YEAR_NOTE},
};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

/// The widest that the names of rows may make their column, in pixels.
const WIDEST: f64 = 560.0;
/// Of a column of numbers.
const NUMBER_WIDTH: u32 = 84;

/// The numbers that stand side by side under one name.
struct LastYearRow<'t> {
    name: String,
    heads: Vec<&'t str>,
    cells: Vec<&'t FormCell>,
}

/// A line for each row of the form, the heads above wherever they change.
pub(super) fn draw(
    sheet: &mut Worksheet,
    previous: &Report,
    style: &SheetStyle,
) -> Result<(), XlsxError> {
    sheet.set_name(LAST_YEAR)?.set_screen_gridlines(false);
    let tables: Vec<(&FormTable, Vec<LastYearRow<'_>>)> =
        previous.form.tables.iter().map(|table| (table, rows(table))).collect();
    let all = || tables.iter().flat_map(|(_, rows)| rows);
    let last = all().map(|row| row.cells.len()).max().unwrap_or(1) as ColNum;
    let title = format!("{}{LAST_YEAR_NOTE}", previous.title_line());
    grid::over(
        sheet,
        SheetBlock { top: 0, left: 0, bottom: 0, right: last },
        &title,
        &style.title,
    )?;
    sheet.set_row_height(0, 28)?;
    let widest = grid::widest(all().map(|row| row.name.as_str()));
    let names = (widest + 16.0).min(WIDEST);
    let mut at: RowNum = 1;
    for (table, rows) in &tables {
        let mut heads: &[&str] = &[];
        for row in rows {
            if row.heads != heads {
                heads = &row.heads;
                line(sheet, at, &table.short, heads, style)?;
                at += 1;
            }
            sheet.set_row_height(at, height(&row.name, names))?;
            sheet.write_string_with_format(at, 0, &row.name, &style.label)?;
            for (cell, column) in row.cells.iter().zip(1..) {
                let value = previous.tables.get(&table.key).and_then(|cells| cells.get(&cell.key));
                number(sheet, (at, column), value.map(|cell| &cell.value), style)?;
            }
            at += 1;
        }
    }
    sheet.set_column_width_pixels(0, names as u32)?;
    sheet.set_column_range_width_pixels(1, last, NUMBER_WIDTH)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The rows of a table, each number under the head next above it.
fn rows(table: &FormTable) -> Vec<LastYearRow<'_>> {
    let mut rows: Vec<LastYearRow<'_>> = Vec::new();
    for cell in table.data() {
        let head = table.heads_above(cell).last().map_or("", |head| head.text.as_str());
        let labels = match cell.labels.split_last() {
            Some((last, before)) if last == head && !before.is_empty() => before,
            _ => &cell.labels,
        };
        let name = labels.join(" ");
        match rows.last_mut() {
            Some(row) if row.name == name => {
                row.heads.push(head);
                row.cells.push(cell);
            }
            _ => rows.push(LastYearRow { name, heads: vec![head], cells: vec![cell] }),
        }
    }
    rows
}

/// The name of a table, and the heads of its columns.
fn line(
    sheet: &mut Worksheet,
    row: RowNum,
    name: &str,
    heads: &[&str],
    style: &SheetStyle,
) -> Result<(), XlsxError> {
    let tall = heads.iter().map(|head| height(head, f64::from(NUMBER_WIDTH)));
    sheet.set_row_height(row, tall.fold(0.0, f64::max))?;
    for (text, column) in [name].iter().chain(heads).zip(0..) {
        sheet.write_string_with_format(row, column, *text, &style.computed)?;
    }
    Ok(())
}

fn number(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    value: Option<&Value>,
    style: &SheetStyle,
) -> Result<(), XlsxError> {
    match value {
        Some(Value::Text(text)) => {
            sheet.write_string_with_format(row, column, text, &style.head)?;
        }
        Some(value) => match value.amount().and_then(|amount| amount.to_f64()) {
            Some(amount) => {
                sheet.write_number_with_format(row, column, amount, &style.head)?;
            }
            None => {
                sheet.write_string_with_format(row, column, "？", &style.head)?;
            }
        },
        None => {
            sheet.write_blank(row, column, &style.head)?;
        }
    }
    Ok(())
}
