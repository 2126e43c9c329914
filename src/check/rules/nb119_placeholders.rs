//! ## 检查什么
//!
//! 丢了的数（“公开信息共条”“召开会议次”“公开了条信息”“于月日印发”“提高了个百分点”“完成率达。”“满意率为%”“较上年增长。”）、丢了的单位（“公开政府信息326。”）、写给同事的话（“（数据待核）”“（领导：此处再核实）”“（请王主任审）”“（待领导定）”“（删）”“（字数不够再加）”“（二稿）”），和留着等人填的地方：【请填写：……】（此处填写……），待补充、TODO、（略），以及代替名称、数字的 ×、XX、某某、○○、下划线、问号，空的括号，表格、网页、聊天程序留下的字（#REF!、NULL条、错误！未找到引用源）。机关本身叫“某某”的，某某不算。
//!
//! ## 为什么
//!
//! 汇总生成的骨架、照抄的样本里有这样的空。报出去的报告里不能有。
//!
//! ## 举例
//!
//! ```text
//! “【请填写：考核、评议的情况】”还没有填
//! ```
//!
//! ## 怎么改
//!
//! 换成实际情况。还没有填完又想看看版面，用 `nianbao render --draft`。

mod leftovers;
mod missing;
mod notes;

use crate::{
    check::{
        prose::{self, Searched},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::{Diagnostic, Severity},
    text::is_hanzi,
};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB119",
    name: "没有填的空",
    severity: Severity::Error,
    file: include_str!("nb119_placeholders.rs"),
    check,
};

/// What stands for words and figures that are yet to come.
const BLANKS: [char; 5] = ['×', 'X', 'x', '_', '＿'];
/// Others, which stand for something only before one of [`NOUNS`].
const MORE_BLANKS: [char; 10] = ['○', '◯', '＊', '*', '△', '□', '●', '？', '?', '·'];
/// What a name or a number is left out of: ××镇, ？件.
const NOUNS: [&str; 18] = [
    "省", "市", "县", "区", "乡", "镇", "街道", "村", "局", "年", "月", "日", "件", "人", "条",
    "次", "元", "万元",
];
/// Words for what is yet to come.
const WORDS: [&str; 18] = [
    "待补充",
    "待填写",
    "待填",
    "待核实",
    "待核对",
    "待确认",
    "待定",
    "待续",
    "待统计",
    "待更新",
    "待完善",
    "待补",
    "暂缺",
    "待核",
    "待查",
    "待改",
    "以下略",
    "此处略",
];
/// Before and behind one of them it tells of work: 有待完善, 待核实的线索.
const NOT_BEFORE: &str = "有亟尚仍还需等所期急";
const NOT_BEHIND: &str = "的后案事问线群项和、";

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for line in &subject.lines {
        let text = line.searched();
        let mut places = placeholders(&text, line.marks());
        // 某某乡人民政府 is anybody's, and so are its examples.
        let agency = &subject.report.agency.value;
        if !agency.is_empty() && !agency.contains('某') {
            let anybody = text.places("某某").map(|at| at..at + "某某".len());
            places.extend(anybody.map(|at| (at, Severity::Warning)));
        }
        for (at, severity) in places {
            let blank = line.text.get(at.clone()).unwrap_or_default();
            let mut finding = rule.finding(format!("“{blank}”还没有填"));
            finding.severity = severity;
            let help = "请换成实际情况；想先看看版面，用 --draft 做草稿";
            found.push(subject.at(finding, line.place(&at), "这里").help(help));
        }
    }
    found
}

/// Brackets that ask to be filled are certain; crosses may also hide a name on purpose.
fn placeholders(searched: &Searched<'_>, marks: &[(usize, char)]) -> Vec<(Range<usize>, Severity)> {
    let text = searched.text;
    let mut found: Vec<_> = brackets(searched, marks).map(|at| (at, Severity::Error)).collect();
    let mut add = |at: Range<usize>| found.push((at, Severity::Warning));
    blanks(text, marks).for_each(&mut add);
    before_nouns(text, marks).for_each(&mut add);
    words(searched).for_each(&mut add);
    empty(text, marks).for_each(&mut add);
    lost_numbers(searched).for_each(&mut add);
    lost_changes(searched).for_each(&mut add);
    lost_units(searched).for_each(&mut add);
    notes::notes(searched, marks).for_each(&mut add);
    missing::missing(searched).into_iter().for_each(&mut add);
    attempts(searched).for_each(&mut add);
    leftovers::leftovers(searched, marks).into_iter().for_each(&mut add);
    found.sort_by_key(|(at, _)| (at.start, at.end));
    found.dedup_by(|later, earlier| later.0.start < earlier.0.end);
    found
}

/// `○○镇`, `X镇`, `？件`: a mark in the place of a name or a number.
fn before_nouns(text: &str, marks: &[(usize, char)]) -> impl Iterator<Item = Range<usize>> {
    let is_mark = |c: char| MORE_BLANKS.contains(&c) || matches!(c, '×' | 'X' | 'x');
    let mut end = 0;
    marks.iter().copied().filter_map(move |(start, c)| {
        if start < end || !is_mark(c) {
            return None;
        }
        let rest = text.get(start..)?;
        let length = rest.find(|other| other != c).unwrap_or(rest.len());
        end = start + length;
        let before = text.get(..start)?.chars().next_back();
        let behind = rest.get(length..)?;
        let is_asked = matches!(c, '？' | '?');
        // （？）
        let is_bracketed =
            before.is_some_and(|c| matches!(c, '（' | '(')) && behind.starts_with(['）', ')']);
        // 12?条
        let is_of_number = before.is_some_and(|c| c.is_ascii_digit())
            && behind.starts_with(['件', '条', '份', '次', '人']);
        if is_asked && (is_bracketed || is_of_number) {
            return Some(start..end);
        }
        let is_alone = !before.is_some_and(|c| c.is_ascii_alphanumeric());
        let is_count = is_asked && behind.starts_with(['件', '条', '份']);
        let is_single = matches!(c, '×' | 'X' | 'x') || is_count || length > c.len_utf8();
        let is_noun =
            NOUNS.iter().any(|noun| behind.starts_with(noun)) && !behind.starts_with("年报");
        (is_alone && is_single && is_noun).then_some(start..end)
    })
}

/// Notes of those who write programs.
const NOTES: [&str; 4] = ["TODO", "TBD", "FIXME", "N/A"];

/// 待补充 as a statement of its own, TODO.
fn words(searched: &Searched<'_>) -> impl Iterator<Item = Range<usize>> {
    let text = searched.text;
    let all = WORDS.iter().flat_map(|word| searched.places(word).map(move |at| (at, *word)));
    let spelt = all.filter(|(at, word)| {
        let before = text.get(..*at).and_then(|s| s.chars().next_back());
        let behind = text.get(at + word.len()..).and_then(|s| s.chars().next());
        let is_work = before.is_some_and(|c| NOT_BEFORE.contains(c));
        let is_end = behind.is_none_or(|c| !is_hanzi(c) && !NOT_BEHIND.contains(c));
        !is_work && is_end
    });
    let latin = NOTES.into_iter().flat_map(|word| {
        searched.places(word).map(move |at| (at, word)).filter(|(at, word)| {
            let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let before = text.get(..*at).and_then(|s| s.chars().next_back());
            let behind = text.get(at + word.len()..).and_then(|s| s.chars().next());
            !is_letter(before) && !is_letter(behind)
        })
    });
    spelt.chain(latin).map(|(at, word)| at..at + word.len())
}

/// Where a unit stands, what it has before it where its number is lost.
const UNITS: [(&str, &[&str]); 11] = [
    ("条", &["共", "共计", "达", "信息", "消息", "动态", "意见", "建议", "留言", "线索"]),
    ("份", &["共", "共计", "文件", "材料", "资料", "答复书", "告知书", "手册", "传单"]),
    ("次", &["会议", "培训", "检查", "活动", "抽查", "评议", "督查", "约谈", "演练", "调度"]),
    ("期", &["培训班", "图解", "简报", "公开栏", "专栏", "举办培训", "组织培训"]),
    ("场", &["培训会", "会议", "活动", "宣讲", "发布会"]),
    ("个", &["栏目", "专栏", "公开栏", "网站", "账号", "查阅点", "公众号"]),
    ("处", &["查阅点", "公开栏", "专区", "查阅场所"]),
    ("篇", &["信息", "文章", "稿件", "解读材料", "解读", "图解"]),
    (
        "件",
        &[
            "共",
            "共计",
            "达",
            "决定",
            "文件",
            "废止",
            "申请",
            "结转",
            "办结",
            "继续办理",
            "予以公开",
            "部分公开",
            "不予公开",
            "复议",
            "诉讼",
            "许可",
            "处罚",
            "审核",
            "维持",
            "纠正",
            "自然人",
            "企业",
            "无法提供",
            "不予处理",
            "现行有效",
        ],
    ),
    ("元", &["收费万", "收费", "处理费", "经费万", "经费", "资金万", "投入万"]),
    ("%", &["为", "达", "率", "长", "降", "升", "到", "长了", "降了", "升了"]),
];

/// What counts wherever it stands before 件: 因信息公开引起的行政复议件.
const COUNTED: [&str; 9] =
    ["复议", "诉讼", "维持", "纠正", "自然人", "企业", "无法提供", "不予处理", "现行有效"];

/// Whether a statement is one of what was done: 对申请件 speaks of the papers.
fn is_done(text: &str, at: usize) -> bool {
    let before = prose::before(text, at, prose::CLAUSE);
    let clause = before.rsplit(['，', '。', '；', '：', '、']).next().unwrap_or_default();
    !clause.starts_with(['对', '将', '把', '各', '每', '凡', '按', '在', '以', '由', '从'])
        && !clause.contains('的')
}

/// `共条`, `满意率为%`, `行政许可决定件`: the number is lost.
fn lost_numbers(searched: &Searched<'_>) -> impl Iterator<Item = Range<usize>> {
    let text = searched.text;
    let is_end = move |end: usize| {
        let rest = text.get(end..).unwrap_or_default();
        rest.is_empty() || rest.starts_with(['，', '。', '；', '、', '）'])
    };
    UNITS.into_iter().flat_map(move |(unit, things)| {
        searched.places(unit).filter_map(move |at| {
            let before = text.get(..at)?.trim_end_matches([' ', '\u{3000}']);
            if before.ends_with(prose::is_digit) {
                return None;
            }
            let end = at + unit.len();
            let thing = things.iter().rev().find(|thing| before.ends_with(**thing))?;
            let start = before.len() - thing.len();
            let is_told = COUNTED.contains(thing) || is_done(text, start);
            (unit == "%" || (is_end(end) && is_told)).then_some(start..end)
        })
    })
}

/// A blank that stands where a number was: `审核信息 条。`. To close it up would hide what is lost.
pub(in crate::check) fn stands_for_number(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    UNITS.iter().any(|(unit, _)| {
        rest.strip_prefix(*unit)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['，', '。', '；', '、', '）']))
    })
}

/// `，较上年增长。`: a change that has a clause of its own and says nothing.
fn lost_changes(searched: &Searched<'_>) -> impl Iterator<Item = Range<usize>> {
    const AGAINST: [&str; 8] =
        ["同比", "环比", "较上年", "比上年", "较去年", "比去年", "较上年同期", "比上年同期"];
    const CHANGES: [&str; 8] = ["增长", "增加", "上升", "提高", "下降", "减少", "降低", "增长了"];
    let text = searched.text;
    let found = AGAINST
        .into_iter()
        .flat_map(move |against| searched.places(against).map(move |at| (at, against)));
    found.filter_map(move |(at, against)| {
        let before = text.get(..at)?;
        let rest = text.get(at + against.len()..)?;
        let end = rest.find(['，', '。', '；']).unwrap_or(rest.len());
        let change = rest.get(..end)?;
        // 件数，较上年增长 is said of what stands before; a number there was compared.
        let is_behind_number = before.ends_with(['，', '；', '（'])
            && prose::before(text, at, 12).contains(prose::is_digit);
        // A sentence that says nothing else compares nothing.
        let is_sentence = (before.is_empty() || before.ends_with('。'))
            && rest.get(end..).is_some_and(|rest| rest.is_empty() || rest.starts_with('。'));
        let is_clause = is_behind_number || is_sentence;
        (is_clause && CHANGES.contains(&change)).then(|| at..at + against.len() + end)
    })
}

/// `公开政府信息326。`: a number at the end of a statement that says not of what.
fn lost_units(searched: &Searched<'_>) -> impl Iterator<Item = Range<usize>> {
    const THINGS: [&str; 12] = [
        "信息", "文件", "会议", "培训", "检查", "活动", "申请", "答复", "意见", "建议", "稿件",
        "解读",
    ];
    let text = searched.text;
    let things = THINGS
        .into_iter()
        .flat_map(move |thing| searched.places(thing).map(move |at| at + thing.len()));
    things.filter_map(move |start| {
        let rest = text.get(start..)?;
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let behind = rest.get(digits..)?;
        // 3，260条 is one number, typed with a Chinese comma.
        let is_torn =
            behind.strip_prefix('，').is_some_and(|rest| rest.starts_with(prose::is_digit));
        let is_end = behind.is_empty() || (behind.starts_with(['，', '。', '；']) && !is_torn);
        let clause = prose::before(text, start, prose::CLAUSE);
        let clause = clause.rsplit(['，', '。', '；', '：']).next()?;
        let is_done =
            ["共", "审核", "公开", "发布", "召开", "举办", "组织", "开展", "收到", "推送", "办理"]
                .iter()
                .any(|verb| clause.contains(verb));
        // 许可35，处罚18 is a list in short.
        let is_list = clause.contains(prose::is_digit);
        ((1..=6).contains(&digits) && is_end && is_done && !is_list).then(|| start..start + digits)
    })
}

/// `test`, `aaa`: what is typed to try the program out, as a statement of its own.
fn attempts(searched: &Searched<'_>) -> impl Iterator<Item = Range<usize>> {
    const TRIED: [&str; 8] = ["test", "Test", "TEST", "aaa", "abc", "asdf", "测试测试", "哈哈"];
    let text = searched.text;
    let found =
        TRIED.into_iter().flat_map(move |word| searched.places(word).map(move |at| (at, word)));
    found.filter_map(move |(at, word)| {
        let is_mark = |c: char| "，。；：、！".contains(c);
        let before = text.get(..at)?.chars().next_back();
        let behind = text.get(at + word.len()..)?.chars().next();
        let is_alone = before.is_none_or(is_mark) && behind.is_none_or(is_mark);
        is_alone.then(|| at..at + word.len())
    })
}

/// Brackets with nothing in them, or 略.
fn empty(text: &str, marks: &[(usize, char)]) -> impl Iterator<Item = Range<usize>> {
    const PAIRS: [(char, char); 6] =
        [('（', '）'), ('【', '】'), ('〔', '〕'), ('《', '》'), ('“', '”'), ('[', ']')];
    marks.iter().copied().filter_map(move |(start, c)| {
        let (open, close) = PAIRS.iter().find(|(open, _)| *open == c)?;
        let inner = text.get(start + open.len_utf8()..)?;
        let blank =
            inner.trim_start_matches(['略', ' ', '\u{3000}', '_', '＿', '…', '.', '?', '？']);
        let is_empty = blank.starts_with(*close) && inner.len() - blank.len() < 60;
        is_empty.then(|| start..text.len() - blank.len() + close.len_utf8())
    })
}

/// 【请填写：情况】, （此处填写情况）, <插入>.
fn brackets(
    searched: &Searched<'_>,
    marks: &[(usize, char)],
) -> impl Iterator<Item = Range<usize>> {
    const PAIRS: [(char, char); 6] =
        [('【', '】'), ('（', '）'), ('〔', '〕'), ('[', ']'), ('<', '>'), ('〈', '〉')];
    marks.iter().copied().filter_map(|(start, c)| {
        let (open, close) = PAIRS.iter().find(|(open, _)| *open == c)?;
        let from = start + open.len_utf8();
        let end = from + prose::after(searched.text, from).find(*close)?;
        let inner = searched.piece(from..end);
        let is_request =
            ["请", "此处", "在此", "待", "需"].iter().any(|word| inner.text.starts_with(word));
        let is_asked = (c == '【' && inner.has("填写"))
            || (is_request && inner.has_any(&["填", "补充", "插入", "替换"]))
            || matches!(inner.text, "插入" | "填写" | "请补充" | "占位");
        is_asked.then_some(start..end + close.len_utf8())
    })
}

/// Two or more of the same blank, which are not part of a Latin word.
fn blanks(text: &str, marks: &[(usize, char)]) -> impl Iterator<Item = Range<usize>> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || BLANKS.contains(&c);
    let mut end = 0;
    marks.iter().copied().filter_map(move |(start, c)| {
        if start < end || !is_word(c) {
            return None;
        }
        let rest = text.get(start..)?;
        end = start + rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let word = text.get(start..end)?;
        let is_blank = BLANKS.contains(&c) && word.chars().all(|other| other == c);
        // xx alone is no word of Chinese: xx镇.
        let behind = text.get(end..).and_then(|s| s.chars().next());
        let is_blank = is_blank && (c != 'x' || behind.is_some_and(is_hanzi));
        (is_blank && word.chars().nth(1).is_some()).then_some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::{Searched, Severity, placeholders};
    use crate::text::not_hanzi;
    use std::ops::Range;

    fn found_in(text: &str) -> Vec<(Range<usize>, Severity)> {
        placeholders(&Searched::new(text), &not_hanzi(text).collect::<Vec<_>>())
    }

    #[test]
    fn blanks_are_found_and_words_are_not() {
        for (text, found) in [
            ("【请填写：情况】和【附件】", "【请填写：情况】"),
            ("××县XX乡____年＿＿月", "××|XX|____|＿＿"),
            ("XXL、MAX_XX、5×3、X光、二〇〇八年", ""),
            ("【请填写", ""),
            ("（此处填写情况）、<插入>、[待补充数字]", "（此处填写情况）|<插入>|[待补充数字]"),
            ("情况待补充。数据待核实，TODO。（待定）", "待补充|待核实|TODO|待定"),
            ("xx镇、X镇、x月x日、○○镇、＊＊村", "xx|X|x|x|○○|＊＊"),
            ("召开会议（?）次，公开信息12?条", "（?）|?"),
            ("收到申请？件，??条，【】（ ）（略）《》", "？|??|【】|（ ）|（略）|《》"),
            ("制度有待完善，待核实的线索3条，尚待补充，X光，是不是？人们", ""),
            ("3×2人，○总体，HTTP/x.html，主动公开（含解读）", ""),
            ("公开信息共条，满意率为%，同比增长%。", "共条|为%|长%"),
            ("公共条件，满意率为98%，增长5%，50%～60%", ""),
            ("作出行政许可决定件、办结件，收取行政事业性收费万元", "决定件|办结件|收费万元"),
            ("审核信息条，召开会议次。投入经费万元；许可件", "信息条|会议次|经费万元|许可件"),
            ("审核信息 条。", "信息 条"),
            ("培训次数，会议次数，信息条目，制度化信息条件", ""),
            ("公开信息326条，较上年增长。比上年增长12%，较上年有所增长。", "较上年增长"),
            ("较上年增长。数量较上年增长。较上年增长，质量提高。", "较上年增长"),
            ("共审核信息326。", "326"),
            ("公开信息3，260条。公开信息12，5万条。召开会议1，2次。", ""),
            ("公开信息3，召开会议2次。", "3"),
            (
                "因信息公开引起的行政复议件，结果维持件；新收的申请中，自然人件，商业企业件，现行有效件",
                "复议件|维持件|自然人件|企业件|现行有效件",
            ),
            ("行政许可35，处罚18。办结数为35，电话8123456，信息公开2项", ""),
            (
                "审核（领导：此处再核实），（数据待核）（见附件X）（张三注：数字要改）（二稿）",
                "（领导：此处再核实）|待核|（见附件X）|（张三注：数字要改）|（二稿）",
            ),
            ("《办法（征求意见稿）》，（备注：以上为全年数）（注：含村级）", ""),
            ("以下略。test，aaa。", "以下略|test|aaa"),
            ("test平台、contest", ""),
            ("对办结件，逐件回访；办结件次，申请件的办理，各类申请件，作出决定3件", ""),
        ] {
            let places: Vec<&str> = found_in(text).into_iter().map(|(at, _)| &text[at]).collect();
            assert_eq!(places.join("|"), found, "{text}");
        }
    }
}
