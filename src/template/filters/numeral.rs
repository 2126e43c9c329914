//! Chinese numerals.

use super::argument::Filter;
use minijinja::{Error, Value};

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

pub(super) const NUMERAL: Filter =
    Filter { name: "中文数字", takes: "一个整数，如 {{ 21 | 中文数字 }}" };

pub(super) const DIGIT_BY_DIGIT: Filter = Filter {
    name: "逐位数字",
    takes: "一个不小于 0 的整数，如 {{ 2023 | 逐位数字 }}",
};

/// `3` → `三`, `21` → `二十一`, `101` → `一百零一`.
pub(super) fn numeral(value: &Value) -> Result<String, Error> {
    let filter = NUMERAL;
    Ok(cardinal(filter.whole(value)?))
}

/// `2023` → `二〇二三`: every digit by itself, as in years (GB/T 15835-2011 §4.2.2).
pub(super) fn digit_by_digit(value: &Value) -> Result<String, Error> {
    let filter = DIGIT_BY_DIGIT;
    let number = u64::try_from(filter.whole(value)?).map_err(|_| filter.wrong(value))?;
    Ok(in_digits(number))
}

/// A number as it is read aloud.
pub(in super::super) fn cardinal(number: i64) -> String {
    let spelt = spell(number.unsigned_abs());
    // 十二, not 一十二; but 一百一十二.
    let spelt = match spelt.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => spelt,
    };
    if number < 0 { format!("负{spelt}") } else { spelt }
}

fn spell(number: u64) -> String {
    const UNITS: [(u64, char); 5] =
        [(100_000_000, '亿'), (10_000, '万'), (1_000, '千'), (100, '百'), (10, '十')];
    let Some((unit, name)) = UNITS.into_iter().find(|(unit, _)| number >= *unit) else {
        return DIGITS.get(number as usize).map(char::to_string).unwrap_or_default();
    };
    let (high, low) = (number / unit, number % unit);
    let mut out = spell(high);
    out.push(name);
    if low > 0 {
        // A place that is skipped is read once: 一百零一, 一万零一十.
        if low < unit / 10 {
            out.push('零');
        }
        out.push_str(&spell(low));
    }
    out
}

/// A number's digits, zero as `〇`.
pub(super) fn in_digits(number: u64) -> String {
    let digit = |c: char| match c.to_digit(10) {
        None | Some(0) => '〇',
        Some(digit) => DIGITS[digit as usize],
    };
    number.to_string().chars().map(digit).collect()
}
