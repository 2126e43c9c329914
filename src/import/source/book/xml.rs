//! The XML of a workbook, walked through once, with bounds.

use crate::extract::{Read, Trouble};
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
};

const BROKEN: Trouble = Trouble::Damaged("里面的 XML 不完整");
/// Elements inside each other; a cell has some ten.
const DEPTH: usize = 64;

/// What a walk comes by.
pub(in crate::import::source) enum XmlStep<'a> {
    /// An element begins.
    Begin(&'a str, &'a BytesStart<'a>),
    /// An element ends.
    End(&'a str),
    /// Text between.
    Text(&'a str),
}

/// Walks through an XML.
pub(in crate::import::source) fn walk(
    bytes: &[u8],
    mut visit: impl FnMut(XmlStep<'_>) -> Read<()>,
) -> Read<()> {
    let text = std::str::from_utf8(bytes).map_err(|_| Trouble::Damaged("它不是 UTF-8"))?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let mut depth = 0;
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(start) => {
                depth += 1;
                if depth > DEPTH {
                    return Err(Trouble::TooLarge);
                }
                visit(XmlStep::Begin(start.local_name().as_ref(), &start))?;
            }
            Event::Empty(start) => {
                visit(XmlStep::Begin(start.local_name().as_ref(), &start))?;
                visit(XmlStep::End(start.local_name().as_ref()))?;
            }
            Event::End(end) => {
                depth -= 1;
                visit(XmlStep::End(end.local_name().as_ref()))?;
            }
            Event::Text(text) => visit(XmlStep::Text(&text.xml_content(XmlVersion::Implicit1_0)))?,
            Event::CData(text) => visit(XmlStep::Text(&text.xml_content(XmlVersion::Implicit1_0)))?,
            Event::GeneralRef(reference) => {
                if let Some(character) = reference.resolve_char_ref().map_err(|_| BROKEN)? {
                    visit(XmlStep::Text(character.encode_utf8(&mut [0; 4])))?;
                } else {
                    let name = reference.into_inner();
                    visit(XmlStep::Text(resolve_xml_entity(&name).unwrap_or_default()))?;
                }
            }
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(BROKEN),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
    }
}

/// An attribute by its local name; the first of two of one name. That there are two is not looked for: it takes time
/// that grows with the square of their number.
pub(in crate::import::source) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = start.attributes();
    let mut all = all.with_checks(false).flatten();
    let found = all.find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// An attribute that is a number.
pub(in crate::import::source) fn number(start: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(start, name)?.trim().parse().ok()
}
