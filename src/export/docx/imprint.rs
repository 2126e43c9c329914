//! The imprint (版记, GB/T 9704-2012 §7.4): a frame for each of its rows, at the place on the page that
//! layout gave it, so that it stays at the foot of the page when the text above is edited.
//!
//! One frame for all rows would do in Word, but LibreOffice sets frames of several paragraphs with
//! borders in the text, and floating tables too.

use super::{
    plan::{Para, Planner, Surroundings},
    runs::Piece,
    units::{border_eighths, twips},
    xml::{Element, el},
};
use crate::{
    document::{Imprint, Pt},
    layout::BlockFacts,
};

/// Plans an imprint with the pages that were begun for it.
pub(super) fn plan(planner: &mut Planner<'_>, imprint: &Imprint, facts: &BlockFacts) {
    let (new_pages, tops) = match facts {
        BlockFacts::Imprint { new_pages, tops } => (*new_pages, tops.as_slice()),
        _ => (0, &[][..]),
    };
    if new_pages > 1 {
        let page = planner.page();
        planner.begin_section(page, false);
        // The blank page.
        planner.spacer(false);
    }
    if new_pages > 0 {
        // A section has begun the page already.
        let page_break = !planner.at_start();
        planner.spacer(page_break);
    }
    let last = imprint.copies.len();
    for (row, copy) in imprint.copies.iter().enumerate() {
        let para = planner.para(copy, Surroundings::default());
        let above = (row == 0).then_some(Imprint::OUTER_RULE);
        push(planner, para, (above, None), tops.get(row));
    }
    let mut para = planner.para(&imprint.issuer, Surroundings::default());
    let date = planner.para(&imprint.date, Surroundings::default());
    para.pieces.push(Piece::Tab);
    para.pieces.extend(date.pieces);
    // The date ends where the style's right indent is; if it does not fit it takes the next line.
    let right = planner.page().text_width() - imprint.issuer.format.right;
    let stop = el("w:tab").attr("w:val", "right").attr("w:pos", twips(right));
    para.props.push(el("w:tabs").child(stop));
    let above = Some(if last == 0 { Imprint::OUTER_RULE } else { Imprint::INNER_RULE });
    push(planner, para, (above, Some(Imprint::OUTER_RULE)), tops.get(last));
    // Frames belong to the paragraph after them.
    planner.spacer(false);
}

fn push(
    planner: &mut Planner<'_>,
    mut para: Para,
    (above, below): (Option<Pt>, Option<Pt>),
    top: Option<&Pt>,
) {
    if let Some(top) = top {
        para.props.push(frame(planner.page().text_width(), *top));
    }
    let sides = [("w:top", above), ("w:bottom", below)];
    let sides = sides.map(|(side, width)| Some((side, width?)));
    let mut borders = el("w:pBdr");
    for (side, width) in sides.into_iter().flatten() {
        borders = borders.child(
            el(side)
                .attr("w:val", "single")
                .attr("w:sz", border_eighths(width))
                .attr("w:space", 0)
                .attr("w:color", "000000"),
        );
    }
    if !borders.children.is_empty() {
        para.props.push(borders);
    }
    planner.push(para);
}

fn frame(width: Pt, top: Pt) -> Element {
    el("w:framePr")
        .attr("w:w", twips(width))
        .attr("w:hSpace", 0)
        .attr("w:wrap", "around")
        .attr("w:vAnchor", "page")
        .attr("w:hAnchor", "margin")
        .attr("w:xAlign", "left")
        .attr("w:y", twips(top))
}
