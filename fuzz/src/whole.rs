//! What must hold for the pages of any document: nothing is lost, nothing is said twice, and the order
//! is the document's.

use nianbao::{
    document::{Block, Document, Paragraph},
    layout::{GlyphRun, Item, Origin, Pages},
};
use std::collections::BTreeMap;

/// A piece of the document that is set as a whole: a block, or a cell of one.
type Place = (usize, Option<(usize, usize)>);

/// Every character stands on the pages once, in order; what a page shows again is shown whole.
pub fn judge(document: &Document, pages: &Pages) {
    let mut shown: BTreeMap<Place, String> = BTreeMap::new();
    let mut again: BTreeMap<(Place, usize), String> = BTreeMap::new();
    let mut last = 0;
    for (number, page) in pages.pages.iter().enumerate() {
        for run in page.items.iter().filter_map(glyphs) {
            let (place, repeat) = match run.origin {
                Origin::Block { block } | Origin::Part { block, .. } => ((block, None), false),
                Origin::Cell { block, row, cell, repeat } => ((block, Some((row, cell))), repeat),
                Origin::Artifact => continue,
            };
            assert!(place.0 >= last, "block {} stands after block {last}", place.0);
            last = place.0;
            let text = if repeat {
                again.entry((place, number)).or_default()
            } else {
                shown.entry(place).or_default()
            };
            text.extend(run.glyphs.iter().map(|g| g.ch).filter(|c| !c.is_whitespace()));
        }
    }
    let expected = places(document);
    for (place, text) in &expected {
        let found = shown.remove(place).unwrap_or_default();
        assert_eq!(&found, text, "{place:?}");
    }
    assert!(shown.is_empty(), "on the pages only: {shown:?}");
    for ((place, page), text) in &again {
        assert_eq!(Some(text), expected.get(place), "{place:?}, again on page {page}");
    }
}

/// What a DOCX of the document says, without white space.
pub fn text(document: &Document) -> String {
    places(document).into_values().collect()
}

fn glyphs(item: &Item) -> Option<&GlyphRun> {
    let Item::Glyphs(run) = item else {
        numbers(item);
        return None;
    };
    let ends = [run.x, run.y, run.size];
    let advances = run.glyphs.iter().map(|g| g.advance);
    assert!(ends.into_iter().chain(advances).all(f64::is_finite), "{run:?}");
    Some(run)
}

fn numbers(item: &Item) {
    let numbers = match item {
        Item::Rule(r) => vec![r.x0, r.y0, r.x1, r.y1, r.width],
        Item::Fill(f) => vec![f.x, f.y, f.width, f.height],
        Item::Image(i) => vec![i.x, i.y, i.width, i.height],
        Item::Glyphs(_) => Vec::new(),
    };
    assert!(numbers.iter().all(|n| n.is_finite()), "{item:?}");
}

/// What the document says, without white space.
fn places(document: &Document) -> BTreeMap<Place, String> {
    let mut places = BTreeMap::new();
    let mut say = |place, text: &str| {
        let text = dense(text);
        if !text.is_empty() {
            places.insert(place, text);
        }
    };
    for (b, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Paragraph(paragraph) => say((b, None), &paragraph.text()),
            Block::Signature(s) => say((b, None), &format!("{}{}", s.bodies.concat(), s.date)),
            Block::Table(table) => {
                for (r, row) in table.rows.iter().enumerate() {
                    for (c, cell) in row.cells.iter().enumerate() {
                        let text: String = cell.paragraphs.iter().map(Paragraph::text).collect();
                        say((b, Some((r, c))), &text);
                    }
                }
            }
            Block::LetterHead(head) => say((b, None), &head.sender.text()),
            Block::Imprint(imprint) => {
                let lines = imprint.paragraphs();
                say((b, None), &lines.map(Paragraph::text).collect::<String>());
            }
            Block::Image(_) | Block::PageBreak | Block::Separator(_) | Block::Section(_) => {}
        }
    }
    places
}

fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
