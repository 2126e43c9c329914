//! Sentences of one report that cannot both be so: the fee for processing was charged, and was not.

use super::{
    quantity::Amount,
    said,
    words::{after_words, is_joined},
};
use crate::{
    check::{
        prose::{self, ProseLine},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::Diagnostic,
};
use std::ops::Range;

const FEE: &str = "信息处理费";
const NONE: [&str; 8] =
    ["未收取", "没有收取", "未产生", "没有产生", "未发生", "未收过", "未收", "无"];
/// A sum that was not charged in the end.
const GIVEN_UP: [&str; 6] = ["减免", "免收", "免除", "退还", "应收", "标准"];

/// What is told of by how often it was done, and how it is said that it was not.
struct Deed {
    name: &'static str,
    /// What stands before the number of times.
    done: &'static [&'static str],
    /// The units of the number.
    units: &'static [char],
    denied: &'static [&'static str],
}

const DEEDS: [Deed; 3] = [
    Deed {
        name: "责任追究",
        done: &["追究责任", "责任追究", "追责", "问责", "追究"],
        units: &['人', '名', '件', '次', '起'],
        denied: &[
            "追究责任的情形",
            "追究责任的情况",
            "被追究责任",
            "责任追究的情形",
            "责任追究的情况",
            "责任追究情况",
            "责任追究情形",
            "责任追究",
        ],
    },
    Deed {
        name: "培训",
        done: &[
            "举办培训",
            "组织培训",
            "开展培训",
            "举办业务培训",
            "组织业务培训",
            "开展业务培训",
            "举办政务公开培训",
            "开展政务公开培训",
            "举办政府信息公开培训",
        ],
        units: &['次', '期', '场'],
        denied: &[
            "未举办培训",
            "未组织培训",
            "未开展培训",
            "没有举办培训",
            "没有组织培训",
            "没有开展培训",
            "未举办业务培训",
            "未开展业务培训",
            "未组织业务培训",
            "没有举办业务培训",
        ],
    },
    Deed {
        name: "社会评议",
        done: &["开展社会评议", "组织社会评议", "社会评议"],
        units: &['次', '场'],
        denied: &["未开展社会评议", "未组织社会评议", "没有开展社会评议", "没有组织社会评议"],
    },
];

/// Everything of which one paragraph says that it was done, and one that it was not.
pub(super) fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let deeds = DEEDS.iter().filter_map(|deed| both(rule, subject, deed));
    fees(rule, subject).into_iter().chain(deeds).collect()
}

fn both(rule: &Rule, subject: &Subject<'_>, deed: &Deed) -> Option<Diagnostic> {
    let (one, at) = subject.lines.iter().find_map(|line| Some((line, deed.done_at(line)?)))?;
    let (other, none) = subject.lines.iter().find_map(|line| Some((line, deed.none_at(line)?)))?;
    let message = format!("一处说有{}，一处说没有", deed.name);
    let finding = subject.at(rule.finding(message), one.place(&at), "这里说有");
    let finding = subject.related(finding, other.place(&none), "这里说没有");
    Some(finding.help("请核对有没有，两处只留一处"))
}

impl Deed {
    /// 举办业务培训2次, and not last year's or what is planned.
    fn done_at(&self, line: &ProseLine<'_>) -> Option<Range<usize>> {
        let text = line.searched();
        let places = self.done.iter().flat_map(|word| text.places(word).map(move |at| (at, *word)));
        let mut found = places.filter_map(|(at, word)| {
            let before = prose::before(text.text, at, prose::SENTENCE).rsplit('。').next()?;
            let clause = before.rsplit(said::ENDS).next()?;
            let rest = prose::after(text.text, at + word.len());
            let rest = rest.trim_start_matches(['的', '了', '共', '计']);
            let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = rest.get(..rest.len() - number.len())?;
            // 对1名工作人员予以责任追究
            let is_behind = number.starts_with(self.units);
            let digits = if is_behind { digits } else { self.counted_before(clause) };
            let is_some = digits.parse::<u64>().is_ok_and(|number| number > 0);
            // 将政务公开纳入考核 before it plans nothing.
            let is_now = !["上年", "去年", "计划", "拟"].iter().any(|word| before.contains(word))
                && !["将", "每", "至少", "不少于"].iter().any(|word| clause.contains(word));
            (is_some && is_now).then_some(at..at + word.len())
        });
        found.next()
    }

    /// The number of those to whom it was done, where the clause begins with them.
    fn counted_before<'t>(&self, clause: &'t str) -> &'t str {
        let rest = clause.strip_prefix('对').unwrap_or_default();
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_done = ["予以", "进行", "实施", "给予"].iter().any(|verb| clause.ends_with(verb));
        let digits = rest.get(..rest.len() - behind.len()).unwrap_or_default();
        if is_done && behind.starts_with(self.units) { digits } else { "" }
    }

    /// 没有因政府信息公开工作被追究责任的情形.
    fn none_at(&self, line: &ProseLine<'_>) -> Option<Range<usize>> {
        let text = line.searched();
        let places =
            self.denied.iter().flat_map(|word| text.places(word).map(move |at| (at, *word)));
        let mut found = places.filter_map(|(at, word)| {
            let before = prose::before(text.text, at, prose::CLAUSE);
            let clause = before.rsplit(said::ENDS).next()?;
            let rest = text.text.get(at + word.len()..)?;
            let is_end = rest.is_empty() || rest.starts_with(said::ENDS);
            let is_then = ["上年", "去年", "以前", "过去"].iter().any(|then| clause.contains(then));
            let is_denied = word.starts_with(['未', '没'])
                || ["没有", "未发生", "未出现", "无"].iter().any(|none| clause.starts_with(none));
            (is_end && is_denied && !is_then).then_some(at..at + word.len())
        });
        found.next()
    }
}

fn fees(rule: &Rule, subject: &Subject<'_>) -> Option<Diagnostic> {
    let (charged, at) = subject.lines.iter().find_map(|line| Some((line, charged(line)?)))?;
    let (denied, none) = subject.lines.iter().find_map(|line| Some((line, denied(line)?)))?;
    let message = format!("一处说收了{FEE}，一处说没有收");
    let finding = subject.at(rule.finding(message), charged.place(&at), "这里说收了");
    let finding = subject.related(finding, denied.place(&none), "这里说没有");
    Some(finding.help("请核对收没收，两处只留一处"))
}

fn charged(line: &ProseLine<'_>) -> Option<Range<usize>> {
    if !line.searched().has(FEE) {
        return None;
    }
    let is_charged = |said: &said::SaidNumber<'_>| {
        let is_fee = is_of_fee(said);
        let is_given_up = said.is_with(&GIVEN_UP);
        let is_nothing =
            matches!(said.quantity.amount, Amount::Expression(_)) || said.quantity.amount.is_none();
        is_fee && !is_given_up && !is_nothing && !said.is_count()
    };
    let found = said::all(&line.searched()).into_iter().find(is_charged)?;
    Some(found.quantity.at)
}

/// 信息处理费收取200元, 收取信息处理费200元; of a line about it alone 收取200元 is of it, too.
fn is_of_fee(said: &said::SaidNumber<'_>) -> bool {
    const CHARGED: &[&str] = &["收取", "收到", "收入", "收费", "实收", "共"];
    let is_joined = |words: &str| is_joined(after_words(words, CHARGED));
    let of_fee = said.clause.rsplit_once(FEE).map(|(_, between)| between);
    let is_other = || said.paragraph.has("事业性收费");
    of_fee.map_or_else(
        || said.clause.contains("收取") && is_joined(said.clause) && !is_other(),
        is_joined,
    )
}

fn denied(line: &ProseLine<'_>) -> Option<Range<usize>> {
    for at in line.searched().places(FEE) {
        let before = prose::before(&line.text, at, prose::CLAUSE);
        let clause = before.rsplit(said::ENDS).next()?.trim_end_matches("政府信息公开");
        if let Some(word) = NONE.iter().find(|word| clause.ends_with(**word)) {
            let start = at - before.rsplit(said::ENDS).next()?.len() + clause.len() - word.len();
            return Some(start..at + FEE.len());
        }
    }
    None
}
