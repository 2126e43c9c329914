//! Sentences of one report that cannot both be so: the fee for processing was charged, and was not.

use super::{quantity::Amount, said, words::is_joined};
use crate::{
    check::{prose::ProseLine, rule::Rule, subject::Subject},
    diagnostic::Diagnostic,
};
use std::ops::Range;

const FEE: &str = "信息处理费";
const NONE: [&str; 8] =
    ["未收取", "没有收取", "未产生", "没有产生", "未发生", "未收过", "未收", "无"];
/// A sum that was not charged in the end.
const GIVEN_UP: [&str; 6] = ["减免", "免收", "免除", "退还", "应收", "标准"];

pub(super) fn check(rule: &Rule, subject: &Subject<'_>) -> Option<Diagnostic> {
    let (charged, at) = subject.lines.iter().find_map(|line| Some((line, charged(line)?)))?;
    let (denied, none) = subject.lines.iter().find_map(|line| Some((line, denied(line)?)))?;
    let message = format!("一处说收了{FEE}，一处说没有收");
    let finding = subject.at(rule.finding(message), charged.place(&at), "这里说收了");
    let finding = subject.related(finding, denied.place(&none), "这里说没有");
    Some(finding.help("请核对收没收，两处只留一处"))
}

fn charged(line: &ProseLine<'_>) -> Option<Range<usize>> {
    if !line.text.contains(FEE) {
        return None;
    }
    let is_charged = |said: &said::SaidNumber<'_>| {
        let is_fee = said.clause.rsplit_once(FEE).is_some_and(|(_, between)| is_joined(between));
        let is_given_up = GIVEN_UP.iter().any(|word| said.whole.contains(word));
        let is_nothing =
            matches!(said.quantity.amount, Amount::Expression(_)) || said.quantity.amount.is_none();
        is_fee && !is_given_up && !is_nothing && !said.is_count()
    };
    let found = said::all(&line.text).into_iter().find(is_charged)?;
    Some(found.quantity.at)
}

fn denied(line: &ProseLine<'_>) -> Option<Range<usize>> {
    for (at, _) in line.text.match_indices(FEE) {
        let before = line.text.get(..at)?;
        let clause = before.rsplit(said::ENDS).next()?.trim_end_matches("政府信息公开");
        if let Some(word) = NONE.iter().find(|word| clause.ends_with(**word)) {
            let start = at - before.rsplit(said::ENDS).next()?.len() + clause.len() - word.len();
            return Some(start..at + FEE.len());
        }
    }
    None
}
