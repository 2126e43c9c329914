//! A file written over where it lies, for what a new file in its place could not keep: other names, another's
//! ownership.
//!
//! No system writes many bytes in one step. So the old text lies beside the file, on the disk, from before
//! the first byte changes until the last one is on the disk too; after a kill or a power cut between the two
//! it is still there, and nothing touches the file again until a person has looked.

use super::{
    cannot_write, folder_of,
    read::{Links, MOST_BYTES, options, read_plain},
    rewrite::{discard, saved_meanwhile},
    shown,
    stage::{stage_private, sync_folder},
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};
use tempfile::TempPath;

/// Behind the name of a file that is written over stands this, where its old text lies; no report is called so.
pub const OLD_TEXT: &str = ".改前";

/// Where the old text of a file lies while it is written over.
fn beside(target: &Path) -> PathBuf {
    let mut name = OsString::from(target.file_name().unwrap_or_default());
    name.push(OLD_TEXT);
    target.with_file_name(name)
}

/// The old text of a file that is or was being written over.
fn old_text(target: &Path) -> Option<Vec<u8>> {
    let old = beside(target);
    // A link or a pipe was not put there by us; what stands in its place is told when it is in the way.
    let is_file = old.symlink_metadata().is_ok_and(|about| about.is_file());
    is_file.then(|| read_plain(&old, MOST_BYTES).ok()).flatten()
}

/// Removes the old text of a rewriting that was cut off where the file is what it was.
///
/// # Errors
/// `NB404` where the two differ: which one is good is for a person to say.
pub(super) fn nothing_left(target: &Path, read: &[u8]) -> Result<()> {
    match old_text(target) {
        None => Ok(()),
        Some(text) if text == read => {
            let _ = fs::remove_file(beside(target));
            Ok(())
        }
        Some(_) => Err(cut_off(target).into()),
    }
}

fn cut_off(target: &Path) -> Diagnostic {
    let (file, old) = (shown(target), shown(&beside(target)));
    let message = format!("没有用 {file}，也没有改动它：上次改它时中断了，改之前的内容在 {old}");
    let help = "请核对两份内容，把对的留在报告里，然后删去“.改前”的那一份";
    Diagnostic::error(Code::Exists, message).help(help)
}

fn mixed(target: &Path) -> Diagnostic {
    let (file, old) = (shown(target), shown(&beside(target)));
    let message =
        format!("改 {file} 的时候有人保存它，两边的内容可能混在一起；改之前的内容在 {old}");
    let help = "请核对两份内容，把对的留在报告里，然后删去“.改前”的那一份";
    Diagnostic::error(Code::Exists, message).help(help)
}

/// Refuses to replace a file whose old text waits for somebody to look.
///
/// # Errors
/// `NB404` where the two differ.
pub(super) fn is_settled(target: &Path) -> Result<()> {
    match old_text(target) {
        Some(text) if read_plain(target, MOST_BYTES).ok().as_ref() != Some(&text) => {
            Err(cut_off(target).into())
        }
        _ => Ok(()),
    }
}

/// Refuses a file that was being written over when the program was killed: neither its old text nor the new.
///
/// # Errors
/// `NB404` where its old text lies beside it.
pub(super) fn is_whole(path: &Path, read: &[u8]) -> Result<()> {
    let is_link = || path.symlink_metadata().is_ok_and(|about| about.is_symlink());
    let target = if is_link() { fs::canonicalize(path).ok() } else { None };
    let target = target.as_deref().unwrap_or(path);
    match old_text(target) {
        Some(text) if text != read => Err(cut_off(target).into()),
        _ => Ok(()),
    }
}

/// Writes `bytes` over a file if it still is what was read; on a failure its old text is put back.
///
/// # Errors
/// `NB403` when it cannot be written, or its old text not be removed; `NB404` where somebody saved meanwhile.
pub(super) fn write(target: &Path, read: &[u8], bytes: &[u8]) -> Result<()> {
    let refuse = |e: io::Error| Diagnostics::from(cannot_write(target, &e));
    let mut file = options(Links::Refused).write(true).open(target).map_err(refuse)?;
    if !file.metadata().map_err(refuse)?.is_file() {
        return Err(saved_meanwhile(target).into());
    }
    if holds(&mut file, read).map_err(refuse)? {
        let old = keep(target, read).map_err(refuse)?;
        over(&mut file, read, bytes, target)?;
        discard(old)?;
        sync_folder(folder_of(target));
        return Ok(());
    }
    Err(saved_meanwhile(target).into())
}

/// Writes over what was read; whatever is not as it was meant in the end leaves the old text beside it.
fn over(file: &mut File, read: &[u8], bytes: &[u8], target: &Path) -> Result<()> {
    let refuse = |e: io::Error| Diagnostics::from(cannot_write(target, &e));
    // Keeping the old text took its time.
    if !holds(file, read).map_err(refuse)? {
        let _ = fs::remove_file(beside(target));
        return Err(saved_meanwhile(target).into());
    }
    if let Err(error) = put(file, bytes) {
        if put(file, read).and_then(|()| fit(file, read)).is_ok() {
            let _ = fs::remove_file(beside(target));
        }
        return Err(refuse(error));
    }
    if is_settled_on(file, read, bytes).map_err(refuse)? {
        return Ok(());
    }
    Err(mixed(target).into())
}

/// Whether a file that was written over says our text and no other; its end is cut off only if it is the old
/// text's. Who saves in between writes behind our text or into it.
fn is_settled_on(file: &mut File, read: &[u8], bytes: &[u8]) -> io::Result<bool> {
    if file.metadata()?.len() != read.len().max(bytes.len()) as u64 {
        return Ok(false);
    }
    settle(file, read, bytes)
}

fn settle(file: &mut File, read: &[u8], bytes: &[u8]) -> io::Result<bool> {
    // Cut only where there is something to cut: who adds to the file between the look and the cut would lose it.
    if read.len() > bytes.len() {
        fit(file, bytes)?;
    }
    file.sync_all()?;
    holds(file, bytes)
}

/// A copy on the disk that only its owner may read. It gets its name when it is whole, so that half of it is
/// never taken for the old text; one that was there before is not ours.
fn keep(target: &Path, read: &[u8]) -> io::Result<TempPath> {
    let old = beside(target);
    let copy = stage_private(folder_of(&old), read)?;
    copy.as_file().sync_all()?;
    copy.persist_noclobber(&old).map_err(|e| e.error)?;
    sync_folder(folder_of(target));
    let mut old = TempPath::try_from_path(old)?;
    // It stays until somebody says that it may go.
    old.disable_cleanup(true);
    Ok(old)
}

/// Whether a file says this and nothing else.
fn holds(file: &mut File, bytes: &[u8]) -> io::Result<bool> {
    let mut now = Vec::with_capacity(bytes.len() + 1);
    file.seek(SeekFrom::Start(0))?;
    Read::by_ref(file).take(bytes.len() as u64 + 1).read_to_end(&mut now)?;
    Ok(now == bytes)
}

fn put(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    file.write_all(bytes)
}

/// Cuts off what stands behind the text, and brings it to the disk.
fn fit(file: &File, bytes: &[u8]) -> io::Result<()> {
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_over_keeps_its_other_names_and_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let (a, b) = (home.path().join("a.yaml"), home.path().join("b.yaml"));
        fs::write(&a, "旧的文字").unwrap();
        fs::hard_link(&a, &b).unwrap();
        write(&a, "旧的文字".as_bytes(), b"new").unwrap();
        assert_eq!(fs::read(&b).unwrap(), b"new");
        let error = write(&a, "旧的文字".as_bytes(), b"newer").unwrap_err();
        assert_eq!(error[0].code, Code::Exists);
        assert_eq!(fs::read(&b).unwrap(), b"new");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
    }

    #[test]
    fn what_is_saved_while_a_file_is_written_over_is_told_and_not_cut_off() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.yaml");
        let (old, new) = (&b"old text"[..], &b"new"[..]);
        let open = || File::options().read(true).write(true).open(&path).unwrap();
        for (saved, at, is_whole) in [("", 0, true), ("more", 8, false), ("x", 1, false)] {
            fs::write(&path, old).unwrap();
            let mut file = open();
            put(&mut file, new).unwrap();
            let mut other = open();
            other.seek(SeekFrom::Start(at)).unwrap();
            other.write_all(saved.as_bytes()).unwrap();
            assert_eq!(is_settled_on(&mut file, old, new).unwrap(), is_whole);
            assert!(fs::read_to_string(&path).unwrap().contains(saved));
        }
    }

    #[test]
    fn what_is_added_behind_a_text_as_long_as_the_old_one_stays() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.yaml");
        for old in ["old", "new text"] {
            fs::write(&path, "new text, and more").unwrap();
            let mut file = File::options().read(true).write(true).open(&path).unwrap();
            assert!(!settle(&mut file, old.as_bytes(), b"new text").unwrap());
            assert_eq!(fs::read_to_string(&path).unwrap(), "new text, and more");
        }
    }

    #[test]
    fn after_a_cut_the_old_text_stays_until_somebody_has_looked() {
        let home = tempfile::tempdir().unwrap();
        let a = home.path().join("a.yaml");
        fs::write(&a, "half").unwrap();
        fs::write(beside(&a), "whole").unwrap();
        for error in [nothing_left(&a, b"half"), is_whole(&a, b"half")] {
            assert_eq!(error.unwrap_err()[0].code, Code::Exists);
        }
        assert!(beside(&a).exists());
        fs::write(&a, "whole").unwrap();
        is_whole(&a, b"whole").unwrap();
        nothing_left(&a, b"whole").unwrap();
        assert!(!beside(&a).exists());
    }
}
