//! Sums over rows and over lists.

use super::argument::{Filter, refuse};
use crate::text;
use minijinja::{Error, State, Value, value::ValueKind};
use rust_decimal::{Decimal, prelude::ToPrimitive};

pub(super) const TOTAL: Filter = Filter {
    name: "合计",
    takes: "一组数、一行数或一张表，如 {{ [3, 4] | 合计 }}、{{ 项目 | 合计(\"金额\") }}",
};

/// Adds up a list of numbers; of a list of rows, the columns that are named; of a row, the cells
/// that are named, or else all but its totals.
pub(super) fn total(state: &mut State, value: &Value, names: &[Value]) -> Result<Value, Error> {
    let mut sum = SumFilter { state, total: Decimal::ZERO };
    match value.kind() {
        ValueKind::Seq | ValueKind::Iterable => {
            for item in value.try_iter()? {
                sum.item(&item, names)?;
            }
        }
        ValueKind::Map if names.is_empty() => sum.row(value)?,
        ValueKind::Map => sum.item(value, names)?,
        _ => return Err(TOTAL.wrong(value)),
    }
    let total = sum.total;
    Ok(match total.to_i64().filter(|_| total.is_integer()) {
        Some(whole) => whole.into(),
        None => total.to_f64().unwrap_or_default().into(),
    })
}

struct SumFilter<'a, 'b, 'c> {
    state: &'a mut State<'b, 'c>,
    total: Decimal,
}

impl SumFilter<'_, '_, '_> {
    /// A number, or the named ones of a row.
    fn item(&mut self, item: &Value, names: &[Value]) -> Result<(), Error> {
        if names.is_empty() {
            return match item.kind() {
                ValueKind::Map => self.row(item),
                _ => self.add(item),
            };
        }
        for name in names {
            let found = find(item, name.as_str().ok_or_else(|| TOTAL.wrong(name))?)?;
            match found.kind() {
                ValueKind::Map => self.row(&found)?,
                _ => self.add(&found)?,
            }
        }
        Ok(())
    }

    /// All numbers of a row and of the rows in it but totals, which would count twice.
    fn row(&mut self, row: &Value) -> Result<(), Error> {
        for key in row.try_iter()? {
            if key.as_str().is_some_and(is_total) {
                continue;
            }
            let inner = row.get_item(&key)?;
            match inner.kind() {
                ValueKind::Map => self.row(&inner)?,
                _ => self.add(&inner)?,
            }
        }
        Ok(())
    }

    fn add(&mut self, value: &Value) -> Result<(), Error> {
        let amount = TOTAL.amount(self.state, value)?;
        let total = self.total.checked_add(amount);
        self.total = total.ok_or_else(|| TOTAL.wrong(value))?;
        Ok(())
    }
}

fn is_total(key: &str) -> bool {
    ["总计", "合计", "小计", "total", "subtotal"].iter().any(|end| key.ends_with(end))
}

/// A cell of a row by its name, `办理结果.总计` by its path.
fn find(row: &Value, path: &str) -> Result<Value, Error> {
    let mut at = row.clone();
    for step in path.split('.') {
        let inner = at.get_attr(step).ok().filter(|inner| !inner.is_undefined());
        at = inner.ok_or_else(|| missing(&at, step))?;
    }
    Ok(at)
}

fn missing(row: &Value, name: &str) -> Error {
    let keys: Vec<Value> = row.try_iter().map(Iterator::collect).unwrap_or_default();
    let keys: Vec<&str> = match row.kind() {
        ValueKind::Map => keys.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let help = if keys.is_empty() {
        format!("它要{}", TOTAL.takes)
    } else {
        text::suggestion(name, keys.iter().copied())
    };
    refuse(format!("过滤器“合计”要加的各项里没有“{name}”"), help)
}
