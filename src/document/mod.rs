//! The resolved document: what is to be set, with nothing left to guess.
//!
//! A [`Document`] is a flat list of blocks in which every length is in points, every style is fully
//! resolved (no inheritance, no units, no defaults) and every paragraph still knows the name of the
//! style it came from, so that Word's named styles can be written. It knows nothing of YAML,
//! templates or file formats; the messy half of the program ends here.

mod emit;
mod hash;
mod image;
mod parts;
mod role;
#[cfg(test)]
pub(crate) mod sample;
mod style;
mod table;
mod texts;

pub use emit::emit;
pub use image::{Coding, FIGURE_DEPTH, Figure, Image, Seal, TOWNSHIP_SEAL};
pub use parts::{Imprint, LetterHead, Separator};
pub use role::{OpenHeadings, Role, close_gaps};
pub use style::{
    Align, CharStyle, CharStyleId, Color, NamedStyle, ParagraphFormat, StyleId, TextStyle,
};
pub use table::{Cell, CellKind, Row, TABLE_SEPARATOR, Table, VAlign};

use std::sync::Arc;

/// A length in points (1/72 inch).
pub type Pt = f64;

/// Points in a millimetre.
pub const MM: Pt = 72.0 / 25.4;

/// A document ready for layout and export.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Document {
    /// What the file says about itself.
    pub meta: Meta,
    /// Paper, type area and page number, until a section says otherwise.
    pub page: PageStyle,
    /// Named paragraph styles; [`StyleId`] indexes this list.
    pub styles: Vec<NamedStyle>,
    /// Named character styles; [`CharStyleId`] indexes this list.
    pub char_styles: Vec<CharStyle>,
    /// The content in reading order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The style that is for paragraphs of a role.
    pub fn style_for(&self, role: Role) -> Option<&NamedStyle> {
        self.styles.iter().find(|style| style.role == Some(role))
    }

    /// The named style behind an id.
    pub fn style(&self, id: StyleId) -> &NamedStyle {
        &self.styles[id.0]
    }

    /// The page styles in use, [`Document::page`] first.
    pub fn page_styles(&self) -> impl Iterator<Item = &PageStyle> {
        let sections = self.blocks.iter().filter_map(|block| match block {
            Block::Section(page) => Some(&**page),
            _ => None,
        });
        std::iter::once(&self.page).chain(sections)
    }

    /// Marks every page 草稿.
    pub fn mark_as_draft(&mut self) {
        self.page.mark = Some(PageMark::draft());
        for block in &mut self.blocks {
            if let Block::Section(page) = block {
                page.mark = Some(PageMark::draft());
            }
        }
    }
}

/// What the file says about itself: title bar, search engines, archives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Meta {
    /// Title on one line.
    pub title: String,
    /// Issuing body.
    pub author: String,
    /// What it is, e.g. `政府信息公开工作年度报告`.
    pub subject: String,
    /// BCP 47 language, `zh-CN`.
    pub lang: String,
    /// Creation time in seconds since 1970-01-01T00:00:00Z; given by the caller, never the clock.
    pub created: i64,
}

/// The language of documents that say nothing of theirs: Chinese as it is written on the mainland (BCP 47).
pub const LANGUAGE: &str = "zh-CN";

impl Meta {
    /// Its language, or the usual one.
    pub fn language(&self) -> &str {
        if self.lang.is_empty() { LANGUAGE } else { &self.lang }
    }
}

/// Paper, type area (版心) and page number (GB/T 9704-2012 §5, §7.5).
#[derive(Clone, Debug, PartialEq)]
pub struct PageStyle {
    /// Paper width.
    pub width: Pt,
    /// Paper height.
    pub height: Pt,
    /// White above the type area (天头).
    pub top: Pt,
    /// White below it.
    pub bottom: Pt,
    /// White on the binding side (订口).
    pub left: Pt,
    /// White on the cut side.
    pub right: Pt,
    /// Lines the profile sets to a full page, for Word's document grid.
    pub lines: u32,
    /// Characters the profile sets to a full line.
    pub chars: u32,
    /// Pitch of a body line.
    pub line_pitch: Pt,
    /// Page number, or none.
    pub number: Option<PageNumber>,
    /// A mark in the white above the type area of every page (草稿), or none.
    pub mark: Option<PageMark>,
    /// Finer setting of punctuation; off by default so that every program breaks lines alike.
    pub punctuation: Punctuation,
}

impl PageStyle {
    /// Width of the type area.
    pub fn text_width(&self) -> Pt {
        self.width - self.left - self.right
    }

    /// Height of the type area.
    pub fn text_height(&self) -> Pt {
        self.height - self.top - self.bottom
    }
}

/// A word in the middle of the white above the type area, so that nobody files a draft.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct PageMark {
    /// The word.
    pub text: String,
    /// How it is set.
    pub style: TextStyle,
}

impl PageMark {
    /// The draft mark: 草稿 in red 黑体, 一号.
    pub fn draft() -> Self {
        let style = TextStyle {
            family: "黑体".into(),
            latin: "黑体".into(),
            size: 26.0,
            tracking: 0.0,
            bold: false,
            underline: false,
            color: Color { r: 0xC0, g: 0, b: 0 },
        };
        Self { text: "草稿".to_owned(), style }
    }
}

/// The page number below the type area (GB/T 9704-2012 §7.5).
#[derive(Clone, Debug, PartialEq)]
pub struct PageNumber {
    /// Face and size of number and dashes.
    pub text: TextStyle,
    /// What stands before the number, `"— "`.
    pub before: String,
    /// What stands after it, `" —"`.
    pub after: String,
    /// From the lower edge of the type area to the middle of the dash.
    pub below: Pt,
    /// From the outer edge of the type area inwards.
    pub inset: Pt,
    /// Where it stands.
    pub place: PageNumberPlace,
}

/// Where the page number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageNumberPlace {
    /// Odd pages right, even pages left (GB/T 9704-2012 §7.5).
    Outside,
    /// In the middle of every page.
    Center,
}

/// Switches for finer punctuation; each turns on the matching Word setting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Punctuation {
    /// 标点压缩: adjoining marks share their empty halves.
    pub compress: bool,
    /// 标点溢出: a closing mark may hang past the right edge.
    pub hang: bool,
}

/// One piece of content.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Block {
    /// Title, heading or text.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A picture.
    Image(Figure),
    /// Name and date at the end (GB/T 9704-2012 §7.3.5).
    Signature(Signature),
    /// What follows starts on a new page.
    PageBreak,
    /// A rule on a line of its own.
    Separator(Separator),
    /// What follows stands on new pages of another shape or numbering (a landscape table); the first
    /// page is not new when nothing stands before.
    Section(Box<PageStyle>),
    /// The head of a letter: the first block, outside of the type area.
    LetterHead(Box<LetterHead>),
    /// 版记 at the foot of the last page; nothing follows it.
    Imprint(Box<Imprint>),
}

/// A paragraph with its resolved format.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Paragraph {
    /// What it is.
    pub role: Role,
    /// The named style it is an instance of.
    pub style: StyleId,
    /// The format that holds, equal to the named style's unless something was set by hand.
    pub format: Arc<ParagraphFormat>,
    /// Its text.
    pub inlines: Vec<Inline>,
}

impl Paragraph {
    /// The text alone, line breaks as `\n`.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for inline in &self.inlines {
            match inline {
                Inline::Text(run) => out.push_str(&run.text),
                Inline::Break => out.push('\n'),
                Inline::Tab(_) => out.push(' '),
            }
        }
        out
    }
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Inline {
    /// Text in one style.
    Text(Run),
    /// A written line break.
    Break,
    /// A step to a place on the line.
    Tab(Tab),
}

/// Where what follows on a line stands, so far from the left edge of the type area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tab {
    /// The distance.
    pub at: Pt,
    /// It ends there; else it begins there.
    pub ends: bool,
}

/// Text in one style.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Run {
    /// The characters, normalised, without line breaks or tabs.
    pub text: String,
    /// How they are set, fully resolved.
    pub style: Arc<TextStyle>,
    /// The named character style they came from, if any.
    pub char_style: Option<CharStyleId>,
}

/// Name and date (署名, 成文日期), placed by the standard's rule (GB/T 9704-2012 §7.3.5).
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Signature {
    /// The paragraph style of its lines.
    pub style: StyleId,
    /// Issuing bodies, the lead one first.
    pub bodies: Vec<String>,
    /// The date as printed, `2023年1月17日`.
    pub date: String,
    /// Whether room is left for a seal.
    pub sealed: bool,
    /// Pictures of seals, at most one a body, in the bodies' order.
    pub seals: Vec<Seal>,
}
