//! Chinese numerals.

use super::argument::Filter;
use crate::text;
use minijinja::{Error, Value};

pub(super) const NUMERAL: Filter =
    Filter { name: "中文数字", takes: "一个整数，如 {{ 21 | 中文数字 }}" };

pub(super) const DIGIT_BY_DIGIT: Filter = Filter {
    name: "逐位数字",
    takes: "一个不小于 0 的整数，如 {{ 2023 | 逐位数字 }}",
};

/// `3` → `三`, `21` → `二十一`, `101` → `一百零一`.
pub(super) fn numeral(value: &Value) -> Result<String, Error> {
    Ok(text::cardinal(NUMERAL.whole(value)?))
}

/// `2023` → `二〇二三`.
pub(super) fn digit_by_digit(value: &Value) -> Result<String, Error> {
    let filter = DIGIT_BY_DIGIT;
    let number = u64::try_from(filter.whole(value)?).map_err(|_| filter.wrong(value))?;
    Ok(text::digit_by_digit(number))
}
