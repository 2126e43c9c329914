//! Money in another unit than the form's: what the file says of its unit near the number counts.

use super::{CellState, Placer};
use crate::{
    report::{self, FormCellKind as Kind, Value},
    text::half_width,
};
use rust_decimal::Decimal;

/// How far before a number its unit may stand, in bytes.
const NEAR: usize = 700;
/// Units, and what 万元 is of them; the longer names first.
const UNITS: [(&str, i64); 6] =
    [("亿元", 0), ("万元", 1), ("千元", 10), ("百元", 100), ("角", 100_000), ("元", 10_000)];

impl Placer<'_> {
    /// Turns amounts into 万元, to the last digit.
    pub(super) fn money(&mut self) {
        for (index, table) in self.marks.form.tables.iter().enumerate() {
            for cell in table.data().filter(|cell| cell.kind == Kind::Decimal) {
                let key = (index, cell.key.clone());
                let Some(read) = self.placed.cells.get(&key) else { continue };
                let amount = match &read.value {
                    Value::Int(amount) => Decimal::from(*amount),
                    Value::Decimal(amount) => *amount,
                    _ => continue,
                };
                let unit = read.at.as_ref().and_then(|at| self.unit_before(at.start));
                if let (None, Some(at)) = (unit, &read.at)
                    && read.state == CellState::Read
                    && !amount.is_zero()
                {
                    let why = format!("“{amount}”的单位原文里没有写，当作万元");
                    self.placed.doubts.push((at.clone(), why.clone()));
                    if let Some(read) = self.placed.cells.get_mut(&key) {
                        read.state = CellState::Doubtful(why);
                    }
                    continue;
                }
                let Some((name, times)) = unit.filter(|(_, times)| *times != 1) else { continue };
                let wan = match times {
                    0 => amount.checked_mul(Decimal::from(10_000)),
                    times => amount.checked_div(Decimal::from(times)),
                };
                let Some(wan) = wan.map(|wan| wan.normalize()) else { continue };
                let how = format!("原文的单位是{name}，{amount} {name}换算成 {wan} 万元");
                if let Some(read) = self.placed.cells.get_mut(&key)
                    && read.state == CellState::Read
                    && !amount.is_zero()
                {
                    read.value = report::read_cell(&wan.to_string());
                    read.state = CellState::Recovered(how);
                }
            }
        }
    }

    /// The unit of money that is named last before a place.
    fn unit_before(&self, place: usize) -> Option<(&'static str, i64)> {
        let text = &self.reading.source.text;
        let from = (place.saturating_sub(NEAR)..=place).find(|at| text.is_char_boundary(*at))?;
        let near = half_width(text.get(from..place)?);
        let near: String = near.chars().filter(|c| !c.is_whitespace() && *c != '|').collect();
        let mut last = None;
        for (at, mark) in ["单位", "金额", "("].iter().flat_map(|mark| near.match_indices(mark))
        {
            let rest = near.get(at + mark.len()..).unwrap_or_default();
            let rest = rest.trim_start_matches(['(', ':', '为', '是', '人', '民', '币']);
            let unit = UNITS.iter().find(|(name, _)| rest.starts_with(name));
            if let Some(unit) = unit.filter(|_| last.is_none_or(|(before, _)| before < at)) {
                last = Some((at, *unit));
            }
        }
        last.map(|(_, unit)| unit)
    }
}
