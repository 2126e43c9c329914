//! Markup → a tree whose names and nesting are right.

use super::{
    super::{
        character,
        engine::{LINE_END, Rendered},
    },
    schema::{self, Category, Content, ELEMENTS, ElementRule},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    text,
};
use quick_xml::{
    events::{BytesStart, Event},
    reader::Reader,
};
use std::ops::Range;

/// So many attributes of one tag that nobody knows are told.
const STRANGE: usize = 20;

/// Elements nested deeper than any document needs.
const DEEPEST: usize = 32;
/// After so many findings more would not help.
const MOST_FINDINGS: usize = 50;

/// An element and what it holds.
#[derive(Debug)]
pub(super) struct MarkupNode {
    pub element: &'static ElementRule,
    pub attributes: Vec<(&'static str, String)>,
    pub children: Vec<Child>,
    /// The start tag, in the markup.
    pub at: Range<usize>,
}

/// Something in an element.
#[derive(Debug)]
pub(super) enum Child {
    /// Text, its entities resolved.
    Text { text: String, at: Range<usize> },
    /// An element.
    Node(MarkupNode),
}

impl MarkupNode {
    /// An attribute's value.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| *n == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The elements in it.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &MarkupNode> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text { .. } => None,
        })
    }
}

/// A finding at a range of the markup, shown in the template file that wrote it.
pub(super) fn finding(
    rendered: &Rendered,
    code: Code,
    message: impl Into<String>,
    at: &Range<usize>,
) -> Diagnostic {
    let finding = Diagnostic::error(code, message);
    match rendered.origin(at) {
        Some((source, range)) => finding.at(source, range, ""),
        None => finding,
    }
}

/// Reads the markup.
///
/// # Errors
/// `NB210` to `NB212`: not well-formed, unknown names, wrong nesting.
pub(super) fn parse(rendered: &Rendered) -> Result<Vec<MarkupNode>> {
    let mut reader = Reader::from_str(&rendered.text);
    // The open elements are kept here, to say which one was not closed.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut parser = Parser {
        rendered,
        open: Vec::new(),
        roots: Vec::new(),
        findings: Diagnostics::default(),
        broken: false,
    };
    while !parser.broken && parser.findings.len() < MOST_FINDINGS {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event();
        let at = start..reader.buffer_position() as usize;
        match event {
            Ok(Event::Eof) => break,
            Ok(event) => parser.event(event, at),
            Err(_) => parser.malformed(start),
        }
    }
    parser.finish()
}

/// A start tag that has not been closed. An unknown element is read on, so that what stands in it
/// is proved too.
struct Open {
    name: String,
    known: bool,
    /// That it is not closed needs no saying any more.
    told: bool,
    node: Option<MarkupNode>,
}

struct Parser<'a> {
    rendered: &'a Rendered,
    open: Vec<Open>,
    roots: Vec<MarkupNode>,
    findings: Diagnostics,
    broken: bool,
}

impl Parser<'_> {
    fn event(&mut self, event: Event, at: Range<usize>) {
        match event {
            Event::Start(start) => {
                self.start(&start, at.clone());
                self.close_empty(at);
            }
            Event::Empty(start) => {
                self.start(&start, at.clone());
                if !self.broken {
                    self.end(start.name().as_ref(), at);
                }
            }
            Event::End(end) => self.end(end.name().as_ref(), at),
            Event::Text(text) => self.text(&text.into_inner(), at),
            Event::GeneralRef(reference) => self.reference(&reference.into_inner(), at),
            Event::Comment(_) | Event::Eof => {}
            Event::CData(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {
                let message = "这里不能写 <! … > 或 <? … >";
                let help = "只用本模板的元素；文字里的 < 要写成 &lt;";
                self.report(Code::Markup, message.to_owned(), &at, help);
            }
        }
    }

    fn report(&mut self, code: Code, message: String, at: &Range<usize>, help: &str) {
        let one = finding(self.rendered, code, message, at);
        self.findings.push_once(if help.is_empty() { one } else { one.help(help) });
    }

    fn start(&mut self, start: &BytesStart, at: Range<usize>) {
        let name = start.name().as_ref().to_owned();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return self.malformed(at.start);
        }
        let Some(element) = schema::find(&name) else {
            let help = match schema::find(&name.to_ascii_lowercase()) {
                Some(element) => format!("元素名用小写：<{}>", element.name),
                None => habit(&name).map_or_else(
                    || text::suggestion(&name, ELEMENTS.iter().map(|e| e.name)),
                    |ours| format!("这里不是网页；用 {ours}"),
                ),
            };
            self.report(Code::MarkupName, format!("没有 <{name}> 这种元素"), &at, &help);
            self.open.push(Open { name, known: false, told: false, node: None });
            return;
        };
        if self.open.len() >= DEEPEST {
            self.report(Code::Nesting, "元素套得太深".to_owned(), &at, "");
        }
        self.prove_place(element, &at);
        let attributes = self.attributes(start, element, &at);
        self.open.push(Open {
            name,
            known: true,
            told: false,
            node: Some(MarkupNode { element, attributes, children: Vec::new(), at }),
        });
    }

    /// An element that holds nothing was written as if it did: `<br>`.
    fn close_empty(&mut self, at: Range<usize>) {
        let holds_nothing = self.open.last().and_then(|o| o.node.as_ref()).map(|n| n.element);
        if let Some(element) = holds_nothing.filter(|e| e.content == Content::Empty) {
            let name = element.name;
            let message = format!("<{name}> 里面什么都不能写");
            self.report(Code::Markup, message, &at, &format!("写成 <{name}/>"));
            self.end(name, at);
        }
    }

    /// An element stands where its kind may stand.
    fn prove_place(&mut self, element: &ElementRule, at: &Range<usize>) {
        let name = element.name;
        match self.open.last() {
            // Nothing is known of an unknown element.
            Some(Open { known: false, .. }) => {}
            Some(Open { node: Some(parent), .. }) if !parent.element.content.takes(element) => {
                let outer = parent.element;
                let message = format!("<{name}> 不能写在 <{}> 里", outer.name);
                let help = if element.category == Category::Block
                    && outer.category == Category::Block
                    && outer.content != Content::Blocks
                {
                    format!("是不是前面的 <{0}> 忘了用 </{0}> 关上？", outer.name)
                } else {
                    let inside = outer.content.words();
                    format!("<{name}> {}；<{}> {inside}", element.category.place(), outer.name)
                };
                self.report(Code::Nesting, message, at, &help);
                if let Some(open) = self.open.last_mut() {
                    open.told = true;
                }
            }
            None if element.category != Category::Block => {
                let message = format!("<{name}> 不能单独写");
                let help = format!("<{name}> {}", element.category.place());
                self.report(Code::Nesting, message, at, &help);
            }
            _ => {}
        }
    }

    fn attributes(
        &mut self,
        start: &BytesStart,
        element: &ElementRule,
        at: &Range<usize>,
    ) -> Vec<(&'static str, String)> {
        let mut attributes = Vec::new();
        let tag = element.name;
        let mut strange = 0;
        // Two of one name are looked for among those that are known: there are few of these.
        for attribute in start.attributes().with_checks(false) {
            let Ok(attribute) = attribute else {
                let message = format!("<{tag}> 的属性写得不对");
                self.report(Code::Markup, message, at, "写成 名=\"值\"，引号要成对");
                return attributes;
            };
            let key = attribute.key.as_ref();
            let Some(known) = element.attributes.iter().find(|a| **a == key) else {
                let message = format!("<{tag}> 没有“{key}”这个属性");
                let help = match element.attributes {
                    [] => format!("<{tag}> 不带属性"),
                    known => text::suggestion(key, known.iter().copied()),
                };
                self.report(Code::MarkupName, message, at, &help);
                strange += 1;
                if strange >= STRANGE {
                    return attributes;
                }
                continue;
            };
            if attributes.iter().any(|(other, _)| other == known) {
                let message = format!("<{tag}> 的同一个属性写了两遍");
                self.report(Code::Attribute, message, at, "删去其中一个");
                return attributes;
            }
            let Ok(value) = quick_xml::escape::unescape(&attribute.value) else {
                let message = format!("<{tag}> 的属性“{key}”里有不认识的 &…;");
                self.report(Code::Markup, message, at, "& 要写成 &amp;");
                continue;
            };
            if let Some((_, c)) = character::first_forbidden(&value) {
                let message = character::message(&format!("<{tag}> 的属性“{key}”"), c);
                self.report(Code::Character, message, at, character::HELP);
            }
            attributes.push((*known, value.trim().replace(LINE_END, " ")));
        }
        attributes
    }

    fn end(&mut self, name: &str, at: Range<usize>) {
        let Some(depth) = self.open.iter().rposition(|o| o.name == name) else {
            let message = format!("多了一个 </{name}>，前面没有对应的 <{name}>");
            return self.report(Code::Markup, message, &at, "删去它，或在前面补上开头");
        };
        while self.open.len() > depth + 1 {
            self.unclosed(Some((name, &at)));
        }
        if let Some(open) = self.open.pop() {
            self.close(open);
        }
    }

    /// Tells of the innermost open element and closes it.
    fn unclosed(&mut self, by: Option<(&str, &Range<usize>)>) {
        let Some(open) = self.open.pop() else { return };
        let end = self.rendered.text.len();
        let at = open.node.as_ref().map_or(end..end, |n| n.at.clone());
        let message = format!("<{}> 没有关上", open.name);
        let mut one = finding(self.rendered, Code::Markup, message, &at)
            .help(format!("在它的内容后面补上 </{}>", open.name));
        if let Some((outer, at)) = by
            && let Some((source, range)) = self.rendered.origin(at)
        {
            one = one.related(source, range, format!("到 </{outer}> 还没有关上"));
        }
        if !open.told {
            self.findings.push_once(one);
        }
        self.close(open);
    }

    fn close(&mut self, open: Open) {
        let Some(node) = open.node else { return };
        match self.open.last_mut() {
            Some(Open { node: Some(parent), .. }) => parent.children.push(Child::Node(node)),
            Some(_) => {}
            None => self.roots.push(node),
        }
    }

    fn text(&mut self, text: &str, at: Range<usize>) {
        self.prove_characters(text, at.start);
        let blank = text.trim_matches([' ', '\t', '\r', '\n']).is_empty();
        match self.open.last_mut() {
            Some(Open { node: Some(node), .. }) if node.element.content.takes_text() => {
                push_lines(node, text, &at);
            }
            Some(Open { known: false, .. }) => {}
            _ if blank => {}
            Some(Open { name, .. }) => {
                let message = format!("文字不能直接写在 <{name}> 里");
                let help = match schema::find(name) {
                    Some(element) => format!("<{name}> {}", element.content.words()),
                    None => String::new(),
                };
                self.report(Code::Nesting, message, &visible(text, at), &help);
            }
            None => {
                let help = "把这段文字写成 <p>…</p>，或 <h1>、<title> 等";
                let message = "文字没有写在任何元素里".to_owned();
                self.report(Code::Nesting, message, &visible(text, at), help);
            }
        }
    }

    /// A control character has no glyph and no place in XML.
    fn prove_characters(&mut self, text: &str, start: usize) {
        if let Some((at, c)) = character::first_forbidden(text) {
            let at = start + at..start + at + c.len_utf8();
            self.report(Code::Character, character::message("文字", c), &at, character::HELP);
        }
    }

    fn reference(&mut self, name: &str, at: Range<usize>) {
        let resolved = match name {
            "lt" => Some("<"),
            "gt" => Some(">"),
            "amp" => Some("&"),
            "quot" => Some("\""),
            "apos" => Some("'"),
            "nbsp" => Some("\u{A0}"),
            _ => None,
        };
        if let Some(text) = resolved {
            return self.text(text, at);
        }
        if let Ok(text) = quick_xml::escape::unescape(&format!("&{name};")) {
            self.text(&text, at);
        } else {
            let message = format!("不认识“&{name};”");
            self.report(Code::Markup, message, &at, "& 要写成 &amp;，< 要写成 &lt;");
        }
    }

    /// The markup cannot be understood from here on.
    fn malformed(&mut self, start: usize) {
        let at = start..(start + 1).min(self.rendered.text.len());
        let help = "文字里的 < 要写成 &lt;，& 要写成 &amp;；标签要写全";
        self.report(Code::Markup, "这里的标记写得不对".to_owned(), &at, help);
        self.open.clear();
        self.broken = true;
    }

    fn finish(mut self) -> Result<Vec<MarkupNode>> {
        while !self.open.is_empty() && self.findings.len() < MOST_FINDINGS {
            self.unclosed(None);
        }
        self.findings.finish(self.roots)
    }
}

/// Adds text to an element; a line end within a value is `<br/>` where that may stand.
fn push_lines(node: &mut MarkupNode, text: &str, at: &Range<usize>) {
    let line = |text: &str| Child::Text { text: text.to_owned(), at: at.clone() };
    let line_end = schema::find("br").filter(|br| node.element.content.takes(br));
    let Some(element) = line_end else {
        return node.children.push(line(text));
    };
    for (i, piece) in text.split(LINE_END).enumerate() {
        if i > 0 {
            let (attributes, children) = (Vec::new(), Vec::new());
            let end = MarkupNode { element, attributes, children, at: at.clone() };
            node.children.push(Child::Node(end));
        }
        if !piece.is_empty() {
            node.children.push(line(piece));
        }
    }
}

/// What stands here for an element that people know from web pages.
fn habit(name: &str) -> Option<&'static str> {
    const HABITS: [(&str, &str); 8] = [
        ("div", "<p>（段落）或 <table>（表格）"),
        ("b", "<span bold=\"yes\">"),
        ("strong", "<span bold=\"yes\">"),
        ("u", "<span underline=\"yes\">"),
        ("font", "<span style=\"样式名\">，字体、字号写在 styles.yaml 里"),
        ("center", "<p style=\"样式名\">，对齐写在 styles.yaml 里"),
        ("thead", "<table header-rows=\"1\">，直接写 <tr>"),
        ("tbody", "<tr>，直接写在 <table> 里"),
    ];
    let found = HABITS.iter().find(|(theirs, _)| *theirs == name);
    found.map(|(_, ours)| *ours)
}

/// The range of a text without the white around it.
fn visible(text: &str, at: Range<usize>) -> Range<usize> {
    let start = at.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}
