//! ## 检查什么
//!
//! 规章和行政规范性文件：本年制发件数不超过现行有效件数＋本年废止件数；给了上年报告时，本年废止件数不超过上年现行有效件数＋本年制发件数。
//!
//! ## 为什么
//!
//! 今年制发的文件，年底不是有效就是已经废止；能废止的，只有原来有效的和今年新制发的。
//!
//! ## 举例
//!
//! ```text
//! 表二“行政规范性文件”行：本年制发 3 件，现行有效和本年废止一共才 2 件
//! ```
//!
//! ## 怎么改
//!
//! 同司法行政部门核对件数。现行有效件数是年底全部有效的文件，不只是今年制发的。

use crate::{
    check::{cell, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "NB107",
    name: "制发、废止、现行有效件数要说得通",
    severity: Severity::Warning,
    file: include_str!("nb107_possible_documents.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let rows = ["rules", "normative"];
    rows.iter().flat_map(|row| of_row(rule, subject, row).unwrap_or_default()).collect()
}

fn of_row(rule: &Rule, subject: &Subject<'_>, row: &str) -> Option<Vec<Diagnostic>> {
    let (table, cells) = subject.table("disclosure")?;
    let key = |column: &str| format!("{row}.{column}");
    let number = |column: &str| cell::amount(cells, &key(column));
    let (made, repealed, valid) = (number("made")?, number("repealed")?, number("valid")?);
    let name = cell::row(subject.report, table, &key("made"));
    let tell = |column: &str, message: String| {
        let at = cells.get(&key(column)).and_then(|cell| cell.at.clone());
        let others = ["made", "repealed", "valid"].into_iter().filter(|other| *other != column);
        let others = others.filter_map(|other| cells.get(&key(other))?.at.clone());
        let finding = subject.at(rule.finding(message), at, "比可能的多");
        let finding = subject.related(finding, others, "同一行");
        finding.help("请核对这一行三个数；现行有效件数是年底全部有效的文件")
    };
    let mut found = Vec::new();
    if made > valid.checked_add(repealed)? {
        let most = valid + repealed;
        let message = format!("{name}：本年制发 {made} 件，现行有效和本年废止一共才 {most} 件");
        found.push(tell("made", message));
    }
    let before = subject.previous.and_then(|p| p.tables.get("disclosure"));
    let held = before.and_then(|cells| cell::amount(cells, &key("valid")));
    if let Some(most) = held.and_then(|held| held.checked_add(made))
        && repealed > most
    {
        let message =
            format!("{name}：本年废止 {repealed} 件，上年现行有效和本年制发一共才 {most} 件");
        found.push(tell("repealed", message));
    }
    Some(found)
}
