//! ## 检查什么
//!
//! 机关、简称、标题、署名说的应是同一个单位：简称是机关的缩写；署名的机关里有本机关；自己写的标题里是本机关或它的简称。文件名像是单位名称的，也应是这个单位（警告）。前言“现公布某某镇……”里的、正文里作主语的乡镇街道，应是本机关；“我乡”“我镇”“我街道”“我局”要和机关相同；名称里没有标点、空格、“机关：”，简称里没有年份。引自别处的话、书名号里的名称不查。
//!
//! ## 为什么
//!
//! 抄别的单位的文件，只改了一处，报出去的就是别人的报告。
//!
//! ## 举例
//!
//! ```text
//! 署名是“柳河镇人民政府”，机关是“白水镇人民政府”
//! ```
//!
//! ## 怎么改
//!
//! 把没有改的几处改成本单位。标题、署名的机关可以不写，由程序照“机关”生成。

mod names;
mod prose;

use self::names::{KINDS, is_own, oddity};
use crate::{
    check::{rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    report::{Report, Spanned},
};

pub(super) const RULE: Rule = Rule {
    code: "NB127",
    name: "全文说的是同一个单位",
    severity: Severity::Error,
    file: include_str!("nb127_one_unit.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let report = subject.report;
    let agency = report.agency.value.as_str();
    let mut found = Vec::new();
    if let Some(short) = &report.short_name
        && !is_own(&short.value, agency)
    {
        let is_place = KINDS.iter().any(|kind| short.value.ends_with(kind));
        let message = format!("简称是“{}”，机关是“{agency}”", short.value);
        let finding = subject.at(rule.finding(message), short.at.clone(), "不是同一个单位");
        let severity = if is_place { Severity::Error } else { Severity::Warning };
        found.push(Diagnostic {
            severity, ..finding.help("简称用的字应当都在机关的名称里")
        });
    }
    found.extend(signature(rule, subject));
    found.extend(title(rule, subject));
    found.extend(file(rule, subject));
    found.extend(odd_names(rule, subject));
    found.extend(prose::check(rule, subject));
    found
}

/// Names with something in them that is no part of a name.
fn odd_names(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let report = subject.report;
    let bodies = report.signature.iter().flat_map(|signature| &signature.bodies);
    let mut names = vec![("机关", &report.agency)];
    names.extend(report.short_name.iter().map(|short| ("简称", short)));
    names.extend(
        bodies.map(|body| ("署名", body)).filter(|(_, body)| body.value != report.agency.value),
    );
    let odd = names.into_iter().filter_map(|(key, name)| {
        let (what, severity) = oddity(key, &name.value)?;
        let message = format!("{key}“{}”{what}", name.value);
        let finding = subject.at(rule.finding(message), name.at.clone(), "");
        Some(Diagnostic {
            severity, ..finding.help("只写单位的名称，一个字不多，一个字不少")
        })
    });
    odd.collect()
}

/// The names that a report gives its unit.
fn names_of(report: &Report) -> impl Iterator<Item = &str> {
    let short = report.short_name.as_ref().map(|short| short.value.as_str());
    [report.agency.value.as_str()].into_iter().chain(short)
}

fn signature(rule: &Rule, subject: &Subject<'_>) -> Option<Diagnostic> {
    let report = subject.report;
    let bodies = &report.signature.as_ref()?.bodies;
    let agency = &report.agency.value;
    let is_ours = |body: &&Spanned<String>| is_own(&body.value, agency);
    if bodies.iter().any(|body| is_ours(&body)) {
        let other = bodies.iter().find(|body| !is_ours(body))?;
        let message = format!("署名里还有“{}”，年度报告由一个机关署名", other.value);
        let finding = subject.at(rule.finding(message), other.at.clone(), "另一个单位");
        let finding = finding.help("确是联合署名的，可以不改");
        return Some(Diagnostic { severity: Severity::Warning, ..finding });
    }
    let signed: Vec<&str> = bodies.iter().map(|body| body.value.as_str()).collect();
    let message = format!("署名是“{}”，机关是“{agency}”", signed.join("、"));
    let at = bodies.first()?.at.clone();
    let finding = subject.at(rule.finding(message), at, "不是同一个单位");
    Some(finding.help("署名的机关可以不写，由程序照“机关”生成"))
}

fn title(rule: &Rule, subject: &Subject<'_>) -> Option<Diagnostic> {
    let report = subject.report;
    let first = report.title.first()?;
    let at = first.at.clone()?;
    let title = report.title_line();
    let unit = unit_of(&title)?;
    if names_of(report).any(|name| is_own(&unit, name)) {
        return None;
    }
    let agency = &report.agency.value;
    let message = format!("标题里的单位是“{unit}”，机关是“{agency}”");
    let finding = subject.at(rule.finding(message), Some(at), "不是同一个单位");
    Some(finding.help("标题可以不写，由程序照“简称”或“机关”生成"))
}

/// The unit that a title of the usual shape names: `铜厂乡2026年政府信息公开工作年度报告`,
/// `2026年度铜厂乡政府信息公开…`.
fn unit_of(title: &str) -> Option<String> {
    let at = title.find("政府信息公开")?;
    let head = title.get(..at)?.trim().trim_start_matches("关于");
    let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    // An expression says what the report says elsewhere.
    if head.contains("{{") {
        return None;
    }
    let unit = without_year(&head);
    let is_name = KINDS.iter().any(|kind| unit.ends_with(kind)) || unit.chars().count() > 1;
    is_name.then_some(unit)
}

/// A title without its year; there are places with 年 in their names, and with numbers.
fn without_year(title: &str) -> String {
    let is_digit =
        |c: char| c.is_ascii_digit() || "０１２３４５６７８９〇○零一二三四五六七八九".contains(c);
    let mut years = title.match_indices('年').filter_map(|(at, mark)| {
        let (before, behind) = (title.get(..at)?, title.get(at + mark.len()..)?);
        let name = before.trim_end_matches(is_digit);
        let digits = before.get(name.len()..)?.chars().count();
        matches!(digits, 2 | 4).then(|| format!("{name}{}", behind.trim_start_matches('度')))
    });
    years.next().unwrap_or_else(|| title.to_owned())
}

/// A file that bears the name of another unit: it may be that unit's report, copied.
fn file(rule: &Rule, subject: &Subject<'_>) -> Option<Diagnostic> {
    let report = subject.report;
    let path = report.source.name.rsplit(['/', '\\']).next()?;
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let stem = stem.trim_matches(|c: char| !c.is_alphabetic());
    let is_name = KINDS.iter().any(|kind| stem.ends_with(kind) && stem != *kind);
    // 某某乡 is any township.
    if !is_name || stem.contains(['某', '×']) || names_of(report).any(|name| is_own(stem, name)) {
        return None;
    }
    let message = format!("文件名是“{stem}”，机关是“{}”", report.agency.value);
    let finding = subject.at(rule.finding(message), report.agency.at.clone(), "和文件名不同");
    let finding = finding.help("请核对是不是抄了别的单位的文件；机关没有错的，给文件改名");
    Some(Diagnostic { severity: Severity::Warning, ..finding })
}

#[cfg(test)]
mod tests {
    use super::unit_of;

    #[test]
    fn the_unit_of_a_title_is_found_where_it_usually_stands() {
        for (title, unit) in [
            ("铜厂乡2026年政府信息公开工作年度报告", "铜厂乡"),
            ("2026年度铜厂乡政府信息公开工作年度报告", "铜厂乡"),
            ("铜厂乡人民政府 2026 年度政府信息公开年度报告", "铜厂乡人民政府"),
            ("铜厂乡二〇二六年政府信息公开工作年度报告", "铜厂乡"),
            ("铜厂乡政府信息公开报告", "铜厂乡"),
            ("永年区东杨庄镇2023年政府信息公开工作年度报告", "永年区东杨庄镇"),
            ("2023年永年区东杨庄镇政府信息公开工作年度报告", "永年区东杨庄镇"),
            ("万年县政府信息公开年度报告", "万年县"),
            ("三年庄乡二〇二三年度政府信息公开工作年度报告", "三年庄乡"),
        ] {
            assert_eq!(unit_of(title).as_deref(), Some(unit), "{title}");
        }
        for title in ["2026年政府信息公开工作年度报告", "关于年度工作的报告", "政府信息公开年报"]
        {
            assert_eq!(unit_of(title), None, "{title}");
        }
    }
}
