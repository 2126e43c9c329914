//! The identities of the form: what a total adds up, and what both sides of a column hold.

use super::{
    cell,
    rule::Rule,
    subject::{Cells, Subject},
    tie::Tie,
};
use crate::{
    diagnostic::Diagnostic,
    report::{FormTable, Spanned, Sum, Value, add_up},
};
use rust_decimal::Decimal;
use std::collections::HashSet;

/// Compares every total that was typed with what it adds up, for the sums of one kind (`R2`).
pub(super) fn totals(rule: &Rule, subject: &Subject<'_>, kind: &str) -> Vec<Diagnostic> {
    each(subject, kind, |table, cells, sum| total(rule, subject, table, cells, sum))
}

/// What is found of the sums of one kind, table by table.
fn each(
    subject: &Subject<'_>,
    kind: &str,
    find: impl Fn(&FormTable, &Cells, &Sum) -> Option<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (table, cells) in subject.tables() {
        let sums = table.sums.iter().filter(|sum| sum.rule == kind);
        found.extend(sums.filter_map(|sum| find(table, cells, sum)));
    }
    found
}

fn total(
    rule: &Rule,
    subject: &Subject<'_>,
    table: &FormTable,
    cells: &Cells,
    sum: &Sum,
) -> Option<Diagnostic> {
    let key = sum.total()?;
    let given = cells.get(key)?;
    let at = given.at.clone()?;
    let expected = known(table, cells, &sum.right)?;
    if given.value.amount()? == expected {
        return None;
    }
    let message = Tie::total(rule, subject.report, table, sum)?.message(cells)?;
    let finding = subject.at(rule.finding(message), Some(at), "与各项之和不符");
    let addends = sum.right.iter();
    let places = addends.flat_map(|key| cell::origins(table, cells, key));
    let finding = subject.related(finding, places, "加数");
    // Only in a row that is typed: a file that was read has heads above its columns.
    let first = total_first(cells, sum).filter(|_| !subject.report.source.is_read());
    if let Some(first) = first {
        let help = format!("第一个数 {first} 正好是后面各数之和：总计写在最前面了，应写在最后");
        return Some(finding.help(help));
    }
    Some(finding.help(format!("{}；总计可以不写，由程序算出", sum.reason)))
}

/// The first number of a row where it is the sum of all behind it: 总计 was written first.
fn total_first(cells: &Cells, sum: &Sum) -> Option<Decimal> {
    let (first, others) = sum.right.split_first()?;
    let first = cell::amount(cells, first)?;
    let last = cells.get(sum.total()?)?.value.amount()?;
    let rest = add_up(cells, others)?.checked_add(last)?;
    let is_row = sum.rule == "R3" || sum.rule == "R4";
    (is_row && first == rest && !first.is_zero()).then_some(first)
}

/// The sum of some cells. `None` also where one of them is a total that was left blank and is not 0:
/// that is told of where it stands, and what leads on from it would be told wrong.
fn known(table: &FormTable, cells: &Cells, keys: &[String]) -> Option<Decimal> {
    let is_gap = |key: &String| {
        let is_blank = |cell: &Spanned<Value>| cell.value == Value::Absent && cell.at.is_some();
        let mut sums = table.sums.iter().filter(|sum| sum.total() == Some(key));
        cells.get(key).is_some_and(is_blank)
            && sums.any(|sum| add_up(cells, &sum.right).is_none_or(|sum| !sum.is_zero()))
    };
    if keys.iter().any(is_gap) { None } else { add_up(cells, keys) }
}

/// Compares both sides of every identity that computes nothing (`R1`).
pub(super) fn balances(rule: &Rule, subject: &Subject<'_>, kind: &str) -> Vec<Diagnostic> {
    each(subject, kind, |table, cells, sum| balance(rule, subject, table, cells, sum))
}

fn balance(
    rule: &Rule,
    subject: &Subject<'_>,
    table: &FormTable,
    cells: &Cells,
    sum: &Sum,
) -> Option<Diagnostic> {
    let (left, right) = (known(table, cells, &sum.left)?, known(table, cells, &sum.right)?);
    let keys = || sum.left.iter().chain(&sum.right);
    // 总计 that nobody typed follows from the columns, and those are told of already.
    let is_computed = |key: &String| {
        let is_untyped = cells.get(key).is_none_or(|cell| cell.at.is_none());
        is_untyped && cell::column(table, key) == "总计"
    };
    if left == right || keys().all(is_computed) {
        return None;
    }
    let column = sum.left.first().map_or("", |key| cell::column(table, key));
    let message = Tie::balance(rule, subject.report, table, sum).message(cells)?;
    let typed = |key: &String| cells.get(key).and_then(|cell| cell.at.clone());
    // What was typed in this column comes before that from which the rest of it follows.
    let mut places: Vec<_> = keys().filter_map(typed).collect();
    places.sort_by_key(|at| at.start);
    let untyped = keys().filter(|key| typed(key).is_none());
    let mut origins: Vec<_> = untyped.flat_map(|key| cell::origins(table, cells, key)).collect();
    origins.sort_by_key(|at| at.start);
    places.extend(origins);
    let mut seen = HashSet::new();
    places.retain(|at| seen.insert(at.clone()));
    let mut places = places.into_iter();
    let finding = subject.at(rule.finding(message), places.next(), "这一列两边不等");
    let help = format!("{}；请逐格核对“{column}”这一列", sum.reason);
    Some(subject.related(finding, places, "同一列").help(help))
}
