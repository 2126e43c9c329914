//! ## 检查什么
//!
//! “一、总体情况”不能空着，原则上不超过 1000 字；主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面都要写到；人民政府还要说明工作考核、社会评议、责任追究的情况。各部分另有安排的报告只查字数。
//!
//! ## 为什么
//!
//! 国办公开办函〔2021〕30号对总体情况的要求；考核、评议、责任追究出自《政府信息公开条例》第五十条第（四）项。
//!
//! ## 举例
//!
//! ```text
//! “一、总体情况”没有写到：政府信息管理
//! ```
//!
//! ## 怎么改
//!
//! 补写缺的方面，没有的也照实说明；超过的部分删去，或者移到“六、其他需要报告的事项”。

use crate::{
    check::{left_blank, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
};

pub(super) const RULE: Rule = Rule {
    code: "NB109",
    name: "总体情况写五个方面、不超过 1000 字",
    severity: Severity::Warning,
    file: include_str!("nb109_overview.rs"),
    check,
};

/// The five aspects, each with the words that show it.
const ASPECTS: [(&str, &[&str]); 5] = [
    ("主动公开", &["主动公开"]),
    ("依申请公开", &["依申请公开", "信息公开申请", "申请公开"]),
    ("政府信息管理", &["信息管理"]),
    ("政府信息公开平台建设", &["平台"]),
    ("监督保障", &["监督"]),
];

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut parts = subject.report.form.parts.iter();
    let Some((asked, most)) = parts.find_map(|part| Some((part, part.longest?))) else {
        return Vec::new();
    };
    let Some(part) = subject.part(&asked.name) else {
        return Vec::new();
    };
    let heading = &part.heading.value;
    let mut found = Vec::new();
    let Some(text) = &part.text else {
        // Of parts that the report lists itself, NB118 tells it.
        // A key that is there and was not read has been told.
        let mut lines = subject.report.source.text.lines();
        let is_unread = part.heading.at.is_none()
            && lines.any(|line| line.trim_start().starts_with(asked.name.as_str()));
        if subject.is_standard() && !is_unread {
            let finding = rule.finding(format!("“{heading}”没有内容"));
            let finding = subject.at(finding, part.heading.at.clone(), "");
            let help = format!("请在“{}: |”下面照实写，每段一行，缩进两格", asked.name);
            found.push(finding.help(help));
        }
        return found;
    };
    // That it is to be written is told.
    if left_blank::is_left_blank(&text.value) {
        return found;
    }
    let length = text.value.chars().filter(|c| !c.is_whitespace()).count();
    if length > most {
        let message = format!("“{heading}”有 {length} 字，超过 {most} 字");
        let finding = subject.at(rule.finding(message), part.heading.at.clone(), "太长");
        found.push(finding.help(format!("格式要求原则上不超过 {most} 字，请删减")));
    }
    let has = |words: &[&str]| words.iter().any(|word| text.value.contains(word));
    let is_government = subject.report.agency.value.ends_with("人民政府");
    let missing = ASPECTS.iter().filter(|(_, words)| !has(words)).map(|(name, _)| *name);
    let mut missing: Vec<&str> = missing.collect();
    if is_government && !has(&["考核", "评议", "追究", "问责"]) {
        missing.push("工作考核、社会评议、责任追究的情况");
    }
    if subject.is_standard() && !missing.is_empty() {
        let message = format!("“{heading}”没有写到：{}", missing.join("；"));
        let finding = subject.at(rule.finding(message), part.heading.at.clone(), "");
        found.push(finding.help("没有的也要照实说明"));
    }
    found
}
