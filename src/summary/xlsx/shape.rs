//! A table in the shape of its form: heads and labels as they are printed, and where the form has a row of
//! numbers, a row for each unit and one for their sum.

use super::place_of;
use crate::{
    report::{Form, FormCell, FormCellKind, FormTable},
    sheets::{BookSheet, PAGE_WIDTH, SheetCell, SheetLook, SheetRows},
    workbook::text_height,
};
use rust_decimal::Decimal;
use rust_xlsxwriter::{ColNum, RowNum, utility::row_col_to_cell};
use std::{borrow::Cow, collections::BTreeSet};

/// Who counts what: a line a unit.
pub(crate) trait Lines {
    /// How many lines.
    fn count(&self) -> usize;
    /// Whose line it is.
    fn name(&self, line: usize) -> Cow<'_, str>;
    /// What it counts in the data cell that stands at a place among all of the form.
    fn value(&self, line: usize, at: usize) -> LineValue<'_>;
    /// What all count in a cell.
    fn sum(&self, table: &FormTable, cell: &FormCell) -> Decimal;
}

/// What stands in a cell of a line.
pub(crate) enum LineValue<'a> {
    Number(Decimal),
    /// What is no number, as it was typed.
    Text(&'a str),
    Nothing,
}

/// Pixels of the names of units.
const NAME: f64 = 150.0;
/// Points of a line.
const LINE: f64 = 17.0;
/// Rows above the form's: the title.
const TOP: RowNum = 1;
/// Points of the title's row, and of a printed page at full size.
const TITLE: f64 = 34.0;
const PAGE: f64 = 510.0;
/// Rows that a label stands beside at least, where it is said again.
const FEW: RowNum = 4;

/// The sheet of a table. `matter` is what it is about, without the table's name.
pub(crate) fn of_table<'a>(
    form: &'a Form,
    table: &'a FormTable,
    lines: &'a dyn Lines,
    matter: &str,
) -> BookSheet<'a> {
    let shape = Shape::of(form, table, lines.count());
    let title = format!("{matter}　{}", table.name);
    BookSheet {
        name: table.short.clone(),
        widths: shape.widths.clone(),
        heads: TOP + table.header_rows as RowNum,
        names: shape.first + 1,
        breaks: shape.again.iter().copied().collect(),
        rows: Box::new(move |rows| shape.write(rows, lines, &title)),
    }
}

/// The lines that count anything.
pub(super) fn unit_names(lines: &dyn Lines) -> usize {
    (0..lines.count()).filter(|line| !lines.value(*line, 0).is_nothing()).count()
}

/// Puts what a line counts.
pub(super) fn put_value(
    rows: &mut SheetRows<'_>,
    (column, columns): (ColNum, ColNum),
    cell: &FormCell,
    value: &LineValue<'_>,
) {
    let look = if is_amount(cell) { SheetLook::Amount } else { SheetLook::Number };
    match value {
        LineValue::Number(number) => rows.put(column, columns, look, SheetCell::Number(*number)),
        LineValue::Text(text) => rows.put(column, columns, SheetLook::Bad, SheetCell::Text(text)),
        LineValue::Nothing => rows.put(column, columns, look, SheetCell::Blank),
    }
}

fn is_amount(cell: &FormCell) -> bool {
    matches!(cell.kind, FormCellKind::Decimal | FormCellKind::Money)
}

/// Where everything stands on the sheet.
struct Shape<'t> {
    table: &'t FormTable,
    /// The column of the units' names, before the first number.
    first: ColNum,
    /// Where each row of the form begins, and behind them all where the last one ends.
    starts: Vec<RowNum>,
    /// Of each row of the form, in points: of one line where it is one a unit.
    heights: Vec<f64>,
    /// Rows at which labels that go on are written again.
    again: BTreeSet<RowNum>,
    widths: Vec<f64>,
    /// The place of each data cell among all of the form.
    places: Vec<(&'t str, usize)>,
    units: usize,
}

/// A cell of the form on the sheet.
struct PlacedHead<'t> {
    cell: &'t FormCell,
    left: ColNum,
    columns: ColNum,
    /// Rows of the sheet from here to there.
    top: RowNum,
    bottom: RowNum,
}

impl<'t> Shape<'t> {
    fn of(form: &Form, table: &'t FormTable, units: usize) -> Self {
        let first = table.data().map(|cell| cell.column).min().unwrap_or_default() as ColNum;
        let each = (PAGE_WIDTH - NAME) / table.widths.iter().sum::<f64>().max(1.0);
        let mut widths: Vec<f64> =
            table.widths.iter().map(|width| (width * each).floor()).collect();
        widths.insert(usize::from(first).min(widths.len()), NAME);
        let places = table.data().map(|cell| (cell.key.as_str(), place_of(form, table, cell)));
        let mut shape = Self {
            table,
            first,
            starts: Vec::new(),
            heights: Vec::new(),
            again: BTreeSet::new(),
            widths,
            places: places.collect(),
            units,
        };
        shape.set_out();
        shape
    }

    fn is_data(&self, row: usize) -> bool {
        self.table.data().any(|cell| cell.row == row)
    }

    /// Finds where each row begins, how high it is, and where labels are said again: where a page ends, so
    /// that every page says what it is about.
    fn set_out(&mut self) {
        let count = self.table.cells.iter().map(|cell| cell.row + cell.rowspan).max();
        let count = count.unwrap_or_default();
        self.heights = (0..count).map(|row| self.height(row, self.is_data(row))).collect();
        let heads = TITLE + self.heights.iter().take(self.table.header_rows).sum::<f64>();
        let (mut at, mut used) = (TOP, TITLE);
        for row in 0..count {
            self.starts.push(at);
            let height = self.heights.get(row).copied().unwrap_or(LINE);
            let rows = if self.is_data(row) { self.units + 1 } else { 1 };
            let end = at + rows as RowNum;
            for _ in 0..rows {
                if used + height > PAGE {
                    let first = self.break_before(at, (self.start(row), end));
                    used = heads + f64::from(at - first) * height;
                }
                used += height;
                at += 1;
            }
        }
        self.starts.push(at);
    }

    /// Begins a page where a row finds no room any more, or a little before: a row or two of many are not left
    /// alone, so that every page says what it is about.
    fn break_before(&mut self, at: RowNum, (start, end): (RowNum, RowNum)) -> RowNum {
        let last = self.again.last().copied().unwrap_or(TOP + self.table.header_rows as RowNum);
        let first = match () {
            () if at < start + FEW => start,
            () if at + FEW > end => end.saturating_sub(FEW).max(start),
            () => at,
        };
        // What would leave a page empty stays as it falls.
        let first = if first > last { first } else { at };
        self.again.insert(first);
        first
    }

    fn height(&self, row: usize, is_data: bool) -> f64 {
        let tallest = |cell: &FormCell| {
            let covered: f64 = {
                let (left, columns) = self.columns(cell);
                self.widths.iter().skip(left.into()).take(columns.into()).sum()
            };
            let lines = if is_data { self.units as f64 + 1.0 } else { 1.0 };
            text_height(&cell.text, covered) / cell.rowspan.max(1) as f64 / lines
        };
        let here = self.table.cells.iter().filter(|c| c.row <= row && row < c.row + c.rowspan);
        let here = here.filter(|cell| !cell.is_data()).map(tallest);
        here.fold(if is_data { LINE } else { LINE + 3.0 }, f64::max).round()
    }

    /// Columns of the sheet: that of the units is between.
    fn columns(&self, cell: &FormCell) -> (ColNum, ColNum) {
        let first = usize::from(self.first);
        let after = |column: usize| column + usize::from(column >= first);
        let left = after(cell.column);
        let end = cell.column + cell.colspan;
        let end = if end > first { end + 1 } else { end };
        (left as ColNum, (end - left) as ColNum)
    }

    fn start(&self, row: usize) -> RowNum {
        self.starts.get(row).or(self.starts.last()).copied().unwrap_or(TOP)
    }

    /// The cells that reach into a row of the form, from the left; the head of the units' names where nothing
    /// else is said.
    fn across(&self, row: usize) -> Vec<PlacedHead<'t>> {
        let here = self.table.cells.iter().filter(|c| c.row <= row && row < c.row + c.rowspan);
        let mut placed: Vec<PlacedHead<'t>> = here
            .map(|cell| {
                let (left, columns) = self.columns(cell);
                let (top, bottom) = (self.start(cell.row), self.start(cell.row + cell.rowspan));
                PlacedHead { cell, left, columns, top, bottom }
            })
            .collect();
        placed.sort_by_key(|placed| placed.left);
        placed
    }

    fn write(&self, rows: &mut SheetRows<'_>, lines: &dyn Lines, title: &str) {
        rows.begin(TITLE);
        rows.put(0, self.widths.len() as ColNum, SheetLook::Title, SheetCell::Text(title));
        for row in 0..self.heights.len() {
            let across = self.across(row);
            let height = self.heights.get(row).copied().unwrap_or(LINE);
            if !self.is_data(row) {
                rows.begin(height);
                self.heads(rows, row, &across);
                continue;
            }
            for line in 0..=self.units {
                rows.begin(height);
                self.line(rows, lines, (row, line), &across);
            }
        }
    }

    /// A row of heads.
    fn heads(&self, rows: &mut SheetRows<'_>, row: usize, across: &[PlacedHead<'_>]) {
        let mut is_named =
            across.iter().any(|p| (p.left..p.left + p.columns).contains(&self.first));
        for placed in across {
            if !is_named && placed.left > self.first {
                self.name_head(rows, row);
                is_named = true;
            }
            let look = match placed.cell.kind {
                FormCellKind::Group | FormCellKind::Label => SheetLook::Label,
                _ => SheetLook::Head,
            };
            self.label(rows, placed, look);
        }
        if !is_named {
            self.name_head(rows, row);
        }
    }

    /// 单位, over all the rows of heads that leave its column free.
    fn name_head(&self, rows: &mut SheetRows<'_>, row: usize) {
        let is_free = |row: usize| {
            !self.is_data(row)
                && !self
                    .across(row)
                    .iter()
                    .any(|p| (p.left..p.left + p.columns).contains(&self.first))
        };
        if row > 0 && is_free(row - 1) {
            rows.put(self.first, 1, SheetLook::Head, SheetCell::Blank);
            return;
        }
        let free = (row..self.heights.len()).take_while(|row| is_free(*row)).count();
        rows.put(self.first, 1, SheetLook::Head, SheetCell::Text("单位"));
        rows.merge(free as RowNum, self.first, 1);
    }

    /// What a row of numbers or heads is about, where it begins and where it is said again.
    fn label(&self, rows: &mut SheetRows<'_>, placed: &PlacedHead<'_>, look: SheetLook) {
        let row = rows.row();
        if row != placed.top && !self.again.contains(&row) {
            for column in placed.left..placed.left + placed.columns {
                rows.put(column, 1, look, SheetCell::Blank);
            }
            return;
        }
        let next = self.again.range(row + 1..).next().copied();
        let end = next.map_or(placed.bottom, |next| next.min(placed.bottom));
        rows.put(placed.left, 1, look, SheetCell::Text(&placed.cell.text));
        for column in placed.left + 1..placed.left + placed.columns {
            rows.put(column, 1, look, SheetCell::Blank);
        }
        rows.merge(end - row, placed.left, placed.columns);
    }

    /// A unit's line of a row of the form, or behind them the line of their sum.
    fn line(
        &self,
        rows: &mut SheetRows<'_>,
        lines: &dyn Lines,
        (row, line): (usize, usize),
        across: &[PlacedHead<'_>],
    ) {
        let mut is_named = false;
        for placed in across {
            if !is_named && placed.left > self.first {
                self.name(rows, lines, line);
                is_named = true;
            }
            if !placed.cell.is_data() {
                self.label(rows, placed, SheetLook::Label);
            } else if line < self.units {
                let value = self.at(placed.cell).map(|at| lines.value(line, at));
                let value = value.unwrap_or(LineValue::Nothing);
                put_value(rows, (placed.left, placed.columns), placed.cell, &value);
            } else {
                self.sum(rows, lines, self.start(row), placed);
            }
        }
    }

    fn name(&self, rows: &mut SheetRows<'_>, lines: &dyn Lines, line: usize) {
        if line < self.units {
            rows.put(self.first, 1, SheetLook::Name, SheetCell::Text(&lines.name(line)));
        } else {
            rows.put(self.first, 1, SheetLook::TotalName, SheetCell::Text("合计"));
        }
    }

    fn sum(
        &self,
        rows: &mut SheetRows<'_>,
        lines: &dyn Lines,
        top: RowNum,
        placed: &PlacedHead<'_>,
    ) {
        let look = if is_amount(placed.cell) { SheetLook::TotalAmount } else { SheetLook::Total };
        if self.units == 0 {
            return rows.put(placed.left, placed.columns, look, SheetCell::Blank);
        }
        let bottom = top + self.units as RowNum - 1;
        let (from, to) = (row_col_to_cell(top, placed.left), row_col_to_cell(bottom, placed.left));
        let sum = lines.sum(self.table, placed.cell);
        rows.put(placed.left, placed.columns, look, SheetCell::Sum(format!("{from}:{to}"), sum));
    }

    fn at(&self, cell: &FormCell) -> Option<usize> {
        self.places.iter().find(|(key, _)| *key == cell.key).map(|(_, at)| *at)
    }
}
