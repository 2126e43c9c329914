//! ## 检查什么
//!
//! 一段里的 “ ”、‘ ’、《 》、（ ）、〔 〕、【 】要成对。
//!
//! ## 为什么
//!
//! 漏了一半的引号、括号，意思就断不清。
//!
//! ## 举例
//!
//! ```text
//! 这一段的《没有配对
//! ```
//!
//! ## 怎么改
//!
//! 补上另一半，或者删去多余的一半。

use crate::{
    check::{rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB126",
    name: "引号、括号要成对",
    severity: Severity::Warning,
    file: include_str!("nb126_unpaired_marks.rs"),
    check,
};

const PAIRS: [(char, char); 6] =
    [('“', '”'), ('‘', '’'), ('《', '》'), ('（', '）'), ('〔', '〕'), ('【', '】')];

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for line in &subject.lines {
        for at in unpaired(&line.text) {
            let mark = line.text.get(at.clone()).unwrap_or_default();
            let message = format!("这一段的{mark}没有配对");
            let finding = subject.at(rule.finding(message), line.place(&at), "没有另一半");
            found.push(finding.help("请补上另一半，或者删去这一半"));
        }
    }
    found
}

fn unpaired(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let is_one = |c: char| PAIRS.iter().any(|(open, close)| c == *open || c == *close);
    let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| is_one(*c)).collect();
    for (open, close) in PAIRS {
        let mut waiting: Vec<usize> = Vec::new();
        for (at, c) in marks.iter().copied() {
            if c == open {
                waiting.push(at);
            } else if c == close && waiting.pop().is_none() && !is_ordinal(text, at, close) {
                found.push(at..at + c.len_utf8());
            }
        }
        found.extend(waiting.into_iter().map(|at| at..at + open.len_utf8()));
    }
    found.sort_by_key(|at| at.start);
    found
}

/// `1）` numbers an item; its bracket has no other half.
fn is_ordinal(text: &str, at: usize, close: char) -> bool {
    let before = text.get(..at).unwrap_or_default();
    close == '）' && before.ends_with(|c: char| c.is_ascii_digit())
}
