//! `word/theme/theme1.xml`. Nothing in the document refers to the theme; it is there because Word
//! and WPS look for one, and WPS reports "缺失字体" when its fonts are not the office's.

use super::xml::{Element, el};
use crate::document::{Document, NamedStyle, Role};

/// The part.
pub(super) fn part(document: &Document) -> Element {
    let (title, body) = (document.style_for(Role::Title), document.style_for(Role::Body));
    let (title, body) = (title.or(body), body.or(document.styles.first()));
    let fonts = |style: Option<&NamedStyle>| {
        style.map_or(("Times New Roman".into(), "宋体".into()), |style| {
            (style.text.latin.clone(), style.text.family.clone())
        })
    };
    let scheme = el("a:fontScheme")
        .attr("name", "公文")
        .child(font("a:majorFont", &fonts(title)))
        .child(font("a:minorFont", &fonts(body)));
    let elements = el("a:themeElements").child(colours()).child(scheme).child(formats());
    el("a:theme")
        .attr("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main")
        .attr("name", "公文")
        .child(elements)
}

fn font(name: &str, (latin, chinese): &(std::sync::Arc<str>, std::sync::Arc<str>)) -> Element {
    let face = |name, typeface: &str| el(name).attr("typeface", typeface);
    el(name)
        .child(face("a:latin", latin))
        .child(face("a:ea", chinese))
        .child(face("a:cs", latin))
        .child(el("a:font").attr("script", "Hans").attr("typeface", chinese))
}

/// Black on white and greys: what a clerk adds stays sober.
fn colours() -> Element {
    let colours = [
        ("a:dk1", "000000"),
        ("a:lt1", "FFFFFF"),
        ("a:dk2", "333333"),
        ("a:lt2", "EEEEEE"),
        ("a:accent1", "1F4E79"),
        ("a:accent2", "C00000"),
        ("a:accent3", "7F7F7F"),
        ("a:accent4", "BF9000"),
        ("a:accent5", "2E75B6"),
        ("a:accent6", "548235"),
        ("a:hlink", "0563C1"),
        ("a:folHlink", "954F72"),
    ];
    el("a:clrScheme")
        .attr("name", "公文")
        .children(colours.map(|(name, value)| el(name).child(el("a:srgbClr").attr("val", value))))
}

/// Three of each, as the schema demands.
fn formats() -> Element {
    let fill = || el("a:solidFill").child(el("a:schemeClr").attr("val", "phClr"));
    let line = |width: i64| {
        el("a:ln").attr("w", width).child(fill()).child(el("a:prstDash").attr("val", "solid"))
    };
    let effect = || el("a:effectStyle").child(el("a:effectLst"));
    el("a:fmtScheme")
        .attr("name", "公文")
        .child(el("a:fillStyleLst").children([fill(), fill(), fill()]))
        .child(el("a:lnStyleLst").children([line(6350), line(12700), line(19050)]))
        .child(el("a:effectStyleLst").children([effect(), effect(), effect()]))
        .child(el("a:bgFillStyleLst").children([fill(), fill(), fill()]))
}
