//! ## 检查什么
//!
//! 程序自己会印的字，又写了一遍：最后一段后面的署名、日期，前言里的标题、成文日期，一部分开头又写它的标题，值里又写“主送：”“标题：”“附注：”，标题末尾的句号，重复的“年度报告”，附件名称前的序号。前言里的称呼（“各位领导：”），以及网页、版记上的字（浏览次数、发布时间、来源、责任编辑、“首页 > 政务公开”、第几页、抄送），不是报告的话，也指出来。
//!
//! ## 为什么
//!
//! 这些字由程序照“机关”“日期”等项印在该在的地方，写在文字里就印了两遍；抄来的，还可能是别的单位、别的日期。
//!
//! ## 举例
//!
//! ```text
//! “柳河镇人民政府”是落款，由程序照“署名”印
//! ```
//!
//! ## 怎么改
//!
//! 删去多写的字。

use super::nb123_doubled_words::doubled;
use crate::{
    check::{dates, prose::ProseLine, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    report::Spanned,
    text::{is_hanzi, is_numeral},
};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB120",
    name: "程序会印的字不用写",
    severity: Severity::Warning,
    file: include_str!("nb120_own_words.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = signature(rule, subject);
    found.extend(signed_before(rule, subject));
    let mut heading = "";
    let own_title = bare(&subject.report.title_line());
    for line in &subject.lines {
        if let Some(what) = of_preface(line, &own_title) {
            let place = line.place(&(0..line.text.len()));
            let finding = subject.at(rule.finding(what), place, "多写的");
            found.push(finding.help("请删去"));
            continue;
        }
        let is_first = line.heading != heading;
        heading = line.heading;
        if let Some((at, what)) = of_line(line, is_first) {
            let finding = subject.at(rule.finding(what), line.place(&at), "多写的");
            found.push(finding.help("程序会印，请删去"));
        }
    }
    found.extend(subject.report.title.iter().filter_map(|line| title(rule, subject, line)));
    found
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What stands above the text of a copied paper: its title, its date, whom it is sent to.
fn of_preface(line: &ProseLine<'_>, title: &str) -> Option<String> {
    const SHORT: usize = 20;
    let text = line.text.trim();
    if !line.heading.is_empty() || text.is_empty() {
        return None;
    }
    if !title.is_empty() && bare(text).trim_end_matches('。') == title {
        return Some("前言里又写了标题".to_owned());
    }
    let inner = text.strip_prefix('（').and_then(|inner| inner.strip_suffix('）')).unwrap_or(text);
    if let [day] = &dates::dates(inner)[..]
        && (day.at == (0..inner.len()) && day.day.is_some())
    {
        return Some(format!("“{text}”是成文日期，由程序照“署名”印"));
    }
    let name = text.strip_suffix('：').filter(|name| name.chars().count() <= SHORT)?;
    let is_called = ["各位", "尊敬的"].iter().any(|head| name.starts_with(head))
        || ["人民政府", "领导", "同志", "代表", "委员", "办公室", "单位"]
            .iter()
            .any(|tail| name.ends_with(tail));
    let is_name = name.chars().all(|c| is_hanzi(c) || c == '、');
    (is_called && is_name).then(|| format!("“{text}”是称呼，年度报告没有主送机关"))
}

/// A typed signature behind the last paragraph, where the program prints one.
fn signature(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Other documents have a day alone here; what stands at their end is for NB135.
    let signature = subject.report.signature.as_ref();
    if signature.is_none_or(|signature| signature.bodies.is_empty()) {
        return found;
    }
    let last = subject.lines.last().map_or("", |line| line.heading);
    let tail = subject.lines.iter().rev().take(3).take_while(|line| line.heading == last);
    for line in tail {
        let Some(what) = closing(&line.text) else {
            break;
        };
        let message = format!("“{}”是{what}，由程序照“署名”印", line.text.trim());
        let place = line.place(&(0..line.text.len()));
        let finding = subject.at(rule.finding(message), place, "会印两遍");
        let finding = finding.help("请删去；机关、日期写在“署名”下面");
        found.push(Diagnostic { severity: Severity::Error, ..finding });
    }
    found.reverse();
    found
}

/// A name with a day below it at the end of another part: pasted along with it.
fn signed_before(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let last = subject.lines.last().map_or("", |line| line.heading);
    let pairs = subject.lines.windows(2).filter(|pair| match pair {
        [name, day] => {
            name.heading == day.heading
                && name.heading != last
                && closing(&day.text) == Some("成文日期")
                && closing(&name.text) == Some("落款")
        }
        _ => false,
    });
    let told = pairs.filter_map(|pair| {
        let line = pair.first()?;
        let message = format!("“{}”是落款，由程序照“署名”印", line.text.trim());
        let finding =
            subject.at(rule.finding(message), line.place(&(0..line.text.len())), "多写的");
        Some(finding.help("请删去这一行和下面的日期"))
    });
    told.collect()
}

/// What a line is that closes a paper: 柳河镇人民政府, 2026年1月15日, or both.
pub(super) fn closing(text: &str) -> Option<&'static str> {
    let text = text.trim().trim_start_matches("日期：").trim_end_matches('。');
    let days = dates::dates(text);
    let name = match &days[..] {
        [] => text,
        [day] if day.at.end == text.len() && day.day.is_some() => text.get(..day.at.start)?,
        _ => return None,
    };
    let name = name.trim().trim_end_matches("（盖章）").trim_end_matches("（公章）");
    if name.is_empty() {
        return (!days.is_empty()).then_some("成文日期");
    }
    let is_agency = ["人民政府", "办事处", "委员会", "办公室", "镇政府", "乡政府", "局"]
        .iter()
        .any(|tail| name.ends_with(tail));
    let is_name = is_agency
        && (4..=25).contains(&name.chars().count())
        && name.chars().all(|c| is_hanzi(c) || c.is_whitespace());
    is_name.then_some("落款")
}

/// Heads of lines that a page of the web or the foot of a paper has.
const FURNITURE: [&str; 28] = [
    "当前位置：",
    "您的位置：",
    "您当前的位置：",
    "您现在的位置：",
    "所在位置：",
    "浏览次数：",
    "浏览量：",
    "阅读次数：",
    "点击数：",
    "访问量：",
    "发布时间：",
    "发布日期：",
    "信息来源：",
    "文章来源：",
    "来源：",
    "作者：",
    "责任编辑：",
    "编辑：",
    "索引号：",
    "扫一扫",
    "点击下载",
    "打印本页",
    "关闭窗口",
    "【打印",
    "【字体",
    "字体：",
    "分享到",
    "（此件公开发布）",
];
/// No line of this sort is longer.
const SHORT: usize = 45;

/// `浏览次数：123`, `第 3 页 共 8 页`.
fn is_furniture(text: &str) -> bool {
    let text = text.trim();
    if text.chars().count() > SHORT {
        return false;
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect();
    let is_page = ["第页共页", "第页", "共页", "第页，共页", "第页/共页"].contains(&bare.as_str());
    let is_path = text.starts_with("首页") && text.contains(['>', '＞', '»', '›', '/', '→', '-']);
    is_page || is_path || FURNITURE.iter().any(|head| text.starts_with(head))
}

fn of_line(line: &ProseLine<'_>, is_first: bool) -> Option<(Range<usize>, String)> {
    let heading = line.heading;
    let name = heading.split_once('、').map_or(heading, |(_, name)| name);
    let text = line.text.as_str();
    // Other papers have copies, and an item for them.
    let is_copy = heading.contains('、') && text.trim_start().starts_with("抄送：");
    if name == "附注" && is_furniture(text) && text.starts_with(['（', '(']) {
        return Some((0..text.len(), NOTE_BRACKETS.to_owned()));
    }
    if is_copy || is_furniture(text) {
        return Some((0..text.len(), "这一行是网页或版记上的字，不是报告的话".to_owned()));
    }
    if name.is_empty() {
        return None;
    }
    let labels = [name, name.trim_end_matches("机关")];
    let label = labels.into_iter().find(|label| {
        let rest = text.strip_prefix(*label).map(str::trim_start);
        !label.is_empty() && rest.is_some_and(|rest| rest.starts_with(['：', ':', '︰']))
    });
    if let Some(label) = label {
        return Some((0..label.len(), format!("“{name}”里又写了“{label}：”")));
    }
    if is_first && heading.contains('、') && without_part(text) == name {
        return Some((0..text.len(), format!("“{heading}”里又写了标题“{text}”")));
    }
    let end = text.len() - text.chars().next_back()?.len_utf8();
    if name == "标题" && text.ends_with(['。', '；', '，']) {
        return Some((end..text.len(), "标题末尾不用标点".to_owned()));
    }
    let is_number = name == "附件"
        && text.split_once(' ').is_some_and(|(number, rest)| {
            number.chars().all(|c| c.is_ascii_digit()) && rest.starts_with(is_hanzi)
        });
    if is_number {
        return Some((
            0..text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len(),
            "附件名称前的序号由程序加".to_owned(),
        ));
    }
    let is_bracketed = name == "附注"
        && (text.starts_with(['〔', '【']) || text.starts_with("（（") || text.starts_with("(("));
    is_bracketed.then(|| (0..text.len(), NOTE_BRACKETS.to_owned()))
}

const NOTE_BRACKETS: &str = "附注的括号由程序加";

/// `第一部分 总体情况` → `总体情况`; a number of its own makes it a heading below: `（一）总体情况`.
fn without_part(text: &str) -> &str {
    let text = text.trim().trim_end_matches(['。', '：']);
    let part = text.strip_prefix('第').map(|rest| rest.trim_start_matches(is_numeral));
    let rest = part.and_then(|rest| rest.strip_prefix("部分"));
    rest.map_or(text, |rest| rest.trim_start_matches(['：', '、', ' ', '\u{3000}']))
}

/// A typed title of a report with more than a title in it.
fn title(rule: &Rule, subject: &Subject<'_>, line: &Spanned<String>) -> Option<Diagnostic> {
    let at = line.at.clone()?;
    let text = line.value.trim();
    let what = if text.starts_with("标题：") || text.starts_with("标题:") {
        "标题里又写了“标题：”".to_owned()
    } else if text.ends_with(['。', '；', '，', '：']) {
        "标题末尾不用标点".to_owned()
    } else if text.starts_with('《') && text.ends_with('》') {
        "标题不用书名号".to_owned()
    } else if let Some(twice) = doubled(text).first() {
        format!("标题里“{}”写了两遍", text.get(twice.clone())?)
    } else if ["年度年", "年年度", "年年"].iter().any(|word| text.contains(word)) {
        "标题里的年度写了两遍".to_owned()
    } else {
        return None;
    };
    let finding = subject.at(rule.finding(what), Some(at), "多写的");
    Some(finding.help("标题可以不写，由程序生成"))
}

#[cfg(test)]
mod tests {
    use super::{closing, without_part};

    #[test]
    fn a_closing_line_is_known() {
        for (text, what) in [
            ("柳河镇人民政府", Some("落款")),
            ("2026年1月15日", Some("成文日期")),
            ("二〇二六年一月十五日", Some("成文日期")),
            ("白水镇人民政府 2025年1月15日", Some("落款")),
            ("柳河镇人民政府（盖章）", Some("落款")),
            ("本年度未收取信息处理费。", None),
            ("联系县人民政府办公室，电话0877-1234567。", None),
            ("自2026年1月15日起施行", None),
        ] {
            assert_eq!(closing(text), what, "{text}");
        }
        assert_eq!(closing("。"), None);
        assert_eq!(without_part("第一部分 总体情况"), "总体情况");
    }
}
