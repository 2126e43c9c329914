//! Heads and organs that a unit has not: 局长任组长 in the report of a 镇, 镇党委 in that of a 局; and another
//! county's bureau of the same name.

use super::{prose::is_head, verbs::ends_with_verb};
use crate::{
    check::prose::{self, Searched},
    text::is_hanzi,
};
use std::ops::Range;

type Named = (String, Range<usize>);

/// Who heads or forms a unit, by the kinds of units that have it.
const HEADS: [(&str, &str); 9] = [
    ("镇", "镇长"),
    ("乡", "乡长"),
    ("街道", "街道办事处主任"),
    ("街道", "办事处主任"),
    ("局", "局长"),
    ("局", "局党组"),
    ("局", "局党委"),
    ("局", "局机关"),
    ("局", "局领导班子"),
];

/// Whoever leads something in the report of a unit of this kind that has none such: 由乡长任组长.
pub(super) fn another_head(searched: &Searched<'_>, own: &str) -> Option<Named> {
    let text = searched.text;
    let others = HEADS.iter().filter(|(kind, _)| *kind != own);
    others.into_iter().find_map(|(_, head)| {
        let at = searched.places(head).find(|at| {
            let before = text.get(..*at).unwrap_or_default();
            let before =
                before.trim_end_matches("分管").trim_end_matches('副').trim_end_matches("分管");
            let rest = prose::after(text, at + head.len());
            let clause = rest.split(['，', '。', '；']).next().unwrap_or_default();
            let is_own_head = before.ends_with(['由', '以']) || is_head(before);
            let is_organ = head.starts_with('局') && *head != "局长";
            // 由县局局长讲课 and 与局机关联办 are of others.
            let leads = ["组长", "负责", "主持", "牵头", "审核", "审批", "审定", "签发", "把关"]
                .iter()
                .any(|word| clause.contains(word));
            is_own_head && (is_organ || leads)
        })?;
        Some(((*head).to_owned(), at..at + head.len()))
    })
}

/// The organs and parts of a township at the head of what a bureau says: 镇党委…, 全镇各村…, 本街道….
pub(super) fn of_township(searched: &Searched<'_>) -> Option<Named> {
    const OF_TOWNSHIPS: [&str; 15] = [
        "镇党委",
        "乡党委",
        "镇政府",
        "乡政府",
        "镇人民政府",
        "乡人民政府",
        "街道党工委",
        "街道办事处",
        "街道工委",
        "本镇",
        "本乡",
        "本街道",
        "全镇各村",
        "全乡各村",
        "全街道各",
    ];
    OF_TOWNSHIPS.iter().find_map(|word| {
        let is_ours = |at: &usize| {
            let before = searched.text.get(..*at).unwrap_or_default();
            let rest = prose::after(searched.text, at + word.len());
            let is_we =
                word.starts_with('本') && before.ends_with(|c: char| "编制公布定，。".contains(c));
            (is_head(before) || is_we) && !rest.starts_with(['等', '、', '和', '与', '报', '土'])
        };
        let at = searched.places(word).find(is_ours)?;
        Some(((*word).to_owned(), at..at + word.len()))
    })
}

/// The bureau of the same name of another county: 南河县水利局 in the report of 清河县水利局.
pub(super) fn namesake(searched: &Searched<'_>, agency: &str) -> Option<Named> {
    const COUNTIES: [char; 4] = ['县', '市', '区', '旗'];
    let end = agency.find(COUNTIES)? + '县'.len_utf8();
    let (county, name) = agency.split_at(end);
    if name.chars().count() < 2 || county.chars().count() < 2 {
        return None;
    }
    searched.places(name).find_map(|at| {
        let before = searched.text.get(..at)?;
        let named = before.strip_suffix(COUNTIES)?;
        let (start, _) = named.char_indices().rev().nth(1)?;
        let place = named.get(start..)?;
        // 我县, 各县, 该县 and 其他县 are no names.
        let is_name = place
            .chars()
            .all(|c| is_hanzi(c) && !"我本各该全外邻其他等在由与和及向对个省市州区县".contains(c));
        // 通过县教育局网站 is of this county.
        (is_name && !before.ends_with(county) && !ends_with_verb(named)).then(|| {
            let unit = searched.text.get(start..at + name.len()).unwrap_or_default();
            (unit.to_owned(), start..at + name.len())
        })
    })
}

/// The township at the head of a sentence whose name differs from the own one in a single character: 沙奚镇.
pub(super) fn misspelt<'s>(sentence: &'s str, own: &str) -> Option<&'s str> {
    // One of the first two is the same, which it is nowhere else.
    if !sentence.chars().zip(own.chars()).take(2).any(|(a, b)| a == b) {
        return None;
    }
    let length = own.chars().count();
    let end = sentence.char_indices().nth(length).map_or(sentence.len(), |(at, _)| at);
    let unit = sentence.get(..end)?;
    let wrong = unit.chars().zip(own.chars()).filter(|(a, b)| a != b).count();
    let is_kind = unit.chars().next_back() == own.chars().next_back();
    let rest = sentence.get(end..)?;
    let is_subject = rest.starts_with(is_hanzi)
        && !rest.starts_with(['等', '和', '与', '及', '的', '村', '土', '街']);
    (length > 2 && unit.chars().count() == length && wrong == 1 && is_kind && is_subject)
        .then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(found: Option<Named>) -> Option<String> {
        found.map(|(word, _)| word)
    }

    #[test]
    fn heads_of_other_units_are_found() {
        for (text, own, head) in [
            ("由乡长任组长、分管副乡长任副组长。", "镇", Some("乡长")),
            ("成立以局长为组长的领导小组。", "镇", Some("局长")),
            ("成立以街道办事处主任为组长的领导小组。", "镇", Some("街道办事处主任")),
            ("局党组每季度听取汇报。", "镇", Some("局党组")),
            ("局机关各科室严格审查。", "镇", Some("局机关")),
            ("成立以镇长为组长的领导小组。", "局", Some("镇长")),
            ("由镇长任组长，县司法局局长到会讲课。", "镇", None),
            ("由局长任组长，局党组听取汇报。", "局", None),
            ("县水利局党组派员指导。", "镇", None),
        ] {
            assert_eq!(word(another_head(&Searched::new(text), own)).as_deref(), head, "{text}");
        }
    }

    #[test]
    fn what_is_of_another_unit_is_found() {
        for (text, found) in [
            ("镇党委每半年听取汇报。", Some("镇党委")),
            ("全镇各村及时更新。", Some("全镇各村")),
            ("编制本镇年度报告。", Some("本镇")),
            ("下派到全镇各村，指导乡政府公开。", None),
        ] {
            assert_eq!(word(of_township(&Searched::new(text))).as_deref(), found, "{text}");
        }
        for (text, found) in [
            ("南河县水利局逐件审核。", Some("南河县水利局")),
            ("清河县水利局逐件审核，我县水利局、全县水利局、各县水利局", None),
            ("通过县水利局网站公开，刊登于县水利局公告栏，现公布县水利局2025年年报。", None),
        ] {
            let found_word = word(namesake(&Searched::new(text), "清河县水利局"));
            assert_eq!(found_word.as_deref(), found, "{text}");
        }
        for (text, found) in [
            ("沙奚镇逐件审核信息", Some("沙奚镇")),
            ("沙溪镇逐件审核信息", None),
            ("沙河镇和我镇联办", None),
            ("白水镇审核", None),
        ] {
            assert_eq!(misspelt(text, "沙溪镇"), found, "{text}");
        }
    }
}
