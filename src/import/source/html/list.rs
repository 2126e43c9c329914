//! The numbers that a browser writes before the entries of a list (HTML §4.4.5, CSS Counter Styles 3).

use super::{
    super::{
        counting::{counted, roman},
        dom::DomNode,
    },
    css::CssValues,
};
use crate::text::cardinal;
use std::collections::HashMap;

/// The number of the last entry of each list so far.
#[derive(Debug, Default)]
pub(super) struct HtmlLists(HashMap<usize, i64>);

impl HtmlLists {
    /// What stands before an entry; nothing before that of a list without numbers.
    pub fn next(
        &mut self,
        (at, list): (usize, &DomNode),
        entry: &DomNode,
        styles: [&CssValues; 2],
    ) -> Option<String> {
        if list.name() != "ol" {
            return None;
        }
        let number = |node: &DomNode, name: &str| node.attribute(name)?.trim().parse::<i64>().ok();
        let is_down = list.attribute("reversed").is_some();
        let step = if is_down { -1 } else { 1 };
        let count = number(entry, "value").unwrap_or_else(|| match self.0.get(&at) {
            Some(before) => before.saturating_add(step),
            None => number(list, "start").unwrap_or_else(|| {
                if is_down { i64::try_from(list.children.len()).unwrap_or(1) } else { 1 }
            }),
        });
        self.0.insert(at, count);
        let [of_entry, of_list] = styles;
        if !matches!(of_entry.get("display"), "" | "list-item") {
            return None;
        }
        let by_style = [of_entry.get("list-style-type"), of_list.get("list-style-type")];
        let style = by_style.into_iter().find(|style| !style.is_empty());
        let kind = || entry.attribute("type").or(list.attribute("type"));
        written(count, style, kind())
    }
}

fn written(count: i64, style: Option<&str>, kind: Option<&str>) -> Option<String> {
    let style = match (style, kind) {
        (Some(style), _) => style,
        (None, Some("a")) => "lower-alpha",
        (None, Some("A")) => "upper-alpha",
        (None, Some("i")) => "lower-roman",
        (None, Some("I")) => "upper-roman",
        (None, _) => "decimal",
    };
    let plain = || Some(format!("{count}."));
    let Ok(small) = u32::try_from(count) else { return plain() };
    let first = style.split_ascii_whitespace().next().unwrap_or_default();
    match first {
        "none" | "disc" | "circle" | "square" => None,
        "cjk-ideographic"
        | "simp-chinese-informal"
        | "trad-chinese-informal"
        | "japanese-informal"
        | "cjk-decimal" => Some(format!("{}、", cardinal(count))),
        "decimal-leading-zero" => Some(format!("{count:02}.")),
        "lower-alpha" | "lower-latin" => counted(small, 'a', 26).map(|c| c + ".").or_else(plain),
        "upper-alpha" | "upper-latin" => counted(small, 'A', 26).map(|c| c + ".").or_else(plain),
        "lower-roman" => roman(small).map(|c| c.to_lowercase() + ".").or_else(plain),
        "upper-roman" => roman(small).map(|c| c + ".").or_else(plain),
        _ => plain(),
    }
}
