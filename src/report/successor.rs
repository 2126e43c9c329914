//! Last year's report → a first YAML of this year's: what carries over is there, what has to be written anew
//! says so.

use super::{
    Forms, Report, Signature, UnitName, Value, carry_over, fill::draft, to_yaml, write::FILE,
};
use crate::{date::Date, diagnostic::Result};

/// What stands above a text of last year, so that it cannot be filed as it is.
const REWRITE: &str = "【请填写：下面是去年的文字，请照今年的情况改写，再删去这一行】";

/// Writes the file of a unit's next report. Numbers are 0 but for those that carry over; texts are last
/// year's, years moved on, marked as to be rewritten.
///
/// # Errors
/// A form whose texts cannot be filled in; those of the built-in forms can.
pub fn successor(forms: &Forms, previous: &Report, year: i32) -> Result<String> {
    let last = previous.year.value;
    let moved = |text: &str| moved(text, last, year);
    let mut report = Report::new(&forms.for_year(year), &previous.agency.value, year);
    let mut hints = draft(&mut report, |part| &part.starter)?;
    let head =
        format!("由 {last} 年度的报告接着写的：上年结转取自它的结转下年度，别的数都是 0，请照实填");
    hints.insert(FILE.to_owned(), head);
    report.short_name = previous.short_name.as_ref().map(|name| name.value.clone().into());
    report.title = vec![report.default_title().into()];
    if previous.title_line() != previous.default_title() {
        report.title = previous.title.iter().map(|line| moved(&line.value).into()).collect();
    }
    report.preface = previous.preface.as_ref().map(|text| moved(&text.value).into());
    for part in report.parts.iter_mut().filter(|part| part.table.is_none()) {
        let same = previous.parts.iter().find(|other| other.heading.value == part.heading.value);
        if let Some(text) = same.and_then(|other| other.text.as_ref()) {
            part.text = Some(format!("{REWRITE}\n{}", moved(text.value.trim())).into());
        }
    }
    for cell in report.tables.values_mut().flat_map(|cells| cells.values_mut()) {
        cell.value = Value::Int(0);
    }
    carry_over(&mut report, previous);
    report.signature = previous.signature.as_ref().map(|signature| Signature {
        bodies: signature.bodies.iter().map(|body| body.value.clone().into()).collect(),
        date: Date { year: year.saturating_add(1), month: 1, day: 20 }.into(),
        sealed: signature.sealed,
        seals: signature.seals.iter().map(|seal| seal.value.clone().into()).collect(),
    });
    Ok(to_yaml(&report, &hints))
}

/// Whether a report may be that of a unit of this name, whichever way the name is written.
pub fn may_be_of(report: &Report, name: &str) -> bool {
    let agency = report.agency.value.as_str();
    let names = [Some(agency), report.short_name.as_ref().map(|name| name.value.as_str())];
    let is_one = |own: &str| {
        UnitName::of(own, "").is_same(&UnitName::of(name, ""))
            || own.ends_with(name)
            || name.ends_with(own)
    };
    agency.contains("请填写") || names.into_iter().flatten().any(is_one)
}

/// A text whose years are one later: the year of the report, and that of its filing.
fn moved(text: &str, last: i32, year: i32) -> String {
    let step = year - last;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(end) = rest.find('年') {
        let (before, after) = rest.split_at(end);
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (words, number) = before.split_at(before.len() - digits);
        out.push_str(words);
        match number.parse::<i32>() {
            Ok(typed) if digits == 4 && (typed == last || typed == last + 1) => {
                out.push_str(&(typed + step).to_string());
            }
            _ => out.push_str(number),
        }
        out.push('年');
        rest = after.get('年'.len_utf8()..).unwrap_or_default();
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostic::Source, report::load};

    #[test]
    fn carried_numbers_and_texts_are_there_and_marked() {
        let yaml = "机关: 小街乡人民政府\n年度: 2022\n前言: 统计期限为2022年1月1日至12月31日。2020年起实行。\n\
            总体情况: |\n  2022年公开12条。\n收到和处理政府信息公开申请情况:\n  本年新收: [3, 0, 0, 0, 0, 0]\n  \
            办理结果:\n    予以公开: [1, 0, 0, 0, 0, 0]\n  结转下年度: [2, 0, 0, 0, 0, 0]\n署名: 2023-01-17\n";
        let previous = load(&Source::new("去年.yaml", yaml)).unwrap().report;
        let next = successor(&Forms::default(), &previous, 2023).unwrap();
        let next = load(&Source::new("今年.yaml", next)).unwrap().report;
        assert_eq!(next.year.value, 2023);
        assert_eq!(next.tables["requests"]["carried_in.natural"].value, Value::Int(2));
        assert_eq!(next.tables["requests"]["carried_in.total"].value, Value::Int(2));
        assert_eq!(next.tables["requests"]["new.natural"].value, Value::Int(0));
        let preface = next.preface.unwrap().value;
        assert_eq!(preface.trim(), "统计期限为2023年1月1日至12月31日。2020年起实行。");
        let overview = next.parts[0].text.clone().unwrap().value;
        assert!(
            overview.starts_with("【请填写") && overview.contains("2023年公开12条"),
            "{overview}"
        );
        assert_eq!(next.signature.unwrap().date.value.year, 2024);
    }
}
