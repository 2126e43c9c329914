//! The hidden sheet that says where each thing stands.

use super::place::SheetPlace;
use crate::report::{Report, sheets::MAP};
use rust_xlsxwriter::{Workbook, XlsxError, utility::row_col_to_cell};
use std::fmt::Write as _;

/// Adds the sheet, empty: its rows take their place when the workbook is packed.
pub(super) fn add(workbook: &mut Workbook) -> Result<(), XlsxError> {
    workbook.add_worksheet().set_name(MAP)?.set_very_hidden(true);
    Ok(())
}

/// Its rows: the form, the year and the agency above, then a line for each thing: key, sheet, cell. Every text is of
/// one cell only, so that sharing them would make the file larger; and what follows in the form follows here.
pub(super) fn rows(report: &Report, others: impl Iterator<Item = (String, SheetPlace)>) -> String {
    let (form, year, agency) =
        (&report.form.id, report.year.value.to_string(), &report.agency.value);
    let mut rows = String::from("<sheetData>");
    for (row, texts) in (1..).zip([["form", form], ["year", &year], ["agency", agency]]) {
        write(&mut rows, row, &texts);
    }
    let numbers = report.form.tables.iter().flat_map(|table| {
        table
            .data()
            .map(|cell| (format!("{}.{}", table.key, cell.key), SheetPlace::of(table, cell)))
    });
    for (row, (key, place)) in (5..).zip(others.chain(numbers)) {
        let cell = row_col_to_cell(place.row, place.column);
        write(&mut rows, row, &[&key, &place.sheet, &cell]);
    }
    rows + "</sheetData>"
}

fn write(rows: &mut String, row: u32, texts: &[&str]) {
    let _ = write!(rows, "<row r=\"{row}\">");
    for (column, text) in ('A'..).zip(texts) {
        let text = quick_xml::escape::escape(*text);
        let _ = write!(
            rows,
            "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
        );
    }
    rows.push_str("</row>");
}
