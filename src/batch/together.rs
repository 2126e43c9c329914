//! Files that are made of many inputs: an overview of a county, its tables. They are stamped like the others, so
//! that nobody's edits are lost, and taken out of the way like the others when nothing makes them any more.

use super::{
    Written,
    make::changed,
    stamp::{self, Found},
};
use crate::{
    diagnostic::{Diagnostics, Result},
    digest::Digest,
    export::{FORMATS, Format},
    file::{self, Output},
    sheets,
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// A file that is made of many inputs.
#[derive(Clone, Debug)]
pub struct Product {
    /// Its name, without any folder.
    pub name: String,
    /// The whole of it.
    pub bytes: Vec<u8>,
}

/// The format in whose way a file of some name is stamped: a workbook is a package as a DOCX is.
fn format_of(path: &Path) -> Option<&'static Format> {
    if file::has_extension(path, &["xlsx"]) {
        return Some(Format::DOCX);
    }
    FORMATS.into_iter().find(|format| file::has_extension(path, &[format.extension]))
}

/// Puts products into a folder, those that are not there already; all of them or none.
///
/// # Errors
/// `NB404` when a file would be lost that is not as this program wrote it, unless `force`d.
pub fn put(folder: &Path, products: Vec<Product>, force: bool) -> Result<Vec<Written>> {
    let mut refusals = Diagnostics::default();
    let (mut outputs, mut written) = (Vec::new(), Vec::new());
    for Product { name, bytes } in products {
        let path = folder.join(&name);
        let Some(format) = format_of(&path) else { continue };
        let source = Digest::of(&bytes);
        let is_new = match stamp::look_of_many(&path, format) {
            _ if force => true,
            Ok(Found::Made(there)) => there != source,
            Ok(Found::Nothing) => true,
            Ok(Found::Changed) => {
                refusals.push(changed(&path));
                continue;
            }
            Err(unreadable) => {
                refusals.extend(unreadable);
                continue;
            }
        };
        if is_new {
            outputs.push(Output { name, bytes: stamp::stamp_of_many(format, bytes, source) });
        }
        written.push(Written { path, changed: is_new, page: None });
    }
    refusals.finish(())?;
    let may_go = |path: &Path, old: &Path| match format_of(path) {
        Some(format) if !force && stamp::look_of_many(old, format)? == Found::Changed => {
            Err(changed(path).into())
        }
        _ => Ok(()),
    };
    file::replace_all_if(folder, &outputs, &may_go)?;
    Ok(written)
}

/// The files of a folder that this program has made, as it left them, and not among those `made` now.
pub fn left_over(folder: &Path, made: &[PathBuf]) -> Vec<PathBuf> {
    let made: BTreeSet<&PathBuf> = made.iter().collect();
    let is_left = |path: &PathBuf| {
        !made.contains(path) && format_of(path).is_some_and(|format| stamp::is_made(path, format))
    };
    let mut left: Vec<PathBuf> = file::files(folder, 0).flatten().filter(is_left).collect();
    left.sort_unstable();
    left
}

/// Whether a file is one that this program made of many inputs, and nobody has changed it since; of a workbook,
/// whether anybody has or not.
pub(super) fn is_of_many(path: &Path) -> bool {
    if file::has_extension(path, &["xlsx"]) {
        return file::read_beside(path).is_ok_and(|file| sheets::is_book(&file));
    }
    let made = format_of(path).map(|format| stamp::look_of_many(path, format));
    matches!(made, Some(Ok(Found::Made(_))))
}

/// Whether a file is one that this program made of one input, and nobody has changed it since.
pub fn is_made_of_one(path: &Path) -> bool {
    let made = format_of(path).map(|format| stamp::look(path, format));
    matches!(made, Some(Ok(Found::Made(_))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use std::fs;

    fn product(text: &str) -> Vec<Product> {
        vec![Product { name: "index.html".to_owned(), bytes: text.into() }]
    }

    #[test]
    fn what_is_there_is_left_alone_what_is_old_replaced_and_what_was_changed_stays() {
        let home = tempfile::tempdir().unwrap();
        let put = |text: &str, force| put(home.path(), product(text), force);
        assert!(put("<p>1\n", false).unwrap()[0].changed);
        assert!(!put("<p>1\n", false).unwrap()[0].changed);
        assert!(put("<p>2\n", false).unwrap()[0].changed);
        let path = home.path().join("index.html");
        assert_eq!(left_over(home.path(), &[]), std::slice::from_ref(&path));
        assert!(left_over(home.path(), std::slice::from_ref(&path)).is_empty());
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace("<p>2", "<p>3")).unwrap();
        assert!(left_over(home.path(), &[]).is_empty());
        assert_eq!(put("<p>4\n", false).unwrap_err()[0].code, Code::Exists);
        assert!(fs::read_to_string(&path).unwrap().starts_with("<p>3"));
        put("<p>4\n", true).unwrap();
        assert!(fs::read_to_string(&path).unwrap().starts_with("<p>4"));
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }
}
