//! What the parts of a package (OPC, ECMA-376 Part 2 §9.3) lead to: the same in DOCX and XLSX.

use super::{
    PART,
    book::xml::{XmlStep, attribute, walk},
};
use crate::extract::{Read, zip::ZipReader};

/// What a part leads to.
#[derive(Debug, PartialEq)]
pub(super) struct PackageRelation {
    /// How the part calls it.
    pub id: String,
    /// The last word of its type: `comments`, `worksheet`.
    pub kind: String,
    /// Its name in the package.
    pub part: String,
}

/// All that a part leads to, in the order of its list; nothing when it has none.
pub(super) fn relations(archive: &mut ZipReader<'_>, part: &str) -> Read<Vec<PackageRelation>> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let mut relations = Vec::new();
    let Some(list) = archive.read(&format!("{folder}/_rels/{file}.rels"), PART)? else {
        return Ok(relations);
    };
    walk(&list, |step| {
        if let XmlStep::Begin("Relationship", start) = step {
            let of = |name| attribute(start, name).unwrap_or_default();
            let kind = of("Type").rsplit('/').next().unwrap_or_default().to_owned();
            relations.push(PackageRelation {
                id: of("Id"),
                kind,
                part: resolved(folder, &of("Target")),
            });
        }
        Ok(())
    })?;
    Ok(relations)
}

/// `../comments1.xml`, `/xl/comments1.xml` or `comments1.xml` from a folder.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_told_from_the_folder_of_the_part() {
        for target in ["../comments1.xml", "/xl/comments1.xml", "./../comments1.xml"] {
            assert_eq!(resolved("xl/worksheets", target), "xl/comments1.xml", "{target}");
        }
        assert_eq!(resolved("word", "footnotes.xml"), "word/footnotes.xml");
    }
}
