//! ## 检查什么
//!
//! 给了上年报告（`--previous`）时，规章和行政规范性文件分别核对：现行有效件数＝上年的现行有效件数＋本年制发件数－本年废止件数。2020 年以前的旧格式没有现行有效件数，不核对。
//!
//! ## 为什么
//!
//! 文件只有制发和废止两种变动。集中清理、机构调整后可能接不上，所以只是警告。
//!
//! ## 举例
//!
//! ```text
//! 表二“行政规范性文件”行 现行有效件数列：按上年推算应为 7（8+1-2），填的是 8
//! ```
//!
//! ## 怎么改
//!
//! 同司法行政部门核对件数。确因清理或机构调整接不上的，可以不改，最好在正文里说明。

use crate::{
    check::{cell, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "NB106",
    name: "现行有效件数要接得上上年",
    severity: Severity::Warning,
    file: include_str!("nb106_valid_documents.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    ["rules", "normative"].iter().filter_map(|row| of_row(rule, subject, row)).collect()
}

fn of_row(rule: &Rule, subject: &Subject<'_>, row: &str) -> Option<Diagnostic> {
    let (table, cells) = subject.table("disclosure")?;
    let previous = subject.previous?;
    let before = previous.tables.get("disclosure")?;
    let key = format!("{row}.valid");
    let number = |column: &str| cell::amount(cells, &format!("{row}.{column}"));
    let (made, repealed, valid) = (number("made")?, number("repealed")?, number("valid")?);
    let held = cell::amount(before, &key)?;
    let expected = held.checked_add(made)?.checked_sub(repealed)?;
    if valid == expected {
        return None;
    }
    let message = format!(
        "{}：按上年推算应为 {expected}（{held}+{made}-{repealed}），填的是 {valid}",
        cell::name(subject.report, table, &key)
    );
    let place = |key: &str| cells.get(key).and_then(|cell| cell.at.clone());
    let own = place(&key).or_else(|| place(&format!("{row}.made")));
    let mut finding = subject.at(rule.finding(message), own, "和上年接不上");
    if let Some(at) = before.get(&key).and_then(|cell| cell.at.clone()) {
        finding = finding.related(&previous.source, at, "上年的现行有效件数");
    }
    Some(
        finding.help(
            "现行有效件数＝上年现行有效＋本年制发－本年废止；因清理或机构调整接不上的可以不改",
        ),
    )
}
