//! The maps and lists of a form file.

use crate::yaml::{Entry, Kind, Node};
use std::{ops::Range, str::FromStr};

/// What is wrong in a form file, and where.
pub(super) struct Wrong {
    pub at: Range<usize>,
    pub why: String,
}

pub(super) type Read<T> = Result<T, Wrong>;

fn wrong<T>(node: &Node, why: &str) -> Read<T> {
    Err(Wrong { at: node.at.clone(), why: why.to_owned() })
}

fn text(node: &Node) -> Read<String> {
    match &node.kind {
        Kind::Text(text) => Ok(text.clone()),
        _ => wrong(node, "这里应是文字"),
    }
}

/// A map that has only keys which mean something.
pub(super) struct FormFields<'n> {
    entries: &'n [Entry],
    at: &'n Range<usize>,
}

impl<'n> FormFields<'n> {
    pub(super) fn of(node: &'n Node, known: &[&str]) -> Read<Self> {
        let Kind::Map(entries) = &node.kind else {
            return wrong(node, "这里应是一行行“名称: 内容”");
        };
        let strange = entries.iter().find(|entry| !known.contains(&entry.key.as_str()));
        match strange {
            Some(entry) => Err(Wrong {
                at: entry.key_at.clone(),
                why: format!("没有“{}”这一项，可以写：{}", entry.key, known.join("、")),
            }),
            None => Ok(Self { entries, at: &node.at }),
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    fn need(&self, key: &str) -> Read<&'n Node> {
        let missing = || Wrong { at: self.at.clone(), why: format!("没有写“{key}”") };
        self.get(key).ok_or_else(missing)
    }

    /// A text that must be there.
    pub(super) fn text(&self, key: &str) -> Read<String> {
        text(self.need(key)?)
    }

    /// A text that may be left out.
    pub(super) fn optional(&self, key: &str) -> Read<Option<String>> {
        self.get(key).map(text).transpose()
    }

    /// A number, or what it is when it is left out.
    pub(super) fn number<T: FromStr>(&self, key: &str, otherwise: Option<T>) -> Read<T> {
        match (self.get(key), otherwise) {
            (None, Some(number)) => Ok(number),
            _ => number(self.need(key)?),
        }
    }

    /// One of some words, as what it means.
    pub(super) fn word<T: Copy>(&self, key: &str, known: &[(&str, T)]) -> Read<T> {
        let typed = self.text(key)?;
        match known.iter().find(|(word, _)| *word == typed) {
            Some((_, meaning)) => Ok(*meaning),
            None => wrong(self.need(key)?, &format!("没有“{typed}”这个词")),
        }
    }

    /// The items of a list, none when it is left out.
    pub(super) fn each<T>(&self, key: &str, read: impl FnMut(&'n Node) -> Read<T>) -> Read<Vec<T>> {
        match self.get(key) {
            None => Ok(Vec::new()),
            Some(Node { kind: Kind::List(items), .. }) => items.iter().map(read).collect(),
            Some(node) => wrong(node, "这里应是一个列表"),
        }
    }

    pub(super) fn texts(&self, key: &str) -> Read<Vec<String>> {
        self.each(key, text)
    }

    pub(super) fn numbers<T: FromStr>(&self, key: &str) -> Read<Vec<T>> {
        self.each(key, number)
    }
}

fn number<T: FromStr>(node: &Node) -> Read<T> {
    text(node)?.parse().or_else(|_| wrong(node, "这里应是一个数"))
}
