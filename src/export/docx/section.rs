//! `w:sectPr`: paper, type area, grid, footers.

use super::{
    footer,
    units::twips,
    xml::{Element, el},
};
use crate::document::PageStyle;

/// The one section of the document.
pub(super) fn section(page: &PageStyle, footers: &[footer::Footer]) -> Element {
    let references = footers.iter().map(|footer| {
        el(&format!("w:{}Reference", footer.role))
            .attr("w:type", footer.kind)
            .attr("r:id", footer.relation)
    });
    let (width, right) = (twips(page.width), twips(page.right));
    // The width of a line decides where it breaks: the binding side takes what rounding leaves.
    let left = width - right - twips(page.text_width());
    let mut size = el("w:pgSz")
        .attr("w:w", width)
        .attr("w:h", twips(page.height));
    if page.width > page.height {
        size = size.attr("w:orient", "landscape");
    }
    // Where the page number stands, or Word's own 0.59 inch when there is none.
    let footer = page
        .number
        .as_ref()
        .map_or(851, |number| twips(footer::distance(page, number)));
    let header = page
        .mark
        .as_ref()
        .map_or(851, |mark| twips(footer::header_distance(page, mark)));
    let margins = el("w:pgMar")
        .attr("w:top", twips(page.top))
        .attr("w:right", right)
        .attr("w:bottom", twips(page.bottom))
        .attr("w:left", left)
        .attr("w:header", header)
        .attr("w:footer", footer)
        .attr("w:gutter", 0);
    el("w:sectPr")
        .children(references)
        .child(size)
        .child(margins)
        .child(el("w:cols").attr("w:space", 425))
        .child(grid(page))
}

/// Lines only: a character grid would stretch titles and tables, and LibreOffice sets one with a
/// negative `charSpace` wrongly. Styles give the pitch; the grid shows the clerk the lines. Where the
/// lines leave white below them there is none: LibreOffice would make the page so much lower.
fn grid(page: &PageStyle) -> Element {
    let below = page.text_height() - f64::from(page.lines) * page.line_pitch;
    let grid = el("w:docGrid");
    let grid = if below.abs() < page.line_pitch / 4.0 {
        grid.attr("w:type", "lines")
    } else {
        grid
    };
    grid.attr("w:linePitch", twips(page.line_pitch))
}
