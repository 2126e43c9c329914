//! ## 检查什么
//!
//! 申请情况表每一行：总计＝自然人＋商业企业＋科研机构＋社会公益组织＋法律服务机构＋其他。
//!
//! ## 为什么
//!
//! 每件申请的申请人只属于一类。
//!
//! ## 举例
//!
//! ```text
//! 表三“一、本年新收政府信息公开申请数量”行 总计列：应为 4（3+1），填的是 5
//! ```
//!
//! ## 怎么改
//!
//! 核对这一行各格。总计可以不写，由程序算出。

use crate::{
    check::{identity, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "NB103",
    name: "每行总计等于各类申请人之和",
    severity: Severity::Error,
    file: include_str!("nb103_rows_total.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    identity::totals(rule, subject, "R3")
}
