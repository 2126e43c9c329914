//! Paragraphs and tables inside each other, as HTML and DOCX have them → lines and rows. Pages, and Word
//! files made from pages, lay out whole texts in tables: a row with a table or a long text in one of its
//! cells is no row of a table but what stands in its cells.

use super::{
    COLUMNS, LONG, LineRole,
    odd::{OddKind, OddPieces},
    view::{View, ViewCell},
};

/// What stands in a page, or in a cell.
#[derive(Debug)]
pub(super) enum FlowItem {
    /// A paragraph.
    Text(FlowText),
    /// A table.
    Table(Vec<FlowRow>),
}

impl FlowItem {
    /// What stands in a table of one cell with nothing but a number in it: the frame is no table.
    pub fn unboxed(self) -> Vec<Self> {
        let is_number =
            |text: &FlowText| text.text.len() <= 16 && text.text.trim().parse::<f64>().is_ok();
        let Self::Table(mut rows) = self else { return vec![self] };
        let is_box = match &rows[..] {
            [row] if row.left_out.is_none() => match &row.cells[..] {
                [cell] => matches!(&cell.items[..], [Self::Text(text)] if is_number(text)),
                _ => false,
            },
            _ => false,
        };
        match rows.first_mut().and_then(|row| row.cells.first_mut()).filter(|_| is_box) {
            Some(cell) => std::mem::take(&mut cell.items),
            None => vec![Self::Table(rows)],
        }
    }
}

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct FlowText {
    pub text: String,
    /// What people call its place.
    pub place: String,
    pub is_aside: bool,
    pub role: LineRole,
    /// What stands in it beside its plain text.
    pub odd: OddPieces,
    /// What is noted about it.
    pub notes: Vec<String>,
}

/// A row.
#[derive(Debug, Default)]
pub(super) struct FlowRow {
    /// Why it is not read, if somebody has struck it out or hidden it.
    pub left_out: Option<OddKind>,
    /// Columns left out before its first cell.
    pub skipped: usize,
    pub cells: Vec<FlowCell>,
}

/// A cell.
#[derive(Debug)]
pub(super) struct FlowCell {
    pub items: Vec<FlowItem>,
    /// Columns it covers.
    pub columns: usize,
    /// Rows it covers.
    pub rows: usize,
    /// Whether it is covered by the cell above it.
    pub is_covered: bool,
    /// The line of the file, where lines have numbers.
    pub line: Option<usize>,
}

/// Writes what stands in a file.
#[derive(Debug, Default)]
pub(super) struct FlowWriter {
    pub view: View,
    tables: usize,
}

impl FlowWriter {
    /// Writes items one below the other.
    pub fn items(&mut self, items: &[FlowItem]) {
        for item in items {
            if self.view.is_full() {
                return;
            }
            match item {
                FlowItem::Text(text) => self.text(text),
                FlowItem::Table(rows) => self.table(rows),
            }
        }
    }

    fn text(&mut self, text: &FlowText) {
        let mut at = None;
        for line in text.text.split('\n') {
            let line = self.view.line(line, text.place.clone(), text.is_aside);
            if line.is_some() {
                self.view.role(text.role);
            }
            at = at.or(line);
        }
        if let Some(what) = text.odd.left_out().filter(|_| !text.is_aside) {
            self.view.remark(at.clone(), what);
        }
        text.notes.iter().for_each(|note| self.view.note(at.clone(), note.clone()));
    }

    fn table(&mut self, rows: &[FlowRow]) {
        let table = self.tables;
        self.tables += 1;
        // For each column, how many rows more it is covered from above.
        let mut covered: Vec<usize> = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            if self.view.is_full() {
                return;
            }
            if let Some(kind) = row.left_out {
                let mut odd = OddPieces::default();
                let texts: Vec<String> = row.cells.iter().map(FlowCell::seen).collect();
                odd.add(kind, &texts.join(" "));
                odd.all().into_iter().for_each(|what| self.view.remark(None, what));
                continue;
            }
            if row.cells.iter().any(FlowCell::is_text) {
                for cell in &row.cells {
                    self.items(&cell.items);
                }
                for left in &mut covered {
                    *left = left.saturating_sub(1);
                }
                continue;
            }
            let cells = cells(row, (table, index), rows.len() - index, &mut covered);
            self.view.row(table, cells);
        }
    }
}

/// The cells of a row at their columns.
fn cells(
    row: &FlowRow,
    (table, index): (usize, usize),
    rows_left: usize,
    covered: &mut Vec<usize>,
) -> Vec<ViewCell> {
    let mut cells = Vec::with_capacity(row.cells.len());
    let mut column = row.skipped.min(COLUMNS);
    let mut above = std::mem::take(covered);
    covered.extend(above.iter().map(|left| left.saturating_sub(1)));
    for (position, cell) in row.cells.iter().enumerate() {
        while above.get(column).is_some_and(|left| *left > 0) {
            column += 1;
        }
        let span = cell.columns.clamp(1, COLUMNS);
        let is_placed = column + span <= COLUMNS;
        if is_placed {
            let end = column + span;
            covered.resize(covered.len().max(end), 0);
            above.resize(above.len().max(end), 0);
            let rows = cell.rows.clamp(1, rows_left.max(1)) - 1;
            covered.iter_mut().take(end).skip(column).for_each(|left| *left = rows);
        }
        if !cell.is_covered {
            let (text, remark) = cell.text();
            cells.push(ViewCell {
                text,
                remark,
                notes: cell.notes(),
                column: is_placed.then_some(column),
                span,
                place: cell.place(table, index, position),
                ..ViewCell::default()
            });
        }
        column += if is_placed { span } else { 0 };
    }
    cells
}

impl FlowCell {
    /// Whether it holds more than a table's cell does.
    fn is_text(&self) -> bool {
        let mut length = 0;
        for item in &self.items {
            match item {
                FlowItem::Table(_) => return true,
                FlowItem::Text(text) if text.is_aside => {}
                FlowItem::Text(text) => length += text.text.chars().count(),
            }
        }
        length > LONG
    }

    /// Its text, whatever is odd about it.
    fn seen(&self) -> String {
        let texts = self.items.iter().filter_map(|item| match item {
            FlowItem::Text(text) if text.text.is_empty() => text.odd.all(),
            FlowItem::Text(text) => Some(text.text.clone()),
            FlowItem::Table(_) => None,
        });
        texts.collect()
    }

    /// Its text, and what stands in it beside that.
    pub fn text(&self) -> (String, Option<String>) {
        let texts = || {
            self.items.iter().filter_map(|item| match item {
                FlowItem::Text(text) => Some(text),
                FlowItem::Table(_) => None,
            })
        };
        let shown = joined(texts().filter(|text| !text.is_aside).map(|text| text.text.trim()));
        let mut odd = OddPieces::default();
        for text in texts() {
            if text.is_aside {
                odd.add(OddKind::Hidden, &text.text);
            }
            odd.join(&text.odd);
        }
        if odd.is_empty() {
            return (shown, None);
        }
        let bare =
            joined(texts().filter(|text| !text.is_aside).map(|text| text.odd.bare(&text.text)));
        odd.settled(shown, bare)
    }

    /// What is noted about it.
    fn notes(&self) -> Vec<String> {
        let texts = self.items.iter().filter_map(|item| match item {
            FlowItem::Text(text) => Some(&text.notes),
            FlowItem::Table(_) => None,
        });
        texts.flatten().cloned().collect()
    }

    fn place(&self, table: usize, row: usize, position: usize) -> String {
        match self.line {
            Some(line) => format!("第{line}行"),
            None => format!("{} 第{}行第{}格", table_name(table), row + 1, position + 1),
        }
    }
}

/// Lines on one, with blanks only between words.
fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let lines = texts.flat_map(|text| text.split('\n')).map(str::trim);
    let mut joined = String::new();
    for line in lines.filter(|line| !line.is_empty()) {
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if is_word(joined.chars().next_back()) && is_word(line.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

/// What the tables of a file are called in their order.
pub(super) fn table_name(table: usize) -> String {
    format!("表{}", crate::text::cardinal(i64::try_from(table).map_or(0, |n| n + 1)))
}
