//! Text and inline elements → runs.

use super::{
    super::{engine::LINE_END, styles},
    build::Builder,
    parse::{Child, MarkupNode},
    schema::Tag,
};
use crate::{
    diagnostic::Code,
    document::{CharStyleId, Inline, Run, StyleId, TextStyle},
    text::composed,
};
use std::sync::Arc;

/// How text is set at some place.
#[derive(Clone)]
pub(super) struct Setting {
    pub style: Arc<TextStyle>,
    pub char_style: Option<CharStyleId>,
}

impl Builder<'_> {
    /// The inlines of a list of children.
    pub(super) fn inlines(&mut self, children: &[Child], setting: &Setting) -> Vec<Inline> {
        let mut out = Vec::new();
        self.gather(children, setting, &mut out);
        tidy(out)
    }

    fn gather(&mut self, children: &[Child], setting: &Setting, out: &mut Vec<Inline>) {
        for child in children {
            match child {
                Child::Text { text, .. } => out.push(Inline::Text(Run {
                    text: composed(text).into_owned(),
                    style: Arc::clone(&setting.style),
                    char_style: setting.char_style,
                })),
                Child::Node(node) => match node.element.tag {
                    Tag::Break => out.push(Inline::Break),
                    Tag::Head => {
                        let inner = self.head(node, setting);
                        self.gather(&node.children, &inner, out);
                    }
                    _ => {
                        let inner = self.span(node, setting);
                        self.gather(&node.children, &inner, out);
                    }
                },
            }
        }
    }

    fn head(&mut self, node: &MarkupNode, outer: &Setting) -> Setting {
        let level = node.attribute("level").unwrap_or_default();
        let index = level.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let Some(name) = index.and_then(|i| styles::name::HEADINGS.get(i)) else {
            self.wrong(node, "level", "写 level=\"1\" 到 level=\"4\"");
            return outer.clone();
        };
        self.named_setting(node, name).unwrap_or_else(|| outer.clone())
    }

    fn span(&mut self, node: &MarkupNode, outer: &Setting) -> Setting {
        let mut setting = match node.attribute("style") {
            Some(name) => self.named_setting(node, name).unwrap_or_else(|| outer.clone()),
            None => outer.clone(),
        };
        let style = Arc::make_mut(&mut setting.style);
        if let Some(bold) = self.switch(node, "bold") {
            style.bold = bold;
        }
        if let Some(underline) = self.switch(node, "underline") {
            style.underline = underline;
        }
        if let Some(color) = self.color(node, "color") {
            style.color = color;
        }
        if let Some(name) = node.attribute("font") {
            style.family = styles::family_of(name).into();
        }
        if let Some(name) = node.attribute("latin") {
            style.latin = styles::family_of(name).into();
        }
        if let Some(word) = node.attribute("size") {
            match styles::size_of(word) {
                Some(size) => style.size = size,
                None => self.wrong(node, "size", &styles::size_help(word)),
            }
        }
        if let Some(tracking) = self.length(node, "tracking", -10.0..=100.0) {
            style.tracking = tracking;
        }
        setting
    }

    fn named_setting(&mut self, node: &MarkupNode, name: &str) -> Option<Setting> {
        let id = self.style(node, name)?;
        Some(self.char_setting(id))
    }

    /// Text as the character half of a paragraph style sets it.
    pub(super) fn char_setting(&mut self, id: StyleId) -> Setting {
        let style = Arc::clone(&self.styles.named[id.0].text);
        Setting { style, char_style: Some(self.char_style(id)) }
    }

    /// The text of children that may hold nothing else, by the lines of the values in it; at least one,
    /// or it is told.
    pub(super) fn plain_lines(&mut self, node: &MarkupNode) -> Vec<String> {
        let mut text = String::new();
        for child in &node.children {
            if let Child::Text { text: piece, .. } = child {
                text.push_str(piece);
            }
        }
        let lines = text.split(LINE_END).map(|line| {
            let words = line.split(is_white).filter(|word| !word.is_empty());
            words.collect::<Vec<_>>().join(" ")
        });
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        if lines.is_empty() {
            let name = node.element.name;
            self.report(Code::Nesting, format!("<{name}> 是空的"), &node.at, "写上文字，或删去它");
            return vec![String::new()];
        }
        lines
    }

    /// The same on one line.
    pub(super) fn plain(&mut self, node: &MarkupNode) -> String {
        self.plain_lines(node).join(" ")
    }
}

/// Puts text before all other text.
pub(super) fn prepend(inlines: &mut Vec<Inline>, text: &str, setting: &Setting) {
    let mut out = Vec::new();
    append(&mut out, text, setting);
    for inline in std::mem::take(inlines) {
        match inline {
            Inline::Text(run) => push(&mut out, run),
            other => out.push(other),
        }
    }
    *inlines = out;
}

/// Puts text after all other text.
pub(super) fn append(inlines: &mut Vec<Inline>, text: &str, setting: &Setting) {
    push(
        inlines,
        Run {
            text: text.to_owned(),
            style: Arc::clone(&setting.style),
            char_style: setting.char_style,
        },
    );
}

/// Takes the template's own line ends and indents out of the text.
///
/// White that holds a line end is the template's: it vanishes at the ends of a line and between
/// Chinese characters, and stays one blank between Latin words. Blanks within a line are the
/// author's and stay.
fn tidy(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut line = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Text(run) => line.push(run),
            other => {
                finish_line(&mut line, &mut out);
                out.push(other);
            }
        }
    }
    finish_line(&mut line, &mut out);
    out
}

fn finish_line(line: &mut Vec<Run>, out: &mut Vec<Inline>) {
    let runs = std::mem::take(line);
    let chars: Vec<(usize, char)> = runs
        .iter()
        .enumerate()
        .flat_map(|(i, run)| run.text.chars().map(move |c| (i, c)))
        .collect();
    let mut texts = vec![String::new(); runs.len()];
    let mut at = 0;
    let mut last: Option<char> = None;
    while let Some(&(run, c)) = chars.get(at) {
        if !is_white(c) {
            texts[run].push(c);
            last = Some(c);
            at += 1;
            continue;
        }
        let white = chars[at..].iter().take_while(|(_, c)| is_white(*c));
        let length = white.clone().count();
        let written = white.clone().any(|(_, c)| *c != ' ');
        let next = chars.get(at + length).map(|(_, c)| *c);
        if let (Some(before), Some(after)) = (last, next) {
            if !written {
                white.for_each(|(run, _)| texts[*run].push(' '));
            } else if before.is_ascii() && after.is_ascii() {
                texts[run].push(' ');
            }
        }
        at += length;
    }
    for (run, text) in runs.into_iter().zip(texts) {
        push(out, Run { text, ..run });
    }
}

pub(super) fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Adds a run, joined to one of the same setting before it.
pub(super) fn push(out: &mut Vec<Inline>, run: Run) {
    if run.text.is_empty() {
        return;
    }
    if let Some(Inline::Text(last)) = out.last_mut()
        && last.char_style == run.char_style
        && last.style == run.style
    {
        last.text.push_str(&run.text);
        return;
    }
    out.push(Inline::Text(run));
}
