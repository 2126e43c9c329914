//! ## 检查什么
//!
//! 汉字旁边的半角 `,` `;` `:` `?` `!` `(` `)`，应写成 `，` `；` `：` `？` `！` `（` `）`；句末的 `.`（后面空着或到了段末）应写成 `。`。网址、小数、千分号和纯外文里的不算。`nianbao check --fix` 能自动改，YAML 里别的一个字也不动。
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
    check::{prose::ProseLine, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    text::{is_hanzi, is_spelt},
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
    subject.lines.iter().filter_map(|line| of_line(rule, subject, line)).collect()
}

fn of_line(rule: &Rule, subject: &Subject<'_>, line: &ProseLine<'_>) -> Option<Diagnostic> {
    let marks = marks(&line.text);
    let kinds: BTreeSet<&str> =
        marks.iter().filter_map(|(at, _)| line.text.get(at.clone())).collect();
    let mut places = marks.iter().filter_map(|(at, _)| line.place(at));
    let first = places.next()?;
    let kinds: Vec<&str> = kinds.into_iter().collect();
    let message = format!("这一段有 {} 处半角标点：{}", marks.len(), kinds.join(" "));
    let finding = subject.at(rule.finding(message), Some(first), "应用全角");
    Some(subject.related(finding, places, "").help(line.help("请改成全角")))
}

/// The half-width marks next to Chinese, and what they should be.
pub(in crate::check) fn marks(text: &str) -> Vec<(Range<usize>, char)> {
    // Most texts have none.
    let stops = stops(text);
    if !may_widen(text) {
        return stops;
    }
    let in_address = covered(text.len(), &addresses(text));
    let is_open = |at: usize| in_address.get(at).is_none_or(|inside| !inside);
    let mut chars: Vec<char> = text.chars().collect();
    let places = |is_it: fn(char) -> bool| -> Vec<usize> {
        let all = text.char_indices().enumerate();
        let places = all.filter(|(_, (at, c))| is_it(*c) && is_open(*at));
        places.map(|(i, _)| i).collect()
    };
    let marks = places(|c| full_width(c).is_some());
    let brackets = places(|c| matches!(c, '(' | ')' | '（' | '）'));
    // A mark that is full-width now makes its neighbours so: 一是(略);二是. Runs of marks are widened at
    // once, so that a sentence needs two or three rounds.
    let rounds = (MOST_STEPS / chars.len().max(1)).max(10);
    for _ in 0..rounds {
        if !widen(&mut chars, &marks, &brackets) {
            break;
        }
    }
    let pairs = text.char_indices().zip(chars);
    let changed = pairs.filter(|((_, old), new)| old != new);
    let mut found: Vec<_> = changed.map(|((at, _), new)| (at..at + 1, new)).collect();
    found.extend(stops);
    found.sort_by_key(|(at, _)| at.start);
    found
}

/// Whether a text has a half-width bracket, whose partner may be beside Chinese, or another mark that is. What else is
/// widened stands next to one of these.
fn may_widen(text: &str) -> bool {
    let is_near = |at: usize| {
        let (before, behind) = (text.get(..at), text.get(at + 1..));
        before.is_some_and(|text| text.ends_with(is_chinese))
            || behind.is_some_and(|text| text.starts_with(is_chinese))
    };
    text.bytes().enumerate().any(|(at, byte)| {
        matches!(byte, b'(' | b')') || (full_width(byte.into()).is_some() && is_near(at))
    })
}

/// Half-width full stops that end a sentence: behind hanzi, and before a blank and hanzi or at the end. One behind the
/// number of an item (`一. 总体情况`) ends none.
fn stops(text: &str) -> Vec<(Range<usize>, char)> {
    let is_stop = |at: &usize| {
        let (before, behind) = (text.get(..*at).unwrap_or_default(), text.get(at + 1..));
        let behind = behind.unwrap_or_default();
        let rest = behind.trim_start_matches([' ', '\u{3000}', '\u{A0}']);
        let is_end = rest.is_empty() || (rest.len() < behind.len() && rest.starts_with(is_chinese));
        let words = before.trim_end_matches(is_spelt);
        let is_number =
            words.len() < before.len() && !words.ends_with(is_hanzi) || words.ends_with('第');
        before.ends_with(|c: char| is_hanzi(c) || "）”》〉】%％℃㎡".contains(c))
            && is_end
            && !is_number
            && !is_item(before)
    };
    let all = text.match_indices('.').map(|(at, _)| at).filter(is_stop);
    all.map(|at| (at..at + 1, '。')).collect()
}

/// `（一）` and nothing before it.
fn is_item(before: &str) -> bool {
    let inner = before.trim_start().strip_prefix('（').and_then(|text| text.strip_suffix('）'));
    inner.is_some_and(|inner| inner.chars().all(|c| is_spelt(c) || c.is_ascii_digit()))
}

/// Characters looked at in a text; only what was made to be slow comes near.
const MOST_STEPS: usize = 10_000_000;

/// Makes marks next to Chinese full-width; whether there were any.
fn widen(chars: &mut [char], marks: &[usize], brackets: &[usize]) -> bool {
    let onward = widen_marks(chars, marks.iter());
    let backward = widen_marks(chars, marks.iter().rev());
    widen_brackets(chars, brackets) || onward || backward
}

/// Whether there is Chinese before and after a place.
fn neighbours(chars: &[char], at: usize) -> (bool, bool) {
    let near = |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(|c| is_chinese(*c));
    (near(at.checked_sub(1)), near(Some(at + 1)))
}

/// Makes marks other than brackets full-width, one after the other.
fn widen_marks<'a>(chars: &mut [char], marks: impl Iterator<Item = &'a usize>) -> bool {
    let mut changed = false;
    for &i in marks {
        let (before, after) = neighbours(chars, i);
        if let Some(c) = chars.get_mut(i)
            && let Some(full) = full_width(*c)
            && (before || after)
        {
            (*c, changed) = (full, true);
        }
    }
    changed
}

/// Makes brackets full-width, both of a pair.
fn widen_brackets(chars: &mut [char], brackets: &[usize]) -> bool {
    let mut changed = false;
    let mut set = |chars: &mut [char], at: usize, full: char| {
        if let Some(c) = chars.get_mut(at) {
            changed |= *c != full;
            *c = full;
        }
    };
    let mut open = Vec::new();
    for &i in brackets {
        let (before, after) = neighbours(chars, i);
        match chars.get(i) {
            Some(c @ ('(' | '（')) => open.push((i, *c == '（' || before || after)),
            // A bracket is of the kind of its partner.
            Some(c @ (')' | '）')) => match open.pop() {
                Some((start, is_chinese)) if is_chinese || before || *c == '）' => {
                    set(chars, start, '（');
                    set(chars, i, '）');
                }
                None if before => set(chars, i, '）'),
                _ => {}
            },
            _ => {}
        }
    }
    for (i, is_chinese) in open.into_iter().rev() {
        if is_chinese || neighbours(chars, i).1 {
            set(chars, i, '（');
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
    is_hanzi(c)
        || matches!(
            c,
            '“' | '”'
                | '‘'
                | '’'
                | '《'
                | '》'
                | '〈'
                | '〉'
                | '（'
                | '）'
                | '【'
                | '】'
                | '〔'
                | '〕'
        )
        || matches!(c, '、' | '，' | '。' | '；' | '：' | '？' | '！' | '…' | '—')
}

/// No address is longer on either side of its mark; so a text made of marks takes no more than so much for each.
const LONGEST: usize = 1000;

/// Which bytes lie in one of the ranges.
fn covered(length: usize, ranges: &[Range<usize>]) -> Vec<bool> {
    let mut steps = vec![0_i64; length + 1];
    for range in ranges {
        for (at, step) in [(range.start, 1), (range.end, -1)] {
            if let Some(count) = steps.get_mut(at) {
                *count += step;
            }
        }
    }
    let depth = steps.iter().scan(0, |depth, step| {
        *depth += step;
        Some(*depth > 0)
    });
    depth.collect()
}

/// Where web and mail addresses stand.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let is_tail = |c: char| c.is_ascii_graphic() && !matches!(c, '(' | ')' | '<' | '>');
    let is_head = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-');
    let mut found = Vec::new();
    for mark in ["://", "www.", "@"] {
        for (at, _) in text.match_indices(mark) {
            // All that counts in an address is ASCII, so that bytes are characters.
            let head = text.as_bytes().get(..at).unwrap_or_default().iter().rev();
            let tail = text.as_bytes().get(at..).unwrap_or_default().iter();
            let before = head.take(LONGEST).take_while(|b| is_head(char::from(**b))).count();
            let after = tail.take(LONGEST).take_while(|b| is_tail(char::from(**b))).count();
            found.push(at - before..at + after);
        }
    }
    found.extend(blanks(text));
    // Entities of HTML are told of whole: &nbsp;
    for (at, _) in text.match_indices('&') {
        let name = text.get(at + 1..).unwrap_or_default().bytes();
        let length = name.take(8).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        let end = at + 1 + length;
        if length > 1 && text.as_bytes().get(end) == Some(&b';') {
            found.push(at..end + 1);
        }
    }
    found
}

/// What is no mark, but stands for what is yet to come: #REF!, (?), 12?条.
fn blanks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let errors = text.match_indices('#').filter_map(|(at, _)| {
        let name = text.get(at + 1..)?;
        let length = name.len()
            - name.trim_start_matches(|c: char| c.is_ascii_uppercase() || "/0".contains(c)).len();
        let is_error = length > 1 && name.get(length..)?.starts_with(['!', '?']);
        is_error.then_some(at..at + length + 2)
    });
    let marks = text.match_indices('?').filter_map(|(at, _)| {
        let before = text.get(..at)?.chars().next_back()?;
        let behind = text.get(at + 1..)?.chars().next()?;
        let is_blank = (matches!(before, '(' | '（') && matches!(behind, ')' | '）'))
            || (before.is_ascii_digit() && "件条份人次个".contains(behind));
        is_blank.then_some(at..at + 1)
    });
    errors.chain(marks)
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn marks_next_to_hanzi_become_full_width_and_others_stay() {
        for (text, fixed) in [
            ("一是公开,二是解读;三是", "一是公开，二是解读；三是"),
            ("网址:https://a.cn/b,c?d=1,电话", "网址：https://a.cn/b,c?d=1,电话"),
            ("共1,234件,比例为3:1", "共1,234件，比例为3:1"),
            ("微信(WeChat)公众号", "微信（WeChat）公众号"),
            ("(一)主动公开", "（一）主动公开"),
            ("Use A (B), C", "Use A (B), C"),
            ("答复（含(转送)）率!", "答复（含（转送））率！"),
            ("一是(A),;二是", "一是（A），；二是"),
            ("目录&nbsp;。指南&#160;;", "目录&nbsp;。指南&#160;;"),
            ("邮箱:a:b@c.cn", "邮箱：a:b@c.cn"),
            ("一,,,,A,,,,一", "一，，，，A，，，，一"),
            ("公开#REF!条,#DIV/0!条,#NAME?条", "公开#REF!条，#DIV/0!条，#NAME?条"),
            ("公开（?）条,12?条,好不好?", "公开（?）条，12?条，好不好？"),
            ("改进情况. 去年公开3.5万字.", "改进情况。 去年公开3.5万字。"),
            ("一是公开. 二是解读.", "一是公开。 二是解读。"),
            ("（见附件）. 　以上。《办法》. “好”. ", "（见附件）。 　以上。《办法》。 “好”。 "),
            ("一. 总体情况", "一. 总体情况"),
            ("（一）. 主动公开", "（一）. 主动公开"),
            ("第一. 加强领导，十二. 其他", "第一. 加强领导，十二. 其他"),
            (
                "1. 公开，3.5件，A. 乙，见www.某某.cn 或a.cn",
                "1. 公开，3.5件，A. 乙，见www.某某.cn 或a.cn",
            ),
        ] {
            let mut text = text.to_owned();
            for (at, mark) in marks(&text).into_iter().rev() {
                text.replace_range(at, mark.encode_utf8(&mut [0; 4]));
            }
            assert_eq!(text, fixed);
        }
    }
}
