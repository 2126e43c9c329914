//! Tables and lines → what is read: paragraphs that go on over pages as one, tables that do as one.

use super::{
    PaperGlyph,
    grid::{GridCell, RuledGrid},
    line::{PageLine, lines},
    paragraph::TextMeasure,
    sheet::PaperSheet,
};
use crate::import::source::{
    flow::{FlowCell, FlowItem, FlowText, FlowWriter, table_name},
    odd::OddKind,
    view::{View, ViewCell},
};

/// How far sides of a table may be apart from page to page.
const SHIFT: f64 = 3.0;
/// A cell of more characters is a text.
const LONG: usize = 120;

/// What stands on the pages, in reading order.
enum PageBlock {
    Line(PageLine),
    /// A row of a table without rules.
    Row(PageLine),
    RuledGrid(usize, RuledGrid),
}

/// Writes pages down.
pub(super) fn write(sheets: Vec<PaperSheet>) -> View {
    let measure = TextMeasure::of(sheets.iter().flat_map(|sheet| &sheet.lines));
    let mut writer =
        PageWriter { flow: FlowWriter::default(), measure, open: Vec::new(), tables: 0, rows: 0 };
    let (mut asides, mut notes, mut blocks) = (Vec::new(), Vec::new(), Vec::new());
    for (page, sheet) in sheets.into_iter().enumerate() {
        asides.extend(sheet.asides);
        notes.extend(sheet.notes);
        blocks.extend(in_order(page, sheet.lines, sheet.grids));
    }
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        match block {
            PageBlock::Line(line) => writer.line(line),
            PageBlock::Row(line) => writer.row(&line),
            PageBlock::RuledGrid(page, grid) => {
                let mut pieces = vec![(page, grid)];
                while let Some(PageBlock::RuledGrid(page, next)) =
                    blocks.next_if(|next| goes_on(&pieces, next))
                {
                    pieces.push((page, next));
                }
                writer.table(pieces);
            }
        }
        if writer.flow.view.is_full() {
            return writer.flow.view;
        }
    }
    writer.end_paragraph();
    for line in asides {
        let place = place(&line);
        writer.flow.view.line(&line.text(), place, true);
    }
    for note in notes {
        writer.flow.view.remark(None, note);
    }
    writer.flow.view
}

fn in_order(page: usize, lines: Vec<PageLine>, grids: Vec<RuledGrid>) -> Vec<PageBlock> {
    let mut blocks: Vec<(f64, PageBlock)> = Vec::new();
    // One such line alone is a line of text.
    let are_rows: Vec<bool> = lines.iter().map(PageLine::is_row).collect();
    let is_row = |at: Option<usize>| at.and_then(|at| are_rows.get(at)) == Some(&true);
    for (index, line) in lines.into_iter().enumerate() {
        let is_one =
            is_row(Some(index)) && (is_row(index.checked_sub(1)) || is_row(index.checked_add(1)));
        let block = if is_one { PageBlock::Row } else { PageBlock::Line };
        blocks.push((line.y, block(line)));
    }
    blocks.extend(grids.into_iter().map(|grid| (grid.top(), PageBlock::RuledGrid(page, grid))));
    blocks.sort_by(|a, b| a.0.total_cmp(&b.0));
    blocks.into_iter().map(|(_, block)| block).collect()
}

/// Whether a table goes on in the next block: on the next page, between the same sides.
fn goes_on(pieces: &[(usize, RuledGrid)], next: &PageBlock) -> bool {
    let (PageBlock::RuledGrid(page, grid), Some((last, before))) = (next, pieces.last()) else {
        return false;
    };
    let same = |a: f64, b: f64| (a - b).abs() <= SHIFT;
    let shared = grid.xs.iter().filter(|x| before.xs.iter().any(|y| same(**x, *y))).count();
    *page == last + 1
        && same(before.left(), grid.left())
        && same(before.right(), grid.right())
        && shared * 2 > grid.xs.len().min(before.xs.len())
}

/// What people call the place of a cell.
fn cell_place(page: usize, table: usize, row: usize, position: usize) -> String {
    format!("第{}页 {} 第{row}行第{position}格", page + 1, table_name(table))
}

/// What people call the place of a line.
fn place(line: &PageLine) -> String {
    format!("第{}页 第{}行", line.page + 1, line.number)
}

struct PageWriter {
    flow: FlowWriter,
    measure: TextMeasure,
    /// The lines of the paragraph that has begun.
    open: Vec<PageLine>,
    tables: usize,
    /// How many rows there are of a table without rules that has begun.
    rows: usize,
}

/// A row of a table over all its pages.
struct TableRow {
    page: usize,
    cells: Vec<GridCell>,
}

impl PageWriter {
    fn line(&mut self, line: PageLine) {
        if self.open.last().is_some_and(|before| self.measure.begins(&line, before)) {
            self.end_paragraph();
        }
        self.rows = 0;
        self.open.push(line);
    }

    /// A row without rules around it: its cells are known by their order alone.
    fn row(&mut self, line: &PageLine) {
        self.end_paragraph();
        if self.rows == 0 {
            self.tables += 1;
        }
        self.rows += 1;
        let (table, row) = (self.tables - 1, self.rows);
        let cell = |(position, piece): (usize, Vec<PaperGlyph>)| {
            let (text, remark) = text_of(piece, line.page);
            let place = cell_place(line.page, table, row, position + 1);
            ViewCell { text, remark, span: 1, place, ..ViewCell::default() }
        };
        let cells = line.pieces().into_iter().enumerate().map(cell).collect();
        self.flow.view.row(table, cells);
    }

    fn end_paragraph(&mut self) {
        let lines = std::mem::take(&mut self.open);
        let Some(first) = lines.first() else { return };
        let mut text = FlowText { place: place(first), ..FlowText::default() };
        for line in &lines {
            write_on(line, &mut text);
        }
        self.flow.items(&[FlowItem::Text(text)]);
    }

    fn table(&mut self, pieces: Vec<(usize, RuledGrid)>) {
        self.end_paragraph();
        self.rows = 0;
        let rows = rows(pieces);
        let table = self.tables;
        self.tables += 1;
        for (index, row) in rows.into_iter().enumerate() {
            if self.flow.view.is_full() {
                return;
            }
            let is_text = |cell: &GridCell| {
                cell.glyphs.iter().filter(|glyph| !glyph.is_blank()).count() > LONG
            };
            if row.cells.iter().any(is_text) {
                row.cells.into_iter().for_each(|cell| self.text_cell(cell, row.page));
                continue;
            }
            let cell = |(position, cell): (usize, GridCell)| {
                let place = cell_place(row.page, table, index + 1, position + 1);
                let (text, remark) = text_of(cell.glyphs, row.page);
                ViewCell {
                    text,
                    remark,
                    column: Some(cell.column),
                    span: cell.columns,
                    place,
                    ..ViewCell::default()
                }
            };
            let cells = row.cells.into_iter().enumerate().map(cell).collect();
            self.flow.view.row(table, cells);
        }
    }

    /// A cell that holds a text of its own.
    fn text_cell(&mut self, cell: GridCell, page: usize) {
        let lines = lines(cell.glyphs, page);
        let outer = std::mem::replace(&mut self.measure, TextMeasure::of(lines.iter()));
        for line in lines {
            self.line(line);
        }
        self.end_paragraph();
        self.measure = outer;
    }
}

/// Writes a line behind what was written. Lines are broken at the blanks between words, never in a number.
fn write_on(line: &PageLine, text: &mut FlowText) {
    let before = text.text.chars().next_back();
    let first = line.glyphs.iter().find(|glyph| !glyph.is_blank()).map(|glyph| glyph.ch);
    let is = |c: Option<char>, kind: fn(&char) -> bool| c.is_some_and(|c| kind(&c));
    let is_word = |c| is(c, char::is_ascii_alphanumeric);
    let is_number = is(before, char::is_ascii_digit) && is(first, char::is_ascii_digit);
    if is_word(before) && is_word(first) && !is_number {
        text.odd.write(None, " ", &mut text.text);
    }
    line.write(text);
}

/// The text of a cell, and what stands in it beside that.
fn text_of(glyphs: Vec<PaperGlyph>, page: usize) -> (String, Option<String>) {
    let mut text = FlowText::default();
    for line in lines(glyphs, page) {
        let before = text.text.trim_end().chars().next_back();
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let first = line.glyphs.iter().find(|glyph| !glyph.is_blank()).map(|glyph| glyph.ch);
        if is_digit(before) && is_digit(first) {
            let shown = line.text();
            text.odd.add(OddKind::Wrapped, &shown);
        }
        write_on(&line, &mut text);
    }
    let cell = FlowCell {
        items: vec![FlowItem::Text(text)],
        columns: 1,
        rows: 1,
        is_covered: false,
        line: None,
    };
    cell.text()
}

/// The rows of a table over its pages, with the columns of all of them, without the heads that are repeated.
fn rows(pieces: Vec<(usize, RuledGrid)>) -> Vec<TableRow> {
    let mut xs: Vec<f64> = pieces.iter().flat_map(|(_, grid)| grid.xs.clone()).collect();
    xs.sort_by(f64::total_cmp);
    xs.dedup_by(|a, b| (*a - *b).abs() <= SHIFT);
    let column = |x: f64| xs.partition_point(|side| *side < x - SHIFT);
    let mut all: Vec<TableRow> = Vec::new();
    let mut is_open = false;
    for (index, (page, grid)) in pieces.into_iter().enumerate() {
        let RuledGrid { xs: own, ys, cells, is_open_above, is_open_below } = grid;
        let mut rows: Vec<TableRow> =
            ys.iter().skip(1).map(|_| TableRow { page, cells: Vec::new() }).collect();
        for mut cell in cells {
            let side = |at: usize| own.get(at).map_or(0, |x| column(*x));
            let (first, end) = (side(cell.column), side(cell.column + cell.columns));
            (cell.column, cell.columns) = (first, end.saturating_sub(first).max(1));
            if let Some(row) = rows.get_mut(cell.row) {
                row.cells.push(cell);
            }
        }
        if index > 0 {
            let repeated = repeated(&all, &rows);
            rows.drain(..repeated);
            let is_cut = (is_open || is_open_above) && repeated == 0;
            if let (Some(last), Some(first)) = (all.last_mut(), rows.first())
                && (is_cut || is_rest(last, first))
                && is_alike(last, first)
                && !both_count(last, first)
            {
                let first = rows.remove(0);
                join(last, first);
            }
        }
        is_open = is_open_below;
        all.append(&mut rows);
    }
    all
}

/// How many rows at the head of a page are those at the head of the table.
fn repeated(all: &[TableRow], rows: &[TableRow]) -> usize {
    let has_words = |row: &TableRow| !shown(row).is_empty();
    let same = all.iter().zip(rows).take_while(|(a, b)| shown(a) == shown(b));
    let count = same.take_while(|(row, _)| !has_number(row)).count();
    if rows.iter().take(count).any(has_words) { count } else { 0 }
}

fn shown(row: &TableRow) -> String {
    let chars = row.cells.iter().flat_map(|cell| &cell.glyphs).filter(|glyph| !glyph.is_blank());
    let mut chars: Vec<char> = chars.map(|glyph| glyph.ch).collect();
    chars.sort_unstable();
    chars.into_iter().collect()
}

/// Whether one of the cells is a number.
fn has_number(row: &TableRow) -> bool {
    row.cells.iter().any(is_number)
}

fn is_number(cell: &GridCell) -> bool {
    let mut full = cell.glyphs.iter().filter(|glyph| !glyph.is_blank()).peekable();
    full.peek().is_some() && full.all(|glyph| glyph.ch.is_ascii_digit())
}

/// Whether both have a number in one column: they are two rows, though no rule is drawn at the end of a page.
fn both_count(last: &TableRow, first: &TableRow) -> bool {
    let numbers: Vec<usize> =
        last.cells.iter().filter(|cell| is_number(cell)).map(|cell| cell.column).collect();
    first.cells.iter().any(|cell| is_number(cell) && numbers.contains(&cell.column))
}

fn is_empty(cell: &GridCell) -> bool {
    cell.glyphs.iter().all(PaperGlyph::is_blank)
}

/// Whether two rows have the same columns.
fn is_alike(a: &TableRow, b: &TableRow) -> bool {
    let places = |row: &TableRow| -> Vec<(usize, usize)> {
        row.cells.iter().map(|cell| (cell.column, cell.columns)).collect()
    };
    let (a, b) = (places(a), places(b));
    // Cells that go on from above are in the lower one alone.
    !b.is_empty() && (a == b || a.iter().all(|place| b.contains(place)))
}

/// Whether a row is only the rest of the words of the one before, whose numbers stand there.
fn is_rest(last: &TableRow, first: &TableRow) -> bool {
    let full: Vec<&GridCell> = first.cells.iter().filter(|cell| !is_empty(cell)).collect();
    full.len() == 1 && first.cells.len() > 1 && has_number(last) && !has_number(first)
}

/// Puts the rest of a row below what stands of it on the page before.
fn join(last: &mut TableRow, rest: TableRow) {
    for mut cell in rest.cells {
        let place = (cell.column, cell.columns);
        let Some(own) = last.cells.iter_mut().find(|own| (own.column, own.columns) == place) else {
            continue;
        };
        // Below what stands there already.
        let low = own.glyphs.iter().map(|glyph| glyph.y).fold(0.0, f64::max);
        for glyph in &mut cell.glyphs {
            glyph.y += low + 2.0 * glyph.size;
        }
        own.glyphs.append(&mut cell.glyphs);
    }
}
