//! The head of a letter in the header of its first page, and the double rule in that page's footer
//! (信函格式, GB/T 9704-2012 §10.1).
//!
//! A header that is taller than the white above the type area moves the text of its page down, and of no
//! other page: so programs begin the text below the rule without a frame or a drawing in their way.

use super::{
    NAMESPACE_W,
    names::StyleNames,
    props, runs,
    units::{border_eighths, hex, twips},
    xml::{Element, el, val},
};
use crate::document::{
    Document, Inline, LetterHead, PageStyle, ParagraphFormat, Pt, TABLE_SEPARATOR,
};

/// The header: after `before`, which other things in it take up already, the sender, in lines as layout broke it, and
/// the rules.
pub(super) fn header(
    document: &Document,
    names: &StyleNames,
    (head, breaks): (&LetterHead, &[String]),
    (above, before): (Option<Element>, Pt),
) -> Element {
    let page = &document.page;
    let sender = &head.sender;
    let format = ParagraphFormat {
        before: (head.top() - before).max(0.0),
        after: 0.0,
        first: 0.0,
        left: -outside(page.left, page),
        right: -outside(page.right, page),
        ..(*sender.format).clone()
    };
    let style = names.paragraph_id(sender.style.0);
    let direct = props::paragraph(&format, page.punctuation);
    let broken = runs::broken_as(&sender.inlines, breaks);
    let inlines = broken.as_deref().unwrap_or(&sender.inlines);
    let runs = inlines.iter().map(|inline| match inline {
        Inline::Text(run) => {
            let text = el("w:t").attr("xml:space", "preserve").text(&run.text);
            el("w:r").child(el("w:rPr").children(props::run(&run.style))).child(text)
        }
        Inline::Break => el("w:r").child(el("w:br")),
        Inline::Tab(_) => el("w:r").child(el("w:tab")),
    });
    let sender =
        el("w:p").child(el("w:pPr").child(val("w:pStyle", style)).children(direct)).children(runs);
    let widths = (LetterHead::THICK, LetterHead::THIN);
    el("w:hdr").attr("xmlns:w", NAMESPACE_W).children(above).child(sender).child(double_rule(
        page,
        head,
        widths,
        head.gap(),
    ))
}

/// The footer: the rules, and `below` them white down to the lower edge of the footer.
pub(super) fn footer(document: &Document, head: &LetterHead, below: Pt) -> Element {
    let widths = (LetterHead::THIN, LetterHead::THICK);
    el("w:ftr")
        .attr("xmlns:w", NAMESPACE_W)
        .child(double_rule(&document.page, head, widths, 0.0))
        .children(white(below))
}

/// White of a height as a paragraph of its own: programs are not of one mind about white below the last
/// paragraph of a footer.
pub(super) fn white(height: Pt) -> Option<Element> {
    const LEAST: Pt = 0.05;
    (height >= LEAST).then(|| el("w:p").child(low(0.0, height, (0, 0))))
}

/// How far the rules reach out of the type area on the side of this white.
fn outside(white: Pt, page: &PageStyle) -> Pt {
    white - (page.width - LetterHead::WIDTH) / 2.0
}

/// The upper and the lower border of a paragraph that is as low as programs allow.
fn double_rule(
    page: &PageStyle,
    head: &LetterHead,
    (upper, lower): (Pt, Pt),
    before: Pt,
) -> Element {
    let line = |side: &str, width: Pt| {
        el(side)
            .attr("w:val", "single")
            .attr("w:sz", border_eighths(width))
            .attr("w:space", 0)
            .attr("w:color", hex(head.color))
    };
    let sides = (-twips(outside(page.left, page)), -twips(outside(page.right, page)));
    let mut properties = low(before, TABLE_SEPARATOR, sides);
    let borders = el("w:pBdr").child(line("w:top", upper)).child(line("w:bottom", lower));
    properties.children.insert(0, super::xml::Node::Element(borders));
    el("w:p").child(properties)
}

/// The properties of an empty paragraph of an exact height.
fn low(before: Pt, height: Pt, (left, right): (i64, i64)) -> Element {
    let indent = el("w:ind")
        .attr("w:left", left)
        .attr("w:right", right)
        .attr("w:firstLineChars", 0)
        .attr("w:firstLine", 0);
    let size = el("w:rPr").child(val("w:sz", 2)).child(val("w:szCs", 2));
    el("w:pPr").child(props::spacing(before, 0.0, height)).child(indent).child(size)
}
