//! How `render` and `watch` show what becomes of each report.

use super::{Status, terminal::Terminal};
use nianbao::{
    batch::{End, Outcome, Records, Tally, Written},
    diagnostic::{Code, Diagnostic, Result, Severity},
    file, text,
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Shows the outcomes of a run as they come, and adds them up.
#[derive(Debug, Default)]
pub struct Progress {
    /// Whether only findings are shown.
    pub quiet: bool,
    /// Whether there is one unit only: its files are listed, and nothing is added up.
    pub single: bool,
    pub status: Status,
    pub tally: Tally,
    /// The listing for `--report`, if it is wanted.
    pub records: Option<Records>,
    /// Each failed unit with its first finding.
    pub failed: Vec<String>,
    /// What was told of files of one name: it is one thing, whichever of them it is told of.
    pub clashes: BTreeSet<String>,
}

impl Progress {
    /// Shows one outcome.
    pub fn tell(&mut self, outcome: &Outcome, terminal: &mut Terminal) {
        self.tally.add(outcome.end);
        if let Some(records) = &mut self.records {
            records.add(outcome);
        }
        let clash = outcome.findings.iter().find(|finding| finding.code == Code::NameTaken);
        let is_told = clash.is_some_and(|clash| !self.clashes.insert(clash.message.clone()));
        // It names all of them, and has just been told.
        if outcome.end == End::Failed && clash.is_none() {
            self.failed.push(failure(outcome));
        }
        if !self.quiet {
            if self.single {
                for file in &outcome.files {
                    terminal.line(&shown(&file.path));
                }
            } else {
                terminal.line(&line(outcome));
            }
        }
        if is_told {
            return;
        }
        self.status = self.status.max(terminal.tell(&outcome.findings));
    }

    /// The counts, and every failed unit with its first finding.
    pub fn sum_up(&self, terminal: &mut Terminal) {
        if self.quiet || self.single || self.tally.total == 0 {
            return;
        }
        let Tally { total, written, unchanged, failed, skipped } = self.tally;
        let left = if skipped > 0 { format!("，没有做 {skipped} 份") } else { String::new() };
        terminal.say(&format!(
            "共 {total} 份报告：写出 {written} 份，未变 {unchanged} 份，失败 {failed} 份{left}\n"
        ));
        for failure in &self.failed {
            terminal.say(&format!("  {failure}\n"));
        }
    }
}

fn failure(outcome: &Outcome) -> String {
    let errors = outcome.findings.iter();
    let first = errors.clone().find(|d| d.severity == Severity::Error);
    let Some(first) = first else {
        return shown(&outcome.input);
    };
    let here = first.primary.as_ref();
    let name = file::shown(&outcome.input);
    let here = here.filter(|p| p.at.source.name == name);
    let line = here.map(|p| p.at.start().line);
    let line = line.map_or_else(String::new, |line| format!(":{line}"));
    let more = errors.filter(|d| d.severity == Severity::Error).count() - 1;
    let more = if more > 0 { format!("（另有 {more} 处）") } else { String::new() };
    let input = shown(&outcome.input);
    format!("{input}{line} [{}] {}{more}", first.code, text::one_line(&first.message))
}

/// One line a unit: `写出 out/甲乡年报.{docx,pdf}`, `写出 out/甲乡年报-{1..8}.png`.
fn line(outcome: &Outcome) -> String {
    let input = shown(&outcome.input);
    match outcome.end {
        End::Written => format!("写出 {}", all_together(&outcome.files)),
        End::Unchanged => format!("未变 {}", all_together(&outcome.files)),
        End::Failed => format!("失败 {input}"),
        End::Skipped => format!("未做 {input}"),
    }
}

/// Whole documents first, then the pages of each format.
pub fn all_together(files: &[Written]) -> String {
    let whole = files.iter().filter(|file| file.page.is_none());
    let whole: Vec<PathBuf> = whole.map(|file| file.path.clone()).collect();
    let mut shown: Vec<String> = Vec::new();
    shown.extend((!whole.is_empty()).then(|| together(&whole)));
    let extension = |file: &Written| file.path.extension().map(ToOwned::to_owned);
    let pages: Vec<&Written> = files.iter().filter(|file| file.page.is_some()).collect();
    for pages in pages.chunk_by(|a, b| extension(a) == extension(b)) {
        shown.extend(numbered(pages));
    }
    shown.join(" ")
}

/// The pages of one format, as a shell would take them.
fn numbered(pages: &[&Written]) -> Option<String> {
    let numbers: Vec<usize> = pages.iter().filter_map(|file| file.page).collect();
    let (first, last) = (pages.first()?, pages.last()?);
    let (Some(from), Some(to), [_, _, ..]) = (first.page, last.page, &numbers[..]) else {
        return Some(shown(&first.path));
    };
    let name = shown(&first.path);
    let (stem, extension) = name.rsplit_once('.')?;
    let (stem, number) = stem.rsplit_once('-')?;
    let digits = number.len();
    let all = if to - from + 1 == numbers.len() {
        format!("{{{from:0digits$}..{to:0digits$}}}")
    } else {
        let each: Vec<String> = numbers.iter().map(|page| format!("{page:0digits$}")).collect();
        format!("{{{}}}", each.join(","))
    };
    Some(format!("{stem}-{all}.{extension}"))
}

/// Names that differ in the extension only, as a shell would take them.
fn together(files: &[PathBuf]) -> String {
    let extension = |file: &PathBuf| file.extension().and_then(|e| e.to_str()).map(str::to_owned);
    let extensions: Vec<_> = files.iter().filter_map(extension).collect();
    match files {
        [] => String::new(),
        [only] => shown(only),
        [first, ..] => format!("{}.{{{}}}", shown(&first.with_extension("")), extensions.join(",")),
    }
}

/// A path as it would be typed.
pub fn shown(path: &Path) -> String {
    // The folder itself has no other name.
    let below = path.strip_prefix(".").ok().filter(|below| !below.as_os_str().is_empty());
    file::shown(below.unwrap_or(path))
}

/// Writes the listing of a run, in place of an earlier one.
pub fn write_records(path: &Path, records: &Records) -> Result<()> {
    may_be_records(path)?;
    file::create(path, records.json().as_bytes(), true)
}

/// Refuses to put a listing in the place of anything else: a report, or what was made of one, a device or
/// a pipe.
pub fn may_be_records(path: &Path) -> Result<()> {
    match fs::metadata(path) {
        Ok(there) if !there.is_file() => {
            let message = format!("--report 要写普通文件，{} 不是", shown(path));
            let help = "请写一个文件名，例如 --report 结果.json，再读那个文件";
            return Err(Diagnostic::error(Code::Unwritable, message).help(help).into());
        }
        Ok(_) => {}
        Err(_) => return Ok(()), // nothing there, or writing will tell
    }
    // What cannot be read may be anything.
    let there = file::read(path)?;
    if there.is_empty() || Records::is_json(&there) {
        return Ok(());
    }
    let message = format!("{} 不是 --report 写的文件，没有覆盖它", shown(path));
    let help = "请换一个文件名，例如 --report 结果.json";
    Err(Diagnostic::error(Code::Exists, message).help(help).into())
}
