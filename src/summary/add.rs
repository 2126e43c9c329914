//! Adding up report by report: what was added is no longer needed, so that a county of thousands takes no more
//! memory than one of ten.

use super::{Summary, Unit, cells};
use crate::{
    check::CANNOT_ADD,
    diagnostic::{Diagnostic, Diagnostics, Result, Source},
    report::{
        Date, Form, FormCell, FormCellKind, FormTable, Measure, Report, Spanned, Value, agency_of,
        measured,
    },
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
    sync::Arc,
};

type CellKey = (String, String);

/// The sums so far.
#[derive(Debug)]
pub struct Addition {
    county: String,
    first: Option<First>,
    units: Vec<Unit>,
    /// Where each unit is named.
    seen: HashMap<String, (Arc<Source>, Option<Range<usize>>)>,
    strangers: Diagnostics,
    sums: BTreeMap<CellKey, Decimal>,
    /// What cannot be added, the first of each cell.
    wrong: BTreeMap<CellKey, Diagnostic>,
    /// Cells with 元 or 万元 in them.
    measured: BTreeSet<CellKey>,
    /// The first number without 元 or 万元 in a cell of money.
    bare: BTreeMap<CellKey, Diagnostic>,
}

/// What all reports have to agree with.
#[derive(Debug)]
struct First {
    agency: String,
    year: i32,
    form: Arc<Form>,
}

impl Addition {
    /// Nothing yet.
    pub fn new(county: &str) -> Self {
        Self {
            county: county.to_owned(),
            first: None,
            units: Vec::new(),
            seen: HashMap::new(),
            strangers: Diagnostics::default(),
            sums: BTreeMap::new(),
            wrong: BTreeMap::new(),
            measured: BTreeSet::new(),
            bare: BTreeMap::new(),
        }
    }

    /// Adds one unit's report; what is wrong is told at the end.
    pub fn add(&mut self, unit: &Report) {
        let first = self.first.get_or_insert_with(|| First {
            agency: unit.agency.value.clone(),
            year: unit.year.value,
            form: Arc::clone(&unit.form),
        });
        let strangeness = strangeness(first, unit);
        let is_strange = strangeness.is_some();
        self.strangers.extend(strangeness);
        self.meet(unit);
        if is_strange {
            return;
        }
        let form = Arc::clone(&unit.form);
        let mut amounts = Vec::new();
        for (at, table, cell) in cells(&form) {
            let amount = self.add_cell(unit, table, cell).unwrap_or_default();
            if (!amount.is_zero() || amount.scale() > 0)
                && let Ok(at) = u16::try_from(at)
            {
                amounts.push((at, amount));
            }
        }
        self.units.push(Unit { agency: unit.agency.value.clone(), amounts: amounts.into() });
    }

    /// Notes who it is, and that it is the county itself or was there before.
    fn meet(&mut self, unit: &Report) {
        let name = unit.agency.value.as_str();
        if name == agency_of(&self.county) {
            let message = format!("“{name}”是全县的报告，不能再加进全县的数里");
            let help = "请把它移到别的文件夹，只汇总各单位的报告";
            self.strangers.push(at_agency(message, unit).help(help));
        }
        let place = place(unit, unit.agency.at.as_ref());
        if let Some((source, at)) = self.seen.get(name) {
            let message = format!("“{name}”有两份报告，会加两遍");
            let mut finding = at_agency(message, unit);
            if let Some(at) = at {
                finding = finding.related(source, at.clone(), "另一份");
            }
            self.strangers.push(finding.help("请只留一份"));
        }
        self.seen.insert(name.to_owned(), place);
    }

    /// Adds what stands in a cell; `None` where nothing does.
    fn add_cell(&mut self, unit: &Report, table: &FormTable, cell: &FormCell) -> Option<Decimal> {
        let typed = value(unit, table, cell)?;
        let key = (table.key.clone(), cell.key.clone());
        // What it adds up is told itself.
        if typed.value == Value::Unknown {
            return None;
        }
        let refuse = |what: &str, help: &str| {
            let message = format!("{}表“{}”{what}", table.short, cell.labels.join("”“"));
            let (source, at) = place(unit, typed.at.as_ref());
            CANNOT_ADD.finding(message).help(help).at(&source, at, "")
        };
        let Some(addend) = typed.value.amount() else {
            let finding = || refuse("填的不是数，加不起来", "请把这一格改成数");
            self.wrong.entry(key).or_insert_with(finding);
            return None;
        };
        if cell.kind == FormCellKind::Money {
            if has_unit(&typed.value) {
                self.measured.insert(key.clone());
            } else if !addend.is_zero() {
                self.bare.entry(key.clone()).or_insert_with(|| {
                    let what = "没有写是元还是万元，别的单位写了，加不起来";
                    refuse(what, "请在数后面写上“元”或“万元”")
                });
            }
        }
        let sum = self.sums.get(&key).copied().unwrap_or_default().checked_add(addend);
        if let Some(sum) = sum.filter(|sum| sum.to_i64().is_some()) {
            self.sums.insert(key, sum);
        } else {
            let finding = || refuse("加起来太大", "请核对这个数");
            self.wrong.entry(key).or_insert_with(finding);
        }
        Some(addend)
    }

    /// The sums. Dated `date`, or on 31 January of the next year.
    ///
    /// # Errors
    /// `NB134`, see [`Summary::of`].
    pub fn finish(mut self, date: Option<Date>) -> Result<Summary> {
        let Some(First { year, form, .. }) = self.first else {
            let none = CANNOT_ADD.finding("没有可以汇总的报告");
            return Err(none.help("请给出放着各单位报告的文件夹").into());
        };
        self.strangers.finish(())?;
        self.bare.retain(|key, _| self.measured.contains(key));
        for (key, finding) in self.bare {
            self.wrong.entry(key).or_insert(finding);
        }
        let mut findings = Diagnostics::default();
        let mut sums: BTreeMap<String, BTreeMap<String, Decimal>> = BTreeMap::new();
        for (_, table, cell) in cells(&form) {
            let key = (table.key.clone(), cell.key.clone());
            findings.extend(self.wrong.remove(&key));
            let sum = self.sums.get(&key).copied().unwrap_or_default();
            sums.entry(key.0).or_default().insert(key.1, sum);
        }
        // 条例 §49: units publish by 31 January, their county by 31 March.
        let date = date.unwrap_or(Date { year: year.saturating_add(1), month: 1, day: 31 });
        findings.finish(Summary {
            county: self.county,
            date,
            year,
            form,
            units: self.units,
            sums,
            measured: self.measured,
        })
    }
}

/// A report of another year or form than the first.
fn strangeness(first: &First, unit: &Report) -> Option<Diagnostic> {
    let name = unit.agency.value.as_str();
    if unit.year.value != first.year {
        let message = format!(
            "“{name}”的报告是 {} 年度的，“{}”的是 {} 年度的，不能相加",
            unit.year.value, first.agency, first.year
        );
        return Some(at_agency(message, unit).help("请只汇总同一年度的报告"));
    }
    if unit.form.id != first.form.id {
        let message = format!(
            "“{name}”的报告用 {} 年的格式，“{}”的用 {} 年的格式，不能相加",
            unit.form.id, first.agency, first.form.id
        );
        return Some(at_agency(message, unit).help("请按同一种格式填写"));
    }
    None
}

fn at_agency(message: String, unit: &Report) -> Diagnostic {
    let (source, at) = place(unit, unit.agency.at.as_ref());
    CANNOT_ADD.finding(message).at(&source, at, "")
}

/// A place of a report in as much of its text as is needed to show it.
fn place(unit: &Report, at: Option<&Range<usize>>) -> (Arc<Source>, Option<Range<usize>>) {
    let text = unit.source.text.as_str();
    let end = at.map_or(0, |at| at.end);
    let rest = text.get(end..).unwrap_or_default();
    let end = end + rest.find('\n').unwrap_or(rest.len());
    let source = Source::new(&unit.source.name, text.get(..end).unwrap_or_default());
    (source, at.cloned())
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
