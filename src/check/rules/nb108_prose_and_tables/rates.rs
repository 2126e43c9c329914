//! Rates and growth that the sentence itself contradicts: `办结率120%`, `9件，上年8件，增长50%`.

use super::said::{self, SaidNumber};
use crate::{
    check::{
        prose::{self, ProseLine, Searched},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::Diagnostic,
};
use rust_decimal::Decimal;
use std::ops::Range;

pub(super) fn check(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    said: &[SaidNumber<'_>],
) -> Vec<Diagnostic> {
    let text = line.text.as_str();
    let mut found = differences(rule, subject, line, said);
    found.extend(changes(rule, subject, line, said));
    if !text.contains(['%', '％']) {
        return found;
    }
    for rate in percents(text) {
        let before = prose::before(text, rate.at.start, prose::CLAUSE);
        let clause = before.rsplit(said::ENDS).next().unwrap_or_default();
        let bare = clause.trim_end_matches(['为', '是', '达', '到', '了', '均', '高', '至']);
        let is_growth = ["增长", "增速", "增幅", "上升", "提升", "完成率", "执行率"]
            .iter()
            .any(|w| bare.contains(w));
        let is_rate = bare.ends_with('率') || bare.ends_with("满意度");
        if is_rate && !is_growth && rate.value > Decimal::ONE_HUNDRED {
            let message = format!("{}%，比率不会超过 100%", rate.value.normalize());
            let finding = subject.at(rule.finding(message), line.place(&rate.at), "超过 100%");
            found.push(finding.help("请核对这个数"));
        }
        found.extend(growth(rule, subject, line, &rate));
    }
    found
}

/// 申请9件，比上年8件增加2件: three numbers of which each follows from the others.
fn differences(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    said: &[SaidNumber<'_>],
) -> Vec<Diagnostic> {
    let found = said.windows(3).filter_map(|three| {
        let [now, last, more] = three else { return None };
        let is_up = ["增加", "增长", "多"].contains(&more.clause);
        let is_down = ["减少", "下降", "少"].contains(&more.clause);
        let units = [now, last, more].map(|said| said.quantity.unit);
        let is_one = units.iter().all(|unit| *unit == now.quantity.unit);
        let is_near = line
            .text
            .get(now.quantity.end..last.quantity.at.start)
            .is_some_and(|between| between.strip_prefix(['，', '（']) == Some(last.clause));
        let is_last = || super::words::is_of_last_year(last.clause, subject.report.year.value);
        if !(is_up || is_down) || !is_one || !is_near || !is_last() {
            return None;
        }
        let (now, last, told) = (now.exact()?, last.exact()?, more.exact()?);
        let change = if is_up { now - last } else { last - now };
        (change != told).then(|| {
            let verb = if is_up { "增加" } else { "减少" };
            let message = format!(
                "从 {} 到 {}，{verb}的不是 {}",
                last.normalize(),
                now.normalize(),
                told.normalize()
            );
            let finding =
                subject.at(rule.finding(message), line.place(&more.quantity.at), "算出来不同");
            finding.help("请核对这三个数")
        })
    });
    found.collect()
}

/// Numbers of one sentence that a change may be of; of more nobody knows which it is.
const MOST_NEAR: usize = 12;
/// Words of a change.
const UP: [&str; 4] = ["增加", "增长", "上升", "多"];
const DOWN: [&str; 4] = ["减少", "下降", "降低", "少"];

/// Whether a clause is of a change and says nothing else: 同比增加, 较上年减少.
fn change(clause: &str, year: i32) -> Option<bool> {
    let clause = clause.trim_end_matches('了');
    let is_up = UP.iter().find_map(|word| Some((clause.strip_suffix(word)?, true)));
    let is_down = || DOWN.iter().find_map(|word| Some((clause.strip_suffix(word)?, false)));
    let (head, is_up) = is_up.or_else(is_down)?;
    let is_bare = head.is_empty()
        || ["同比", "相比", "比上年相比", "与上年相比", "与去年相比", "同比上年"].contains(&head)
        || super::words::is_of_last_year(head, year);
    is_bare.then_some(is_up)
}

/// 申请9件，2024年8件，增加2件; 申请9件，同比增加2件（上年8件）: the two of the same kind may be any of the sentence.
fn changes(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    said: &[SaidNumber<'_>],
) -> Vec<Diagnostic> {
    let year = subject.report.year.value;
    let last_year = year.saturating_sub(1).to_string();
    if said.len() < 3 || !line.searched().has_any(&["上年", "去年", "上一年", &last_year]) {
        return Vec::new();
    }
    let is_near = |a: &SaidNumber<'_>, b: &SaidNumber<'_>| {
        let between = line.text.get(a.quantity.end..b.quantity.at.start);
        between.is_some_and(|between| !between.contains(['。', '；']))
    };
    let found = said.iter().enumerate().skip(1).filter_map(|(i, more)| {
        let is_up = change(more.clause, year)?;
        let is_last = |said: &&SaidNumber<'_>| super::words::is_of_last_year(said.clause, year);
        let (before, behind) = said.split_at_checked(i)?;
        // Each against the next, so that a long sentence is looked through once.
        let pairs = before.iter().rev().zip(said.get(1..=i)?.iter().rev());
        let reach = pairs.take_while(|(one, next)| is_near(one, next)).take(MOST_NEAR).count();
        let near = before.get(i - reach..).filter(|_| reach < MOST_NEAR)?;
        let is_one = |other: &&SaidNumber<'_>| other.quantity.unit == more.quantity.unit;
        let near: Vec<&SaidNumber<'_>> = near.iter().filter(is_one).collect();
        let next = behind.get(1).filter(|next| is_near(more, next)).filter(is_one).filter(is_last);
        // 比上年8件增加2件 is told of by itself.
        let last = next.or_else(|| near.iter().rev().copied().find(is_last))?;
        let is_told = last.clause.starts_with(['比', '较']);
        let (told, last) = (more.exact()?, last.exact()?);
        let now: Vec<Decimal> =
            near.iter().filter(|said| !is_last(said)).filter_map(|said| said.exact()).collect();
        let of = |now: Decimal| if is_up { now - last } else { last - now };
        let first = *now.last()?;
        (!is_told && now.iter().all(|now| of(*now) != told)).then(|| {
            let verb = if is_up { "增加" } else { "减少" };
            let [last, first, told] = [last, first, told].map(|n| n.normalize());
            let message = format!("从 {last} 到 {first}，{verb}的不是 {told}");
            let at = line.place(&more.quantity.at);
            let finding = subject.at(rule.finding(message), at, "算出来不同");
            finding.help("请核对这三个数")
        })
    });
    found.collect()
}

/// A number of hundredths.
pub(super) struct Percent {
    pub value: Decimal,
    pub at: Range<usize>,
}

pub(super) fn percents(text: &str) -> Vec<Percent> {
    let marks = text.match_indices(['%', '％']);
    let percent = |(end, _): (usize, &str)| {
        let before = text.get(..end)?;
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let value = before.get(start..)?.parse().ok()?;
        Some(Percent { value, at: start..end })
    };
    marks.filter_map(percent).collect()
}

/// 9件，上年8件，增长50%: both numbers are there.
fn growth(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    rate: &Percent,
) -> Option<Diagnostic> {
    let text = line.text.as_str();
    let before = prose::before(text, rate.at.start, prose::CLAUSE);
    let clause = before.rsplit(said::ENDS).next()?;
    let verb = clause.trim_end_matches(['为', '是', '达', '了']);
    let ends = |words: &[&str]| words.iter().any(|word| verb.ends_with(word));
    let is_up = ends(&["增长", "上升", "增加", "提高", "增长率", "增幅"]);
    let is_down = ends(&["下降", "减少", "降低", "下降率", "降幅"]);
    if !is_up && !is_down {
        return None;
    }
    let start = rate.at.start - before.rsplit('。').next()?.rsplit('；').next()?.len();
    let end = rate.at.start + prose::after(text, rate.at.start).find(['。', '；']).unwrap_or(0);
    let end = end.max(rate.at.end);
    let sentence = text.get(start..end)?;
    // Of two changes in one sentence nobody knows which is of which.
    if sentence.matches(['%', '％']).count() != 1 {
        return None;
    }
    let all = said::all(&Searched::new(sentence));
    let year = subject.report.year.value;
    let is_last = |said: &&SaidNumber<'_>| {
        let clause = said.clause;
        super::words::is_of_last_year(clause, year)
            || ["上年", "去年", "上年度", "上年同期", "去年同期", "上一年"].iter().any(|word| {
                clause
                    .rsplit_once(word)
                    .is_some_and(|(_, rest)| super::words::is_joined(rest) || rest.is_empty())
            })
    };
    let [now, ..] = &all[..] else { return None };
    let last = all.iter().skip(1).find(is_last)?;
    let is_same = last.quantity.unit == now.quantity.unit && all.len() == 2 && !is_last(&now);
    let (now, last) = (now.exact()?, last.exact()?);
    if !is_same || last.is_zero() {
        return None;
    }
    let change = (now - last).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(last)?;
    let said = if is_up { rate.value } else { -rate.value };
    // The last place may be rounded or cut.
    if (change - said).abs() < Decimal::new(1, rate.value.scale()) {
        return None;
    }
    let verb = if change.is_sign_negative() { "减少" } else { "增加" };
    let message = format!(
        "从 {} 到 {}，{verb} {}%，这里写的是 {}%",
        last.normalize(),
        now.normalize(),
        change.abs().round_dp(1).normalize(),
        rate.value.normalize(),
    );
    let finding = subject.at(rule.finding(message), line.place(&rate.at), "算出来不同");
    Some(finding.help("请核对两个数和百分数"))
}
