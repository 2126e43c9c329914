//! The DOCX an office can edit.
//!
//! ```text
//! Document + Facts ─ plan ─▶ DocxPlan ─ kinds ─▶ models ─ body (docx-rs) ─▶ XML ─ finish ─▶ moulds
//!                                 └───── words ─────────────────────────────────────────────┤
//!                                                                    zip ◀─ package ─ document.xml
//! ```
//!
//! `plan` brings document and facts of layout together; `kinds` finds what is alike in it; of every kind
//! `body` lets docx-rs build one paragraph, row or cell; `finish` goes through the built XML beside the
//! models, adds what docx-rs cannot say and puts children in schema order; `moulds` puts the words in, and the
//! pictures (`drawing`). Every other part (`styles`,
//! `settings`, `theme`, `fonts`, `footer`, `core`) is a tree of our own. Formatting lives in named styles;
//! paragraphs and runs say only what their style does not.

mod body;
mod core;
mod drawing;
mod finish;
mod fonts;
mod footer;
mod imprint;
mod kinds;
mod known;
mod letter;
mod moulds;
mod names;
mod order;
mod package;
mod plan;
mod props;
mod runs;
#[cfg(test)]
mod sample;
mod section;
mod settings;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod theme;
mod units;
mod xml;

use super::{Asks, Format, Write};
use crate::{diagnostic::Result, document::Document, layout::Facts};
pub use package::KeptParts;
use package::PackagePart;

impl Format {
    /// To edit.
    pub const DOCX: &'static Self = &Self {
        extension: "docx",
        shown: "DOCX",
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        usual: true,
        whole: true,
        embeds: false,
        asks: Asks::Nothing,
        write: Write::Document(|document, facts, options| match options.kept_parts {
            Some(kept) => write_beside(document, facts, kept),
            None => write(document, facts),
        }),
        collect: |_, _| {},
        comment: super::zip::COMMENT,
    };
}

const NAMESPACE_W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const NAMESPACE_R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Writes the package: the same bytes for the same document and facts.
///
/// Without facts about a block (an empty [`Facts`] will do) a title is not broken, table rows are
/// as high as they were asked to be and a signature stands where its style has it, without pictures
/// of seals.
///
/// # Errors
/// `NB402` when a text holds a character that XML cannot hold.
pub fn write(document: &Document, facts: &Facts) -> Result<Vec<u8>> {
    write_beside(document, facts, &KeptParts::default())
}

/// The same, for one of many documents: parts that are as in the last one are not made again.
fn write_beside(document: &Document, facts: &Facts, kept: &KeptParts) -> Result<Vec<u8>> {
    package::zip(parts(document, facts)?, kept)
}

fn parts(document: &Document, facts: &Facts) -> Result<Vec<PackagePart>> {
    let names = names::StyleNames::of(document);
    let edges = footer::PageEdges::of(document, &names, facts);
    let plan = plan::plan(document, facts, &names, &edges);
    // Here, where a message can still show the words around the character.
    plan.paras.iter().try_for_each(|para| xml::check(&para.text()))?;
    let body = moulds::cast(&plan)?;
    let media = &plan.drawings.media;
    let mut parts = vec![
        package::content_types(edges.parts(), media),
        package::package_relationships(),
        PackagePart::bytes("word/document.xml", body),
        package::document_relationships(edges.parts(), media),
        PackagePart::new("word/styles.xml", styles::part(document, &names)),
        PackagePart::new("word/settings.xml", settings::part(document)),
        PackagePart::new("word/fontTable.xml", fonts::part(document)),
        PackagePart::new("word/theme/theme1.xml", theme::part(document)),
    ];
    for footer in edges.parts() {
        let content = footer.content.clone();
        parts.push(PackagePart::new(format!("word/{}", footer.part), content));
    }
    for file in media.files() {
        parts.push(PackagePart::bytes(format!("word/{}", file.name), file.bytes.to_vec()));
    }
    parts.push(PackagePart::new("docProps/core.xml", core::core(&document.meta)));
    parts.push(PackagePart::new("docProps/app.xml", core::app(&document.meta)));
    Ok(parts)
}

/// Reads a part of a package, for tests of other packages.
#[cfg(test)]
pub(super) fn parse_part(bytes: &[u8]) -> super::xml::Element {
    xml::parse(bytes).expect("XML")
}
