//! Numbers that are none: `32,60条`, `0326条`, `三百二十六六条`, `百分之98.5%`, `30—20条`, and units written twice.

use super::Slip;
use crate::{
    check::prose::Searched,
    text::{is_spelt, spelt_value},
};
use std::ops::Range;

/// What counts, where nothing else begins so.
const UNITS: [&str; 6] = ["人次", "条", "件", "次", "篇", "份"];
const NOUGHT: &str = "数的开头多了 0";
const GROUPS: &str = "数里的逗号不在千位上";
const POINTS: &str = "数里的小数点不对";
const BELOW: &str = "件数不会是负数，横线是不是多打的";
const SPELT: &str = "汉字的数写错了";
const MIXED: &str = "汉字和数字不应混写成一个数";
const UNIT: &str = "后面的单位写重了";
const ORDER: &str = "前一个数比后一个大";
const SIGN: &str = "数前面多了一个记号";
const SHARE: &str = "百分之和 % 写重了";
const TENTHS: &str = "成数超过了十成";
const ABOUT: &str = "“约”写了两遍";

pub(super) fn slips(searched: &Searched<'_>) -> Vec<Slip> {
    let text = searched.text;
    let mut found: Vec<Slip> =
        arabic(text).into_iter().filter_map(|at| of_arabic(text, at)).collect();
    found.extend(spelt(text).into_iter().filter_map(|at| of_spelt(text, at)));
    found.extend(searched.places("约约").map(|at| slip(at..at + "约约".len(), ABOUT)));
    found.extend(searched.places("百分之").filter_map(|at| {
        let start = at + "百分之".len();
        let end = start + number_length(text.get(start..)?);
        let rest = text.get(end..)?;
        (end > start && rest.starts_with(['%', '％'])).then(|| slip(at..end + 1, SHARE))
    }));
    found
}

fn slip(at: Range<usize>, what: &'static str) -> Slip {
    Slip { at, what, good: None }
}

/// The length of the digits, points and commas that a text begins with.
fn number_length(text: &str) -> usize {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    text.get(..end).map_or(0, |typed| typed.trim_end_matches(['.', ',']).len())
}

/// Every number in Arabic digits, with its points and commas.
fn arabic(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(next) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
        let start = at + next;
        at = start + number_length(text.get(start..).unwrap_or_default()).max(1);
        found.push(start..at);
    }
    found
}

/// What is wrong with a number of things.
fn of_arabic(text: &str, at: Range<usize>) -> Option<Slip> {
    let (before, typed, rest) = (text.get(..at.start)?, text.get(at.clone())?, text.get(at.end..)?);
    let last = before.chars().next_back();
    // 第3条, V1.2, 2025-12条
    if last.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '第' | '.' | '/' | '_' | '+'))
    {
        return None;
    }
    if let Some(slip) = mixed(&at, rest) {
        return Some(slip);
    }
    let is_share = rest.starts_with(['%', '％']);
    let bare = rest.strip_prefix('万').unwrap_or(rest);
    let unit = UNITS.iter().find(|unit| bare.starts_with(**unit));
    let Some(unit) = unit else {
        return is_share.then(|| of_share(before, typed, &at)).flatten();
    };
    let behind = bare.get(unit.len()..)?;
    let is_end = behind.is_empty() || behind.starts_with(['，', '。', '；', '、', '）', '（']);
    if !is_end {
        let is_twice = ["条", "件", "次人", "人"].iter().any(|more| {
            let is_other = (*unit == "条" && *more == "件") || (*unit == "人次" && *more == "人");
            let is_same = unit == more;
            let ends = |rest: &str| rest.is_empty() || rest.starts_with(['，', '。', '；', '、']);
            (is_other || is_same) && behind.strip_prefix(more).is_some_and(ends)
        });
        let end = at.end + (rest.len() - behind.len());
        return is_twice.then(|| slip(at.start..end, UNIT));
    }
    let end = at.end + rest.len() - behind.len();
    let what = if typed.len() > 1 && typed.starts_with('0') && !typed.contains('.') {
        NOUGHT
    } else if is_badly_grouped(typed) {
        GROUPS
    } else if typed.matches('.').count() > 1 {
        POINTS
    } else if before.ends_with(['$', '#', '￥']) {
        SIGN
    } else if is_negative(before) {
        BELOW
    } else if is_reversed(before, typed) {
        ORDER
    } else {
        return None;
    };
    Some(slip(at.start..end, what))
}

/// `98,5%`, `满意率-5%`.
fn of_share(before: &str, typed: &str, at: &Range<usize>) -> Option<Slip> {
    if is_badly_grouped(typed) {
        return Some(slip(at.clone(), GROUPS));
    }
    let head = before.strip_suffix('-')?;
    let is_rate = head.ends_with('率')
        && !["增长率", "变动率", "增减率"].iter().any(|word| head.ends_with(word));
    is_rate.then(|| slip(at.start - 1..at.end, "比率不会是负数，横线是不是多打的"))
}

/// `32,60`, `2,86`: one comma, and not three digits behind it. 2,3 are two numbers.
fn is_badly_grouped(typed: &str) -> bool {
    let Some((head, tail)) = typed.split_once(',') else { return false };
    let is_short = tail.len() < 3 && tail.chars().all(|c| c.is_ascii_digit());
    is_short && (head.len() > 1 || tail.len() > 1)
}

/// 公开信息-12条, 负12条; 网站-12条、公众号-20条 are of a list.
fn is_negative(before: &str) -> bool {
    const THINGS: [&str; 6] = ["信息", "申请", "文件", "会议", "许可", "处罚"];
    let head = before.strip_suffix(['-', '负', '－']);
    head.is_some_and(|head| THINGS.iter().any(|thing| head.ends_with(thing)))
}

/// 30—20条: a span that ends below its beginning.
fn is_reversed(before: &str, typed: &str) -> bool {
    let Some(head) = before.strip_suffix(['—', '～', '~', '-', '–']) else { return false };
    let bare = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let first = head.get(bare.len()..).and_then(|first| first.parse::<u32>().ok());
    let is_plain = bare.ends_with(crate::text::is_hanzi)
        && !bare.ends_with(['第', '从', '由', '自', '号', '年', '月']);
    // 2025-12条 may be one of a year.
    let is_short = head.len() - bare.len() < 4;
    is_plain
        && is_short
        && first.zip(typed.parse().ok()).is_some_and(|(first, last): (u32, u32)| first > last)
}

/// `1百2十条`, `5十条`.
fn mixed(at: &Range<usize>, rest: &str) -> Option<Slip> {
    let behind = rest.strip_prefix('百')?;
    let digits = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let tail = behind.get(digits..)?;
    let is_number =
        digits > 0 && (tail.starts_with('十') || UNITS.iter().any(|unit| tail.starts_with(unit)));
    is_number.then(|| slip(at.start..at.end + '百'.len_utf8() + digits, MIXED))
}

/// Every run of numerals.
fn spelt(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(next) = text.get(at..).and_then(|rest| rest.find(is_spelt)) {
        let start = at + next;
        let rest = text.get(start..).unwrap_or_default();
        at = start + rest.find(|c| !is_spelt(c)).unwrap_or(rest.len());
        found.push(start..at);
    }
    found
}

fn of_spelt(text: &str, at: Range<usize>) -> Option<Slip> {
    let (before, typed, rest) = (text.get(..at.start)?, text.get(at.clone())?, text.get(at.end..)?);
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(['，', '。', '；', '、', '）']);
    if let Some(behind) = rest.strip_prefix('成') {
        let is_rate =
            ["率", "度", "率为", "度为", "率达", "度达"].iter().any(|word| before.ends_with(word));
        let is_more = spelt_value(typed).is_some_and(|tenths| tenths > 10);
        return (is_rate && is_more && ends(behind)).then(|| slip(at, TENTHS));
    }
    let unit = UNITS.iter().find(|unit| rest.starts_with(**unit))?;
    let is_end = ends(rest.get(unit.len()..)?);
    let is_wrong = is_end && !before.ends_with('第') && is_no_number(typed);
    is_wrong.then(|| slip(at.start..at.end + unit.len(), SPELT))
}

/// 三百二十六六, 三百百, 两百零零五; 二三十 and 三五百 are nearly so many, 千百 very many.
fn is_no_number(typed: &str) -> bool {
    const DIGITS: &str = "零一二三四五六七八九";
    let digit =
        |c: char| DIGITS.chars().position(|digit| digit == if c == '两' { '二' } else { c });
    let chars: Vec<char> = typed.chars().collect();
    let is_counted = chars.first().is_some_and(|c| digit(*c).is_some_and(|digit| digit > 0));
    let has_place = chars.iter().any(|c| matches!(c, '十' | '百' | '千'));
    let is_doubled = chars.windows(2).any(|two| {
        let [one, next] = two else { return false };
        match (digit(*one), digit(*next)) {
            (Some(one), Some(next)) if one > 0 && next > 0 => {
                !(next == one + 1 || (one, next) == (3, 5))
            }
            (Some(0), Some(0)) => true,
            (None, None) => one == next,
            _ => false,
        }
    });
    is_counted
        && has_place
        && is_doubled
        && (spelt_value(typed).is_none() || typed.contains("零零"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_none_are_told() {
        for (text, found) in [
            ("公开信息32,60条，许可2,86件，公开率98,5%", "32,60条|2,86件|98,5"),
            ("公开信息0326条，1.2.3条", "0326条|1.2.3条"),
            ("公开信息-12条，公开信息负12条，满意率-5%", "12条|12条|-5"),
            ("公开信息$12条，公开信息#12条", "12条|12条"),
            ("公开信息30—20条，30-20条", "20条"),
            (
                "公开信息三百二十六六条，三百百条，两百零零五条",
                "三百二十六六条|三百百条|两百零零五条",
            ),
            ("公开信息1百2十条，1百20条", "1百2|1百20"),
            ("公开信息326条件，12条条，培训56人次人，12万条条", "326条|12条|56人次|12万条"),
            ("公开率百分之98.5%，满意度十二成。约约12条", "百分之98.5%|十二|约约"),
        ] {
            let mut slips = slips(&Searched::new(text));
            slips.sort_by_key(|slip| slip.at.start);
            let typed: Vec<&str> = slips.iter().map(|slip| &text[slip.at.clone()]).collect();
            assert_eq!(typed.join("|"), found, "{text}");
        }
    }

    #[test]
    fn numbers_as_people_write_them_are_left_alone() {
        for text in [
            "公开信息1,260条，12.5%，1,260.5万条，0.5万条，2,3次",
            "网站-12条、公众号-20条，20—30条，增长率-5%，下降-5%",
            "二三十条，三五百条，十五六条，千百条，一百零五条，一万零五十条，三百二十六条",
            "第三百二十条，326条件齐全，12件件有回音，3人人手一份，五十百条",
            "3百余条，5百条，第30—20条，附件1-2条，2025-12条，一件件、一次次",
            "满意度十成，十二成员，百分之九十八，百分之98",
            "村村通、户户知，三三制，九九归一，八八战略，六六大顺",
        ] {
            assert_eq!(slips(&Searched::new(text)), [], "{text}");
        }
    }
}
