//! ## 检查什么
//!
//! 连着写了两遍的词句（三个字以上，和“政府政府”一类的名词）、“2025年2025年”“12条条”一类的数，“的的”“由由”一类的虚字，词的末一个字又写了一遍（“严格格执行”），同一句话、同一个分句接连写了两遍，连用的标点（“。。”“，。”“？。”“（，”）。“研究研究”“是是非非”、“在在建项目”一类说得通的不算。
//!
//! ## 为什么
//!
//! 多是修改、粘贴时留下的。
//!
//! ## 举例
//!
//! ```text
//! “政府信息”连着写了两遍
//! ```
//!
//! ## 怎么改
//!
//! 删去一遍。

use crate::{
    check::{
        prose::{ProseLine, Searched},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::{Diagnostic, Severity},
    text::is_hanzi,
};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB123",
    name: "重复的字句",
    severity: Severity::Warning,
    file: include_str!("nb123_doubled_words.rs"),
    check,
};

/// Particles that never double, but for what comes before: 目的的实现.
const PARTICLES: [(char, &str); 13] = [
    ('了', "甚小"),
    ('的', "目标"),
    ('与', "参"),
    ('被', ""),
    ('由', "自理缘事因"),
    ('在', "存现潜实内所"),
    ('为', "作行认成因"),
    ('已', "而"),
    ('是', "于但可还要只总若凡"),
    ('和', "温缓柔谐共"),
    ('不', ""),
    ('未', ""),
    ('没', "出淹沉埋湮"),
];
/// What makes the second of two particles the head of a word: 在在建项目现场, 为为民服务中心.
const BEGINNINGS: [(char, &str); 10] = [
    ('了', "解结事断却然"),
    ('的', "确士话"),
    ('与', "会时其否"),
    ('由', "下上此来衷头"),
    ('在', "建线校职册岗场外编途案于内"),
    ('为', "民人主期了止首"),
    ('已', "经知有往"),
    ('是', "非否以"),
    ('和', "谐平睦气解顺"),
    ('不', "作乱担"),
];
/// Words whose last character is typed twice by a slip, and what makes it the head of another word: 通过程序
/// begins with 过程 behind 通过.
const TAILS: [(&str, &str); 20] = [
    ("严格", "式局外言调"),
    ("通过", "程去渡失错滤后于往境目头关户量度"),
    ("公开", "展始通放设发办启户门工支会辟拓关具窗"),
    ("信息", "息"),
    ("政府", "府"),
    ("审查", "询处阅看找验证获封"),
    ("审核", "实查对心算准定减酸"),
    ("落实", "际行施现效事时体名地质物践证习"),
    ("完善", "于意后待治举良"),
    ("保障", "碍"),
    ("群众", "多所人志筹创包"),
    ("认真", "正实理抓诚心相假"),
    ("及时", "间限刻常有代效候段期长"),
    ("监督", "促查办导察战"),
    ("考核", "实查对心算准定减"),
    ("答复", "议核查印制杂工兴习"),
    ("受理", "由念论解顺财应想清赔事"),
    ("发布", "置局告料"),
    ("制度", "假过量日"),
    ("机关", "于键系注闭心爱联停口怀切门税卡乎照"),
];
/// What is counted, doubled behind a number: 2025年年, 12条条.
const UNITS: &str = "年月条件次份项篇";
/// Characters of the longest word looked for.
const LONGEST: usize = 12;
/// Characters of the words looked for, in this order: a doubled mark or particle first, then the longer before the shorter.
const LENGTHS: [usize; LONGEST] = [1, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2];

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = titles(rule, subject).collect();
    let mut above: Option<&ProseLine<'_>> = None;
    for line in &subject.lines {
        let is_same =
            |above: &ProseLine<'_>| above.text == line.text && above.heading == line.heading;
        if above.is_some_and(is_same) && line.text.chars().count() > SHOWN {
            let finding = rule.finding("同一段写了两遍");
            let finding = subject.at(finding, line.place(&(0..line.text.len())), "又写了一遍");
            found.push(finding.help("请删去一遍"));
        }
        above = Some(line);
        for at in repeated(&line.text, line.marks()) {
            let typed = line.text.get(at.clone()).unwrap_or_default();
            let shown: String = typed.chars().take(SHOWN).collect();
            let message = format!("同一句话写了两遍：“{shown}…”");
            let finding = subject.at(rule.finding(message), line.place(&at), "又写了一遍");
            found.push(finding.help("请删去一遍"));
        }
        for at in clashing(line.marks()) {
            let start = line.text.get(..at.start).and_then(|s| s.char_indices().next_back());
            let at = start.map_or(at.start, |(start, _)| start)..at.end;
            let both = line.text.get(at.clone()).unwrap_or_default();
            let finding = rule.finding(format!("标点“{both}”连在一起"));
            let finding = subject.at(finding, line.place(&at), "多了一个");
            found.push(finding.help("请删去一个"));
        }
        for at in doubled(&line.text).into_iter().chain(titles_twice(&line.searched())) {
            let half = line.text.get(at.clone()).unwrap_or_default();
            let message = format!("“{half}”连着写了两遍");
            let finding = subject.at(rule.finding(message), line.place(&at), "又写了一遍");
            found.push(finding.help("请删去一遍"));
        }
    }
    found
}

/// Characters of a sentence that are shown.
const SHOWN: usize = 12;

/// What is doubled in a title that was typed.
fn titles(rule: &Rule, subject: &Subject<'_>) -> impl Iterator<Item = Diagnostic> {
    let typed = subject.report.title.iter().filter(|line| line.at.is_some());
    typed.filter_map(move |line| {
        let at = doubled(&line.value).into_iter().next()?;
        let message = format!("标题里“{}”连着写了两遍", line.value.get(at)?);
        let finding = subject.at(rule.finding(message), line.at.clone(), "");
        Some(finding.help("请删去一遍"))
    })
}

/// Sentences that stand right behind themselves.
fn repeated(text: &str, marks: &[(usize, char)]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Sentences, and what stands between their commas.
    for (ends, shortest) in [
        (&['。', '；', '！'][..], 7),
        (&['。', '；', '！', '，'], 5),
        (&['。', '；', '！', '，', '、'], 4),
    ] {
        let (mut last, mut from) = ("", 0);
        let ends = marks.iter().filter(|(_, c)| ends.contains(c));
        let ends = ends.map(|(at, c)| (*at, at + c.len_utf8()));
        for (end, next) in ends.chain([(text.len(), text.len())]) {
            let bare = text.get(from..end).unwrap_or_default();
            let is_told = || {
                found.iter().any(|at| {
                    at.contains(&from) || text.get(at.start..at.start + bare.len()) == Some(bare)
                })
            };
            if bare == last && bare.chars().count() >= shortest && !is_told() {
                found.push(from..next);
            }
            (last, from) = (bare, next);
        }
    }
    found
}

/// Titles that stand right behind themselves: 《目录》《目录》.
fn titles_twice<'t>(searched: &Searched<'t>) -> impl Iterator<Item = Range<usize>> + use<'t> {
    let text = searched.text;
    searched.places("》《").filter_map(move |at| {
        let end = at + '》'.len_utf8();
        let first = text.get(text.get(..at)?.rfind('《')?..end)?;
        text.get(end..)?.starts_with(first).then(|| end..end + first.len())
    })
}

/// The second halves of what is doubled.
pub(super) fn doubled(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let nearest = coming_again(&chars);
    let end = |i: usize| chars.get(i).map_or(text.len(), |(at, _)| *at);
    let mut found = Vec::new();
    let mut i = 0;
    while let Some(nearest) = nearest.get(i) {
        // Nearly everywhere.
        if *nearest > LONGEST {
            i += 1;
            continue;
        }
        let length = LENGTHS.iter().find(|n| *n >= nearest && is_doubled(&chars, i, **n));
        if let Some(n) = length {
            found.push(end(i + n)..end(i + 2 * n));
            i += 2 * n;
        } else {
            i += 1;
        }
    }
    found
}

/// Of each character how many on it comes again, as its last eight bits say: one that only passes for it may stand
/// nearer, none that is it is missed.
fn coming_again(chars: &[(usize, char)]) -> Vec<usize> {
    let mut next = [usize::MAX; 256];
    let mut again: Vec<usize> = Vec::with_capacity(chars.len());
    for (i, (_, c)) in chars.iter().enumerate().rev() {
        let next = &mut next[usize::from(*c as u8)];
        again.push(next.saturating_sub(i));
        *next = i;
    }
    again.reverse();
    again
}

/// 青石镇人民政府政府信息公开指南: the second begins another name.
fn is_of_government(chars: &[(usize, char)], i: usize) -> bool {
    let is_at = |from: usize, word: &str| {
        let own = chars.get(from..).unwrap_or_default().iter().map(|(_, c)| *c);
        word.chars().eq(own.take(word.chars().count()))
    };
    i.checked_sub(2).is_some_and(|from| is_at(from, "人民政府政府"))
        && ["信息", "网站", "门户", "公报", "采购", "购买", "投资"].iter().any(|w| is_at(i + 4, w))
}

#[inline]
fn is_doubled(chars: &[(usize, char)], i: usize, n: usize) -> bool {
    let at = |i: usize| chars.get(i).map(|(_, c)| *c);
    // Nearly never.
    at(i) == at(i + n) && is_doubled_whole(chars, i, n)
}

fn is_doubled_whole(chars: &[(usize, char)], i: usize, n: usize) -> bool {
    let at = |i: usize| chars.get(i).map(|(_, c)| *c);
    if n == 2 && is_of_government(chars, i) {
        return false;
    }
    let (Some(first), Some(second)) = (chars.get(i..i + n), chars.get(i + n..i + 2 * n)) else {
        return false;
    };
    let same = first.iter().zip(second).all(|((_, a), (_, b))| a == b);
    let Some(&(_, c)) = first.first().filter(|_| same) else {
        return false;
    };
    let before = i.checked_sub(1).and_then(|i| chars.get(i)).map_or(' ', |(_, c)| *c);
    if n == 2 {
        let word: String = first.iter().map(|(_, c)| *c).collect();
        // 一条一条, 逐个逐个 and the like are meant.
        return DOUBLED.contains(&word.as_str());
    }
    if n > 1 {
        // 2025年2025年, 12条12条: a number with what it counts.
        if first.first().is_some_and(|(_, c)| c.is_ascii_digit()) && !before.is_ascii_digit() {
            return first.last().is_some_and(|(_, c)| is_hanzi(*c))
                && first.iter().all(|(_, c)| c.is_ascii_digit() || is_hanzi(*c));
        }
        return first.iter().all(|(_, c)| is_hanzi(*c))
            && first.iter().any(|(_, other)| *other != c);
    }
    if UNITS.contains(c) && before.is_ascii_digit() {
        return !at(i + 2)
            .is_some_and(|after| after == c || "度初末底报均中终检审".contains(after));
    }
    let after = at(i + 2).unwrap_or(' ');
    // 是是非非, and 在 before 在建项目.
    let is_pair = at(i + 2) == at(i + 3) && is_hanzi(after);
    let begins = |c: char| BEGINNINGS.iter().any(|(own, next)| *own == c && next.contains(after));
    let is_particle = PARTICLES.iter().any(|(p, except)| *p == c && !except.contains(before))
        && !is_pair
        && !begins(c);
    // 严格格执行: the end of a word once more.
    // 认认真真 is meant.
    let is_four = i.checked_sub(2).and_then(at) == Some(before);
    let is_tail = is_hanzi(before)
        && !is_four
        && TAILS.iter().any(|(word, next)| {
            let mut word = word.chars();
            word.next() == Some(before) && word.next() == Some(c) && !next.contains(after)
        });
    is_particle || is_tail || "，、。；：！？%％".contains(c)
}

/// Words of two characters that nobody doubles: 研究研究 and 公开公开指南 may be meant.
const DOUBLED: [&str; 93] = [
    "政府", "信息", "关于", "保密", "部门", "单位", "机关", "情况", "进行", "根据", "按照", "群众",
    "制度", "网站", "执行", "并且", "专人", "严格", "落实", "负责", "审查", "审核", "发布", "开展",
    "加强", "通过", "建立", "完善", "推进", "工作", "平台", "领导", "人员", "内容", "及时", "全面",
    "认真", "坚持", "主动", "申请", "办理", "答复", "培训", "考核", "监督", "保障", "管理", "规范",
    "文件", "行政", "许可", "处罚", "强制", "收费", "年度", "报告", "全年", "本年", "依法", "以及",
    "或者", "由于", "因此", "但是", "同时", "其中", "没有", "存在", "问题", "不足", "下一", "提高",
    "提升", "确保", "做好", "围绕", "结合", "镇村", "我镇", "我乡", "街道", "栏目", "公众", "微信",
    "更新", "政策", "社会", "评议", "一律", "切实", "逐步", "统一", "定期",
];

/// Two marks beside each other of which one is too many: `，。`, `、，`; the second.
fn clashing(marks: &[(usize, char)]) -> impl Iterator<Item = Range<usize>> {
    let is_mark = |c: char| matches!(c, '，' | '、' | '；' | '：' | '。');
    marks.windows(2).filter_map(move |two| {
        let [(start, before), (at, c)] = two else {
            return None;
        };
        let is_both = is_mark(*before) && is_mark(*c);
        // ？。 and （，: a sentence ends once, and none begins with a mark.
        let is_odd = matches!(before, '？' | '！' | '（' | '《' | '“') && is_mark(*c);
        let is_beside = start + before.len_utf8() == *at;
        (is_beside && before != c && (is_both || is_odd)).then(|| *at..at + c.len_utf8())
    })
}

#[cfg(test)]
mod tests {
    use super::doubled;

    #[test]
    fn what_stands_twice_is_found_and_what_is_said_twice_is_not() {
        for (text, found) in [
            ("政府信息政府信息公开", "政府信息"),
            ("我乡的的工作。。", "的。"),
            ("政府政府网站，信息信息公开，关于关于，好！！", "政府信息关于！"),
            ("严格格执行，通过过微信，不不公开", "格过不"),
            ("严格执行执行，由由专人专人负责，2025年2025年，12条12条", "执行由专人2025年12条"),
            ("2025年年公开12条条，为为，已已，是是", "年条为已是"),
            ("目的的实现，研究研究，等等，一条一条地", ""),
            (
                "2025年年度报告，2025年年底，存在在线问题，理由由申请人说明，作为为民服务，1111件",
                "",
            ),
            ("认为为民办事，为为民服务中心，在在建项目现场，由由下而上的渠道", ""),
            ("是是非非讲清楚，和和谐谐，的的确确，认认真真，群众众筹，不不作为", ""),
            ("通过过程公开，审核核实，落实实施方案，机关关于，严格格式", ""),
            ("公开公开指南，参与与评价", ""),
            ("——……哈哈哈哈哈哈", ""),
        ] {
            let places: Vec<&str> = doubled(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(places.concat(), found, "{text}");
        }
    }
}
