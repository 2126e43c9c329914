//! ## 检查什么
//!
//! 申请情况表每一列：本年新收＋上年结转＝办理结果的（七）总计＋结转下年度继续办理。
//!
//! ## 为什么
//!
//! 格式的表头印着这句话：“本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和”。收进来的申请，不是办结了，就是还在办。
//!
//! ## 举例
//!
//! ```text
//! 表三 自然人列不平：本年新收＋上年结转＝3，办理结果总计＋结转下年度＝4
//! ```
//!
//! ## 怎么改
//!
//! 照登记台账逐格核对这一列。常见的是：上年结转没有填；还在办的没有填进结转下年度；办理结果漏了一行。

use crate::{
    check::{identity, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "NB101",
    name: "各列收支要平",
    severity: Severity::Error,
    file: include_str!("nb101_columns_balance.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    identity::balances(rule, subject, "R1")
}
