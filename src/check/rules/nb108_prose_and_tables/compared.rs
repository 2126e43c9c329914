//! Comparisons in words that their own numbers contradict: `11件，与上年12件持平`, `为上年5件的3倍`.

use super::{said::SaidNumber, words::is_of_last_year};
use crate::{
    check::{
        prose::{self, ProseLine},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::Diagnostic,
};
use rust_decimal::Decimal;

pub(super) const UP: [&str; 4] = ["上升", "增加", "增长", "提高"];
pub(super) const DOWN: [&str; 3] = ["下降", "减少", "降低"];
pub(super) const SOMEWHAT: [&str; 6] = ["有所", "略有", "小幅", "大幅", "明显", "呈"];
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
) -> Vec<Diagnostic> {
    let year = subject.report.year.value;
    let found = said.windows(2).filter_map(|two| {
        let [now, last] = two else { return None };
        let (message, word) = contradiction(&line.text, year, now, last)?;
        let finding = subject.at(rule.finding(message), line.place(&last.quantity.at), word);
        Some(finding.help("请核对两个数和这句话"))
    });
    found.collect()
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
    } else if let Some(is_up) = direction(tail.strip_prefix('，').unwrap_or(tail)) {
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
pub(super) fn direction(tail: &str) -> Option<bool> {
    let rest = SOMEWHAT.iter().find_map(|word| tail.strip_prefix(word))?;
    let starts = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    match (starts(&UP), starts(&DOWN)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// 的3倍, 增长2倍, 翻了一番; `None` where nothing of the kind is said.
fn is_so_many_times(tail: &str, times: Decimal) -> Option<bool> {
    let grown = ["增长", "增加", "提高"].iter().find_map(|verb| tail.strip_prefix(verb));
    let grown = grown.map(|rest| (rest.trim_start_matches('了'), Decimal::ONE));
    let of = tail.strip_prefix('的').map(|rest| (rest, Decimal::ZERO));
    if let Some((rest, before)) = of.or(grown) {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let told: Decimal = rest.get(..rest.len() - digits.len())?.parse().ok()?;
        let half = Decimal::new(5, told.scale() + 1);
        return digits.starts_with('倍').then(|| (times - before - told).abs() <= half);
    }
    let clause = tail.strip_prefix('，').unwrap_or(tail).split('，').next()?;
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
            "申请10件，较上年5件翻两番。",
            "申请10件，比上年5件增长2倍。",
            "申请10件，上年10件，略有增长。",
        ] {
            assert!(is_told(text), "{text}");
        }
        for text in [
            "申请12件，与上年的12件持平；",
            "申请11件，与上年持平（上年11件）。",
            "申请11件，较上年9件有所上升。",
            "申请10件，为上年5件的2倍。",
            "申请11件，2024年5件，同比翻了一番。",
            "申请20件，较上年5件翻两番。",
            "申请15件，比上年5件增长2倍。",
            "申请11件，上年10件，略有增长。",
            "申请11件，与上年12件基本持平。",
            "申请11件，上年结转2件。",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }
}
