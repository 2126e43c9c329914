//! The sheets 填写说明 and 基本情况.

use super::{
    grid::{self, PAPER},
    place::{SheetBlock, SheetPlace},
    style::SheetStyle,
    text::height,
};
use crate::report::{
    FIRST_YEAR, LAST_YEAR, Report,
    sheets::{BASIC_LINES, BASICS, LESSON, lesson_lines},
};
use rust_xlsxwriter::{
    ColNum, DataValidation, DataValidationRule, ExcelDateTime, RowNum, Worksheet, XlsxError,
};

const WIDTHS: [u32; 3] = [110, 420, 380];
const LESSON_WIDTH: u32 = 540;

/// How to fill it in.
pub(super) fn lesson(
    sheet: &mut Worksheet,
    report: &Report,
    style: &SheetStyle,
) -> Result<(), XlsxError> {
    sheet.set_name(LESSON)?.set_screen_gridlines(false);
    sheet.set_column_width_pixels(0, LESSON_WIDTH)?;
    let title = report.title_line();
    let notice = format!("格式：{}", report.form.notice);
    sheet.write_string_with_format(0, 0, &title, &style.title)?;
    sheet.set_row_height(0, height(&title, f64::from(LESSON_WIDTH) / 1.5) + 8.0)?;
    let line = style.note.clone().set_font_color("#202428").set_font_size(12);
    sheet.set_row_height(1, height(&notice, f64::from(LESSON_WIDTH) / 1.1) + 6.0)?;
    sheet.write_string_with_format(1, 0, notice, &line)?;
    for (text, row) in lesson_lines(&report.form).iter().zip(2..) {
        sheet.set_row_height(row, height(text, f64::from(LESSON_WIDTH) / 1.1) + 6.0)?;
        sheet.write_string_with_format(row, 0, text, &line)?;
    }
    sheet.protect();
    sheet.set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Whose report it is. Gives where each thing stands, under its key.
pub(super) fn draw(
    sheet: &mut Worksheet,
    report: &Report,
    style: &SheetStyle,
) -> Result<Vec<(String, SheetPlace)>, XlsxError> {
    sheet.set_name(BASICS)?.set_screen_gridlines(false);
    for (column, pixels) in (0..).zip(WIDTHS) {
        sheet.set_column_width_pixels(column, pixels)?;
    }
    grid::over(sheet, SheetBlock { top: 0, left: 0, bottom: 0, right: 2 }, BASICS, &style.title)?;
    sheet.set_row_height(0, 28)?;
    let mut places = Vec::new();
    for ((name, key, hint), row) in BASIC_LINES.into_iter().zip(2..) {
        sheet.set_row_height(row, 24)?;
        sheet.write_string_with_format(row, 0, name, &style.label)?;
        sheet.write_blank(row, 1, &style.text)?;
        value(sheet, (row, 1), report, key, style)?;
        sheet.write_string_with_format(row, 2, hint, &style.note)?;
        if !key.is_empty() {
            places.push((key.to_owned(), SheetPlace { sheet: BASICS.to_owned(), row, column: 1 }));
        }
    }
    sheet.set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
    Ok(places)
}

fn value(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    report: &Report,
    key: &str,
    style: &SheetStyle,
) -> Result<(), XlsxError> {
    let signature = report.signature.as_ref();
    match key {
        "agency" => {
            sheet.write_string_with_format(row, column, &report.agency.value, &style.text)?;
        }
        "short_name" => {
            if let Some(name) = &report.short_name {
                sheet.write_string_with_format(row, column, &name.value, &style.text)?;
            }
        }
        "year" => {
            let format = style.text.clone().set_num_format("0");
            let format = format.set_align(rust_xlsxwriter::FormatAlign::Left);
            sheet.write_number_with_format(row, column, report.year.value, &format)?;
            let years = DataValidation::new()
                .allow_whole_number(DataValidationRule::Between(FIRST_YEAR, LAST_YEAR))
                .set_error_title("请核对")?
                .set_error_message("请填四位数的年份，例如 2025")?;
            sheet.add_data_validation(row, column, row, column, &years)?;
        }
        "date" => {
            sheet.write_blank(row, column, &style.day)?;
            if let Some(date) = signature.map(|signature| signature.date.value)
                && let Ok(year) = u16::try_from(date.year)
                && let Ok(day) = ExcelDateTime::from_ymd(year, date.month, date.day)
            {
                sheet.write_datetime_with_format(row, column, day, &style.day)?;
            }
        }
        "sealed" => {
            let is_sealed = signature.is_some_and(|signature| signature.sealed);
            let word = if is_sealed { "是" } else { "否" };
            sheet.write_string_with_format(row, column, word, &style.text)?;
            let words = DataValidation::new()
                .allow_list_strings(&["否", "是"])?
                .set_error_title("请核对")?
                .set_error_message("请选“是”或“否”")?;
            sheet.add_data_validation(row, column, row, column, &words)?;
        }
        _ => {}
    }
    Ok(())
}
