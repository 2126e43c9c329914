//! The units' lines of each sheet, in place of the one that was left for them.

use super::{HEAD, Summary, of_table};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{XlsxError, utility::row_col_to_cell};
use std::{
    fmt::Write as _,
    io::{Cursor, Read, Write},
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

type XlsxResult<T> = Result<T, XlsxError>;

/// So much of a sheet is put together before it is packed.
const PIECE: usize = 1 << 16;
/// What a cell of Excel holds.
const LONGEST_TEXT: usize = 32_767;

/// The package with every unit's line in its sheets.
pub(super) fn put_in(package: &[u8], summary: &Summary) -> XlsxResult<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(package))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(package.len())));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for i in 0..from.len() {
        let mut part = from.by_index(i)?;
        let name = part.name()?.into_owned();
        let Some(table) = table_of(&name).and_then(|at| summary.form.tables.get(at)) else {
            to.raw_copy_file(part)?;
            continue;
        };
        let mut sheet = String::new();
        part.read_to_string(&mut sheet)?;
        to.start_file(name, options)?;
        let columns: Vec<usize> = of_table(summary, table).iter().map(|(at, _)| *at).collect();
        write_sheet(&mut to, &sheet, summary, &columns)?;
    }
    Ok(to.finish()?.into_inner())
}

/// Sheets are numbered as the tables that they were made of.
fn table_of(part: &str) -> Option<usize> {
    let number = part.strip_prefix("xl/worksheets/sheet")?.strip_suffix(".xml")?;
    number.parse::<usize>().ok()?.checked_sub(1)
}

fn write_sheet(
    to: &mut impl Write,
    sheet: &str,
    summary: &Summary,
    columns: &[usize],
) -> XlsxResult<()> {
    let missing = || XlsxError::ParameterError("no line for the units".to_owned());
    let model = LineModel::of(sheet).ok_or_else(missing)?;
    to.write_all(model.before.as_bytes())?;
    let mut piece = String::with_capacity(PIECE + PIECE / 4);
    for (unit, row) in summary.units.iter().zip(HEAD..) {
        let number = row + 1;
        let _ = write!(piece, "<row r=\"{number}\"{}>", model.row);
        let place = row_col_to_cell(row, 0);
        let (style, name) = (model.name, text(&unit.agency));
        let _ = write!(
            piece,
            "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t>{name}</t></is></c>"
        );
        for (at, column) in columns.iter().zip(1u16..) {
            let amount = unit.amount(*at).to_f64().unwrap_or_default();
            let (place, style) = (row_col_to_cell(row, column), model.number);
            let _ = write!(piece, "<c r=\"{place}\" s=\"{style}\"><v>{amount}</v></c>");
        }
        piece.push_str("</row>");
        if piece.len() >= PIECE {
            to.write_all(piece.as_bytes())?;
            piece.clear();
        }
    }
    to.write_all(piece.as_bytes())?;
    to.write_all(model.after.as_bytes())?;
    Ok(())
}

/// A name as the text of a cell.
fn text(name: &str) -> String {
    let cut: String = name.chars().take(LONGEST_TEXT).collect();
    // Excel reads `_x0041_` as a character.
    quick_xml::escape::escape(cut.replace("_x", "_x005F_x")).into_owned()
}

/// The empty line of a sheet, and what stands around it.
struct LineModel<'a> {
    before: &'a str,
    after: &'a str,
    /// Attributes of the line besides its number.
    row: &'a str,
    /// Formats of the name and of the numbers.
    name: &'a str,
    number: &'a str,
}

impl<'a> LineModel<'a> {
    fn of(sheet: &'a str) -> Option<Self> {
        let begin = format!("<row r=\"{}\"", HEAD + 1);
        let (before, rest) = sheet.split_once(&begin)?;
        let (line, after) = rest.split_once("</row>")?;
        let (row, cells) = line.split_once('>')?;
        let style = |column| {
            let cell = format!("<c r=\"{}\" s=\"", row_col_to_cell(HEAD, column));
            cells.split_once(&cell)?.1.split_once('"').map(|(style, _)| style)
        };
        Some(Self { before, after, row, name: style(0)?, number: style(1)? })
    }
}
