//! ## 检查什么
//!
//! 留着等人填的地方：【请填写：……】，以及代替名称、数字的 ×、XX、下划线。
//!
//! ## 为什么
//!
//! 汇总生成的骨架、照抄的样本里有这样的空。报出去的报告里不能有。
//!
//! ## 举例
//!
//! ```text
//! “【请填写：考核、评议的情况】”还没有填
//! ```
//!
//! ## 怎么改
//!
//! 换成实际情况。还没有填完又想看看版面，用 `nianbao render --draft`。

use crate::{
    check::{prose, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB119",
    name: "没有填的空",
    severity: Severity::Error,
    file: include_str!("nb119_placeholders.rs"),
    check,
};

/// What stands for words and figures that are yet to come.
const BLANKS: [char; 4] = ['×', 'X', '_', '＿'];

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for line in &subject.lines {
        for (at, severity) in placeholders(&line.text) {
            let blank = line.text.get(at.clone()).unwrap_or_default();
            let mut finding = rule.finding(format!("“{blank}”还没有填"));
            finding.severity = severity;
            let help = "请换成实际情况；想先看看版面，用 --draft 做草稿";
            found.push(subject.at(finding, line.place(&at), "这里").help(help));
        }
    }
    found
}

/// Brackets that ask to be filled are certain; crosses may also hide a name on purpose.
fn placeholders(text: &str) -> Vec<(Range<usize>, Severity)> {
    let mut found: Vec<_> = (brackets(text).map(|at| (at, Severity::Error)))
        .chain(blanks(text).map(|at| (at, Severity::Warning)))
        .collect();
    found.sort_by_key(|(at, _)| at.start);
    found
}

fn brackets(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices('【').filter_map(|(start, _)| {
        let inner = prose::after(text, start);
        let length = inner.find('】')? + '】'.len_utf8();
        let asks = inner.get(..length)?.contains("填写");
        asks.then_some(start..start + length)
    })
}

/// Two or more of the same blank, which are not part of a Latin word.
fn blanks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || BLANKS.contains(&c);
    let mut end = 0;
    text.char_indices().filter_map(move |(start, c)| {
        if start < end || !is_word(c) {
            return None;
        }
        let rest = text.get(start..)?;
        end = start + rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let word = text.get(start..end)?;
        let is_blank = BLANKS.contains(&c) && word.chars().all(|other| other == c);
        (is_blank && word.chars().nth(1).is_some()).then_some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    #[test]
    fn blanks_are_found_and_words_are_not() {
        for (text, found) in [
            ("【请填写：情况】和【附件】", "【请填写：情况】"),
            ("××县XX乡____年＿＿月", "××|XX|____|＿＿"),
            ("XXL、MAX_XX、5×3、X光、二〇〇八年", ""),
            ("【请填写", ""),
        ] {
            let places: Vec<&str> =
                (placeholders(text).into_iter()).map(|(at, _)| &text[at]).collect();
            assert_eq!(places.join("|"), found, "{text}");
        }
    }
}
