//! What stands in a file → labels and numbers, in their order.

mod broken;

use super::fold::fold;
use crate::{
    import::source::{Reading, SourceBlock, SourceCellKind, is_page_number},
    report::{self, Value},
    text::half_width,
};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A label or a number.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// Its place in the text.
    pub at: Range<usize>,
    /// The block that it stands in.
    pub block: usize,
    /// How many blocks below it a label goes on in that lines have broken.
    pub more: usize,
    /// The column of the file's grid, where it has one.
    pub column: Option<usize>,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Words, folded.
    Label(String),
    /// A number, or a mark for none.
    Value,
    /// An empty cell.
    Blank,
    /// Digits of several numbers without anything between them.
    Glued,
}

impl Token {
    /// Whether it is no label.
    pub fn is_value(&self) -> bool {
        !matches!(self.kind, TokenKind::Label(_))
    }
}

/// No label of a form is longer, folded; a longer text is none.
pub(super) const LABEL: usize = 64;

/// So many numbers behind words are chance; more are a row.
const SEVERAL: usize = 2;

/// The tokens of a file.
pub(super) fn tokens(reading: &Reading, known: &FxHashSet<&str>) -> Vec<Token> {
    let mut cutter = Cutter { reading, known, tokens: Vec::new(), block: 0, column: None };
    for (index, block) in reading.blocks.iter().enumerate() {
        cutter.block = index;
        match block {
            SourceBlock::Line(line) => {
                cutter.column = None;
                // — 3 — between two rows is the number of a page.
                if !is_page_number(reading.text(&line.at)) {
                    cutter.cut(&line.at, false);
                }
            }
            SourceBlock::Row(row) => {
                for cell in &row.cells {
                    cutter.column = cell.column;
                    if cell.kind == SourceCellKind::Plain {
                        cutter.cut(&cell.at, cell.column.is_some());
                    } else {
                        // A day, an error: whatever it is, it stands where a number would.
                        cutter.push(TokenKind::Value, &cell.at);
                    }
                }
            }
        }
    }
    broken::join_broken(cutter.tokens, known)
}

struct Cutter<'a> {
    reading: &'a Reading,
    known: &'a FxHashSet<&'a str>,
    tokens: Vec<Token>,
    block: usize,
    column: Option<usize>,
}

impl Cutter<'_> {
    fn push(&mut self, kind: TokenKind, at: &Range<usize>) {
        let (block, column) = (self.block, self.column);
        self.tokens.push(Token { kind, at: at.clone(), block, more: 0, column });
    }

    /// Cuts a cell or a line; what a grid keeps apart is not cut further.
    fn cut(&mut self, at: &Range<usize>, is_grid: bool) {
        let text = self.reading.text(at);
        if text.trim().is_empty() {
            return self.push(TokenKind::Blank, at);
        }
        let is_number = is_value(text);
        if self.labelled_behind(at, is_number) {
            return;
        }
        if is_number {
            return self.push(TokenKind::Value, at);
        }
        // A paragraph; three bytes a hanzi.
        if text.len() > 12 * LABEL {
            return self.push(TokenKind::Label(String::new()), at);
        }
        let folded = fold(text);
        if self.known.contains(folded.as_str()) || folded.chars().count() > 4 * LABEL {
            return self.push(TokenKind::Label(folded), at);
        }
        if !is_grid && self.parted(at) {
            return;
        }
        if self.glued(at) || self.compound(&folded, at) {
            return;
        }
        self.push(TokenKind::Label(folded), at);
    }

    /// A number with the label of the next row right behind it, `105 （四）无法提供`: no note of the number.
    fn labelled_behind(&mut self, at: &Range<usize>, is_number: bool) -> bool {
        let text = self.reading.text(at);
        let behind =
            text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        let label = at.end - behind.trim_start().len()..at.end;
        if behind.len() == text.len() || text.len() > 12 * LABEL {
            return false;
        }
        let folded = fold(behind);
        let number = at.start..at.end - behind.len();
        let is_known =
            self.known.contains(folded.as_str()) && !self.known.contains(fold(text).as_str());
        // Rows are numbered: only what stands behind other numbers, and has a number of its own, is the next one.
        let is_next = || {
            self.tokens.last().is_some_and(|last| last.block == self.block && last.is_value())
                && behind.starts_with(char::is_whitespace)
                && super::fold::without_numeral(&folded) != folded
        };
        let is_known = is_known && (is_number || is_next());
        if is_known {
            self.push(TokenKind::Value, &number);
            self.push(TokenKind::Label(folded), &label);
        }
        is_known
    }

    /// Words with numbers behind them, or numbers alone, with blanks between; more than one such row where several
    /// stand on one line.
    fn parted(&mut self, at: &Range<usize>) -> bool {
        let text = self.reading.text(at);
        let pieces: Vec<Range<usize>> = pieces(text, at.start);
        let rows = self.rows_of(&pieces);
        if rows.len() < 2 {
            return self.part(&pieces);
        }
        // All of them, or none: half a line is no row.
        let start = self.tokens.len();
        let is_all = rows.into_iter().all(|row| pieces.get(row).is_some_and(|row| self.part(row)));
        if !is_all {
            self.tokens.truncate(start);
        }
        is_all
    }

    /// The stretches of words with several numbers behind them.
    fn rows_of(&self, pieces: &[Range<usize>]) -> Vec<Range<usize>> {
        let is_number = |piece: &Range<usize>| is_value(self.reading.text(piece));
        let mut rows = Vec::new();
        let (mut start, mut numbers) = (0, 0);
        for (index, piece) in pieces.iter().enumerate() {
            if is_number(piece) {
                numbers += 1;
                continue;
            }
            if numbers > SEVERAL {
                rows.push(start..index);
                start = index;
            }
            numbers = 0;
        }
        rows.push(start..pieces.len());
        rows
    }

    fn part(&mut self, pieces: &[Range<usize>]) -> bool {
        let is_number = |piece: &&Range<usize>| is_value(self.reading.text(piece));
        let numbers = pieces.iter().rev().take_while(is_number).count();
        let words = pieces.len() - numbers;
        if numbers == 0 || pieces.len() < 2 {
            return false;
        }
        let (words, numbers) = pieces.split_at(words);
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let at = first.start..last.end;
            let folded = fold(self.reading.text(&at));
            // 2022 年 12 is no row.
            let is_row = self.known.contains(folded.as_str())
                || (numbers.len() > SEVERAL && folded.chars().count() <= LABEL)
                || broken::ends_broken(&self.tokens, (&folded, self.block), self.known);
            if !is_row && !self.is_compound(&folded) {
                return false;
            }
            if !self.compound(&folded, &at) {
                self.push(TokenKind::Label(folded), &at);
            }
        }
        numbers.to_vec().iter().for_each(|piece| self.push(TokenKind::Value, piece));
        true
    }

    /// A known label with digits right behind it, `规章000`.
    fn glued(&mut self, at: &Range<usize>) -> bool {
        let text = self.reading.text(at);
        let words = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let digits = at.start + words.len()..at.end;
        if digits.is_empty() || words.is_empty() {
            return false;
        }
        let label = at.start..at.start + words.trim_end().len();
        let folded = fold(words);
        if self.known.contains(folded.as_str()) {
            self.push(TokenKind::Label(folded), &label);
        } else if !self.compound(&folded, &label) {
            return false;
        }
        self.push(TokenKind::Glued, &digits);
        true
    }

    fn is_compound(&self, folded: &str) -> bool {
        self.decomposed(folded).is_some()
    }

    /// Several known labels without anything between them.
    fn compound(&mut self, folded: &str, at: &Range<usize>) -> bool {
        let Some(parts) = self.decomposed(folded) else {
            return false;
        };
        let parts: Vec<String> = parts.into_iter().map(str::to_owned).collect();
        for part in parts {
            self.push(TokenKind::Label(part), at);
        }
        true
    }

    fn decomposed<'t>(&self, folded: &'t str) -> Option<Vec<&'t str>> {
        let mut parts = Vec::new();
        let mut rest = folded;
        while !rest.is_empty() {
            let ends = rest.char_indices().map(|(i, c)| i + c.len_utf8()).take(LABEL);
            let ends: Vec<usize> = ends.collect();
            let end = ends
                .into_iter()
                .rev()
                .find(|end| rest.get(..*end).is_some_and(|part| self.known.contains(part)))?;
            let (part, after) = rest.split_at(end);
            parts.push(part);
            rest = after;
        }
        (parts.len() > 1).then_some(parts)
    }
}

/// The stretches of a text between blanks.
fn pieces(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut from = None;
    for (i, c) in text.char_indices() {
        match (c.is_whitespace(), from) {
            (true, Some(begin)) => {
                pieces.push(start + begin..start + i);
                from = None;
            }
            (false, None) => from = Some(i),
            _ => {}
        }
    }
    if let Some(begin) = from {
        pieces.push(start + begin..start + text.len());
    }
    pieces
}

/// Whether a cell holds a number, a number with a note or a measure, or a mark for none.
pub(super) fn is_value(text: &str) -> bool {
    match report::read_cell(text) {
        Value::Int(_) | Value::Decimal(_) => true,
        Value::Text(text) => {
            let changed = text.trim_start_matches(['增', '减', '加', '少']);
            report::is_nil_mark(&text)
                || report::measured(&text).is_some_and(|_| text.chars().count() < 40)
                || (changed != text && half_width(changed).trim().parse::<u32>().is_ok())
        }
        Value::Absent | Value::Unknown => false,
    }
}
