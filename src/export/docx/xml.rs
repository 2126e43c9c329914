//! WordprocessingML's shorthand for elements, and what docx-rs built read back into a tree.

pub(super) use crate::export::xml::{DECLARATION, Element, Node, check, el};

use crate::diagnostic::{Diagnostic, Result};
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
};

/// An element with nothing but `w:val`, the commonest kind.
pub(super) fn val(name: &str, value: impl ToString) -> Element {
    el(name).attr("w:val", value)
}

/// An on/off element, always with its value so that it also says "off" over a style.
pub(super) fn switch(name: &str, on: bool) -> Element {
    val(name, if on { "1" } else { "0" })
}

/// The element that a reader has just begun, with all that stands in it.
pub(super) fn subtree(reader: &mut Reader<&[u8]>, start: &BytesStart<'_>) -> Result<Element> {
    let mut out = element(start)?;
    loop {
        match reader.read_event().map_err(|error| malformed(&error))? {
            Event::Start(start) => {
                let child = subtree(reader, &start)?;
                out.children.push(Node::Element(child));
            }
            Event::Empty(start) => out.children.push(Node::Element(element(&start)?)),
            Event::End(_) | Event::Eof => return Ok(out),
            Event::Text(text) => out.append(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => out.append(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| malformed(&error))?;
                let name = reference.into_inner();
                match (character, resolve_xml_entity(&name)) {
                    (Some(character), _) => out.append(character.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => out.append(text),
                    (None, None) => return Err(malformed(&format!("&{name};")).into()),
                }
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
    }
}

/// A whole part.
#[cfg(test)]
pub(super) fn parse(bytes: &[u8]) -> Result<Element> {
    let text = std::str::from_utf8(bytes).map_err(|error| malformed(&error))?;
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| malformed(&error))? {
            Event::Start(start) => return subtree(&mut reader, &start),
            Event::Empty(start) => return element(&start),
            Event::Eof => return Err(malformed(&"no root element").into()),
            _ => {}
        }
    }
}

/// An element without what stands in it.
pub(super) fn element(start: &BytesStart<'_>) -> Result<Element> {
    let mut out = el(start.name().as_ref());
    // docx-rs names no attribute twice.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| malformed(&error))?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| malformed(&error))?;
        out = out.attr(attribute.key.as_ref(), value);
    }
    Ok(out)
}

/// XML that we made ourselves cannot be read back, or the package cannot be put together: a fault
/// of the program, told as such.
pub(super) fn malformed(error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::defect(format!("生成 DOCX 时内部出错：{error}"))
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
