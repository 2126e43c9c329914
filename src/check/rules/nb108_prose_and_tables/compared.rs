//! Comparisons in words that their own numbers contradict: `11件，与上年12件持平`, `为上年5件的3倍`.

use super::{
    requests::{Claim, Topic},
    said::SaidNumber,
    words::is_of_last_year,
};
use crate::{
    check::{
        prose::{self, ProseLine},
        rule::Rule,
        subject::{Rows, Subject},
    },
    diagnostic::Diagnostic,
    report::RowRole,
};
use rust_decimal::Decimal;
use std::ops::Range;

const UP: [&str; 4] = ["上升", "增加", "增长", "提高"];
const DOWN: [&str; 3] = ["下降", "减少", "降低"];
const SOMEWHAT: [&str; 6] = ["有所", "略有", "小幅", "大幅", "明显", "呈"];
/// 翻番, and how many times it is then.
const DOUBLED: [(&str, i64); 6] = [
    ("翻了一番", 2),
    ("翻一番", 2),
    ("翻了两番", 4),
    ("翻两番", 4),
    ("翻了三番", 8),
    ("翻三番", 8),
];

pub(super) fn check(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    said: &[SaidNumber<'_>],
    requests: &[&Claim],
) -> Vec<Diagnostic> {
    let year = subject.report.year.value;
    let found = said.windows(2).filter_map(|two| {
        let [now, last] = two else { return None };
        let (message, word) = contradiction(&line.text, year, now, last)?;
        let finding = subject.at(rule.finding(message), line.place(&last.quantity.at), word);
        Some(finding.help("请核对两个数和这句话"))
    });
    let mut found: Vec<Diagnostic> = found.collect();
    let Some(numbers) = last_years(subject) else { return found };
    for claim in requests.iter().filter(|c| matches!(c.topic, Topic::New | Topic::Received)) {
        let at = said.binary_search_by_key(&claim.at.start, |said| said.quantity.at.start);
        let said = at.ok().and_then(|at| said.get(at..));
        let wrong = said.and_then(|said| of_last_year(&line.text, year, said, &numbers));
        found.extend(wrong.map(|(message, at)| {
            let finding = subject.at(rule.finding(message), line.place(&at), "和上年的报告不一致");
            finding.help("请核对这个数和上年报出去的报告")
        }));
    }
    found
}

/// What was received in the year before, by the report of that year: new, and with what was carried in.
fn last_years(subject: &Subject<'_>) -> Option<[Decimal; 2]> {
    let total = |role: RowRole| Rows::of(subject.previous?, role)?.amount("total");
    let new = total(RowRole::Received)?;
    Some([new, new.checked_add(total(RowRole::CarriedIn)?)?])
}

/// Where a number of requests is held against one that the report of last year does not have.
fn of_last_year(
    text: &str,
    year: i32,
    said: &[SaidNumber<'_>],
    numbers: &[Decimal],
) -> Option<(String, Range<usize>)> {
    let now = said.first()?;
    let held = numbers.first()?.normalize();
    let next = said.get(1).filter(|next| {
        let between = text.get(now.quantity.end..next.quantity.at.start);
        let between = between.and_then(|between| between.strip_prefix(['，', '（']));
        let is_one = next.quantity.unit == now.quantity.unit;
        is_one && between == Some(next.clause) && is_of_last_year(next.clause, year)
    });
    if let Some(next) = next {
        let is_so = numbers.iter().any(|number| next.quantity.amount.is(*number));
        let said = next.quantity.amount.said("件");
        let message = format!("正文说上年{said}，上年的报告里本年新收是 {held}");
        return (!is_so).then(|| (message, next.quantity.at.clone()));
    }
    let amount = now.exact()?;
    let rest = prose::after(text, now.quantity.end).strip_prefix('，')?;
    let change = ["同比", "较上年", "比上年", "较去年", "比去年"];
    let bare = change.iter().find_map(|word| rest.strip_prefix(word))?;
    let verb = UP.iter().chain(&DOWN).find(|verb| bare.starts_with(**verb))?;
    let bare = bare.strip_prefix(verb)?.trim_start_matches('了');
    let behind = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let digits = bare.get(..bare.len() - behind.len())?;
    let told: Decimal = digits.parse().ok()?;
    let told = if DOWN.contains(verb) { -told } else { told };
    let is_percent = behind.starts_with(['%', '％']);
    if !is_percent && !behind.starts_with(now.quantity.unit) {
        return None;
    }
    let is_so = numbers.iter().any(|last| {
        let change = amount - last;
        if !is_percent {
            return change == told;
        }
        let share = change.checked_mul(Decimal::ONE_HUNDRED).and_then(|n| n.checked_div(*last));
        share.is_none_or(|share| (share - told).abs() < Decimal::new(1, told.scale()))
    });
    let start = now.quantity.end + '，'.len_utf8() + rest.len() - bare.len();
    let message = format!("正文说比上年{verb} {digits}，上年的报告里本年新收是 {held}");
    (!is_so).then(|| (message, start..start + digits.len()))
}

/// What is said of a number and that of last year, if it is not so.
fn contradiction(
    text: &str,
    year: i32,
    now: &SaidNumber<'_>,
    last: &SaidNumber<'_>,
) -> Option<(String, &'static str)> {
    let clause = last.clause.strip_prefix(['为', '是', '达']).unwrap_or(last.clause);
    if now.quantity.unit != last.quantity.unit || !is_of_last_year(clause, year) {
        return None;
    }
    let between = prose::after(text, now.quantity.end);
    let between = between.get(..last.quantity.at.start.checked_sub(now.quantity.end)?)?;
    let is_next = between.strip_prefix(['，', '（']) == Some(last.clause);
    let is_level_before = between.contains("持平（") && !between.contains(['。', '；', '基']);
    let (now, last_year) = (now.exact()?, last.exact()?);
    if !(is_next || is_level_before) || last_year.is_zero() {
        return None;
    }
    let tail = prose::after(text, last.quantity.end).split(['。', '；']).next()?;
    let is_level = is_level_before || tail.trim_start_matches("相比").starts_with("持平");
    let is_wrong = if is_level {
        now != last_year
    } else if let Some(is_up) = direction(tail) {
        now == last_year || (now > last_year) != is_up
    } else {
        let times = now.checked_div(last_year)?;
        !is_so_many_times(tail, times)?
    };
    is_wrong.then(|| {
        let message =
            format!("从 {} 到 {}，不是正文说的这样", last_year.normalize(), now.normalize());
        (message, "和后面的话不一致")
    })
}

/// 有所下降.
fn direction(tail: &str) -> Option<bool> {
    let rest = SOMEWHAT.iter().find_map(|word| tail.strip_prefix(word))?;
    let starts = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    match (starts(&UP), starts(&DOWN)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// 的3倍, 翻了一番; `None` where nothing of the kind is said.
fn is_so_many_times(tail: &str, times: Decimal) -> Option<bool> {
    if let Some(rest) = tail.strip_prefix('的') {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let told: Decimal = rest.get(..rest.len() - digits.len())?.parse().ok()?;
        let half = Decimal::new(5, told.scale() + 1);
        return digits.starts_with('倍').then(|| (times - told).abs() <= half);
    }
    let clause = tail.strip_prefix('，')?.split('，').next()?;
    let (_, told) = DOUBLED.iter().find(|(word, _)| clause.ends_with(word))?;
    let told = Decimal::from(*told);
    Some((times - told).abs() * Decimal::TEN <= told)
}

#[cfg(test)]
mod tests {
    use super::{super::said, *};
    use crate::check::prose::Searched;

    #[test]
    fn comparisons_are_held_against_their_numbers() {
        let is_told = |text: &str| {
            let all = said::all(&Searched::new(text));
            all.windows(2).any(|two| contradiction(text, 2025, &two[0], &two[1]).is_some())
        };
        for text in [
            "申请11件，与上年的12件持平；",
            "申请11件，与上年持平（上年9件）。",
            "申请11件，较上年9件有所下降。",
            "申请11件，为上年5件的3倍。",
            "申请11件，2024年5件，同比翻了两番。",
        ] {
            assert!(is_told(text), "{text}");
        }
        for text in [
            "申请12件，与上年的12件持平；",
            "申请11件，与上年持平（上年11件）。",
            "申请11件，较上年9件有所上升。",
            "申请10件，为上年5件的2倍。",
            "申请11件，2024年5件，同比翻了一番。",
            "申请11件，与上年12件基本持平。",
            "申请11件，上年结转2件。",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }
}
