//! The page to begin with: who has filed, what is wrong with each, and where its files are. One file that loads
//! nothing and runs nothing, to be read on a screen, on a telephone and on paper.

use super::{
    Review, ReviewedUnit, Standing,
    book::{listed, matter},
    told::ToldFinding,
};
use crate::{
    diagnostic::{Diagnostic, Severity},
    text::one_line,
};
use quick_xml::escape::escape;
use std::{collections::BTreeMap, fmt::Write as _};

const STYLE: &str = include_str!("style.css");
/// Nothing is loaded, whatever opens the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The files that the page leads to, from the folder that it stands in.
pub(super) type Links = BTreeMap<usize, Vec<(&'static str, String)>>;

/// Writes the page. `lists` leads to the list of problems of each unit, by its place: the name of a kind of
/// file, and the way to it; `workbook` to the workbook.
pub fn page(
    review: &Review,
    lists: &BTreeMap<usize, Vec<(&'static str, String)>>,
    workbook: Option<&str>,
) -> String {
    let title = format!("{}审核情况", matter(review));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{0}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{0}</h1>\n",
        shown(&title)
    );
    let _ = writeln!(out, "<p>{}。</p>", shown(&review.sum_up()));
    if let Some(workbook) = workbook {
        let _ =
            writeln!(out, "<p>全县的表：<a href=\"{}\">{}</a></p>", way(workbook), shown(workbook));
    }
    out.push_str("<h2>各单位</h2>\n<div class=\"frame\" tabindex=\"0\" role=\"region\" aria-label=\"各单位\">\n<table class=\"units\">\n<thead>\n<tr><th scope=\"col\">单位</th><th scope=\"col\">情况</th><th scope=\"col\" class=\"count\">必须改正</th><th scope=\"col\" class=\"count\">请核对</th><th scope=\"col\">问题清单</th></tr>\n</thead>\n<tbody>\n");
    for (at, unit) in review.units.iter().enumerate() {
        row(&mut out, at, unit, lists.get(&at).map_or(&[], Vec::as_slice));
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    general(&mut out, &review.findings);
    if review.units.iter().any(|unit| unit.all().next().is_some()) {
        out.push_str("<h2>问题</h2>\n");
    }
    for (at, unit) in review.units.iter().enumerate() {
        problems(&mut out, at, unit);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn row(out: &mut String, at: usize, unit: &ReviewedUnit, links: &[(&'static str, String)]) {
    let is_good = matches!(unit.standing, Standing::Filed | Standing::County);
    let red = if is_good { "" } else { " class=\"red\"" };
    let name = shown(&unit.name);
    let name = match unit.all().next() {
        Some(_) => format!("<a href=\"#u{at}\">{name}</a>"),
        None => name,
    };
    let _ = write!(out, "<tr><th scope=\"row\">{name}</th><td{red}>{}</td>", unit.standing.word());
    for (word, severity) in [("必须改正", Severity::Error), ("请核对", Severity::Warning)] {
        let count = unit.count(severity);
        let is_red = count > 0 && severity == Severity::Error;
        let class = if is_red { "count red" } else { "count" };
        let _ = write!(out, "<td class=\"{class}\" data-name=\"{word}\">{count}</td>");
    }
    let links = links.iter().map(|(kind, link)| {
        let label = format!("{}问题清单 {kind}", unit.name);
        format!("<a href=\"{}\" aria-label=\"{}\">{kind}</a>", way(link), shown(&label))
    });
    let _ = writeln!(out, "<td class=\"files\">{}</td></tr>", links.collect::<Vec<_>>().join(" "));
}

/// What is about no unit.
fn general(out: &mut String, findings: &[Diagnostic]) {
    if findings.is_empty() {
        return;
    }
    out.push_str("<h2>没有归到单位的</h2>\n<ol>\n");
    for finding in findings {
        item(out, "", &ToldFinding::of(finding));
    }
    out.push_str("</ol>\n");
}

fn problems(out: &mut String, at: usize, unit: &ReviewedUnit) {
    let [errors, warnings] = [Severity::Error, Severity::Warning].map(|of| unit.count(of));
    if errors + warnings == 0 {
        return;
    }
    let open = if errors > 0 { " open" } else { "" };
    let _ = writeln!(
        out,
        "<details id=\"u{at}\"{open}>\n<summary><b>{}</b>{errors} 处必须改正，{warnings} 处请核对</summary>\n<ol>",
        shown(&unit.name)
    );
    let all = listed(unit);
    for (file, told) in &all {
        item(out, file, told);
    }
    out.push_str("</ol>\n");
    if errors + warnings > all.len() {
        let _ = writeln!(out, "<p>另有 {} 处没有列出。</p>", errors + warnings - all.len());
    }
    out.push_str("</details>\n");
}

fn item(out: &mut String, file: &str, told: &ToldFinding) {
    let kind = if told.is_error { " class=\"red\"" } else { " class=\"quiet\"" };
    let place = [file, &told.place].map(shown).join(" ");
    let place = place.trim();
    let place = if place.is_empty() { String::new() } else { format!("{place}：") };
    let _ = write!(
        out,
        "<li><p>{place}{}<span{kind}>（{}）</span></p>",
        shown(&told.message),
        told.kind()
    );
    if !told.help.is_empty() {
        let _ = write!(out, "<p>怎样改：{}</p>", shown(&told.help));
    }
    let _ = writeln!(out, "<p class=\"quiet\">{}</p></li>", shown(&told.rule));
}

/// A text as it stands in an element or between quotes.
fn shown(text: &str) -> String {
    escape(&*one_line(text)).into_owned()
}

/// A way to a file beside the page, as links write it.
fn way(path: &str) -> String {
    let mut out = String::new();
    for c in path.chars() {
        if c.is_ascii() && !(c.is_ascii_alphanumeric() || "-._~/".contains(c)) {
            let _ = write!(out, "%{:02X}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    escape(&out).into_owned()
}
