//! The hidden sheet that says where each thing stands.

use super::place::{SheetPlace, SheetPlaces};
use crate::report::{Report, sheets::MAP};
use rust_xlsxwriter::{RowNum, Workbook, XlsxError, utility::row_col_to_cell};

/// Draws it: the form and the year above, then a line for each thing: key, sheet, cell.
pub(super) fn draw(
    workbook: &mut Workbook,
    report: &Report,
    places: &SheetPlaces,
    others: impl Iterator<Item = (String, SheetPlace)>,
) -> Result<(), XlsxError> {
    let numbers =
        places.iter().map(|(table, key, place)| (format!("{table}.{key}"), place.clone()));
    let all: Vec<(String, SheetPlace)> = others.chain(numbers).collect();
    let sheet = workbook.add_worksheet();
    sheet.set_name(MAP)?.set_very_hidden(true);
    sheet.write_string(0, 0, "form")?.write_string(0, 1, &report.form.id)?;
    sheet.write_string(1, 0, "year")?.write_string(1, 1, report.year.value.to_string())?;
    sheet.write_string(2, 0, "agency")?.write_string(2, 1, &report.agency.value)?;
    for ((key, place), row) in all.iter().zip(4 as RowNum..) {
        sheet.write_string(row, 0, key)?;
        sheet.write_string(row, 1, &place.sheet)?;
        sheet.write_string(row, 2, row_col_to_cell(place.row, place.column))?;
    }
    Ok(())
}
