//! Numbers of cells that the prose names: `其中自然人8件`, `予以公开6件`, `纠正1件`, `均予以公开`.

use super::{
    expression,
    named_cells::sums,
    quantity::Amount,
    reasons,
    said::{ENDS, SaidNumber},
    words::{after_words, is_joined, is_plain},
};
use crate::{
    check::{
        cell,
        prose::{self, ProseLine, Searched},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::Diagnostic,
};
use rust_decimal::Decimal;
use std::ops::Range;

/// What a number is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// 申请人, by the columns of these names.
    Applicant(&'static str, &'static [&'static str]),
    /// 办理结果.
    Result(&'static str),
    /// 予以公开 and 部分公开 together.
    Granted,
    /// Why it was so, as it is said, and what stands in the names of the rows that it may be.
    Reason(&'static str, &'static [&'static str]),
    /// 复议或诉讼的结果, of the block of this name.
    Outcome(&'static str, &'static str),
    /// 诉讼, by how it began.
    Suit(&'static str),
    /// 驳回, of the block of this name: some count it as 维持, some as 其他.
    Rejected(&'static str),
    /// 审结, in whatever way.
    Closed(&'static str),
    /// 尚未审结, of reviews and suits together.
    Open,
    /// What became of the requests of some applicants; of no result all that were answered.
    Crossed(&'static str, &'static [&'static str], &'static str),
    /// How suits of one beginning ended.
    SuitOutcome(&'static str, &'static str),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct NamedClaim {
    pub named: Named,
    pub amount: Amount,
    pub at: Range<usize>,
}

pub(super) const COMPANIES: &[&str] = &["商业企业"];
pub(super) const BODIES: &[&str] =
    &["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"];
/// As they are said, the longer first, and the columns that they are.
pub(super) const APPLICANTS: [(&str, &[&str]); 16] = [
    ("自然人", &["自然人"]),
    ("个人", &["自然人"]),
    ("公民", &["自然人"]),
    ("商业企业", COMPANIES),
    ("企业", COMPANIES),
    ("科研机构", &["科研机构"]),
    ("社会公益组织", &["社会公益组织"]),
    ("公益组织", &["社会公益组织"]),
    ("法律服务机构", &["法律服务机构"]),
    ("律师事务所", &["法律服务机构"]),
    ("律所", &["法律服务机构"]),
    ("法人或其他组织", BODIES),
    ("法人和其他组织", BODIES),
    ("法人及其他组织", BODIES),
    ("法人", BODIES),
    ("单位", BODIES),
];
pub(super) const RESULTS: [&str; 6] =
    ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"];
/// Other words for some of them.
const OTHER_RESULTS: [(&str, &str); 7] = [
    ("同意公开", "予以公开"),
    ("准予公开", "予以公开"),
    ("给予公开", "予以公开"),
    ("拒绝公开", "不予公开"),
    ("不同意公开", "不予公开"),
    ("未予公开", "不予公开"),
    ("不公开", "不予公开"),
];
const OUTCOMES: [(&str, &str); 18] = [
    ("结果维持", "维持"),
    ("维持", "维持"),
    ("结果纠正", "纠正"),
    ("纠正", "纠正"),
    ("胜诉", "维持"),
    ("败诉", "纠正"),
    ("撤销", "纠正"),
    ("责令重新答复", "纠正"),
    ("责令重新作出答复", "纠正"),
    ("责令重新处理", "纠正"),
    ("确认违法", "纠正"),
    ("其他结果", "其他"),
    ("尚未审结", "未审结"),
    ("未审结", "未审结"),
    ("正在审理", "未审结"),
    ("审理中", "未审结"),
    ("尚在审理", "未审结"),
    ("在审", "未审结"),
];
/// Who ends them, before the word.
const JUDGES: &[&str] = &[
    "行政复议",
    "复议机关",
    "复议",
    "行政诉讼",
    "法院",
    "人民法院",
    "判决",
    "裁定",
    "一审",
    "县政府",
    "经",
    "被",
    "予以",
    "案件",
];
/// What they end, behind the word.
const OBJECTS: &[&str] = &[
    "我镇",
    "我乡",
    "本机关",
    "本单位",
    "街道",
    "镇政府",
    "乡政府",
    "办事处",
    "原",
    "的",
    "答复",
    "行政行为",
    "决定",
];
/// Words of those that ended, in whatever way.
const CLOSED: [&str; 3] = ["审结", "已审结", "办结"];
/// How suits begin, and the rows.
const SUITS: [(&str, &str); 4] = [
    ("复议后起诉", "复议后起诉"),
    ("直接起诉", "未经复议直接起诉"),
    ("直接提起诉讼", "未经复议直接起诉"),
    ("直接提起行政诉讼", "未经复议直接起诉"),
];
/// A sentence with one of these is of other things.
const OTHER: [&str; 16] = [
    "建议", "提案", "议案", "留言", "信访", "投诉", "举报", "热线", "同比", "上年", "去年", "增加",
    "减少", "累计", "低保", "补贴",
];

pub(super) fn claims(said: &[SaidNumber<'_>]) -> Vec<NamedClaim> {
    let mut claims: Vec<NamedClaim> =
        said.iter().filter(|said| said.is_count()).filter_map(of_number).collect();
    let results = said
        .iter()
        .filter(|said| matches!(of_number(said), Some(NamedClaim { named: Named::Result(_), .. })));
    claims.extend(results.filter_map(reasons::of_all));
    claims.extend((0..said.len()).filter_map(|i| respectively(said.get(i..)?)).flatten());
    claims
}

/// 自然人、商业企业分别为31件、4件: as many names as numbers.
fn respectively(said: &[SaidNumber<'_>]) -> Option<Vec<NamedClaim>> {
    let first = said.first().filter(|first| first.is_count())?;
    let (names, between) = first.clause.split_once("分别")?;
    let names = after_words(names, &["其中", "，", "新收申请中", "申请人中"]);
    let names: Option<Vec<Named>> = names.split(['、', '和', '及', '与']).map(of_name).collect();
    let names = names.filter(|names| names.len() > 1)?;
    let numbers = said.get(..names.len())?;
    let is_list = after_words(between, &["为", "是", "有", "达"]).is_empty()
        && numbers.iter().skip(1).all(|said| ["", "、", "和", "，"].contains(&said.clause))
        && numbers.iter().all(|said| said.quantity.unit == first.quantity.unit);
    let is_of_requests = first.is_of_requests() || first.is_among(&["申请"]);
    if !is_list || !is_of_requests || OTHER.iter().any(|word| first.is_among(&[word])) {
        return None;
    }
    let claim = |(named, said): (Named, &SaidNumber<'_>)| NamedClaim {
        named,
        amount: said.quantity.amount.clone(),
        at: said.quantity.at.clone(),
    };
    Some(names.into_iter().zip(numbers).map(claim).collect())
}

/// What a name is of that stands alone.
fn of_name(name: &str) -> Option<Named> {
    let applicant = APPLICANTS.iter().find(|(word, _)| *word == name);
    let result = || RESULTS.iter().find(|word| **word == name);
    applicant
        .map(|(word, columns)| Named::Applicant(word, columns))
        .or_else(|| result().map(|word| Named::Result(word)))
}

fn of_number(said: &SaidNumber<'_>) -> Option<NamedClaim> {
    if let Some(claim) = reasons::of_matters(said) {
        return Some(claim);
    }
    // 上年结转2件 compares nothing.
    let is_carried = |word: &str| {
        if !matches!(word, "上年" | "去年") {
            return false;
        }
        let both = [format!("{word}结转"), format!("{word}度结转"), format!("{word}转入")];
        let bare = both.iter().fold(said.sentence.to_owned(), |text, both| text.replace(both, ""));
        !bare.contains(word)
    };
    if OTHER.iter().any(|word| said.is_among(&[word]) && !is_carried(word)) {
        return None;
    }
    let named = named(said)?;
    let (amount, at) = (said.quantity.amount.clone(), said.quantity.at.clone());
    Some(NamedClaim { named, amount, at })
}

fn named(said: &SaidNumber<'_>) -> Option<Named> {
    let stands = |word: &str| {
        let parts = said.parted(word);
        parts.is_some_and(|(before, between)| is_joined(between) && is_plain(before))
    };
    if let Some((_, rows)) = SUITS.iter().find(|(word, _)| stands(word) || is_behind(said, word)) {
        return Some(Named::Suit(rows));
    }
    match ["复议", "诉讼"].map(|word| said.is_among(&[word])) {
        [true, false] => return outcome(said, "行政复议"),
        [false, true] => return outcome(said, "行政诉讼"),
        // 复议2件，诉讼1件，尚未审结2件
        [true, true] => {
            let is_open = ["尚未审结", "未审结"].iter().any(|word| stands(word));
            return is_open.then_some(Named::Open);
        }
        [false, false] => {}
    }
    let is_of_requests = said.is_of_requests() || said.is_among(&["申请"]);
    if is_of_requests { of_request(said) } else { None }
}

/// A result, a reason or an applicant.
fn of_request(said: &SaidNumber<'_>) -> Option<Named> {
    if let Some(reason) = reasons::reason(said) {
        return Some(reason);
    }
    // 予以公开的19件, 区分处理部分公开6件
    let stands_with = |word: &str| {
        let parts = said.parted(word);
        parts.is_some_and(|(before, between)| {
            let before = before.strip_suffix("区分处理").unwrap_or(before);
            // 作出“予以公开”决定7件
            let before = before.strip_suffix('“').unwrap_or(before);
            is_joined(between.strip_prefix(['的', '”']).unwrap_or(between)) && is_plain(before)
        })
    };
    if is_granted(said) {
        return Some(Named::Granted);
    }
    // 征求第三方意见，同意公开3件
    let is_asked = said.is_among(&["第三方", "意见"]);
    let other = OTHER_RESULTS
        .iter()
        .filter(|_| !is_asked)
        .find(|(word, _)| stands_with(word))
        .map(|(_, row)| row);
    if let Some(result) = RESULTS.iter().find(|word| stands_with(word)).or(other) {
        return Some(Named::Result(result));
    }
    // 其中3个予以公开
    let is_bare = is_plain(said.clause) && matches!(said.quantity.unit, '件' | '个' | '宗' | '份');
    let behind = RESULTS.iter().find(|result| {
        let rest = said.rest.strip_prefix(**result);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['、', '和']))
    });
    if let Some(result) = behind.filter(|_| is_bare) {
        return Some(Named::Result(result));
    }
    // 律师事务所等法律服务机构的申请有3件
    let is_of = |word: &str| {
        let parts = said.parted(word);
        parts.is_some_and(|(before, between)| {
            let before = before.strip_suffix("律师事务所等").unwrap_or(before);
            is_joined(after_words(between, &["提出", "的"])) && is_plain(before)
        })
    };
    let applicant =
        APPLICANTS.iter().find(|(word, _)| is_of(word) || is_bare && is_from(said, word));
    applicant.map(|(word, columns)| Named::Applicant(word, columns))
}

/// 予以公开、部分公开合计22件.
fn is_granted(said: &SaidNumber<'_>) -> bool {
    const BOTH: [&str; 3] = ["公开、部分公开", "公开和部分公开", "公开及部分公开"];
    BOTH.iter().filter_map(|both| said.parted(both)).any(|(before, between)| {
        let before = before.strip_suffix("予以").unwrap_or(before);
        let is_sum = ["合计", "共", "总计"].iter().any(|word| between.contains(word));
        is_sum && is_joined(between.trim_start_matches('的')) && is_plain(before)
    })
}

/// 法院判决纠正1件, 3件维持, 其中3件被驳回, 审结3件.
fn outcome(said: &SaidNumber<'_>, block: &'static str) -> Option<Named> {
    let stands = |word: &str| {
        let parts = said.parted(word);
        parts.is_some_and(|(before, between)| {
            // 撤销街道答复1件
            let between = after_words(between, OBJECTS);
            is_joined(between) && is_plain(after_words(before, JUDGES))
        })
    };
    let is_told = |word: &str| stands(word) || is_behind(said, word);
    let outcome = OUTCOMES.iter().find(|(word, _)| is_told(word));
    let either = || is_told("驳回").then_some(Named::Rejected(block));
    let closed = || CLOSED.iter().any(|word| stands(word)).then_some(Named::Closed(block));
    outcome.map(|(_, column)| Named::Outcome(block, column)).or_else(either).or_else(closed)
}

/// 3件维持、1件被纠正, 其中2件直接起诉: what stands behind its number.
fn is_behind(said: &SaidNumber<'_>, word: &str) -> bool {
    const BY: &[&str] =
        &["被", "予以", "结果", "为", "得到", "复议机关", "法院", "经", "系", "尚", "仍"];
    let rest = after_words(said.rest, BY);
    let is_alone = |rest: &str| {
        let rest = after_words(rest, &["原答复", "原行政行为", "案件", "的", "了"]);
        rest.is_empty() || rest.starts_with(['、', '和'])
    };
    let is_count = matches!(said.quantity.unit, '件' | '起' | '个' | '宗' | '例');
    // 2件行政复议中2件被纠正
    let is_among = said.clause.strip_suffix('中').is_some_and(|among| {
        after_words(among, &["件", "行政复议", "行政诉讼", "复议", "诉讼", "案件"]).is_empty()
    });
    is_count && (is_among || is_plain(said.clause)) && rest.strip_prefix(word).is_some_and(is_alone)
}

/// 其中2件为企业申请, 9件来自自然人.
fn is_from(said: &SaidNumber<'_>, word: &str) -> bool {
    let by =
        ["来自", "为", "是", "系", "由", "属"].iter().find_map(|by| said.rest.strip_prefix(by));
    let rest = by.and_then(|rest| rest.strip_prefix(word));
    rest.is_some_and(|rest| after_words(rest, &["申请", "提出", "的"]).is_empty())
}

/// The numbers of what may have been meant; `None` where words stand in one.
pub(super) fn amounts(subject: &Subject<'_>, named: Named) -> Option<Vec<Decimal>> {
    sums(subject, named).iter().map(|sum| sum.amount(subject)).collect()
}

/// Tells where no number of the table is what was said.
pub(super) fn compare(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    claim: &NamedClaim,
) -> Option<Diagnostic> {
    let sums = sums(subject, claim.named);
    if let Amount::Expression(at) = &claim.amount {
        let cells = sums.iter().flat_map(|sum| sum.keys.iter().map(|key| (sum.table, key.clone())));
        return expression::compare(rule, subject, line, at, what(claim.named), cells.collect());
    }
    let amounts: Option<Vec<Decimal>> = sums.iter().map(|sum| sum.amount(subject)).collect();
    let amounts = amounts.filter(|amounts| !amounts.is_empty())?;
    let both = amounts.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n))?;
    // Of applicants nothing says whether those of last year's requests are counted; that there were none is of
    // this year's.
    let is_of_new = claim.amount.is_none() && matches!(claim.named, Named::Applicant(..));
    let may_be = if is_of_new { 1 } else { amounts.len() };
    let is_so = amounts.iter().take(may_be).any(|amount| claim.amount.is(*amount))
        || (amounts.len() > 1 && claim.amount.is(both));
    if is_so {
        return None;
    }
    let held = sums.iter().zip(&amounts).map(|(sum, amount)| format!("{}是 {amount}", sum.name));
    let held: Vec<String> = held.collect();
    let what = what(claim.named);
    let said = if claim.amount.is_none() {
        format!("没有{what}")
    } else {
        format!("{what}{}", claim.amount.said("件"))
    };
    let message = format!("正文说{said}，表里{}", held.join("，"));
    let finding = subject.at(rule.finding(message), line.place(&claim.at), "和表不一致");
    let places = sums.iter().flat_map(|sum| {
        let cells = subject.report.tables.get(&sum.table.key);
        let keys = sum.keys.iter();
        keys.flat_map(move |key| cells.map_or_else(Vec::new, |c| cell::origins(sum.table, c, key)))
    });
    Some(subject.related(finding, places, "表里的数").help("请核对是正文错还是表错"))
}

fn what(named: Named) -> &'static str {
    match named {
        Named::Applicant(word, _) | Named::Result(word) | Named::Reason(word, _) => word,
        Named::Outcome(_, column) | Named::SuitOutcome(_, column) => column,
        Named::Granted => "予以公开和部分公开",
        Named::Rejected(_) => "驳回",
        Named::Closed(_) => "审结",
        Named::Suit(row) => row,
        Named::Open => "尚未审结",
        Named::Crossed(_, _, result) => result,
    }
}

/// Where a paragraph says who all applicants were: 均来自自然人.
pub(super) fn all_of_one_kind(searched: &Searched<'_>) -> Option<(Named, Range<usize>)> {
    let text = searched.text;
    let head: String = text.chars().take(20).collect();
    let is_of_requests = head.contains("依申请公开");
    if !searched.has("申请") || !searched.has_any(&["均", "全部", "都"]) {
        return None;
    }
    for (word, columns) in APPLICANTS {
        let found = searched.places(word).find_map(|at| {
            let before = prose::before(text, at, prose::CLAUSE);
            let bare = before
                .strip_suffix("来自")
                .or_else(|| before.strip_suffix(['为', '是', '系', '由']));
            let bare = bare?;
            let is_all = bare.ends_with('均') || bare.ends_with("全部") || bare.ends_with('都');
            let rest = text.get(at + word.len()..)?;
            let is_alone = rest.is_empty()
                || rest.starts_with(ENDS)
                || rest.starts_with("申请")
                || rest.starts_with("提出");
            let sentence = bare.rsplit('。').next()?;
            // 全部由公民提出: a sentence of its own.
            let is_own = is_of_requests && ["均", "全部", "都"].contains(&sentence);
            let is_request = (sentence.contains("申请") || is_own)
                && !OTHER.iter().any(|other| sentence.contains(other));
            // 均为企业 is of those of a part.
            let is_part = ["其中", "网", "当面", "信函"].iter().any(|part| sentence.contains(part));
            (is_all && is_alone && is_request && !is_part).then_some(at..at + word.len())
        });
        if let Some(at) = found {
            return Some((Named::Applicant(word, columns), at));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{super::said, *};

    #[test]
    fn cells_are_known_by_their_names() {
        for (text, meant) in [
            ("行政复议4件，3件维持、1件被纠正", "维持=3 纠正=1"),
            ("行政诉讼5件，4件胜诉，其中2件直接起诉", "维持=4 未经复议直接起诉=2"),
            ("收到申请9件，3件予以公开、2件部分公开", "予以公开=3 部分公开=2"),
            ("收到申请9件，予以公开的5件，区分处理部分公开6件", "予以公开=5 部分公开=6"),
            ("收到申请9件，准予公开5件，政府信息不存在2件", "予以公开=5 信息不存在=2"),
            ("申请中，自然人、商业企业分别为7件、2件", "自然人=7 商业企业=2"),
            ("收到申请9件，征求第三方意见，同意公开3件", ""),
            ("收到申请9件，其中自然人8件，商业企业1件", "自然人=8 商业企业=1"),
            ("自然人申请5件，企业申请4件", "自然人=5 企业=4"),
            (
                "收到公开申请9件，予以公开6件，部分公开两件，不予公开3件",
                "予以公开=6 部分公开=2 不予公开=3",
            ),
            ("行政复议1件，被纠正1件", "纠正=1"),
            ("公民申请7件，法人申请2件", "公民=7 法人=2"),
            ("收到9个申请，其中3个予以公开", "予以公开=3"),
            ("无复议后起诉案件，直接起诉2件", "未经复议直接起诉=2"),
            ("复议2件，诉讼1件，尚未审结2件", "尚未审结=2"),
            ("新收申请8件，上年结转2件；办结8件，其中予以公开5件", "予以公开=5"),
            ("收到申请8件，上年10件，其中予以公开5件", ""),
            ("发生行政诉讼1件，结果维持1件", "维持=1"),
            ("申请人中自然人7件、法人或其他组织2件", "自然人=7 法人或其他组织=2"),
            ("行政复议4件，法院判决纠正1件，复议纠正2件", "纠正=1 纠正=2"),
            ("行政复议4件，其中3件被驳回，1件正在审理", "驳回=3 未审结=1"),
            ("行政诉讼5件，审结3件，1件经复议后起诉", "审结=3 复议后起诉=1"),
            ("行政复议4件中，被责令重新答复2件", "纠正=2"),
            ("收到申请9件，3件因本机关不掌握无法提供", "不掌握=3"),
            ("收到申请9件，属于工商、不动产登记等行政查询事项2件", "行政查询事项=2"),
            ("收到申请9件，不予处理2件，均为重复申请", "不予处理=2 重复申请=2"),
            ("收到申请9件，不予处理2件，其中信访举报投诉类2件", "不予处理=2 信访举报投诉类=2"),
            ("收到申请9件，其他处理1件，为申请人逾期不补正视为放弃", "其他处理=1 逾期不补正=1"),
            (
                "收到申请9件，律师事务所等法律服务机构的申请有3件，不公开7件",
                "法律服务机构=3 不予公开=7",
            ),
            ("收到申请9件，予以公开、部分公开合计22件", "予以公开和部分公开=22"),
            ("建议12件，予以公开5件；服务企业3个，走访企业4次", ""),
            ("行政复议1件、行政诉讼1件，维持2件", ""),
            ("收到申请9件，不予公开的理由3个", ""),
        ] {
            let all = said::all(&Searched::new(text));
            let found = claims(&all).into_iter().map(|claim| {
                let number = all.iter().find(|said| said.quantity.at == claim.at).unwrap();
                let Amount::Exactly(n) = number.quantity.amount else { panic!() };
                format!("{}={n}", what(claim.named))
            });
            assert_eq!(found.collect::<Vec<_>>().join(" "), meant, "{text}");
        }
    }
}
