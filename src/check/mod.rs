//! [`Report`] → findings: whether the numbers tie and the words are in order.
//!
//! A rule is a file in `rules/`, with its words for people at its head; the manual page
//! `docs/rules.zh-CN.md` and `nianbao explain` are those words. Every identity comes from the data
//! of the form, the same that fills totals and draws tables.

mod cell;
mod identity;
pub mod manual;
mod previous;
mod prose;
mod rule;
mod rules;
mod subject;

pub use self::{
    previous::previous_of,
    rule::Rule,
    rules::{BLANK, CANNOT_ADD, COUNTY_RULES, DOUBLED_UNIT, MISSING_UNIT, RULES, UNLISTED_UNIT},
};

use self::subject::Subject;
use crate::{
    diagnostic::Diagnostics,
    report::{self, Edits, Report},
};

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
    let found = RULES.iter().flat_map(|rule| (rule.check)(rule, &subject));
    found.collect::<Diagnostics>().sorted()
}

/// The text with the half-width marks of its Chinese prose made full-width; `None` when there are
/// none. Nothing else is touched: comments, layout and order stay as they are.
pub fn fix(report: &Report) -> Option<String> {
    let mut marks = rules::half_width_edits(&Subject::new(report, &Context::default()));
    marks.sort_by_key(|(at, _)| at.start);
    marks.dedup();
    let edits: Edits = marks.into_iter().map(|(at, mark)| (at, mark.into())).collect();
    (!edits.is_empty()).then(|| report::edited(&report.source.text, edits))
}

/// Every rule: those of one report, then those of a county's reports together.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(COUNTY_RULES)
}

/// The rule with this code, in any case.
pub fn rule(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(code.trim()))
}
