//! ## 检查什么
//!
//! 标题里的年份、前言和正文里的统计期限（1月1日至12月31日）、段首的“某年，我乡……”、文中说的“某年政府信息公开工作年度报告”，都应是报告的年度；成文日期应在下一年。标题里是别的年份是错误；自己写的标题里没有年份、没有“年度报告”，是警告。
//!
//! ## 为什么
//!
//! 沿用上年的文件、只改了一部分年份，是最常见的差错。
//!
//! ## 举例
//!
//! ```text
//! 统计期限写的是 2025 年，报告的年度是 2026 年
//! ```
//!
//! ## 怎么改
//!
//! 改成报告的年度。确实说的是往年的事，可以不改。

use crate::{
    check::{
        prose::{self, ProseLine},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::{Diagnostic, Severity},
    text::{digit_by_digit, half_width},
};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB114",
    name: "年份前后要一致",
    severity: Severity::Warning,
    file: include_str!("nb114_years.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let year = subject.report.year.value;
    let mut found = titles(rule, subject, year);
    for line in &subject.lines {
        for (at, written) in years(&line.text) {
            let Some(what) = stale(line, &at, written, year) else {
                continue;
            };
            let message = format!("{what} {written} 年，报告的年度是 {year} 年");
            let finding = subject.at(rule.finding(message), line.place(&at), "年份不同");
            found.push(finding.help("请看看是不是沿用了上年的话"));
        }
    }
    if let Some(signature) = &subject.report.signature
        && signature.date.value.year != year + 1
    {
        let date = signature.date.value;
        let message = format!("成文日期是 {date}，{year} 年度的报告应在 {} 年成文", year + 1);
        let finding = subject.at(rule.finding(message), signature.date.at.clone(), "");
        found.push(finding.help("请核对“年度”和“日期”；年度是报告哪一年的工作"));
    }
    found
}

fn titles(rule: &Rule, subject: &Subject<'_>, year: i32) -> Vec<Diagnostic> {
    let lines = subject.report.title.iter();
    let wrong = lines.filter_map(|line| {
        let other = years(&line.value).into_iter().find(|(_, written)| *written != year);
        other.map(|(_, written)| {
            let message = format!("标题里是 {written} 年，报告的年度是 {year} 年");
            let finding = subject.at(rule.finding(message), line.at.clone(), "年份不同");
            let finding = Diagnostic { severity: Severity::Error, ..finding };
            finding.help("标题写报告的年度，不是写报告的那一年；标题可以不写，由程序生成")
        })
    });
    wrong.chain(lacking(rule, subject, year)).collect()
}

/// A title that somebody wrote and that does not say that it is the year's report.
fn lacking(rule: &Rule, subject: &Subject<'_>, year: i32) -> Option<Diagnostic> {
    let at = subject.report.title.first()?.at.clone()?;
    let title: String = subject.report.title_line();
    let title: String = half_width(&title).chars().filter(|c| !c.is_whitespace()).collect();
    if title.contains("{{") {
        return None;
    }
    let spelt = digit_by_digit(u64::from(year.unsigned_abs()));
    let has_year = title.contains(&year.to_string())
        || title.contains(&spelt)
        || title.contains(&spelt.replace('〇', "○"));
    let is_report = title.contains("年度报告") || title.contains("年报");
    // 年报 alone is short on purpose.
    if is_report && !title.contains("政府信息公开") {
        return None;
    }
    let lacks = match (has_year, is_report) {
        (true, true) => return None,
        (false, true) => format!("年份“{year}年”"),
        (true, false) => "“年度报告”".to_owned(),
        (false, false) => format!("年份“{year}年”和“年度报告”"),
    };
    let finding = subject.at(rule.finding(format!("标题里没有{lacks}")), Some(at), "");
    Some(finding.help("标题可以不写，由程序生成；文字里有 # 的，整行放进双引号"))
}

/// The years of a text: `2025年`, each with the place of the digits.
fn years(text: &str) -> Vec<(Range<usize>, i32)> {
    let numbers = prose::numbers(text).into_iter();
    let years = numbers.filter_map(|(at, digits)| {
        let digits = half_width(digits);
        let is_year = digits.len() == 4 && text.get(at.end..)?.starts_with('年');
        let year = digits.parse().ok().filter(|_| is_year)?;
        Some((at, year))
    });
    years.filter(|(_, year)| (2000..2100).contains(year)).collect()
}

/// What is said with a year that is not the reported one, if it ought to be.
fn stale(line: &ProseLine<'_>, at: &Range<usize>, written: i32, year: i32) -> Option<&'static str> {
    if written == year {
        return None;
    }
    let before = line.text.get(..at.start).unwrap_or_default();
    let after = prose::after(&line.text, at.end);
    let rest = after.strip_prefix('年').unwrap_or_default();
    if rest.starts_with("1月1日") && after.contains("12月31日") {
        return Some("统计期限写的是");
    }
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    if rest.starts_with("政府信息公开工作年度报告") || rest.starts_with("政府信息公开年度报告")
    {
        return Some("年度报告写的是");
    }
    // 2024年，我乡… at the head of a sentence tells of the year reported on; a later year is a plan.
    let is_head = before.is_empty() || before.ends_with(['。', '；', '）']);
    let is_told = rest.starts_with('，') || rest.starts_with('我') || rest.starts_with("本机关");
    (is_head && is_told && written < year).then_some("这一句说的是")
}
