//! Blocks with their lines and heights known, before any of them has a page.

use super::{
    balance,
    error::Error,
    imprint::SetImprint,
    line_break::{LineMeasure, Rules},
    page::{Keep, Origin, PlacedLine, PlacedSeal, PlacedText},
    paragraph::{SetParagraph, set, set_text, set_tighter},
    shape::{self, Shaper},
    signature::{SetName, Widths, place},
    table::SetTable,
};
use crate::document::{
    Align, Block, Document, FIGURE_DEPTH, Figure, LetterHead, PageStyle, Paragraph,
    ParagraphFormat, Pt, Role, Separator, Signature, TextStyle,
};
use std::sync::Arc;

/// A block with its lines and heights known.
pub(super) enum SetBlock<'d> {
    Paragraph(&'d ParagraphFormat, SetParagraph),
    Table(SetTable<'d>),
    Signature(SetSignature),
    Figure(&'d Figure),
    PageBreak,
    Separator(&'d Separator),
    Section(&'d PageStyle),
    LetterHead(&'d LetterHead, SetParagraph),
    Imprint(SetImprint),
}

/// A signature with its lines set and its seals placed.
pub(super) struct SetSignature {
    pub lines: Vec<(PlacedLine, SetParagraph)>,
    pub seals: Vec<PlacedSeal>,
    /// Height of the note below it that stays with it.
    pub note: Option<Pt>,
}

impl SetBlock<'_> {
    /// Whether the block must stand on a page with the next one.
    pub fn keeps_next(&self) -> bool {
        match self {
            Self::Paragraph(format, _) => format.keep_next,
            Self::Figure(figure) => figure.format.keep_next,
            _ => false,
        }
    }

    /// Height with the space above it, of what is placed as a whole.
    pub fn height(&self) -> Pt {
        match self {
            Self::Paragraph(_, lines) => lines.height(),
            Self::Signature(signature) => signature.height(),
            Self::Figure(figure) => figure.format.before + figure_height(figure),
            Self::Separator(separator) => separator.before + separator.height(),
            Self::Table(_)
            | Self::PageBreak
            | Self::Section(_)
            | Self::LetterHead(..)
            | Self::Imprint(_) => 0.0,
        }
    }

    /// Space below it.
    pub fn space_below(&self) -> Pt {
        match self {
            Self::Paragraph(_, lines) => lines.after,
            Self::Figure(figure) => figure.format.after,
            _ => 0.0,
        }
    }
}

impl SetSignature {
    /// Height with the space above it and the note below.
    pub fn height(&self) -> Pt {
        let lines: Pt = self.lines.iter().map(|(placed, set)| placed.before + set.height()).sum();
        lines + self.note.unwrap_or_default()
    }
}

/// Sets every block in the width of its section's type area.
pub(super) fn set_blocks<'d>(
    document: &'d Document,
    shaper: &mut Shaper,
) -> Result<Vec<SetBlock<'d>>, Error> {
    let mut page = &document.page;
    let set_block = |(i, block): (usize, &'d Block)| {
        let origin = Origin::Block { block: i };
        Ok(match block {
            Block::Paragraph(p) => {
                let (width, punctuation) = (page.text_width(), page.punctuation);
                let mut lines = set_text(p, width, shaper, punctuation, origin)?;
                let signed = matches!(document.blocks.get(i + 1), Some(Block::Signature(_)));
                if signed || is_last_text(document, i) {
                    let missing = shaper.missing.len();
                    let tighter = set_tighter(p, width, shaper, punctuation, origin)?;
                    lines.tighter = tighter.map(Box::new);
                    // What no face has was told the first time.
                    shaper.missing.truncate(missing);
                }
                SetBlock::Paragraph(&p.format, lines)
            }
            Block::Table(t) => SetBlock::Table(SetTable::set(t, i, shaper, page)?),
            Block::Signature(s) => {
                SetBlock::Signature(set_signature(document, page, s, i, shaper)?)
            }
            Block::Image(figure) => SetBlock::Figure(figure),
            Block::PageBreak => SetBlock::PageBreak,
            Block::Separator(separator) => SetBlock::Separator(separator),
            Block::Section(style) => {
                page = style;
                SetBlock::Section(style)
            }
            Block::LetterHead(head) => {
                let (width, punctuation) = (LetterHead::WIDTH, page.punctuation);
                SetBlock::LetterHead(head, set(&head.sender, width, shaper, punctuation, origin)?)
            }
            Block::Imprint(imprint) => {
                SetBlock::Imprint(SetImprint::set(imprint, page, shaper, i)?)
            }
        })
    };
    let mut set =
        document.blocks.iter().enumerate().map(set_block).collect::<Result<Vec<_>, _>>()?;
    for i in 0..set.len() {
        keep_note(document, &mut set, i);
        keep_lines_above(&mut set, i);
    }
    Ok(set)
}

/// Whether nothing stands below a block but an imprint.
pub(super) fn is_last_text(document: &Document, i: usize) -> bool {
    let below = document.blocks.get(i + 1..).unwrap_or_default();
    below.iter().all(|block| matches!(block, Block::Imprint(_)))
}

/// A signature has a note (附注) below it on its page.
fn keep_note(document: &Document, set: &mut [SetBlock], i: usize) {
    let note = match (document.blocks.get(i + 1), set.get(i + 1)) {
        (Some(Block::Paragraph(p)), Some(SetBlock::Paragraph(_, lines)))
            if p.role == Role::Note =>
        {
            Some(lines.height())
        }
        _ => None,
    };
    if let Some(SetBlock::Signature(signature)) = set.get_mut(i) {
        signature.note = note;
    }
}

/// A signature stands below so many lines of text on its page.
pub(super) const LEAST_LINES: usize = 2;
/// A paragraph of so few lines goes to a fresh page as a whole for that; of a longer one the last lines go. Programs
/// that model Word part a paragraph that stays with the next, LibreOffice does not.
const WHOLE_LINES: usize = 4;

/// A signature is not alone on its page nor below a single line (GB/T 9704-2012 §7.3.5.5): of the text above it two
/// lines stay with it, whatever is edited.
fn keep_lines_above(set: &mut [SetBlock], i: usize) {
    let Some((SetBlock::Signature(signature), above)) =
        set.get_mut(..=i).and_then(<[SetBlock]>::split_last_mut)
    else {
        return;
    };
    let (mut count, mut rest) = (0, signature.height());
    for block in above.iter_mut().rev() {
        if count >= LEAST_LINES {
            return;
        }
        let lines = match block {
            SetBlock::Paragraph(format, lines) if !format.keep_next => lines,
            SetBlock::Table(table) => {
                table.rest = rest;
                return;
            }
            _ => return,
        };
        count += lines.lines.len();
        rest += lines.height() + lines.after;
        lines.keep = keep(lines);
        if let Some(tighter) = &mut lines.tighter {
            tighter.keep = keep(tighter);
        }
    }
}

fn keep(lines: &SetParagraph) -> Keep {
    if lines.lines.len() <= WHOLE_LINES { Keep::Whole } else { Keep::Lines }
}

fn set_signature(
    document: &Document,
    page: &PageStyle,
    signature: &Signature,
    block: usize,
    shaper: &mut Shaper,
) -> Result<SetSignature, Error> {
    let named = document.style(signature.style);
    let mut width = |text: &str| Ok(shape::width(&shaper.line(text, &named.text)?));
    let mut widths = Widths {
        em: named.text.size + named.text.tracking,
        bodies: signature.bodies.iter().map(|b| width(b)).collect::<Result<_, Error>>()?,
        names: Vec::new(),
        date: width(&signature.date)?,
        line: page.text_width(),
    };
    widths.names = names(signature, &widths, &named.text, shaper)?;
    for (body, width) in widths.bodies.iter_mut().enumerate() {
        let lines = widths.names.iter().filter(|name| name.body == body);
        *width = lines.map(|name| name.width).fold(0.0, Pt::max);
    }
    let placed = place(signature, &widths, named.format.line_pitch);
    // Bodies in their order, then the date, however they share lines.
    let mut parts = widths.names.iter().map(|name| name.body);
    let mut set_text = |text: &PlacedText| {
        let part = parts.next().unwrap_or(signature.bodies.len());
        let format = ParagraphFormat {
            align: Align::Left,
            left: text.left,
            first: 0.0,
            ..(*named.format).clone()
        };
        let paragraph = Paragraph {
            role: Role::Body,
            style: signature.style,
            format: Arc::new(format),
            inlines: text.inlines(&named.text),
        };
        let (punctuation, origin) = (page.punctuation, Origin::Part { block, part });
        set(&paragraph, widths.line, shaper, punctuation, origin)
    };
    let mut lines = Vec::with_capacity(placed.lines.len());
    for line in placed.lines {
        let texts = line.texts.iter().map(&mut set_text);
        let texts = texts.collect::<Result<Vec<_>, _>>()?;
        lines.extend(texts.into_iter().reduce(beside).map(|set| (line, set)));
    }
    Ok(SetSignature { lines, seals: placed.seals, note: None })
}

/// The names by lines. One that is longer than a line is broken as a title is, at its joints.
fn names(
    signature: &Signature,
    widths: &Widths,
    style: &TextStyle,
    shaper: &mut Shaper,
) -> Result<Vec<SetName>, Error> {
    let mut names = Vec::new();
    for (body, (text, &width)) in signature.bodies.iter().zip(&widths.bodies).enumerate() {
        let room = if signature.sealed { widths.line } else { widths.longest_name() };
        if width <= room {
            names.push(SetName { text: text.clone(), width, body });
            continue;
        }
        let mut chars = shaper.line(text, style)?;
        shape::mark_breaks(&mut chars);
        let measure = LineMeasure { first: room, rest: room, hang: false, justified: false };
        for line in balance::break_title(&chars, measure, Rules::Specification) {
            let line = balance::trimmed(chars.get(line).unwrap_or_default());
            let text = line.iter().map(|c| c.ch).collect();
            names.push(SetName { text, width: shape::width(line), body });
        }
    }
    Ok(names)
}

/// Two texts on one line. Names that share a line are short: each is one line.
fn beside(mut left: SetParagraph, right: SetParagraph) -> SetParagraph {
    for (line, other) in left.lines.iter_mut().zip(right.lines) {
        line.items.extend(other.items);
    }
    left
}

/// Height of a picture's line.
pub(super) fn figure_height(figure: &Figure) -> Pt {
    figure.height + FIGURE_DEPTH
}
