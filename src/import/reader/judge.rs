//! What the sums of the form say of the cells that were read. Numbers that do not tie stay as they were
//! printed.

use super::{
    landmark::Landmarks,
    place::{CellRead, CellState, PlacedCells},
};
use crate::report::{self, Sum, Value};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// A sum that does not tie.
#[derive(Clone, Debug)]
pub(super) struct Untied {
    /// Which table of the form.
    pub table: usize,
    /// The cell that is looked at first.
    pub key: String,
    /// The sum with its numbers.
    pub why: String,
}

/// Fills in what follows from a sum with one unknown, and marks what does not tie.
pub(super) fn judge(placed: &mut PlacedCells, marks: &Landmarks) -> Vec<Untied> {
    recover(placed, marks);
    let mut faults: Vec<(usize, &Sum, Decimal, Decimal)> = Vec::new();
    for (index, table) in marks.form.tables.iter().enumerate() {
        for sum in &table.sums {
            let side = |keys: &[String]| total(placed, index, keys);
            if let (Some(left), Some(right)) = (side(&sum.left), side(&sum.right))
                && left != right
            {
                faults.push((index, sum, left, right));
            }
        }
    }
    // A cell in two sums that do not tie is the likelier one to be wrong.
    let mut counts: HashMap<(usize, &str), usize> = HashMap::new();
    for (table, sum, ..) in &faults {
        for key in sum.left.iter().chain(&sum.right) {
            *counts.entry((*table, key.as_str())).or_default() += 1;
        }
    }
    let mut untied = Vec::new();
    for (table, sum, left, right) in &faults {
        let keys = sum.left.iter().chain(&sum.right);
        let worst = keys.map(|key| (counts.get(&(*table, key.as_str())), key)).fold(
            (None, None),
            |best: (Option<&usize>, Option<&String>), (count, key)| {
                if count > best.0 { (count, Some(key)) } else { best }
            },
        );
        let Some(key) = worst.1 else { continue };
        let why = format!("{}：一边是 {left}，一边是 {right}", sum.reason);
        untied.push(Untied { table: *table, key: key.clone(), why });
    }
    for fault in &untied {
        if let Some(cell) = placed.cells.get_mut(&(fault.table, fault.key.clone()))
            && cell.state == CellState::Read
        {
            cell.state = CellState::Doubtful(fault.why.clone());
        }
    }
    untied
}

/// The sum of cells; `None` when one is not known, or all are empty.
fn total(placed: &PlacedCells, table: usize, keys: &[String]) -> Option<Decimal> {
    keys.iter().try_fold(Decimal::ZERO, |sum, key| {
        let cell = placed.cells.get(&(table, key.clone()))?;
        sum.checked_add(amount(cell)?)
    })
}

fn amount(cell: &CellRead) -> Option<Decimal> {
    match cell.state {
        CellState::Lost(_) => None,
        _ => cell.value.amount(),
    }
}

/// Cells that are not there, each the only one in a sum whose other cells all are.
fn recover(placed: &mut PlacedCells, marks: &Landmarks) {
    loop {
        let mut found: Vec<((usize, String), Decimal, String)> = Vec::new();
        for (table, form) in marks.form.tables.iter().enumerate() {
            for sum in &form.sums {
                if let Some((key, value)) = only_unknown(placed, table, sum) {
                    found.push(((table, key), value, format!("按和补：{}", sum.reason)));
                }
            }
        }
        if found.is_empty() {
            return;
        }
        for (key, value, how) in found {
            if let Some(cell) = placed.cells.get_mut(&key)
                && let CellState::Lost(why) = &cell.state
            {
                cell.state = CellState::Recovered(format!("{why}；{how}"));
                cell.value = report::read_cell(&value.normalize().to_string());
                placed.dependent.remove(&key);
            }
        }
    }
}

/// The one cell of a sum that is lost, and what it must be. It is not told from sums that only cells which
/// were themselves computed stand in.
fn only_unknown(placed: &PlacedCells, table: usize, sum: &Sum) -> Option<(String, Decimal)> {
    let cell = |key: &String| placed.cells.get(&(table, key.clone()));
    let is_lost = |key: &&String| cell(key).is_none_or(|c| matches!(c.state, CellState::Lost(_)));
    let mut lost = sum.left.iter().chain(&sum.right).filter(is_lost);
    let (only, None) = (lost.next()?, lost.next()) else {
        return None;
    };
    let known = |keys: &[String]| -> Option<Decimal> {
        keys.iter().filter(|key| *key != only).try_fold(Decimal::ZERO, |sum, key| {
            let cell = cell(key)?;
            // An empty cell may be one whose number is lost.
            if cell.value == Value::Unknown {
                return None;
            }
            sum.checked_add(amount(cell)?)
        })
    };
    let (left, right) = (known(&sum.left)?, known(&sum.right)?);
    let is_left = sum.left.contains(only);
    let value = if is_left { right.checked_sub(left)? } else { left.checked_sub(right)? };
    (!value.is_sign_negative() || value.is_zero()).then(|| (only.clone(), value))
}
