//! The words around a number: what may stand between a thing and its number, and before the thing.

/// What may stand between a thing and its number: `行政处罚案件共计81件`.
const BETWEEN: &[&str] = &[
    "决定",
    "决定书",
    "案件",
    "案",
    "措施",
    "执行",
    "办件量",
    "办件",
    "数量",
    "件数",
    "总数",
    "总量",
    "数",
    "共计",
    "共",
    "总计",
    "合计",
    "计",
    "总额",
    "金额",
    "收入",
    "为",
    "是",
    "有",
    "达到",
    "达",
    "了",
    "办理",
    "办结",
    "审批",
    "处理",
    "完成",
    "结案",
    "申请",
    "表",
    "书",
    "大约",
    "约",
    "将近",
    "近",
    "超过",
    "超",
    "逾",
    "余",
    "：",
    ":",
    " ",
    "\u{3000}",
    "\u{A0}",
];

/// What may stand before a thing whose number follows at once: `全年行政许可53件`.
const BEFORE: &[&str] = &[
    "全年度",
    "全年",
    "本年度",
    "本年",
    "年度",
    "年内",
    "今年",
    "一年来",
    "共计",
    "共",
    "共有",
    "有",
    "合计",
    "我镇",
    "我乡",
    "我街道",
    "我局",
    "我县",
    "我市",
    "我区",
    "我办",
    "本镇",
    "本乡",
    "本街道",
    "本局",
    "本县",
    "本机关",
    "本单位",
    "全镇",
    "全乡",
    "全街道",
    "全局",
    "全县",
    "全市",
    "全区",
    "各单位",
    "其中",
    "依法",
    "已",
    "新",
    "另",
    "另有",
    "作出",
    "做出",
    "实施",
    "受理并",
    "办理",
    "办结",
    "完成",
    "开展",
    "采取",
    "处以",
    "查处",
    "收取",
    "征收",
    "收缴",
    "开出",
    "下达",
    "准予",
    "即",
    "制发",
    "制定",
    "出台",
    "印发",
    "被",
    "结果",
    "答复",
    "申请人中",
    "新收申请中",
    "申请中",
    "案件中",
    "来自",
    "申请",
    "和",
    "及",
    "与",
    "、",
    " ",
    "\u{3000}",
    "是",
    "的",
    "发生",
    "引起",
    "因政府信息公开",
    "因信息公开",
    "提起",
    "年底",
    "目前",
    "截至",
    "现有",
    "截至年底",
    "截至目前",
];

/// What is left of a text when such words are taken off its head.
pub(super) fn after_words<'t>(mut text: &'t str, words: &[&str]) -> &'t str {
    while let Some(word) =
        words.iter().filter(|word| text.starts_with(**word)).max_by_key(|word| word.len())
    {
        text = text.get(word.len()..).unwrap_or_default();
    }
    text
}

/// What a number of last year has before it, and behind the word that says of which year it is.
const LAST_YEARS: &[&str] = &[
    "度",
    "同期",
    "收到",
    "新收",
    "受理",
    "共",
    "为",
    "是",
    "有",
    "的",
    "政府信息公开",
    "信息公开",
    "申请",
    "办理",
    "作出",
    "制发",
    "行政许可",
    "行政处罚",
    "决定",
    "数量",
    "仅",
    "只有",
];

/// Whether a clause gives the number of the year before and says nothing else: 上年收到, 2024年为, 比去年.
pub(super) fn is_of_last_year(clause: &str, year: i32) -> bool {
    let last = format!("{}年", year.saturating_sub(1));
    let clause = clause.strip_prefix(['比', '较', '与', '和', '同']).unwrap_or(clause);
    let clause = clause.strip_prefix('（').unwrap_or(clause);
    let rest =
        ["上一年", "上年", "去年", last.as_str()].iter().find_map(|word| clause.strip_prefix(word));
    rest.is_some_and(|rest| after_words(rest, LAST_YEARS).is_empty())
}

/// Whether between a thing and its number nothing else is said.
pub(super) fn is_joined(between: &str) -> bool {
    after_words(between, BETWEEN).is_empty()
}

/// Whether nothing that makes it another thing stands before it.
pub(super) fn is_plain(before: &str) -> bool {
    let spelt = |c: char| crate::text::is_numeral(c) || c.is_ascii_digit() || c == '年';
    let rest = before.trim_start_matches(spelt);
    after_words(rest, BEFORE).is_empty()
}
