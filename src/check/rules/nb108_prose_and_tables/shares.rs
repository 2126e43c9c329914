//! Shares, rates and averages that the numbers of the table or of the sentence contradict: `办结率93.2%`,
//! `其中网站326条，占69.9%`, `培训2次，参训56人次，平均每次38人次`.

use super::{
    named::{self, APPLICANTS, Named},
    parts::{SaidPart, are_all},
    rates::{Percent, percents},
    requests::is_of_other_matters,
    said::{ENDS, SaidNumber},
    words::after_words,
};
use crate::{
    check::{
        prose::{self, ProseLine, Searched},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::Diagnostic,
    report::RowRole,
};
use rust_decimal::Decimal;
use std::ops::Range;

/// Shares looked at in a paragraph, each with its whole sentence; only what was made to be slow has more.
const MOST: usize = 1000;

/// A share that a paragraph gives.
struct Share<'t> {
    percent: &'t Percent,
    /// The words since the mark before it, 、 too, without 为 and the like behind them.
    clause: &'t str,
    /// The sentence so far.
    sentence: &'t str,
}

pub(super) fn check(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    said: &[SaidNumber<'_>],
    is_asked: &dyn Fn(&Range<usize>) -> bool,
) -> Vec<Diagnostic> {
    let text = line.searched();
    let averages = averages(text.text).into_iter().map(|(at, right)| {
        let message =
            format!("平均数和前面两个数合不上：算出来是 {}", right.round_dp(1).normalize());
        (message, at)
    });
    let mut found: Vec<(String, Range<usize>)> = averages.collect();
    let all = if text.has_any(&["%", "％"]) { percents(text.text) } else { Vec::new() };
    let shares: Vec<Share<'_>> =
        all.iter().take(MOST).map(|percent| share(text.text, percent)).collect();
    for share in &shares {
        let at = &share.percent.at;
        let of_table = || handled(subject, share).or_else(|| applicants(subject, share));
        let of_table = Some(at).filter(|at| is_asked(at)).and_then(|_| of_table());
        let message = of_table.or_else(|| within(share, said)).or_else(|| done_of_due(share, said));
        found.extend(message.map(|message| (message, at.clone())));
    }
    found.extend(too_many(&shares));
    let tell = |(message, at): (String, Range<usize>)| {
        let finding = subject.at(rule.finding(message), line.place(&at), "算出来不同");
        finding.help("请核对这个数和它由来的数")
    };
    found.into_iter().map(tell).collect()
}

fn share<'t>(text: &'t str, percent: &'t Percent) -> Share<'t> {
    let before = prose::before(text, percent.at.start, prose::SENTENCE);
    let sentence = before.rsplit('。').next().unwrap_or_default();
    let clause = sentence.rsplit(ENDS).next().and_then(|clause| clause.rsplit('、').next());
    let clause = clause.unwrap_or_default();
    let clause = clause.trim_end_matches(['为', '是', '达', '到', '了']);
    Share { percent, clause, sentence }
}

/// Whether one number is so much of another; the last place may be rounded or cut.
fn fits(part: Decimal, whole: Decimal, percent: &Percent) -> bool {
    let share = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|n| n.checked_div(whole));
    let least = Decimal::new(1, percent.value.scale());
    share.is_some_and(|share| (share - percent.value).abs() < least)
}

/// Whether two numbers of the sentence are so.
fn fits_any(sentence: &str, percent: &Percent) -> bool {
    const MOST: usize = 8;
    let numbers = prose::numbers(sentence);
    let numbers: Vec<Decimal> = (numbers.iter().rev().take(MOST))
        .filter_map(|(_, digits)| crate::text::half_width(digits).parse().ok())
        .collect();
    numbers.iter().any(|whole| numbers.iter().any(|part| fits(*part, *whole, percent)))
}

/// 办结率93.2%, 占应办件数的88.3%: by the table.
fn handled(subject: &Subject<'_>, share: &Share<'_>) -> Option<String> {
    let is_rate = share.clause.ends_with("办结率") || share.clause.ends_with("答复率");
    let is_of_due = share.clause.starts_with("占应办");
    if !(is_rate || is_of_due) {
        return None;
    }
    // 按时办结率 is of those whose time had come.
    let is_timed = ["时", "期", "法定", "率和"].iter().any(|word| share.clause.contains(word));
    let sentence = Searched::new(share.sentence);
    let is_all = is_of_due || !sentence.has_any(&["应办", "到期"]);
    if is_timed || !is_all || !sentence.has("申请") || is_of_other_matters(&sentence) {
        return None;
    }
    let total = |role: RowRole| subject.rows(role)?.amount("total");
    let (new, done) = (total(RowRole::Received)?, total(RowRole::Handled)?);
    let both = new.checked_add(total(RowRole::CarriedIn)?)?;
    let is_so = fits(done, both, share.percent)
        || fits(done, new, share.percent)
        || (!is_hundred(share) && fits_any(share.sentence, share.percent));
    (!is_so && !both.is_zero()).then(|| {
        format!(
            "正文说办结率 {}%，表里收到和上年结转共 {both}，办理结果总计是 {done}",
            share.percent.value.normalize()
        )
    })
}

fn is_hundred(share: &Share<'_>) -> bool {
    share.percent.value == Decimal::ONE_HUNDRED
}

/// 自然人占91.8%: by the table.
fn applicants(subject: &Subject<'_>, share: &Share<'_>) -> Option<String> {
    let clause = after_words(share.clause, &["其中", "由"]);
    let (word, columns) = APPLICANTS.iter().find(|(word, _)| clause.starts_with(word))?;
    let rest = clause.strip_prefix(word)?;
    let between = ["申请人", "申请", "提出", "的", "占比", "占", "比例", "比重", "数量"];
    let is_share = rest.contains('占') || rest.contains('比');
    if !is_share || !after_words(rest, &between).is_empty() || !share.sentence.contains("申请") {
        return None;
    }
    let total = |role: RowRole| subject.rows(role)?.amount("total");
    let (new, carried) = (total(RowRole::Received)?, total(RowRole::CarriedIn)?);
    let amounts = named::amounts(subject, Named::Applicant(word, columns))?;
    let [first, second] = amounts[..] else { return None };
    let is_so = fits(first, new, share.percent)
        || fits(first.checked_add(second)?, new.checked_add(carried)?, share.percent);
    (!is_so && !new.is_zero()).then(|| {
        let said = share.percent.value.normalize();
        format!("正文说{word}占 {said}%，表里本年新收 {new}，其中{word} {first}")
    })
}

/// The numbers of the sentence before a share, the last last.
fn before<'s, 't>(share: &Share<'_>, said: &'s [SaidNumber<'t>]) -> &'s [SaidNumber<'t>] {
    let end = share.percent.at.start;
    let sentence = share.sentence.rsplit(['。', '；']).next().unwrap_or_default();
    let start = end - sentence.len();
    let to = said.partition_point(|said| said.quantity.at.start < end);
    let from = said.partition_point(|said| said.quantity.at.start < start);
    said.get(from..to).unwrap_or_default()
}

/// 共544条，其中网站326条，占69.9%.
fn within(share: &Share<'_>, said: &[SaidNumber<'_>]) -> Option<String> {
    if !["占", "占比", "占总数的", "占总量的", "占总数", "占总量"].contains(&share.clause)
    {
        return None;
    }
    let [earlier @ .., part] = before(share, said) else { return None };
    let is_next = share.sentence.len() < part.quantity.end.saturating_add(prose::SENTENCE);
    if !part.clause.starts_with("其中") || !is_next || earlier.is_empty() || earlier.len() > 8 {
        return None;
    }
    let number = part.exact()?;
    let is_one = |said: &&SaidNumber<'_>| said.quantity.unit == part.quantity.unit;
    let wholes: Option<Vec<Decimal>> =
        earlier.iter().filter(is_one).map(SaidNumber::exact).collect();
    let wholes = wholes.filter(|wholes| !wholes.is_empty())?;
    let sum = wholes.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n))?;
    let is_so = wholes.iter().chain([&sum]).any(|whole| fits(number, *whole, share.percent));
    let whole = *wholes.last()?;
    (!is_so && !whole.is_zero()).then(|| {
        let said = share.percent.value.normalize();
        format!("{} 占不到 {} 的 {said}%，或者不止", number.normalize(), whole.normalize())
    })
}

/// 应公开120件，实际公开135件，公开率100%.
fn done_of_due(share: &Share<'_>, said: &[SaidNumber<'_>]) -> Option<String> {
    if !share.clause.ends_with('率') || share.clause.contains(['时', '期']) {
        return None;
    }
    let [due, done] = before(share, said) else { return None };
    let is_due = after_words(due.clause, &["全年", "其中", "共", "本年"]).starts_with('应');
    let is_one = due.quantity.unit == done.quantity.unit;
    if !share.clause.ends_with('率') || !is_due || !is_one || share.clause.contains(['时', '期'])
    {
        return None;
    }
    let (due, done) = (due.exact()?, done.exact()?);
    (!due.is_zero() && !fits(done, due, share.percent)).then(|| {
        let said = share.percent.value.normalize();
        format!("应做 {}，做了 {}，比率不是 {said}%", due.normalize(), done.normalize())
    })
}

/// Words of channels besides those of parts.
const CHANNELS: [&str; 5] = ["网站", "微信", "微博", "公开栏", "抖音"];

/// 其中网站占62.5%、微信占47.5%: parts of one whole that are more than it.
fn too_many(shares: &[Share<'_>]) -> Vec<(String, Range<usize>)> {
    let label = |share: &Share<'_>| {
        let bare = share.clause.trim_end_matches('比');
        bare.strip_suffix('占').map(|label| label.trim_start_matches("其中").to_owned())
    };
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(first) = shares.get(from) {
        // Those that follow at once.
        let mut end = from + 1;
        let mut last = first;
        while let Some(next) = shares.get(end).filter(|next| {
            let gap = next.percent.at.start.saturating_sub(last.percent.at.end);
            label(next).is_some()
                && gap <= next.clause.len() + 12
                && next.sentence.len() > last.sentence.len()
        }) {
            (last, end) = (next, end + 1);
        }
        let group = shares.get(from..end).unwrap_or_default();
        from = end;
        let labels: Vec<String> = group.iter().filter_map(label).collect();
        if labels.len() < 2 || labels.len() != group.len() {
            continue;
        }
        let sum: Decimal = group.iter().map(|share| share.percent.value).sum();
        let parts: Vec<SaidPart<'_>> =
            labels.iter().map(|words| SaidPart { words, number: Decimal::ZERO }).collect();
        let is_channel = |label: &String| CHANNELS.iter().any(|word| label == word);
        let is_one = are_all(&parts, "") || labels.iter().all(is_channel);
        if is_one && sum > Decimal::ONE_HUNDRED + Decimal::ONE {
            let message = format!("各项占比之和是 {}%，超过 100%", sum.normalize());
            found.push((message, last.percent.at.clone()));
        }
    }
    found
}

/// 培训2次，参训56人次，平均每次38人次: where the average stands, and the right one.
fn averages(text: &str) -> Vec<(Range<usize>, Decimal)> {
    const WORD: &str = "平均每";
    let places = text.match_indices(WORD).map(|(at, _)| at);
    places.filter_map(|at| average(text, at, at + WORD.len())).collect()
}

fn average(text: &str, at: usize, start: usize) -> Option<(Range<usize>, Decimal)> {
    let rest = prose::after(text, start);
    let per = rest.chars().next().filter(|c| "次期场月".contains(*c))?;
    let (number, digits) = prose::numbers(rest).into_iter().next()?;
    if !after_words(rest.get(per.len_utf8()..number.start)?, &["为", "约", "参训", "培训", "公开"])
        .is_empty()
    {
        return None;
    }
    let unit = rest.get(number.end..)?.split(ENDS).next()?;
    let sentence = prose::before(text, at, prose::CLAUSE).rsplit(['。', '；']).next()?;
    let value = |digits: &str| crate::text::half_width(digits).parse::<Decimal>().ok();
    let with = |unit: &str| {
        let all = prose::numbers(sentence).into_iter().filter(|(at, _)| {
            let rest = sentence.get(at.end..).unwrap_or_default().strip_prefix(unit);
            rest.is_some_and(|rest| {
                rest.is_empty()
                    || rest.starts_with(ENDS)
                    || !rest.starts_with(crate::text::is_hanzi)
                    || rest.starts_with(['共', '、'])
            })
        });
        let all: Vec<Decimal> = all.filter_map(|(_, digits)| value(digits)).collect();
        match all[..] {
            [one] => Some(one),
            _ => None,
        }
    };
    let times = if per == '月' { Decimal::from(12) } else { with(&per.to_string())? };
    if unit.is_empty() || unit.chars().count() > 2 || unit.contains(['.', '%']) {
        return None;
    }
    let right = with(unit)?.checked_div(times)?;
    ((right - value(digits)?).abs() >= Decimal::ONE)
        .then(|| (start + number.start..start + number.end, right))
}

#[cfg(test)]
mod tests {
    use super::{super::said, *};

    fn told(text: &str) -> usize {
        let all = said::all(&Searched::new(text));
        let percents = percents(text);
        let shares: Vec<Share<'_>> = percents.iter().map(|percent| share(text, percent)).collect();
        let each = shares
            .iter()
            .filter_map(|share| within(share, &all).or_else(|| done_of_due(share, &all)));
        each.count() + too_many(&shares).len() + averages(text).len()
    }

    #[test]
    fn shares_and_averages_are_reckoned() {
        for text in [
            "两渠道共544条，其中网站326条，占69.9%。",
            "其中网站占62.5%、微信占47.5%。",
            "应公开120件，实际公开135件，公开率100%。",
            "培训2次共56人次，平均每次38人次。",
        ] {
            assert_eq!(told(text), 1, "{text}");
        }
        for text in [
            "两渠道共544条，其中网站326条，占59.9%。",
            "共544条，其中网站326条，占六成，占60%。",
            "网站公开326条，占59.9%。",
            "其中网站占62.5%、微信占37.5%；女性占62%，党员占51%。",
            "应公开120件，实际公开120件，公开率100%。",
            "培训2次共56人次，平均每次28人次；平均每月公开27条。",
        ] {
            assert_eq!(told(text), 0, "{text}");
        }
    }
}
