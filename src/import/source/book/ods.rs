//! ODS (`OpenDocument` 1.3 Part 3 §9): the sheets of `content.xml`. What a cell shows stands beside its value.

mod style;

use self::style::OdsStyles;
use super::{
    super::{PART, SourceCellKind, room::Room},
    SHEETS,
    dress::{CellLook, RichText},
    sheet::{BookCell, BookRoom, BookSheet, MergedCells},
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
    // Styles that others are made from.
    if let Some(part) = archive.read("styles.xml", PART)? {
        walk(&part, |step| match step {
            XmlStep::Begin(name, start) => {
                walker.styled(name, start);
                Ok(())
            }
            _ => Ok(()),
        })?;
    }
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
    room: BookRoom,
    /// Styles of tables that are not shown.
    hidden: HashSet<String>,
    styles: OdsStyles,
    /// The styles of cells that name none: of columns, each up to one, and of the open row.
    columns: Vec<(u32, String)>,
    row_style: Option<String>,
    /// Styles of the open stretches of text.
    spans: Vec<String>,
    /// Texts that lie on the sheet and notes at a cell, as they grow.
    note: String,
    row: u32,
    column: u32,
    /// How often the open row stands there.
    rows: u32,
    cell: Option<OdsCell>,
    /// What was read of the row that is open: each cell where it stands.
    cells: Vec<(u32, BookCell)>,
    in_row: Room,
    is_text: bool,
    /// How many notes are open; they are no part of the cell's text.
    notes: usize,
    is_meta: bool,
}

#[derive(Default)]
struct OdsCell {
    kind: String,
    value: String,
    text: RichText,
    formula: Option<String>,
    style: Option<String>,
    is_error: bool,
    repeated: u32,
}

impl OdsCell {
    fn is_empty(&self) -> bool {
        self.text.is_empty() && self.value.is_empty() && self.formula.is_none()
    }
}

impl OdsWalk {
    fn begin(&mut self, name: &str, start: &BytesStart<'_>) -> Read<()> {
        match name {
            "style" | "table-properties" | "text-properties" | "table-cell-properties" => {
                self.styled(name, start);
            }
            "table" => {
                if self.sheets.len() >= SHEETS {
                    return Err(Trouble::TooLarge);
                }
                let style = attribute(start, "style-name").unwrap_or_default();
                let name = attribute(start, "name").unwrap_or_default();
                let is_hidden = self.hidden.contains(&style);
                self.sheets.push(BookSheet::new(&name, is_hidden));
                self.row = 0;
                self.columns.clear();
            }
            "table-column" => {
                let count = number(start, "number-columns-repeated").unwrap_or(1);
                let style = attribute(start, "default-cell-style-name").unwrap_or_default();
                let before = self.columns.last().map_or(0, |(end, _)| *end);
                if let Some(sheet) = self.sheets.last_mut().filter(|_| is_hidden(start)) {
                    sheet.hide_columns(before, before.saturating_add(count.saturating_sub(1)));
                }
                if count > 0 {
                    self.columns.push((before.saturating_add(count), style));
                }
            }
            "table-row" => {
                self.row_style = attribute(start, "default-cell-style-name");
                self.rows = number(start, "number-rows-repeated").unwrap_or(1);
                self.column = 0;
                if let Some(sheet) = self.sheets.last_mut().filter(|_| is_hidden(start)) {
                    let last = self.row.saturating_add(self.rows.saturating_sub(1));
                    sheet.hide_rows(self.row, last);
                }
                self.in_row = Room::default();
            }
            "table-cell" | "covered-table-cell" => self.begin_cell(start)?,
            "annotation" | "frame" | "custom-shape" => self.notes += 1,
            "span" => self.spans.push(attribute(start, "style-name").unwrap_or_default()),
            // Who noted it, and when, is not what is noted.
            "creator" | "date" | "date-string" => self.is_meta = true,
            "p" if self.notes == 0 => {
                self.is_text = true;
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.text.is_empty()) {
                    cell.text.push(None, "\n");
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
        for attribute in start.attributes().with_checks(false).flatten() {
            let value = || {
                let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                value.map(std::borrow::Cow::into_owned).unwrap_or_default()
            };
            let count = || value().trim().parse().unwrap_or(1);
            match attribute.key.as_ref() {
                "calcext:value-type" => extended = value(),
                "office:value-type" => cell.kind = value(),
                "table:style-name" => cell.style = Some(value()),
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
            "span" => drop(self.spans.pop()),
            "creator" | "date" | "date-string" => self.is_meta = false,
            "annotation" | "frame" | "custom-shape" => self.end_note(name == "annotation")?,
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

    /// Takes in what a style says.
    fn styled(&mut self, name: &str, start: &BytesStart<'_>) {
        match name {
            "style" => self.styles.begin(start),
            "table-properties" if attribute(start, "display").as_deref() == Some("false") => {
                self.hidden.insert(self.styles.open().to_owned());
            }
            "text-properties" | "table-cell-properties" => self.styles.set(start),
            _ => {}
        }
    }

    fn end_note(&mut self, is_annotation: bool) -> Read<()> {
        self.notes = self.notes.saturating_sub(1);
        if self.notes > 0 {
            return Ok(());
        }
        let text = std::mem::take(&mut self.note);
        if let Some(sheet) = self.sheets.last_mut().filter(|_| !text.trim().is_empty()) {
            let at = is_annotation.then_some((self.row, self.column));
            let name = if is_annotation { "批注" } else { "文本框" };
            sheet.note(at, &format!("{name}“{}”", text.trim()))?;
        }
        Ok(())
    }

    /// How the text of a cell looks that says nothing else.
    fn look(&self, cell: &OdsCell) -> CellLook {
        let of_column = || {
            let index = self.columns.partition_point(|(end, _)| *end <= self.column);
            self.columns.get(index).map(|(_, style)| style)
        };
        let style = cell.style.as_ref().or(self.row_style.as_ref()).or_else(of_column);
        style.map_or_else(CellLook::default, |style| self.styles.look(style))
    }

    fn end_cell(&mut self, cell: &OdsCell) -> Read<()> {
        // The empty rest of a row is not looked at.
        let made = if cell.is_empty() { BookCell::default() } else { made(cell, self.look(cell)) };
        if !made.is_empty() {
            if cell.repeated > REPEATED {
                return Err(Trouble::TooLarge);
            }
            for column in 0..cell.repeated {
                self.in_row.need(made.size())?;
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
                    sheet.add(
                        (self.row.saturating_add(row), *column),
                        cell.clone(),
                        &mut self.room,
                    )?;
                }
            }
        }
        self.row = self.row.saturating_add(self.rows);
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.notes > 0 {
            if !self.is_meta {
                self.note.push_str(text);
            }
        } else if self.is_text
            && let Some(cell) = &mut self.cell
        {
            let look = self.spans.last().map(|style| self.styles.look(style));
            // A stretch that says nothing looks as its cell does.
            cell.text.push(look.filter(|look| *look != CellLook::default()), text);
        }
    }
}

/// Whether a row or a column is not shown: folded away, or filtered out.
fn is_hidden(start: &BytesStart<'_>) -> bool {
    attribute(start, "visibility").is_some_and(|shown| shown != "visible")
}

/// The cell of what was read.
fn made(cell: &OdsCell, look: CellLook) -> BookCell {
    let kind = match cell.kind.as_str() {
        _ if cell.is_error => SourceCellKind::Error,
        "date" | "time" => SourceCellKind::Date,
        "boolean" => SourceCellKind::Bool,
        // Some programs keep a truth as a number that is shown as a word.
        "float" if matches!(cell.text.text().trim(), "TRUE" | "FALSE") => SourceCellKind::Bool,
        _ => SourceCellKind::Plain,
    };
    let text = match cell.kind.as_str() {
        "date" if !cell.is_error => {
            let day = cell.value.split('T').next().unwrap_or_default();
            let day = Date::parse(day).map_or_else(|_| cell.text.text(), |day| day.to_string());
            RichText::plain(day)
        }
        "float" | "currency" if !cell.is_error && kind != SourceCellKind::Bool => {
            RichText::plain(shown(cell))
        }
        _ => cell.text.clone(),
    };
    let (text, remark) = text.read(look);
    let remark = remark.or_else(|| other_than_kept(cell));
    let formula = cell.formula.clone();
    let is_uncomputed = formula.is_some() && text.is_empty();
    let kind = if is_uncomputed { SourceCellKind::Uncomputed } else { kind };
    BookCell { text, kind, formula, remark }
}

/// What a cell shows, where that is another number than is kept.
fn other_than_kept(cell: &OdsCell) -> Option<String> {
    if !matches!(cell.kind.as_str(), "float" | "currency") || cell.is_error {
        return None;
    }
    let (text, kept) = (cell.text.text(), cell.value.trim().parse::<f64>().ok()?);
    let digits = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect::<String>();
    let shown = digits.parse::<f64>().ok()?;
    let has_unit = text.contains(super::format::UNITS);
    let has_sign = text.contains(['-', '－', '−', '(', '（', '负']);
    let is_other = (shown - kept.abs()).abs() > 1e-6 * kept.abs().max(1.0);
    (is_other || (kept < 0.0 && !has_sign) || has_unit && kept != 0.0)
        .then(|| super::format::ALTERED.to_owned())
}

/// A number with the digits that are shown of it, where these are all of it.
fn shown(cell: &OdsCell) -> String {
    let text = cell.text.text();
    let Ok(number) = cell.value.trim().parse::<f64>() else {
        return text;
    };
    let plain = super::format::NumberFormat::default().cell(number, false).text;
    let is_same = report::read_cell(&text).amount().is_some_and(|amount| {
        report::read_cell(&plain).amount() == Some(amount) && !report::is_nil_mark(&text)
    });
    if is_same && report::measured(&text).is_none() { text } else { plain }
}
