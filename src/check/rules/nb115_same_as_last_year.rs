//! ## 检查什么
//!
//! 给了上年报告（`--previous`）时，逐部分比较文字；年份和数字不算，八成以上相同的指出来。不到 100 字的部分不比。
//!
//! ## 为什么
//!
//! 内容雷同、敷衍塞责是国办公开办函〔2021〕30号点名要追究的。
//!
//! ## 举例
//!
//! ```text
//! “五、存在的主要问题及改进情况”和上年的文字 96% 相同
//! ```
//!
//! ## 怎么改
//!
//! 按今年的实际情况重写，特别是问题和改进这一部分。

use crate::{
    check::{rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    report::Part,
};
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    code: "NB115",
    name: "不要照搬上年的文字",
    severity: Severity::Warning,
    file: include_str!("nb115_same_as_last_year.rs"),
    check,
};

/// Shorter parts are alike by nature.
const LEAST: usize = 100;
/// Characters compared at a time.
const WINDOW: usize = 8;
/// Percent that is told of.
const ALIKE: usize = 80;

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(previous) = subject.previous else {
        return Vec::new();
    };
    let old: Vec<(&Part, HashSet<u64>)> = previous
        .parts
        .iter()
        .filter(|part| part.text.is_some())
        .map(|part| (part, windows(part).into_iter().collect()))
        .collect();
    let mut found = Vec::new();
    for part in &subject.report.parts {
        let windows = windows(part);
        if windows.len() + WINDOW <= LEAST {
            continue;
        }
        let share = |old: &HashSet<u64>| {
            windows.iter().filter(|w| old.contains(*w)).count() * 100 / windows.len()
        };
        let Some((like, share)) =
            old.iter().map(|(part, old)| (part, share(old))).max_by_key(|(_, n)| *n)
        else {
            continue;
        };
        if share < ALIKE {
            continue;
        }
        let message = format!("“{}”和上年的文字 {share}% 相同", part.heading.value);
        let mut finding = subject.at(rule.finding(message), part.heading.at.clone(), "");
        if let Some(at) = like.heading.at.clone() {
            finding = finding.related(&previous.source, at, "上年的");
        }
        found.push(finding.help("请按今年的实际情况改写"));
    }
    found
}

/// Hashes of the runs of a part's text, without white space, numbers aside.
fn windows(part: &Part) -> Vec<u64> {
    let text = part.text.as_ref().map_or("", |text| text.value.as_str());
    let kept = text.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit());
    let chars: Vec<char> = kept.collect();
    let hash = |hash: u64, c: &char| hash.wrapping_mul(1_000_003) ^ u64::from(u32::from(*c));
    let hashes = chars.windows(WINDOW).map(|run| run.iter().fold(0, hash));
    hashes.collect()
}
