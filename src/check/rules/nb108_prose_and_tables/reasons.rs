//! Why requests were not granted: `因本机关不掌握无法提供的2件`, `不予处理2件，均为重复申请`.

use super::{
    named::{Named, NamedClaim, RESULTS},
    said::SaidNumber,
    words::{after_words, is_plain},
};
use crate::check::prose;
use rust_decimal::Decimal;

/// Reasons as they are said, the longer first, and what stands in the names of their rows. What does not exist was
/// counted by one of three rows.
const REASONS: [(&str, &[&str]); 22] = [
    ("不掌握", &["不掌握"]),
    ("信息不存在", &["不掌握", "现成", "无法提供"]),
    ("没有现成信息", &["现成"]),
    ("过程性信息", &["过程性"]),
    ("内部事务信息", &["内部事务"]),
    ("内部事务类信息", &["内部事务"]),
    ("重复申请", &["重复申请"]),
    ("国家秘密", &["国家秘密"]),
    ("行政执法案卷", &["执法案卷"]),
    ("执法案卷", &["执法案卷"]),
    ("另行制作", &["另行制作"]),
    ("补正后内容仍不明确", &["补正后"]),
    ("补正后申请内容仍不明确", &["补正后"]),
    ("补正仍不明确", &["补正后"]),
    ("第三方合法权益", &["第三方"]),
    ("第三方权益", &["第三方"]),
    ("行政查询事项", &["查询事项"]),
    ("公开出版物", &["公开出版物"]),
    ("大量反复申请", &["反复申请"]),
    ("逾期不补正", &["逾期不补正"]),
    ("逾期未补正", &["逾期不补正"]),
    ("不再处理", &["逾期不补正", "逾期未按收费"]),
];
/// The row of requests that are none, whose words are those of other matters elsewhere.
const MATTERS: [&str; 6] = [
    "信访举报投诉类",
    "信访、举报、投诉类",
    "信访投诉举报类",
    "信访投诉类",
    "信访、投诉类",
    "信访类",
];
/// What may stand between a reason and its number.
const BEHIND: &[&str] = &[
    "的",
    "相关",
    "政府信息",
    "信息",
    "申请",
    "而",
    "不予公开",
    "不予处理",
    "无法提供",
    "无法公开",
    "视为放弃",
    "、",
    "情形",
    "有",
    "共",
    "为",
    "类",
    "，",
    "答复",
];
/// What may stand before it.
const BEFORE: &[&str] = &[
    "其中",
    "因",
    "由于",
    "属于",
    "属",
    "以",
    "对",
    "本机关",
    "本单位",
    "我镇",
    "我乡",
    "我街道",
    "四类",
    "三类",
    "涉及",
    "答复",
    "、",
    "要求提供",
    "无正当理由",
    "政府",
    "需",
    "需要",
    "保护",
    "没有现成信息",
    "申请人",
    "工商",
    "不动产登记",
    "登记资料",
    "等",
    "为",
    "系",
    "告知",
    "不予公开",
    "不予处理",
    "无法提供",
    "的",
    "理由是",
    "原因是",
];

fn is_count(said: &SaidNumber<'_>) -> bool {
    matches!(said.quantity.unit, '件' | '个' | '宗' | '份')
}

/// 因本机关不掌握无法提供的2件, 重复申请不予处理3件, 3件因本机关不掌握无法提供.
pub(super) fn reason(said: &SaidNumber<'_>) -> Option<Named> {
    let is_before = |word: &str| {
        let parts = said.parted(word);
        parts.is_some_and(|(before, between)| {
            after_words(between, BEHIND).is_empty() && is_plain(after_words(before, BEFORE))
        })
    };
    let is_plain = is_plain(said.clause);
    let found = REASONS
        .iter()
        .find(|(word, _)| is_before(word) || (is_plain && begins_with(said.rest, word)));
    // 对涉及第三方权益的2件申请征求意见
    let is_asked = said.rest.contains("征求");
    let (word, rows) = found.filter(|_| is_count(said) && !is_asked)?;
    Some(Named::Reason(word, rows))
}

/// Whether a clause says the reason and nothing else.
fn begins_with(clause: &str, word: &str) -> bool {
    // 没有现成信息 may be a reason itself.
    let bare = clause.strip_prefix(word);
    let rest = bare.or_else(|| after_words(clause, BEFORE).strip_prefix(word));
    rest.is_some_and(|rest| after_words(rest, BEHIND).is_empty())
}

/// 不予处理2件，均为重复申请: the reason of all that a number counts.
pub(super) fn of_all(said: &SaidNumber<'_>) -> Option<NamedClaim> {
    const ALL: [&str; 7] = ["均为", "全部为", "都是", "均属", "均系", "全部属于", "均因"];
    let rest = prose::after(said.paragraph.text, said.quantity.end);
    // 3件无法提供，均因没有现成信息
    let rest = RESULTS.iter().find_map(|result| rest.strip_prefix(*result)).unwrap_or(rest);
    let rest = rest.strip_prefix('，')?;
    // Of one nothing says that it is all.
    let one = || {
        rest.strip_prefix(['为', '系']).filter(|_| said.exact().is_some_and(|n| n == Decimal::ONE))
    };
    let rest = ALL.iter().find_map(|all| rest.strip_prefix(all)).or_else(one)?;
    let clause = rest.split(['，', '。', '；']).next()?;
    let of_matters =
        || MATTERS.iter().find(|word| clause.starts_with(**word)).map(|word| matters(word));
    let of_reason = || {
        let (word, rows) = REASONS.iter().find(|(word, _)| begins_with(clause, word))?;
        Some(Named::Reason(word, rows))
    };
    let named = of_matters().or_else(of_reason).filter(|_| is_count(said))?;
    Some(NamedClaim { named, amount: said.quantity.amount.clone(), at: said.quantity.at.clone() })
}

/// 信访举报投诉类2件.
pub(super) fn of_matters(said: &SaidNumber<'_>) -> Option<NamedClaim> {
    let is_it = |word: &&&str| {
        said.parted(word).is_some_and(|(before, between)| {
            after_words(between, BEHIND).is_empty() && is_plain(after_words(before, BEFORE))
        })
    };
    let word = MATTERS.iter().find(is_it)?;
    let is_of_requests = said.is_of_requests() || said.is_among(&["申请", "不予处理"]);
    (is_of_requests && is_count(said)).then(|| NamedClaim {
        named: matters(word),
        amount: said.quantity.amount.clone(),
        at: said.quantity.at.clone(),
    })
}

const fn matters(word: &'static str) -> Named {
    Named::Reason(word, &["信访举报投诉"])
}
