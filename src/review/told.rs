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
            place: plain(&counted(&place.unwrap_or_default())),
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

/// `表二 第5行第3格` is the second table of a file, and the sentences of the checks call the tables of the form
/// 表二, 表三 and 表四: side by side they must not be taken for each other.
fn counted(place: &str) -> String {
    let Some((before, rest)) = place.split_once('表') else {
        return place.to_owned();
    };
    let Some((number, cell)) = rest.split_once(" 第") else {
        return place.to_owned();
    };
    let is_number =
        !number.is_empty() && number.chars().all(|c| "一二三四五六七八九十百".contains(c));
    let is_first = before.is_empty() || before.ends_with(' ');
    if is_number && is_first {
        format!("{before}第{number}张表 第{cell}")
    } else {
        place.to_owned()
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

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn tables_of_a_file_are_counted_and_no_other_place_is_touched() {
        for (place, said) in [
            ("表二 第5行第3格", "第二张表 第5行第3格"),
            ("第3页 表十二 第5行第3格", "第3页 第十二张表 第5行第3格"),
            ("表三 自然人列", "表三 自然人列"),
            ("填报表 第一!D7", "填报表 第一!D7"),
            ("依申请公开!D7", "依申请公开!D7"),
            ("第38行", "第38行"),
            ("", ""),
        ] {
            assert_eq!(counted(place), said);
        }
    }
}
