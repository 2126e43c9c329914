//! Unit by unit as CSV: one line a unit, one column a number, the sums last.

use super::{Summary, cells};
use crate::text::csv_field;
use std::fmt::Write as _;

/// Writes the numbers of every unit, RFC 4180 with a byte-order mark, without which Excel takes
/// UTF-8 for GBK.
pub fn csv(summary: &Summary) -> String {
    let mut csv = String::from("\u{feff}单位");
    let columns: Vec<_> = cells(&summary.form).collect();
    for (_, table, cell) in &columns {
        let name = format!("{}/{}", table.short, cell.path.join("/"));
        let _ = write!(csv, ",{}", csv_field(&name));
    }
    csv.push_str("\r\n");
    for unit in &summary.units {
        csv.push_str(&csv_field(&unit.agency));
        for (at, ..) in &columns {
            let _ = write!(csv, ",{}", unit.amount(*at));
        }
        csv.push_str("\r\n");
    }
    csv.push_str("合计");
    for (_, table, cell) in &columns {
        let _ = write!(csv, ",{}", summary.sum(&table.key, &cell.key));
    }
    csv.push_str("\r\n");
    csv
}
