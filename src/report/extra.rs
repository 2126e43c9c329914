//! 附加: what an office adds of its own for its templates to print.

use super::{
    node::Kind,
    reader::{Field, Reader},
};
use std::collections::BTreeMap;

/// A value under a key of the office's own; nothing is known of what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extra {
    /// A text, its digits as typed.
    Text(String),
    /// Several values.
    List(Vec<Self>),
    /// Values under keys of their own.
    Map(BTreeMap<String, Self>),
}

/// Reads the map under 附加; keys without a value are left out.
pub(super) fn read(reader: &mut Reader<'_>, field: Field<'_>) -> BTreeMap<String, Extra> {
    match value(reader, field) {
        Some(Extra::Map(map)) => map,
        None => BTreeMap::new(),
        Some(_) => {
            let help = "每行写“名称: 内容”，缩进两格；名称自己定，模板里写 extra.名称 取用";
            reader.wrong_type(field, "下一层的几项", help);
            BTreeMap::new()
        }
    }
}

fn value(reader: &mut Reader<'_>, field: Field<'_>) -> Option<Extra> {
    match &field.value.kind {
        Kind::Nothing => None,
        Kind::Text(_) => reader.text(field).map(|text| Extra::Text(text.value)),
        Kind::List(items) => {
            let items = items.iter().filter_map(|item| {
                let item = Field {
                    value: item,
                    key_at: &item.at,
                    ..field
                };
                value(reader, item)
            });
            Some(Extra::List(items.collect()))
        }
        Kind::Map(entries) => {
            let mut map = BTreeMap::new();
            for (i, entry) in entries.iter().enumerate() {
                let key = entry.key.trim();
                let mut earlier = entries.iter().take(i);
                if let Some(first) = earlier.find(|first| first.key.trim() == key) {
                    reader.twice(key, &first.key_at, &entry.key_at);
                }
                if let Some(value) = value(reader, entry.into()) {
                    map.insert(key.to_owned(), value);
                }
            }
            Some(Extra::Map(map))
        }
    }
}
