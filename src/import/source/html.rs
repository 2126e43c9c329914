//! A web page, as saved from a browser or by Word → lines and rows, as a browser shows them.

mod css;
mod list;
mod look;

use self::{
    css::{CssSheet, CssValues},
    list::HtmlLists,
};
use super::{
    COLUMNS, LineRole, Reading,
    book::colour::Colour,
    decode,
    dom::{self, DomKind, DomNode},
    flow::{FlowCell, FlowItem, FlowRow, FlowText, FlowWriter},
    odd::{OddKind, OddPieces},
    room::Room,
    too_large,
};
use crate::{diagnostic::Result, text::is_wide};
use std::borrow::Cow;

/// Characters that are told of a page in the page.
const FRAMED: usize = 30;
/// What is no text of the page.
const SILENT: [&str; 14] = [
    "head", "script", "style", "noscript", "template", "iframe", "object", "svg", "button",
    "audio", "video", "canvas", "title", "embed",
];
/// What shows a value that somebody has typed or chosen.
const ASKED: [&str; 3] = ["input", "select", "textarea"];

/// What stands in a line of text.
const INLINE: [&str; 52] = [
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
    "math",
    "mrow",
    "mn",
    "mi",
    "mo",
    "mtext",
    "mstyle",
    "semantics",
    "msup",
    "msub",
    "mfrac",
    "mspace",
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
    let mut walk = HtmlWalk {
        nodes: &nodes,
        sheet: sheet(&nodes),
        items: Vec::new(),
        open: FlowText::default(),
        odd: None,
        is_ground: false,
        ink: None,
        paper: None,
        role: LineRole::Plain,
        is_pre: false,
        depth: 0,
        gone: Vec::new(),
        lists: HtmlLists::default(),
        number: None,
        room: Room::default(),
    };
    walk.node(0, false);
    walk.flush();
    if walk.sheet.is_too_much() || walk.room.is_spent() {
        return Err(too_large(name));
    }
    let mut writer = FlowWriter::default();
    writer.items(&walk.items);
    if writer.view.is_full() {
        return Err(too_large(name));
    }
    Ok(writer.view.finish(name))
}

/// The style sheets in a page.
fn sheet(nodes: &[DomNode]) -> CssSheet {
    let mut sheet = CssSheet::default();
    for node in nodes.iter().filter(|node| node.name() == "style") {
        let is_shown = node.attribute("media").is_none_or(|media| {
            media.split(',').any(|media| matches!(media.trim(), "" | "all" | "screen"))
        });
        for child in node.children.iter().filter(|_| is_shown) {
            if let Some(DomKind::Text(text)) = nodes.get(*child).map(|node| &node.kind) {
                sheet.add(text);
            }
        }
    }
    sheet
}

struct HtmlWalk<'a> {
    nodes: &'a [DomNode],
    sheet: CssSheet,
    items: Vec<FlowItem>,
    /// The paragraph that is not at its end yet.
    open: FlowText,
    /// What is odd about the text that is being read.
    odd: Option<OddKind>,
    /// Whether what stands behind it has a colour: white text is read there.
    is_ground: bool,
    /// The colours of the text and of what is behind it, where they are said.
    ink: Option<Colour>,
    paper: Option<Colour>,
    /// What the page takes the text for.
    role: LineRole,
    /// Whether the lines of the file are the lines of the text.
    is_pre: bool,
    /// How many tables are open.
    depth: usize,
    /// Cells that are not shown, of the open table.
    gone: Vec<FlowItem>,
    lists: HtmlLists,
    /// The number of the entry of a list that has no text yet.
    number: Option<String>,
    /// Attributes may hold text too.
    room: Room,
}

impl HtmlWalk<'_> {
    /// Depth is bounded by the parser.
    fn node(&mut self, index: usize, is_aside: bool) {
        let Some(node) = self.nodes.get(index) else {
            return;
        };
        let name = node.name();
        let outer = self.role;
        if outer == LineRole::Plain {
            self.role = role_of(node);
        }
        match &node.kind {
            DomKind::Text(text) => self.text(text, node.line, is_aside),
            DomKind::Other => {}
            DomKind::Element(..) if name == "iframe" => self.framed(node),
            DomKind::Element(..) if SILENT.contains(&name) => {}
            DomKind::Element(..) if name == "br" || name == "hr" => self.flush(),
            DomKind::Element(..) if name == "table" => self.table(node, is_aside),
            DomKind::Element(..) if ASKED.contains(&name) => {
                self.styled(index, node, |walk, is_hidden| walk.asked(node, is_aside || is_hidden));
            }
            DomKind::Element(..) if name == "img" => {
                let alt = node.attribute("alt").unwrap_or_default();
                self.piece(Some(OddKind::Sign), alt, node.line, is_aside);
            }
            DomKind::Element(..) if INLINE.contains(&name) => {
                self.styled(index, node, |walk, _| walk.children(node, is_aside));
            }
            DomKind::Element(..) if name == "li" => self.entry(index, node, is_aside),
            DomKind::Page | DomKind::Element(..) => {
                self.flush();
                let is_pre = self.is_pre;
                self.is_pre |= name == "pre";
                self.styled(index, node, |walk, is_hidden| {
                    walk.children(node, is_aside || is_hidden || is_beside(node));
                });
                self.flush();
                self.is_pre = is_pre;
            }
        }
        self.role = outer;
    }

    /// Reads what is in an element, as it looks; what is hidden in a line is odd, a whole block beside the matter.
    fn styled(&mut self, index: usize, node: &DomNode, read: impl FnOnce(&mut Self, bool)) {
        let values = self.sheet.values(self.nodes, index);
        self.with_style(node, &values, read);
    }

    fn with_style(
        &mut self,
        node: &DomNode,
        values: &CssValues,
        read: impl FnOnce(&mut Self, bool),
    ) {
        let name = node.name();
        let (outer, is_ground, colours) = (self.odd, self.is_ground, (self.ink, self.paper));
        self.is_ground = look::ground(values, node.attribute("bgcolor")).unwrap_or(is_ground);
        let is_lost = self.coloured(node, values);
        let is_inline = INLINE.contains(&name) || ASKED.contains(&name);
        let is_hidden = self.is_hidden(node, values);
        let by_name = match name {
            "sup" | "sub" => Some(OddKind::Raised),
            "a" if self.is_note_mark(node) => Some(OddKind::Linked),
            "del" | "s" | "strike" => Some(OddKind::Struck),
            "rt" | "rp" => Some(OddKind::Spoken),
            "math" => Some(OddKind::Formula),
            "bdo" => Some(OddKind::Disputed),
            "font" if node.attribute("color").is_some_and(look::is_white) && !self.is_ground => {
                Some(OddKind::Pale)
            }
            _ => None,
        };
        let hidden = (is_hidden && is_inline).then_some(OddKind::Hidden);
        let maybe = (values.may_be_hidden && !self.holds_table(node)).then_some(OddKind::Doubted);
        let pale = is_lost.then_some(OddKind::Pale);
        let looks = || look::odd(values, is_inline, self.is_ground);
        let own = || hidden.or(by_name).or_else(looks).or(pale).or(maybe);
        // What is gone with what is around it is not back.
        let is_gone = matches!(outer, Some(OddKind::Hidden | OddKind::Struck | OddKind::Spoken));
        self.odd = if is_gone { outer } else { own().or(outer) };
        let attribute = |name: &str| node.attribute(name).map(str::to_owned);
        if let Some(drawn) = look::drawn(values.get("content"), attribute, self.depth > 0) {
            self.piece(Some(OddKind::Drawn), &drawn, node.line, false);
        }
        read(self, is_hidden && !is_inline);
        (self.odd, self.is_ground, (self.ink, self.paper)) = (outer, is_ground, colours);
    }

    /// Whether a link is the number of a note right behind another number: it leads to a place on the same page.
    fn is_note_mark(&self, link: &DomNode) -> bool {
        let is_digit = |c: char| c.is_ascii_digit();
        link.attribute("href").is_some_and(|to| to.contains('#'))
            && self.open.text.ends_with(is_digit)
            && self.inner(link).trim().chars().all(is_digit)
    }

    /// Takes in the colours of an element; whether its text does not stand out from what is behind it.
    fn coloured(&mut self, node: &DomNode, values: &CssValues) -> bool {
        let ink = look::colour(values.get("color"));
        let ink = ink.or_else(|| node.attribute("color").and_then(look::colour));
        let paper = look::colour(values.get("background-color"));
        let paper = paper.or_else(|| node.attribute("bgcolor").and_then(look::colour));
        // A picture, or a colour that has no name here, may be any.
        if look::ground(values, node.attribute("bgcolor")).is_some() {
            self.paper = paper;
        }
        if !matches!(values.get("color"), "" | "inherit") || ink.is_some() {
            self.ink = ink;
        }
        // That either is what the page begins with is told by white alone.
        matches!((self.ink, self.paper), (Some(ink), Some(paper)) if !ink.is_seen_on(paper))
    }

    /// A page inside the page, which is not read.
    fn framed(&mut self, node: &DomNode) {
        let Some(inner) = node.attribute("srcdoc").filter(|inner| !inner.trim().is_empty()) else {
            return;
        };
        self.room.take(inner.len());
        let plain =
            inner.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
        let plain: String = plain.take(FRAMED).collect();
        let shown: String = plain.split_whitespace().flat_map(str::chars).take(FRAMED).collect();
        let notes = vec![format!("页面里嵌的另一个网页“{shown}……”")];
        self.items.push(FlowItem::Text(FlowText { notes, ..FlowText::default() }));
    }

    /// Whether an element is not shown. A rule may hide a part of a page until somebody looks at it: not the report.
    fn is_hidden(&self, node: &DomNode, values: &CssValues) -> bool {
        if node.attribute("hidden").is_some() {
            return true;
        }
        if values.is_empty() || !look::is_hidden(values) {
            return false;
        }
        look::is_hidden(&CssSheet::default().values(std::slice::from_ref(node), 0))
            || !self.holds_table(node)
    }

    fn holds_table(&self, node: &DomNode) -> bool {
        let mut left: Vec<usize> = node.children.clone();
        while let Some(node) = left.pop().and_then(|index| self.nodes.get(index)) {
            if node.name() == "table" {
                return true;
            }
            left.extend(&node.children);
        }
        false
    }

    /// An entry of a list, with its number.
    fn entry(&mut self, index: usize, node: &DomNode, is_aside: bool) {
        self.flush();
        let list = node.parent().and_then(|at| Some((at, self.nodes.get(at)?)));
        let number = list.filter(|_| !is_aside).and_then(|(at, list)| {
            let styles = [index, at].map(|index| self.sheet.values(self.nodes, index));
            self.lists.next((at, list), node, [&styles[0], &styles[1]])
        });
        self.number = number;
        self.styled(index, node, |walk, is_hidden| {
            walk.children(node, is_aside || is_hidden || is_beside(node));
        });
        self.flush();
        self.number = None;
    }

    fn children(&mut self, node: &DomNode, is_aside: bool) {
        node.children.iter().for_each(|child| self.node(*child, is_aside));
    }

    fn text(&mut self, text: &str, line: usize, is_aside: bool) {
        // Where a word may be parted is no part of it.
        let text: Cow<'_, str> =
            if text.contains('\u{AD}') { text.replace('\u{AD}', "").into() } else { text.into() };
        if !self.is_pre {
            return self.piece(self.odd, &text, line, is_aside);
        }
        let first = line.saturating_sub(text.matches('\n').count());
        for (index, one) in text.split('\n').enumerate() {
            if index > 0 {
                self.flush();
            }
            self.piece(self.odd, one, first + index, is_aside);
        }
    }

    fn piece(&mut self, odd: Option<OddKind>, text: &str, line: usize, is_aside: bool) {
        self.room.take(text.len());
        if self.room.is_spent() {
            return;
        }
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
            self.open.role = self.role;
        }
        if self.open.role != self.role && !text.trim().is_empty() {
            self.open.role = LineRole::Plain;
        }
        if let Some(number) = self.number.take_if(|_| !text.trim().is_empty()) {
            self.open.odd.write(Some(OddKind::Numbered), &number, &mut self.open.text);
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
        self.piece(self.odd, &shown, node.line, is_aside);
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
        if let Some(row) = self.row_of(&text) {
            return self.items.push(FlowItem::Table(vec![row]));
        }
        text.text = collapsed(&text.text);
        text.odd.map_bare(collapsed);
        if !text.text.is_empty() || !text.odd.is_empty() {
            self.items.push(FlowItem::Text(text));
        }
    }

    /// A line that is a row of cells: parted by tabs where these are shown, or numbers parted by lines.
    fn row_of(&self, text: &FlowText) -> Option<FlowRow> {
        if self.depth > 0 || text.is_aside || !text.odd.is_empty() {
            return None;
        }
        let mark = if self.is_pre && text.text.contains('\t') { '\t' } else { '|' };
        let mut pieces: Vec<String> = text.text.split(mark).map(collapsed).collect();
        if mark == '|' {
            let is_number = |piece: &String| piece.trim().parse::<f64>().is_ok();
            if pieces.len() < 2 || !pieces.iter().any(is_number) {
                return None;
            }
            // Its frame.
            let is_blank = |piece: Option<&String>| piece.is_some_and(|p| p.trim().is_empty());
            if is_blank(pieces.last()) {
                pieces.pop();
            }
            if is_blank(pieces.first()) {
                pieces.remove(0);
            }
        }
        let line = text.place.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok();
        let cells = pieces.into_iter().map(|text| FlowCell {
            items: vec![FlowItem::Text(FlowText { text, ..FlowText::default() })],
            columns: 1,
            rows: 1,
            is_covered: false,
            line,
        });
        // Their columns are not known.
        Some(FlowRow { left_out: None, skipped: COLUMNS, cells: cells.collect() })
    }

    fn table(&mut self, table: &DomNode, is_aside: bool) {
        self.flush();
        self.depth += 1;
        let gone = std::mem::take(&mut self.gone);
        let mut rows = Vec::new();
        let outer = std::mem::take(&mut self.items);
        let mut captions = Vec::new();
        for index in &table.children {
            let Some(node) = self.nodes.get(*index) else { continue };
            match node.name() {
                "tr" => rows.push(self.row(*index, is_aside)),
                "thead" | "tbody" | "tfoot" => {
                    let is_row =
                        |at: &&usize| self.nodes.get(**at).is_some_and(|node| node.name() == "tr");
                    let inner: Vec<usize> = node.children.iter().filter(is_row).copied().collect();
                    let values = self.sheet.values(self.nodes, *index);
                    let is_gone = is_gone(node, &values).then_some(OddKind::Hidden);
                    rows.extend(inner.into_iter().map(|row| {
                        let row = self.row(row, is_aside);
                        FlowRow { left_out: row.left_out.or(is_gone), ..row }
                    }));
                }
                "colgroup" | "col" => {}
                name => {
                    // A caption is no sentence of the text.
                    self.node(*index, is_aside || name == "caption");
                    self.flush();
                    captions.append(&mut self.items);
                }
            }
        }
        self.items = outer;
        self.items.append(&mut captions);
        self.items.append(&mut self.gone);
        self.gone = gone;
        self.depth -= 1;
        self.items.push(FlowItem::Table(rows));
    }

    fn row(&mut self, index: usize, is_aside: bool) -> FlowRow {
        let mut cells = Vec::new();
        let mut is_left_out = false;
        if let Some(row) = self.nodes.get(index) {
            let outer = self.odd.take();
            self.styled(index, row, |walk, is_hidden| {
                is_left_out = is_hidden;
                cells = walk.cells(row, is_aside);
            });
            self.odd = outer;
        }
        FlowRow { left_out: is_left_out.then_some(OddKind::Hidden), skipped: 0, cells }
    }

    fn cells(&mut self, row: &DomNode, is_aside: bool) -> Vec<FlowCell> {
        let mut cells = Vec::new();
        for index in &row.children {
            let Some(node) = self.nodes.get(*index) else { continue };
            if !matches!(node.name(), "td" | "th") {
                continue;
            }
            let outer = std::mem::take(&mut self.items);
            let values = self.sheet.values(self.nodes, *index);
            self.with_style(node, &values, |walk, is_hidden| {
                walk.children(node, is_aside || is_hidden || is_beside(node));
                walk.flush();
            });
            let items = std::mem::replace(&mut self.items, outer);
            let items = items.into_iter().flat_map(FlowItem::unboxed).collect::<Vec<_>>();
            // A cell that is not shown moves those behind it; one that a rule may show again does not.
            if is_gone(node, &values) && self.is_hidden(node, &values) {
                self.gone.extend(items.into_iter().filter_map(hidden));
                continue;
            }
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
        cells
    }
}

/// Whether an element is not there at all for who looks at the page.
fn is_gone(node: &DomNode, values: &CssValues) -> bool {
    let display = values.get("display");
    display == "none" || (display.is_empty() && node.attribute("hidden").is_some())
}

/// A text that is told and not read.
fn hidden(item: FlowItem) -> Option<FlowItem> {
    let FlowItem::Text(text) = item else { return None };
    let mut odd = OddPieces::default();
    odd.add(OddKind::Hidden, &text.text);
    odd.join(&text.odd);
    let shown = String::new();
    Some(FlowItem::Text(FlowText { text: shown, odd, is_aside: false, ..text }))
}

/// What the page takes what is in an element for.
fn role_of(node: &DomNode) -> LineRole {
    match node.name() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => LineRole::Heading,
        "a" if node.attribute("href").is_some() => LineRole::Link,
        "select" => LineRole::Link,
        _ => LineRole::Plain,
    }
}

/// Whether an element is a menu, a foot or the like.
fn is_beside(node: &DomNode) -> bool {
    if matches!(node.name(), "nav" | "footer" | "aside") {
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
