//! Reports that begin: from nothing, from last year's, from a file of another kind.

use super::{names, site::Site, spots};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    file,
    import::{self, Imported},
    render::{Fields, Pattern},
    report::{self, FIRST_YEAR, Forms, LAST_YEAR, Report, Shared},
    yaml,
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A file of the folder to read in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Read {
    file: String,
}

/// A file that was dropped into the browser.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dropped {
    name: String,
}

/// A report to begin.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Begin {
    name: String,
    #[serde(default)]
    year: String,
    /// What the file of last year's report is called, if one is sent.
    #[serde(default)]
    previous: String,
    /// A report of the folder that is last year's.
    #[serde(default)]
    after: String,
}

/// Reads a file of the folder into a YAML beside it.
pub(super) fn read(site: &Site, asked: &Read) -> Result<Value> {
    let path = site.file(&asked.file)?;
    read_in(site, &path, &file::read_beside(&path)?)
}

/// A file of another kind that is opened: what it was read into before, or is now.
pub(super) fn beside(site: &Site, path: &Path, bytes: &[u8]) -> Result<Value> {
    let yaml = path.with_extension("yaml");
    if yaml.symlink_metadata().is_ok_and(|about| about.is_file()) {
        return Ok(json!({ "file": names::name_of(site.folder(), &yaml) }));
    }
    read_in(site, path, bytes)
}

fn read_in(site: &Site, path: &Path, bytes: &[u8]) -> Result<Value> {
    let forms = site.shared()?.forms;
    let imported = import::import(&file::shown(path), bytes, &forms)?;
    let name = names::name_of(site.folder(), &path.with_extension("yaml"));
    put(site, &name, &imported)
}

/// Takes a file that was dropped: its YAML, or the YAML that it is read into.
pub(super) fn import(site: &Site, asked: &Dropped, bytes: &[u8]) -> Result<Value> {
    let path = names::new(site.folder(), &asked.name)?;
    if file::has_extension(&path, &["yaml", "yml"]) {
        yaml::decode(&asked.name, bytes)?;
        let path = create(site, &path, bytes)?;
        return Ok(json!({ "file": names::name_of(site.folder(), &path), "findings": [] }));
    }
    let imported = import::import(&asked.name, bytes, &site.shared()?.forms)?;
    let name = names::name_of(site.folder(), &path.with_extension("yaml"));
    put(site, &name, &imported)
}

fn put(site: &Site, name: &str, imported: &Imported) -> Result<Value> {
    let path = names::new(site.folder(), name)?;
    let path = create(site, &path, imported.yaml.text.as_bytes())?;
    site.note_doubts(&path, imported.findings.clone());
    let tally = &imported.tally;
    Ok(json!({
        "file": names::name_of(site.folder(), &path),
        "tally": tally.to_string(),
        "isWhole": tally.is_whole(),
        "doubtful": tally.doubtful,
        "lost": tally.lost,
        "findings": spots::findings(site.folder(), &imported.findings, None),
    }))
}

/// Begins a report.
pub(super) fn new(site: &Site, asked: &Begin, previous: &[u8]) -> Result<Value> {
    let name = asked.name.trim();
    if name.is_empty() {
        return Err(Diagnostic::error(Code::Usage, "没有写单位名").help("例如“铜厂彝族乡”").into());
    }
    let county = site.shared()?;
    let year = match asked.year.trim() {
        "" => county.year,
        typed => Some(year(typed)?),
    };
    let no_year = || Diagnostic::error(Code::Usage, "没有写年度").help("写四位数的年份，例如 2026");
    let mut doubts = Diagnostics::default();
    let text = match before(site, asked, previous)? {
        Some((file, bytes)) => {
            let shared = Shared { forms: county.forms.clone(), ..Shared::default() };
            let last = import::load_reference(&file, &bytes, &shared)?;
            doubts = last.findings;
            succeeding(&county.forms, (&file, last.report), (name, year), &mut doubts)?
        }
        None => report::starter(&county.forms, name, year.ok_or_else(no_year)?)?,
    };
    let fields = Fields { title: name, agency: Some(name), year: None, file: name, county: None };
    let stem = Pattern::default().stem(&fields, "yaml")?;
    let path = names::new(site.folder(), &format!("{stem}.yaml"))?;
    let path = create(site, &path, text.as_bytes())?;
    if !doubts.is_empty() {
        site.note_doubts(&path, doubts);
    }
    Ok(json!({ "file": names::name_of(site.folder(), &path) }))
}

/// What last year's report is called, and what is in it.
fn before(site: &Site, asked: &Begin, sent: &[u8]) -> Result<Option<(String, Vec<u8>)>> {
    if !asked.after.is_empty() {
        let path = site.file(&asked.after)?;
        return Ok(Some((file::shown(&path), file::read_beside(&path)?)));
    }
    Ok((!asked.previous.is_empty()).then(|| (asked.previous.clone(), sent.to_vec())))
}

/// A report that goes on from another: of the same unit, and of an earlier year. What was open carries over from
/// the year before only.
fn succeeding(
    forms: &Forms,
    (file, mut last): (&str, Report),
    (name, year): (&str, Option<i32>),
    doubts: &mut Diagnostics,
) -> Result<String> {
    let refused =
        |message, help: &str| Err(Diagnostic::error(Code::Usage, message).help(help).into());
    let then = last.year.value;
    let year = year.unwrap_or_else(|| then.saturating_add(1));
    if !report::may_be_of(&last, name) {
        let message = format!("{file} 是“{}”的报告，不是“{name}”的", last.agency.value);
        return refused(message, "请核对选的文件；单位改过名称的，先用原来的名称建好，再改“机关”");
    }
    if then >= year {
        let message = format!("{file} 是 {then} 年度的报告，不早于 {year} 年度");
        return refused(message, "请核对年度；上年的报告要选上一年度的");
    }
    if then != year - 1 {
        let message = format!("{file} 是 {then} 年度的报告，不是 {} 年度的", year - 1);
        let help = "只借用了它的文字，上年结转要照实填";
        doubts.push(Diagnostic::warning(Code::NoPrevious, message).help(help));
        report::forget_open(&mut last);
    }
    report::successor(forms, &last, year)
}

/// Of which year and of whom a report is that was chosen as last year's.
pub(super) fn year_of(site: &Site, asked: &Dropped, bytes: &[u8]) -> Result<Value> {
    let shared = Shared { forms: site.shared()?.forms, ..Shared::default() };
    let last = import::load_reference(&asked.name, bytes, &shared)?.report;
    Ok(json!({ "year": last.year.value, "agency": last.agency.value }))
}

fn year(typed: &str) -> Result<i32> {
    report::parse_year(typed).ok_or_else(|| {
        let message = format!("年度“{typed}”不对");
        let help = format!("写 {FIRST_YEAR} 到 {LAST_YEAR} 之间的年份，例如 2026");
        Diagnostic::error(Code::Usage, message).help(help).into()
    })
}

/// Writes a new file; what is called so already stays, and the new one gets a number.
fn create(site: &Site, path: &Path, bytes: &[u8]) -> Result<PathBuf> {
    const MOST: usize = 99;
    let _held = site.writing();
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = |number: usize| match number {
        1 => path.to_owned(),
        _ => path.with_file_name(format!("{stem}（{number}）.yaml")),
    };
    for path in (1..MOST).map(name) {
        if path.symlink_metadata().is_err() {
            file::create(&path, bytes, false)?;
            return Ok(path);
        }
    }
    file::create(path, bytes, false)?;
    Ok(path.to_owned())
}
