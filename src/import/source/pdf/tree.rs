//! The pages of a file in their order, with what they inherit (ISO 32000-1 §7.7.3).

use crate::extract::{
    Read, Trouble,
    file::PdfFile,
    syntax::{Dict, Object},
};
use std::collections::HashSet;

/// No report has more pages.
const PAGES: usize = 2000;
/// Nodes above the pages.
const NODES: usize = 4 * PAGES;
/// Keys that a page has of what stands above it.
const INHERITED: [&str; 4] = ["Resources", "MediaBox", "CropBox", "Rotate"];

/// A page.
#[derive(Debug)]
pub(super) struct Leaf {
    /// Its dictionary, with what it inherits.
    pub dict: Dict,
}

/// All pages.
pub(super) fn leaves(file: &mut PdfFile<'_>) -> Read<Vec<Leaf>> {
    let catalog = file.catalog()?;
    let root = catalog.get(&b"Pages"[..]).cloned().unwrap_or(Object::Null);
    let mut nodes: Vec<(Object, Dict)> = vec![(root, Dict::new())];
    let (mut seen, mut visited) = (HashSet::new(), 0);
    let mut leaves = Vec::new();
    while let Some((node, mut above)) = nodes.pop() {
        visited += 1;
        if visited > NODES || leaves.len() > PAGES {
            return Err(Trouble::TooLarge);
        }
        if let Object::Reference(number) = node
            && !seen.insert(number)
        {
            continue;
        }
        let node = file.follow(&node)?;
        let Some(dict) = node.dict() else { continue };
        for key in INHERITED {
            if let Some(value) = dict.get(key.as_bytes()) {
                above.insert(key.as_bytes().to_vec(), value.clone());
            }
        }
        let kids = file.follow_key(dict, "Kids")?;
        if matches!(kids, Object::Array(_)) {
            let kids = kids.array();
            if kids.len() > NODES {
                return Err(Trouble::TooLarge);
            }
            nodes.extend(kids.iter().rev().map(|kid| (kid.clone(), above.clone())));
        } else {
            let mut dict = dict.clone();
            for (key, value) in above {
                dict.entry(key).or_insert(value);
            }
            leaves.push(Leaf { dict });
        }
    }
    if leaves.is_empty() {
        return Err(Trouble::Nothing);
    }
    Ok(leaves)
}
