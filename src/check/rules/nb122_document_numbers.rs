//! ## 检查什么
//!
//! 发文字号里的年份应放在六角括号〔〕里，年份四位、不在将来，序号和“号”不能漏，序号不编虚位、不加“第”：国办公开办函〔2021〕30号。用 `[ ]`、`（ ）`、`【 】` 或漏了括号的指出来。《……年度报告格式》后面写的应是它的发文字号；“政府信息公开条列”“政府信息公开法”一类写错的文件名称，《政府信息公开条例》没有的条、章，和它的国务院令号，也指出来；条里没有的项、别的法律没有的条、写错的答复期限和施行日期也是。
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

mod statutes;

use crate::{
    check::{prose::ProseLine, rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    text::{is_hanzi, spelt_value},
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
            let (message, help) = said(number, &good);
            found.push(subject.at(rule.finding(message), line.place(&at), "").help(help));
        }
        let is_well = wrong(&line.text).is_empty();
        let is_of_form = subject.report.year.value >= FORM_SINCE;
        let of_form = of_form(&line.text).filter(|_| is_of_form && is_well);
        let of_fees = other_number(&line.text, FEES_NAME, FEES).filter(|_| is_well);
        let misnumbered = [(of_form, "年度报告格式", FORM), (of_fees, "信息处理费管理办法", FEES)];
        for (at, name, own) in misnumbered {
            let Some(at) = at else { continue };
            let number = line.text.get(at.clone()).unwrap_or_default();
            let finding = rule.finding(format!("{name}的发文字号写成了“{number}”"));
            let finding = subject.at(finding, line.place(&at), "");
            found.push(finding.help(format!("应是 {own}")));
        }
        for (at, what, help) in numbered(line, subject.report.year.value) {
            let typed = line.text.get(at.clone()).unwrap_or_default();
            let finding = rule.finding(format!("“{typed}”{what}"));
            found.push(subject.at(finding, line.place(&at), "").help(help));
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

/// What to say of a number that should be another; one with nothing but noughts in it is none.
fn said(number: &str, good: &str) -> (String, &'static str) {
    if good.ends_with("〕号") {
        let message = format!("发文字号“{number}”的序号不能是 0");
        return (message, "发文的序号从 1 编起，请照原文件补上");
    }
    let message = format!("发文字号“{number}”应写成“{good}”");
    (message, "年份用四位数放在六角括号〔〕里，序号前不加“第”、不补 0")
}

/// The document that the reports follow, and the year of the first.
const FORM: &str = "国办公开办函〔2021〕30号";
const FORM_SINCE: i32 = 2021;
/// The document on fees, with its number.
const FEES_NAME: &str = "政府信息公开信息处理费管理办法》";
const FEES: &str = "国办函〔2020〕109号";

/// What the regulations are called by mistake.
const MISNAMED: [(&str, &str); 18] = [
    ("中华人民共和囯", "中华人民共和国"),
    ("中华人民共合国", "中华人民共和国"),
    ("中国人民共和国", "中华人民共和国"),
    ("中华人民政府信息公开条例", "中华人民共和国政府信息公开条例"),
    ("信息公开条例第》", "信息公开条例》第"),
    ("政府信息公开条列", "政府信息公开条例"),
    ("政府信息公开条理", "政府信息公开条例"),
    ("政务信息公开条例", "政府信息公开条例"),
    ("政府信息公开条例例", "政府信息公开条例"),
    ("中华人民共和国信息公开条例", "中华人民共和国政府信息公开条例"),
    ("政府信息公开法》", "政府信息公开条例》"),
    ("政府信息公开管理条例", "政府信息公开条例"),
    ("政府信息公开工作条例", "政府信息公开条例"),
    ("政府公开信息条例", "政府信息公开条例"),
    ("政府信息条例", "政府信息公开条例"),
    ("政府信息公开条约", "政府信息公开条例"),
    ("政府信息公开工作年度报告格示", "政府信息公开工作年度报告格式"),
    ("政府信息公开工作年度报告格试", "政府信息公开工作年度报告格式"),
];

/// Articles and chapters of the regulations, as they are since 2019.
const ARTICLES: u64 = 56;
const CHAPTERS: u64 = 6;
/// The orders by which they were given.
const ORDERS: [&str; 2] = ["711", "492"];
/// The last year that a document may be of where no year is reported on.
const LAST_YEAR: i32 = 2060;

/// What is wrong in a text, and what to do about it.
type Wrong = (Range<usize>, &'static str, &'static str);

/// Numbers of documents, articles and orders that there are none of.
fn numbered(line: &ProseLine<'_>, year: i32) -> Vec<Wrong> {
    let searched = line.searched();
    let last = if year > 0 { year.saturating_add(1) } else { LAST_YEAR };
    let open = searched.places("〔").filter_map(|at| of_brackets(searched.text, at, last));
    let mut found: Vec<_> = open.collect();
    for name in ["《条例》", "信息公开条例》"] {
        found.extend(searched.places(name).flat_map(|at| articles(searched.text, at + name.len())));
    }
    found.extend(searched.places("信息公开条例》").filter_map(|at| order(searched.text, at)));
    found.extend(statutes::wrong(&searched));
    found
}

/// `〔24〕12号`, `〔2042〕12号`, `〔2025〕号`, `〔2025〕12要求`.
fn of_brackets(text: &str, at: usize, last: i32) -> Option<Wrong> {
    let inner = text.get(at + '〔'.len_utf8()..)?;
    let year = inner.get(..inner.find('〕')?)?;
    if year.is_empty() || !year.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let start = text.get(..at)?.trim_end_matches(is_hanzi).len();
    let close = at + '〔'.len_utf8() + year.len() + '〕'.len_utf8();
    let rest = text.get(close..)?;
    let number = rest.trim_start();
    let behind = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let has_number = behind.len() < number.len();
    let end = text.len() - behind.len();
    if year.len() != 4 {
        let is_number = has_number && behind.trim_start().starts_with('号');
        return is_number.then_some((at..end, "的年份没有写全", "年份用四位数放在六角括号〔〕里"));
    }
    if year.parse().is_ok_and(|year: i32| year > last) {
        return Some((at..end, "的年份还没有到", "请核对发文字号里的年份"));
    }
    if number.starts_with('号') {
        return Some((start..close + '号'.len_utf8(), "没有序号", "请补上发文的序号"));
    }
    // 〔2021〕30、31号 share their 号; the number of a paper of minutes stands alone.
    let is_shared =
        behind.trim_start().starts_with(['号', '、', '至', '—', '-', '期', '第', '~', '～', '和']);
    let is_sure = has_number && at > 0 && !is_shared;
    is_sure.then_some((start..end, "后面少了“号”", "发文字号的末尾写“号”"))
}

/// Articles and chapters behind the name of the regulations that there are none of: 《条例》第五十九条、第六十条.
fn articles(text: &str, from: usize) -> Vec<Wrong> {
    let mut found = Vec::new();
    let mut at = from;
    while let Some(rest) =
        text.get(at..).and_then(|rest| rest.strip_prefix(['第', '、', '和', '，', '及']))
    {
        let start = at;
        let rest = rest.strip_prefix('第').unwrap_or(rest);
        let Some(end) = rest.find(['条', '章']) else { break };
        let number = rest.get(..end).unwrap_or_default();
        let Some(value) = number.parse().ok().or_else(|| spelt_value(number)) else { break };
        let most = if rest.get(end..).is_some_and(|unit| unit.starts_with('条')) {
            ARTICLES
        } else {
            CHAPTERS
        };
        at = text.len() - rest.len() + end + '条'.len_utf8();
        if value > most {
            let start = start + text.get(start..at).and_then(|s| s.find('第')).unwrap_or(0);
            let help = "《政府信息公开条例》共六章五十六条，请核对";
            found.push((start..at, "是《政府信息公开条例》没有的", help));
        }
    }
    found
}

/// The order by which the regulations were given: 《…条例》（国务院令第771号）.
fn order(text: &str, at: usize) -> Option<Wrong> {
    let name = "信息公开条例》";
    let rest = text.get(at + name.len()..)?.strip_prefix('（')?;
    let inner = rest.get(..rest.find('）')?)?;
    let (_, number) = inner.split_once("国务院令第").or_else(|| inner.split_once("国令第"))?;
    let number = number.strip_suffix('号')?;
    let start = text.len() - rest.len();
    let is_wrong = number.chars().all(|c| c.is_ascii_digit()) && !ORDERS.contains(&number);
    let help = "《政府信息公开条例》2019 年修订的是国务院令第711号，请核对";
    is_wrong.then_some((start..start + inner.len(), "不是这部条例的令号", help))
}

/// Where another number is given for the document of the form: （国办公开办函〔2021〕3号） behind its name.
fn of_form(text: &str) -> Option<Range<usize>> {
    ["工作年度报告格式》", "工作年度报告格式〉的通知》"]
        .iter()
        .find_map(|name| other_number(text, name, FORM))
}

/// Where another number than its own stands in brackets behind the name of a document.
fn other_number(text: &str, name: &str, own: &str) -> Option<Range<usize>> {
    let start = text.find(name)? + name.len();
    let inner = text.get(start..)?.strip_prefix(['（', '('])?;
    let start = start + text.get(start..)?.len() - inner.len();
    let number = inner.get(..inner.find(['）', ')', '，', '、'])?)?;
    let typed: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    (typed.starts_with("国办") && typed != own).then(|| start..start + number.len())
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
    let inner = after_year.strip_suffix(['〕', ']', '］', '）', ')', '】', '﹞', '>', '＞']);
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
    let open = rest.strip_suffix(['〔', '[', '［', '（', '(', '【', '﹝', '<', '＜']);
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
    use super::{articles, of_brackets, of_form, order, said, wrong};

    #[test]
    fn numbers_that_there_are_none_of_are_found() {
        for (text, what) in [
            ("根据清政办〔24〕12号要求", Some("的年份没有写全")),
            ("根据清政办〔2042〕12号要求", Some("的年份还没有到")),
            ("根据清政办〔2025〕号要求", Some("没有序号")),
            ("根据清政办〔2025〕12要求", Some("后面少了“号”")),
            ("根据清政办〔2025〕12号要求", None),
            ("清政办〔2025〕12、13号", None),
            ("〔2026〕3号", None),
        ] {
            let found = text.find('〔').and_then(|at| of_brackets(text, at, 2026));
            assert_eq!(found.map(|(_, what, _)| what), what, "{text}");
        }
        for (text, count) in [
            ("第四十九条、第五十条的规定", 0),
            ("第五十九条的规定", 1),
            ("第四十九条、第六十条", 1),
            ("第十五章", 1),
            ("第六章", 0),
            ("第50条和第57条", 1),
        ] {
            assert_eq!(articles(text, 0).len(), count, "{text}");
        }
        for (text, is_wrong) in [
            ("信息公开条例》（国务院令第771号）", true),
            ("信息公开条例》（国务院令第711号）", false),
            ("信息公开条例》（中华人民共和国国务院令第711号，以下简称《条例》）", false),
        ] {
            assert_eq!(order(text, 0).is_some(), is_wrong, "{text}");
        }
    }

    #[test]
    fn a_number_of_noughts_is_not_mended_away() {
        for text in
            ["清政办发〔2025〕0号", "清政办发〔2025〕00号", "府发[2025]0号", "府发〔2025〕第0号"]
        {
            let found = wrong(text);
            let [(at, good)] = &found[..] else { panic!("{text}: {found:?}") };
            let (message, help) = said(&text[at.clone()], good);
            assert_eq!(message, format!("发文字号“{text}”的序号不能是 0"));
            assert!(!help.contains("〔"), "{help}");
        }
        for (text, good) in
            [("府发〔2025〕03号", "府发〔2025〕3号"), ("府发[2025]10号", "府发〔2025〕10号")]
        {
            assert!(said(text, good).0.contains(good), "{text}");
        }
        assert_eq!(wrong("清政办发〔2025〕10号、〔2025〕100号"), []);
    }

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
            ("清政办发<2025>12号", "清政办发〔2025〕12号"),
            ("2021年第3号公告", ""),
            ("人民路130号", ""),
            ("电话号、门牌20210号", ""),
        ] {
            let found: Vec<String> = wrong(text).into_iter().map(|(_, good)| good).collect();
            assert_eq!(found.concat(), good, "{text}");
        }
    }
}
