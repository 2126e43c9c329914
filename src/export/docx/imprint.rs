//! The imprint (版记, GB/T 9704-2012 §7.4): a frame for each of its rows, at the place on the page that
//! layout gave it, so that it stays at the foot of the page when the text above is edited.
//!
//! One frame for all rows would do in Word, but LibreOffice sets frames of several paragraphs with
//! borders in the text, and floating tables too.

use super::{
    plan::{Para, Planner, Surroundings, least},
    runs::Piece,
    units::{border_eighths, twips},
    xml::{Element, el},
};
use crate::{
    document::{Imprint, Pt, Separator},
    layout::BlockFacts,
};

/// Plans an imprint with the pages that were begun for it.
pub(super) fn plan(planner: &mut Planner<'_>, imprint: &Imprint, facts: &BlockFacts) {
    let (new_pages, tops, date_below) = match facts {
        BlockFacts::Imprint { new_pages, tops, date_below } => {
            (*new_pages, tops.as_slice(), *date_below)
        }
        _ => (0, &[][..], false),
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
    let ruled = imprint.issuer.is_some();
    for (row, copy) in imprint.copies.iter().enumerate() {
        let para = planner.para(copy, Surroundings::default());
        let above = (row == 0 && ruled).then_some(Imprint::OUTER_RULE);
        push(planner, para, above, tops.get(row).copied());
    }
    if let Some(issuer) = &imprint.issuer {
        let last = imprint.copies.len();
        let mut para = planner.para(issuer, Surroundings::default());
        if let Some(date) = &imprint.date {
            let date = planner.para(date, Surroundings::default());
            if date_below {
                para.pieces.push(Piece::Break);
            }
            para.pieces.push(Piece::Tab);
            para.pieces.extend(date.pieces);
        }
        // The date ends where the style's right indent is; if it does not fit it takes the next line.
        let right = planner.page().text_width() - issuer.format.right;
        let stop = el("w:tab").attr("w:val", "right").attr("w:pos", twips(right));
        para.props.push(el("w:tabs").child(stop));
        let above = if last == 0 { Imprint::OUTER_RULE } else { Imprint::INNER_RULE };
        push(planner, para, Some(above), tops.get(last).copied());
        let page = planner.page();
        let foot = page.height - page.bottom - Imprint::OUTER_RULE - Separator::LINE;
        rule(planner, Imprint::OUTER_RULE, (!tops.is_empty()).then_some(foot));
    }
    // Frames belong to the paragraph after them.
    planner.spacer(false);
}

/// A row, and the rule above it in a frame of its own: programs draw the borders of a paragraph from
/// indent to indent, and a rule is as wide as the type area (§7.4.1).
fn push(planner: &mut Planner<'_>, mut para: Para, above: Option<Pt>, top: Option<Pt>) {
    let mut top = top;
    if let Some(width) = above {
        rule(planner, width, top);
        top = top.map(|top| top + Separator::LINE + width);
    }
    para.props.extend(top.map(|top| frame(planner.page().text_width(), top)));
    planner.push(para);
}

/// A rule as the lower border of a paragraph that is as low as programs allow.
fn rule(planner: &mut Planner<'_>, width: Pt, top: Option<Pt>) {
    let mut para = least(false);
    para.props.extend(top.map(|top| frame(planner.page().text_width(), top)));
    let line = el("w:bottom")
        .attr("w:val", "single")
        .attr("w:sz", border_eighths(width))
        .attr("w:space", 0)
        .attr("w:color", "000000");
    para.props.push(el("w:pBdr").child(line));
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
