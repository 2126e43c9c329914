//! A county's report that a person has finished, with the numbers of now.

use super::{Summary, yaml};
use crate::{
    diagnostic::{Result, Source},
    report::{Report, Target, Value, change},
};

/// What the program writes before and after the number of units in the preface.
const UNITS: [&str; 2] = ["本报告由", "个单位的年度报告汇总而成"];
/// What the program's own comment at the head says.
const OWN: &str = "由 nianbao summarize 汇总";

/// The report as it was, its tables as they add up now; the sums in comment and preface that the program
/// wrote follow. Every other byte stays.
///
/// # Errors
/// A layout in which a number cannot be changed.
pub fn refreshed(old: &Report, summary: &Summary) -> Result<String> {
    let name = &old.source.name;
    let mut text = old.source.text.clone();
    let numbers = yaml::numbers(summary);
    for table in &summary.form.tables {
        for cell in table.data() {
            let is_total = table.sums.iter().any(|sum| sum.total() == Some(&cell.key));
            let typed = old.tables.get(&table.key).and_then(|cells| cells.get(&cell.key));
            let typed = typed.filter(|typed| typed.at.is_some());
            let Some(new) = numbers.get(&(&table.key, &cell.key)) else {
                continue;
            };
            let is_same = typed.is_some_and(|typed| typed.value == *new);
            // What is computed needs no typing, and nothing is 0.
            let is_absent = typed.is_none() && (is_total || *new == Value::Int(0));
            if is_same || is_absent {
                continue;
            }
            let source = Source::new(name, &text);
            let target = Target::Cell(&table.key, &cell.key);
            text = change(&source, &summary.form, target, &shown(new))?;
        }
    }
    Ok(with_count(&with_head(text, summary), summary))
}

fn shown(value: &Value) -> String {
    match value {
        Value::Int(count) => count.to_string(),
        Value::Decimal(amount) => amount.to_string(),
        Value::Text(text) => text.clone(),
        Value::Absent | Value::Unknown => String::new(),
    }
}

/// The comment at the head, if it still is the program's.
fn with_head(text: String, summary: &Summary) -> String {
    let end =
        text.split_inclusive('\n').take_while(|line| line.starts_with('#')).map(str::len).sum();
    let (head, rest) = text.split_at(end);
    if !head.contains(OWN) {
        return text;
    }
    let newline = if head.contains("\r\n") { "\r\n" } else { "\n" };
    let comment = yaml::head(summary);
    let mut out = String::with_capacity(text.len());
    for line in comment.lines() {
        out.extend(["# ", line, newline]);
    }
    out + rest
}

/// `本报告由12个单位的年度报告汇总而成`.
fn with_count(text: &str, summary: &Summary) -> String {
    let [before, after] = UNITS;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(before).map(|at| at + before.len()) {
        let (kept, tail) = rest.split_at(at);
        out += kept;
        let name = tail.trim_start_matches(|c: char| c.is_ascii_digit());
        if name.len() < tail.len() && name.starts_with(after) {
            out += &summary.units.len().to_string();
            rest = name;
        } else {
            rest = tail;
        }
    }
    out + rest
}
