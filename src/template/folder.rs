//! Reading the template folder of an office, safely: no links, nothing outside, nothing large.

use super::{
    assemble::{Files, MANIFEST, STYLES},
    builtin,
    picture::{Picture, is_picture},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Source},
    file::{self, has_extension, reason},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// No template file written by hand comes near these; they keep a wrong folder from being read.
const MOST_BYTES: u64 = 1 << 20;
const MOST_FILES: usize = 200;

/// The template files of a folder by name: `*.html`, `styles.yaml` and `template.yaml`, also in folders
/// inside it, and its pictures, which are read when they are first shown; other files are left alone.
///
/// # Errors
/// `NB201` for a folder or file that cannot be read, is a link, too large or not UTF-8.
pub(super) fn read_all(dir: &Path) -> Result<Own> {
    let mut own = Own::default();
    let mut findings = Diagnostics::default();
    for found in file::files(dir, file::MOST_LEVELS) {
        match found {
            Ok(path) => own.take(dir, path, &mut findings),
            Err((folder, error)) => findings.push(unreadable(&folder, &error)),
        }
        if own.files.len() > MOST_FILES {
            findings.push(too_many());
            break;
        }
    }
    for path in file::names(dir).unwrap_or_default() {
        let name = name_within(dir, &path);
        if path.is_dir() && name.is_some_and(|name| is_template(&name)) {
            findings.push(a_folder(&path));
        }
    }
    let reserved = own.files.iter().find(|(name, _)| name.starts_with(builtin::PREFIX));
    if let Some((_, source)) = reserved {
        let message = format!("模板文件夹里不能有名为 builtin 的文件夹：{}", source.name);
        let help = "builtin/ 开头的名字指内置模板的文件，请给这个文件夹换一个名字";
        findings.push(Diagnostic::error(Code::TemplateFile, message).help(help));
    }
    findings.finish(())?;
    if own.files.is_empty() {
        let message = format!("文件夹 {} 里没有模板文件", file::shown(dir));
        let finding = Diagnostic::error(Code::TemplateFile, message);
        return Err(finding
            .help("模板文件夹里要有 report.html、table.html 之类的 .html 文件或 styles.yaml")
            .into());
    }
    Ok(own)
}

/// What an office's folder holds, by names within it.
#[derive(Default)]
pub(super) struct Own {
    pub files: Files,
    pub pictures: BTreeMap<String, Picture>,
}

impl Own {
    /// Takes over a file if it is of a kind that templates have.
    fn take(&mut self, dir: &Path, path: PathBuf, findings: &mut Diagnostics) {
        let Some(name) = name_within(dir, &path) else {
            return;
        };
        if is_picture(&name) {
            self.pictures.insert(name, Picture::new(path));
        } else if is_template(&name)
            && let Some(source) = findings.take(read_one(&path))
        {
            self.files.insert(name, source);
        }
    }
}

/// A file's name as templates write it: `folder/file.html` on every system.
fn name_within(dir: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(dir).ok()?.components();
    let parts: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

fn unreadable(folder: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("读不了模板文件夹 {}：{}", file::shown(folder), reason(error));
    Diagnostic::error(Code::TemplateFile, message).help("请看文件夹的名字和位置写对了没有")
}

fn a_folder(path: &Path) -> Diagnostic {
    let message = format!("{} 是文件夹，不是模板文件", file::shown(path));
    let help = "请给这个文件夹换一个名字：这样的名字是模板文件的";
    Diagnostic::error(Code::TemplateFile, message).help(help)
}

fn too_many() -> Diagnostic {
    let message = format!("模板文件夹里的文件超过 {MOST_FILES} 个");
    Diagnostic::error(Code::TemplateFile, message).help("是不是选错了文件夹？")
}

fn is_template(name: &str) -> bool {
    [STYLES, MANIFEST].contains(&name) || has_extension(Path::new(name), &["html"])
}

fn read_one(path: &Path) -> Result<Arc<Source>> {
    let shown = file::shown(path);
    let refuse = |message: String, help: &str| {
        Err(Diagnostic::error(Code::TemplateFile, message).help(help).into())
    };
    let unreadable = |error| {
        let message = format!("读不了模板文件 {shown}：{}", reason(&error));
        Diagnostic::error(Code::TemplateFile, message).help("请看文件是否还在、能不能打开")
    };
    let about = fs::symlink_metadata(path).map_err(unreadable)?;
    if about.is_symlink() || !about.is_file() {
        return refuse(
            format!("模板文件 {shown} 是链接，不是普通文件"),
            "模板只能读本文件夹里的文件，请把文件复制进来",
        );
    }
    if about.len() > MOST_BYTES {
        return refuse(
            format!("模板文件 {shown} 太大（超过 1 MB）"),
            "模板只是几页文字，请看是不是放错了文件",
        );
    }
    match String::from_utf8(file::read_plain(path, MOST_BYTES).map_err(unreadable)?) {
        Ok(text) => {
            let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).replace("\r\n", "\n");
            Ok(Source::new(shown.clone(), text))
        }
        Err(_) => refuse(
            format!("模板文件 {shown} 不是 UTF-8 编码（可能是 GBK）"),
            "用记事本打开，另存为时编码选 UTF-8",
        ),
    }
}
