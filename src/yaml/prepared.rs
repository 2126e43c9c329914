//! A tree out of JSON, for YAML that was read when the program was built (`build.rs`): it spares every run the greater part of
//! reading it, and since nobody will be told of a mistake in it, it needs no places.

use super::node::{Entry, Kind, Node};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Tree)
    }
}

struct Tree;

const NOWHERE: std::ops::Range<usize> = 0..0;

impl<'de> Visitor<'de> for Tree {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("texts, lists and maps")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node { kind: Kind::Text(text.to_owned()), at: NOWHERE })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element()? {
            items.push(item);
        }
        Ok(Node { kind: Kind::List(items), at: NOWHERE })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = from.next_entry()? {
            entries.push(Entry { key, key_at: NOWHERE, value });
        }
        Ok(Node { kind: Kind::Map(entries), at: NOWHERE })
    }
}
