//! Styles after resolution: every field holds.

use super::{Pt, Role};
use std::sync::Arc;

/// Index into [`Document::styles`](super::Document::styles).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StyleId(pub usize);

/// Index into [`Document::char_styles`](super::Document::char_styles).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CharStyleId(pub usize);

/// A named paragraph style, as Word's style list will show it.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct NamedStyle {
    /// Key in `styles.yaml` and in markup, e.g. `正文`, `一级标题`.
    pub name: String,
    /// What its paragraphs are, if it is for one kind of them.
    pub role: Option<Role>,
    /// The format of its paragraphs.
    pub format: Arc<ParagraphFormat>,
    /// The text style of its runs.
    pub text: Arc<TextStyle>,
}

/// A named character style, for run-in heads and the like.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct CharStyle {
    /// Key in `styles.yaml` and in markup.
    pub name: String,
    /// How its text is set.
    pub text: Arc<TextStyle>,
}

/// How characters are set.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// Office name of the face for Chinese, as the DOCX will name it: `仿宋_GB2312`.
    pub family: Arc<str>,
    /// Office name of the face for Latin letters and digits: `Times New Roman`.
    pub latin: Arc<str>,
    /// Size (字号).
    pub size: Pt,
    /// Added to every character's advance; negative to tighten. A multiple of 0.05 pt (one twip).
    pub tracking: Pt,
    /// Bold. No 仿宋 has a bold face: it is drawn with a stroke.
    pub bold: bool,
    /// Underlined.
    pub underline: bool,
    /// Colour of the ink.
    pub color: Color,
}

/// An sRGB colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Color {
    /// Black, the ink of all official writing.
    pub const BLACK: Self = Self { r: 0, g: 0, b: 0 };
}

/// How a paragraph is set.
#[derive(Clone, Debug, PartialEq)]
pub struct ParagraphFormat {
    /// Horizontal alignment.
    pub align: Align,
    /// Exact pitch from line to line.
    pub line_pitch: Pt,
    /// Indent of the first line, added to `left`.
    pub first: Pt,
    /// The same indent in characters when it was written so (`2字`), for Word's `firstLineChars`.
    pub first_chars: Option<f64>,
    /// Indent of every line from the left.
    pub left: Pt,
    /// Indent from the right.
    pub right: Pt,
    /// White above; dropped at the head of a page that text ran over to.
    pub before: Pt,
    /// White below.
    pub after: Pt,
    /// Stay on one page with the block that follows.
    pub keep_next: bool,
    /// Keep all its lines on one page.
    pub keep_lines: bool,
    /// Break lines so that they taper (title), not greedily.
    pub balance: bool,
}

impl ParagraphFormat {
    /// Lines of a pitch, and nothing else.
    pub fn new(align: Align, line_pitch: Pt) -> Self {
        Self {
            align,
            line_pitch,
            first: 0.0,
            first_chars: None,
            left: 0.0,
            right: 0.0,
            before: 0.0,
            after: 0.0,
            keep_next: false,
            keep_lines: false,
            balance: false,
        }
    }
}

/// Horizontal alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// Ragged right.
    Left,
    /// Centred.
    Center,
    /// Ragged left.
    Right,
    /// Both edges straight, last line natural.
    Justify,
}
