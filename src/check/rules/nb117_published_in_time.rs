//! ## 检查什么
//!
//! 成文日期不应晚于期限：部门和乡镇在下一年 1 月 31 日以前，县级以上人民政府在下一年 3 月 31 日以前。各地另有更早期限的，以当地为准。
//!
//! ## 为什么
//!
//! 《政府信息公开条例》第四十九条。
//!
//! ## 举例
//!
//! ```text
//! 成文日期是 2027年2月3日，应在 2027 年 1 月 31 日以前公布
//! ```
//!
//! ## 怎么改
//!
//! 核对日期；确已逾期的，请先同上级主管部门联系。

use crate::{
    check::{rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "NB117",
    name: "按期公布",
    severity: Severity::Warning,
    file: include_str!("nb117_published_in_time.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(signature) = &subject.report.signature else {
        return Vec::new();
    };
    let next = subject.report.year.value + 1;
    let date = signature.date.value;
    // 条例 §49: departments by 31 January, the level's own report by 31 March.
    let (month, day) = if is_level(&subject.report.agency.value) { (3, 31) } else { (1, 31) };
    if date.year < next || (date.year, date.month, date.day) <= (next, month, day) {
        return Vec::new();
    }
    let whose = if signature.date.at.is_some() { "" } else { "county.yaml 里的" };
    let message = format!("{whose}成文日期是 {date}，应在 {next} 年 {month} 月 {day} 日以前公布");
    let finding = subject.at(rule.finding(message), signature.date.at.clone(), "晚于期限");
    vec![finding.help("《政府信息公开条例》第四十九条规定的期限；请核对日期")]
}

/// Whether the agency is the government of a county or of something above it.
fn is_level(agency: &str) -> bool {
    let place = agency.strip_suffix("人民政府").unwrap_or_default();
    place.ends_with(['县', '区', '市', '旗', '州', '盟', '省'])
}
