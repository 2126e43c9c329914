//! ## 检查什么
//!
//! “一是、二是、三是”“一要、二要”“第一，第二，”“1. 2.”“（1）（2）”“①②”（一段里的，或者分写在几段的），一部分里段首的（一）（二）（三）和一、二、三、，不应跳号、重号。“存在三个问题：一是……二是……”“以下四种方式：网站、微信、公开栏”“3个渠道分别为326条、218条”说的个数应和下面列的一样。
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

mod quoted;

use crate::{
    check::{
        prose::{ProseLine, Searched},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::{Diagnostic, Severity},
    text::{is_hanzi, is_numeral, is_spelt, numeral_value, spelt_value},
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
    let mut lasts = [0; LEVELS];
    // Below 一、 its （一） begin anew.
    let mut is_below = false;
    for line in &subject.lines {
        if line.heading != heading {
            (heading, last, last_spoken) = (line.heading, 0, 0);
            (lasts, is_below) = ([0; LEVELS], false);
        }
        if let Some((number, at)) = bracketed(&line.text) {
            lasts.iter_mut().skip(1).for_each(|last| *last = 0);
            found.extend(step(rule, subject, line, &at, last, number));
            let is_twice = number == 1 && last == 1 && !is_below;
            found.extend(twice(rule, subject, line, &at, is_twice));
            (last, last_spoken, is_below) = (number, 0, false);
        }
        found.extend(of_spoken(rule, subject, line, &mut last_spoken));
        let marks = marked(&line.text);
        is_below |= marks.iter().any(|mark| mark.level == 0);
        found.extend(of_marks(rule, subject, line, &marks, &mut lasts));
        found.extend(announced(rule, subject, line));
        let text = line.searched();
        let counted = [
            listed(&text),
            quoted::quoted(&text),
            quoted::more_than(&text),
            quoted::following(&text),
        ];
        found.extend(counted.into_iter().flatten().map(|(at, items)| {
            let typed = line.text.get(at.clone()).unwrap_or_default();
            let finding = rule.finding(format!("说是“{typed}”，列了 {items} 项"));
            let finding = subject.at(finding, line.place(&at), "");
            finding.help("请核对是数写错了，还是增删了几项")
        }));
    }
    found
}

/// The 一是, 二是 of a paragraph, behind the last of the one before.
fn of_spoken(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    last: &mut u32,
) -> Vec<Diagnostic> {
    let (mut found, mut before) = (Vec::new(), None);
    for (number, at) in spoken(&line.text) {
        found.extend(step(rule, subject, line, &at, *last, number));
        let is_next = before.is_some_and(|end| is_one_list(&line.text, end, at.start));
        let is_twice = number == 1 && *last == 1 && is_next;
        found.extend(twice(rule, subject, line, &at, is_twice));
        (*last, before) = (number, Some(at.end));
    }
    found
}

/// The other marks of a paragraph, behind the last of each level.
fn of_marks(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    marks: &[ListMark],
    lasts: &mut [u32; LEVELS],
) -> Vec<Diagnostic> {
    let (mut found, mut before) = (Vec::new(), None);
    for mark in marks {
        // Below a heading its lists begin anew.
        let lower = lasts.iter_mut().skip(mark.level + 1);
        lower.for_each(|last| *last = 0);
        let last = lasts.get(mark.level).copied().unwrap_or(0);
        // A mark without the first of its list may be one of a law's.
        if last > 0 {
            found.extend(step(rule, subject, line, &mark.at, last, mark.number));
        }
        // 1. at the head of a paragraph, and of the next one.
        let is_here = before.is_some_and(|end| is_one_list(&line.text, end, mark.at.start));
        let is_next = is_here || (mark.level == 1 && mark.at.start == 0);
        let is_twice = mark.number == 1 && last == 1 && is_next;
        found.extend(twice(rule, subject, line, &mark.at, is_twice));
        before = Some(mark.at.end);
        if let Some(own) = lasts.get_mut(mark.level).filter(|_| last > 0 || mark.number == 1) {
            *own = mark.number;
        }
    }
    found
}

/// Kinds of marks, the higher before the lower: 一、 1. （1） ①, then 一要 and 第一，.
const LEVELS: usize = 6;

/// A mark of a list.
struct ListMark {
    level: usize,
    number: u32,
    at: Range<usize>,
}

/// The marks at the heads of the clauses of a paragraph.
fn marked(text: &str) -> Vec<ListMark> {
    let mut found = Vec::new();
    let mut from = 0;
    for clause in text.split_inclusive(['。', '；', '：', '，']) {
        let is_whole = from == 0 || text.get(..from).is_some_and(|s| !s.ends_with('，'));
        if let Some((level, number, length)) = mark(clause, from == 0).filter(|_| is_whole) {
            found.push(ListMark { level, number, at: from..from + length });
        }
        from += clause.len();
    }
    found
}

/// The mark that a clause begins with: its level, its number and its length.
fn mark(clause: &str, is_paragraph: bool) -> Option<(usize, u32, usize)> {
    let first = clause.chars().next()?;
    if let circled @ '①'..='⑳' = first {
        return Some((3, u32::from(circled) - u32::from('①') + 1, circled.len_utf8()));
    }
    let hanzi_at = |at: usize| clause.get(at..).is_some_and(|rest| rest.starts_with(is_hanzi));
    if let Some(inner) = clause.strip_prefix('（') {
        let (number, _) = inner.split_once('）')?;
        let end = number.len() + 2 * '（'.len_utf8();
        let number = number.parse().ok().filter(|n| (1..100).contains(n) && hanzi_at(end))?;
        return Some((2, number, end));
    }
    if first.is_ascii_digit() {
        let digits = clause.find(|c: char| !c.is_ascii_digit())?;
        let end = digits + 1;
        let is_mark = clause.get(digits..)?.starts_with('.') && hanzi_at(end);
        let number = clause.get(..digits)?.parse().ok().filter(|n| (1..100).contains(n));
        return number.filter(|_| is_mark).map(|number| (1, number, end));
    }
    let ordinal = clause.strip_prefix('第');
    let spelt = ordinal.unwrap_or(clause);
    let length = spelt.find(|c| !is_numeral(c)).filter(|length| *length > 0)?;
    let number = numeral_value(spelt.get(..length)?)?;
    let rest = spelt.get(length..)?;
    let end = clause.len() - rest.len();
    match rest.chars().next()? {
        '，' if ordinal.is_some() => Some((5, number, end)),
        '要' if ordinal.is_none() => Some((4, number, end + '要'.len_utf8())),
        '、' if ordinal.is_none() && is_paragraph => {
            let next = rest.get('、'.len_utf8()..)?;
            next.starts_with(|c| is_hanzi(c) && !is_numeral(c)).then_some((
                0,
                number,
                end + '、'.len_utf8(),
            ))
        }
        _ => None,
    }
}

/// 存在三个问题：一是…；二是…。: there are not as many as were announced.
fn announced(rule: &Rule, subject: &Subject<'_>, line: &ProseLine<'_>) -> Option<Diagnostic> {
    let text = &line.text;
    let searched = line.searched();
    for noun in ["问题", "不足", "短板", "薄弱环节", "困难", "差距", "工作", "措施", "举措", "任务"]
    {
        for at in searched.places(noun) {
            let before = text.get(..at)?.trim_end_matches("主要").trim_end_matches('的');
            let Some(before) = ["个方面", "方面", "个", "点", "条", "项"]
                .iter()
                .find_map(|unit| before.strip_suffix(unit))
            else {
                continue;
            };
            let start = before.trim_end_matches(|c: char| is_spelt(c) || c.is_ascii_digit()).len();
            let typed = before.get(start..)?;
            let number = typed.parse().ok().or_else(|| spelt_value(typed));
            let rest = text.get(at + noun.len()..)?;
            let Some(number) = number.filter(|_| rest.starts_with(['：', '。', '，'])) else {
                continue;
            };
            let mut items = 0;
            for (item, _) in spoken(rest) {
                if item != items + 1 {
                    break;
                }
                items = item;
            }
            if items > 1 && u64::from(items) != number {
                let place = start..at + noun.len();
                let typed = text.get(place.clone())?;
                let finding = rule.finding(format!("说是“{typed}”，下面列了 {items} 项"));
                let finding = subject.at(finding, line.place(&place), "");
                return Some(finding.help("请核对是数写错了，还是增删了几项"));
            }
            break;
        }
    }
    None
}

/// What a statement says how many of it follow.
const COUNTED: [&str; 9] =
    ["种方式", "个方式", "种渠道", "个渠道", "类渠道", "个途径", "种途径", "个平台", "种形式"];

/// 以下四种方式：网站、微信、公开栏。 and 3个渠道分别为326条、218条。: as many are named as were announced.
fn listed(searched: &Searched<'_>) -> Option<(Range<usize>, usize)> {
    let text = searched.text;
    let places = COUNTED.iter().flat_map(|noun| searched.places(noun).map(move |at| (at, noun)));
    places.into_iter().find_map(|(at, noun)| {
        let before = text.get(..at)?;
        let start = before.trim_end_matches(|c: char| is_spelt(c) || c.is_ascii_digit()).len();
        let typed = before.get(start..)?;
        let number = typed.parse().ok().or_else(|| spelt_value(typed))?;
        let rest = text.get(at + noun.len()..)?;
        let clause = rest.split(['，', '。', '；']).next()?;
        let named = clause.strip_prefix('：').or_else(|| {
            let (between, named) =
                clause.split_once("分别为").or_else(|| clause.split_once("分别是"))?;
            (!between.contains('、')).then_some(named)
        })?;
        // What is named in brackets or quotation marks may hold lists of its own; 和, 等 leave it open.
        let is_plain = !named.contains(['（', '“', '《', '等', '和', '及', '与', '以', '一']);
        let is_whole = rest.get(clause.len()..).is_none_or(|rest| !rest.starts_with(['，', '；']));
        let items = named.split('、').count();
        let is_other = u64::try_from(items).is_ok_and(|items| items != number);
        (is_plain && is_whole && items > 1 && is_other).then(|| (start..at + noun.len(), items))
    })
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

/// Whether what stands between two marks is within one sentence: 一是更新慢；一是解读少.
fn is_one_list(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| !between.contains('。'))
}

/// The first of a list, and nothing but the first again: （一）…（一）….
fn twice(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    at: &Range<usize>,
    is_twice: bool,
) -> Option<Diagnostic> {
    let mark = line.text.get(at.clone()).filter(|_| is_twice)?;
    let message = format!("序号“{mark}”用了两次");
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

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn as_many_are_named_as_were_announced() {
        for (text, items) in [
            ("主要有以下四种方式：网站、微信、公开栏。", Some(3)),
            ("通过3个渠道公开分别为326条、218条。", Some(2)),
            ("通过三种渠道：网站、微信、公开栏。", None),
            ("以下四种方式：网站、微信和公开栏、广播。", None),
            ("通过3个渠道公开信息326条、解读218条。", None),
            ("两个平台：网站、微信，另有公开栏。", None),
        ] {
            let found = super::listed(&crate::check::prose::Searched::new(text));
            assert_eq!(found.map(|(_, items)| items), items, "{text}");
        }
    }

    #[test]
    fn marks_are_known_at_the_heads_of_clauses() {
        for (text, numbers) in [
            ("1.审查。2.发布", "1:1 1:2"),
            ("①自查；③整改，见②", "3:1 3:3"),
            ("（1）自查；（3）整改", "2:1 2:3"),
            ("一要抓培训；三要抓通报", "4:1 4:3"),
            ("第一，抓培训；第三，抓通报", "5:1 5:3"),
            ("三、内容要求", "0:3"),
            ("1.5万条。一、二季度，三要素，第一季度，第三方，（2025）年", ""),
        ] {
            let found =
                marked(text).into_iter().map(|mark| format!("{}:{}", mark.level, mark.number));
            assert_eq!(found.collect::<Vec<_>>().join(" "), numbers, "{text}");
        }
    }
}
