//! Amounts: digits after the point, thousands separators, 元 → 万元.

use super::argument::Filter;
use minijinja::{Error, State, Value};
use rust_decimal::{Decimal, RoundingStrategy};

pub(super) const DECIMALS: Filter =
    Filter { name: "小数", takes: "一个数和小数位数，如 {{ 98.4 | 小数(2) }}" };

pub(super) const THOUSANDS: Filter =
    Filter { name: "千分位", takes: "一个数，如 {{ 1234567 | 千分位 }}" };

pub(super) const WAN: Filter = Filter {
    name: "万元",
    takes: "以元为单位的数，如 {{ 984000 | 万元 }}、{{ 984000 | 万元(2) }}",
};

/// `98.4 | 小数(2)` → `98.40`; halves are rounded up, as people do.
pub(super) fn decimals(state: &mut State, value: &Value, places: &Value) -> Result<String, Error> {
    let filter = DECIMALS;
    let places = filter.places(places)?;
    Ok(fixed(filter.number(state, value)?, places))
}

/// `1234567.50` → `1,234,567.50`.
pub(super) fn thousands(state: &mut State, value: &Value) -> Result<String, Error> {
    let filter = THOUSANDS;
    let text = filter.number(state, value)?.to_string();
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let mut out = sign.to_owned();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    Ok(out + fraction)
}

/// An amount in 元 in 万元: `984000` → `98.4`, or with so many digits after the point.
pub(super) fn wan(
    state: &mut State,
    value: &Value,
    places: Option<&Value>,
) -> Result<String, Error> {
    let filter = WAN;
    let amount = filter.number(state, value)? / Decimal::from(10_000);
    match places {
        Some(places) => Ok(fixed(amount, filter.places(places)?)),
        None => Ok(amount.normalize().to_string()),
    }
}

/// A number with so many digits after the point.
pub(super) fn fixed(number: Decimal, places: u32) -> String {
    let rounded = number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    format!("{rounded:.0$}", places as usize)
}
