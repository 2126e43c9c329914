//! ## 检查什么
//!
//! 复议诉讼表的行政复议、未经复议直接起诉、复议后起诉三组，每组：总计＝结果维持＋结果纠正＋其他结果＋尚未审结。
//!
//! ## 为什么
//!
//! 每件复议、诉讼只有一种结果。
//!
//! ## 举例
//!
//! ```text
//! 表四“行政复议”总计列：应为 1，填的是 2
//! ```
//!
//! ## 怎么改
//!
//! 核对这一组各格。总计可以不写，由程序算出。

use crate::{
    check::{identity, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "NB104",
    name: "复议诉讼总计等于各种结果之和",
    severity: Severity::Error,
    file: include_str!("nb104_disputes_total.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    identity::totals(rule, subject, "R4")
}
