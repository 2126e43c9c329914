//! What programs leave in a text, and letters in the place of a number: `#REF!`, `NULL条`, `=SUM(A1:A3)`, `公开信息N条`.

use crate::{check::prose::Searched, text::is_hanzi};
use std::ops::Range;

/// Words of spreadsheets, word processors, sites and chat programs that no report has.
const WORDS: [&str; 25] = [
    "#REF!",
    "#DIV/0!",
    "#VALUE!",
    "#NAME?",
    "#N/A",
    "#NUM!",
    "#NULL!",
    "#REF！",
    "#DIV/0！",
    "=SUM(",
    "Error! Reference source not found",
    "错误！未找到引用源",
    "错误!未找到引用源",
    "错误！未定义书签",
    "此处省略",
    "以下省略",
    "以下内容由AI生成",
    "以上内容由AI生成",
    "内容由人工智能生成",
    "作为一个人工智能",
    "作为人工智能助手，我",
    "作为AI",
    "希望以上内容对您",
    "【打印】",
    "【关闭】",
];
/// What stands before 件 where a number was, of programs too.
const STAND_INS: [&str; 21] = [
    "NULL",
    "null",
    "NaN",
    "nan",
    "undefined",
    "None",
    "%d",
    "%s",
    "N",
    "n",
    "a",
    "■",
    "▲",
    "△",
    "……",
    "几",
    "多少",
    "（数字）",
    "（数）",
    "（具体数字）",
    "（件数）",
];
/// What is counted; and what counts it.
const THINGS: [&str; 14] = [
    "信息", "申请", "会议", "培训", "文件", "活动", "许可", "处罚", "收到", "公开", "发布", "办结",
    "答复", "共",
];
const UNITS: [&str; 8] = ["人次", "条", "件", "次", "人", "篇", "份", "个"];

pub(super) fn leftovers(searched: &Searched<'_>, marks: &[(usize, char)]) -> Vec<Range<usize>> {
    let words =
        WORDS.into_iter().flat_map(|word| searched.places(word).map(move |at| at..at + word.len()));
    let numbers = STAND_INS.into_iter().flat_map(|word| {
        searched.places(word).filter_map(move |at| in_place_of_number(searched.text, at, word))
    });
    words.chain(numbers).chain(cells(searched.text, marks)).collect()
}

/// 公开信息NULL条。: nothing else stands between a thing and its unit.
fn in_place_of_number(text: &str, at: usize, word: &str) -> Option<Range<usize>> {
    let before = text.get(..at)?;
    let rest = text.get(at + word.len()..)?;
    let unit = UNITS.iter().find(|unit| rest.starts_with(**unit))?;
    let behind = rest.get(unit.len()..)?;
    let is_end = behind.is_empty() || behind.starts_with(['，', '。', '；', '、', '）']);
    let thing = THINGS.iter().find(|thing| before.ends_with(**thing))?;
    // 问清需要公开信息几条 asks; so does 共几件.
    let clause = before.rsplit(['，', '。', '；', '：']).next()?;
    let is_asked =
        ["问", "多少", "查", "无论", "不论", "不管", "看"].iter().any(|word| clause.contains(word));
    let is_told = is_end && !(is_asked && word.chars().all(is_hanzi));
    is_told.then_some(at - thing.len()..at + word.len() + unit.len())
}

/// `########`, which a narrow column shows, and `1.0E+02`.
fn cells(text: &str, marks: &[(usize, char)]) -> Vec<Range<usize>> {
    let mut end = 0;
    let found = marks.iter().copied().filter_map(|(start, c)| {
        if start < end || !matches!(c, '#' | 'E') {
            return None;
        }
        let rest = text.get(start..)?;
        let run = rest.len() - rest.trim_start_matches('#').len();
        if c == '#' {
            end = start + run;
            // ### at the head of a line is a heading.
            return (run >= 4 && start > 0).then_some(start..start + run);
        }
        let before = text.get(..start)?;
        let head = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let sign = rest.strip_prefix("E+")?;
        let digits = sign.len() - sign.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let is_number = head.len() < before.len()
            && digits == 2
            && !head.ends_with(|c: char| c.is_ascii_alphabetic() || c == '第');
        is_number.then_some(head.len()..start + 2 + digits)
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::not_hanzi;

    #[test]
    fn leavings_of_programs_are_found() {
        for (text, found) in [
            ("公开信息#REF!条，#DIV/0!条。", "#REF!|#DIV/0!"),
            (
                "公开信息NULL条，召开会议undefined次；培训NaN人次",
                "信息NULL条|会议undefined次|培训NaN人次",
            ),
            ("公开信息1.0E+02条，=SUM(A1:A3)条，########条", "1.0E+02|=SUM(|########"),
            ("（此处省略）", "此处省略"),
            (
                "错误！未找到引用源。Error! Reference source not found.",
                "错误！未找到引用源|Error! Reference source not found",
            ),
            ("公开信息N条。收到申请a件，公开信息……条。", "信息N条|申请a件|信息……条"),
            ("公开信息多少条。发布信息几条，公开信息■条。", "信息多少条|信息几条|信息■条"),
            (
                "以下内容由AI生成。作为一个人工智能助手，我无法提供数据",
                "以下内容由AI生成|作为一个人工智能",
            ),
            ("希望以上内容对您有帮助。【打印】【关闭】", "希望以上内容对您|【打印】|【关闭】"),
            ("公开信息%d条。", "信息%d条"),
            ("政务服务AI智能助手，人工智能助手答复12条，1+N条，Windows", ""),
            ("公布了几条措施，逐条公开；问清共几件，公开几条意见", ""),
            ("E+01楼，第3E+12号，PDF、C#，#话题#", ""),
        ] {
            let mut places = leftovers(&Searched::new(text), &not_hanzi(text).collect::<Vec<_>>());
            places.sort_by_key(|at| at.start);
            let typed: Vec<&str> = places.into_iter().map(|at| &text[at]).collect();
            assert_eq!(typed.join("|"), found, "{text}");
        }
    }
}
