//! Reports made by hand, and findings as text.

use crate::{
    diagnostic::{Diagnostics, Source},
    report::{Date, Form, Forms, Part, Report, Signature, Spanned, Value},
};
use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

/// A value that was typed nowhere.
pub fn loose<T>(value: T) -> Spanned<T> {
    Spanned { value, at: None }
}

/// A report of these parts, `heading`, `text`, `table` each, all numbers absent.
pub fn report(form: &str, parts: &[(&str, &str, &str)]) -> Report {
    let text = |text: &str| (!text.is_empty()).then(|| loose(text.to_owned()));
    Report {
        source: Source::new("铜厂彝族乡.yaml", ""),
        form: self::form(form),
        agency: loose("铜厂彝族乡人民政府".to_owned()),
        short_name: None,
        year: loose(2022),
        title: ["铜厂乡2022年政府信息公开工作", "年度报告"].map(|l| loose(l.to_owned())).into(),
        preface: None,
        parts: parts
            .iter()
            .map(|(heading, narrative, table)| Part {
                heading: loose((*heading).to_owned()),
                text: text(narrative),
                table: text(table).map(|t| t.value),
            })
            .collect(),
        signature: None,
        extra: BTreeMap::new(),
        extra_texts: Vec::new(),
        tables: BTreeMap::new(),
    }
}

/// 署名 of the sample.
pub fn signature(sealed: bool) -> Signature {
    Signature {
        bodies: vec![loose("铜厂彝族乡人民政府".to_owned())],
        date: loose(Date { year: 2023, month: 1, day: 17 }),
        sealed,
        seals: Vec::new(),
    }
}

/// Sets a number of a report.
pub fn set(report: &mut Report, table: &str, key: &str, value: Value) {
    let values = report.tables.entry(table.to_owned()).or_default();
    values.insert(key.to_owned(), loose(value));
}

/// A form by its year.
pub fn form(id: &str) -> Arc<Form> {
    Forms::default().for_id(id).unwrap()
}

/// Diagnostics as a person reads them: code, place, underlined text, message, help.
pub fn told(findings: &Diagnostics) -> String {
    let mut out = String::new();
    for finding in findings.iter() {
        let _ = writeln!(out, "[{}] {}", finding.code, finding.message);
        let labels = finding.primary.iter().map(|l| ("  ", l));
        for (mark, label) in labels.chain(finding.related.iter().map(|l| ("  另见 ", l))) {
            let text = &label.at.source.text;
            let before = &text[..label.at.range.start];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let part = &text[label.at.range.clone()];
            let part: String = part.replace('\n', "⏎").chars().take(40).collect();
            let name = &label.at.source.name;
            let _ = write!(out, "{mark}{name}:{line}:{column} `{part}`");
            let _ = match label.text.as_str() {
                "" => writeln!(out),
                text => writeln!(out, " {text}"),
            };
        }
        if let Some(help) = &finding.help {
            let _ = writeln!(out, "  {help}");
        }
    }
    out
}
