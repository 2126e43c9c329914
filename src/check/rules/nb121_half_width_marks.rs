//! ## 检查什么
//!
//! 汉字旁边的半角 `,` `;` `:` `?` `!` `(` `)`，应写成 `，` `；` `：` `？` `！` `（` `）`。网址、小数、千分号和纯外文里的不算。`nianbao check --fix` 能自动改，YAML 里别的一个字也不动。
//!
//! ## 为什么
//!
//! 中文行文用全角标点（GB/T 15834）。半角标点多是从网页粘贴或没有切换输入法带来的，印出来挤在一起。
//!
//! ## 举例
//!
//! ```text
//! 这一段有 2 处半角标点：;
//! ```
//!
//! ## 怎么改
//!
//! 改成全角，或者运行 `nianbao check --fix`。

use crate::{
    check::{
        prose::{Line, is_hanzi},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::{Diagnostic, Severity},
};
use std::{collections::BTreeSet, ops::Range};

pub(super) const RULE: Rule = Rule {
    code: "NB121",
    name: "中文里用全角标点",
    severity: Severity::Warning,
    file: include_str!("nb121_half_width_marks.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject
        .lines
        .iter()
        .filter_map(|line| of_line(rule, subject, line))
        .collect()
}

fn of_line(rule: &Rule, subject: &Subject<'_>, line: &Line<'_>) -> Option<Diagnostic> {
    let marks = marks(&line.text);
    let kinds: BTreeSet<&str> = marks
        .iter()
        .filter_map(|(at, _)| line.text.get(at.clone()))
        .collect();
    let mut places = marks.iter().filter_map(|(at, _)| line.place(at));
    let first = places.next()?;
    let kinds: Vec<&str> = kinds.into_iter().collect();
    let message = format!("这一段有 {} 处半角标点：{}", marks.len(), kinds.join(" "));
    let finding = subject.at(rule.finding(message), Some(first), "应用全角");
    Some(
        subject
            .related(finding, places, "")
            .help("可以用 nianbao check --fix 自动改"),
    )
}

/// What to write where, in the bytes of the YAML.
pub(in crate::check) fn edits(subject: &Subject<'_>) -> Vec<(Range<usize>, char)> {
    let lines = subject.lines.iter();
    let of_line = |line: &Line<'_>| -> Vec<_> {
        let marks = marks(&line.text).into_iter();
        marks
            .filter_map(|(at, full)| Some((line.exact(&at)?, full)))
            .collect()
    };
    lines.flat_map(of_line).collect()
}

/// The half-width marks next to hanzi, and what they should be.
fn marks(text: &str) -> Vec<(Range<usize>, char)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let addresses = addresses(text);
    let mut found = Vec::new();
    let mut open: Vec<(usize, bool)> = Vec::new();
    for (i, &(at, c)) in chars.iter().enumerate() {
        if addresses.iter().any(|address| address.contains(&at)) {
            continue;
        }
        let before = i
            .checked_sub(1)
            .and_then(|i| chars.get(i))
            .is_some_and(|(_, c)| is_chinese(*c));
        let after = chars.get(i + 1).is_some_and(|(_, c)| is_chinese(*c));
        match (c, full_width(c)) {
            ('(', _) => open.push((at, before || after)),
            // A bracket is of the kind of its partner.
            (')', _) => match open.pop() {
                Some((start, is_chinese)) if is_chinese || before => {
                    found.extend([(start..start + 1, '（'), (at..at + 1, '）')]);
                }
                None if before => found.push((at..at + 1, '）')),
                _ => {}
            },
            (_, Some(full)) if before || after => found.push((at..at + 1, full)),
            _ => {}
        }
    }
    let alone = open.into_iter().filter(|(_, is_chinese)| *is_chinese);
    found.extend(alone.map(|(at, _)| (at..at + 1, '（')));
    found.sort_by_key(|(at, _)| at.start);
    found
}

const fn full_width(c: char) -> Option<char> {
    match c {
        ',' => Some('，'),
        ';' => Some('；'),
        ':' => Some('：'),
        '?' => Some('？'),
        '!' => Some('！'),
        _ => None,
    }
}

fn is_chinese(c: char) -> bool {
    is_hanzi(c) || "“”‘’《》〈〉（）【】〔〕、，。；：？！…—".contains(c)
}

/// Where web and mail addresses stand.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let is_tail = |c: char| c.is_ascii_graphic() && !matches!(c, '(' | ')' | '<' | '>');
    let is_head = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-');
    let mut found = Vec::new();
    for mark in ["://", "www.", "@"] {
        for (at, _) in text.match_indices(mark) {
            let start = text
                .get(..at)
                .map_or(at, |head| head.trim_end_matches(is_head).len());
            let tail = text.get(at..).unwrap_or_default();
            let end = at + tail.len() - tail.trim_start_matches(is_tail).len();
            found.push(start..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn marks_next_to_hanzi_become_full_width_and_others_stay() {
        for (text, fixed) in [
            ("一是公开,二是解读;三是", "一是公开，二是解读；三是"),
            (
                "网址:https://a.cn/b,c?d=1,电话",
                "网址：https://a.cn/b,c?d=1,电话",
            ),
            ("共1,234件,比例为3:1", "共1,234件，比例为3:1"),
            ("微信(WeChat)公众号", "微信（WeChat）公众号"),
            ("(一)主动公开", "（一）主动公开"),
            ("Use A (B), C", "Use A (B), C"),
            ("答复（含(转送)）率!", "答复（含（转送））率！"),
            ("邮箱:a:b@c.cn", "邮箱：a:b@c.cn"),
        ] {
            let mut text = text.to_owned();
            for (at, mark) in marks(&text).into_iter().rev() {
                text.replace_range(at, mark.encode_utf8(&mut [0; 4]));
            }
            assert_eq!(text, fixed);
        }
    }
}
