//! The YAML that is attached to an OFD (GB/T 33190-2016 §18): from `OFD.xml` to the document, to its list of
//! attachments, to one of these.

use super::{Read, Trouble, zip::ZipReader};
use crate::yaml;
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
};
use std::collections::HashMap;

const BROKEN: Trouble = Trouble::Damaged("里面的 XML 不完整");
/// Largest part that is read: those on the way to the attachments are small.
const PART: usize = 4 << 20;
/// No such part has more elements.
const ELEMENTS: usize = 100_000;
/// No package has more documents; OFD-A has one.
const DOCUMENTS: usize = 100;

/// The YAML of a file.
pub(super) fn attached(file: &[u8]) -> Read<Vec<u8>> {
    let mut archive = ZipReader::open(file)?;
    let entry = archive.read("OFD.xml", PART)?.ok_or(Trouble::Damaged("里面没有 OFD.xml"))?;
    let mut found: Vec<(bool, String)> = Vec::new();
    for root in named(&elements(&entry)?, "DocRoot").take(DOCUMENTS) {
        let root = resolved("OFD.xml", &root.text);
        let Some(document) = archive.read(&root, PART)? else { continue };
        for list in named(&elements(&document)?, "Attachments").take(DOCUMENTS) {
            let list = resolved(&root, &list.text);
            if let Some(content) = archive.read(&list, PART)? {
                found.extend(listed(&elements(&content)?, &list));
            }
        }
    }
    // The source of the document before other YAML; else the first.
    let best = found.into_iter().min_by_key(|(source, _)| !source).ok_or(Trouble::Nothing)?;
    archive.read(&best.1, yaml::LIMIT)?.ok_or(Trouble::Damaged("附件不在里面"))
}

/// The YAML files of a list of attachments, and whether they are said to be the source.
fn listed(elements: &[OfdElement], list: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    let mut attachment: Option<&OfdElement> = None;
    for element in elements {
        match element.name.as_str() {
            "Attachment" => attachment = Some(element),
            "FileLoc" => {
                let Some(about) = attachment.take() else { continue };
                let said = |name: &str| about.attributes.get(name).map_or("", String::as_str);
                let place = resolved(list, &element.text);
                if is_yaml(said("Name")) || is_yaml(&place) {
                    found.push((said("Usage") == "source", place));
                }
            }
            _ => {}
        }
    }
    found
}

fn is_yaml(name: &str) -> bool {
    let extension = name.trim().rsplit_once('.').map_or("", |(_, extension)| extension);
    ["yaml", "yml"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// A location as seen from the part that says it; `/` is the root of the package.
pub(crate) fn resolved(from: &str, location: &str) -> String {
    let location = location.trim();
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (start, location) = match location.strip_prefix('/') {
        Some(location) => ("", location),
        None => (folder, location),
    };
    let mut path: Vec<&str> = Vec::new();
    for step in start.split('/').chain(location.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

/// An element without what stands in it but its own text.
#[derive(Debug, Default)]
pub(crate) struct OfdElement {
    /// Its name without the prefix.
    pub name: String,
    pub attributes: HashMap<String, String>,
    pub text: String,
}

pub(crate) fn named<'a>(
    elements: &'a [OfdElement],
    name: &'a str,
) -> impl Iterator<Item = &'a OfdElement> {
    elements.iter().filter(move |element| element.name == name)
}

/// The elements of a part in the order of their beginnings.
pub(crate) fn elements(part: &[u8]) -> Read<Vec<OfdElement>> {
    let text = std::str::from_utf8(part).map_err(|_| BROKEN)?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let mut elements: Vec<OfdElement> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        if elements.len() > ELEMENTS {
            return Err(Trouble::TooLarge);
        }
        let event = reader.read_event().map_err(|_| BROKEN)?;
        let last = open.last().and_then(|&index| elements.get_mut(index));
        match event {
            Event::Start(start) => {
                open.push(elements.len());
                elements.push(element(&start)?);
            }
            Event::Empty(start) => elements.push(element(&start)?),
            Event::End(_) => {
                open.pop();
            }
            Event::Eof if open.is_empty() => return Ok(elements),
            Event::Eof => return Err(BROKEN),
            Event::Text(text) => {
                if let Some(last) = last {
                    last.text.push_str(&text.xml_content(XmlVersion::Implicit1_0));
                }
            }
            Event::CData(text) => {
                if let Some(last) = last {
                    last.text.push_str(&text.xml_content(XmlVersion::Implicit1_0));
                }
            }
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|_| BROKEN)?;
                let name = reference.into_inner();
                let Some(last) = last else { continue };
                match (character, resolve_xml_entity(&name)) {
                    (Some(character), _) => last.text.push(character),
                    (None, Some(text)) => last.text.push_str(text),
                    (None, None) => return Err(BROKEN),
                }
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
    }
}

fn element(start: &BytesStart<'_>) -> Read<OfdElement> {
    let mut attributes = HashMap::new();
    // That no two have one name is not looked for: it takes time that grows with the square of their number.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| BROKEN)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| BROKEN)?;
        attributes.insert(attribute.key.as_ref().to_owned(), value.into_owned());
    }
    let name = start.local_name().as_ref().to_owned();
    Ok(OfdElement { name, attributes, text: String::new() })
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn locations_are_seen_from_the_part_that_says_them() {
        assert_eq!(resolved("OFD.xml", "Doc_0/Document.xml"), "Doc_0/Document.xml");
        assert_eq!(resolved("Doc_0/Document.xml", "Attachs/A.xml"), "Doc_0/Attachs/A.xml");
        assert_eq!(resolved("Doc_0/Attachs/A.xml", "/Doc_0/x.yaml"), "Doc_0/x.yaml");
        assert_eq!(resolved("Doc_0/Attachs/A.xml", "../../../x.yaml"), "x.yaml");
    }
}
