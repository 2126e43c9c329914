//! ## 检查什么
//!
//! 申请情况表每一列：（七）总计＝（一）予以公开＋（二）部分公开＋（三）至（六）各小项。
//!
//! ## 为什么
//!
//! 一件申请只计一种办理结果，各种结果加起来就是办结的件数。部分公开的只计在（二），不计其他情形。
//!
//! ## 举例
//!
//! ```text
//! 表三“（七）总计”行 自然人列：应为 3（1+2），填的是 4
//! ```
//!
//! ## 怎么改
//!
//! 核对这一列各行。（七）总计可以不写，由程序算出。

use crate::{
    check::{identity, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "NB102",
    name: "（七）总计等于各项办理结果之和",
    severity: Severity::Error,
    file: include_str!("nb102_results_total.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    identity::totals(rule, subject, "R2")
}
