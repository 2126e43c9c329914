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
        tie::{Phrase, Term, Tie, plus, words},
    },
    diagnostic::{Diagnostic, Severity},
    report::{Report, RowRole},
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

const COLUMNS: [&str; 3] = ["made", "repealed", "valid"];

fn of_row(rule: &Rule, subject: &Subject<'_>, which: RowRole) -> Option<Vec<Diagnostic>> {
    let rows = subject.rows(which)?;
    // Words in one of them are told of already.
    COLUMNS.iter().try_for_each(|column| rows.amount(column).map(|_| ()))?;
    let ties = of_kind(rule, subject.report, subject.previous, which)?;
    let found = ties.into_iter().filter_map(|(column, tie)| {
        if tie.is_kept(rows.cells)? {
            return None;
        }
        let others = COLUMNS.into_iter().filter(|other| *other != column);
        let others = others.filter_map(|other| rows.place(other));
        let finding = rule.finding(tie.message(rows.cells)?);
        let finding = subject.at(finding, rows.place(column), "比可能的多");
        let finding = subject.related(finding, others, "同一行");
        Some(finding.help("请核对这一行三个数；现行有效件数是年底全部有效的文件"))
    });
    Some(found.collect())
}

/// What is possible, for both kinds of documents.
pub(super) fn ties(report: &Report, previous: Option<&Report>) -> Vec<Tie> {
    let kinds = DOCUMENTS.iter().filter_map(|which| of_kind(&RULE, report, previous, *which));
    kinds.flatten().map(|(_, tie)| tie).collect()
}

/// Each with the column that may hold too much.
fn of_kind(
    rule: &Rule,
    report: &Report,
    previous: Option<&Report>,
    which: RowRole,
) -> Option<Vec<(&'static str, Tie)>> {
    let rows = Rows::of(report, which)?;
    let [made, repealed, valid] = COLUMNS.map(|column| plus(&rows.keys_of(column)));
    let Some(Term::Plus(first)) = made.first() else {
        return None;
    };
    let name = cell::row(report, rows.table, first);
    let tie = |column, verb: &str, count: &[Term], of: &str, most: Vec<Term>| {
        let sentence = vec![
            words(format!("{name}：本年{verb} ")),
            Phrase::Sum(count.to_vec()),
            words(format!(" 件，{of}一共才 ")),
            Phrase::Sum(most.clone()),
            words(" 件"),
        ];
        (column, Tie::at_most(rule, &rows, column, most, sentence))
    };
    let most = [valid, repealed.clone()].concat();
    let mut ties = vec![tie("made", "制发", &made, "现行有效和本年废止", most)];
    let before = previous.and_then(|previous| Rows::of(previous, which));
    if let Some(held) = before.and_then(|rows| rows.amount("valid")) {
        let most = [vec![Term::Given(held)], made.clone()].concat();
        ties.push(tie("repealed", "废止", &repealed, "上年现行有效和本年制发", most));
    }
    Some(ties)
}
