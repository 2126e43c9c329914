//! A folder is served once: two would not know of each other's changes.

use crate::{
    diagnostic::{Code, Diagnostic, Result},
    file,
};
use std::{
    fs::{self, File},
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

/// The file that is locked, hidden; it says the address to who may read it.
const NAME: &str = ".nianbao-serve.lock";
/// An address is short.
const MOST: u64 = 1024;

/// The lock of a folder, which ends with the program however that ends.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

/// The address of a folder: its port, and the word that nobody can guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The port.
    pub port: u16,
    /// The word.
    pub token: String,
}

/// Where a folder was served by a program that did not come to its end: pages that are still open know that
/// address, and what was typed in them goes on from there.
pub fn left(folder: &Path) -> Option<Address> {
    let mut file = File::options().read(true).write(true).open(folder.join(NAME)).ok()?;
    if !is_private(&file) || file.try_lock().is_err() {
        return None;
    }
    let mut said = String::new();
    let _ = (&mut file).take(MOST).read_to_string(&mut said);
    address(&said)
}

/// Only what this program wrote is an address.
fn address(said: &str) -> Option<Address> {
    let rest = said.strip_prefix("http://127.0.0.1:")?.strip_suffix('/')?;
    let (port, token) = rest.split_once('/')?;
    let is_word =
        token.len() == 32 && token.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let port = port.parse().ok().filter(|port| *port >= 1024 && is_word)?;
    Some(Address { port, token: token.to_owned() })
}

/// A word that others could have read, or written, is none.
#[cfg(unix)]
fn is_private(file: &File) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    file.metadata().is_ok_and(|about| about.is_file() && about.mode() % 0o100 == 0)
}

#[cfg(not(unix))]
fn is_private(file: &File) -> bool {
    file.metadata().is_ok_and(|about| about.is_file())
}

impl Lock {
    /// Locks a folder; none where nothing can be written anyway.
    pub(super) fn take(folder: &Path, address: &str) -> Result<Option<Self>> {
        if !folder.is_dir() {
            let message = format!("没有文件夹 {}", file::shown(folder));
            let help = "写上放报告的文件夹；不写就是当前文件夹";
            return Err(Diagnostic::error(Code::Unreadable, message).help(help).into());
        }
        let path = folder.join(NAME);
        let Ok(mut file) = open(&path) else {
            return Ok(None);
        };
        if file.try_lock().is_err() {
            return Err(served(folder, &mut file).into());
        }
        let _ = file.set_len(0).and_then(|()| file.write_all(address.as_bytes()));
        Ok(Some(Self { path, _file: file }))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Who may not read the reports may not read the address either.
fn open(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn served(folder: &Path, file: &mut File) -> Diagnostic {
    let mut address = String::new();
    let _ = file.take(MOST).read_to_string(&mut address);
    let message = format!("文件夹 {} 已经打开着，不用再开一次", file::shown(folder));
    let help = if address.starts_with("http://127.0.0.1:") {
        format!("在浏览器里打开 {address}")
    } else {
        "请回到原来那个浏览器窗口；找不到的，先关掉原来的程序".to_owned()
    };
    Diagnostic::error(Code::Served, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_of_ours_is_gone_on_with() {
        let word = "0123456789abcdef0123456789abcdef";
        let good = Address { port: 51234, token: word.to_owned() };
        assert_eq!(address(&format!("http://127.0.0.1:51234/{word}/")), Some(good));
        for said in [
            String::new(),
            format!("http://127.0.0.1:80/{word}/"),
            format!("http://127.0.0.1:70000/{word}/"),
            format!("http://10.0.0.1:51234/{word}/"),
            format!("http://127.0.0.1:51234/{word}"),
            format!("http://127.0.0.1:51234/{word}/x/"),
            "http://127.0.0.1:51234/short/".to_owned(),
            format!("http://127.0.0.1:51234/{}/", word.replace('a', "G")),
        ] {
            assert_eq!(address(&said), None, "{said}");
        }
    }
}
