//! The texts of an input, in the order in which a document says them.

use super::line;
use crate::{
    diagnostic::Source,
    export::TextPlace,
    input::{Data, Input, Value as DataValue},
    report::{Extra, FormPart, Part, Report, Spanned},
    text::clean,
};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A shorter text may stand in another one by chance.
const LEAST_IN_OTHERS: usize = 4;
/// So many texts ahead are looked at when none says just what a piece says.
const AHEAD: usize = 40;

/// The texts of an input, and how far the document has come in them.
#[derive(Default)]
pub(super) struct Texts {
    all: Vec<SaidText>,
    /// The texts that say the same, in order.
    by_words: FxHashMap<String, Vec<usize>>,
    /// Behind the last one that was found.
    next: usize,
}

struct SaidText {
    place: TextPlace,
    /// What it says without white; in pieces where expressions stand between them.
    pieces: Vec<String>,
}

impl Texts {
    pub fn of(input: &Input) -> Self {
        let mut texts = Self::default();
        match input {
            Input::Report(report) => texts.report(report),
            Input::Data(data) => texts.data(data),
        }
        for (index, text) in texts.all.iter().enumerate() {
            if let [words] = &text.pieces[..] {
                texts.by_words.entry(words.clone()).or_default().push(index);
            }
        }
        texts
    }

    /// Where a piece of the document comes from.
    pub fn find(&mut self, piece: &str) -> Option<TextPlace> {
        let words = dense(piece);
        if words.is_empty() {
            return None;
        }
        let found = self.same(&words).or_else(|| self.within(&words))?;
        self.next = found + 1;
        self.all.get(found).map(|text| text.place.clone())
    }

    /// The next text that says this and nothing else, or, if there is none, the first.
    fn same(&self, words: &str) -> Option<usize> {
        let same = self.by_words.get(words)?;
        same.iter().find(|index| **index >= self.next).or(same.first()).copied()
    }

    /// The next text that is in this, whatever stands around it and between its pieces; else one of the first:
    /// a letter's head says what comes last.
    fn within(&self, words: &str) -> Option<usize> {
        let all = || self.all.iter().enumerate();
        let mut order = all().skip(self.next).take(AHEAD).chain(all().take(AHEAD));
        order.find(|(_, text)| is_within(&text.pieces, words)).map(|(index, _)| index)
    }

    fn add(&mut self, key: String, paragraph: Option<usize>, line: Option<usize>, text: &str) {
        let pieces = pieces(text);
        if !pieces.is_empty() {
            self.all.push(SaidText { place: TextPlace { key, paragraph, line }, pieces });
        }
    }

    fn value(&mut self, key: &str, said: &Spanned<String>, source: &Arc<Source>) {
        let line = said.at.clone().map(|at| line(source, at));
        self.add(key.to_owned(), None, line, &said.value);
    }

    /// The paragraphs of a text, one a line.
    fn paragraphs(&mut self, key: &str, text: Option<&Spanned<String>>, source: &Arc<Source>) {
        let Some(text) = text else { return };
        for (index, (words, at)) in text.value.split('\n').zip(text.lines(source)).enumerate() {
            let line = at.map(|at| line(source, at));
            self.add(key.to_owned(), Some(index), line, words);
        }
    }

    fn report(&mut self, report: &Report) {
        let source = &report.source;
        let title: String = report.title.iter().map(|line| line.value.as_str()).collect();
        let at = report.title.first().and_then(|first| first.at.clone());
        self.add("标题".to_owned(), None, at.map(|at| line(source, at)), &title);
        self.paragraphs("前言", report.preface.as_ref(), source);
        // In a list of its own, or each under its key of the form.
        let is_listed = report.lists_parts();
        for (index, part) in report.parts.iter().enumerate() {
            let (heading, text) = if is_listed {
                (format!("正文.{index}.标题"), format!("正文.{index}.内容"))
            } else {
                let known = known(report, part);
                let name = known.map_or(&part.heading.value, |known| &known.name);
                let note = if part.table.is_some() { ".说明" } else { "" };
                (name.clone(), format!("{name}{note}"))
            };
            self.value(&heading, &part.heading, source);
            self.paragraphs(&text, part.text.as_ref(), source);
        }
        self.signature(report);
        self.value("机关", &report.agency, source);
        for (name, extra) in &report.extra {
            self.extra(&format!("附加.{name}"), extra);
        }
    }

    fn signature(&mut self, report: &Report) {
        let Some(signature) = &report.signature else { return };
        for body in &signature.bodies {
            let own = body.at.is_none() || body.at == report.agency.at;
            let (key, said) =
                if own { ("机关", &report.agency) } else { ("署名.机关", body) };
            self.value(key, said, &report.source);
        }
        let date = &signature.date;
        let at = date.at.clone();
        let before = at.as_ref().and_then(|at| report.source.text.get(..at.start));
        let head = before.and_then(|text| text.rsplit('\n').next()).unwrap_or_default();
        let is_alone = ["署名", "signature"].iter().any(|key| head.trim_end().starts_with(key))
            && !head.contains(['{', ',']);
        let key = if is_alone { "署名" } else { "署名.日期" };
        let line = at.map(|at| line(&report.source, at));
        self.add(key.to_owned(), None, line, &date.value.to_string());
    }

    /// What an office adds has a key, and its line is not known.
    fn extra(&mut self, key: &str, extra: &Extra) {
        match extra {
            Extra::Text(text) => {
                for line in text.lines() {
                    self.add(key.to_owned(), None, None, line);
                }
            }
            Extra::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.extra(&format!("{key}.{index}"), item);
                }
            }
            Extra::Map(entries) => {
                for (name, item) in entries {
                    self.extra(&format!("{key}.{name}"), item);
                }
            }
        }
    }

    fn data(&mut self, data: &Data) {
        for (name, value) in &data.values {
            self.item(name, value, &data.source);
        }
    }

    fn item(&mut self, key: &str, value: &DataValue, source: &Arc<Source>) {
        match value {
            DataValue::String(text) => self.value(key, text, source),
            DataValue::Lines(lines) => {
                for line in lines {
                    self.value(key, line, source);
                }
            }
            DataValue::Text(text) => self.paragraphs(key, text.as_ref(), source),
            DataValue::Date(date) => {
                let line = date.at.clone().map(|at| line(source, at));
                self.add(key.to_owned(), None, line, &date.value.to_string());
            }
            DataValue::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.item(&format!("{key}.{index}"), item, source);
                }
            }
            DataValue::Map(entries) => {
                for (name, item) in entries {
                    self.item(&format!("{key}.{name}"), item, source);
                }
            }
            DataValue::Nothing
            | DataValue::Switch(_)
            | DataValue::Int(_)
            | DataValue::Decimal(_) => {}
        }
    }
}

/// The part of the form that a part of the report is.
fn known<'a>(report: &'a Report, part: &Part) -> Option<&'a FormPart> {
    report.form.parts.iter().find(|known| known.heading == part.heading.value)
}

/// A text without white space, as it is printed.
fn dense(text: &str) -> String {
    clean(text).0.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a text says around its expressions.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        pieces.push(dense(before));
        rest = after.split_once("}}").map_or("", |(_, after)| after);
    }
    let has_expressions = !pieces.is_empty();
    pieces.push(dense(rest));
    // The words between two expressions are one piece, and so is a text without any.
    pieces.retain(|piece| !piece.is_empty());
    if has_expressions && pieces.len() == 1 {
        // It never says just this.
        pieces.push(String::new());
    }
    pieces
}

/// Whether all pieces stand in some words, one behind the other.
fn is_within(pieces: &[String], words: &str) -> bool {
    let length: usize = pieces.iter().map(|piece| piece.chars().count()).sum();
    if length < LEAST_IN_OTHERS {
        return false;
    }
    let mut rest = words;
    pieces.iter().all(|piece| match rest.split_once(piece.as_str()) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}
