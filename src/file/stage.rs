//! Files that are being written, under temporary names.

use super::{
    files,
    read::{Links, open_plain},
};
use std::{
    fs,
    io::{self, Write},
    path::Path,
};
use tempfile::{Builder, NamedTempFile};

/// Names of files that are being written.
const PREFIX: &str = ".nianbao-";
const SUFFIX: &str = ".tmp";
/// How often a file is made that another run sweeps away before it is locked; what takes away every one is no
/// other run.
const MOST_TRIES: usize = 16;

/// Removes from a folder what a run that was killed had not finished.
///
/// A file that another run is writing is locked by it and stays. What cannot be removed does no
/// harm either: it has a name that no report has.
pub fn sweep(folder: &Path) {
    for path in files(folder, 0).flatten() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(PREFIX) && name.ends_with(SUFFIX) {
            remove_if_left(&path);
        }
    }
}

/// Removes a temporary file that nobody holds, under a lock: who has made it in this moment and not
/// locked it yet finds it gone and makes another.
fn remove_if_left(path: &Path) {
    if let Ok(Some((file, _))) = open_plain(path, Links::Refused)
        && file.try_lock().is_ok()
    {
        let _ = fs::remove_file(path);
    }
}

/// A complete file under a temporary name in the folder of its target, since a rename is atomic
/// only within one file system.
pub(super) fn stage(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    // A temporary file is private by default; a report is not. The umask still holds.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    staged(builder, folder, bytes)
}

/// The same that only its owner may read.
pub(super) fn stage_private(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    staged(Builder::new(), folder, bytes)
}

fn staged(mut builder: Builder<'_, '_>, folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    builder.prefix(PREFIX).suffix(SUFFIX);
    let mut temporary = locked(|| builder.tempfile_in(folder))?;
    temporary.write_all(bytes)?;
    temporary.flush()?;
    Ok(temporary)
}

/// A file that nobody sweeps away, since it is locked; the system unlocks it when we end, however we end. Where files
/// cannot be locked nothing is swept.
fn locked(mut make: impl FnMut() -> io::Result<NamedTempFile>) -> io::Result<NamedTempFile> {
    for _ in 0..MOST_TRIES {
        let temporary = make()?;
        if temporary.as_file().lock().is_err() || fs::symlink_metadata(temporary.path()).is_ok() {
            return Ok(temporary);
        }
    }
    Err(io::Error::other("刚写的临时文件不见了，可能被别的程序拿走了"))
}

/// The name is on the disk too. Not every system lets a folder be synced.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_every_temporary_file_away_is_told() {
        let home = tempfile::tempdir().unwrap();
        let mut made = 0;
        let refused = locked(|| {
            made += 1;
            let file = NamedTempFile::new_in(home.path())?;
            fs::remove_file(file.path())?;
            Ok(file)
        });
        assert!(refused.unwrap_err().to_string().contains("临时文件不见了"));
        assert_eq!(made, MOST_TRIES);
    }
}
