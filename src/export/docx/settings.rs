//! `word/settings.xml`: the switches that hold for the whole document. Children stand in the order
//! of `CT_Settings` (ECMA-376-1 §17.15.1.78).

use super::{
    NAMESPACE_W,
    units::twips,
    xml::{Element, el, val},
};
use crate::{
    document::{Document, PageNumberPlace},
    text::kinsoku,
};

/// The part.
pub(super) fn part(document: &Document) -> Element {
    let page = &document.page;
    let mut out = el("w:settings")
        .attr("xmlns:w", NAMESPACE_W)
        .child(el("w:zoom").attr("w:percent", 100))
        .child(el("w:bordersDoNotSurroundHeader"))
        .child(el("w:bordersDoNotSurroundFooter"))
        .child(val("w:defaultTabStop", 420));
    let mut numbers = document.page_styles().filter_map(|page| page.number.as_ref());
    if numbers.any(|number| number.place == PageNumberPlace::Outside) {
        out = out.child(el("w:evenAndOddHeaders"));
    }
    out = out.child(val("w:drawingGridVerticalSpacing", twips(page.line_pitch / 2.0)));
    if !page.punctuation.compress {
        out = out.child(el("w:noPunctuationKerning"));
    }
    let compression =
        if page.punctuation.compress { "compressPunctuation" } else { "doNotCompress" };
    out.child(val("w:characterSpacingControl", compression))
        .child(forbidden("w:noLineBreaksAfter", kinsoku::NO_END))
        .child(forbidden("w:noLineBreaksBefore", kinsoku::NO_START))
        .child(compatibility())
        .child(el("w:themeFontLang").attr("w:val", "en-US").attr("w:eastAsia", "zh-CN"))
        .child(colour_map())
        .child(val("w:decimalSymbol", "."))
        .child(val("w:listSeparator", ","))
}

fn forbidden(name: &str, marks: &str) -> Element {
    el(name).attr("w:lang", "zh-CN").attr("w:val", marks)
}

/// Word 2013 and later: without it Word opens the file in compatibility mode and hangs tables out
/// of the type area by their cell margin.
fn compatibility() -> Element {
    let settings = [
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
        ("useWord2013TrackBottomHyphenation", 0),
    ];
    el("w:compat")
        // A justified line that ends in a written break keeps its natural width.
        .child(el("w:doNotExpandShiftReturn"))
        .children(settings.map(|(name, value)| {
            el("w:compatSetting")
                .attr("w:name", name)
                .attr("w:uri", "http://schemas.microsoft.com/office/word")
                .attr("w:val", value)
        }))
}

fn colour_map() -> Element {
    let map = [
        ("w:bg1", "light1"),
        ("w:t1", "dark1"),
        ("w:bg2", "light2"),
        ("w:t2", "dark2"),
        ("w:accent1", "accent1"),
        ("w:accent2", "accent2"),
        ("w:accent3", "accent3"),
        ("w:accent4", "accent4"),
        ("w:accent5", "accent5"),
        ("w:accent6", "accent6"),
        ("w:hyperlink", "hyperlink"),
        ("w:followedHyperlink", "followedHyperlink"),
    ];
    map.iter().fold(el("w:clrSchemeMapping"), |out, (name, value)| out.attr(name, value))
}
