//! The units' reports → their county's, on the disk: its YAML, and the tables beside it. A county's report that is
//! there keeps the words that were written in it, and tables that somebody changed are kept under another name.

use super::{Counties, Inputs, Present, agency, reference, report};
use crate::{
    check::{self, Context},
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Severity},
    file::{self, Output, StandingFiles},
    report::{self, Report, Shared},
    summary::{self, Addition, Summary},
    yaml,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Adds up the units' reports. One that has an error keeps the county from being added up: its numbers are not to
/// be trusted. What a unit would be told, but does not stop it, goes to `tell` with its file; what is to be said of
/// the roll goes there without one. Each report is read, added and let go: a county may have thousands.
///
/// # Errors
/// Everything that is wrong with any of them, and units that came twice.
pub fn add_up(
    inputs: &Inputs,
    counties: &Counties,
    county: &str,
    tell: &mut dyn FnMut(Option<&Path>, Diagnostics),
) -> Result<Addition> {
    let mut errors = inputs.findings.clone();
    let mut addition = Addition::new(county);
    let mut present = Vec::new();
    for input in &ordered(inputs, counties) {
        let (warnings, report) = of_unit(input, counties);
        tell(Some(input), warnings);
        // A report with errors is there too.
        let agency = match &report {
            Ok(report) => Some(report.agency.value.clone()),
            Err(_) => agency(input, counties),
        };
        let is_of_other_year = counties.is_of_other_year(input, report.as_ref().ok());
        present.push(Present { input: input.clone(), agency, is_of_other_year });
        if let Some(report) = errors.take(report) {
            addition.add(&report);
        }
    }
    // What came twice would be added up twice.
    let (doubled, roll): (Vec<_>, Vec<_>) = counties
        .roll_call(&inputs.folders, &present)
        .into_iter()
        .partition(|finding| finding.code.id() == check::DOUBLED_UNIT.code);
    tell(None, roll.into_iter().collect());
    let doubled: Diagnostics =
        if doubled.is_empty() { counties.doubled(&present) } else { doubled.into_iter().collect() };
    errors.extend(doubled.denied());
    if errors.has_errors() {
        return Err(errors);
    }
    Ok(addition)
}

/// The inputs in the order of their county's list, as far as names of files and 机关 tell: they are added up
/// as they are read.
pub fn ordered(inputs: &Inputs, counties: &Counties) -> Vec<PathBuf> {
    let present = |input: &PathBuf| Present {
        input: input.clone(),
        agency: agency(input, counties),
        is_of_other_year: false,
    };
    let present: Vec<Present> = inputs.files.iter().map(present).collect();
    let order = counties.order(&inputs.folders, &present);
    order.into_iter().filter_map(|i| inputs.files.get(i).cloned()).collect()
}

/// Reads a unit's report. What the unit would be told, but does not stop it, comes first.
fn of_unit(path: &Path, counties: &Counties) -> (Diagnostics, Result<Report>) {
    let loaded = match report(path, counties) {
        Ok(loaded) => loaded,
        Err(errors) => return (Diagnostics::default(), Err(errors)),
    };
    let mut found = loaded.findings;
    let checked = check::check(&loaded.report, &Context::default());
    found.extend(check::beside_reading(checked, &found));
    found.extend(check::untouched(&loaded.report));
    let found = found.of_file(&file::shown(path));
    let (errors, warnings): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|d| d.severity == Severity::Error);
    let errors = errors.into_iter().collect::<Diagnostics>();
    (warnings.into_iter().collect(), errors.finish(loaded.report))
}

/// What is asked of a county's report beside its sums.
#[derive(Clone, Copy, Debug)]
pub struct CountyAsk<'a> {
    /// Where its YAML goes; the tables stand beside it under its name.
    pub path: &'a Path,
    /// What it takes over: it says its year and date itself, and needs the forms alone.
    pub shared: &'a Shared,
    /// The county's report of the year before.
    pub previous: Option<&'a Report>,
    /// Whether what stands there is replaced, words and all.
    pub force: bool,
    /// What to do where something else stands there.
    pub advice: &'a str,
}

/// A county's report that can be written.
#[derive(Debug)]
pub struct CountyReport<'a> {
    ask: CountyAsk<'a>,
    outputs: [(&'static str, Output); 3],
    /// What stood there when it was begun.
    standing: StandingFiles,
    /// Whether the county's report was there, and keeps its words.
    pub is_refreshed: bool,
    /// How many places a person has to fill: no fault of it.
    pub blanks: usize,
    /// What the checks say of it as the report that it is: sums, carry-over, words.
    pub findings: Diagnostics,
    /// Why the file that stands in its place was not understood.
    unread: Diagnostics,
}

impl<'a> CountyReport<'a> {
    /// Makes and checks it.
    ///
    /// # Errors
    /// A defect of this program: it does not say what was added up.
    pub fn of(summary: &Summary, ask: CountyAsk<'a>) -> Result<Self> {
        let mut unread = Diagnostics::default();
        let names = ["yaml", "csv", "xlsx"].map(|extension| name(ask.path, extension));
        let standing =
            StandingFiles::of(file::folder_of(ask.path), names.iter().map(String::as_str));
        let old = if ask.force { None } else { unread.take(finished(&ask, summary)).flatten() };
        let text = match &old {
            Some(old) => summary::refreshed(old, summary)?,
            None => summary::yaml(summary)?,
        };
        let source = yaml::decode(&file::shown(ask.path), text.as_bytes())?;
        let loaded = report::load_with(&source, ask.shared)?;
        summary.confirm(&loaded.report)?;
        let context = Context { previous: ask.previous, units: &[] };
        let (blanks, found): (Vec<_>, Vec<_>) = check::check(&loaded.report, &context)
            .into_iter()
            .partition(|finding| finding.code == check::BLANK);
        let output =
            |extension, bytes| (extension, Output { name: name(ask.path, extension), bytes });
        Ok(Self {
            outputs: [
                output("yaml", text.into_bytes()),
                output("csv", summary::csv(summary).into_bytes()),
                output("xlsx", summary::xlsx(summary)?),
            ],
            standing,
            is_refreshed: old.is_some(),
            blanks: blanks.len(),
            findings: loaded.findings.into_iter().chain(found).collect(),
            unread,
            ask,
        })
    }

    /// Writes it and its tables, all or none. Beside a report that was refreshed, tables that were there and differ
    /// stay under other names: somebody may have worked on them.
    ///
    /// # Errors
    /// `NB404` where something else stands, and what the disk says.
    pub fn write(self) -> Result<Vec<PathBuf>> {
        let folder = file::folder_of(self.ask.path);
        let stem = self.ask.path.file_stem().unwrap_or_default().to_string_lossy();
        let (is_kept, may_replace) = (self.is_refreshed, self.is_refreshed || self.ask.force);
        let there = self.outputs.iter().map(|(_, output)| folder.join(&output.name));
        if let Some(there) = there.into_iter().find(|path| !may_replace && path.exists()) {
            let message = format!("{} 已经存在，没有改动它", file::shown(&there));
            let finding = Diagnostic::error(Code::Exists, message).help(self.ask.advice);
            return Err([finding].into_iter().chain(self.unread).collect());
        }
        let mut all = Vec::new();
        for (extension, output) in self.outputs {
            let there = folder.join(&output.name);
            if is_kept && extension != "yaml" && there.exists() {
                all.extend(kept(&there, &stem, extension, &output.bytes)?);
            }
            all.push(output);
        }
        file::replace_all(folder, &all, &self.standing)
    }
}

/// How one of the three files is called: the report as asked for, the tables as it.
fn name(path: &Path, extension: &str) -> String {
    let path = match extension {
        "yaml" => path.to_owned(),
        other => path.with_extension(other),
    };
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The county's report of an earlier run, in which a person may have written since; none where another one or
/// nothing stands.
fn finished(ask: &CountyAsk<'_>, summary: &Summary) -> Result<Option<Report>> {
    if ask.path.symlink_metadata().is_err() {
        return Ok(None);
    }
    let old = reference(ask.path, ask.shared)?.report;
    let is_it = old.agency.value == report::agency_of(&summary.county)
        && old.year.value == summary.year
        && old.form.id == summary.form.id;
    Ok(is_it.then_some(old))
}

/// A table that was there, to be kept beside the new one if it says something else and is not kept already.
fn kept(there: &Path, stem: &str, extension: &str, new: &[u8]) -> Result<Option<Output>> {
    let bytes = file::read_beside(there)?;
    let name = |number: usize| match number {
        1 => format!("{stem}（上次）.{extension}"),
        _ => format!("{stem}（上次{number}）.{extension}"),
    };
    if bytes == new {
        return Ok(None);
    }
    let name = free_name(file::folder_of(there), &bytes, &name);
    Ok(name.map(|name| Output { name, bytes }))
}

/// The first name that nothing stands under: what was kept before may be somebody's work too. None where
/// the same is kept already.
fn free_name(folder: &Path, bytes: &[u8], name: &dyn Fn(usize) -> String) -> Option<String> {
    for number in 1.. {
        let there = folder.join(name(number));
        if fs::symlink_metadata(&there).is_err() {
            return Some(name(number));
        }
        if file::read_beside(&there).is_ok_and(|kept| kept == bytes) {
            return None;
        }
    }
    None
}
