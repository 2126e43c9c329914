//! The data a template sees.
//!
//! | name | what |
//! |---|---|
//! | `title` | lines of the title |
//! | `agency`, `机关`, `year`, `年度` | who, and the year reported on |
//! | `form` | `id`, `notice` |
//! | `preface` | paragraphs before part one |
//! | `parts` | each `heading`, `paragraphs`, `table` (a key of `tables`, or none) |
//! | `tables` | by key: `key`, `name`, `short`, `widths`, `header_rows`, `rows` of cells |
//! | `signature` | `bodies`, `date`, `sealed`, `seals` (pictures, one a body, or empty); or none |
//! | `extra` | what stands under 附加, by its own keys: texts, lists, maps |
//! | `requests.new.total`, `依申请公开.本年新收政府信息公开申请数量.总计` | every number of the tables, as a number |
//!
//! A paragraph has `kind` (`heading`, `run-in`, `text`), `level`, `head`, `text`. A cell has `text`
//! (numbers with their digits as typed), `colspan`, `rowspan`, `column`, `kind` (`band`, `head`,
//! `note`, `group`, `label`, `data`), `key`.

use super::{
    engine::{Digits, Engine},
    narrative::{self, TypedParagraph},
    picture,
};
use crate::{
    diagnostic::{Diagnostics, Result},
    report::{Extra, FormCell, FormCellKind, FormTable, Report, Spanned, Value as Number},
};
use minijinja::{Value, context};
use std::{collections::BTreeMap, sync::Arc};

/// Every number of a report, by English and Chinese name.
pub(super) struct Numbers {
    roots: BTreeMap<String, Value>,
    digits: Digits,
}

impl Numbers {
    /// Gathers a report's numbers.
    pub(super) fn of(report: &Report) -> Self {
        let mut tree = BTreeMap::new();
        let mut digits = std::collections::HashMap::new();
        for table in &report.form.tables {
            let values = report.tables.get(&table.key);
            for cell in table.cells.iter().filter(|c| !c.key.is_empty()) {
                let typed = values.and_then(|v| v.get(&cell.key)).map(|v| &v.value);
                let value = number(typed.unwrap_or(&Number::Absent), &mut digits);
                let mut english = vec![table.key.as_str()];
                english.extend(cell.key.split('.'));
                insert(&mut tree, &english, value.clone());
                let mut chinese = vec![table.short.as_str()];
                chinese.extend(cell.path.iter().map(String::as_str));
                insert(&mut tree, &chinese, value);
            }
        }
        Self { roots: values(tree), digits: Arc::new(digits) }
    }

    /// How the decimals among them were typed.
    pub(super) fn digits(&self) -> Digits {
        Arc::clone(&self.digits)
    }
}

/// Everything a template sees, the narrative's expressions evaluated.
///
/// # Errors
/// `NB204` for each expression that is wrong.
pub(super) fn build(report: &Report, numbers: &Numbers, engine: &Engine) -> Result<Value> {
    let mut findings = Diagnostics::default();
    let mut known = numbers.roots.clone();
    for (name, value) in [
        ("agency", Value::from(report.agency.value.as_str())),
        ("机关", Value::from(report.agency.value.as_str())),
        ("year", Value::from(report.year.value)),
        ("年度", Value::from(report.year.value)),
    ] {
        known.insert(name.to_owned(), value);
    }
    let scope = Value::from(known.clone());
    let mut paragraphs = |text: Option<&Spanned<String>>| {
        let read = text.map(|text| narrative::read(&report.source, text, engine, &scope));
        let read = read.and_then(|result| findings.take(result));
        read.unwrap_or_default().into_iter().map(paragraph).collect::<Value>()
    };
    let preface = paragraphs(report.preface.as_ref());
    let parts: Value = report
        .parts
        .iter()
        .map(|part| {
            context! {
                heading => part.heading.value.trim(),
                paragraphs => paragraphs(part.text.as_ref()),
                table => part.table.as_deref(),
            }
        })
        .collect();
    let tables: BTreeMap<&str, Value> =
        report.form.tables.iter().map(|form| (form.key.as_str(), table(form, report))).collect();
    known.extend(
        [
            ("title", report.title.iter().map(|l| l.value.trim()).collect()),
            (
                "form",
                context! { id => report.form.id.as_str(), notice => report.form.notice.as_str() },
            ),
            ("preface", preface),
            ("parts", parts),
            ("tables", Value::from(tables)),
            ("signature", signature(report)),
            ("extra", extra_map(&report.extra)),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    );
    findings.finish(Value::from(known))
}

pub(super) fn paragraph(paragraph: TypedParagraph) -> Value {
    match paragraph {
        TypedParagraph::Heading { level, head } => {
            context! { kind => "heading", level, head, text => "" }
        }
        TypedParagraph::RunIn { level, head, text } => {
            context! { kind => "run-in", level, head, text }
        }
        TypedParagraph::Text(text) => context! { kind => "text", level => 0, head => "", text },
    }
}

fn signature(report: &Report) -> Value {
    let Some(signature) = &report.signature else {
        return Value::from(());
    };
    let bodies: Value = signature.bodies.iter().map(|b| b.value.trim()).collect();
    let seals = signature.seals.iter();
    let seals: Value = seals.map(|seal| format!("{}{}", picture::OWN, seal.value)).collect();
    let date = signature.date.value.to_string();
    context! { bodies, date, sealed => signature.sealed, seals }
}

fn extra_map(map: &BTreeMap<String, Extra>) -> Value {
    let entries = map.iter().map(|(key, value)| (key.as_str(), extra(value)));
    Value::from(entries.collect::<BTreeMap<_, _>>())
}

fn extra(value: &Extra) -> Value {
    match value {
        Extra::Text(text) => Value::from(text.as_str()),
        Extra::List(items) => items.iter().map(extra).collect(),
        Extra::Map(map) => extra_map(map),
    }
}

fn table(form: &FormTable, report: &Report) -> Value {
    let values = report.tables.get(&form.key);
    let mut rows: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
    for cell in &form.cells {
        let typed = values.and_then(|v| v.get(&cell.key)).map(|v| &v.value);
        rows.entry(cell.row).or_default().push(cell_value(cell, typed));
    }
    context! {
        key => form.key.as_str(),
        name => form.name.as_str(),
        short => form.short.as_str(),
        widths => form.widths.iter().map(f64::to_string).collect::<Value>(),
        header_rows => form.header_rows,
        rows => rows.into_values().map(Value::from).collect::<Value>(),
    }
}

fn cell_value(cell: &FormCell, typed: Option<&Number>) -> Value {
    let (kind, data) = match cell.kind {
        FormCellKind::Band => ("band", false),
        FormCellKind::Head => ("head", false),
        FormCellKind::Note => ("note", false),
        FormCellKind::Group => ("group", false),
        FormCellKind::Label => ("label", false),
        FormCellKind::Int | FormCellKind::Signed | FormCellKind::Decimal | FormCellKind::Money => {
            ("data", true)
        }
    };
    let text = match typed {
        _ if !data => cell.text.clone(),
        // An empty cell prints 0.
        None | Some(Number::Absent) => "0".to_owned(),
        Some(Number::Int(n)) => n.to_string(),
        Some(Number::Decimal(d)) => d.to_string(),
        Some(Number::Text(text)) => text.clone(),
    };
    context! {
        text, kind,
        key => cell.key.as_str(),
        row => cell.row,
        column => cell.column,
        colspan => cell.colspan,
        rowspan => cell.rowspan,
    }
}

/// A number to compute with. Absent is 0.
pub(super) fn number(typed: &Number, digits: &mut std::collections::HashMap<u64, String>) -> Value {
    match typed {
        Number::Absent => Value::from(0),
        Number::Int(n) => Value::from(*n),
        Number::Decimal(d) => {
            let text = d.to_string();
            let value: f64 = text.parse().unwrap_or_default();
            // Of 98.4 and 98.40, the longer wins: equal numbers cannot be told apart here.
            let known = digits.entry(value.to_bits()).or_default();
            if known.len() < text.len() {
                *known = text;
            }
            Value::from(value)
        }
        Number::Text(text) => Value::from(text.as_str()),
    }
}

/// Names within names.
enum ContextNode {
    Leaf(Value),
    Branch(BTreeMap<String, ContextNode>),
}

impl ContextNode {
    fn into_value(self) -> Value {
        match self {
            Self::Leaf(value) => value,
            Self::Branch(map) => Value::from(values(map)),
        }
    }
}

fn values(tree: BTreeMap<String, ContextNode>) -> BTreeMap<String, Value> {
    tree.into_iter().map(|(name, node)| (name, node.into_value())).collect()
}

fn insert(tree: &mut BTreeMap<String, ContextNode>, path: &[&str], value: Value) {
    match path {
        [] => {}
        [last] => {
            tree.insert((*last).to_owned(), ContextNode::Leaf(value));
        }
        [first, rest @ ..] => {
            let inner = tree.entry((*first).to_owned());
            let inner = inner.or_insert_with(|| ContextNode::Branch(BTreeMap::new()));
            if let ContextNode::Branch(inner) = inner {
                insert(inner, rest, value);
            }
        }
    }
}
