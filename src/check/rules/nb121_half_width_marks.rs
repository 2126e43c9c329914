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

/// The half-width marks next to Chinese, and what they should be.
fn marks(text: &str) -> Vec<(Range<usize>, char)> {
    let addresses = addresses(text);
    let is_open = |at: usize| !addresses.iter().any(|address| address.contains(&at));
    let mut chars: Vec<char> = text.chars().collect();
    let free: Vec<bool> = text.char_indices().map(|(at, _)| is_open(at)).collect();
    // A mark that is full-width now makes its neighbours so: 一是(略);二是.
    while widen(&mut chars, &free) {}
    let pairs = text.char_indices().zip(chars);
    let changed = pairs.filter(|((_, old), new)| old != new);
    changed.map(|((at, _), new)| (at..at + 1, new)).collect()
}

/// Makes marks next to Chinese full-width; whether there were any.
fn widen(chars: &mut [char], free: &[bool]) -> bool {
    let mut open = Vec::new();
    let mut found = Vec::new();
    for (i, &c) in chars.iter().enumerate() {
        let near = |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(|c| is_chinese(*c));
        let (before, after) = (near(i.checked_sub(1)), near(Some(i + 1)));
        match c {
            _ if !free.get(i).is_some_and(|free| *free) => {}
            '(' | '（' => open.push((i, c == '（' || before || after)),
            // A bracket is of the kind of its partner.
            ')' | '）' => match open.pop() {
                Some((start, is_chinese)) if is_chinese || before || c == '）' => {
                    found.extend([(start, '（'), (i, '）')]);
                }
                None if before => found.push((i, '）')),
                _ => {}
            },
            _ if before || after => found.extend(full_width(c).map(|full| (i, full))),
            _ => {}
        }
    }
    let alone = open.into_iter().filter(|(_, is_chinese)| *is_chinese);
    found.extend(alone.map(|(i, _)| (i, '（')));
    let mut changed = false;
    for (i, full) in found {
        if let Some(c) = chars.get_mut(i) {
            changed |= *c != full;
            *c = full;
        }
    }
    changed
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
            ("一是(A),;二是", "一是（A），；二是"),
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
