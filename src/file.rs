//! Reading what the user named and writing what was made, with the system's reasons in the user's
//! words. A file appears whole or not at all: it is written beside its target and then renamed.

mod walk;

pub use self::walk::{Files, files, has_extension};

use crate::diagnostic::{Code, Diagnostic, Result};
use std::{
    fs,
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};
use tempfile::{Builder, NamedTempFile};

/// A name in the output folder and what is to stand there.
#[derive(Clone, Debug)]
pub struct Output {
    /// File name, without any folder.
    pub name: String,
    /// The whole content.
    pub bytes: Vec<u8>,
}

/// Reads a whole input.
///
/// # Errors
/// `NB401` when it is missing, not a plain file, huge, or may not be read.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let refuse = |reason: &str, help: &str| -> Diagnostic {
        let message = format!("读不了 {}：{reason}", path.display());
        Diagnostic::error(Code::Unreadable, message).help(help)
    };
    let metadata = fs::metadata(path).map_err(|e| refuse(&reason(&e), READ_HELP))?;
    if metadata.is_dir() {
        return Err(refuse("这是文件夹，不是文件", READ_HELP).into());
    }
    // A device or pipe could keep us reading for ever.
    if !metadata.is_file() {
        return Err(refuse("这不是普通文件", "请给出磁盘上的文件").into());
    }
    if metadata.len() > MOST_BYTES {
        let size = metadata.len() >> 20;
        let reason = format!("有 {size} MB，太大了");
        return Err(refuse(&reason, "请看看是不是选错了文件").into());
    }
    Ok(fs::read(path).map_err(|e| refuse(&reason(&e), READ_HELP))?)
}

/// The folder that holds a file.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Far above any input, far below what would fill a computer's memory; what is read says more exactly how
/// large it may be.
const MOST_BYTES: u64 = 64 << 20;

const READ_HELP: &str = "请核对文件名和所在文件夹，并确认自己有权读取";
/// Names of files that are being written.
const PREFIX: &str = ".nianbao-";
const SUFFIX: &str = ".tmp";
const WRITE_HELP: &str = "请换一个能写入的文件夹（-o），或关闭正打开着该文件的程序后再试";

/// Writes all of `outputs` into `folder` or none of them, replacing what stood there; the folder is
/// made if need be. Returns their paths.
///
/// Every file is complete on the disk under a temporary name before the first one is renamed, and
/// a rename that fails takes back those before it; so a reader, or a kill at any moment, sees whole
/// files only.
///
/// # Errors
/// `NB403` with the path and the system's reason.
pub fn replace_all(folder: &Path, outputs: &[Output]) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(folder).map_err(|e| {
        let message = format!("建不了输出文件夹 {}：{}", folder.display(), reason(&e));
        Diagnostic::error(Code::Unwritable, message).help(WRITE_HELP)
    })?;
    let mut staged = Vec::with_capacity(outputs.len());
    for output in outputs {
        let target = folder.join(&output.name);
        let temporary = stage(folder, &output.bytes).map_err(|e| cannot_write(&target, &e))?;
        staged.push((temporary, target));
    }
    let paths = staged.iter().map(|(_, target)| target.clone()).collect();
    commit(staged)?;
    Ok(paths)
}

/// Writes one new file; an existing one is replaced only if `overwrite`.
///
/// # Errors
/// `NB404` when it exists, `NB403` when it cannot be written.
pub fn create(path: &Path, bytes: &[u8], overwrite: bool) -> Result<()> {
    let temporary = stage(folder_of(path), bytes).map_err(|e| cannot_write(path, &e))?;
    let done = if overwrite { temporary.persist(path) } else { temporary.persist_noclobber(path) };
    match done {
        Ok(_) => Ok(()),
        Err(e) if e.error.kind() == ErrorKind::AlreadyExists => {
            let message = format!("{} 已经存在，没有改动它", path.display());
            let help = "要覆盖请加 --force，要另存请用 -o 换一个文件名";
            Err(Diagnostic::error(Code::Exists, message).help(help).into())
        }
        Err(e) => Err(cannot_write(path, &e.error).into()),
    }
}

/// Writes a file anew that the user named: a link stays a link to it, and who may read it stays as it was.
///
/// # Errors
/// `NB403` when it cannot be written, or is not to be.
pub fn rewrite(path: &Path, bytes: &[u8]) -> Result<()> {
    let refuse = |e: &io::Error| cannot_write(path, e);
    let target = fs::canonicalize(path).map_err(|e| refuse(&e))?;
    let rights = fs::metadata(&target).map_err(|e| refuse(&e))?.permissions();
    if rights.readonly() {
        return Err(refuse(&ErrorKind::PermissionDenied.into()).into());
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let temporary = stage(folder, bytes).map_err(|e| refuse(&e))?;
    (temporary.as_file().set_permissions(rights)).map_err(|e| refuse(&e))?;
    temporary.persist(&target).map_err(|e| refuse(&e.error))?;
    Ok(())
}

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
    if !fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return;
    }
    if let Ok(file) = fs::File::open(path)
        && file.try_lock().is_ok()
    {
        let _ = fs::remove_file(path);
    }
}

/// A complete file under a temporary name in the folder of its target, since a rename is atomic
/// only within one file system.
fn stage(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    // A temporary file is private by default; a report is not. The umask still holds.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temporary = builder.tempfile_in(folder)?;
    // Locked, so that nobody sweeps it away; the system unlocks it when we end, however we end.
    // Where files cannot be locked nothing is swept.
    while temporary.as_file().lock().is_ok() && !temporary.path().exists() {
        temporary = builder.tempfile_in(folder)?;
    }
    temporary.write_all(bytes)?;
    temporary.flush()?;
    Ok(temporary)
}

fn commit(staged: Vec<(NamedTempFile, PathBuf)>) -> Result<()> {
    let last = staged.len().saturating_sub(1);
    let mut done: Vec<(PathBuf, Option<Vec<u8>>)> = Vec::with_capacity(staged.len());
    for (i, (temporary, target)) in staged.into_iter().enumerate() {
        let before = if i < last { fs::read(&target).ok() } else { None };
        if let Err(e) = temporary.persist(&target) {
            take_back(done);
            return Err(cannot_write(&target, &e.error).into());
        }
        done.push((target, before));
    }
    Ok(())
}

/// Puts back what stood there before a commit that failed half-way (on Windows: the DOCX is
/// replaced, but the old PDF is open in a reader).
fn take_back(done: Vec<(PathBuf, Option<Vec<u8>>)>) {
    for (path, before) in done {
        // The error that led here is the one to tell; a second one would add nothing to do.
        let _ = match (before, path.parent()) {
            (Some(bytes), Some(folder)) => stage(folder, &bytes)
                .and_then(|old| old.persist(&path).map(drop).map_err(io::Error::from)),
            _ => fs::remove_file(&path),
        };
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("写不了 {}：{}", path.display(), reason(error));
    Diagnostic::error(Code::Unwritable, message).help(WRITE_HELP)
}

/// The system's reason in plain words.
pub fn reason(error: &io::Error) -> String {
    // Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
    if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
        return "文件正被别的程序打开着".into();
    }
    // EIO is 5 on every Unix; ELOOP has no stable kind yet.
    if cfg!(unix) && error.raw_os_error() == Some(5) {
        return "磁盘出错".into();
    }
    if cfg!(target_os = "linux") && error.raw_os_error() == Some(40) {
        return "这个链接绕成了圈".into();
    }
    let known = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::QuotaExceeded => "超出了磁盘配额",
        ErrorKind::FileTooLarge => "文件超出了系统允许的大小",
        ErrorKind::IsADirectory => "那里已有同名的文件夹",
        ErrorKind::NotADirectory => "路径中有一段是文件，不是文件夹",
        ErrorKind::AlreadyExists => "那里已有同名的文件",
        ErrorKind::InvalidFilename => "文件名太长或含有系统不允许的字符",
        ErrorKind::ResourceBusy => "文件正被别的程序占用",
        _ => return error.to_string(),
    };
    known.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(pairs: &[(&str, &str)]) -> Vec<Output> {
        let output =
            |&(name, text): &(&str, &str)| Output { name: name.into(), bytes: text.into() };
        pairs.iter().map(output).collect()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn writes_all_files_into_a_folder_that_it_makes_and_leaves_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("甲/乙");
        replace_all(&folder, &outputs(&[("a.docx", "1"), ("a.pdf", "2")])).unwrap();
        replace_all(&folder, &outputs(&[("a.pdf", "3")])).unwrap();
        assert_eq!(names(&folder), ["a.docx", "a.pdf"]);
        assert_eq!(fs::read(folder.join("a.pdf")).unwrap(), b"3");
        assert_eq!(names(home.path()), ["甲"]);
    }

    #[test]
    fn a_second_file_that_cannot_be_put_in_place_takes_the_first_one_back() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("a.pdf")).unwrap();
        fs::write(home.path().join("a.docx"), "old").unwrap();
        let error = replace_all(home.path(), &outputs(&[("a.docx", "1"), ("a.pdf", "2")]));
        let message = error.unwrap_err()[0].message.clone();
        assert!(message.ends_with("a.pdf：那里已有同名的文件夹"), "{message}");
        assert_eq!(fs::read(home.path().join("a.docx")).unwrap(), b"old");

        fs::create_dir(home.path().join("b.pdf")).unwrap();
        replace_all(home.path(), &outputs(&[("b.docx", "1"), ("b.pdf", "2")])).unwrap_err();
        assert_eq!(names(home.path()), ["a.docx", "a.pdf", "b.pdf"]);
    }

    #[test]
    fn a_new_file_does_not_replace_an_old_one_unless_told_to() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("某乡.yaml");
        create(&path, b"1", false).unwrap();
        let error = create(&path, b"2", false).unwrap_err();
        assert_eq!(error[0].code, Code::Exists);
        assert_eq!(fs::read(&path).unwrap(), b"1");
        create(&path, b"2", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"2");
    }

    #[test]
    fn what_cannot_be_read_is_named_with_the_reason() {
        let home = tempfile::tempdir().unwrap();
        let message = |path: &Path| read(path).unwrap_err()[0].message.clone();
        assert!(message(&home.path().join("无.yaml")).ends_with("：没有这个文件或文件夹"));
        assert!(message(home.path()).ends_with("：这是文件夹，不是文件"));
    }

    #[test]
    fn what_a_killed_run_left_is_swept_and_what_is_being_written_stays() {
        let home = tempfile::tempdir().unwrap();
        for (name, text) in [(".nianbao-a1.tmp", "half"), (".nianbao-b2.tmp", "")] {
            fs::write(home.path().join(name), text).unwrap();
        }
        fs::write(home.path().join("报告.tmp"), "not ours").unwrap();
        let writing = stage(home.path(), b"whole").unwrap();
        sweep(home.path());
        writing.persist(home.path().join("a.pdf")).unwrap();
        assert_eq!(names(home.path()), ["a.pdf", "报告.tmp"]);
        sweep(&home.path().join("无"));
    }

    #[cfg(unix)]
    #[test]
    fn a_report_is_readable_for_others() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        replace_all(home.path(), &outputs(&[("a.pdf", "1")])).unwrap();
        let probe = home.path().join("probe");
        fs::write(&probe, "").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&home.path().join("a.pdf")), mode(&probe));
    }
}
