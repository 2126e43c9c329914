//! The period that the report's figures are of, where it is not the year: `统计期限为2025年1月1日至11月30日`, `统计期限为上年度`.

use super::{stale, years};
use crate::{
    check::{
        dates::{self, WrittenDate},
        prose::{self, ProseLine, Searched},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::Diagnostic,
    text::{is_spelt, spelt_value},
};
use std::ops::Range;

/// What the report's figures are of, where it is not the year: `2025年1月1日至11月30日`.
pub(super) fn period(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    year: i32,
) -> Option<Diagnostic> {
    const NAMES: [&str; 7] = ["期限", "时限", "时间", "期间", "周期", "截止", "截至"];
    // A year alone that differs is told of as such.
    let is_told = |within: &Range<usize>| {
        let text = line.text.get(within.clone()).unwrap_or_default();
        years(text).iter().any(|(at, written)| {
            let at = within.start + at.start..within.start + at.end;
            stale(line, &at, *written, year).is_some()
        })
    };
    if let Some(at) = stated(&line.searched(), line.heading.is_empty(), year) {
        return (!is_told(&at)).then(|| tell(rule, subject, line, &at, year));
    }
    let is_it = |s: &str| s.contains("统计") && NAMES.iter().any(|name| s.contains(name));
    let mut from = 0;
    let sentence = line.text.split_inclusive('。').find(|sentence| {
        let is_it = is_it(sentence);
        from += if is_it { 0 } else { sentence.len() };
        is_it
    })?;
    let days: Vec<WrittenDate> =
        dates::dates(sentence).into_iter().filter(|date| date.day.is_some()).collect();
    let own = u32::try_from(year).ok()?;
    let mut last = own;
    let mut is_whole = true;
    for (date, place) in days.iter().zip(0..) {
        last = date.year.unwrap_or(last);
        let is_first = (date.month, date.day) == (1, Some(1)) && place == 0;
        let is_last = (date.month, date.day) == (12, Some(31));
        is_whole &= last == own && (is_first || is_last);
    }
    let (first, end) = (days.first()?, days.last()?);
    if is_whole || days.len() > 2 || is_told(&(from..from + sentence.len())) {
        return None;
    }
    let at = from + first.at.start..from + end.at.end;
    Some(tell(rule, subject, line, &at, year))
}

fn tell(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    at: &Range<usize>,
    year: i32,
) -> Diagnostic {
    let typed = line.text.get(at.clone()).unwrap_or_default();
    let message = format!("统计期限写的是“{typed}”，应是 {year}年1月1日至12月31日");
    let finding = subject.at(rule.finding(message), line.place(at), "不是这一年");
    finding.help("年度报告统计全年；单位年中成立的可以不改")
}

/// What names the period of all figures, and those that do so only where the report begins.
const PERIODS: [&str; 7] =
    ["统计期限", "统计时限", "统计时间", "统计期间", "统计周期", "统计期", "统计范围"];
const OF_PREFACE: [&str; 4] = ["时间范围", "时间跨度", "数据截至", "数据截止"];
/// Behind these, in brackets or at once, a span is of the whole year.
const OF_YEAR: [&str; 4] = ["全年（", "年度（", "年全年", "本年（"];
/// What may stand between the name and the period.
const BETWEEN: &[&str] = &["为", "是", "：", "从", "自", "到", "至", "截至", "截止", "均"];

/// A point of the calendar as it is written, by its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CalendarPoint {
    year: Option<i32>,
    month: Option<u32>,
    /// 32 for 月底.
    day: Option<u32>,
}

/// 月底.
const LAST: u32 = 32;

/// A period that is written in some notation and is not the year's.
fn stated(text: &Searched<'_>, is_preface: bool, year: i32) -> Option<Range<usize>> {
    let of_preface = OF_PREFACE.iter().filter(|_| is_preface);
    let named = PERIODS.iter().chain(of_preface).map(|name| (*name, true));
    let of_year = OF_YEAR.iter().map(|name| (*name, false));
    for (name, is_named) in named.chain(of_year) {
        for at in text.places(name) {
            // 半年度（1—6月）
            let before = text.text.get(..at).unwrap_or_default();
            if !is_named && before.ends_with(['半', '季', '每']) {
                continue;
            }
            let start = at + name.len();
            let rest = prose::after(text.text, start);
            let bare = behind(rest);
            let from = start + rest.len() - bare.len();
            if let Some(length) = another(bare, year, is_named) {
                return Some(from..from + length);
            }
        }
    }
    None
}

/// The period behind its name.
fn behind(mut rest: &str) -> &str {
    while let Some(bare) = BETWEEN.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = bare;
    }
    rest
}

/// The length of a period that is not the year: of one point or two.
fn another(text: &str, year: i32, is_named: bool) -> Option<usize> {
    let is_end = |rest: &str| rest.is_empty() || rest.starts_with(['，', '。', '；', '）']);
    let last_year = ["上年度", "上一年度", "上年"].iter();
    let mut last_year = last_year.filter(|word| text.strip_prefix(**word).is_some_and(is_end));
    if let Some(word) = last_year.next().filter(|_| is_named) {
        return Some(word.len());
    }
    let (first, rest) = point(text, false)?;
    let marks = ['—', '–', '-', '～', '~', '－', '至', '到'];
    let open = rest.strip_prefix('起').unwrap_or(rest);
    let tail = open.trim_start_matches(marks);
    let tail = (tail.len() < open.len()).then_some(tail);
    let Some((end, rest)) = tail.and_then(|tail| point(tail, true)) else {
        let length = text.len() - rest.len();
        return (is_named && is_end(rest) && !is_last(first, year, None)).then_some(length);
    };
    let length = text.len() - rest.len();
    let own = |point: CalendarPoint| point.year.is_none_or(|written| written == year);
    let is_first = own(first) && first.month == Some(1) && matches!(first.day, None | Some(1));
    let is_whole = is_first && is_last(end, year, first.year);
    (!is_whole).then_some(length)
}

/// Whether a point is the end of the year: 12月31日, 12月, 12月底, 年底, the year alone.
fn is_last(point: CalendarPoint, year: i32, before: Option<i32>) -> bool {
    let is_year = point.year.or(before).is_none_or(|written| written == year);
    is_year && matches!((point.month, point.day), (Some(12), None | Some(31 | LAST)) | (None, None))
}

/// The point that a text begins with, and the rest: 2025年1月1日, 1月, 2025.1.1, 11月底, 12月31日.
fn point(text: &str, is_end: bool) -> Option<(CalendarPoint, &str)> {
    let (first, rest) = number(text)?;
    let mut found = CalendarPoint { year: None, month: None, day: None };
    let mut rest = rest;
    let mut month = Some(first);
    if (2000..2100).contains(&first) {
        found.year = i32::try_from(first).ok();
        rest = rest.strip_prefix(['年', '.', '-', '/', '．'])?;
        if let Some(whole) = ["度", "底", "末"].iter().find_map(|word| rest.strip_prefix(word)) {
            return Some((found, whole));
        }
        let Some((next, behind)) = number(rest).filter(|(next, _)| *next < 100) else {
            return Some((found, rest));
        };
        (month, rest) = (Some(next), behind);
    }
    let behind = rest.strip_prefix(['月', '.', '-', '/', '．']);
    // 1—12月: the mark stands behind the second.
    let Some(behind) = behind.filter(|_| !rest.starts_with('-') || found.year.is_some()) else {
        found.month = month;
        let is_shared = !is_end && rest.starts_with(['—', '-', '至', '～', '－', '到', '–']);
        return is_shared.then_some((found, rest));
    };
    found.month = month;
    if let Some(rest) = behind.strip_prefix(['底', '末']) {
        found.day = Some(LAST);
        return Some((found, rest));
    }
    let day = number(behind).filter(|(day, _)| (1..=31).contains(day));
    let Some((day, tail)) = day else { return Some((found, behind)) };
    found.day = Some(day);
    Some((found, tail.trim_start_matches(['日', '号'])))
}

/// The number that a text begins with, in digits or spelt.
fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end > 0 {
        return Some((text.get(..end)?.parse().ok()?, text.get(end..)?));
    }
    let is_any = |c: char| is_spelt(c) || c == '○';
    let end = text.find(|c| !is_any(c)).unwrap_or(text.len());
    let typed = text.get(..end).filter(|typed| !typed.is_empty())?;
    let value = dates::digits(typed).or_else(|| spelt_value(typed)?.try_into().ok())?;
    Some((value, text.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_that_are_not_the_year_are_found_in_any_notation() {
        for (text, found) in [
            ("统计期限为2025年1月至11月。", "2025年1月至11月"),
            ("统计期限为2025年1月至2025年11月。", "2025年1月至2025年11月"),
            ("统计期限为2025年1月1日至11月底。", "2025年1月1日至11月底"),
            ("统计时间为2024年1月至12月。", "2024年1月至12月"),
            ("统计时间是2025年1—11月。", "2025年1—11月"),
            ("统计期限自2025年2月至12月。", "2025年2月至12月"),
            ("数据截至2024年12月31日。", "2024年12月31日"),
            ("数据截止到2025年10月31日。", "2025年10月31日"),
            ("数据截至2025年11月底，", "2025年11月底"),
            ("统计期限为2024年度。", "2024年度"),
            ("统计期限为上年度。", "上年度"),
            ("时间范围为2025年1月1日至11月30日。", "2025年1月1日至11月30日"),
            ("统计期为2024.1.1—2024.12.31。", "2024.1.1—2024.12.31"),
            ("统计期限为二〇二五年一月至十一月。", "二〇二五年一月至十一月"),
            ("全年（2025年1月1日至2025年12月30日）公开326条。", "2025年1月1日至2025年12月30日"),
            ("2025年度（2024年12月至2025年11月）公开326条。", "2024年12月至2025年11月"),
            ("2025年全年1月1日至11月30日公开326条。", "1月1日至11月30日"),
        ] {
            let told = stated(&Searched::new(text), true, 2025).map(|at| &text[at]);
            assert_eq!(told, Some(found), "{text}");
        }
        for text in [
            "统计期限为2025年1月至12月。",
            "统计期限为2025年1月1日至12月31日，统计时间为2025年1—12月。",
            "统计期限为2025年度，统计时间为2025.1.1—2025.12.31。",
            "数据截至2025年12月31日；数据截至2025年底；数据截至2025年12月底。",
            "统计期限为2025年1月1日-12月31日，统计期限为2025年1月1日起至2025年12月31日止。",
            "统计期限为一年，统计期限为2025年1月1日至12月31日止，统计时间较短，统计范围为全镇12个村，统计时间为每季度末。",
            "半年度（1—6月）通报，全年（含上年结转）公开326条，本年度（2025年）公开，年度（半年度）考核。",
            "统计期限按上年度报告的口径。",
        ] {
            let told = stated(&Searched::new(text), true, 2025).map(|at| &text[at]);
            assert_eq!(told, None, "{text}");
        }
        let told = stated(&Searched::new("平台数据截至2025年6月30日。"), false, 2025);
        assert_eq!(told, None);
    }
}
