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
        tie::{Phrase, Term, Tie, plus, words},
    },
    diagnostic::{Diagnostic, Severity},
    report::{Report, RowRole},
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
    let tie = tie(rule, subject.report, previous, which)?;
    if tie.is_kept(rows.cells)? {
        return None;
    }
    let own = rows.place("valid").or_else(|| rows.place("made"));
    let finding = rule.finding(tie.message(rows.cells)?);
    let mut finding = subject.at(finding, own, "和上年接不上");
    if let Some(at) = Rows::of(previous, which)?.place("valid") {
        finding = finding.related(&previous.source, at, "上年的现行有效件数");
    }
    Some(
        finding.help(
            "现行有效件数＝上年现行有效＋本年制发－本年废止；因清理或机构调整接不上的可以不改",
        ),
    )
}

/// What follows from last year, for both kinds of documents.
pub(super) fn ties(report: &Report, previous: &Report) -> Vec<Tie> {
    DOCUMENTS.iter().filter_map(|which| tie(&RULE, report, previous, *which)).collect()
}

fn tie(rule: &Rule, report: &Report, previous: &Report, which: RowRole) -> Option<Tie> {
    let rows = Rows::of(report, which)?;
    let held = Rows::of(previous, which)?.amount("valid")?;
    let [made, repealed, valid] = ["made", "repealed", "valid"].map(|column| rows.keys_of(column));
    let gone = repealed.iter().cloned().map(Term::Minus);
    let expected: Vec<Term> =
        [Term::Given(held)].into_iter().chain(plus(&made)).chain(gone).collect();
    let name = cell::name(report, rows.table, valid.first()?);
    let sentence = vec![
        words(format!("{name}：按上年推算应为 ")),
        Phrase::Sum(expected.clone()),
        words(format!("（{held}+")),
        Phrase::Sum(plus(&made)),
        words("-"),
        Phrase::Sum(plus(&repealed)),
        words("），填的是 "),
        Phrase::Sum(plus(&valid)),
    ];
    Some(Tie::equal(rule, rows.table, plus(&valid), expected, sentence))
}
