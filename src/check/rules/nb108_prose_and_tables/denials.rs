//! Words of nothing: `没有法人提出申请`, `无行政许可`, `行政规范性文件零制发`, `未被提起复议、诉讼`, `未结转下年度`.

use super::{
    decisions::{ANY, Decision, DecisionTopic, FEES},
    named::{self, Named, NamedClaim},
    quantity::Amount,
    requests::{Claim, Topic, is_of_all_applicants, is_of_other_matters},
    said::ENDS,
    words::{after_words, is_plain},
};
use crate::check::prose::{self, Searched};
use std::ops::Range;

/// What is denied, of both halves of the tables and of single rows and columns.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Denied {
    pub requests: Vec<Claim>,
    pub decisions: Vec<Decision>,
    pub named: Vec<NamedClaim>,
}

/// A thing that there may be none of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Thing {
    Request(Topic),
    Decision(DecisionTopic),
    /// 规范性文件 or 规章: the verb says which of its columns.
    Documents(&'static str),
    /// 不予公开, 重复申请, 企业: a row or a column of the requests.
    Named(Named),
}

const fn decision(row: &'static str) -> Thing {
    Thing::Decision(DecisionTopic { row, column: "" })
}

/// What is left at the end of the year.
const LEFT: Thing = Thing::Request(Topic::CarriedOut);

const fn result(row: &'static str) -> Thing {
    Thing::Named(Named::Result(row))
}

const fn reason(word: &'static str, rows: &'static [&'static str]) -> Thing {
    Thing::Named(Named::Reason(word, rows))
}

const fn applicant(word: &'static str, columns: &'static [&'static str]) -> Thing {
    Thing::Named(Named::Applicant(word, columns))
}

const LAWYERS: &[&str] = &["法律服务机构"];
const CHARITIES: &[&str] = &["社会公益组织"];

const THINGS: [(&str, Thing); 58] = [
    ("未办结的申请", LEFT),
    ("未办结申请", LEFT),
    ("未办结件", LEFT),
    ("在办申请", LEFT),
    ("在办件", LEFT),
    ("不予公开", result("不予公开")),
    ("部分公开", result("部分公开")),
    ("不予处理", result("不予处理")),
    ("重复申请", reason("重复申请", &["重复申请"])),
    ("国家秘密不予公开", reason("国家秘密", &["国家秘密"])),
    ("本机关不掌握", reason("不掌握", &["不掌握"])),
    ("企业", applicant("企业", named::COMPANIES)),
    ("商业企业", applicant("商业企业", named::COMPANIES)),
    ("科研机构", applicant("科研机构", &["科研机构"])),
    ("社会公益组织", applicant("社会公益组织", CHARITIES)),
    ("公益组织", applicant("公益组织", CHARITIES)),
    ("法律服务机构", applicant("法律服务机构", LAWYERS)),
    ("律师事务所", applicant("律师事务所", LAWYERS)),
    ("律师事务所等法律服务机构", applicant("法律服务机构", LAWYERS)),
    ("复议后起诉", Thing::Named(Named::Suit("复议后起诉"))),
    ("复议后再起诉", Thing::Named(Named::Suit("复议后起诉"))),
    ("直接起诉", Thing::Named(Named::Suit("未经复议直接起诉"))),
    ("未经复议直接起诉", Thing::Named(Named::Suit("未经复议直接起诉"))),
    ("复议诉讼", Thing::Request(Topic::Disputes)),
    ("行政复议诉讼", Thing::Request(Topic::Disputes)),
    ("行政复议行政诉讼", Thing::Request(Topic::Disputes)),
    ("政府信息公开申请", Thing::Request(Topic::New)),
    ("信息公开申请", Thing::Request(Topic::New)),
    ("依申请公开申请", Thing::Request(Topic::New)),
    ("依申请公开件", Thing::Request(Topic::New)),
    ("依申请公开", Thing::Request(Topic::New)),
    ("公开申请", Thing::Request(Topic::New)),
    ("上年结转", Thing::Request(Topic::CarriedIn)),
    ("上年度结转", Thing::Request(Topic::CarriedIn)),
    ("上一年度结转", Thing::Request(Topic::CarriedIn)),
    ("结转下年度", Thing::Request(Topic::CarriedOut)),
    ("结转下一年度", Thing::Request(Topic::CarriedOut)),
    ("结转至下年度", Thing::Request(Topic::CarriedOut)),
    ("结转到下年度", Thing::Request(Topic::CarriedOut)),
    ("结转次年", Thing::Request(Topic::CarriedOut)),
    ("结转", Thing::Request(Topic::CarriedOut)),
    ("行政复议", Thing::Request(Topic::Reviews)),
    ("复议", Thing::Request(Topic::Reviews)),
    ("行政诉讼", Thing::Request(Topic::Suits)),
    ("诉讼", Thing::Request(Topic::Suits)),
    ("行政规范性文件", Thing::Documents("规范性文件")),
    ("规范性文件", Thing::Documents("规范性文件")),
    ("政府规章", Thing::Documents("规章")),
    ("规章", Thing::Documents("规章")),
    ("行政许可", decision("行政许可")),
    ("许可", decision("行政许可")),
    ("行政处罚", decision("行政处罚")),
    ("处罚", decision("行政处罚")),
    ("行政强制", decision("行政强制")),
    ("强制", decision("行政强制")),
    ("行政事业性收费", Thing::Decision(FEES)),
    ("事业性收费", Thing::Decision(FEES)),
    // Behind 零 alone.
    ("收费", Thing::Decision(FEES)),
];
const DENYING: [&str; 5] = ["未", "没有", "无", "零", "不存在"];
/// What may stand between the denial and the thing.
const BETWEEN: &[&str] = &[
    "人",
    "提出",
    "引发",
    "引起",
    "立案",
    "查处",
    "单位",
    "个人",
    "新增",
    "新",
    "曾",
    "再",
    "有",
    "被",
    "发生",
    "产生",
    "出现",
    "收到",
    "接到",
    "受理",
    "接收",
    "任何",
    "过",
    "制发",
    "制定",
    "出台",
    "印发",
    "废止",
    "现行有效的",
    "有效的",
    "属于",
    "现行有效",
    "作出",
    "做出",
    "实施",
    "办理",
    "开展",
    "采取",
    "收取",
    "征收",
    "提起",
    "申请",
    "因",
    "政府信息公开工作",
    "政府信息公开",
    "信息公开工作",
    "信息公开",
    "引起的",
    "引发的",
    "涉及",
    "相关",
    "公民",
    "法人",
    "其他组织",
    "的",
    "一件",
    "一起",
    "一例",
    "到",
    "群众",
    "、",
    "或者",
    "或",
    "和",
    "向",
    "我镇",
    "我乡",
    "本机关",
];
/// What may stand behind the thing.
const BEHIND: &[&str] = &[
    "决定",
    "案件",
    "案",
    "事项",
    "情况",
    "情形",
    "申请",
    "发生",
    "行为",
    "继续办理",
    "件",
    "现象",
    "的",
    "措施",
    "办理",
    "工作",
    "项目",
    "政府信息",
    "信息",
    "提出",
    "废止",
    "失效",
    "制发数量",
    "制发件数",
    "制发数",
    "制发",
    "出台",
    "数量",
    "件数",
];
/// What says behind a thing that there is none.
const NOTHING: &[&str] = &[
    "均为零",
    "均为0",
    "都为0",
    "为0",
    "都为零",
    "为零",
    "零",
    "暂无",
    "均无",
    "均未发生",
    "未发生",
    "没有发生",
    "均没有",
    "为无",
    "皆无",
];
/// What may stand behind that.
const ACTS: &[&str] = &[
    "制发", "制定", "出台", "受理", "申请", "收费", "收取", "发生", "件", "起", "宗", "新增",
    "办理", "作出",
];
const JOINING: &[&str] = &["、", "以及", "和", "及", "与", "或者", "或", " "];

/// What a paragraph denies, but for what is known already.
pub(super) fn claims(
    searched: &Searched<'_>,
    requests: &[Claim],
    decisions: &[Decision],
) -> Denied {
    let (text, mut denied) = (searched.text, Denied::default());
    if !THINGS.iter().any(|(word, _)| searched.has(word)) && !searched.has("申请") {
        return denied;
    }
    let head: String = text.chars().take(20).collect();
    let is_of_requests = head.contains("依申请公开");
    let mut from = 0;
    let mut is_other = false;
    for statement in text.split_inclusive(ENDS) {
        let span = from..from + statement.trim_end_matches(ENDS).len();
        let clause = searched.piece(span.clone());
        is_other |= is_of_other_matters(&clause);
        from += statement.len();
        let mut found = Vec::new();
        for word in DENYING {
            for at in clause.places(word) {
                found.extend(behind(clause.text, at, word, is_of_requests));
            }
        }
        found.extend(before(&clause));
        // 收到信访5件，没有未办结件 is of these.
        found
            .retain(|(thing, ..)| !is_other || !matches!(thing, Thing::Named(_)) && *thing != LEFT);
        is_other &= !statement.ends_with('。');
        for (thing, column, at) in found {
            let at = span.start + at.start..span.start + at.end;
            denied.add(thing, column, at, (&span, requests, decisions));
        }
    }
    denied
}

impl Denied {
    fn add(
        &mut self,
        thing: Thing,
        column: &'static str,
        at: Range<usize>,
        (span, requests, decisions): (&Range<usize>, &[Claim], &[Decision]),
    ) {
        let topic = match thing {
            Thing::Request(topic) => {
                let is_known = |claim: &Claim| {
                    let is_both = claim.topic == Topic::Disputes
                        && matches!(topic, Topic::Reviews | Topic::Suits);
                    span.contains(&claim.at.start) && (claim.topic == topic || is_both)
                };
                if !requests.iter().chain(&self.requests).any(is_known) {
                    self.requests.push(Claim { topic, amount: Amount::NONE, at });
                }
                return;
            }
            Thing::Decision(topic) => topic,
            Thing::Documents(row) => DecisionTopic { row, column },
            Thing::Named(named) => {
                self.named.push(NamedClaim { named, amount: Amount::NONE, at });
                return;
            }
        };
        let is_known = |claim: &Decision| {
            span.contains(&claim.at.start) && claim.topics.iter().any(|own| own.row == topic.row)
        };
        if !decisions.iter().chain(&self.decisions).any(is_known) {
            self.decisions.push(Decision { topics: vec![topic], amount: Amount::NONE, at });
        }
    }
}

type DeniedThing = (Thing, &'static str, Range<usize>);

/// `未结转下年度`: the things behind a denial.
fn behind(clause: &str, at: usize, word: &str, is_of_requests: bool) -> Vec<DeniedThing> {
    let start = at + word.len();
    let rest = clause.get(start..).unwrap_or_default();
    let is_other = clause.get(..at).is_some_and(|before| before.ends_with(['有', '毫', '从']));
    if is_other || rest.contains(prose::is_digit) {
        return Vec::new();
    }
    let list = after_words(rest, BETWEEN);
    let verbs = rest.get(..rest.len() - list.len()).unwrap_or_default();
    let mut things = things(list).0;
    // 申请 was taken for a verb: 未收到申请.
    let is_about = verbs.contains("申请")
        && ["公开政府信息", "公开信息", "获取政府信息", "公开相关"]
            .iter()
            .any(|w| list.starts_with(w));
    let is_asked = verbs.ends_with("申请") || verbs.ends_with("提出");
    let is_request = is_about || (is_of_requests && is_asked && list.is_empty());
    let is_of_all = is_of_all_applicants(verbs);
    if things.is_empty() && is_request && is_of_all {
        things.push(Thing::Request(Topic::New));
    }
    let is_any_request = rest.contains("申请") || is_of_requests && rest.contains("提出");
    if !is_of_all && things.is_empty() && is_any_request && (is_asked && list.is_empty()) {
        things.extend(some_applicants(verbs));
    }
    // 没有新增行政许可事项 is of a list of matters.
    if rest.contains("事项") && verbs.contains('新') {
        return Vec::new();
    }
    // 没有法人申请公开 says nothing of the others, 没有不予公开行政许可 nothing of requests.
    let is_requests = rest.contains("申请") || is_of_requests;
    things.retain(|thing| match thing {
        Thing::Request(topic) if *topic == Topic::New => is_of_all,
        Thing::Named(Named::Applicant(..)) => is_any_request,
        Thing::Named(Named::Suit(_)) => true,
        Thing::Named(_) => is_requests,
        _ => true,
    });
    // 全年零收费; 无收费 may be of a course, 企业开办零收费 of anything.
    let is_free = word == "零" && clause.get(..at).is_some_and(is_plain);
    if list.starts_with("收费") && !is_free {
        return Vec::new();
    }
    let column = column(rest);
    things.into_iter().map(|thing| (thing, column, at..start)).collect()
}

/// 没有法人和其他组织申请: who did not ask.
fn some_applicants(verbs: &str) -> Option<Thing> {
    let is_bodies = verbs.contains("法人");
    let is_people = ["公民", "个人", "自然人"].iter().any(|word| verbs.contains(word));
    match (is_bodies, is_people) {
        (true, false) if verbs.contains("其他组织") => {
            Some(Thing::Named(Named::Applicant("法人和其他组织", named::BODIES)))
        }
        (true, false) => Some(Thing::Named(Named::Applicant("法人", named::BODIES))),
        (false, true) => Some(Thing::Named(Named::Applicant("自然人", &["自然人"]))),
        _ => None,
    }
}

fn column(verbs: &str) -> &'static str {
    if ["制发", "制定", "出台", "印发", "新增"].iter().any(|verb| verbs.contains(verb)) {
        "制"
    } else if verbs.contains("废止") {
        "废止"
    } else if verbs.contains("现行有效") || verbs.starts_with("有效的") {
        "现行有效"
    } else {
        ANY
    }
}

/// `行政规范性文件零制发`: the things before one.
fn before(searched: &Searched<'_>) -> Vec<DeniedThing> {
    let clause = searched.text;
    let named = THINGS.iter().filter(|(word, _)| *word != "收费");
    let first = named.filter_map(|(word, _)| searched.find(word)).min();
    let Some((at, rest)) = first.and_then(|at| Some((at, clause.get(at..)?))) else {
        return Vec::new();
    };
    let (things, tail) = things_with_tail(rest);
    // 复议诉讼“零发生”
    let tail = tail.trim_start_matches('“');
    let is_unit =
        |before: &str| ["镇", "乡", "街道", "办事处"].iter().any(|kind| before.ends_with(kind));
    let is_head = clause.get(..at).is_some_and(|before| is_plain(before) || is_unit(before));
    let Some(word) = NOTHING.iter().find(|word| tail.starts_with(**word)).filter(|_| is_head)
    else {
        return Vec::new();
    };
    let acts = tail.get(word.len()..).unwrap_or_default().trim_end_matches('”');
    if !after_words(acts, ACTS).is_empty() {
        return Vec::new();
    }
    let column = column(rest);
    let start = clause.len() - tail.len();
    // 依申请公开零收费 says nothing of how many there were.
    let is_fee = acts.starts_with("收");
    let things = things.into_iter().filter(|thing| !is_fee || *thing == Thing::Decision(FEES));
    things.map(|thing| (thing, column, start..start + word.len())).collect()
}

/// The things of a list that is all that the text says; what follows the list makes its last thing another:
/// 行政处罚权.
fn things(text: &str) -> (Vec<Thing>, &str) {
    let (mut things, tail) = things_with_tail(text);
    let is_joined = text.get(..text.len() - tail.len());
    let is_joined = is_joined.is_some_and(|said| JOINING.iter().any(|word| said.ends_with(word)));
    if !tail.is_empty() && !is_joined {
        things.pop();
    }
    (things, tail)
}

fn things_with_tail(text: &str) -> (Vec<Thing>, &str) {
    let (mut things, mut tail) = (Vec::new(), text);
    loop {
        let words = THINGS.iter().filter(|(word, _)| tail.starts_with(word));
        let Some((word, thing)) = words.max_by_key(|(word, _)| word.len()) else {
            return (things, tail);
        };
        things.push(*thing);
        tail = after_words(tail.get(word.len()..).unwrap_or_default(), BEHIND);
        let joined = after_words(tail, JOINING);
        if joined.len() == tail.len() {
            return (things, tail);
        }
        tail = joined;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn denied(text: &str) -> String {
        let denied = claims(&Searched::new(text), &[], &[]);
        let requests = denied.requests.iter().map(|claim| format!("{:?}", claim.topic));
        let decisions = denied.decisions.iter().flat_map(|claim| &claim.topics);
        let decisions = decisions.map(|topic| format!("{}{}", topic.column, topic.row));
        requests.chain(decisions).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_of_nothing_are_understood() {
        for (text, meant) in [
            ("无行政许可，无行政事业性收费", "行政许可 事业性收费"),
            ("行政规范性文件零制发，行政事业性收费为零", "制规范性文件 事业性收费"),
            ("未新制发行政规范性文件", "制规范性文件"),
            ("无政府信息公开申请，依申请公开零受理", "New New"),
            ("未结转下年度；无结转", "CarriedOut CarriedOut"),
            ("无行政复议和行政诉讼", "Reviews Suits"),
            ("未被提起复议、诉讼", "Reviews Suits"),
            ("没有复议案件", "Reviews"),
            ("行政复议、行政诉讼均未发生", "Reviews Suits"),
            ("没有因政府信息公开引起的行政复议和行政诉讼", "Reviews Suits"),
            ("行政处罚18宗、无行政强制", "行政强制"),
            ("（二）依申请公开。未收到申请", "New"),
            ("尚未开展行政强制，没有实施过行政处罚", "行政强制 行政处罚"),
            ("全年未受理群众依申请公开政府信息", "New"),
            ("全年零收费，没有现行有效的规范性文件", "事业性收费 现行有效规范性文件"),
            ("现无有效的行政规范性文件", "现行有效规范性文件"),
            ("无行政规范性文件废止或失效", "废止规范性文件"),
            ("复议诉讼“零发生”；无一起复议诉讼", "Disputes Disputes"),
        ] {
            assert_eq!(denied(text), meant, "{text}");
        }
        for text in [
            "未收到法律服务机构、科研机构的申请",
            "未收到信息公开举报投诉，没有发生应予追究责任的情形",
            "未公开国家秘密；未制定规章制度",
            "没有行政处罚权，无行政复议职责",
            "无正当理由逾期不补正，无法提供",
            "未收取信息处理费",
            "未按时办结的行政许可，未公开行政许可决定",
            "有无行政处罚，毫无行政许可经验",
            "企业开办零收费，依申请公开零收费，无收费项目的窗口，未收费",
        ] {
            assert_eq!(denied(text), "", "{text}");
        }
    }
}
