//! The sheet 上年: last year's numbers, to look up.

use super::{
    grid::{self, PAPER},
    place::SheetBlock,
    style::SheetStyle,
};
use crate::report::{Report, Value, sheets::LAST_YEAR};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{RowNum, Worksheet, XlsxError};

/// One line a number, in the order of the form.
pub(super) fn draw(
    sheet: &mut Worksheet,
    previous: &Report,
    style: &SheetStyle,
) -> Result<(), XlsxError> {
    sheet.set_name(LAST_YEAR)?.set_screen_gridlines(false);
    let title = format!("{}（只供对照，不用填）", previous.title_line());
    grid::over(sheet, SheetBlock { top: 0, left: 0, bottom: 0, right: 2 }, &title, &style.title)?;
    sheet.set_row_height(0, 28)?;
    for (column, name) in (0..).zip(["表", "项", "数"]) {
        sheet.write_string_with_format(1, column, name, &style.head)?;
    }
    let mut row: RowNum = 2;
    let mut names = Vec::new();
    for table in &previous.form.tables {
        let cells = previous.tables.get(&table.key);
        for cell in table.data() {
            let name = grid::name(cell);
            let value = cells.and_then(|cells| cells.get(&cell.key));
            sheet.write_string_with_format(row, 0, &table.short, &style.shown)?;
            sheet.write_string_with_format(row, 1, &name, &style.shown)?;
            match value.map(|cell| &cell.value) {
                Some(Value::Text(text)) => {
                    sheet.write_string_with_format(row, 2, text, &style.shown)?;
                }
                Some(value) => match value.amount().and_then(|amount| amount.to_f64()) {
                    Some(amount) => {
                        sheet.write_number_with_format(row, 2, amount, &style.shown)?;
                    }
                    None => {
                        sheet.write_string_with_format(row, 2, "？", &style.shown)?;
                    }
                },
                None => {
                    sheet.write_blank(row, 2, &style.shown)?;
                }
            }
            names.push(name);
            row += 1;
        }
    }
    let widest = grid::widest(names.iter().map(String::as_str));
    sheet.set_column_width_pixels(0, 90)?;
    sheet.set_column_width_pixels(1, (widest + 16.0).min(640.0) as u32)?;
    sheet.set_column_width_pixels(2, 80)?;
    sheet.set_freeze_panes(2, 0)?;
    sheet.protect();
    sheet.set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
    Ok(())
}
