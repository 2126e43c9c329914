//! ## 检查什么
//!
//! 发文字号里的年份应放在六角括号〔〕里，年份四位，序号不编虚位、不加“第”：国办公开办函〔2021〕30号。用 `[ ]`、`（ ）`、`【 】` 或漏了括号的指出来。《……年度报告格式》后面写的应是它的发文字号；“政府信息公开条列”一类写错的文件名称也指出来。
//!
//! ## 为什么
//!
//! GB/T 9704-2012 第 7.2.5 条。
//!
//! ## 举例
//!
//! ```text
//! 发文字号“国办公开办函[2021]30号”应写成“国办公开办函〔2021〕30号”
//! ```
//!
//! ## 怎么改
//!
//! 改成〔〕。输入法里输入“六角括号”可以找到。

use crate::{
    check::{rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    text::is_hanzi,
};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "NB122",
    name: "发文字号用六角括号",
    severity: Severity::Warning,
    file: include_str!("nb122_document_numbers.rs"),
    check,
};

/// What the code of an agency ends with: 国办函, 府发, 令.
const CODE_ENDS: [char; 9] = ['函', '发', '办', '字', '令', '政', '规', '通', '复'];

/// Words before the code of an agency that are no part of it.
const VERBS: [&str; 9] = ["按照", "根据", "依据", "依照", "遵照", "参照", "落实", "执行", "印发"];

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for line in &subject.lines {
        for (at, good) in wrong(&line.text) {
            let number = line.text.get(at.clone()).unwrap_or_default();
            let message = format!("发文字号“{number}”应写成“{good}”");
            let finding = subject.at(rule.finding(message), line.place(&at), "");
            found.push(finding.help("年份用四位数放在六角括号〔〕里，序号前不加“第”、不补 0"));
        }
        let is_of_form = subject.report.year.value >= FORM_SINCE;
        if let Some(at) = of_form(&line.text).filter(|_| is_of_form && wrong(&line.text).is_empty())
        {
            let number = line.text.get(at.clone()).unwrap_or_default();
            let finding = rule.finding(format!("年度报告格式的发文字号写成了“{number}”"));
            let finding = subject.at(finding, line.place(&at), "");
            found.push(finding.help(format!("应是 {FORM}")));
        }
        for (name, good) in MISNAMED {
            if let Some(at) = line.searched().find(name) {
                let finding = rule.finding(format!("“{name}”应写成“{good}”"));
                let place = line.place(&(at..at + name.len()));
                found.push(subject.at(finding, place, "").help("请照文件的名称改"));
            }
        }
    }
    found
}

/// The document that the reports follow, and the year of the first.
const FORM: &str = "国办公开办函〔2021〕30号";
const FORM_SINCE: i32 = 2021;

/// What the regulations are called by mistake.
const MISNAMED: [(&str, &str); 6] = [
    ("政府信息公开条列", "政府信息公开条例"),
    ("政府信息公开条理", "政府信息公开条例"),
    ("政务信息公开条例", "政府信息公开条例"),
    ("政府信息公开条例例", "政府信息公开条例"),
    ("政府信息公开工作年度报告格示", "政府信息公开工作年度报告格式"),
    ("政府信息公开工作年度报告格试", "政府信息公开工作年度报告格式"),
];

/// Where another number is given for the document of the form: （国办公开办函〔2021〕3号） behind its name.
fn of_form(text: &str) -> Option<Range<usize>> {
    let name = "工作年度报告格式》";
    let start = text.find(name)? + name.len();
    let inner = text.get(start..)?.strip_prefix(['（', '('])?;
    let start = start + text.get(start..)?.len() - inner.len();
    let number = inner.get(..inner.find(['）', ')', '，', '、'])?)?;
    let typed: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    (typed.starts_with("国办") && typed != FORM).then(|| start..start + number.len())
}

/// The document numbers that are not written well, and how they should be.
fn wrong(text: &str) -> Vec<(Range<usize>, String)> {
    let ends = text.match_indices('号').map(|(at, _)| at);
    ends.filter_map(|end| of_number(text, end)).collect()
}

/// The document number that ends at this 号, if it is one and is not written well.
fn of_number(text: &str, end: usize) -> Option<(Range<usize>, String)> {
    let head = text.get(..end)?;
    let (before, number) = split_digits(head.trim_end());
    let after_year = before.strip_suffix('第').unwrap_or(before).trim_end();
    let inner = after_year.strip_suffix(['〕', ']', '］', '）', ')', '】', '﹞']);
    let (rest, year, number) = match inner {
        Some(inner) => {
            let (rest, year) = split_digits(inner);
            (rest, year, number)
        }
        // 函202130号: the year runs into the number.
        None => (before, number.get(..4)?, number.get(4..)?),
    };
    let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    if number.is_empty() || !is_year {
        return None;
    }
    let good = format!("〔{year}〕{}", number.trim_start_matches('0'));
    if head.ends_with(&good) {
        return None;
    }
    let open = rest.strip_suffix(['〔', '[', '［', '（', '(', '【', '﹝']);
    let agency = open.unwrap_or(rest);
    let last = agency.chars().next_back()?;
    let is_bracketed = inner.is_some() && open.is_some();
    let is_code = CODE_ENDS.contains(&last) || (is_bracketed && is_hanzi(last));
    let start = agency.trim_end_matches(is_hanzi).len();
    let code = agency.get(start..)?;
    let verb = VERBS.iter().filter_map(|verb| code.rfind(verb).map(|at| at + verb.len()));
    let start = start + verb.max().unwrap_or(0);
    let code = agency.get(start..)?;
    is_code.then(|| (start..end + '号'.len_utf8(), format!("{code}{good}号")))
}

/// A text and the digits at its end.
fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.trim_end_matches(|c: char| c.is_ascii_digit()).len())
}

#[cfg(test)]
mod tests {
    use super::{of_form, wrong};

    #[test]
    fn another_number_of_the_form_is_found() {
        for (number, is_right) in [
            ("国办公开办函〔2021〕30号", true),
            ("国办公开办函〔2021〕 30 号，以下简称《格式》", true),
            ("试行", true),
            ("国办公开办函〔2022〕30号", false),
            ("国办公开办函〔2021〕3号", false),
            ("国办公开办函〔2021〕30", false),
            ("国办公开函〔2021〕30号", false),
            ("国办公开办函〔2019〕60号", false),
        ] {
            let text = format!("《政府信息公开工作年度报告格式》（{number}）的要求");
            assert_eq!(of_form(&text).is_none(), is_right, "{text}");
        }
    }

    #[test]
    fn numbers_without_their_brackets_are_found() {
        for (text, good) in [
            ("（国办公开办函〔2021〕30号）", ""),
            ("按照国办公开办函[2021]30号", "国办公开办函〔2021〕30号"),
            ("国办函（2020）109号", "国办函〔2020〕109号"),
            ("国办公开办函〔202130号", "国办公开办函〔2021〕30号"),
            ("国办公开办函202130 号", "国办公开办函〔2021〕30号"),
            ("府发〔2021〕第3号", "府发〔2021〕3号"),
            ("府发〔2021〕03号", "府发〔2021〕3号"),
            ("2021年第3号公告", ""),
            ("人民路130号", ""),
            ("电话号、门牌20210号", ""),
        ] {
            let found: Vec<String> = wrong(text).into_iter().map(|(_, good)| good).collect();
            assert_eq!(found.concat(), good, "{text}");
        }
    }
}
