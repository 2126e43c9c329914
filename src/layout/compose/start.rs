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
    /// What is done so that a signature after the last of them stands well.
    pub closing: Closing,
}

/// What is done so that a signature is not alone on its page nor below a single line (GB/T 9704-2012 §7.3.5.5).
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Closing {
    /// Nothing.
    #[default]
    Plain,
    /// The character spacing of the paragraph before it is changed, `further` blocks on: it takes this one of its other
    /// settings.
    Respaced { further: usize, other: usize },
    /// So many paragraphs go to a fresh page with it.
    Held { count: usize },
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
                start.closing = close(region, coming.get(i..).unwrap_or_default(), above);
                let held = matches!(start.closing, Closing::Held { .. });
                let need = least_height(format, lines);
                start.fresh = held || !region.fits(above + need);
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

/// How the paragraphs that come are brought to stand well with the signature after them, so that it is not alone
/// on its page nor below a single line (GB/T 9704-2012 §7.3.5.5): the last takes a line less or more by its
/// character spacing if that does it, else it goes to a fresh page with the signature, or the last two when that is
/// one line.
fn close(region: &Region, coming: &[SetBlock], above: Pt) -> Closing {
    let is_signature = |block: &SetBlock| matches!(block, SetBlock::Signature(_));
    let Some(count) = coming.iter().take(LEAST_LINES + 1).position(is_signature) else {
        return Closing::Plain;
    };
    let mut paragraphs = Vec::with_capacity(count);
    for block in coming.iter().take(count) {
        match block {
            SetBlock::Paragraph(format, lines) if !format.keep_next => paragraphs.push(lines),
            _ => return Closing::Plain,
        }
    }
    let Some((last, before)) = paragraphs.split_last() else { return Closing::Plain };
    if !before.is_empty() && last.lines.len() >= LEAST_LINES {
        return Closing::Plain;
    }
    let page = region.height() + EPSILON;
    let signature = coming.get(count).map_or(0.0, SetBlock::height);
    let stands = |paragraphs: &[&SetParagraph]| {
        let (end, lines) = end_of(region.y + above, page, paragraphs);
        Footing { alone: end + signature > page, short: lines < LEAST_LINES }
    };
    let stand = stands(&paragraphs);
    if !stand.alone && !stand.short {
        return Closing::Plain;
    }
    let respaced = last.others.iter().position(|other| {
        let paragraphs: Vec<_> = before.iter().copied().chain([other]).collect();
        let Footing { alone, short } = stands(&paragraphs);
        !alone && !short
    });
    if let Some(other) = respaced {
        return Closing::Respaced { further: count - 1, other };
    }
    // Only a page that stays half full is ended for the looks of the next.
    let first = paragraphs.first().map_or(0, |lines| lines.lines.len());
    let may_end = region.y + above >= region.height() / 2.0 && first <= MOST_LINES;
    let wanted = may_end || (before.is_empty() && stand.alone);
    let whole: Pt = paragraphs.iter().map(|lines| lines.height() + lines.after).sum();
    if wanted && whole + signature <= page { Closing::Held { count } } else { Closing::Plain }
}

/// How a signature would stand.
struct Footing {
    /// It would not fit below the text.
    alone: bool,
    /// Too few lines of text would stand above it.
    short: bool,
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
