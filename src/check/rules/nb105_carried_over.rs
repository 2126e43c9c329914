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
        subject::{Cells, Subject},
    },
    diagnostic::{Diagnostic, Severity},
    report::{FormTable, Report},
};

pub(super) const RULE: Rule = Rule {
    code: "NB105",
    name: "上年结转等于上年报告的结转下年度",
    severity: Severity::Error,
    file: include_str!("nb105_carried_over.rs"),
    check,
};

const TOTAL: &str = "total";
const COLUMNS: [&str; 6] = ["natural", "commercial", "research", "charity", "legal", "other"];

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some((previous, (table, cells))) = subject.previous.zip(subject.table("requests")) else {
        return Vec::new();
    };
    if let Some(finding) = column(rule, subject, previous, table, cells, TOTAL) {
        return vec![finding];
    }
    let columns = COLUMNS.iter();
    let found = columns.filter_map(|name| column(rule, subject, previous, table, cells, name));
    found.map(|finding| Diagnostic { severity: Severity::Warning, ..finding }).collect()
}

/// One column of this year against the same of last year.
fn column(
    rule: &Rule,
    subject: &Subject<'_>,
    previous: &Report,
    table: &FormTable,
    cells: &Cells,
    name: &str,
) -> Option<Diagnostic> {
    let (here, there) = (format!("carried_in.{name}"), format!("carried_out.{name}"));
    let before = previous.tables.get("requests")?;
    let (now, then) = (cell::amount(cells, &here)?, cell::amount(before, &there)?);
    if now == then {
        return None;
    }
    let message = format!(
        "{}是 {now}，{} 年度报告结转下年度的是 {then}",
        cell::name(subject.report, table, &here),
        previous.year.value
    );
    let mut places = cell::origins(table, cells, &here).into_iter();
    let own = cells.get(&here).and_then(|cell| cell.at.clone());
    let first = own.or_else(|| places.next());
    let mut finding = subject.at(rule.finding(message), first, "今年的上年结转");
    let old = previous.form.table("requests")?;
    for at in cell::origins(old, before, &there) {
        finding = finding.related(&previous.source, at, "上年的结转下年度");
    }
    Some(finding.help("同一批申请，两年的数应当相同；请查登记台账，看是哪一年填错"))
}
