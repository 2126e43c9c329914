//! ## 检查什么
//!
//! 报告的各部分应与格式规定的六部分相同：标题、次序都一样。各部分里面不再有“一、”这一级的标题。自己列各部分的，每一部分都要有内容，序号不跳号、不重号。
//!
//! ## 为什么
//!
//! 格式规定了六部分的名称和次序（国办公开办函〔2021〕30号）。沿用旧格式或者自己增减部分的，审核时会被要求改。
//!
//! ## 举例
//!
//! ```text
//! 各部分和国办公开办函〔2021〕30号的六部分不同：缺“五、存在的主要问题及改进情况”
//! ```
//!
//! ## 怎么改
//!
//! 按六部分改写：不用“正文”，直接写“总体情况”等各项。归档往年的报告、照原样排版的，可以不改。

use crate::{
    check::{rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    report::{Report, find_part},
    text::{cardinal, is_numeral, numeral_value},
};

pub(super) const RULE: Rule = Rule {
    code: "NB118",
    name: "各部分按格式排列",
    severity: Severity::Warning,
    file: include_str!("nb118_structure.rs"),
    check,
};

/// A heading is not longer.
const LONGEST: usize = 30;

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    if subject.is_standard() {
        return again(rule, subject);
    }
    let report = subject.report;
    let parts = report.form.parts.iter();
    let missing = parts.enumerate().filter(|(_, part)| subject.part(&part.name).is_none());
    let (mut missed, mut renamed) = (Vec::new(), Vec::new());
    for (index, part) in missing {
        match named_otherwise(report, index) {
            Some(heading) => renamed.push(format!("“{}”写成了“{heading}”", part.heading)),
            None => missed.push(format!("“{}”", part.heading)),
        }
    }
    if !missed.is_empty() {
        renamed.insert(0, format!("缺{}", missed.join("、")));
    }
    let difference = if renamed.is_empty() {
        format!("这里有 {} 部分，或者次序不同", report.parts.len())
    } else {
        renamed.join("，")
    };
    let count = cardinal(i64::try_from(report.form.parts.len()).unwrap_or_default());
    let message = format!("各部分和{}的{count}部分不同：{difference}", report.form.notice);
    let first = report.parts.iter().find_map(|part| part.heading.at.clone());
    let finding = subject.at(rule.finding(message), first, "从这里起");
    let name = report.form.parts.first().map_or("", |part| &part.name);
    let help = format!("按{count}部分写时不用“正文”，直接写“{name}”等各项；照原样归档的可以不改");
    let mut found = vec![finding.help(help)];
    found.extend(hollow(rule, subject));
    found.extend(numbers(rule, subject));
    found
}

/// The heading that says a part of the form in other words.
fn named_otherwise(report: &Report, part: usize) -> Option<&str> {
    let headings = report.parts.iter().map(|part| part.heading.value.trim());
    headings.into_iter().find(|heading| find_part(&report.form, heading) == Some(part))
}

/// Parts that have nothing below their heading.
fn hollow<'s>(rule: &'s Rule, subject: &'s Subject<'_>) -> impl Iterator<Item = Diagnostic> + 's {
    let parts = subject.report.parts.iter();
    let hollow = parts.filter(|part| part.text.is_none() && part.table.is_none());
    hollow.map(|part| {
        let finding = rule.finding(format!("“{}”没有内容", part.heading.value));
        let finding = subject.at(finding, part.heading.at.clone(), "下面什么也没有");
        finding.help("请写上“内容: |”和这一部分的文字；没有的照实说明，多余的删去")
    })
}

/// The numbers of the headings, where the first has one.
fn numbers(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let number = |heading: &str| {
        let (number, _) = heading.trim().split_once(['、', ',', '，', '.'])?;
        numeral_value(number)
    };
    let mut parts = subject.report.parts.iter();
    let mut last = parts.next().and_then(|part| number(&part.heading.value));
    let mut found = Vec::new();
    for part in parts {
        let Some(before) = last else { break };
        let heading = &part.heading.value;
        let here = number(heading);
        let message = match here {
            Some(here) if here == before + 1 => None,
            Some(here) if here <= before => Some(format!("“{heading}”的序号前面用过了")),
            Some(_) => Some(format!("前面是第 {before} 部分，这里跳到了“{heading}”")),
            None => Some(format!("“{heading}”没有序号，别的部分有")),
        };
        found.extend(message.map(|message| {
            let finding = subject.at(rule.finding(message), part.heading.at.clone(), "序号");
            finding.help("请把各部分的序号从“一、”起连着写")
        }));
        last = here.or(Some(before + 1));
    }
    found
}

/// Headings of the first level inside of parts, which have theirs from the form: pasted along.
fn again(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for line in subject.lines.iter().filter(|line| !line.heading.is_empty()) {
        let rest = line.text.trim_start_matches(is_numeral);
        let is_heading = rest.len() < line.text.len() && rest.starts_with('、');
        if !is_heading || line.text.chars().count() > LONGEST {
            continue;
        }
        let message = format!("“{}”里面又有标题“{}”", line.heading, line.text);
        let place = line.place(&(0..line.text.len()));
        let finding = subject.at(rule.finding(message), place, "这一级的标题由程序印");
        found.push(finding.help("多半是连标题一起粘贴的，请删去；里面的小标题从（一）写起"));
    }
    found
}
