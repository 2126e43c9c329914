//! What one writes to another in a draft, in brackets.

use crate::{
    check::prose::{self, Searched},
    text::is_hanzi,
};
use std::ops::Range;

/// What one writes to another in a draft: `（领导：此处再核实）`, `（张三注：数字要改）`, `（二稿）`.
pub(super) fn notes(
    searched: &Searched<'_>,
    marks: &[(usize, char)],
) -> impl Iterator<Item = Range<usize>> {
    const ASKED: [&str; 14] = [
        "再核实",
        "再核对",
        "请核实",
        "请核对",
        "请确认",
        "待核实",
        "待确认",
        "要改",
        "改一下",
        "需修改",
        "请修改",
        "问一下",
        "查一下",
        "再看看",
    ];
    const DRAFTS: [&str; 9] =
        ["一稿", "二稿", "三稿", "四稿", "初稿", "草稿", "修改稿", "终稿", "讨论稿"];
    const OPEN: [&str; 5] = ["附件X", "附件x", "附件×", "附表X", "附表x"];
    let text = searched.text;
    let opens = marks.iter().filter(|(_, c)| matches!(c, '（' | '【'));
    opens.filter_map(move |(start, open)| {
        let from = start + open.len_utf8();
        let close = if *open == '（' { '）' } else { '】' };
        let whole = searched.piece(from..from + prose::after(text, from).find(close)?);
        let inner = whole.text;
        // 注：以上数据…is the report's own.
        let is_signed = ["注：", "批：", "说：", "问："].iter().any(|word| {
            let parts = whole.has(word).then(|| inner.split_once(word)).flatten();
            parts.is_some_and(|(who, _)| {
                (2..=4).contains(&who.chars().count()) && who.chars().all(is_hanzi) && who != "备"
            })
        });
        let is_draft = DRAFTS.contains(&inner) && !text.get(..*start)?.ends_with('》');
        let end = from + inner.len() + close.len_utf8();
        let is_note = is_signed || is_draft || whole.has_any(&ASKED) || whole.has_any(&OPEN);
        (is_note || is_remark(&whole, *open)).then_some(*start..end)
    })
}

/// What a colleague remarks in brackets: 删, 请王主任审, 待领导定, 此段可删, 字数不够再加, 数据待财政所补.
fn is_remark(whole: &Searched<'_>, open: char) -> bool {
    const WHOLE: [&str; 10] =
        ["删", "删除", "可删", "改", "已改", "存疑", "原文如此", "存疑待查", "新加", "保留"];
    const PLACES: [&str; 7] = ["此处", "这里", "此段", "本段", "这段", "此句", "这句"];
    const WORK: [&str; 10] = ["加", "补", "删", "改", "核", "调整", "扩", "缺", "漏", "重写"];
    const HEADS: [&str; 5] = ["待领导", "领导审后", "领导批后", "领导定", "等领导"];
    const TAILS: [&str; 8] =
        ["需更新", "要更新", "再补充", "再加", "再改", "后修改", "需补充", "再定"];
    const JUDGED: [&str; 7] = ["审", "审核", "审定", "定", "批示", "看", "过目"];
    let inner = whole.text;
    // 请…审 names who is asked; it is no sentence.
    let is_short = inner.chars().count() <= 12 && !inner.contains(['，', '。', '、']);
    let asked = inner.strip_prefix('请').filter(|_| is_short);
    let is_put_off = open == '【'
        && inner.contains('待')
        && ["补", "核", "定", "填", "确认", "改"].iter().any(|word| inner.ends_with(word));
    let is_of_place = whole.has_any(&PLACES) && whole.has_any(&WORK);
    WHOLE.contains(&inner)
        || HEADS.iter().any(|head| inner.starts_with(head))
        || TAILS.iter().any(|tail| inner.ends_with(tail))
        || asked.is_some_and(|asked| JUDGED.iter().any(|judged| asked.ends_with(judged)))
        || whole.has_any(&["字数不够", "字数：", "字数不足", "字数太少", "字数要求"])
        || (inner.starts_with("已与") && inner.contains("核对"))
        || is_put_off
        || is_of_place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::not_hanzi;

    #[test]
    fn remarks_of_colleagues_are_found() {
        for note in [
            "（李乡长批：此处再补充）",
            "（请王主任审）",
            "（请分管领导审定）",
            "（已与派出所核对）",
            "（去年的数，需更新）",
            "（删）",
            "（改）",
            "（存疑）",
            "（原文如此）",
            "（此段可删）",
            "（这句重写）",
            "（待领导定）",
            "（字数不够再加）",
            "（字数：约800字）",
            "（领导审后修改）",
            "（张主任说这里再加一段）",
            "【数据待财政所补】",
        ] {
            let text = format!("公开信息326条{note}。");
            let found: Vec<_> =
                notes(&Searched::new(&text), &not_hanzi(&text).collect::<Vec<_>>()).collect();
            assert_eq!(found.len(), 1, "{note}");
            assert_eq!(&text[found[0].clone()], note);
        }
        for text in [
            "公开信息（含解读）326条，在便民服务中心（此处设有查阅点）公开。",
            "《办法》（2025年修改），（经分管领导审定后发布），（数据以统计部门公布的为准）。",
            "（请在申请表上注明，由窗口审核），（待遇核定），【政策解读】【补贴待遇】。",
            "（改扩建）（删减版）（一）（原综治办）（领导小组）（本段河道整治）（此处为镇政府驻地）。",
        ] {
            let found: Vec<_> =
                notes(&Searched::new(text), &not_hanzi(text).collect::<Vec<_>>()).collect();
            let typed: Vec<&str> = found.into_iter().map(|at| &text[at]).collect();
            assert_eq!(typed, Vec::<&str>::new(), "{text}");
        }
    }
}
