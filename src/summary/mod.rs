//! The units' reports → their county's: every cell the sum of the units' cells, as a YAML that is
//! a report again, and unit by unit as CSV and XLSX.

mod add;
mod csv;
mod refresh;
#[cfg(test)]
mod tests;
mod xlsx;
mod yaml;

pub(crate) use self::xlsx::{LineValue, Lines, tables};
pub use self::{add::Addition, csv::csv, refresh::refreshed, xlsx::xlsx, yaml::yaml};

use crate::{
    diagnostic::{Diagnostic, Result},
    report::{Date, Form, FormCell, FormCellKind, FormTable, Report},
};
use rust_decimal::Decimal;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// A county's numbers, and whose they are.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The county, `易门县`.
    pub county: String,
    /// The day to date the county's report.
    pub date: Date,
    /// The year of all reports.
    pub year: i32,
    /// The form of all reports.
    pub form: Arc<Form>,
    /// The units, in the order given.
    pub units: Vec<Unit>,
    /// Table key → cell key → sum, every data cell of the form.
    sums: BTreeMap<String, BTreeMap<String, Decimal>>,
    /// Cells in which a unit says itself whether it counts 元 or 万元; their sum is in 万元.
    measured: BTreeSet<(String, String)>,
}

/// What is kept of a unit: a county may have thousands.
#[derive(Clone, Debug)]
pub struct Unit {
    /// 机关.
    pub agency: String,
    /// Its numbers by the place of their cell among all data cells of the form; what is not there is 0.
    amounts: Box<[(u16, Decimal)]>,
}

impl Unit {
    /// What it counts in the data cell that stands at a place.
    fn amount(&self, at: usize) -> Decimal {
        let found = self.amounts.binary_search_by_key(&at, |(at, _)| usize::from(*at));
        let found = found.ok().and_then(|i| self.amounts.get(i));
        found.map(|(_, amount)| *amount).unwrap_or_default()
    }
}

impl Summary {
    /// Adds up the reports of a county's units. Dated `date`, or on 31 January of the next year.
    ///
    /// # Errors
    /// `NB134`: no report, reports of different years or forms, two of one unit, one of the county
    /// itself, a cell with words that are no number, or a sum that is too large.
    pub fn of(county: &str, date: Option<Date>, units: &[Report]) -> Result<Self> {
        let mut addition = Addition::new(county);
        for unit in units {
            addition.add(unit);
        }
        addition.finish(date)
    }

    /// The sum of one cell.
    pub fn sum(&self, table: &str, cell: &str) -> Decimal {
        let cells = self.sums.get(table);
        cells.and_then(|c| c.get(cell)).copied().unwrap_or_default()
    }

    /// Whether a report that was written from this says the same.
    ///
    /// # Errors
    /// `NB410` for the first cell that holds another number.
    pub fn confirm(&self, report: &Report) -> Result<()> {
        for (_, table, cell) in cells(&self.form) {
            let read = report.tables.get(&table.key).and_then(|cells| cells.get(&cell.key));
            let read = read.and_then(|value| value.value.amount());
            let sum = self.sum(&table.key, &cell.key);
            if read != Some(sum) {
                let name = cell.labels.join("·");
                let message = format!("汇总的“{name}”是 {sum}，写出的 YAML 里不是");
                return Err(Diagnostic::defect(message).into());
            }
        }
        Ok(())
    }

    /// Whether one of the units says in the cell itself whether it is 元 or 万元.
    fn names_unit(&self, table: &FormTable, cell: &FormCell) -> bool {
        cell.kind == FormCellKind::Money
            && self.measured.contains(&(table.key.clone(), cell.key.clone()))
    }
}

/// The data cells of a form, each with its place among them.
fn cells(form: &Form) -> impl Iterator<Item = (usize, &FormTable, &FormCell)> {
    let all = form.tables.iter().flat_map(|table| table.data().map(move |cell| (table, cell)));
    all.enumerate().map(|(at, (table, cell))| (at, table, cell))
}
