//! One file: read, checked, proved.

use super::{Questions, ReviewedFile, previous::against};
use crate::{
    batch::{self, Kits, Present, RollLine},
    check::{self, Context},
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    file,
    report::Report,
};
use std::{collections::HashSet, ffi::OsStr, path::Path};

/// Reads and checks a file; whatever happens, something is said of it.
pub(super) fn file(path: &Path, kits: &Kits, questions: &Questions<'_>) -> ReviewedFile {
    let mut file = ReviewedFile {
        path: path.to_owned(),
        agency: None,
        report: None,
        findings: Diagnostics::default(),
    };
    let done = batch::guarded(|| of_file(path, kits, questions, &mut file));
    if let Err(refused) = done {
        file.findings.extend(refused);
    }
    let found = std::mem::take(&mut file.findings).once().sorted().of_file(&file::shown(path));
    file.findings = if questions.deny_warnings { found.denied() } else { found };
    file
}

fn of_file(
    path: &Path,
    kits: &Kits,
    questions: &Questions<'_>,
    file: &mut ReviewedFile,
) -> Result<()> {
    let Some(kit) = kits.of_input(path) else {
        return Ok(());
    };
    let loaded = kit.read(&file::shown(path), &kits.counties().read(path)?)?;
    file.agency = loaded.input.agency().map(str::to_owned);
    file.report = loaded.input.report().cloned();
    let previous = file.report.as_ref().and_then(|report| {
        file.findings.extend(questions.year.and_then(|year| other_year(report, year)));
        file.findings.extend(check::untouched(report));
        against(report, questions.previous, &mut file.findings)
    });
    file.findings.extend(kit.examine(loaded, &Context { previous, units: &[] }).findings);
    Ok(())
}

/// The error of a report of another year than the one that is reviewed.
fn other_year(report: &Report, year: i32) -> Option<Diagnostic> {
    let own = report.year.value;
    let message = format!("“年度”是 {own} 年，这次审核的是 {year} 年度的报告");
    let finding = Diagnostic::error(Code::OtherYear, message);
    let finding = finding.at(&report.source, report.year.at.clone(), "");
    (own != year).then(|| finding.help("往年的报告不要放在一起；确是今年的，改正“年度”"))
}

/// Which reports are kept: where a unit has several, those go that this program made and that say the same as another
/// one. A unit that sends in its DOCX and its PDF has filed once, one that sends in other numbers twice.
pub(super) fn without_copies(
    lines: &[RollLine],
    present: &[Present],
    files: &[Option<ReviewedFile>],
) -> Vec<bool> {
    let stems: HashSet<&OsStr> = files
        .iter()
        .flatten()
        .filter(|file| file.report.is_some())
        .filter_map(|file| file.path.file_stem())
        .collect();
    let titles: HashSet<String> = files
        .iter()
        .flatten()
        .filter_map(|file| file.report.as_ref())
        .map(Report::title_line)
        .collect();
    // A PDF says nothing of whose it is; its name is that of what it was made from.
    let is_copy = |file: &ReviewedFile| {
        let stem = file.path.file_stem().unwrap_or_default();
        let is_known = stems.contains(stem) || titles.contains(&*stem.to_string_lossy());
        file.report.is_none() && is_known && batch::is_made_of_one(&file.path)
    };
    let mut kept: Vec<bool> =
        files.iter().map(|file| !file.as_ref().is_some_and(is_copy)).collect();
    for line in lines.iter().filter(|line| line.reports.len() > 1) {
        let is_made = |i: &&usize| {
            present.get(**i).is_some_and(|report| batch::is_made_of_one(&report.input))
        };
        let (made, own): (Vec<&usize>, Vec<&usize>) = line.reports.iter().partition(is_made);
        let report = |i: &usize| files.get(*i)?.as_ref()?.report.as_ref();
        let mut masters = own;
        for i in made {
            let is_same = |other: &&usize| match (report(other), report(i)) {
                (Some(other), Some(one)) => batch::said_otherwise(other, one).is_empty(),
                _ => true,
            };
            if masters.iter().any(is_same) {
                kept.get_mut(*i).into_iter().for_each(|kept| *kept = false);
            } else {
                masters.push(i);
            }
        }
    }
    kept
}
