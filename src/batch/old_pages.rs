//! Pictures of pages that a report had before it changed, and that no run writes again.
//!
//! A report that has become shorter, or of which fewer pages are wanted, would leave the pictures of its old
//! pages beside the new ones, and nobody sees from a name that they are old; one that has come to ten pages or
//! more, those whose names have fewer digits. What goes is only what this program wrote, nobody has touched
//! since, and was made from something else than the files of this run.

use super::{
    make::OutputTarget,
    stamp::{self, Found},
};
use std::{
    collections::{BTreeMap, HashSet},
    fs,
    path::Path,
};

/// Digits of a number of a page: no report has ten thousand.
const MOST_DIGITS: usize = 4;
/// Pages may have been left out; so many numbers without a file are the end.
const GAP: usize = 16;

/// Removes them. What cannot be removed is left: the files of this run are there all the same.
pub(super) fn remove(folder: &Path, stem: &str, targets: &[OutputTarget]) {
    let mut formats: BTreeMap<&str, &OutputTarget> = BTreeMap::new();
    for target in targets.iter().filter(|target| target.format.is_by_page()) {
        formats.entry(target.format.extension).or_insert(target);
    }
    let now: HashSet<&Path> = targets.iter().map(|target| target.path.as_path()).collect();
    for (extension, of_now) in formats {
        let last = targets.iter().filter(|target| target.format == of_now.format);
        let last = last.filter_map(|target| target.page).max().unwrap_or_default();
        let (mut page, mut end) = (1, last + GAP);
        while page <= end {
            for digits in page.to_string().len()..=MOST_DIGITS {
                let path = folder.join(format!("{stem}-{page:0digits$}.{extension}"));
                if now.contains(path.as_path()) {
                    continue;
                }
                match stamp::look(&path, of_now.format) {
                    Ok(Found::Nothing) => continue,
                    Ok(Found::Made(source)) if source != of_now.source => {
                        let _ = fs::remove_file(&path);
                    }
                    _ => {}
                }
                end = end.max(page + GAP);
            }
            page += 1;
        }
    }
}
