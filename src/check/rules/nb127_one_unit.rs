//! ## 检查什么
//!
//! 机关、简称、标题、署名说的应是同一个单位：简称是机关的缩写；署名的机关里有本机关，署名是办公室的，机关也是办公室；自己写的标题里是本机关或它的简称。文件名是或带着单位名称的，也应是这个单位（警告）。前言“现公布某某镇……”里的、正文里作主语的乡镇街道（和它的党委、纪委、办事处、领导小组）和局，应是本机关，镇的报告里不说“乡党委”“街道办事处”；本镇的名称后面写成了“乡”，也指出来。乡镇的报告里不由局长、局党组牵头，局的报告里不说“镇党委”“本街道”，别的县的同名局、本镇名称错了一个字的（“沙奚镇”）也指出来。简称不是“人民政府”“镇政府”，自己写的标题里要有单位。“我乡”“我镇”“我街道”“我局”要和机关相同，乡镇的报告不应自称“我校”“我委”，不应说“我县”做了什么；名称里没有标点、空格、“机关：”，简称里没有年份。引自别处的话、书名号里的名称不查。
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
mod organs;
mod prose;
mod verbs;

use self::names::{KINDS, is_own, oddity};
use crate::{
    check::{rule::Rule, subject::Subject},
    diagnostic::{Diagnostic, Severity},
    report::{Report, Spanned},
    text::is_hanzi,
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

/// The office of an agency signs for itself alone.
const OFFICE: &str = "办公室";

fn signature(rule: &Rule, subject: &Subject<'_>) -> Option<Diagnostic> {
    let report = subject.report;
    let bodies = &report.signature.as_ref()?.bodies;
    let agency = &report.agency.value;
    let is_ours = |body: &&Spanned<String>| is_own(&body.value, agency);
    if let [body] = &bodies[..]
        && is_own(&body.value, agency)
        && body.value.ends_with(OFFICE) != agency.ends_with(OFFICE)
    {
        let message = format!("署名是“{}”，机关是“{agency}”", body.value);
        let finding = subject.at(rule.finding(message), body.at.clone(), "一个是办公室，一个不是");
        let finding = finding.help("署名的机关可以不写，由程序照“机关”生成");
        return Some(Diagnostic { severity: Severity::Warning, ..finding });
    }
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
    let Some(unit) = unit_of(&title) else {
        let bare: String = title.chars().filter(|c| !c.is_whitespace()).collect();
        let finding = rule.finding("标题里没有单位的名称");
        let finding =
            subject.at(finding, Some(at), "").help("标题可以不写，由程序照“简称”或“机关”生成");
        return is_of_nobody(&bare)
            .then_some(Diagnostic { severity: Severity::Warning, ..finding });
    };
    // 柳河镇2025政府信息公开…: the 年 is lost.
    let bare = unit.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = unit.get(bare.len()..).unwrap_or_default();
    if digits.len() == 4 && names_of(report).any(|name| is_own(bare, name)) {
        let finding = rule.finding(format!("标题里“{digits}”后面少了“年”"));
        return Some(subject.at(finding, Some(at), "").help("标题可以不写，由程序照“年度”生成"));
    }
    // 柳河镇本级 is 柳河镇 still; 柳河镇白水镇 is not.
    let is_more = |name: &str| {
        let more = unit.strip_prefix(name);
        more.is_some_and(|more| KINDS.iter().all(|kind| !more.contains(kind)))
    };
    if names_of(report).any(|name| is_own(&unit, name) || is_more(name)) {
        return None;
    }
    let agency = &report.agency.value;
    let message = format!("标题里的单位是“{unit}”，机关是“{agency}”");
    let finding = subject.at(rule.finding(message), Some(at), "不是同一个单位");
    Some(finding.help("标题可以不写，由程序照“简称”或“机关”生成"))
}

/// 2025年政府信息公开工作年度报告: nothing but the year and the words that all titles have.
fn is_of_nobody(title: &str) -> bool {
    let rest = without_year(title);
    ["政府信息公开工作年度报告", "政府信息公开年度报告", "政府信息公开工作报告"]
        .contains(&rest.as_str())
}

/// The unit that a title of the usual shape names: `铜厂乡2026年政府信息公开工作年度报告`,
/// `2026年度铜厂乡政府信息公开…`.
fn unit_of(title: &str) -> Option<String> {
    let at = title.find("政府信息公开")?;
    let head: String = title.get(..at)?.chars().filter(|c| !c.is_whitespace()).collect();
    let head = head.trim_start_matches("关于");
    // An expression says what the report says elsewhere.
    if head.contains("{{") {
        return None;
    }
    // 柳河镇人民政府关于印发2025年…的通知: who it is stands before.
    let head = match head.split_once("关于") {
        Some((unit, _)) if !unit.is_empty() => unit,
        _ => head,
    };
    let unit = without_year(head);
    let unit = unit.trim_end_matches(['的', '》']).trim_start_matches('《').to_owned();
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

/// What names of files have besides the unit's.
const FILE_WORDS: [&str; 10] =
    ["关于", "上报", "报送", "乡镇", "城镇", "各", "全", "及", "和", "的"];

/// The unit whose name a name of a file is or holds: `白水镇2025年年报`, `2025年白水镇`, `02东岭乡（定稿）`.
fn place_in(stem: &str) -> Option<&str> {
    let bare = stem.trim_matches(|c: char| !c.is_alphabetic());
    if KINDS.iter().any(|kind| bare.ends_with(kind) && bare != *kind) {
        return Some(
            bare.trim_start_matches(|c: char| !is_hanzi(c)).trim_start_matches(['年', '度']),
        );
    }
    let mut runs =
        stem.split(|c: char| !is_hanzi(c)).map(|run| run.trim_start_matches(['年', '度']));
    runs.find_map(|run| {
        let end = |kind: &&str| run.rfind(*kind).map(|at| at + kind.len());
        let end = ["乡", "镇", "街道"].iter().filter_map(end).max()?;
        let unit = run.get(..end)?;
        let is_name = (3..=10).contains(&unit.chars().count())
            && !FILE_WORDS.iter().any(|word| unit.contains(word));
        is_name.then_some(unit)
    })
}

/// A file that bears the name of another unit: it may be that unit's report, copied.
fn file(rule: &Rule, subject: &Subject<'_>) -> Option<Diagnostic> {
    let report = subject.report;
    let path = report.source.name.rsplit(['/', '\\']).next()?;
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let stem = place_in(stem)?;
    // 某某乡 is any township.
    if stem.contains(['某', '×']) || names_of(report).any(|name| is_own(stem, name)) {
        return None;
    }
    let message = format!("文件名是“{stem}”，机关是“{}”", report.agency.value);
    let finding = subject.at(rule.finding(message), report.agency.at.clone(), "和文件名不同");
    let finding = finding.help("请核对是不是抄了别的单位的文件；机关没有错的，给文件改名");
    Some(Diagnostic { severity: Severity::Warning, ..finding })
}

#[cfg(test)]
mod tests {
    use super::{place_in, unit_of};

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
        for (title, unit) in [
            ("柳河镇人民政府关于2025年政府信息公开工作的年度报告", "柳河镇人民政府"),
            ("柳河镇人民政府关于印发2025年政府信息公开年度报告的通知", "柳河镇人民政府"),
            ("关于柳河镇2025年政府信息公开工作的年度报告", "柳河镇"),
            ("柳河镇2025年的政府信息公开工作年度报告", "柳河镇"),
            ("《柳河镇2025年政府信息公开工作年度报告》", "柳河镇"),
        ] {
            assert_eq!(unit_of(title).as_deref(), Some(unit), "{title}");
        }
        for title in ["2026年政府信息公开工作年度报告", "关于年度工作的报告", "政府信息公开年报"]
        {
            assert_eq!(unit_of(title), None, "{title}");
        }
    }

    #[test]
    fn the_unit_in_the_name_of_a_file_is_found() {
        for (stem, unit) in [
            ("白水镇", Some("白水镇")),
            ("白水镇2025年政府信息公开年报", Some("白水镇")),
            ("2025年白水镇年报", Some("白水镇")),
            ("东岭乡（定稿）", Some("东岭乡")),
            ("02-东岭乡-v2", Some("东岭乡")),
            ("年报", None),
            ("各乡镇年报", None),
            ("report", None),
            ("2025年报", None),
        ] {
            assert_eq!(place_in(stem), unit, "{stem}");
        }
    }
}
