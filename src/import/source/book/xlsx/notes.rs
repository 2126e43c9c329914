//! What an XLSX has beside its cells: comments, and texts that lie on the sheet (ECMA-376 Part 1 §18.7, §20.5).

use super::{
    super::{
        sheet::{BookSheet, cell_at},
        xml::{XmlStep, attribute, walk},
    },
    PART,
};
use crate::extract::{Read, zip::ZipReader};

/// Adds what stands beside the cells of the sheet in a part.
pub(super) fn add(archive: &mut ZipReader<'_>, part: &str, sheet: &mut BookSheet) -> Read<()> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(relations) = archive.read(&format!("{folder}/_rels/{file}.rels"), PART)? else {
        return Ok(());
    };
    let targets = targets(&relations, folder)?;
    // Old programs are handed the text of a thread with words of Excel before it.
    let is_threaded = targets.iter().any(|(kind, _)| kind == "threadedComment");
    for (kind, target) in targets {
        let read = match kind.as_str() {
            "comments" if !is_threaded => comments,
            "threadedComment" => comments,
            "drawing" => shapes,
            _ => continue,
        };
        if let Some(part) = archive.read(&target, PART)? {
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

/// Of each part that a sheet leads to its kind and its name.
fn targets(relations: &[u8], folder: &str) -> Read<Vec<(String, String)>> {
    let mut targets = Vec::new();
    walk(relations, |step| {
        if let XmlStep::Begin("Relationship", start) = step {
            let of = |name| attribute(start, name).unwrap_or_default();
            let (kind, target) = (of("Type"), of("Target"));
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            targets.push((kind, resolved(folder, &target)));
        }
        Ok(())
    })?;
    Ok(targets)
}

/// `../comments1.xml` from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            "." => {}
            ".." => drop(parts.pop()),
            step => parts.push(step),
        }
    }
    parts.join("/")
}
