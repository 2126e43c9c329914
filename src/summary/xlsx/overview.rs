//! The numbers that are asked for first, a line a unit.

use super::{
    place_of,
    shape::{LineValue, Lines, put_value, unit_names},
};
use crate::{
    report::{Form, FormCell, FormTable, RowRole},
    sheets::{BookSheet, PAGE_WIDTH, SheetCell, SheetLook, SheetRows},
};
use rust_xlsxwriter::{ColNum, utility::row_col_to_cell};

/// Pixels of the columns before the numbers.
const NUMBER: f64 = 44.0;
const NAME: f64 = 190.0;
/// Rows above the units: the title, and the heads.
const HEADS: u32 = 3;

/// What is shown, in this order, and under which head; of whole rows their totals.
const SHOWN: [(RowRole, &str); 7] = [
    (RowRole::Normative, "规范性文件"),
    (RowRole::Received, "本年新收申请"),
    (RowRole::CarriedIn, "上年结转申请"),
    (RowRole::Handled, "办理结果总计"),
    (RowRole::CarriedOut, "结转下年度"),
    (RowRole::Reviews, "行政复议"),
    (RowRole::Suits, "行政诉讼"),
];

/// A column of the overview.
struct OverviewColumn<'f> {
    /// What stands over several.
    group: &'static str,
    name: &'f str,
    table: &'f FormTable,
    cell: &'f FormCell,
    at: usize,
}

/// The sheet.
pub(crate) fn overview<'a>(form: &'a Form, lines: &'a dyn Lines, title: &str) -> BookSheet<'a> {
    let columns = columns(form);
    let each = (PAGE_WIDTH - NUMBER - NAME) / columns.len().max(1) as f64;
    let widths = [NUMBER, NAME].into_iter().chain(columns.iter().map(|_| each)).collect();
    let title = title.to_owned();
    let rows = Box::new(move |rows: &mut SheetRows<'_>| {
        heads(rows, &title, &columns);
        let unit = lines.count();
        for line in 0..unit {
            rows.begin(18.0);
            rows.put(0, 1, SheetLook::Number, SheetCell::Number((line + 1).into()));
            rows.put(1, 1, SheetLook::Name, SheetCell::Text(&lines.name(line)));
            for (column, at) in columns.iter().zip(2..) {
                put_value(rows, (at, 1), column.cell, &lines.value(line, column.at));
            }
        }
        rows.begin(20.0);
        rows.put(
            0,
            2,
            SheetLook::TotalName,
            SheetCell::Text(&format!("合计 {} 个单位", unit_names(lines))),
        );
        for (column, at) in columns.iter().zip(2..) {
            let (from, to) =
                (row_col_to_cell(HEADS, at), row_col_to_cell(HEADS + unit as u32 - 1, at));
            let sum = SheetCell::Sum(format!("{from}:{to}"), lines.sum(column.table, column.cell));
            rows.put(at, 1, SheetLook::Total, if unit > 0 { sum } else { SheetCell::Blank });
        }
    });
    BookSheet {
        name: "总览".to_owned(), widths, heads: HEADS, names: 2, breaks: Vec::new(), rows
    }
}

fn columns(form: &Form) -> Vec<OverviewColumn<'_>> {
    let mut columns = Vec::new();
    for (role, group) in SHOWN {
        let Some((table, keys)) = form.rows(role) else { continue };
        for key in keys {
            let is_its = |cell: &&FormCell| {
                let rest = cell.key.strip_prefix(key.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            let its: Vec<&FormCell> = table.data().filter(is_its).collect();
            let total = its.iter().find(|cell| cell.key.rsplit('.').next() == Some("total"));
            let shown = total.map_or(its.clone(), |total| vec![*total]);
            columns.extend(shown.into_iter().map(|cell| {
                // 总计 of a row is named by the row, if its group has several.
                let own = match &cell.labels[..] {
                    [.., row, _] if total.is_some() => row,
                    [.., last] => last,
                    [] => "",
                };
                let name = if total.is_some() && keys.len() == 1 { "" } else { own };
                OverviewColumn { group, name, table, cell, at: place_of(form, table, cell) }
            }));
        }
    }
    columns
}

fn heads(rows: &mut SheetRows<'_>, title: &str, columns: &[OverviewColumn<'_>]) {
    let all = columns.len() as ColNum + 2;
    rows.begin(34.0);
    rows.put(0, all, SheetLook::Title, SheetCell::Text(title));
    rows.begin(20.0);
    for (column, name) in [(0, "序号"), (1, "单位")] {
        rows.put(column, 1, SheetLook::Head, SheetCell::Text(name));
        rows.merge(2, column, 1);
    }
    let mut at = 2;
    for group in columns.chunk_by(|a, b| a.group == b.group) {
        let (Some(first), count) = (group.first(), group.len() as ColNum) else { continue };
        rows.put(at, count, SheetLook::Head, SheetCell::Text(first.group));
        if first.name.is_empty() && count == 1 {
            rows.merge(2, at, 1);
        }
        at += count;
    }
    rows.begin(32.0);
    for column in [0, 1] {
        rows.put(column, 1, SheetLook::Head, SheetCell::Blank);
    }
    for (column, at) in columns.iter().zip(2..) {
        rows.put(at, 1, SheetLook::Head, SheetCell::Text(column.name));
    }
}

impl LineValue<'_> {
    /// Whether nothing stands in a cell.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}
