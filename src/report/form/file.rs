//! The layout of a form file → [`Form`].
//!
//! A cell is written once, where it begins; its column follows from the cells before it and from
//! those that reach down from above, as in HTML.

use super::{
    Draft, Form, FormCell, FormCellKind as Kind, FormPart, FormTable, RowRole, Sum,
    fields::{FormFields, Read},
};
use crate::{
    diagnostic::{Code, Diagnostic, Result, Source},
    report::table::branch::Branch,
    text::cardinal,
    yaml::{self, Node},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

const KINDS: [(&str, Kind); 9] = [
    ("band", Kind::Band),
    ("head", Kind::Head),
    ("note", Kind::Note),
    ("group", Kind::Group),
    ("label", Kind::Label),
    ("int", Kind::Int),
    ("signed", Kind::Signed),
    ("decimal", Kind::Decimal),
    ("money", Kind::Money),
];

const ROLES: [(&str, RowRole); 8] = [
    ("regulations", RowRole::Regulations),
    ("normative", RowRole::Normative),
    ("received", RowRole::Received),
    ("carried_in", RowRole::CarriedIn),
    ("handled", RowRole::Handled),
    ("carried_out", RowRole::CarriedOut),
    ("reviews", RowRole::Reviews),
    ("suits", RowRole::Suits),
];

const START: &str = "格式文件要写 id、from_year、notice、parts、tables";

/// Reads a form file.
///
/// # Errors
/// `NB032`, or what keeps it from being YAML.
pub(super) fn read(source: &Arc<Source>) -> Result<Form> {
    let root = yaml::parse(source, START)?;
    form(&root).map_err(|wrong| {
        let message = format!("“{}”不能当作格式用：{}", source.name, wrong.why);
        Diagnostic::error(Code::FormFile, message).at(source, wrong.at, "").into()
    })
}

/// A form file whose YAML was read when the program was built (`build.rs`).
pub(super) fn prepared(json: &str) -> Option<Form> {
    form(&serde_json::from_str(json).ok()?).ok()
}

fn form(root: &Node) -> Read<Form> {
    let file = FormFields::of(root, &["id", "from_year", "notice", "parts", "tables"])?;
    let mut number = 0;
    let mut part = |node| {
        let part = part(node)?;
        number += 1;
        Ok(FormPart { heading: format!("{}、{}", cardinal(number), part.name), ..part })
    };
    Ok(Form {
        id: file.text("id")?,
        from_year: file.number("from_year", None)?,
        notice: file.text("notice")?,
        parts: file.each("parts", &mut part)?,
        tables: file.each("tables", table)?,
    })
}

fn part(node: &Node) -> Read<FormPart> {
    let part = FormFields::of(node, &["key", "name", "table", "longest", "starter", "summary"])?;
    let draft = |key| part.get(key).map_or_else(|| Ok(Draft::default()), draft);
    Ok(FormPart {
        key: part.text("key")?,
        name: part.text("name")?,
        heading: String::new(),
        table: part.optional("table")?,
        longest: part.get("longest").map(|_| part.number("longest", None)).transpose()?,
        starter: draft("starter")?,
        summary: draft("summary")?,
    })
}

fn draft(node: &Node) -> Read<Draft> {
    let draft = FormFields::of(node, &["hint", "text"])?;
    let text = |key| Ok(draft.optional(key)?.unwrap_or_default().trim_end().to_owned());
    Ok(Draft { hint: text("hint")?, text: text("text")? })
}

fn table(node: &Node) -> Read<FormTable> {
    let known = ["key", "name", "short", "widths", "header_rows", "roles", "rows", "sums"];
    let table = FormFields::of(node, &known)?;
    let cells = cells(&table)?;
    Ok(FormTable {
        key: table.text("key")?,
        name: table.text("name")?,
        short: table.text("short")?,
        widths: table.numbers("widths")?,
        header_rows: table.number("header_rows", None)?,
        tree: Branch::of(&cells),
        cells,
        roles: table.get("roles").map_or_else(|| Ok(BTreeMap::new()), roles)?,
        sums: table.each("sums", sums)?.into_iter().flatten().collect(),
    })
}

fn roles(node: &Node) -> Read<BTreeMap<RowRole, Vec<String>>> {
    let fields = FormFields::of(node, &ROLES.map(|(word, _)| word))?;
    let given = ROLES.iter().filter(|(word, _)| fields.get(word).is_some());
    given.map(|(word, role)| Ok((*role, fields.texts(word)?))).collect()
}

fn cells(table: &FormFields<'_>) -> Read<Vec<FormCell>> {
    let mut taken = BTreeSet::new();
    let mut cells: Vec<FormCell> = Vec::new();
    let mut row = 0;
    table.each("rows", |node| {
        let line = FormFields::of(node, &["path", "cells"])?;
        let path = line.texts("path")?;
        let mut column = 0;
        for mut cell in line.each("cells", |node| cell(node, &path))? {
            while taken.contains(&(row, column)) {
                column += 1;
            }
            (cell.row, cell.column) = (row, column);
            for r in row..row + cell.rowspan {
                taken.extend((column..column + cell.colspan).map(|c| (r, c)));
            }
            cell.labels = labels(&cells, &cell, path.len());
            cells.push(cell);
        }
        row += 1;
        Ok(())
    })?;
    Ok(cells)
}

/// A cell that has no place yet, in a row with this path.
fn cell(node: &Node, row_path: &[String]) -> Read<FormCell> {
    let cell = FormFields::of(node, &["kind", "text", "key", "path", "rowspan", "colspan"])?;
    let key = cell.optional("key")?.unwrap_or_default();
    let path = cell.texts("path")?;
    Ok(FormCell {
        row: 0,
        column: 0,
        rowspan: cell.number("rowspan", Some(1_u8))?.into(),
        colspan: cell.number("colspan", Some(1_u8))?.into(),
        kind: cell.word("kind", &KINDS)?,
        text: cell.optional("text")?.unwrap_or_default(),
        path: if key.is_empty() { Vec::new() } else { [row_path, &path].concat() },
        key,
        labels: Vec::new(),
    })
}

/// The labels left of a number, then as many of the heads above it as its path has steps for.
fn labels(before: &[FormCell], cell: &FormCell, row_steps: usize) -> Vec<String> {
    if !cell.is_data() {
        return Vec::new();
    }
    let is_row_label = |c: &&FormCell| {
        matches!(c.kind, Kind::Group | Kind::Label)
            && (c.row..c.row + c.rowspan).contains(&cell.row)
    };
    let is_head = |c: &&FormCell| {
        c.kind == Kind::Head && (c.column..c.column + c.colspan).contains(&cell.column)
    };
    let heads: Vec<&FormCell> = before.iter().filter(is_head).collect();
    let steps = cell.path.len().saturating_sub(row_steps);
    let nearest = heads.len().saturating_sub(steps);
    let row_labels = before.iter().filter(is_row_label).take(row_steps);
    let labels = row_labels.chain(heads.into_iter().skip(nearest));
    labels.map(|c| c.text.clone()).collect()
}

/// `a + b = c + d`, one a line, under one rule.
fn sums(node: &Node) -> Read<Vec<Sum>> {
    let entry = FormFields::of(node, &["rule", "reason", "equations"])?;
    let (rule, reason) = (entry.text("rule")?, entry.text("reason")?);
    let keys = |side: &str| side.split('+').map(|key| key.trim().to_owned()).collect();
    let equations = entry.texts("equations")?.into_iter().map(|equation| {
        let (left, right) = equation.split_once('=').unwrap_or((&equation, ""));
        Sum { rule: rule.clone(), left: keys(left), right: keys(right), reason: reason.clone() }
    });
    Ok(equations.collect())
}
