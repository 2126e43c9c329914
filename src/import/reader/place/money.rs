//! Money in another unit than the form's: what the file says of its unit near the number counts.

use super::{CellState, Placer};
use crate::{
    report::{self, FormCellKind as Kind, Value},
    text::half_width,
};
use rust_decimal::Decimal;

/// How far before a number its unit may stand, in bytes.
const NEAR: usize = 700;
/// Units, and how many 万元 one is: ten thousandths, hundred thousandths.
const UNITS: [(&str, i64, u32); 10] = [
    ("亿元", 10_000, 0),
    ("千万元", 1_000, 0),
    ("百万元", 100, 0),
    ("十万元", 10, 0),
    ("万元", 1, 0),
    ("千元", 1, 1),
    ("百元", 1, 2),
    ("十元", 1, 3),
    ("元", 1, 4),
    ("角", 1, 5),
];

/// A unit of money, as the file writes it.
struct MoneyUnit {
    name: String,
    /// How many 万元 one is, where that is known.
    worth: Option<Decimal>,
}

impl Placer<'_> {
    /// Turns amounts into 万元, to the last digit.
    pub(super) fn money(&mut self) {
        for (index, table) in self.marks.form.tables.iter().enumerate() {
            for cell in table.data().filter(|cell| cell.kind == Kind::Decimal) {
                self.amount_of(&(index, cell.key.clone()));
            }
        }
    }

    fn amount_of(&mut self, key: &(usize, String)) {
        let Some(read) = self.placed.cells.get(key) else { return };
        let amount = match &read.value {
            Value::Int(amount) => Decimal::from(*amount),
            Value::Decimal(amount) => *amount,
            _ => return,
        };
        let Some(at) = read.at.clone() else { return };
        if read.state != CellState::Read || amount.is_zero() {
            return;
        }
        let mut units = self.units_before(at.start);
        let last = units.pop();
        let other = units
            .into_iter()
            .map(|unit| unit.name)
            .find(|name| last.as_ref().is_some_and(|last| last.name != *name));
        let doubt = match (last, other) {
            (None, _) => format!("“{amount}”的单位原文里没有写，当作万元"),
            (Some(MoneyUnit { name, .. }), Some(other)) => {
                format!("“{amount}”的单位原文写了两种：“{other}”和“{name}”，没有换算")
            }
            (Some(MoneyUnit { name, worth: None }), None) => {
                format!("“{amount}”的单位原文写的是“{name}”，不知道合多少万元，没有换算")
            }
            (Some(MoneyUnit { name, worth: Some(worth) }), None) => {
                return self.convert(key, amount, &name, worth);
            }
        };
        self.placed.doubts.push((at, doubt.clone()));
        if let Some(read) = self.placed.cells.get_mut(key) {
            read.state = CellState::Doubtful(doubt);
        }
    }

    fn convert(&mut self, key: &(usize, String), amount: Decimal, name: &str, worth: Decimal) {
        let Some(wan) = amount.checked_mul(worth).filter(|_| worth != Decimal::ONE) else { return };
        let wan = wan.normalize();
        if let Some(read) = self.placed.cells.get_mut(key) {
            read.value = report::read_cell(&wan.to_string());
            read.state = CellState::Recovered(format!(
                "原文的单位是{name}，{amount} {name}换算成 {wan} 万元"
            ));
        }
    }

    /// The units of money that are named before a place, the nearest last.
    fn units_before(&self, place: usize) -> Vec<MoneyUnit> {
        let text = &self.reading.source.text;
        let from = (place.saturating_sub(NEAR)..=place).find(|at| text.is_char_boundary(*at));
        let near = half_width(from.and_then(|from| text.get(from..place)).unwrap_or_default());
        let near: String = near.chars().filter(|c| !c.is_whitespace() && *c != '|').collect();
        let marks = ["单位", "單位", "金额", "金額", "("];
        let mut marks: Vec<usize> = marks
            .iter()
            .flat_map(|mark| near.match_indices(mark).map(|(at, mark)| at + mark.len()))
            .collect();
        marks.sort_unstable();
        marks.dedup();
        marks.iter().filter_map(|at| unit_at(near.get(*at..)?)).collect()
    }
}

/// The unit that a text begins with: `万元`, `万美元`, `万元/元`.
fn unit_at(text: &str) -> Option<MoneyUnit> {
    let text = text.trim_start_matches(['(', ':', '为', '是', '人', '民', '币', '幣', '為']);
    let is_of_unit = |c: char| "十百千万亿元角分美港欧日韩澳英镑/、或萬億圓".contains(c);
    let end = text.find(|c| !is_of_unit(c)).unwrap_or(text.len());
    let name = text.get(..end)?.trim_end_matches(['/', '、', '或']);
    let simple = name.replace('萬', "万").replace('億', "亿").replace('圓', "元");
    if !simple.contains(['元', '角', '镑']) || simple.chars().count() > 8 {
        return None;
    }
    let known = UNITS.iter().find(|(known, ..)| *known == simple);
    let worth = known.map(|(_, times, scale)| Decimal::new(*times, *scale));
    Some(MoneyUnit { name: if worth.is_some() { simple } else { name.to_owned() }, worth })
}

#[cfg(test)]
mod tests {
    use super::unit_at;

    #[test]
    fn a_unit_is_what_is_written() {
        for (text, worth) in [
            ("：万元)", Some("1")),
            (":萬元)", Some("1")),
            ("为人民币百万元", Some("100")),
            ("元)", Some("0.0001")),
            (":万元、件", Some("1")),
            (":万美元)", None),
            (":万元/元)", None),
        ] {
            let unit = unit_at(&crate::text::half_width(text)).expect(text);
            assert_eq!(unit.worth.map(|worth| worth.to_string()).as_deref(), worth, "{text}");
        }
        assert!(unit_at(":件)").is_none());
    }
}
