//! The package: parts, content types, relationships, zip (ECMA-376-2).

use super::{
    drawing::Media,
    footer::EdgePart,
    xml::{Element, el, malformed},
};
use crate::{
    diagnostic::Result,
    export::zip::{Archive, Packed},
};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// A part of the package.
#[derive(Debug)]
pub(super) struct PackagePart {
    /// Its name without the leading slash.
    pub(super) name: String,
    /// Its content.
    pub(super) content: PartContent,
}

/// What a part holds.
#[derive(Debug)]
pub(super) enum PartContent {
    Xml(Element),
    Bytes(Vec<u8>),
}

impl PackagePart {
    pub(super) fn new(name: impl Into<String>, content: Element) -> Self {
        Self { name: name.into(), content: PartContent::Xml(content) }
    }

    pub(super) fn bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), content: PartContent::Bytes(bytes) }
    }
}

/// `[Content_Types].xml`.
pub(super) fn content_types<'a>(
    footers: impl Iterator<Item = &'a EdgePart>,
    media: &Media,
) -> PackagePart {
    let properties = "application/vnd.openxmlformats-";
    let mut parts = vec![
        ("word/document.xml", format!("{WORD}document.main+xml")),
        ("word/styles.xml", format!("{WORD}styles+xml")),
        ("word/settings.xml", format!("{WORD}settings+xml")),
        ("word/fontTable.xml", format!("{WORD}fontTable+xml")),
        ("word/theme/theme1.xml", format!("{properties}officedocument.theme+xml")),
        ("docProps/core.xml", format!("{properties}package.core-properties+xml")),
        ("docProps/app.xml", format!("{properties}officedocument.extended-properties+xml")),
    ]
    .into_iter()
    .map(|(name, kind)| (name.to_owned(), kind))
    .collect::<Vec<_>>();
    for footer in footers {
        parts.push((format!("word/{}", footer.part), format!("{WORD}{}+xml", footer.role)));
    }
    let default = |extension: &str, kind: &str| {
        el("Default").attr("Extension", extension).attr("ContentType", kind)
    };
    let relationships = format!("{properties}package.relationships+xml");
    let pictures: BTreeSet<&str> = media.files().map(|file| file.extension).collect();
    let pictures =
        pictures.into_iter().map(|extension| default(extension, &format!("image/{extension}")));
    let types = el("Types")
        .attr("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
        .child(default("rels", &relationships))
        .child(default("xml", "application/xml"))
        .children(pictures)
        .children(parts.into_iter().map(|(name, kind)| {
            el("Override").attr("PartName", format!("/{name}")).attr("ContentType", kind)
        }));
    PackagePart::new("[Content_Types].xml", types)
}

/// `_rels/.rels`.
pub(super) fn package_relationships() -> PackagePart {
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let list = relationships([
        ("rId1", format!("{RELATION}officeDocument"), "word/document.xml"),
        ("rId2", core.to_owned(), "docProps/core.xml"),
        ("rId3", format!("{RELATION}extended-properties"), "docProps/app.xml"),
    ]);
    PackagePart::new("_rels/.rels", list)
}

/// `word/_rels/document.xml.rels`.
pub(super) fn document_relationships<'a>(
    footers: impl Iterator<Item = &'a EdgePart>,
    media: &Media,
) -> PackagePart {
    let mut list = vec![
        ("rId1", format!("{RELATION}styles"), "styles.xml"),
        ("rId2", format!("{RELATION}settings"), "settings.xml"),
        ("rId3", format!("{RELATION}fontTable"), "fontTable.xml"),
        ("rId4", format!("{RELATION}theme"), "theme/theme1.xml"),
    ];
    for footer in footers {
        list.push((
            footer.relation.as_str(),
            format!("{RELATION}{}", footer.role),
            footer.part.as_str(),
        ));
    }
    let files: Vec<_> = media.files().collect();
    let pictures = files.iter().map(|file| {
        let kind = format!("{RELATION}image");
        (file.relation.as_str(), kind, file.name.as_str())
    });
    let list = list.into_iter().chain(pictures);
    PackagePart::new("word/_rels/document.xml.rels", relationships(list))
}

fn relationships<'a>(list: impl IntoIterator<Item = (&'a str, String, &'a str)>) -> Element {
    el("Relationships")
        .attr("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
        .children(list.into_iter().map(|(id, kind, target)| {
            el("Relationship").attr("Id", id).attr("Type", kind).attr("Target", target)
        }))
}

/// What the parts of the last package were, for the next one: most follow from the template alone, and are
/// packed once for all documents of a run. What is kept is taken only for the very same content, so that no
/// file depends on what came before; and there is never more of it than one package has.
#[derive(Debug, Default)]
pub struct KeptParts(Mutex<Vec<Arc<KeptPart>>>);

#[derive(Debug)]
struct KeptPart {
    name: String,
    content: Element,
    packed: Packed<'static>,
}

impl KeptParts {
    fn all(&self) -> MutexGuard<'_, Vec<Arc<KeptPart>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Zips the parts in their order; the same bytes on every machine at any time.
pub(super) fn zip(parts: Vec<PackagePart>, kept: &KeptParts) -> Result<Vec<u8>> {
    let before = kept.all().clone();
    let mut now = Vec::with_capacity(parts.len());
    let mut archive = Archive::new();
    for PackagePart { name, content } in parts {
        match content {
            PartContent::Bytes(bytes) => archive.add(&name, &bytes),
            PartContent::Xml(content) => {
                let is_same = |part: &&Arc<KeptPart>| part.name == name && part.content == content;
                let part = if let Some(part) = before.iter().find(is_same) {
                    Arc::clone(part)
                } else {
                    let packed = archive.pack(&content.to_part()?).into_owned();
                    Arc::new(KeptPart { name, content, packed })
                };
                let put = archive.put(&part.name, &part.packed);
                now.push(part);
                put
            }
        }
        .map_err(|error| malformed(&error))?;
    }
    *kept.all() = now;
    Ok(archive.finish().map_err(|error| malformed(&error))?)
}
