//! ## 检查什么
//!
//! 表格里写了名称却空着的格，以及填 `/`、`-`、`—`、`无` 的格。整行不写的不算：那是 0。
//!
//! ## 为什么
//!
//! 空格看不出是没有发生还是忘了填，审核时常被退回。没有发生的填 0。
//!
//! ## 举例
//!
//! ```text
//! 表三“一、本年新收政府信息公开申请数量”行 商业企业、科研机构列空着，按 0 印出
//! ```
//!
//! ## 怎么改
//!
//! 没有发生的写 0，或者整行不写。

use crate::{
    check::{
        cell,
        rule::Rule,
        subject::{Cells, Subject},
    },
    diagnostic::{Diagnostic, Severity},
    report::{FormTable, Value, is_nil_mark},
};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB111",
    name: "格子不要空着",
    severity: Severity::Warning,
    file: include_str!("nb111_blank_cells.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (table, cells) in subject.tables() {
        let mut row: Vec<Gap<'_>> = Vec::new();
        for form in table.data() {
            let Some(gap) = gap(cells, &form.key) else {
                continue;
            };
            let is_same_row = row.last().is_none_or(|last| last.is_beside(&gap, table));
            if !is_same_row {
                found.extend(tell(rule, subject, table, &row));
                row.clear();
            }
            row.push(gap);
        }
        found.extend(tell(rule, subject, table, &row));
    }
    found
}

/// A cell with nothing, or a mark for “none”, in it.
#[derive(Clone)]
struct Gap<'a> {
    key: &'a str,
    mark: &'a str,
    at: Range<usize>,
}

impl Gap<'_> {
    /// Whether two gaps are told of together: in one row of the form, or behind one key.
    fn is_beside(&self, other: &Self, table: &FormTable) -> bool {
        let row = |key: &str| match table.cell(key).map(|cell| &cell.path[..]) {
            Some([row @ .., _]) if !row.is_empty() => Some(row),
            _ => None,
        };
        let is_one_row = row(self.key).is_some() && row(self.key) == row(other.key);
        self.mark == other.mark && (self.at == other.at || is_one_row)
    }
}

fn gap<'a>(cells: &'a Cells, key: &'a str) -> Option<Gap<'a>> {
    let cell = cells.get(key)?;
    let at = cell.at.clone()?;
    let mark = match &cell.value {
        Value::Absent => "",
        Value::Text(text) if is_nil_mark(text) => text.as_str(),
        _ => return None,
    };
    Some(Gap { key, mark, at })
}

fn tell(
    rule: &Rule,
    subject: &Subject<'_>,
    table: &FormTable,
    gaps: &[Gap<'_>],
) -> Option<Diagnostic> {
    let first = gaps.first()?;
    let is_one_key = gaps.len() > 1 && gaps.iter().all(|gap| gap.at == first.at);
    let place = if is_one_key {
        let typed = subject.report.source.text.get(first.at.clone()).unwrap_or_default();
        format!("{}“{typed}”", cell::table_name(subject.report, table))
    } else {
        let columns: Vec<&str> = gaps.iter().map(|gap| cell::column(table, gap.key)).collect();
        match columns[..] {
            [""] | [] => cell::name(subject.report, table, first.key),
            _ => {
                format!("{} {}列", cell::row(subject.report, table, first.key), columns.join("、"))
            }
        }
    };
    let message = match first.mark {
        "" => format!("{place}空着，按 0 印出"),
        mark => format!("{place}填的是“{mark}”，照原样印出"),
    };
    let label = if first.mark.is_empty() { "空着" } else { "不是数" };
    let finding = subject.at(rule.finding(message), Some(first.at.clone()), label);
    let rest = gaps.iter().skip(1).filter(|gap| gap.at != first.at).map(|gap| gap.at.clone());
    Some(subject.related(finding, rest, "").help("没有发生的请写 0，或者整行不写"))
}
