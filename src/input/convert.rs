//! Nodes of the YAML → values of free data.

use super::{ItemKind, Value};
use crate::report::{
    Spanned, date,
    node::{Entry, Kind, Node},
    reader::{Field, Reader},
};
use rust_decimal::Decimal;
use std::{
    collections::{HashMap, hash_map::Entry as Slot},
    ops::Range,
};

/// The value of an item of a kind.
pub(super) fn item(reader: &mut Reader<'_>, field: Field<'_>, kind: ItemKind) -> Value {
    if field.value.kind == Kind::Nothing {
        return absent(kind);
    }
    match kind {
        ItemKind::Line => reader.line(field).map_or(Value::Nothing, Value::String),
        ItemKind::Lines => Value::Lines(reader.lines(field)),
        ItemKind::Text => Value::Text(reader.text(field)),
        ItemKind::Date => date(reader, field).map_or(Value::Nothing, Value::Date),
        ItemKind::Switch => Value::Switch(reader.yes_no(field).unwrap_or(false)),
        ItemKind::Any => any(reader, field),
    }
}

/// The value of an item that is not written.
pub(super) fn absent(kind: ItemKind) -> Value {
    match kind {
        ItemKind::Line | ItemKind::Date | ItemKind::Any => Value::Nothing,
        ItemKind::Lines => Value::Lines(Vec::new()),
        ItemKind::Text => Value::Text(None),
        ItemKind::Switch => Value::Switch(false),
    }
}

/// The values of a group; a key that stands twice is an error.
pub(super) fn group(reader: &mut Reader<'_>, entries: &[Entry]) -> Vec<(String, Value)> {
    let mut values = Vec::with_capacity(entries.len());
    let mut seen: HashMap<&str, &Range<usize>> = HashMap::with_capacity(entries.len());
    for entry in entries {
        match seen.entry(entry.key.as_str()) {
            Slot::Occupied(first) => reader.twice(&entry.key, first.get(), &entry.key_at),
            Slot::Vacant(slot) => {
                slot.insert(&entry.key_at);
                values.push((entry.key.clone(), any(reader, entry.into())));
            }
        }
    }
    values
}

fn any(reader: &mut Reader<'_>, field: Field<'_>) -> Value {
    match &field.value.kind {
        Kind::Nothing => Value::Nothing,
        Kind::Text(text) if is_plain(reader, field.value, text) => match number(text) {
            Some(number) => number,
            None => string(reader, field),
        },
        Kind::Text(_) => string(reader, field),
        Kind::List(nodes) => {
            let of_node = |node| any(reader, Field { value: node, ..field });
            Value::List(nodes.iter().map(of_node).collect())
        }
        Kind::Map(entries) => Value::Map(group(reader, entries)),
    }
}

fn string(reader: &mut Reader<'_>, field: Field<'_>) -> Value {
    // An empty text between quotes is a text.
    let empty = || Spanned { value: String::new(), at: Some(field.value.at.clone()) };
    Value::String(reader.text(field).unwrap_or_else(empty))
}

/// Whether a text stands in the YAML without quotes, so that its digits mean a number.
fn is_plain(reader: &Reader<'_>, node: &Node, text: &str) -> bool {
    reader.source.text.get(node.at.clone()) == Some(text)
}

/// A number that would be printed as it was typed; `007`, `+1` and `1e3` are texts.
fn number(text: &str) -> Option<Value> {
    if let Ok(whole) = text.parse::<i64>() {
        return (whole.to_string() == text).then_some(Value::Int(whole));
    }
    let decimal = Decimal::from_str_exact(text).ok()?;
    (decimal.to_string() == text).then_some(Value::Decimal(decimal))
}
