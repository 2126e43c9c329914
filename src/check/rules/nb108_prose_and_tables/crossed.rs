//! Single cells, by a row and a column that one clause names both: `企业申请2件均予以公开`, `1件直接起诉的案件尚未审结`; and
//! results of which it is said that there were none: `行政复议无纠正案件`.

use super::{
    named::{self, APPLICANTS, Named, NamedClaim, RESULTS},
    outcomes,
    quantity::Amount,
    requests::is_of_other_matters,
    said::ENDS,
    words::after_words,
};
use crate::{
    check::{
        prose::{self, Searched},
        subject::Subject,
    },
    text::spelt_value,
};
use rust_decimal::Decimal;
use std::ops::Range;

/// What may stand between who asked and what became of it.
const BETWEEN: &[&str] = &["的", "提出", "申请", "件", "已", "全部", "均", "都", "依法", "作出"];
const ALL: [&str; 3] = ["均", "全部", "都"];
/// How suits begin, the longer first.
const WAYS: [(&str, &str); 2] = [("复议后起诉", "复议后起诉"), ("直接起诉", "未经复议直接起诉")];
/// What may stand between how a suit began, its number and its result.
const OF_SUIT: &[&str] = &[
    "的",
    "案件",
    "行政诉讼",
    "均",
    "已",
    "被",
    "法院",
    "人民法院",
    "判决",
    "结果",
    "为",
    "尚",
    "仍",
    "件",
    "起",
];
/// What denies a result.
const NONE: [&str; 4] = ["没有", "未发生", "无", "零"];
/// Results that are denied, and their column.
const DENIED: [(&str, &str); 7] = [
    ("被纠正", "纠正"),
    ("纠正", "纠正"),
    ("纠错", "纠正"),
    ("被纠错", "纠正"),
    ("败诉", "纠正"),
    ("尚未审结", "未审结"),
    ("未审结", "未审结"),
];

/// What a paragraph says of single cells, where the table has fewer.
pub(super) fn claims(subject: &Subject<'_>, searched: &Searched<'_>) -> Vec<NamedClaim> {
    let text = searched.text;
    let has_results =
        searched.has_any(&["予以公开", "部分公开", "不予公开", "无法提供", "不予处理"]);
    let has_suits = searched.has("起诉");
    let has_denied = searched.has_any(&["纠正", "纠错", "败诉", "未审结"])
        && searched.has_any(&["复议", "诉讼"]);
    if !has_results && !has_suits && !has_denied {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut from = 0;
    for sentence in text.split_inclusive('。') {
        let start = from;
        from += sentence.len();
        let clauses = clauses(sentence, start);
        for (i, (clause, at)) in clauses.iter().enumerate() {
            let head = text.get(..at.start).unwrap_or_default();
            if has_results && is_of_requests(text, sentence) {
                found.extend(of_applicant(subject, clause, at));
            }
            if has_suits {
                let next = clauses.get(i + 1).map_or("", |(next, _)| *next);
                found.extend(of_suit(subject, clause, next, at));
            }
            if has_denied {
                let head = head.get(start..).unwrap_or_default();
                found.extend(denied(head, clause, at));
            }
        }
    }
    found
}

type Clause<'t> = (&'t str, Range<usize>);

fn clauses(sentence: &str, start: usize) -> Vec<Clause<'_>> {
    let mut from = start;
    let cut = |statement| {
        let clause: &str = str::trim_end_matches(statement, ENDS);
        let at = from..from + clause.len();
        from += str::len(statement);
        (clause, at)
    };
    sentence.split_inclusive(ENDS).map(cut).collect()
}

fn is_of_requests(text: &str, sentence: &str) -> bool {
    let is_headed = text.chars().take(20).collect::<String>().contains("依申请公开");
    (is_headed || sentence.contains("公开申请")) && !is_of_other_matters(&Searched::new(sentence))
}

/// 企业申请2件均部分公开, 自然人申请均予以公开: more than the table has.
fn of_applicant(subject: &Subject<'_>, clause: &str, at: &Range<usize>) -> Option<NamedClaim> {
    let result = RESULTS.iter().find(|result| clause.ends_with(**result))?;
    let (word, columns) = APPLICANTS.iter().find(|(word, _)| clause.starts_with(word))?;
    let between = clause.strip_prefix(word)?.strip_suffix(result)?;
    let (number, rest) = number(between);
    let is_all = ALL.iter().any(|all| between.contains(all));
    if !rest.iter().all(|rest| after_words(rest, BETWEEN).is_empty()) || !between.contains("申请")
    {
        return None;
    }
    let named = Named::Crossed(word, columns, result);
    let of_all = || named::amounts(subject, Named::Crossed(word, columns, ""))?.first().copied();
    let amount = number.or_else(|| is_all.then(of_all).flatten())?;
    more_than_held(subject, named, amount, at)
}

/// 复议后起诉1件，法院判决维持; 1件直接起诉的案件尚未审结.
fn of_suit(
    subject: &Subject<'_>,
    clause: &str,
    next: &str,
    at: &Range<usize>,
) -> Option<NamedClaim> {
    let (way, row) = WAYS.iter().find(|(way, _)| clause.contains(way))?;
    let (before, behind) = clause.split_once(way)?;
    let before = before.trim_end_matches("未经复议").trim_start_matches("其中");
    let (rest, column) = if let Some(found) = result(behind) {
        found
    } else {
        let (how, column) = result(next)?;
        (after_words(how, OF_SUIT).is_empty().then_some(behind)?, column)
    };
    let (one, first) = number(before);
    let (other, second) = number(rest);
    let is_bare = |rest: &&str| after_words(rest, OF_SUIT).is_empty();
    let amount = one.or(other).filter(|_| first.iter().chain(&second).all(is_bare))?;
    more_than_held(subject, Named::SuitOutcome(row, column), amount, at)
}

/// The result that a clause ends with: what stands before it, and its column.
fn result(clause: &str) -> Option<(&str, &'static str)> {
    outcomes::SUITS.iter().find_map(|(word, column)| Some((clause.strip_suffix(word)?, *column)))
}

/// The number of a piece with 件 behind it, and what stands before and behind.
fn number(text: &str) -> (Option<Decimal>, [&str; 2]) {
    let is_any = |c: char| c.is_ascii_digit() || crate::text::is_spelt(c);
    let Some(start) = text.find(is_any) else { return (None, [text, ""]) };
    let tail = text.get(start..).unwrap_or_default();
    let rest = tail.trim_start_matches(is_any);
    let typed = tail.get(..tail.len() - rest.len()).unwrap_or_default();
    let value = typed.parse().ok().or_else(|| Some(Decimal::from(spelt_value(typed)?)));
    match rest.strip_prefix(['件', '起', '宗']) {
        Some(behind) => (value, [text.get(..start).unwrap_or_default(), behind]),
        None => (None, [text, "数"]),
    }
}

fn more_than_held(
    subject: &Subject<'_>,
    named: Named,
    amount: Decimal,
    at: &Range<usize>,
) -> Option<NamedClaim> {
    let held = *named::amounts(subject, named)?.first()?;
    let amount = Amount::Exactly(amount).exact().filter(|amount| *amount > held)?;
    Some(NamedClaim { named, amount: Amount::Exactly(amount), at: at.clone() })
}

/// 行政复议无纠正案件, 无行政诉讼败诉案件, 行政复议零纠错.
fn denied(head: &str, clause: &str, at: &Range<usize>) -> Option<NamedClaim> {
    const BEFORE: &[&str] =
        &["行政复议", "行政诉讼", "复议", "诉讼", "发生", "案件", "和", "、", "一起", "一件"];
    const BEHIND: &[&str] =
        &["案件", "的", "案", "情形", "情况", "行政复议", "行政诉讼", "复议", "诉讼", "件", "发生"];
    let (word, start) = NONE
        .iter()
        .filter_map(|word| Some((word, clause.find(word)?)))
        .min_by_key(|(_, at)| *at)?;
    let (before, rest) = (clause.get(..start)?, clause.get(start + word.len()..)?);
    let told = after_words(rest, BEFORE);
    let (result, column) = DENIED.iter().find(|(result, _)| told.starts_with(result))?;
    let tail = told.strip_prefix(result)?;
    let is_whole = after_words(tail, BEHIND).is_empty();
    let is_bare = after_words(
        before,
        &["行政复议", "行政诉讼", "复议", "诉讼", "案件", "均", "全年", "和", "、"],
    );
    let is_plain = is_bare.is_empty();
    let whole = format!("{}{clause}", prose::before(head, head.len(), prose::CLAUSE));
    let block = match (clause.contains("复议"), clause.contains("诉讼")) {
        (true, false) => Some("行政复议"),
        (false, true) => Some("行政诉讼"),
        (true, true) => None,
        (false, false) => match (whole.contains("复议"), whole.contains("诉讼")) {
            (true, false) => Some("行政复议"),
            (false, true) => Some("行政诉讼"),
            _ => None,
        },
    };
    let named = match block {
        Some(block) => Named::Outcome(block, column),
        None if *column == "未审结" => Named::Open,
        None => return None,
    };
    (is_whole && is_plain).then(|| NamedClaim { named, amount: Amount::NONE, at: at.clone() })
}
