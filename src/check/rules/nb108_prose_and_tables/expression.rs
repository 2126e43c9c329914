//! `行政许可{{ 主动公开.行政处罚 }}件`: the words are of one row, and what is printed is of another.

use crate::{
    check::{cell, prose::ProseLine, rule::Rule, subject::Subject},
    diagnostic::Diagnostic,
    report::FormTable,
};
use std::ops::Range;

/// Tells where an expression prints the number of cells that the words are not about.
pub(super) fn compare(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    at: &Range<usize>,
    what: &str,
    cells: Vec<(&FormTable, String)>,
) -> Option<Diagnostic> {
    let typed = line.typed(at).trim_start_matches("{{").trim_end_matches("}}");
    let typed = typed.split('|').next().unwrap_or_default();
    let pieces = typed.split(['+', '-', '*', '/', '(', ')']).map(str::trim);
    let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    let named: Vec<_> = pieces.iter().filter_map(|piece| cell_of(subject, piece)).collect();
    if named.len() < pieces.iter().filter(|piece| piece.parse::<f64>().is_err()).count() {
        return None; // names of others
    }
    let of_row: Vec<(&FormTable, String)> =
        cells.into_iter().flat_map(|(table, key)| with_addends(table, key)).collect();
    let is_of_row = |(table, key): &(&FormTable, String)| {
        of_row.iter().any(|(other, own)| other.key == table.key && own == key)
    };
    let other = named.iter().find(|cell| !is_of_row(cell));
    // * 10000 turns 万元 into 元.
    let is_factor = |piece: &&str| piece.parse::<f64>().is_ok() && **piece != *"10000";
    let is_reckoned = typed.contains(['*', '/']) && pieces.iter().any(is_factor);
    let message = match other {
        Some((table, key)) => {
            let name = cell::name(subject.report, table, key);
            format!("正文说的是{what}，算式印出来的是{name}的数")
        }
        None if is_reckoned && !named.is_empty() => {
            format!("正文说的是{what}，算式印出来的不是表里的数：又乘、除了一个数")
        }
        None => return None,
    };
    let finding = subject.at(rule.finding(message), line.place(at), "和前面的话不一致");
    Some(finding.help("请核对算式里的名称"))
}

/// The cell that a name of an expression is of: `主动公开.行政许可`.
fn cell_of<'a>(subject: &Subject<'a>, name: &str) -> Option<(&'a FormTable, String)> {
    let (table, path) = name.split_once('.')?;
    let table = subject.report.form.tables.iter().find(|t| t.short == table || t.name == table)?;
    let cell = table.data().find(|cell| cell.path.join(".") == path)?;
    Some((table, cell.key.clone()))
}

/// A cell with those that it adds up, and those that they add up.
fn with_addends(table: &FormTable, key: String) -> Vec<(&FormTable, String)> {
    let mut keys = vec![key];
    let mut at = 0;
    while let Some(key) = keys.get(at).cloned() {
        let sums = table.sums.iter().filter(|sum| sum.total() == Some(&key));
        for more in sums.flat_map(|sum| &sum.right) {
            if !keys.contains(more) {
                keys.push(more.clone());
            }
        }
        at += 1;
    }
    keys.into_iter().map(|key| (table, key)).collect()
}
