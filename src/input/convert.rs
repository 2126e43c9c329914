//! Nodes of the YAML → values of free data.

use super::{ItemKind, Value};
use crate::{
    diagnostic::Code,
    yaml::{Entry, Field, Kind, Node, Reader, Spanned, echo},
};
use rust_decimal::Decimal;

/// The value of an item of a kind.
pub(super) fn item(reader: &mut Reader<'_>, field: Field<'_>, kind: ItemKind) -> Value {
    if field.value.kind == Kind::Nothing {
        return absent(kind);
    }
    match kind {
        ItemKind::Line => reader.line(field).map_or(Value::Nothing, Value::String),
        ItemKind::Lines => Value::Lines(reader.lines(field)),
        ItemKind::Text => Value::Text(reader.text(field)),
        ItemKind::Date => reader.date(field).map_or(Value::Nothing, Value::Date),
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
    let fields = reader.once(entries);
    for field in &fields {
        cut_by_comma(reader, *field);
    }
    fields.into_iter().map(|field| (field.key.to_owned(), any(reader, field))).collect()
}

/// Says where a half-width comma in `{ … }` has made two items of one: what stands behind it has no colon.
fn cut_by_comma(reader: &mut Reader<'_>, field: Field<'_>) {
    let behind = reader.source.text.get(field.key_at.end..).unwrap_or_default();
    if field.value.kind == Kind::Nothing && behind.trim_start().starts_with([',', '}']) {
        let message =
            format!("“{}”前面的英文逗号把一项分成了两项，它自己没有冒号", echo(field.key));
        let help = "数里不用逗号；文字里的逗号用中文的“，”，或者把整段文字放进双引号";
        reader.error(Code::Bracket, message, field.key_at, "", help);
    }
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
