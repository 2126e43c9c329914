//! The county's desk: the reports of many units, whatever kind of file they came in → who has filed, what is
//! wrong with each, as values; and of these a list of problems for each unit, a workbook and a page.
//!
//! [`review`] reads and checks; [`problem_list`], [`workbook`] and [`page`] make something of it in memory, and
//! [`write()`] puts all of it into a folder.

mod book;
mod kit;
mod lines;
mod list;
mod office;
mod page;
mod previous;
mod read;
mod told;
mod write;

pub use self::{
    book::workbook,
    kit::list_kit,
    list::{Letter, problem_list},
    page::page,
    previous::{against, reports_of},
    told::ToldFinding,
    write::{Desk, Put, write},
};

use crate::{
    batch::{self, Inputs, Kits, Present, RollKind, RollLine},
    diagnostic::{Diagnostic, Diagnostics, Severity},
    file,
    report::{County, Report},
};
use std::{fmt::Write as _, num::NonZero, path::PathBuf};

/// What a review asks beside the reports themselves.
#[derive(Clone, Copy, Debug)]
pub struct Questions<'a> {
    /// The list of units, and what they share.
    pub county: Option<&'a County>,
    /// Last year's reports.
    pub previous: Option<&'a [Report]>,
    /// The year that all reports are to be of.
    pub year: Option<i32>,
    /// Whether warnings are errors.
    pub deny_warnings: bool,
    /// How many reports are read at the same time.
    pub jobs: NonZero<usize>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Review {
    /// 县名, where it is known.
    pub county: Option<String>,
    /// The year that all reports are to be of, or that most are of.
    pub year: Option<i32>,
    /// Whether there is a list of units.
    pub has_list: bool,
    /// The units: those of the list in its order, then the others.
    pub units: Vec<ReviewedUnit>,
    /// What belongs to no unit: files that could not be taken.
    pub findings: Diagnostics,
}

/// How a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has filed one report.
    Filed,
    /// It has filed none.
    Missing,
    /// It has filed several.
    Doubled,
    /// What it has filed cannot be read.
    Unread,
    /// What it has filed is of another year.
    OtherYear,
    /// It is not on the list.
    Unlisted,
    /// It is the county itself.
    County,
}

impl Standing {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Filed => "已报",
            Self::Missing => "未报",
            Self::Doubled => "重复",
            Self::Unread => "读不了",
            Self::OtherYear => "年度不对",
            Self::Unlisted => "不在名单",
            Self::County => "本县汇总",
        }
    }
}

/// A unit, its files and what is wrong with them.
#[derive(Clone, Debug)]
pub struct ReviewedUnit {
    /// Its name, as the list has it.
    pub name: String,
    /// How it stands.
    pub standing: Standing,
    /// Its files, in the order of their names.
    pub files: Vec<ReviewedFile>,
    /// What is to be said of how many there are, and whose.
    pub findings: Diagnostics,
}

/// A file and what is wrong with it.
#[derive(Clone, Debug)]
pub struct ReviewedFile {
    /// Where it stands.
    pub path: PathBuf,
    /// 机关, as far as it could be read.
    pub agency: Option<String>,
    /// The report, if it could be read.
    pub report: Option<Report>,
    /// Everything that is wrong with it.
    pub findings: Diagnostics,
}

impl ReviewedUnit {
    /// All findings: those of the unit, then file by file.
    pub fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().chain(self.files.iter().flat_map(|file| file.findings.iter()))
    }

    /// How many findings there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.all().filter(|finding| finding.severity == severity).count()
    }

    /// Its report, if it has filed one that can be read, and only one.
    pub fn report(&self) -> Option<&Report> {
        match &self.files[..] {
            [file] => file.report.as_ref(),
            _ => None,
        }
    }

    /// Whether a list of problems is sent back to it: there is something to mend, and somebody who filed.
    pub fn has_problems(&self) -> bool {
        // The county has no one to send its own back to.
        let is_sent = !self.files.is_empty() && self.standing != Standing::County;
        is_sent && self.all().next().is_some()
    }

    /// Its agency's full name, where that was read.
    pub fn agency(&self) -> Option<&str> {
        self.files.iter().find_map(|file| file.agency.as_deref())
    }
}

impl Review {
    /// How many units stand so.
    pub fn count(&self, standing: Standing) -> usize {
        self.units.iter().filter(|unit| unit.standing == standing).count()
    }

    /// How many units are on the list, or have filed where there is none.
    pub fn expected(&self) -> usize {
        let is_expected =
            |unit: &&ReviewedUnit| !matches!(unit.standing, Standing::Unlisted | Standing::County);
        self.units.iter().filter(is_expected).count()
    }

    /// All findings, unit by unit.
    pub fn all(&self) -> Diagnostics {
        let of_units = self.units.iter().flat_map(ReviewedUnit::all);
        self.findings.iter().chain(of_units).cloned().collect()
    }

    /// Who filed, in a sentence.
    pub fn sum_up(&self) -> String {
        let [missing, doubled, unread, other, unlisted] = [
            Standing::Missing,
            Standing::Doubled,
            Standing::Unread,
            Standing::OtherYear,
            Standing::Unlisted,
        ]
        .map(|standing| self.count(standing));
        let expected = self.expected();
        let is_unit =
            |unit: &&ReviewedUnit| !unit.files.is_empty() && unit.standing != Standing::County;
        let senders = || self.units.iter().filter(is_unit);
        let of = |severity| senders().filter(|unit| unit.count(severity) > 0).count();
        let head = if self.has_list { "应报" } else { "共" };
        let filed = expected - missing - other - unread;
        let mut text = format!("{head} {expected} 个单位，已报 {filed} 个");
        for (word, count) in [
            ("未报", missing),
            ("重复", doubled),
            ("读不了", unread),
            ("年度不对", other),
            ("不在名单", unlisted),
        ] {
            if count > 0 {
                let _ = write!(text, "，{word} {count} 个");
            }
        }
        let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
        text + &format!("；有必须改正的 {errors} 个，有请核对的 {warnings} 个")
    }
}

/// Reads and checks every report. `done` is told of each file as it is done.
pub fn review(
    inputs: &Inputs,
    kits: &Kits,
    questions: &Questions<'_>,
    mut done: impl FnMut(),
) -> Review {
    let mut files: Vec<Option<ReviewedFile>> = Vec::with_capacity(inputs.files.len());
    let one = |i: usize| Some(read::file(inputs.files.get(i)?, kits, questions));
    batch::in_order(inputs.files.len(), questions.jobs, one, |file| {
        files.push(file);
        done();
    });
    let year = AskedYear::of(kits, questions);
    let present = |file: &Option<ReviewedFile>| {
        let file = file.as_ref();
        let input = file.map(|file| file.path.clone()).unwrap_or_default();
        let agency = file.and_then(|file| file.agency.clone());
        Present { input, agency, is_of_other_year: file.is_some_and(|f| year.is_other(f)) }
    };
    let is_whole = !inputs.folders.is_empty() || questions.county.is_some();
    let county = questions.county.filter(|_| is_whole);
    let all: Vec<Present> = files.iter().map(present).collect();
    let kept = read::without_copies(&batch::roll_lines(county, &all), &all, &files);
    let (mut files, present): (Vec<_>, Vec<_>) =
        files.into_iter().zip(all).zip(kept).filter(|(_, kept)| *kept).map(|(one, _)| one).unzip();
    let lines = batch::roll_lines(county, &present);
    let units: Vec<ReviewedUnit> =
        lines.into_iter().map(|line| unit(line, &mut files, &year)).collect();
    let mut left = inputs.findings.clone();
    left.extend(inputs.outdated());
    let units = units.into_iter().map(|unit| with_unread(unit, &inputs.findings));
    let units = units.map(|unit| with_other_numbers(unit, &mut left)).collect();
    let name = county.and_then(|county| county.name.as_ref());
    let mut review = Review {
        county: name.map(|name| name.value.clone()),
        year: None,
        has_list: county.is_some_and(|county| !county.units.is_empty()),
        units,
        findings: left.iter().chain(&*kits.findings).cloned().collect(),
    };
    let shared = county.and_then(|county| county.shared.year);
    review.year = questions.year.or(shared).or_else(|| lines::usual_year(&review));
    review
}

/// A unit that has filed something which nobody can read has filed: what it was is said instead.
fn with_unread(mut unit: ReviewedUnit, left: &Diagnostics) -> ReviewedUnit {
    let left = batch::roll_unread(&unit.name, left);
    let Some(left) = left.filter(|_| unit.standing == Standing::Missing) else {
        return unit;
    };
    let message = format!("“{}”交了，读不了：{}", unit.name, left.message);
    let finding = Diagnostic { message, ..left.clone() };
    unit.standing = Standing::Unread;
    unit.findings = std::iter::once(finding).collect();
    unit
}

/// A unit beside whose report lies another that says something else: which of them holds, it alone can say.
fn with_other_numbers(mut unit: ReviewedUnit, left: &mut Diagnostics) -> ReviewedUnit {
    let names: Vec<String> = unit.files.iter().map(|file| book::name_of(&file.path)).collect();
    let is_its = |finding: &Diagnostic| {
        let names_it = |name: &String| finding.message.contains(&format!("和 {name} 是同一单位"));
        batch::tells_difference(finding) && names.iter().any(names_it)
    };
    let (its, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
        std::mem::take(left).into_iter().partition(is_its);
    *left = others.into_iter().collect();
    unit.findings.extend(its);
    unit
}

/// The year that reports are to be of, as far as anybody says.
struct AskedYear<'a> {
    kits: &'a Kits,
    questions: &'a Questions<'a>,
}

impl<'a> AskedYear<'a> {
    fn of(kits: &'a Kits, questions: &'a Questions<'a>) -> Self {
        Self { kits, questions }
    }

    /// Whether a report is of another year.
    fn is_other(&self, file: &ReviewedFile) -> bool {
        let Some(report) = &file.report else { return false };
        self.questions.year.is_some_and(|year| report.year.value != year)
            || self.kits.counties().is_of_other_year(&file.path, Some(report))
    }
}

fn unit(line: RollLine, files: &mut [Option<ReviewedFile>], year: &AskedYear<'_>) -> ReviewedUnit {
    let take = |i: &usize| files.get_mut(*i).and_then(Option::take);
    let its: Vec<ReviewedFile> = line.reports.iter().filter_map(take).collect();
    let is_unread = !its.is_empty() && its.iter().all(|file| file.report.is_none());
    let is_of_other_year = !its.is_empty() && its.iter().all(|file| year.is_other(file));
    let of_year = its.iter().filter(|file| !year.is_other(file)).count();
    let standing = match (line.kind, of_year) {
        (RollKind::County, _) => Standing::County,
        (RollKind::Unlisted, _) => Standing::Unlisted,
        (RollKind::Listed, _) if is_of_other_year => Standing::OtherYear,
        (RollKind::Listed, 0) => Standing::Missing,
        (RollKind::Listed, _) if is_unread => Standing::Unread,
        (RollKind::Listed, 1) => Standing::Filed,
        (RollKind::Listed, _) => Standing::Doubled,
    };
    let mut findings = Diagnostics::default();
    findings.extend(line.finding.map(|mut finding| {
        // To whom it is told, its files have no folders.
        for file in &its {
            finding.message =
                finding.message.replace(&file::shown(&file.path), &book::name_of(&file.path));
        }
        finding
    }));
    let findings = if year.questions.deny_warnings { findings.denied() } else { findings };
    ReviewedUnit { name: line.unit, standing, files: its, findings }
}
