//! What cells of a workbook hold, beyond their text: days, truth values and errors are no numbers; totals
//! are computed again and never trusted.

use super::{CellPlace, FilledGrid, formula::computed};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{
        reader::{
            landmark::Landmarks,
            place::{CellRead, CellState, PlacedCells},
            token::is_value,
        },
        source::{SheetCell, SourceCellKind},
    },
    report::{self, Form, FormCellKind, FormTable, Sum, Value},
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use std::{collections::HashMap, ops::Range};

/// What computing with halves leaves behind a count.
const NOISE: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

type SettledKey = (usize, String);

/// Looks at each cell that was read from a workbook. `is_form` is whether it is a form that was handed out,
/// whose totals are formulas.
pub(in crate::import::reader) fn settle(
    grid: FilledGrid<'_>,
    marks: &Landmarks,
    placed: &mut PlacedCells,
    is_form: bool,
) -> Diagnostics {
    let mut settler = Settler {
        grid,
        places: grid.by_text(),
        placed,
        form: &marks.form,
        findings: Diagnostics::default(),
        noise: Vec::new(),
        typed: Vec::new(),
    };
    for (index, table) in marks.form.tables.iter().enumerate() {
        let (totals, inputs): (Vec<_>, Vec<_>) =
            table.data().map(|cell| &cell.key).partition(|key| table.sum_of(key).is_some());
        for key in inputs {
            settler.input(&(index, key.clone()));
        }
        settler.totals(index, table, &totals);
        if is_form {
            settler.tell_typed(table);
        }
        settler.typed.clear();
    }
    settler.tell_noise();
    settler.findings
}

struct Settler<'a> {
    grid: FilledGrid<'a>,
    places: HashMap<usize, CellPlace>,
    placed: &'a mut PlacedCells,
    form: &'a Form,
    findings: Diagnostics,
    /// Counts with what computing leaves behind the point.
    noise: Vec<Range<usize>>,
    /// Totals that are numbers where the form has formulas.
    typed: Vec<SettledKey>,
}

impl<'a> Settler<'a> {
    /// What stands in the workbook where a cell was read.
    fn sheet_cell(&self, key: &SettledKey) -> Option<(CellPlace, &'a SheetCell)> {
        let cell = self.placed.cells.get(key)?;
        if matches!(cell.state, CellState::Lost(_) | CellState::Recovered(_)) {
            return None;
        }
        let place = *self.places.get(&cell.at.as_ref()?.start)?;
        Some((place, self.grid.cell(place)?))
    }

    fn set(&mut self, key: &SettledKey, value: Value, state: CellState) {
        if let Some(cell) = self.placed.cells.get_mut(key) {
            (cell.value, cell.state) = (value, state);
        }
    }

    fn input(&mut self, key: &SettledKey) {
        let Some((place, cell)) = self.sheet_cell(key) else { return };
        let text = self.grid.reading.text(&cell.at);
        let name = self.grid.name(&cell.at);
        let lost = match cell.kind {
            SourceCellKind::Plain => {
                self.whole(key);
                if !text.is_empty() && !is_value(text) {
                    let why = format!("填的是“{}”，不是数", short(text));
                    self.tell(
                        Code::DoubtfulCell,
                        &why,
                        cell,
                        "请在这一格只填数；要说明的话写到“文字”里",
                    );
                    if let Some(read) = self.placed.cells.get_mut(key) {
                        read.state = CellState::Doubtful(why);
                    }
                }
                return;
            }
            SourceCellKind::Uncomputed => match computed(self.grid, place) {
                Some(amount) => return self.set(key, value_of(amount), CellState::Read),
                None => format!("{name} 是公式，没有算出来的数，请用 Excel 或 WPS 打开、保存一次"),
            },
            SourceCellKind::Date => {
                format!("{name} 是日期“{}”，不是数，多半是把 1-3 这样的数认成了日期", short(text))
            }
            SourceCellKind::Bool => format!("{name} 是“{}”，不是数", short(text)),
            SourceCellKind::Error => format!("{name} 是“{}”，公式出了错", short(text)),
        };
        self.set(key, Value::Unknown, CellState::Lost(lost));
    }

    /// A count that its cell shows with zeros behind the point, `1203.00`, is that count.
    fn whole(&mut self, key: &SettledKey) {
        let table = self.form.tables.get(key.0);
        let kind = table.and_then(|table| table.data().find(|cell| cell.key == key.1));
        let is_count =
            kind.is_some_and(|cell| matches!(cell.kind, FormCellKind::Int | FormCellKind::Signed));
        if let Some(cell) = self.placed.cells.get_mut(key).filter(|_| is_count)
            && let Value::Decimal(amount) = cell.value
            && let Some(count) = amount.round().to_i64()
        {
            let rest = (amount - amount.round()).abs();
            if rest <= NOISE {
                cell.value = Value::Int(count);
            }
            if !rest.is_zero() && rest <= NOISE {
                self.noise.extend(cell.at.clone());
            }
        }
    }

    /// Totals after what they add up, and totals of totals after these.
    fn totals(&mut self, index: usize, table: &FormTable, keys: &[&String]) {
        let mut left: Vec<&String> = keys.to_vec();
        while !left.is_empty() {
            let waits = |key: &String| {
                table.sum_of(key).is_some_and(|sum| sum.right.iter().any(|k| left.contains(&k)))
            };
            let (later, mut now): (Vec<&String>, Vec<&String>) =
                left.iter().copied().partition(|key| waits(key));
            // Sums that go round in a circle are none of a form's.
            if now.is_empty() {
                now.clone_from(&later);
            }
            for key in &now {
                if let Some(sum) = table.sum_of(key) {
                    self.total(&(index, (*key).clone()), sum);
                }
            }
            left.retain(|key| !now.contains(key));
        }
    }

    fn total(&mut self, key: &SettledKey, sum: &Sum) {
        let Some((place, cell)) = self.sheet_cell(key) else { return };
        self.whole(key);
        let again = self.sum(key.0, sum);
        let text = self.grid.reading.text(&cell.at);
        let kept = report::read_cell(text);
        let is_number = cell.kind == SourceCellKind::Plain && !text.is_empty() && is_value(text);
        let Some(again) = again else {
            if cell.formula.is_some() || !is_number {
                self.placed.dependent.insert(key.clone());
                let why = "这个总计要由别的格算出来，其中有读不出的";
                self.set(key, Value::Unknown, CellState::Lost(why.to_owned()));
            }
            return;
        };
        if is_number && kept.amount() == Some(again) {
            if cell.formula.is_none() {
                self.typed.push(key.clone());
            }
            return;
        }
        match (&cell.formula, is_number) {
            (None, true) => self.typed.push(key.clone()),
            (Some(_), _) if computed(self.grid, place) == Some(again) => {
                let state = match (is_number, cell.kind) {
                    (true, _) => CellState::Recovered(format!(
                        "表里存的是 {}，按公式重新算是 {again}",
                        short(text)
                    )),
                    (false, SourceCellKind::Uncomputed) => CellState::Read,
                    (false, _) => {
                        CellState::Recovered(format!("表里是“{}”，按各格之和补上", short(text)))
                    }
                };
                self.set(key, value_of(again), state);
            }
            // Another formula than the form's: what it gave is kept, and does not tie.
            (Some(_), true) => self.tell(
                Code::DoubtfulCell,
                &format!("这个总计的公式改过：表里是 {}，各格之和是 {again}", short(text)),
                cell,
                "请把公式改回各格之和",
            ),
            // The same, with nothing stored: what it would give is known.
            (Some(_), false) if computed(self.grid, place).is_some() => {
                let other = computed(self.grid, place).unwrap_or_default();
                let why = format!("这个总计的公式改过：算出来是 {other}，各格之和是 {again}");
                self.tell(Code::DoubtfulCell, &why, cell, "请把公式改回各格之和");
                self.set(key, value_of(other), CellState::Doubtful(why));
            }
            (_, false) => {
                let what = if text.is_empty() { "空着" } else { short(text) };
                let lack = if cell.formula.is_some() { "没有存下结果" } else { "没有了" };
                let how = format!("总计的公式{lack}，表里是“{what}”，按各格之和补上");
                self.set(key, value_of(again), CellState::Recovered(how));
            }
        }
    }

    /// What a total should be.
    fn sum(&self, table: usize, sum: &Sum) -> Option<Decimal> {
        sum.right.iter().try_fold(Decimal::ZERO, |total, key| {
            let cell: &CellRead = self.placed.cells.get(&(table, key.clone()))?;
            match cell.state {
                CellState::Lost(_) => None,
                // An empty cell is not known to be 0.
                _ if cell.value == Value::Absent => None,
                _ => total.checked_add(cell.value.amount()?),
            }
        })
    }

    fn tell(&mut self, code: Code, message: &str, cell: &SheetCell, help: &str) {
        let finding = Diagnostic::warning(code, message.to_owned());
        let at = Some(cell.at.clone());
        self.findings.push(finding.at(&self.grid.reading.source, at, "").help(help));
    }

    /// Counts that were rounded, all in one sentence.
    fn tell_noise(&mut self) {
        let Some(first) = self.noise.first().cloned() else { return };
        let shown = short(self.grid.reading.text(&first));
        let message = format!(
            "有 {} 格存的是“{shown}”这样的数，差的是计算留下的零头，按整数读",
            self.noise.len()
        );
        let finding = Diagnostic::warning(Code::RecoveredCell, message);
        let finding = finding.at(&self.grid.reading.source, Some(first), "");
        self.findings.push(finding.help("请看一看这些格是不是整数"));
    }

    /// Totals that somebody has typed over, all of a table in one sentence.
    fn tell_typed(&mut self, table: &FormTable) {
        let cells: Vec<&SheetCell> = self
            .typed
            .iter()
            .filter_map(|key| self.sheet_cell(key))
            .map(|(_, cell)| cell)
            .collect();
        let Some(first) = cells.first().copied() else { return };
        let names = cells.iter().take(8).map(|cell| {
            let name = self.grid.name(&cell.at);
            name.rsplit('!').next().unwrap_or_default().to_owned()
        });
        let names = names.collect::<Vec<_>>().join("、");
        let rest = if cells.len() > 8 { "等" } else { "" };
        let message =
            format!("“{}”有 {} 个总计的公式被数盖掉了：{names}{rest}", table.short, cells.len());
        let help = "照填的数读，和各格之和对不上的另有说明；最好用空表重填，总计让它自己算";
        self.tell(Code::TypedTotal, &message, first, help);
    }
}

fn value_of(amount: Decimal) -> Value {
    report::read_cell(&amount.normalize().to_string())
}

/// The beginning of a text.
fn short(text: &str) -> &str {
    text.char_indices().nth(20).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}
