//! What the sums of the form say of the cells that were read. Numbers that do not tie stay as they were
//! printed.

use super::{
    landmark::{FormRow, Landmarks},
    place::{CellRead, CellState, PlacedCells},
};
use crate::report::{self, Sum, Value};
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};

/// How a cell that follows from others is told of.
const BY_SUM: &str = "按和补";
const FILLED: &str = "这一行的数原文里没有，是按各行之和补上的";

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
            // An empty cell is not known, whatever it adds to.
            && cell.value != Value::Absent
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

/// Cells that are not there, each the only one in a sum whose other cells all are. What sums make of a row must be
/// what stands in it, where numbers do that could not be given their cells.
fn recover(placed: &mut PlacedCells, marks: &Landmarks) {
    let mut refused: BTreeSet<usize> = BTreeSet::new();
    let computed = placed.dependent.clone();
    loop {
        let before = (placed.cells.clone(), placed.dependent.clone());
        follow(placed, marks);
        let against: Vec<usize> = placed
            .standing
            .iter()
            .filter(|(row, _)| !refused.contains(row))
            .filter(|(row, texts)| marks.rows.get(**row).is_some_and(|r| !fits(placed, r, texts)))
            .map(|(row, _)| *row)
            .collect();
        if against.is_empty() {
            break;
        }
        // What followed from a row that is another followed from nothing.
        (placed.cells, placed.dependent) = before;
        for row in against.iter().filter_map(|row| marks.rows.get(*row)) {
            placed.disputed.extend(row.keys.iter().map(|key| (row.table, key.clone())));
        }
        refused.extend(against);
    }
    for (index, row) in marks.rows.iter().enumerate() {
        match placed.standing.get(&index) {
            Some(texts) if refused.contains(&index) => {
                let texts = texts.join(" ");
                name(placed, row, &texts);
            }
            Some(_) => {}
            // Totals that are formulas stand there.
            None if row.keys.iter().any(|key| computed.contains(&(row.table, key.clone()))) => {}
            None => doubt_filled(placed, row),
        }
    }
}

/// Tells of the numbers in a row that is lost.
fn name(placed: &mut PlacedCells, row: &FormRow, texts: &str) {
    for key in &row.keys {
        if let Some(cell) = placed.cells.get_mut(&(row.table, key.clone()))
            && let CellState::Lost(why) = &mut cell.state
        {
            *why = format!("{why}；原文那里的数是 {texts}，和各行之和推出的不合");
        }
    }
}

/// Doubts a row nothing of which is in the file: that sums tell all of it does not say that it was there.
fn doubt_filled(placed: &mut PlacedCells, row: &FormRow) {
    let key = |key: &String| (row.table, key.clone());
    let is_filled =
        |cell: &CellRead| matches!(&cell.state, CellState::Recovered(how) if how.contains(BY_SUM));
    let all = row.keys.iter().all(|k| placed.cells.get(&key(k)).is_some_and(is_filled));
    if !all {
        return;
    }
    let mut at = None;
    for k in &row.keys {
        if let Some(cell) = placed.cells.get_mut(&key(k)) {
            at = at.or(cell.at.clone());
            cell.state = CellState::Doubtful(FILLED.to_owned());
        }
    }
    placed.filled.push((at, format!("“{}”{FILLED}", row.name)));
}

/// Whether the cells of a row that are known may be the numbers that stand in it: an empty cell may be 0 and nothing
/// else.
fn fits(placed: &PlacedCells, row: &FormRow, texts: &[String]) -> bool {
    let cells = row.keys.iter().filter_map(|key| placed.cells.get(&(row.table, key.clone())));
    let cells: Vec<&CellRead> = cells.collect();
    if !cells.iter().any(|cell| matches!(&cell.state, CellState::Recovered(_))) {
        return true;
    }
    let known: Vec<Decimal> = cells.iter().filter_map(|cell| amount(cell)).collect();
    let is_whole = known.len() == row.keys.len();
    if let [digits] = texts
        && row.keys.len() > 1
        && digits.len() >= row.keys.len()
        && digits.bytes().all(|b| b.is_ascii_digit())
    {
        let joined: String = known.iter().map(|n| n.normalize().to_string()).collect();
        return !is_whole || joined == *digits;
    }
    let standing = texts.iter().map(|text| report::read_cell(text).amount());
    let Some(standing) = standing.collect::<Option<Vec<Decimal>>>() else { return false };
    if standing.len() > row.keys.len() {
        return is_whole && standing.windows(known.len()).any(|window| window == known);
    }
    let counted = |all: &[Decimal]| -> Vec<Decimal> {
        all.iter().copied().filter(|n| !n.is_zero()).collect()
    };
    let (stand, are) = (counted(&standing), counted(&known));
    let mut rest = stand.iter();
    let are_there = are.iter().all(|n| rest.any(|other| other == n));
    let zeros = known.len() - are.len();
    are_there && (!is_whole || stand.len() == are.len()) && zeros + stand.len() <= row.keys.len()
}

/// Fills in what follows, and what follows from that.
fn follow(placed: &mut PlacedCells, marks: &Landmarks) {
    loop {
        let mut found: Vec<((usize, String), Decimal, String)> = Vec::new();
        for (table, form) in marks.form.tables.iter().enumerate() {
            for sum in &form.sums {
                if let Some((key, value)) = only_unknown(placed, table, sum)
                    && !placed.disputed.contains(&(table, key.clone()))
                {
                    found.push(((table, key), value, format!("{BY_SUM}：{}", sum.reason)));
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
            if matches!(cell.value, Value::Unknown | Value::Absent) {
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
