//! What the prose says of the third and the fourth table: requests, carried over and handled, reviews
//! and suits.

use super::{
    expression,
    quantity::Amount,
    said::{ENDS, SaidNumber},
    words::{after_words, is_joined, is_plain},
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
use std::ops::Range;

/// Words of comparison and of parts: what they count is not the total.
const OTHER_COUNTS: [&str; 32] = [
    "个人",
    "村级",
    "各村",
    "同比",
    "比上年",
    "较上年",
    "比去年",
    "较去年",
    "增加",
    "减少",
    "增长",
    "下降",
    "累计",
    "其中",
    "当面",
    "网",
    "信函",
    "邮",
    "自然人",
    "企业",
    "维持",
    "纠正",
    "平台",
    "线上",
    "线下",
    "窗口",
    "电话",
    "口头",
    "现场",
    "电子",
    "传真",
    "延期",
];
/// What is answered besides requests.
const OTHER_MATTERS: [&str; 12] = [
    "留言", "咨询", "信访", "建议", "提案", "议案", "投诉", "热线", "举报", "工单", "诉求", "信件",
];
/// Words that deny.
const NONE: [&str; 11] = [
    "未收到",
    "没有收到",
    "未发生",
    "没有发生",
    "没有因",
    "未因",
    "未产生",
    "没有上年结转",
    "无上年结转",
    "没有结转",
    "无结转",
];
/// Verbs of receiving.
const RECEIVED: [&str; 6] = ["收到", "受理", "接到", "接收", "接受", "新收"];
/// What is to be done with requests, wherever they come from.
const WORKED: [&str; 9] = [
    "办理政府信息公开申请",
    "办理依申请公开",
    "办理信息公开申请",
    "处理政府信息公开申请",
    "需办理申请",
    "应办理申请",
    "需处理申请",
    "应办申请",
    "共办理申请",
];
/// Who may stand between 收到 and 申请, so that it is one for information still.
const APPLICANTS: &[&str] = &[
    "公民",
    "法人",
    "其他组织",
    "或",
    "和",
    "及",
    "、",
    "的",
    "政府",
    "信息",
    "公开",
    "依",
    "各类",
    "书面",
    "群众",
    "公众",
    "社会",
    "有效",
    "到",
];

/// What a count is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    New,
    Received,
    CarriedIn,
    Handled,
    /// 办理申请: those received, or those answered.
    Worked,
    CarriedOut,
    /// 结转, and nothing says from which year or to which.
    Carried,
    Reviews,
    Suits,
    Disputes,
}

/// A count that the prose gives.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Claim {
    pub topic: Topic,
    pub amount: Amount,
    pub at: Range<usize>,
}

impl Topic {
    /// The rows to point at.
    fn rows(self) -> RowRole {
        match self {
            Self::New | Self::Received | Self::Worked => RowRole::Received,
            Self::CarriedIn => RowRole::CarriedIn,
            Self::Handled => RowRole::Handled,
            Self::CarriedOut | Self::Carried => RowRole::CarriedOut,
            Self::Reviews | Self::Disputes => RowRole::Reviews,
            Self::Suits => RowRole::Suits,
        }
    }

    /// All rows that it may be about.
    fn all_rows(self) -> Vec<RowRole> {
        match self {
            Self::Carried => vec![RowRole::CarriedOut, RowRole::CarriedIn],
            Self::Received => vec![RowRole::Received, RowRole::CarriedIn],
            Self::Worked => vec![RowRole::Received, RowRole::CarriedIn, RowRole::Handled],
            Self::Disputes => vec![RowRole::Reviews, RowRole::Suits],
            topic => vec![topic.rows()],
        }
    }

    /// The last of these words has its number behind it.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::New | Self::Received | Self::Worked => &["申请", "依申请公开"],
            Self::CarriedIn => &["结转", "转入"],
            Self::Carried => &["结转"],
            Self::CarriedOut => &["继续办理", "年度", "次年", "年", "结转", "在办", "未办结"],
            Self::Handled => &["办结", "答复"],
            Self::Reviews => &["复议"],
            Self::Suits | Self::Disputes => &["诉讼", "被起诉", "被诉"],
        }
    }
}

/// What the numbers of a paragraph say, for a report of a year.
pub(super) fn claims(text: &Searched<'_>, said: &[SaidNumber<'_>], year: i32) -> Vec<Claim> {
    let mut claims = Vec::new();
    for said in said.iter().filter(|said| said.is_count()) {
        let quantity = &said.quantity;
        // 1件结转至2026年继续办理
        let is_behind = (said.rest.starts_with("结转") && is_carried_out(said.rest, year))
            || is_unfinished(said);
        let topic = if is_behind { Some(Topic::CarriedOut) } else { topic_of(said, year) };
        if let Some(topic) = topic {
            let (amount, at) = (quantity.amount.clone(), quantity.at.clone());
            claims.push(Claim { topic, amount, at });
        }
    }
    claims.extend(denials(text, year));
    claims
}

fn topic_of(said: &SaidNumber<'_>, year: i32) -> Option<Topic> {
    // 收到9件申请: as if the number stood behind.
    const NAMES: [&str; 11] = [
        "复议",
        "诉讼",
        "被起诉",
        "被诉",
        "结转",
        "转入",
        "转下年",
        "转次年",
        "申请",
        "办结",
        "答复",
    ];
    let clause = format!("{}{}", said.clause, said.noun);
    if !NAMES.iter().any(|name| said.paragraph.has_within(&clause, name)) {
        return None;
    }
    let topic = topic(&clause, said.sentence, said.is_of_requests(), year)?;
    // 书面申请3件、网上申请6件 are parts of one number.
    let is_part = clause.contains("书面")
        && ["网", "当面", "信函", "邮", "口头", "电子"].iter().any(|way| said.tail().contains(way));
    let is_of_any_matter = matches!(
        topic,
        Topic::Handled | Topic::CarriedIn | Topic::CarriedOut | Topic::Carried | Topic::Worked
    );
    if is_part || (is_of_any_matter && !is_of_answers(said)) {
        return None;
    }
    if !said.noun.is_empty() && !said.quantity.is_spelt {
        return Some(topic);
    }
    if said.is_usual() {
        return Some(topic);
    }
    // In other words or units no other thing may stand between.
    let is_dispute = matches!(topic, Topic::Reviews | Topic::Suits) && said.quantity.unit == '次';
    let is_unit = is_dispute
        || matches!(said.quantity.unit, '件' | '宗' | '起' | '份' | '例' | '个' | '条' | '笔');
    let is_joined = topic.words().iter().any(|word| {
        let behind = said.clause.rfind(word).and_then(|at| said.clause.get(at + word.len()..));
        behind.is_some_and(is_joined)
    });
    (is_unit && is_joined).then_some(topic)
}

/// Whether something else that is answered is told of; 复议案件 is no 议案.
pub(super) fn is_of_other_matters(text: &Searched<'_>) -> bool {
    OTHER_MATTERS.iter().any(|word| {
        text.places(word).any(|at| !text.text.get(..at).is_some_and(|head| head.ends_with('复')))
    })
}

/// Whether what was answered are requests: the last that the sentence tells of.
fn is_of_answers(said: &SaidNumber<'_>) -> bool {
    let last = OTHER_MATTERS.iter().filter_map(|word| said.sentence.rfind(word)).max();
    let request = said.sentence.rfind("申请");
    let is_other = last.is_some_and(|at| request.is_none_or(|request| request < at));
    // 2025年1月办结的申请1件
    !is_other && !["办结的", "答复的"].iter().any(|word| said.clause.contains(word))
}

/// 在办2件, 仍有2件正在办理, 尚有3件未办结, 年末未办结申请1件.
fn is_unfinished(said: &SaidNumber<'_>) -> bool {
    if !said.is_usual() && said.quantity.unit != '个' {
        return false;
    }
    let is_behind =
        ["正在办理", "未办结", "尚未办结", "未答复", "尚在办理", "仍在办理", "在办理中"]
            .iter()
            .any(|word| said.rest.starts_with(word));
    let is_before = ["在办", "未办结", "未办结申请", "正在办理", "尚未办结", "未办结的申请"]
        .iter()
        .any(|word| said.clause.trim_end_matches(['共', '有', '计']).ends_with(word));
    (is_behind || is_before)
        && (said.is_of_requests() || said.is_among(&["申请"]))
        && !said.is_among(&OTHER_MATTERS)
}

/// `未收到政府信息公开申请`, `没有因政府信息公开引起的行政复议`.
fn denials(text: &Searched<'_>, year: i32) -> Vec<Claim> {
    let mut claims = Vec::new();
    for word in NONE {
        for start in text.places(word) {
            let rest = prose::after(text.text, start);
            let clause = rest.split(ENDS).next().unwrap_or_default();
            // A clause that goes on to count says so itself.
            let is_of_some = !is_of_all_applicants(clause);
            if clause.contains(prose::is_digit) || clause.contains("逾期") || is_of_some {
                continue;
            }
            let topic = match topic(clause, clause, false, year) {
                Some(Topic::Received) => Some(Topic::New),
                Some(Topic::Handled) | None => None,
                topic => topic,
            };
            let at = start..start + word.len();
            claims.extend(topic.map(|topic| Claim { topic, amount: Amount::NONE, at }));
        }
    }
    claims
}

/// Whether a clause names none of the applicants, or all: 没有法人申请 is of some.
pub(super) fn is_of_all_applicants(clause: &str) -> bool {
    let is_body = ["法人", "组织", "机构", "单位"].iter().any(|word| clause.contains(word));
    let is_of_us = ["本单位", "我单位", "本机构"].iter().any(|word| clause.contains(word));
    let is_anyone = ["公民", "个人", "自然人", "群众"].iter().any(|word| clause.contains(word));
    (is_body && !is_of_us) == is_anyone || clause.contains("群众")
}

/// What a count is of, by the words before it.
fn topic(clause: &str, sentence: &str, is_of_requests: bool, year: i32) -> Option<Topic> {
    let searched = Searched::new(clause);
    let has = |word: &str| searched.has(word);
    if OTHER_COUNTS.iter().any(|word| has(word)) || is_of_other_matters(&searched) {
        return None;
    }
    match (has("行政复议") || is_review(clause), has("诉讼") || is_sued(clause)) {
        (true, true) => return Some(Topic::Disputes),
        (true, false) => return Some(Topic::Reviews),
        (false, true) => return Some(Topic::Suits),
        (false, false) => {}
    }
    let is_last_year = ["上年", "上一年", "去年"].into_iter().any(has) || {
        let last = year.saturating_sub(1);
        has(&format!("{last}年结转")) || has(&format!("{last}年度结转"))
    };
    if (has("结转") || has("转入")) && is_last_year {
        return Some(Topic::CarriedIn);
    }
    if is_carried_out(clause, year) {
        return Some(Topic::CarriedOut);
    }
    if clause.trim_end_matches(['共', '计', '有', '为']).ends_with("结转")
        && (sentence.contains("申请") || is_of_requests)
    {
        return Some(Topic::Carried);
    }
    if is_last_year || !(sentence.contains("申请") || is_of_requests) {
        return None;
    }
    // 受理低保申请 and the like count other things.
    let is_request = has("公开")
        || RECEIVED.iter().any(|verb| clause.contains(&format!("{verb}申请")))
        || WORKED.iter().any(|word| has(word))
        || (is_of_requests && is_of_anybody(clause));
    if has("申请") && is_request {
        if has("新收") {
            return Some(Topic::New);
        }
        if RECEIVED.iter().any(|verb| has(verb)) || has("提出") {
            return Some(Topic::Received);
        }
        if WORKED.iter().any(|word| has(word)) {
            return Some(Topic::Worked);
        }
    }
    let is_open = has("未办结") || has("在办");
    if (has("办结") || has("答复")) && !is_open {
        return Some(Topic::Handled);
    }
    // 全年依申请公开5件: those received, or those answered.
    let is_bare = |name: &str| {
        let parts = has(name).then(|| clause.rsplit_once(name)).flatten();
        parts.is_some_and(|(before, between)| is_joined(between) && is_plain(before))
    };
    ["依申请公开", "政府信息公开申请"].into_iter().any(is_bare).then_some(Topic::Worked)
}

fn is_carried_out(clause: &str, year: i32) -> bool {
    let has = |word: &str| clause.contains(word);
    let next = || format!("{}年", year.saturating_add(1));
    (has("结转") || has("转下年") || has("转次年"))
        && (has("下年") || has("下一年") || has("次年") || has(&next()))
}

/// 复议案件3件, 提起复议3次: nothing stands between.
fn is_review(clause: &str) -> bool {
    let parts = clause.rsplit_once("复议");
    parts.is_some_and(|(before, between)| !before.ends_with('经') && is_joined(between))
}

/// 因信息公开被起诉两起.
fn is_sued(clause: &str) -> bool {
    ["被起诉", "被诉"]
        .iter()
        .filter_map(|word| clause.rsplit_once(word))
        .any(|(before, between)| before.ends_with("公开") && is_joined(between))
}

/// 收到公民、法人申请: nothing says that it is for something else.
fn is_of_anybody(clause: &str) -> bool {
    let between = RECEIVED.iter().find_map(|verb| clause.split_once(verb));
    let between = between.and_then(|(_, rest)| rest.split_once("申请"));
    between.is_some_and(|(between, _)| after_words(between, APPLICANTS).is_empty())
}

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

fn what(topic: Topic) -> &'static str {
    match topic {
        Topic::New | Topic::Received => "收到申请",
        Topic::CarriedIn => "上年结转",
        Topic::Handled => "办结",
        Topic::Worked => "办理申请",
        Topic::CarriedOut => "结转下年度",
        Topic::Carried => "结转",
        Topic::Reviews => "行政复议",
        Topic::Suits => "行政诉讼",
        Topic::Disputes => "行政复议和行政诉讼",
    }
}
