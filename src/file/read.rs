//! The one reader: plain files only, within bounds.

use super::{in_place, reason, shown};
use crate::diagnostic::{Code, Diagnostic, Result};
use std::{
    fs::{self, File, Metadata},
    io::{self, ErrorKind, Read},
    path::Path,
};

/// Far above any input, far below what would fill a computer's memory; what is read says more exactly how
/// large it may be.
pub(super) const MOST_BYTES: u64 = 64 << 20;

const READ_HELP: &str = "请核对文件名和所在文件夹，并确认自己有权读取";

/// Reads a whole input that the user named; a link is followed.
///
/// # Errors
/// `NB401` when it is missing, not a plain file, huge, or may not be read; `NB404` when a mending of it was cut
/// off, so that it may be half of the old text and half of the new.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    whole(path, Links::Followed)
}

/// Reads a whole file that nobody named and that was found in a folder; a link is refused, since it may
/// lead anywhere.
///
/// # Errors
/// As [`read`], and `NB401` for a link.
pub fn read_beside(path: &Path) -> Result<Vec<u8>> {
    whole(path, Links::Refused)
}

/// Reads a plain file of a folder that is not to be left: no link, nothing larger than `most`.
///
/// # Errors
/// The system's error, or one that says in the user's words what stands there.
pub fn read_plain(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    if fs::symlink_metadata(path)?.is_symlink() {
        return Err(io::Error::other("这是链接，不是普通文件"));
    }
    let Some((file, _)) = open_plain(path, Links::Refused)? else {
        return Err(io::Error::other("这不是普通文件"));
    };
    let bytes = bounded(file, most)?;
    if bytes.len() as u64 > most {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// What to do where the last part of a name is a link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    Followed,
    Refused,
}

/// Opens a plain file for reading; `None` for whatever else stands there.
///
/// Looked at before, since to open a device may do something, and once more after: what stands at a name may be
/// exchanged in between. To open a pipe that nobody writes to would wait for ever.
///
/// # Errors
/// The system's.
pub(super) fn open_plain(path: &Path, links: Links) -> io::Result<Option<(File, Metadata)>> {
    let about = match links {
        Links::Followed => fs::metadata(path)?,
        Links::Refused => fs::symlink_metadata(path)?,
    };
    if !about.is_file() {
        return Ok(None);
    }
    let file = options(links).open(path)?;
    let about = file.metadata()?;
    Ok(about.is_file().then_some((file, about)))
}

#[cfg(unix)]
pub(super) fn options(links: Links) -> fs::OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let never_waits = OFlags::NONBLOCK | OFlags::NOCTTY;
    let flags = match links {
        Links::Followed => never_waits,
        Links::Refused => never_waits | OFlags::NOFOLLOW,
    };
    let mut options = File::options();
    options.read(true).custom_flags(flags.bits().cast_signed());
    options
}

/// On Windows a link that is opened as itself is no plain file (`FILE_FLAG_OPEN_REPARSE_POINT`).
#[cfg(windows)]
pub(super) fn options(links: Links) -> fs::OpenOptions {
    use std::os::windows::fs::OpenOptionsExt;
    const OPEN_REPARSE_POINT: u32 = 0x0020_0000;
    let mut options = File::options();
    options.read(true).custom_flags(if links == Links::Refused { OPEN_REPARSE_POINT } else { 0 });
    options
}

fn whole(path: &Path, links: Links) -> Result<Vec<u8>> {
    let opened = open_plain(path, links);
    // Asked after opening: a link that was put there since the look could not be opened.
    if links == Links::Refused && fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink()) {
        let help = "请把文件本身放进来，或者在命令里写明这个链接";
        return Err(refuse(path, "这是链接，不是文件", help).into());
    }
    let unreadable = |e: io::Error| refuse(path, &reason(&e), &help_for(path));
    let Some((file, about)) = opened.map_err(unreadable)? else {
        return Err(no_file(path).into());
    };
    let large = |size: u64| {
        let reason = format!("有 {} MB，太大了", size >> 20);
        refuse(path, &reason, "请看看是不是选错了文件")
    };
    // What a kernel says in a file of no length may have no end (`/proc/kmsg`).
    if about.len() == 0 {
        in_place::is_whole(path, &[])?;
        return Ok(Vec::new());
    }
    if about.len() > MOST_BYTES {
        return Err(large(about.len()).into());
    }
    let bytes = bounded(file, MOST_BYTES).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(large(bytes.len() as u64).into());
    }
    in_place::is_whole(path, &bytes)?;
    Ok(bytes)
}

/// What may have been meant by a name that no file has: an option whose dashes an input method made Chinese, a
/// name in marks, with a Chinese full stop, without its ending.
fn help_for(path: &Path) -> String {
    let name = path.to_string_lossy();
    let is_file = |near: &String| *near != name && Path::new(near).is_file();
    if let Some(inner) = without_marks(&name).filter(|inner| Path::new(inner).exists()) {
        return format!("文件名不用放进引号，是不是 {inner}？");
    }
    let bare = without_marks(&name).or_else(|| name.strip_prefix("file://").map(str::to_owned));
    let spelled = with_stops(bare.as_deref().unwrap_or(&name));
    let [long, short] = ["yaml", "yml"].map(|ending| format!("{spelled}.{ending}"));
    // 青石镇.yml and 青石镇.YAML where 青石镇.yaml is there.
    let stem = Path::new(&spelled).with_extension("");
    let [other, another] = ["yaml", "yml"].map(|ending| format!("{}.{ending}", stem.display()));
    match [spelled, long, short, other, another].into_iter().find(is_file) {
        Some(near) if !path.exists() => format!("是不是 {near}？文件名要写全"),
        _ => READ_HELP.to_owned(),
    }
}

/// A name that stands in marks, without them: “青石镇.yaml”, 《青石镇.yaml》.
fn without_marks(name: &str) -> Option<String> {
    const OPEN: [char; 11] = ['“', '‘', '「', '《', '〈', '<', '"', '\'', '”', '’', '＂'];
    const CLOSE: [char; 11] = ['”', '’', '」', '》', '〉', '>', '"', '\'', '“', '‘', '＂'];
    name.strip_prefix(OPEN).and_then(|name| name.strip_suffix(CLOSE)).map(str::to_owned)
}

/// A name with the dots that an input method makes Chinese marks, and none at its end.
fn with_stops(name: &str) -> String {
    const STOPS: [char; 6] = ['。', '．', '，', ',', '、', '·'];
    let name = name.trim_end_matches(STOPS);
    let ending = STOPS.iter().filter_map(|stop| name.rsplit_once(*stop));
    let ending = ending.filter(|(_, ending)| ending.bytes().all(|b| b.is_ascii_alphanumeric()));
    ending.min_by_key(|(_, ending)| ending.len()).map_or_else(
        || name.to_owned(),
        |(stem, ending)| format!("{stem}.{}", ending.to_ascii_lowercase()),
    )
}

/// A device or pipe could keep us reading for ever.
fn no_file(path: &Path) -> Diagnostic {
    if path.is_dir() {
        return refuse(path, "这是文件夹，不是文件", READ_HELP);
    }
    refuse(path, "这不是普通文件", "请给出磁盘上的文件")
}

/// A file may grow while it is read.
fn bounded(file: File, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn refuse(path: &Path, reason: &str, help: &str) -> Diagnostic {
    let message = format!("读不了 {}：{reason}", shown(path));
    Diagnostic::error(Code::Unreadable, message).help(help)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use rustix::fs::{CWD, Mode, mkfifoat};
    use std::os::unix::fs::symlink;

    /// What stands at a name may be exchanged between the look and the opening.
    #[test]
    fn opening_neither_waits_for_a_pipe_nor_follows_a_link() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        mkfifoat(CWD, at("pipe"), Mode::RUSR).unwrap();
        fs::write(at("file"), "text").unwrap();
        symlink(at("file"), at("link")).unwrap();
        for links in [Links::Followed, Links::Refused] {
            let opened = options(links).open(at("pipe")).unwrap();
            assert!(!opened.metadata().unwrap().is_file());
        }
        assert!(options(Links::Refused).open(at("link")).is_err());
        assert_eq!(read(&at("link")).unwrap(), b"text");
        assert!(read_beside(&at("link")).unwrap_err()[0].message.contains("这是链接"));
        assert!(read_plain(&at("link"), 10).unwrap_err().to_string().contains("这是链接"));
        assert!(read(&at("pipe")).unwrap_err()[0].message.contains("这不是普通文件"));
    }
}
