//! Characters → lines of text.

use super::PaperGlyph;
use crate::import::source::{flow::FlowText, odd::OddKind};

/// What is farther apart than so many characters is not one text.
const APART: f64 = 1.5;

/// A line on a page.
#[derive(Clone, Debug, Default)]
pub(super) struct PageLine {
    /// Which page, from 0, and which line of it.
    pub page: usize,
    pub number: usize,
    /// From left to right.
    pub glyphs: Vec<PaperGlyph>,
    /// Its ends without blanks, its base line, and the size of most of it.
    pub left: f64,
    pub right: f64,
    pub y: f64,
    pub size: f64,
}

/// The lines that characters stand in, from above.
pub(super) fn lines(mut glyphs: Vec<PaperGlyph>, page: usize) -> Vec<PageLine> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Vec<PaperGlyph>> = Vec::new();
    for glyph in glyphs {
        let joins = lines
            .last()
            .and_then(|line| line.first())
            .is_some_and(|first| (glyph.y - first.y).abs() <= 0.3 * glyph.size.min(first.size));
        match lines.last_mut() {
            Some(line) if joins => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    let mut lines: Vec<PageLine> =
        lines.into_iter().filter_map(|glyphs| PageLine::new(glyphs, page)).collect();
    raised(&mut lines);
    lines
}

/// Small lines beside larger ones are raised or lowered pieces of these.
fn raised(lines: &mut Vec<PageLine>) {
    let mut index = 0;
    while index < lines.len() {
        let small = lines[index].clone();
        let around = [index.checked_sub(1), Some(index + 1)];
        let owner = around.into_iter().flatten().find(|other| {
            lines.get(*other).is_some_and(|line| {
                small.size < 0.8 * line.size
                    && (small.y - line.y).abs() < 0.7 * line.size
                    && small.left < line.right + line.size
                    && small.right > line.left - line.size
            })
        });
        let Some(owner) = owner.and_then(|owner| lines.get_mut(owner)) else {
            index += 1;
            continue;
        };
        owner.glyphs.extend(small.glyphs);
        owner.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
        (owner.left, owner.right) = (owner.left.min(small.left), owner.right.max(small.right));
        lines.remove(index);
    }
}

impl PageLine {
    /// A line of characters that stand on one height; of blanks alone none.
    pub fn new(mut glyphs: Vec<PaperGlyph>, page: usize) -> Option<Self> {
        glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
        let full = || glyphs.iter().filter(|glyph| !glyph.is_blank());
        let (left, right) =
            (full().next()?.x, full().map(PaperGlyph::end).fold(f64::MIN, f64::max));
        let mut sizes: Vec<f64> = full().map(|glyph| glyph.size).collect();
        sizes.sort_by(f64::total_cmp);
        let size = sizes.get(sizes.len() / 2).copied()?.max(0.1);
        let mut heights: Vec<f64> =
            full().filter(|glyph| glyph.size >= 0.8 * size).map(|glyph| glyph.y).collect();
        heights.sort_by(f64::total_cmp);
        let y = heights.get(heights.len() / 2).copied()?;
        Some(Self { page, number: 0, glyphs, left, right, y, size })
    }

    /// Whether a sentence may end with it.
    pub fn ends_sentence(&self) -> bool {
        let last = self.glyphs.iter().rev().find(|glyph| !glyph.is_blank());
        last.is_some_and(|last| "。；：！？…”）)】》.;:!?".contains(last.ch))
    }

    /// What stands apart on it.
    pub fn pieces(&self) -> Vec<Vec<PaperGlyph>> {
        let mut pieces: Vec<Vec<PaperGlyph>> = Vec::new();
        let mut end = f64::NEG_INFINITY;
        for glyph in self.glyphs.iter().filter(|glyph| !glyph.is_blank()) {
            match pieces.last_mut() {
                Some(piece) if glyph.x - end <= APART * self.size => piece.push(glyph.clone()),
                _ => pieces.push(vec![glyph.clone()]),
            }
            end = glyph.end();
        }
        pieces
    }

    /// Whether it looks like a row of a table: a number stands apart behind something, or much stands apart.
    pub fn is_row(&self) -> bool {
        let pieces = self.pieces();
        let is_number = |piece: &Vec<PaperGlyph>| {
            piece.iter().all(|glyph| glyph.ch.is_ascii_digit() || "./-—".contains(glyph.ch))
        };
        pieces.len() > 2 || pieces.iter().skip(1).any(is_number)
    }

    pub fn is_aside(&self) -> bool {
        let full = || self.glyphs.iter().filter(|glyph| !glyph.is_blank());
        full().filter(|glyph| glyph.is_aside).count() * 2 > full().count()
    }

    /// Its text, as it is seen.
    pub fn text(&self) -> String {
        let mut text = FlowText::default();
        self.write(&mut text);
        text.text
    }

    /// Writes its text behind another.
    pub fn write(&self, text: &mut FlowText) {
        let mut end: Option<(f64, char)> = None;
        for glyph in &self.glyphs {
            if end.is_none() && glyph.is_blank() {
                continue;
            }
            if let Some((end, before)) = end
                && is_gap(before, glyph, end, self.size)
            {
                text.odd.write(None, " ", &mut text.text);
            }
            let is_small = glyph.size < 0.8 * self.size && !glyph.is_blank();
            let is_off = (glyph.y - self.y).abs() > 0.12 * self.size;
            let look = glyph.look.or((is_small && is_off).then_some(OddKind::Raised));
            text.odd.write(look, glyph.ch.encode_utf8(&mut [0; 4]), &mut text.text);
            end = Some((glyph.end(), glyph.ch));
        }
    }

    /// How wide what its first word is that no line is broken in: a word, or a character with the marks that
    /// stand by it.
    pub fn first_word(&self) -> f64 {
        let mut glyphs = self.glyphs.iter().skip_while(|glyph| glyph.is_blank());
        let Some(first) = glyphs.next() else { return 0.0 };
        let mut end = first.end();
        let mut is_open = is_opening(first.ch);
        let mut is_word = is_word(first.ch);
        for glyph in glyphs {
            let goes_on = is_open || is_closing(glyph.ch) || (is_word && self::is_word(glyph.ch));
            if !goes_on || glyph.is_blank() {
                break;
            }
            is_open = is_opening(glyph.ch);
            is_word = self::is_word(glyph.ch);
            end = glyph.end();
        }
        end - first.x
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_graphic()
}

fn is_opening(c: char) -> bool {
    "（(〔［[{《〈「『“‘【".contains(c)
}

fn is_closing(c: char) -> bool {
    "）)〕］]}》〉」』”’】。，、；：！？,.;:!?%％…—·".contains(c)
}

/// Whether there is white between two characters that is no part of how they are set.
fn is_gap(before: char, glyph: &PaperGlyph, end: f64, size: f64) -> bool {
    if before.is_whitespace() || glyph.is_blank() {
        return false;
    }
    let gap = glyph.x - end;
    let is_word = before.is_ascii_alphanumeric() && glyph.ch.is_ascii_alphanumeric();
    gap > if is_word { 0.3 * size } else { 1.2 * size }
}
