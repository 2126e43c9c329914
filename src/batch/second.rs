//! What a second report of one unit says otherwise than the first.

use super::Inputs;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Source},
    file, import,
    report::{self, Forms, Report, Shared, Value},
};
use std::path::{Path, PathBuf};

/// How it is told that two reports of one unit have other numbers.
const NUMBERS_DIFFER: &str = "数不一样";
/// How it is told that only their texts differ.
const TEXTS_DIFFER: &str = "文字不一样";

/// A file that this program has made of a report that lies beside it, as it was then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedProduct {
    /// The file.
    pub path: PathBuf,
    /// The report that is taken.
    pub of: PathBuf,
}

impl Inputs {
    /// Warnings of the files that were passed over since this program has made them of a report that is taken, and
    /// that have other numbers than it has: nobody sees from their names that they are from before a change, and
    /// they may be what was filed.
    pub fn outdated(&self) -> Diagnostics {
        self.products.iter().filter_map(outdated).collect()
    }
}

/// Whether a finding tells that a second report says something else.
pub(crate) fn tells_difference(finding: &Diagnostic) -> bool {
    let says = |words: &&str| finding.message.contains(*words);
    finding.code == Code::NotTaken && [NUMBERS_DIFFER, TEXTS_DIFFER].iter().any(says)
}

fn outdated(PassedProduct { path, of }: &PassedProduct) -> Option<Diagnostic> {
    let differs = other_numbers(&yaml_of(of)?, &yaml_of(path)?);
    if differs.is_empty() {
        return None;
    }
    let [path, of] = [path, of].map(|path| last(path));
    let message =
        format!("没有取 {path}：和 {of} 是同一单位、同一年度的报告，是用本程序做的{differs}");
    let help = format!("以 {of} 为准的，用 nianbao render 重做一遍；要用 {path} 的，移走 {of}");
    Some(Diagnostic::warning(Code::NotTaken, message).help(help))
}

fn last(path: &Path) -> String {
    file::shown(path.file_name().unwrap_or_default().as_ref())
}

fn yaml_of(path: &Path) -> Option<String> {
    let bytes = file::read_beside(path).ok()?;
    let (source, _) = import::open(&file::shown(path), &bytes, &Forms::default()).ok()?;
    Some(source.text.clone())
}

/// What the report in one YAML says otherwise than that in another, as the end of a sentence; empty where nothing, or
/// where one of them is no report yet.
pub(super) fn different(one: &str, other: &str) -> String {
    both(one, other).map_or_else(String::new, |(one, other)| said_otherwise(&one, &other))
}

/// The same of the numbers alone: a text loses what its outline was on the way through a file.
pub(super) fn other_numbers(one: &str, other: &str) -> String {
    both(one, other).and_then(|(one, other)| numbers(&one, &other)).unwrap_or_default()
}

/// Both reports. A YAML may leave to its county what all units share; the other one says it then.
fn both(one: &str, other: &str) -> Option<(Report, Report)> {
    let load = |text: &str, beside: Option<&Report>| {
        let shared = Shared {
            year: beside.map(|report| report.year.value),
            date: beside.and_then(|r| r.signature.as_ref()).map(|signature| signature.date.value),
            ..Shared::default()
        };
        report::load_with(&Source::new("", text), &shared).ok().map(|loaded| loaded.report)
    };
    let whole = load(other, None);
    let one = load(one, whole.as_ref())?;
    let other = whole.or_else(|| load(other, Some(&one)))?;
    Some((one, other))
}

/// What one report says otherwise than another, as the end of a sentence; empty where nothing.
pub(crate) fn said_otherwise(one: &Report, other: &Report) -> String {
    match numbers(one, other) {
        Some(numbers) => numbers,
        None if texts_differ(one, other) => format!("，{TEXTS_DIFFER}"),
        None => String::new(),
    }
}

/// How many numbers differ, with the first of them.
fn numbers(one: &Report, other: &Report) -> Option<String> {
    let cell = |report: &Report, table: &str, key: &str| {
        report.tables.get(table).and_then(|cells| cells.get(key)).map(|cell| cell.value.clone())
    };
    let mut count = 0;
    let mut first = None;
    for table in &one.form.tables {
        for data in table.data() {
            let [mine, theirs] = [one, other].map(|report| cell(report, &table.key, &data.key));
            if !is_same(mine.as_ref(), theirs.as_ref()) {
                count += 1;
                let name = data.labels.join(" ");
                let told = || format!("“{name}”一个是 {}，一个是 {}", shown(mine), shown(theirs));
                first = first.or_else(|| Some(told()));
            }
        }
    }
    first.map(|first| format!("，有 {count} 个{NUMBERS_DIFFER}：{first}"))
}

/// Whether both print the same.
fn is_same(one: Option<&Value>, other: Option<&Value>) -> bool {
    let amount = |value: Option<&Value>| value.and_then(Value::amount);
    one == other || amount(one).is_some() && amount(one) == amount(other)
}

fn shown(value: Option<Value>) -> String {
    match value {
        Some(Value::Text(text)) => text,
        value => {
            let amount = value.as_ref().and_then(Value::amount);
            amount.map_or_else(|| "没有填".to_owned(), |amount| amount.to_string())
        }
    }
}

/// Whether the texts say something else: by their characters, since how lines are broken, marks are set and what is
/// a heading is lost on the way through a file. What is put in for an expression is not known.
fn texts_differ(one: &Report, other: &Report) -> bool {
    let (mine, theirs) = (letters(one), letters(other));
    mine.is_some() && theirs.is_some() && mine != theirs
}

/// All characters of a report's parts; none where one is yet to be put in.
fn letters(report: &Report) -> Option<String> {
    let texts = report.parts.iter().flat_map(|part| {
        std::iter::once(part.heading.value.as_str()).chain(part.text.as_ref().map(|t| &*t.value))
    });
    let all: String = report.preface.iter().map(|text| text.value.as_str()).chain(texts).collect();
    let has_expression = all.contains("{{") || all.contains("{%");
    (!has_expression).then(|| all.chars().filter(|c| c.is_alphanumeric()).collect())
}
