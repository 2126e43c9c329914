//! Paragraph and run properties, complete, in schema order; shared by styles and direct formatting.

use super::{
    units::{half_points, hex, twips},
    xml::{Element, el, switch, val},
};
use crate::document::{Align, NamedStyle, ParagraphFormat, Pt, Punctuation, Role, TextStyle};

/// How lines are broken, the same in every style: nothing that Word and WPS each do their own way, so
/// that both fill a line by advances and then move the break back until 禁则 hold.
///
/// LibreOffice does not read `w:autoSpaceDE` and `w:autoSpaceDN` and reads `w:overflowPunct` the wrong
/// way round (its default, and Word's, is to hang); `tests/same_pages/office.py` sets this right.
pub(super) fn line_breaking(punctuation: Punctuation) -> Vec<Element> {
    vec![
        // No widow control: a full page holds its 22 lines (GB/T 9704-2012 §5.2.3). Layout asks for it where a
        // page would begin with a single character.
        switch("w:widowControl", false),
        switch("w:kinsoku", true),
        switch("w:overflowPunct", punctuation.hang),
        switch("w:topLinePunct", punctuation.compress),
        switch("w:autoSpaceDE", false),
        switch("w:autoSpaceDN", false),
        switch("w:adjustRightInd", false),
        switch("w:snapToGrid", false),
    ]
}

/// Everything a paragraph format says. Elements stand in schema order.
pub(super) fn paragraph(format: &ParagraphFormat, punctuation: Punctuation) -> Vec<Element> {
    // Layout never parts a paragraph that stays with the next: a heading of two lines.
    let whole = format.keep_lines || format.keep_next;
    let mut out = vec![switch("w:keepNext", format.keep_next), switch("w:keepLines", whole)];
    out.extend(line_breaking(punctuation));
    out.extend([
        spacing(format.before, format.after, format.line_pitch),
        indent(format),
        val("w:jc", justification(format.align)),
    ]);
    out
}

/// What a style says of its paragraphs. A line for pictures is as high as what stands in it, so that one that is put
/// into the file later shows whole.
pub(super) fn named(style: &NamedStyle, punctuation: Punctuation) -> Vec<Element> {
    let format = &style.format;
    let mut out = paragraph(format, punctuation);
    if style.role == Some(Role::Figure)
        && let Some(spacing) = out.iter_mut().find(|element| element.name == "w:spacing")
    {
        *spacing = single(format.before, format.after);
    }
    out
}

/// White above and below, and an exact pitch.
pub(super) fn spacing(before: Pt, after: Pt, pitch: Pt) -> Element {
    el("w:spacing")
        .attr("w:before", twips(before).max(0))
        .attr("w:after", twips(after).max(0))
        .attr("w:line", twips(pitch).max(1))
        .attr("w:lineRule", "exact")
}

/// White above and below a line as high as what stands in it.
pub(super) fn single(before: Pt, after: Pt) -> Element {
    el("w:spacing")
        .attr("w:before", twips(before).max(0))
        .attr("w:after", twips(after).max(0))
        .attr("w:line", 240)
        .attr("w:lineRule", "auto")
}

/// Tab stops, from the left edge of the type area; nothing when there are none.
pub(super) fn tabs(places: impl Iterator<Item = (Pt, bool)>) -> Option<Element> {
    let stops = places.map(|(place, ends)| {
        let kind = if ends { "right" } else { "left" };
        val("w:tab", kind).attr("w:pos", twips(place))
    });
    let tabs = el("w:tabs").children(stops);
    (!tabs.children.is_empty()).then_some(tabs)
}

/// Indents. A first line indented by characters says so, which survives a change of size, and says
/// the length too, for programs that do not know characters.
fn indent(format: &ParagraphFormat) -> Element {
    let out = el("w:ind").attr("w:left", twips(format.left)).attr("w:right", twips(format.right));
    if format.first < 0.0 {
        return out.attr("w:hanging", -twips(format.first));
    }
    let chars = (format.first_chars.unwrap_or(0.0).max(0.0) * 100.0).round() as i64;
    out.attr("w:firstLineChars", chars).attr("w:firstLine", twips(format.first))
}

fn justification(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    }
}

/// Where a paragraph stands in the outline, the last of its properties. Word counts levels from 0; 9 is
/// body text.
pub(super) fn outline(level: Option<u8>) -> Element {
    val("w:outlineLvl", level.map_or(9, |level| level.clamp(1, 9) - 1))
}

/// Everything a text style says. Elements stand in schema order.
pub(super) fn run(text: &TextStyle) -> Vec<Element> {
    let size = half_points(text.size);
    vec![
        fonts(text),
        switch("w:b", text.bold),
        switch("w:bCs", text.bold),
        val("w:color", hex(text.color)),
        val("w:spacing", twips(text.tracking)),
        // No pair kerning: advances come from the face alone.
        val("w:kern", 0),
        val("w:sz", size),
        val("w:szCs", size),
        val("w:u", if text.underline { "single" } else { "none" }),
    ]
}

/// All four slots, so that no theme font is left to win.
fn fonts(text: &TextStyle) -> Element {
    el("w:rFonts")
        .attr("w:ascii", &text.latin)
        .attr("w:hAnsi", &text.latin)
        .attr("w:eastAsia", &text.family)
        .attr("w:cs", &text.latin)
}

/// The Chinese face in all slots, for marks that some program would take for Latin.
pub(super) fn chinese_fonts(text: &TextStyle) -> Element {
    let slots = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
    slots.iter().fold(el("w:rFonts"), |fonts, slot| fonts.attr(slot, &text.family))
}

/// The elements of `wanted` that `base` does not already say.
pub(super) fn difference(wanted: Vec<Element>, base: &[Element]) -> Vec<Element> {
    wanted.into_iter().filter(|e| !base.contains(e)).collect()
}
