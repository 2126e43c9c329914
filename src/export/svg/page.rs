//! One page.

use super::glyphs::SvgGlyphs;
use crate::{
    diagnostic::Result,
    document::{Color, Document, MM, Pt},
    export::{
        EMBOLDEN,
        base64::base64,
        places::{Spot, TextPlace, TextPlaces},
        shapes::Shapes,
        xml::{DECLARATION, Element, el},
    },
    layout::{
        Fill, GlyphRun, Item, Origin, Page, PlacedImage, Rule,
        em::{ABOVE, BELOW},
    },
};

/// Draws a page; `index` counts from 0.
pub(super) fn draw(
    document: &Document,
    page: &Page,
    index: usize,
    shapes: &Shapes<'_>,
    places: &TextPlaces,
) -> Result<Vec<u8>> {
    let mut glyphs = SvgGlyphs::new(shapes, index);
    let mut content = Vec::with_capacity(page.items.len());
    for (item, label) in page.items.iter().zip(labels(&page.items)) {
        content.push(match item {
            // Blanks are read with what stands beside them.
            Item::Glyphs(_) if label.is_empty() => continue,
            Item::Glyphs(run) => text(run, &label, &mut glyphs, places),
            Item::Rule(rule) => self::rule(rule),
            Item::Fill(fill) => self::fill(fill),
            Item::Image(image) => picture(image, places),
        });
    }
    let (width, height) = (number(page.width), number(page.height));
    let lang = document.meta.language();
    let root = el("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .attr("width", format!("{}mm", number(page.width / MM)))
        .attr("height", format!("{}mm", number(page.height / MM)))
        .attr("viewBox", format!("0 0 {width} {height}"))
        .attr("lang", lang)
        .attr("data-page", index + 1)
        .child(el("title").text(format!("{} 第{}页", document.meta.title, index + 1)))
        .child(glyphs.definitions)
        .child(el("rect").attr("width", &width).attr("height", &height).attr("fill", "#fff"))
        .children(content);
    let mut out = String::from(DECLARATION);
    out.push('\n');
    root.write(&mut out)?;
    out.push('\n');
    Ok(out.into_bytes())
}

/// A length in points, to a thousandth.
fn number(length: Pt) -> String {
    // Adding zero turns -0 into 0.
    ((length * 1000.0).round() / 1000.0 + 0.0).to_string()
}

fn hex(Color { r, g, b }: Color) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// What each item reads, if it is text. A blank that is a run of its own, since another face prints it, is
/// read behind the text before it, or ahead of the first one: alone it would be a picture without a name.
fn labels(items: &[Item]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::with_capacity(items.len());
    let mut ahead = String::new();
    let mut last: Option<(usize, Origin)> = None;
    for (i, item) in items.iter().enumerate() {
        labels.push(String::new());
        let Item::Glyphs(run) = item else { continue };
        let reads = run.glyphs.iter().map(|glyph| glyph.ch);
        let before = last.filter(|(_, origin)| *origin == run.origin);
        if reads.clone().all(char::is_whitespace) {
            match before.and_then(|(before, _)| labels.get_mut(before)) {
                Some(before) => before.extend(reads),
                None => ahead.extend(reads),
            }
            continue;
        }
        let ahead = std::mem::take(&mut ahead);
        if let Some(label) = labels.last_mut() {
            label.extend(ahead.chars().filter(|_| before.is_none()).chain(reads));
        }
        last = Some((i, run.origin));
    }
    labels
}

/// Glyphs on one baseline, in a group that says what they read and where they come from.
fn text(run: &GlyphRun, label: &str, glyphs: &mut SvgGlyphs<'_>, places: &TextPlaces) -> Element {
    let scale = glyphs.scale(run.face, run.size);
    let width: Pt = run.glyphs.iter().map(|glyph| glyph.advance).sum();
    let group = el("g").attr("role", "img").attr("aria-label", label);
    let mut group = told(group, run.origin, places);
    if run.color != Color::BLACK {
        group = group.attr("fill", hex(run.color));
    }
    let target = el("rect")
        .attr("x", number(run.x))
        .attr("y", number(run.y - ABOVE * run.size))
        .attr("width", number(width.max(0.0)))
        .attr("height", number((ABOVE + BELOW) * run.size))
        .attr("fill", "none")
        .attr("pointer-events", "all");
    group.child(target).child(ink(run, scale, glyphs))
}

/// The glyphs of a run, in the units of their face.
fn ink(run: &GlyphRun, scale: f64, glyphs: &mut SvgGlyphs<'_>) -> Element {
    let place = format!("translate({} {}) scale({})", number(run.x), number(run.y), fine(scale));
    let mut ink = el("g").attr("transform", place);
    if run.embolden {
        ink = ink
            .attr("stroke", hex(run.color))
            .attr("stroke-width", number(EMBOLDEN * run.size / scale))
            .attr("stroke-linejoin", "round");
    }
    let mut x = 0.0;
    for glyph in &run.glyphs {
        if let Some(name) = glyphs.name(run.face, glyph.id) {
            let used = el("use").attr("href", format!("#{name}"));
            let at = (x / scale * 10.0).round() / 10.0 + 0.0;
            ink = ink.child(if at.abs() < 0.05 { used } else { used.attr("x", at) });
        }
        x += glyph.advance;
    }
    ink
}

/// A scale: its error is multiplied by the units of an em.
fn fine(scale: f64) -> String {
    ((scale * 1e6).round() / 1e6).to_string()
}

/// What a piece of ink belongs to, and where that comes from.
fn told(element: Element, origin: Origin, places: &TextPlaces) -> Element {
    let mut element = match origin {
        Origin::Artifact => return element.attr("data-artifact", "page"),
        Origin::Block { block } => element.attr("data-block", block),
        Origin::Part { block, part } => element.attr("data-block", block).attr("data-part", part),
        Origin::Cell { block, row, cell, repeat } => {
            let element =
                element.attr("data-block", block).attr("data-row", row).attr("data-cell", cell);
            if repeat { element.attr("data-repeat", "yes") } else { element }
        }
    };
    let Some(TextPlace { key, paragraph, line }) =
        Spot::of(origin).and_then(|spot| places.get(&spot))
    else {
        return element;
    };
    element = element.attr("data-key", key);
    if let Some(paragraph) = paragraph {
        element = element.attr("data-paragraph", paragraph);
    }
    match line {
        Some(line) => element.attr("data-line", line),
        None => element,
    }
}

/// A rule goes on for half its width at both ends, so that corners are closed.
fn rule(rule: &Rule) -> Element {
    let path =
        format!("M{} {}L{} {}", number(rule.x0), number(rule.y0), number(rule.x1), number(rule.y1));
    el("path")
        .attr("d", path)
        .attr("stroke", hex(rule.color))
        .attr("stroke-width", number(rule.width))
        .attr("stroke-linecap", "square")
}

fn fill(fill: &Fill) -> Element {
    placed(el("rect"), [fill.x, fill.y, fill.width, fill.height]).attr("fill", hex(fill.color))
}

fn placed(element: Element, [x, y, width, height]: [Pt; 4]) -> Element {
    element
        .attr("x", number(x))
        .attr("y", number(y))
        .attr("width", number(width))
        .attr("height", number(height))
}

/// A picture, in the file itself.
fn picture(image: &PlacedImage, places: &TextPlaces) -> Element {
    let kind = image.image.coding.kind();
    let sides = [image.x, image.y, image.width, image.height];
    let element = placed(el("image"), sides)
        .attr("preserveAspectRatio", "none")
        .attr("href", format!("data:image/{kind};base64,{}", base64(&image.image.bytes)));
    let element = match image.alt.as_str() {
        "" => element.attr("aria-hidden", "true"),
        alt => element.attr("role", "img").attr("aria-label", alt),
    };
    told(element, image.origin, places)
}
