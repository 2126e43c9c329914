//! Pictures of pages that a report had before it changed, and that no run writes again.
//!
//! A report that has become shorter, or of which fewer pages are wanted, would leave the pictures of its old
//! pages beside the new ones, and nobody sees from a name that they are old. What goes is only what this
//! program wrote, nobody has touched since, and was made from something else than the files of this run.

use super::{
    make::OutputTarget,
    stamp::{self, Found},
};
use std::{
    collections::{BTreeMap, HashSet},
    fs,
    path::Path,
};

/// Removes them. What cannot be removed is left: the files of this run are there all the same.
pub(super) fn remove(folder: &Path, stem: &str, targets: &[OutputTarget]) {
    let mut formats: BTreeMap<&str, &OutputTarget> = BTreeMap::new();
    for target in targets.iter().filter(|target| target.format.is_by_page()) {
        formats.entry(target.format.extension).or_insert(target);
    }
    for (extension, of_now) in formats {
        let now: HashSet<&Path> = targets.iter().map(|target| target.path.as_path()).collect();
        let mut left = targets.iter().filter(|target| target.format == of_now.format).count();
        // Pages are numbered without gaps; those of this run may begin later.
        for page in 1_usize.. {
            let path = folder.join(format!("{stem}-{page}.{extension}"));
            if now.contains(path.as_path()) {
                left -= 1;
                continue;
            }
            match stamp::look(&path, of_now.format) {
                Ok(Found::Made(source)) if source != of_now.source => {
                    let _ = fs::remove_file(&path);
                }
                Ok(Found::Nothing) if left == 0 => break,
                _ => {}
            }
        }
    }
}
