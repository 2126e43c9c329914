//! The numbers of the reports, as lines of the county's tables.

use super::{Review, ReviewedUnit, Standing};
use crate::{
    report::{Form, FormCell, FormTable, Report, Value},
    summary::{LineValue, Lines},
};
use rust_decimal::Decimal;
use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

/// The year that most reports are of; of two the later one.
pub(super) fn usual_year(review: &Review) -> Option<i32> {
    let mut count: BTreeMap<i32, usize> = BTreeMap::new();
    for report in reports(review) {
        *count.entry(report.year.value).or_default() += 1;
    }
    count.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}

fn reports(review: &Review) -> impl Iterator<Item = &Report> {
    let files = review.units.iter().flat_map(|unit| &unit.files);
    files.filter_map(|file| file.report.as_ref())
}

/// The form of the year's reports.
pub(super) fn form(review: &Review) -> Option<Arc<Form>> {
    let mut count: BTreeMap<&str, (usize, &Arc<Form>)> = BTreeMap::new();
    for report in reports(review).filter(|report| Some(report.year.value) == review.year) {
        count.entry(&report.form.id).or_insert((0, &report.form)).0 += 1;
    }
    let usual = count.into_iter().max_by_key(|(id, (count, _))| (*count, *id));
    usual.map(|(_, (_, form))| Arc::clone(form))
}

/// The lines of a form: every unit, the county's own report not.
pub(super) struct ReviewLines<'r> {
    units: Vec<(String, Option<&'r Report>)>,
    /// Table and key of each data cell of the form.
    keys: Vec<(&'r str, &'r str)>,
}

impl<'r> ReviewLines<'r> {
    pub(super) fn of(review: &'r Review, form: &'r Form) -> Self {
        let units = review.units.iter().filter(|unit| unit.standing != Standing::County);
        let units = units.map(|unit| line(unit, review, form)).collect();
        let keys = form
            .tables
            .iter()
            .flat_map(|table| table.data().map(|cell| (table.key.as_str(), cell.key.as_str())));
        Self { units, keys: keys.collect() }
    }
}

/// A unit, and its report if its numbers are to be added up; if not, why not.
fn line<'r>(unit: &'r ReviewedUnit, review: &Review, form: &Form) -> (String, Option<&'r Report>) {
    let why = match (unit.standing, unit.report()) {
        (Standing::Missing, _) => "未报".to_owned(),
        (Standing::Doubled, _) => format!("{} 份，未计", unit.files.len()),
        (_, Some(report)) if Some(report.year.value) != review.year => {
            format!("{} 年，未计", report.year.value)
        }
        (_, Some(report)) if report.form.id != form.id => "另一种表式，未计".to_owned(),
        (Standing::Unlisted, Some(_)) => "不在名单，未计".to_owned(),
        (_, Some(report)) => return (unit.name.clone(), Some(report)),
        (_, None) => "读不了".to_owned(),
    };
    (format!("{}（{why}）", unit.name), None)
}

impl Lines for ReviewLines<'_> {
    fn count(&self) -> usize {
        self.units.len()
    }

    fn name(&self, line: usize) -> Cow<'_, str> {
        self.units.get(line).map_or("", |(name, _)| name.as_str()).into()
    }

    fn value(&self, line: usize, at: usize) -> LineValue<'_> {
        let report = self.units.get(line).and_then(|(_, report)| *report);
        let Some((report, (table, cell))) = report.zip(self.keys.get(at)) else {
            return LineValue::Nothing;
        };
        let value = report.tables.get(*table).and_then(|cells| cells.get(*cell));
        match value.map(|value| &value.value) {
            Some(Value::Unknown) => LineValue::Text("？"),
            Some(value) => match (value.amount(), value) {
                (Some(amount), _) => LineValue::Number(amount),
                (None, Value::Text(text)) => LineValue::Text(text),
                (None, _) => LineValue::Nothing,
            },
            None => LineValue::Number(Decimal::ZERO),
        }
    }

    fn sum(&self, table: &FormTable, cell: &FormCell) -> Decimal {
        let its = self.units.iter().filter_map(|(_, report)| *report);
        let amount =
            |report: &Report| report.tables.get(&table.key)?.get(&cell.key)?.value.amount();
        its.filter_map(amount).fold(Decimal::ZERO, Decimal::saturating_add)
    }
}
