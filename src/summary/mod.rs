//! The units' reports → their county's: every cell the sum of the units' cells, as a YAML that is
//! a report again, and unit by unit as CSV and XLSX.

mod csv;
#[cfg(test)]
mod tests;
mod xlsx;
mod yaml;

pub use self::{csv::csv, xlsx::xlsx, yaml::yaml};

use crate::{
    check::CANNOT_ADD,
    diagnostic::{Diagnostic, Diagnostics, Result},
    report::{
        Date, Form, FormCell, FormCellKind, FormTable, Measure, Report, Spanned, Value, agency_of,
        measured,
    },
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// A county's numbers, and whose they are.
#[derive(Clone, Debug)]
pub struct Summary<'a> {
    /// The county, `易门县`.
    pub county: String,
    /// The day to date the county's report.
    pub date: Date,
    /// The year of all reports.
    pub year: i32,
    /// The form of all reports.
    pub form: Arc<Form>,
    /// The units' reports, in the order given.
    pub units: &'a [Report],
    /// Table key → cell key → sum, every data cell of the form.
    sums: BTreeMap<String, BTreeMap<String, Decimal>>,
}

impl<'a> Summary<'a> {
    /// Adds up the reports of a county's units. Dated `date`, or on 31 January of the next year.
    ///
    /// # Errors
    /// `NB134`: no report, reports of different years or forms, two of one unit, one of the county
    /// itself, a cell with words that are no number, or a sum that is too large.
    pub fn of(county: &str, date: Option<Date>, units: &'a [Report]) -> Result<Self> {
        let Some(first) = units.first() else {
            let none = CANNOT_ADD.finding("没有可以汇总的报告");
            return Err(none.help("请给出放着各单位报告的文件夹").into());
        };
        let mut findings = strangers(county, units);
        let year = first.year.value;
        let mut sums = BTreeMap::new();
        if findings.is_empty() {
            for table in &first.form.tables {
                let mut cells = BTreeMap::new();
                for cell in table.data() {
                    match sum(table, cell, units) {
                        Ok(sum) => {
                            cells.insert(cell.key.clone(), sum);
                        }
                        Err(errors) => findings.extend(errors),
                    }
                }
                sums.insert(table.key.clone(), cells);
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        // 条例 §49: units publish by 31 January, their county by 31 March.
        let date = date.unwrap_or(Date { year: year.saturating_add(1), month: 1, day: 31 });
        Ok(Self {
            county: county.to_owned(),
            date,
            year,
            form: Arc::clone(&first.form),
            units,
            sums,
        })
    }

    /// The sum of one cell.
    pub fn sum(&self, table: &str, cell: &str) -> Decimal {
        let cells = self.sums.get(table);
        cells.and_then(|c| c.get(cell)).copied().unwrap_or_default()
    }
}

/// Reports of another year or form than the first, second reports of a unit, and the county's own.
fn strangers(county: &str, units: &[Report]) -> Diagnostics {
    let mut findings = Diagnostics::default();
    let mut seen: HashMap<&str, &Report> = HashMap::new();
    let Some(first) = units.first() else {
        return findings;
    };
    let at =
        |finding: Diagnostic, unit: &Report| finding.at(&unit.source, unit.agency.at.clone(), "");
    for unit in units {
        let name = unit.agency.value.as_str();
        if unit.year.value != first.year.value {
            let message = format!(
                "“{name}”的报告是 {} 年度的，“{}”的是 {} 年度的，不能相加",
                unit.year.value, first.agency.value, first.year.value
            );
            let finding = CANNOT_ADD.finding(message);
            findings.push(at(finding, unit).help("请只汇总同一年度的报告"));
        } else if unit.form.id != first.form.id {
            let message = format!(
                "“{name}”的报告用 {} 年的格式，“{}”的用 {} 年的格式，不能相加",
                unit.form.id, first.agency.value, first.form.id
            );
            let finding = CANNOT_ADD.finding(message);
            findings.push(at(finding, unit).help("请按同一种格式填写"));
        }
        if name == agency_of(county) {
            let message = format!("“{name}”是全县的报告，不能再加进全县的数里");
            let finding = CANNOT_ADD.finding(message);
            let help = "请把它移到别的文件夹，只汇总各单位的报告";
            findings.push(at(finding, unit).help(help));
        }
        if let Some(other) = seen.insert(name, unit) {
            let message = format!("“{name}”有两份报告，会加两遍");
            let mut finding = at(CANNOT_ADD.finding(message), unit);
            if let Some(first) = &other.agency.at {
                finding = finding.related(&other.source, first.clone(), "另一份");
            }
            findings.push(finding.help("请只留一份"));
        }
    }
    findings
}

fn sum(table: &FormTable, cell: &FormCell, units: &[Report]) -> Result<Decimal> {
    let mut total = Decimal::ZERO;
    let is_with_unit = names_unit(table, cell, units);
    for unit in units {
        let Some(typed) = value(unit, table, cell) else {
            continue;
        };
        let name = || format!("{}表“{}”", table.short, cell.labels.join("”“"));
        let refuse = |message: String, help: &str| {
            CANNOT_ADD.finding(message).help(help).at(&unit.source, typed.at.clone(), "")
        };
        // What it adds up is told itself.
        if typed.value == Value::Unknown {
            continue;
        }
        let Some(addend) = typed.value.amount() else {
            let message = format!("{}填的不是数，加不起来", name());
            return Err(refuse(message, "请把这一格改成数").into());
        };
        if is_with_unit && !addend.is_zero() && !has_unit(&typed.value) {
            let message = format!("{}没有写是元还是万元，别的单位写了，加不起来", name());
            return Err(refuse(message, "请在数后面写上“元”或“万元”").into());
        }
        let sum = total.checked_add(addend).filter(|sum| sum.to_i64().is_some());
        let Some(sum) = sum else {
            let message = format!("{}加起来太大", name());
            return Err(refuse(message, "请核对这个数").into());
        };
        total = sum;
    }
    Ok(total)
}

/// Whether one of the units says in the cell itself whether it is 元 or 万元; their sum is in 万元.
fn names_unit(table: &FormTable, cell: &FormCell, units: &[Report]) -> bool {
    let typed = units.iter().filter_map(|unit| value(unit, table, cell));
    cell.kind == FormCellKind::Money && typed.into_iter().any(|typed| has_unit(&typed.value))
}

fn has_unit(value: &Value) -> bool {
    let Value::Text(text) = value else {
        return false;
    };
    matches!(measured(text), Some((_, Measure::Yuan | Measure::TenThousandYuan)))
}

fn value<'r>(unit: &'r Report, table: &FormTable, cell: &FormCell) -> Option<&'r Spanned<Value>> {
    unit.tables.get(&table.key)?.get(&cell.key)
}

/// What a unit counts in a cell; words that are no number have been refused before.
fn amount(unit: &Report, table: &FormTable, cell: &FormCell) -> Decimal {
    let typed = value(unit, table, cell);
    typed.and_then(|typed| typed.value.amount()).unwrap_or_default()
}
