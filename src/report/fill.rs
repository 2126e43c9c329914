//! The texts that a form brings along, with a report's own numbers in them.

use super::{
    Draft, FormPart, FormTable, Hints, Report, Spanned, Value as Number, table::branch::Branch,
};
use crate::diagnostic::{Code, Diagnostic, Result};
use minijinja::{Environment, UndefinedBehavior, Value};
use std::{collections::BTreeMap, sync::Arc};

/// Has the parts of a report say what its form gives them to say; gives the hints for them.
///
/// # Errors
/// `NB032` for a text that is no template, or that names what the form has not.
pub fn draft(report: &mut Report, of: fn(&FormPart) -> &Draft) -> Result<Hints> {
    let form = Arc::clone(&report.form);
    let mut hints = Hints::new();
    for (i, part) in form.parts.iter().enumerate() {
        let Draft { hint, text } = of(part);
        let text = fill(report, text)?;
        if let Some(part) = report.parts.get_mut(i).filter(|_| !text.is_empty()) {
            part.text = Some(text.into());
        }
        if !hint.is_empty() {
            hints.insert(part.name.clone(), hint.clone());
        }
    }
    Ok(hints)
}

/// Fills in a text of [`Draft`](super::Draft): `{{ 机关 }}`, `{{ 年度 }}`, and each number under the
/// short name of its table, `{{ 依申请公开.本年新收.总计 }}`.
///
/// # Errors
/// `NB032` for a text that is no template, or that names what the form has not.
fn fill(report: &Report, text: &str) -> Result<String> {
    let mut values = BTreeMap::from([
        ("机关", Value::from(report.agency.value.as_str())),
        ("年度", Value::from(report.year.value)),
    ]);
    for table in &report.form.tables {
        values.insert(&table.short, below(report, table, &table.tree));
    }
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.render_str(text, values).map_err(|error| {
        let message = format!("格式“{}”里的文字用不了：{error}", report.form.id);
        Diagnostic::error(Code::FormFile, message).into()
    })
}

/// The numbers below a name. Counts can be computed with; amounts are printed as they are.
fn below(report: &Report, table: &FormTable, branch: &Branch) -> Value {
    let Some(cell) = &branch.cell else {
        let children = branch.children.iter();
        let values = children.map(|c| (c.name.shown.as_str(), below(report, table, c)));
        return values.collect::<BTreeMap<_, _>>().into();
    };
    match report.tables.get(&table.key).and_then(|cells| cells.get(cell)) {
        None | Some(Spanned { value: Number::Absent, .. }) => Value::from(0),
        Some(Spanned { value: Number::Int(count), .. }) => Value::from(*count),
        Some(Spanned { value: Number::Decimal(amount), .. }) => Value::from(amount.to_string()),
        Some(Spanned { value: Number::Text(text), .. }) => Value::from(text.as_str()),
        Some(Spanned { value: Number::Unknown, .. }) => Value::from("？"),
    }
}
