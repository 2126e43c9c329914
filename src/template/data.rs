//! What a template with free data sees: every item under its own name, and all of them in `data`.
//!
//! | kind | in the template |
//! |---|---|
//! | 一行 | text; none when not written |
//! | 分行 | list of texts |
//! | 正文 | list of paragraphs, as in [`super::context`] |
//! | 日期 | `2026年3月1日`; none when not written |
//! | 是否 | true or false |
//! | 任意 | text, number, list, group; none when not written |
//!
//! In every text `{{ … }}` is evaluated, and sees the items as they were written.

use super::{
    context::{self, paragraph},
    engine::{Digits, Engine},
    narrative,
};
use crate::{
    diagnostic::{Diagnostics, Result},
    input::{Data, Value as Written},
    report::{Spanned, Value as Number},
};
use minijinja::{
    Value,
    value::{Enumerator, Object},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// All items under one name, for those whose own name is no word of the template language.
pub(super) const ALL: &str = "data";

/// The items as they were written, and how the decimals among them were typed.
pub(super) struct DataScope {
    known: BTreeMap<String, Value>,
    digits: Digits,
}

impl DataScope {
    /// Gathers the items of a document.
    pub(super) fn of(data: &Data) -> Self {
        let mut digits = HashMap::new();
        let known = names(data, &mut |value| as_written(value, &mut digits));
        Self { known, digits: Arc::new(digits) }
    }

    /// How the decimals were typed.
    pub(super) fn digits(&self) -> Digits {
        Arc::clone(&self.digits)
    }
}

/// Everything a template sees.
///
/// # Errors
/// `NB204` for each expression that is wrong.
pub(super) fn build(data: &Data, scope: &DataScope, engine: &Engine) -> Result<Value> {
    let mut evaluation = Evaluation {
        data,
        engine,
        scope: Value::from(scope.known.clone()),
        findings: Diagnostics::default(),
    };
    let known = names(data, &mut |value| evaluation.value(value));
    evaluation.findings.finish(Value::from(known))
}

fn names(data: &Data, value_of: &mut impl FnMut(&Written) -> Value) -> BTreeMap<String, Value> {
    let values: Vec<(String, Value)> =
        (data.values.iter()).map(|(name, value)| (name.clone(), value_of(value))).collect();
    let all = (ALL.to_owned(), group(values.clone()));
    // An item of that name is more in the right.
    std::iter::once(all).chain(values).collect()
}

fn as_written(value: &Written, digits: &mut HashMap<u64, String>) -> Value {
    let texts = |lines: &[Spanned<String>]| lines.iter().map(|l| l.value.as_str()).collect();
    match value {
        Written::Nothing | Written::Text(None) => Value::from(()),
        Written::String(text) | Written::Text(Some(text)) => Value::from(text.value.as_str()),
        Written::Lines(lines) => texts(lines),
        Written::Date(date) => Value::from(date.value.to_string()),
        Written::Switch(on) => Value::from(*on),
        Written::Int(number) => Value::from(*number),
        Written::Decimal(number) => context::number(&Number::Decimal(*number), digits),
        Written::List(list) => list.iter().map(|value| as_written(value, digits)).collect(),
        Written::Map(map) => {
            let of_entry =
                |(key, value): &(String, Written)| (key.clone(), as_written(value, digits));
            group(map.iter().map(of_entry).collect())
        }
    }
}

/// A pass over the items with their expressions evaluated.
struct Evaluation<'a> {
    data: &'a Data,
    engine: &'a Engine,
    scope: Value,
    findings: Diagnostics,
}

impl Evaluation<'_> {
    fn value(&mut self, value: &Written) -> Value {
        match value {
            Written::String(text) => self.text(text),
            Written::Lines(lines) => lines.iter().map(|line| self.text(line)).collect(),
            Written::Text(text) => text.iter().flat_map(|t| self.paragraphs(t)).collect(),
            Written::List(list) => list.iter().map(|value| self.value(value)).collect(),
            Written::Map(map) => {
                let of_entry = |(key, value): &(String, Written)| (key.clone(), self.value(value));
                group(map.iter().map(of_entry).collect())
            }
            // The digits are known already.
            _ => as_written(value, &mut HashMap::new()),
        }
    }

    fn text(&mut self, text: &Spanned<String>) -> Value {
        let read = narrative::evaluate(&self.data.source, text, self.engine, &self.scope);
        Value::from(self.findings.take(read).unwrap_or_default())
    }

    fn paragraphs(&mut self, text: &Spanned<String>) -> Vec<Value> {
        let read = narrative::read(&self.data.source, text, self.engine, &self.scope);
        let read = self.findings.take(read).unwrap_or_default();
        read.into_iter().map(paragraph).collect()
    }
}

/// A group that keeps the order in which it was written.
#[derive(Debug)]
struct DataGroup {
    keys: Vec<Value>,
    values: HashMap<String, Value>,
}

fn group(entries: Vec<(String, Value)>) -> Value {
    Value::from_object(DataGroup {
        keys: entries.iter().map(|(key, _)| key.as_str().into()).collect(),
        values: entries.into_iter().collect(),
    })
}

impl Object for DataGroup {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.values.get(key.as_str()?).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.keys.clone())
    }
}
