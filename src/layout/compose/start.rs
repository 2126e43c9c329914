//! Whether a block may begin where the pen stands, or goes to a fresh page.

use super::super::{
    EPSILON, block::SetBlock, paragraph::SetParagraph, region::Region, table::SetTable,
};
use crate::document::{ParagraphFormat, Pt};

/// Where a block begins, decided for it and for those it must stay with.
#[derive(Default)]
pub(super) struct Start {
    /// On a fresh page.
    pub fresh: bool,
    /// How many blocks this decides about.
    pub blocks: usize,
    /// From the last of them on so many paragraphs go to a fresh page with the signature after them.
    pub holds: usize,
}

/// Decides about the first of the blocks that come.
///
/// A heading is kept with what follows it, that perhaps with what follows in turn, so the whole chain is
/// gone through once, up to the first block that may leave the next one to another page. If that block
/// does not find its least room below the chain, the chain goes to a fresh page as a whole. What was
/// decided for a chain is not asked again at its later blocks: there the pen stands lower, and the answer
/// could be another one.
pub(super) fn start(region: &Region, coming: &[SetBlock]) -> Start {
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
                start.holds =
                    held_for_signature(region, coming.get(i..).unwrap_or_default(), above);
                let need = least_height(format, lines);
                start.fresh = start.holds > 0 || !region.fits(above + need);
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
/// breaks. A table that cannot even show its head and a row goes in any case.
fn wants_fresh_page(region: &Region, table: &SetTable, above: Pt) -> bool {
    let room = region.room() - above;
    if table.fits(room) {
        return false;
    }
    let fits_fresh = table.fits(region.height() - above);
    let filled = region.y / region.height();
    let may_end = filled >= 0.5 || (filled >= 0.25 && region.filled_before >= 0.5);
    (table.keep_together() && fits_fresh && may_end) || table.chunk_end(0, room).end == 0
}

/// A signature stands below so many lines of text on its page.
const LEAST_LINES: usize = 2;
/// A paragraph that is taken along for that has at most half of a page of lines.
const MOST_LINES: usize = 11;

/// How many of the paragraphs that come go to a fresh page with the signature after them, so that it is
/// not alone there nor below a single line (GB/T 9704-2012 §7.3.5.5): the last one, or the last two
/// when that is one line.
fn held_for_signature(region: &Region, coming: &[SetBlock], above: Pt) -> usize {
    let is_signature = |block: &SetBlock| matches!(block, SetBlock::Signature(_));
    let Some(count) = coming.iter().take(LEAST_LINES + 1).position(is_signature) else {
        return 0;
    };
    let mut paragraphs = Vec::with_capacity(count);
    for block in coming.iter().take(count) {
        match block {
            SetBlock::Paragraph(format, lines) if !format.keep_next => paragraphs.push(lines),
            _ => return 0,
        }
    }
    let Some((first, rest)) = paragraphs.split_first() else {
        return 0;
    };
    if rest.iter().map(|lines| lines.lines.len()).sum::<usize>() >= LEAST_LINES {
        return 0;
    }
    let page = region.height() + EPSILON;
    let signature = coming.get(count).map_or(0.0, SetBlock::height);
    let (end, lines) = end_of(region.y + above, page, &paragraphs);
    let alone = end + signature > page;
    // Only a page that stays half full is ended for the looks of the next.
    let may_end = region.y + above >= region.height() / 2.0 && first.lines.len() <= MOST_LINES;
    let wanted = if rest.is_empty() {
        alone || (lines < LEAST_LINES && may_end)
    } else {
        (alone || lines < LEAST_LINES) && may_end
    };
    let whole: Pt = paragraphs.iter().map(|lines| lines.height() + lines.after).sum();
    if wanted && whole + signature <= page { count } else { 0 }
}

/// Where the pen stands after these paragraphs, and how many lines stand above it on its page, as far as
/// they are less than enough.
fn end_of(mut pen: Pt, page: Pt, paragraphs: &[&SetParagraph]) -> (Pt, usize) {
    let mut count = LEAST_LINES;
    for paragraph in paragraphs {
        pen += paragraph.before;
        for line in &paragraph.lines {
            if pen + line.pitch > page {
                (pen, count) = (0.0, 0);
            }
            pen += line.pitch;
            count += 1;
        }
        pen += paragraph.after;
    }
    (pen, count)
}
