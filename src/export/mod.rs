//! Back ends. Each takes finished input and gives bytes; none knows of YAML or templates. What other
//! rooms know of a format is its entry in [`FORMATS`].

mod base64;
mod choice;
mod csv;
mod deflate;
pub mod docx;
mod font_file;
mod heads;
pub mod html;
mod json;
mod numbers;
pub mod ofd;
pub mod pdf;
mod pictures;
mod places;
pub mod png;
mod shapes;
mod structure;
pub mod svg;
mod used;
mod xml;
mod zip;

pub(crate) use self::numbers::no_numbers;
pub use self::{
    choice::{NoPageChoice, PageChoice},
    numbers::{NumberRow, NumberValue, TableNumbers},
    places::{Spot, TextPlace, TextPlaces},
    used::embeddable,
};

use crate::{
    diagnostic::Result,
    digest::Collector,
    document::Document,
    font::Fonts,
    layout::{Facts, Pages},
};

/// Every kind of output file, in the order in which help lists them. Each is described in its folder.
pub const FORMATS: [&Format; 8] = [
    Format::DOCX,
    Format::PDF,
    Format::OFD,
    Format::HTML,
    Format::SVG,
    Format::PNG,
    Format::CSV,
    Format::JSON,
];

/// The name of all formats that are whole documents.
pub const ALL: &str = "all";

/// What people call the files, and the name that is probably meant.
const WORDS: [(&str, &[&str]); 6] = [
    ("docx", &["word", "doc", "wps", "dot", "rtf", "文档"]),
    ("html", &["htm", "xhtml", "mht", "web", "网页"]),
    ("png", &["jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff", "image", "图片"]),
    ("csv", &["xls", "xlsx", "et", "excel", "表格"]),
    ("json", &["yaml", "yml", "xml"]),
    (ALL, &["*", "全部", "所有"]),
];

/// Width of the stroke that thickens a glyph, in em: what Word draws for a bold face that does not
/// exist (1/35 em).
const EMBOLDEN: f64 = 0.0286;

/// A kind of output file.
#[derive(Debug)]
pub struct Format {
    /// The extension of its files, without a dot; also its name on the command line.
    pub extension: &'static str,
    /// What people call it.
    pub shown: &'static str,
    /// Its media type (RFC 6838).
    pub media_type: &'static str,
    /// Whether it is written when nobody asks for others.
    pub usual: bool,
    /// Whether one file is the whole document: no pictures of pages, no tables alone.
    pub whole: bool,
    /// Whether its files hold the faces, whose makers must permit that.
    pub embeds: bool,
    /// What of the input itself it tells, beside what is printed.
    pub asks: Asks,
    write: Write,
    /// Collects what of the options its files are made from.
    collect: fn(&Options<'_>, &mut Collector),
    comment: Comment,
}

/// Writes a file for each of the pages of these indices.
type WriteEach = fn(&Typeset<'_>, &[usize]) -> Result<Vec<Vec<u8>>>;

/// What a format tells of the input itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Nothing.
    Nothing,
    /// Where the pieces of the document come from.
    Places,
    /// The numbers of the official tables.
    Numbers,
}

/// What a format is made from, and how.
#[derive(Clone, Copy, Debug)]
enum Write {
    /// One file, from the document and what layout found out about it.
    Document(fn(&Document, &Facts, &Options<'_>) -> Result<Vec<u8>>),
    /// One file, from the pages and all that they are made from.
    Pages(fn(&Typeset<'_>) -> Result<Vec<u8>>),
    /// A file for each of the pages of these indices.
    Each(WriteEach),
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
    /// How fine pictures of the pages are.
    pub resolution: png::Resolution,
    /// The pages of which pictures are made; all when nothing is chosen.
    pub pages: Option<&'a PageChoice>,
    /// Where the pieces of the document come from, for the formats that tell.
    pub places: Option<&'a TextPlaces>,
    /// The numbers of its official tables, if it has any.
    pub numbers: Option<&'a TableNumbers>,
    /// What the report was made from, for the formats that can hold it.
    pub source: Option<Attachment<'a>>,
    /// Parts of packages, kept from one document to the next.
    pub kept_parts: Option<&'a docx::KeptParts>,
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
    /// What its name has between the report's and the extension: `-2` if it is of one page, else nothing.
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
    /// The formats of a name: one by its extension, in capitals or not; all whole ones by `all`; none if
    /// there is none.
    pub fn named(name: &str) -> Vec<&'static Self> {
        let is_all = name.eq_ignore_ascii_case(ALL);
        let is_meant = |format: &&Self| {
            if is_all { format.whole } else { name.eq_ignore_ascii_case(format.extension) }
        };
        FORMATS.into_iter().filter(is_meant).collect()
    }

    /// The name of a format that a word which is none probably means: to be suggested, not guessed.
    pub fn meant(word: &str) -> Option<&'static str> {
        let word = word.to_lowercase();
        let meant = WORDS.into_iter().find(|(_, words)| words.contains(&word.as_str()));
        meant.map(|(name, _)| name)
    }

    /// Whether it makes a file of each page.
    pub fn is_by_page(&self) -> bool {
        matches!(self.write, Write::Each(_))
    }

    /// What the names of a report's files have before the extension, page by page if there is a file for each:
    /// `-1`, `-2`, or `-01`, `-02` where there are ten; else nothing.
    ///
    /// # Errors
    /// `NB395`: not one of the pages that are wanted exists.
    pub fn suffixes(&self, pages: usize, choice: Option<&PageChoice>) -> Result<Vec<String>> {
        if !self.is_by_page() {
            return Ok(vec![String::new()]);
        }
        Ok(wanted(choice, pages)?.into_iter().map(|page| suffix(page, pages)).collect())
    }

    /// The files of a report, of the pages that are wanted. The same input gives the same bytes.
    ///
    /// # Errors
    /// What the format cannot express; `NB395`: not one of the pages that are wanted exists.
    pub fn write(&self, typeset: &Typeset<'_>) -> Result<Vec<File>> {
        let bytes = match self.write {
            Write::Document(write) => {
                write(typeset.document, &typeset.pages.facts, &typeset.options)
            }
            Write::Pages(write) => write(typeset),
            Write::Each(write) => {
                let pages = typeset.pages.pages.len();
                let wanted = wanted(typeset.options.pages, pages)?;
                let files = write(typeset, &wanted)?.into_iter().zip(wanted);
                let file = |(bytes, page)| File { suffix: suffix(page, pages), bytes };
                return Ok(files.map(file).collect());
            }
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

/// The indices of the pages of so many that are wanted.
fn wanted(choice: Option<&PageChoice>, pages: usize) -> Result<Vec<usize>> {
    choice.map_or_else(|| Ok((0..pages).collect()), |choice| choice.of(pages))
}

/// What the name of a page's file has before the extension: its number, with as many digits as that of the last
/// page has, so that names sort as pages do. Which pages are wanted changes no name.
fn suffix(page: usize, pages: usize) -> String {
    let digits = pages.to_string().len();
    format!("-{:0digits$}", page + 1)
}
