//! ## 检查什么
//!
//! “五、存在的主要问题及改进情况”不能空着、只写“无”或不到十个字；“六、其他需要报告的事项”要说明信息处理费收没收、收了多少（2021 年度起）。
//!
//! ## 为什么
//!
//! 内容空泛、敷衍应付的年报会被通报（国办公开办函〔2021〕30号）；收取信息处理费的情况按国办函〔2020〕109号在年报中说明，没有收的也要写明。
//!
//! ## 举例
//!
//! ```text
//! “六、其他需要报告的事项”没有说明信息处理费
//! ```
//!
//! ## 怎么改
//!
//! 照实写一两个问题和改进的办法；没有收费的写“本年度未收取信息处理费”。

use crate::{
    check::{rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "NB110",
    name: "问题与改进要写实，其他事项要说明信息处理费",
    severity: Severity::Warning,
    file: include_str!("nb110_problems_and_fees.rs"),
    check,
};

/// Fewer characters than this say nothing.
const LEAST: usize = 10;
/// The first year reported under 国办函〔2020〕109号, in force from 2021-01-01.
const FEES_SINCE: i32 = 2021;

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    if !subject.is_standard() {
        return Vec::new();
    }
    let text = |name: &str| {
        let part = subject.part(name)?;
        let text = part.text.as_ref().map_or("", |text| text.value.trim());
        Some((part, text))
    };
    let mut found = Vec::new();
    if let Some((part, text)) = text("存在的主要问题")
        && text.chars().count() < LEAST
    {
        let what = if text.is_empty() { "没有内容" } else { "太简单" };
        let message = format!("“{}”{what}", part.heading.value);
        let finding = subject.at(rule.finding(message), part.heading.at.clone(), "");
        found.push(finding.help("请照实写存在的问题和改进的办法"));
    }
    if let Some((part, text)) = text("其他需要报告的事项")
        && subject.report.year.value >= FEES_SINCE
        && !text.contains("处理费")
    {
        let message = format!("“{}”没有说明信息处理费", part.heading.value);
        let finding = subject.at(rule.finding(message), part.heading.at.clone(), "");
        found.push(finding.help("没有收取的也要写，例：本年度未收取信息处理费"));
    }
    found
}
