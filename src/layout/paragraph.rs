//! A paragraph becomes lines of ink, each relative to its own upper left corner.

use super::{
    balance,
    error::Error,
    justify::justify,
    line_break::{Measure, break_lines},
    page::{GlyphRun, Item, Origin, PlacedGlyph, Rule},
    shape::{Char, Shaper},
};
use crate::document::{Align, Paragraph, ParagraphFormat, Pt, Punctuation};

/// A line of a paragraph. Its items stand relative to the left edge of the column and the upper edge
/// of the line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub items: Vec<Item>,
    pub pitch: Pt,
    pub text: String,
    width: Pt,
}

impl Line {
    /// Width of its ink, from the first character's left edge to the last one's right edge.
    pub fn width(&self) -> Pt {
        self.width
    }
}

/// A paragraph broken into lines.
#[derive(Clone, Debug)]
pub(super) struct SetParagraph {
    pub lines: Vec<Line>,
    pub before: Pt,
    pub after: Pt,
}

impl SetParagraph {
    /// Height with the white around it.
    pub fn height(&self) -> Pt {
        self.before + self.lines.iter().map(|l| l.pitch).sum::<Pt>() + self.after
    }
}

/// Sets a paragraph in a column of the given width.
pub(super) fn set(
    paragraph: &Paragraph,
    width: Pt,
    shaper: &mut Shaper,
    punctuation: Punctuation,
    origin: Origin,
) -> Result<SetParagraph, Error> {
    let format = &*paragraph.format;
    let stretches = shaper.paragraph(paragraph)?;
    let mut lines = Vec::new();
    for (i, stretch) in stretches.iter().enumerate() {
        let indent = if i == 0 { format.first } else { 0.0 };
        let column = width - format.left - format.right;
        let measure = Measure { first: column - indent, rest: column, hang: punctuation.hang };
        let ranges = if format.balance {
            balance::break_title(stretch, measure)
        } else {
            break_lines(stretch, measure)
        };
        for range in ranges {
            let first = range.start == 0;
            let natural = range.end == stretch.len();
            let room = if first { measure.first } else { measure.rest };
            let left = format.left + if first { indent } else { 0.0 };
            lines.push(set_line(&stretch[range], format, left, room, natural, origin));
        }
    }
    Ok(SetParagraph { lines, before: format.before, after: format.after })
}

/// Characters one below the other, each centred in the column.
pub(super) fn set_stacked(
    paragraph: &Paragraph,
    width: Pt,
    shaper: &mut Shaper,
    origin: Origin,
) -> Result<SetParagraph, Error> {
    let centred = ParagraphFormat { align: Align::Center, ..(*paragraph.format).clone() };
    let mut lines = Vec::new();
    for stretch in shaper.paragraph(paragraph)? {
        lines.extend(stretch.iter().map(|c| set_line(&[*c], &centred, 0.0, width, true, origin)));
    }
    Ok(SetParagraph { lines, before: 0.0, after: 0.0 })
}

fn set_line(
    chars: &[Char],
    format: &ParagraphFormat,
    left: Pt,
    room: Pt,
    natural: bool,
    origin: Origin,
) -> Line {
    let inked = chars.len() - chars.iter().rev().take_while(|c| c.ch == ' ').count();
    let text = chars.iter().map(|c| c.ch).collect();
    let chars = &chars[..inked];
    let mut advances: Vec<Pt> = chars.iter().map(Char::advance).collect();
    if let (Some(advance), Some(c)) = (advances.last_mut(), chars.last()) {
        *advance = c.width;
    }
    if format.align == Align::Justify && !natural {
        justify(chars, &mut advances, room);
    }
    let width = advances.iter().sum::<Pt>();
    let slack = room - width;
    let x = left
        + match format.align {
            Align::Left | Align::Justify => 0.0,
            Align::Center => slack / 2.0,
            Align::Right => slack,
        };
    let items = ink(chars, &advances, x, format.line_pitch, origin);
    Line { items, pitch: format.line_pitch, text, width }
}

/// The baseline of a line: the em box stands in the middle of the pitch, half of the leading above
/// and half below (GB/T 33476.2-2016, which makes 9704's white of ink out of Word's margins so).
/// The faces' em box runs from 0.12 below the baseline to 0.88 above it.
fn baseline(pitch: Pt, size: Pt) -> Pt {
    pitch / 2.0 + 0.38 * size
}

fn ink(chars: &[Char], advances: &[Pt], x: Pt, pitch: Pt, origin: Origin) -> Vec<Item> {
    let largest = chars.iter().map(|c| c.style.size).fold(0.0, Pt::max);
    let y = baseline(pitch, largest);
    let mut items: Vec<Item> = Vec::new();
    let mut pen = x;
    for (c, &advance) in chars.iter().zip(advances) {
        let glyph = PlacedGlyph { id: c.glyph.id, ch: c.ch, advance };
        match items.last_mut() {
            Some(Item::Glyphs(run)) if continues(run, c) => run.glyphs.push(glyph),
            _ => items.push(Item::Glyphs(GlyphRun {
                face: c.glyph.face,
                size: c.style.size,
                x: pen,
                y,
                glyphs: vec![glyph],
                embolden: c.glyph.embolden,
                color: c.style.color,
                origin,
            })),
        }
        pen += advance;
    }
    items.extend(underlines(chars, advances, x, y));
    items
}

fn continues(run: &GlyphRun, c: &Char) -> bool {
    run.face == c.glyph.face
        && run.size.to_bits() == c.style.size.to_bits()
        && run.embolden == c.glyph.embolden
        && run.color == c.style.color
}

/// Rules under underlined characters, joined where they touch.
fn underlines(chars: &[Char], advances: &[Pt], x: Pt, y: Pt) -> Vec<Item> {
    let mut rules: Vec<Rule> = Vec::new();
    let mut pen = x;
    for (c, advance) in chars.iter().zip(advances) {
        let (left, right) = (pen, pen + advance);
        pen = right;
        if !c.style.underline {
            continue;
        }
        match rules.last_mut() {
            Some(rule) if (rule.x1 - left).abs() < 1e-6 && rule.color == c.style.color => {
                rule.x1 = right;
            }
            _ => rules.push(Rule {
                x0: left,
                y0: y + 0.16 * c.style.size,
                x1: right,
                y1: y + 0.16 * c.style.size,
                width: 0.05 * c.style.size,
                color: c.style.color,
            }),
        }
    }
    rules.into_iter().map(Item::Rule).collect()
}
