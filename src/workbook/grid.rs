//! The sheet of an official table: drawn as the form prints it, labels and totals locked, totals computed.

pub(super) use crate::sheets::PAPER;

use super::{
    place::{GRID_TOP, SheetBlock, at, blocks, sheet_of},
    style::SheetStyle,
    text::{height, width},
};
use crate::report::{
    FormCell, FormCellKind as Kind, FormTable, Report, Value, sheets::NUMBERS_NOTE,
};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    ColNum, DataValidation, DataValidationRule, Format, Formula, RowNum, Worksheet, XlsxError,
};
use std::collections::BTreeMap;

/// Pixels for a millimetre of the printed column: on the screen there is more room.
const PIXELS: f64 = 5.6;

/// Draws a table with the numbers of a report.
pub(super) fn draw(
    sheet: &mut Worksheet,
    report: &Report,
    table: &FormTable,
    style: &SheetStyle,
) -> Result<(), XlsxError> {
    sheet.set_name(sheet_of(table))?;
    sheet.set_screen_gridlines(false);
    let columns: Vec<f64> = table.widths.iter().map(|millimetres| millimetres * PIXELS).collect();
    for (column, pixels) in (0..).zip(&columns) {
        sheet.set_column_width_pixels(column, *pixels as u32)?;
    }
    let last = columns.len().saturating_sub(1) as ColNum;
    over(sheet, SheetBlock { top: 0, left: 0, bottom: 0, right: last }, &table.name, &style.title)?;
    over(sheet, SheetBlock { top: 1, left: 0, bottom: 1, right: last }, NUMBERS_NOTE, &style.note)?;
    sheet.set_row_height(0, 28)?.set_row_height(1, 18)?;
    let mut heights: BTreeMap<RowNum, f64> = BTreeMap::new();
    for cell in &table.cells {
        let covered = columns.iter().skip(cell.column).take(cell.colspan).sum();
        let tall = height(&cell.text, covered) / cell.rowspan.max(1) as f64;
        for row in cell.row..cell.row + cell.rowspan {
            let known = heights.entry(GRID_TOP + row as RowNum).or_default();
            *known = known.max(tall);
        }
        write(sheet, report, table, cell, style)?;
    }
    for (row, height) in heights {
        sheet.set_row_height(row, height)?;
    }
    for kind in [Kind::Int, Kind::Signed, Kind::Decimal] {
        validate(sheet, table, kind)?;
    }
    sheet.set_freeze_panes(GRID_TOP + table.header_rows as RowNum, 0)?;
    let is_wide = table.widths.len() > 12;
    sheet.set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
    if is_wide {
        sheet.set_landscape()
    } else {
        sheet.set_portrait()
    };
    Ok(())
}

/// The cells of a table that people fill in.
pub(super) fn inputs(table: &FormTable) -> impl Iterator<Item = &FormCell> {
    table.data().filter(|cell| table.sum_of(&cell.key).is_none())
}

fn write(
    sheet: &mut Worksheet,
    report: &Report,
    table: &FormTable,
    cell: &FormCell,
    style: &SheetStyle,
) -> Result<(), XlsxError> {
    let (row, column) = at(cell);
    let block = SheetBlock {
        top: row,
        left: column,
        bottom: row + cell.rowspan as RowNum - 1,
        right: column + cell.colspan as ColNum - 1,
    };
    match cell.kind {
        Kind::Label => return over(sheet, block, &cell.text, &style.label),
        Kind::Band | Kind::Head | Kind::Note | Kind::Group => {
            return over(sheet, block, &cell.text, &style.head);
        }
        Kind::Int | Kind::Signed | Kind::Decimal | Kind::Money => {}
    }
    let value = report.tables.get(&table.key).and_then(|cells| cells.get(&cell.key));
    let value = value.map_or(&Value::Absent, |cell| &cell.value);
    if let Some(sum) = table.sum_of(&cell.key) {
        let addends = sum.right.iter().filter_map(|key| table.cell(key)).map(at);
        let addends =
            blocks(addends).iter().map(SheetBlock::absolute).collect::<Vec<_>>().join(",");
        // Without a result a reader that does not compute would see 0.
        let result = value.amount().map_or_else(String::new, |total| total.to_string());
        let formula = Formula::new(format!("=SUM({})", addends.replace('$', "")));
        over(sheet, block, "", &style.computed)?;
        sheet.write_formula_with_format(
            row,
            column,
            formula.set_result(result),
            &style.computed,
        )?;
        return Ok(());
    }
    over(sheet, block, "", &style.input)?;
    number(sheet, (row, column), value, &style.input)
}

/// A number as it was typed.
fn number(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    value: &Value,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Value::Unknown => sheet.write_blank(row, column, format)?,
        Value::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
        Value::Absent => sheet.write_number_with_format(row, column, 0, format)?,
        Value::Int(count) => sheet.write_number_with_format(row, column, *count as f64, format)?,
        Value::Decimal(amount) => {
            // 98.40 shows its digits, and would otherwise show 98.4.
            let digits = "0".repeat(amount.scale() as usize);
            let point = if digits.is_empty() { "" } else { "." };
            let format = format.clone().set_num_format(format!("0{point}{digits}"));
            let amount = amount.to_f64().unwrap_or_default();
            sheet.write_number_with_format(row, column, amount, &format)?
        }
    };
    Ok(())
}

/// Writes a text over one cell or several.
pub(super) fn over(
    sheet: &mut Worksheet,
    block: SheetBlock,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let SheetBlock { top, left, bottom, right } = block;
    if (top, left) == (bottom, right) {
        sheet.write_string_with_format(top, left, text, format)?;
    } else {
        sheet.merge_range(top, left, bottom, right, text, format)?;
    }
    Ok(())
}

/// What may be typed into the cells of a kind. Pasting passes by it: what comes back is checked again.
fn validate(sheet: &mut Worksheet, table: &FormTable, kind: Kind) -> Result<(), XlsxError> {
    let (rule, message) = match kind {
        Kind::Int => (
            DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
            "这一格是件数，请填 0 或正整数",
        ),
        Kind::Signed => (
            DataValidation::new()
                .allow_whole_number(DataValidationRule::Between(-1_000_000_000, 1_000_000_000)),
            "这一格是增减数，请填整数，减少的前面写负号",
        ),
        _ => (
            DataValidation::new()
                .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            "这一格是金额，单位是万元，请填 0 或正数；251000 元写 25.1",
        ),
    };
    let rule = rule.set_error_title("请核对")?.set_error_message(message)?;
    let cells = inputs(table).filter(|cell| cell.kind == kind).map(at);
    for SheetBlock { top, left, bottom, right } in blocks(cells) {
        sheet.add_data_validation(top, left, bottom, right, &rule)?;
    }
    Ok(())
}

/// How wide the widest of some texts is, in pixels.
pub(super) fn widest<'t>(texts: impl IntoIterator<Item = &'t str>) -> f64 {
    texts.into_iter().map(width).fold(0.0, f64::max)
}
