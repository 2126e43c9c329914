//! A number that grew or shrank, and by how much: `由498条增至512条，增加24条`, `由15天缩短到11天，缩短5天`,
//! `5632人，比年初的5000人净增832人`.

use super::{quantity::is_unit, said::ENDS, sums};
use crate::{
    check::{
        prose::{self, ProseLine, Searched},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::Diagnostic,
    text::{half_width, is_spelt, spelt_value},
};
use rust_decimal::Decimal;
use std::ops::Range;

/// Verbs that grow, the longer first; some stand before 至, 到 or 为 alone.
const UP: [&str; 9] = ["增加", "增长", "上升", "提高", "提升", "扩大", "净增", "增", "升"];
const DOWN: [&str; 12] =
    ["下降", "减少", "降低", "缩短", "压减", "压缩", "精简", "缩减", "净减", "减", "降", "缩"];
/// Names of the year before, and of the time before.
const BEFORE: [&str; 8] = ["上年同期", "上年度", "上年", "去年", "上一年", "原来", "原先", "年初"];

/// A number with the words that count it.
struct Measured<'t> {
    value: Decimal,
    unit: &'t str,
}

/// What a text says of a change, and where.
type Wrong = (Range<usize>, String);

pub(super) fn check(rule: &Rule, subject: &Subject<'_>, line: &ProseLine<'_>) -> Vec<Diagnostic> {
    let wrong = wrong(&line.searched(), subject.report.year.value).into_iter();
    let found = wrong.map(|(at, message)| {
        let finding = subject.at(rule.finding(message), line.place(&at), "算出来不同");
        finding.help("请核对这几个数")
    });
    found.collect()
}

fn wrong(searched: &Searched<'_>, year: i32) -> Vec<Wrong> {
    let text = searched.text;
    let places = ["由", "从"].into_iter().flat_map(|word| searched.places(word));
    let held = ["比", "较"].into_iter().flat_map(|word| searched.places(word));
    let held = held.filter_map(|at| than(text, at, year));
    places.flat_map(|at| of_place(text, at, year)).chain(held).collect()
}

/// 得分95.5分，比上年94.5分提高2分. What counts things is told of with the other numbers of last year.
fn than(text: &str, at: usize, year: i32) -> Option<Wrong> {
    let whole = prose::after(text, at + "比".len());
    let last_year = format!("{}年", year.saturating_sub(1));
    let mut names = BEFORE.into_iter().chain([last_year.as_str()]);
    let bare = names.find_map(|name| whole.strip_prefix(name))?;
    let (last, rest) = number(bare.trim_start_matches(['的', '末', '初']))?;
    let verbs = UP.iter().map(|verb| (*verb, true)).chain(DOWN.iter().map(|verb| (*verb, false)));
    let found = verbs.filter_map(|(verb, is_up)| Some((rest.find(verb)?, verb, is_up)));
    let (end, verb, is_up) = found.min_by_key(|(at, verb, _)| (*at, usize::MAX - verb.len()))?;
    let unit = rest.get(..end).filter(|unit| (1..=2).contains(&unit.chars().count()))?;
    let told = rest.get(end + verb.len()..)?.trim_start_matches('了');
    let (change, behind) = number(told)?;
    let own = behind.get(..behind.find(ENDS).unwrap_or(behind.len()))?;
    let before = prose::before(text, at, prose::CLAUSE).strip_suffix('，')?;
    let now = sums::total(before, at - '，'.len_utf8()).filter(|now| now.unit == unit)?;
    if own != unit || is_unit(unit) {
        return None;
    }
    let right = if is_up { now.value - last } else { last - now.value };
    let [from, to, right, said] = [last, now.value, right, change].map(|n| n.normalize());
    let start = at + "比".len() + whole.len() - told.len();
    (right != said).then(|| {
        let verb = if is_up { "增加" } else { "减少" };
        let message = format!("从 {from} 到 {to}，{verb} {right}{unit}，这里写的是 {said}{unit}");
        (start..start + told.len() - behind.len(), message)
    })
}

/// What is wrong with the change that is told from 由 on.
fn of_place(text: &str, at: usize, year: i32) -> Vec<Wrong> {
    let whole = prose::after(text, at + "由".len());
    let Some((last, now, is_up, mut rest)) = from_to(whole, year) else { return Vec::new() };
    // Where it is that so much of the text is left.
    let place = |left: usize| at + "由".len() + whole.len() - left;
    let verb = if is_up { "增加" } else { "减少" };
    let (from, to) = (last.value.normalize(), now.value.normalize());
    if last.value == now.value || (now.value > last.value) != is_up {
        return vec![(at..place(rest.len()), format!("从 {from} 到 {to}，不是{verb}"))];
    }
    let mut found = Vec::new();
    while let Some((told, here, behind)) = change(rest, is_up) {
        let Some(right) = change_of(&last, &now, told.unit) else { break };
        // A share may be rounded or cut.
        let most =
            if told.unit == "%" { Decimal::new(1, told.value.scale()) } else { Decimal::ZERO };
        if (right - told.value).abs() > most {
            let [right, said] = [right.round_dp(2), told.value].map(|number| number.normalize());
            let unit = told.unit;
            let message =
                format!("从 {from} 到 {to}，{verb} {right}{unit}，这里写的是 {said}{unit}");
            found.push((place(here.len())..place(behind.len() + unit.len()), message));
        }
        rest = behind;
    }
    found
}

/// How much a number changed, in a unit; `None` where it is not to be told in that one.
fn change_of(last: &Measured<'_>, now: &Measured<'_>, unit: &str) -> Option<Decimal> {
    let change = (now.value - last.value).abs();
    let is_share = now.unit == "%";
    match unit {
        "个百分点" => is_share.then_some(change),
        "%" if is_share => None,
        "%" => change.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(last.value),
        unit => (unit == now.unit).then_some(change),
    }
}

/// 上年的498条增至512条: both numbers, whether it is to grow, and the rest of the text.
fn from_to(text: &str, year: i32) -> Option<(Measured<'_>, Measured<'_>, bool, &str)> {
    let named = format!("{}年", year.saturating_sub(1));
    let before = BEFORE.into_iter().chain([named.as_str()]);
    let bare = before.into_iter().find_map(|name| text.strip_prefix(name)).unwrap_or(text);
    let (last, rest) = number(bare.trim_start_matches('的'))?;
    let (at, verb, is_up) = verb_in(rest)?;
    let unit = rest.get(..at)?;
    let rest = rest.get(at + verb.len()..)?.trim_start_matches('了');
    let (now, rest) = number(rest.strip_prefix(['至', '到', '为'])?)?;
    let end = rest.find(ENDS).unwrap_or(rest.len());
    let own = rest.get(..end)?;
    let is_unit = |unit: &str| unit.chars().count() <= 4 && !unit.contains(prose::is_digit);
    let is_one = own == unit || unit.is_empty();
    let last = Measured { value: last, unit: own };
    (is_unit(own) && is_one).then_some((
        last,
        Measured { value: now, unit: own },
        is_up,
        rest.get(end..)?,
    ))
}

/// The verb that a number's unit is followed by.
fn verb_in(text: &str) -> Option<(usize, &'static str, bool)> {
    let near = prose::after(text, 0);
    let near = near.get(..near.find(ENDS).unwrap_or(near.len()))?;
    let verbs = UP.iter().map(|verb| (*verb, true)).chain(DOWN.iter().map(|verb| (*verb, false)));
    let found = verbs.filter_map(|(verb, is_up)| {
        let at = near.find(verb)?;
        let rest = near.get(at + verb.len()..)?.trim_start_matches('了');
        rest.starts_with(['至', '到', '为']).then_some((at, verb, is_up))
    });
    // 增加 and not 加: of those that end at one place the longest.
    found.min_by_key(|(at, verb, _)| (*at, usize::MAX - verb.len()))
}

/// `，增加24条`, `，增幅达28%`: the change, with its number and all behind it, and what is behind it.
fn change(text: &str, is_up: bool) -> Option<(Measured<'_>, &str, &str)> {
    let rest = text.strip_prefix('，')?;
    let rest = ["同比", "较上年", "比上年", "较去年", "比去年"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    let rates: &[&str] = if is_up { &["增幅", "增长率"] } else { &["降幅", "下降率"] };
    let verbs: &[&str] = if is_up { &UP } else { &DOWN };
    let bare = rates.iter().chain(verbs).find_map(|verb| rest.strip_prefix(verb))?;
    let bare = bare.trim_start_matches(['了', '为', '达', '到']);
    let (value, rest) = number(bare)?;
    let end = rest.find(ENDS).unwrap_or(rest.len());
    Some((Measured { value, unit: rest.get(..end)? }, bare, rest.get(end..)?))
}

/// The number that a text begins with, and the rest.
fn number(text: &str) -> Option<(Decimal, &str)> {
    let is_part = |c: char| prose::is_digit(c) || matches!(c, '.' | ',');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    if end > 0 {
        let typed = half_width(text.get(..end)?).replace(',', "");
        return Some((typed.parse().ok()?, text.get(end..)?));
    }
    let end = text.find(|c| !is_spelt(c)).unwrap_or(text.len());
    Some((Decimal::from(spelt_value(text.get(..end)?)?), text.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grew_grew_by_what_is_said() {
        for (text, told) in [
            ("由上年的498条增至512条，增加24条。", "从 498 到 512，增加 14条，这里写的是 24条"),
            ("从498条上升到512条，增幅达28%。", "增加 2.81%，这里写的是 28%"),
            ("公开率由95%提高到98%，提高5个百分点。", "增加 3个百分点"),
            ("时间由15天缩短到11天，缩短5天。", "减少 4天"),
            ("环节由7个压减到5个，压减3个。", "减少 2个"),
            ("由十五天缩短到十一天，缩短五天。", "减少 4天"),
            ("由1,498条增至1,512条，增加24条，增长0.9%。", "增加 14条"),
            ("由498增至512，增加24；", "增加 14"),
            ("由18个工作日压缩至12个工作日，压缩8个工作日。", "减少 6个工作日"),
            ("粉丝5632人，比年初的5000人净增832人。", "增加 632人"),
            ("得分95.5分，比上年94.5分提高2分。", "增加 1分"),
            ("用时11天，较上年的15天缩短5天。", "减少 4天"),
            ("由2024年的512条增加到498条。", "从 512 到 498，不是增加"),
        ] {
            let found = wrong(&Searched::new(text), 2025);
            assert!(found.len() == 1 && found[0].1.contains(told), "{text} {found:?}");
            assert!(text.get(found[0].0.clone()).is_some(), "{text} {found:?}");
        }
        let (at, _) = &wrong(&Searched::new("由498条增至512条，增加24条。"), 2025)[0];
        assert_eq!(&"由498条增至512条，增加24条。"[at.clone()], "24");
    }

    #[test]
    fn what_is_right_or_of_other_units_is_not_told() {
        for text in [
            "由上年的498条增至512条，增加14条，增长2.8%。",
            "由498条增加到512条，其中网站增加20条。",
            "由1个月缩短到15天，缩短15天。",
            "由每年1次增加到每季度1次，增加3次。",
            "由3类20项扩大到5类30项，增加10项。",
            "由7个压减到5个，压减率28.6%。",
            "公开率由95%提高到98%，提高3个百分点。",
            "公开率由80%提高到90%，提高12.5%。",
            "从2023年的3个增加到2025年的5个，增加2个。",
            "由党政办增加人手，由3人增加至5人，增加2人。",
            "由5个增至10个，增长1倍，新增6个。",
            "由498增至512，增加14。",
            "粉丝5632人，比年初的5000人净增632人。",
            "粉丝5632人，比年初净增832人。",
            "参训38人，女性16人，比上年20人增加18人次。",
            "用时11天，比法定的20天缩短9天。",
        ] {
            assert_eq!(wrong(&Searched::new(text), 2025), [], "{text}");
        }
    }
}
