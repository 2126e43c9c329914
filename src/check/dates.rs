//! The days that a text writes: `2025年1月1日`, `二〇二五年一月一日`, `1月1日`, `2025.1.1`.

use super::prose;
use crate::text::{half_width, is_spelt, spelt_value};
use std::ops::Range;

/// A day or a month as it is written; it need not be one of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenDate {
    pub year: Option<u32>,
    pub month: u32,
    pub day: Option<u32>,
    pub at: Range<usize>,
}

/// A number with the mark behind it.
struct Numbered {
    value: u32,
    is_year: bool,
    at: Range<usize>,
    mark: char,
    /// Behind the mark and blanks.
    next: usize,
}

/// What may part the numbers of a day: 2025.1.20.
const PARTING: [char; 5] = ['.', '-', '/', '．', '－'];

/// All of a text, in order.
pub(super) fn dates(text: &str) -> Vec<WrittenDate> {
    let (mut found, mut i) = (Vec::new(), 0);
    // Most texts have neither months nor what may part the numbers of a day.
    if !text.contains('月') && !text.contains(PARTING) {
        return found;
    }
    let numbers = numbers(text);
    while let Some(first) = numbers.get(i) {
        let (date, used) = date(first, numbers.get(i + 1), numbers.get(i + 2));
        found.extend(date.filter(|date| is_apart(text, &date.at)));
        i += used;
    }
    found
}

/// The date that begins with a number, and how many numbers it took.
fn date(
    first: &Numbered,
    second: Option<&Numbered>,
    third: Option<&Numbered>,
) -> (Option<WrittenDate>, usize) {
    let follows = |one: &Numbered, other: &Numbered| one.next == other.at.start;
    let is_day = |n: &Numbered| matches!(n.mark, '日' | '号');
    let second = second.filter(|second| follows(first, second));
    let third = third.filter(|third| second.is_some_and(|second| follows(second, third)));
    let written = |year, month: &Numbered, day: Option<&Numbered>| {
        let end = day.unwrap_or(month);
        let end = if end.mark == ' ' { end.at.end } else { end.at.end + end.mark.len_utf8() };
        let day = day.map(|day| day.value);
        Some(WrittenDate { year, month: month.value, day, at: first.at.start..end })
    };
    let mark = first.mark;
    match (second, third) {
        (Some(month), Some(day)) if mark == '年' && month.mark == '月' && is_day(day) => {
            (written(Some(first.value), month, Some(day)), 3)
        }
        (Some(month), _) if mark == '年' && month.mark == '月' => {
            (written(Some(first.value), month, None), 2)
        }
        (Some(day), _) if mark == '月' && is_day(day) => (written(None, first, Some(day)), 2),
        (Some(month), Some(day))
            if first.is_year
                && PARTING.contains(&mark)
                && month.mark == mark
                && day.at.len() <= 2 =>
        {
            let end = Numbered {
                value: day.value,
                is_year: false,
                at: day.at.clone(),
                mark: ' ',
                next: 0,
            };
            (written(Some(first.value), month, Some(&end)), 3)
        }
        _ => (None, 1),
    }
}

/// Whether no letter, digit or mark of an address stands beside it.
fn is_apart(text: &str, at: &Range<usize>) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | '_');
    let before = text.get(..at.start).and_then(|s| s.chars().next_back());
    let after = text.get(at.end..).and_then(|s| s.chars().next());
    !before.is_some_and(is_part)
        && !after.is_some_and(|c| c.is_ascii_digit() || matches!(c, '/' | '_'))
}

fn numbers(text: &str) -> Vec<Numbered> {
    let (mut found, mut at) = (Vec::new(), 0);
    let is_any = |c: char| prose::is_digit(c) || is_of_year(c);
    while let Some(next) = text.get(at..).and_then(|rest| rest.find(is_any)) {
        let start = at + next;
        let rest = text.get(start..).unwrap_or_default();
        let is_part: fn(char) -> bool =
            if rest.starts_with(prose::is_digit) { prose::is_digit } else { is_of_year };
        at = start + rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        found.extend(number(text, start..at));
    }
    found
}

fn is_of_year(c: char) -> bool {
    is_spelt(c) || c == '○'
}

fn number(text: &str, at: Range<usize>) -> Option<Numbered> {
    let (before, typed, tail) = (text.get(..at.start)?, text.get(at.clone())?, text.get(at.end..)?);
    let rest = tail.trim_start_matches(' ');
    let mark = rest.chars().next().unwrap_or(' ');
    // Most numbers are of no day, and of those nobody asks the value.
    let is_of_day = matches!(mark, '年' | '月' | '日' | '号') || PARTING.contains(&mark);
    if !is_of_day && !before.trim_end_matches(' ').ends_with(PARTING) {
        return None;
    }
    let value = if typed.starts_with(prose::is_digit) {
        half_width(typed).parse().ok()?
    } else {
        digits(typed).or_else(|| spelt_value(typed)?.try_into().ok())?
    };
    let behind = rest.get(mark.len_utf8()..).unwrap_or_default();
    let next = text.len() - behind.trim_start_matches(' ').len();
    let is_year = (1900..2200).contains(&value) && typed.chars().count() == 4;
    Some(Numbered { value, is_year, at, mark, next })
}

/// 二〇二五: digit by digit.
pub(super) fn digits(typed: &str) -> Option<u32> {
    if typed.chars().count() != 4 {
        return None;
    }
    typed.chars().try_fold(0, |number, c| {
        let digit = "〇一二三四五六七八九".chars().position(|digit| digit == c);
        let digit = digit.or_else(|| matches!(c, '零' | '○').then_some(0))?;
        Some(number * 10 + u32::try_from(digit).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        for (text, meant) in [
            ("2025年1月1日至12月31日", "2025-1-1 ?-12-31"),
            ("2025 年 1 月 1 日，２０２５年２月３日", "2025-1-1 2025-2-3"),
            ("二〇二五年十二月三十一日、二零二四年一月", "2025-12-31 2024-1-?"),
            ("2024.1.1–12.31、2024-12-31，2024/1/5", "2024-1-1 2024-12-31 2024-1-5"),
            ("2025年13月，9月31号", "2025-13-? ?-9-31"),
            ("电话0877-1234567，http://a.cn/2025/13/45/x，v2025.1.1.3", ""),
            ("3月份公开5日内答复，1、2月", ""),
        ] {
            let mark = |n: Option<u32>| n.map_or("?".to_owned(), |n| n.to_string());
            let read = dates(text).into_iter();
            let read: Vec<String> =
                read.map(|d| format!("{}-{}-{}", mark(d.year), d.month, mark(d.day))).collect();
            assert_eq!(read.join(" "), meant, "{text}");
        }
    }
}
