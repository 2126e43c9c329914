//! ## 检查什么
//!
//! 乡镇、街道和县、区、旗的报告里，规章一行应全是 0。
//!
//! ## 为什么
//!
//! 能制定规章的只有国务院部门和省、自治区、直辖市、设区的市、自治州的人民政府（立法法）。县里填了数，多半是把规范性文件填到了规章一行。
//!
//! ## 举例
//!
//! ```text
//! 表二“规章”行：某某乡人民政府不制定规章，填的是 2、0、2
//! ```
//!
//! ## 怎么改
//!
//! 把数移到行政规范性文件一行；确实没有的写 0。

use crate::{
    check::{cell, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    report::{RowRole, Spanned, Value},
};

pub(super) const RULE: Rule = Rule {
    code: "NB113",
    name: "乡镇、县不制定规章",
    severity: Severity::Warning,
    file: include_str!("nb113_rules_of_townships.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let agency = &subject.report.agency.value;
    let Some(rows) = subject.rows(RowRole::Regulations).filter(|_| is_below_city(agency)) else {
        return Vec::new();
    };
    // The 2019 form also asks how many were published, of whomever: only what it made is its own.
    let keys: Vec<String> =
        ["made", "repealed", "valid"].iter().flat_map(|column| rows.keys_of(column)).collect();
    let typed: Vec<_> = keys.iter().filter_map(|key| rows.cells.get(key)).collect();
    let filled = |cell: &&Spanned<Value>| cell.value.amount().is_some_and(|n| !n.is_zero());
    let (Some(first), Some(key)) = (typed.iter().copied().find(filled), keys.first()) else {
        return Vec::new();
    };
    let numbers: Vec<String> = typed.iter().map(|cell| cell::shown(&cell.value)).collect();
    let row = cell::row(subject.report, rows.table, key);
    let message = format!("{row}：{agency}不制定规章，填的是 {}", numbers.join("、"));
    let finding = subject.at(rule.finding(message), first.at.clone(), "应为 0");
    vec![finding.help("是不是应填在“行政规范性文件”一行？")]
}

/// Whether the name of an agency is that of a township, street, county or district, or of a
/// department of one. 景德镇市 is none: what counts stands after the city.
fn is_below_city(agency: &str) -> bool {
    let own = ["自治区", "自治州", "省", "市"]
        .iter()
        .fold(agency, |name, city| name.rsplit_once(city).map_or(name, |(_, own)| own));
    own.contains(['乡', '镇', '县', '区', '旗']) || own.contains("街道") || own.contains("苏木")
}
