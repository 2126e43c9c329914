//! What the objects of the pages are: title, headings, paragraphs, tables with the heads of their cells,
//! signature. OFD has no tree of tags of its own; a custom one refers to objects (GB/T 33190 §16), so that
//! the structure is not lost.

use super::{
    page::DrawnObjects,
    units::{list, micro},
};
use crate::{
    document::{Block, Document, Role, Signature, TOWNSHIP_SEAL},
    export::{
        structure::{Structure, StructureElement},
        xml::{Element, el},
    },
    layout::{GlyphRun, Item, Origin, Pages, em::BASELINE},
};
use std::collections::BTreeMap;

/// The namespace of the tags.
pub(super) const NAMESPACE: &str = "urn:nianbao:structure";

/// The file of tags of a document whose pages were drawn.
pub(super) fn structure(document: &Document, pages: &Pages, drawn: &[DrawnObjects]) -> Element {
    let structure = Structure::of(document, pages);
    let mut tags = Tags {
        names: names(document, &structure),
        seals: BTreeMap::new(),
        objects: BTreeMap::new(),
        structure: &structure,
    };
    for (page, drawn) in pages.pages.iter().zip(drawn) {
        for &(object, item) in &drawn.objects {
            let origin = match page.items.get(item) {
                Some(Item::Glyphs(run)) => run.origin,
                Some(Item::Image(image)) => image.origin,
                _ => continue,
            };
            if let Some(element) = structure.element(origin) {
                tags.objects.entry(element).or_default().push((drawn.id, object));
            }
        }
    }
    tags.seals = seals(document, pages, drawn, &structure);
    let root = tags.element(0).unwrap_or_else(|| el("n:document"));
    let mut root = root.attr("xmlns:ofd", super::NAMESPACE);
    root.attributes.insert(0, ("xmlns:n".to_owned(), NAMESPACE.to_owned()));
    root
}

struct Tags<'a> {
    structure: &'a Structure,
    /// Elements that have a name of their own.
    names: BTreeMap<usize, &'static str>,
    /// For every element its objects, each after its page.
    objects: BTreeMap<usize, Vec<(u32, u32)>>,
    /// For every signature, or body of one, that waits for its seal the page and the box of that.
    seals: BTreeMap<usize, (u32, String)>,
}

impl Tags<'_> {
    /// An element; nothing if it may be left out and nothing is drawn of it.
    fn element(&self, index: usize) -> Option<Element> {
        let about = self.structure.elements.get(index)?;
        let objects = self.objects.get(&index).map_or(&[][..], |objects| objects);
        if about.optional && objects.is_empty() && about.children.is_empty() {
            return None;
        }
        let name = self.names.get(&index).copied().unwrap_or_else(|| usual(about.role));
        let mut element = described(el(&format!("n:{name}")), about);
        if let Some((page, place)) = self.seals.get(&index) {
            element =
                element.child(el("n:seal-place").attr("PageRef", page).attr("Boundary", place));
        }
        let reference = |&(page, object): &(u32, u32)| {
            el("ofd:ObjectRef").attr("PageRef", page).text(object.to_string())
        };
        element = element.children(objects.iter().map(reference));
        Some(element.children(about.children.iter().filter_map(|&child| self.element(child))))
    }
}

/// What an element says of itself.
fn described(mut element: Element, about: &StructureElement) -> Element {
    if let Some(level) = about.role.strip_prefix('H') {
        element = element.attr("level", level);
    }
    if let Some(id) = &about.id {
        element = element.attr("id", id);
    }
    if let Some(figure) = &about.figure {
        element = element.attr("alt", &figure.alt);
    }
    let Some(table) = &about.table else { return element };
    if let Some(summary) = &table.summary {
        element = element.attr("caption", summary);
    }
    if let Some((rows, columns)) = table.span {
        element = element.attr("rowspan", rows).attr("colspan", columns);
    }
    if let Some(scope) = table.scope {
        element = element.attr("scope", scope.to_lowercase());
    }
    if !table.heads.is_empty() {
        element = element.attr("headers", table.heads.join(" "));
    }
    element
}

/// What elements of a standard type are called.
fn usual(role: &str) -> &'static str {
    match role {
        "Document" => "document",
        "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => "heading",
        "Table" => "table",
        "TR" => "row",
        "TH" => "head",
        "TD" => "cell",
        "Figure" => "figure",
        "Sect" => "section",
        _ => "paragraph",
    }
}

/// Elements that are more than their standard type says.
fn names(document: &Document, structure: &Structure) -> BTreeMap<usize, &'static str> {
    let mut names = BTreeMap::new();
    let part = |block, part| structure.element(Origin::Part { block, part });
    let around = |element: usize| structure.elements.get(element).map(|about| about.parent);
    for (block, content) in document.blocks.iter().enumerate() {
        match content {
            Block::LetterHead(_) => {
                let element = structure.element(Origin::Block { block });
                names.extend(element.map(|element| (element, "letterhead")));
            }
            Block::Paragraph(paragraph) => {
                if let Some(element) = structure.element(Origin::Block { block })
                    && let Some(name) = named(paragraph.role)
                {
                    names.insert(element, name);
                }
            }
            Block::Signature(signature) => {
                names.extend(part(block, 0).and_then(around).map(|sect| (sect, "signature")));
                let date = signature.bodies.len();
                names.extend(part(block, date).map(|element| (element, "date")));
                let bodies = (0..date).filter_map(|body| part(block, body));
                names.extend(bodies.map(|element| (element, "issuer")));
                let seals = (0..signature.seals.len()).filter_map(|i| part(block, date + 1 + i));
                names.extend(seals.map(|element| (element, "seal")));
            }
            Block::Imprint(_) => {
                names.extend(part(block, 0).and_then(around).map(|sect| (sect, "imprint")));
            }
            Block::Table(_)
            | Block::Image(_)
            | Block::PageBreak
            | Block::Separator(_)
            | Block::Section(_) => {}
        }
    }
    names
}

fn named(role: Role) -> Option<&'static str> {
    match role {
        Role::Title => Some("title"),
        Role::Letterhead => Some("letterhead"),
        Role::DocumentNumber => Some("document-number"),
        Role::Addressee => Some("addressee"),
        Role::ListItem => Some("list-item"),
        Role::Attachment => Some("attachment"),
        Role::AttachmentMark => Some("attachment-mark"),
        Role::Note => Some("note"),
        Role::Body | Role::Heading(_) | Role::Imprint | Role::Figure => None,
    }
}

/// Where those who sign later put the seal: for every signature with room for one its page and box.
fn seals(
    document: &Document,
    pages: &Pages,
    drawn: &[DrawnObjects],
    structure: &Structure,
) -> BTreeMap<usize, (u32, String)> {
    let mut seals = BTreeMap::new();
    for (block, content) in document.blocks.iter().enumerate() {
        let Block::Signature(signature) = content else { continue };
        if !signature.sealed || !signature.seals.is_empty() {
            continue;
        }
        let part = |part| structure.element(Origin::Part { block, part });
        for (page, drawn) in pages.pages.iter().zip(drawn) {
            let runs: Vec<&GlyphRun> = page.items.iter().filter_map(glyphs).collect();
            for body in 0..signature.bodies.len() {
                // The seal of a body that signs alone belongs to the whole of the signature.
                let element = match signature.bodies.len() {
                    1 => part(1).and_then(|date| Some(structure.elements.get(date)?.parent)),
                    _ => part(body),
                };
                if let (Some(element), Some(place)) = (element, seal(signature, block, body, &runs))
                {
                    seals.insert(element, (drawn.id, place));
                }
            }
        }
    }
    seals
}

fn glyphs(item: &Item) -> Option<&GlyphRun> {
    match item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    }
}

/// The box of a body's seal: the last name and the date stand in its lower middle, a quarter of its height below
/// the middle, and those of the others stand to their names as the last does (GB/T 9704-2012 §7.3.5.1).
fn seal(signature: &Signature, block: usize, body: usize, runs: &[&GlyphRun]) -> Option<String> {
    let part = |part| {
        let origin = Origin::Part { block, part };
        runs.iter().filter(move |run| run.origin == origin)
    };
    let date = signature.bodies.len();
    let last = date.checked_sub(1)?;
    let first = part(date).next()?;
    let line = |body| part(body).next().map(|run| run.y);
    let last_name = line(last).unwrap_or(first.y);
    // The date stands below the last name; the others have none.
    let above = if body == last { date } else { body };
    let left = part(above).map(|run| run.x).reduce(f64::min)?;
    let end = |run: &&GlyphRun| run.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f64>();
    let right = part(above).map(end).reduce(f64::max)?;
    let text = f64::midpoint(last_name, first.y) - BASELINE * first.size;
    let rise = if body == last { 0.0 } else { last_name - line(body)? };
    let middle = text - TOWNSHIP_SEAL / 4.0 - rise;
    let corner = (f64::midpoint(left, right) - TOWNSHIP_SEAL / 2.0, middle - TOWNSHIP_SEAL / 2.0);
    Some(list([corner.0, corner.1, TOWNSHIP_SEAL, TOWNSHIP_SEAL].map(micro)))
}
