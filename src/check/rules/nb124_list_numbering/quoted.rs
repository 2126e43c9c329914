//! `“三个到位”：组织到位、人员到位`: what a name says how many it has, and how many are named. Also
//! `张村、李村、王村等2个村`.

use crate::{
    check::prose::Searched,
    text::{is_spelt, spelt_value},
};
use std::ops::Range;

/// Where a name and the list behind its colon do not go together, and the number of items.
pub(super) fn quoted(searched: &Searched<'_>) -> Option<(Range<usize>, usize)> {
    let text = searched.text;
    // “四个统一”，即统一登记、…
    let marks = ["”：", "”，即"].into_iter();
    let mut places = marks.flat_map(|mark| searched.places(mark).map(move |at| (at, mark)));
    places.find_map(|(close, mark)| {
        let start = text.get(..close)?.rfind('“')? + '“'.len_utf8();
        let name = text.get(start..close)?;
        let thing = name.trim_start_matches(is_spelt);
        let number = spelt_value(name.get(..name.len() - thing.len())?)?;
        let thing = thing.trim_start_matches(['个', '种', '项', '条']);
        let rest = text.get(close + mark.len()..)?.trim_start_matches('：');
        let list = rest.get(..rest.find(['，', '。', '；']).unwrap_or(rest.len()))?;
        // 和 may part two items or stand within one; brackets and quotes have lists of their own.
        let is_plain = !list
            .replace("及时", "")
            .replace("统一", "")
            .contains(['（', '“', '《', '等', '和', '及', '与', '一']);
        // 三关: 政治关、保密关.
        let is_of_it = !thing.is_empty() && list.split('、').all(|item| item.ends_with(thing));
        let is_joint = !thing.is_empty()
            && list.ends_with(thing)
            && list.split('、').all(|item| item.chars().count() <= 6);
        let items = list.split('、').count();
        let is_other = u64::try_from(items).is_ok_and(|items| items != number);
        // Whether the list goes on behind a mark cannot be known.
        let is_whole = rest.get(list.len()..).is_none_or(|rest| !rest.starts_with(['，', '；']));
        // 统一登记、统一审核
        let is_of_it =
            is_of_it || !thing.is_empty() && list.split('、').all(|item| item.starts_with(thing));
        let is_told = is_plain && (is_of_it || is_joint) && is_whole && items > 1 && is_other;
        is_told.then_some((start..close, items))
    })
}

/// 张村、李村、王村等2个村: more are named than there are.
pub(super) fn more_than(searched: &Searched<'_>) -> Option<(Range<usize>, usize)> {
    let text = searched.text;
    searched.places("等").find_map(|at| {
        let rest = text.get(at + '等'.len_utf8()..)?;
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || is_spelt(c));
        let typed = rest.get(..rest.len() - behind.len())?;
        let number = typed.parse().ok().or_else(|| spelt_value(typed))?;
        let thing = behind.strip_prefix('个')?.chars().next()?;
        let before = text.get(..at)?;
        let list = before.rsplit(['，', '。', '；', '：', '（', '”']).next()?;
        let all = list.split('、');
        let items = all.clone().count();
        let are_alike =
            all.into_iter().all(|item| item.ends_with(thing) && item.chars().count() > 1);
        let is_more = u64::try_from(items).is_ok_and(|items| items > number);
        let end = at + '等'.len_utf8() + typed.len() + '个'.len_utf8() + thing.len_utf8();
        (are_alike && is_more && number > 0).then_some((at + '等'.len_utf8()..end, items))
    })
}

/// 主要有以下三点：一是…；二是…。: what stands behind the colon is counted by its 一是.
pub(super) fn following(searched: &Searched<'_>) -> Option<(Range<usize>, usize)> {
    let text = searched.text;
    searched.places("以下").find_map(|at| {
        let start = at + "以下".len();
        let rest = text.get(start..)?;
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || is_spelt(c));
        let typed = rest.get(..rest.len() - behind.len())?;
        let number = typed.parse().ok().or_else(|| spelt_value(typed))?;
        let colon = behind.find(['：', '，', '。', '；'])?;
        let is_named =
            behind.starts_with(['点', '个', '项', '条', '种', '类', '方']) && colon <= 24;
        let list = behind.get(colon..)?.strip_prefix('：').filter(|_| is_named)?;
        let mut items = 0;
        for (item, _) in super::spoken(list) {
            if item != items + 1 {
                break;
            }
            items = item;
        }
        let is_other = items > 1 && u64::from(items) != number && list.starts_with("一是");
        is_other.then_some((at..start + typed.len() + colon, items as usize))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_as_many_as_they_say() {
        for (text, items) in [
            ("做到“三个到位”：组织到位、人员到位。", Some(2)),
            ("落实“四公开”：决策公开、执行公开、管理公开、服务公开、结果公开、监督公开。", Some(6)),
            ("推进“五公开”：决策、执行、管理、服务公开。", Some(4)),
            ("做到“三个及时”：及时公开、及时更新。", Some(2)),
            ("实现“四个统一”，即统一登记、统一审核、统一发布。", Some(3)),
            ("实现“三个统一”，即统一登记、统一审核、统一发布。", None),
            ("把好“三关”：政治关、保密关。", Some(2)),
            ("推进“五公开”：决策、执行、管理、服务、结果公开。", None),
            ("推进“五公开”：决策、执行、管理、服务和结果公开。", None),
            ("把好“三关”：政治关、保密关，还有文字关。", None),
            ("做到“三个到位”：组织、人员落实。", None),
            ("“十四五”：规划、计划。“一网通办”：网站、窗口通办。", None),
        ] {
            let found = quoted(&Searched::new(text));
            assert_eq!(found.map(|(_, items)| items), items, "{text}");
        }
        for (text, items) in [
            ("主要有以下三点：一是制度不健全；二是人员不足。", Some(2)),
            ("以下2个方面：一是制度；二是人员；三是平台。", Some(3)),
            ("以下两点：一是制度不健全；二是人员不足。", None),
            ("以下三点：制度不健全、人员不足。", None),
            ("30人以下3个村，以下简称：甲。", None),
        ] {
            let found = following(&Searched::new(text));
            assert_eq!(found.map(|(_, items)| items), items, "{text}");
        }
        for (text, items) in [
            ("我镇共有张村、李村、王村等2个村。", Some(3)),
            ("张村、李村等2个村，张村、李村等12个村", None),
            ("组织党政办、财政所到张村、李村等2个村", None),
            ("设在便民服务中心、张村等3个点", None),
        ] {
            let found = more_than(&Searched::new(text));
            assert_eq!(found.map(|(_, items)| items), items, "{text}");
        }
    }
}
