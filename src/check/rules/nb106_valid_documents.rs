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
    check::{
        cell,
        rule::Rule,
        subject::{DOCUMENTS, Rows, Subject},
    },
    diagnostic::{Diagnostic, Severity},
    report::RowRole,
};

pub(super) const RULE: Rule = Rule {
    code: "NB106",
    name: "现行有效件数要接得上上年",
    severity: Severity::Warning,
    file: include_str!("nb106_valid_documents.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    DOCUMENTS.iter().filter_map(|which| of_row(rule, subject, *which)).collect()
}

fn of_row(rule: &Rule, subject: &Subject<'_>, which: RowRole) -> Option<Diagnostic> {
    let rows = subject.rows(which)?;
    let previous = subject.previous?;
    let before = Rows::of(previous, which)?;
    let amounts = ["made", "repealed", "valid"].map(|column| rows.amount(column));
    let [Some(made), Some(repealed), Some(valid)] = amounts else {
        return None;
    };
    let held = before.amount("valid")?;
    let expected = held.checked_add(made)?.checked_sub(repealed)?;
    if valid == expected {
        return None;
    }
    let message = format!(
        "{}：按上年推算应为 {expected}（{held}+{made}-{repealed}），填的是 {valid}",
        cell::name(subject.report, rows.table, rows.keys_of("valid").first()?)
    );
    let own = rows.place("valid").or_else(|| rows.place("made"));
    let mut finding = subject.at(rule.finding(message), own, "和上年接不上");
    if let Some(at) = before.place("valid") {
        finding = finding.related(&previous.source, at, "上年的现行有效件数");
    }
    Some(
        finding.help(
            "现行有效件数＝上年现行有效＋本年制发－本年废止；因清理或机构调整接不上的可以不改",
        ),
    )
}
