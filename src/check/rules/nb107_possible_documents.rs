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
    check::{
        cell,
        rule::Rule,
        subject::{DOCUMENTS, Rows, Subject},
    },
    diagnostic::{Diagnostic, Severity},
    report::RowRole,
};

pub(super) const RULE: Rule = Rule {
    code: "NB107",
    name: "制发、废止、现行有效件数要说得通",
    severity: Severity::Warning,
    file: include_str!("nb107_possible_documents.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    DOCUMENTS.iter().flat_map(|which| of_row(rule, subject, *which).unwrap_or_default()).collect()
}

fn of_row(rule: &Rule, subject: &Subject<'_>, which: RowRole) -> Option<Vec<Diagnostic>> {
    const COLUMNS: [&str; 3] = ["made", "repealed", "valid"];
    let rows = subject.rows(which)?;
    let [Some(made), Some(repealed), Some(valid)] = COLUMNS.map(|column| rows.amount(column))
    else {
        return None;
    };
    let name = cell::row(subject.report, rows.table, rows.keys_of("made").first()?);
    let tell = |column: &str, message: String| {
        let others = COLUMNS.into_iter().filter(|other| *other != column);
        let others = others.filter_map(|other| rows.place(other));
        let finding = subject.at(rule.finding(message), rows.place(column), "比可能的多");
        let finding = subject.related(finding, others, "同一行");
        finding.help("请核对这一行三个数；现行有效件数是年底全部有效的文件")
    };
    let mut found = Vec::new();
    if made > valid.checked_add(repealed)? {
        let most = valid + repealed;
        let message = format!("{name}：本年制发 {made} 件，现行有效和本年废止一共才 {most} 件");
        found.push(tell("made", message));
    }
    let before = subject.previous.and_then(|previous| Rows::of(previous, which));
    let held = before.and_then(|rows| rows.amount("valid"));
    if let Some(most) = held.and_then(|held| held.checked_add(made))
        && repealed > most
    {
        let message =
            format!("{name}：本年废止 {repealed} 件，上年现行有效和本年制发一共才 {most} 件");
        found.push(tell("repealed", message));
    }
    Some(found)
}
