//! ## 检查什么
//!
//! county.yaml 的“单位”名单里的每个单位都要有报告。单位按报告里的“机关”来认，县名、“人民政府”、“办事处”写不写都行；“机关”读不出来的，按文件名来认。
//!
//! ## 为什么
//!
//! 汇总少一个单位，全县的数就不对；每个单位都必须公布年度报告（条例第四十九条）。
//!
//! ## 举例
//!
//! ```text
//! 缺“十街彝族乡”的报告
//! ```
//!
//! ## 怎么改
//!
//! 把它的报告放进这个文件夹；确实不用报的，从名单里删去。

use crate::{
    check::rule::{Rule, of_reports_together},
    diagnostic::Severity,
};

pub(super) const RULE: Rule = Rule {
    code: "NB131",
    name: "名单里的单位都要有报告",
    severity: Severity::Warning,
    file: include_str!("nb131_missing_units.rs"),
    check: of_reports_together,
};
