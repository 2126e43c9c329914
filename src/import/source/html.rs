//! A web page, as saved from a browser or by Word → lines and rows, as a browser shows them.

use super::{
    Reading, decode,
    dom::{self, DomKind, DomNode},
    flow::{FlowCell, FlowItem, FlowRow, FlowText, FlowWriter},
    too_large,
};
use crate::{diagnostic::Result, text::is_wide};

/// What is no text of the page.
const SILENT: [&str; 19] = [
    "head", "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "select",
    "textarea", "button", "audio", "video", "canvas", "input", "title", "map", "embed",
];

/// What stands in a line of text.
const INLINE: [&str; 41] = [
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
    "img",
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
    let mut walk = HtmlWalk { nodes: &nodes, items: Vec::new(), open: FlowText::default() };
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
            DomKind::Element(..) if INLINE.contains(&name) && !is_hidden(node) => {
                self.children(node, is_aside);
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
        if self.open.text.is_empty() {
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
        self.open.text.push_str(text);
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let mut text = std::mem::take(&mut self.open);
        text.text = collapsed(&text.text);
        if !text.text.is_empty() {
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
            self.children(node, is_aside || is_beside(node));
            self.flush();
            let items = std::mem::replace(&mut self.items, outer);
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
        FlowRow { skipped: 0, cells }
    }
}

/// Whether an element is not shown.
fn is_hidden(node: &DomNode) -> bool {
    let style = node.attribute("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    node.attribute("hidden").is_some()
        || style.contains("display:none")
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
