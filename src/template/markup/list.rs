//! `<ul>` and `<ol>` → a paragraph an item, its mark typed before the text as official writing does.

use super::{
    super::styles::name,
    build::{Builder, setting},
    inline::prepend,
    measure, own,
    parse::MarkupNode,
    parts::hanging,
    schema::Tag,
};
use crate::{document::Block, text::cardinal};
use std::sync::Arc;

/// Numbers have at most three digits.
const MOST: usize = 999;

impl Builder<'_> {
    pub(super) fn list(&mut self, node: &MarkupNode, out: &mut Vec<Block>) {
        let style = node.attribute("style").unwrap_or(name::LIST);
        let (Some(id), Some(marks)) = (self.style(node, style), self.marks(node)) else {
            return;
        };
        if node.nodes().next().is_none() {
            return self.empty(node, "里面写 <li>…</li>");
        }
        let hangs = self.switch(node, "hanging").unwrap_or(false);
        let start = self.number(node, "start", 1..MOST + 1).unwrap_or(1);
        let named = self.named(id).clone();
        for (i, item) in node.nodes().enumerate() {
            let Some(mark) = marks.mark(start + i) else {
                let help = "①到⑳只有二十个，改用 numbering=\"（1）\" 或 \"1.\"";
                return self.wrong(node, "numbering", help);
            };
            let mut inlines = self.inlines(&item.children, &setting(&named));
            own::start(&mut inlines, |text| marks.unmarked(text));
            prepend(&mut inlines, &mark, &setting(&named));
            let mut item = self.in_style(id, name::LIST, inlines);
            if hangs {
                let width = measure::width(&mark, &named.text);
                item.format = Arc::new(hanging(&named.format, width, width));
            }
            out.push(Block::Paragraph(item));
        }
    }

    fn marks(&mut self, node: &MarkupNode) -> Option<Marks> {
        if node.element.tag == Tag::Bullets {
            let marker = node.attribute("marker").unwrap_or("·");
            return Some(Marks::Same(marker.to_owned()));
        }
        let written = node.attribute("numbering").unwrap_or("1.");
        let marks = Marks::parse(written);
        if marks.is_none() {
            let help = "写第一个序号的样子，如 1. （1） 一、 （一） 一是 ①";
            self.wrong(node, "numbering", help);
        }
        marks
    }
}

/// The marks of a list.
enum Marks {
    Same(String),
    /// What stands before and after each number.
    Counted(Digits, String, String),
}

#[derive(Clone, Copy)]
enum Digits {
    Arabic,
    Chinese,
    Circled,
}

impl Marks {
    /// Reads how the first number looks.
    fn parse(first: &str) -> Option<Self> {
        let known = [('1', Digits::Arabic), ('一', Digits::Chinese), ('①', Digits::Circled)];
        known.into_iter().find_map(|(one, digits)| {
            let (before, after) = first.split_once(one)?;
            Some(Self::Counted(digits, before.to_owned(), after.to_owned()))
        })
    }

    /// A text without a mark of its own of this kind.
    fn unmarked<'a>(&self, text: &'a str) -> &'a str {
        match self {
            Self::Same(mark) => text.strip_prefix(mark.as_str()).unwrap_or(text).trim_start(),
            Self::Counted(..) => own::unnumbered(text),
        }
    }

    /// Mark number `n`, if there is one.
    fn mark(&self, n: usize) -> Option<String> {
        match self {
            Self::Same(mark) => Some(mark.clone()),
            Self::Counted(digits, before, after) => {
                let number = match digits {
                    Digits::Arabic => n.to_string(),
                    Digits::Chinese => cardinal(i64::try_from(n).ok()?),
                    Digits::Circled => {
                        let offset = u32::try_from(n.checked_sub(1)?).ok()?;
                        let circled = char::from_u32(u32::from('①') + offset)?;
                        (n <= 20).then(|| circled.to_string())?
                    }
                };
                Some(format!("{before}{number}{after}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_shows_how_the_others_look() {
        let mark = |first, n| Marks::parse(first).and_then(|marks| marks.mark(n));
        assert_eq!(mark("1.", 12).as_deref(), Some("12."));
        assert_eq!(mark("（一）", 3).as_deref(), Some("（三）"));
        assert_eq!(mark("一是", 2).as_deref(), Some("二是"));
        assert_eq!(mark("①", 20).as_deref(), Some("⑳"));
        assert_eq!(mark("①", 21), None);
        assert_eq!(mark("a)", 1), None);
    }
}
