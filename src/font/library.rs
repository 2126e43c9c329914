//! The font files of an office: which there are in its folders, and what they are called.

use super::header::{self, Flaw, Header};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, Result},
    digest::Digest,
    file::reason,
};
use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

/// The largest fonts for Chinese, collections of many weights, are near it.
const MOST_BYTES: u64 = 128 << 20;
/// The fonts of Windows are about a thousand.
const MOST_FILES: usize = 2000;
const MOST_LEVELS: usize = 4;

/// A font file on the disk, read when it is first needed.
#[derive(Debug)]
pub(super) struct FontFile {
    pub path: PathBuf,
    bytes: OnceLock<std::result::Result<Vec<u8>, String>>,
    digest: OnceLock<Digest>,
}

impl FontFile {
    /// The whole file, or why it cannot be read.
    pub fn bytes(&self) -> std::result::Result<&[u8], &str> {
        let bytes = self.bytes.get_or_init(|| load(&self.path));
        bytes.as_deref().map_err(String::as_str)
    }

    /// The sum of what was read of it.
    pub fn digest(&self) -> Digest {
        let digest = || Digest::of(self.bytes().unwrap_or_default());
        *self.digest.get_or_init(digest)
    }
}

fn load(path: &Path) -> std::result::Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|f| f.take(MOST_BYTES).read_to_end(&mut bytes));
    read.map_err(|e| reason(&e))?;
    Ok(bytes)
}

/// A face of a font file.
#[derive(Debug)]
pub(super) struct OwnFace {
    pub file: Arc<FontFile>,
    pub header: Header,
}

/// The fonts in an office's folders, known by name; nothing of their glyphs is read yet.
#[derive(Debug, Default)]
pub struct Library {
    pub(super) faces: Vec<OwnFace>,
    /// A warning for each file that is called a font and is of no use (`NB311`).
    pub findings: Diagnostics,
}

impl Library {
    /// Looks through folders, and the folders in them, for `*.ttf`, `*.otf`, `*.ttc` and `*.otc`. Of
    /// fonts of one name those of an earlier folder win. Links are not followed.
    ///
    /// # Errors
    /// `NB310`: a folder that is not there or may not be read, or that holds too many fonts.
    pub fn scan(folders: &[PathBuf]) -> Result<Self> {
        let mut library = Self::default();
        let mut errors = Diagnostics::default();
        for folder in folders {
            if let Err(error) = library.walk(folder, 0) {
                errors.0.extend(error.0);
            }
        }
        if errors.0.is_empty() { Ok(library) } else { Err(errors) }
    }

    /// Whether no font was found.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    fn walk(&mut self, folder: &Path, level: usize) -> Result<()> {
        let entries = fs::read_dir(folder)
            .and_then(|entries| entries.map(|e| e.map(|e| e.path())).collect())
            .map_err(|e| unreadable(folder, &e));
        let mut paths: Vec<PathBuf> = entries?;
        paths.sort();
        for path in paths {
            let Ok(about) = fs::symlink_metadata(&path) else {
                continue;
            };
            if about.is_dir() {
                if level < MOST_LEVELS {
                    self.walk(&path, level + 1)?;
                }
                continue;
            }
            if !is_font(&path) {
                continue;
            }
            if self.faces.len() + self.findings.0.len() >= MOST_FILES {
                return Err(too_many(folder).into());
            }
            match look(&path, &about) {
                Ok(headers) => self.add(path, headers),
                Err(flaw) => self.findings.0.push(useless(&path, &flaw)),
            }
        }
        Ok(())
    }

    fn add(&mut self, path: PathBuf, headers: Vec<Header>) {
        let file = Arc::new(FontFile { path, bytes: OnceLock::new(), digest: OnceLock::new() });
        self.faces
            .extend(headers.into_iter().map(|header| OwnFace { file: Arc::clone(&file), header }));
    }
}

fn is_font(path: &Path) -> bool {
    let hidden = (path.file_name()).is_some_and(|n| n.as_encoded_bytes().starts_with(b"."));
    let extension = path.extension().and_then(|e| e.to_str());
    let known =
        |e: &str| ["ttf", "otf", "ttc", "otc"].iter().any(|known| known.eq_ignore_ascii_case(e));
    !hidden && extension.is_some_and(known)
}

/// The faces of a file, or why it is of no use.
fn look(path: &Path, about: &fs::Metadata) -> std::result::Result<Vec<Header>, String> {
    if about.is_symlink() {
        return Err("是链接，请把字体文件本身复制过来".into());
    }
    if !about.is_file() {
        return Err("不是普通文件".into());
    }
    if about.len() > MOST_BYTES {
        return Err("文件太大（超过 128 MB）".into());
    }
    let opened = fs::File::open(path).map_err(|e| Flaw::from(e).to_string());
    let mut file = std::io::BufReader::new(opened?);
    header::read(&mut file, about.len()).map_err(|flaw| flaw.to_string())
}

fn useless(path: &Path, why: &str) -> Diagnostic {
    let message = format!("字体文件 {} 用不了：{why}", path.display());
    Diagnostic::warning("NB311", message).help("请重新复制这个字体文件，或把它移出字体文件夹")
}

fn unreadable(folder: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("读不了字体文件夹 {}：{}", folder.display(), reason(error));
    Diagnostic::error("NB310", message).help("请核对文件夹的名称和位置，并确认自己有权读取")
}

fn too_many(folder: &Path) -> Diagnostic {
    let message = format!("字体文件夹 {} 里的字体超过 {MOST_FILES} 个", folder.display());
    Diagnostic::error("NB310", message).help("请另建一个文件夹，只放要用的几个字体")
}
