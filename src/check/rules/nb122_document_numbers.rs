//! ## 检查什么
//!
//! 发文字号里的年份应放在六角括号〔〕里，年份四位，序号不编虚位、不加“第”：国办公开办函〔2021〕30号。用 `[ ]`、`（ ）`、`【 】` 或漏了括号的指出来。
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
    }
    found
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
    use super::wrong;

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
