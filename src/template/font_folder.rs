//! 字体目录: the fonts that come with a template lie in its folder. Whoever passes a template on passes
//! on what it may read: never a path out of it, nor a link.

use super::styles::{StyleSheet, Word};
use crate::diagnostic::Result;
use std::{
    fs,
    path::{Component, Path, PathBuf},
};

/// The folder that the topmost style file names, if one does.
pub(super) fn find(template: &Path, sheets: &[StyleSheet]) -> Result<Option<PathBuf>> {
    let Some(word) = sheets.iter().rev().find_map(|sheet| sheet.fonts.as_ref()) else {
        return Ok(None);
    };
    inside(template, word).map(Some)
}

fn inside(template: &Path, word: &Word) -> Result<PathBuf> {
    const WRITE: &str = "写模板文件夹里面的一个文件夹名，如 字体";
    if word.text.is_empty() {
        return Err(word.wrong("文件夹名", WRITE).into());
    }
    let mut path = template.to_owned();
    for part in Path::new(&word.text).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::CurDir => continue,
            _ => return Err(word.wrong("模板文件夹里的文件夹", WRITE).into()),
        }
        let is_folder = fs::symlink_metadata(&path).is_ok_and(|about| about.is_dir());
        if !is_folder {
            let name = &word.text;
            let help = format!("请在模板文件夹里建一个“{name}”，放入字体文件本身（不能是链接）");
            return Err(word.wrong("模板文件夹里的文件夹", help).into());
        }
    }
    Ok(path)
}
