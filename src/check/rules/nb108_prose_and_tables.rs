//! ## 检查什么
//!
//! 正文里说的收到、上年结转、办结（答复）、结转下年度的申请件数，行政复议、行政诉讼件数，和表三、表四对照；规章、规范性文件的制发、废止、现行有效件数，行政许可、行政处罚、行政强制的件数，行政事业性收费的金额，和表二对照。“收到申请”有两种用法，只算本年新收，或者连上年结转一起算，两种都认。写“未收到申请”“没有行政复议”“未制发”“未作出行政许可”“没有上年结转”而表里有数的，也指出来；全角的数字一样认。比较（同比、比上年）和分项（其中、当面、网络）的数不查。
//!
//! ## 为什么
//!
//! 正文和表说的是同一件事；改了表忘了改正文，或者沿用上年的话，是最常见的差错。
//!
//! ## 举例
//!
//! ```text
//! 正文说收到申请 46 件，表里本年新收是 26，加上上年结转是 45
//! ```
//!
//! ## 怎么改
//!
//! 核对是正文错还是表错。正文里可以写 `{{ 依申请公开.本年新收.总计 }}`，印出来就是表里的数，不会不一致。

mod decisions;

use crate::{
    check::{
        prose::{self, ProseLine},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::{Diagnostic, Severity},
    report::RowRole,
    text::half_width,
};
use rust_decimal::Decimal;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB108",
    name: "正文里的件数要和表一致",
    severity: Severity::Warning,
    file: include_str!("nb108_prose_and_tables.rs"),
    check,
};

/// Where one statement ends and the next begins.
const ENDS: [char; 10] = ['，', '。', '；', '：', '（', '）', ',', ';', '(', ')'];
/// Words of comparison and of parts: what they count is not the total.
const OTHER_COUNTS: [&str; 19] = [
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
];
/// What is answered besides requests.
const OTHER_MATTERS: [&str; 9] =
    ["留言", "咨询", "信访", "建议", "提案", "议案", "投诉", "热线", "举报"];
/// Words that deny.
const NONE: [&str; 10] = [
    "未收到",
    "没有收到",
    "未发生",
    "没有发生",
    "没有因",
    "未产生",
    "没有上年结转",
    "无上年结转",
    "没有结转",
    "无结转",
];

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for line in &subject.lines {
        for claim in claims(line) {
            found.extend(compare(rule, subject, line, &claim));
        }
        for claim in decisions::claims(&line.text) {
            found.extend(decisions::compare(rule, subject, line, &claim));
        }
    }
    found
}

/// A count that the prose gives.
struct Claim {
    topic: Topic,
    count: Decimal,
    at: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Topic {
    New,
    Received,
    CarriedIn,
    Handled,
    CarriedOut,
    Reviews,
    Suits,
    Disputes,
}

impl Topic {
    /// The rows to point at.
    fn rows(self) -> RowRole {
        match self {
            Self::New | Self::Received => RowRole::Received,
            Self::CarriedIn => RowRole::CarriedIn,
            Self::Handled => RowRole::Handled,
            Self::CarriedOut => RowRole::CarriedOut,
            Self::Reviews | Self::Disputes => RowRole::Reviews,
            Self::Suits => RowRole::Suits,
        }
    }
}

fn claims(line: &ProseLine<'_>) -> Vec<Claim> {
    let text = &line.text;
    let mut claims = Vec::new();
    let mut counted = 0;
    for (at, digits) in prose::numbers(text) {
        let after = text.get(at.end..).unwrap_or_default().trim_start();
        if !after.starts_with(['件', '宗', '起']) {
            continue;
        }
        let before = prose::before(text, at.start, prose::CLAUSE);
        let from = at.start - before.rsplit(ENDS).next().map_or(0, str::len);
        let clause = text.get(from.max(counted)..at.start).unwrap_or_default();
        let digits = half_width(digits);
        counted = at.end;
        let sentence = prose::before(text, at.start, prose::SENTENCE);
        let sentence = sentence.rsplit('。').next().unwrap_or_default();
        if let (Some(topic), Ok(count)) = (topic(clause, sentence), digits.parse()) {
            claims.push(Claim { topic, count, at });
        }
    }
    claims.extend(denials(text));
    claims
}

/// `未收到政府信息公开申请`, `没有因政府信息公开引起的行政复议`.
fn denials(text: &str) -> Vec<Claim> {
    let mut claims = Vec::new();
    for word in NONE {
        for (start, _) in text.match_indices(word) {
            let rest = prose::after(text, start);
            let clause = rest.split(ENDS).next().unwrap_or_default();
            // A clause that goes on to count says so itself.
            if clause.contains(prose::is_digit) || clause.contains("逾期") {
                continue;
            }
            let topic = match topic(clause, clause) {
                Some(Topic::Received) => Some(Topic::New),
                Some(Topic::Handled) | None => None,
                topic => topic,
            };
            let at = start..start + word.len();
            claims.extend(topic.map(|topic| Claim { topic, count: Decimal::ZERO, at }));
        }
    }
    claims
}

/// What a count is of, by the words before it.
fn topic(clause: &str, sentence: &str) -> Option<Topic> {
    let has = |word: &str| clause.contains(word);
    if OTHER_COUNTS.iter().any(|word| has(word)) || OTHER_MATTERS.iter().any(|word| has(word)) {
        return None;
    }
    match (has("行政复议"), has("诉讼")) {
        (true, true) => return Some(Topic::Disputes),
        (true, false) => return Some(Topic::Reviews),
        (false, true) => return Some(Topic::Suits),
        (false, false) => {}
    }
    let is_last_year = has("上年") || has("上一年") || has("去年");
    if has("结转") && is_last_year {
        return Some(Topic::CarriedIn);
    }
    if has("结转") && (has("下年") || has("下一年") || has("次年")) {
        return Some(Topic::CarriedOut);
    }
    if is_last_year || !sentence.contains("申请") {
        return None;
    }
    // 受理低保申请 and the like count other things.
    let is_request = has("公开") || ["收到申请", "受理申请", "新收申请"].iter().any(|w| has(w));
    if has("申请") && is_request {
        if has("新收") {
            return Some(Topic::New);
        }
        if has("收到") || has("受理") {
            return Some(Topic::Received);
        }
    }
    (has("办结") || has("答复")).then_some(Topic::Handled)
}

fn compare(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    claim: &Claim,
) -> Option<Diagnostic> {
    let total = |role: RowRole| subject.rows(role)?.amount("total");
    let (what, table, is_so): (&str, String, bool) = match claim.topic {
        Topic::New | Topic::Received => {
            let new = total(RowRole::Received)?;
            let both = new.checked_add(total(RowRole::CarriedIn)?)?;
            let is_either = claim.topic == Topic::Received && claim.count == both;
            let table = if claim.topic == Topic::Received && both != new {
                format!("本年新收是 {new}，加上上年结转是 {both}")
            } else {
                format!("本年新收是 {new}")
            };
            ("收到申请", table, claim.count == new || is_either)
        }
        topic => {
            let (what, row, value) = match topic {
                Topic::CarriedIn => ("上年结转", "上年结转", total(RowRole::CarriedIn)?),
                Topic::Handled => ("办结", "办理结果总计", total(RowRole::Handled)?),
                Topic::CarriedOut => ("结转下年度", "结转下年度", total(RowRole::CarriedOut)?),
                Topic::Reviews => ("行政复议", "行政复议总计", total(RowRole::Reviews)?),
                Topic::Suits => ("行政诉讼", "两组行政诉讼合计", total(RowRole::Suits)?),
                _ => (
                    "行政复议和行政诉讼",
                    "行政复议和行政诉讼合计",
                    total(RowRole::Reviews)?.checked_add(total(RowRole::Suits)?)?,
                ),
            };
            (what, format!("{row}是 {value}"), claim.count == value)
        }
    };
    if is_so {
        return None;
    }
    let said = if claim.count.is_zero() {
        format!("没有{what}", what = what.trim_start_matches("收到"))
    } else {
        format!("{what} {} 件", claim.count)
    };
    let message = format!("正文说{said}，表里{table}");
    let finding = subject.at(rule.finding(message), line.place(&claim.at), "和表不一致");
    let places = subject.rows(claim.topic.rows())?.origins("total");
    Some(subject.related(finding, places, "表里的数").help("请核对是正文错还是表错"))
}
