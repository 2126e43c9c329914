//! The lines that are no table: title, preface, parts, signature, and what is beside the matter. Words are
//! never changed.

use super::{
    contents::without_contents,
    fold::{fold, without_numeral},
    headings::join_headings,
    landmark::Landmarks,
    title::{Clues, joined, looks_like_title, year},
    wrapped::join_paragraphs,
};
use crate::{
    date::Date,
    import::source::{LineRole, Reading, is_page_number},
    text::{is_digit, is_numeral, numeral_value},
};
use std::{collections::HashMap, ops::Range};

/// A line that no table has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextLine {
    pub at: Range<usize>,
    /// The block that it stands in.
    pub block: usize,
    pub is_aside: bool,
    /// What the file says that it is.
    pub role: LineRole,
    /// Whether it stands among the rows of a table.
    pub in_table: bool,
}

/// A part as it stands in the text.
#[derive(Clone, Debug, Default)]
pub(super) struct FoundPart {
    pub heading: Range<usize>,
    /// The block of the heading.
    pub block: usize,
    /// The part of the form that it is, if its name is that of the form.
    pub standard: Option<usize>,
    pub lines: Vec<Range<usize>>,
}

impl FoundPart {
    /// Whether a line is the name of the part and no more.
    fn is_name_of(&self, text: &str, marks: &Landmarks) -> bool {
        self.standard.is_some() && named(text, marks) == self.standard
    }
}

/// The text of a report.
#[derive(Clone, Debug, Default)]
pub(super) struct Prose {
    pub title: Vec<Range<usize>>,
    /// Another line that is as likely the title, and says another year or body.
    pub rival: Option<Range<usize>>,
    /// The year of the period that the text says its numbers are of, and where.
    pub period: Option<(i32, Range<usize>)>,
    pub preface: Vec<Range<usize>>,
    pub parts: Vec<FoundPart>,
    pub bodies: Vec<Range<usize>>,
    pub date: Option<(Date, Range<usize>)>,
    /// What stands where the day of the signature would, and is none.
    pub bad_date: Option<Range<usize>>,
    /// Lines that are no part of the report.
    pub dropped: Vec<Range<usize>>,
}

/// A heading is no longer.
pub(super) const HEADING: usize = 40;

/// Sorts the lines.
pub(super) fn prose(reading: &Reading, lines: Vec<TextLine>, marks: &Landmarks) -> Prose {
    let mut prose = Prose::default();
    let (asides, lines): (Vec<TextLine>, Vec<TextLine>) =
        lines.into_iter().partition(|line| line.is_aside);
    // The caption of a table says the name of its part again.
    let is_name = |line: &TextLine| is_heading(reading.text(&line.at), marks);
    let asides = asides.into_iter().filter(|line| !is_name(line));
    prose.dropped.extend(asides.map(|line| line.at));
    let (numbers, lines): (Vec<TextLine>, Vec<TextLine>) =
        lines.into_iter().partition(|line| is_number_alone(reading.text(&line.at)));
    prose.dropped.extend(numbers.into_iter().map(|line| line.at));
    let (contents, lines) = without_contents(reading, lines);
    prose.dropped.extend(contents.into_iter().map(|line| line.at));
    let mut head = Vec::new();
    let mut last = 0;
    let lines = join_headings(reading, &without_numbers_alone(reading, lines, marks), marks);
    let lines = join_paragraphs(reading, lines, marks);
    let numbering = Numbering::of(reading, &lines, marks);
    let named = named_later(reading, &lines, marks);
    for line in lines {
        let heading = heading(reading, &line, last, (marks, numbering));
        let is_other = |found: &(u32, FoundPart, _)| {
            let (number, part, _) = found;
            part.standard.is_none() && named.get(number).is_some_and(|later| *later > line.block)
        };
        match heading.filter(|heading| !is_other(heading)) {
            Some((number, part, rest)) => {
                last = number;
                prose.parts.push(part);
                if let (Some(rest), Some(part)) = (rest, prose.parts.last_mut()) {
                    part.lines.push(rest);
                }
            }
            None if line.in_table => prose.dropped.push(line.at),
            None => match prose.parts.last_mut() {
                // The caption of its table, copied from a page.
                Some(part) if part.is_name_of(reading.text(&line.at), marks) => {
                    prose.dropped.push(line.at);
                }
                Some(part) => part.lines.push(line.at),
                None => head.push(line),
            },
        }
    }
    prose.foot(reading);
    prose.period = prose.period_of(reading, &head);
    prose.head(reading, head, marks);
    prose.dropped.sort_by_key(|at| at.start);
    prose
}

/// The lines without those that are only the number of a part whose name is the next line: the name says it all.
fn without_numbers_alone(
    reading: &Reading,
    lines: Vec<TextLine>,
    marks: &Landmarks,
) -> Vec<TextLine> {
    let is_number_of = |line: &TextLine, next: Option<&TextLine>| {
        let Some((number, "")) = ordinal(reading.text(&line.at)) else { return false };
        let next = next.filter(|next| next.block == line.block + 1 && !next.in_table);
        let part = next.and_then(|next| named(reading.text(&next.at), marks));
        part.is_some_and(|part| u32::try_from(part + 1) == Ok(number))
    };
    let is_alone: Vec<bool> =
        (lines.iter().zip(1..)).map(|(line, next)| is_number_of(line, lines.get(next))).collect();
    let kept = lines.into_iter().zip(is_alone).filter(|(_, is_alone)| !is_alone);
    kept.map(|(line, _)| line).collect()
}

/// Of each number that a line has together with the name of its part, the block of the line. What has the number and
/// another name before it is no heading: 四、结转下, half of a label, above 四、政府信息公开行政复议、行政诉讼情况.
fn named_later(reading: &Reading, lines: &[TextLine], marks: &Landmarks) -> HashMap<u32, usize> {
    let number = |line: &TextLine| {
        let (number, name) = ordinal(reading.text(&line.at))?;
        let part = u32::try_from(named(name, marks)? + 1);
        (part == Ok(number)).then_some((number, line.block))
    };
    lines.iter().filter_map(number).collect()
}

/// How the headings of the parts are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbering {
    /// 一、
    AsTheForm,
    /// No part has such a number. Where one has, （一） and 1、 are of what stands in the parts.
    Other,
}

impl Numbering {
    fn of(reading: &Reading, lines: &[TextLine], marks: &Landmarks) -> Self {
        let is_numbered = |line: &TextLine| {
            ordinal(reading.text(&line.at)).is_some_and(|(_, name)| named(name, marks).is_some())
        };
        if lines.iter().any(is_numbered) { Self::AsTheForm } else { Self::Other }
    }
}

/// Whether a line is the number of a page: no paragraph is a number and no more.
fn is_number_alone(text: &str) -> bool {
    let is_bare = || (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    is_page_number(text) || is_bare()
}

/// The part of the form whose name a line is.
fn named(line: &str, marks: &Landmarks) -> Option<usize> {
    if line.len() >= 4 * HEADING {
        return None;
    }
    marks.part(&fold(line))
}

/// Whether a line is the heading of a part of the form.
pub(super) fn is_heading(text: &str, marks: &Landmarks) -> bool {
    named(ordinal(text).map_or(text, |(_, name)| name), marks).is_some()
}

/// Whether a line begins with the number of a heading or of an item: 12.5万元 does not, 1.2024年 does.
pub(super) fn begins_with_number(text: &str) -> bool {
    let is_year = |rest: &str| rest.chars().nth(4) == Some('年');
    let is_decimal = |rest: &str| rest.starts_with(is_digit) && !is_year(rest);
    let item = || without_other_number(text).filter(|rest| !is_decimal(rest));
    ordinal(text).is_some() || item().is_some()
}

/// What comes behind `1、`, `１．`, `（一）`, `第一部分`, `一 `.
fn without_other_number(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let is_number = |c: char| is_digit(c) || is_numeral(c);
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let rest = rest.trim_start_matches(is_number);
        return rest.strip_prefix(['）', ')']).map(|rest| rest.trim_start_matches(['、', ' ']));
    }
    let (text, mark): (&str, &[&str]) = match text.strip_prefix('第') {
        Some(rest) => (rest, &["部分", "章", "项"]),
        None => (text, &["、", "．", ".", "，", ",", "）", ")", " ", "\u{3000}"]),
    };
    let rest = text.trim_start_matches(is_number);
    if rest.len() == text.len() {
        return None;
    }
    let rest = mark.iter().find_map(|mark| rest.strip_prefix(mark))?;
    Some(rest.trim_start_matches(['、', '：', ':', '.', '．', ' ', '\u{3000}']))
}

/// A heading of a part: its number, itself, and what goes on behind it on the same line.
fn heading(
    reading: &Reading,
    line: &TextLine,
    last: u32,
    (marks, numbering): (&Landmarks, Numbering),
) -> Option<(u32, FoundPart, Option<Range<usize>>)> {
    let text = reading.text(&line.at);
    let part = |heading: Range<usize>, standard| FoundPart {
        heading,
        block: line.block,
        standard,
        lines: Vec::new(),
    };
    let Some((number, name)) = ordinal(text) else {
        // Word's own numbers are no text.
        let named = named(text, marks).or_else(|| match numbering {
            Numbering::Other => named(without_other_number(text)?, marks),
            Numbering::AsTheForm => None,
        })?;
        let number = u32::try_from(named + 1).ok()?;
        return (number > last).then(|| (number, part(line.at.clone(), Some(named)), None));
    };
    let name_start = line.at.end - name.len();
    let start = fold(&name.chars().take(HEADING).collect::<String>());
    let named = marks.part_before(&start);
    let is_next = number == last + 1 && !line.in_table;
    let is_known = number > last && named.is_some();
    if !is_next && !is_known {
        return None;
    }
    let is_short = text.chars().count() <= HEADING && !name.trim_end().contains('。');
    if let Some((named, known)) = named {
        let end = name_start + length_of(name, known.chars().count());
        let rest = reading.source.text.get(end..line.at.end)?;
        let is_whole = rest.trim_matches([' ', '：', ':', '。', '.']).is_empty();
        if is_whole {
            return Some((number, part(line.at.start..end, Some(named)), None));
        }
        if !is_short || rest.starts_with([' ', '：', ':', '。']) {
            let begin = line.at.end - rest.trim_start_matches([' ', '：', ':', '。']).len();
            let heading = part(line.at.start..end, Some(named));
            return Some((number, heading, Some(begin..line.at.end)));
        }
    }
    if is_short {
        let end = line.at.end - (text.len() - text.trim_end_matches(['：', ':', '。']).len());
        return Some((number, part(line.at.start..end, None), None));
    }
    // 一、总的情况。2023年…… on one line.
    let stop = name.find(['。', '：']).filter(|stop| {
        is_next && name.get(..*stop).is_some_and(|name| name.chars().count() <= 24)
    })?;
    let (end, mark) = (name_start + stop, '。'.len_utf8());
    Some((number, part(line.at.start..end, None), Some(end + mark..line.at.end)))
}

/// The Chinese number that a heading begins with, and what comes behind its mark.
pub(super) fn ordinal(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !is_numeral(c) && c != ' ')?;
    let (numeral, rest) = text.split_at_checked(end)?;
    let name = rest.strip_prefix(['、', '．', '.', '，', ','])?;
    Some((numeral_value(numeral.trim())?, name.trim_start()))
}

/// How many bytes of a text fold to so many characters.
fn length_of(text: &str, folded: usize) -> usize {
    let mut seen = 0;
    for (i, c) in text.char_indices() {
        if seen == folded {
            return i;
        }
        seen += fold(c.encode_utf8(&mut [0; 4])).chars().count();
    }
    text.len()
}

/// Words of the lines that a site puts around a text.
const SITE: [&str; 73] = [
    "发布时间",
    "发布日期",
    "更新时间",
    "来源",
    "信息来源",
    "浏览",
    "点击",
    "打印",
    "字号",
    "字体",
    "分享",
    "索引号",
    "文号",
    "发文字号",
    "主题分类",
    "主题词",
    "您的位置",
    "当前位置",
    "首页",
    "图片",
    "作者",
    "视力保护",
    "关闭",
    "附件",
    "扫一扫",
    "责任编辑",
    "编辑",
    "上一篇",
    "下一篇",
    "无障碍",
    "主办",
    "承办",
    "网站地图",
    "网站标识码",
    "备案号",
    "ICP备",
    "公网安备",
    "时间",
    "访问",
    "阅读",
    "收藏",
    "有效性",
    "生成日期",
    "版权",
    "稿件来源",
    "文章来源",
    "供稿",
    "审核",
    "审签",
    "签发",
    "初审",
    "终审",
    "校对",
    "成文日期",
    "发文机关",
    "发布机构",
    "公开机构",
    "公开方式",
    "公开形式",
    "信息分类",
    "体裁分类",
    "组配分类",
    "保护视力",
    "扫描",
    "用微信",
    "微信扫",
    "二维码",
    "朗读",
    "长者",
    "手机版",
    "返回",
    "下载",
    "复制链接",
];

/// Whether a line is one that a site puts around a text.
pub(super) fn is_site(text: &str) -> bool {
    let text = text.trim_start_matches(['【', '[', '（', '(', '>', ' ', '-']);
    let count = SITE.iter().filter(|word| text.contains(**word)).count();
    let is_short = text.chars().count() <= 30;
    let begins = SITE.iter().any(|word| text.starts_with(word));
    let has_path = text.contains('>') || text.contains("»");
    let is_sentence = text.contains('。') || text.contains('；');
    text.trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
        || (!is_sentence && ((begins && is_short) || count > 1 || has_path))
}

/// Whether a line is a short label with what it stands for, `稿件来源：石桥镇`: before the first part these are of
/// the page.
fn is_labelled(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['【', '[', '（', '(']);
    let Some((label, value)) = text.split_once(['：', ':']) else {
        return false;
    };
    (1..=8).contains(&label.trim().chars().count())
        && !value.trim().is_empty()
        && text.chars().count() <= HEADING
        && !text.contains(['。', '；', '，'])
}

/// Whether a line is one of a table of contents: the name of a part, and the page that it is on.
fn is_of_contents(text: &str, marks: &Landmarks) -> bool {
    let folded = fold(text);
    let bare = without_numeral(&folded).trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(folded.as_str(), "目录" | "目次") || marks.part(bare).is_some()
}

impl Prose {
    /// The year that the text says its numbers are of.
    fn period_of(&self, reading: &Reading, head: &[TextLine]) -> Option<(i32, Range<usize>)> {
        const WORDS: [&str; 7] =
            ["统计期限", "统计时限", "统计时间", "数据期限", "所列数据", "起至", "1月1日"];
        let parts = self.parts.iter().flat_map(|part| &part.lines);
        head.iter().map(|line| &line.at).chain(parts).find_map(|at| {
            let text = reading.text(at);
            let begin = WORDS.iter().filter_map(|word| text.find(word)).min()?;
            let year = year(text.get(begin..)?).or_else(|| year(text))?;
            Some((year, at.clone()))
        })
    }

    /// Title and preface, out of what stands before the first part.
    fn head(&mut self, reading: &Reading, head: Vec<TextLine>, marks: &Landmarks) {
        let clues = Clues::of(reading, &head, self);
        let mut last = None;
        if let Some(choice) = clues.choose(&head) {
            let lines = head.get(choice.lines.clone()).unwrap_or_default();
            self.title = lines.iter().map(|line| line.at.clone()).collect();
            self.rival = choice.rival.and_then(|at| head.get(at)).map(|line| line.at.clone());
            last = choice.lines.end.checked_sub(1);
        }
        let title = fold(&self.title_text(reading));
        for (index, line) in head.into_iter().enumerate() {
            let text = reading.text(&line.at);
            let folded = fold(text);
            let is_before = last.is_some_and(|last| index <= last);
            let is_again =
                !folded.is_empty() && title.ends_with(&folded) && folded.chars().count() > 5;
            if self.title.contains(&line.at) {
                continue;
            }
            // Where the title is known, what looks like one more leads to another report.
            let is_other = last.is_some()
                && (line.role == LineRole::Link || text.split('|').all(looks_like_title));
            // The month on a cover.
            let is_beside = is_other
                || is_site(text)
                || is_labelled(text)
                || is_month(text)
                || is_of_contents(text, marks);
            if is_before || is_again || is_beside || self.is_signed(reading, text) {
                self.dropped.push(line.at);
            } else {
                self.preface.push(line.at);
            }
        }
    }

    /// The title on one line.
    pub fn title_text(&self, reading: &Reading) -> String {
        joined(reading, &self.title)
    }

    fn is_signed(&self, reading: &Reading, text: &str) -> bool {
        let text = text.trim_matches(['(', ')', '（', '）', ' ']);
        let is_body = self.bodies.iter().any(|at| fold(reading.text(at)) == fold(text));
        is_body || (self.date.is_some() && Date::parse(text).is_ok())
    }

    /// Signature and foot, out of the last part.
    fn foot(&mut self, reading: &Reading) {
        let Some(part) = self.parts.last_mut() else {
            return;
        };
        let lines = &mut part.lines;
        let signed = signing(reading, lines);
        if let Some((index, day, start)) = signed {
            let foot = lines.split_off(index + 1);
            self.dropped.extend(foot);
            if let Some(at) = lines.pop() {
                self.date = Some((day, at.start + start..at.end));
                let body = reading.text(&at).get(..start).unwrap_or_default().trim_end();
                if !without_number(Some(body)).is_empty() {
                    self.bodies.push(at.start..at.start + body.len());
                }
            }
            while let Some(at) = lines.last().filter(|at| is_body(reading.text(at))).cloned() {
                if !self.bodies.is_empty() && !ends_as_body(reading.text(&at)) {
                    break;
                }
                self.bodies.insert(0, at);
                lines.pop();
            }
            return;
        }
        while let Some(at) = lines.pop_if(|at| is_site(reading.text(at))) {
            self.dropped.push(at);
        }
        self.bad_date = lines.pop_if(|at| is_like_day(reading.text(at)));
        if let Some(at) =
            lines.pop_if(|at| ends_as_body(reading.text(at)) && is_body(reading.text(at)))
        {
            self.bodies.push(at);
        }
    }
}

/// What stands before the day of a line, if that is more than the number of a list.
fn without_number(text: Option<&str>) -> &str {
    text.filter(|text| text.contains(char::is_alphabetic)).unwrap_or_default()
}

/// The line of the last part that the day of its signature ends, that day, and where it begins. Behind it a site may
/// have a list of other reports, each with its day: what stands first below the last sentence is meant.
fn signing(reading: &Reading, lines: &[Range<usize>]) -> Option<(usize, Date, usize)> {
    const LAST: usize = 30;
    let text = |index: usize| lines.get(index).map_or("", |at| reading.text(at));
    let is_sentence = |at: &Range<usize>| reading.text(at).contains('。');
    let below = lines.iter().rposition(is_sentence).map_or(0, |last| last + 1);
    let last = lines.len().saturating_sub(LAST)..lines.len();
    let dated = |index: usize| {
        let (day, start) = day_of(text(index))?;
        Some((index, day, start))
    };
    let before = |start: usize, index: usize| without_number(text(index).get(..start)).trim();
    let is_name = |text: &str| is_body(text) && ends_as_body(text) && !looks_like_title(text);
    let named = |index: usize| {
        dated(index).filter(|(_, _, start)| match before(*start, index) {
            "" => index.checked_sub(1).is_some_and(|above| is_name(text(above))),
            body => is_name(body),
        })
    };
    let plain = |index: usize| {
        dated(index).filter(|(_, _, start)| match before(*start, index) {
            "" => true,
            body => is_body(body) && !looks_like_title(body),
        })
    };
    (below..lines.len())
        .find_map(named)
        .or_else(|| last.clone().rev().find_map(named))
        .or_else(|| (below..lines.len()).find_map(plain))
        .or_else(|| last.rev().find_map(plain))
}

/// The day that ends a short line, and where it begins.
fn day_of(text: &str) -> Option<(Date, usize)> {
    let length = text.chars().count();
    if length > 40 || text.contains(['。', '，', '；', '：', ':']) {
        return None;
    }
    let inner = text.trim_end_matches([')', '）', ' ']);
    text.char_indices().find_map(|(start, c)| {
        if !(is_digit(c) || c == '二') {
            return None;
        }
        let rest = inner.get(start..)?;
        let bare: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
        let day = Date::parse(&bare).ok().or_else(|| chinese_day(&bare))?;
        Some((day, start))
    })
}

/// Whether a line is nothing but what a day is written with, though it is none.
fn is_like_day(text: &str) -> bool {
    let text = crate::text::half_width(text);
    let text = text.trim_matches(['(', ')', ' ', '。', '.']);
    let is_of_day = |c: char| {
        c.is_ascii_digit()
            || is_numeral(c)
            || matches!(c, '年' | '月' | '日' | '号' | '元' | '-' | '.' | '/' | ' ')
            || matches!(c, '〇' | '○' | '零' | 'O' | '×' | 'X' | 'x' | '*' | '？' | '?' | '_')
    };
    let has_mark = text.contains(['年', '月', '日']) || text.matches(['-', '.', '/']).count() == 2;
    (4..=24).contains(&text.chars().count()) && has_mark && text.chars().all(is_of_day)
}

/// Whether a line is a month and no more, `二〇二五年一月`.
fn is_month(text: &str) -> bool {
    is_like_day(text) && text.trim_end_matches([')', '）', ' ']).ends_with('月')
}

/// `二〇二三年一月十七日`.
pub(super) fn chinese_day(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('年')?;
    let (month, day) = rest.split_once('月')?;
    let digit = |c: char| match c {
        '〇' | '○' | '零' | 'Ｏ' | 'O' => Some('0'),
        c => numeral_value(c.encode_utf8(&mut [0; 4])).and_then(|n| char::from_digit(n, 10)),
    };
    let year: String = year.chars().map(digit).collect::<Option<_>>()?;
    let (month, day) = (numeral_value(month)?, numeral_value(day.strip_suffix('日')?)?);
    Date::parse(&format!("{year}-{month}-{day}")).ok()
}

/// Whether a line may be the body that signs.
fn is_body(text: &str) -> bool {
    let length = text.chars().count();
    (3..=30).contains(&length)
        && !text.contains(['。', '，', '；', '：', ':', ',', '、', '“', '|'])
        && !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '（' | '('))
        && !is_site(text)
}

/// Whether a line ends as the names of bodies do.
fn ends_as_body(text: &str) -> bool {
    let ends = [
        "政府",
        "办事处",
        "局",
        "委员会",
        "办公室",
        "厅",
        "院",
        "中心",
        "部",
        "管委会",
        "公安分局",
        "分局",
        "司",
        "署",
        "会",
        "馆",
        "站",
        "队",
        "街道",
        "乡",
        "镇",
        "大学",
        "学院",
        "医院",
        "公司",
    ];
    ends.iter().any(|end| text.trim_end().ends_with(end))
}
