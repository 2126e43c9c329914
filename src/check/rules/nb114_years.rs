//! ## 检查什么
//!
//! 标题里的年份、前言和正文里的统计期限（1月1日至12月31日）、句首的“某年，我乡……”“我乡某年……”“在某年，……”、括号里的“本年度（某年）”、文中说的“某年政府信息公开工作年度报告”“截至某年底”，都应是报告的年度；下一步说的年份应是下一年，改进情况里打算在哪一年做的（“计划于2025年6月完成”）不能是过去了的年份，还没有到的年份、成文以后的月份不能说成做完了。成文日期应在下一年；报告里没有写、用的是 county.yaml 里的，也这样说。统计期限应从 1月1日到 12月31日。“去年（2023年）”里的年份应是上年。年份要写全、写对：句首的“24年，我乡”“2052年，我乡”，以及“20255年”“2205年”，也指出来。文件名只是一个年份、末尾是年份（“柳河镇2024”）的也算。汉字写的年份一样认。拿往年和今年比较的（今年、比上年、同比）、说公布上年报告的不查。标题里是别的年份是错误；自己写的标题里没有年份、没有“年度报告”、少了字、写的是别的报告、半年的报告，或者还带着“（草稿）”，是警告；前言说的是别的报告（法治政府建设年度报告、上半年的报告），是警告。文件名里的年份也应是报告的年度。
//!
//! ## 为什么
//!
//! 沿用上年的文件、只改了一部分年份，是最常见的差错。
//!
//! ## 举例
//!
//! ```text
//! 统计期限写的是 2025 年，报告的年度是 2026 年
//! ```
//!
//! ## 怎么改
//!
//! 改成报告的年度。确实说的是往年的事，可以不改。

mod named;
mod past_plans;
mod period;

use crate::{
    check::{
        dates,
        prose::{self, ProseLine},
        rule::Rule,
        subject::Subject,
    },
    diagnostic::{Diagnostic, Severity},
    text::{digit_by_digit, half_width, is_hanzi},
};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB114",
    name: "年份前后要一致",
    severity: Severity::Warning,
    file: include_str!("nb114_years.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let year = subject.report.year.value;
    let mut found = titles(rule, subject, year);
    for line in &subject.lines {
        for (at, written) in years(&line.text) {
            let Some(what) = stale(line, &at, written, year) else {
                continue;
            };
            let message = format!("{what} {written} 年，报告的年度是 {year} 年");
            let finding = subject.at(rule.finding(message), line.place(&at), "年份不同");
            found.push(finding.help("请看看是不是沿用了上年的话"));
        }
        if let Some((at, message)) = other_report(line) {
            let finding = subject.at(rule.finding(message), line.place(&at), "不是这份报告");
            found.push(finding.help("应是“…年政府信息公开工作年度报告”；请看看是不是抄了别的报告"));
        }
        for (at, message) in named::misnamed(&line.searched(), year) {
            let finding = subject.at(rule.finding(message), line.place(&at), "年份不同");
            found.push(finding.help("请核对是哪一年"));
        }
        found.extend(period::period(rule, subject, line, year));
        found.extend(after_signing(rule, subject, line));
        if let Some((at, written)) = plans(line, year) {
            let message = format!("下一步说的是 {written} 年，报告的年度是 {year} 年");
            let finding = subject.at(rule.finding(message), line.place(&at), "年份不同");
            let next = year.saturating_add(1);
            found.push(finding.help(format!("下一年是 {next} 年，请看看是不是沿用了上年的话")));
        }
        if line.heading.contains("改进") {
            for (at, written) in past_plans::past(&line.searched(), year) {
                let message =
                    format!("打算做的事说的是 {written} 年，报告的年度 {year} 年已经过去了");
                let finding = subject.at(rule.finding(message), line.place(&at), "年份不同");
                found.push(finding.help("请核对是哪一年；做完了的，写成已经做了"));
            }
        }
        for (at, what) in strange(line, year) {
            let typed = line.text.get(at.clone()).unwrap_or_default();
            let message = format!("“{typed}年”{what}");
            let finding = subject.at(rule.finding(message), line.place(&at), "年份");
            found.push(finding.help("请核对是哪一年，年份写四位数"));
        }
    }
    if let Some(signature) = &subject.report.signature
        && signature.date.value.year != year + 1
    {
        let date = signature.date.value;
        let whose = if signature.date.at.is_some() { "" } else { "county.yaml 里的" };
        let message =
            format!("{whose}成文日期是 {date}，{year} 年度的报告应在 {} 年成文", year + 1);
        let finding = subject.at(rule.finding(message), signature.date.at.clone(), "");
        found.push(finding.help(if whose.is_empty() {
            "请核对“年度”和“日期”；年度是报告哪一年的工作"
        } else {
            "请核对 county.yaml 的“成文日期”；报告里没有写日期，用的是它"
        }));
    }
    found
}

fn titles(rule: &Rule, subject: &Subject<'_>, year: i32) -> Vec<Diagnostic> {
    let lines = subject.report.title.iter();
    let wrong = lines.filter_map(|line| {
        let other = years(&line.value).into_iter().find(|(_, written)| *written != year);
        other.map(|(_, written)| {
            let message = format!("标题里是 {written} 年，报告的年度是 {year} 年");
            let finding = subject.at(rule.finding(message), line.at.clone(), "年份不同");
            let finding = Diagnostic { severity: Severity::Error, ..finding };
            finding.help("标题写报告的年度，不是写报告的那一年；标题可以不写，由程序生成")
        })
    });
    let mut found: Vec<Diagnostic> = wrong.collect();
    // A title with the wrong year has been told of.
    if found.is_empty() {
        found.extend(half(rule, subject).or_else(|| lacking(rule, subject, year)));
    }
    found.extend(of_file(rule, subject, year));
    found
}

/// A title of a part of the year: 2025年上半年政府信息公开工作年度报告.
fn half(rule: &Rule, subject: &Subject<'_>) -> Option<Diagnostic> {
    let at = subject.report.title.first()?.at.clone()?;
    let title = subject.report.title_line();
    let part = PARTS_OF_YEAR.iter().find(|part| title.contains(**part))?;
    let finding = subject.at(rule.finding(format!("标题里写的是“{part}”")), Some(at), "");
    Some(finding.help("年度报告是全年的；标题可以不写，由程序生成"))
}

/// What a report of the whole year is not of.
const PARTS_OF_YEAR: [&str; 8] =
    ["上半年", "下半年", "第一季度", "第二季度", "第三季度", "第四季度", "一季度", "四季度"];

/// A preface that publishes another report, or one of a part of the year: 现公布…2025年法治政府建设年度报告.
fn other_report(line: &ProseLine<'_>) -> Option<(Range<usize>, String)> {
    let text = line.searched();
    let verbs = ["公布", "发布", "编制", "现将"];
    if !line.heading.is_empty() || !text.has_any(&verbs) {
        return None;
    }
    let ends = ['，', '。', '；', '：', '（', '）', '《', '》'];
    for part in PARTS_OF_YEAR {
        let is_told = |at: &usize| {
            let before = prose::before(text.text, *at, prose::CLAUSE).rsplit(ends).next();
            let behind = prose::after(text.text, *at).split(ends).next();
            before.is_some_and(|before| verbs.iter().any(|verb| before.contains(verb)))
                && behind.is_some_and(|behind| behind.contains("报告"))
        };
        if let Some(at) = text.places(part).find(is_told) {
            return Some((at..at + part.len(), format!("前言说的是“{part}”的报告")));
        }
    }
    let kinds = ["年度报告", "工作总结"];
    let mut places = kinds.into_iter().flat_map(|kind| text.places(kind).map(move |at| (at, kind)));
    places.find_map(|(end, kind)| {
        let before = prose::before(text.text, end, prose::CLAUSE);
        let start = before.rfind('年')? + '年'.len_utf8();
        let named = before.get(start..)?.trim_start_matches('度');
        let is_year = before.get(..start)?.trim_end_matches('年').ends_with(prose::is_digit);
        let is_whole = named.chars().all(is_hanzi) && (3..16).contains(&named.chars().count());
        let clause = before.rsplit(['，', '。', '；', '：']).next()?;
        let is_published = verbs.iter().any(|verb| clause.contains(verb));
        // The reports of some years were of 政务公开; 总结如下 is what is done.
        let is_ours = named.contains("信息公开")
            || (kind == "年度报告" && named.contains("政务公开"))
            || !is_published
            || text.text.get(end + kind.len()..)?.starts_with("如下");
        let is_other =
            ["法治", "依法行政", "政府信息", "政务", "党务", "村务", "行政执法", "平安", "安全"]
                .iter()
                .any(|w| named.contains(w));
        (is_year && is_whole && is_other && !is_ours).then(|| {
            let message = format!("前言说的是“{named}{kind}”");
            (end - before.len() + start..end + kind.len(), message)
        })
    })
}

/// A file that bears the name of an earlier year: it may be that year's, filled in anew.
fn of_file(rule: &Rule, subject: &Subject<'_>, year: i32) -> Option<Diagnostic> {
    let name = subject.report.source.name.rsplit(['/', '\\']).next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut years = years(stem);
    // 柳河镇2024, 柳河镇24年报
    let bare = prose::numbers(stem).into_iter().filter_map(|(at, digits)| {
        let rest = stem.get(at.end..)?;
        let written: i32 = digits.parse().ok()?;
        let is_whole = digits.len() == 4 && (rest.is_empty() || rest.starts_with(is_hanzi));
        let is_short = digits.len() == 2 && rest.starts_with('年') && at.start > 0;
        let written = if is_short { 2000 + written } else { written };
        // Old files may be numbered.
        let is_near = (year.saturating_sub(10)..=year.saturating_add(1)).contains(&written);
        ((is_whole || is_short) && is_near).then_some((at, written))
    });
    years.extend(bare);
    if years.iter().any(|(_, written)| *written >= year) {
        return None;
    }
    let (_, written) = years.first()?;
    let message = format!("文件名里是 {written} 年，报告的年度是 {year} 年");
    let at = subject.report.year.at.clone();
    let finding = subject.at(rule.finding(message), at, "和文件名不同");
    Some(finding.help("请看看是不是放错了文件；年度没有错的，给文件改名"))
}

/// A title that somebody wrote and that does not say that it is the year's report.
fn lacking(rule: &Rule, subject: &Subject<'_>, year: i32) -> Option<Diagnostic> {
    let at = subject.report.title.first()?.at.clone()?;
    let title: String = subject.report.title_line();
    let title: String = half_width(&title).chars().filter(|c| !c.is_whitespace()).collect();
    if title.contains("{{") {
        return None;
    }
    let spelt = digit_by_digit(u64::from(year.unsigned_abs()));
    let has_year = title.contains(&year.to_string())
        || title.contains(&spelt)
        || title.contains(&spelt.replace('〇', "○"));
    let is_report = title.contains("年度报告") || title.contains("年报");
    if let Some(what) = of_draft(&title, subject) {
        return Some(subject.at(rule.finding(what), Some(at), "").help("标题可以不写，由程序生成"));
    }
    if let Some((wrong, right)) = miswritten(&title) {
        let finding = rule.finding(format!("标题里的“{wrong}”应是“{right}”"));
        return Some(subject.at(finding, Some(at), "").help("标题可以不写，由程序生成"));
    }
    // A report of something else, or with a character too few.
    let of_what = title.rsplit_once('年').map_or("", |(_, rest)| rest).trim_start_matches('度');
    let of_what = title.split_once("年度报告").map_or(of_what, |(head, _)| {
        head.rsplit_once('年').map_or("", |(_, rest)| rest.trim_start_matches('度'))
    });
    let is_known = ["信息公开", "政务公开"].iter().any(|name| title.contains(name));
    if subject.is_standard() && has_year && is_report && !is_known && !of_what.is_empty() {
        let finding = subject.at(rule.finding("标题里没有“政府信息公开”"), Some(at), "");
        return Some(finding.help("标题应是“…年政府信息公开工作年度报告”；可以不写，由程序生成"));
    }
    // 年报 alone is short on purpose.
    if is_report && !title.contains("政府信息公开") {
        return None;
    }
    let lacks = match (has_year, is_report) {
        (true, true) => return None,
        (false, true) => format!("年份“{year}年”"),
        (true, false) => "“年度报告”".to_owned(),
        (false, false) => format!("年份“{year}年”和“年度报告”"),
    };
    let finding = subject.at(rule.finding(format!("标题里没有{lacks}")), Some(at), "");
    Some(finding.help("标题可以不写，由程序生成；文字里有 # 的，整行放进双引号"))
}

/// The fixed words of a title with one character of them wrong: …年政俯信息公开工作年度报告.
fn miswritten(title: &str) -> Option<(String, &'static str)> {
    const FIXED: [&str; 2] = ["政府信息公开工作年度报告", "政府信息公开年度报告"];
    FIXED.iter().find_map(|right| {
        let length = right.chars().count();
        let tail: Vec<char> = title.trim_end_matches('》').chars().rev().take(length).collect();
        let tail: String = tail.into_iter().rev().collect();
        let wrong = tail.chars().zip(right.chars()).filter(|(a, b)| a != b).count();
        // 政务信息公开 is a name of its own that some use.
        let is_near = wrong == 1 && tail.chars().count() == length && !tail.starts_with("政务");
        is_near.then_some((tail, *right))
    })
}

/// What a title has that is none of a report's: `…年度报告（草稿）`, `…公开工年度报告`.
fn of_draft(title: &str, subject: &Subject<'_>) -> Option<String> {
    let (_, tail) = title.rsplit_once("年度报告")?;
    let is_draft = tail.starts_with(['（', '('])
        && ["稿", "草案", "样本", "定稿", "送审"].iter().any(|word| tail.contains(word));
    if is_draft || (!tail.is_empty() && tail == subject.report.agency.value) {
        return Some(format!("标题里多了“{tail}”"));
    }
    ["公开工年度报告", "公开作年度报告", "公工作年度报告", "信息工作年度报告"]
        .iter()
        .find(|lost| title.contains(**lost))
        .map(|lost| format!("标题里的“{lost}”少了字"))
}

/// The years of a text, `2025年`, `二〇二五年`, each with the place of the digits.
pub(super) fn years(text: &str) -> Vec<(Range<usize>, i32)> {
    let years = text.match_indices('年').filter_map(|(end, _)| {
        let before = text.get(..end)?;
        let typed = before.trim_end();
        let start = typed.trim_end_matches(prose::is_digit).len();
        let digits = half_width(typed.get(start..)?);
        if digits.len() == 4 {
            return Some((start..typed.len(), digits.parse().ok()?));
        }
        let (start, _) = before.char_indices().rev().nth(3)?;
        let year = dates::digits(before.get(start..)?)?;
        Some((start..end, i32::try_from(year).ok()?))
    });
    years.filter(|(_, year)| (2000..2100).contains(year)).collect()
}

/// Words that hold one year against another.
const CONTRAST: [&str; 10] =
    ["今年", "本年", "比上年", "比去年", "较上年", "较去年", "同比", "增加", "减少", "上升"];
/// How a sentence goes on that tells what was done in the year at its head.
const TOLD: [&str; 17] = [
    "，",
    "我",
    "本机关",
    "本镇",
    "本乡",
    "本街道",
    "全年",
    "全镇",
    "全乡",
    "全街道",
    "共",
    "新收",
    "收到",
    "受理",
    "制发",
    "作出",
    "办理",
];

/// What is said with a year that is not the reported one, if it ought to be.
fn stale(line: &ProseLine<'_>, at: &Range<usize>, written: i32, year: i32) -> Option<&'static str> {
    if written == year {
        return None;
    }
    let before = line.text.get(..at.start).unwrap_or_default();
    let after = prose::after(&line.text, at.end).trim_start();
    let rest = after.strip_prefix('年').unwrap_or_default();
    let is_period = rest.starts_with("1月1日") && after.contains("12月31日");
    if is_period {
        return Some("统计期限写的是");
    }
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    if rest.starts_with("政府信息公开工作年度报告") || rest.starts_with("政府信息公开年度报告")
    {
        // Every unit published last year's in the year reported on.
        let is_earlier = !line.heading.is_empty() && written == year - 1;
        if is_earlier && is_published_earlier(before, rest, year) {
            return None;
        }
        return Some("年度报告写的是");
    }
    // 现将2024年政府信息公开工作情况报告如下
    let clause = prose::before(&line.text, at.start, prose::CLAUSE);
    let clause = clause.rsplit(['，', '。', '；']).next().unwrap_or_default();
    let statement = rest.split(['，', '。', '；']).next().unwrap_or_default();
    if line.heading.is_empty() && clause.contains("现将") && statement.contains("报告如下") {
        return Some("前言说的是");
    }
    // 2024年，我乡… at the head of a sentence tells of the year reported on; a later year is a plan.
    let is_head = |before: &str| before.is_empty() || before.ends_with(['。', '；', '）']);
    if let Some(what) = dated(before, rest) {
        return Some(what);
    }
    // 在2024年里，我镇…
    let bare = ["里", "内", "中", "间", "期间"].iter().find_map(|w| rest.strip_prefix(w));
    let rest = bare.filter(|bare| bare.starts_with('，')).unwrap_or(rest);
    // （2024年1—12月）公开信息…
    let is_whole = ["1—12月）", "1-12月）", "1至12月）", "1月至12月）", "1～12月）"]
        .iter()
        .any(|months| rest.starts_with(months));
    let before = before.strip_suffix('（').filter(|_| is_whole).unwrap_or(before);
    let until = ["截至", "截止", "截止到", "到", "至"].iter().find_map(|w| before.strip_suffix(w));
    let is_end = ["12月31日，", "12月，", "12月底，", "12月末，", "底，", "末，", "年底，"]
        .iter()
        .any(|end| rest.starts_with(end));
    let is_told = if let Some(before) = until {
        is_head(before) && is_end
    } else {
        is_head(without_us(before)) && (is_whole || is_said_of(rest))
    };
    // 截至2026年底 of a year that had not begun.
    let is_to_come = before.ends_with(['至', '止'])
        && before.trim_end_matches(['至', '止']).ends_with('截')
        && !is_planned(rest);
    (is_told && (written < year || is_to_come) && !is_compared(&line.text, at.end, year))
        .then_some("这一句说的是")
}

/// Before a year: 在2024年, 我镇2024年.
fn without_us(before: &str) -> &str {
    const US: [&str; 11] = [
        "我镇",
        "我乡",
        "我街道",
        "我局",
        "我县",
        "本机关",
        "本单位",
        "本镇",
        "在过去的",
        "过去的",
        "在",
    ];
    let before = before.strip_suffix('于').unwrap_or(before);
    US.iter().find_map(|us| before.strip_suffix(us)).unwrap_or(before)
}

/// Verbs of what is counted; what was made in an earlier year is named with 的: 2024年印发的文件.
const COUNTED: [&str; 14] = [
    "审核",
    "举办",
    "组织",
    "开展",
    "召开",
    "主动公开",
    "公开信息",
    "公开政府信息",
    "发布",
    "更新",
    "推送",
    "编制",
    "解读",
    "培训",
];

/// Whether a sentence tells what was done in the year at its head.
fn is_said_of(rest: &str) -> bool {
    let rest = prose::after(rest, 0);
    let months =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "月日至到—-－～".contains(c));
    let is_whole = months.len() < rest.len()
        && months.starts_with('，')
        && rest.starts_with("1月")
        && rest.contains("12月，")
        || rest.starts_with("1—12月")
        || rest.starts_with("1-12月")
        || rest.starts_with("1至12月");
    let statement = rest.split(['，', '。', '；']).next().unwrap_or_default();
    let is_counted = COUNTED.iter().any(|verb| rest.starts_with(verb))
        && statement.contains(prose::is_digit)
        && !statement.contains('的');
    // 2024年制发的4件文件 are of that year, and told of in this.
    let mut told = TOLD.iter().filter_map(|word| rest.strip_prefix(word));
    is_whole || is_counted || told.any(|behind| !behind.starts_with('的'))
}

/// 《青石镇2024年政府信息公开工作年度报告》 in a list of what was published, 2024年…年度报告于2025年1月20日发布.
fn is_published_earlier(before: &str, rest: &str, year: i32) -> bool {
    let published = ["发布", "公布", "公开", "编制", "报送", "完成", "公布了", "发布了"];
    let named = before.trim_end_matches(['《', '了']);
    let is_looked_through = ["对", "照", "针对", "围绕"].iter().any(|w| before.ends_with(w));
    if is_looked_through || published.iter().any(|verb| named.ends_with(verb)) {
        return true;
    }
    let clause = before.rsplit(['，', '。', '；']).next().unwrap_or_default();
    let statement = rest.split(['，', '。', '；']).next().unwrap_or_default();
    let is_titled = clause.rfind('《') > clause.rfind('》') && statement.contains('》');
    let verbs = ["发布", "公布", "公开", "报送"];
    let behind = statement.split_once("报告").map_or("", |(_, behind)| behind);
    let is_done = verbs.iter().any(|verb| clause.contains(verb) || behind.contains(verb));
    is_done && (is_titled || behind.contains(&format!("于{year}年")))
}

/// 本年度（2024年）.
fn dated(before: &str, rest: &str) -> Option<&'static str> {
    let named = before.strip_suffix('（')?;
    let is_now = ["本年度", "本年", "今年", "年内", "全年", "本年内", "报告期"];
    (rest.starts_with('）') && is_now.iter().any(|word| named.ends_with(word)))
        .then_some("这一句说的是")
}

/// Plans for a year that is not the next: 下一年度（2025年）将…, 下一步，2025年计划….
fn plans(line: &ProseLine<'_>, year: i32) -> Option<(Range<usize>, i32)> {
    const NEXT: [&str; 7] =
        ["下一年度（", "下年度（", "明年（", "下一年（", "来年（", "下一步，", "下一年度，"];
    const VERBS: [&str; 12] = [
        "制定",
        "进一步",
        "继续",
        "加强",
        "重点",
        "着力",
        "持续",
        "不断",
        "加大",
        "完善",
        "强化",
        "严格",
    ];
    years(&line.text).into_iter().find(|(at, written)| {
        if *written == year.saturating_add(1) {
            return false;
        }
        let before = line.text.get(..at.start).unwrap_or_default();
        let rest = line.text.get(at.end..).unwrap_or_default().trim_start();
        let rest = rest.strip_prefix('年').unwrap_or(rest);
        let rest = rest.strip_prefix('度').unwrap_or(rest);
        let is_next = NEXT.iter().any(|word| before.ends_with(word));
        if is_next && before.ends_with('（') {
            return true;
        }
        if is_next {
            return (*written <= year || *written > year.saturating_add(1))
                && ["计划", "将", "我", "要", "拟"].iter().any(|w| rest.starts_with(w));
        }
        // 2025年，我镇将制定… among what is to become better.
        let will = rest.trim_start_matches('，');
        let will = ["我镇", "我乡", "我街道", "我局", "本机关", "本单位"]
            .iter()
            .find_map(|us| will.strip_prefix(us))
            .unwrap_or(will);
        let is_head = before.is_empty() || before.ends_with(['。', '；']);
        let is_plan =
            will.strip_prefix('将').is_some_and(|plan| VERBS.iter().any(|v| plan.starts_with(v)));
        let is_late = *written > year.saturating_add(1) && is_last_of_plans(before, will);
        is_head && line.heading.contains("改进") && (is_plan && *written <= year || is_late)
    })
}

/// 2027年我们将继续加强…: what is planned for the year after the next alone.
fn is_last_of_plans(before: &str, will: &str) -> bool {
    let will = will.strip_prefix("我们").unwrap_or(will);
    let is_plan = ["将", "计划", "拟", "要"].iter().any(|word| will.starts_with(word));
    is_plan && years(before).is_empty()
}

/// 2026年3月开展了检查 in a paper that was signed in January: it cannot have been done.
fn after_signing(rule: &Rule, subject: &Subject<'_>, line: &ProseLine<'_>) -> Option<Diagnostic> {
    const NOT_DONE: [&str; 6] = ["施行", "实施", "截止", "起", "底前", "前"];
    let signed = subject.report.signature.as_ref()?.date.value;
    let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let late = line.dates().iter().find(|date| {
        let Some(year) = date.year.map(number) else { return false };
        let (month, day) = (number(date.month), date.day.map_or(0, number));
        let day_of_signing = if day == 0 { 0 } else { number(u32::from(signed.day)) };
        let is_late =
            (year, month, day) > (signed.year, number(u32::from(signed.month)), day_of_signing);
        let rest = prose::after(&line.text, date.at.end);
        let rest = rest.strip_prefix('，').unwrap_or(rest);
        let clause = rest.split(['，', '。', '；']).next().unwrap_or_default();
        let is_done = clause.contains('了')
            || clause.starts_with('已')
            || COUNTED.iter().any(|verb| clause.contains(verb) && clause.contains(prose::is_digit));
        is_late
            && is_done
            && !is_planned(rest)
            && !NOT_DONE.iter().any(|word| rest.starts_with(word))
    })?;
    let typed = line.text.get(late.at.clone())?;
    let message = format!("“{typed}”在成文日期 {signed} 以后，这里说已经做了");
    let finding = subject.at(rule.finding(message), line.place(&late.at), "还没有到");
    Some(finding.help("请核对年份、月份，或者“日期”"))
}

/// Whether the sentence, or the next one, tells of the reported year too.
fn is_compared(text: &str, at: usize, year: i32) -> bool {
    let near: String = prose::after(text, at).split_inclusive('。').take(2).collect();
    CONTRAST.iter().any(|word| near.contains(word))
        || years(&near).iter().any(|(_, written)| *written == year)
}

/// Years that are none, or not whole: `24年，我镇`, `2052年，我镇`, `20255年`.
fn strange(line: &ProseLine<'_>, year: i32) -> Vec<(Range<usize>, &'static str)> {
    let text = line.text.as_str();
    let mut found = Vec::new();
    // 年，本机关未收取…: the number is lost.
    if text.starts_with("年，") || text.starts_with("年度，") {
        found.push((0..0, "前面没有写是哪一年"));
    }
    // 2025年度2024年我镇…: one of them was to go.
    let all = years(text);
    found.extend(all.windows(2).filter_map(|pair| {
        let [(first, one), (second, other)] = pair else { return None };
        let between = text.get(first.end..second.start)?;
        let is_run_on = one != other && matches!(between, "年" | "年度");
        is_run_on.then(|| (second.clone(), "和前面的年份连在一起"))
    }));
    for (at, digits) in prose::numbers(text) {
        let rest = text.get(at.end..).unwrap_or_default();
        let Some(rest) = rest.trim_start().strip_prefix('年') else {
            continue;
        };
        let digits = half_width(digits);
        let before = text.get(..at.start).unwrap_or_default();
        let is_head = before.is_empty() || before.ends_with(['。', '；', '）']);
        let told = rest.strip_prefix('度').unwrap_or(rest);
        let is_told = is_head && is_said_of(told);
        let is_done = is_told && !line.heading.contains("改进") && is_done(told);
        let value: i32 = digits.parse().unwrap_or(i32::MAX);
        let what = match digits.len() {
            2 if is_told => "没有写全",
            3 if is_told && digits.starts_with("20") => "少了一个数字",
            4 if !(1800..=2060).contains(&value) => "不像是年份",
            4 if is_told && value > year + 1 && !is_planned(told) => "还没有到",
            4 if is_done && value == year + 1 => "是报告的下一年",
            5 if digits.starts_with("20") => "多了一个数字",
            _ => continue,
        };
        found.push((at, what));
    }
    found
}

/// 2026年，审核信息412条, of a year that had not begun: what is counted, and what is said not to have been.
fn is_done(told: &str) -> bool {
    const DENIED: [&str; 8] =
        ["未收取", "没有收取", "未收到", "没有收到", "未发生", "没有发生", "没有发出", "未制发"];
    let is_apart = told.starts_with(['，', '1']);
    let sentence = told.split('。').next().unwrap_or_default();
    let statement = sentence.split(['，', '；']).next().unwrap_or_default();
    let is_of_number = ["收到", "新收", "受理", "制发", "作出", "办理", "共"]
        .iter()
        .any(|verb| statement.starts_with(verb) && statement.contains(prose::is_digit));
    let is_counted = is_of_number
        || COUNTED
            .iter()
            .any(|verb| if is_apart { told.contains(verb) } else { told.starts_with(verb) });
    let is_denied = is_apart && DENIED.iter().any(|word| sentence.contains(word));
    !is_planned(told) && (is_counted || is_denied)
}

/// Whether a sentence tells of what is to come.
fn is_planned(rest: &str) -> bool {
    let sentence = rest.split('。').next().unwrap_or_default();
    ["将", "力争", "计划", "拟", "要", "目标", "实现", "建成", "规划"]
        .iter()
        .any(|w| sentence.contains(w))
}
