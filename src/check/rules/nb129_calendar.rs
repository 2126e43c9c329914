//! ## 检查什么
//!
//! 文中写的日期，日历上要有：没有 13月，没有 2月30日、9月31日，一年只有四个季度。
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

use crate::{
    check::{
        dates::{self, WrittenDate},
        rule::Rule,
        subject::Subject,
    },
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
        for date in dates::dates(&line.text).into_iter().filter(|date| !is_one(date)) {
            let written = line.text.get(date.at.clone()).unwrap_or_default();
            let message = format!("日历上没有“{written}”");
            let finding = subject.at(rule.finding(message), line.place(&date.at), "没有这一天");
            found.push(finding.help("请核对是哪一天"));
        }
        let text = line.searched();
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

fn is_one(date: &WrittenDate) -> bool {
    let year = date.year.filter(|year| (1000..10_000).contains(year)).unwrap_or(LEAP);
    let text = format!("{year}-{}-{}", date.month, date.day.unwrap_or(1));
    Date::parse(&text).is_ok()
}
