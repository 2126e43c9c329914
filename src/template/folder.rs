//! Reading the template folder of an office, safely: no links, nothing outside, nothing large.

use super::{
    assemble::{Files, MANIFEST, STYLES},
    builtin, codes,
    findings::Findings,
    picture::{Picture, is_picture},
};
use crate::diagnostic::{Diagnostic, Result, Source};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// No template file written by hand comes near these; they keep a wrong folder from being read.
const MOST_BYTES: u64 = 1 << 20;
const MOST_FILES: usize = 200;
const MOST_LEVELS: usize = 4;

/// The template files of a folder by name: `*.html`, `styles.yaml` and `template.yaml`, also in folders
/// inside it, and its pictures, which are read when they are first shown; other files are left alone.
///
/// # Errors
/// `NB201` for a folder or file that cannot be read, is a link, too large or not UTF-8.
pub(super) fn read_all(dir: &Path) -> Result<Own> {
    let mut own = Own::default();
    let mut findings = Findings::default();
    walk(dir, "", 0, &mut own, &mut findings);
    let reserved = own.files.iter().find(|(name, _)| name.starts_with(builtin::PREFIX));
    if let Some((_, source)) = reserved {
        let message = format!("模板文件夹里不能有名为 builtin 的文件夹：{}", source.name);
        let help = "builtin/ 开头的名字指内置模板的文件，请给这个文件夹换一个名字";
        findings.push(Diagnostic::error(codes::FILE, message).help(help));
    }
    findings.finish(())?;
    if own.files.is_empty() {
        let message = format!("文件夹 {} 里没有模板文件", dir.display());
        let finding = Diagnostic::error(codes::FILE, message);
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

/// Reads the template files of a folder and of the folders in it.
fn walk(dir: &Path, prefix: &str, level: usize, own: &mut Own, findings: &mut Findings) {
    let unreadable = |path: &Path, error: &std::io::Error| {
        let message = format!("读不了模板文件夹 {}：{}", path.display(), reason(error));
        Diagnostic::error(codes::FILE, message).help("请看文件夹的名字和位置写对了没有")
    };
    let entries: std::io::Result<Vec<_>> = match fs::read_dir(dir) {
        Ok(entries) => entries.map(|e| e.map(|e| e.path())).collect(),
        Err(error) => Err(error),
    };
    let mut paths: Vec<PathBuf> = match entries {
        Ok(paths) => paths,
        Err(error) => return findings.push(unreadable(dir, &error)),
    };
    paths.sort();
    for path in paths {
        let Some(name) = path.file_name().and_then(|n| n.to_str()) else {
            continue;
        };
        let name = format!("{prefix}{name}");
        let Ok(about) = fs::symlink_metadata(&path) else {
            continue;
        };
        if about.is_dir() && level < MOST_LEVELS {
            walk(&path, &format!("{name}/"), level + 1, own, findings);
        } else if is_picture(&name) {
            own.pictures.insert(name, Picture::new(path));
        } else if !is_template(&name) {
            // Notes and the like.
        } else if own.files.len() >= MOST_FILES {
            let message = format!("模板文件夹里的文件超过 {MOST_FILES} 个");
            return findings
                .push(Diagnostic::error(codes::FILE, message).help("是不是选错了文件夹？"));
        } else if let Some(source) = findings.take(read_one(&path, &about)) {
            own.files.insert(name, source);
        }
    }
}

fn is_template(name: &str) -> bool {
    [STYLES, MANIFEST].contains(&name)
        || Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("html"))
}

fn read_one(path: &Path, about: &fs::Metadata) -> Result<Arc<Source>> {
    let shown = path.display();
    let refuse = |message: String, help: &str| {
        Err(Diagnostic::error(codes::FILE, message).help(help).into())
    };
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
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("读不了模板文件 {shown}：{}", reason(&error));
            return refuse(message, "请看文件是否还在、能不能打开");
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).replace("\r\n", "\n");
            Ok(Source::new(shown.to_string(), text))
        }
        Err(_) => refuse(
            format!("模板文件 {shown} 不是 UTF-8 编码（可能是 GBK）"),
            "用记事本打开，另存为时编码选 UTF-8",
        ),
    }
}

pub(super) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "没有找到".to_owned(),
        std::io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
        std::io::ErrorKind::NotADirectory => "不是文件夹".to_owned(),
        _ => error.to_string(),
    }
}
