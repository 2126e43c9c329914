//! A paragraph becomes lines of ink, each relative to its own upper left corner.

use super::{
    EPSILON,
    agree::{self, Broken},
    balance, em,
    error::Error,
    justify::{is_loose, justify},
    line_break::{LineMeasure, Rules, break_lines},
    page::{GlyphRun, Item, Keep, Origin, PlacedGlyph, Rule},
    shape::{Char, Shaper, width},
    tabs,
};
use crate::document::{Align, Paragraph, ParagraphFormat, Pt, Punctuation};

/// A line of a paragraph. Its items stand relative to the left edge of the column and the upper edge
/// of the line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub items: Vec<Item>,
    pub pitch: Pt,
    /// Width of its ink, from the first character's left edge to the last one's right edge.
    pub width: Pt,
}

impl Line {
    /// Puts its ink at a place; gives its lower edge.
    pub fn draw(self, (x, y): (Pt, Pt), items: &mut Vec<Item>) -> Pt {
        items.extend(self.items.into_iter().map(|item| item.moved(x, y)));
        y + self.pitch
    }
}

/// A paragraph broken into lines.
#[derive(Clone, Debug, Default)]
pub(super) struct SetParagraph {
    pub lines: Vec<Line>,
    pub before: Pt,
    pub after: Pt,
    /// The text of each line, if the paragraph is balanced (a title).
    pub breaks: Vec<String>,
    /// Added to the tracking of all its text.
    pub nudge: Pt,
    /// It is set flush left, although its format says otherwise.
    pub flush_left: bool,
    /// Its last line is a single character.
    pub is_lonely: bool,
    /// What of it stays together.
    pub keep: Keep,
    /// The same text in a line less, for a signature that would have no room below it.
    pub tighter: Option<Box<SetParagraph>>,
}

impl SetParagraph {
    /// Height with the space above it.
    pub fn height(&self) -> Pt {
        self.before + self.lines.iter().map(|l| l.pitch).sum::<Pt>()
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
    if let Some(parts) = tabs::parts(paragraph, width) {
        let parts = parts.iter().map(|part| set(part, width, shaper, punctuation, origin));
        return Ok(tabs::side_by_side(parts.collect::<Result<_, _>>()?));
    }
    let stretches = shaper.paragraph(paragraph)?;
    let column = Column::new(&paragraph.format, width, punctuation);
    let broken = column.break_lines(&stretches, shaper.rules);
    Ok(column.set(&stretches, &broken, origin))
}

/// Sets a paragraph of the text, which may be adjusted, since the DOCX is told of it: its tracking, so
/// that LibreOffice agrees, and its alignment, so that no line is spread.
pub(super) fn set_text(
    paragraph: &Paragraph,
    width: Pt,
    shaper: &mut Shaper,
    punctuation: Punctuation,
    origin: Origin,
) -> Result<SetParagraph, Error> {
    if tabs::has(paragraph) {
        return set(paragraph, width, shaper, punctuation, origin);
    }
    let mut stretches = shaper.paragraph(paragraph)?;
    let column = Column::new(&paragraph.format, width, punctuation);
    let nudge =
        agree::nudge(&mut stretches, |stretches, rules| column.break_lines(stretches, rules));
    Ok(column.set_nudged(&stretches, nudge, shaper.rules, origin))
}

/// The same paragraph of the text in one line less, if a change of its character spacing gives that: for a
/// signature that would have no room below it (GB/T 9704-2012 §7.3.5.5).
pub(super) fn set_tighter(
    paragraph: &Paragraph,
    width: Pt,
    shaper: &mut Shaper,
    punctuation: Punctuation,
    origin: Origin,
) -> Result<Option<SetParagraph>, Error> {
    if tabs::has(paragraph) {
        return Ok(None);
    }
    let mut stretches = shaper.paragraph(paragraph)?;
    let column = Column::new(&paragraph.format, width, punctuation);
    let breaks = |stretches: &[Vec<Char>], rules| column.break_lines(stretches, rules);
    let nudge = agree::save_line(&mut stretches, breaks);
    Ok(nudge.map(|nudge| column.set_nudged(&stretches, nudge, shaper.rules, origin)))
}

/// Characters one below the other, each centred in the column.
pub(super) fn set_stacked(
    paragraph: &Paragraph,
    width: Pt,
    shaper: &mut Shaper,
    origin: Origin,
) -> Result<SetParagraph, Error> {
    let format = &paragraph.format;
    let stretches = shaper.paragraph(paragraph)?;
    let set =
        |c: &Char| set_line(&[*c], (Align::Center, format.line_pitch), (0.0, width), true, origin);
    let lines = stretches.iter().flatten().map(set).collect();
    Ok(SetParagraph { lines, ..SetParagraph::default() })
}

/// Where the lines of a paragraph stand, and how.
#[derive(Clone, Copy)]
struct Column<'a> {
    format: &'a ParagraphFormat,
    align: Align,
    width: Pt,
    hang: bool,
}

impl<'a> Column<'a> {
    fn new(format: &'a ParagraphFormat, width: Pt, punctuation: Punctuation) -> Self {
        let width = width - format.left - format.right;
        Self { format, align: format.align, width, hang: punctuation.hang }
    }

    /// How far in the first line of a stretch begins.
    fn indent(&self, stretch: usize) -> Pt {
        if stretch == 0 { self.format.first } else { 0.0 }
    }

    fn break_lines(&self, stretches: &[Vec<Char>], rules: Rules) -> Broken {
        let lines = |(i, stretch): (usize, &Vec<Char>)| {
            let first = self.width - self.indent(i);
            let justified = self.align == Align::Justify;
            let measure = LineMeasure { first, rest: self.width, hang: self.hang, justified };
            if self.format.balance {
                balance::break_title(stretch, measure, rules)
            } else {
                break_lines(stretch, measure, rules)
            }
        };
        stretches.iter().enumerate().map(lines).collect()
    }

    /// Each line with how far in it begins, and whether it keeps its own width.
    fn lines<'s>(
        &self,
        stretches: &'s [Vec<Char<'s>>],
        broken: &Broken,
    ) -> Vec<(&'s [Char<'s>], Pt, bool)> {
        let mut lines = Vec::new();
        for (i, (stretch, ranges)) in stretches.iter().zip(broken).enumerate() {
            lines.extend(ranges.iter().map(|range| {
                let indent = if range.start == 0 { self.indent(i) } else { 0.0 };
                (&stretch[range.clone()], indent, range.end == stretch.len())
            }));
        }
        lines
    }

    fn has_loose_line(&self, stretches: &[Vec<Char>], broken: &Broken) -> bool {
        let justified = self.align == Align::Justify;
        justified
            && self.lines(stretches, broken).into_iter().any(|(chars, indent, natural)| {
                let chars = without_spaces(chars);
                !natural && is_loose(chars, self.width - indent - width(chars))
            })
    }

    /// Text with its tracking changed, flush left where a line would be loose.
    fn set_nudged(
        mut self,
        stretches: &[Vec<Char>],
        nudge: Pt,
        rules: Rules,
        origin: Origin,
    ) -> SetParagraph {
        let broken = self.break_lines(stretches, rules);
        let flush_left = self.has_loose_line(stretches, &broken);
        if flush_left {
            self.align = Align::Left;
        }
        let is_lonely = agree::ends_lonely(stretches, &broken);
        SetParagraph { nudge, flush_left, is_lonely, ..self.set(stretches, &broken, origin) }
    }

    fn set(&self, stretches: &[Vec<Char>], broken: &Broken, origin: Origin) -> SetParagraph {
        let format = self.format;
        let look = (self.align, format.line_pitch);
        let (mut lines, mut breaks) = (Vec::new(), Vec::new());
        for (chars, indent, natural) in self.lines(stretches, broken) {
            let chars = if format.balance { balance::trimmed(chars) } else { chars };
            if format.balance {
                breaks.push(chars.iter().map(|c| c.ch).collect());
            }
            let place = (format.left + indent, self.width - indent);
            lines.push(set_line(chars, look, place, natural, origin));
        }
        let (before, after) = (format.before, format.after);
        SetParagraph { lines, before, after, breaks, ..SetParagraph::default() }
    }
}

/// A line without the spaces at its end, which take no room.
fn without_spaces<'a, 'd>(chars: &'a [Char<'d>]) -> &'a [Char<'d>] {
    let spaces = chars.iter().rev().take_while(|c| c.ch == ' ').count();
    &chars[..chars.len() - spaces]
}

fn set_line(
    chars: &[Char],
    (align, pitch): (Align, Pt),
    (left, room): (Pt, Pt),
    natural: bool,
    origin: Origin,
) -> Line {
    let chars = without_spaces(chars);
    let mut advances: Vec<Pt> = chars.iter().map(Char::advance).collect();
    let mut hair = 0.0;
    if let (Some(advance), Some(c)) = (advances.last_mut(), chars.last()) {
        // Its ink ends at the edge; only the room that the line takes ends a hair of tracking before it.
        *advance = c.width;
        hair = c.tracking.min(0.0);
    }
    let lacking = room - advances.iter().sum::<Pt>();
    // A line that is full to the hair is tightened by it, so that it ends at the edge as the others do.
    let is_full = lacking < 0.0 && lacking >= hair - EPSILON;
    if is_full || (lacking > 0.0 && align == Align::Justify && !natural) {
        justify(chars, &mut advances, lacking);
    }
    let width = advances.iter().sum::<Pt>();
    let slack = room - width;
    let x = left
        + match align {
            Align::Left | Align::Justify => 0.0,
            Align::Center => slack / 2.0,
            Align::Right => slack,
        };
    let largest = chars.iter().map(|c| c.style.size).fold(0.0, Pt::max);
    let items = ink(chars, &advances, (x, baseline(pitch, largest)), origin);
    Line { items, pitch, width }
}

/// The baseline of a line: the em box stands in the middle of the pitch, half of the leading above
/// and half below (GB/T 33476.2-2016, which makes 9704's white of ink out of Word's margins so).
fn baseline(pitch: Pt, size: Pt) -> Pt {
    pitch / 2.0 + em::BASELINE * size
}

/// Characters from `x` on, on the baseline `y`.
pub(super) fn ink(chars: &[Char], advances: &[Pt], (x, y): (Pt, Pt), origin: Origin) -> Vec<Item> {
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
                y0: y + em::UNDERLINE_BELOW * c.style.size,
                x1: right,
                y1: y + em::UNDERLINE_BELOW * c.style.size,
                width: em::UNDERLINE * c.style.size,
                color: c.style.color,
            }),
        }
    }
    rules.into_iter().map(Item::Rule).collect()
}
