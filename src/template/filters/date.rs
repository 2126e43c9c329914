//! Days and years.

use super::argument::Filter;
use crate::text::{cardinal, digit_by_digit};
use minijinja::{Error, Value, value::ValueKind};

pub(super) const DATE: Filter =
    Filter { name: "日期", takes: "一个日期，如 {{ \"2023-01-17\" | 日期 }}" };

pub(super) const DATE_NUMERAL: Filter = Filter {
    name: "汉字日期",
    takes: "一个日期，如 {{ \"2023-01-17\" | 汉字日期 }}",
};

pub(super) const FISCAL_YEAR: Filter =
    Filter { name: "年度", takes: "一个年份或日期，如 {{ 2022 | 年度 }}" };

/// `2023-01-17` → `2023年1月17日` (GB/T 9704-2012 §7.3.5.4).
pub(super) fn date(value: &Value) -> Result<String, Error> {
    let filter = DATE;
    Ok(filter.date(value)?.to_string())
}

/// `2023-01-17` → `二〇二三年一月十七日`.
pub(super) fn date_numeral(value: &Value) -> Result<String, Error> {
    let filter = DATE_NUMERAL;
    let day = filter.date(value)?;
    Ok(format!(
        "{}年{}月{}日",
        digit_by_digit(day.year.unsigned_abs().into()),
        cardinal(day.month.into()),
        cardinal(day.day.into())
    ))
}

/// `2022` → `2022年度`; of a day, the year it is in.
pub(super) fn fiscal_year(value: &Value) -> Result<String, Error> {
    let filter = FISCAL_YEAR;
    let year = match (filter.whole(value), value.kind()) {
        (Ok(year), _) => year,
        (Err(_), ValueKind::String) => filter.date(value)?.year.into(),
        (Err(error), _) => return Err(error),
    };
    if !(1000..=9999).contains(&year) {
        return Err(filter.wrong(value));
    }
    Ok(format!("{year}年度"))
}
