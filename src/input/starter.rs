//! A YAML file to fill in, for a template with data of its own.

use super::{Item, ItemKind};
use crate::yaml::quoted;
use std::fmt::Write as _;

/// A report's text with the template that draws it named in it, behind whose it is.
pub fn with_template(report: &str, template: &str) -> String {
    if report.lines().any(|line| line.starts_with("模板:")) {
        return report.to_owned();
    }
    let line = format!(
        "# 模板：用哪个模板（名字，或从本文件所在的文件夹算起的模板文件夹）\n模板: {}\n",
        quoted(template)
    );
    let mut out = String::with_capacity(report.len() + line.len());
    let mut is_named = false;
    for text in report.split_inclusive('\n') {
        out += text;
        if !is_named && text.starts_with("机关:") && text.ends_with('\n') {
            out += &line;
            is_named = true;
        }
    }
    if is_named { out } else { line + report }
}

/// The items of a template with what to write there: required ones wait for their content, the others
/// are comments.
///
/// `title` is what the template makes, for the first line; `template` is how the file names it.
pub fn starter(title: &str, template: &str, items: &[Item]) -> String {
    let mut out = format!(
        "# {title}。冒号用半角的，后面空一格；# 后面是说明，不会印出来。\n\
         # 带 # 的项可以不写；要写，先删去 # 和它后面的空格。\n"
    );
    if items.iter().all(|item| item.name != "模板") {
        let _ = writeln!(
            out,
            "\n# 用哪个模板（名字，或从本文件所在的文件夹算起的模板文件夹）\n模板: {}",
            quoted(template)
        );
    }
    // A file of comments alone would be none.
    let first = (!items.iter().any(|item| item.required)).then_some(0);
    for (i, item) in items.iter().enumerate() {
        if first == Some(i) {
            let (name, content) = (quoted(&item.name), content(item.kind));
            let _ = write!(out, "\n# {}\n{name}: {content}\n", about(item));
            continue;
        }
        let mark = if item.required { "" } else { "# " };
        // Writing to a string cannot fail.
        let _ = write!(out, "\n# {}\n{mark}{}:", about(item), quoted(&item.name));
        let rest = match item.kind {
            ItemKind::Text => format!(" |\n{mark}  "),
            ItemKind::Switch => " 否".to_owned(),
            ItemKind::Line | ItemKind::Lines | ItemKind::Date | ItemKind::Any => " ".to_owned(),
        };
        let _ = writeln!(out, "{rest}");
    }
    out
}

/// The items of a template filled with made-up content by their kinds, all of them or the required ones
/// only. What an item of any kind holds nobody knows but the template: it gets a text.
pub fn sample(items: &[Item], required: bool) -> String {
    let mut out = String::from("# 样例\n");
    for item in items.iter().filter(|item| item.required || !required) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}: {}", quoted(&item.name), content(item.kind));
    }
    if items.is_empty() {
        out += "标题: 样例\n";
    }
    out
}

/// Made-up content of a kind.
fn content(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Line | ItemKind::Any => "样例",
        ItemKind::Lines => "[样例甲, 样例乙]",
        ItemKind::Text => "|\n  样例的第一段。\n  样例的第二段。",
        ItemKind::Date => "2026年3月1日",
        ItemKind::Switch => "是",
    }
}

fn about(item: &Item) -> String {
    let need = if item.required { "必填" } else { "可以不写" };
    match item.about.as_str() {
        "" => need.to_owned(),
        about => format!("{about}（{need}）"),
    }
}
