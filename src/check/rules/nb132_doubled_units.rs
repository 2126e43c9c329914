//! ## 检查什么
//!
//! county.yaml 的“单位”名单里的一个单位只能有一份报告。
//!
//! ## 为什么
//!
//! 多半是旧稿和新稿放在了一起；不知道哪一份算数，汇总会加两遍。
//!
//! ## 举例
//!
//! ```text
//! “绿汁镇”有 2 份报告：绿汁镇.yaml、绿汁镇（改）.yaml
//! ```
//!
//! ## 怎么改
//!
//! 只留一份。

use crate::{
    check::rule::{Rule, of_reports_together},
    diagnostic::Severity,
};

pub(super) const RULE: Rule = Rule {
    code: "NB132",
    name: "一个单位一份报告",
    severity: Severity::Warning,
    file: include_str!("nb132_doubled_units.rs"),
    check: of_reports_together,
};
