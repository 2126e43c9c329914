//! ODS (`OpenDocument` 1.3 Part 3 §9): the sheets of `content.xml`. What a cell shows stands beside its value.

use super::{
    super::{PART, SourceCellKind},
    SHEETS,
    sheet::{BookCell, BookSheet, MergedCells},
    xml::{XmlStep, attribute, number, walk},
};
use crate::{
    date::Date,
    extract::{Read, Trouble, zip::ZipReader},
    report,
};
use quick_xml::events::BytesStart;
use std::collections::HashSet;

/// A cell that is repeated more often is one of the empty rest of a sheet, or of no report.
const REPEATED: u32 = 1000;

/// Whether a package says at its head that it is one.
pub(in crate::import::source) fn is_one(bytes: &[u8]) -> bool {
    let mark = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
    bytes.get(30..30 + mark.len()).is_some_and(|head| head == mark)
}

/// The sheets of a workbook.
pub(super) fn sheets(bytes: &[u8]) -> Read<Vec<BookSheet>> {
    let mut archive = ZipReader::open(bytes)?;
    let content = archive.read("content.xml", PART)?.ok_or(Trouble::Nothing)?;
    let mut walker = OdsWalk::default();
    walk(&content, |step| match step {
        XmlStep::Begin(name, start) => walker.begin(name, start),
        XmlStep::End(name) => walker.end(name),
        XmlStep::Text(text) => {
            walker.text(text);
            Ok(())
        }
    })?;
    if walker.sheets.is_empty() { Err(Trouble::Nothing) } else { Ok(walker.sheets) }
}

#[derive(Default)]
struct OdsWalk {
    sheets: Vec<BookSheet>,
    count: usize,
    /// Styles of tables that are not shown.
    hidden: HashSet<String>,
    style: String,
    row: u32,
    column: u32,
    /// How often the open row stands there.
    rows: u32,
    cell: Option<OdsCell>,
    /// What was read of the row that is open: each cell where it stands.
    cells: Vec<(u32, BookCell)>,
    is_text: bool,
    /// How many notes are open; they are no part of the cell's text.
    notes: usize,
}

#[derive(Default)]
struct OdsCell {
    kind: String,
    value: String,
    text: String,
    formula: Option<String>,
    is_error: bool,
    repeated: u32,
}

impl OdsWalk {
    fn begin(&mut self, name: &str, start: &BytesStart<'_>) -> Read<()> {
        match name {
            "style" => self.style = attribute(start, "name").unwrap_or_default(),
            "table-properties" if attribute(start, "display").as_deref() == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            "table" => {
                if self.sheets.len() >= SHEETS {
                    return Err(Trouble::TooLarge);
                }
                let style = attribute(start, "style-name").unwrap_or_default();
                let name = attribute(start, "name").unwrap_or_default();
                let is_hidden = self.hidden.contains(&style);
                self.count += self.sheets.last().map_or(0, BookSheet::count);
                self.sheets.push(BookSheet::new(name, is_hidden));
                self.row = 0;
            }
            "table-row" => {
                self.rows = number(start, "number-rows-repeated").unwrap_or(1);
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => self.begin_cell(start)?,
            "annotation" => self.notes += 1,
            "p" if self.notes == 0 => {
                self.is_text = true;
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.text.is_empty()) {
                    cell.text.push('\n');
                }
            }
            "line-break" => self.text("\n"),
            "tab" => self.text(" "),
            "s" => {
                let count = number(start, "c").unwrap_or(1).clamp(1, 100);
                self.text(&" ".repeat(count as usize));
            }
            _ => {}
        }
        Ok(())
    }

    fn begin_cell(&mut self, start: &BytesStart<'_>) -> Read<()> {
        let mut cell = OdsCell { repeated: 1, ..OdsCell::default() };
        let (mut columns, mut rows) = (1, 1);
        let mut extended = String::new();
        for attribute in start.attributes().flatten() {
            let value = || {
                let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                value.map(std::borrow::Cow::into_owned).unwrap_or_default()
            };
            let count = || value().trim().parse().unwrap_or(1);
            match attribute.key.as_ref() {
                "calcext:value-type" => extended = value(),
                "office:value-type" => cell.kind = value(),
                "office:value" | "office:date-value" | "office:boolean-value" => {
                    cell.value = value();
                }
                "table:formula" => cell.formula = Some(value()),
                "table:number-columns-repeated" => cell.repeated = count().max(1),
                "table:number-columns-spanned" => columns = count(),
                "table:number-rows-spanned" => rows = count(),
                _ => {}
            }
        }
        cell.is_error = extended == "error";
        if (columns > 1 || rows > 1)
            && let Some(sheet) = self.sheets.last_mut()
        {
            let first = (self.row, self.column);
            let last = (
                first.0.saturating_add(rows.saturating_sub(1)),
                first.1.saturating_add(columns.saturating_sub(1)),
            );
            sheet.merge(MergedCells { first, last })?;
        }
        self.cell = Some(cell);
        Ok(())
    }

    fn end(&mut self, name: &str) -> Read<()> {
        match name {
            "p" => self.is_text = false,
            "annotation" => self.notes = self.notes.saturating_sub(1),
            "table-cell" | "covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    self.end_cell(&cell)?;
                }
            }
            "table-row" => self.end_row()?,
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self, cell: &OdsCell) -> Read<()> {
        let made = made(cell);
        if !made.is_empty() {
            if cell.repeated > REPEATED {
                return Err(Trouble::TooLarge);
            }
            for column in 0..cell.repeated {
                self.cells.push((self.column.saturating_add(column), made.clone()));
            }
        }
        self.column = self.column.saturating_add(cell.repeated);
        Ok(())
    }

    fn end_row(&mut self) -> Read<()> {
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() && self.rows > REPEATED {
            return Err(Trouble::TooLarge);
        }
        if let Some(sheet) = self.sheets.last_mut().filter(|_| !cells.is_empty()) {
            for row in 0..self.rows {
                for (column, cell) in &cells {
                    sheet.add((self.row.saturating_add(row), *column), cell.clone(), self.count)?;
                }
            }
        }
        self.row = self.row.saturating_add(self.rows);
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.is_text
            && self.notes == 0
            && let Some(cell) = &mut self.cell
        {
            cell.text.push_str(text);
        }
    }
}

/// The cell of what was read.
fn made(cell: &OdsCell) -> BookCell {
    let (text, kind) = match cell.kind.as_str() {
        _ if cell.is_error => (cell.text.clone(), SourceCellKind::Error),
        "date" => {
            let day = cell.value.split('T').next().unwrap_or_default();
            let day = Date::parse(day).map_or_else(|_| cell.text.clone(), |day| day.to_string());
            (day, SourceCellKind::Date)
        }
        "time" => (cell.text.clone(), SourceCellKind::Date),
        "boolean" => (cell.text.clone(), SourceCellKind::Bool),
        "float" | "currency" => (shown(cell), SourceCellKind::Plain),
        _ => (cell.text.clone(), SourceCellKind::Plain),
    };
    let formula = cell.formula.clone();
    let is_uncomputed = formula.is_some() && text.is_empty();
    let kind = if is_uncomputed { SourceCellKind::Uncomputed } else { kind };
    BookCell { text, kind, formula }
}

/// A number with the digits that are shown of it, where these are all of it.
fn shown(cell: &OdsCell) -> String {
    let Ok(number) = cell.value.trim().parse::<f64>() else {
        return cell.text.clone();
    };
    let plain = super::format::NumberFormat::Plain.cell(number, false).text;
    let is_same = report::read_cell(&cell.text).amount().is_some_and(|amount| {
        report::read_cell(&plain).amount() == Some(amount) && !report::is_nil_mark(&cell.text)
    });
    if is_same && report::measured(&cell.text).is_none() { cell.text.clone() } else { plain }
}
