//! Back ends. Each takes finished input and gives bytes; none knows of YAML or templates. What other
//! rooms know of a format is its entry in [`FORMATS`].

mod deflate;
pub mod docx;
mod heads;
pub mod html;
pub mod ofd;
pub mod pdf;
mod pictures;
mod structure;
mod used;
mod xml;
mod zip;

use crate::{
    diagnostic::Result,
    digest::Collector,
    document::Document,
    font::Fonts,
    layout::{Facts, Pages},
};

/// Every kind of output file, in the order in which help lists them. Each is described in its folder.
pub const FORMATS: [&Format; 4] = [Format::DOCX, Format::PDF, Format::OFD, Format::HTML];

/// A kind of output file.
#[derive(Debug)]
pub struct Format {
    /// The extension of its files, without a dot; also its name on the command line.
    pub extension: &'static str,
    /// Its media type (RFC 6838).
    pub media_type: &'static str,
    /// Whether it is written when nobody asks for others.
    pub usual: bool,
    /// Whether its files hold the faces, whose makers must permit that.
    pub embeds: bool,
    write: Write,
    /// Collects what of the options its files are made from.
    collect: fn(&Options<'_>, &mut Collector),
    comment: Comment,
}

/// What a format is made from, and how.
#[derive(Clone, Copy, Debug)]
enum Write {
    /// One file, from the document and what layout found out about it.
    Document(fn(&Document, &Facts, &Options<'_>) -> Result<Vec<u8>>),
    /// One file, from the pages and all that they are made from.
    Pages(fn(&Typeset<'_>) -> Result<Vec<u8>>),
}

/// Where a kind of file holds a comment: readers pass over it, and programs that save the file anew
/// leave it out.
#[derive(Clone, Copy, Debug)]
struct Comment {
    /// Adds a comment to a file that has none.
    put: fn(&mut Vec<u8>, &str),
    /// The comment of so many bytes, and the file as it was without it.
    take: fn(&[u8], usize) -> Option<Parted<'_>>,
}

/// A comment, and the file without it.
type Parted<'f> = (&'f [u8], Vec<u8>);

/// A document, its pages, and all that belongs to them.
#[derive(Clone, Copy, Debug)]
pub struct Typeset<'a> {
    /// What was laid out.
    pub document: &'a Document,
    /// Its pages.
    pub pages: &'a Pages,
    /// The faces that they are set in.
    pub fonts: &'a Fonts,
    /// What the caller decides.
    pub options: Options<'a>,
}

/// What the caller decides about a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// What a PDF keeps to.
    pub standard: pdf::Standard,
    /// What an OFD keeps to and holds.
    pub ofd: ofd::Settings,
    /// Whether a web page is its body alone.
    pub fragment: bool,
    /// What the report was made from, for the formats that can hold it.
    pub source: Option<Attachment<'a>>,
}

/// A report's YAML, byte for byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Attachment<'a> {
    /// File name without folders.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// A file of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// What its name has between the report's and the extension: nothing, unless there are several.
    pub suffix: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}

/// No two formats have one extension.
impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.extension == other.extension
    }
}

impl Eq for Format {}

impl Format {
    /// The files of a report. The same input gives the same bytes.
    ///
    /// # Errors
    /// What the format cannot express.
    pub fn write(&self, typeset: &Typeset<'_>) -> Result<Vec<File>> {
        let bytes = match self.write {
            Write::Document(write) => {
                write(typeset.document, &typeset.pages.facts, &typeset.options)
            }
            Write::Pages(write) => write(typeset),
        };
        Ok(vec![File { suffix: String::new(), bytes: bytes? }])
    }

    /// Collects what of the options its files are made from.
    pub(crate) fn collect(&self, options: &Options<'_>, from: &mut Collector) {
        (self.collect)(options, from);
    }

    /// Adds a comment to a file.
    pub(crate) fn put_comment(&self, file: &mut Vec<u8>, comment: &str) {
        (self.comment.put)(file, comment);
    }

    /// The comment of so many bytes that a file has, and the file without it.
    pub(crate) fn take_comment<'f>(&self, file: &'f [u8], length: usize) -> Option<Parted<'f>> {
        (self.comment.take)(file, length)
    }
}
