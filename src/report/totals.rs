//! Totals that were not typed, computed from the identities of the form.
//!
//! Only the identities with one cell on the left compute anything (`（七）总计` and the 总计
//! columns). Whether what was typed agrees with them is left to the checks.

use super::{Form, FormTable, Spanned, Sum, Value, table::Cells};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Fills every cell of every table: totals computed, or unknown where words stand in what they add
/// up; the rest absent.
pub(super) fn complete(form: &Form, tables: &mut BTreeMap<String, Cells>) {
    for table in &form.tables {
        let cells = tables.entry(table.key.clone()).or_default();
        fill(table, cells);
        let totals = of(table);
        for cell in table.data() {
            let value =
                if totals.contains(cell.key.as_str()) { Value::Unknown } else { Value::Absent };
            cells.entry(cell.key.clone()).or_insert(Spanned { value, at: None });
        }
    }
}

/// The cells that an identity gives.
pub(super) fn of(table: &FormTable) -> FxHashSet<&str> {
    table.sums.iter().filter_map(|sum| sum.total().map(String::as_str)).collect()
}

/// Settles each identity once all that it adds up is known: the totals of totals come last.
pub(super) fn fill(table: &FormTable, cells: &mut Cells) {
    let mut waiting: Vec<(&String, &Sum)> =
        table.sums.iter().filter_map(|sum| sum.total().map(|total| (total, sum))).collect();
    let totals = of(table);
    loop {
        // A total that could not be had is never known, nor is what adds it up.
        let is_known = |key: &String| !totals.contains(key.as_str()) || cells.contains_key(key);
        let is_ready = |sum: &Sum| sum.right.iter().all(is_known);
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.iter().partition(|(_, sum)| is_ready(sum));
        if ready.is_empty() {
            return;
        }
        for (total, sum) in ready {
            if !cells.contains_key(total)
                && let Some(value) = add_up(cells, &sum.right)
            {
                let value = value.to_i64().map_or(Value::Decimal(value), Value::Int);
                cells.insert(total.clone(), Spanned { value, at: None });
            }
        }
        waiting = rest;
    }
}

/// The sum of some cells of a table; `None` when one of them holds words or is not known.
pub fn add_up(cells: &Cells, keys: &[String]) -> Option<Decimal> {
    keys.iter().try_fold(Decimal::ZERO, |total, key| {
        let addend = match cells.get(key) {
            Some(cell) => cell.value.amount()?,
            None => Decimal::ZERO,
        };
        total.checked_add(addend)
    })
}
