//! ## 检查什么
//!
//! “一是、二是、三是”（一段里的，或者分写在几段的），一部分里段首的（一）（二）（三），不应跳号、重号。
//!
//! ## 为什么
//!
//! 增删段落后忘了改序号，是常见的差错。
//!
//! ## 举例
//!
//! ```text
//! 序号从第 1 项跳到了“三是”
//! ```
//!
//! ## 怎么改
//!
//! 改正序号，或者补上漏掉的一项。

use crate::{
    check::{prose::ProseLine, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    text::{is_numeral, numeral_value},
};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB124",
    name: "序号要连着",
    severity: Severity::Warning,
    file: include_str!("nb124_list_numbering.rs"),
    check,
};

/// 统一, 万一, 唯一, 第一 …
const OTHER_FIRSTS: [char; 7] = ['统', '万', '唯', '第', '之', '单', '同'];

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut heading = "";
    // 一是 and 二是 may stand in paragraphs of their own, below one heading.
    let (mut last, mut last_spoken) = (0, 0);
    for line in &subject.lines {
        if line.heading != heading {
            (heading, last, last_spoken) = (line.heading, 0, 0);
        }
        if let Some((number, at)) = bracketed(&line.text) {
            found.extend(step(rule, subject, line, &at, last, number));
            (last, last_spoken) = (number, 0);
        }
        for (number, at) in spoken(&line.text) {
            found.extend(step(rule, subject, line, &at, last_spoken, number));
            last_spoken = number;
        }
    }
    found
}

/// One number after another; each list begins with one.
fn step(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    at: &Range<usize>,
    last: u32,
    number: u32,
) -> Option<Diagnostic> {
    if number == 1 || number == last + 1 {
        return None;
    }
    let mark = line.text.get(at.clone()).unwrap_or_default();
    let message = match last {
        0 => format!("“{mark}”前面没有别的序号"),
        _ if last == number => format!("序号“{mark}”用了两次"),
        _ => format!("序号从第 {last} 项跳到了“{mark}”"),
    };
    let finding = subject.at(rule.finding(message), line.place(at), "序号不连");
    Some(finding.help("请改正序号，或者补上漏掉的一项"))
}

/// `（三）` at the head of a paragraph.
fn bracketed(text: &str) -> Option<(u32, Range<usize>)> {
    let inner = text.strip_prefix('（')?;
    let (number, _) = inner.split_once('）')?;
    let end = number.len() + 2 * '（'.len_utf8();
    Some((numeral_value(number)?, 0..end))
}

/// `三是` at the head of a clause.
fn spoken(text: &str) -> Vec<(u32, Range<usize>)> {
    let mut found = Vec::new();
    for (end, word) in text.match_indices('是') {
        let head = text.get(..end).unwrap_or_default();
        let start = head.trim_end_matches(is_numeral).len();
        let before = head.get(..start).unwrap_or_default();
        let is_head = before.is_empty()
            || before.ends_with(['。', '；', '，', '：', ';', ',', ':', '）', '、']);
        // The first of a list may follow its subject: 我乡一是……，二是……; 统一是 is another word.
        let is_first = head.get(start..) == Some("一") && !before.ends_with(OTHER_FIRSTS);
        if let Some(number) =
            head.get(start..).and_then(numeral_value).filter(|_| is_head || is_first)
        {
            found.push((number, start..end + word.len()));
        }
    }
    found
}
