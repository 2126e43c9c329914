//! Totals: computed where none was typed, compared where one was.
//!
//! Only the identities with one cell on the left are used here (`（七）总计` and the 总计 columns).
//! What joins them, 第一项加第二项等于第三项加第四项, computes nothing and is left to the checks.

use super::{Form, FormTable, Spanned, Sum, Value, codes, number, reader::Reader, table::Cells};
use crate::diagnostic::Diagnostic;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// Fills every cell of every table: totals computed, the rest absent.
pub(super) fn complete(reader: &mut Reader<'_>, form: &Form, tables: &mut BTreeMap<String, Cells>) {
    for table in &form.tables {
        let cells = tables.entry(table.key.clone()).or_default();
        let mut totals = Totals {
            reader,
            table,
            cells,
            reported: BTreeSet::new(),
        };
        totals.settle_all();
        for cell in table.data() {
            let absent = Spanned {
                value: Value::Absent,
                at: None,
            };
            cells.entry(cell.key.clone()).or_insert(absent);
        }
    }
}

/// The totals of one table.
struct Totals<'t, 's> {
    reader: &'t mut Reader<'s>,
    table: &'t FormTable,
    cells: &'t mut Cells,
    /// Cells that a finding points at already: `（七）总计`/总计 is the total of a row and of a
    /// column, and one word in a cell spoils both.
    reported: BTreeSet<String>,
}

impl Totals<'_, '_> {
    /// Settles each identity once all that it adds up is known: the totals of totals come last.
    fn settle_all(&mut self) {
        let mut waiting: Vec<(&String, &Sum)> = self
            .table
            .sums
            .iter()
            .filter_map(|sum| match &sum.left[..] {
                [total] => Some((total, sum)),
                _ => None,
            })
            .collect();
        let totals: BTreeSet<&String> = waiting.iter().map(|(total, _)| *total).collect();
        loop {
            // A total that could not be had is never known, nor is what adds it up.
            let is_known = |key: &String| self.cells.contains_key(key) || !totals.contains(key);
            let is_ready = |sum: &Sum| sum.right.iter().all(is_known);
            let (ready, rest): (Vec<_>, Vec<_>) =
                waiting.iter().partition(|(_, sum)| is_ready(sum));
            if ready.is_empty() {
                return;
            }
            for (total, sum) in ready {
                self.settle(total, sum);
            }
            waiting = rest;
        }
    }

    /// One identity: compute its total, or compare it with the one that was typed.
    fn settle(&mut self, total: &str, sum: &Sum) {
        let computed = add_up(self.cells, &sum.right);
        let Some(Spanned { value: given, at }) = self.cells.get(total) else {
            self.fill(total, computed);
            return;
        };
        let (Some(at), Ok(computed)) = (at.clone(), computed) else {
            return;
        };
        if amount(given).is_some_and(|given| amount(&computed) != Some(given)) {
            let given = shown(given);
            self.disagrees(total, &given, at, &computed, sum);
        }
    }

    fn fill(&mut self, total: &str, computed: Result<Value, Unknown>) {
        match computed {
            Ok(value) => {
                let computed = Spanned { value, at: None };
                self.cells.insert(total.to_owned(), computed);
            }
            Err(Unknown::Text(culprit)) => {
                let help = "请把这一格改成数；实在要这样写，请自己写出它所在的行、列的总计";
                self.no_total(&culprit, "不是数", help);
            }
            Err(Unknown::Overflow(culprit)) => self.no_total(&culprit, "太大", "请核对这个数"),
        }
    }

    fn disagrees(
        &mut self,
        total: &str,
        given: &str,
        at: Range<usize>,
        computed: &Value,
        sum: &Sum,
    ) {
        if !self.reported.insert(total.to_owned()) {
            return;
        }
        let typed = sum.right.iter().filter_map(|key| self.cells.get(key));
        let addends: Vec<_> = typed
            .filter(|cell| amount(&cell.value).is_some_and(|n| !n.is_zero()))
            .collect();
        let working: Vec<String> = addends.iter().map(|cell| shown(&cell.value)).collect();
        let working = if working.len() > 1 {
            format!("（{}）", working.join("+"))
        } else {
            String::new()
        };
        let name = name(self.table, total);
        let message = format!("{name}：应为 {}{working}，填的是 {given}", shown(computed));
        let mut error =
            Diagnostic::error(codes::TOTAL, message).at(self.reader.source, at, "与各项之和不符");
        for cell in addends {
            if let Some(at) = cell.at.clone() {
                error = error.related(self.reader.source, at, "加数");
            }
        }
        let help = format!("{}；总计可以不写，由程序算出", sum.reason);
        self.reader.findings.push(error.help(help));
    }

    fn no_total(&mut self, culprit: &str, why: &str, help: &str) {
        let Some(at) = self.cells.get(culprit).and_then(|cell| cell.at.clone()) else {
            return;
        };
        if self.reported.insert(culprit.to_owned()) {
            let message = format!("{}{why}，有关的总计算不出来", name(self.table, culprit));
            self.reader.error(codes::NO_TOTAL, message, &at, "", help);
        }
    }
}

/// Why a sum has no value.
enum Unknown {
    /// This cell holds words.
    Text(String),
    /// With this cell it is more than a count can hold.
    Overflow(String),
}

fn add_up(cells: &Cells, keys: &[String]) -> Result<Value, Unknown> {
    let mut total = Decimal::ZERO;
    for key in keys {
        let value = cells.get(key).map_or(&Value::Absent, |cell| &cell.value);
        let addend = amount(value).ok_or_else(|| Unknown::Text(key.clone()))?;
        let sum = total
            .checked_add(addend)
            .filter(|sum| sum.to_i64().is_some());
        total = sum.ok_or_else(|| Unknown::Overflow(key.clone()))?;
    }
    let count = total.to_i64().filter(|_| total.scale() == 0);
    Ok(count.map_or(Value::Decimal(total), Value::Int))
}

/// The number that a cell stands for; an empty cell and a mark for “none” stand for 0.
fn amount(value: &Value) -> Option<Decimal> {
    match value {
        Value::Absent => Some(Decimal::ZERO),
        Value::Int(count) => Some(Decimal::from(*count)),
        Value::Decimal(amount) => Some(*amount),
        Value::Text(text) => number::is_nil_mark(text).then_some(Decimal::ZERO),
    }
}

/// `依申请公开表“（七）总计”行“自然人”列`, as the clerk sees the cell.
pub(super) fn name(table: &FormTable, key: &str) -> String {
    let Some(cell) = table.cell(key) else {
        return key.to_owned();
    };
    match &cell.labels[..] {
        [.., row, column] => format!("{}表“{row}”行“{column}”列", table.short),
        [row] => format!("{}表“{row}”行", table.short),
        [] => key.to_owned(),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Absent => "0".to_owned(),
        Value::Int(count) => count.to_string(),
        Value::Decimal(amount) => amount.to_string(),
        Value::Text(text) => text.clone(),
    }
}
