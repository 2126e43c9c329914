//! What an XLSX has beside its cells: comments, and texts that lie on the sheet (ECMA-376 Part 1 §18.7, §20.5).

use super::super::{
    super::{PART, package::relations},
    sheet::{BookSheet, cell_at},
    xml::{XmlStep, attribute, walk},
};
use crate::extract::{Read, zip::ZipReader};

/// Adds what stands beside the cells of the sheet in a part.
pub(super) fn add(archive: &mut ZipReader<'_>, part: &str, sheet: &mut BookSheet) -> Read<()> {
    let relations = relations(archive, part)?;
    // Old programs are handed the text of a thread with words of Excel before it.
    let is_threaded = relations.iter().any(|relation| relation.kind == "threadedComment");
    for relation in relations {
        let read = match relation.kind.as_str() {
            "comments" if !is_threaded => comments,
            "threadedComment" => comments,
            "drawing" => shapes,
            _ => continue,
        };
        if let Some(part) = archive.read(&relation.part, PART)? {
            read(&part, sheet)?;
        }
    }
    Ok(())
}

fn comments(part: &[u8], sheet: &mut BookSheet) -> Read<()> {
    let (mut at, mut text, mut is_text) = (None, String::new(), false);
    walk(part, |step| {
        match step {
            XmlStep::Begin("comment" | "threadedComment", start) => {
                at = attribute(start, "ref").and_then(|name| cell_at(&name));
                text.clear();
            }
            XmlStep::End("comment" | "threadedComment") => {
                sheet.note(at, &format!("批注“{}”", text.trim()))?;
            }
            // A thread has its text in one element, a comment in runs.
            XmlStep::Begin("t" | "text", _) => is_text = true,
            XmlStep::End("t" | "text") => is_text = false,
            XmlStep::Text(piece) if is_text => text.push_str(piece),
            _ => {}
        }
        Ok(())
    })
}

fn shapes(part: &[u8], sheet: &mut BookSheet) -> Read<()> {
    let (mut text, mut is_text) = (String::new(), false);
    walk(part, |step| {
        match step {
            XmlStep::Begin("sp", _) => text.clear(),
            XmlStep::End("sp") if !text.trim().is_empty() => {
                sheet.note(None, &format!("文本框“{}”", text.trim()))?;
            }
            XmlStep::Begin("t", _) => is_text = true,
            XmlStep::End("t") => is_text = false,
            XmlStep::Text(piece) if is_text => text.push_str(piece),
            _ => {}
        }
        Ok(())
    })
}
