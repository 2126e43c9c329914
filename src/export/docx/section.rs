//! `w:sectPr`: paper, type area, grid, footers.

use super::{
    footer::PageEdges,
    units::twips,
    xml::{Element, el},
};
use crate::document::{PageStyle, Pt};

/// A section. On `numbered` pages stands the number that their style has.
/// The first page of a `letter` has a header and a footer of its own.
pub(super) fn section(
    page: &PageStyle,
    edges: &PageEdges,
    numbered: bool,
    letter: bool,
) -> Element {
    let number = page.number.as_ref().filter(|_| numbered);
    let references = edges.of_pages(number, letter).map(|footer| {
        el(&format!("w:{}Reference", footer.role))
            .attr("w:type", footer.kind)
            .attr("r:id", &footer.relation)
    });
    let (width, right, left) = (twips(page.width), twips(page.right), left(page));
    let mut size = el("w:pgSz").attr("w:w", width).attr("w:h", twips(page.height));
    if page.width > page.height {
        size = size.attr("w:orient", "landscape");
    }
    let (header, footer) = edges.distances(page);
    let margins = el("w:pgMar")
        .attr("w:top", twips(page.top))
        .attr("w:right", right)
        .attr("w:bottom", twips(page.bottom))
        .attr("w:left", left)
        .attr("w:header", twips(header))
        .attr("w:footer", twips(footer))
        .attr("w:gutter", 0);
    // Lines only: a character grid would stretch titles and tables, and LibreOffice sets one with a
    // negative `charSpace` wrongly. Styles give the pitch; the grid shows the clerk the lines.
    let mut grid = el("w:docGrid");
    if grid_fills(page) && !letter {
        grid = grid.attr("w:type", "lines");
    }
    let grid = grid.attr("w:linePitch", twips(page.line_pitch));
    el("w:sectPr")
        .children(references)
        .child(size)
        .child(margins)
        .child(el("w:cols").attr("w:space", 425))
        .children(letter.then(|| el("w:titlePg")))
        .child(grid)
}

/// The left margin in twips. The width of a line decides where it breaks: the binding side takes what rounding leaves.
pub(super) fn left(page: &PageStyle) -> i64 {
    twips(page.width) - twips(page.right) - twips(page.text_width())
}

/// Whether whole lines fill the type area. LibreOffice sets a grid that does not into the middle of
/// it, and all text lower by half of what is left; so it does on the first page of a letter, whose head takes part
/// of the type area.
fn grid_fills(page: &PageStyle) -> bool {
    const LEAST_SHIFT: Pt = 2.0;
    page.text_height() % page.line_pitch < LEAST_SHIFT
}
