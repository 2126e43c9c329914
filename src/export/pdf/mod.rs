//! The PDF to publish and keep.
//!
//! `printpdf` is given the faces, already cut to their used glyphs (`subset`), and empty pages, and makes the
//! document, fonts, widths and character maps. Its `lopdf` document is then made whole (`finish`): the
//! pages' operations, written straight (`content`, `operators`) and marked by the document's `structure`
//! (`mark`), font descriptors, pictures (`image`), `outline`, properties, and what the standard asks for:
//! `tags`, `xmp`, `intent`, `attach`; and written (`save`) with an identifier from the content.
//! `docs/decisions/0001-printpdf.md` says what is taken from printpdf and what is not.

mod attach;
mod comment;
mod content;
mod cut;
mod finish;
mod image;
mod info;
mod intent;
mod mark;
mod operators;
mod outline;
mod save;
mod subset;
mod syntax;
mod tags;
#[cfg(test)]
mod tests;
mod xmp;

use super::{Asks, Format, Options, Write, structure::Structure};
use crate::{
    diagnostic::{Code, Diagnostic, Result},
    digest::Collector,
    document::Document,
    font::Fonts,
    layout::Pages,
};
use image::Images;
use printpdf::{CustomPdfConformance, PdfConformance, PdfDocument, PdfSaveOptions};
use std::hash::Hash as _;
use tags::Marked;

/// What a file keeps to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standard {
    /// PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1): it looks the same in decades, and can be
    /// read to those who do not see it.
    #[default]
    A2a,
    /// PDF/A-3a (ISO 19005-3) and PDF/UA-1: as before, with the report's YAML inside.
    A3a,
    /// PDF 1.7 (ISO 32000-1) without tags.
    Pdf17,
}

impl Standard {
    /// The part of ISO 19005 that is kept.
    fn part(self) -> Option<u8> {
        match self {
            Self::A2a => Some(2),
            Self::A3a => Some(3),
            Self::Pdf17 => None,
        }
    }
}

impl Format {
    /// To publish and keep.
    pub const PDF: &'static Self = &Self {
        extension: "pdf",
        shown: "PDF",
        media_type: "application/pdf",
        usual: true,
        whole: true,
        embeds: true,
        asks: Asks::Nothing,
        write: Write::Pages(|set| write(set.document, set.pages, set.fonts, &set.options)),
        collect,
        comment: comment::COMMENT,
    };
}

/// Only an [`A3a`](Standard::A3a) file holds its source, since the other standard allows no such thing.
fn collect(options: &Options<'_>, from: &mut Collector) {
    options.standard.hash(from);
    if options.standard == Standard::A3a {
        options.source.hash(from);
    }
}

/// What is known of a document when its pages are drawn.
struct DrawnPages<'a> {
    document: &'a Document,
    pages: &'a Pages,
    /// The pictures on them.
    images: Images<'a>,
    /// Its structure, if the file is to be tagged.
    structure: Option<Structure>,
    /// For every page its operations.
    contents: Vec<Vec<u8>>,
    /// For every page the elements of what is drawn on it.
    marked: Vec<Marked>,
}

/// Writes the file: faces embedded and subset, every character extractable, outline, properties, and
/// what the standard asks for. The same input gives the same bytes.
///
/// # Errors
/// - `NB390`: there are no pages.
/// - `NB391`: a glyph that does not exist in its face (or glyph 0, the box for "no such character").
/// - `NB392`: a face whose embedding bits forbid embedding or subsetting.
/// - `NB312`: a face that cannot be read.
/// - `NB410`: the file could not be put together, which is a defect of this program.
pub fn write(
    document: &Document,
    pages: &Pages,
    fonts: &Fonts,
    options: &Options<'_>,
) -> Result<Vec<u8>> {
    if pages.pages.is_empty() {
        return Err(Diagnostic::error(Code::NoPages, "没有可写入 PDF 的页").into());
    }
    let mut pdf = PdfDocument::new("");
    let faces = subset::embed(pages, fonts, &mut pdf.resources.fonts.map)?;
    let images = Images::of(pages);
    // Everything that printpdf would write about the document is written by `finish`.
    pdf.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance {
        requires_xmp_metadata: false,
        requires_icc_profile: false,
        ..CustomPdfConformance::default()
    });
    let tagged = options.standard.part().is_some();
    let structure = tagged.then(|| Structure::of(document, pages));
    let (contents, marked) = pages
        .pages
        .iter()
        .map(|page| content::draw(page, &faces, &images, structure.as_ref()))
        .unzip();
    let mut specimen = Some(&faces);
    pdf.pages = pages.pages.iter().map(|page| content::paper(page, specimen.take())).collect();
    let file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    let drawn = DrawnPages { document, pages, images, structure, contents, marked };
    finish::finish(file, drawn, faces, options)
        .map_err(|reason| Diagnostic::defect(format!("PDF 写不成：{reason}")).into())
}
