//! Totals of any unit, and the numbers that they are of: `解读12篇，其中图文8篇、视频3篇、访谈2篇`,
//! `四个季度分别为8件、10件、12件、9件`.

use super::{parts, said::ENDS, words::after_words};
use crate::{
    check::prose::{self, Searched},
    text::{half_width, is_hanzi, is_spelt, spelt_value},
};
use rust_decimal::Decimal;
use std::ops::Range;

/// Most of a list that is looked at.
const MOST: usize = 12;

/// What one person may be besides another.
pub(super) const OVERLAPPING: [&str; 10] =
    ["党员", "女", "男", "岁", "学历", "大专", "本科", "民族", "退役", "兼"];

/// What is said of a total that its parts contradict, and where it stands.
pub(super) fn wrong(searched: &Searched<'_>) -> Vec<(Range<usize>, String)> {
    let among = searched.places("其中").filter_map(|at| among(searched.text, at));
    let each = searched.places("分别").filter_map(|at| each(searched.text, at));
    let priced = searched.places("每").filter_map(|at| priced(searched.text, at));
    among.chain(each).chain(priced).collect()
}

/// 触摸屏3台，每台1.2万元，共2.6万元; 5批次、每批次200份，共计1000份.
fn priced(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let head = prose::before(text, at, prose::CLAUSE);
    let mark = head.chars().next_back().filter(|mark| matches!(mark, '，' | '、'))?;
    let count = total(head.strip_suffix(mark)?, at - mark.len_utf8())?;
    let rest = prose::after(text, at + "每".len());
    let (price, tail) = rest.strip_prefix(count.unit)?.split_once('，')?;
    let unit = price.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let each = value(price.strip_suffix(unit)?)?;
    let sum = ["共计", "合计", "总计", "共"].iter().find_map(|word| tail.strip_prefix(word))?;
    let behind = sum.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let typed = sum.strip_suffix(behind)?;
    let said = value(typed)?;
    let is_one = !unit.is_empty() && behind.split(ENDS).next() == Some(unit);
    let right = count.value.checked_mul(each)?;
    let start = at + "每".len() + rest.len() - sum.len();
    (is_one && right != said).then(|| {
        let [count, each, right, said] = [count.value, each, right, said].map(|n| n.normalize());
        let message = format!("总数写的是 {said}，{count}×{each} 是 {right}");
        (start..start + typed.len(), message)
    })
}

/// A number with its unit, as a text ends with it.
pub(super) struct Total<'t> {
    pub value: Decimal,
    pub unit: &'t str,
    pub at: Range<usize>,
}

/// 解读12篇，其中图文8篇、视频5篇: parts that are more than the whole. Those of units that count things are told of in
/// `parts`.
fn among(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let before = prose::before(text, at, prose::CLAUSE).strip_suffix(['，', '（'])?;
    let total = total(before, at - '，'.len_utf8())?;
    if super::quantity::is_unit(total.unit) {
        return None;
    }
    let list = prose::after(text, at + "其中".len()).split(['。', '；', '（', '）']).next()?;
    if OVERLAPPING.iter().any(|word| list.contains(word)) {
        return None;
    }
    let mut numbers = Vec::new();
    for item in list.trim_start_matches(['：', '，']).split(['，', '、', '和']).take(MOST) {
        let Some(number) = item.strip_suffix(total.unit).and_then(parts::labelled) else { break };
        numbers.push(number.number);
    }
    let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n))?;
    (sum > total.value && !list.contains(['等', '%'])).then(|| told(&total, sum, &numbers))
}

/// 四个季度分别为8件、10件、12件、9件; 分别为42人、38人、46人，共136人次.
fn each(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    const SEASONS: [&str; 5] = ["四个季度", "一至四季度", "各季度", "四季度", "每季度"];
    let rest = prose::after(text, at + "分别".len());
    let list = after_words(rest, &["为", "是", "有", "达"]);
    let list = list.split(['。', '；', '，', '（']).next()?;
    let items: Vec<&str> = list.split(['、', '和']).collect();
    let unit = items.last()?.trim_start_matches(|c: char| c.is_ascii_digit());
    let value = |item: &&str| item.strip_suffix(unit)?.parse::<Decimal>().ok();
    let numbers: Option<Vec<Decimal>> = items.iter().map(value).collect();
    let numbers = numbers.filter(|n| (2..=MOST).contains(&n.len()) && is_name(unit))?;
    let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n))?;
    let before = prose::before(text, at, prose::CLAUSE);
    let sentence = before.rsplit(['。', '；']).next()?;
    let is_of_seasons = numbers.len() == 4 && SEASONS.iter().any(|word| before.ends_with(word));
    let total = if is_of_seasons {
        let (head, _) = sentence.rsplit_once('，')?;
        let clause = sentence.get(head.len()..)?;
        total(head, at - clause.len()).filter(|total| total.unit == unit)?
    } else {
        let start = at + "分别".len() + rest.find(list)?;
        behind(text, start + list.len(), unit)?
    };
    (sum != total.value).then(|| told(&total, sum, &numbers))
}

/// ，共136人次: the total behind a list.
fn behind<'t>(text: &'t str, at: usize, unit: &str) -> Option<Total<'t>> {
    let rest = prose::after(text, at);
    let sum = rest.strip_prefix('，')?;
    let bare = ["共计", "合计", "总计", "共"].iter().find_map(|word| sum.strip_prefix(word))?;
    let own = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = bare.get(..bare.len() - own.len())?;
    let own = own.split(ENDS).next()?;
    let start = at + rest.len() - bare.len();
    let is_one = own.strip_prefix(unit).is_some_and(|more| ["", "次"].contains(&more));
    let at = start..start + digits.len();
    is_one.then(|| Some(Total { value: digits.parse().ok()?, unit: own, at }))?
}

/// The number and the unit that a text ends with, which ends at a place of the paragraph.
pub(super) fn total(text: &str, end: usize) -> Option<Total<'_>> {
    let is_number = |c: char| prose::is_digit(c) || is_spelt(c) || matches!(c, ',' | '.');
    let head = text.trim_end_matches(|c: char| is_hanzi(c) && !is_number(c));
    let unit = text.get(head.len()..).filter(|unit| is_name(unit))?;
    let words = head.trim_end_matches(is_number);
    let typed = head.get(words.len()..)?;
    if words.ends_with(['第', '每', '约', '近', '超', '逾', '至', '—', '-']) {
        return None;
    }
    let start = end - unit.len() - typed.len();
    Some(Total { value: value(typed)?, unit, at: start..end - unit.len() })
}

/// Whether a unit may be one: 篇, 人次, 个村.
fn is_name(unit: &str) -> bool {
    (1..=2).contains(&unit.chars().count())
        && unit.chars().all(is_hanzi)
        && !unit.contains(['年', '月', '日', '余', '多'])
}

/// A number of a list, in Arabic digits with their marks or spelt.
pub(super) fn value(typed: &str) -> Option<Decimal> {
    if typed.chars().all(is_spelt) {
        return spelt_value(typed).map(Decimal::from);
    }
    half_width(typed).replace(',', "").parse().ok()
}

fn told(total: &Total<'_>, sum: Decimal, numbers: &[Decimal]) -> (Range<usize>, String) {
    let addends: Vec<String> = numbers.iter().map(|n| n.normalize().to_string()).collect();
    let whole = total.value.normalize();
    let message =
        format!("总数写的是 {whole}，各项之和是 {}（{}）", sum.normalize(), addends.join("＋"));
    (total.at.clone(), message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_of_any_unit_are_those_of_their_parts() {
        for (text, sum) in [
            ("发布解读12篇，其中图文8篇、视频3篇、访谈2篇。", "是 13（8＋3＋2）"),
            ("参训126人，其中镇干部86人，村干部46人。", "是 132"),
            ("接待群众312人次（其中咨询206人次、查阅126人次）。", "是 332"),
            ("举办活动十二场，其中宣讲八场、走访六场。", "是 14"),
            ("张贴公告1,206张，其中村级1,106张、镇级206张。", "是 1312"),
            ("收到申请38件，四个季度分别为8件、10件、12件、9件。", "写的是 38，各项之和是 39"),
            ("购置触摸屏3台，每台1.2万元，共2.6万元。", "3×1.2 是 3.6"),
            ("派发5批次、每批次200份，共计1200份。", "5×200 是 1000"),
            ("培训3期，分别为42人、38人、46人，共136人次。", "写的是 136，各项之和是 126"),
        ] {
            let found = wrong(&Searched::new(text));
            assert!(found.len() == 1 && found[0].1.contains(sum), "{text} {found:?}");
            assert!(text.get(found[0].0.clone()).is_some_and(|n| value(n).is_some()), "{text}");
        }
        for text in [
            "发布解读12篇，其中图文8篇、视频3篇、访谈1篇。",
            "发布解读12篇，其中图文8篇、视频3篇。",
            "购置触摸屏3台，每台1.2万元，共3.6万元。",
            "购置触摸屏3台，每台1.2万元，共计36000元。",
            "12个村，每村1名信息员，共15名。",
            "举办培训3期，每期2天，共126人次。",
            "参训126人，其中镇干部86人，全年共培训312人。",
            "参训126人，其中党员86人、女性66人等。",
            "2025年，其中1年、2年。",
            "收到申请38件，四个季度分别为8件、10件、12件、8件。",
            "培训3期，分别为42人、38人、46人，共126人次；两村分别为3件、5件。",
            "上年12篇，今年15篇，分别为8篇、7篇，共计发布阅读量136次。",
            "第12期，其中稿件8期、图文8期。",
        ] {
            assert_eq!(wrong(&Searched::new(text)), [], "{text}");
        }
    }
}
