//! Which Word style each of our named styles becomes.
//!
//! Word and WPS know their own styles by fixed English names and show them translated: `Normal` as
//! 正文, `Title` as 标题, `heading 1` as 标题 1. Our styles take those names where they mean the same,
//! so that the navigation pane, tables of contents and the clerk's habits work; a Chinese name that
//! differs from the shown one goes along as an alias (Word then lists `标题 1,一级标题`). A style named
//! 正文 beside Word's own would clash with the translation of `Normal`.

use crate::document::{Document, NamedStyle, Role};
use std::collections::HashSet;

/// Styles of Word's own for what has no role with us: the name that Word shows in Chinese, and that an
/// office's style may bear, Word's name, style id.
const BUILT_IN: &[(&str, &str, &str)] = &[
    ("副标题", "Subtitle", "Subtitle"),
    ("页眉", "header", "Header"),
    ("页脚", "footer", "Footer"),
    ("页码", "footer", "Footer"),
    ("题注", "caption", "Caption"),
    ("日期", "Date", "Date"),
    ("称呼", "Salutation", "Salutation"),
    ("签名", "Signature", "Signature"),
];

/// Style id of the running text.
pub(super) const NORMAL: &str = "Normal";
/// Style id of the page number's paragraph.
pub(super) const FOOTER: &str = "Footer";
/// Style id of the page number's characters.
pub(super) const PAGE_NUMBER: &str = "PageNumber";

/// A style as the DOCX names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StyleName {
    /// `w:styleId`, which paragraphs refer to.
    pub(super) id: String,
    /// `w:name`.
    pub(super) name: String,
    /// `w:aliases`.
    pub(super) alias: Option<String>,
    /// Whether it is none of Word's own.
    pub(super) custom: bool,
}

/// The names of all styles of a document.
#[derive(Debug)]
pub(super) struct StyleNames {
    paragraphs: Vec<StyleName>,
    characters: Vec<StyleName>,
}

impl StyleNames {
    /// Names every style; no two share a name or an id.
    pub(super) fn of(document: &Document) -> Self {
        let mut taken = Taken::new();
        let mut paragraphs = Vec::new();
        for style in &document.styles {
            let wanted = built_in(style).unwrap_or_else(|| own(&style.name));
            paragraphs.push(taken.claim(wanted, &style.name));
        }
        for id in [NORMAL, FOOTER] {
            taken.give(&word_style(id, id));
        }
        let characters = document
            .char_styles
            .iter()
            .map(|style| taken.claim(own(&style.name), &style.name))
            .collect();
        Self { paragraphs, characters }
    }

    /// The name of paragraph style number `index`; the running text when there is no such style.
    pub(super) fn paragraph_id(&self, index: usize) -> &str {
        self.paragraphs.get(index).map_or(NORMAL, |style| &style.id)
    }

    /// The id of character style number `index`.
    pub(super) fn character_id(&self, index: usize) -> Option<&str> {
        self.characters.get(index).map(|style| style.id.as_str())
    }

    /// All paragraph styles in the document's order.
    pub(super) fn paragraphs(&self) -> &[StyleName] {
        &self.paragraphs
    }

    /// All character styles in the document's order.
    pub(super) fn characters(&self) -> &[StyleName] {
        &self.characters
    }
}

fn built_in(style: &NamedStyle) -> Option<StyleName> {
    let (name, id) = match style.role {
        Some(Role::Title) => ("Title", "Title"),
        Some(Role::Body) => ("Normal", NORMAL),
        Some(Role::Heading(level)) => {
            let level = level.clamp(1, 9);
            // Commas separate aliases.
            let alias = Some(style.name.replace(',', "，"));
            let word = word_style(&format!("heading {level}"), &format!("Heading{level}"));
            return Some(StyleName { alias, ..word });
        }
        _ => {
            let known = BUILT_IN.iter().find(|(chinese, ..)| *chinese == style.name);
            known.map(|(_, name, id)| (*name, *id))?
        }
    };
    Some(word_style(name, id))
}

fn word_style(name: &str, id: &str) -> StyleName {
    StyleName { id: id.to_owned(), name: name.to_owned(), alias: None, custom: false }
}

fn own(name: &str) -> StyleName {
    let name = name.replace(',', "，");
    StyleName { id: name.split_whitespace().collect(), name, alias: None, custom: true }
}

/// Names and ids already given away. Word compares names without regard to case.
struct Taken(HashSet<String>);

impl Taken {
    /// The styles of Word that every package of ours holds.
    fn new() -> Self {
        let ours = [PAGE_NUMBER, "page number", "TableNormal", "Normal Table", "NoList", "No List"];
        Self(ours.into_iter().map(key).collect())
    }

    /// The wanted name if it is free, else our own, else our own with a number.
    fn claim(&mut self, wanted: StyleName, ours: &str) -> StyleName {
        let own = own(ours);
        let numbered = (2..).map(|n| StyleName {
            id: format!("{}-{n}", own.id),
            name: format!("{} {n}", own.name),
            alias: None,
            custom: true,
        });
        let mut candidates = [wanted, own.clone()].into_iter().chain(numbered);
        // The numbered ones never end, so that one is always found.
        let chosen = candidates.find(|name| self.is_free(name)).unwrap_or(own);
        self.give(&chosen);
        chosen
    }

    fn is_free(&self, style: &StyleName) -> bool {
        !self.0.contains(&key(&style.id)) && !self.0.contains(&key(&style.name))
    }

    fn give(&mut self, style: &StyleName) {
        self.0.insert(key(&style.id));
        self.0.insert(key(&style.name));
    }
}

fn key(name: &str) -> String {
    name.to_lowercase()
}
