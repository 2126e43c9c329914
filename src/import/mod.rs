//! A report in another file (a Word file, a web page, text copied from one) → the YAML that a careful clerk
//! would have typed, with a map back to the file.
//!
//! `source` gives lines and rows with their places and knows no form; `reader` makes a report of them and
//! knows no file format. Every cell is read, recovered, doubtful or lost, and says which.

mod places;
mod reader;
pub mod source;

use self::reader::Composed;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Source},
    extract,
    report::{self, Forms, LoadedReport, Shared},
    yaml,
};
use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
    sync::Arc,
};

/// Lines that were left out and are listed, and how many characters of each.
const LISTED: usize = 300;
const LONGEST: usize = 300;

/// A report as it was read.
#[derive(Debug)]
pub struct Imported {
    /// The YAML; findings about it are shown in the file it was read from.
    pub yaml: Arc<Source>,
    /// What is to be said of the reading.
    pub findings: Diagnostics,
    /// Sums that do not tie, as they were read. The rules of the checks tell the same of the report.
    pub untied: Diagnostics,
    /// How many cells are how sure.
    pub tally: CellTally,
}

/// How many cells of a form are how sure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellTally {
    /// All cells of the form.
    pub cells: usize,
    /// Those that stand in the file.
    pub read: usize,
    /// Those that follow from others.
    pub recovered: usize,
    /// Those that something speaks against.
    pub doubtful: usize,
    /// Those that are not known.
    pub lost: usize,
}

impl CellTally {
    /// Whether every cell is known and nothing speaks against any.
    pub fn is_whole(&self) -> bool {
        self.doubtful == 0 && self.lost == 0
    }
}

/// `200 格：读到 193，按和补 2，存疑 1，读不出 4`.
impl fmt::Display for CellTally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cells, read, recovered, doubtful, lost } = self;
        write!(f, "{cells} 格：读到 {read}，按和补 {recovered}，存疑 {doubtful}，读不出 {lost}")
    }
}

/// Reads a report. `name` is what messages call the file.
///
/// # Errors
/// `NB501` to `NB503`: the file cannot be read. `NB504`: there is no report in it.
pub fn import(name: &str, bytes: &[u8], forms: &Forms) -> Result<Imported> {
    if let Some(attached) = attached(name, bytes, forms) {
        return attached;
    }
    let reading = source::read(name, bytes)?;
    let Some(composed) = reader::read(&reading, forms) else {
        // What was not looked into may be it.
        let notes = reading.remarks.iter().filter(|remark| remark.is_note).take(3);
        let notes: Vec<&str> = notes.map(|note| note.what.as_str()).collect();
        let rest = if notes.is_empty() { "" } else { "，没有读的有" };
        let notes = format!("{rest}{}", notes.join("、"));
        let message = format!("“{name}”里没有找到年度报告{notes}");
        let help = "请核对是不是选错了文件；表和文字在图片里的，要找有文字的原文件";
        return Err(Diagnostic::error(Code::NotAReport, message).help(help).into());
    };
    if let Some(at) = &composed.second {
        let message = format!("“{name}”里不止一份报告，从这里起是另一份，没有读");
        let finding =
            Diagnostic::error(Code::SecondReport, message).at(&reading.source, at.clone(), "");
        let help = "一个文件只放一个单位一年的报告：请把各份另存成单独的文件";
        return Err(finding.help(help).into());
    }
    let mut text = report::to_yaml(&composed.report, &composed.hints);
    let map = places::map(&reading, &composed, &text, forms);
    list_left_out(&mut text, &composed.left_out);
    let yaml = Source::read_from(&reading.source, text, map);
    let Composed { findings, untied, tally, .. } = composed;
    Ok(Imported { yaml, findings, untied, tally })
}

/// Adds lines that are no part of the report as comments, so that whoever reads the YAML has them before him.
fn list_left_out(yaml: &mut String, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    // Writing to a string cannot fail.
    yaml.push_str("\n# 原文里的这些行不是报告的内容，没有收进来：\n");
    for line in lines.iter().take(LISTED) {
        // What no comment may hold.
        let is_odd = |c: char| {
            c.is_control()
                || matches!(c, '\u{2028}'..='\u{202e}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}')
        };
        let words = line.split(is_odd).collect::<Vec<_>>().join(" ");
        let cut: String = words.trim().chars().take(LONGEST).collect();
        let _ = writeln!(yaml, "#   {cut}");
    }
    if lines.len() > LISTED {
        let _ = writeln!(yaml, "#   另有 {} 行", lines.len() - LISTED);
    }
}

/// The YAML that a PDF or an OFD carries inside; `None` for other files, and those that carry none.
fn attached(name: &str, bytes: &[u8], forms: &Forms) -> Option<Result<Imported>> {
    let is_ofd = bytes.starts_with(b"PK") && extension(name) == "ofd";
    if !is_ofd && !bytes.starts_with(b"%PDF-") {
        return None;
    }
    let text = match extract::extract(name, bytes) {
        Ok(text) => text,
        Err(found) if found.iter().any(|found| found.code == Code::NoAttachment) => return None,
        Err(found) => return Some(Err(found)),
    };
    let shared = Shared { forms: forms.clone(), ..Shared::default() };
    let read = yaml::decode(name, &text).and_then(|yaml| {
        let loaded = report::load_with(&yaml, &shared)?;
        let cells = loaded.report.tables.values().map(BTreeMap::len).sum();
        let tally = CellTally { cells, read: cells, ..CellTally::default() };
        Ok(Imported { yaml, findings: loaded.findings, untied: Diagnostics::default(), tally })
    });
    Some(read)
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase()
}

/// A file as a YAML: as it is typed, or as it is read from a file of another kind, with what is to be said
/// of the reading.
///
/// # Errors
/// As [`import`], or as [`yaml::decode`].
pub fn open(name: &str, bytes: &[u8], forms: &Forms) -> Result<(Arc<Source>, Diagnostics)> {
    if !is_other(name, bytes) {
        return Ok((yaml::decode(name, bytes)?, Diagnostics::default()));
    }
    let imported = import(name, bytes, forms)?;
    Ok((imported.yaml, imported.findings))
}

/// Reads the report in a file of any kind. What is to be said of the reading is among the findings, errors
/// included: what they speak against is no number to go on with.
///
/// # Errors
/// As [`open`], or as [`report::load_with`].
pub fn load(name: &str, bytes: &[u8], shared: &Shared) -> Result<LoadedReport> {
    let (source, mut found) = open(name, bytes, &shared.forms)?;
    match report::load_with(&source, shared) {
        Ok(mut loaded) => {
            loaded.findings.extend(found);
            Ok(loaded)
        }
        Err(errors) => {
            found.extend(errors);
            Err(found.sorted())
        }
    }
}

/// Reads a report that another one is compared with or begun from. Its own faults are told where it is checked;
/// here only what its reading guessed or could not tell is among the findings.
///
/// # Errors
/// As [`load`].
pub fn load_reference(name: &str, bytes: &[u8], shared: &Shared) -> Result<LoadedReport> {
    let (source, findings) = open(name, bytes, &shared.forms)?;
    let report = report::load_with(&source, shared)?.report;
    Ok(LoadedReport { report, findings })
}

/// Whether a file is a report's YAML already, whatever it is called and in whatever encoding: by its name, or by a
/// key of ours at the head of a line, or since it reads as one.
pub fn is_yaml(name: &str, bytes: &[u8]) -> bool {
    if source::is_packed(bytes) || source::is_page(bytes) {
        return false;
    }
    let head = source::text_of(bytes.get(..4096).unwrap_or(bytes));
    let reads = || yaml::decode(name, bytes).is_ok_and(|source| report::load(&source).is_ok());
    matches!(extension(name).as_str(), "yaml" | "yml") || has_key(&head) || reads()
}

fn has_key(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("机关:") || line.starts_with("年度:"))
}

/// Whether a file is none of YAML but one that is read, or that is told what to do with. A text may be
/// either: one with a key of ours at the head of a line is YAML. What a file is called counts less than how it
/// begins.
pub fn is_other(name: &str, bytes: &[u8]) -> bool {
    if source::is_packed(bytes) {
        return true;
    }
    let extension = extension(name);
    match extension.as_str() {
        "yaml" | "yml" => false,
        "txt" | "md" => {
            let head = String::from_utf8_lossy(bytes.get(..4096.min(bytes.len())).unwrap_or(bytes));
            !has_key(&head)
        }
        extension if source::extensions().any(|known| known == extension) => true,
        _ => source::is_page(bytes),
    }
}
