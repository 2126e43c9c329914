//! What goes on from one year to the next.

use super::{FormTable, Report, RowRole, Sum, Value, totals};
use std::sync::Arc;

/// Carries over what was still open at the end of last year: 上年结转 is last year's 结转下年度, column by
/// column. Only where nothing has been filled in yet, and where last year's numbers are numbers.
pub fn carry_over(report: &mut Report, before: &Report) {
    let form = Arc::clone(&report.form);
    let rows = (form.rows(RowRole::CarriedIn), before.form.rows(RowRole::CarriedOut));
    let (Some((table, [to])), Some((there, [from]))) = rows else {
        return;
    };
    let (Some(cells), Some(then)) =
        (report.tables.get_mut(&table.key), before.tables.get(&there.key))
    else {
        return;
    };
    let is_nil = |key: &str| match cells.get(key).map(|cell| &cell.value) {
        Some(Value::Int(count)) => *count == 0,
        value => value.is_none_or(|value| *value == Value::Absent),
    };
    let columns: Vec<&str> = (table.data())
        .filter_map(|cell| cell.key.strip_prefix(to.as_str())?.strip_prefix('.'))
        .collect();
    if !columns.iter().all(|column| is_nil(&format!("{to}.{column}"))) {
        return;
    }
    for column in columns {
        let key = format!("{to}.{column}");
        match then.get(&format!("{from}.{column}")).map(|cell| &cell.value) {
            Some(value @ Value::Int(_)) if !is_total(table, &key) => {
                cells.insert(key, value.clone().into());
            }
            _ => {}
        }
    }
    // What nobody typed follows from the rest.
    cells.retain(|key, cell| cell.at.is_some() || !is_total(table, key));
    totals::complete(&form, &mut report.tables);
}

fn is_total(table: &FormTable, key: &str) -> bool {
    table.sums.iter().filter_map(Sum::total).any(|total| total == key)
}
