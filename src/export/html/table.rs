//! A table: caption, merged cells, and for every number the heads it stands under.

use super::{look::Look, text::escaped};
use crate::{
    diagnostic::Result,
    document::{Align, Cell, CellKind, Paragraph, Table, VAlign},
    export::heads::{Heads, heads},
};
use std::{collections::BTreeSet, fmt::Write as _, ops::Range};

/// A table of more columns is not squeezed onto a phone but moved in its frame.
const NARROW: usize = 5;

/// Writes the table that is the document's `number`th; `text` writes a paragraph's.
pub(super) fn write(
    table: &Table,
    number: usize,
    fragment: bool,
    text: &dyn Fn(&Paragraph) -> Result<String>,
) -> Result<String> {
    let grid = HtmlGrid::of(table);
    if grid.rows.is_empty() {
        return Ok(String::new());
    }
    let heads = heads(table);
    let writer =
        TableWriter { table, grid, number, fragment, text, named: named(table, &heads), heads };
    writer.whole()
}

/// The rows and columns in which some cell begins: HTML knows no others (HTML §4.9.12.1), so that what
/// only makes merged cells larger is left out of their spans.
struct HtmlGrid {
    rows: BTreeSet<usize>,
    columns: BTreeSet<usize>,
}

impl HtmlGrid {
    fn of(table: &Table) -> Self {
        let rows = table.rows.iter().enumerate().filter(|(_, row)| !row.cells.is_empty());
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        Self {
            rows: rows.map(|(index, _)| index).collect(),
            columns: cells.map(|cell| cell.column).collect(),
        }
    }

    fn rowspan(&self, row: usize, cell: &Cell) -> usize {
        self.rows.range(row..row + cell.rowspan).count()
    }

    fn colspan(&self, cell: &Cell) -> usize {
        self.columns.range(cell.column..cell.column + cell.colspan).count()
    }
}

/// The cells that others name as heads.
fn named(table: &Table, heads: &Heads) -> BTreeSet<(usize, usize)> {
    let cells =
        |r: usize| (0..table.rows.get(r).map_or(0, |row| row.cells.len())).map(move |c| (r, c));
    let all = (0..table.rows.len()).flat_map(cells);
    all.flat_map(|(r, c)| heads.of(r, c).iter().copied()).collect()
}

struct TableWriter<'a> {
    table: &'a Table,
    grid: HtmlGrid,
    number: usize,
    fragment: bool,
    text: &'a dyn Fn(&Paragraph) -> Result<String>,
    named: BTreeSet<(usize, usize)>,
    heads: Heads,
}

impl TableWriter<'_> {
    fn whole(&self) -> Result<String> {
        let wide = (self.grid.columns.len() > NARROW).then_some("wide");
        let frame = Look::of("frame").and_maybe(wide).attributes(self.fragment);
        let caption = self.table.caption.trim();
        let name = match caption {
            "" => "aria-label=\"表格\"".to_owned(),
            _ => format!("aria-labelledby=\"{}\"", self.id("caption")),
        };
        // What can be moved must be reached by the keyboard (WCAG 2.1 §2.1.1).
        let mut out = format!("<div{frame} role=\"region\" {name} tabindex=\"0\">\n<table");
        out.extend([Look::of("grid").attributes(self.fragment).as_str(), ">\n"]);
        if !caption.is_empty() {
            let caption = escaped(caption)?;
            // Writing to a string does not fail.
            let _ = writeln!(out, "<caption id=\"{}\">{caption}</caption>", self.id("caption"));
        }
        self.columns(&mut out);
        let (head, rows) = (self.head_rows(), self.table.rows.len());
        for (element, rows) in [("thead", 0..head), ("tbody", head..rows)] {
            if !rows.is_empty() {
                self.group(&mut out, element, rows)?;
            }
        }
        out.push_str("</table>\n</div>\n");
        Ok(out)
    }

    fn id(&self, what: &str) -> String {
        format!("table{}-{what}", self.number)
    }

    /// How wide the columns are, as parts of the whole.
    fn columns(&self, out: &mut String) {
        let total: f64 = self.table.columns.iter().sum();
        let starts: Vec<usize> = self.grid.columns.iter().copied().collect();
        let ends = starts.iter().skip(1).copied().chain([self.table.columns.len()]);
        out.push_str("<colgroup>");
        for (start, end) in starts.iter().zip(ends) {
            let width: f64 = self.table.columns.get(*start..end).unwrap_or_default().iter().sum();
            let percent = (width / total.max(1.0) * 1000.0).round() / 10.0;
            let _ = write!(out, "<col style=\"width:{percent}%\">");
        }
        out.push_str("</colgroup>\n");
    }

    /// The rows that are shown at the head of every page, unless a cell goes on below them.
    fn head_rows(&self) -> usize {
        let head = self.table.header_rows.min(self.table.rows.len());
        let ends = |(r, row): (usize, &crate::document::Row)| {
            row.cells.iter().all(|cell| r + cell.rowspan <= head)
        };
        if self.table.rows.iter().enumerate().take(head).all(ends) { head } else { 0 }
    }

    fn group(&self, out: &mut String, element: &str, rows: Range<usize>) -> Result<()> {
        out.extend(["<", element, ">\n"]);
        for r in rows.filter(|r| self.grid.rows.contains(r)) {
            out.push_str("<tr>");
            let cells = self.table.rows.get(r).map_or(&[][..], |row| &row.cells);
            for (c, cell) in cells.iter().enumerate() {
                self.cell(out, (r, c), cell)?;
            }
            out.push_str("</tr>\n");
        }
        out.extend(["</", element, ">\n"]);
        Ok(())
    }

    fn cell(&self, out: &mut String, (r, c): (usize, usize), cell: &Cell) -> Result<()> {
        let scope = match cell.kind {
            CellKind::ColumnHead => Some("col"),
            CellKind::RowHead => Some("row"),
            CellKind::Data => None,
        };
        let element = if scope.is_some() { "th" } else { "td" };
        let name = |&(r, c): &(usize, usize)| self.id(&format!("{r}-{c}"));
        let heads: Vec<String> = self.heads.of(r, c).iter().map(name).collect();
        let id = self.named.contains(&(r, c)).then(|| name(&(r, c)));
        let (rowspan, colspan) = (self.grid.rowspan(r, cell), self.grid.colspan(cell));
        out.extend(["<", element]);
        for (name, value) in [
            ("id", id),
            ("scope", scope.map(str::to_owned)),
            ("headers", (!heads.is_empty()).then(|| heads.join(" "))),
            ("colspan", (colspan > 1).then(|| colspan.to_string())),
            ("rowspan", (rowspan > 1).then(|| rowspan.to_string())),
        ] {
            if let Some(value) = value {
                let _ = write!(out, " {name}=\"{value}\"");
            }
        }
        out.extend([cell_look(cell).attributes(self.fragment).as_str(), ">"]);
        out.push_str(&self.content(cell)?);
        out.extend(["</", element, ">"]);
        Ok(())
    }

    /// One paragraph stands in its cell as it is.
    fn content(&self, cell: &Cell) -> Result<String> {
        let html = match &cell.paragraphs[..] {
            [one] => (self.text)(one)?,
            several => {
                let texts: Result<Vec<String>> = several.iter().map(self.text).collect();
                texts?.join("<br>")
            }
        };
        if !cell.stacked || html.is_empty() {
            return Ok(html);
        }
        Ok(format!("<span{}>{html}</span>", Look::of("upright").attributes(self.fragment)))
    }
}

fn cell_look(cell: &Cell) -> Look {
    let align = cell.paragraphs.first().map_or(Align::Center, |p| p.format.align);
    let look = Look::of("cell").and(match align {
        Align::Center => "middle",
        Align::Right => "right",
        Align::Left | Align::Justify => "left",
    });
    let look = look.and_maybe((cell.valign == VAlign::Top).then_some("top"));
    match cell.fill {
        Some(color) => look.ground(color),
        None => look,
    }
}
