//! What one `styles.yaml` says, and how a style's items are understood.

use super::{
    units::{self, Choice, Length},
    word::{Entry, Word},
};
use crate::{
    diagnostic::{Location, Result},
    document::{Align, Color, Pt},
};
use std::collections::BTreeSet;

/// One style file, its values not yet understood.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct StyleSheet {
    /// 字体目录.
    pub(in super::super) fonts: Option<Word>,
    /// 版式, 页边距 and the like.
    pub(super) page: Vec<Entry>,
    /// 页码.
    pub(super) number: Vec<Entry>,
    /// 样式, by name.
    pub(super) styles: Vec<(Word, Vec<Entry>)>,
    /// 表格, by name.
    pub(super) tables: Vec<(Word, Vec<Entry>)>,
}

impl StyleSheet {
    /// The styles and table styles that it writes.
    pub(in super::super) fn names(&self) -> impl Iterator<Item = &Word> {
        self.groups().map(|(name, _)| name)
    }

    /// Its styles that inherit, and from which.
    pub(in super::super) fn parents(&self) -> impl Iterator<Item = (&str, &str)> {
        self.groups().filter_map(|(name, entries)| {
            let parent = entries.iter().find(|(key, _)| key.text == "继承")?;
            Some((name.text.as_str(), parent.1.text.as_str()))
        })
    }

    /// Where it asks for a family by this office name.
    pub(in super::super) fn family_place(&self, family: &str) -> Option<&Location> {
        let entries = self.groups().flat_map(|(_, entries)| entries);
        let mut asks = entries.filter(|(key, _)| matches!(key.text.as_str(), "字体" | "西文"));
        let (_, value) = asks.find(|(_, value)| units::family_of(&value.text) == family)?;
        Some(&value.at)
    }

    /// Where beside the page number one of these characters is to be printed.
    pub(in super::super) fn number_places(&self, wanted: &BTreeSet<char>) -> Vec<(char, Location)> {
        let words = self.number.iter().map(|(_, value)| value);
        let known = words.flat_map(|word| {
            let chars = word.text.chars().filter(|ch| wanted.contains(ch));
            chars.map(|ch| (ch, word.at.clone()))
        });
        known.collect()
    }

    fn groups(&self) -> impl Iterator<Item = &(Word, Vec<Entry>)> {
        self.styles.iter().chain(&self.tables)
    }
}

/// A named style as far as it was written; what is absent is inherited.
#[derive(Clone, Debug, Default)]
pub(super) struct RawStyle {
    /// 继承.
    pub parent: Option<Word>,
    pub family: Option<String>,
    pub latin: Option<String>,
    pub size: Option<Pt>,
    pub tracking: Option<Length>,
    pub bold: Option<bool>,
    pub underline: Option<bool>,
    pub color: Option<Color>,
    pub align: Option<Align>,
    pub pitch: Option<Length>,
    pub first: Option<Length>,
    pub left: Option<Length>,
    pub right: Option<Length>,
    pub before: Option<Length>,
    pub after: Option<Length>,
    pub keep_next: Option<bool>,
    pub keep_lines: Option<bool>,
    pub outline: Option<Choice<u8>>,
    pub balance: Option<bool>,
}

impl RawStyle {
    /// The keys of a style, in the order in which people look for them.
    const KEYS: [&str; 19] = [
        "继承",
        "字体",
        "西文",
        "字号",
        "字距",
        "加粗",
        "下划线",
        "颜色",
        "对齐",
        "行距",
        "首行缩进",
        "左缩进",
        "右缩进",
        "段前",
        "段后",
        "与下段同页",
        "段中不分页",
        "大纲级别",
        "匀行",
    ];

    /// Takes over one written item.
    pub(super) fn set(&mut self, (key, value): &Entry) -> Result<()> {
        let indent = |value| units::length(value, &["字"]).map(Some);
        let white = |value| units::length(value, &["行"]).map(Some);
        match key.text.as_str() {
            "继承" => self.parent = Some(value.clone()),
            "字体" => self.family = Some(units::family(value)?),
            "西文" => self.latin = Some(units::family(value)?),
            "字号" => self.size = Some(units::size(value)?),
            "字距" => self.tracking = Some(units::length(value, &["版式"])?),
            "加粗" => self.bold = Some(units::switch(value)?),
            "下划线" => self.underline = Some(units::switch(value)?),
            "颜色" => self.color = Some(units::ink(value)?),
            "对齐" => self.align = Some(units::align(value)?),
            "行距" => self.pitch = Some(units::pitch(value, &["版式"])?),
            "首行缩进" => self.first = indent(value)?,
            "左缩进" => self.left = indent(value)?,
            "右缩进" => self.right = indent(value)?,
            "段前" => self.before = white(value)?,
            "段后" => self.after = white(value)?,
            "与下段同页" => self.keep_next = Some(units::switch(value)?),
            "段中不分页" => self.keep_lines = Some(units::switch(value)?),
            "大纲级别" => self.outline = Some(units::outline(value)?),
            "匀行" => self.balance = Some(units::switch(value)?),
            _ => return Err(key.unknown(Self::KEYS).into()),
        }
        Ok(())
    }

    /// Fills what is absent from the style it inherits from.
    pub(super) fn over(self, base: &Self) -> Self {
        Self {
            parent: self.parent,
            family: self.family.or_else(|| base.family.clone()),
            latin: self.latin.or_else(|| base.latin.clone()),
            size: self.size.or(base.size),
            tracking: self.tracking.or(base.tracking),
            bold: self.bold.or(base.bold),
            underline: self.underline.or(base.underline),
            color: self.color.or(base.color),
            align: self.align.or(base.align),
            pitch: self.pitch.or(base.pitch),
            first: self.first.or(base.first),
            left: self.left.or(base.left),
            right: self.right.or(base.right),
            before: self.before.or(base.before),
            after: self.after.or(base.after),
            keep_next: self.keep_next.or(base.keep_next),
            keep_lines: self.keep_lines.or(base.keep_lines),
            outline: self.outline.or(base.outline),
            balance: self.balance.or(base.balance),
        }
    }
}

/// A table style as far as it was written.
#[derive(Clone, Debug, Default)]
pub(super) struct RawTable {
    /// 继承.
    pub parent: Option<Word>,
    pub border: Option<Pt>,
    pub border_color: Option<Color>,
    pub padding_x: Option<Pt>,
    pub padding_y: Option<Pt>,
    pub row_height: Option<Pt>,
    pub band: Option<Choice<Color>>,
}

impl RawTable {
    const KEYS: [&str; 7] =
        ["继承", "边框", "边框颜色", "左右留白", "上下留白", "行高", "条款行底色"];

    /// Takes over one written item.
    pub(super) fn set(&mut self, (key, value): &Entry) -> Result<()> {
        match key.text.as_str() {
            "继承" => self.parent = Some(value.clone()),
            "边框" => self.border = Some(units::points(value)?),
            "边框颜色" => self.border_color = Some(units::ink(value)?),
            "左右留白" => self.padding_x = Some(units::points(value)?),
            "上下留白" => self.padding_y = Some(units::points(value)?),
            "行高" => self.row_height = Some(units::points(value)?),
            "条款行底色" => self.band = Some(units::fill(value)?),
            _ => return Err(key.unknown(Self::KEYS).into()),
        }
        Ok(())
    }

    /// Fills what is absent from the style it inherits from.
    pub(super) fn over(self, base: &Self) -> Self {
        Self {
            parent: self.parent,
            border: self.border.or(base.border),
            border_color: self.border_color.or(base.border_color),
            padding_x: self.padding_x.or(base.padding_x),
            padding_y: self.padding_y.or(base.padding_y),
            row_height: self.row_height.or(base.row_height),
            band: self.band.or(base.band),
        }
    }
}
