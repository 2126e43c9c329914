//! Rates that the numbers of their own sentence contradict: `328件，办结320件，办结率100%`, `2650件，占3128件的74.8%`,
//! `网站206条（40.2%）、公众号306条（58.8%）`.

use super::{
    requests::is_of_other_matters,
    shares::{Share, fits},
    sums::value,
    words::after_words,
};
use crate::check::prose::{self, Searched};
use rust_decimal::Decimal;
use std::ops::Range;

/// Rates, and the verbs of what was done.
const RATES: [(&str, &[&str]); 17] = [
    ("办结率", &["办结"]),
    ("完成率", &["完成"]),
    ("回收率", &["回收", "收回"]),
    ("满意率", &["满意"]),
    ("公开率", &["公开"]),
    ("覆盖率", &["覆盖", "建成", "设置", "设立"]),
    ("整改率", &["整改"]),
    ("答复率", &["答复"]),
    ("回复率", &["回复"]),
    ("参训率", &["参训"]),
    ("到会率", &["到会"]),
    ("化解率", &["化解"]),
    ("解读率", &["解读"]),
    ("更新率", &["更新"]),
    ("建成率", &["建成"]),
    ("合格率", &["合格"]),
    ("参与率", &["参与"]),
];
/// What makes it a rate of some.
const OF_SOME: [&str; 8] = ["时", "期", "应", "限", "其余", "比", "未", "不"];
/// Whose rate it may be, and it is still of all.
const WHOSE: &[&str] =
    &["群众", "全年", "总", "总体", "综合", "问卷", "任务", "问题", "行政处罚", "行政许可", "热线"];

/// A number and what stands behind it.
struct CountedBefore<'t> {
    at: Range<usize>,
    value: Decimal,
    rest: &'t str,
}

/// What is wrong with a share whose numbers stand before it.
pub(super) fn of_sentence(text: &Searched<'_>, share: &Share<'_>) -> Option<String> {
    of_named_whole(share).or_else(|| of_done(text, share))
}

/// The numbers of a text in Arabic digits.
fn counted(text: &str) -> Vec<CountedBefore<'_>> {
    let mut found: Vec<CountedBefore<'_>> = Vec::new();
    for (at, _) in prose::numbers(text) {
        // The digits behind a point or a comma are of the number before it.
        // 2025年, 3月
        if text.get(at.end..).is_some_and(|rest| rest.starts_with(['年', '月', '日', '时', '号']))
        {
            continue;
        }
        let last = found.last_mut().filter(|last| {
            let between = text.get(last.at.end..at.start);
            matches!(between, Some("." | ","))
        });
        let at = last.as_ref().map_or(at.clone(), |last| last.at.start..at.end);
        let rest = text.get(at.end..).unwrap_or_default();
        let Some(value) = text.get(at.clone()).and_then(value) else { continue };
        match last {
            Some(last) => *last = CountedBefore { at, value, rest },
            None => found.push(CountedBefore { at, value, rest }),
        }
    }
    found
}

/// Whether both are of one unit: 18项, 16项.
fn are_alike(one: &CountedBefore<'_>, other: &CountedBefore<'_>) -> bool {
    let unit = |counted: &CountedBefore<'_>| counted.rest.chars().next();
    unit(one).is_some_and(crate::text::is_hanzi) && unit(one) == unit(other)
}

/// 即办件2650件，占3128件的74.8%.
fn of_named_whole(share: &Share<'_>) -> Option<String> {
    let clause = share.clause.strip_prefix('占')?;
    let clause = clause.strip_suffix("的比例").or_else(|| clause.strip_suffix('的'))?;
    let [_] = counted(clause)[..] else { return None };
    let sentence = share.sentence.rsplit('；').next()?;
    let all = counted(sentence);
    let (whole, parts) = all.split_last()?;
    let part = parts.last().filter(|part| are_alike(part, whole) && !whole.value.is_zero())?;
    // 网站206条、公众号306条，占1512条的33.9% is of both.
    let mut sum = Decimal::ZERO;
    for part in parts.iter().rev().take_while(|part| are_alike(part, whole)) {
        sum = sum.checked_add(part.value)?;
        if fits(sum, whole.value, share.percent) {
            return None;
        }
    }
    Some(not_so(part.value, whole.value, share))
}

/// 18项任务完成16项，完成率100%; 328件，全部办结，办结率98%.
fn of_done(text: &Searched<'_>, share: &Share<'_>) -> Option<String> {
    let (rate, verbs) = RATES.iter().find(|(rate, _)| share.clause.ends_with(rate))?;
    let sentence = share.sentence.rsplit('；').next()?;
    let bare = share.clause.strip_suffix(rate)?;
    if is_requested(text, sentence) || !after_words(bare, WHOSE).is_empty() {
        return None;
    }
    let all = counted(sentence);
    let (due, done) = match &all[..] {
        [others @ .., due, done]
            if are_alike(due, done) && !others.iter().any(|other| are_alike(other, due)) =>
        {
            (due, Some(done))
        }
        [.., due] => (due, None),
        [] => return None,
    };
    let told = due.rest.trim_end_matches(['为', '是', '达', '到', '了']);
    let told = told.strip_suffix(share.clause)?;
    // 满意320件，不满意8件 are two parts.
    let is_part = |text: &str| verbs.iter().any(|verb| text.contains(verb));
    let is_whole = !is_part(sentence.get(..due.at.start)?) && is_part(told);
    if !is_whole || OF_SOME.iter().any(|word| told.contains(word)) {
        return None;
    }
    let done = done.map_or_else(|| is_of_all(told, verbs).then_some(due), Some)?;
    let is_wrong = done.value <= due.value && !fits(done.value, due.value, share.percent);
    (is_wrong && !due.value.is_zero()).then(|| not_so(done.value, due.value, share))
}

/// 全部办结, 均已完成.
fn is_of_all(text: &str, verbs: &[&str]) -> bool {
    ["全部", "均"].iter().any(|all| {
        let rest = text.split_once(all).map(|(_, rest)| rest.trim_start_matches('已'));
        rest.is_some_and(|rest| verbs.iter().any(|verb| rest.starts_with(verb)))
    })
}

/// Whether the table of requests is what the rate is held against.
fn is_requested(text: &Searched<'_>, sentence: &str) -> bool {
    let head: String = text.text.chars().take(20).collect();
    (sentence.contains("申请") || head.contains("依申请公开"))
        && !is_of_other_matters(&Searched::new(sentence))
}

fn not_so(part: Decimal, whole: Decimal, share: &Share<'_>) -> String {
    let [part, whole, said] = [part, whole, share.percent.value].map(|n| n.normalize());
    format!("{part} 不是 {whole} 的 {said}%")
}

/// 18件，占46.2%；5件，占13.8%: shares of one whole, of which there is none that fits both.
pub(super) fn of_two_wholes(
    text: &Searched<'_>,
    shares: &[Share<'_>],
) -> Vec<(String, Range<usize>)> {
    let found = shares.windows(2).filter_map(|two| {
        let [first, second] = two else { return None };
        let (one, other) = (part(first)?, part(second)?);
        let between = second.sentence.get(first.sentence.len()..)?;
        // Of requests some shares are of those received, and some of those answered.
        let is_one = second.sentence.starts_with(first.sentence)
            && counted(between).len() == 2
            && !is_requested(text, second.sentence)
            && !["其中", "上年", "去年", "同比", "在", "；"].iter().any(|w| between.contains(w));
        let (least, most) = (whole(&one, first)?, whole(&other, second)?);
        let is_apart = least.1 < most.0 || most.1 < least.0;
        if !is_one || !are_alike(&one, &other) || !is_apart {
            return None;
        }
        let [a, b] = [one.value, other.value].map(|n| n.normalize());
        let [p, q] = [first, second].map(|share| share.percent.value.normalize());
        let message = format!("{a} 占 {p}%、{b} 占 {q}%，不是同一个总数的");
        Some((message, second.percent.at.clone()))
    });
    found.collect()
}

/// The number that a share is of: 18件，占; 206条（ behind 其中.
fn part<'t>(share: &Share<'t>) -> Option<CountedBefore<'t>> {
    let part = counted(share.sentence).pop()?;
    let unit = part.rest.chars().next()?;
    let behind = part.rest.strip_prefix(unit)?;
    let is_share = ["，占", "，占比", "（占", "，占比为", "，占总数的"].contains(&behind);
    let is_bracket = behind == "（" && share.sentence.contains("其中");
    (is_share || is_bracket).then_some(part)
}

/// The least and the most that the whole may be; the last place may be rounded or cut.
fn whole(part: &CountedBefore<'_>, share: &Share<'_>) -> Option<(Decimal, Decimal)> {
    let step = Decimal::new(1, share.percent.value.scale());
    let of = |percent: Decimal| {
        let percent = Some(percent).filter(|percent| *percent > Decimal::ZERO)?;
        part.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(percent)
    };
    Some((of(share.percent.value.checked_add(step)?)?, of(share.percent.value.checked_sub(step)?)?))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{rates::percents, shares::share},
        *,
    };

    fn told(text: &str) -> usize {
        let (searched, percents) = (Searched::new(text), percents(text));
        let shares: Vec<Share<'_>> = percents.iter().map(|percent| share(text, percent)).collect();
        let each = shares.iter().filter_map(|share| of_sentence(&searched, share)).count();
        each + of_two_wholes(&searched, &shares).len()
    }

    #[test]
    fn rates_are_those_of_the_numbers_before_them() {
        for text in [
            "热线办件328件，办结320件，办结率100%。",
            "热线办件328件，全部办结，办结率98%。",
            "热线办件328件，满意320件，满意率为95.2%。",
            "18项任务完成16项，完成率100%。",
            "开展测评2次，问卷发放200份，收回196份，回收率96%。",
            "12个村中有11个村建成公开栏，覆盖率100%。",
            "47件行政处罚决定公开46件，公开率100%。",
            "抽查公开栏12块，合格10块，合格率90%。",
            "12个村全部建成，建成率95%。",
            "即办件2650件，占3128件的74.8%。",
            "满意192份，占收回196份的96.97%。",
            "公开512条，其中网站206条（40.2%）、公众号306条（58.8%）。",
            "动态类206条，占40.2%，政策类100条，占29.5%。",
        ] {
            assert_eq!(told(text), 1, "{text}");
        }
        for text in [
            "热线办件328件，办结320件，办结率97.6%。",
            "热线办件328件，按期办结320件，按期办结率100%。",
            "应办结320件，办结320件，办结率100%。",
            "满意192份、基本满意8份，满意率96%；满意320件，不满意8件，满意率97.6%。",
            "任务完成16项，未完成2项，完成率88.9%。",
            "2025年，热线办件328件，办结320件，正在办理8件，办结率97.56%。",
            "收到申请38件，办结39件，办结率95.1%。",
            "网站206条、公众号306条，占1512条的33.9%。",
            "公开512条，其中网站206条（40.2%）、公众号306条（59.8%）。",
            "动态类206条，占40.2%，其中图解100条，占48.5%。",
            "收到申请38件，自然人31件，占81.6%，予以公开18件，占46.2%。",
            "许可件286件，占60%；信息512条，占40.2%。",
        ] {
            assert_eq!(told(text), 0, "{text}");
        }
    }
}
