//! A YAML file to fill in, for a template with data of its own.

use super::{Item, ItemKind};
use crate::report::quoted;
use std::fmt::Write as _;

/// The items of a template with what to write there: required ones wait for their content, the others
/// are comments.
///
/// `title` is what the template makes, for the first line.
pub fn starter(title: &str, items: &[Item]) -> String {
    let mut out = format!(
        "# {title}。冒号用半角的，后面空一格；# 后面是说明，不会印出来。\n\
         # 带 # 的项可以不写；要写，先删去 # 和它后面的空格。\n"
    );
    for item in items {
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

fn about(item: &Item) -> String {
    let need = if item.required {
        "必填"
    } else {
        "可以不写"
    };
    match item.about.as_str() {
        "" => need.to_owned(),
        about => format!("{about}（{need}）"),
    }
}
