//! Marks of Markdown, of web pages and of templates that are printed as they are.

use super::Slip;
use crate::{
    check::prose::Searched,
    text::{is_full_mark, is_hanzi},
};
use std::ops::Range;

const MARKDOWN: &str = "Markdown 记号会照原样印出，请删去";
const HTML: &str = "HTML 标记会照原样印出，请删去";
const BRACES: &str = "花括号要用英文的 {{ }}，否则照原样印出";
const DASH: &str = "横线应写成—或——";
/// No tag is longer.
const LONGEST: usize = 200;
/// What a text becomes that was read in a wrong encoding.
const GARBLED: [&str; 7] = ["锟斤拷", "烫烫烫", "屯屯屯", "â€", "Ã©", "ï»¿", "娴ｆ"];

pub(super) fn slips(searched: &Searched<'_>) -> Vec<Slip> {
    let text = searched.text;
    let mut found: Vec<Slip> = head(text).into_iter().collect();
    let mut add = |at: Range<usize>, what| found.push(Slip { at, what, good: None });
    for (mark, what) in [
        ("**", MARKDOWN),
        ("![", MARKDOWN),
        ("](", MARKDOWN),
        ("~~", MARKDOWN),
        ("`", MARKDOWN),
        ("｛｛", BRACES),
        ("｝｝", BRACES),
        ("<<", "尖括号应写成《 》"),
        (">>", "尖括号应写成《 》"),
        ("´", "引号应写成“ ”"),
    ] {
        searched.places(mark).for_each(|at| add(at..at + mark.len(), what));
    }
    for mark in GARBLED {
        searched.places(mark).for_each(|at| add(at..at + mark.len(), "字是乱码"));
    }
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        if let Some((length, what)) = single(text, at, c, before, after) {
            add(at..at + length, what);
        }
        before = Some(c);
    }
    found
}

/// What one mark between its neighbours begins, with its bytes.
fn single(
    text: &str,
    at: usize,
    c: char,
    before: Option<char>,
    after: Option<char>,
) -> Option<(usize, &'static str)> {
    let hanzi = |c: Option<char>| c.is_some_and(is_hanzi);
    let chinese = |c: Option<char>| c.is_some_and(|c| is_hanzi(c) || is_full_mark(c));
    let width = c.len_utf8();
    match c {
        '{' | '}' => Some((width, BRACES)),
        '<' | '&' => tag(text.get(at..)?),
        '[' if hanzi(after) => Some((width, "方括号应写成（ ）或〔 〕")),
        '\\' if after == Some('n') || after == Some('t') => Some((2, "换行的记号会照原样印出")),
        '*' if after != Some('*')
            && before != Some('*')
            && (hanzi(before) || hanzi(after))
            && (chinese(before) || before.is_none()) =>
        {
            Some((width, MARKDOWN))
        }
        '#' if before == Some(' ') && after == Some(' ') => Some((width, "# 后面的话也会印出来")),
        '.' if hanzi(before) && hanzi(after) && !is_number(before, after) => {
            Some((width, "句号、间隔号写成了英文的点"))
        }
        '＜' if hanzi(after) => Some((width, "尖括号应写成“ ”《 》或〈 〉")),
        '｜' | '_' | '^' | '\\' if hanzi(before) && hanzi(after) => {
            Some((width, "这个记号会照原样印出，请删去"))
        }
        // 县-镇-村 and 申请—受理—答复 are steps.
        '-' | '—' if hanzi(before) && hanzi(after) && is_single(text, at, c) => {
            Some((width, DASH))
        }
        '－' | '–' | '‐' | '‑' | '‒' if hanzi(before) && hanzi(after) => {
            Some((width, DASH))
        }
        _ => None,
    }
}

/// Whether a mark stands once in its statement.
fn is_single(text: &str, at: usize, c: char) -> bool {
    let ends = ['，', '。', '；', '：', '、', '“', '”', '（', '）'];
    let before = crate::check::prose::before(text, at, crate::check::prose::CLAUSE);
    let after = crate::check::prose::after(text, at + c.len_utf8());
    let is_free = |part: Option<&str>| part.is_none_or(|part| !part.contains(c));
    is_free(before.rsplit(ends).next()) && is_free(after.split(ends).next())
}

/// Chinese marks inside of numbers: `6，200条`, `6、200条`, `3。5万`.
pub(super) fn numbers(text: &str) -> Vec<Slip> {
    let what = "数里有中文标点";
    let mut found = Vec::new();
    for (at, mark) in text.match_indices(['，', '。', '、']) {
        let (Some(before), Some(after)) = (text.get(..at), text.get(at + mark.len()..)) else {
            continue;
        };
        let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = before.len() - head.len();
        let tail = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let more = after.len() - tail.len();
        let is_number = if mark == "、" {
            // 100、200件 are two numbers.
            digits == 1
                && more == 3
                && tail.starts_with(['条', '件', '次', '份', '户', '人'])
                && !head.ends_with(['.', '第', '、', '至', '—', '-'])
                && !tail.split(['，', '。', '；']).next().is_some_and(|said| said.contains("分别"))
        } else if mark == "，" {
            (1..=3).contains(&digits)
                && more == 3
                && tail.starts_with(is_hanzi)
                && !head.ends_with(['.', '第'])
        } else {
            digits > 0 && more > 0 && tail.starts_with(['万', '亿', '%', '％', '倍'])
        };
        if is_number {
            found.push(Slip { at: at..at + mark.len(), what, good: None });
        }
    }
    found
}

/// 一.总体 at the head is the number of a heading, and is told as such.
fn is_number(before: Option<char>, after: Option<char>) -> bool {
    [before, after].iter().all(|c| c.is_some_and(crate::text::is_numeral))
}

/// A mark of a list or a heading at the head of a paragraph.
fn head(text: &str) -> Option<Slip> {
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    let is_hanzi_next = rest.trim_start().starts_with(is_hanzi);
    let is_mark = match first {
        '#' => is_hanzi_next || rest.starts_with('#'),
        '-' | '+' | '>' | '*' | '·' | '–' | '●' | '■' | '◆' | '▪' => is_hanzi_next,
        '—' | '－' => rest.starts_with(is_hanzi) || rest.starts_with(' '),
        _ => false,
    };
    is_mark.then(|| Slip {
        at: 0..first.len_utf8(),
        what: "列表、标题的记号会照原样印出，请删去",
        good: None,
    })
}

/// `<br>`, `</p>`, `<严格>`, `&nbsp;` at the head of a text.
fn tag(text: &str) -> Option<(usize, &'static str)> {
    let mut most = text.len().min(LONGEST);
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    let text = text.get(..most)?;
    if let Some(inner) = text.strip_prefix('&') {
        let end = inner.find(';')?;
        let name = inner.get(..end)?;
        let is_name = (2..=8).contains(&name.len())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#');
        return is_name.then_some((end + 2, HTML));
    }
    let inner = text.strip_prefix('<')?;
    let end = inner.find('>')?;
    let name = inner.get(..end)?;
    let bare = name.trim_start_matches('/');
    if bare.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains('<') {
        return Some((end + 2, HTML));
    }
    bare.starts_with(is_hanzi).then_some((end + 2, "尖括号应写成“ ”《 》或〈 〉"))
}
