//! Cells of the official tables as the clerk sees them: what they are called, what stands in them,
//! where it was written.

use super::subject::Cells;
use crate::{
    report::{FormCellKind, FormTable, Report, Sum, Value},
    text::is_numeral,
};
use rust_decimal::Decimal;
use std::ops::Range;

/// `表三“（七）总计”行 自然人列`.
pub(super) fn name(report: &Report, table: &FormTable, key: &str) -> String {
    let labels = table.cell(key).map_or(&[][..], |cell| &cell.labels[..]);
    let place = table_name(report, table);
    match labels {
        [] => format!("{place}“{key}”"),
        [row] => format!("{place}“{row}”行"),
        [rows @ .., column] if has_row_labels(table) => {
            format!("{place}“{}”行 {column}列", row_name(rows))
        }
        [blocks @ .., column] => format!("{place}“{}”{column}列", blocks.join("·")),
    }
}

/// `表三“（七）总计”行`, without its column.
pub(super) fn row(report: &Report, table: &FormTable, key: &str) -> String {
    let name = name(report, table, key);
    match name.rsplit_once("行 ") {
        Some((row, _)) => format!("{row}行"),
        None => match name.rsplit_once('”') {
            Some((block, _)) => format!("{block}”"),
            None => name,
        },
    }
}

/// The column of a cell: `自然人`; of a row with one number there is none.
pub(super) fn column<'t>(table: &'t FormTable, key: &str) -> &'t str {
    match table.cell(key).map(|cell| &cell.labels[..]) {
        Some([_, .., column]) => column,
        _ => "",
    }
}

/// `表三`: a table goes by the number of the part that shows it, in reports of other shapes too.
pub(super) fn table_name(report: &Report, table: &FormTable) -> String {
    let part = report.parts.iter().find(|p| p.table.as_ref() == Some(&table.key));
    let ordinal = part.and_then(|part| part.heading.value.split_once('、'));
    match ordinal {
        Some((number, _)) if number.chars().all(is_numeral) => {
            format!("表{number}")
        }
        _ => format!("{}表", table.short),
    }
}

/// The third table's data stands under heads alone; the rows of the others have labels.
fn has_row_labels(table: &FormTable) -> bool {
    table.cells.iter().any(|cell| cell.kind == FormCellKind::Label)
}

/// `（七）总计`; `（三）1.属于国家秘密`; long labels end where their explanation begins.
fn row_name(labels: &[String]) -> String {
    let Some((row, groups)) = labels.split_last() else {
        return String::new();
    };
    let row = match row.char_indices().skip(1).find(|(_, c)| *c == '（') {
        Some((at, _)) if row.starts_with('（') || at > 3 => row.get(..at).unwrap_or(row),
        _ => row,
    };
    let row = row.split_once("、行政机关").map_or(row, |(head, _)| head);
    let group = groups.last().filter(|group| group.starts_with('（'));
    let number = group.and_then(|group| group.split_inclusive('）').next());
    // The name goes into quotation marks; those within become single.
    let row = row.replace('“', "‘").replace('”', "’");
    format!("{}{row}", number.unwrap_or_default())
}

/// A number as it was typed; an empty cell is `0`.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Absent => "0".to_owned(),
        Value::Int(count) => count.to_string(),
        Value::Decimal(amount) => amount.to_string(),
        Value::Text(text) => text.clone(),
        Value::Unknown => "？".to_owned(),
    }
}

/// `填的是 3`, or that nothing was.
pub(super) fn filled(value: &Value) -> String {
    match value {
        Value::Absent => "这一格空着".to_owned(),
        value => format!("填的是 {}", shown(value)),
    }
}

/// The number in a cell; `None` for words.
pub(super) fn amount(cells: &Cells, key: &str) -> Option<Decimal> {
    cells.get(key).and_then(|cell| cell.value.amount())
}

/// Where the number of a cell comes from: the cell itself, or what a computed one adds up. Zeros
/// explain nothing and are left out.
pub(super) fn origins(table: &FormTable, cells: &Cells, key: &str) -> Vec<Range<usize>> {
    let Some(cell) = cells.get(key) else {
        return Vec::new();
    };
    if cell.value.amount().is_some_and(|n| n.is_zero()) {
        return Vec::new();
    }
    if let Some(at) = &cell.at {
        return vec![at.clone()];
    }
    // A row's total first: one line of the file and not a column of it.
    let mut sums: Vec<&Sum> =
        table.sums.iter().filter(|s| s.total().is_some_and(|t| t == key)).collect();
    sums.sort_by_key(|sum| sum.right.len());
    let Some(sum) = sums.first() else {
        return Vec::new();
    };
    let addends = sum.right.iter();
    addends.flat_map(|key| origins(table, cells, key)).collect()
}

/// `（3+1）` of the addends that are not zero; nothing when there are fewer than two.
pub(super) fn working(cells: &Cells, keys: &[String]) -> String {
    let addends: Vec<String> = keys
        .iter()
        .filter_map(|key| amount(cells, key))
        .filter(|n| !n.is_zero())
        .map(|n| n.to_string())
        .collect();
    if addends.len() > 1 { format!("（{}）", addends.join("+")) } else { String::new() }
}
