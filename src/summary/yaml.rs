//! A county's numbers → a report that can be checked, finished and rendered like any other.

use super::Summary;
use crate::{
    diagnostic::Result,
    report::{FormCellKind, Report, Signature, Value, agency_of, draft, to_yaml},
    text::on_one_line,
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use std::collections::BTreeMap;

/// Writes the county's report: sums in the tables, and a narrative that a person finishes.
///
/// # Errors
/// A form whose texts cannot be filled in; those of the built-in forms can.
pub fn yaml(summary: &Summary) -> Result<String> {
    let agency = agency_of(&summary.county);
    let mut report = Report::new(&summary.form, &agency, summary.year);
    report.short_name = Some(summary.county.clone().into());
    report.title = vec![report.default_title().into()];
    report.preface = Some(preface(summary).into());
    report.signature = Some(Signature {
        bodies: vec![agency.into()],
        date: summary.date.into(),
        sealed: false,
        seals: Vec::new(),
    });
    for ((table, cell), value) in numbers(summary) {
        let cells = report.tables.entry(table.clone()).or_default();
        cells.insert(cell.clone(), value.into());
    }
    let mut hints = draft(&mut report, |part| &part.summary)?;
    hints.insert("机关".to_owned(), head(summary));
    Ok(to_yaml(&report, &hints))
}

/// The sum of each cell by table and key, as it is typed.
pub(super) fn numbers(summary: &Summary) -> BTreeMap<(&String, &String), Value> {
    let mut numbers = BTreeMap::new();
    for table in &summary.form.tables {
        for cell in table.data() {
            let sum = summary.sum(&table.key, &cell.key);
            let value = if !sum.is_zero() && summary.names_unit(table, cell) {
                Value::Text(format!("{}万元", sum.normalize()))
            } else {
                value(sum, cell.kind)
            };
            numbers.insert((&table.key, &cell.key), value);
        }
    }
    numbers
}

/// A sum as the cell would be typed: a count without decimals, an amount with those of the units.
fn value(sum: Decimal, kind: FormCellKind) -> Value {
    let is_count = matches!(kind, FormCellKind::Int | FormCellKind::Signed) || sum.scale() == 0;
    match sum.to_i64().filter(|_| is_count && sum.is_integer()) {
        Some(count) => Value::Int(count),
        None => Value::Decimal(sum),
    }
}

pub(super) fn head(summary: &Summary) -> String {
    let names: Vec<&str> = (summary.units.iter()).map(|unit| unit.agency.as_str()).collect();
    format!(
        "{county}{year}年政府信息公开工作年度报告（{form}年格式）：由 nianbao summarize 汇总。\n\
         表里的每一格是下列 {count} 个单位同一格之和；正文是照这些数写的骨架，数里看不出的留着【请填写：……】，填完才能出正式文件。\n\
         单位：{names}",
        county = on_one_line(&summary.county),
        year = summary.year,
        form = summary.form.id,
        count = names.len(),
        names = on_one_line(&names.join("、")),
    )
}

/// A name in a narrative: braces in it are no expression.
fn literal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find('{') {
        let (before, tail) = rest.split_at(at);
        let end = tail.find(|c| c != '{').unwrap_or(tail.len());
        let (braces, after) = tail.split_at(end);
        out.push_str(before);
        if braces.len() > 1 || after.starts_with(['%', '#']) {
            out += "{{ \"";
            out += braces;
            out += "\" }}";
        } else {
            out.push_str(braces);
        }
        rest = after;
    }
    out + rest
}

fn preface(summary: &Summary) -> String {
    let Summary { year, form, units, .. } = summary;
    let county = literal(&summary.county);
    format!(
        "根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》（{}）的要求，\
         现公布{county}{year}年政府信息公开工作年度报告。本报告由{}个单位的年度报告汇总而成，\
         所列数据的统计期限为{year}年1月1日至12月31日。",
        form.notice,
        units.len()
    )
}
