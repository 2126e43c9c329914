//! A web page, as saved from a browser or by Word → lines and rows, as a browser shows them.

use super::{
    Reading, decode,
    dom::{self, DomKind, DomNode},
    flow::{FlowCell, FlowItem, FlowRow, FlowText, FlowWriter},
    odd::OddKind,
    too_large,
};
use crate::{diagnostic::Result, text::is_wide};

/// What is no text of the page.
const SILENT: [&str; 16] = [
    "head", "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "button",
    "audio", "video", "canvas", "title", "map", "embed",
];
/// What shows a value that somebody has typed or chosen.
const ASKED: [&str; 3] = ["input", "select", "textarea"];

/// What stands in a line of text.
const INLINE: [&str; 40] = [
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "del",
    "dfn",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "label",
    "mark",
    "nobr",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "wbr",
    "o:p",
    "st1:chsdate",
    "data",
    "col",
];

/// Whether bytes begin as a page does.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<table", "<meta ", "<div", "<p>"]
        .iter()
        .any(|mark| head.contains(mark))
}

/// Reads a page.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Reading> {
    let text = decode::decode(bytes, decode::charset(bytes).as_deref());
    let nodes = dom::parse(&text).ok_or_else(|| too_large(name))?;
    let mut walk =
        HtmlWalk { nodes: &nodes, items: Vec::new(), open: FlowText::default(), odd: None };
    walk.node(0, false);
    walk.flush();
    let mut writer = FlowWriter::default();
    writer.items(&walk.items);
    if writer.view.is_full() {
        return Err(too_large(name));
    }
    Ok(writer.view.finish(name))
}

struct HtmlWalk<'a> {
    nodes: &'a [DomNode],
    items: Vec<FlowItem>,
    /// The paragraph that is not at its end yet.
    open: FlowText,
    /// What is odd about the text that is being read.
    odd: Option<OddKind>,
}

impl HtmlWalk<'_> {
    /// Depth is bounded by the parser.
    fn node(&mut self, index: usize, is_aside: bool) {
        let Some(node) = self.nodes.get(index) else {
            return;
        };
        let name = node.name();
        match &node.kind {
            DomKind::Text(text) => self.text(text, node.line, is_aside),
            DomKind::Other => {}
            DomKind::Element(..) if SILENT.contains(&name) => {}
            DomKind::Element(..) if name == "br" || name == "hr" => self.flush(),
            DomKind::Element(..) if name == "table" => self.table(node, is_aside),
            DomKind::Element(..) if ASKED.contains(&name) => self.asked(node, is_aside),
            DomKind::Element(..) if name == "img" => {
                let alt = node.attribute("alt").unwrap_or_default();
                self.piece(Some(OddKind::Sign), alt, node.line, is_aside);
            }
            DomKind::Element(..) if INLINE.contains(&name) => {
                let outer = self.odd;
                self.odd = outer.or_else(|| odd(node));
                self.children(node, is_aside);
                self.odd = outer;
            }
            DomKind::Page | DomKind::Element(..) => {
                self.flush();
                self.children(node, is_aside || is_beside(node));
                self.flush();
            }
        }
    }

    fn children(&mut self, node: &DomNode, is_aside: bool) {
        node.children.iter().for_each(|child| self.node(*child, is_aside));
    }

    fn text(&mut self, text: &str, line: usize, is_aside: bool) {
        self.piece(self.odd, text, line, is_aside);
    }

    fn piece(&mut self, odd: Option<OddKind>, text: &str, line: usize, is_aside: bool) {
        if self.open.text.is_empty() && self.open.odd.is_empty() {
            if text.trim().is_empty() {
                return;
            }
            let breaks = text.len() - text.trim_start().len();
            let breaks = text.get(..breaks).unwrap_or_default().matches('\n').count();
            // The parser is past the text when it hands it over.
            let line = line.saturating_sub(text.matches('\n').count()) + breaks;
            self.open.place = format!("第{}行", line.max(1));
            self.open.is_aside = is_aside;
        }
        self.open.odd.write(odd, text, &mut self.open.text);
    }

    /// What a control of a form shows.
    fn asked(&mut self, node: &DomNode, is_aside: bool) {
        let kind = node.attribute("type").unwrap_or_default().to_ascii_lowercase();
        let shown = match (node.name(), kind.as_str()) {
            ("input", "hidden" | "button" | "submit" | "reset" | "image" | "file" | "password") => {
                String::new()
            }
            ("input", "checkbox" | "radio") => {
                let is_set = node.attribute("checked").is_some();
                if is_set { "☑" } else { "☐" }.to_owned()
            }
            ("input", _) => node.attribute("value").unwrap_or_default().to_owned(),
            ("select", _) => self.chosen(node),
            _ => self.inner(node),
        };
        let odd = self.odd.or_else(|| odd(node));
        self.piece(odd, &shown, node.line, is_aside);
    }

    /// The option that is chosen, or the first.
    fn chosen(&self, select: &DomNode) -> String {
        let mut options = Vec::new();
        let mut left: Vec<usize> = select.children.iter().rev().copied().collect();
        while let Some(index) = left.pop() {
            let Some(node) = self.nodes.get(index) else { continue };
            match node.name() {
                "option" => options.push(node),
                _ => left.extend(node.children.iter().rev()),
            }
        }
        let chosen = options.iter().find(|option| option.attribute("selected").is_some());
        chosen.or(options.first()).map_or_else(String::new, |option| self.inner(option))
    }

    /// The text in an element that holds nothing else.
    fn inner(&self, node: &DomNode) -> String {
        let children = node.children.iter().filter_map(|child| self.nodes.get(*child));
        let texts = children.filter_map(|child| match &child.kind {
            DomKind::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let mut text = std::mem::take(&mut self.open);
        text.text = collapsed(&text.text);
        text.odd.map_bare(collapsed);
        if !text.text.is_empty() || !text.odd.is_empty() {
            self.items.push(FlowItem::Text(text));
        }
    }

    fn table(&mut self, table: &DomNode, is_aside: bool) {
        self.flush();
        let mut rows = Vec::new();
        let outer = std::mem::take(&mut self.items);
        let mut captions = Vec::new();
        for index in &table.children {
            let Some(node) = self.nodes.get(*index) else { continue };
            match node.name() {
                "tr" => rows.push(self.row(node, is_aside)),
                "thead" | "tbody" | "tfoot" => {
                    let inner = node.children.iter().filter_map(|child| self.nodes.get(*child));
                    let inner: Vec<&DomNode> = inner.filter(|node| node.name() == "tr").collect();
                    rows.extend(inner.into_iter().map(|row| self.row(row, is_aside)));
                }
                // A caption names the table, which its heading does already.
                "caption" | "colgroup" | "col" => {}
                _ => {
                    self.node(*index, is_aside);
                    self.flush();
                    captions.append(&mut self.items);
                }
            }
        }
        self.items = outer;
        self.items.append(&mut captions);
        self.items.push(FlowItem::Table(rows));
    }

    fn row(&mut self, row: &DomNode, is_aside: bool) -> FlowRow {
        let mut cells = Vec::new();
        for index in &row.children {
            let Some(node) = self.nodes.get(*index) else { continue };
            if !matches!(node.name(), "td" | "th") {
                continue;
            }
            let outer = std::mem::take(&mut self.items);
            let odd = self.odd.take();
            self.odd = struck(node);
            self.children(node, is_aside || is_beside(node));
            self.flush();
            let items = std::mem::replace(&mut self.items, outer);
            self.odd = odd;
            let span = |name: &str| {
                node.attribute(name).and_then(|text| text.trim().parse().ok()).unwrap_or(1)
            };
            let rows = match span("rowspan") {
                // To the end of the table (HTML §4.9.11).
                0 => usize::MAX,
                rows => rows,
            };
            cells.push(FlowCell {
                items,
                columns: span("colspan"),
                rows,
                is_covered: false,
                line: Some(node.line),
            });
        }
        FlowRow { left_out: is_hidden(row).then_some(OddKind::Hidden), skipped: 0, cells }
    }
}

/// What is odd about the text in an element of a line.
fn odd(node: &DomNode) -> Option<OddKind> {
    if is_hidden(node) {
        return Some(OddKind::Hidden);
    }
    match node.name() {
        "sup" | "sub" => Some(OddKind::Raised),
        "del" | "s" | "strike" => Some(OddKind::Struck),
        "rt" | "rp" => Some(OddKind::Spoken),
        _ => struck(node),
    }
}

/// What the style of an element says of its text.
fn struck(node: &DomNode) -> Option<OddKind> {
    let style = node.attribute("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| style.contains(word));
    if says(&["line-through"]) {
        Some(OddKind::Struck)
    } else if says(&["vertical-align:super", "vertical-align:sub"]) {
        Some(OddKind::Raised)
    } else if style
        .split(';')
        .any(|rule| matches!(rule, "color:white" | "color:#fff" | "color:#ffffff"))
    {
        Some(OddKind::Pale)
    } else {
        None
    }
}

/// Whether an element is not shown.
fn is_hidden(node: &DomNode) -> bool {
    let style = node.attribute("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    node.attribute("hidden").is_some()
        || ["display:none", "visibility:hidden", "font-size:0;", "font-size:0px", "font-size:0pt"]
            .iter()
            .any(|rule| style.contains(rule))
        || style.ends_with("font-size:0")
        || style.contains("mso-hide:all")
}

/// Whether an element is a menu, a foot or the like, or not shown.
fn is_beside(node: &DomNode) -> bool {
    if matches!(node.name(), "nav" | "footer" | "aside") || is_hidden(node) {
        return true;
    }
    let names = ["class", "id"].map(|name| node.attribute(name).unwrap_or_default());
    let words = ["footer", "breadcrumb", "crumb", "navbar", "sidebar", "copyright", "toolbar"];
    names.iter().flat_map(|names| names.split_ascii_whitespace()).any(|name| {
        let name = name.to_ascii_lowercase();
        matches!(name.as_str(), "nav" | "menu" | "foot" | "position" | "share")
            || words.iter().any(|word| name.contains(word))
    })
}

/// A text with its stretches of blanks as browsers show them. A line break of the file between two hanzi
/// is none: nobody meant a blank there.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if !is_blank(c) {
            out.push(c);
            continue;
        }
        let mut breaks = c == '\n';
        while let Some(next) = rest.next_if(|c| is_blank(*c)) {
            breaks |= next == '\n';
        }
        let between = out.chars().next_back().zip(rest.peek().copied());
        let is_joint = breaks && between.is_some_and(|(a, b)| is_wide(a) && is_wide(b));
        if between.is_some() && !is_joint {
            out.push(' ');
        }
    }
    out
}

fn is_blank(c: char) -> bool {
    c.is_ascii_whitespace() || c == '\u{A0}'
}
