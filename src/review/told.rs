//! A finding in the columns of a list: where, what is wrong, how to mend it, by which rule.

use crate::{
    check,
    diagnostic::{Code, Diagnostic, Location, Severity},
    text::{clean, one_line},
};

/// A finding, ready to be listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldFinding {
    /// Whether it must be mended.
    pub is_error: bool,
    /// `第38行`, `表二 第5行第3格`, `依申请公开!D7`; empty when it is about the whole.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// The rule: its code and what it is called.
    pub rule: String,
}

impl ToldFinding {
    /// Of a finding.
    pub fn of(finding: &Diagnostic) -> Self {
        let place = finding.primary.as_ref().map(|label| &label.at);
        let place = place.and_then(Location::seen).map(|at| match at.named() {
            Some(name) => name.to_owned(),
            None => format!("第{}行", at.start().line),
        });
        Self {
            is_error: finding.severity == Severity::Error,
            place: plain(&place.unwrap_or_default()),
            message: plain(&finding.message),
            help: plain(finding.help.as_deref().unwrap_or_else(|| finding.code.mend())),
            rule: rule(finding.code),
        }
    }

    /// 必须改正 or 请核对.
    pub fn kind(&self) -> &'static str {
        if self.is_error { "必须改正" } else { "请核对" }
    }
}

/// A text on one line, without what no page shows.
fn plain(text: &str) -> String {
    clean(&one_line(text)).0
}

fn rule(code: Code) -> String {
    let id = code.id();
    let known = check::RULES.iter().chain(check::COUNTY_RULES);
    let name = known.into_iter().find(|rule| rule.code == id).map(|rule| rule.name);
    format!("{id} {}", name.unwrap_or_else(|| code.meaning()))
}
