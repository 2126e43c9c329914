//! A report → what stands in its fields, each under the key by which the pages and the YAML know it too.

use crate::report::{Date, Part, Report, Signature, Spanned, Value as Cell};
use serde_json::{Map, Value, json};

/// What stands in the fields of a report.
pub(super) fn values(report: &Report) -> Value {
    let title: Vec<&str> = report.title.iter().map(|line| line.value.as_str()).collect();
    let has_title = report.title.iter().any(|line| line.at.is_some());
    json!({
        "agency": report.agency.value,
        "year": report.year.value,
        "isListed": report.lists_parts(),
        "texts": texts(report),
        "defaultTitle": report.default_title(),
        "title": if has_title { title.join("\n") } else { String::new() },
        "parts": parts(report),
        "signature": report.signature.as_ref().map(|said| signature(report, said)),
        "cells": cells(report),
    })
}

/// All that stands in the fields, and nothing of how it is written: an empty cell is the same as none.
pub(super) fn meaning(report: &Report) -> String {
    let mut all = values(report);
    let cells = all.get_mut("cells").and_then(Value::as_object_mut);
    if let Some(cells) = cells {
        cells.retain(|_, cell| cell.get("value").is_some_and(|value| value != ""));
    }
    all.to_string()
}

/// The fields around the parts.
fn texts(report: &Report) -> Value {
    let text = |said: &Option<Spanned<String>>| {
        said.as_ref().map_or_else(String::new, |said| said.value.trim_end().to_owned())
    };
    json!({
        "机关": report.agency.value,
        "简称": text(&report.short_name),
        "年度": report.year.value.to_string(),
        "前言": text(&report.preface),
    })
}

fn parts(report: &Report) -> Vec<Value> {
    let part = |(index, part): (usize, &Part)| {
        let (heading, text) = keys(report, index);
        json!({
            "heading": part.heading.value,
            "headingKey": heading,
            "textKey": text,
            "text": part.text.as_ref().map_or("", |text| text.value.trim_end()),
            "table": part.table,
        })
    };
    report.parts.iter().enumerate().map(part).collect()
}

/// The keys of a part's heading, if it can be changed, and of its text.
pub(super) fn keys(report: &Report, index: usize) -> (Option<String>, String) {
    if report.lists_parts() {
        return (Some(format!("正文.{index}.标题")), format!("正文.{index}.内容"));
    }
    let Some(part) = report.parts.get(index) else {
        return (None, String::new());
    };
    let known = report.form.parts.iter().find(|known| known.heading == part.heading.value);
    let name = known.map_or(&part.heading.value, |known| &known.name);
    (None, if part.table.is_some() { format!("{name}.说明") } else { name.clone() })
}

/// `署名: 2027-01-20` is a date and nothing else.
pub(super) fn is_date_alone(report: &Report, signature: &Signature) -> bool {
    let Some(at) = &signature.date.at else { return false };
    let before = report.source.text.get(..at.start).unwrap_or_default();
    let head = before.rsplit('\n').next().unwrap_or_default().trim_end();
    ["署名", "signature"].iter().any(|key| head.starts_with(key)) && !head.contains(['{', ','])
}

fn signature(report: &Report, signature: &Signature) -> Value {
    let is_alone = is_date_alone(report, signature);
    let has_own = signature.bodies.iter().any(|b| b.at.is_some() && b.at != report.agency.at);
    let bodies: Vec<&str> = signature.bodies.iter().map(|body| body.value.as_str()).collect();
    json!({
        "dateKey": if is_alone { "署名" } else { "署名.日期" },
        "date": iso(signature.date.value),
        "isShared": signature.date.at.is_none(),
        "isAlone": is_alone,
        "bodies": if has_own { bodies.join("\n") } else { String::new() },
        "sealed": signature.sealed,
    })
}

/// A day as browsers' own fields take it.
fn iso(Date { year, month, day }: Date) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// Every number: as it is read, and whether somebody typed it.
pub(super) fn cells(report: &Report) -> Value {
    let mut all = Map::new();
    for (table, cells) in &report.tables {
        for (key, cell) in cells {
            let shown = json!({ "value": shown(&cell.value), "typed": cell.at.is_some() });
            all.insert(format!("{table}.{key}"), shown);
        }
    }
    Value::Object(all)
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Absent | Cell::Unknown => String::new(),
        Cell::Int(count) => count.to_string(),
        Cell::Decimal(amount) => amount.to_string(),
        Cell::Text(text) => text.clone(),
    }
}
