//! One value of a report's YAML changed, every other byte left as it stands.
//!
//! The value's bytes are replaced where it is written, in the way it is written: plain, quoted, or line
//! by line in its block. What is not written yet gets a line, or a place in the row, in the order of
//! the form. Comments, order, layout and line ends stay.

mod layout;

use self::layout::Layout;
use super::{
    Date, Form, Spanned, Value,
    load::START,
    number,
    trail::{Step, trail},
};
use crate::{
    diagnostic::{Code, Diagnostic, Result, Source},
    yaml::{self, Entry, Kind, Node, block, double_quoted, keeps_blanks, name_of, quoted},
};
use std::{ops::Range, sync::Arc};

/// A value of a report.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// The text under a key, or under keys below each other: `["署名", "日期"]`; a part of 正文 goes
    /// by its number from 0: `["正文", "1", "内容"]`.
    Text(&'a [&'a str]),
    /// A paragraph of such a text, from 0.
    Paragraph(&'a [&'a str], usize),
    /// A number: the key of its table and its own, `("requests", "new.total")`.
    Cell(&'a str, &'a str),
}

/// Pieces to put in place of pieces of a text, which do not overlap.
pub type Edits = Vec<(Range<usize>, String)>;

/// A text with some pieces replaced; those that do not lie in it are left out.
pub fn edited(text: &str, mut edits: Edits) -> String {
    edits.sort_by_key(|(at, _)| (at.start, at.end));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (at, piece) in edits {
        let Some(kept) = text.get(done..at.start) else {
            continue;
        };
        out.push_str(kept);
        out.push_str(&piece);
        done = at.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// A file whose text is another now: its byte-order mark stays.
pub fn rewritten(bytes: &[u8], text: &str) -> Vec<u8> {
    /// What Windows' editors put before UTF-8.
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    let mark = if bytes.starts_with(MARK) { MARK } else { b"" };
    [mark, text.as_bytes()].concat()
}

/// The YAML with one value changed and every other byte as it was: read again, it is `value`, and an
/// empty `value` is none. `form` is the one that the report follows.
///
/// # Errors
/// What keeps the source from being YAML; a target that the form does not have, or that stands below
/// a text or within a layout that is not ours to change.
pub fn change(
    source: &Arc<Source>,
    form: &Form,
    target: Target<'_>,
    value: &str,
) -> Result<String> {
    Ok(edited(&source.text, changes(source, form, target, value)?))
}

/// What [`change`] changes.
fn changes(source: &Arc<Source>, form: &Form, target: Target<'_>, value: &str) -> Result<Edits> {
    let root = yaml::parse(source, START)?;
    let steps = trail(form, target).ok_or_else(|| {
        let message = format!("这一版格式没有这一项：{target:?}");
        Diagnostic::error(Code::UnknownKey, message)
    })?;
    let paragraph = match target {
        Target::Paragraph(_, index) => Some(index),
        Target::Text(_) | Target::Cell(..) => None,
    };
    let editor = Editor { source, layout: Layout { text: &source.text }, value, paragraph };
    let slot = Slot { entry: None, node: &root, in_flow: false };
    editor.put(slot, &steps).ok_or_else(|| {
        let message = "这一项在文件里的写法不能就地改，请在文件里改";
        Diagnostic::error(Code::WrongType, message).into()
    })
}

/// A node, and what it stands under.
#[derive(Clone, Copy)]
struct Slot<'n> {
    /// The key that announces it; none for the whole and for items of lists.
    entry: Option<&'n Entry>,
    node: &'n Node,
    /// Whether brackets are around it.
    in_flow: bool,
}

struct Editor<'a> {
    source: &'a Source,
    layout: Layout<'a>,
    value: &'a str,
    paragraph: Option<usize>,
}

impl Editor<'_> {
    /// The edits that put the value where the steps lead; `None` where they cannot.
    fn put(&self, slot: Slot<'_>, steps: &[Step]) -> Option<Edits> {
        let Some((step, rest)) = steps.split_first() else {
            return self.replace(slot);
        };
        let node = slot.node;
        let in_flow = slot.in_flow || self.layout.is_flow(node);
        match &node.kind {
            Kind::Map(entries) => {
                // An English name may stand at the top of its table, above the steps between.
                let found = (0..steps.len()).rev().find_map(|depth| {
                    let by_alias = |entry: &&Entry| steps[depth].alias.as_ref() == Some(&entry.key);
                    Some((entries.iter().find(by_alias)?, steps.get(depth + 1..)?))
                });
                let by_name = || entries.iter().find(|e| step.order(&e.key) == Some(step.index));
                match found.or_else(|| Some((by_name()?, rest))) {
                    Some((entry, rest)) => {
                        self.put(Slot { entry: Some(entry), node: &entry.value, in_flow }, rest)
                    }
                    // Nothing is there to take away.
                    None if self.value.is_empty() => Some(Edits::new()),
                    None if in_flow => self.insert_inline(node, entries, steps),
                    None => self.insert_lines(entries, steps),
                }
            }
            Kind::List(items) if step.counts() => match items.get(step.index) {
                Some(item) => self.put(Slot { entry: None, node: item, in_flow }, rest),
                None => self.append(items, step, in_flow),
            },
            Kind::Nothing if self.value.is_empty() => Some(Edits::new()),
            Kind::Nothing => self.begin(slot, steps),
            // 署名: 2027年1月20日
            Kind::Text(text) if step.name() == "日期" && Date::parse(text).is_ok() => {
                self.replace(slot)
            }
            Kind::List(_) | Kind::Text(_) => None,
        }
    }

    /// A new entry in a map with braces.
    fn insert_inline(&self, map: &Node, entries: &[Entry], steps: &[Step]) -> Option<Edits> {
        let (step, rest) = steps.split_first()?;
        let new = format!("{}: {}", name_of(step.name()), self.flow(rest));
        let (at, text) = match (step.nearest_before(entries), entries.first()) {
            (Some(before), _) => (self.layout.end_of(before), format!(", {new}")),
            (None, Some(first)) => (first.key_at.start, format!("{new}, ")),
            (None, None) => (map.at.start + 1, format!(" {new} ")),
        };
        Some(vec![(at..at, text)])
    }

    /// New lines in a map without braces.
    fn insert_lines(&self, entries: &[Entry], steps: &[Step]) -> Option<Edits> {
        let first = entries.first()?;
        let line = self.layout.line_start(first.key_at.start);
        // The first key of a list's item stands behind a dash.
        let is_free = self.layout.text.get(line..first.key_at.start)?.trim().is_empty();
        let before = steps.first()?.nearest_before(entries);
        let lines = self.lines(self.layout.column(first.key_at.start), steps);
        match before.or_else(|| entries.last().filter(|_| !is_free)) {
            Some(before) => Some(vec![self.layout.below(self.layout.end_of(before), &lines)]),
            None => Some(vec![(line..line, self.layout.with_line_ends(&lines))]),
        }
    }

    /// The total that a row leaves to be computed.
    fn append(&self, items: &[Node], step: &Step, in_flow: bool) -> Option<Edits> {
        let last = items.last().filter(|_| step.index == items.len())?;
        let value = self.plain();
        if in_flow {
            return Some(vec![(last.at.end..last.at.end, format!(", {value}"))]);
        }
        let indent = self.layout.column(self.layout.dash(last)?);
        Some(vec![self.layout.below(last.at.end, &format!("{:indent$}- {value}\n", ""))])
    }

    /// The first thing under a key that has nothing yet.
    fn begin(&self, slot: Slot<'_>, steps: &[Step]) -> Option<Edits> {
        let entry = slot.entry?;
        let (at, lead) = self.layout.behind(entry, slot.node);
        if slot.in_flow || steps.first()?.is_column {
            return Some(vec![(at, format!("{lead}{}", self.flow(steps)))]);
        }
        let lines = self.lines(self.layout.column(entry.key_at.start) + 2, steps);
        let below = self.layout.below(at.end, &lines);
        Some(vec![(at, String::new()), below])
    }

    /// The value in place of what is there.
    fn replace(&self, slot: Slot<'_>) -> Option<Edits> {
        let Slot { entry, node, in_flow } = slot;
        let indent = match entry {
            Some(entry) => self.layout.column(entry.key_at.start) + 2,
            None => self.layout.column(node.at.start),
        };
        match &node.kind {
            Kind::Nothing => {
                let (at, lead) = match entry {
                    Some(entry) => self.layout.behind(entry, node),
                    None if self.layout.text.get(..node.at.start)?.ends_with('-') => {
                        (node.at.clone(), " ")
                    }
                    None => (node.at.clone(), ""),
                };
                Some(self.scalar(at, lead, indent, in_flow))
            }
            Kind::Text(text) => {
                if let Some(line) = self.line_of_block(node, text) {
                    return Some(vec![(line, self.value.to_owned())]);
                }
                let value = match self.paragraph {
                    Some(index) => &with_paragraph(text, index, self.value)?,
                    None => self.value,
                };
                let editor = Editor { value, paragraph: None, ..*self };
                match entry.and_then(|entry| self.layout.header(entry)) {
                    None if entry.is_none() && self.layout.is_below_its_dash(node) => None,
                    Some(header) => editor.block_lines(header, node, text, indent),
                    None => Some(editor.scalar(self.layout.trimmed(&node.at), "", indent, in_flow)),
                }
            }
            Kind::List(items) => self.list(items, node, in_flow),
            Kind::Map(_) => None,
        }
    }

    /// The value's lines in place of a list's items.
    fn list(&self, items: &[Node], list: &Node, in_flow: bool) -> Option<Edits> {
        let at = self.layout.trimmed(&list.at);
        let new: Vec<String> = self.value.split('\n').map(quoted).collect();
        if in_flow || self.layout.is_flow(list) {
            return Some(vec![(at, format!("[{}]", new.join(", ")))]);
        }
        let dash = self.layout.dash(items.first()?)?;
        let gap =
            format!("{}{:indent$}- ", self.layout.newline(), "", indent = self.layout.column(dash));
        Some(vec![(dash..at.end, format!("- {}", new.join(&gap)))])
    }

    /// The value as a scalar; in a block of its own below the line where it needs one.
    fn scalar(&self, at: Range<usize>, lead: &str, indent: usize, in_flow: bool) -> Edits {
        let in_block = !in_flow && (self.value.contains('\n') || !keeps_blanks(self.value));
        let lines = if in_block { block(self.value, indent) } else { None };
        if let Some(lines) = lines {
            let lines = lines.strip_prefix("|\n").unwrap_or(&lines);
            let below = self.layout.below(at.end, lines);
            return vec![(at, format!("{lead}|")), below];
        }
        let old = self.layout.text.get(at.clone()).unwrap_or_default();
        let value = match old.as_bytes().first() {
            Some(b'"') => double_quoted(self.value),
            Some(b'\'') if !self.value.contains(char::is_control) => {
                format!("'{}'", self.value.replace('\'', "''"))
            }
            _ => self.plain(),
        };
        vec![(at, format!("{lead}{value}"))]
    }

    /// The lines of a block in place of its old ones.
    fn block_lines(&self, header: usize, node: &Node, old: &str, indent: usize) -> Option<Edits> {
        let at = self.layout.trimmed(&node.at);
        let is_literal = self.layout.text.get(header..)?.starts_with('|');
        let Some(lines) = block(self.value, 0).filter(|_| is_literal) else {
            return Some(self.scalar(header..at.end.max(header + 1), "", indent, false));
        };
        let lines = lines.strip_prefix("|\n")?.trim_end_matches('\n');
        if old.trim().is_empty() {
            let lines = block(self.value, indent)?;
            return Some(vec![self.layout.below(header, lines.strip_prefix("|\n")?)]);
        }
        let written =
            self.layout.text.get(at.clone())?.lines().filter(|line| !line.trim().is_empty());
        let indent = written.map(|line| line.len() - line.trim_start().len()).min()?;
        let lines = lines.split('\n').map(|line| match line {
            "" => String::new(),
            line => format!("{:indent$}{line}", ""),
        });
        Some(vec![(at, lines.collect::<Vec<_>>().join(self.layout.newline()))])
    }

    /// Where the paragraph that is asked for stands in a block, when it is one line for another.
    fn line_of_block(&self, node: &Node, text: &str) -> Option<Range<usize>> {
        let index = self.paragraph?;
        block(self.value, 0).filter(|_| !self.value.contains('\n'))?;
        let whole = Spanned { value: text.trim_end().to_owned(), at: Some(node.at.clone()) };
        let line = whole.lines(self.source).get(index)?.clone()?;
        (line != node.at && !line.is_empty()).then_some(line)
    }

    /// The steps that are not there yet, and the value, as lines.
    fn lines(&self, indent: usize, steps: &[Step]) -> String {
        let Some((step, rest)) = steps.split_first() else {
            return String::new();
        };
        let name = name_of(step.name());
        let value = match rest {
            [] if self.value.contains('\n') || !keeps_blanks(self.value) => {
                block(self.value, indent + 2).unwrap_or_else(|| self.plain())
            }
            [] => self.plain(),
            [column] if column.is_column => self.flow(rest),
            _ => return format!("{:indent$}{name}:\n{}", "", self.lines(indent + 2, rest)),
        };
        format!("{:indent$}{name}: {}\n", "", value.trim_end())
    }

    /// The steps that are not there yet, and the value, within a line.
    fn flow(&self, steps: &[Step]) -> String {
        match steps.split_first() {
            Some((step, rest)) => format!("{{ {}: {} }}", name_of(step.name()), self.flow(rest)),
            None => self.plain(),
        }
    }

    /// The value on a line.
    fn plain(&self) -> String {
        let is_number = self.value.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'))
            && matches!(number::read(self.value), Value::Int(_) | Value::Decimal(_));
        let is_date = Date::parse(self.value).is_ok_and(|date| date.to_string() == self.value);
        match self.value {
            "" => "~".to_owned(),
            value if is_number || is_date => value.to_owned(),
            value => quoted(value),
        }
    }
}

/// A text with another paragraph in place of one.
fn with_paragraph(text: &str, index: usize, paragraph: &str) -> Option<String> {
    let mut lines: Vec<&str> = text.trim_end_matches('\n').split('\n').map(str::trim).collect();
    *lines.get_mut(index)? = paragraph;
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests;
