//! The units' reports → their county's, in a folder of its own below theirs.

use super::{names, site::Site, spots};
use crate::{
    batch::{self, Kits, Present},
    check::{self, Context},
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    file::{self, Output},
    render::{Fields, Pattern},
    report::{self, Report, Shared},
    summary::{self, Addition, Summary},
    yaml,
};
use serde_json::{Value, json};
use std::path::Path;

/// Adds up the reports of the folder. The county's report that is there keeps the words that were written in it.
pub(super) fn summarize(site: &Site) -> Result<Value> {
    let county = site.county()?;
    let name = county.as_ref().and_then(|county| county.name.as_ref());
    let Some(name) = name.map(|name| name.value.clone()) else {
        let message = "不知道县名";
        let help = "请在这个文件夹的 county.yaml 里写上“县名: 某某县”";
        return Err(Diagnostic::error(Code::Usage, message).help(help).into());
    };
    let summary = sum(site, &name)?.finish(county.as_ref().and_then(|c| c.shared.date))?;
    let forms = site.shared()?.forms;
    let shared = Shared { forms, ..Shared::default() };
    let folder = site.folder().join(names::SUMS);
    let fields =
        Fields { title: &name, agency: None, year: None, file: &name, county: Some(&name) };
    let stem = Pattern::default().stem(&fields, "yaml")?;
    let path = folder.join(format!("{stem}.yaml"));
    let old = finished(&path, &summary, &shared)?;
    let text = match &old {
        Some(old) => summary::refreshed(old, &summary)?,
        None => summary::yaml(&summary)?,
    };
    let source = yaml::decode(&file::shown(&path), text.as_bytes())?;
    let loaded = report::load_with(&source, &shared)?;
    summary.confirm(&loaded.report)?;
    let found = check::check(&loaded.report, &Context::default());
    let outputs = [
        ("yaml", text.into_bytes()),
        ("csv", summary::csv(&summary).into_bytes()),
        ("xlsx", summary::xlsx(&summary)?),
    ];
    let outputs =
        outputs.map(|(extension, bytes)| Output { name: format!("{stem}.{extension}"), bytes });
    let held = site.writing();
    let written = file::replace_all(&folder, &outputs)?;
    drop(held);
    Ok(json!({
        "file": names::name_of(site.folder(), &path),
        "files": written.iter().map(|path| names::name_of(site.folder(), path)).collect::<Vec<_>>(),
        "units": summary.units.len(),
        "isRefreshed": old.is_some(),
        "blanks": found.iter().filter(|finding| finding.code == check::BLANK).count(),
        "findings": spots::findings(&found, None),
    }))
}

/// One that has an error keeps the county from being added up, and so does one that came twice.
fn sum(site: &Site, county: &str) -> Result<Addition> {
    let inputs = site.inputs();
    let kits = Kits::load(&inputs, &site.setup.wishes)?;
    let counties = kits.counties();
    let mut errors = inputs.findings.clone();
    let mut present = Vec::new();
    let mut reports = Vec::new();
    for path in &inputs.files {
        let read = read(path, &kits);
        let agency = read.as_ref().ok().map(|report| report.agency.value.clone());
        present.push(Present { input: path.clone(), agency });
        reports.push(errors.take(read));
    }
    let mut roll = counties.roll_call(&inputs.folders, &present);
    if !roll.iter().any(|finding| finding.code.id() == check::DOUBLED_UNIT.code) {
        roll = counties.doubled(&present);
    }
    let doubled = roll.into_iter().filter(|f| f.code.id() == check::DOUBLED_UNIT.code);
    errors.extend(doubled.collect::<Diagnostics>().denied());
    if errors.has_errors() {
        return Err(errors);
    }
    let mut addition = Addition::new(county);
    for at in counties.order(&inputs.folders, &present) {
        if let Some(report) = reports.get(at).and_then(Option::as_ref) {
            addition.add(report);
        }
    }
    Ok(addition)
}

fn read(path: &Path, kits: &Kits) -> Result<Report> {
    let counties = kits.counties();
    let loaded = batch::report(path, &counties.shared(path))?;
    let mut found = loaded.findings;
    found.extend(check::check(&loaded.report, &Context::default()));
    if found.has_errors() {
        return Err(found);
    }
    Ok(loaded.report)
}

/// The county's report of an earlier time. Another file of that name is nobody's to replace.
fn finished(path: &Path, summary: &Summary, shared: &Shared) -> Result<Option<Report>> {
    if path.symlink_metadata().is_err() {
        return Ok(None);
    }
    let old = batch::reference(path, shared)?.report;
    let is_it = old.agency.value == report::agency_of(&summary.county)
        && old.year.value == summary.year
        && old.form.id == summary.form.id;
    if is_it {
        return Ok(Some(old));
    }
    let message = format!("{} 是别的报告，没有改动它", file::shown(path));
    let help = "请把它改名或移到别处，再汇总";
    Err(Diagnostic::error(Code::Exists, message).help(help).into())
}
