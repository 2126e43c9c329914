//! The sheet 文字: a cell for each part, with what to write in it.

use super::{
    grid::{self, PAPER},
    place::{SheetBlock, SheetPlace},
    style::SheetStyle,
    text::height,
};
use crate::report::{
    FormPart, Report,
    sheets::{PREFACE, PREFACE_HINT, TABLE_HINT, TEXT_HEAD, TEXT_HEADS, TEXTS as SHEET},
};
use rust_xlsxwriter::{Formula, RowNum, Worksheet, XlsxError};

const WIDTHS: [u32; 4] = [130, 640, 260, 80];
const TEXT: usize = 1;
/// Behind the length of a text with places for numbers in it.
const WITH_BRACES: &str = "（连 {{ }}）";
/// Lines that stand open for a text that is not written yet.
const OPEN: f64 = 60.0;

/// Draws it; gives where each text stands, under its key.
pub(super) fn draw(
    sheet: &mut Worksheet,
    report: &Report,
    style: &SheetStyle,
) -> Result<Vec<(String, SheetPlace)>, XlsxError> {
    sheet.set_name(SHEET)?.set_screen_gridlines(false);
    for (column, pixels) in (0..).zip(WIDTHS) {
        sheet.set_column_width_pixels(column, pixels)?;
    }
    grid::over(sheet, SheetBlock { top: 0, left: 0, bottom: 0, right: 3 }, SHEET, &style.title)?;
    sheet.set_row_height(0, 28)?;
    let [part, hint, length] = TEXT_HEADS;
    for (column, name) in (0..).zip([part, TEXT_HEAD, hint, length]) {
        sheet.write_string_with_format(1, column, name, &style.head)?;
    }
    let mut places = Vec::new();
    for (line, row) in lines(report).into_iter().zip(2..) {
        write(sheet, row, &line, style)?;
        places.push((line.key, SheetPlace { sheet: SHEET.to_owned(), row, column: TEXT as u16 }));
    }
    sheet.set_freeze_panes(2, 1)?;
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(places)
}

struct FormText {
    key: String,
    heading: String,
    text: String,
    hint: String,
}

fn lines(report: &Report) -> Vec<FormText> {
    let preface = report.preface.as_ref().map_or_else(String::new, |text| text.value.clone());
    let mut lines = vec![FormText {
        key: "preface".to_owned(),
        heading: PREFACE.to_owned(),
        text: preface,
        hint: PREFACE_HINT.to_owned(),
    }];
    for (part, form) in report.parts.iter().zip(&report.form.parts) {
        lines.push(FormText {
            key: form.key.clone(),
            heading: part.heading.value.clone(),
            text: part.text.as_ref().map_or_else(String::new, |text| text.value.clone()),
            hint: hint(form),
        });
    }
    lines
}

/// What to write in a part; the numbers of its table are filled in on a sheet of their own.
fn hint(part: &FormPart) -> String {
    match part.table {
        Some(_) => TABLE_HINT.to_owned(),
        None => part.starter.hint.clone(),
    }
}

fn write(
    sheet: &mut Worksheet,
    row: RowNum,
    line: &FormText,
    style: &SheetStyle,
) -> Result<(), XlsxError> {
    let [_, text_width, hint_width, _] = WIDTHS.map(f64::from);
    let text = line.text.trim_end();
    let room = if line.hint.is_empty() || text.is_empty() { 0.0 } else { OPEN };
    let tall = (height(text, text_width) + room).max(height(&line.hint, hint_width));
    sheet.set_row_height(row, tall.min(super::text::HIGHEST))?;
    sheet.write_string_with_format(row, 0, &line.heading, &style.label)?;
    sheet.write_blank(row, 1, &style.text)?;
    if !text.is_empty() {
        sheet.write_string_with_format(row, 1, text, &style.text)?;
    }
    sheet.write_string_with_format(row, 2, &line.hint, &style.note)?;
    // What stands between two braces prints as a number, and is as long as that.
    let at = format!("B{}", row + 1);
    let has_braces = format!("ISNUMBER(FIND(\"{{{{\",{at}))");
    let length = format!("=LEN({at})&IF({has_braces},\"{WITH_BRACES}\",\"\")");
    let mark = if text.contains("{{") { WITH_BRACES } else { "" };
    let count = format!("{}{mark}", text.chars().count());
    let length = Formula::new(length).set_result(count);
    sheet.write_formula_with_format(row, 3, length, &style.computed)?;
    Ok(())
}
