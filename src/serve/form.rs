//! A form → what the browser draws its fields from.

use crate::report::{Form, FormCell, FormCellKind, FormPart, FormTable};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Everything of a form that fields are made of.
pub(super) fn form(form: &Form) -> Value {
    json!({
        "id": form.id,
        "notice": form.notice,
        "parts": form.parts.iter().map(part).collect::<Vec<_>>(),
        "tables": form.tables.iter().map(table).collect::<Vec<_>>(),
    })
}

fn part(part: &FormPart) -> Value {
    json!({
        "name": part.name,
        "heading": part.heading,
        "table": part.table,
        "longest": part.longest,
        "hint": part.starter.hint,
    })
}

fn table(table: &FormTable) -> Value {
    let totals: BTreeSet<&String> = table.sums.iter().filter_map(|sum| sum.total()).collect();
    let sums = table
        .sums
        .iter()
        .filter_map(|sum| Some(json!({ "total": sum.total()?, "parts": sum.right })));
    let cells = table.cells.iter().map(|cell| self::cell(table, cell, totals.contains(&cell.key)));
    json!({
        "key": table.key,
        "name": table.name,
        "short": table.short,
        "widths": table.widths,
        "headerRows": table.header_rows,
        "cells": cells.collect::<Vec<_>>(),
        "sums": sums.collect::<Vec<_>>(),
    })
}

fn cell(table: &FormTable, cell: &FormCell, is_total: bool) -> Value {
    let key = if cell.is_data() { format!("{}.{}", table.key, cell.key) } else { String::new() };
    json!({
        "row": cell.row,
        "column": cell.column,
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "kind": kind(cell.kind),
        "text": cell.text,
        "key": key,
        "label": cell.labels.join("，"),
        "total": is_total,
    })
}

fn kind(kind: FormCellKind) -> &'static str {
    match kind {
        FormCellKind::Band => "band",
        FormCellKind::Head => "head",
        FormCellKind::Note => "note",
        FormCellKind::Group => "group",
        FormCellKind::Label => "label",
        FormCellKind::Int => "int",
        FormCellKind::Signed => "signed",
        FormCellKind::Decimal => "decimal",
        FormCellKind::Money => "money",
    }
}
