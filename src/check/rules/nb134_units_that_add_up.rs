//! ## 检查什么
//!
//! 汇总的各份报告要能相加：同一年度、同一格式、每个单位一份、各格都是数。
//!
//! ## 为什么
//!
//! 县里的每一格是各单位同一格之和；年度、格式不同的格子不是一回事，有一格不是数就加不起来。
//!
//! ## 举例
//!
//! ```text
//! “乙镇人民政府”的报告是 2021 年度的，“甲乡人民政府”的是 2022 年度的，不能相加
//! ```
//!
//! ## 怎么改
//!
//! 换成同一年度的报告；重复的只留一份；格子里没有发生的写 0。

use crate::{
    check::rule::{Rule, of_reports_together},
    diagnostic::Severity,
};

pub(super) const RULE: Rule = Rule {
    code: "NB134",
    name: "各单位的数要能相加",
    severity: Severity::Error,
    file: include_str!("nb134_units_that_add_up.rs"),
    check: of_reports_together,
};
