//! The OFD that exchange and archive systems of offices take (GB/T 33190-2016; GB/T 42133-2022).
//!
//! The same pages as the PDF: `page` and `text` turn their ink into objects, `faces` embeds the faces
//! that `font` cuts, `tags` keeps the structure, `package` writes the parts that hold all this together.
//! Readers disagree on much that the standard allows; what is written here is what they agree on, so
//! no dashes, clips, transparency, weights or transformed text.

mod faces;
mod font;
mod images;
mod package;
mod page;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod units;

use super::{Asks, Format, Typeset, Write};
use crate::{
    diagnostic::{Code, Diagnostic, Result},
    digest::Collector,
    export::Options,
};
use images::OfdImages;
use package::Package;
use std::hash::Hash as _;
use units::{Ids, micro};

/// Readers want exactly this prefix and this name.
const NAMESPACE: &str = "http://www.ofdspec.org/2016";

/// What a file keeps to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standard {
    /// OFD-A (GB/T 42133-2022): to be kept.
    #[default]
    Archive,
    /// OFD (GB/T 33190-2016): for systems that do not know the other yet.
    Plain,
}

/// What is wanted of OFD files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// What they keep to.
    pub standard: Standard,
    /// Whether the report's YAML goes inside.
    pub attach: bool,
}

impl Format {
    /// For exchange and archive systems.
    pub const OFD: &'static Self = &Self {
        extension: "ofd",
        shown: "OFD",
        media_type: "application/ofd",
        usual: false,
        whole: true,
        embeds: true,
        asks: Asks::Nothing,
        write: Write::Pages(write),
        collect,
        comment: super::zip::COMMENT,
    };
}

fn collect(options: &Options<'_>, from: &mut Collector) {
    options.ofd.hash(from);
    if options.ofd.attach {
        options.source.hash(from);
    }
}

/// Writes the file. The same input gives the same bytes.
///
/// # Errors
/// - `NB390`: there are no pages.
/// - `NB391`: a glyph that does not exist in its face.
/// - `NB392`: a face whose embedding bits forbid embedding or subsetting.
/// - `NB312`: a face that cannot be read.
/// - `NB215`: a text with a control character.
pub fn write(set: &Typeset<'_>) -> Result<Vec<u8>> {
    let Some(first) = set.pages.pages.first() else {
        return Err(Diagnostic::error(Code::NoPages, "没有可写入 OFD 的页").into());
    };
    let mut ids = Ids::default();
    let faces = faces::embed(set.pages, set.fonts, &mut ids)?;
    let images = OfdImages::of(set.pages, &mut ids);
    let paper = (micro(first.width), micro(first.height));
    let pages = set.pages.pages.iter();
    let pages: Vec<_> =
        pages.map(|page| page::draw(page, paper, &faces, &images, &mut ids)).collect();
    let package = Package {
        meta: &set.document.meta,
        page: &set.document.page,
        paper,
        outline: &set.pages.outline,
        structure: tags::structure(set.document, set.pages, &pages),
        pages,
        faces,
        images,
        settings: set.options.ofd,
        source: set.options.source,
        most: ids.most(),
    };
    package.write()
}
