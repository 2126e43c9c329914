//! Shares and growth.

use super::{
    amount::fixed,
    argument::{Filter, refuse},
};
use minijinja::{Error, State, Value};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Digits after the point unless told otherwise.
const PLACES: u32 = 1;

pub(super) const PERCENT: Filter =
    Filter { name: "百分比", takes: "一个比值，如 {{ (3 / 8) | 百分比 }}" };

pub(super) const GROWTH: Filter =
    Filter { name: "增减", takes: "今年的数和上年的数，如 {{ 1145 | 增减(980) }}" };

/// `0.125` → `12.5%`.
pub(super) fn percent(
    state: &mut State,
    value: &Value,
    places: Option<&Value>,
) -> Result<String, Error> {
    let filter = PERCENT;
    let share = filter.number(state, value)?;
    let share = in_percent(share).ok_or_else(|| filter.wrong(value))?;
    Ok(share_text(share, places_of(filter, places)?))
}

/// How a number has changed since last year: `1145 | 增减(980)` → `增长16.8%`.
pub(super) fn growth(
    state: &mut State,
    value: &Value,
    last: &Value,
    places: Option<&Value>,
) -> Result<String, Error> {
    let filter = GROWTH;
    let (now, before) = (filter.number(state, value)?, filter.number(state, last)?);
    if before <= Decimal::ZERO {
        let message = format!("过滤器“增减”算不出来：上年的数是 {before}");
        return Err(refuse(message, "先用 if 判断上年的数大于 0"));
    }
    let change = now.checked_sub(before).and_then(|change| change.checked_div(before));
    let change = change.and_then(in_percent).ok_or_else(|| filter.wrong(value))?;
    let places = places_of(filter, places)?;
    Ok(match change.cmp(&Decimal::ZERO) {
        Ordering::Greater => format!("增长{}", share_text(change, places)),
        Ordering::Less => format!("下降{}", share_text(change.abs(), places)),
        Ordering::Equal => "持平".to_owned(),
    })
}

fn in_percent(share: Decimal) -> Option<Decimal> {
    share.checked_mul(Decimal::ONE_HUNDRED)
}

fn share_text(percent: Decimal, places: u32) -> String {
    format!("{}%", fixed(percent, places))
}

fn places_of(filter: Filter, places: Option<&Value>) -> Result<u32, Error> {
    places.map_or(Ok(PLACES), |places| filter.places(places))
}
