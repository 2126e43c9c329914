//! A file written over where it lies, for what a new file in its place could not keep: other names, another's
//! ownership.
//!
//! No system writes many bytes in one step. So the old text lies beside the file, on the disk, from before
//! the first byte changes until the last one is on the disk too; after a kill or a power cut between the two
//! it is still there, and nothing touches the file again until a person has looked.

use super::{folder_of, shown, stage::sync_folder};
use crate::diagnostic::{Code, Diagnostic, Result};
use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, ErrorKind, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// Behind the name of the file; no report is called so.
const OLD: &str = ".改前";

/// Where the old text of a file lies while it is written over.
fn beside(target: &Path) -> PathBuf {
    let mut name = OsString::from(target.file_name().unwrap_or_default());
    name.push(OLD);
    target.with_file_name(name)
}

/// Removes the old text of a rewriting that was cut off where the file is what it was.
///
/// # Errors
/// `NB404` where the two differ: which one is good is for a person to say.
pub(super) fn nothing_left(target: &Path, read: &[u8]) -> Result<()> {
    let old = beside(target);
    match fs::read(&old) {
        Err(_) => Ok(()),
        Ok(text) if text == read => {
            let _ = fs::remove_file(&old);
            Ok(())
        }
        Ok(_) => {
            let (file, old) = (shown(target), shown(&old));
            let message = format!("没有改动 {file}：上次改它时中断了，改之前的内容在 {old}");
            let help = "请核对两份内容，把对的留在报告里，然后删去“.改前”的那一份";
            Err(Diagnostic::error(Code::Exists, message).help(help).into())
        }
    }
}

/// Writes `bytes` over a file if it still is what was read; on a failure its old text is put back.
///
/// # Errors
/// The system's; `Interrupted` where somebody saved meanwhile.
pub(super) fn write(target: &Path, read: &[u8], bytes: &[u8]) -> io::Result<()> {
    let mut file = File::options().read(true).write(true).open(target)?;
    let old = beside(target);
    if let Err(error) = keep(&old, read) {
        // A part of the copy helps nobody; one that was there before is not ours.
        if error.kind() != ErrorKind::AlreadyExists {
            let _ = fs::remove_file(&old);
        }
        return Err(error);
    }
    sync_folder(folder_of(target));
    let written = over(&mut file, read, bytes);
    let is_whole = match &written {
        Ok(()) => true,
        Err(error) if error.kind() == ErrorKind::Interrupted => true,
        Err(_) => put(&mut file, read).is_ok(),
    };
    if is_whole {
        let _ = fs::remove_file(&old);
        sync_folder(folder_of(target));
    }
    written
}

/// A copy on the disk that only its owner may read.
fn keep(old: &Path, read: &[u8]) -> io::Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut copy = options.open(old)?;
    copy.write_all(read)?;
    copy.sync_all()
}

fn over(file: &mut File, read: &[u8], bytes: &[u8]) -> io::Result<()> {
    let mut now = Vec::with_capacity(read.len() + 1);
    Read::by_ref(file).take(read.len() as u64 + 1).read_to_end(&mut now)?;
    if now != read {
        return Err(ErrorKind::Interrupted.into());
    }
    put(file, bytes)
}

fn put(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    file.write_all(bytes)?;
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
        assert_eq!(error.kind(), ErrorKind::Interrupted);
        assert_eq!(fs::read(&b).unwrap(), b"new");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
    }

    #[test]
    fn after_a_cut_the_old_text_stays_until_somebody_has_looked() {
        let home = tempfile::tempdir().unwrap();
        let a = home.path().join("a.yaml");
        fs::write(&a, "half").unwrap();
        fs::write(beside(&a), "whole").unwrap();
        let error = nothing_left(&a, b"half").unwrap_err();
        assert_eq!(error[0].code, Code::Exists);
        assert!(beside(&a).exists());
        fs::write(&a, "whole").unwrap();
        nothing_left(&a, b"whole").unwrap();
        assert!(!beside(&a).exists());
    }
}
