//! Names that a browser gives: of files directly in the folder, and of nothing else.

use crate::{
    batch,
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
};
use std::path::{Component, Path, PathBuf};

/// The folder within the folder that sums are written to.
pub(super) const SUMS: &str = "汇总";

/// Longer than any system allows.
const LONGEST: usize = 255;

/// The file of this name in a folder, which is there and plain: no link leads out.
///
/// # Errors
/// `NB401`: it is no name of such a file.
pub(super) fn within(folder: &Path, name: &str) -> Result<PathBuf> {
    let path = new(folder, name)?;
    if batch::is_county(name) {
        let message = format!("{name} 是全县共用的设置，不是报告");
        let help = "请用记事本改它；报告在单位列表里";
        return Err(Diagnostic::error(Code::Unreadable, message).help(help).into());
    }
    if path.symlink_metadata().is_ok_and(|about| about.is_file()) {
        return Ok(path);
    }
    Err(refused(name))
}

/// The place of a file of this name in a folder, there or not. A sum lies one folder deeper.
///
/// # Errors
/// `NB401`: it is no name of a file in it.
pub(super) fn new(folder: &Path, name: &str) -> Result<PathBuf> {
    let (folder, plain) = match name.strip_prefix(SUMS).and_then(|rest| rest.strip_prefix('/')) {
        Some(plain) if is_own(&folder.join(SUMS)) => (folder.join(SUMS), plain),
        _ => (folder.to_owned(), name),
    };
    let is_plain = !plain.is_empty()
        && plain.len() <= LONGEST
        && !plain.starts_with('.')
        && !plain.contains(['/', '\\', ':'])
        && !plain.contains(char::is_control)
        && matches!(Path::new(plain).components().collect::<Vec<_>>()[..], [Component::Normal(_)]);
    if is_plain { Ok(folder.join(plain)) } else { Err(refused(name)) }
}

fn is_own(folder: &Path) -> bool {
    folder.symlink_metadata().is_ok_and(|about| about.is_dir())
}

/// The name by which a browser knows a file of the folder.
pub(super) fn name_of(folder: &Path, path: &Path) -> String {
    let way = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<String> =
        way.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    parts.join("/")
}

/// What is said of a name under which nothing can be opened.
pub(super) fn refused(name: &str) -> Diagnostics {
    let message = format!("这个文件夹里没有“{name}”");
    let help = "它可能刚被改名、移走或删去；请回到单位列表看一看";
    Diagnostic::error(Code::Unreadable, message).help(help).into()
}
