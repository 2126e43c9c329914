//! The units of the folder: who has reported, how far each is, what they sum up to.

use super::{names, site::Site, spots, words};
use crate::{
    batch::{self, Job, Kits, Plan, Present},
    check::{self, Context},
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Severity},
    file, import,
    input::Loaded,
    render::Kit,
    report::{self, Report, RowRole, Value as Cell},
};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::{num::NonZero, path::Path};

/// What is shown of each unit's numbers: the rows that rules ask for, and their names for people.
const SHOWN: [(RowRole, &str); 6] = [
    (RowRole::Received, "新收申请"),
    (RowRole::CarriedIn, "上年结转"),
    (RowRole::Handled, "办理结果"),
    (RowRole::CarriedOut, "结转下年"),
    (RowRole::Reviews, "行政复议"),
    (RowRole::Suits, "行政诉讼"),
];

/// One unit at a time, beside the report, and only what has changed.
pub(super) const JOB: Job<'static> = Job {
    folder: None,
    deny_warnings: false,
    jobs: NonZero::<usize>::MIN,
    fail_fast: false,
    force: false,
};

/// How far a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum UnitState {
    /// 未填: all is as a new report has it.
    Blank,
    /// 有错.
    Faulty,
    /// 可报.
    Ready,
    /// 已生成: its files are there, made from what it says now.
    Made,
    /// 还没有读入: a file of another kind.
    Unread,
}

impl UnitState {
    fn name(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Faulty => "faulty",
            Self::Ready => "ready",
            Self::Made => "made",
            Self::Unread => "unread",
        }
    }
}

/// The folder as it is now.
pub(super) fn folder(site: &Site) -> Result<Value> {
    let county = site.county()?;
    let inputs = site.inputs();
    let mut found = Diagnostics::default();
    // An empty folder is where one begins.
    found.extend(inputs.findings.iter().filter(|f| is_news(f)).cloned());
    let kits = Kits::load(&inputs, &site.setup.wishes)?;
    let plan = Plan::of(&inputs, kits.clone(), &JOB);
    let mut present = Vec::new();
    let mut units = Vec::new();
    for path in &inputs.files {
        let Some(kit) = kits.of_input(path) else { continue };
        let (agency, unit) = unit(site, path, kit, &plan);
        present.push(Present { input: path.clone(), agency, is_of_other_year: false });
        units.push(Some(unit));
    }
    let order = kits.counties().order(&inputs.folders, &present);
    let units: Vec<Value> = order.into_iter().filter_map(|i| units.get_mut(i)?.take()).collect();
    let roll = kits.counties().roll_call(&inputs.folders, &present);
    Ok(json!({
        "name": county.as_ref().and_then(|c| c.name.as_ref()).map(|name| name.value.clone()),
        "year": county.as_ref().and_then(|c| c.shared.year),
        "names": county.as_ref().map(|c| c.units.iter().map(|unit| &unit.value).collect::<Vec<_>>()),
        "listed": county.as_ref().map_or(0, |c| c.units.len()),
        "codes": { "missing": check::MISSING_UNIT.code, "doubled": check::DOUBLED_UNIT.code },
        "columns": SHOWN.map(|(_, name)| name),
        "units": units,
        "sum": sum_file(site),
        "findings": spots::findings(site.folder(), &found.into_iter().chain(roll).collect(), None),
    }))
}

/// That a folder is empty is where one begins, and that sums lie below it is as it should be.
fn is_news(finding: &Diagnostic) -> bool {
    let is_sums = finding.code == Code::NotTaken
        && finding.message.contains(&format!("没有取 {}（", names::SUMS));
    finding.code != Code::NoReports && !is_sums
}

/// The county's own report, if there is one.
fn sum_file(site: &Site) -> Option<String> {
    let folder = file::folder_below(site.folder(), names::SUMS).ok()?;
    let files = file::names(&folder).ok()?;
    let yaml = files.into_iter().find(|path| file::has_extension(path, &["yaml"]))?;
    Some(names::name_of(site.folder(), &yaml))
}

/// Whose a file is, and what is shown of it.
fn unit(site: &Site, path: &Path, kit: &Kit, plan: &Plan) -> (Option<String>, Value) {
    let looked = batch::guarded(|| of_file(site, path, kit, plan));
    let file = names::name_of(site.folder(), path);
    match looked {
        Ok((agency, unit)) => (agency, unit),
        Err(found) => (
            None,
            json!({
                "file": file,
                "state": UnitState::Faulty.name(),
                "errors": found.count(Severity::Error),
                "warnings": found.count(Severity::Warning),
                "first": found.first().map(|finding| words::message(&finding.message, site.folder())),
            }),
        ),
    }
}

fn of_file(site: &Site, path: &Path, kit: &Kit, plan: &Plan) -> Result<(Option<String>, Value)> {
    let bytes = file::read_beside(path)?;
    let loaded = kit.read(&file::shown(path), &bytes)?;
    let last = loaded.input.report().and_then(|report| site.last_year(path, report, false));
    let context = Context { previous: last.as_deref(), ..Context::default() };
    let Loaded { input, findings } = kit.examine(loaded, &context);
    let report = input.report();
    let found = findings.once();
    let state = if import::is_other(&file::shown(path), &bytes) {
        UnitState::Unread
    } else if report.is_some_and(is_blank) {
        UnitState::Blank
    } else if found.has_errors() {
        UnitState::Faulty
    } else if plan.is_made(path, &JOB) {
        UnitState::Made
    } else {
        UnitState::Ready
    };
    let first = found.iter().find(|f| f.severity == Severity::Error).or(found.first());
    let unit = json!({
        "file": names::name_of(site.folder(), path),
        "agency": input.agency(),
        "year": input.year(),
        "state": state.name(),
        "errors": found.count(Severity::Error),
        "warnings": found.count(Severity::Warning),
        "first": first.map(|finding| words::message(&finding.message, site.folder())),
        "numbers": report.map(numbers),
    });
    Ok((input.agency().map(str::to_owned), unit))
}

/// Whether nobody has written in it: the starter's words, and no number but 0.
fn is_blank(report: &Report) -> bool {
    let is_nothing = |cell: &Cell| cell.amount().is_some_and(|amount| amount.is_zero());
    report::is_untouched(report)
        && report
            .tables
            .values()
            .flat_map(|cells| cells.values())
            .all(|cell| is_nothing(&cell.value))
}

/// The totals of the rows that are shown; none where one is not known.
fn numbers(report: &Report) -> Vec<Option<String>> {
    let of_row = |(role, _): (RowRole, &str)| {
        let (table, rows) = report.form.rows(role)?;
        let cells = report.tables.get(&table.key)?;
        let amounts = rows
            .iter()
            .map(|row| cells.get(&format!("{row}.total")).and_then(|cell| cell.value.amount()));
        let sum: Option<Decimal> = amounts.sum();
        sum.map(|sum| sum.to_string())
    };
    SHOWN.into_iter().map(of_row).collect()
}
