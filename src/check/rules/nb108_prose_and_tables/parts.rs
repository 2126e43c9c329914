//! A total and its parts in one sentence: `申请9件，其中网上5件、信函2件`.

use super::{
    said::SaidNumber,
    sums::{self, OVERLAPPING, value},
};
use crate::{
    check::{
        prose::{self, ProseLine},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::Diagnostic,
    text::is_spelt,
};
use rust_decimal::Decimal;
use std::ops::Range;

/// Words of parts that are all there are: each list parts a whole in one way.
const WHOLES: [&[&str]; 13] = [
    &["网", "信函", "当面", "邮", "平台", "现场", "传真", "窗口", "口头", "书面", "电子"],
    &["网站", "公众号", "专栏", "公开栏", "微博", "平台", "客户端", "抖音", "视频号"],
    &["自然人", "公民", "法人", "企业", "其他组织"],
    &["上半年", "下半年"],
    &["一季度", "二季度", "三季度", "四季度"],
    &["专职", "兼职"],
    &["准予", "不予"],
    &["线上", "线下"],
    &["简易", "普通", "一般程序"],
    &["镇级", "村级"],
    &["乡级", "村级"],
    &["建议", "提案"],
    &["维持", "纠正", "未审结"],
];

/// A number among the parts.
pub(super) struct SaidPart<'t> {
    pub words: &'t str,
    pub number: Decimal,
}

pub(super) fn check(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    said: &[SaidNumber<'_>],
) -> Vec<Diagnostic> {
    let found = said.iter().filter_map(|total| {
        let whole = total.exact()?;
        let (parts, is_named) = parts(total)?;
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.number))?;
        let own = if is_named { "" } else { total.clause };
        let is_whole = parts.len() > 1 && are_all(&parts, own);
        if sum == whole || (sum < whole && !is_whole) || (!is_named && !is_whole) {
            return None;
        }
        Some(tell(rule, subject, line, &total.quantity.at, (whole, sum, &parts)))
    });
    let totals = said.iter().enumerate().filter_map(|(i, total)| {
        let (whole, parts) = added(said.get(..i)?, total)?;
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.number))?;
        let at = &total.quantity.at;
        (sum != whole).then(|| tell(rule, subject, line, at, (whole, sum, &parts)))
    });
    let others = sums::wrong(&line.searched()).into_iter().map(|(at, message)| {
        let finding = subject.at(rule.finding(message), line.place(&at), "和下面各项合不上");
        finding.help(HELP)
    });
    found.chain(totals).chain(others).collect()
}

const HELP: &str = "请核对总数和各项；各项有重复、没有列全的，在正文里说明";

/// 新收11件，加上上年结转2件，合计13件; 书面申请2件、网上申请5件，共7件: the parts before their total.
fn added<'t>(
    before: &[SaidNumber<'t>],
    total: &SaidNumber<'_>,
) -> Option<(Decimal, Vec<SaidPart<'t>>)> {
    const TOTALS: [&str; 7] = ["共", "合计", "共计", "总计", "总共", "合计为", "一共"];
    const PLUS: [&str; 4] = ["加上", "外加", "加", "连同"];
    const MOST: usize = 8;
    if !TOTALS.contains(&total.clause) {
        return None;
    }
    let start = total.quantity.at.start - total.sentence.len();
    let is_here = |said: &&SaidNumber<'_>| {
        said.quantity.at.start >= start && said.quantity.unit == total.quantity.unit
    };
    let here = before.iter().rev().take(MOST + 1).take_while(is_here);
    let parts: Option<Vec<SaidPart<'_>>> =
        here.map(|said| Some(SaidPart { words: said.clause, number: said.exact()? })).collect();
    let mut parts = parts.filter(|parts| parts.len() > 1 && parts.len() <= MOST)?;
    parts.reverse();
    let is_plus = |part: &SaidPart<'_>| PLUS.iter().any(|plus| part.words.starts_with(plus));
    let is_carried =
        |part: &SaidPart<'_>| part.words.trim_start_matches(['、', '和', '及']) == "上年结转";
    let is_both = parts.last().is_some_and(|last| is_plus(last) || is_carried(last));
    // 预算信息4条、决算信息4条，共计9条: one list, and nothing else of its unit in the sentence.
    let is_list = total.clause != "共"
        && parts.iter().skip(1).all(|part| part.words.starts_with(['、', '和']))
        && !parts.iter().any(|part| OVERLAPPING.iter().any(|word| part.words.contains(word)));
    let is_sum = (parts.len() == 2 && is_both) || is_list;
    (is_sum || are_all(&parts, "")).then(|| Some((total.exact()?, parts)))?
}

fn tell(
    rule: &Rule,
    subject: &Subject<'_>,
    line: &ProseLine<'_>,
    at: &Range<usize>,
    (whole, sum, parts): (Decimal, Decimal, &[SaidPart<'_>]),
) -> Diagnostic {
    let addends: Vec<String> =
        parts.iter().map(|part| part.number.normalize().to_string()).collect();
    let message = if parts.len() > 1 {
        format!(
            "总数写的是 {}，各项之和是 {}（{}）",
            whole.normalize(),
            sum.normalize(),
            addends.join("＋")
        )
    } else {
        format!("总数写的是 {}，其中的一项却是 {}", whole.normalize(), sum.normalize())
    };
    let finding = subject.at(rule.finding(message), line.place(at), "和下面各项合不上");
    finding.help(HELP)
}

/// Whether the parts are of one way of parting a whole, and the total is none of them itself.
pub(super) fn are_all(parts: &[SaidPart<'_>], own: &str) -> bool {
    WHOLES.iter().any(|words| {
        let word = |part: &SaidPart<'_>| words.iter().find(|word| part.words.contains(**word));
        let found: Option<Vec<&&str>> = parts.iter().map(word).collect();
        // Two of one word part nothing: 不予公开1件、不予处理1件.
        !words.iter().any(|word| own.contains(word))
            && found.is_some_and(|found| found.iter().any(|word| found.first() != Some(word)))
    })
}

/// The parts that a total is followed by, to the end of the list, and whether 其中 or a bracket names them so.
fn parts<'t>(total: &SaidNumber<'t>) -> Option<(Vec<SaidPart<'t>>, bool)> {
    let unit = total.quantity.unit;
    let rest = prose::after(total.paragraph.text, total.quantity.end + total.noun.len());
    let (list, is_named) = if let Some(inner) = rest.strip_prefix('（') {
        (inner.get(..inner.find('）')?)?, true)
    } else {
        // 714条。其中包括：……
        // Of several numbers of the sentence nobody knows which is meant.
        let is_only = || {
            let sentence = total.sentence;
            let rests = prose::numbers(sentence).into_iter().map(|(at, _)| sentence.get(at.end..));
            !rests.flatten().any(|rest| rest.starts_with(unit))
        };
        let next = || rest.strip_prefix('。').filter(|next| next.starts_with("其中") && is_only());
        let list = rest.strip_prefix('，').or_else(next)?.split(['。', '；', '（']).next()?;
        (list, list.starts_with("其中"))
    };
    // （部分留言兼有两类）
    let behind = rest.get(list.len()..).unwrap_or_default();
    let note = behind.split(['。', '；']).next().unwrap_or_default();
    if ["兼有", "重复", "交叉", "重叠", "同时", "既"].iter().any(|word| note.contains(word))
    {
        return None;
    }
    let is_bracket = rest.starts_with('（');
    let list = list.trim_start_matches("其中").trim_start_matches("包括");
    let list = list.trim_start_matches(['：', '，']);
    let list = list.trim_start_matches("按申请方式分，").trim_start_matches("含");
    let mut parts = Vec::new();
    for item in list.split(['，', '、', '；', '和']).filter(|item| !item.is_empty()) {
        let Some(part) = part(item, unit) else {
            // What follows is no part any more; in a bracket the list is not one of parts.
            if is_bracket {
                return None;
            }
            break;
        };
        parts.push(part);
    }
    // 其中 may name one part that is too large.
    let is_enough = parts.len() > 1 || (is_named && !is_bracket && parts.len() == 1);
    (is_enough && !list.contains(['等', '%', '％'])).then_some((parts, is_named && !is_bracket))
}

/// Words that make a number none of the parts.
const OTHER: [&str; 22] = [
    "办结", "答复", "结转", "上年", "去年", "同比", "增", "减", "共", "合计", "累计", "废止",
    "有效", "予以", "回复", "公示", "解读", "办理", "涉及", "平均", "另", "占",
];

/// `网上申请5件`: words, a number, the unit of the total or none.
fn part(item: &str, unit: char) -> Option<SaidPart<'_>> {
    let Some(bare) = item.strip_suffix(unit) else {
        return labelled(item).filter(|_| item.ends_with(prose::is_digit));
    };
    if unit != '元' {
        return labelled(bare);
    }
    // Totals are in 万元.
    let part = labelled(bare.strip_suffix('万').unwrap_or(bare))?;
    let places = if bare.ends_with('万') { Decimal::ONE } else { Decimal::from(10_000) };
    Some(SaidPart { number: part.number.checked_div(places)?, ..part })
}

/// `网上申请5`, `网站1,206`, `公众号三百`: words and the number behind them, unless they make it none of the parts.
pub(super) fn labelled(item: &str) -> Option<SaidPart<'_>> {
    let words = item.trim_end_matches(|c: char| prose::is_digit(c) || matches!(c, ',' | '.'));
    let words = if words.len() == item.len() { item.trim_end_matches(is_spelt) } else { words };
    let is_other = OTHER.iter().any(|word| words.contains(word))
        || words.contains(prose::is_digit)
        || words.ends_with(['第', '每', '约', '近'])
        || (words.is_empty() && !item.starts_with(prose::is_digit));
    let number = item.get(words.len()..).filter(|_| !is_other)?;
    Some(SaidPart { words, number: value(number)? })
}

#[cfg(test)]
mod tests {
    use super::{super::said, *};
    use crate::check::prose::Searched;

    fn sums(text: &str) -> String {
        let all = said::all(&Searched::new(text));
        let each = all.iter().filter_map(|total| {
            let (parts, is_named) = parts(total)?;
            let numbers: Vec<String> = parts.iter().map(|part| part.number.to_string()).collect();
            Some(format!(
                "{}{}{}",
                numbers.join("+"),
                if is_named { "!" } else { "" },
                if are_all(&parts, if is_named { "" } else { total.clause }) { "*" } else { "" }
            ))
        });
        each.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn parts_are_known_behind_their_total() {
        for (text, meant) in [
            ("申请9件，其中网上申请5件、信函申请2件。", "5+2!*"),
            ("申请9件（其中网上5件、当面2件、邮寄3件）。", "5+2+3*"),
            // The second is of 网络5件, which is a part itself and told nothing of.
            ("申请9件，网络5件，信函2件，当面1件。", "5+2+1* 2+1"),
            ("公开信息412条，其中概况12条、政策100条。", "12+100!"),
            ("公开信息412条，其中专栏186条、公众号236条。", "186+236!*"),
            ("许可53件，其中准予40件、不予10件", "40+10!*"),
            ("信息五百一十二条，其中网站二百零六条、公众号三百条。", "206+300!*"),
            ("信息1,512条，其中网站1,206条、公众号316条。", "1206+316!*"),
            ("资金1230万元，其中补贴800万元、低保金4300000元。", "800+430!"),
            ("会议4次（一季度1次、二季度1次、三季度2次、四季度1次）。", "1+1+2+1*"),
            ("制发规范性文件2件，废止1件，现行有效7件。", ""),
            ("新收申请9件，上年结转1件；办结9件，结转1件", ""),
            ("申请9件（上年12件），同比减少25%", ""),
            ("网上申请5件，信函申请2件，当面申请2件", "2+2"),
            ("公开412条，其中主要有动态12条、政策100条等", ""),
            ("培训12次，其中线上8次、线下4次。", "8+4!*"),
            ("留言30条，其中咨询类20条、建议类15条（部分留言兼有两类）。", ""),
        ] {
            assert_eq!(sums(text), meant, "{text}");
        }
    }

    #[test]
    fn lists_are_added_up_before_their_total() {
        let told = |text: &str| {
            let all = said::all(&Searched::new(text));
            let found = all.iter().enumerate().filter_map(|(i, total)| added(&all[..i], total));
            let sum =
                |parts: &[SaidPart<'_>]| parts.iter().map(|part| part.number).sum::<Decimal>();
            found.filter(|(whole, parts)| sum(parts) != *whole).count()
        };
        for text in [
            "公开预算信息4条、决算信息4条，共计9条。",
            "开展宣讲3次、走访5次和培训2次，合计12次。",
            "网站206条、公众号306条，合计513条。",
        ] {
            assert_eq!(told(text), 1, "{text}");
        }
        for text in [
            "公开预算信息4条、决算信息4条，共计8条。",
            "公开政策信息12条，预算信息4条、决算信息4条，共计8条。",
            "公开预算信息4条、决算信息4条，全年共公开326条。",
            "公开预算信息4条、决算信息4条，共9条。",
            "开展宣讲3次、走访5户，合计12次。",
        ] {
            assert_eq!(told(text), 0, "{text}");
        }
    }
}
