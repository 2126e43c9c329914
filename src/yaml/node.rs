//! YAML text → a tree that knows where everything stands.
//!
//! The parser's events are used directly, and not serde, because a file is read to the end even
//! when parts of it are wrong: serde stops at the first error. Anchors and aliases are refused, so
//! a small file cannot grow into a large tree.

use super::{
    indent::Evened,
    mend::{self, Mended},
    spelled::spelled,
    syntax,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Source},
    text::unfold,
};
use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};
use std::{ops::Range, sync::Arc};

/// A node and its place.
#[derive(Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its bytes. Of a literal block (`|`) the lines of text without the `|`, from the start of the
    /// first line, so that line k of the text is line k of the range.
    pub at: Range<usize>,
}

/// The kinds of nodes.
#[derive(Debug, PartialEq, Eq)]
pub enum Kind {
    /// A key without a value, `~` or `null`.
    Nothing,
    /// A text, with YAML's escapes resolved.
    Text(String),
    /// `- …` or `[…]`.
    List(Vec<Node>),
    /// `键: 值` or `{…}`.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_at: Range<usize>,
    /// The value.
    pub value: Node,
}

/// A list or map whose end has not come yet.
struct OpenNode {
    style: StructureStyle,
    start: usize,
    content: NodeContent,
}

enum NodeContent {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, key: Option<(String, Range<usize>)> },
}

/// What was read of a source.
pub(super) struct Parsed {
    /// The one document, if there is one.
    pub root: Option<Node>,
    /// Everything that is not YAML, or YAML of a kind that is not used here.
    pub faults: Diagnostics,
    /// Whether parts of the document are left out.
    pub is_partial: bool,
}

/// Reads the one document of a source, and on after faults where that is safe.
pub(super) fn read_on(source: &Arc<Source>) -> Parsed {
    let as_typed = |at: &Range<usize>| at.clone();
    if let Ok((root, faults)) = tree(source, &source.text, &as_typed) {
        // What is not used here may stand for anything.
        let root = root.filter(|_| faults.iter().all(is_readable));
        return Parsed { root, faults, is_partial: false };
    }
    let mended = Mended::of(source);
    let mut faults: Diagnostics = mended.faults.iter().cloned().collect();
    let places = |at: &Range<usize>| mended.places(at);
    let read = mended.is_sound.then(|| tree(source, &mended.text, &places));
    let root = match read {
        Some(Ok((root, more))) => {
            let root = root.filter(|_| more.iter().all(is_readable));
            faults.extend(more);
            root
        }
        Some(Err(more)) => {
            faults.extend(more);
            None
        }
        None => None,
    };
    Parsed { root, faults: faults.sorted(), is_partial: mended.is_partial }
}

/// Whether what a fault stands in is read all the same.
fn is_readable(fault: &Diagnostic) -> bool {
    fault.code == Code::Character
}

/// The tree of a text whose parts stand in the source where `places` says, with what is wrong in it; only
/// the latter where the parser gives up, and perhaps not even that.
fn tree(
    source: &Arc<Source>,
    text: &str,
    places: &dyn Fn(&Range<usize>) -> Range<usize>,
) -> Result<(Option<Node>, Diagnostics), Diagnostics> {
    let evened = Evened::new(text);
    let mut builder = TreeBuilder {
        source,
        evened: &evened,
        places,
        open: Vec::new(),
        root: None,
        found: Diagnostics::default(),
    };
    for event in Parser::new_from_str_with_options(&evened.text, mend::options()) {
        match event {
            Ok((event, span)) => builder.take(event, &span),
            // What was found before is often the cause.
            Err(_) if !builder.found.is_empty() => return Ok((None, builder.found)),
            Err(_) => return Err(builder.found),
        }
    }
    Ok((builder.root, builder.found))
}

struct TreeBuilder<'a> {
    source: &'a Arc<Source>,
    evened: &'a Evened<'a>,
    /// Where a part of the text before evening stands in the source.
    places: &'a dyn Fn(&Range<usize>) -> Range<usize>,
    open: Vec<OpenNode>,
    root: Option<Node>,
    found: Diagnostics,
}

impl TreeBuilder<'_> {
    fn take(&mut self, event: Event<'_>, span: &Span) {
        let at = (self.places)(&self.evened.places(&span.byte_range().unwrap_or(0..0)));
        if event.tag().is_some() || event.anchor_id().is_some() {
            self.not_used(at.clone());
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let at = if style == ScalarStyle::Literal { self.lines_of(&text, at) } else { at };
                self.controls(&text, &at);
                let is_folded = self.source.text.get(at.clone()).is_none_or(|s| s.contains('\n'));
                self.place(scalar(&text, style, is_folded, at));
            }
            Event::SequenceStart(style, ..) => {
                self.begin(style, at.start, NodeContent::List(Vec::new()));
            }
            Event::MappingStart(style, ..) => {
                self.begin(style, at.start, NodeContent::Map { entries: Vec::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(at.end),
            Event::Alias(_) => {
                self.not_used(at.clone());
                self.place(Node { kind: Kind::Nothing, at });
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                let why = Diagnostic::error(Code::SeveralDocuments, "一个文件里只能写一份")
                    .at(self.source, at, "从这里起是第二份")
                    .help("单独成行的 --- 会另起一份；请删去这一行，或把后一份另存为一个文件");
                self.found.push(why);
            }
            _ => {}
        }
    }

    fn begin(&mut self, style: StructureStyle, start: usize, content: NodeContent) {
        self.open.push(OpenNode { style, start, content });
    }

    fn end(&mut self, end: usize) {
        let Some(OpenNode { style, start, content }) = self.open.pop() else {
            return;
        };
        let (kind, last) = match content {
            NodeContent::List(items) => {
                let last = items.last().map_or(start, |node| node.at.end);
                (Kind::List(items), last)
            }
            NodeContent::Map { entries, .. } => {
                let last = entries.last().map_or(start, |entry| entry.value.at.end);
                (Kind::Map(entries), last)
            }
        };
        // A block ends where the next thing begins, lines below; its last child is nearer the truth.
        let end = if style == StructureStyle::Flow { end } else { last };
        self.place(Node { kind, at: start..end.max(start) });
    }

    fn place(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.content) {
            None if self.root.is_none() => self.root = Some(node),
            None => {}
            Some(NodeContent::List(items)) => items.push(node),
            Some(NodeContent::Map { entries, key }) => match (key.take(), node.kind) {
                (Some((key, key_at)), kind) => {
                    let value = Node { kind, at: node.at };
                    entries.push(Entry { key, key_at, value });
                }
                (None, Kind::Text(text)) => *key = Some((text, node.at)),
                (None, Kind::Nothing) => *key = Some((String::new(), node.at)),
                (None, Kind::List(_) | Kind::Map(_)) => {
                    self.found.push(strange_key(self.source, node.at.clone()));
                    *key = Some((String::new(), node.at));
                }
            },
        }
    }

    /// Refuses the control characters of a value: as they are they end the reading, as escapes they get
    /// this far.
    fn controls(&mut self, text: &str, at: &Range<usize>) {
        let is_refused = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r' | '\u{85}');
        if !text.contains(is_refused) {
            return;
        }
        let written = self.source.text.get(at.clone()).unwrap_or_default();
        let first = spelled(written).find(|(_, c)| is_refused(*c));
        let at = first
            .as_ref()
            .map_or(at.clone(), |(place, _)| at.start + place.start..at.start + place.end);
        let code = text.chars().find(|c| is_refused(*c)).map_or(0, u32::from);
        let what = format!("文字里有看不见的控制字符 U+{code:04X}");
        let error = Diagnostic::error(Code::Character, what).at(self.source, at, "");
        self.found.push(error.help("印不出来，也不能写进文件；请把它删去"));
    }

    /// Says once that a feature of YAML is not used here.
    fn not_used(&mut self, at: Range<usize>) {
        if self.found.iter().all(|d| d.code != Code::UnusedFeature) {
            let what = "这里用不到 YAML 的引用（& 和 *）和标签（!）";
            let error = Diagnostic::error(Code::UnusedFeature, what).at(self.source, at, "");
            let help = "文字若以 &、*、! 开头，请把整段放进双引号；要重复的内容请直接写出来";
            self.found.push(error.help(help));
        }
    }

    /// The whole lines of a literal block. The parser's span begins at the first character that is
    /// not white, below any empty lines that the text begins with.
    fn lines_of(&self, text: &str, at: Range<usize>) -> Range<usize> {
        let source = &self.source.text;
        let line_start =
            |to: usize| source.get(..to).and_then(|s| s.rfind('\n')).map_or(0, |i| i + 1);
        if text.trim_matches('\n').is_empty() {
            return at;
        }
        let mut start = line_start(at.start);
        for _ in text.chars().take_while(|&c| c == '\n') {
            start = line_start(start.saturating_sub(1));
        }
        let lines = text.trim_end_matches('\n').split('\n').count();
        let rest = source.get(start..).unwrap_or_default();
        let length: usize = rest.split_inclusive('\n').take(lines).map(str::len).sum();
        let body = rest.get(..length).unwrap_or_default().trim_end_matches(['\n', '\r']);
        start..start + body.len()
    }
}

fn scalar(text: &str, style: ScalarStyle, is_folded: bool, at: Range<usize>) -> Node {
    let plain = style == ScalarStyle::Plain;
    let kind = if plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
        Kind::Nothing
    } else if style == ScalarStyle::Literal || !is_folded {
        // A blank that was typed was meant; one that a folded line leaves was not.
        Kind::Text(text.to_owned())
    } else {
        Kind::Text(unfold(text))
    };
    Node { kind, at }
}

/// A bracket where a key should be; `{{ … }}` looks like one to YAML.
fn strange_key(source: &Arc<Source>, at: Range<usize>) -> Diagnostic {
    let before = source.text.get(..at.start).unwrap_or_default();
    if before.ends_with('{') {
        return syntax::bare_expression(source, at.start - 1..at.start + 1);
    }
    Diagnostic::error(Code::YamlSyntax, "冒号前面应是一个名称，这里是括号")
        .at(source, at, "")
        .help("文字若以 { 或 [ 开头，请把整段放进双引号")
}
