//! Numbers that are left out before a measure or behind a verb: `公开了条信息`, `于月日印发`, `提高了个百分点`, `完成率达。`

use crate::{
    check::prose::{self, Searched},
    text::{is_hanzi, is_numeral},
};
use std::ops::Range;

/// Measures right behind 了, and what they count: 走出了条新路 is told of nothing.
const MEASURED: [(&str, &[&str]); 7] = [
    ("了条", &["信息", "消息", "动态", "意见", "建议", "留言", "政务"]),
    ("了件", &["申请", "政府信息", "建议", "提案", "案件", "行政"]),
    ("了份", &["资料", "材料", "文件", "问卷", "答复", "手册"]),
    ("了篇", &["解读", "信息", "稿件", "文章"]),
    ("了期", &["培训", "简报", "图解"]),
    ("了场", &["培训", "宣讲", "发布会", "会议"]),
    ("了次", &["培训", "会议", "检查", "督查"]),
];
/// Measures behind 余 alone.
const MORE: [&str; 8] = ["余条", "余份", "余件", "余篇", "余场", "余期", "余人次", "余个"];
/// What makes 余 another word: 其余件.
const NOT_MORE: &str = "其剩多业年残富盈结节";
/// How a clause ends that says how much it is.
const ENDS: [&str; 5] = ["达到", "达", "为", "是", "达到了"];
const RATES: [&str; 5] = ["率", "占比", "满意度", "比重", "比例"];

/// Where a number stands in none of these.
pub(super) fn missing(searched: &Searched<'_>) -> Vec<Range<usize>> {
    let mut found = measured(searched);
    found.extend(counted(searched));
    found.extend(days(searched));
    found.extend(rates(searched));
    found
}

/// 公开了条信息, 发放资料余份, 接待群众人次.
fn measured(searched: &Searched<'_>) -> Vec<Range<usize>> {
    let text = searched.text;
    let behind = |at: usize, word: &str| text.get(at + word.len()..).unwrap_or_default();
    let measured = MEASURED.iter().flat_map(|(word, things)| {
        searched.places(word).filter_map(move |at| {
            let thing = things.iter().find(|thing| behind(at, word).starts_with(**thing))?;
            Some(at..at + word.len() + thing.len())
        })
    });
    let more = MORE.iter().flat_map(|word| {
        searched.places(word).filter_map(move |at| {
            let before = text.get(..at)?.chars().next_back()?;
            let is_lost = is_hanzi(before)
                && !is_numeral(before)
                && !"百千万亿".contains(before)
                && !NOT_MORE.contains(before);
            is_lost.then_some(at..at + word.len())
        })
    });
    let visits = ["接待群众", "参训", "惠及群众", "培训人员"].into_iter().flat_map(|thing| {
        searched.places(thing).filter_map(move |at| {
            let rest = behind(at, thing).strip_prefix("人次")?;
            is_end(rest).then_some(at..at + thing.len() + "人次".len())
        })
    });
    measured.chain(more).chain(visits).collect()
}

/// 提高了个百分点, 共有个村, 第期简报, 培训期，人参加.
fn counted(searched: &Searched<'_>) -> Vec<Range<usize>> {
    const POINTS: &str = "个百分点";
    let text = searched.text;
    let points = searched.places(POINTS).filter_map(move |at| {
        let before = text.get(..at)?.trim_end().chars().next_back()?;
        let is_number = prose::is_digit(before)
            || is_numeral(before)
            || "几多余半两个百%％点".contains(before)
            || before == prose::MASK;
        (!is_number).then_some(at..at + POINTS.len())
    });
    let all = ["共有个", "共辖个", "下辖个"].into_iter().flat_map(|word| {
        searched.places(word).filter_map(move |at| {
            let rest = text.get(at + word.len()..)?;
            let is_other = rest.starts_with(['别', '人', '体', '性', '案']);
            (!is_other && rest.starts_with(is_hanzi)).then_some(at..at + word.len())
        })
    });
    let ordinals = ["第期", "第批次", "第届"]
        .into_iter()
        .flat_map(|word| searched.places(word).map(move |at| at..at + word.len()));
    let people = ["人参加", "人参训", "人次参加"].into_iter().flat_map(|word| {
        searched.places(word).filter_map(move |at| {
            let rest = text.get(at + word.len()..)?;
            (text.get(..at)?.ends_with('，') && is_end(rest)).then_some(at..at + word.len())
        })
    });
    points.chain(all).chain(ordinals).chain(people).collect()
}

/// 于月日印发, 2025年月召开会议, 年月日召开会议.
fn days(searched: &Searched<'_>) -> Vec<Range<usize>> {
    let text = searched.text;
    let days = searched.places("月日").filter_map(move |at| {
        let before = text.get(..at)?;
        let year = before.strip_suffix('年').unwrap_or(before);
        let rest = text.get(at + "月日".len()..)?;
        // 注明年月日 names the parts of a day.
        let is_dated = year.len() < before.len() && year.ends_with(prose::is_digit);
        let is_head = year.is_empty() || year.ends_with(['，', '。', '；', '于', '在']);
        let is_act = ["召开", "举办", "印发", "发布", "制发", "开展", "组织"]
            .iter()
            .any(|verb| rest.starts_with(verb));
        let start = year.len();
        (is_dated || (is_head && is_act)).then_some(start..at + "月日".len())
    });
    let months = searched.places("年月").filter_map(move |at| {
        let before = text.get(..at)?;
        let rest = text.get(at + "年月".len()..)?;
        let is_lost = before.ends_with(prose::is_digit) && !rest.starts_with(['均', '度', '日']);
        is_lost.then_some(at..at + "年月".len())
    });
    days.chain(months).collect()
}

/// 完成率达。 占比为。 满意率达到。
fn rates(searched: &Searched<'_>) -> Vec<Range<usize>> {
    let text = searched.text;
    let found = RATES.into_iter().flat_map(|rate| {
        searched.places(rate).filter_map(move |at| {
            let rest = text.get(at + rate.len()..)?;
            let end = ENDS.iter().filter_map(|end| {
                is_end(rest.strip_prefix(*end)?).then_some(at + rate.len() + end.len())
            });
            Some(at..end.max()?)
        })
    });
    found.collect()
}

fn is_end(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['，', '。', '；', '、', '）'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_left_out_are_found() {
        for (text, found) in [
            ("公开了条信息。", "了条信息"),
            ("答复了件申请，发放了份资料。", "了件申请|了份资料"),
            ("接待群众人次。", "接待群众人次"),
            ("发放资料余份，公开信息余条。", "余份|余条"),
            ("提高了个百分点，下降个百分点。", "个百分点|个百分点"),
            ("完成率达。占比为，满意率达到。", "率达|占比为|率达到"),
            ("于2025年月日召开会议。2025年月召开会议。", "年月日|年月"),
            ("年月日召开会议。于月日印发通知。", "年月日|月日"),
            ("共有个村。第期简报。", "共有个|第期"),
            ("举办培训班，人参加。", "人参加"),
        ] {
            let mut told = missing(&Searched::new(text));
            told.sort_by_key(|at| at.start);
            let typed: Vec<&str> = told.into_iter().map(|at| &text[at]).collect();
            assert_eq!(typed.join("|"), found, "{text}");
        }
        for text in [
            "走出了条新路子，开了个好头，326余条，3百余份，其余件按期办结，十余人次。",
            "提高2.3个百分点，提高了两个百分点，几个百分点，满意率达98%，占比为三成。",
            "注明年月日，填写出生年月，2025年月均公开32条，2025年月度通报12次。",
            "共有个别村未更新，第一期简报，群众参加，12人参加，该指标为完成率，提高办结率。",
            "以办结率为抓手，满意率是衡量标准；依法按比例为农户补贴。",
        ] {
            let told = missing(&Searched::new(text));
            let typed: Vec<&str> = told.into_iter().map(|at| &text[at]).collect();
            assert_eq!(typed, Vec::<&str>::new(), "{text}");
        }
    }
}
