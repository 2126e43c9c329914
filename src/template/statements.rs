//! The statements of a template file as they stand, for what the engine does not tell: which one is
//! not closed, and what an extending file writes to no purpose.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Source},
    text,
};
use std::{collections::BTreeMap, ops::Range, sync::Arc};

/// `{% … %}`.
struct Statement<'a> {
    /// `for`.
    word: &'a str,
    /// What follows it.
    rest: &'a str,
    at: Range<usize>,
}

/// A file cut at its tags.
#[derive(Default)]
struct Scan<'a> {
    statements: Vec<Statement<'a>>,
    /// `{{ … }}`, and text that is not blank.
    printed: Vec<Range<usize>>,
    /// The opening mark of a tag that goes on to the end.
    unclosed: Option<Range<usize>>,
}

/// The length of the tag at the head of a text, its closing mark included; a mark within quotes
/// closes nothing.
pub(super) fn length(text: &str, close: &str) -> Option<usize> {
    let mut quote = None;
    let mut chars = text.char_indices().skip(2).peekable();
    while let Some((at, c)) = chars.next() {
        match (quote, c) {
            (Some(_), '\\') => {
                chars.next();
            }
            (Some(open), _) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, _) if text[at..].starts_with(close) => return Some(at + close.len()),
            _ => {}
        }
    }
    None
}

fn scan(text: &str) -> Scan<'_> {
    let mut scan = Scan::default();
    let mut at = 0;
    let mut raw = false;
    while let Some(start) = opening(text, at) {
        scan.text(text, at..start);
        let tag = &text[start..];
        let length = match tag.as_bytes().get(1) {
            Some(b'#') => tag.find("#}").map(|end| end + 2),
            Some(b'{') => length(tag, "}}"),
            _ => length(tag, "%}"),
        };
        let Some(length) = length else {
            scan.unclosed = Some(start..start + 2);
            return scan;
        };
        let range = start..start + length;
        at = range.end;
        if tag.starts_with("{%") {
            let inner = tag[2..length - 2].trim_matches(['-', '+']).trim();
            let end = inner.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            let (word, rest) = inner.split_at(end.unwrap_or(inner.len()));
            raw = word == "raw" || raw && word != "endraw";
            if !raw && word != "endraw" {
                scan.statements.push(Statement { word, rest: rest.trim(), at: range });
            }
        } else if tag.starts_with("{{") && !raw {
            scan.printed.push(range);
        }
    }
    scan.text(text, at..text.len());
    scan
}

/// The next `{{`, `{%` or `{#`.
fn opening(text: &str, from: usize) -> Option<usize> {
    let found = text.get(from..)?.match_indices('{');
    let tag = |at: &usize| matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#'));
    found.map(|(at, _)| from + at).find(tag)
}

impl Scan<'_> {
    fn text(&mut self, text: &str, range: Range<usize>) {
        let part = text.get(range.clone()).unwrap_or_default();
        let white = part.len() - part.trim_start().len();
        if !part.trim().is_empty() {
            let start = range.start + white;
            self.printed.push(start..start + part.trim().len());
        }
    }
}

/// Whether a statement waits for its end. `{% set 名 = 值 %}` does not, `{% set 名 %}` does.
fn opens(statement: &Statement<'_>) -> bool {
    match statement.word {
        "for" | "if" | "block" | "with" | "macro" | "filter" | "call" | "autoescape" => true,
        "set" => !statement.rest.contains('='),
        _ => false,
    }
}

/// The statement or tag of a file that is not closed, or that closes nothing.
pub(super) fn unpaired(source: &Arc<Source>) -> Option<Diagnostic> {
    let scan = scan(&source.text);
    let error = |message: String, at: &Range<usize>| {
        Diagnostic::error(Code::TemplateSyntax, message).at(source, at.clone(), "")
    };
    if let Some(at) = scan.unclosed {
        let open = source.text.get(at.clone()).unwrap_or_default();
        let close: String = open.chars().rev().map(|c| if c == '{' { '}' } else { c }).collect();
        let finding = error(format!("“{open}”没有用“{close}”关上"), &at);
        return Some(finding.help("在它的内容后面补上；里面的引号也要成对"));
    }
    let mut open: Vec<&Statement<'_>> = Vec::new();
    for statement in &scan.statements {
        if opens(statement) {
            open.push(statement);
        }
        let Some(closed) = statement.word.strip_prefix("end") else {
            continue;
        };
        match open.last() {
            Some(last) if last.word == closed => drop(open.pop()),
            Some(last) if open.iter().any(|o| o.word == closed) => {
                let end = format!("到 {} 还没有关上", statement.word);
                let finding = error(unclosed(last), &last.at);
                let finding = finding.related(source, statement.at.clone(), end);
                return Some(finding.help(close(last)));
            }
            _ if closed.is_empty() => {}
            _ => {
                let message = format!("多了一个 {}，前面没有对应的 {closed}", statement.word);
                return Some(error(message, &statement.at).help("删去它，或在前面补上开头"));
            }
        }
    }
    let last = open.pop()?;
    Some(error(unclosed(last), &last.at).help(close(last)))
}

fn unclosed(statement: &Statement<'_>) -> String {
    format!("{0} 没有用 end{0} 关上", statement.word)
}

fn close(statement: &Statement<'_>) -> String {
    format!("在它的内容后面补上 {{% end{} %}}", statement.word)
}

/// What the files that extend another write to no purpose: a block that the other does not have,
/// and what stands outside of blocks. The engine passes over both without a word.
pub(super) fn idle(sources: &BTreeMap<String, Arc<Source>>) -> Diagnostics {
    let mut findings = Diagnostics::default();
    for source in sources.values() {
        let file = scan(&source.text);
        let Some(parent) = parent(&file).filter(|parent| sources.contains_key(*parent)) else {
            continue;
        };
        let known = blocks_of(parent, sources);
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let mut covered: Vec<Range<usize>> = Vec::new();
        for (name, at, whole) in outer_blocks(&file) {
            if let Some(name) = name.filter(|name| !known.contains(name)) {
                let message = format!("{parent} 里没有“{name}”这一块，写了也不会印出来");
                let finding = Diagnostic::error(Code::TemplateSyntax, message).at(source, at, "");
                findings.push(finding.help(text::suggestion(name, known.iter().copied())));
            }
            covered.push(whole);
        }
        // Macros and captured text are no output.
        let inside = |at: &Range<usize>| covered.iter().any(|c| c.contains(&at.start));
        if let Some(at) = file.printed.iter().find(|at| !inside(at)) {
            let message = format!("这里写在 block 外面，不会印出来：这个文件 extends 了 {parent}");
            let finding =
                Diagnostic::error(Code::TemplateSyntax, message).at(source, at.clone(), "");
            let blocks = known.join("、");
            findings.push(finding.help(format!("写进它的某一块里：{blocks}")));
        }
    }
    findings
}

/// The file that a file extends, if it is named outright.
fn parent<'a>(file: &Scan<'a>) -> Option<&'a str> {
    let extends = file.statements.iter().find(|s| s.word == "extends")?;
    let name = extends.rest.strip_prefix(['"', '\''])?;
    name.strip_suffix(['"', '\''])
}

/// Every block of a file and of those it extends.
fn blocks_of(name: &str, sources: &BTreeMap<String, Arc<Source>>) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut seen = vec![name];
    let mut next = sources.get(name);
    while let Some(source) = next {
        let file = scan(&source.text);
        for block in file.statements.iter().filter(|s| s.word == "block") {
            let name = block.name().to_owned();
            if !blocks.contains(&name) {
                blocks.push(name);
            }
        }
        next = parent(&file).filter(|parent| !seen.contains(parent)).and_then(|parent| {
            seen.push(parent);
            sources.get(parent)
        });
    }
    blocks
}

/// The blocks that stand in no other, each with its name, its statement and all it covers; macros
/// and captured text cover what is in them too, and have no name here.
fn outer_blocks<'a>(file: &Scan<'a>) -> Vec<(Option<&'a str>, Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    let mut open: Vec<&Statement<'a>> = Vec::new();
    for statement in &file.statements {
        let word = statement.word;
        if opens(statement) && matches!(word, "block" | "macro" | "set") {
            open.push(statement);
        } else if matches!(word, "endblock" | "endmacro" | "endset")
            && let Some(start) = open.pop()
            && open.is_empty()
        {
            let name = (start.word == "block").then(|| start.name());
            let whole = start.at.start..statement.at.end;
            found.push((name, start.at.clone(), whole));
        }
    }
    found
}

impl<'a> Statement<'a> {
    /// The name of a block.
    fn name(&self) -> &'a str {
        self.rest.split_whitespace().next().unwrap_or_default()
    }
}
