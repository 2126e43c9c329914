//! What the third and the fourth table hold against what the prose says of them.

use super::{
    expression,
    quantity::Amount,
    requests::{Claim, Topic},
};
use crate::{
    check::{
        prose::{self, ProseLine},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::Diagnostic,
    report::RowRole,
};
use rust_decimal::Decimal;

/// Leaves out the numbers of one sentence that are the table's together: 简易答复2件、一般答复13件.
pub(super) fn without_parts(subject: &Subject<'_>, text: &str, claims: Vec<Claim>) -> Vec<Claim> {
    if claims.len() < 2 {
        return claims;
    }
    let sentence = |claim: &Claim| {
        let before = prose::before(text, claim.at.start, prose::SENTENCE);
        claim.at.start - before.rsplit('。').next().map_or(0, str::len)
    };
    let starts: Vec<usize> = claims.iter().map(sentence).collect();
    let is_part = |i: usize, claim: &Claim| {
        let near = starts.iter().zip(&claims).skip(i.saturating_sub(MOST_PARTS));
        let near = near
            .take(2 * MOST_PARTS)
            .filter(|(start, other)| starts.get(i) == Some(start) && other.topic == claim.topic);
        let numbers: Option<Vec<Decimal>> = near.map(|(_, other)| other.amount.exact()).collect();
        let numbers = numbers.filter(|numbers| numbers.len() > 1);
        let sum = numbers.and_then(|n| n.iter().try_fold(Decimal::ZERO, |a, b| a.checked_add(*b)));
        sum.is_some_and(|sum| {
            let whole = Claim { topic: claim.topic, amount: Amount::Exactly(sum), at: 0..0 };
            held(subject, &whole).is_some_and(|(_, is_so)| is_so)
        })
    };
    let parts: Vec<bool> = claims.iter().enumerate().map(|(i, claim)| is_part(i, claim)).collect();
    claims.into_iter().zip(parts).filter(|(_, is_part)| !is_part).map(|(claim, _)| claim).collect()
}

/// Numbers of a sentence before and behind one that may be parts with it.
const MOST_PARTS: usize = 6;

/// Tells where the table says otherwise.
pub(super) fn compare(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    claim: &Claim,
) -> Option<Diagnostic> {
    if let Amount::Expression(at) = &claim.amount {
        let rows = claim.topic.all_rows().into_iter().filter_map(|role| subject.rows(role));
        let cells: Vec<_> = rows
            .flat_map(|rows| rows.keys_of("total").into_iter().map(move |key| (rows.table, key)))
            .collect();
        return expression::compare(rule, subject, line, at, what(claim.topic), cells);
    }
    let (table, is_so) = held(subject, claim)?;
    if is_so {
        return None;
    }
    let what = what(claim.topic);
    let said = if claim.amount.is_none() {
        format!("没有{what}", what = what.trim_start_matches("收到"))
    } else {
        format!("{what}{}", claim.amount.said("件"))
    };
    let message = format!("正文说{said}，表里{table}");
    let finding = subject.at(rule.finding(message), line.place(&claim.at), "和表不一致");
    let places = subject.rows(claim.topic.rows())?.origins("total");
    Some(subject.related(finding, places, "表里的数").help("请核对是正文错还是表错"))
}

/// What the table holds, and whether it is what was said.
fn held(subject: &Subject<'_>, claim: &Claim) -> Option<(String, bool)> {
    let total = |role: RowRole| subject.rows(role)?.amount("total");
    Some(match claim.topic {
        Topic::New | Topic::Received => {
            let new = total(RowRole::Received)?;
            let both = new.checked_add(total(RowRole::CarriedIn)?)?;
            let is_either = claim.topic == Topic::Received && claim.amount.is(both);
            let table = if claim.topic == Topic::Received && both != new {
                format!("本年新收是 {new}，加上上年结转是 {both}")
            } else {
                format!("本年新收是 {new}")
            };
            (table, claim.amount.is(new) || is_either)
        }
        Topic::Worked => {
            let (new, handled) = (total(RowRole::Received)?, total(RowRole::Handled)?);
            let both = new.checked_add(total(RowRole::CarriedIn)?)?;
            let table =
                format!("本年新收是 {new}，加上上年结转是 {both}，办理结果总计是 {handled}");
            (table, [new, both, handled].iter().any(|number| claim.amount.is(*number)))
        }
        Topic::Due => {
            let (new, carried) = (total(RowRole::Received)?, total(RowRole::CarriedIn)?);
            let both = new.checked_add(carried)?;
            let table = format!("本年新收是 {new}，上年结转是 {carried}，共 {both}");
            // 含上年结转共3件 may be of these alone.
            (table, claim.amount.is(both) || claim.amount.is(carried))
        }
        Topic::SomeRequests | Topic::SomeReviews | Topic::SomeSuits => {
            let (name, all) = whole(claim.topic, &total)?;
            let is_within = matches!(claim.amount, Amount::Exactly(some) if some <= all);
            (format!("{name}是 {all}"), is_within || claim.amount.is(all))
        }
        Topic::Carried => {
            let (from, to) = (total(RowRole::CarriedIn)?, total(RowRole::CarriedOut)?);
            let table = format!("上年结转是 {from}，结转下年度是 {to}");
            (table, claim.amount.is(from) || claim.amount.is(to))
        }
        topic => {
            let (row, value) = match topic {
                Topic::CarriedIn => ("上年结转", total(RowRole::CarriedIn)?),
                Topic::Handled => ("办理结果总计", total(RowRole::Handled)?),
                Topic::CarriedOut => ("结转下年度", total(RowRole::CarriedOut)?),
                Topic::Reviews => ("行政复议总计", total(RowRole::Reviews)?),
                Topic::Suits => ("两组行政诉讼合计", total(RowRole::Suits)?),
                _ => (
                    "行政复议和行政诉讼合计",
                    total(RowRole::Reviews)?.checked_add(total(RowRole::Suits)?)?,
                ),
            };
            (format!("{row}是 {value}"), claim.amount.is(value))
        }
    })
}

/// The whole that a number is some of, and its name.
fn whole(
    topic: Topic,
    total: &dyn Fn(RowRole) -> Option<Decimal>,
) -> Option<(&'static str, Decimal)> {
    Some(match topic {
        Topic::SomeReviews => ("行政复议总计", total(RowRole::Reviews)?),
        Topic::SomeSuits => ("两组行政诉讼合计", total(RowRole::Suits)?),
        _ => (
            "本年新收和上年结转共",
            total(RowRole::Received)?.checked_add(total(RowRole::CarriedIn)?)?,
        ),
    })
}

fn what(topic: Topic) -> &'static str {
    match topic {
        Topic::New | Topic::Received | Topic::SomeRequests => "收到申请",
        Topic::CarriedIn => "上年结转",
        Topic::Due => "收到和上年结转共",
        Topic::Handled => "办结",
        Topic::Worked => "办理申请",
        Topic::CarriedOut => "结转下年度",
        Topic::Carried => "结转",
        Topic::Reviews | Topic::SomeReviews => "行政复议",
        Topic::Suits | Topic::SomeSuits => "行政诉讼",
        Topic::Disputes => "行政复议和行政诉讼",
    }
}
