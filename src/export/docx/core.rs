//! `docProps/`: what the file says about itself.

use super::xml::{Element, el};
use crate::{date::Moment, document::Meta};

/// `docProps/core.xml` (ECMA-376-2 §11).
pub(super) fn core(meta: &Meta) -> Element {
    let created = Moment::after_epoch(meta.created);
    let time = |name| {
        created.map(|moment| el(name).attr("xsi:type", "dcterms:W3CDTF").text(moment.to_string()))
    };
    let lang = meta.language();
    el("cp:coreProperties")
        .attr("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .attr("xmlns:dcterms", "http://purl.org/dc/terms/")
        .attr("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(el("dc:title").text(&meta.title))
        .child(el("dc:subject").text(&meta.subject))
        .child(el("dc:creator").text(&meta.author))
        .child(el("cp:lastModifiedBy").text(&meta.author))
        .children(time("dcterms:created"))
        .children(time("dcterms:modified"))
        .child(el("dc:language").text(lang))
}

/// `docProps/app.xml`.
pub(super) fn app(meta: &Meta) -> Element {
    el("Properties")
        .attr("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .child(el("Application").text(env!("CARGO_PKG_NAME")))
        .child(el("Company").text(&meta.author))
}
