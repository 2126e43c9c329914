//! Whether a form holds together.

use super::{Draft, Form, FormPart, FormTable};
use crate::report::{Report, draft};
use std::{collections::BTreeSet, sync::Arc};

/// What a form speaks of and does not have, each in words.
pub(super) fn loose_ends(form: &Arc<Form>) -> Vec<String> {
    let tables = form.parts.iter().filter_map(|part| part.table.as_ref());
    let missing = tables.filter(|key| form.table(key).is_none());
    let mut found: Vec<String> = missing.map(|key| format!("没有表 {key}")).collect();
    found.extend(doubled("parts", form.parts.iter().map(|part| &part.key)));
    found.extend(doubled("tables", form.tables.iter().map(|table| &table.key)));
    found.extend(form.tables.iter().flat_map(in_table));
    found.extend(form.tables.iter().flat_map(grid));
    let drafts: [fn(&FormPart) -> &Draft; 2] = [|part| &part.starter, |part| &part.summary];
    for of in drafts {
        let mut report = Report::new(form, "某某乡人民政府", form.from_year);
        if let Err(errors) = draft(&mut report, of) {
            found.extend(errors.into_iter().map(|error| error.message));
        }
    }
    found
}

/// Keys that are given out twice.
fn doubled<'a>(what: &str, keys: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let again = keys.filter(|key| !seen.insert(key.as_str()));
    again.map(|key| format!("{what} 里有两个 {key}")).collect()
}

/// The width of the type area in millimetres (GB/T 9704-2012 §5.2.1).
const WIDTH: f64 = 156.0;

/// What keeps a table's cells from filling its grid.
fn grid(table: &FormTable) -> Vec<String> {
    let mut found =
        doubled(&table.key, table.cells.iter().map(|cell| &cell.key).filter(|key| !key.is_empty()));
    let (columns, mut taken, mut overlaps) = (table.widths.len(), BTreeSet::new(), false);
    for cell in &table.cells {
        for row in cell.row..cell.row + cell.rowspan {
            let mut columns = cell.column..cell.column + cell.colspan;
            overlaps |= columns.any(|column| !taken.insert((row, column)));
        }
    }
    let height = taken.last().map_or(0, |(row, _)| row + 1);
    let sticks_out = taken.iter().any(|(_, column)| *column >= columns);
    let has_spans = table.cells.iter().all(|cell| cell.rowspan > 0 && cell.colspan > 0);
    if !has_spans || overlaps || sticks_out || taken.len() != columns * height {
        found.push(format!("{} 的各格没有铺满 {columns} 列，或者重叠", table.key));
    }
    if table.header_rows > height {
        found.push(format!("{} 只有 {height} 行，header_rows 太大", table.key));
    }
    let sum: f64 = table.widths.iter().sum();
    if (sum - WIDTH).abs() > 0.05 {
        found.push(format!("{} 的 widths 共 {sum:.1} 毫米，应是 {WIDTH} 毫米", table.key));
    }
    found
}

fn in_table(table: &FormTable) -> Vec<String> {
    let cells: BTreeSet<&str> = table.data().map(|cell| cell.key.as_str()).collect();
    let rows: BTreeSet<&str> = cells.iter().filter_map(|key| key.split('.').next()).collect();
    let sums = table.sums.iter().flat_map(|sum| sum.left.iter().chain(&sum.right));
    let sums = sums.filter(|key| !cells.contains(key.as_str()));
    let roles = table.roles.values().flatten().filter(|row| !rows.contains(row.as_str()));
    let tell = |what: &str, key: &String| format!("{} 的 {what} 里有 {key}，表里没有", table.key);
    sums.map(|key| tell("sums", key)).chain(roles.map(|row| tell("roles", row))).collect()
}
