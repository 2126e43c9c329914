//! The PDF to publish and keep.
//!
//! The pages are handed to `printpdf` as faces already cut to their used glyphs (`subset`) and as
//! drawing operations (`content`). Its `lopdf` document is then made whole (`finish`): version,
//! font descriptors, `outline`, properties, compression and a file identifier from the content.
//! `docs/decisions/0001-printpdf.md` says what is taken from printpdf and what is not.

mod content;
mod finish;
mod info;
mod outline;
mod subset;
#[cfg(test)]
mod tests;

use crate::{
    diagnostic::{Diagnostic, Result},
    document::Document,
    font::Fonts,
    layout::Pages,
};
use printpdf::{CustomPdfConformance, PdfConformance, PdfDocument, PdfSaveOptions};

/// Writes the file: PDF 1.7, faces embedded and subset, every character extractable, outline,
/// properties. The same input gives the same bytes.
///
/// # Errors
/// - `NB390`: there are no pages.
/// - `NB391`: a glyph that does not exist in its face (or glyph 0, the box for "no such character").
/// - `NB392`: a face whose embedding bits forbid embedding or subsetting.
/// - `NB393`: a face that cannot be read or subset.
/// - `NB394`: the file could not be put together.
pub fn write(document: &Document, pages: &Pages, fonts: &Fonts) -> Result<Vec<u8>> {
    if pages.pages.is_empty() {
        return Err(Diagnostic::error("NB390", "没有可写入 PDF 的页").into());
    }
    let faces = subset::embed(pages, fonts)?;
    let mut pdf = PdfDocument::new("");
    // Everything that printpdf would write about the document is written by `finish`.
    pdf.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance {
        requires_xmp_metadata: false,
        requires_icc_profile: false,
        ..CustomPdfConformance::default()
    });
    for face in faces.values() {
        pdf.resources
            .fonts
            .map
            .insert(face.resource.clone(), face.font.clone());
    }
    pdf.pages = pages
        .pages
        .iter()
        .map(|page| content::draw(page, &faces))
        .collect();
    let file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    finish::finish(file, document, pages, &faces).map_err(|reason| {
        Diagnostic::error("NB394", format!("PDF 写不成：{reason}"))
            .help("这是程序的问题，请把输入文件一并反馈")
            .into()
    })
}
