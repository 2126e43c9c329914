//! A small XML tree, and how it is written: what the parts of a package are made of.

use crate::diagnostic::{Code, Diagnostic, Result};
use quick_xml::escape::escape;

/// What every part begins with.
pub(super) const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// An element. Names carry their prefix (`w:p`); prefixes are fixed throughout a package.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// An empty element.
pub(super) fn el(name: &str) -> Element {
    Element { name: name.to_owned(), ..Element::default() }
}

impl Element {
    /// Adds an attribute.
    #[expect(clippy::needless_pass_by_value, reason = "numbers and strings alike")]
    pub(super) fn attr(mut self, name: &str, value: impl ToString) -> Self {
        self.attributes.push((name.to_owned(), value.to_string()));
        self
    }

    /// Adds a child.
    pub(super) fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// Adds children.
    pub(super) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// Adds text.
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// The value of an attribute.
    #[cfg(test)]
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The child elements.
    #[cfg(test)]
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The child elements, to change.
    pub(super) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Puts children in, each in place of those of its name.
    pub(super) fn set(&mut self, children: &[Self]) {
        for child in children {
            self.remove(&child.name);
            self.children.push(Node::Element(child.clone()));
        }
    }

    /// Adds text to what stands last.
    pub(super) fn append(&mut self, text: &str) {
        match self.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => self.children.push(Node::Text(text.to_owned())),
        }
    }

    /// Takes away the children of that name.
    pub(super) fn remove(&mut self, name: &str) {
        self.children.retain(|node| !matches!(node, Node::Element(e) if e.name == name));
    }

    /// A whole part, declaration and all.
    pub(super) fn to_part(&self) -> Result<Vec<u8>> {
        let mut out = String::from(DECLARATION);
        self.write(&mut out)?;
        Ok(out.into_bytes())
    }

    /// Adds it to a text.
    pub(super) fn write(&self, out: &mut String) -> Result<()> {
        out.extend(["<", &self.name]);
        for (name, value) in &self.attributes {
            check(value)?;
            out.extend([" ", name, "=\"", &escape(value), "\""]);
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return Ok(());
        }
        out.push('>');
        for node in &self.children {
            match node {
                Node::Element(element) => element.write(out)?,
                Node::Text(text) => {
                    check(text)?;
                    out.push_str(&escape(text));
                }
            }
        }
        out.extend(["</", &self.name, ">"]);
        Ok(())
    }
}

/// Refuses characters that XML 1.0 cannot hold, even escaped (XML 1.0 §2.2).
pub(super) fn check(text: &str) -> Result<()> {
    let forbidden = |c: char| match c {
        '\t' | '\n' | '\r' => false,
        c => c < ' ' || c == '\u{FFFE}' || c == '\u{FFFF}',
    };
    let Some(character) = text.chars().find(|c| forbidden(*c)) else {
        return Ok(());
    };
    let shown: String = text.chars().filter(|c| !forbidden(*c)).take(20).collect();
    let code = u32::from(character);
    Err(Diagnostic::error(
        Code::Character,
        format!("“{shown}”中有不能写进文件的控制字符 U+{code:04X}"),
    )
    .help("请在 YAML 或模板中删去这个看不见的字符")
    .into())
}
