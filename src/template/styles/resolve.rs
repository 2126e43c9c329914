//! Sheets laid over one another → styles with every field resolved.

use super::{
    name,
    page::{self, Profile},
    role,
    sheet::{RawStyle, RawTable, StyleSheet},
    units::{self, Choice, Length, TWIP, pt},
    word::{Entry, Word},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    document::{
        Align, Color, NamedStyle, PageNumber, PageStyle, ParagraphFormat, Pt, Role, StyleId,
        TextStyle,
    },
    text,
};
use std::{collections::HashMap, sync::Arc};

/// All that the style files say, resolved.
#[derive(Debug)]
pub(in super::super) struct Styles {
    /// Paper, type area, page number.
    pub page: PageStyle,
    /// The page number, also when the page does not show it.
    pub number: PageNumber,
    /// Named styles in the order in which they were first written.
    pub named: Vec<NamedStyle>,
    /// Named table styles.
    pub tables: Vec<(String, TableStyle)>,
}

/// How a table's grid is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct TableStyle {
    pub border: Pt,
    pub border_color: Color,
    pub padding_x: Pt,
    pub padding_y: Pt,
    /// Every row is at least this high.
    pub row_height: Pt,
    /// Background of rows that name an article (条款行).
    pub band: Option<Color>,
}

impl Styles {
    /// A named style by its name.
    pub(in super::super) fn find(&self, name: &str) -> Option<StyleId> {
        self.named.iter().position(|s| s.name == name).map(StyleId)
    }

    /// A table style by its name.
    pub(in super::super) fn table(&self, name: &str) -> Option<&TableStyle> {
        self.tables.iter().find(|(n, _)| n == name).map(|(_, t)| t)
    }
}

/// Lays sheets over one another, the first lowest, and resolves them.
///
/// # Errors
/// An unknown key, a wrong value, inheritance from nowhere or in a circle.
pub(in super::super) fn resolve(
    sheets: &[StyleSheet],
    profile: Option<&'static Profile>,
) -> Result<Styles> {
    let mut findings = Diagnostics::default();
    let page_entries = sheets.iter().flat_map(|s| &s.page);
    let number_entries = sheets.iter().flat_map(|s| &s.number);
    let page = findings.take(page::resolve(page_entries, number_entries, profile));
    let styles = merge(sheets.iter().flat_map(|s| &s.styles), RawStyle::set, &mut findings);
    let tables = merge(sheets.iter().flat_map(|s| &s.tables), RawTable::set, &mut findings);
    let styles = inherit(&styles, |s| s.parent.as_ref(), RawStyle::over, &mut findings);
    let tables = inherit(&tables, |t| t.parent.as_ref(), RawTable::over, &mut findings);
    findings.finish(())?;
    // Without findings there is a page.
    let Some(page) = page else {
        return Err(Diagnostics::default());
    };
    let named: Vec<NamedStyle> =
        styles.into_iter().map(|(name, raw)| named(name, &raw, &page.style)).collect();
    let number = named.iter().find(|s| s.name == name::PAGE_NUMBER);
    let number =
        number.map_or_else(|| text(&RawStyle::default(), &page.style), |s| s.text.as_ref().clone());
    let (page, number) = page.finish(&number);
    Ok(Styles {
        page,
        number,
        named,
        tables: tables.into_iter().map(|(n, raw)| (n, table(&raw))).collect(),
    })
}

/// Entries of equal name laid over one another, in the order of first mention.
fn merge<'a, T: Default>(
    groups: impl Iterator<Item = &'a (Word, Vec<Entry>)>,
    set: impl Fn(&mut T, &Entry) -> Result<()>,
    findings: &mut Diagnostics,
) -> Vec<(String, T)> {
    let mut merged: Vec<(String, T)> = Vec::new();
    for (name, entries) in groups {
        let place = merged.iter().position(|(n, _)| *n == name.text);
        let place = place.unwrap_or_else(|| {
            merged.push((name.text.clone(), T::default()));
            merged.len() - 1
        });
        for entry in entries {
            findings.take(set(&mut merged[place].1, entry));
        }
    }
    merged
}

/// Styles that inherit from one another; people write two or three.
const LONGEST_CHAIN: usize = 50;

/// Fills every style from the one it names, and that one from its own, first.
fn inherit<T: Clone>(
    raw: &[(String, T)],
    parent: impl Fn(&T) -> Option<&Word>,
    over: impl Fn(T, &T) -> T,
    findings: &mut Diagnostics,
) -> Vec<(String, T)> {
    let by_name: HashMap<&str, &T> = raw.iter().map(|(n, t)| (n.as_str(), t)).collect();
    let mut too_long = false;
    let mut out = Vec::with_capacity(raw.len());
    for (name, own) in raw {
        let mut filled = own.clone();
        let mut seen = vec![name.as_str()];
        let mut next = parent(own);
        while let Some(field) = next {
            let Some(base) = by_name.get(field.text.as_str()).copied() else {
                findings.push(no_style(field, raw.iter().map(|(n, _)| n.as_str())));
                break;
            };
            if seen.contains(&field.text.as_str()) {
                // Told once, of the first in the circle by name.
                if field.text != *name || seen.iter().min() != Some(&name.as_str()) {
                    break;
                }
                let message = format!("样式继承绕成了圈：{} → {}", seen.join(" → "), field.text);
                let finding = field.error(Code::StyleName, message);
                findings.push(finding.help("去掉其中一处“继承”"));
                break;
            }
            if seen.len() > LONGEST_CHAIN {
                if !too_long {
                    let message = format!("样式一个继承一个，超过 {LONGEST_CHAIN} 层");
                    findings.push(
                        field.error(Code::StyleName, message).help("直接继承最上面的那个样式"),
                    );
                }
                too_long = true;
                break;
            }
            seen.push(&field.text);
            filled = over(filled, base);
            next = parent(base);
        }
        out.push((name.clone(), filled));
    }
    out
}

fn no_style<'a>(field: &Word, names: impl Iterator<Item = &'a str> + Clone) -> Diagnostic {
    field
        .error(Code::StyleName, format!("没有“{}”这个样式", field.text))
        .help(text::suggestion(&field.text, names))
}

fn named(name: String, raw: &RawStyle, page: &PageStyle) -> NamedStyle {
    let text = text(raw, page);
    // 字: the width of one character as the style sets it, so that an indent of two is two.
    let char_width = text.size + text.tracking;
    let length = |length: Option<Length>| match length {
        None => 0.0,
        Some(Length::Pt(length)) => length,
        // Of characters and lines as large as they come a hundred are longer than any page.
        Some(Length::Chars(n)) => pt(n * char_width).clamp(-units::LONGEST, units::LONGEST),
        Some(Length::Lines(n)) => pt(n * page.line_pitch).clamp(-units::LONGEST, units::LONGEST),
        Some(Length::Profile) => page.line_pitch,
    };
    let format = ParagraphFormat {
        align: raw.align.unwrap_or(Align::Justify),
        line_pitch: raw.pitch.map_or(page.line_pitch, |p| length(Some(p))),
        first: length(raw.first),
        first_chars: match raw.first {
            Some(Length::Chars(n)) if n != 0.0 => Some(n),
            _ => None,
        },
        left: length(raw.left),
        right: length(raw.right),
        before: length(raw.before),
        after: length(raw.after),
        keep_next: raw.keep_next.unwrap_or(false),
        keep_lines: raw.keep_lines.unwrap_or(false),
        balance: raw.balance.unwrap_or(false),
    };
    let level = raw.outline.and_then(Choice::into_option);
    let role = level.map(Role::Heading).or_else(|| role(&name));
    NamedStyle { name, role, format: Arc::new(format), text: Arc::new(text) }
}

fn text(raw: &RawStyle, page: &PageStyle) -> TextStyle {
    // GB/T 9704-2012 §5.2.2: 3号仿宋 where nothing is said.
    let size = raw.size.unwrap_or(16.0);
    TextStyle {
        family: raw.family.as_deref().unwrap_or("仿宋_GB2312").into(),
        latin: raw.latin.as_deref().unwrap_or("Times New Roman").into(),
        size,
        tracking: match raw.tracking {
            Some(Length::Pt(tracking)) => tracking,
            Some(Length::Profile) => grid_tracking(size, page),
            _ => 0.0,
        },
        bold: raw.bold.unwrap_or(false),
        underline: raw.underline.unwrap_or(false),
        color: raw.color.unwrap_or(Color::BLACK),
    }
}

/// The tracking that sets exactly the profile's characters to a line (GB/T 9704-2012 §5.2.3):
/// 156 mm ÷ 28 − 16 pt = −0.207 pt, down to the whole twip so that the last character still fits.
fn grid_tracking(size: Pt, page: &PageStyle) -> Pt {
    let pitch = page.text_width() / f64::from(page.chars);
    // The hair keeps a quotient that is whole but for rounding from falling a twip too low.
    ((pitch - size) / TWIP + 1e-6).floor() / 20.0
}

fn table(raw: &RawTable) -> TableStyle {
    TableStyle {
        border: raw.border.unwrap_or(0.5),
        border_color: raw.border_color.unwrap_or(Color::BLACK),
        padding_x: raw.padding_x.unwrap_or(0.0),
        padding_y: raw.padding_y.unwrap_or(0.0),
        row_height: raw.row_height.unwrap_or(0.0),
        band: raw.band.and_then(Choice::into_option),
    }
}
