//! The text of a `styles.yaml` → its keys and values, each with its place.

use super::{
    super::{codes, findings::Findings, suggest},
    field::{Entry, Field},
    sheet::Sheet,
};
use crate::diagnostic::{Diagnostic, Result, Source};
use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};
use serde_saphyr::{Location, Spanned};
use std::{fmt, marker::PhantomData, ops::Range, sync::Arc};

/// The key of the folder with the fonts that come with a template.
pub(super) const FONT_FOLDER: &str = "字体目录";
/// Top-level keys that hold one value.
const SCALARS: [&str; 8] =
    [FONT_FOLDER, "版式", "页边距", "行距", "每行字数", "每页行数", "标点压缩", "标点溢出"];
/// Top-level keys that hold a group.
const GROUPS: [&str; 3] = ["页码", "样式", "表格"];

/// Reads one style file.
///
/// # Errors
/// Not YAML, an unknown key at the top, or a value where a group belongs and the reverse.
pub(in super::super) fn load(source: &Arc<Source>) -> Result<Sheet> {
    // A style file is some hundred lines without a single alias.
    let options = serde_saphyr::options! {
        with_snippet: false,
        budget: serde_saphyr::budget! { max_events: 50_000, max_aliases: 100 },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 10_000 },
    };
    let raw: Raw = serde_saphyr::from_str_with_options(&source.text, options)
        .map_err(|error| translate(source, &error))?;
    let field = |spanned: &_| Field::new(source, spanned);
    let entries = |list: Entries<Spanned<String>>| -> Vec<Entry> {
        list.0.into_iter().map(|(k, v)| (field(&k), field(&v))).collect()
    };
    let groups = |list: Entries<Entries<Spanned<String>>>| {
        list.0.into_iter().map(|(k, v)| (field(&k), entries(v))).collect()
    };
    let mut findings = Findings::default();
    for key in raw.unknown {
        findings.push(unknown_key(&field(&key), SCALARS.into_iter().chain(GROUPS)));
    }
    findings.finish(Sheet {
        fonts: raw.fonts.map(|folder| field(&folder)),
        page: raw.page.into_iter().map(|(k, v)| (field(&k), field(&v))).collect(),
        number: entries(raw.number),
        styles: groups(raw.styles),
        tables: groups(raw.tables),
    })
}

/// The finding for a key that is not known.
pub(super) fn unknown_key<'a>(
    key: &Field,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    key.error(codes::STYLE_KEY, format!("没有“{}”这一项", key.text))
        .help(suggest::help(&key.text, known))
}

/// A place of the parser as bytes; the parser counts characters where it has no bytes.
pub(super) fn range(source: &Source, location: Location) -> Range<usize> {
    let text = &source.text;
    let span = location.span();
    let (start, length) = match (span.byte_offset(), span.byte_len()) {
        (Some(start), Some(length)) => (start as usize, length as usize),
        _ => (byte_of(text, span.offset() as usize), 0),
    };
    let start = start.min(text.len());
    start..start.saturating_add(length).min(text.len())
}

fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}

fn translate(source: &Arc<Source>, error: &serde_saphyr::Error) -> Diagnostic {
    use serde_saphyr::Error as E;
    let (message, help) = match error {
        E::DuplicateMappingKey { key, .. } => (
            format!("“{}”写了两遍", key.as_deref().unwrap_or("这一项")),
            "同一组里每项只写一次，删去多余的一行",
        ),
        E::Unexpected { expected, .. } if expected.contains("mapping") => (
            "这里应当是一组“键: 值”".to_owned(),
            "冒号要用半角并在后面空一格，下一级的各行要缩进两格",
        ),
        E::Unexpected { .. } => {
            ("这里应当是一个值".to_owned(), "只写一个词或数，不写一组也不写列表")
        }
        E::NullIntoString { .. } => {
            ("这一项没有写值".to_owned(), "写上值，或把这一行删去（用原来的）")
        }
        _ if let Some(at) = tab(&source.text) => {
            let message = "缩进用了制表符（Tab 键），YAML 不认";
            let finding = Diagnostic::error(codes::STYLE_FILE, message).at(source, at, "");
            return finding.help("改用空格，每一级两格");
        }
        _ => (
            "样式文件写得不对，读不懂".to_owned(),
            "看这一行的缩进（只用空格）、冒号（半角，后面空一格）和引号是否成对",
        ),
    };
    let finding = Diagnostic::error(codes::STYLE_FILE, message).help(help);
    match error.location() {
        Some(location) => finding.at(source, range(source, location), ""),
        None => finding.at(source, 0..0, ""),
    }
}

/// The first tab that a line begins with.
fn tab(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(at) = line.get(..indent).and_then(|indent| indent.find('\t')) {
            return Some(start + at..start + at + 1);
        }
        start += line.len();
    }
    None
}

/// A file as it stands, before any value is understood.
#[derive(Default)]
struct Raw {
    fonts: Option<Spanned<String>>,
    page: Vec<(Spanned<String>, Spanned<String>)>,
    number: Entries<Spanned<String>>,
    styles: Entries<Entries<Spanned<String>>>,
    tables: Entries<Entries<Spanned<String>>>,
    unknown: Vec<Spanned<String>>,
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Top;
        impl<'de> Visitor<'de> for Top {
            type Value = Raw;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("mapping")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Raw, A::Error> {
                let mut raw = Raw::default();
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    match key.value.as_str() {
                        FONT_FOLDER => raw.fonts = Some(map.next_value()?),
                        "页码" => raw.number = map.next_value()?,
                        "样式" => raw.styles = map.next_value()?,
                        "表格" => raw.tables = map.next_value()?,
                        word if SCALARS.contains(&word) => raw.page.push((key, map.next_value()?)),
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                            raw.unknown.push(key);
                        }
                    }
                }
                Ok(raw)
            }

            /// A file of comments alone changes nothing.
            fn visit_unit<E>(self) -> std::result::Result<Raw, E> {
                Ok(Raw::default())
            }
        }
        deserializer.deserialize_map(Top)
    }
}

/// A mapping in its written order, its keys with their places.
struct Entries<T>(Vec<(Spanned<String>, T)>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Pairs<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Pairs<T> {
            type Value = Entries<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("mapping")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Entries<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(key) = map.next_key()? {
                    entries.push((key, map.next_value()?));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Pairs(PhantomData))
    }
}
