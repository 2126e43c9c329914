//! A county's report that a person has finished, with the numbers of now.

use super::{Summary, yaml};
use crate::{
    diagnostic::{Result, Source},
    report::{Report, Target, Value, change, draft},
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
    let sentences = sentences(old, summary)?;
    let count = old_count(&old.source.text);
    let mut out = String::with_capacity(text.len());
    for line in with_head(&text, summary).split_inclusive('\n') {
        if line.trim_start().starts_with('#') {
            out += line;
        } else {
            out += &with_count(&with_sentences(line, &sentences), count, summary.units.len());
        }
    }
    Ok(out)
}

/// The sentences that the program writes into the parts, with the numbers of the old report and with those
/// of now, where they differ.
fn sentences(old: &Report, summary: &Summary) -> Result<Vec<(String, String)>> {
    let mut before = Report::new(&summary.form, &old.agency.value, summary.year);
    before.tables.clone_from(&old.tables);
    let mut after = before.clone();
    for ((table, cell), value) in yaml::numbers(summary) {
        let cells = after.tables.entry(table.clone()).or_default();
        cells.insert(cell.clone(), value.into());
    }
    draft(&mut before, |part| &part.summary)?;
    draft(&mut after, |part| &part.summary)?;
    let mut pairs = Vec::new();
    for (before, after) in before.parts.iter().zip(&after.parts) {
        let (Some(before), Some(after)) = (&before.text, &after.text) else {
            continue;
        };
        for (before, after) in before.value.lines().zip(after.value.lines()) {
            if before == after {
                continue;
            }
            let (old, new) = (clauses(before, '。'), clauses(after, '。'));
            if old.len() == new.len() {
                let own = |text: &str| text.to_owned();
                pairs.extend(old.into_iter().map(own).zip(new.into_iter().map(own)));
            } else {
                pairs.push((before.to_owned(), after.to_owned()));
            }
        }
    }
    pairs.retain(|(before, after)| before != after && !before.is_empty());
    Ok(pairs)
}

/// The parts of a text between marks, which stay with what is before them.
fn clauses(text: &str, end: char) -> Vec<&str> {
    text.split_inclusive(move |c| c == end || end != '。' && matches!(c, '、' | '；' | '。'))
        .collect()
}

/// A clause of fewer characters may be anybody's.
const SURE: usize = 8;

/// A line with the program's sentences as they are now: whole ones, or what is left of one after a person
/// has worked on it, if enough is.
fn with_sentences(line: &str, sentences: &[(String, String)]) -> String {
    let mut line = line.to_owned();
    for (before, after) in sentences {
        if line.contains(before.as_str()) {
            line = line.replace(before.as_str(), after);
            continue;
        }
        let (old, new) = (clauses(before, '，'), clauses(after, '，'));
        let bare = |text: &str| text.trim_end_matches(['，', '、', '；', '。']).to_owned();
        let pairs: Vec<(String, String)> =
            old.iter().map(|c| bare(c)).zip(new.iter().map(|c| bare(c))).collect();
        let is_sure = |(old, _): &&(String, String)| {
            old.chars().count() >= SURE && line.contains(old.as_str())
        };
        if old.len() != new.len() || pairs.iter().find(is_sure).is_none() {
            continue;
        }
        for (old, new) in pairs.iter().filter(|(old, new)| old != new) {
            line = line.replace(old.as_str(), new);
        }
    }
    line
}

/// How many units the old report says it is made of: its own comment, or its preface.
fn old_count(text: &str) -> Option<usize> {
    [("下列 ", " 个单位"), (UNITS[0], UNITS[1])].into_iter().find_map(|(before, after)| {
        let (_, tail) = text.split_once(before)?;
        let digits = tail.split(|c: char| !c.is_ascii_digit()).next()?;
        tail.strip_prefix(digits)?.starts_with(after).then(|| digits.parse().ok())?
    })
}

fn shown(value: &Value) -> String {
    match value {
        Value::Int(count) => count.to_string(),
        Value::Decimal(amount) => amount.to_string(),
        Value::Text(text) => text.clone(),
        Value::Absent | Value::Unknown => String::new(),
    }
}

/// What the lines of the program's own comment hold.
const COMMENT: [&str; 3] = [OWN, "表里的每一格是下列", "# 单位："];

/// The lines of the program's own comment at the head as they are now; other comments stay.
fn with_head(text: &str, summary: &Summary) -> String {
    let comment = yaml::head(summary);
    let comment: Vec<&str> = comment.lines().collect();
    let is_head = |line: &&str| line.starts_with('#') || line.trim().is_empty();
    let head: usize = text.split_inclusive('\n').take_while(is_head).map(str::len).sum();
    let (head, rest) = text.split_at(head);
    if !head.contains(OWN) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for line in head.split_inclusive('\n') {
        let own = COMMENT.iter().position(|own| line.contains(own));
        match own.and_then(|own| comment.get(own)) {
            Some(new) => {
                let end = line.trim_end_matches(['\n', '\r']).len();
                out.extend(["# ", new, line.get(end..).unwrap_or_default()]);
            }
            None => out += line,
        }
    }
    out + rest
}

/// `由12个单位`: in the program's own sentence whatever the number, elsewhere where it is that of the old
/// report.
fn with_count(line: &str, old: Option<usize>, new: usize) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('由').map(|at| at + '由'.len_utf8()) {
        let (kept, tail) = rest.split_at(at);
        out += kept;
        let name = tail.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = tail.get(..tail.len() - name.len()).unwrap_or_default();
        let is_own = out.ends_with(UNITS[0]) && name.starts_with(UNITS[1]);
        let is_old = name.starts_with("个单位") && number.parse().ok() == old;
        if !number.is_empty() && (is_own || is_old) {
            out += &new.to_string();
            rest = name;
        } else {
            rest = tail;
        }
    }
    out + rest
}
