//! YAML bytes → nodes that know where they stand, read key by key, with every mistake told.
//!
//! For all that an office writes: reports, free data, `county.yaml`, `template.yaml`, `styles.yaml`. What
//! the keys mean is the caller's business.

mod decode;
mod encodings;
mod entries;
mod indent;
mod keys;
mod mend;
mod node;
mod prepared;
mod reader;
mod scalar;
mod spanned;
mod spelled;
mod syntax;
mod typed;

pub use self::{
    decode::{LIMIT, decode},
    spanned::Spanned,
};

pub(crate) use self::{
    entries::Entries,
    keys::{Name, TypedKey, canonical, nearest},
    node::{Entry, Kind, Node},
    reader::{Field, Reader, echo, unknown_key},
    scalar::{block, double_quoted, keeps_blanks, name_of, quoted},
    spelled::{places, spelled},
};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result, Source};
use std::sync::Arc;

/// Reads a file that is a map: what `read` makes of its entries, with the warnings.
///
/// `start` says to the writer of a file without any entry how to begin.
///
/// # Errors
/// Everything that keeps the file from being understood, together with all other findings, in the
/// order of the text.
pub(crate) fn read<T>(
    source: &Arc<Source>,
    start: &str,
    read: impl FnOnce(&mut Reader<'_>, Entries<'_>) -> Option<T>,
) -> Result<(T, Diagnostics)> {
    let node::Parsed { root, faults, is_partial } = node::read_on(source);
    let Some(root) = root else {
        return Err(if faults.is_empty() { empty(source, start).into() } else { faults });
    };
    let Kind::Map(entries) = &root.kind else {
        return Err(if faults.is_empty() { not_a_map(source, &root, start) } else { faults });
    };
    let mut reader = Reader::new(source);
    let value = read(&mut reader, Entries::new(entries));
    let mut findings = reader.all();
    if is_partial {
        // It may be what was left out.
        findings = findings.iter().filter(|f| f.code != Code::Missing).cloned().collect();
    }
    if faults.iter().any(|fault| fault.code == Code::Character) {
        // One that the reader comes upon too is told where it stands.
        findings = findings.iter().filter(|f| f.code != Code::Character).cloned().collect();
    }
    findings.extend(faults);
    let findings = findings.sorted();
    match value {
        Some(value) if !findings.has_errors() => Ok((value, findings)),
        _ => Err(findings),
    }
}

/// The tree of a file in which something is written; `start` as for [`read`].
///
/// # Errors
/// Everything that is not YAML, or YAML of a kind that is not used here.
pub(crate) fn parse(source: &Arc<Source>, start: &str) -> Result<Node> {
    let node::Parsed { root, faults, .. } = node::read_on(source);
    let root = faults.finish(root)?;
    root.ok_or_else(|| empty(source, start).into())
}

/// A text with the colons, tabs and blanks before a line mended that `found` tells of, and its indents of
/// full-width and no-break blanks made of spaces; none where there is nothing to mend.
pub fn mended(source: &Source, found: &Diagnostics) -> Option<String> {
    let here = |finding: &Diagnostic| {
        let label = finding.primary.as_ref()?;
        let is_here = label.at.source.text == source.text;
        is_here.then(|| (finding.code, label.at.range.clone()))
    };
    let places: Vec<_> = found.iter().filter_map(here).collect();
    mend::mended(&source.text, &places)
}

/// A text that the parser reads, made of one that it does not by a change at each fault, within its line; none
/// where something would have to be left out.
pub fn read_past(source: &Arc<Source>) -> Option<String> {
    let mended = mend::Mended::of(source);
    let is_whole = mended.is_sound && !mended.is_partial && !mended.faults.is_empty();
    is_whole.then_some(mended.text)
}

fn empty(source: &Source, start: &str) -> Diagnostic {
    Diagnostic::error(Code::EmptyFile, format!("“{}”里什么也没有写", source.name)).help(start)
}

fn not_a_map(source: &Arc<Source>, root: &Node, start: &str) -> Diagnostics {
    let at = &root.at;
    let line = source.text.get(at.start..).map_or(0, |s| s.find('\n').unwrap_or(s.len()));
    if let Some(at) = syntax::bad_colon(&source.text, at.start..at.start + line) {
        let more = syntax::bad_colons_below(&source.text, at.end, root.at.end);
        return [at].into_iter().chain(more).map(|at| syntax::colon(source, at)).collect();
    }
    if root.kind == Kind::Nothing {
        return empty(source, start).into();
    }
    // - 机关: …: each name written as an item.
    if let Kind::List(items) = &root.kind
        && items.iter().all(|item| matches!(item.kind, Kind::Map(_)))
        && source.text.get(at.start..).is_some_and(|text| text.starts_with("- "))
    {
        let message = if items.len() > 1 {
            "每一项的行首多了“- ”"
        } else {
            "行首多了“- ”"
        };
        let first = at.start..at.start + 1;
        return Diagnostic::error(Code::NotAMap, message)
            .at(source, first, "这里")
            .help("请删去行首的“- ”，各项的名称都顶格写")
            .into();
    }
    Diagnostic::error(Code::NotAMap, "文件应由一行行“名称: 内容”组成")
        .at(source, at.start..at.start + line.min(at.len()), "这里不是")
        .help(start)
        .into()
}
