//! A small XML tree: built by hand for the parts we write, read from what docx-rs built.

use crate::diagnostic::{Diagnostic, Result};
use quick_xml::{
    Reader, XmlVersion,
    escape::{escape, resolve_xml_entity},
    events::{BytesStart, Event},
};

/// What every part begins with.
pub(super) const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// An element. Names carry their prefix (`w:p`); prefixes are fixed throughout the package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// An empty element.
pub(super) fn el(name: &str) -> Element {
    Element { name: name.to_owned(), ..Element::default() }
}

/// An element with nothing but `w:val`, the commonest kind.
pub(super) fn val(name: &str, value: impl ToString) -> Element {
    el(name).attr("w:val", value)
}

/// An on/off element, always with its value so that it also says "off" over a style.
pub(super) fn switch(name: &str, on: bool) -> Element {
    val(name, if on { "1" } else { "0" })
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
    fn append(&mut self, text: &str) {
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
    Err(Diagnostic::error("NB402", format!("“{shown}”中有不能写进 DOCX 的控制字符 U+{code:04X}"))
        .help("请在 YAML 或模板中删去这个看不见的字符")
        .into())
}

/// The element that a reader has just begun, with all that stands in it.
pub(super) fn subtree(reader: &mut Reader<&[u8]>, start: &BytesStart<'_>) -> Result<Element> {
    let mut out = element(start)?;
    loop {
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::Start(start) => {
                let child = subtree(reader, &start)?;
                out.children.push(Node::Element(child));
            }
            Event::Empty(start) => out.children.push(Node::Element(element(&start)?)),
            Event::End(_) | Event::Eof => return Ok(out),
            Event::Text(text) => out.append(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => out.append(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| broken(&error))?;
                let name = reference.into_inner();
                match (character, resolve_xml_entity(&name)) {
                    (Some(character), _) => out.append(character.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => out.append(text),
                    (None, None) => return Err(broken(&format!("&{name};")).into()),
                }
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
    }
}

/// A whole part.
#[cfg(test)]
pub(super) fn parse(bytes: &[u8]) -> Result<Element> {
    let text = std::str::from_utf8(bytes).map_err(|error| broken(&error))?;
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::Start(start) => return subtree(&mut reader, &start),
            Event::Empty(start) => return element(&start),
            Event::Eof => return Err(broken(&"no root element").into()),
            _ => {}
        }
    }
}

/// An element without what stands in it.
pub(super) fn element(start: &BytesStart<'_>) -> Result<Element> {
    let mut out = el(start.name().as_ref());
    // docx-rs names no attribute twice.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| broken(&error))?;
        let value =
            attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| broken(&error))?;
        out = out.attr(attribute.key.as_ref(), value);
    }
    Ok(out)
}

/// XML that we made ourselves cannot be read back: a fault of the program, told as such.
pub(super) fn broken(error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::error("NB401", format!("生成 DOCX 时内部出错：{error}"))
        .help("这是程序的缺陷，请把所用的 YAML 文件发给维护者")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_the_same() {
        let tree = el("w:p")
            .attr("w:x", "a<b>&\"c'")
            .child(el("w:t").attr("xml:space", "preserve").text(" <w:p/> & ]]> \"x\" 'y' "))
            .child(el("w:br"));
        let bytes = tree.to_part().unwrap();
        assert_eq!(parse(&bytes).unwrap(), tree);
    }

    #[test]
    fn references_join_the_text_around_them() {
        let tree = parse(b"<a>1 &lt; 2 &#x4E00;<![CDATA[&]]></a>").unwrap();
        assert_eq!(tree, el("a").text("1 < 2 一&"));
    }

    #[test]
    fn an_unknown_entity_is_refused() {
        assert!(parse(b"<a>&nbsp;</a>").is_err());
    }
}
