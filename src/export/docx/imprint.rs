//! The imprint (版记, GB/T 9704-2012 §7.4): a table as wide as the type area that ends with it, so that it stays at
//! the foot of the page when the text above is edited, and grows upwards when it is edited itself.
//!
//! LibreOffice sets a floating table where it should stand if it is placed from the edge of the paper.

use super::{
    plan::{PlanItem, Planner, Surroundings},
    runs::Piece,
    section,
    table::{CellPlan, RowPlan, TablePlan, White},
    units::{border_eighths, twips},
    xml::{Element, el, val},
};
use crate::{
    document::{Imprint, PageStyle, Paragraph, Pt, Separator},
    layout::BlockFacts,
};

/// Plans an imprint with the pages that were begun for it.
pub(super) fn plan(planner: &mut Planner<'_>, imprint: &Imprint, facts: &BlockFacts) {
    let (new_pages, date_below) = match facts {
        BlockFacts::Imprint { new_pages, date_below } => (*new_pages, *date_below),
        _ => (0, false),
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
    let mut rows = Vec::new();
    if !imprint.copies.is_empty() {
        let copies = imprint.copies.iter();
        let paras = copies.map(|copy| {
            let para = planner.para(copy, Surroundings::default());
            planner.add(para)
        });
        rows.push(paras.collect());
    }
    if let Some(issuer) = &imprint.issuer {
        rows.push(vec![issuer_row(planner, issuer, imprint.date.as_ref(), date_below)]);
    }
    let page = planner.page();
    planner.place(PlanItem::Table(table(page, rows, imprint.issuer.is_some())));
    // A table that floats belongs to the paragraph after it.
    planner.spacer(false);
}

/// The issuer and the date, which ends where the style's right indent is, or takes the next line.
fn issuer_row(
    planner: &mut Planner<'_>,
    issuer: &Paragraph,
    date: Option<&Paragraph>,
    date_below: bool,
) -> usize {
    let mut para = planner.para(issuer, Surroundings::default());
    if let Some(date) = date {
        let date = planner.para(date, Surroundings::default());
        if date_below {
            para.pieces.push(Piece::Break);
        }
        para.pieces.push(Piece::Tab);
        para.pieces.extend(date.pieces);
    }
    let right = planner.page().text_width() - issuer.format.right;
    let stop = el("w:tab").attr("w:val", "right").attr("w:pos", twips(right));
    para.props.push(el("w:tabs").child(stop));
    planner.add(para)
}

/// A row for the copies and one for the issuer, with rules about them unless the imprint has none.
fn table(page: &PageStyle, rows: Vec<Vec<usize>>, ruled: bool) -> TablePlan {
    let width = usize::try_from(twips(page.text_width())).unwrap_or(0);
    // Layout has a line as low as programs allow above each rule.
    let below = if ruled { usize::try_from(twips(Separator::LINE)).unwrap_or(0) } else { 0 };
    let white = White { above: 0, below };
    let row = |paras| RowPlan {
        white,
        header: false,
        splits: false,
        cells: vec![CellPlan { width, span: 1, merge: None, middle: false, fill: None, paras }],
    };
    let mut props = vec![
        place(page),
        val("w:tblOverlap", "never"),
        // What it is, for those who hear it.
        val("w:tblCaption", "版记"),
        val("w:tblDescription", "抄送机关、印发机关和印发日期"),
    ];
    if ruled {
        props.push(rules());
    }
    TablePlan {
        grid: vec![width],
        border: 0,
        border_color: "000000".to_owned(),
        padding: 0,
        white,
        props,
        rows: rows.into_iter().map(row).collect(),
    }
}

/// At the lower edge of the type area.
fn place(page: &PageStyle) -> Element {
    el("w:tblpPr")
        .attr("w:leftFromText", 0)
        .attr("w:rightFromText", 0)
        .attr("w:vertAnchor", "margin")
        .attr("w:horzAnchor", "page")
        .attr("w:tblpX", section::left(page))
        .attr("w:tblpYSpec", "bottom")
}

/// The outer rules, and the thinner one between the rows (§7.4.1).
fn rules() -> Element {
    let rule = |name, width: Pt| {
        el(name)
            .attr("w:val", "single")
            .attr("w:sz", border_eighths(width))
            .attr("w:space", 0)
            .attr("w:color", "000000")
    };
    el("w:tblBorders").children([
        rule("w:top", Imprint::OUTER_RULE),
        rule("w:bottom", Imprint::OUTER_RULE),
        rule("w:insideH", Imprint::INNER_RULE),
    ])
}
