//! A file → what stands in it: paragraphs, and rows of cells, each with its place. Knows no form.

mod book;
mod counting;
mod csv;
mod decode;
mod docx;
mod dom;
mod field;
mod flow;
mod html;
mod mht;
mod odd;
mod ofd;
mod package;
mod page;
mod pdf;
mod room;
mod text;
mod unseen;
mod view;

pub(super) use self::{book::cell_at, page::is_page_number};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, Source};
use std::{borrow::Cow, collections::BTreeMap, ops::Range, path::Path, sync::Arc};

/// Largest file in bytes: a report with scanned pictures in it has some ten megabytes.
pub const LIMIT: usize = 64 << 20;
/// No report has more paragraphs, or rows with something in them.
const BLOCKS: usize = 50_000;
/// No table of a report has more columns.
pub(super) const COLUMNS: usize = 256;

/// What stands in a file, in reading order.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The text of it all; places in a file that is no text have names.
    pub source: Arc<Source>,
    /// Paragraphs and rows.
    pub blocks: Vec<SourceBlock>,
    /// Its sheets cell by cell, where it is a workbook.
    pub book: Option<SourceBook>,
    /// What stands beside the plain text and was not read as part of it, in order.
    pub remarks: Vec<SourceRemark>,
}

/// What stands in a paragraph or a cell beside its plain text: raised, struck out, hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRemark {
    /// The text beside which it stands; at a point where nothing else is.
    pub at: Range<usize>,
    /// What it is, `上标“1”`.
    pub what: String,
    /// Whether it is a note about the text, not something in it: a number beside it is what it was.
    pub is_note: bool,
}

/// A paragraph, or a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceBlock {
    /// A paragraph or line.
    Line(SourceLine),
    /// A row.
    Row(SourceRow),
}

/// A paragraph: where its text stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// Its text, without blanks around it.
    pub at: Range<usize>,
    /// Whether the file itself says that it is beside the matter: menus, page feet.
    pub is_aside: bool,
    /// What it is in the file.
    pub role: LineRole,
}

impl SourceLine {
    /// A paragraph of the text.
    pub(super) fn plain(at: Range<usize>) -> Self {
        Self { at, is_aside: false, role: LineRole::Plain }
    }
}

/// What a paragraph is in its file, where the file says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineRole {
    /// Nothing is said.
    #[default]
    Plain,
    /// A heading.
    Heading,
    /// It leads somewhere else, all of it, or is one of several to choose from.
    Link,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Which table of the file.
    pub table: usize,
    /// Its cells; of those that a merged cell from above covers there are none.
    pub cells: Vec<SourceCell>,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceCell {
    /// Its text.
    pub at: Range<usize>,
    /// The column of the grid it begins in, where the file has a grid; else only the order is known.
    pub column: Option<usize>,
    /// Columns that it covers.
    pub span: usize,
    /// What the file says it holds.
    pub kind: SourceCellKind,
}

/// What a file says that a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceCellKind {
    /// A text or a number, or nothing.
    #[default]
    Plain,
    /// A day.
    Date,
    /// A truth value.
    Bool,
    /// What a formula that went wrong leaves, `#REF!`.
    Error,
    /// A formula whose result was not kept.
    Uncomputed,
}

/// A workbook.
#[derive(Clone, Debug, Default)]
pub struct SourceBook {
    /// Its sheets in their order.
    pub sheets: Vec<SourceSheet>,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, Default)]
pub struct SourceSheet {
    /// Its name.
    pub name: String,
    /// Whether the workbook does not show it.
    pub is_hidden: bool,
    /// The blocks that it was written down as.
    pub blocks: Range<usize>,
    /// Row and column, from 0 → cell; of empty cells those that stand in a row with others.
    pub cells: BTreeMap<(u32, u32), SheetCell>,
}

/// A cell of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetCell {
    /// Its text.
    pub at: Range<usize>,
    /// Each paragraph of its text.
    pub lines: Vec<Range<usize>>,
    /// What it holds.
    pub kind: SourceCellKind,
    /// Its formula, if it has one; empty when only that it has one is known.
    pub formula: Option<String>,
}

/// What kinds of files are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Plain text, as copied from a page.
    Text,
    /// A web page, or what Word saves as one.
    Html,
    /// A web page in one file with its pictures.
    Mht,
    /// Word's and WPS's own.
    Docx,
    /// Excel's and WPS's own.
    Xlsx,
    /// LibreOffice's own workbook.
    Ods,
    /// Excel's own before 2007.
    Xls,
    /// Pages as they are printed.
    Pdf,
    /// Pages as they are printed, in the Chinese format.
    Ofd,
}

/// Largest part of a package in bytes: that of a report has some hundred thousand.
const PART: usize = 32 << 20;
/// A cell of more characters is a text: the longest label of a form has 45.
const LONG: usize = 120;

/// What people take a file for by its name: those that they work with come first, those that only show a report
/// last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceClass {
    /// A workbook.
    Book,
    /// A text of a word processor.
    Word,
    /// A web page.
    Page,
    /// A plain text.
    Text,
    /// Printed pages.
    Print,
}

/// The extensions of files that are read.
const EXTENSIONS: [(SourceClass, &[&str]); 5] = [
    (SourceClass::Book, &["xlsx", "xlsm", "ods", "xls"]),
    (SourceClass::Word, &["docx", "docm"]),
    (SourceClass::Page, &["html", "htm", "mht", "mhtml"]),
    (SourceClass::Text, &["txt", "md"]),
    (SourceClass::Print, &["pdf", "ofd"]),
];

/// The extensions of files that are read.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    EXTENSIONS.into_iter().flat_map(|(_, extensions)| extensions).copied()
}

/// What people take a file for by its name; nothing for kinds that are not read.
pub fn class(path: &Path) -> Option<SourceClass> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let has = |known: &[&str]| known.contains(&extension.as_str());
    EXTENSIONS.into_iter().find(|(_, known)| has(known)).map(|(class, _)| class)
}

/// Reads a file. `name` is what messages call it.
///
/// # Errors
/// `NB501` for a kind of file that cannot be read, `NB502` for a damaged one, `NB503` for one that is
/// larger, or unpacks to more, than a report can.
pub fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    if bytes.len() > LIMIT {
        return Err(too_large(name));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(empty(name));
    }
    match kind(name, bytes)? {
        SourceKind::Text => text::read(name, bytes),
        SourceKind::Html => html::read(name, bytes),
        SourceKind::Mht => mht::read(name, bytes),
        SourceKind::Docx => docx::read(name, bytes),
        SourceKind::Xlsx => book::read(name, bytes, book::BookKind::Xlsx),
        SourceKind::Ods => book::read(name, bytes, book::BookKind::Ods),
        SourceKind::Xls => book::read(name, bytes, book::BookKind::Xls),
        SourceKind::Pdf => pdf::read(name, bytes),
        SourceKind::Ofd => ofd::read(name, bytes),
    }
}

/// What a file is, by what is in it; its name only tells texts apart.
///
/// # Errors
/// `NB501`: what it is, and what to do with it.
pub fn kind(name: &str, bytes: &[u8]) -> Result<SourceKind> {
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    if bytes.starts_with(b"PK") {
        return archive(name, bytes, &extension);
    }
    if extension != "et" && book::is_xls(bytes) {
        return Ok(SourceKind::Xls);
    }
    if bytes.starts_with(b"%PDF-") {
        return Ok(SourceKind::Pdf);
    }
    if let Some((what, todo)) = unread(bytes, &extension) {
        return Err(refused(name, what, todo));
    }
    if mht::is_one(bytes) {
        return Ok(SourceKind::Mht);
    }
    if html::is_one(bytes) || matches!(extension.as_str(), "html" | "htm") {
        return Ok(SourceKind::Html);
    }
    Ok(SourceKind::Text)
}

/// Whether a file begins as one that no person types: a package, an old office file, a PDF, a picture.
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(b"%PDF-")
        || unread(bytes, "").is_some()
        || book::is_xls(bytes)
}

/// The text of a plain text, in whatever encoding.
pub fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    decode::decode(bytes, None)
}

/// Whether a file begins as a web page does.
pub fn is_page(bytes: &[u8]) -> bool {
    html::is_one(bytes) || mht::is_one(bytes)
}

/// What a package is, by the parts that it must have.
fn archive(name: &str, bytes: &[u8], extension: &str) -> Result<SourceKind> {
    // The list of the parts stands at the end.
    let list = bytes.get(bytes.len().saturating_sub(1 << 20)..).unwrap_or(bytes);
    let has = |part: &str| list.windows(part.len()).any(|window| window == part.as_bytes());
    if has("word/document.xml") {
        return Ok(SourceKind::Docx);
    }
    if has("xl/workbook.xml") {
        return Ok(SourceKind::Xlsx);
    }
    if book::is_ods(bytes) {
        return Ok(SourceKind::Ods);
    }
    if has("OFD.xml") {
        return Ok(SourceKind::Ofd);
    }
    let head = bytes.get(..256).unwrap_or(bytes);
    let is_kind = |kind: &[u8]| head.windows(kind.len()).any(|window| window == kind);
    if extension == "odt" || is_kind(b"opendocument.text") {
        let todo = "请用 LibreOffice、WPS 或 Word 打开，另存为 .docx";
        return Err(refused(name, "开放文档格式的文字文件（.odt）", todo));
    }
    if has("ppt/presentation.xml") || is_kind(b"opendocument.presentation") {
        return Err(refused(name, "演示文稿", "请找有文字的报告原文件，另存为 .docx"));
    }
    let (what, todo) = match extension {
        "ofd" => ("损坏的 OFD 文件", "请重新复制，或请对方重新发来"),
        "xlsx" | "xlsm" | "ods" => ("损坏的表格文件", "请重新复制，或请对方重新发来"),
        "xlsb" | "et" => ("二进制的表格文件", "请用 WPS 或 Excel 打开，另存为 .xlsx"),
        "docx" => ("损坏的 Word 文件", "请重新复制，或请对方重新发来"),
        _ => ("压缩文件", "请先解压，再给里面的文件"),
    };
    Err(refused(name, what, todo))
}

/// Files that are not read: what they are, and what to do.
fn unread(bytes: &[u8], extension: &str) -> Option<(&'static str, &'static str)> {
    let starts = |head: &[u8]| bytes.starts_with(head);
    if starts(b"\xD0\xCF\x11\xE0") {
        return Some(match extension {
            "xls" | "xlsx" | "et" => {
                ("加了密或者很旧的表格文件", "请用 WPS 或 Excel 打开，去掉密码，另存为 .xlsx")
            }
            "wps" => ("WPS 自己的 .wps 文件", "请用 WPS 打开，另存为 .docx"),
            _ => ("旧版 Word 文件（.doc）", "请用 Word 或 WPS 打开，另存为 .docx"),
        });
    }
    if starts(b"\x89PNG") || starts(b"\xFF\xD8\xFF") || starts(b"GIF8") || starts(b"BM") {
        return Some(("图片", "图片里的字读不出来；请找有文字的原文件，或照着新建一份"));
    }
    if starts(b"{\\rtf") {
        return Some(("RTF 文件", "请用 Word 或 WPS 打开，另存为 .docx"));
    }
    (starts(b"Rar!") || starts(b"7z\xBC\xAF")).then_some(("压缩文件", "请先解压，再给里面的文件"))
}

fn refused(name: &str, what: &str, todo: &str) -> Diagnostics {
    let message = format!("“{name}”是{what}，不能直接读");
    Diagnostic::error(Code::SourceKind, message).help(todo).into()
}

fn damaged(name: &str, why: &str) -> Diagnostics {
    let message = format!("“{name}”读不下去：{why}");
    let help = "请用原来的程序打开看看是否完好，另存一份再试；或请对方重新发来";
    Diagnostic::error(Code::DamagedSource, message).help(help).into()
}

fn empty(name: &str) -> Diagnostics {
    let message = format!("“{name}”是空的，里面什么也没有");
    let help = "多半是没有保存好，或者没有下载完：请看看原来的文件，另存一份；或请对方重新发来";
    Diagnostic::error(Code::DamagedSource, message).help(help).into()
}

fn too_large(name: &str) -> Diagnostics {
    let message = format!("“{name}”太大，或者里面的东西太多、套得太深，不像是一份年报");
    let help = "请核对是不是选错了文件；确实是年报的，请把报告的文字和表复制到一个新文件里";
    Diagnostic::error(Code::LargeSource, message).help(help).into()
}

impl Reading {
    /// What stands at a place.
    pub fn text(&self, at: &Range<usize>) -> &str {
        self.source.text.get(at.clone()).unwrap_or_default()
    }

    /// The same without the ends of lines in it, which are not its author's.
    pub fn paragraph(&self, at: &Range<usize>) -> String {
        self.text(at).trim().replace('\n', "")
    }
}
