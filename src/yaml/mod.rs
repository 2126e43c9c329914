//! YAML bytes → nodes that know where they stand, read key by key, with every mistake told.
//!
//! For all that an office writes: reports, free data, `county.yaml`, `template.yaml`, `styles.yaml`. What
//! the keys mean is the caller's business.

mod decode;
mod entries;
mod indent;
mod keys;
mod node;
mod reader;
mod scalar;
mod spanned;
mod syntax;
mod typed;

pub use self::{
    decode::{LIMIT, decode},
    spanned::Spanned,
};

pub(crate) use self::{
    entries::Entries,
    keys::{Name, nearest},
    node::{Entry, Kind, Node},
    reader::{Field, Reader, echo, unknown_key},
    scalar::{block, double_quoted, keeps_blanks, name_of, quoted},
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
    let root = parse(source, start)?;
    let Kind::Map(entries) = &root.kind else {
        return Err(not_a_map(source, &root, start).into());
    };
    let mut reader = Reader::new(source);
    let value = read(&mut reader, Entries::new(entries));
    let findings = reader.findings.sorted();
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
    node::parse(source)?.ok_or_else(|| empty(source, start).into())
}

fn empty(source: &Source, start: &str) -> Diagnostic {
    Diagnostic::error(Code::EmptyFile, format!("“{}”里什么也没有写", source.name)).help(start)
}

fn not_a_map(source: &Arc<Source>, root: &Node, start: &str) -> Diagnostic {
    let at = &root.at;
    let line = source.text.get(at.start..).map_or(0, |s| s.find('\n').unwrap_or(s.len()));
    if let Some(at) = syntax::bad_colon(source, at.start..at.start + line) {
        return syntax::colon(source, at);
    }
    if root.kind == Kind::Nothing {
        return empty(source, start);
    }
    Diagnostic::error(Code::NotAMap, "文件应由一行行“名称: 内容”组成")
        .at(source, at.start..at.start + line.min(at.len()), "这里不是")
        .help(start)
}
