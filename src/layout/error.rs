//! What layout refuses.

use std::fmt;

/// Why a document cannot be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// A style names a family that no face is known for.
    UnknownFamily {
        /// The name in the style.
        name: String,
    },
    /// A face was there when its folder was looked through, and cannot be read now.
    UnreadableFace {
        /// As messages name it.
        face: String,
        /// Why.
        reason: String,
    },
    /// Characters that no face of their chain can print, each once for every place it is met.
    MissingGlyphs(Vec<MissingGlyph>),
}

/// A character that no face of its chain can print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingGlyph {
    /// The character.
    pub ch: char,
    /// The family it was asked of.
    pub family: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownFamily { name } => write!(f, "没有名为“{name}”的字体"),
            Self::UnreadableFace { face, reason } => write!(f, "字体{face}读不了：{reason}"),
            Self::MissingGlyphs(missing) => {
                f.write_str("字库中没有这些字：")?;
                missing.iter().try_for_each(|m| write!(f, "{}（U+{:04X}）", m.ch, m.ch as u32))
            }
        }
    }
}

impl std::error::Error for Error {}
