//! Whether two names are of one file: by links, other spellings of a path, capitals where these count for nothing.

use std::{collections::HashSet, path::Path};

#[cfg(unix)]
type FileId = (u64, u64);
#[cfg(not(unix))]
type FileId = std::path::PathBuf;

/// Files, whatever each is called.
#[derive(Clone, Debug, Default)]
pub struct FileSet(HashSet<FileId>);

impl FileSet {
    /// Those of some paths that are there.
    pub fn of(paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Self {
        Self(paths.into_iter().filter_map(|path| id(path.as_ref())).collect())
    }

    /// Whether what stands at a path is one of them. A link is none: it would be replaced, not followed.
    pub fn contains(&self, path: &Path) -> bool {
        !path.is_symlink() && id(path).is_some_and(|id| self.0.contains(&id))
    }
}

#[cfg(unix)]
fn id(path: &Path) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt;
    let about = path.metadata().ok()?;
    Some((about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn id(path: &Path) -> Option<FileId> {
    path.canonicalize().ok()
}
