//! Results of reviews and suits that are told without a number: `行政复议1件，结果纠正`, `2件，均被维持`.

use super::{
    named::{Named, NamedClaim},
    quantity::Amount,
    said::ENDS,
};
use crate::{
    check::{prose::Searched, subject::Subject},
    report::RowRole,
};
use rust_decimal::Decimal;

/// Words of a result, and the column of the table.
const REVIEWS: [(&str, &str); 11] = [
    ("未审结", "未审结"),
    ("审理中", "未审结"),
    ("正在审理", "未审结"),
    ("维持", "维持"),
    ("纠正", "纠正"),
    ("撤销", "纠正"),
    ("确认违法", "纠正"),
    ("变更", "纠正"),
    ("尚未审结", "未审结"),
    ("终止审理", "其他"),
    ("终止复议", "其他"),
];
pub(super) const SUITS: [(&str, &str); 12] = [
    ("尚未审结", "未审结"),
    ("未审结", "未审结"),
    ("审理中", "未审结"),
    ("正在审理", "未审结"),
    ("撤销", "纠正"),
    ("确认违法", "纠正"),
    ("驳回", "维持"),
    ("胜诉", "维持"),
    ("维持", "维持"),
    ("败诉", "纠正"),
    ("纠正", "纠正"),
    ("撤诉", "其他"),
];
/// What it was done to.
const OBJECTS: [&str; 8] = [
    "原答复",
    "原具体行政行为",
    "原行政行为",
    "具体行政行为",
    "原行政决定",
    "行政行为",
    "原决定",
    "原判",
];
/// What says that all of them ended so.
const ALL: [&str; 6] = ["均", "全部", "都", "结果均", "皆", "全都"];

/// What a paragraph says so, held against the only case, or against all.
pub(super) fn claims(subject: &Subject<'_>, searched: &Searched<'_>) -> Vec<NamedClaim> {
    let (text, mut found) = (searched.text, Vec::new());
    if !searched.has_any(&["复议", "诉讼"]) {
        return found;
    }
    let mut block = "";
    let mut from = 0;
    let mut is_denied = false;
    for statement in text.split_inclusive(ENDS) {
        let clause = statement.trim_end_matches(ENDS);
        let start = from;
        from += statement.len();
        match (clause.contains("复议"), clause.contains("诉讼")) {
            (true, true) => block = "",
            (true, false) => block = "行政复议",
            (false, true) => block = "行政诉讼",
            (false, false) => {}
        }
        is_denied |= ["未发生", "没有", "未收到", "无"].iter().any(|none| clause.contains(none));
        if !block.is_empty() && !is_denied && clause.ends_with("起诉") {
            found.extend(began(subject, clause, start));
        } else if !block.is_empty() && !is_denied && !clause.contains("后起诉") {
            let words: &[(&str, &'static str)] =
                if block == "行政复议" { &REVIEWS } else { &SUITS };
            // 驳回原告诉讼请求
            // 维持原行政行为
            let clause = OBJECTS
                .iter()
                .find_map(|object| clause.strip_suffix(object))
                .unwrap_or(clause)
                .trim_end_matches('了');
            let clause = clause
                .strip_suffix("诉讼请求")
                .map_or(clause, |head| head.trim_end_matches("原告").trim_end_matches('的'));
            let result = words.iter().find(|(word, _)| clause.ends_with(word));
            let claim = result.and_then(|(word, column)| {
                let at = start + clause.len() - word.len()..start + clause.len();
                let before = clause.strip_suffix(word)?;
                let number = number(subject, block, before)?;
                let named = Named::Outcome(
                    if block == "行政复议" { "行政复议" } else { "行政诉讼" },
                    column,
                );
                Some(NamedClaim { named, amount: Amount::Exactly(number), at })
            });
            found.extend(claim);
            found.extend(ended(subject, block, clause, start));
            found.extend(none_corrected(subject, block, clause, start));
        }
        if statement.ends_with(['。', '；']) {
            (block, is_denied) = ("", false);
        }
    }
    found
}

/// 行政诉讼1件，系复议后起诉: how the only suit began.
fn began(subject: &Subject<'_>, clause: &str, start: usize) -> Option<NamedClaim> {
    const WAYS: [(&str, &str); 3] = [
        ("复议后起诉", "复议后起诉"),
        ("未经复议直接起诉", "未经复议直接起诉"),
        ("直接起诉", "未经复议直接起诉"),
    ];
    let total = subject.rows(RowRole::Suits)?.amount("total")?;
    // 行政诉讼2件，均为直接起诉
    let is_all = clause.starts_with(['均', '都']) || clause.starts_with("全部");
    let (word, row) = WAYS.iter().find(|(word, _)| clause.ends_with(word))?;
    let before = clause.strip_suffix(word)?;
    let is_bare =
        super::words::after_words(before, &["系", "为", "是", "属", "属于", "均", "都", "全部"])
            .is_empty();
    let at = start + before.len()..start + clause.len();
    let is_told = total == Decimal::ONE || (is_all && !total.is_zero());
    (is_told && is_bare).then_some(NamedClaim {
        named: Named::Suit(row),
        amount: Amount::Exactly(total),
        at,
    })
}

/// 行政诉讼1件，已审结; 5件，均已审结: the only one is not open, or none of them.
fn ended(
    subject: &Subject<'_>,
    block: &'static str,
    clause: &str,
    start: usize,
) -> Option<NamedClaim> {
    let word = ["已审结", "已办结", "已结案"].into_iter().find(|word| clause.ends_with(word))?;
    let before = clause.strip_suffix(word)?;
    let total = number(subject, block, before)?;
    let at = start + before.len()..start + clause.len();
    let named = Named::Outcome(block, "未审结");
    (!total.is_zero()).then_some(NamedClaim { named, amount: Amount::NONE, at })
}

/// 行政复议2件，纠错率为零.
fn none_corrected(
    subject: &Subject<'_>,
    block: &'static str,
    clause: &str,
    start: usize,
) -> Option<NamedClaim> {
    let (before, rest) = clause.split_once("纠错率").or_else(|| clause.split_once("纠正率"))?;
    let bare = rest.trim_start_matches(['为', '是']).trim_end_matches(['%', '％']);
    let total = subject.rows(RowRole::Reviews)?.amount("total")?;
    let is_none = block == "行政复议" && ["零", "0"].contains(&bare) && !total.is_zero();
    let named = Named::Outcome(block, "纠正");
    let at = start + before.len()..start + clause.len();
    is_none.then_some(NamedClaim { named, amount: Amount::NONE, at })
}

/// How many ended so: all where it says so, or the only one.
fn number(subject: &Subject<'_>, block: &str, before: &str) -> Option<Decimal> {
    let role = if block == "行政复议" { RowRole::Reviews } else { RowRole::Suits };
    let total = subject.rows(role)?.amount("total")?;
    let result = [
        "被",
        "予",
        "结果",
        "县政府",
        "法院",
        "判决",
        "一审",
        "二审",
        "终审",
        "已",
        "的",
        "是",
        "为",
        "裁定",
        "案件",
        "一件",
        "经",
        "审理",
        "人民法院",
        "尚在",
        "目前",
        "仍在",
        "正在",
        "在",
        "尚",
        "复议机关",
        "机关",
        "依法",
    ];
    // 以前年度的诉讼已审结
    if ["以前", "往年", "上年", "去年", "历年"].iter().any(|earlier| before.contains(earlier))
    {
        return None;
    }
    let is_all = ALL.iter().any(|all| {
        before
            .rsplit_once(all)
            .is_some_and(|(_, rest)| super::words::after_words(rest, &result).is_empty())
    });
    let bare = before.rsplit_once("复议").or_else(|| before.rsplit_once("诉讼"));
    let bare = bare.map_or(before, |(_, rest)| rest);
    let is_bare = super::words::after_words(bare, &result).is_empty();
    (!total.is_zero() && (is_all || (total == Decimal::ONE && is_bare))).then_some(total)
}
