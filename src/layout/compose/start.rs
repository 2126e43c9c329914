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
    /// The last of them is a paragraph that goes to a fresh page with the signature after it.
    pub holds: bool,
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
            SetBlock::PageBreak | SetBlock::Section(_) | SetBlock::Imprint(_) => {}
            SetBlock::Table(table) => {
                start.fresh = wants_fresh_page(region, table, above);
            }
            SetBlock::Paragraph(format, lines) => {
                start.holds = !format.keep_next
                    && signature_would_stand_alone(region, lines, coming.get(i + 1), above);
                let need = least_height(format, lines);
                start.fresh = start.holds || !region.fits(above + need);
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

/// A table that is to stay whole goes to a fresh page if it fits there and not here. That leaves the rest
/// of this page empty, so only a page that is half full already is given up for it; else the table begins
/// here and breaks. A table that cannot even show its head and a row goes in any case.
fn wants_fresh_page(region: &Region, table: &SetTable, above: Pt) -> bool {
    let room = region.room() - above;
    let whole = table.height(0..table.len()) + table.border();
    if whole <= room + EPSILON {
        return false;
    }
    let fits_fresh = above + whole <= region.height() + EPSILON;
    let half_full = region.y >= region.height() / 2.0;
    (table.keep_together() && fits_fresh && half_full) || table.chunk_end(0, room).end == 0
}

/// Whether a paragraph ends so low that the signature after it would be alone on the next page
/// (GB/T 9704-2012 §7.3.5.5), and both fit on a page together.
fn signature_would_stand_alone(
    region: &Region,
    paragraph: &SetParagraph,
    next: Option<&SetBlock>,
    above: Pt,
) -> bool {
    let Some(SetBlock::Signature(signature)) = next else {
        return false;
    };
    let page = region.height() + EPSILON;
    let signature = signature.height();
    let mut pen = region.y + above + paragraph.before;
    for line in &paragraph.lines {
        if pen + line.pitch > page {
            pen = 0.0;
        }
        pen += line.pitch;
    }
    pen + paragraph.after + signature > page
        && paragraph.height() + paragraph.after + signature <= page
}
