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
const OTHERS: [&str; 19] = [
    "协助",
    "配合",
    "村级",
    "党内规范性文件",
    "党内法规",
    "党委规范性文件",
    "党组规范性文件",
    "该局",
    "该部门",
    "该单位",
    "指导村",
    "派出所",
    "区级部门",
    "县级部门",
    "区直部门",
    "县直部门",
    "不计入",
    "计入区",
    "计入县",
];
/// What is no total, but one for each, or the largest.
const AVERAGES: [&str; 12] = [
    "每季度",
    "每月",
    "每周",
    "平均",
    "月均",
    "人均",
    "日均",
    "年均",
    "单月",
    "单日",
    "最多收到",
    "最少收到",
];
/// Several years, this one among them perhaps.
const YEARS: [&str; 21] = [
    "两年来",
    "三年来",
    "四年来",
    "五年来",
    "几年来",
    "多年来",
    "近年来",
    "近两年",
    "近三年",
    "近四年",
    "近五年",
    "近几年",
    "历年",
    "十四五”期间",
    "十四五期间",
    "十四五”时期",
    "十四五”以来",
    "本届任期",
    "实施以来",
    "施行以来",
    "成立以来",
];
/// Who does a part of what the whole does.
const PARTS_OF_UNIT: [&str; 10] =
    ["村", "社区", "村民", "居民", "部门", "乡镇", "县本级", "区本级", "市本级", "镇本级"];
/// Offices of which one may do it all, and two each their part.
const OFFICES: [&str; 13] = [
    "机构",
    "党政办",
    "办公室",
    "综合办",
    "中心",
    "队",
    "站",
    "所",
    "科",
    "股",
    "窗口",
    "大厅",
    "专班",
];
/// Papers whose openness is told of, which is none of requests: 公文86件，其中依申请公开18件.
const PAPERS: [&str; 4] = ["公文", "公开属性", "发文", "拟文"];
/// What they do.
const DONE: [&str; 11] =
    ["收到", "受理", "接到", "接收", "新收", "办理", "办结", "答复", "作出", "做出", "实施"];
/// Reviews and suits that are not about information.
const OTHER_DISPUTES: [&str; 19] = [
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
    "不属于政府信息公开",
    "不涉及政府信息公开",
    "其中政府信息公开",
    "其中涉及政府信息公开",
    "复议机构办理",
    "复议机关办理",
];
/// What may stand before 申请 where it is one for information.
const HEADS: [&str; 51] = [
    "公开", "信息", "收到", "接到", "受理", "接收", "新收", "接受", "办理", "处理", "答复", "办结",
    "收", "到", "依", "的", "件", "份", "宗", "个", "条", "共", "人", "织", "业", "构", "单位",
    "书面", "当面", "现场", "网上", "网络", "线上", "在线", "平台", "信函", "邮寄", "邮件", "传真",
    "口头", "窗口", "有效", "重复", "提出", "各类", "此类", "公民", "务所", "反复", "登记", "新增",
];

impl Aside {
    pub(super) fn of(searched: &Searched<'_>) -> Self {
        let (text, mut aside) = (searched.text, Self::default());
        let is_timed = searched.has_any(&PARTS)
            || searched.has_any(&["月", "上年", "去年", "上一年", "年、2"]);
        let is_timed = is_timed || searched.has_any(&AVERAGES) || searched.has_any(&YEARS);
        let is_parted = names_office(searched) && is_parted(text);
        let is_other = searched.has_any(&OTHERS) || is_parted;
        let is_requested = searched.has("申请");
        let has_disputes = searched.has_any(&["复议", "诉讼", "诉"]);
        let is_of_papers = searched.has_any(&PAPERS);
        if !(is_timed || is_other || is_requested || has_disputes || is_of_papers) {
            return aside;
        }
        let mut from = 0;
        for sentence in text.split_inclusive(['。', '；']) {
            let end = from + sentence.len();
            let is_of_papers = PAPERS.iter().any(|word| searched.has_within(sentence, word))
                && sentence.contains("公开");
            if is_of_papers {
                aside.requests.push(from..end);
            }
            if has_disputes && is_of_other_disputes(sentence) {
                aside.all.push(from..end);
            } else {
                aside.of_clauses(sentence, from, is_parted);
            }
            from = end;
        }
        aside
    }

    fn of_clauses(&mut self, sentence: &str, start: usize, is_parted: bool) {
        let (mut is_part, mut is_other_request) = (false, false);
        // 上年度收到申请30件，办结27件 is of that year as far as nothing comes back to this one.
        let (mut is_last, mut are_years) = (false, false);
        let mut from = start;
        for statement in sentence.split_inclusive(ENDS) {
            let clause = from..from + statement.len();
            from = clause.end;
            let statement = Searched::new(statement);
            let is_this = statement.has_any(&THIS_YEAR);
            let is_head = clause.start == start && is_of_last_year(statement.text);
            is_last = is_head || is_last && !is_this && !statement.has_any(&COMPARED);
            // 2024年、2025年分别收到
            let is_listed = statement.has("年、2") && statement.has("分别");
            are_years = statement.has_any(&YEARS) || is_listed || are_years && !is_this;
            if is_of_part(&statement) {
                is_part = true;
            } else if is_of_whole(&statement) {
                is_part = false;
            }
            let is_then = statement.has_any(&LAST_YEAR)
                && !statement.has_any(&["结转", "转入", "转来", "持平"]);
            let is_not_of_all =
                is_last || are_years || is_average(&statement) || statement.has_any(&OTHERS);
            let is_of_unit = is_parted && office(statement.text).is_some();
            if is_part || is_then || is_not_of_all || is_of_unit {
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

/// Words that come back to this year.
const THIS_YEAR: [&str; 4] = ["本年", "今年", "全年", "年内"];
/// Words of a change from the year before.
const COMPARED: [&str; 6] = ["同比", "比上年", "较上年", "比去年", "增加", "减少"];

/// 上年度收到申请: what follows goes on with that year.
fn is_of_last_year(statement: &str) -> bool {
    let rest = LAST_YEAR.iter().find_map(|word| statement.strip_prefix(word));
    rest.is_some_and(|rest| {
        let rest = rest.trim_start_matches(['度', '，', '共']);
        DONE.iter().any(|verb| rest.starts_with(verb))
    })
}

/// The office that is the subject of a statement, and whether one such makes it a part: 党政办收到, 张庄村办理.
fn office(statement: &str) -> Option<(&str, bool)> {
    let end = DONE.iter().filter_map(|verb| statement.find(verb)).min()?;
    let head = statement.get(..end)?.trim_end_matches(['共', '已', '计']);
    let is_one = |words: &[&str]| words.iter().any(|word| head.ends_with(word));
    if is_one(&PARTS_OF_UNIT) && !head.contains(['对', '为', '向', '经', '各']) {
        return Some((head, true));
    }
    // 区城管局柳林中队 is of another.
    is_one(&OFFICES).then_some((head, head.contains('局') && !head.starts_with(['我', '本'])))
}

/// Whether an office stands before one of the verbs; in most paragraphs none does.
fn names_office(searched: &Searched<'_>) -> bool {
    let mut ends = DONE.iter().flat_map(|verb| searched.places(verb));
    ends.any(|end| {
        let head =
            searched.text.get(..end).unwrap_or_default().trim_end_matches(['共', '已', '计']);
        PARTS_OF_UNIT.iter().chain(&OFFICES).any(|word| head.ends_with(word))
    })
}

/// Whether a paragraph tells of what parts of the unit did: of one village, or of two offices.
fn is_parted(text: &str) -> bool {
    let mut first = None;
    text.split_inclusive(ENDS)
        .filter_map(office)
        .any(|(head, is_part)| is_part || *first.get_or_insert(head) != head)
}

/// 人均2.6件; not 申请人均为自然人.
fn is_average(statement: &Searched<'_>) -> bool {
    let is_one = |word: &str, at: usize| {
        let before = statement.text.get(..at).unwrap_or_default();
        word != "人均" || !before.ends_with("申请")
    };
    AVERAGES.iter().any(|word| statement.places(word).any(|at| is_one(word, at)))
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
            ("平均每月收到申请3.2件，全年收到申请38件。", "3.2", false),
            ("平均每月收到申请3.2件，全年收到申请38件。", "38", true),
            ("单月最多作出行政许可42件。", "42", false),
            ("人均办理行政处罚2.6件。", "2.6", false),
            ("申请人均为自然人。", "自然人", true),
            ("三年来，共收到申请93件，今年收到申请38件。", "93", false),
            ("三年来，共收到申请93件，今年收到申请38件。", "38", true),
            ("“十四五”期间作出行政许可1256件。", "1256", false),
            ("历年制发规范性文件共46件。", "46", false),
            ("上年度收到申请30件，办结27件；本年度办结39件。", "27", false),
            ("上年度收到申请30件，办结27件；本年度办结39件。", "39", true),
            ("党政办收到申请21件，便民服务中心收到申请17件。", "21", false),
            ("党政办收到申请21件。", "21", true),
            ("张庄村收到申请2件。", "2", false),
            ("县直部门作出行政许可266件，乡镇作出行政许可20件。", "20", false),
            ("配合县局查处12处，由该局作出行政处罚12件。", "12件", false),
            ("区城管局柳林中队作出行政处罚12件。", "12件", false),
            ("柳林派出所作出行政处罚126件，由区公安分局公开。", "126", false),
            ("区级部门在辖区内实施行政许可256件。", "256", false),
            ("2024年、2025年分别收到申请18件、15件。", "18", false),
            ("每季度收到申请3至5件。", "5件", false),
            ("指导村委会答复村民公开申请5件。", "5", false),
            ("全县行政复议案件126件，其中政府信息公开类4件。", "126", false),
            ("处理城管类行政复议1件，不属于政府信息公开案件。", "1", false),
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
            ("制发公文86件，其中主动公开62件、依申请公开18件、不予公开6件。", "18", false),
            ("公文属性：主动公开62件、依申请公开18件、不公开6件。收到申请9件。", "6件", false),
            ("公文属性：主动公开62件、依申请公开18件、不公开6件。收到申请9件。", "9件", true),
        ] {
            let aside = Aside::of(&Searched::new(text));
            assert_eq!(aside.is_of_requests(text.find(word).unwrap()), is_told, "{text}");
        }
    }
}
