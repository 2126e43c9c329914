//! A page's ink as objects.

use super::{
    faces::OfdFace,
    images::OfdImages,
    text,
    units::{Ids, list, micro, mm, rgb},
};
use crate::{
    export::xml::{Element, el},
    font::FaceId,
    layout::{Fill, Item, Page, PlacedImage, Rule},
};
use std::collections::BTreeMap;

/// A page as it is written.
pub(super) struct DrawnObjects {
    /// Its identifier.
    pub id: u32,
    /// `Content.xml`.
    pub content: Element,
    /// For every object of the page, in order, its identifier and the item of the page that it is
    /// (part of).
    pub objects: Vec<(u32, usize)>,
}

/// Draws a page; `usual` is the size that is said for all.
pub(super) fn draw(
    page: &Page,
    usual: (i64, i64),
    faces: &BTreeMap<FaceId, OfdFace>,
    images: &OfdImages<'_>,
    ids: &mut Ids,
) -> DrawnObjects {
    let (id, layer_id) = (ids.next(), ids.next());
    let mut layer = el("ofd:Layer").attr("ID", layer_id).attr("Type", "Body");
    let mut objects = Vec::with_capacity(page.items.len());
    for (index, item) in page.items.iter().enumerate() {
        let made = match item {
            // An empty run may be of a face that nothing is printed of.
            Item::Glyphs(run) => {
                faces.get(&run.face).map_or_else(Vec::new, |face| text::objects(run, face))
            }
            Item::Rule(rule) => vec![self::rule(rule)],
            Item::Fill(fill) => vec![self::fill(fill)],
            Item::Image(placed) => {
                images.id(&placed.image).map(|id| image(placed, id)).into_iter().collect()
            }
        };
        for mut object in made {
            let id = ids.next();
            object.attributes.insert(0, ("ID".to_owned(), id.to_string()));
            objects.push((id, index));
            layer = layer.child(object);
        }
    }
    let mut content = el("ofd:Page").attr("xmlns:ofd", super::NAMESPACE);
    let size = (micro(page.width), micro(page.height));
    if size != usual {
        content = content.child(el("ofd:Area").child(physical_box(size)));
    }
    DrawnObjects { id, content: content.child(el("ofd:Content").child(layer)), objects }
}

/// The paper.
pub(super) fn physical_box((width, height): (i64, i64)) -> Element {
    el("ofd:PhysicalBox").text(list([0, 0, width, height]))
}

/// A rule goes on for half its width at both ends, so that corners are closed.
fn rule(rule: &Rule) -> Element {
    let width = micro(rule.width).max(1);
    let half = (width + 1) / 2;
    let [x0, y0, x1, y1] = [rule.x0, rule.y0, rule.x1, rule.y1].map(micro);
    let (left, top) = (x0.min(x1) - half, y0.min(y1) - half);
    let (long, high) = ((x1 - x0).abs() + 2 * half, (y1 - y0).abs() + 2 * half);
    let (dx, dy) = (half * (x1 - x0).signum(), half * (y1 - y0).signum());
    let from = list([x0 - dx - left, y0 - dy - top]);
    let to = list([x1 + dx - left, y1 + dy - top]);
    el("ofd:PathObject")
        .attr("Boundary", list([left, top, long, high]))
        .attr("LineWidth", mm(width))
        .child(el("ofd:StrokeColor").attr("Value", rgb(rule.color)))
        .child(el("ofd:AbbreviatedData").text(format!("M {from} L {to}")))
}

fn fill(fill: &Fill) -> Element {
    let [left, top] = [fill.x, fill.y].map(micro);
    let width = (micro(fill.x + fill.width) - left).max(1);
    let height = (micro(fill.y + fill.height) - top).max(1);
    let (right, low) = (mm(width), mm(height));
    el("ofd:PathObject")
        .attr("Boundary", list([left, top, width, height]))
        .attr("Stroke", "false")
        .attr("Fill", "true")
        .child(el("ofd:FillColor").attr("Value", rgb(fill.color)))
        .child(
            el("ofd:AbbreviatedData")
                .text(format!("M 0 0 L {right} 0 L {right} {low} L 0 {low} C")),
        )
}

/// A picture is one unit wide and high before it is scaled.
fn image(placed: &PlacedImage, resource: u32) -> Element {
    let [left, top] = [placed.x, placed.y].map(micro);
    let [width, height] = [placed.width, placed.height].map(|side| micro(side).max(1));
    el("ofd:ImageObject")
        .attr("Boundary", list([left, top, width, height]))
        .attr("CTM", list([width, 0, 0, height, 0, 0]))
        .attr("ResourceID", resource)
}
