//! Rows of cells → a workbook that people read and print: A4 across, heads on every page.
//!
//! What writes workbooks holds all of their cells, a hundred bytes and more for each, and a county may have
//! thousands of units. So it writes sheets without rows; the rows take their place one by one, packed as they
//! come. Texts are texts, whatever they begin with.

mod look;
mod rows;

pub(crate) use self::{
    look::{FACE, GREY, MUTED, SheetLook},
    rows::{LONGEST, SheetCell, SheetRows},
};

use crate::diagnostic::{Diagnostic, Result};
use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, RowNum, Workbook, Worksheet, XlsxError,
    utility::row_col_to_cell,
};
use std::io::{Cursor, Read, Write};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

type XlsxResult<T> = std::result::Result<T, XlsxError>;

/// The keyword in the properties of every book: it is made of many reports, and is none itself, whoever has
/// worked on it since.
const OF_MANY: &str = "nianbao 各单位";

/// A4.
pub(crate) const PAPER: u8 = 9;
/// Pixels of a printed line at full size, between margins of 10 mm.
pub(crate) const PAGE_WIDTH: f64 = 1040.0;
/// Inches.
const MARGIN: f64 = 0.4;
const FOOT: f64 = 0.6;

/// A workbook in the making.
pub(crate) struct Book<'a> {
    /// The title in its properties.
    pub title: String,
    /// When it says it was made: year, month, day.
    pub made: (i32, u8, u8),
    pub sheets: Vec<BookSheet<'a>>,
}

/// A sheet: how it stands on paper, and what writes its rows.
pub(crate) struct BookSheet<'a> {
    pub name: String,
    /// Of each column, in pixels.
    pub widths: Vec<f64>,
    /// Rows at the top that stay in sight and stand on every page.
    pub heads: RowNum,
    /// Columns at the left that stay in sight.
    pub names: ColNum,
    /// Rows that a printed page begins with; where none is named, a page ends where it is full.
    pub breaks: Vec<RowNum>,
    pub rows: Box<dyn Fn(&mut SheetRows<'_>) + 'a>,
}

/// Writes the workbook; the same book gives the same bytes.
///
/// # Errors
/// `NB410` when it cannot be put together.
pub(crate) fn write(book: &Book<'_>) -> Result<Vec<u8>> {
    written(book).map_err(|why| Diagnostic::defect(format!("XLSX 写不成：{why}")).into())
}

fn written(book: &Book<'_>) -> XlsxResult<Vec<u8>> {
    let mut workbook = Workbook::new();
    // Otherwise the clock would be written in.
    let properties = DocProperties::new().set_title(&book.title).set_keywords(OF_MANY);
    workbook.set_properties(&properties.set_creation_datetime(&made(book.made)?));
    for (at, sheet) in book.sheets.iter().enumerate() {
        let empty = workbook.add_worksheet();
        set_up(empty, sheet)?;
        if at == 0 {
            // A cell of each look, to learn their numbers.
            for (look, column) in SheetLook::ALL.into_iter().zip(0..) {
                empty.write_blank(0, column, &look.format())?;
            }
        }
    }
    with_rows(&workbook.save_to_buffer()?, book)
}

/// Whether a file is such a book, as it was written or changed since.
pub(crate) fn is_book(file: &[u8]) -> bool {
    /// Properties are short.
    const MOST: u64 = 1 << 16;
    let Ok(mut package) = ZipArchive::new(Cursor::new(file)) else {
        return false;
    };
    let Ok(part) = package.by_name("docProps/core.xml") else {
        return false;
    };
    let mut text = String::new();
    part.take(MOST).read_to_string(&mut text).is_ok() && text.contains(OF_MANY)
}

/// The calendar of workbooks begins in 1900; somebody's slip in a date is told elsewhere.
fn made((year, month, day): (i32, u8, u8)) -> XlsxResult<ExcelDateTime> {
    let dated = u16::try_from(year).ok();
    let dated = dated.and_then(|year| ExcelDateTime::from_ymd(year, month, day).ok());
    dated.map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)
}

/// Excel takes no more in a sheet; one of more pages than that is broken where they end.
const MOST_BREAKS: usize = 1023;

fn set_up(empty: &mut Worksheet, sheet: &BookSheet<'_>) -> XlsxResult<()> {
    empty.set_name(&sheet.name)?;
    for (column, pixels) in (0..).zip(&sheet.widths) {
        empty.set_column_width_pixels(column, *pixels as u32)?;
    }
    empty.set_screen_gridlines(false);
    empty.set_freeze_panes(sheet.heads, sheet.names)?;
    if sheet.heads > 0 {
        empty.set_repeat_rows(0, sheet.heads - 1)?;
    }
    if (1..=MOST_BREAKS).contains(&sheet.breaks.len()) {
        empty.set_page_breaks(&sheet.breaks)?;
    }
    empty.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    empty.set_margins(MARGIN, MARGIN, MARGIN, FOOT, 0.3, 0.3);
    empty.set_footer("&C&9&A　第 &P 页，共 &N 页");
    Ok(())
}

/// The package with the rows in its sheets.
fn with_rows(package: &[u8], book: &Book<'_>) -> XlsxResult<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(package))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(package.len())));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let looks = looks(&mut from)?;
    for i in 0..from.len() {
        let mut part = from.by_index(i)?;
        let name = part.name()?.into_owned();
        let Some(sheet) = number_of(&name).and_then(|at| book.sheets.get(at)) else {
            to.raw_copy_file(part)?;
            continue;
        };
        let mut empty = String::new();
        part.read_to_string(&mut empty)?;
        to.start_file(name, options)?;
        fill(&mut to, &empty, sheet, &looks)?;
    }
    Ok(to.finish()?.into_inner())
}

/// Sheets are numbered as they were added.
fn number_of(part: &str) -> Option<usize> {
    let number = part.strip_prefix("xl/worksheets/sheet")?.strip_suffix(".xml")?;
    number.parse::<usize>().ok()?.checked_sub(1)
}

/// The number of each look, in the order of all.
fn looks(package: &mut ZipArchive<Cursor<&[u8]>>) -> XlsxResult<Vec<u32>> {
    let mut first = String::new();
    package.by_name("xl/worksheets/sheet1.xml")?.read_to_string(&mut first)?;
    let number = |(_, column): (SheetLook, ColNum)| {
        let cell = format!("<c r=\"{}\" s=\"", row_col_to_cell(0, column));
        let rest = first.split_once(&cell)?.1;
        rest.split_once('"')?.0.parse().ok()
    };
    let all: Option<Vec<u32>> = SheetLook::ALL.into_iter().zip(0..).map(number).collect();
    all.ok_or_else(|| XlsxError::ParameterError("a look without a number".to_owned()))
}

/// Writes a sheet with its rows in the place of what stands there.
fn fill(to: &mut impl Write, empty: &str, sheet: &BookSheet<'_>, looks: &[u32]) -> XlsxResult<()> {
    let no_rows = || XlsxError::ParameterError("a sheet without a place for rows".to_owned());
    let (before, rest) = empty.split_once("<sheetData").ok_or_else(no_rows)?;
    let after = match rest.strip_prefix("/>") {
        Some(after) => after,
        None => rest.split_once("</sheetData>").ok_or_else(no_rows)?.1,
    };
    // How far the rows reach is seen when they are written; nobody needs it before.
    let before = match before.split_once("<dimension ").and_then(|(head, tail)| {
        let (_, tail) = tail.split_once("/>")?;
        Some((head, tail))
    }) {
        Some((head, tail)) => [head, tail].concat(),
        None => before.to_owned(),
    };
    to.write_all(before.as_bytes())?;
    to.write_all(b"<sheetData>")?;
    let mut rows = SheetRows::new(to, looks);
    (sheet.rows)(&mut rows);
    let merges = rows.finish()?;
    to.write_all(b"</sheetData>")?;
    to.write_all(merges.as_bytes())?;
    to.write_all(after.as_bytes())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn part(bytes: &[u8], name: &str) -> String {
        let mut package = ZipArchive::new(Cursor::new(bytes)).unwrap();
        std::io::read_to_string(package.by_name(name).unwrap()).unwrap()
    }

    fn book(rows: impl Fn(&mut SheetRows<'_>) + 'static) -> Vec<u8> {
        let sheet = BookSheet {
            name: "表".to_owned(),
            widths: vec![100.0, 60.0],
            heads: 1,
            names: 1,
            breaks: Vec::new(),
            rows: Box::new(rows),
        };
        write(&Book { title: "题".to_owned(), made: (2023, 1, 17), sheets: vec![sheet] }).unwrap()
    }

    #[test]
    fn rows_stand_in_their_sheet_and_it_is_set_up_to_be_printed() {
        let bytes = book(|rows| {
            rows.begin(20.0);
            rows.put(0, 2, SheetLook::Head, SheetCell::Text("头"));
            rows.begin(16.0);
            rows.put(0, 1, SheetLook::Name, SheetCell::Text("甲乡"));
            rows.put(1, 1, SheetLook::Amount, SheetCell::Number(Decimal::new(9840, 2)));
            rows.begin(16.0);
            rows.put(1, 1, SheetLook::Total, SheetCell::Sum("B2:B2".to_owned(), Decimal::ONE));
        });
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        for text in [
            "<row r=\"1\" ht=\"20\" customHeight=\"1\"><c r=\"A1\"",
            "<is><t xml:space=\"preserve\">甲乡</t></is>",
            "<v>98.40</v>",
            "<f>SUM(B2:B2)</f><v>1</v>",
            "<mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells><pageMargins",
            "orientation=\"landscape\"",
            "<pane xSplit=\"1\" ySplit=\"1\"",
        ] {
            assert!(sheet.contains(text), "{text}: {sheet}");
        }
        assert!(!sheet.contains("<dimension"));
        assert!(part(&bytes, "xl/workbook.xml").contains("表!$1:$1"));
        assert!(part(&bytes, "docProps/core.xml").contains("2023-01-17T"));
        assert!(is_book(&bytes) && !is_book(b"PK") && !is_book(&bytes[..bytes.len() / 2]));
    }

    #[test]
    fn whatever_a_text_begins_with_it_is_no_formula_and_no_markup() {
        for text in ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "<f>1</f>&\u{1}_x0041_"] {
            let bytes = book(move |rows| {
                rows.begin(16.0);
                rows.put(0, 1, SheetLook::Text, SheetCell::Text(text));
            });
            let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
            assert!(!sheet.contains("<f>") && sheet.contains("t=\"inlineStr\""), "{sheet}");
            let escaped = sheet.matches("_x005F_x0041_").count();
            assert_eq!(
                (sheet.matches("_x0041_").count(), sheet.contains('\u{1}')),
                (escaped, false)
            );
        }
    }
}
