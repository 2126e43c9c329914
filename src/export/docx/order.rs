//! The order ECMA-376-1 gives the children of property elements. Word calls a file corrupt, and
//! LibreOffice drops a setting, when it is not kept.

use super::xml::{Element, Node};

/// `CT_PPr` (ECMA-376-1 §17.3.1.26).
const PARAGRAPH: &[&str] = &[
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:numPr",
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
];

/// `EG_RPrBase` (ECMA-376-1 §17.3.2.28).
const RUN: &[&str] = &[
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:caps",
    "w:smallCaps",
    "w:strike",
    "w:dstrike",
    "w:outline",
    "w:shadow",
    "w:emboss",
    "w:imprint",
    "w:noProof",
    "w:snapToGrid",
    "w:vanish",
    "w:webHidden",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:effect",
    "w:bdr",
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:rtl",
    "w:cs",
    "w:em",
    "w:lang",
    "w:eastAsianLayout",
    "w:specVanish",
    "w:oMath",
];

/// `CT_TblPr` (ECMA-376-1 §17.4.59).
const TABLE: &[&str] = &[
    "w:tblStyle",
    "w:tblpPr",
    "w:tblOverlap",
    "w:bidiVisual",
    "w:tblStyleRowBandSize",
    "w:tblStyleColBandSize",
    "w:tblW",
    "w:jc",
    "w:tblCellSpacing",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
    "w:tblCaption",
    "w:tblDescription",
];

/// `CT_TblBorders`, `CT_TblCellMar`, `CT_TcMar` (ECMA-376-1 §17.4.38, §17.4.42).
const SIDES: &[&str] =
    &["w:top", "w:left", "w:start", "w:bottom", "w:right", "w:end", "w:insideH", "w:insideV"];

/// `CT_TrPr`: Word accepts any order; one is kept so that files read alike.
const ROW: &[&str] = &["w:cantSplit", "w:tblHeader"];

/// `CT_TcPr` (ECMA-376-1 §17.4.69).
const CELL: &[&str] = &[
    "w:cnfStyle",
    "w:tcW",
    "w:gridSpan",
    "w:hMerge",
    "w:vMerge",
    "w:tcBorders",
    "w:shd",
    "w:noWrap",
    "w:tcMar",
    "w:textDirection",
    "w:tcFitText",
    "w:vAlign",
    "w:hideMark",
];

/// The order of the children of an element, if the element has one.
fn order(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "w:pPr" => PARAGRAPH,
        "w:rPr" => RUN,
        "w:tblPr" => TABLE,
        "w:tblBorders" | "w:tblCellMar" | "w:tcMar" => SIDES,
        "w:trPr" => ROW,
        "w:tcPr" => CELL,
        _ => return None,
    })
}

/// Puts the children of every property element below `element` in schema order.
pub(super) fn sort(element: &mut Element) {
    for child in element.elements_mut() {
        sort(child);
    }
    if let Some(order) = order(&element.name) {
        element.children.sort_by_key(|node| place(order, node));
    }
}

fn place(order: &[&str], node: &Node) -> usize {
    match node {
        Node::Element(child) => {
            order.iter().position(|name| *name == child.name).unwrap_or(order.len())
        }
        Node::Text(_) => order.len(),
    }
}

#[cfg(test)]
pub(super) fn is_sorted(element: &Element) -> bool {
    let here = order(&element.name)
        .is_none_or(|order| element.children.is_sorted_by_key(|node| place(order, node)));
    here && element.elements().all(is_sorted)
}
