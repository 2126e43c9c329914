//! The text of a `styles.yaml` → its keys and values, each with its place.

use super::{
    super::character,
    sheet::StyleSheet,
    word::{Entry, Word},
};
use crate::{
    diagnostic::{Code, Result, Source},
    yaml::{self, Entries, Field, Kind, Reader},
};
use std::{ops::Range, sync::Arc};

/// The key of the folder with the fonts that come with a template.
const FONT_FOLDER: &str = "字体目录";
/// Top-level keys that hold one value.
const SCALARS: [&str; 8] =
    [FONT_FOLDER, "版式", "页边距", "行距", "每行字数", "每页行数", "标点压缩", "标点溢出"];
/// Top-level keys that hold a group.
const GROUPS: [&str; 3] = ["页码", "样式", "表格"];

/// Reads one style file; one of comments alone changes nothing.
///
/// # Errors
/// Not YAML, an unknown key at the top, or a value where a group belongs and the reverse.
pub(in super::super) fn load(source: &Arc<Source>) -> Result<StyleSheet> {
    let start = format!("可以写：{}、{}", SCALARS.join("、"), GROUPS.join("、"));
    match yaml::read(source, &start, |reader, top| Some(sheet(reader, &top))) {
        Ok((sheet, _)) => Ok(sheet),
        Err(found) if found.iter().all(|f| f.code == Code::EmptyFile) => Ok(StyleSheet::default()),
        Err(found) => Err(found),
    }
}

fn sheet(reader: &mut Reader<'_>, top: &Entries<'_>) -> StyleSheet {
    let mut sheet = StyleSheet::default();
    for field in reader.once(top.all()) {
        match field.key {
            FONT_FOLDER => sheet.fonts = value(reader, field),
            "页码" => sheet.number = group(reader, field),
            "样式" => sheet.styles = groups(reader, field),
            "表格" => sheet.tables = groups(reader, field),
            word if SCALARS.contains(&word) => sheet.page.extend(entry(reader, field)),
            _ => {
                let unknown = key(reader, field).unknown(SCALARS.into_iter().chain(GROUPS));
                reader.findings.push(unknown);
            }
        }
    }
    sheet
}

fn groups(reader: &mut Reader<'_>, field: Field<'_>) -> Vec<(Word, Vec<Entry>)> {
    let fields = fields(reader, field).into_iter();
    fields.map(|field| (key(reader, field), group(reader, field))).collect()
}

fn group(reader: &mut Reader<'_>, field: Field<'_>) -> Vec<Entry> {
    let fields = fields(reader, field).into_iter();
    fields.filter_map(|field| entry(reader, field)).collect()
}

/// The entries of a group; a group whose lines are all comments has none.
fn fields<'n>(reader: &mut Reader<'_>, field: Field<'n>) -> Vec<Field<'n>> {
    match &field.value.kind {
        Kind::Map(entries) => reader.once(entries),
        Kind::Nothing => Vec::new(),
        Kind::Text(_) | Kind::List(_) => {
            let help = "下一级每项一行，缩进两格，写成“名称: 内容”";
            reader.wrong_type(field, "下一层的几项", help);
            Vec::new()
        }
    }
}

fn entry(reader: &mut Reader<'_>, field: Field<'_>) -> Option<Entry> {
    Some((key(reader, field), value(reader, field)?))
}

fn key(reader: &mut Reader<'_>, field: Field<'_>) -> Word {
    prove(reader, field.key, field.key_at);
    Word::new(reader.source, field.key, field.key_at.clone())
}

/// A value on one line; what is between quotes may be empty.
fn value(reader: &mut Reader<'_>, field: Field<'_>) -> Option<Word> {
    let at = field.value.at.clone();
    if let Kind::Text(text) = &field.value.kind {
        prove(reader, text, &at);
        if text.trim().is_empty() {
            return Some(Word::new(reader.source, "", at));
        }
    }
    Some(Word::new(reader.source, &reader.required_line(field)?.value, at))
}

/// Refuses what no DOCX can hold; names of styles and fonts go into it as they are.
fn prove(reader: &mut Reader<'_>, text: &str, at: &Range<usize>) {
    if let Some((_, c)) = character::first_forbidden(text) {
        let message = character::message("这一项", c);
        reader.error(Code::Character, message, at, "", character::HELP);
    }
}
