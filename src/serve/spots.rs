//! A finding → the field that it is about.

use super::{
    values::{is_date_alone, keys},
    words,
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, Location, Severity},
    report::{Report, Spanned},
};
use serde_json::{Value, json};
use std::{ops::Range, path::Path};

/// A value of a report, and where it is written.
struct FieldPlace {
    at: Range<usize>,
    key: String,
    paragraph: Option<usize>,
}

/// Findings, each with the key of its field if it has one.
pub(super) fn findings(folder: &Path, found: &Diagnostics, report: Option<&Report>) -> Vec<Value> {
    let written = report.map(written).unwrap_or_default();
    let source = report.map(|report| report.source.text.as_str());
    let told = found.iter().map(|finding| {
        let place = finding.primary.as_ref().map(|label| &label.at);
        let here = place.filter(|at| source == Some(at.source.text.as_str()));
        let field = here.and_then(|at| field(at, &written));
        let by_line = || place.and_then(key_above).map(|key| (key, None));
        let (key, paragraph) = match field.map(|w| (w.key.clone(), w.paragraph)).or_else(by_line) {
            Some((key, paragraph)) => (Some(key), paragraph),
            None => (None, None),
        };
        told(folder, finding, place, key.as_deref(), paragraph)
    });
    told.collect()
}

fn told(
    folder: &Path,
    finding: &Diagnostic,
    place: Option<&Location>,
    key: Option<&str>,
    paragraph: Option<usize>,
) -> Value {
    let seen = place.and_then(Location::seen);
    json!({
        "code": finding.code.id(),
        "severity": if finding.severity == Severity::Error { "error" } else { "warning" },
        "message": words::message(&finding.message, folder),
        "help": finding.help.as_deref().and_then(|help| words::help(help, folder)),
        "key": key,
        "paragraph": paragraph,
        "words": place.and_then(|at| at.source.text.get(at.range.clone())).map(brief),
        "file": place.map(|at| &at.source.name).or(finding.input.as_ref())
            .map(|name| words::message(name, folder)),
        "line": seen.as_ref().map(|at| at.start().line),
        "place": seen.as_ref().and_then(Location::named),
    })
}

/// The words that are meant, to be found in the field.
fn brief(words: &str) -> String {
    const MOST: usize = 40;
    words.lines().next().unwrap_or_default().chars().take(MOST).collect()
}

/// The smallest value that holds a place; else the last one that begins before it on its line.
fn field<'w>(at: &Location, written: &'w [FieldPlace]) -> Option<&'w FieldPlace> {
    let start = at.range.start;
    let holds = |w: &&FieldPlace| w.at.start <= start && start < w.at.end.max(w.at.start + 1);
    if let Some(found) = written.iter().filter(holds).min_by_key(|w| w.at.len()) {
        return Some(found);
    }
    let text = &at.source.text;
    let line = text.get(..start)?.rfind('\n').map_or(0, |end| end + 1);
    let end = text.get(start..)?.find('\n').map_or(text.len(), |length| start + length);
    let in_line = |w: &&FieldPlace| line <= w.at.start && w.at.start < end;
    written.iter().filter(in_line).min_by_key(|w| w.at.start.abs_diff(start))
}

/// The key at the margin above a place: all that is known of a file that was not understood.
fn key_above(at: &Location) -> Option<String> {
    let text = &at.source.text;
    let end = text.get(at.range.start..)?.find('\n').map_or(text.len(), |l| at.range.start + l);
    let above = text.get(..end)?;
    let is_key = |line: &&str| !line.starts_with([' ', '\t', '#', '-', '\r']) && line.contains(':');
    let line = above.lines().rev().find(is_key)?;
    Some(line.split(':').next()?.trim().trim_matches(['"', '\'']).to_owned())
}

fn written(report: &Report) -> Vec<FieldPlace> {
    let mut all = Vec::new();
    let mut add = |key: &str, at: Option<&Range<usize>>| {
        let at = at.cloned();
        all.extend(at.map(|at| FieldPlace { at, key: key.to_owned(), paragraph: None }));
    };
    add("机关", report.agency.at.as_ref());
    add("简称", report.short_name.as_ref().and_then(|name| name.at.as_ref()));
    add("年度", report.year.at.as_ref());
    for line in &report.title {
        add("标题", line.at.as_ref());
    }
    if let Some(signature) = &report.signature {
        let is_alone = is_date_alone(report, signature);
        add(if is_alone { "署名" } else { "署名.日期" }, signature.date.at.as_ref());
        for body in signature.bodies.iter().filter(|body| body.at != report.agency.at) {
            add("署名.机关", body.at.as_ref());
        }
    }
    for (table, cells) in &report.tables {
        for (cell, value) in cells {
            add(&format!("{table}.{cell}"), value.at.as_ref());
        }
    }
    let mut texts: Vec<(String, &Spanned<String>)> = Vec::new();
    texts.extend(report.preface.as_ref().map(|text| ("前言".to_owned(), text)));
    for (index, part) in report.parts.iter().enumerate() {
        let (heading, text) = keys(report, index);
        let key = heading.unwrap_or_else(|| text.clone());
        texts.push((key, &part.heading));
        texts.extend(part.text.as_ref().map(|said| (text, said)));
    }
    for (key, text) in texts {
        for (paragraph, at) in text.lines(&report.source).into_iter().enumerate() {
            all.extend(at.map(|at| FieldPlace {
                at,
                key: key.clone(),
                paragraph: Some(paragraph),
            }));
        }
    }
    all
}
