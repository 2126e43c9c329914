//! Marks of Markdown, of web pages and of templates that are printed as they are.

use super::Slip;
use crate::{
    check::prose::{self, Searched},
    text::{is_full_mark, is_hanzi, is_numeral},
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

pub(super) fn slips(searched: &Searched<'_>, marks: &[(usize, char)]) -> Vec<Slip> {
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
    // Only units among the hanzi begin a slip.
    let units = UNITS.iter().flat_map(|(unit, c)| searched.places(unit).map(|at| (at, *c)));
    for (at, c) in marks.iter().copied().chain(units) {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        if let Some((length, what)) = single(text, at, c, before, after) {
            add(at..at + length, what);
        }
    }
    found
}

/// `..`, and no third dot.
fn is_two_dots(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    rest.strip_prefix("..").is_some_and(|rest| !rest.starts_with(['.', '。']))
}

/// Units that are written twice by a slip: 3元件.
const UNITS: [(&str, char); 3] = [("元", '元'), ("万", '万'), ("件", '件')];
/// What a number counts; it stands right behind it.
const COUNTED: [char; 12] = ['件', '条', '份', '次', '人', '个', '项', '起', '宗', '篇', '%', '％'];

/// Whether a blank stands in a number: 6 3件.
fn torn(text: &str, at: usize) -> bool {
    let digits = |s: &str| s.len() - s.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let before = text.get(..at).unwrap_or_default();
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let rest = text.get(at + 1..).unwrap_or_default();
    let behind = digits(rest);
    (1..=3).contains(&(before.len() - head.len()))
        && (1..=3).contains(&behind)
        && head.strip_suffix(' ').unwrap_or(head).ends_with(is_hanzi)
        && rest.get(behind..).is_some_and(|rest| rest.starts_with(COUNTED))
}

/// Whether a point stands in a number of what is whole: 12.5条.
fn is_part_of_count(text: &str, at: usize) -> bool {
    const WHOLE: [char; 10] = ['件', '条', '份', '次', '人', '起', '宗', '篇', '期', '场'];
    let digits = |s: &str| s.len() - s.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let before = text.get(..at).unwrap_or_default();
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let rest = text.get(at + 1..).unwrap_or_default();
    let behind = digits(rest);
    // 2.5人/次, 12.1次 of an average stay with what they say.
    let is_mean = ["平均", "人均", "均", "每"]
        .iter()
        .any(|word| prose::before(head, head.len(), 30).contains(word));
    head.len() < before.len()
        && behind > 0
        && !head.ends_with(['.', '第', '至', '-'])
        && !is_mean
        && rest.get(behind..).is_some_and(|rest| {
            rest.strip_prefix(WHOLE).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with(['，', '。', '；', '、', '）'])
            })
        })
}

/// Whether digits go on a number that was begun in hanzi: 三百零5条.
fn is_mixed(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let spelt = |c: char| is_numeral(c) || matches!(c, '百' | '千' | '两');
    let head = before.trim_end_matches(spelt);
    let number = before.get(head.len()..).unwrap_or_default();
    if number.is_empty() {
        return false;
    }
    let rest = text.get(at..).unwrap_or_default().trim_start_matches(|c: char| c.is_ascii_digit());
    number.chars().count() > 1
        && number.contains(['百', '千', '零'])
        && !head.ends_with(['第', '〔'])
        && rest.starts_with(COUNTED)
}

/// The bytes of a note's number: `[1]`.
fn note(text: &str, at: usize) -> Option<usize> {
    let inner = text.get(at + 1..)?;
    let number = inner.get(..inner.find(']')?)?;
    let is_note = (1..=2).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    is_note.then_some(number.len() + 2)
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
        '.' if hanzi(before) && is_two_dots(text, at) => Some((2, "句号、间隔号写成了英文的点")),
        '元' | '万' | '件' if before.is_some_and(|c| c.is_ascii_digit()) => {
            let rest = text.get(at..)?;
            let two = ["元件", "万元件", "元万元", "万元万元", "件万元", "万万元", "万万"];
            let two = two.into_iter().find(|two| rest.starts_with(two))?;
            Some((two.len(), "数后面的单位写了两个"))
        }
        ' ' => torn(text, at).then_some((width, "数的中间有空格")),
        '#' if after == Some(' ') && before.is_some_and(is_full_mark) => Some((width, MARKDOWN)),
        '.' if is_part_of_count(text, at) => Some((width, "件数、条数应是整数，这里有小数点")),
        '0'..='9' if is_mixed(text, at) => Some((width, "数一半是汉字，一半是数字")),
        '[' if chinese(before) && note(text, at).is_some() => {
            Some((note(text, at)?, "注号会照原样印出，请删去"))
        }
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
        '-' | '—'
            if hanzi(before)
                && hanzi(after)
                && is_single(text, at, c)
                && !(c == '—' && is_between_places(text, at)) =>
        {
            Some((width, DASH))
        }
        '－' | '–' | '‐' | '‑' | '‒' if hanzi(before) && hanzi(after) => {
            Some((width, DASH))
        }
        _ => None,
    }
}

/// 青石镇—红山镇: from one place to another.
fn is_between_places(text: &str, at: usize) -> bool {
    let is_kind = |c: char| "省市州县区旗镇乡村站港".contains(c);
    let behind = text.get(at + '—'.len_utf8()..).unwrap_or_default();
    text.get(..at).is_some_and(|before| before.ends_with(is_kind))
        && behind.chars().take_while(|c| is_hanzi(*c)).skip(1).take(4).any(is_kind)
}

/// Whether a mark stands once in its statement.
fn is_single(text: &str, at: usize, c: char) -> bool {
    let ends = ['，', '。', '；', '：', '、', '“', '”', '（', '）'];
    let before = prose::before(text, at, prose::CLAUSE);
    let after = prose::after(text, at + c.len_utf8());
    let is_free = |part: Option<&str>| part.is_none_or(|part| !part.contains(c));
    is_free(before.rsplit(ends).next()) && is_free(after.split(ends).next())
}

/// Chinese marks inside of numbers: `6，200条`, `6、200条`, `3。5万`.
pub(super) fn numbers(text: &str, marks: &[(usize, char)]) -> Vec<Slip> {
    let what = "数里有中文标点";
    let mut found = Vec::new();
    for (at, mark) in marks.iter().copied().filter(|(_, c)| matches!(c, '，' | '。' | '、')) {
        let (Some(before), Some(after)) = (text.get(..at), text.get(at + mark.len_utf8()..)) else {
            continue;
        };
        let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
        if head.len() == before.len() {
            continue;
        }
        let digits = before.len() - head.len();
        let tail = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let more = after.len() - tail.len();
        let is_number = if mark == '、' {
            // 100、200件 are two numbers.
            digits == 1
                && more == 3
                && tail.starts_with(['条', '件', '次', '份', '户', '人'])
                && !head.ends_with(['.', '第', '、', '至', '—', '-'])
                && !tail.split(['，', '。', '；']).next().is_some_and(|said| said.contains("分别"))
        } else if mark == '，' {
            (1..=3).contains(&digits)
                && more == 3
                && tail.starts_with(is_hanzi)
                && !head.ends_with(['.', '第'])
        } else {
            more > 0 && tail.starts_with(['万', '亿', '%', '％', '倍'])
        };
        if is_number {
            found.push(Slip { at: at..at + mark.len_utf8(), what, good: None });
        }
    }
    found
}

/// 一.总体 at the head is the number of a heading, and is told as such.
fn is_number(before: Option<char>, after: Option<char>) -> bool {
    [before, after].iter().all(|c| c.is_some_and(is_numeral))
}

/// A mark of a list or a heading at the head of a paragraph.
fn head(text: &str) -> Option<Slip> {
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    let is_hanzi_next = rest.trim_start().starts_with(is_hanzi);
    let is_mark = match first {
        '#' => is_hanzi_next || rest.trim_start().starts_with(['#', '（', '“', '《']),
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
