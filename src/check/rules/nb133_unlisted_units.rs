//! ## 检查什么
//!
//! county.yaml 写了“单位”名单的，每份报告的“机关”都要在名单里。
//!
//! ## 为什么
//!
//! 多半是机关的名称写错了，或者别县的报告放错了地方。
//!
//! ## 举例
//!
//! ```text
//! 绿汁.yaml：“绿汁乡人民政府”不在 county.yaml 的单位名单里
//! ```
//!
//! ## 怎么改
//!
//! 核对报告里的“机关”；确是本县单位的，把它加进名单。

use crate::{
    check::rule::{Rule, of_reports_together},
    diagnostic::Severity,
};

pub(super) const RULE: Rule = Rule {
    code: "NB133",
    name: "报告都要是名单里的单位的",
    severity: Severity::Warning,
    file: include_str!("nb133_unlisted_units.rs"),
    check: of_reports_together,
};
