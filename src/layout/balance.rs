//! Title lines: broken at word sense, tapering, never by one character (GB/T 9704-2012 §7.3.1).
//!
//! Two wishes pull against each other: a break where the sense has a joint (behind 人民政府, before the
//! year), and a shape (trapezoid or diamond). Both are given a cost in one currency, characters of
//! unevenness, and the cheapest way to break is searched among all: a joint costs what a reader would
//! trade for it, no joint at all more than any shape, so that sense wins and shape decides between
//! joints. The number of lines is the least that holds the title; more lines would buy a better shape
//! with a taller title. The search tries everything, because a title has some forty places to break and
//! two or three lines: dynamic programming would need the shape's cost to be a sum over lines, which
//! an hour-glass is not.

use super::{
    line_break::{LineMeasure, Rules, break_lines},
    shape::{Char, width},
};
use std::ops::Range;

/// Words after which a title may be broken, the better ones first: what an issuing body's name ends
/// in, the year, the joints of the report's own name and of other 公文 titles.
const JOINTS: &[(&str, f64)] = &[
    ("人民政府", 0.0),
    ("办事处", 0.0),
    ("委员会", 0.0),
    ("办公室", 0.0),
    ("关于", 1.5),
    ("年度", 1.5),
    ("年", 3.0),
    ("政府信息公开", 1.0),
    ("工作", 0.5),
    ("年度报告", 0.0),
    ("的", 0.5),
    ("》", 0.5),
    ("省", 1.0),
    ("市", 1.0),
    ("县", 1.0),
    ("区", 1.0),
    ("乡", 0.5),
    ("镇", 0.5),
    ("局", 0.5),
    ("街道", 0.5),
];

/// Words that no break may cut, though the mark of a joint may stand in them (县城): those of which titles of
/// this field are made.
const WORDS: &[&str] = &[
    "信息", "公开", "政府", "人民", "人居", "环境", "县城", "城镇", "城市", "城区", "乡村", "乡镇",
    "农村", "信访", "行政", "执法", "机关", "部门", "单位", "会议", "报告", "年度", "办法", "方案",
    "通知", "意见", "实施", "管理", "服务", "建设", "发展", "经济", "社会", "安全", "生产", "应急",
    "教育", "卫生", "健康", "文化", "旅游", "财政", "预算", "决算", "审计", "监督", "检查", "考核",
    "评估", "规划", "计划", "总结", "情况", "问题", "整改", "落实", "推进", "加强", "做好", "开展",
    "有关", "事项", "项目", "资金", "补助", "救助", "养老", "保险", "保障", "住房", "交通", "水利",
    "林业", "农业", "自然", "资源", "生态", "防汛", "抗旱", "防火", "消防", "防控", "政务", "数据",
    "网站", "媒体", "平台", "目录", "指南", "申请", "复议", "诉讼", "工作", "领导", "小组", "街道",
    "社区", "居民", "村民", "群众", "代表", "大会", "政协", "党委", "纪委", "组织", "宣传", "公安",
    "司法", "民政", "人力", "市场", "监管", "税务", "统计", "整治", "提升", "保护", "治理", "改革",
    "请求", "增加", "经费", "印发", "关于", "公共", "基层", "试点", "标准", "规范", "重点", "领域",
];

/// What a break within a word costs beyond that: more than one at any other place.
const CUT: f64 = 30.0;

/// What a break costs that no joint asks for, in characters of unevenness.
const NO_JOINT: f64 = 20.0;

/// Trying every way to break takes ten times as long for each line more; whoever balances a text of
/// more lines than this has none that could be called a title.
const MOST_LINES: usize = 4;
/// Nor is a title longer than four full lines of the smallest type that a page is read in.
const MOST_CHARS: usize = 400;

/// Breaks a title into as few lines as it needs, at joints, so that the lines taper.
pub(super) fn break_title(chars: &[Char], measure: LineMeasure, rules: Rules) -> Vec<Range<usize>> {
    let greedy = break_lines(chars, measure, rules);
    if !(2..=MOST_LINES).contains(&greedy.len()) || chars.len() > MOST_CHARS {
        return greedy;
    }
    let mut best = Best { cost: f64::INFINITY, ends: Vec::new() };
    search(chars, measure, greedy.len(), &mut Vec::new(), &mut best);
    if best.ends.is_empty() {
        return greedy;
    }
    let mut start = 0;
    best.ends.iter().map(|&end| std::mem::replace(&mut start, end)..end).collect()
}

struct Best {
    cost: f64,
    ends: Vec<usize>,
}

/// Tries every way to end `lines` lines; a title has few characters and two or three lines.
fn search(
    chars: &[Char],
    measure: LineMeasure,
    lines: usize,
    ends: &mut Vec<usize>,
    best: &mut Best,
) {
    let start = ends.last().copied().unwrap_or(0);
    let room = if start == 0 { measure.first } else { measure.rest };
    if lines == 1 {
        if width(&chars[start..]) <= room {
            ends.push(chars.len());
            consider(chars, ends, best);
            ends.pop();
        }
        return;
    }
    for end in start + 1..chars.len() {
        if width(&chars[start..end]) > room {
            return;
        }
        if chars[end].breakable {
            ends.push(end);
            search(chars, measure, lines - 1, ends, best);
            ends.pop();
        }
    }
}

fn consider(chars: &[Char], ends: &[usize], best: &mut Best) {
    let size = chars.first().map_or(1.0, |c| c.style.size);
    let mut start = 0;
    let widths: Vec<f64> = ends
        .iter()
        .map(|&end| width(&chars[std::mem::replace(&mut start, end)..end]) / size)
        .collect();
    let joints: f64 = ends[..ends.len() - 1].iter().map(|&end| joint_cost(chars, end)).sum();
    let cost = joints + shape_cost(&widths);
    if cost < best.cost {
        *best = Best { cost, ends: ends.to_vec() };
    }
}

fn joint_cost(chars: &[Char], end: usize) -> f64 {
    if cuts_word(chars, end) {
        return NO_JOINT + CUT;
    }
    // A year belongs to what follows it: 某镇人民政府 / 2025年政府信息公开工作年度报告.
    if chars[end].ch.is_ascii_digit() && !chars[end - 1].ch.is_ascii() {
        return 0.0;
    }
    let ends_with = |word: &str| {
        let mut before = chars[..end].iter().rev().map(|c| c.ch);
        word.chars().rev().all(|w| before.next() == Some(w))
    };
    let starts_with_joint = chars[end..].iter().map(|c| c.ch).eq("报告".chars());
    let listed = JOINTS.iter().find(|(word, _)| ends_with(word)).map(|&(_, cost)| cost);
    listed.filter(|_| !starts_with_joint).unwrap_or(NO_JOINT)
}

/// Whether a word goes on over a break.
fn cuts_word(chars: &[Char], end: usize) -> bool {
    let (Some(before), Some(after)) =
        (end.checked_sub(1).and_then(|last| chars.get(last)), chars.get(end))
    else {
        return false;
    };
    WORDS.iter().any(|word| word.chars().eq([before.ch, after.ch]))
}

/// Trapezoid and diamond cost their unevenness; an hour-glass and a stub of a line cost much more.
fn shape_cost(widths: &[f64]) -> f64 {
    let longest = widths.iter().copied().fold(0.0, f64::max);
    let shortest = widths.iter().copied().fold(f64::INFINITY, f64::min);
    let equal = longest - shortest < 1.0 && widths.len() > 2;
    let hour_glass = widths.windows(3).any(|w| w[1] < w[0] && w[1] < w[2]);
    let stub = shortest < 4.0;
    (longest - shortest) * 0.25
        + if equal { 1.0 } else { 0.0 }
        + if hour_glass { 10.0 } else { 0.0 }
        + if stub { 10.0 } else { 0.0 }
}
