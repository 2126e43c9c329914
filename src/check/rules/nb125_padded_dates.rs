//! ## 检查什么
//!
//! 正文里的日期，月、日前面不补 0：写 1月5日，不写 01月05日。
//!
//! ## 为什么
//!
//! GB/T 9704-2012 第 7.3.5.4 条：成文日期的月、日不编虚位。
//!
//! ## 举例
//!
//! ```text
//! “01月”应写成“1月”
//! ```
//!
//! ## 怎么改
//!
//! 去掉前面的 0。

use crate::{
    check::{prose, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "NB125",
    name: "日期不编虚位",
    severity: Severity::Warning,
    file: include_str!("nb125_padded_dates.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for line in &subject.lines {
        for (at, digits) in prose::numbers(&line.text) {
            let after = line.text.get(at.end..).and_then(|rest| rest.chars().next());
            let Some(unit @ ('月' | '日')) = after else {
                continue;
            };
            let is_padded = digits.len() == 2 && digits.starts_with('0') && digits != "00";
            if is_padded {
                let plain = digits.trim_start_matches('0');
                let message = format!("“{digits}{unit}”应写成“{plain}{unit}”");
                let finding = subject.at(rule.finding(message), line.place(&at), "不编虚位");
                found.push(finding.help("月、日前面不补 0"));
            }
        }
    }
    found
}
