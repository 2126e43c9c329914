//! ## 检查什么
//!
//! 给了上年报告（`--previous`）时：今年的“上年结转”总计要等于上年的“结转下年度继续办理”总计；总计相同而某一类申请人对不上的，是警告。2020 年以前的旧格式也能对。
//!
//! ## 为什么
//!
//! 两个数说的是同一批申请。跨年核对是上级审核年报的常规项目。
//!
//! ## 举例
//!
//! ```text
//! 表三“二、上年结转政府信息公开申请数量”行 总计列是 2，2025 年度报告结转下年度的是 3
//! ```
//!
//! ## 怎么改
//!
//! 查登记台账，看是今年填错，还是上年报告填错。上年确实报错的，请先同上级主管部门商定怎样处理。

use crate::{
    check::{
        cell,
        rule::Rule,
        subject::{Rows, Subject},
    },
    diagnostic::{Diagnostic, Severity},
    report::{Report, RowRole},
};

pub(super) const RULE: Rule = Rule {
    code: "NB105",
    name: "上年结转等于上年报告的结转下年度",
    severity: Severity::Error,
    file: include_str!("nb105_carried_over.rs"),
    check,
};

const TOTAL: &str = "total";

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(previous) = subject.previous else {
        return Vec::new();
    };
    let rows = (subject.rows(RowRole::CarriedIn), Rows::of(previous, RowRole::CarriedOut));
    let (Some(here), Some(there)) = rows else {
        return Vec::new();
    };
    let years = Years { subject, here, previous, there };
    if let Some(finding) = years.compare(rule, TOTAL) {
        return vec![finding];
    }
    let columns = here.table.data().filter_map(|cell| cell.key.split_once('.'));
    let columns = columns.filter(|(row, _)| here.keys.iter().any(|key| key == row));
    let found = columns.filter_map(|(_, column)| years.compare(rule, column));
    found.map(|finding| Diagnostic { severity: Severity::Warning, ..finding }).collect()
}

/// What this year took over beside what the last one left.
struct Years<'a> {
    subject: &'a Subject<'a>,
    here: Rows<'a>,
    previous: &'a Report,
    there: Rows<'a>,
}

impl Years<'_> {
    /// One column of this year against the same of last year.
    fn compare(&self, rule: &Rule, column: &str) -> Option<Diagnostic> {
        let Self { subject, here, previous, there } = self;
        let (now, then) = (here.amount(column)?, there.amount(column)?);
        if now == then {
            return None;
        }
        let [key] = &here.keys_of(column)[..] else {
            return None;
        };
        let message = format!(
            "{}是 {now}，{} 年度报告结转下年度的是 {then}",
            cell::name(subject.report, here.table, key),
            previous.year.value
        );
        let own = here.cells.get(key).and_then(|cell| cell.at.clone());
        // Of a total of zeros no cell is the cause, but their row is the place.
        let row = key.split_once('.').map_or(key.as_str(), |(row, _)| row);
        let is_of_row = |other: &str| other.split_once('.').is_some_and(|(other, _)| other == row);
        let of_row = || {
            let mut cells = here.cells.iter().filter(|(key, _)| is_of_row(key));
            cells.find_map(|(_, cell)| cell.at.clone())
        };
        let first = own.or_else(|| here.origins(column).into_iter().next()).or_else(of_row);
        let mut finding = subject.at(rule.finding(message), first, "今年的上年结转");
        for at in there.origins(column) {
            finding = finding.related(&previous.source, at, "上年的结转下年度");
        }
        Some(finding.help("同一批申请，两年的数应当相同；请查登记台账，看是哪一年填错"))
    }
}
