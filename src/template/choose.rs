//! Which template a word means: a built-in one or a folder.

use super::builtin::{self, Builtin};
use crate::{
    diagnostic::{Code, Diagnostic, Result},
    file, text,
};
use std::path::{Component, Path, PathBuf};

/// What was meant.
pub(super) enum Chosen {
    Builtin(Builtin),
    Folder(PathBuf),
}

/// A bare name is a built-in template or a folder beside `from`; a path is a folder.
pub(super) fn choose(word: &Path, from: &Path) -> Result<Chosen> {
    let folder = from.join(word);
    if let Ok(name) = word.strip_prefix(builtin::PREFIX)
        && let Some(name) = bare(name)
    {
        return match builtin::find(name) {
            Some(builtin) => Ok(Chosen::Builtin(builtin)),
            None => Err(unknown(name).into()),
        };
    }
    let Some(name) = bare(word) else {
        return Ok(Chosen::Folder(folder));
    };
    match (builtin::find(name), folder.is_dir()) {
        (Some(builtin), false) => Ok(Chosen::Builtin(builtin)),
        (None, true) => Ok(Chosen::Folder(folder)),
        (None, false) => Err(neither(name, &folder).into()),
        (Some(_), true) => {
            let message =
                format!("“{name}”既是内置模板的名字，又是文件夹 {}", file::shown(&folder));
            let help = format!("用这个文件夹写 ./{name}，用内置模板写 {}{name}", builtin::PREFIX);
            Err(Diagnostic::error(Code::TemplateChoice, message).help(help).into())
        }
    }
}

/// A single plain name.
fn bare(word: &Path) -> Option<&str> {
    // `./notice` has one component too, but says that a folder is meant.
    if word.to_str()?.contains(['/', '\\']) {
        return None;
    }
    let mut components = word.components();
    match (components.next(), components.next()) {
        (Some(Component::Normal(name)), None) => name.to_str(),
        _ => None,
    }
}

/// The finding for a built-in name that is none.
pub(super) fn unknown(name: &str) -> Diagnostic {
    let finding = Diagnostic::error(Code::TemplateFile, format!("没有“{name}”这个内置模板"));
    finding.help(text::suggestion(name, builtin::names()))
}

fn neither(name: &str, folder: &Path) -> Diagnostic {
    let message = if folder.exists() {
        format!("{} 不是文件夹，也不是内置模板的名字", file::shown(folder))
    } else {
        format!("没有“{name}”这个内置模板，也没有 {} 这个文件夹", file::shown(folder))
    };
    let help = text::suggestion(name, builtin::names());
    Diagnostic::error(Code::TemplateFile, message).help(help)
}
