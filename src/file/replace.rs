//! Files put in the place of others: all of a set, or none.

use super::{
    WRITE_HELP, cannot_write, folder_of, in_place,
    read::{MOST_BYTES, read_plain},
    reason,
    rewrite::{discard, saved_meanwhile, stays_whose_it_was},
    shown,
    stage::{stage, sweep, sync_folder},
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Result};
use std::{
    collections::HashMap,
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};
use tempfile::{NamedTempFile, TempPath};

/// A name in the output folder and what is to stand there.
#[derive(Clone, Debug)]
pub struct Output {
    /// File name, without any folder.
    pub name: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}

/// What stood under some names of a folder before a run began its work: what somebody saves there meanwhile is
/// not to be written over.
#[derive(Debug)]
pub struct StandingFiles(HashMap<String, Option<Vec<u8>>>);

impl StandingFiles {
    /// Looks at them.
    pub fn of<'n>(folder: &Path, names: impl IntoIterator<Item = &'n str>) -> Self {
        let look = |name: &str| (name.to_owned(), content(&folder.join(name)));
        Self(names.into_iter().map(look).collect())
    }

    /// Refuses what is not what it was.
    fn is_still(&self, target: &Path, now: &Path) -> Result<()> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        match self.0.get(&*name) {
            Some(before) if *before != content(now) => Err(saved_meanwhile(target).into()),
            _ => Ok(()),
        }
    }
}

/// What a plain file says; nothing for a link, and where there is none.
fn content(path: &Path) -> Option<Vec<u8>> {
    read_plain(path, MOST_BYTES).ok()
}

/// Writes all of `outputs` into `folder` or none of them, replacing the plain files that stood there if they still
/// are what they were; the folder is made if need be. Returns their paths.
///
/// Every file is complete under a temporary name before the first one is put in place, and one that
/// cannot be takes back those before it; so a reader, or a kill at any moment, sees whole files only. They
/// are on the disk before they take the place of what may be somebody's own text.
///
/// # Errors
/// `NB403` with the path and the system's reason, `NB404` where somebody saved meanwhile.
pub fn replace_all(
    folder: &Path,
    outputs: &[Output],
    standing: &StandingFiles,
) -> Result<Vec<PathBuf>> {
    sweep(folder);
    let may_go = |target: &Path, old: &Path| standing.is_still(target, old);
    let paths = replace(folder, outputs, &may_go, true)?;
    sync_folder(folder);
    Ok(paths)
}

/// The same for what can be made again, which is left to the system to bring to the disk, if what stood
/// there may go: `may_go` is asked for each old file, with its name and with where it is now. Where the
/// system can exchange two files it is asked after the exchange, so that what somebody saved in the last
/// moment is found, and put back.
///
/// # Errors
/// `NB403`, and what `may_go` says.
pub fn replace_all_if(
    folder: &Path,
    outputs: &[Output],
    may_go: &dyn Fn(&Path, &Path) -> Result<()>,
) -> Result<Vec<PathBuf>> {
    replace(folder, outputs, may_go, false)
}

fn replace(
    folder: &Path,
    outputs: &[Output],
    may_go: &dyn Fn(&Path, &Path) -> Result<()>,
    is_synced: bool,
) -> Result<Vec<PathBuf>> {
    make_folder(folder)?;
    let paths: Vec<PathBuf> = outputs.iter().map(|output| folder.join(&output.name)).collect();
    for path in &paths {
        is_replaceable(path)?;
    }
    let mut staged = Vec::with_capacity(outputs.len());
    for (output, target) in outputs.iter().zip(&paths) {
        let temporary = stage(folder, &output.bytes).map_err(|e| cannot_write(target, &e))?;
        if is_synced {
            temporary.as_file().sync_all().map_err(|e| cannot_write(target, &e))?;
        }
        staged.push((temporary, target.as_path()));
    }
    let mut done = Vec::with_capacity(staged.len());
    for (temporary, target) in staged {
        let placed = PlacedFile::put(temporary, target)
            .map_err(|e| Diagnostics::from(cannot_write(target, &e)));
        let error = match placed {
            Ok(placed) => {
                let asked = placed.old().map_or(Ok(()), |old| may_go(target, old));
                done.push(placed);
                asked.err()
            }
            Err(error) => Some(error),
        };
        if let Some(error) = error {
            // The error that led here is the one to tell; a second one would add nothing to do.
            done.into_iter().rev().for_each(PlacedFile::take_back);
            return Err(error);
        }
    }
    Ok(paths)
}

/// Makes a folder, and those above it, where they are missing.
///
/// # Errors
/// `NB403` when it cannot be made.
pub fn make_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|e| {
        let message = format!("建不了输出文件夹 {}：{}", shown(folder), reason(&e));
        Diagnostic::error(Code::Unwritable, message).help(WRITE_HELP).into()
    })
}

/// The folder of this name below another one, there or not: for files that the program puts there of its own accord.
///
/// # Errors
/// `NB403` for a link, which may lead anywhere, and nobody named it.
pub fn folder_below(folder: &Path, name: &str) -> Result<PathBuf> {
    let below = folder.join(name);
    if below.is_symlink() {
        let message = format!("{} 是链接，没有把文件写进去", shown(&below));
        let help = "请删去这个链接，或者换成文件夹";
        return Err(Diagnostic::error(Code::Unwritable, message).help(help).into());
    }
    Ok(below)
}

/// Writes one new file; an existing plain file is replaced only if `overwrite`, and if nobody saves it meanwhile. What
/// a run that was killed left in the folder is [swept](sweep) away.
///
/// # Errors
/// `NB404` when it exists, `NB403` when it cannot be written.
pub fn create(path: &Path, bytes: &[u8], overwrite: bool) -> Result<()> {
    sweep(folder_of(path));
    create_swept(path, bytes, overwrite)
}

/// The same for one of many files of a folder that is swept once for all of them.
///
/// # Errors
/// As [`create`].
pub fn create_swept(path: &Path, bytes: &[u8], overwrite: bool) -> Result<()> {
    if overwrite {
        is_replaceable(path)?;
    }
    let before = content(path);
    let folder = folder_of(path);
    let temporary = stage(folder, bytes).map_err(|e| cannot_write(path, &e))?;
    if overwrite {
        temporary.as_file().sync_all().map_err(|e| cannot_write(path, &e))?;
        let placed = PlacedFile::put(temporary, path).map_err(|e| cannot_write(path, &e))?;
        if placed.old().is_some_and(|old| content(old) != before) {
            placed.take_back();
            return Err(saved_meanwhile(path).into());
        }
        sync_folder(folder);
        return placed.old.map_or(Ok(()), discard);
    }
    match temporary.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(e) if e.error.kind() == ErrorKind::AlreadyExists => {
            let message = format!("{} 已经存在，没有改动它", shown(path));
            let help = "要覆盖请加 --force，要另存请用 -o 换一个文件名";
            Err(Diagnostic::error(Code::Exists, message).help(help).into())
        }
        Err(e) => Err(cannot_write(path, &e.error).into()),
    }
}

/// Refuses to put a file in the place of anything but a plain file or a link, which is not followed: a device
/// or pipe replaced by a file would be lost to all programs that use it.
fn is_replaceable(path: &Path) -> Result<()> {
    let kind = match fs::symlink_metadata(path) {
        Ok(there) => there.file_type(),
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(cannot_write(path, &e).into()),
    };
    if kind.is_file() {
        return in_place::is_settled(path);
    }
    if kind.is_symlink() {
        return Ok(());
    }
    if kind.is_dir() {
        return Err(cannot_write(path, &ErrorKind::IsADirectory.into()).into());
    }
    let message = format!("写不了 {}：那里是设备或管道，不是普通文件", shown(path));
    Err(Diagnostic::error(Code::Unwritable, message).help("请换一个文件名").into())
}

/// A file in its place, and what stood there.
struct PlacedFile {
    target: PathBuf,
    /// The old file, under the temporary name; removed when this is dropped.
    old: Option<TempPath>,
}

impl PlacedFile {
    fn put(temporary: NamedTempFile, target: &Path) -> io::Result<Self> {
        let target = target.to_owned();
        let Ok(there) = fs::symlink_metadata(&target) else {
            temporary.persist_noclobber(&target).map_err(|e| e.error)?;
            return Ok(Self { target, old: None });
        };
        if there.is_file() {
            // Who may read it stays as it was, and whose it is where we may give it away.
            let _ = temporary.as_file().set_permissions(there.permissions());
            let _ = stays_whose_it_was(&temporary, &target, &there);
        }
        if exchange(temporary.path(), &target).is_ok() {
            return Ok(Self { target, old: Some(temporary.into_temp_path()) });
        }
        let old = if there.is_file() { Some(aside(&target)?) } else { None };
        temporary.persist(&target).map_err(|e| e.error)?;
        Ok(Self { target, old })
    }

    fn old(&self) -> Option<&Path> {
        self.old.as_deref()
    }

    fn take_back(self) {
        let _ = match self.old {
            Some(old) => old.persist(&self.target).map_err(|e| e.error),
            None => fs::remove_file(&self.target),
        };
    }
}

/// A second name or else a copy of a file that is about to be replaced. A file that can be neither linked nor
/// read could not be put back and is not replaced.
fn aside(target: &Path) -> io::Result<TempPath> {
    let free = stage(folder_of(target), &[])?.into_temp_path();
    fs::remove_file(&free)?;
    if fs::hard_link(target, &free).is_err() {
        fs::copy(target, &free)?;
    }
    Ok(free)
}

/// Lets two files change places in one step.
#[cfg(target_os = "linux")]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Only Linux does it in a way that the standard tools reach.
#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}
