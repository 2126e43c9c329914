//! ## 检查什么
//!
//! 连着写了两遍的词句（三个字以上，和“政府政府”一类的名词）、“的的”一类的虚字、连用的标点（“。。”“，。”）。
//!
//! ## 为什么
//!
//! 多是修改、粘贴时留下的。
//!
//! ## 举例
//!
//! ```text
//! “政府信息”连着写了两遍
//! ```
//!
//! ## 怎么改
//!
//! 删去一遍。

use crate::{
    check::{rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    text::is_hanzi,
};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB123",
    name: "重复的字句",
    severity: Severity::Warning,
    file: include_str!("nb123_doubled_words.rs"),
    check,
};

/// Particles that never double, but for what comes before: 目的的实现.
const PARTICLES: [(char, &str); 3] = [('的', "目标"), ('与', "参"), ('被', "")];
/// The shortest and the longest words looked for.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=12;

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for line in &subject.lines {
        for at in clashing(&line.text) {
            let start = line.text.get(..at.start).and_then(|s| s.char_indices().next_back());
            let at = start.map_or(at.start, |(start, _)| start)..at.end;
            let both = line.text.get(at.clone()).unwrap_or_default();
            let finding = rule.finding(format!("标点“{both}”连在一起"));
            let finding = subject.at(finding, line.place(&at), "多了一个");
            found.push(finding.help("请删去一个"));
        }
        for at in doubled(&line.text) {
            let half = line.text.get(at.clone()).unwrap_or_default();
            let message = format!("“{half}”连着写了两遍");
            let finding = subject.at(rule.finding(message), line.place(&at), "又写了一遍");
            found.push(finding.help("请删去一遍"));
        }
    }
    found
}

/// The second halves of what is doubled.
pub(super) fn doubled(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let end = |i: usize| chars.get(i).map_or(text.len(), |(at, _)| *at);
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let length =
            std::iter::once(1).chain(LENGTHS.rev()).chain([2]).find(|n| is_doubled(&chars, i, *n));
        if let Some(n) = length {
            found.push(end(i + n)..end(i + 2 * n));
            i += 2 * n;
        } else {
            i += 1;
        }
    }
    found
}

fn is_doubled(chars: &[(usize, char)], i: usize, n: usize) -> bool {
    let at = |i: usize| chars.get(i).map(|(_, c)| *c);
    if at(i) != at(i + n) {
        return false; // nearly always
    }
    let (Some(first), Some(second)) = (chars.get(i..i + n), chars.get(i + n..i + 2 * n)) else {
        return false;
    };
    let same = first.iter().zip(second).all(|((_, a), (_, b))| a == b);
    let Some(&(_, c)) = first.first().filter(|_| same) else {
        return false;
    };
    if n == 2 {
        let word: String = first.iter().map(|(_, c)| *c).collect();
        return NOUNS.contains(&word.as_str());
    }
    if n > 1 {
        return first.iter().all(|(_, c)| is_hanzi(*c))
            && first.iter().any(|(_, other)| *other != c);
    }
    let before = i.checked_sub(1).and_then(|i| chars.get(i)).map_or(' ', |(_, c)| *c);
    let is_particle = PARTICLES.iter().any(|(p, except)| *p == c && !except.contains(before));
    is_particle || "，、。；：！？".contains(c)
}

/// Nouns of two characters that nobody doubles: 研究研究 and 公开公开指南 may be meant.
const NOUNS: [&str; 14] = [
    "政府", "信息", "关于", "保密", "部门", "单位", "机关", "情况", "进行", "根据", "按照", "群众",
    "制度", "网站",
];

/// Two marks beside each other of which one is too many: `，。`, `、，`; the second.
fn clashing(text: &str) -> Vec<Range<usize>> {
    const MARKS: &str = "，、；：。";
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if before != c && MARKS.contains(before) && MARKS.contains(c) {
            found.push(at..at + c.len_utf8());
        }
        before = c;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::doubled;

    #[test]
    fn what_stands_twice_is_found_and_what_is_said_twice_is_not() {
        for (text, found) in [
            ("政府信息政府信息公开", "政府信息"),
            ("我乡的的工作。。", "的。"),
            ("政府政府网站，信息信息公开，关于关于，好！！", "政府信息关于！"),
            ("目的的实现，研究研究，等等，一条一条地", ""),
            ("公开公开指南，参与与评价", ""),
            ("——……哈哈哈哈哈哈", ""),
        ] {
            let places: Vec<&str> = doubled(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(places.concat(), found, "{text}");
        }
    }
}
