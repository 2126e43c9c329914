//! Unit by unit as a workbook, in shapes that people can read and print. A small table is a sheet, one line
//! a unit. A large one is two: its totals with one line a unit, and all of it with one block a unit, the
//! county's first, each as high and wide as the form has it.

mod blocks;
mod lines;

use super::{Summary, cells};
use crate::{
    diagnostic::{Diagnostic, Result},
    report::{FormCell, FormTable},
};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

/// A4.
const PAPER: u8 = 9;
/// More columns than this nobody reads on a screen, nor on a sheet of paper.
const WIDEST: usize = 24;

/// Writes the workbook; the same summary gives the same bytes.
///
/// # Errors
/// `NB410` when it cannot be put together.
pub fn xlsx(summary: &Summary) -> Result<Vec<u8>> {
    workbook(summary).map_err(|why| Diagnostic::defect(format!("XLSX 写不成：{why}")).into())
}

fn workbook(summary: &Summary) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let title = format!("{}{}年政府信息公开工作年度报告汇总表", summary.county, summary.year);
    let properties = DocProperties::new().set_title(title);
    // Otherwise the clock would be written in.
    workbook.set_properties(&properties.set_creation_datetime(&created(summary)?));
    let style = SummaryStyle::new();
    for table in &summary.form.tables {
        let all: Vec<SummaryCell<'_>> = cells(&summary.form)
            .filter(|(_, of, _)| of.key == table.key)
            .map(|(at, _, cell)| (at, cell))
            .collect();
        if all.len() <= WIDEST {
            lines::draw(workbook.add_worksheet(), summary, table, &all, &style)?;
            continue;
        }
        let totals: Vec<SummaryCell<'_>> =
            rows(&all).filter_map(|row| row.last().copied()).collect();
        lines::draw_totals(workbook.add_worksheet(), summary, table, &totals, &style)?;
        blocks::draw(workbook.add_worksheet(), summary, table, &all, &style)?;
    }
    workbook.save_to_buffer()
}

/// When the workbook says it was made. Its calendar begins in 1900; somebody's slip in a date is told
/// elsewhere.
fn created(summary: &Summary) -> std::result::Result<ExcelDateTime, XlsxError> {
    let date = summary.date;
    let dated = u16::try_from(date.year).ok();
    let dated = dated.and_then(|year| ExcelDateTime::from_ymd(year, date.month, date.day).ok());
    dated.map_or_else(|| ExcelDateTime::from_ymd((summary.year + 1) as u16, 1, 31), Ok)
}

/// A cell, with its place among all of the form.
type SummaryCell<'f> = (usize, &'f FormCell);

/// How cells look.
struct SummaryStyle {
    head: Format,
    /// A head in a narrow column: its characters stand below each other.
    upright: Format,
    name: Format,
    number: Format,
    /// A number of the county.
    sum: Format,
}

impl SummaryStyle {
    fn new() -> Self {
        let bordered = Format::new()
            .set_font_name("宋体")
            .set_font_size(10)
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        let head = bordered.clone().set_text_wrap().set_align(FormatAlign::Center);
        let number = bordered.clone().set_align(FormatAlign::Center);
        Self {
            // Excel's word for upright characters.
            upright: head.clone().set_rotation(270),
            sum: number.clone().set_bold(),
            name: bordered.set_text_wrap(),
            head,
            number,
        }
    }
}

/// The cells of a table by rows of the form.
fn rows<'a, 'f>(cells: &'a [SummaryCell<'f>]) -> impl Iterator<Item = &'a [SummaryCell<'f>]> {
    cells.chunk_by(|(_, a), (_, b)| a.path.len() > 1 && a.row == b.row)
}

/// `（三）不予公开 1.属于国家秘密`: what a row is called, without the heading over all results.
fn row_name(cell: &FormCell) -> String {
    let labels = match &cell.labels[..] {
        [rows @ .., _] if !rows.is_empty() => rows,
        all => all,
    };
    match labels {
        [_, rest @ ..] if !rest.is_empty() => rest.join(" "),
        all => all.join(" "),
    }
}

/// The name of a sheet beside that of the table.
fn sheet_name(table: &FormTable, what: &str) -> String {
    format!("{}{what}", table.short)
}
