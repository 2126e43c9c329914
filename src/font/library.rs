//! The fonts of an office: those in its folders and, where asked for, those installed on its machine.
//!
//! `fontdb` reads the faces and knows where a system keeps its own; folders are walked here, within
//! bounds, and everything that is of no use there is told.

use super::{
    header::{self, Flaw, Header},
    shipped, sound,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    digest::Digest,
    file::{self, files, has_extension, reason},
};
use fontdb::{Database, FaceInfo, ID, Source};
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
/// What may be in one file; a collection of Windows or Adobe holds a dozen.
const MOST_FACES: u32 = 64;

/// A font file on the disk, read when it is first needed.
#[derive(Debug)]
pub(super) struct FontFile {
    pub path: PathBuf,
    /// Whether it was found among those installed on the machine.
    pub installed: bool,
    bytes: OnceLock<std::result::Result<Vec<u8>, String>>,
    digest: OnceLock<Digest>,
}

impl FontFile {
    fn new(path: PathBuf, installed: bool) -> Arc<Self> {
        Arc::new(Self { path, installed, bytes: OnceLock::new(), digest: OnceLock::new() })
    }

    /// The whole file, or why it cannot be read.
    pub fn bytes(&self) -> std::result::Result<&[u8], &str> {
        let bytes = self.bytes.get_or_init(|| load(&self.path, self.installed));
        bytes.as_deref().map_err(String::as_str)
    }

    /// The sum of what was read of it.
    pub fn digest(&self) -> Digest {
        let digest = || Digest::of(self.bytes().unwrap_or_default());
        *self.digest.get_or_init(digest)
    }
}

/// A file that was found in a folder of the user's is plain, and no link; a system keeps its fonts as it likes.
fn load(path: &Path, installed: bool) -> std::result::Result<Vec<u8>, String> {
    let read = || {
        let mut bytes = Vec::new();
        fs::File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = if installed { read() } else { file::read_plain(path, MOST_BYTES) };
    bytes.map_err(|e| reason(&e))
}

/// A face of a font file.
#[derive(Debug)]
pub(super) struct OwnFace {
    pub file: Arc<FontFile>,
    pub header: Header,
}

/// An office's fonts, known by name; nothing of their glyphs is read yet.
#[derive(Debug, Default)]
pub struct Library {
    /// Of faces of one name the first wins.
    pub(super) faces: Vec<OwnFace>,
    /// A warning for each file that is called a font and is of no use (`NB311`).
    pub findings: Diagnostics,
    /// Installed fonts that no PDF may hold, by the names of shipped families that they bear.
    pub(super) refused: Vec<Refused>,
}

/// An installed font that takes no shipped font's place.
#[derive(Debug)]
pub(super) struct Refused {
    /// The names of shipped families that it bears.
    names: Vec<String>,
    path: PathBuf,
    /// Why no PDF may hold it.
    why: String,
}

impl Refused {
    /// A warning, if one of its names is free.
    pub fn told(&self, is_free: impl Fn(&str) -> bool) -> Option<Diagnostic> {
        let name = self.names.iter().find(|name| is_free(name))?;
        let (path, why) = (file::shown(&self.path), &self.why);
        let message = format!("电脑上的字体“{name}”（{path}）{why}，PDF 里仍用内置字体");
        let finding = Diagnostic::warning(Code::FontLicence, message);
        Some(finding.help("可以另找一份允许嵌入的同名字体，用 --font-dir 给出"))
    }
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
            errors.take(library.walk(folder));
        }
        errors.finish(library)
    }

    /// Adds the fonts that are installed on the machine, behind those that are known already. Where a
    /// system keeps them is `fontdb`'s knowledge, which takes the folders of a user from the
    /// environment (`HOME`, `USERPROFILE`, `SYSTEMROOT`). Files of no use are passed over: they are
    /// not the office's.
    #[must_use]
    pub fn with_installed(mut self) -> Self {
        let mut index = Database::new();
        index.load_system_fonts();
        let place = |face: &FaceInfo| match &face.source {
            Source::File(path) => Some((path.clone(), face.index, face.id)),
            _ => None,
        };
        let mut faces: Vec<_> = index.faces().filter_map(place).collect();
        // A folder lists its files in any order.
        faces.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
        let mut file: Option<Arc<FontFile>> = None;
        for (path, _, id) in faces {
            if !fs::metadata(&path).is_ok_and(|about| about.len() <= MOST_BYTES) {
                continue;
            }
            let file = match file.take().filter(|file| file.path == path) {
                Some(same) => file.insert(same),
                None => file.insert(FontFile::new(path, true)),
            };
            if let Some(Ok(header)) = header(&index, id)
                && let Some(header) = self.usable(header, file)
            {
                self.faces.push(OwnFace { file: Arc::clone(file), header });
            }
        }
        self
    }

    /// A font that is merely there must not keep a PDF from being made: where its maker forbids that a
    /// PDF holds it, it takes no shipped font's place.
    fn usable(&mut self, mut header: Header, file: &FontFile) -> Option<Header> {
        if header.embedding.is_allowed() {
            return Some(header);
        }
        let shipped = shipped::faces().1;
        let (taken, free): (Vec<_>, Vec<_>) =
            header.names.into_iter().partition(|name| shipped.iter().any(|f| f.is_called(name)));
        if !taken.is_empty() {
            let why = header.embedding.to_string();
            self.refused.push(Refused { names: taken, path: file.path.clone(), why });
        }
        header.names = free;
        (!header.names.is_empty()).then_some(header)
    }

    /// Whether no font was found.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    fn walk(&mut self, folder: &Path) -> Result<()> {
        for found in files(folder, file::MOST_LEVELS) {
            let path = found.map_err(|(folder, error)| unreadable(&folder, &error))?;
            if !is_font(&path) {
                continue;
            }
            if self.faces.len() + self.findings.len() >= MOST_FILES {
                return Err(too_many(folder).into());
            }
            match read(&path) {
                Ok(headers) => {
                    let file = FontFile::new(path, false);
                    let face = |header| OwnFace { file: Arc::clone(&file), header };
                    self.faces.extend(headers.into_iter().map(face));
                }
                Err(why) => self.findings.push(useless(&path, &why)),
            }
        }
        Ok(())
    }
}

fn is_font(path: &Path) -> bool {
    let hidden = (path.file_name()).is_some_and(|n| n.as_encoded_bytes().starts_with(b"."));
    !hidden && has_extension(path, &["ttf", "otf", "ttc", "otc"])
}

/// Reads the faces of a file: what they say of themselves, or why it is of no use.
fn read(path: &Path) -> std::result::Result<Vec<Header>, String> {
    let about = fs::symlink_metadata(path).map_err(|e| reason(&e))?;
    if about.is_symlink() {
        return Err("是链接，请把字体文件本身复制过来".into());
    }
    if !about.is_file() {
        return Err("不是普通文件".into());
    }
    if about.len() > MOST_BYTES {
        return Err("文件太大（超过 128 MB）".into());
    }
    headers(load(path, false)?).map_err(|flaw| flaw.to_string())
}

/// What the faces in a file say of themselves, if all of them can be used.
fn headers(data: Vec<u8>) -> std::result::Result<Vec<Header>, Flaw> {
    // `fontdb` makes room for as many faces as a collection says that it has, and for every name.
    let count = ttf_parser::fonts_in_collection(&data).unwrap_or(1);
    if count > MOST_FACES {
        return Err(Flaw::NotAFont);
    }
    (0..count).try_for_each(|face| sound::names(&data, face))?;
    let data = Arc::new(data);
    let mut index = Database::new();
    let faces = index.load_font_source(Source::Binary(data.clone()));
    let headers: std::result::Result<Vec<Header>, Flaw> =
        faces.iter().filter_map(|id| header(&index, *id)).collect();
    let headers = headers?;
    if headers.is_empty() {
        let flaw = header::outlines(&data, 0).err();
        return Err(flaw.unwrap_or_else(|| header::missing_name(&data, 0)));
    }
    let mut known = Vec::new();
    for header in &headers {
        sound::tables(&data, header.index, header.outlines)?;
        // The faces of a collection may share their shapes.
        let place = sound::place_of_shapes(&data, header.index);
        if !known.contains(&place) {
            sound::shapes(&data, header.index)?;
            known.push(place);
        }
    }
    Ok(headers)
}

fn header(index: &Database, id: ID) -> Option<std::result::Result<Header, Flaw>> {
    let info = index.face(id)?;
    index.with_face_data(id, |data, _| Header::read(info, data))
}

fn useless(path: &Path, why: &str) -> Diagnostic {
    let message = format!("字体文件 {} 用不了：{why}", file::shown(path));
    Diagnostic::warning(Code::UselessFont, message)
        .help("请重新复制这个字体文件，或把它移出字体文件夹")
}

fn unreadable(folder: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("读不了字体文件夹 {}：{}", file::shown(folder), reason(error));
    Diagnostic::error(Code::FontFolder, message)
        .help("请核对文件夹的名称和位置，并确认自己有权读取")
}

fn too_many(folder: &Path) -> Diagnostic {
    let message = format!("字体文件夹 {} 里的字体超过 {MOST_FILES} 个", file::shown(folder));
    Diagnostic::error(Code::FontFolder, message).help("请另建一个文件夹，只放要用的几个字体")
}
