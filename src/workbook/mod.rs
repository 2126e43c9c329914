//! The form of a report as an Excel workbook that a clerk fills in: every table as it is printed, totals
//! and checks as formulas, texts with what to write in them, and a hidden sheet that says where each thing
//! stands.
//!
//! Nothing in it needs macros or a password: what is locked is locked against slips of the hand.

mod basics;
mod formula;
mod grid;
mod last_year;
mod map;
mod pack;
mod place;
mod proof;
mod style;
#[cfg(test)]
mod tests;
mod text;
mod texts;

pub(crate) use self::text::height as text_height;

use self::{place::SheetPlaces, style::SheetStyle};
use crate::{
    diagnostic::{Code, Diagnostic, Result},
    report::Report,
    sheets::LONGEST,
};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// What is written into the workbook beside the report itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extras<'a> {
    /// The same unit's report of the year before, to look up and to check against.
    pub previous: Option<&'a Report>,
}

/// Writes the workbook for a report: a new one, all 0, or one that is partly filled in. The same report
/// gives the same bytes.
///
/// # Errors
/// `NB401` for a text that is too long for a cell.
pub fn form(report: &Report, extras: Extras<'_>) -> Result<Vec<u8>> {
    let texts = report.parts.iter().filter_map(|part| part.text.as_ref()).chain(&report.preface);
    let long = texts.filter(|text| text.value.chars().count() > LONGEST).map(|text| {
        let message = format!("这一段文字超过 {LONGEST} 个字，Excel 的一格放不下");
        let finding = Diagnostic::error(Code::Usage, message);
        finding.at(&report.source, text.at.clone(), "").help("请删短，或者不用填报表")
    });
    let long: crate::diagnostic::Diagnostics = long.collect();
    if !long.is_empty() {
        return Err(long);
    }
    workbook(report, extras)
        .map_err(|why| Diagnostic::defect(format!("填报表写不成：{why}")).into())
}

fn workbook(report: &Report, extras: Extras<'_>) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Otherwise the clock would be written in.
    let created = ExcelDateTime::from_ymd(created_in(report.year.value), 1, 1)?;
    let properties = DocProperties::new().set_title(format!("{}填报表", report.title_line()));
    workbook.set_properties(&properties.set_creation_datetime(&created));
    let style = SheetStyle::new();
    let places = SheetPlaces::of(report);
    basics::lesson(workbook.add_worksheet(), report, &style)?;
    let basics = basics::draw(workbook.add_worksheet(), report, &style)?;
    for table in &report.form.tables {
        grid::draw(workbook.add_worksheet(), report, table, &style)?;
    }
    let texts = texts::draw(workbook.add_worksheet(), report, &style)?;
    if let Some(previous) = extras.previous {
        last_year::draw(workbook.add_worksheet(), previous, &style)?;
    }
    proof::draw(&mut workbook, report, extras.previous, &places, &style)?;
    map::add(&mut workbook)?;
    let map = map::rows(report, basics.into_iter().chain(texts));
    let sheets = workbook.worksheets().len();
    pack::packed(&workbook.save_to_buffer()?, sheets, &map)
}

/// A year that Excel knows.
fn created_in(year: i32) -> u16 {
    u16::try_from(year).unwrap_or_default().clamp(1900, 9999)
}
