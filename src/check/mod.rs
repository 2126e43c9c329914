//! [`Report`] → findings: whether the numbers tie and the words are in order.
//!
//! A rule is a file in `rules/`, with its words for people at its head; the manual page
//! `docs/rules.zh-CN.md` and `nianbao explain` are those words. Every identity comes from the data
//! of the form, the same that fills totals and draws tables.

mod cell;
mod dates;
mod extra;
mod identity;
mod left_blank;
pub mod manual;
mod mend;
mod previous;
mod prose;
mod rule;
mod rules;
mod subject;
mod tie;
mod untouched;

pub use self::{
    left_blank::beside_reading,
    previous::previous_of,
    rule::Rule,
    rules::{
        BLANK, CANNOT_ADD, COUNTY_RULES, DOUBLED_UNIT, EMPTY_CELL, MISSING_UNIT, NO_COUNT,
        PAPER_RULES, RULES, UNLISTED_UNIT, ties,
    },
    tie::{Phrase, Relation, Term, Tie},
    untouched::untouched,
};

use self::subject::Subject;
use crate::{
    diagnostic::{Diagnostics, Source},
    report::{self, Date, Edits, Forms, Part, Report, Signature, Spanned},
    text::{composed, plained},
};
use std::sync::Arc;

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
    let mut subject = Subject::new(report, context);
    let long = subject.shorten();
    let found = RULES.iter().flat_map(|rule| (rule.check)(rule, &subject));
    found.chain(extra::check(report)).chain(long).collect::<Diagnostics>().sorted()
}

/// Checks texts of any document by the rules that are about any text; each with the name of what it
/// stands under.
pub fn check_texts(source: &Arc<Source>, texts: Vec<(String, Spanned<String>)>) -> Diagnostics {
    check_dated(source, texts, None)
}

/// As [`check_texts`], for a document of a day.
pub fn check_dated(
    source: &Arc<Source>,
    texts: Vec<(String, Spanned<String>)>,
    date: Option<Date>,
) -> Diagnostics {
    let mut report = of_texts(source, texts);
    report.signature = date.map(|value| Signature {
        bodies: Vec::new(),
        date: Spanned { value, at: None },
        sealed: false,
        seals: Vec::new(),
    });
    let mut subject = Subject::new(&report, &Context::default());
    let long = subject.shorten();
    let found = rules::TEXT_RULES.iter().flat_map(|rule| (rule.check)(rule, &subject));
    found.chain(long).collect::<Diagnostics>().sorted()
}

/// As [`fix`], for texts of any document.
pub fn fix_texts(source: &Arc<Source>, texts: Vec<(String, Spanned<String>)>) -> Option<String> {
    fix(&of_texts(source, texts))
}

/// The rules ask a report; this one has nothing but the texts.
fn of_texts(source: &Arc<Source>, texts: Vec<(String, Spanned<String>)>) -> Report {
    let mut report = Report::new(&Forms::default().for_year(i32::MAX), "", 0);
    report.title.clear();
    let part = |(heading, text): (String, Spanned<String>)| Part {
        heading: heading.into(),
        text: Some(text),
        table: None,
    };
    report.parts = texts.into_iter().map(part).collect();
    report.source = Arc::clone(source);
    report
}

/// The text with the marks of its Chinese prose as they should be, where there is one answer, plain
/// characters for those that look alike, and letters that are one with their marks; `None` when there is nothing to mend. Nothing else is
/// touched: comments, layout and order stay as they are.
pub fn fix(report: &Report) -> Option<String> {
    let source = &report.source;
    // The places stay: what looks alike is of one length.
    let plain = plained(&source.text);
    let mut report = report.clone();
    report.source = Source::new(&source.name, plain);
    let subject = Subject::new(&report, &Context::default());
    let mut edits: Edits = subject.lines.iter().filter_map(mend::edits).flatten().collect();
    edits.sort_by_key(|(at, _)| (at.start, at.end));
    edits.dedup_by(|later, edit| later.0.start < edit.0.end);
    let text = report::edited(&report.source.text, edits);
    let text = composed(&text).into_owned();
    (text != source.text).then_some(text)
}

/// Every rule: those of one report, those of a county's reports together, those of other documents.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(COUNTY_RULES).chain(PAPER_RULES)
}

/// The rule with this code, in any case.
pub fn rule(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(code.trim()))
}
