//! Whether a block may begin where the pen stands, or goes to a fresh page.

use super::super::{
    EPSILON,
    block::{LEAST_LINES, SetBlock},
    line_break::Rules,
    page::Keep,
    paragraph::SetParagraph,
    region::Region,
    table::SetTable,
};
use super::tables::tall_row;
use crate::document::{ParagraphFormat, Pt};

/// Where a block begins, decided for it and for those it must stay with.
#[derive(Default)]
pub(super) struct Start {
    /// On a fresh page.
    pub fresh: bool,
    /// How many blocks this decides about.
    pub blocks: usize,
    /// How the last of them leads to the signature that it stays with.
    pub closing: Option<Closing>,
}

/// How a paragraph leads to the signature that it stays with.
#[derive(Clone, Copy, Default)]
pub(super) struct Closing {
    /// It is set in a line less.
    pub tighter: bool,
    /// Height of what follows it, the signature last.
    pub rest: Pt,
    /// Whether the file says that it stays with it. Of a long one it does so only where that moves lines: LibreOffice
    /// never parts such a paragraph, and would leave more than half a page empty or, where all of it takes more
    /// than a page, tear the signature.
    pub is_said: bool,
}

/// Decides about the first of the blocks that come.
///
/// A heading is kept with what follows it, that perhaps with what follows in turn, so the whole chain is
/// gone through once, up to the first block that may leave the next one to another page. If that block
/// does not find its least room below the chain, the chain goes to a fresh page as a whole. What was
/// decided for a chain is not asked again at its later blocks: there the pen stands lower, and the answer
/// could be another one.
pub(super) fn start(region: &Region, rules: Rules, coming: &[SetBlock]) -> Start {
    let mut start = Start::default();
    // Height of the chain above the block that is looked at.
    let mut above = 0.0;
    for (i, block) in coming.iter().enumerate() {
        start.blocks = i + 1;
        match block {
            SetBlock::PageBreak
            | SetBlock::Section(_)
            | SetBlock::LetterHead(..)
            | SetBlock::Imprint(_) => {}
            SetBlock::Table(table) => {
                start.fresh = wants_fresh_page(region, table, above);
            }
            SetBlock::Paragraph(format, lines) => {
                start.closing = close(region, coming.get(i..).unwrap_or_default(), above);
                start.fresh = match &start.closing {
                    Some(closing) => {
                        let set = lines.tighter.as_deref().filter(|_| closing.tighter);
                        let set = set.unwrap_or(lines);
                        // White above the first of the chain is dropped on a fresh page.
                        let page = region.height() + white_above(coming);
                        !begins(region, rules, set, above, *closing, page)
                    }
                    None => !region.fits(above + least_height(format, lines)),
                };
            }
            SetBlock::Separator(_) | SetBlock::Signature(_) | SetBlock::Figure(_) => {
                start.fresh = !region.fits(above + block.height());
            }
        }
        if start.fresh || !block.keeps_next() {
            break;
        }
        above += block.height() + block.space_below();
    }
    // A fresh page has no more room than a blank one.
    start.fresh &= !region.is_blank();
    start
}

/// The height a paragraph must find where it begins: all of it if it is not to be parted, else its first
/// line. One line may stand alone: 22 lines to a full page is what GB/T 9704-2012 §5.2.3 asks for.
fn least_height(format: &ParagraphFormat, lines: &SetParagraph) -> Pt {
    if format.keep_next || format.keep_lines {
        lines.height()
    } else {
        lines.before + lines.lines.first().map_or(0.0, |line| line.pitch)
    }
}

/// A table that is to stay whole goes to a fresh page if it fits there and not here, its rows giving a
/// little if that helps. That leaves the rest of this page empty, so it is given up only if it is half full
/// already, or a quarter full and the page before it is not half empty too; else the table begins here and
/// breaks. A table that cannot even show its head and a row goes in any case, unless that row is taller than a page.
fn wants_fresh_page(region: &Region, table: &SetTable, above: Pt) -> bool {
    let room = region.room() - above;
    if table.fits(room) {
        return false;
    }
    let fits_fresh = table.fits(region.height() - above);
    let filled = region.y / region.height();
    let may_end = filled >= 0.5 || (filled >= 0.25 && region.filled_before >= 0.5);
    let chunk = table.chunk_end(0, room);
    let begins = (chunk.end > 0 && !chunk.spills) || tall_row(region, table, 0, above).is_some();
    (table.keep_together() && fits_fresh && may_end) || !begins
}

/// How a paragraph that stays with a signature leads to it; nothing if it stays with none.
fn close(region: &Region, coming: &[SetBlock], above: Pt) -> Option<Closing> {
    let (SetBlock::Paragraph(_, lines), following) = coming.split_first()? else { return None };
    if lines.keep == Keep::Nothing {
        return None;
    }
    let signature = following.iter().position(|block| matches!(block, SetBlock::Signature(_)))?;
    let rest = following.iter().take(signature + 1);
    let rest = rest.map(|block| block.height() + block.space_below()).sum();
    let stands = |lines| stands(region, lines, above, rest);
    let tighter = !stands(lines) && lines.tighter.as_deref().is_some_and(stands);
    let is_short = above + lines.height() + lines.after + rest <= region.height() / 2.0;
    let is_said = lines.keep == Keep::Whole || is_short || !(tighter || stands(lines));
    Some(Closing { tighter, rest, is_said })
}

/// Whether a paragraph and what stays with it stand well with no line of it moved.
pub(super) fn stands(region: &Region, lines: &SetParagraph, above: Pt, rest: Pt) -> bool {
    let (end, count) = end_of(region, lines, above);
    let fits = end + rest <= region.height() + EPSILON;
    let whole = region.fits(above + lines.height() + lines.after + rest);
    whole || (lines.keep != Keep::Whole && fits && count >= LEAST_LINES)
}

/// Whether a paragraph that stays with a signature begins here: one that stays whole if there is room for both.
/// `page` is what a fresh page holds.
fn begins(
    region: &Region,
    rules: Rules,
    lines: &SetParagraph,
    above: Pt,
    closing: Closing,
    page: Pt,
) -> bool {
    let whole = above + lines.height() + lines.after + closing.rest;
    let is_moved = rules == Rules::LibreOffice && closing.is_said;
    let room = match lines.keep {
        Keep::Whole if whole <= page + EPSILON => whole,
        Keep::Whole => above + lines.height(),
        // LibreOffice never parts a paragraph that stays with the next.
        _ if is_moved && whole <= page + EPSILON => whole,
        _ => {
            above + lines.before + lines.lines.iter().take(LEAST_LINES).map(|l| l.pitch).sum::<Pt>()
        }
    };
    region.fits(room)
}

/// White above the first of the blocks that come.
fn white_above(coming: &[SetBlock]) -> Pt {
    match coming.first() {
        Some(SetBlock::Paragraph(_, lines)) => lines.before,
        _ => 0.0,
    }
}

/// Where the pen stands after a paragraph, and how many of its lines stand above it on its page.
fn end_of(region: &Region, lines: &SetParagraph, above: Pt) -> (Pt, usize) {
    let mut pen = region.y + above + lines.before;
    let mut count = 0;
    for line in &lines.lines {
        if pen + line.pitch > region.height() + EPSILON {
            (pen, count) = (0.0, 0);
        }
        pen += line.pitch;
        count += 1;
    }
    (pen + lines.after, count)
}
