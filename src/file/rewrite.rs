//! A file of the user's own, changed in its place.

use super::{
    cannot_write, folder_of, in_place,
    read::{Links, MOST_BYTES, open_plain, read_plain},
    reason,
    replace::exchange,
    shown,
    stage::{stage, sync_folder},
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use std::{
    fs,
    io::{self, ErrorKind},
    path::Path,
};
use tempfile::{NamedTempFile, TempPath};

/// Writes a file anew that the user named, if it still is what was read: a link stays a link to it; owner,
/// group, mode, extended attributes and other names (hard links) stay as they were. The new text is on the
/// disk before it takes the old one's place, so that after a power cut one of the two is there. A file that
/// has other names, or belongs to somebody whose a new one could not be, is written in its place, with
/// its old text beside it until that is done.
///
/// # Errors
/// `NB403` when it cannot be written, `NB404` when somebody has saved it since, or when the old text of a
/// rewriting that was cut off lies beside it.
pub fn rewrite(path: &Path, read: &[u8], bytes: &[u8]) -> Result<()> {
    let refuse = |e: &io::Error| cannot_write(path, e);
    let target = fs::canonicalize(path).map_err(|e| refuse(&e))?;
    let about = fs::metadata(&target).map_err(|e| refuse(&e))?;
    if about.permissions().readonly() {
        return Err(refuse(&ErrorKind::PermissionDenied.into()).into());
    }
    in_place::nothing_left(&target, read)?;
    let folder = folder_of(&target);
    if has_second_name(&about) {
        return in_place::write(&target, read, bytes);
    }
    let temporary = stage(folder, bytes).map_err(|e| refuse(&e))?;
    if stays_whose_it_was(&temporary, &target, &about).is_err() {
        drop(temporary);
        return in_place::write(&target, read, bytes);
    }
    temporary.as_file().sync_all().map_err(|e| refuse(&e))?;
    put(temporary, &target, read)?;
    sync_folder(folder);
    Ok(())
}

/// Puts the new file in place of what was read, or leaves what somebody saved and is interrupted.
fn put(temporary: NamedTempFile, target: &Path, read: &[u8]) -> Result<()> {
    let refuse = |e: io::Error| Diagnostics::from(cannot_write(target, &e));
    if read_plain(target, MOST_BYTES).map_err(refuse)? != read {
        return Err(saved_meanwhile(target).into());
    }
    if exchange(temporary.path(), target).is_err() {
        return temporary.persist(target).map(drop).map_err(|e| refuse(e.error));
    }
    // The old one lies under the temporary name now.
    if read_plain(temporary.path(), MOST_BYTES).is_ok_and(|old| old == read) {
        return discard(temporary.into_temp_path());
    }
    exchange(temporary.path(), target).map_err(refuse)?;
    Err(saved_meanwhile(target).into())
}

pub(super) fn saved_meanwhile(path: &Path) -> Diagnostic {
    let message = format!("{} 刚刚有人保存过，没有改动它", shown(path));
    Diagnostic::error(Code::Exists, message).help("请再运行一次")
}

/// Removes the old text of a file that is in its place: left there it would be a second copy that nobody knows of.
///
/// # Errors
/// `NB403` with where it lies.
pub(super) fn discard(old: TempPath) -> Result<()> {
    let place = old.to_path_buf();
    let kept = old.keep().map_err(|e| e.error);
    kept.and_then(fs::remove_file).map_err(|error| {
        let message =
            format!("新的内容已经写好，旧的删不掉，还在 {}：{}", shown(&place), reason(&error));
        Diagnostic::error(Code::Unwritable, message).help("请自己删去这个文件").into()
    })
}

#[cfg(unix)]
fn has_second_name(about: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(about) > 1
}

#[cfg(not(unix))]
fn has_second_name(_: &fs::Metadata) -> bool {
    false
}

/// Gives a new file what the old one has besides its text.
#[cfg(unix)]
pub(super) fn stays_whose_it_was(
    new: &NamedTempFile,
    old: &Path,
    about: &fs::Metadata,
) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let file = new.as_file();
    let now = file.metadata()?;
    if (now.uid(), now.gid()) != (about.uid(), about.gid()) {
        fchown(file, Some(about.uid()), Some(about.gid()))?;
    }
    // After the owner: a change of it takes rights away.
    file.set_permissions(about.permissions())?;
    copy_attributes(old, file)
}

#[cfg(not(unix))]
pub(super) fn stays_whose_it_was(
    new: &NamedTempFile,
    _: &Path,
    about: &fs::Metadata,
) -> io::Result<()> {
    new.as_file().set_permissions(about.permissions())
}

/// Access lists are attributes too.
#[cfg(target_os = "linux")]
fn copy_attributes(old: &Path, new: &fs::File) -> io::Result<()> {
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fremovexattr, fsetxattr};
    const MOST: usize = 1 << 16;
    let listed = |file: &fs::File| {
        let mut names = vec![0; MOST];
        let length = flistxattr(file, names.as_mut_slice()).ok()?;
        names.truncate(length);
        let names = names.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Some(names.map(<[u8]>::to_vec).collect::<Vec<_>>())
    };
    let (old, _) = open_plain(old, Links::Refused)?.ok_or(ErrorKind::InvalidInput)?;
    let Some(names) = listed(&old) else {
        return Ok(()); // a file system without any
    };
    // A folder may hand its own access list to every new file in it, and with it the right to read this one.
    for name in listed(new).unwrap_or_default().iter().filter(|name| !names.contains(name)) {
        let removed = fremovexattr(new, name.as_slice());
        if name.starts_with(b"system.") {
            removed?;
        }
    }
    keep_flags(&old, new);
    let mut value = vec![0; MOST];
    for name in &names {
        let name = name.as_slice();
        let length = fgetxattr(&old, name, value.as_mut_slice())?;
        let value = value.get(..length).unwrap_or_default();
        // What the system itself gives every new file is there already, and not to be set by everybody.
        let mut there = vec![0; MOST];
        let same = fgetxattr(new, name, there.as_mut_slice()).ok();
        if same.and_then(|length| there.get(..length)) != Some(value) {
            fsetxattr(new, name, value, XattrFlags::empty())?;
        }
    }
    Ok(())
}

/// What `chattr` sets, as far as anybody may set it and the file system knows it.
#[cfg(target_os = "linux")]
fn keep_flags(old: &fs::File, new: &fs::File) {
    use rustix::fs::{IFlags, ioctl_getflags, ioctl_setflags};
    let kept = IFlags::NODUMP | IFlags::NOATIME | IFlags::SYNC | IFlags::NOCOW | IFlags::COMPRESSED;
    if let (Ok(flags), Ok(now)) = (ioctl_getflags(old), ioctl_getflags(new))
        && flags & kept != now & kept
    {
        let _ = ioctl_setflags(new, (now - kept) | (flags & kept));
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn copy_attributes(_: &Path, _: &fs::File) -> io::Result<()> {
    Ok(())
}
