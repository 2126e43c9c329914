//! What a paragraph tells of a part of the year, of another year, and of other matters: no number of the
//! tables is of these.

use super::said::ENDS;
use crate::check::prose::Searched;
use std::ops::Range;

/// Pieces of a paragraph that no table is held against.
#[derive(Debug, Default)]
pub(super) struct Aside {
    /// Of any table.
    all: Vec<Range<usize>>,
    /// Of the third: what they tell of are no requests for information.
    requests: Vec<Range<usize>>,
}

/// Parts of the year.
const PARTS: [&str; 10] = [
    "上半年",
    "下半年",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "1季度",
    "2季度",
    "3季度",
    "4季度",
];
/// Words that come back to the whole of it.
const WHOLE: [&str; 8] = ["全年", "本年", "年度", "年内", "一年来", "截至", "截止", "累计"];
const TOTALS: [&str; 5] = ["共", "合计", "总计", "总共", "一共"];
const LAST_YEAR: [&str; 3] = ["上年", "去年", "上一年"];
/// Others do it, or other documents are meant.
const OTHERS: [&str; 7] =
    ["协助", "配合", "村级", "党内规范性文件", "党内法规", "党委规范性文件", "党组规范性文件"];
/// Reviews and suits that are not about information.
const OTHER_DISPUTES: [&str; 13] = [
    "其他领域",
    "其它领域",
    "其他类",
    "执法类",
    "应诉",
    "出庭",
    "无关",
    "非政府信息公开",
    "非信息公开",
    "拆迁",
    "征收",
    "征地",
    "工伤",
];
/// What may stand before 申请 where it is one for information.
const HEADS: [&str; 46] = [
    "公开", "信息", "收到", "接到", "受理", "接收", "新收", "接受", "办理", "处理", "答复", "办结",
    "收", "到", "依", "的", "件", "份", "宗", "个", "条", "共", "人", "织", "业", "构", "单位",
    "书面", "当面", "现场", "网上", "网络", "线上", "在线", "平台", "信函", "邮寄", "邮件", "传真",
    "口头", "窗口", "有效", "重复", "提出", "各类", "此类",
];

impl Aside {
    pub(super) fn of(searched: &Searched<'_>) -> Self {
        let (text, mut aside) = (searched.text, Self::default());
        let is_timed =
            searched.has_any(&PARTS) || searched.has_any(&["月", "上年", "去年", "上一年"]);
        let is_other = searched.has_any(&OTHERS);
        let is_requested = searched.has("申请");
        let has_disputes = searched.has_any(&["复议", "诉讼", "诉"]);
        if !(is_timed || is_other || is_requested || has_disputes) {
            return aside;
        }
        let mut from = 0;
        for sentence in text.split_inclusive(['。', '；']) {
            let end = from + sentence.len();
            if has_disputes && is_of_other_disputes(sentence) {
                aside.all.push(from..end);
            } else {
                aside.of_clauses(sentence, from);
            }
            from = end;
        }
        aside
    }

    fn of_clauses(&mut self, sentence: &str, start: usize) {
        let (mut is_part, mut is_other_request) = (false, false);
        let mut from = start;
        for statement in sentence.split_inclusive(ENDS) {
            let clause = from..from + statement.len();
            from = clause.end;
            let statement = Searched::new(statement);
            if is_of_part(&statement) {
                is_part = true;
            } else if is_of_whole(&statement) {
                is_part = false;
            }
            let is_then = statement.has_any(&LAST_YEAR)
                && !statement.has_any(&["结转", "转入", "转来", "持平"]);
            if is_part || is_then || statement.has_any(&OTHERS) {
                self.all.push(clause.clone());
            }
            is_other_request = is_of_other_request(&statement).unwrap_or(is_other_request);
            if is_other_request {
                self.requests.push(clause);
            }
        }
    }

    /// Whether what stands at a place may be held against any table.
    pub(super) fn is_told(&self, at: usize) -> bool {
        !self.all.iter().any(|span| span.contains(&at))
    }

    /// Whether it may be held against the table of requests.
    pub(super) fn is_of_requests(&self, at: usize) -> bool {
        self.is_told(at) && !self.requests.iter().any(|span| span.contains(&at))
    }
}

fn is_of_other_disputes(sentence: &str) -> bool {
    let sentence = Searched::new(sentence);
    sentence.has_any(&["复议", "诉讼", "应诉"]) && sentence.has_any(&OTHER_DISPUTES)
}

/// 上半年, 7月, 3月10日; not 1月1日至12月31日, 1月至12月, 截至12月底.
fn is_of_part(clause: &Searched<'_>) -> bool {
    if clause.has_any(&PARTS) {
        return true;
    }
    let whole = ["截至", "截止", "1月1日", "12月31日", "12月底", "12月末"];
    let ends = ["至12月", "到12月", "-12月", "—12月", "－12月", "～12月"];
    if clause.has_any(&whole) || clause.has_any(&ends) {
        return false;
    }
    clause.places("月").any(|at| {
        let before = clause.text.get(..at).unwrap_or_default();
        // 2个月, 每月 are no months of the year.
        before.ends_with(|c: char| c.is_ascii_digit() || crate::text::is_numeral(c))
    })
}

/// 全年共收到, 共收到.
fn is_of_whole(clause: &Searched<'_>) -> bool {
    clause.has_any(&WHOLE) || TOTALS.iter().any(|word| clause.text.starts_with(word))
}

/// Whether the last request that a clause tells of is one for something else: 救助申请214件; `None` where it tells of
/// none.
fn is_of_other_request(clause: &Searched<'_>) -> Option<bool> {
    const WORD: &str = "申请";
    let last = clause.places(WORD).filter(|at| {
        let rest = clause.text.get(at + WORD.len()..).unwrap_or_default();
        !rest.starts_with(['人', '者'])
    });
    let head = clause.text.get(..last.last()?)?;
    let is_plain = head.chars().next_back().is_none_or(|c| !crate::text::is_hanzi(c))
        || HEADS.iter().any(|word| head.ends_with(word))
        || clause.has("公开");
    Some(!is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_of_other_times_and_matters_is_set_aside() {
        for (text, word, is_told) in [
            ("上半年作出行政许可71件，下半年作出行政许可72件。", "71", false),
            ("上半年收到申请4件，下半年收到申请7件，共收到申请11件。", "11", true),
            ("7月收到申请3件，全年收到申请11件。", "11", true),
            ("一季度未收到申请，二季度收到2件。", "未收到", false),
            ("12月没有收到申请。", "没有", false),
            ("截至12月31日，收到申请11件。", "11", true),
            ("1月至12月收到申请11件，1—12月办结申请12件。", "12", true),
            ("1月1日至12月31日，收到申请11件。", "11", true),
            ("3月10日召开会议。作出行政许可3件。", "3件", true),
            ("上年行政复议1件。", "1", false),
            ("上年结转1件，办结12件。", "1", true),
            ("协助县自然资源局作出行政处罚3件。", "3", false),
            ("其他领域行政复议3件，均与信息公开无关。", "3", false),
            ("出庭应诉行政诉讼案件4件。", "4", false),
            ("因政府信息公开引起的行政诉讼1件。", "1", true),
            ("制发党内规范性文件3件。", "3", false),
        ] {
            let aside = Aside::of(&Searched::new(text));
            assert_eq!(aside.is_told(text.find(word).unwrap()), is_told, "{text}");
        }
    }

    #[test]
    fn requests_for_something_else_are_known() {
        for (text, word, is_told) in [
            ("收到救助申请214件，均已办结。", "办结", false),
            ("收到宅基地申请38件，办结38件。", "办结", false),
            ("收到政府信息公开申请11件，办结12件。", "办结", true),
            ("收到自然人申请9件，均已办结。", "办结", true),
            ("收到申请9件，均已办结。", "办结", true),
            ("受理公租房申请3件；收到申请9件，办结9件。", "办结", true),
            ("对申请人逐件答复9件。", "答复", true),
        ] {
            let aside = Aside::of(&Searched::new(text));
            assert_eq!(aside.is_of_requests(text.find(word).unwrap()), is_told, "{text}");
        }
    }
}
