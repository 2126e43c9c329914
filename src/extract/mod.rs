//! The YAML that a PDF/A-3 or an OFD file carries: what [`export::pdf`](crate::export::pdf) or
//! [`export::ofd`](crate::export::ofd) attached, or another program that keeps the same standard.
//!
//! The file comes from anywhere, so it is read with bounds and only as far as the attachment needs: of
//! a PDF the cross-reference, the catalog, the names of the attached files, and one of these; of an OFD
//! (`ofd`, `zip`) the parts that lead to the list of attachments. Nothing is repaired or guessed; a damaged
//! file is said to be damaged. What stands on the pages is read through the same bounds by
//! [`import`](crate::import).

pub(crate) mod file;
mod filter;
mod inflate;
pub(crate) mod ofd;
pub(crate) mod syntax;
#[cfg(test)]
mod tests;
mod xref;
pub(crate) mod zip;

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    yaml,
};
use file::PdfFile;
use std::collections::HashSet;
use syntax::{Dict, Object};

/// Largest file in bytes. A report's is a third of a megabyte; one with scanned pictures some ten.
pub const LIMIT: usize = 64 << 20;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It breaks the format, here.
    Damaged(&'static str),
    /// It is locked by a password.
    Encrypted,
    /// It asks for more memory than any report needs.
    TooLarge,
    /// It is in order and holds no YAML.
    Nothing,
}

pub(crate) type Read<T> = std::result::Result<T, Trouble>;

/// Takes the report's YAML out of a PDF or an OFD, byte for byte. `name` is what messages call the file.
///
/// # Errors
/// `NB421`: it is neither, or damaged. `NB422`: it is encrypted. `NB423`: no YAML is attached.
/// `NB424`: it is larger, or unpacks to more, than any report can be.
pub fn extract(name: &str, file: &[u8]) -> Result<Vec<u8>> {
    let is_ofd = zip::is_one(file);
    let is_called_ofd = name.to_ascii_lowercase().ends_with(".ofd");
    let kind = if is_ofd || is_called_ofd { "OFD" } else { "PDF" };
    if file.len() > LIMIT {
        return Err(explain(name, kind, Trouble::TooLarge));
    }
    let found = match (is_ofd, is_called_ofd) {
        (true, _) => ofd::attached(file),
        (false, true) if !file.starts_with(b"%PDF-") => Err(Trouble::Damaged("开头不是压缩包的")),
        (false, _) => attached(file),
    };
    let yaml = found.map_err(|trouble| explain(name, kind, trouble))?;
    // Whatever a file inside is called: what has no keys is no report.
    let is_map = |source| yaml::read(&source, "", |_, _| Some(())).is_ok();
    if yaml::decode(name, &yaml).is_ok_and(is_map) {
        return Ok(yaml);
    }
    Err(explain(name, kind, Trouble::Damaged("里面附带的文件不是年报的 YAML")))
}

fn explain(name: &str, kind: &str, trouble: Trouble) -> Diagnostics {
    let finding = match trouble {
        Trouble::Damaged(what) => {
            Diagnostic::error(Code::DamagedPdf, format!("“{name}”不是完好的 {kind} 文件：{what}"))
                .help("请核对是不是选错了文件，或请对方重新发来")
        }
        Trouble::Encrypted => {
            Diagnostic::error(Code::EncryptedPdf, format!("“{name}”加了密，读不了"))
                .help(format!("请先用 {kind} 阅读器去掉密码另存，再取 YAML"))
        }
        Trouble::Nothing => {
            Diagnostic::error(Code::NoAttachment, format!("“{name}”里没有附带 YAML")).help(
                "只有用 --pdf-standard a-3a 生成的 PDF、用 --ofd-attach 生成的 OFD 才附带 YAML",
            )
        }
        Trouble::TooLarge => {
            let message = format!("“{name}”太大，或者展开以后太大，不像是年报");
            Diagnostic::error(Code::LargePdf, message).help("请核对是不是选错了文件")
        }
    };
    finding.into()
}

fn attached(pdf: &[u8]) -> Read<Vec<u8>> {
    let mut file = PdfFile::open(pdf)?;
    let catalog = file.catalog()?;
    let specification = specifications(&mut file, &catalog)?
        .into_iter()
        .min_by_key(|found| found.rank)
        .ok_or(Trouble::Nothing)?;
    let stream = specification.stream;
    file.content(&stream, yaml::LIMIT)
}

/// A file specification that names a YAML file.
struct FoundFile {
    /// 0 when it is said to be the source of the document, 1 otherwise.
    rank: u8,
    /// The embedded file.
    stream: Object,
}

/// So many nodes of the tree of names are visited, so many attachments looked at.
const NODES: usize = 1000;

/// What is attached: by the catalog's `AF` and by its tree of names.
fn specifications(file: &mut PdfFile<'_>, catalog: &Dict) -> Read<Vec<FoundFile>> {
    let mut found = Vec::new();
    let associated = file.follow_key(catalog, "AF")?;
    for specification in associated.array() {
        found.extend(specified(file, specification)?);
    }
    let names = file.follow_key(catalog, "Names")?;
    let root = match names.dict() {
        Some(names) => names.get(&b"EmbeddedFiles"[..]).cloned(),
        None => None,
    };
    let mut nodes: Vec<Object> = root.into_iter().collect();
    let mut seen = HashSet::new();
    let mut visited = 0;
    while let Some(node) = nodes.pop() {
        visited += 1;
        if visited > NODES {
            return Err(Trouble::TooLarge);
        }
        if let Object::Reference(number) = node
            && !seen.insert(number)
        {
            continue;
        }
        let node = file.follow(&node)?;
        let Some(node) = node.dict() else { continue };
        // Names and values take turns.
        let names = file.follow_key(node, "Names")?;
        for specification in names.array().iter().skip(1).step_by(2).take(NODES) {
            found.extend(specified(file, specification)?);
        }
        nodes.extend(file.follow_key(node, "Kids")?.array().iter().cloned());
    }
    Ok(found)
}

/// The embedded file behind a specification, if it is a YAML file by its name.
fn specified(file: &mut PdfFile<'_>, specification: &Object) -> Read<Option<FoundFile>> {
    let specification = file.follow(specification)?;
    let Some(specification) = specification.dict() else {
        return Ok(None);
    };
    let mut yaml = false;
    for key in ["UF", "F"] {
        yaml |= is_yaml(&file.follow_key(specification, key)?);
    }
    if !yaml {
        return Ok(None);
    }
    let embedded = file.follow_key(specification, "EF")?;
    let Some(embedded) = embedded.dict() else {
        return Ok(None);
    };
    let stream = (embedded.get(&b"F"[..])).or_else(|| embedded.get(&b"UF"[..]));
    let relation = file.follow_key(specification, "AFRelationship")?;
    let source = matches!(&relation, Object::Name(name) if name == b"Source");
    Ok(stream.cloned().map(|stream| FoundFile { rank: u8::from(!source), stream }))
}

/// Whether a file name, in one byte or two a character, ends as YAML's do.
fn is_yaml(name: &Object) -> bool {
    let Object::String(bytes) = name else {
        return false;
    };
    let end: Vec<u8> =
        (bytes.iter().filter(|byte| **byte != 0)).map(u8::to_ascii_lowercase).collect();
    end.ends_with(b".yaml") || end.ends_with(b".yml")
}
