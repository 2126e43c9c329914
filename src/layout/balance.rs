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
use rustc_hash::FxHashMap;
use std::{ops::Range, sync::LazyLock};

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
const WORDS: &str = "\
    信息 公开 政府信息公开 政务公开 政府 人民 人民政府 人居 环境 县城 城镇 城市 \
    城区 乡村 乡镇 农村 农业农村 信访 行政 执法 机关 部门 单位 会议 报告 年度 \
    办法 方案 通知 意见 实施 管理 服务 建设 发展 经济 社会 社会保障 人力资源 安全 \
    生产 应急 教育 卫生健康 文化 旅游 财政 预算 决算 审计 监督 检查 考核 评估 \
    规划 计划 总结 情况 问题 整改 落实 推进 加强 做好 开展 有关 事项 项目 资金 \
    补助 救助 养老 保险 保障 住房 交通 运输 水利 林业 农业 自然 资源 生态 防汛 \
    抗旱 防火 消防 防控 政务 数据 网站 媒体 平台 目录 指南 申请 复议 诉讼 工作 \
    领导 小组 街道 社区 居民 村民 群众 代表 大会 人民代表大会 政协 政治协商 党委 \
    纪委 组织 宣传 公安 司法 民政 人力 市场 监管 税务 统计 整治 提升 保护 治理 \
    改革 请求 增加 经费 印发 转发 关于 公共 基层 试点 标准 规范 重点 领域 标准化 \
    规范化 办公室 办公厅 委员会 常务 办事处 自治 自治区 自治州 自治县 新型 冠状 \
    冠状病毒 新型冠状病毒 监督抽检 病毒 感染 疫情 全面 进一步 深入 任务 分解 要点 \
    考评 制度 机制 体系 能力 质量 高质量 高标准 农田 乡村振兴 营商 优化 退役军人 \
    退役 军人 优抚 食品 药品 医疗 监测 抽检 产品 土地 房屋 征收 征地 补偿 拆迁 \
    招标 采购 工程 公路 道路 老旧 小区 改造 升级 互联网 电子 依法 依申请 许可 \
    处罚 强制 决定 公告 通告 公示 请示 批复 任免 分工 调整 成立 举办 培训 活动 \
    专项 行动 攻坚 专栏 年度报告 全国 选举 学校 中小学 幼儿园 义务 残疾 儿童 妇女 \
    青年 就业 创业 企业 民营 科技 创新 知识 产权 地质 灾害 森林 草原 粮食 物资 \
    储备 能源 电力 燃气 水资源 河长制 林长制 综合 联合 办理 处理费 收费 价格 绩效 \
    城乡 县域 区域 县政府 市政府 省政府 区政府 乡政府 镇政府 县直 市直 县级 市级 省级 \
    区级 乡级 镇级 市民 市容 市政 园区 景区 库区 工作日 工作组 工作站 年底 年初 年内 年终 \
    责任 目标 清单 台账 流程 评议 反馈 中华人民共和国 条例 规定 细则 发布 解读 \
    回应 舆情 卫生 健康 规范性 规范性文件 行政规范性文件 修订 修正 试行 信息员 编制 制定 核定 \
    核查 文件 专项经费 预案 应急预案 突发 事件";

/// What the name of a body may go on behind.
const PLACES: &[&str] = &["省", "市", "县", "区", "乡", "镇", "街道", "人民政府"];

/// What a name goes on with behind a place (某某县人民政府) or a body (人民政府办公室).
const NAME_ENDS: &str = "\
    人民 办公 委 县委 中共 发展 教育 科技 工业 民族 公安 民政 司法 财政 人力 \
    自然 生态 住房 交通 水利 水务 农业 林业 商务 文化 卫生 退役 应急 审计 市场 \
    统计 医疗 乡村 城市 综合 政务 信访 税务 气象 烟草 消防 融媒 行政 机关 档案 \
    残 妇 总工会 红十字 人大 政协 纪委 监委 法院 检察 街道 社区";

/// What a break within a word costs beyond that: more than one at any other place.
const CUT: f64 = 30.0;

/// What a break between a pair of brackets costs where so few characters stand in them: （2026年修订）.
const IN_BRACKETS: f64 = CUT / 2.0;
const SHORT_BRACKETS: usize = 8;

/// The longest word that is read as one.
const LONGEST_WHOLE: usize = 3;

/// What a break costs that no joint asks for, in characters of unevenness.
const NO_JOINT: f64 = 20.0;

/// What a break within a name costs, where it has a joint.
const IN_NAME: f64 = 4.0;

/// Two names stand side by side with a blank between them (县委办公室　县政府办公室): where else would a line end?
const BETWEEN_NAMES: f64 = -4.0;

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
    let text: Vec<char> = chars.iter().map(|c| c.ch).collect();
    let cuts = cut_costs(&text);
    let costs = cuts.iter().enumerate().map(|(end, cut)| joint_cost(&text, end, *cut)).collect();
    let mut best = Best { cost: f64::INFINITY, ends: Vec::new(), costs };
    search(chars, measure, greedy.len(), &mut Vec::new(), &mut best);
    // A line more, where so few cannot but cut a word.
    let cuts_word = best.ends.iter().any(|end| matches!(cuts.get(*end), Some(Some(_))));
    if cuts_word && greedy.len() < MOST_LINES {
        search(chars, measure, greedy.len() + 1, &mut Vec::new(), &mut best);
    }
    if best.ends.is_empty() {
        return greedy;
    }
    let mut start = 0;
    best.ends.iter().map(|&end| std::mem::replace(&mut start, end)..end).collect()
}

struct Best {
    cost: f64,
    ends: Vec<usize>,
    /// What a break before each character costs.
    costs: Vec<f64>,
}

/// What stands between two names on a line.
const WIDE_BLANK: char = '\u{3000}';

/// A line of a title without the blanks at its ends: one between two names is no part of either.
pub(super) fn trimmed<'a, 'd>(mut line: &'a [Char<'d>]) -> &'a [Char<'d>] {
    let is_blank = |c: &Char| matches!(c.ch, ' ' | WIDE_BLANK);
    while let [rest @ .., last] = line
        && is_blank(last)
    {
        line = rest;
    }
    while let [first, rest @ ..] = line
        && is_blank(first)
    {
        line = rest;
    }
    line
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
        if width(trimmed(&chars[start..])) <= room {
            ends.push(chars.len());
            consider(chars, ends, best);
            ends.pop();
        }
        return;
    }
    for end in start + 1..chars.len() {
        if width(trimmed(&chars[start..end])) > room {
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
        .map(|&end| width(trimmed(&chars[std::mem::replace(&mut start, end)..end])) / size)
        .collect();
    let joints: f64 = ends[..ends.len() - 1].iter().map(|&end| best.costs[end]).sum();
    let cost = joints + shape_cost(&widths);
    if cost < best.cost {
        (best.cost, best.ends) = (cost, ends.to_vec());
    }
}

/// What a break before the character at `end` costs; `cut` more if it cuts a word.
fn joint_cost(text: &[char], end: usize, cut: Option<f64>) -> f64 {
    let (before, after) = text.split_at(end);
    let (Some(&last), Some(&next)) = (before.last(), after.first()) else { return 0.0 };
    if last == WIDE_BLANK {
        return BETWEEN_NAMES;
    }
    if let Some(cut) = cut {
        return NO_JOINT + cut;
    }
    // A year belongs to what follows it: 某镇人民政府 / 2025年政府信息公开工作年度报告.
    if next.is_ascii_digit() && !last.is_ascii() {
        return 0.0;
    }
    let listed = JOINTS.iter().find(|(word, _)| ends_with(before, word));
    match listed.filter(|_| !after.iter().copied().eq("报告".chars())) {
        // A name that goes on: 某某县 / 人民政府, 人民政府 / 办公室.
        Some((word, cost)) if PLACES.contains(word) && goes_on(after) => cost.max(IN_NAME),
        Some(&(_, cost)) => cost,
        None => NO_JOINT,
    }
}

fn goes_on(after: &[char]) -> bool {
    NAME_ENDS.split(' ').any(|word| starts_with(after, word))
}

fn ends_with(text: &[char], word: &str) -> bool {
    let mut before = text.iter().rev();
    word.chars().rev().all(|w| before.next() == Some(&w))
}

fn starts_with(text: &[char], word: &str) -> bool {
    let mut after = text.iter();
    word.chars().all(|w| after.next() == Some(&w))
}

/// [`WORDS`] by their first characters: a title is looked through once, and not for every place to break it.
static WORDS_FROM: LazyLock<FxHashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let mut words = FxHashMap::<char, Vec<&str>>::default();
    for word in WORDS.split(' ') {
        if let Some(first) = word.chars().next() {
            words.entry(first).or_default().push(word);
        }
    }
    words
});

/// What a break before each character costs more for cutting a word: a word of two or three characters, and the name of
/// a people, are read as one; a longer one has parts of its own.
fn cut_costs(text: &[char]) -> Vec<Option<f64>> {
    let mut costs: Vec<Option<f64>> = text.iter().map(|&c| (c == '族').then_some(CUT)).collect();
    for (start, first) in text.iter().enumerate() {
        if let Some(length) = short_brackets(&text[start..]) {
            costs[start + 1..start + length].fill(Some(IN_BRACKETS));
        }
        let words = WORDS_FROM.get(first).into_iter().flatten();
        for word in words.filter(|word| starts_with(&text[start..], word)) {
            let length = word.chars().count();
            let cost = if length <= LONGEST_WHOLE { CUT } else { CUT / 2.0 };
            for cut in &mut costs[start + 1..start + length] {
                *cut = Some(cut.map_or(cost, |other| other.max(cost)));
            }
        }
    }
    costs
}

/// The length of a pair of brackets with few characters in them, if a text begins with one.
fn short_brackets(text: &[char]) -> Option<usize> {
    let (first, inner) = text.split_first()?;
    let close = inner.iter().take(SHORT_BRACKETS + 1).position(|c| *c == '）');
    close.filter(|_| *first == '（').map(|close| close + 2)
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
