//! The layout of a form file → [`Form`].
//!
//! A cell is written once, where it begins; its column follows from the cells before it and from
//! those that reach down from above, as in HTML.

use super::{Form, FormCell, FormCellKind, FormPart, FormTable, Sum};
use crate::report::table::branch::Branch;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    notice: String,
    parts: Vec<PartEntry>,
    tables: Vec<TableEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartEntry {
    key: String,
    name: String,
    table: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableEntry {
    key: String,
    name: String,
    short: String,
    widths: Vec<f64>,
    header_rows: usize,
    rows: Vec<RowEntry>,
    sums: Vec<SumEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowEntry {
    #[serde(default)]
    path: Vec<String>,
    cells: Vec<CellEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CellEntry {
    kind: FormCellKind,
    #[serde(default)]
    text: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    path: Vec<String>,
    #[serde(default = "one")]
    rowspan: usize,
    #[serde(default = "one")]
    colspan: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SumEntry {
    rule: String,
    reason: String,
    equations: Vec<String>,
}

const fn one() -> usize {
    1
}

/// Reads a form file.
pub(super) fn read(text: &str) -> Result<Form, serde_saphyr::Error> {
    let file: File = serde_saphyr::from_str(text)?;
    let ordinals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let parts = file.parts.into_iter().zip(ordinals).map(|(part, ordinal)| FormPart {
        heading: format!("{ordinal}、{}", part.name),
        key: part.key,
        name: part.name,
        table: part.table,
    });
    Ok(Form {
        id: file.id,
        notice: file.notice,
        parts: parts.collect(),
        tables: file.tables.into_iter().map(table).collect(),
    })
}

fn table(entry: TableEntry) -> FormTable {
    let mut taken = BTreeSet::new();
    let mut cells: Vec<FormCell> = Vec::new();
    for (row, line) in entry.rows.into_iter().enumerate() {
        let mut column = 0;
        for cell in line.cells {
            while taken.contains(&(row, column)) {
                column += 1;
            }
            for r in row..row + cell.rowspan {
                taken.extend((column..column + cell.colspan).map(|c| (r, c)));
            }
            let mut placed = placed(cell, row, column, &line.path);
            placed.labels = labels(&cells, &placed, line.path.len());
            cells.push(placed);
        }
    }
    FormTable {
        key: entry.key,
        name: entry.name,
        short: entry.short,
        widths: entry.widths,
        header_rows: entry.header_rows,
        tree: Branch::of(&cells),
        cells,
        sums: entry.sums.into_iter().flat_map(equations).collect(),
    }
}

fn placed(cell: CellEntry, row: usize, column: usize, row_path: &[String]) -> FormCell {
    let path = if cell.key.is_empty() { Vec::new() } else { [row_path, &cell.path].concat() };
    FormCell {
        row,
        column,
        rowspan: cell.rowspan,
        colspan: cell.colspan,
        kind: cell.kind,
        text: cell.text,
        key: cell.key,
        path,
        labels: Vec::new(),
    }
}

/// The labels left of a number, then as many of the heads above it as its path has steps for.
fn labels(before: &[FormCell], cell: &FormCell, row_steps: usize) -> Vec<String> {
    if !cell.is_data() {
        return Vec::new();
    }
    let is_row_label = |c: &&FormCell| {
        matches!(c.kind, FormCellKind::Group | FormCellKind::Label)
            && (c.row..c.row + c.rowspan).contains(&cell.row)
    };
    let is_head = |c: &&FormCell| {
        c.kind == FormCellKind::Head && (c.column..c.column + c.colspan).contains(&cell.column)
    };
    let heads: Vec<&FormCell> = before.iter().filter(is_head).collect();
    let steps = cell.path.len().saturating_sub(row_steps);
    let nearest = heads.len().saturating_sub(steps);
    let row_labels = before.iter().filter(is_row_label).take(row_steps);
    let labels = row_labels.chain(heads.into_iter().skip(nearest));
    labels.map(|c| c.text.clone()).collect()
}

/// `a + b = c + d`, one a line, under one rule.
fn equations(entry: SumEntry) -> impl Iterator<Item = Sum> {
    let keys = |side: &str| side.split('+').map(|key| key.trim().to_owned()).collect();
    let SumEntry { rule, reason, equations } = entry;
    equations.into_iter().map(move |equation| {
        let (left, right) = equation.split_once('=').unwrap_or((&equation, ""));
        Sum { rule: rule.clone(), left: keys(left), right: keys(right), reason: reason.clone() }
    })
}
