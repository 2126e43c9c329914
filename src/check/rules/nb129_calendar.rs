//! ## 检查什么
//!
//! 文中写的日期，日历上要有：没有 13月，没有 2月30日、9月31日，平年没有 2月29日，一年只有四个季度，没有 25:70、23时60分；日期后面写的星期，应是那一天的。一段时间的结束不早于开始（“10月8日至9月30日”），半年、季度后面括号里的月份应在它里面（“上半年（1—6月）”“前三季度（1—9月）”）。
//!
//! ## 为什么
//!
//! 这样的日期一定是打错了，读的人不知道是哪一天。
//!
//! ## 举例
//!
//! ```text
//! 日历上没有“2月30日”
//! ```
//!
//! ## 怎么改
//!
//! 核对是哪一天。

mod weekdays;

use crate::{
    check::{dates::WrittenDate, prose::Searched, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    report::Date,
};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB129",
    name: "日期要在日历上",
    severity: Severity::Error,
    file: include_str!("nb129_calendar.rs"),
    check,
};

/// For days without a year: one that has all days.
const LEAP: u32 = 2024;

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for line in &subject.lines {
        for date in line.dates().iter().filter(|date| !is_one(date)) {
            let written = line.text.get(date.at.clone()).unwrap_or_default();
            let message = format!("日历上没有“{written}”");
            let finding = subject.at(rule.finding(message), line.place(&date.at), "没有这一天");
            found.push(finding.help("请核对是哪一天"));
        }
        let text = line.searched();
        let year = subject.report.year.value;
        for (at, message, help) in weekdays::wrong(&line.text, line.dates(), year) {
            found.push(subject.at(rule.finding(message), line.place(&at), "").help(help));
        }
        for (at, message, help) in spans(&line.text, line.dates()) {
            let finding = subject.at(rule.finding(message), line.place(&at), "").help(help);
            found.push(Diagnostic { severity: Severity::Warning, ..finding });
        }
        let times = hours(&text).into_iter().chain(spelt_hours(&text));
        for (at, message, help) in parts(&text).into_iter().chain(times) {
            found.push(subject.at(rule.finding(message), line.place(&at), "").help(help));
        }
        for at in common_years(line.dates(), subject.report.year.value) {
            let message = format!("{} 年没有“2月29日”", subject.report.year.value);
            let finding = subject.at(rule.finding(message), line.place(&at), "没有这一天");
            found.push(finding.help("请核对是哪一天；说的是别的年份，请写上年份"));
        }
        for at in text.places("季度").filter_map(|end| no_quarter(text.text, end)) {
            let written = text.text.get(at.clone()).unwrap_or_default();
            let finding = rule.finding(format!("一年里没有“{written}”"));
            let finding = subject.at(finding, line.place(&at), "没有这个季度");
            found.push(finding.help("请核对是哪个季度"));
        }
    }
    found
}

/// 第五季度, by where 季度 stands.
fn no_quarter(text: &str, end: usize) -> Option<Range<usize>> {
    let (at, number) = text.get(..end)?.char_indices().next_back()?;
    let is_ordinal = text.get(..at)?.ends_with('第');
    let start = at - if is_ordinal { '第'.len_utf8() } else { 0 };
    (is_ordinal && "五六七八九56789".contains(number)).then_some(start..end + "季度".len())
}

/// What is wrong at a place, and what to do about it.
type Wrong = (Range<usize>, String, &'static str);

/// `10月8日至9月30日`, `2025年6月至3月`: a span that ends before it begins. From one autumn to the spring that
/// follows it is one where no year is written.
fn spans(text: &str, dates: &[WrittenDate]) -> Vec<Wrong> {
    let wrong = dates.iter().enumerate().filter_map(|(i, begin)| {
        let rest = text.get(begin.at.end..)?;
        let tail = ["起至", "起到", "至", "到", "—", "–", "-", "～", "~"]
            .iter()
            .find_map(|to| rest.strip_prefix(to))?;
        let start = text.len() - tail.len();
        let end = match dates.get(i + 1).filter(|end| end.at.start == start) {
            Some(end) => end.clone(),
            None => month(tail, start)?,
        };
        let year = end.year.or(begin.year);
        let is_cold =
            begin.year.is_none() && end.year.is_none() && begin.month >= 9 && end.month <= 5;
        let days =
            (begin.day.unwrap_or(1), end.day.unwrap_or(if begin.day.is_some() { 31 } else { 1 }));
        let is_back = (begin.year.or(end.year), begin.month, days.0) > (year, end.month, days.1);
        let at = begin.at.start..end.at.end;
        let typed = text.get(at.clone())?;
        let message = format!("“{typed}”的结束比开始早");
        (is_back && !is_cold).then_some((at, message, "请核对这两个日期；跨年的请写上年份"))
    });
    wrong.collect()
}

/// A month without its year or day, which a text begins with.
fn month(text: &str, start: usize) -> Option<WrittenDate> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let month = text.get(..digits)?.parse().ok()?;
    text.get(digits..)?.starts_with('月').then(|| WrittenDate {
        year: None,
        month,
        day: None,
        at: start..start + digits + '月'.len_utf8(),
    })
}

/// Halves and quarters, with their first and last month.
const PARTS: [(&str, u32, u32); 10] = [
    ("上半年", 1, 6),
    ("下半年", 7, 12),
    ("一季度", 1, 3),
    ("二季度", 4, 6),
    ("三季度", 7, 9),
    ("四季度", 10, 12),
    ("第1季度", 1, 3),
    ("第2季度", 4, 6),
    ("第3季度", 7, 9),
    ("第4季度", 10, 12),
];

/// 上半年（1—7月）: months outside of the part of the year; 上半年（3—5月） are in it.
fn parts(searched: &Searched<'_>) -> Vec<Wrong> {
    let text = searched.text;
    let places = PARTS.iter().flat_map(|part| searched.places(part.0).map(move |at| (at, part)));
    let wrong = places.filter_map(|(at, part)| {
        let inner = text.get(at + part.0.len()..)?.strip_prefix('（')?;
        let inner = inner.get(..inner.find('）')?)?;
        let (from, to) = ["—", "–", "-", "－", "～", "~", "至", "到"]
            .iter()
            .find_map(|mark| inner.split_once(mark))?;
        let from: u32 = from.trim_end_matches('月').parse().ok()?;
        let to: u32 = to.strip_suffix('月')?.parse().ok()?;
        let end = at + part.0.len() + inner.len() + 2 * '（'.len_utf8();
        let (start, first, last) = several(text.get(..at)?, part);
        let named = text.get(start..at + part.0.len())?;
        let message = format!("{named}是 {first} 月至 {last} 月，这里写的是“{inner}”");
        // 上半年（1—5月） begins it and does not end it.
        let is_cut = part.0.ends_with('年') && from == first && to != last;
        let is_within = first <= from && from <= to && to <= last && !is_cut;
        (!is_within).then_some((start..end, message, "请核对是哪几个月"))
    });
    wrong.collect()
}

/// Where the quarters begin that a word is the last of, and their months: 前三季度, 一、二季度, 第二至第三季度.
fn several(before: &str, (part, first, last): &(&str, u32, u32)) -> (usize, u32, u32) {
    if !part.ends_with("季度") || part.starts_with('第') {
        return (before.len(), *first, *last);
    }
    if let Some(head) = before.strip_suffix('前') {
        return (head.len(), 1, *last);
    }
    // 后三季度 are the last three of four.
    if let Some(head) = before.strip_suffix('后') {
        return (head.len(), 13 - *last, 12);
    }
    let (mut start, mut month) = (before.len(), *first);
    while let Some((head, earlier)) = quarter_before(before.get(..start).unwrap_or_default(), month)
    {
        (start, month) = (head, earlier);
    }
    (start, month, *last)
}

/// Where the quarter begins that is named before another one, and its first month: 一、 before 二季度.
fn quarter_before(before: &str, month: u32) -> Option<(usize, u32)> {
    let head = before.strip_suffix('第').unwrap_or(before);
    let joined = ["、", "和", "及", "至", "到", "—", "-"];
    let head = joined.iter().find_map(|mark| head.strip_suffix(mark)).unwrap_or(head);
    let head = head.strip_suffix("季度").unwrap_or(head);
    let mut quarters = [('一', 1), ('二', 4), ('三', 7)].into_iter();
    let (head, earlier) = quarters.find_map(|(c, first)| Some((head.strip_suffix(c)?, first)))?;
    let head = head.strip_suffix('第').unwrap_or(head);
    (earlier < month).then_some((head.len(), earlier))
}

/// `25:70` among times of the day.
fn hours(searched: &Searched<'_>) -> Vec<Wrong> {
    let is_of_times = searched.has_any(&["时间", "上午", "下午", "工作日", "每天", "每日"]);
    let text = searched.text;
    let marks =
        [":", "："].into_iter().flat_map(|mark| searched.places(mark).map(move |at| (at, mark)));
    let wrong = marks.filter_map(|(at, mark)| {
        let before = text.get(..at)?;
        let hour = before.get(before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..)?;
        let rest = text.get(at + mark.len()..)?;
        let minute =
            rest.get(..rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len())?;
        let is_time = (1..=2).contains(&hour.len()) && minute.len() == 2;
        // 1月20日17:70前
        let is_of_day = before.strip_suffix(hour)?.ends_with('日')
            || rest.get(minute.len()..)?.starts_with('前');
        let is_time = is_time && (is_of_times || is_of_day);
        let is_none =
            hour.parse().is_ok_and(|h: u32| h > 24) || minute.parse().is_ok_and(|m: u32| m > 59);
        let at = at - hour.len()..at + mark.len() + minute.len();
        let message = format!("没有“{}”这个时间", text.get(at.clone())?);
        (is_time && is_none).then_some((at, message, "请核对是几点几分"))
    });
    wrong.collect()
}

/// `23时60分`.
fn spelt_hours(searched: &Searched<'_>) -> Vec<Wrong> {
    let text = searched.text;
    let wrong = searched.places("时").filter_map(|at| {
        let before = text.get(..at)?;
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let hour = before.get(start..)?;
        let rest = text.get(at + '时'.len_utf8()..)?;
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let minute = rest.get(..rest.len() - behind.len())?;
        let end = text.len() - behind.len() + '分'.len_utf8();
        let is_time = (1..=2).contains(&hour.len()) && (1..=2).contains(&minute.len());
        let is_none =
            hour.parse().is_ok_and(|h: u32| h > 24) || minute.parse().is_ok_and(|m: u32| m > 59);
        if !(is_time && behind.starts_with('分') && is_none) {
            return None;
        }
        let message = format!("没有“{}”这个时间", text.get(start..end)?);
        Some((start..end, message, "请核对是几点几分"))
    });
    wrong.collect()
}

/// 2月29日 without a year, where neither the year reported on nor the next has that day.
fn common_years(dates: &[WrittenDate], year: i32) -> Vec<Range<usize>> {
    let is_leap = |year: i32| Date::parse(&format!("{year}-2-29")).is_ok();
    let is_of_other =
        dates.iter().any(|date| date.year.is_some_and(|named| i64::from(named) != i64::from(year)));
    if year <= 0 || is_leap(year) || is_leap(year.saturating_add(1)) || is_of_other {
        return Vec::new();
    }
    let days = dates.iter().filter(|date| (date.year, date.month, date.day) == (None, 2, Some(29)));
    days.map(|date| date.at.clone()).collect()
}

fn is_one(date: &WrittenDate) -> bool {
    let year = date.year.filter(|year| (1000..10_000).contains(year)).unwrap_or(LEAP);
    let text = format!("{year}-{}-{}", date.month, date.day.unwrap_or(1));
    Date::parse(&text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Searched, common_years, hours, parts, spans, spelt_hours};
    use crate::check::dates::dates;

    #[test]
    fn spans_and_parts_of_the_year_are_those_of_the_calendar() {
        for (text, count) in [
            ("10月8日至9月30日开展检查", 1),
            ("2025年6月至3月开展清理", 1),
            ("3月10日至3月1日", 1),
            ("自2025年12月1日起至2025年11月30日", 1),
            ("自2024年12月1日起至2025年11月30日", 0),
            ("2025年1月1日至12月31日，3月至5月", 0),
            ("2024年11月8日至2025年3月1日，11月15日至3月15日供暖", 0),
            ("3月1日至3月10日，2025年3月—12月", 0),
        ] {
            assert_eq!(spans(text, &dates(text)).len(), count, "{text}");
        }
        for (text, count) in [
            ("上半年（1—7月），第四季度（9—12月）", 2),
            ("上半年（1—6月），第四季度（10月至12月），三季度（7-9月）", 0),
            ("上半年（326条）", 0),
            ("前三季度（1—9月），一、二季度（1—6月），二、三季度（4—9月），后三季度（4—12月）", 0),
            (
                "第一、第二季度（1—6月），一季度至三季度（1—9月），一二季度（1月至6月），前二季度（1—6月）",
                0,
            ),
            ("上半年（1至5月），下半年（7—11月）", 2),
            ("下半年（9—11月），上半年（2月至5月），四季度（10—11月）", 0),
            ("前三季度（1—10月），一、二季度（4—9月），后三季度（3—12月），下半年（6—11月）", 4),
            ("一、二、三季度（1—9月），第一、二、三季度（1—9月）", 0),
            ("上半年（6—1月），三季度（1—9月），一、二、三季度（1—10月）", 3),
        ] {
            assert_eq!(parts(&Searched::new(text)).len(), count, "{text}");
        }
        for (text, count) in [
            ("办公时间：上午8:30—12:00，下午25:70", 1),
            ("办公时间：8：30至17：30", 0),
            ("比例25:70", 0),
            ("请于1月20日17:70前报送", 1),
            ("请于1月20日17:30前报送", 0),
        ] {
            assert_eq!(hours(&Searched::new(text)).len(), count, "{text}");
        }
        for (text, count) in
            [("12月31日23时60分，25时10分", 2), ("12月31日24时，8时30分，学时60分", 0)]
        {
            assert_eq!(spelt_hours(&Searched::new(text)).len(), count, "{text}");
        }
        assert_eq!(common_years(&dates("2月29日开展检查"), 2025).len(), 1);
        assert!(common_years(&dates("2月29日开展检查"), 2024).is_empty());
        assert!(common_years(&dates("2024年2月1日至2月29日"), 2025).is_empty());
    }
}
