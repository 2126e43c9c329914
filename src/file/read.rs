//! The one reader: plain files only, within bounds.

use super::{in_place, reason, shown};
use crate::diagnostic::{Code, Diagnostic, Result};
use std::{
    fs,
    io::{self, ErrorKind, Read},
    path::Path,
};

/// Far above any input, far below what would fill a computer's memory; what is read says more exactly how
/// large it may be.
const MOST_BYTES: u64 = 64 << 20;

const READ_HELP: &str = "请核对文件名和所在文件夹，并确认自己有权读取";

/// Reads a whole input that the user named; a link is followed.
///
/// # Errors
/// `NB401` when it is missing, not a plain file, huge, or may not be read; `NB404` when a mending of it was cut
/// off, so that it may be half of the old text and half of the new.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let metadata = fs::metadata(path).map_err(|e| refuse(path, &reason(&e), READ_HELP))?;
    let bytes = whole(path, &metadata, MOST_BYTES)?;
    in_place::is_whole(path, &bytes)?;
    Ok(bytes)
}

/// Reads a whole file that nobody named and that was found in a folder; a link is refused, since it may
/// lead anywhere.
///
/// # Errors
/// `NB401` as [`read`], and for a link.
pub fn read_beside(path: &Path) -> Result<Vec<u8>> {
    let metadata = fs::symlink_metadata(path).map_err(|e| refuse(path, &reason(&e), READ_HELP))?;
    if metadata.is_symlink() {
        let help = "请把文件本身放进来，或者在命令里写明这个链接";
        return Err(refuse(path, "这是链接，不是文件", help).into());
    }
    whole(path, &metadata, MOST_BYTES)
}

/// Reads a plain file of a folder that is not to be left: no link, nothing larger than `most`.
///
/// # Errors
/// The system's error, or one that says in the user's words what stands there.
pub fn read_plain(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_symlink() {
        return Err(io::Error::other("这是链接，不是普通文件"));
    }
    if !metadata.is_file() {
        return Err(io::Error::other("这不是普通文件"));
    }
    let bytes = bounded(path, most)?;
    if bytes.len() as u64 > most {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

fn whole(path: &Path, metadata: &fs::Metadata, most: u64) -> Result<Vec<u8>> {
    if metadata.is_dir() {
        return Err(refuse(path, "这是文件夹，不是文件", READ_HELP).into());
    }
    // A device or pipe could keep us reading for ever.
    if !metadata.is_file() {
        return Err(refuse(path, "这不是普通文件", "请给出磁盘上的文件").into());
    }
    let large = |size: u64| {
        let reason = format!("有 {} MB，太大了", size >> 20);
        refuse(path, &reason, "请看看是不是选错了文件")
    };
    // What a kernel says in a file of no length may have no end (`/proc/kmsg`).
    if metadata.len() == 0 {
        return Ok(Vec::new());
    }
    if metadata.len() > most {
        return Err(large(metadata.len()).into());
    }
    let bytes = bounded(path, most).map_err(|e| refuse(path, &reason(&e), READ_HELP))?;
    if bytes.len() as u64 > most {
        return Err(large(bytes.len() as u64).into());
    }
    Ok(bytes)
}

/// A file may grow while it is read.
fn bounded(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn refuse(path: &Path, reason: &str, help: &str) -> Diagnostic {
    let message = format!("读不了 {}：{reason}", shown(path));
    Diagnostic::error(Code::Unreadable, message).help(help)
}
