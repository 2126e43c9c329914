//! [`Report`] → findings: whether the numbers tie and the words are in order.
//!
//! A rule is a file in `rules/`, with its words for people at its head; the manual page
//! `docs/rules.zh-CN.md` and `nianbao explain` are those words. Every identity comes from the data
//! of the form, the same that fills totals and draws tables.

mod cell;
mod identity;
mod previous;
mod prose;
mod rule;
mod rules;
mod subject;

pub use self::{
    previous::previous_of,
    rule::Rule,
    rules::{BLANK, COUNTY_RULES, RULES},
};

use self::subject::Subject;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    report::Report,
};
use std::fmt::Write as _;

/// What a report is checked against, besides its form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The same unit's report of the year before.
    pub previous: Option<&'a Report>,
    /// The reports that this one sums up; empty when it is a unit's own.
    pub units: &'a [Report],
}

/// Checks a report by every rule; the findings are in the order of the text.
pub fn check(report: &Report, context: &Context<'_>) -> Diagnostics {
    let subject = Subject::new(report, context);
    let mut found: Vec<Diagnostic> =
        RULES.iter().flat_map(|rule| (rule.check)(rule, &subject)).collect();
    // Stable, so that what has no place of its own comes first, and rules keep their order.
    found.sort_by_key(|d| d.primary.as_ref().map_or(0, |p| p.at.range.start));
    Diagnostics(found)
}

/// The text with the half-width marks of its Chinese prose made full-width; `None` when there are
/// none. Nothing else is touched: comments, layout and order stay as they are.
pub fn fix(report: &Report) -> Option<String> {
    let mut edits = rules::half_width_edits(&Subject::new(report, &Context::default()));
    edits.sort_by_key(|(at, _)| at.start);
    edits.dedup();
    let text = &report.source.text;
    let mut fixed = String::with_capacity(text.len() + 2 * edits.len());
    let mut done = 0;
    for (at, mark) in &edits {
        fixed.push_str(text.get(done..at.start)?);
        fixed.push(*mark);
        done = at.end;
    }
    fixed.push_str(text.get(done..)?);
    (!edits.is_empty()).then_some(fixed)
}

/// Every rule: those of one report, then those of a county's reports together.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(COUNTY_RULES)
}

/// The rule with this code, in any case.
pub fn rule(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(code.trim()))
}

/// The manual page of all rules, Markdown.
pub fn manual() -> String {
    let mut page = String::from(
        "# 检查规则\n\n<!-- 由 `nianbao explain --all` 生成，不要手工修改 -->\n\n\
         `nianbao check` 按下面的规则检查报告。有错误的报告不能输出正式文件（`--draft` 可以输出草稿）；\
         警告请人看一看，确认无误可以不改。用 `nianbao explain 编号` 看其中一条。\n\n\
         | 编号 | 名称 | 级别 |\n|---|---|---|\n",
    );
    for rule in all() {
        let severity = match rule.severity {
            crate::diagnostic::Severity::Error => "错误",
            crate::diagnostic::Severity::Warning => "警告",
        };
        let _ = writeln!(page, "| {} | {} | {severity} |", rule.code, rule.name);
    }
    for rule in all() {
        let _ = write!(page, "\n#{}", rule.page().replace("\n## ", "\n### "));
    }
    page
}
