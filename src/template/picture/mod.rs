//! Pictures by name: those in the template's folder, and those that a report names beside itself.
//!
//! A picture is read when it is first shown: a folder may hold others that nobody asks for. It is
//! proved and decoded once, and shared by all documents that show it.

mod album;
mod decode;
mod plain;
#[cfg(test)]
mod tests;

pub(super) use album::{Album, OWN};

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    document::Image,
    file::{self, reason},
};
use decode::{PictureRefusal, decode};
use std::{
    fs,
    path::{Component, Path, PathBuf},
    sync::{Arc, OnceLock},
};

/// More than any seal or photograph that is printed 156 mm wide; larger ones make files that mail
/// and portals refuse.
const MOST_BYTES: u64 = 4 << 20;

/// What one can do about a picture of the wrong kind.
const SAVE_AGAIN: &str = "用画图打开，另存为 PNG 或 JPEG，再放回来；只改扩展名没有用";

/// A picture file, read when it is first asked for.
#[derive(Debug)]
pub(super) struct Picture {
    path: PathBuf,
    image: OnceLock<Result<Arc<Image>>>,
}

impl Picture {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, image: OnceLock::new() }
    }

    /// The picture, under the name that templates use.
    ///
    /// # Errors
    /// `NB201` when the file cannot be read or must not be, `NB207` when it is no picture that both
    /// formats print.
    pub(super) fn image(&self, name: &str) -> Result<Arc<Image>> {
        self.image.get_or_init(|| load(&self.path, name)).clone()
    }
}

/// Whether a file's name is that of a picture.
pub(super) fn is_picture(name: &str) -> bool {
    PictureKind::of_name(name).is_some()
}

/// A kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PictureKind {
    Png,
    Jpeg,
}

impl PictureKind {
    /// By the extension.
    fn of_name(name: &str) -> Option<Self> {
        let extension = Path::new(name).extension()?.to_str()?;
        match extension.to_ascii_lowercase().as_str() {
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            _ => None,
        }
    }

    /// By the first bytes (PNG §5.2, ITU-T T.81 §B.1).
    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Some(Self::Jpeg)
        } else {
            None
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
        }
    }
}

/// A picture that a report names, in the folder of the report or one inside it.
///
/// # Errors
/// As [`Picture::image`]; `NB201` also for a name that leads out of the folder.
pub(super) fn beside(folder: &Path, name: &str) -> Result<Arc<Image>> {
    let name = name.replace('\\', "/");
    if !is_picture(&name) {
        let message = format!("“{name}”不是图片的文件名");
        return refuse(message, "写 PNG 或 JPEG 图片的文件名，如 公章.png");
    }
    // `./` was not typed and is not shown.
    let mut path = folder.strip_prefix(".").unwrap_or(folder).to_owned();
    for part in Path::new(&name).components() {
        if part == Component::CurDir {
            continue;
        }
        let Component::Normal(part) = part else {
            let message = format!("图片“{name}”不在报告所在的文件夹里");
            return refuse(message, "把图片放到报告的 YAML 旁边，这里只写文件名");
        };
        path.push(part);
        // A link would lead out of the folder.
        if fs::symlink_metadata(&path).is_ok_and(|about| about.is_symlink()) {
            return Err(link(&path));
        }
    }
    load(&path, &name)
}

fn load(path: &Path, name: &str) -> Result<Arc<Image>> {
    let shown = file::shown(path);
    let bytes = read(path)?;
    let kind = PictureKind::of_name(name).unwrap_or(PictureKind::Png);
    if PictureKind::of_bytes(&bytes) != Some(kind) {
        let is = PictureKind::of_bytes(&bytes);
        let content = is.map_or("不是", |_| "其实不是");
        let message = format!("图片 {shown} 的内容{content} {}", kind.name());
        let help = match is {
            Some(is) => format!("它是 {}，请把扩展名改对", is.name()),
            None => SAVE_AGAIN.to_owned(),
        };
        return Err(Diagnostic::error(Code::Picture, message).help(help).into());
    }
    match decode(name, bytes, kind) {
        Ok(image) => Ok(Arc::new(image)),
        Err(PictureRefusal { what, help }) => {
            let message = format!("图片 {shown} {what}");
            Err(Diagnostic::error(Code::Picture, message).help(help).into())
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let shown = file::shown(path);
    let about = match fs::symlink_metadata(path) {
        Ok(about) => about,
        Err(error) => {
            let message = format!("读不了图片 {shown}：{}", reason(&error));
            return refuse(message, "请看文件名和位置写对了没有");
        }
    };
    if about.is_symlink() || !about.is_file() {
        return Err(link(path));
    }
    if about.len() > MOST_BYTES {
        let message = format!("图片 {shown} 太大（超过 4 MB）");
        return refuse(message, "用画图把它缩小再放进来：印 156 毫米宽，2000 像素就够清楚");
    }
    file::read_plain(path, MOST_BYTES).or_else(|error| {
        let message = format!("读不了图片 {shown}：{}", reason(&error));
        refuse(message, "请看文件是否还在、能不能打开")
    })
}

fn link(path: &Path) -> Diagnostics {
    let message = format!("图片 {} 是链接或文件夹，不是普通文件", file::shown(path));
    let finding = Diagnostic::error(Code::TemplateFile, message);
    finding.help("图片只能读本文件夹里的文件，请把文件复制进来").into()
}

fn refuse<T>(message: String, help: &str) -> Result<T> {
    Err(Diagnostic::error(Code::TemplateFile, message).help(help).into())
}
