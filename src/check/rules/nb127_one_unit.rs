//! ## 检查什么
//!
//! 机关、简称、标题、署名说的应是同一个单位：简称是机关的缩写；署名的机关里有本机关；自己写的标题里是本机关或它的简称。文件名像是单位名称的，也应是这个单位（警告）。
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

use crate::{
    check::{rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    report::Report,
};

pub(super) const RULE: Rule = Rule {
    code: "NB127",
    name: "全文说的是同一个单位",
    severity: Severity::Error,
    file: include_str!("nb127_one_unit.rs"),
    check,
};

/// What the names of agencies end with, the longest first.
const TAILS: [&str; 6] =
    ["人民政府办公室", "人民政府", "街道办事处", "办事处", "管理委员会", "办公室"];
/// What a name of a place or an agency ends with.
const KINDS: [&str; 9] = ["乡", "镇", "街道", "县", "区", "苏木", "局", "政府", "办事处"];

fn check(rule: &Rule, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let report = subject.report;
    let agency = report.agency.value.as_str();
    let mut found = Vec::new();
    if let Some(short) = &report.short_name
        && !agree(&short.value, agency)
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
    found
}

/// Whether two names are of one unit: one, bare of what agencies' names end with, is an abbreviation
/// of the other. `铜厂乡` is of `易门县铜厂彝族乡人民政府`; `白水镇` and `柳河镇` are not.
fn agree(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|name| -> String {
        name.chars().filter(|c| !c.is_whitespace() && !"“”‘’\"'《》".contains(*c)).collect()
    });
    is_within(bare(&one), &other) || is_within(bare(&other), &one)
}

fn bare(name: &str) -> &str {
    let bare = TAILS.iter().find_map(|tail| name.strip_suffix(tail));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(name)
}

/// Whether all characters of a name stand in another, in this order.
fn is_within(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|other| other == c))
}

/// The names that a report gives its unit.
fn names(report: &Report) -> impl Iterator<Item = &str> {
    let short = report.short_name.as_ref().map(|short| short.value.as_str());
    [report.agency.value.as_str()].into_iter().chain(short)
}

fn signature(rule: &Rule, subject: &Subject<'_>) -> Option<Diagnostic> {
    let report = subject.report;
    let bodies = &report.signature.as_ref()?.bodies;
    let agency = &report.agency.value;
    if bodies.is_empty() || bodies.iter().any(|body| agree(&body.value, agency)) {
        return None;
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
    if names(report).any(|name| agree(name, &unit)) {
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
    let is_year =
        |c: char| c.is_ascii_digit() || "０１２３４５６７８９〇○零一二三四五六七八九".contains(c);
    let unit = match head.split_once('年') {
        Some((before, after)) => {
            let after = after.trim_start_matches('度');
            format!("{}{after}", before.trim_end_matches(is_year))
        }
        None => head,
    };
    let is_name = KINDS.iter().any(|kind| unit.ends_with(kind)) || unit.chars().count() > 1;
    is_name.then_some(unit)
}

/// A file that bears the name of another unit: it may be that unit's report, copied.
fn file(rule: &Rule, subject: &Subject<'_>) -> Option<Diagnostic> {
    let report = subject.report;
    let path = report.source.name.rsplit(['/', '\\']).next()?;
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let stem = stem.trim_matches(|c: char| !c.is_alphabetic());
    let is_name = KINDS.iter().any(|kind| stem.ends_with(kind) && stem != *kind);
    // 某某乡 is any township.
    if !is_name || stem.contains(['某', '×']) || names(report).any(|name| agree(name, stem)) {
        return None;
    }
    let message = format!("文件名是“{stem}”，机关是“{}”", report.agency.value);
    let finding = subject.at(rule.finding(message), report.agency.at.clone(), "和文件名不同");
    let finding = finding.help("请核对是不是抄了别的单位的文件；机关没有错的，给文件改名");
    Some(Diagnostic { severity: Severity::Warning, ..finding })
}

#[cfg(test)]
mod tests {
    use super::{agree, unit_of};

    #[test]
    fn abbreviations_are_of_one_unit_and_neighbours_are_not() {
        for (one, other) in [
            ("铜厂乡", "铜厂彝族乡人民政府"),
            ("易门县铜厂彝族乡", "铜厂彝族乡人民政府"),
            ("易门县发改局", "易门县发展和改革局"),
            ("开发区管委会", "某开发区管理委员会"),
            ("易门县人民政府办公室", "易门县人民政府"),
            ("龙泉街道", "易门县龙泉街道办事处"),
            ("龙泉 街道", "龙泉街道办事处"),
        ] {
            assert!(agree(one, other) && agree(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("柳河镇", "白水镇人民政府"),
            ("清水镇", "白水镇人民政府"),
            ("柳河镇人民政府", "柳河乡人民政府"),
            ("铜厂街道", "铜厂彝族乡人民政府"),
            ("易门县民政局", "易门县财政局"),
            ("东街街道办事处", "西街街道办事处"),
        ] {
            assert!(!agree(one, other) && !agree(other, one), "{one} {other}");
        }
    }

    #[test]
    fn the_unit_of_a_title_is_found_where_it_usually_stands() {
        for (title, unit) in [
            ("铜厂乡2026年政府信息公开工作年度报告", "铜厂乡"),
            ("2026年度铜厂乡政府信息公开工作年度报告", "铜厂乡"),
            ("铜厂乡人民政府 2026 年度政府信息公开年度报告", "铜厂乡人民政府"),
            ("铜厂乡二〇二六年政府信息公开工作年度报告", "铜厂乡"),
            ("铜厂乡政府信息公开报告", "铜厂乡"),
        ] {
            assert_eq!(unit_of(title).as_deref(), Some(unit), "{title}");
        }
        for title in ["2026年政府信息公开工作年度报告", "关于年度工作的报告", "政府信息公开年报"]
        {
            assert_eq!(unit_of(title), None, "{title}");
        }
    }
}
