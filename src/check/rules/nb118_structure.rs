//! ## 检查什么
//!
//! 报告的各部分应与格式规定的六部分相同：标题、次序都一样。
//!
//! ## 为什么
//!
//! 格式规定了六部分的名称和次序（国办公开办函〔2021〕30号）。沿用旧格式或者自己增减部分的，审核时会被要求改。
//!
//! ## 举例
//!
//! ```text
//! 各部分和国办公开办函〔2021〕30号的六部分不同：缺“五、存在的主要问题及改进情况”
//! ```
//!
//! ## 怎么改
//!
//! 按六部分改写：不用“正文”，直接写“总体情况”等各项。归档往年的报告、照原样排版的，可以不改。

use crate::{
    check::{rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "NB118",
    name: "各部分按格式排列",
    severity: Severity::Warning,
    file: include_str!("nb118_structure.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    if subject.is_standard() {
        return Vec::new();
    }
    let report = subject.report;
    let parts = report.form.parts.iter();
    let missing = parts.filter(|part| subject.part(&part.name).is_none());
    let missing: Vec<String> = missing.map(|part| format!("“{}”", part.heading)).collect();
    let difference = if missing.is_empty() {
        format!("这里有 {} 部分，或者次序不同", report.parts.len())
    } else {
        format!("缺{}", missing.join("、"))
    };
    let message = format!("各部分和{}的六部分不同：{difference}", report.form.notice);
    let first = report.parts.iter().find_map(|part| part.heading.at.clone());
    let finding = subject.at(rule.finding(message), first, "从这里起");
    vec![finding.help("按六部分写时不用“正文”，直接写“总体情况”等各项；照原样归档的可以不改")]
}
