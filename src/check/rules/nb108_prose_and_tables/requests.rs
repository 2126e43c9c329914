//! What the prose says of the third and the fourth table: requests, carried over and handled, reviews
//! and suits. What these hold against it stands in `requests_held`.

use super::{
    quantity::Amount,
    said::{ENDS, SaidNumber},
    words::{after_words, is_joined, is_plain},
};
use crate::{
    check::prose::{self, Searched},
    report::RowRole,
};
use std::ops::Range;

/// Words of comparison and of parts: what they count is not the total.
const OTHER_COUNTS: [&str; 36] = [
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
    "转办",
    "转交",
    "案例",
    "旁听",
];
/// What makes reviews and suits some of them: 行政复议纠错1件, 审结行政诉讼1件, 各2件.
const SOME_DISPUTES: [&str; 11] =
    ["纠错", "胜诉", "败诉", "审结", "在审", "撤销", "驳回", "直接起诉", "后起诉", "一审", "庭审"];
/// How some of them go on behind their number: 1件已被纠正, 1件由县法院审理.
pub(super) const GO_ON: [&str; 9] =
    ["维持", "纠正", "已被", "被", "系", "由", "尚未审结", "未审结", "正在审理"];
/// What makes it an answer to some, or no answer: 审核答复5件, 当场答复1件.
const SOME_ANSWERS: [&str; 13] = [
    "审核",
    "会商",
    "参与",
    "转由",
    "当场",
    "简易",
    "一般",
    "指导",
    "答复书",
    "答复前",
    "办结前",
    "满意",
    "沟通",
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
    "自然人",
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
    /// 连同上年结转共: what was received and what was carried in.
    Due,
    Handled,
    /// 办理申请: those received, or those answered.
    Worked,
    CarriedOut,
    /// 结转, and nothing says from which year or to which.
    Carried,
    Reviews,
    Suits,
    /// 群众书面申请2件, 行政复议纠错1件, 驳回诉讼请求3件: some of them, of which there are not more than of all.
    SomeRequests,
    SomeReviews,
    SomeSuits,
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
    /// Some of it.
    fn some(self) -> Option<Self> {
        match self {
            Self::Reviews => Some(Self::SomeReviews),
            Self::Suits => Some(Self::SomeSuits),
            _ => None,
        }
    }

    /// The rows to point at.
    pub(super) fn rows(self) -> RowRole {
        match self {
            Self::New | Self::Received | Self::Due | Self::Worked | Self::SomeRequests => {
                RowRole::Received
            }
            Self::CarriedIn => RowRole::CarriedIn,
            Self::Handled => RowRole::Handled,
            Self::CarriedOut | Self::Carried => RowRole::CarriedOut,
            Self::Reviews | Self::SomeReviews | Self::Disputes => RowRole::Reviews,
            Self::Suits | Self::SomeSuits => RowRole::Suits,
        }
    }

    /// All rows that it may be about.
    pub(super) fn all_rows(self) -> Vec<RowRole> {
        match self {
            Self::Carried => vec![RowRole::CarriedOut, RowRole::CarriedIn],
            Self::Received | Self::Due | Self::SomeRequests => {
                vec![RowRole::Received, RowRole::CarriedIn]
            }
            Self::Worked => vec![RowRole::Received, RowRole::CarriedIn, RowRole::Handled],
            Self::Disputes => vec![RowRole::Reviews, RowRole::Suits],
            topic => vec![topic.rows()],
        }
    }

    /// The last of these words has its number behind it.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::New | Self::Received | Self::Worked | Self::SomeRequests => {
                &["申请", "依申请公开"]
            }
            Self::CarriedIn | Self::Due => &["结转", "转入", "的申请", "承接上年"],
            Self::Carried => &["结转"],
            Self::CarriedOut => &["继续办理", "年度", "次年", "年", "结转", "在办", "未办结"],
            Self::Handled => &["办结", "答复", "办复"],
            Self::Reviews | Self::SomeReviews => &["复议"],
            Self::Suits | Self::SomeSuits | Self::Disputes => &["诉讼", "被起诉", "被诉"],
        }
    }
}

/// What the numbers of a paragraph say, for a report of a year.
pub(super) fn claims(text: &Searched<'_>, said: &[SaidNumber<'_>], year: i32) -> Vec<Claim> {
    let mut claims = Vec::new();
    for said in said.iter().filter(|said| said.is_count()) {
        let quantity = &said.quantity;
        // 1件结转至2026年继续办理
        // 有1件申请结转下年
        let rest = after_words(said.rest, REQUESTS);
        let is_behind = (rest.starts_with("结转") || rest.starts_with("延至"))
            && is_carried_out(rest, year)
            || is_unfinished(said);
        let topic = if is_behind { Some(Topic::CarriedOut) } else { topic_of(said, year) };
        if let Some(topic) = topic {
            let (amount, at) = (quantity.amount.clone(), quantity.at.clone());
            claims.push(Claim { topic, amount, at });
        }
    }
    claims.extend(respectively(said));
    claims.extend(denials(text, year));
    claims
}

/// What was asked for, behind its number.
const REQUESTS: &[&str] = &["政府信息公开申请", "公开申请", "申请"];
/// Words of two things that are counted one by one.
const EACH: &str = "分别";

/// 行政复议、行政诉讼分别为4件、5件.
fn respectively(said: &[SaidNumber<'_>]) -> Vec<Claim> {
    // 行政复议、行政诉讼各1件
    let both = said.iter().filter_map(|said| {
        let named = said.clause.strip_suffix('各')?;
        let is_plain = after_words(named, DISPUTES).is_empty();
        let is_both = is_plain && named.contains("复议") && named.contains("诉讼");
        let claim = |topic| Claim {
            topic,
            amount: said.quantity.amount.clone(),
            at: said.quantity.at.clone(),
        };
        is_both.then(|| [Topic::Reviews, Topic::Suits].map(claim))
    });
    let pairs = said.windows(2).filter_map(|pair| {
        let [first, second] = pair else { return None };
        let (named, between) = first.clause.split_once(EACH)?;
        let (review, suit) = (named.find("复议")?, named.find("诉讼")?);
        let is_pair = after_words(between, &["为", "是", "有", "达"]).is_empty()
            && ["、", "和", "，", ""].contains(&second.clause)
            && first.quantity.unit == second.quantity.unit
            && !OTHER_COUNTS.iter().any(|word| named.contains(word));
        let topics = if review < suit {
            [Topic::Reviews, Topic::Suits]
        } else {
            [Topic::Suits, Topic::Reviews]
        };
        let claim = |(said, topic): (&SaidNumber<'_>, Topic)| Claim {
            topic,
            amount: said.quantity.amount.clone(),
            at: said.quantity.at.clone(),
        };
        is_pair.then(|| [first, second].into_iter().zip(topics).map(claim))
    });
    both.flatten().chain(pairs.flatten()).collect()
}

/// What stands in a clause that names reviews and suits and nothing else.
const DISPUTES: &[&str] = &[
    "发生",
    "因政府信息公开",
    "引起的",
    "引发的",
    "全年",
    "行政",
    "复议",
    "诉讼",
    "案件",
    "、",
    "和",
    "及",
    "与",
];

/// Words of what a number may be of.
const NAMES: [&str; 16] = [
    "复议",
    "诉讼",
    "被起诉",
    "被诉",
    "结转",
    "转入",
    "转下年",
    "转次年",
    "延至",
    "遗留",
    "新收",
    "申请",
    "办结",
    "答复",
    "办复",
    "承接上年",
];

fn topic_of(said: &SaidNumber<'_>, year: i32) -> Option<Topic> {
    // 收到9件申请: as if the number stood behind.
    let clause = format!("{}{}", said.clause, said.noun);
    if !NAMES.iter().any(|name| said.paragraph.has_within(&clause, name)) {
        return None;
    }
    let topic = topic(&clause, said.sentence, said.is_of_requests(), year)?;
    // 2件行政诉讼中1件
    let is_among = said.clause.trim_end_matches(['有', '共']).ends_with('中');
    // 2件复议案件1件维持: the thing is of the number before.
    let head = said.whole.text.strip_suffix(said.clause).unwrap_or_default();
    let is_next = matches!(topic, Topic::Reviews | Topic::Suits | Topic::Disputes)
        && head.ends_with(['件', '起', '宗', '例'])
        && !["复议", "诉讼"].iter().any(|word| head.contains(word));
    if (topic == Topic::Disputes && said.has(EACH)) || is_among || is_next {
        return None;
    }
    let topic = if is_of_some(said, topic, &clause) { topic.some()? } else { topic };
    // 书面申请3件、网上申请6件 are parts of one number.
    let is_part = clause.contains("书面")
        && ["网", "当面", "信函", "邮", "口头", "电子"].iter().any(|way| said.tail().contains(way));
    let is_of_any_matter = matches!(
        topic,
        Topic::Handled
            | Topic::CarriedIn
            | Topic::Due
            | Topic::CarriedOut
            | Topic::Carried
            | Topic::Worked
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

/// Whether a number is of some of the disputes or answers: 行政复议纠错1件, 行政诉讼1件由县法院审理, 答复予以公开8件.
fn is_of_some(said: &SaidNumber<'_>, topic: Topic, clause: &str) -> bool {
    match topic {
        Topic::Reviews | Topic::Suits | Topic::Disputes => {
            said.clause.ends_with('各')
                || SOME_DISPUTES.iter().any(|word| clause.contains(word))
                || GO_ON.iter().any(|word| {
                    said.rest.strip_prefix(said.noun).is_some_and(|rest| rest.starts_with(word))
                })
        }
        Topic::Handled => {
            const BETWEEN: &[&str] = &[
                "政府信息公开",
                "依申请公开",
                "信息公开",
                "公开",
                "群众",
                "各类",
                "有效",
                "申请人",
                "申请",
                "事项",
                "的",
            ];
            let behind =
                ["办结", "答复", "办复"].iter().filter_map(|verb| clause.rsplit_once(verb));
            let behind = behind.map(|(_, behind)| behind).min_by_key(|behind| behind.len());
            behind.is_some_and(|behind| !is_joined(after_words(behind, BETWEEN)))
                || SOME_ANSWERS.iter().any(|word| clause.contains(word))
        }
        _ => false,
    }
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
    if !said.is_usual() && !matches!(said.quantity.unit, '个' | '件') {
        return false;
    }
    let rest = after_words(said.rest, REQUESTS);
    let is_behind =
        ["正在办理", "未办结", "尚未办结", "未答复", "尚在办理", "仍在办理", "在办理中"]
            .iter()
            .any(|word| rest.starts_with(word));
    let is_before = ["在办", "未办结", "未办结申请", "正在办理", "未办结的申请", "未答复"]
        .iter()
        .any(|word| said.clause.trim_end_matches(['共', '有', '计']).ends_with(word));
    let is_late = !said.has("未到期") && ["逾期", "超期", "到期"].iter().any(|word| said.has(word));
    (is_behind || is_before)
        && !is_left(said.clause)
        && !is_late
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
    // 收到自然人和法人的申请 is of all.
    let is_of_all = has("自然人") && has("法人") && is_of_requests;
    let is_part = |word: &&str| has(word) && !(**word == *"自然人" && is_of_all);
    if OTHER_COUNTS.iter().any(is_part) || is_of_other_matters(&searched) {
        return None;
    }
    if let Some(topic) = dispute(&searched) {
        return Some(topic);
    }
    let is_last_year = ["上年", "上一年", "去年"].into_iter().any(has) || {
        let last = year.saturating_sub(1);
        ["年结转", "年度结转", "年未办结"].iter().any(|what| has(&format!("{last}{what}")))
    };
    let is_asked = is_of_requests || sentence.contains("申请");
    if is_last_year && is_asked && is_left(clause) {
        return Some(Topic::CarriedIn);
    }
    if (has("结转") || has("转入")) && is_last_year {
        return Some(if is_with_carried(clause) { Topic::Due } else { Topic::CarriedIn });
    }
    if is_carried_out(clause, year) {
        return Some(Topic::CarriedOut);
    }
    if is_asked && clause.trim_end_matches(['共', '计', '有', '为']).ends_with("结转") {
        return Some(Topic::Carried);
    }
    if is_last_year || !is_asked {
        return None;
    }
    if let Some(topic) = request(&searched, is_of_requests) {
        return Some(topic);
    }
    let is_open = ["未办结", "在办", "未答复", "未作答复", "未作出答复"].into_iter().any(has);
    if ["办结", "答复", "办复"].into_iter().any(has) && !is_open {
        return Some(Topic::Handled);
    }
    // 群众书面申请2件
    let asked = clause.strip_suffix("申请").filter(|asked| !asked.is_empty() && is_of_requests);
    if asked.is_some_and(|asked| after_words(asked, APPLICANTS).is_empty()) {
        return Some(Topic::SomeRequests);
    }
    // 全年依申请公开5件: those received, or those answered.
    let is_bare = |name: &str| {
        let parts = has(name).then(|| clause.rsplit_once(name)).flatten();
        parts.is_some_and(|(before, between)| is_joined(between) && is_plain(before))
    };
    ["依申请公开", "政府信息公开申请"].into_iter().any(is_bare).then_some(Topic::Worked)
}

/// Reviews and suits.
fn dispute(clause: &Searched<'_>) -> Option<Topic> {
    let is_review = clause.has("行政复议") || is_review(clause.text);
    match (is_review, clause.has("诉讼") || is_sued(clause.text)) {
        (true, true) => Some(Topic::Disputes),
        (true, false) => Some(Topic::Reviews),
        (false, true) => {
            let is_some = clause.has_any(&["诉讼请求", "二审", "再审", "上诉"]);
            Some(if is_some { Topic::SomeSuits } else { Topic::Suits })
        }
        (false, false) => None,
    }
}

/// 收到申请, 办理政府信息公开申请; 受理低保申请 and the like count other things.
fn request(clause: &Searched<'_>, is_of_requests: bool) -> Option<Topic> {
    let (text, has) = (clause.text, |word: &str| clause.has(word));
    let is_request = has("公开")
        || (is_of_requests && is_count(text))
        || RECEIVED.iter().any(|verb| text.contains(&format!("{verb}申请")))
        || clause.has_any(&WORKED)
        || (is_of_requests && is_of_anybody(text));
    if has("申请") && is_request {
        if has("新收") {
            return Some(Topic::New);
        }
        // 登记 is of other things, too.
        let is_registered =
            has("登记") && ["公开申请", "申请公开"].into_iter().any(has) || is_count(text);
        if clause.has_any(&RECEIVED) || has("提出") || is_registered {
            return Some(Topic::Received);
        }
        if clause.has_any(&WORKED) {
            return Some(Topic::Worked);
        }
    }
    // 新收39件 where requests are told of.
    let is_new = |parts: (&str, &str)| is_joined(parts.1) && is_plain(parts.0);
    (is_of_requests && text.rsplit_once("新收").is_some_and(is_new)).then_some(Topic::New)
}

/// 登记申请39件, 新增申请39件, 申请总量为39件: nothing else is said of them.
fn is_count(clause: &str) -> bool {
    const COUNTS: [&str; 7] =
        ["登记", "新增", "申请量", "申请总量", "申请数量", "申请件", "申请表"];
    const WORDS: &[&str] = &[
        "全年",
        "本年度",
        "本年",
        "年度",
        "今年",
        "我镇",
        "我乡",
        "本机关",
        "共计",
        "共",
        "登记",
        "新增",
        "申请",
        "件",
        "量",
        "总",
        "数",
        "表",
        "为",
        "达",
        "的",
        "依申请公开",
        "政府信息公开",
        "公开政府信息",
        "公开",
        "自然人",
        "公民",
        "法人",
        "和",
        "其他组织",
        "及",
    ];
    COUNTS.iter().any(|word| clause.contains(word)) && after_words(clause, WORDS).is_empty()
}

/// 上年遗留4件, 上年未办结的4件.
fn is_left(clause: &str) -> bool {
    let taken_over = clause.rsplit_once("承接上年");
    if taken_over.is_some_and(|(before, between)| is_plain(before) && is_joined(between)) {
        return true;
    }
    ["遗留", "未办结"].iter().any(|word| {
        let parts = clause.rsplit_once(word);
        parts.is_some_and(|(before, between)| {
            let is_next = before.ends_with('年') || before.ends_with("年度");
            is_next && is_joined(between.strip_prefix('的').unwrap_or(between))
        })
    })
}

/// 连同上年结转共计, 包括上年结转在内共.
fn is_with_carried(clause: &str) -> bool {
    let parts = clause.rsplit_once("结转").or_else(|| clause.rsplit_once("转入"));
    parts.is_some_and(|(before, between)| {
        let is_with =
            ["连同", "连上", "含", "包括", "加上", "加"].iter().any(|word| before.contains(word));
        is_with && ["共", "合计", "总计"].iter().any(|word| between.contains(word))
    })
}

fn is_carried_out(clause: &str, year: i32) -> bool {
    let has = |word: &str| clause.contains(word);
    let next = || format!("{}年", year.saturating_add(1));
    (has("结转") || has("转下年") || has("转次年") || has("延至"))
        && (has("下年") || has("下一年") || has("次年") || has(&next()))
}

/// 复议案件3件, 提起复议3次: nothing stands between.
fn is_review(clause: &str) -> bool {
    let parts = clause.rsplit_once("复议");
    parts.is_some_and(|(before, between)| {
        // 复议、诉讼合计9件
        let between = after_words(between, &["、", "和", "及", "与", "行政", "案件", "诉讼"]);
        !before.ends_with('经') && is_joined(between)
    })
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

#[cfg(test)]
mod tests {
    use super::{super::said, *};

    #[test]
    fn what_counts_requests_and_disputes_is_known() {
        for (text, meant) in [
            ("收到申请38件，连同上年结转共计41件。", "Received=38 Due=41"),
            ("收到申请38件，包括上年结转在内共41件。", "Received=38 Due=41"),
            ("收到申请38件，上年结转3件。", "Received=38 CarriedIn=3"),
            ("收到申请38件，上年遗留3件。", "Received=38 CarriedIn=3"),
            ("收到申请41件，答复39件，未答复2件。", "Received=41 Handled=39 CarriedOut=2"),
            ("收到申请41件，逾期未答复0件。", "Received=41"),
            ("收到申请41件，仍有3件申请未办结。", "Received=41 CarriedOut=3"),
            ("收到申请5件，有1件延至2026年办理。", "Received=5 CarriedOut=1"),
            ("收到39件依申请公开。", "Received=39"),
            ("登记政府信息公开申请39件。", "Received=39"),
            ("（二）依申请公开。登记申请39件。", "Received=39"),
            ("（二）依申请公开。新增申请39件。", "Received=39"),
            ("（二）依申请公开。申请总量为39件。", "Received=39"),
            ("（二）依申请公开。登记申请表39份。", "Received=39"),
            ("（二）依申请公开。共登记公开申请总数39件。", "Received=39"),
            ("（二）依申请公开。收到自然人和法人的申请39件。", "Received=39"),
            ("（二）依申请公开。上年结转至本年办理的申请有两件。", "CarriedIn=2"),
            ("（二）依申请公开。承接上年4件，办复40件。", "CarriedIn=4 Handled=40"),
            ("（二）依申请公开。上年未办结4件。", "CarriedIn=4"),
            ("（二）依申请公开。尚有三件正在办理中。", "CarriedOut=3"),
            ("（二）依申请公开。新增申请渠道2个，收到自然人申请3件。", ""),
            ("不动产登记申请39件。", ""),
            ("行政复议、行政诉讼分别为4件、5件。", "Reviews=4 Suits=5"),
            ("行政诉讼和行政复议分别为5件和4件。", "Suits=5 Reviews=4"),
            ("复议、诉讼合计9件；行政复议和行政诉讼案件共9件。", "Disputes=9 Disputes=9"),
            ("对4件行政复议案件、5件行政诉讼案件逐一复盘。", ""),
            ("法院判决驳回诉讼请求3件，行政诉讼二审1件。", "SomeSuits=3 SomeSuits=1"),
            ("学习行政诉讼典型案例12件，旁听行政诉讼1次。", ""),
            (
                "行政复议纠错1件，行政诉讼尚未审结1件，审结行政诉讼1件。",
                "SomeReviews=1 SomeSuits=1 SomeSuits=1",
            ),
            ("2件行政诉讼中1件尚未审结。", ""),
            ("2件复议案件1件维持、1件纠正。", ""),
            ("行政诉讼1件由县法院审理，行政复议1件已被纠正。", "SomeSuits=1 SomeReviews=1"),
            ("1起行政诉讼正在审理。", "SomeSuits=1"),
            (
                "（二）依申请公开。群众书面申请2件，有1件申请结转下年。",
                "SomeRequests=2 CarriedOut=1",
            ),
            ("行政复议、行政诉讼各2件。", "Reviews=2 Suits=2"),
            ("各站所共行政复议5件。", "Reviews=5"),
            ("（二）依申请公开。2024年未办结4件。", "CarriedIn=4"),
            ("收到申请9件，审核答复5件，答复前沟通8件，出具答复书12份。", "Received=9"),
            ("收到申请9件，答复予以公开8件，通过公开答复化解矛盾纠纷5起。", "Received=9"),
            ("收到申请9件，答复政府信息公开申请9件。", "Received=9 Handled=9"),
        ] {
            let text = Searched::new(text);
            let claims = claims(&text, &said::all(&text), 2025);
            let each = claims.iter().map(|claim| match &claim.amount {
                Amount::Exactly(n) => format!("{:?}={}", claim.topic, n.normalize()),
                other => format!("{:?}{}", claim.topic, other.said("")),
            });
            let mut each: Vec<String> = each.collect();
            let mut meant: Vec<&str> = meant.split_whitespace().collect();
            each.sort();
            meant.sort_unstable();
            assert_eq!(each, meant, "{}", text.text);
        }
    }
}
