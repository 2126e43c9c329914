//! What is typed in a cell → [`Value`].

use super::Value;
use crate::text::half_width;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Reads a cell: full-width digits, `1,234` and a sign are read as people mean them; what is not a
/// number is kept as text, and nothing at all is [`Value::Absent`].
pub fn read(text: &str) -> Value {
    let typed = text.trim();
    if typed.is_empty() {
        return Value::Absent;
    }
    number(typed).unwrap_or_else(|| Value::Text(typed.to_owned()))
}

/// What the number at the head of a text counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// `22（其中修订16件）`: a note that is no measure.
    Note,
    /// `3件`.
    Things,
    /// `251000元`.
    Yuan,
    /// `25.1万元`.
    TenThousandYuan,
}

impl Value {
    /// The number that a cell stands for in sums: 0 for an empty cell and for a mark such as `/`,
    /// the number at the head of `22（其中修订16件）` or `3件`; `None` for other words, and where it is
    /// not known. Money is in 万元, as the form has it: `251000元` is 25.1.
    pub fn amount(&self) -> Option<Decimal> {
        match self {
            Self::Absent => Some(Decimal::ZERO),
            Self::Int(count) => Some(Decimal::from(*count)),
            Self::Decimal(amount) => Some(*amount),
            Self::Unknown => None,
            Self::Text(text) if is_nil_mark(text) => Some(Decimal::ZERO),
            Self::Text(text) => match measured(text)? {
                (number, Measure::Yuan) => {
                    number.checked_div(Decimal::from(10_000)).map(|wan| wan.normalize())
                }
                (number, _) => Some(number),
            },
        }
    }
}

/// The number of a text that begins with it and goes on with a measure word or a bracket, as it is
/// typed.
pub fn measured(text: &str) -> Option<(Decimal, Measure)> {
    let text = half_width(text);
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
    let end = text.find(|c| !is_number(c))?;
    let (head, tail) = text.split_at_checked(end)?;
    let tail = tail.trim_start();
    // 1万 is another number, and so is 1至3.
    let within = tail.strip_prefix('(').unwrap_or_default();
    let measure = if within.starts_with("万元)") {
        Measure::TenThousandYuan
    } else if within.starts_with("元)") {
        Measure::Yuan
    } else if tail.starts_with('(') {
        Measure::Note
    } else if tail.starts_with("万元") {
        Measure::TenThousandYuan
    } else if tail.starts_with('元') {
        Measure::Yuan
    } else if tail.starts_with(['件', '条', '宗', '项', '次', '个', '份', '起']) {
        Measure::Things
    } else {
        return None;
    };
    let number = match number(head)? {
        Value::Int(count) => Decimal::from(count),
        Value::Decimal(amount) => amount,
        Value::Absent | Value::Text(_) | Value::Unknown => return None,
    };
    Some((number, measure))
}

/// Whether a text is one of the marks people put for “none”: it counts as 0 in sums.
pub fn is_nil_mark(text: &str) -> bool {
    let text = half_width(text);
    matches!(text.trim(), "/" | "\\" | "-" | "--" | "—" | "——" | "无")
}

fn number(typed: &str) -> Option<Value> {
    let text = half_width(typed);
    let text = text.trim();
    let body = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = match body.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (body, None),
    };
    if !is_grouped(whole) || fraction.is_some_and(|f| !is_digits(f)) {
        return None;
    }
    let text: Cow<'_, str> =
        if whole.contains(',') { text.replace(',', "").into() } else { text.into() };
    if fraction.is_none() {
        return text.parse().ok().map(Value::Int);
    }
    // `from_str_exact` keeps 98.40 as 98.40 and refuses what it cannot hold to the last digit.
    let text = text.strip_prefix('+').unwrap_or(&text);
    Decimal::from_str_exact(text).ok().map(Value::Decimal)
}

/// Whether digits have no commas, or have them between thousands.
fn is_grouped(digits: &str) -> bool {
    if !digits.contains(',') {
        return is_digits(digits);
    }
    let mut groups = digits.split(',');
    let well_headed = groups.next().is_some_and(|head| is_digits(head) && head.len() <= 3);
    well_headed && groups.all(|g| g.len() == 3 && is_digits(g))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_mean_them() {
        for (text, value) in [
            ("0", 0),
            ("12", 12),
            (" 12 ", 12),
            ("１２", 12),
            ("1,234", 1234),
            ("１，２３４，５６７", 1_234_567),
            ("-18", -18),
            ("－18", -18),
            ("+3", 3),
            ("007", 7),
            ("9223372036854775807", i64::MAX),
        ] {
            assert_eq!(read(text), Value::Int(value), "{text}");
        }
    }

    #[test]
    fn amounts_keep_their_digits() {
        for text in ["98.40", "96171.6", "-0.50", "0.00"] {
            let Value::Decimal(amount) = read(text) else { panic!("{text}") };
            assert_eq!(amount.to_string(), text);
        }
    }

    #[test]
    fn a_number_with_a_note_counts_as_the_number() {
        for (text, amount) in [
            ("22（其中修订16件）", Some("22")),
            ("3件", Some("3")),
            ("251000元", Some("25.1")),
            ("15000元（含教育）", Some("1.5")),
            ("251000（元）", Some("25.1")),
            ("25.1(万元)", Some("25.1")),
            ("２５．１万元（含教育）", Some("25.1")),
            ("73802895.90元", Some("7380.28959")),
            ("3千元", None),
            ("25.10万元", Some("25.10")),
            ("1,234 (含转送)", Some("1234")),
            ("/", Some("0")),
            ("——", Some("0")),
            ("约3", None),
            ("1/2", None),
            ("1至3件", None),
            ("3%", None),
            ("1万件", None),
        ] {
            let read = read(text).amount().map(|n| n.to_string());
            assert_eq!(read.as_deref(), amount, "{text}");
        }
    }

    #[test]
    fn what_is_not_a_number_is_kept() {
        for text in [
            "22（其中修订16件）",
            "/",
            "1,23",
            "12,3456",
            "1.",
            ".5",
            "1.2.3",
            "1e3",
            "0x10",
            "1_000",
            "251000元",
            "-",
            "9223372036854775808",
            "约3",
            "3%",
            "1 2",
            "٣",
        ] {
            assert_eq!(read(text), Value::Text(text.to_owned()), "{text}");
        }
        assert_eq!(read(" \u{3000}"), Value::Absent);
    }
}
