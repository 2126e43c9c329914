//! Averages that the numbers of their sentence contradict: `培训2次，参训56人次，平均每次38人次`, `收到申请38件，月均5件`.

use super::{said::ENDS, words::after_words};
use crate::{
    check::prose::{self, Searched},
    text::half_width,
};
use rust_decimal::Decimal;
use std::ops::Range;

/// Words of an average that say of what, and how often that is in a year; of the others the sentence says how many
/// there were.
const OF_YEAR: [(&str, &[i64]); 8] = [
    ("平均每月", &[12]),
    ("每月平均", &[12]),
    ("月均", &[12]),
    ("平均每周", &[52]),
    ("每周平均", &[52]),
    ("周均", &[52]),
    // Of all days, or of those on which people work.
    ("日均", &[365, 250]),
    ("平均每天", &[365, 250]),
];
const OF_TIMES: [(&str, &str); 8] = [
    ("平均每次", "次"),
    ("次均", "次"),
    ("平均每期", "期"),
    ("期均", "期"),
    ("平均每场", "场"),
    ("场均", "场"),
    ("平均每季度", "个季度"),
    ("季均", "个季度"),
];
/// A sentence with one of these is of a part of the year.
const PARTS: [&str; 8] = ["半年", "季度", "起", "以来", "自", "多月", "个月", "以后"];
/// What may stand between the words and the number.
const BETWEEN: &[&str] = &["为", "约", "参训", "培训", "公开", "达", "收到", "发布", "更新"];

/// Where an average stands, and the right one.
pub(super) fn wrong(searched: &Searched<'_>) -> Vec<(Range<usize>, Decimal)> {
    if !searched.has("均") {
        return Vec::new();
    }
    let of_year = OF_YEAR.iter().flat_map(|(word, times)| {
        searched.places(word).filter_map(|at| of_year(searched.text, at, word, times))
    });
    let of_times = OF_TIMES.iter().flat_map(|(word, unit)| {
        searched.places(word).filter_map(|at| of_times(searched.text, at, word, unit))
    });
    of_year.chain(of_times).collect()
}

/// An average, the sentence before it, and the one number that it is of.
struct Average<'t> {
    at: Range<usize>,
    said: Decimal,
    sentence: &'t str,
    whole: Decimal,
}

fn of_year(text: &str, at: usize, word: &str, times: &[i64]) -> Option<(Range<usize>, Decimal)> {
    let average = average(text, at, word)?;
    let is_part = PARTS.iter().any(|part| average.sentence.contains(part))
        || average.sentence.replace("月均", "").contains('月');
    let right = |times: &i64| average.whole.checked_div(Decimal::from(*times));
    let is_so = |right: Decimal| (right - average.said).abs() < Decimal::ONE;
    (!is_part && !times.iter().filter_map(right).any(is_so))
        .then(|| Some((average.at.clone(), right(times.first()?)?)))?
}

fn of_times(text: &str, at: usize, word: &str, unit: &str) -> Option<(Range<usize>, Decimal)> {
    let average = average(text, at, word)?;
    let right = average.whole.checked_div(only(average.sentence, unit)?)?;
    ((right - average.said).abs() >= Decimal::ONE).then_some((average.at, right))
}

/// The average that a word begins.
fn average<'t>(text: &'t str, at: usize, word: &str) -> Option<Average<'t>> {
    let start = at + word.len();
    let rest = prose::after(text, start);
    let bare = after_words(rest, BETWEEN);
    let behind = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let digits = bare.get(..bare.len() - behind.len())?;
    let unit = behind.split(ENDS).next()?;
    if unit.is_empty() || unit.chars().count() > 2 || unit.contains(['%', '％', '万']) {
        return None;
    }
    let sentence = prose::before(text, at, prose::CLAUSE).rsplit(['。', '；']).next()?;
    let start = start + rest.len() - bare.len();
    let at = start..start + digits.len();
    Some(Average { at, said: digits.parse().ok()?, sentence, whole: only(sentence, unit)? })
}

/// The number with a unit, if the sentence has one.
fn only(sentence: &str, unit: &str) -> Option<Decimal> {
    let is_of = |at: &Range<usize>| {
        let rest = sentence.get(at.end..).unwrap_or_default().strip_prefix(unit);
        rest.is_some_and(|rest| !rest.starts_with(crate::text::is_hanzi) || rest.starts_with('共'))
    };
    let mut all = prose::numbers(sentence).into_iter().filter(|(at, _)| is_of(at));
    let (at, digits) = all.next().filter(|_| all.next().is_none())?;
    let head = sentence.get(..at.start)?;
    // 1,512条 and 3.5条 are no 512 and no 5.
    (!head.ends_with([',', '.'])).then(|| half_width(digits).parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn averages_are_those_of_their_numbers() {
        for (text, right) in [
            ("培训2次共56人次，平均每次38人次。", "28"),
            ("培训3期126人次，期均52人次。", "42"),
            ("全年收到申请38件，月均5件。", "3.2"),
            ("公开信息512条，每月平均52.7条。", "42.7"),
            ("公开信息512条，日均14条。", "1.4"),
            ("公众号发布306条，周均12条。", "5.9"),
            ("公开信息512条，平均每月公开52条。", "42.7"),
        ] {
            let found = wrong(&Searched::new(text));
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].1.round_dp(1).normalize().to_string(), right, "{text}");
        }
        for text in [
            "培训2次共56人次，平均每次28人次；平均每月公开27条。",
            "公开信息512条，月均42.7条，日均2条。",
            "全年收到申请38件，平均每月3件；收到热线38件，月均约3件。",
            "下半年公开信息180条，月均30条。",
            "10月起公开信息90条，月均30条。",
            "公开信息1,512条，月均126条。",
            "公开信息512条，其中网站206条，日均点击14条。",
            "公开信息206条、306条，月均17条。",
            "平均每3件申请用时12天。",
        ] {
            assert_eq!(wrong(&Searched::new(text)), [], "{text}");
        }
    }
}
