//! Unit by unit as a workbook: an overview, and a sheet a table in the shape of the form, where each row of
//! the form is a row a unit and their sum.

mod overview;
mod shape;

pub(crate) use self::shape::{LineValue, Lines};

use self::{overview::overview, shape::of_table};

use super::{Summary, cells};
use crate::{
    diagnostic::Result,
    report::{Form, FormCell, FormTable},
    sheets::{self, Book, BookSheet},
};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Writes the workbook; the same summary gives the same bytes.
///
/// # Errors
/// `NB410` when it cannot be put together.
pub fn xlsx(summary: &Summary) -> Result<Vec<u8>> {
    let matter = format!("{}{}年政府信息公开工作年度报告", summary.county, summary.year);
    let mut all = vec![overview(&summary.form, summary, &format!("{matter}汇总表"))];
    all.extend(tables(&summary.form, summary, &matter));
    let made = (summary.date.year, summary.date.month, summary.date.day);
    let made = if (1900..=9999).contains(&made.0) { made } else { (summary.year + 1, 1, 31) };
    sheets::write(&Book { title: format!("{matter}汇总表"), made, sheets: all })
}

/// A sheet for each table of a form. `matter` is what it is about, without the table's name.
pub(crate) fn tables<'a>(form: &'a Form, lines: &'a dyn Lines, matter: &str) -> Vec<BookSheet<'a>> {
    let sheet = |table: &'a FormTable| of_table(form, table, lines, matter);
    form.tables.iter().map(sheet).collect()
}

impl Lines for Summary {
    fn count(&self) -> usize {
        self.units.len()
    }

    fn name(&self, line: usize) -> Cow<'_, str> {
        self.units.get(line).map_or("", |unit| unit.agency.as_str()).into()
    }

    fn value(&self, line: usize, at: usize) -> LineValue<'_> {
        let unit = self.units.get(line);
        unit.map_or(LineValue::Nothing, |unit| LineValue::Number(unit.amount(at)))
    }

    fn sum(&self, table: &FormTable, cell: &FormCell) -> Decimal {
        Self::sum(self, &table.key, &cell.key)
    }
}

/// The place of a number among all data cells of a form.
fn place_of(form: &Form, table: &FormTable, cell: &FormCell) -> usize {
    let its = |(_, of, other): &(usize, &FormTable, &FormCell)| {
        of.key == table.key && other.key == cell.key
    };
    cells(form).find(its).map_or(usize::MAX, |(at, ..)| at)
}
