//! ## 检查什么
//!
//! 给了所辖各单位的报告（`--units`）时：汇总报告三张表的每一格等于各单位同一格之和；各单位的年度与汇总报告相同，同一个单位只有一份。格式版本不同的单位不加。
//!
//! ## 为什么
//!
//! 县里的报告是各部门、各乡镇报表逐格相加。漏加一个单位，或者某个单位后来改了数，汇总就不对。
//!
//! ## 举例
//!
//! ```text
//! 表三“一、本年新收政府信息公开申请数量”行 自然人列：21 个单位之和是 46，填的是 45
//! ```
//!
//! ## 怎么改
//!
//! 核对各单位的报告是不是齐全、是不是最后定稿的；本级自己的数也要作为一个单位放进文件夹。

use crate::{
    check::{cell, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    report::{FormCell, FormCellKind, FormTable, Report, Value},
};
use rust_decimal::Decimal;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    code: "NB116",
    name: "汇总等于各单位之和",
    severity: Severity::Error,
    file: include_str!("nb116_sum_of_units.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    if subject.units.is_empty() {
        return Vec::new();
    }
    let mut found = strangers(rule, subject);
    let form = &subject.report.form;
    let units: Vec<&Report> = subject.units.iter().filter(|unit| unit.form.id == form.id).collect();
    for table in &form.tables {
        for cell in table.data().filter(|cell| cell.kind != FormCellKind::Money) {
            found.extend(of_cell(rule, subject, table, cell, &units));
        }
    }
    found
}

/// Units that are not of this year, or there twice.
fn strangers(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let year = subject.report.year.value;
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for unit in subject.units {
        let name = &unit.agency.value;
        let message = if !seen.insert(name) {
            format!("“{name}”的报告有两份，会加两遍")
        } else if unit.year.value != year {
            format!("“{name}”的报告是 {} 年度的，汇总的是 {year} 年度", unit.year.value)
        } else {
            continue;
        };
        let finding = rule.finding(message).at(&unit.source, unit.agency.at.clone(), "这一份");
        found.push(finding.help("请从 --units 的文件夹里拿走不该加的报告"));
    }
    found
}

fn of_cell(
    rule: &Rule,
    subject: &Subject<'_>,
    table: &FormTable,
    form: &FormCell,
    units: &[&Report],
) -> Option<Diagnostic> {
    let cells = subject.report.tables.get(&table.key)?;
    let own = cells.get(&form.key)?;
    // A total that nobody typed follows from cells that are compared themselves.
    if own.at.is_none() && own.value != Value::Absent {
        return None;
    }
    let amount = |unit: &Report| cell::amount(unit.tables.get(&table.key)?, &form.key);
    let sum = units.iter().try_fold(Decimal::ZERO, |sum, unit| sum.checked_add(amount(unit)?))?;
    if own.value.amount()? == sum {
        return None;
    }
    let message = format!(
        "{}：{} 个单位之和是 {sum}，填的是 {}",
        cell::name(subject.report, table, &form.key),
        units.len(),
        cell::shown(&own.value)
    );
    let mut finding = subject.at(rule.finding(message), own.at.clone(), "与各单位之和不符");
    for unit in units {
        let Some(cells) = unit.tables.get(&table.key) else {
            continue;
        };
        for at in cell::origins(table, cells, &form.key) {
            finding = finding.related(&unit.source, at, &*unit.agency.value);
        }
    }
    Some(finding.help("请核对单位是不是齐全；本级自己的数也要作为一个单位加进去"))
}
