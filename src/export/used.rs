//! What is printed of each face, for the formats that embed it.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    font::{Embedding, Face, FaceId, Fonts},
    layout::{Item, Pages},
};
use std::collections::{BTreeMap, BTreeSet};

/// A glyph of the original face and the character it prints.
pub(super) type Use = (u16, char);

/// What is printed of each face.
///
/// # Errors
/// `NB391`: glyph 0, the box for "no such character".
pub(super) fn used(pages: &Pages) -> Result<BTreeMap<FaceId, BTreeSet<Use>>> {
    let mut by_face: BTreeMap<FaceId, BTreeSet<Use>> = BTreeMap::new();
    for (number, page) in (1..).zip(&pages.pages) {
        for item in &page.items {
            let Item::Glyphs(run) = item else { continue };
            if run.glyphs.is_empty() {
                continue;
            }
            let uses = by_face.entry(run.face).or_default();
            for glyph in &run.glyphs {
                if glyph.id == 0 {
                    return Err(no_glyph(glyph.ch, &format!("第{number}页")));
                }
                uses.insert((glyph.id, glyph.ch));
            }
        }
    }
    Ok(by_face)
}

/// Whether the formats that embed faces may hold those that something is printed with.
///
/// # Errors
/// `NB392`: a face that they may not.
pub fn embeddable(pages: &Pages, fonts: &Fonts) -> Result<()> {
    for face in used(pages)?.keys() {
        fonts.face(*face).embeddable()?;
    }
    Ok(())
}

/// Refuses a face whose maker forbids embedding (OpenType OS/2 `fsType`).
pub(super) fn permitted(face: &Face, parsed: &ttf_parser::Face<'_>) -> Result<()> {
    let embedding = Embedding::of(parsed.tables().os2.as_ref());
    if embedding.is_allowed() {
        return Ok(());
    }
    Err(embedding.refusal(&face.shown()).into())
}

/// A character that a face has no shape for.
pub(super) fn no_glyph(ch: char, place: &str) -> Diagnostics {
    let message = format!("{place}的“{ch}”（U+{:04X}）没有字形", u32::from(ch));
    Diagnostic::error(Code::NoOutline, message).help("请改用有这个字的字体，或改写这个字").into()
}

/// A face that cannot be read.
pub(super) fn unreadable(face: &Face, format: &str, reason: &str) -> Diagnostics {
    let message = format!("字体{}不能嵌入 {format}：{reason}", face.shown());
    Diagnostic::error(Code::DamagedFont, message)
        .help("字体文件可能已损坏，请重新复制，或换一个 TrueType 字体")
        .into()
}
