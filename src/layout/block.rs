//! Blocks with their lines and heights known, before any of them has a page.

use super::{
    error::Error,
    imprint::SetImprint,
    page::{Origin, PlacedLine},
    paragraph::{SetParagraph, set},
    shape::{self, Shaper},
    signature::{Widths, place},
    table::SetTable,
};
use crate::document::{
    Align, Block, Document, Inline, PageStyle, Paragraph, ParagraphFormat, Pt, Run, Separator,
    Signature,
};
use std::sync::Arc;

/// A block with its lines and heights known.
pub(super) enum SetBlock<'d> {
    Paragraph(&'d ParagraphFormat, SetParagraph),
    Table(SetTable<'d>),
    Signature(Vec<(PlacedLine, SetParagraph)>),
    PageBreak,
    Separator(&'d Separator),
    Section(&'d PageStyle),
    Imprint(SetImprint),
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
                let lines = set(p, page.text_width(), shaper, page.punctuation, origin)?;
                SetBlock::Paragraph(&p.format, lines)
            }
            Block::Table(t) => SetBlock::Table(SetTable::set(t, i, shaper, page.punctuation)?),
            Block::Signature(s) => {
                SetBlock::Signature(set_signature(document, page, s, i, shaper)?)
            }
            Block::PageBreak => SetBlock::PageBreak,
            Block::Separator(separator) => SetBlock::Separator(separator),
            Block::Section(style) => {
                page = style;
                SetBlock::Section(style)
            }
            Block::Imprint(imprint) => {
                SetBlock::Imprint(SetImprint::set(imprint, page, shaper, i)?)
            }
        })
    };
    document.blocks.iter().enumerate().map(set_block).collect()
}

fn set_signature(
    document: &Document,
    page: &PageStyle,
    signature: &Signature,
    block: usize,
    shaper: &mut Shaper,
) -> Result<Vec<(PlacedLine, SetParagraph)>, Error> {
    let named = document.style(signature.style);
    let mut width = |text: &str| Ok(shape::width(&shaper.line(text, &named.text)?));
    let widths = Widths {
        em: named.text.size + named.text.tracking,
        bodies: signature
            .bodies
            .iter()
            .map(|b| width(b))
            .collect::<Result<_, Error>>()?,
        date: width(&signature.date)?,
        line: page.text_width(),
    };
    let lines = place(signature, &widths, named.format.line_pitch);
    lines
        .into_iter()
        .enumerate()
        .map(|(part, line)| {
            let format = ParagraphFormat {
                align: Align::Left,
                left: line.left,
                first: 0.0,
                ..(*named.format).clone()
            };
            let run = Run {
                text: line.text.clone(),
                style: Arc::clone(&named.text),
                char_style: None,
            };
            let paragraph = Paragraph {
                style: signature.style,
                format: Arc::new(format),
                inlines: vec![Inline::Text(run)],
            };
            let (punctuation, origin) = (page.punctuation, Origin::Part { block, part });
            let set = set(&paragraph, widths.line, shaper, punctuation, origin)?;
            Ok((line, set))
        })
        .collect()
}

/// Height of a signature with the white above it.
pub(super) fn signature_height(lines: &[(PlacedLine, SetParagraph)]) -> Pt {
    lines
        .iter()
        .map(|(placed, set)| placed.before + set.height())
        .sum()
}
