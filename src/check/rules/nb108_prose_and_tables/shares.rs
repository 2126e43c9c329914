//! Shares and averages that the numbers of the table or of the sentence contradict: `办结率93.2%`,
//! `其中网站326条，占69.9%`.

use super::{
    averages,
    named::NamedClaim,
    parts::{SaidPart, are_all},
    rates::{Percent, percents},
    ratios,
    said::{ENDS, SaidNumber},
    table_shares::TableShares,
    words::after_words,
};
use crate::{
    check::{
        prose::{self, ProseLine},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::Diagnostic,
};
use rust_decimal::Decimal;
use std::ops::Range;

/// Shares looked at in a paragraph, each with its whole sentence; only what was made to be slow has more.
const MOST: usize = 1000;

/// A share that a paragraph gives.
pub(super) struct Share<'t> {
    pub percent: &'t Percent,
    /// The words since the mark before it, 、 too, without 为 and the like behind them.
    pub clause: &'t str,
    /// The sentence so far.
    pub sentence: &'t str,
}

pub(super) fn check(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    said: &[SaidNumber<'_>],
    named: &[NamedClaim],
    is_asked: &dyn Fn(&Range<usize>) -> bool,
) -> Vec<Diagnostic> {
    let text = line.searched();
    let averages = averages::wrong(&text).into_iter().map(|(at, right)| {
        let message = format!("平均数和前面的数合不上：算出来是 {}", right.round_dp(1).normalize());
        (message, at)
    });
    let mut found: Vec<(String, Range<usize>)> = averages.collect();
    let all = if text.has_any(&["%", "％"]) { percents(text.text) } else { Vec::new() };
    let shares: Vec<Share<'_>> =
        all.iter().take(MOST).map(|percent| share(text.text, percent)).collect();
    let table = TableShares { subject, text: &text, said, named };
    for share in &shares {
        let at = &share.percent.at;
        let of_table = Some(at).filter(|at| is_asked(at)).and_then(|_| table.wrong(share));
        let message = of_table
            .or_else(|| within(share, said))
            .or_else(|| done_of_due(share, said))
            .or_else(|| ratios::of_sentence(&text, share));
        found.extend(message.map(|message| (message, at.clone())));
    }
    found.extend(ratios::of_two_wholes(&text, &shares));
    found.extend(too_many(&shares));
    let tell = |(message, at): (String, Range<usize>)| {
        let finding = subject.at(rule.finding(message), line.place(&at), "算出来不同");
        finding.help("请核对这个数和它由来的数")
    };
    found.into_iter().map(tell).collect()
}

pub(super) fn share<'t>(text: &'t str, percent: &'t Percent) -> Share<'t> {
    let before = prose::before(text, percent.at.start, prose::SENTENCE);
    let sentence = before.rsplit('。').next().unwrap_or_default();
    let clause = sentence.rsplit(ENDS).next().and_then(|clause| clause.rsplit('、').next());
    let clause = clause.unwrap_or_default();
    let clause = clause.trim_end_matches(['为', '是', '达', '到', '了']);
    Share { percent, clause, sentence }
}

/// Whether one number is so much of another; the last place may be rounded or cut.
pub(super) fn fits(part: Decimal, whole: Decimal, percent: &Percent) -> bool {
    let share = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|n| n.checked_div(whole));
    let least = Decimal::new(1, percent.value.scale());
    share.is_some_and(|share| (share - percent.value).abs() < least)
}

/// The numbers of the sentence before a share, the last last.
pub(super) fn before<'s, 't>(
    share: &Share<'_>,
    said: &'s [SaidNumber<'t>],
) -> &'s [SaidNumber<'t>] {
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

#[cfg(test)]
mod tests {
    use super::{super::said, *};
    use crate::check::prose::Searched;

    fn told(text: &str) -> usize {
        let all = said::all(&Searched::new(text));
        let percents = percents(text);
        let shares: Vec<Share<'_>> = percents.iter().map(|percent| share(text, percent)).collect();
        let each = shares
            .iter()
            .filter_map(|share| within(share, &all).or_else(|| done_of_due(share, &all)));
        each.count() + too_many(&shares).len()
    }

    #[test]
    fn shares_are_reckoned() {
        for text in [
            "两渠道共544条，其中网站326条，占69.9%。",
            "其中网站占62.5%、微信占47.5%。",
            "应公开120件，实际公开135件，公开率100%。",
        ] {
            assert_eq!(told(text), 1, "{text}");
        }
        for text in [
            "两渠道共544条，其中网站326条，占59.9%。",
            "共544条，其中网站326条，占六成，占60%。",
            "网站公开326条，占59.9%。",
            "其中网站占62.5%、微信占37.5%；女性占62%，党员占51%。",
            "应公开120件，实际公开120件，公开率100%。",
        ] {
            assert_eq!(told(text), 0, "{text}");
        }
    }
}
