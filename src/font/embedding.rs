//! What a font's maker allows (OpenType `OS/2`, `fsType`).

use crate::diagnostic::{Code, Diagnostic};
use std::fmt;
use ttf_parser::{Permissions, os2};

/// Whether a face may stand in a file that is given to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embedding {
    /// Without any limit, or nothing is said about it.
    Installable,
    /// In files that may be edited.
    Editable,
    /// In files for reading and printing, which is what PDF and OFD are.
    Printable,
    /// Only as a whole: the characters in use must not be cut out.
    WholeOnly,
    /// Only as pictures of its characters.
    BitmapOnly,
    /// Not at all.
    Forbidden,
}

impl Embedding {
    /// Reads it from the table; a face without one is as free as those that say so.
    pub fn of(table: Option<&os2::Table<'_>>) -> Self {
        let Some(table) = table else {
            return Self::Installable;
        };
        if table.permissions() == Some(Permissions::Restricted) {
            Self::Forbidden
        } else if !table.is_outline_embedding_allowed() {
            Self::BitmapOnly
        } else if !table.is_subsetting_allowed() {
            Self::WholeOnly
        } else {
            match table.permissions() {
                Some(Permissions::Editable) => Self::Editable,
                Some(Permissions::PreviewAndPrint) => Self::Printable,
                _ => Self::Installable,
            }
        }
    }

    /// Whether the characters in use may be embedded in a PDF or an OFD.
    pub fn is_allowed(self) -> bool {
        matches!(self, Self::Installable | Self::Editable | Self::Printable)
    }

    /// The finding for a face, as messages name it, that must not be embedded so.
    pub(crate) fn refusal(self, face: &str) -> Diagnostic {
        let what = match self {
            Self::WholeOnly => "只嵌入用到的字",
            _ => "嵌入 PDF、OFD 这样的文件",
        };
        Diagnostic::error(Code::FontLicence, format!("字体{face}的许可不允许{what}"))
            .help("请换一个允许嵌入的字体，或去掉它而使用内置字体；只要不嵌字体的文件（DOCX、网页、图片）时，用 --format 写明")
    }
}

impl fmt::Display for Embedding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Installable => "可以嵌入",
            Self::Editable => "可以嵌入（可编辑）",
            Self::Printable => "可以嵌入（供阅读和打印）",
            Self::WholeOnly => "不许只嵌入用到的字",
            Self::BitmapOnly => "只许嵌入点阵",
            Self::Forbidden => "不许嵌入",
        })
    }
}
