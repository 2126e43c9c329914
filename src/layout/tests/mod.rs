//! Layout on hand-made documents: what stands where, read back from the pages.

mod pages;
mod paragraphs;
mod parts;
mod signatures;
mod tables;

use super::{BlockFacts, Item, Keep, Origin, Page, Pages, Rules, em, layout, layout_by};
use crate::{
    document::{
        Align, Block, Cell, CellKind, Color, Document, Inline, MM, PageStyle, Paragraph,
        ParagraphFormat, Pt, Punctuation, Role, Row, Run, StyleId, Table, TextStyle, VAlign,
        sample::{self, body, text_style},
    },
    font::Fonts,
};
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::shipped);

const TWIP: Pt = 0.05;

/// The page of the default profile (GB/T 9704-2012 §5), in whole twips as Word holds it.
fn page() -> PageStyle {
    PageStyle {
        width: 11906.0 * TWIP,
        height: 16838.0 * TWIP,
        top: 2098.0 * TWIP,
        bottom: 1984.0 * TWIP,
        left: 1588.0 * TWIP,
        right: 1474.0 * TWIP,
        ..sample::page()
    }
}

fn document(blocks: Vec<Block>) -> Document {
    Document { page: page(), ..sample::document(blocks) }
}

fn paragraph(text: &str, format: ParagraphFormat, style: TextStyle) -> Paragraph {
    let run = Run { text: text.to_owned(), style: Arc::new(style), char_style: None };
    Paragraph {
        role: Role::Body,
        style: StyleId(0),
        format: Arc::new(format),
        inlines: vec![Inline::Text(run)],
    }
}

fn text(text: &str) -> Block {
    Block::Paragraph(paragraph(text, body(), text_style(16.0, -0.25)))
}

fn set(blocks: Vec<Block>) -> Pages {
    layout(&document(blocks), &FONTS).unwrap()
}

/// A line of a page: baseline, left and right edge, text.
#[derive(Debug, Clone, PartialEq)]
struct SetLine {
    y: Pt,
    left: Pt,
    right: Pt,
    text: String,
}

/// The lines of a page from top to bottom, runs on one baseline joined.
fn lines(page: &Page) -> Vec<SetLine> {
    let mut lines: Vec<SetLine> = Vec::new();
    for item in &page.items {
        let Item::Glyphs(run) = item else { continue };
        let right = run.x + run.glyphs.iter().map(|g| g.advance).sum::<Pt>();
        let text: String = run.glyphs.iter().map(|g| g.ch).collect();
        match lines.last_mut() {
            Some(line) if (line.y - run.y).abs() < 0.01 && run.x >= line.right - 0.01 => {
                line.right = right;
                line.text += &text;
            }
            _ => lines.push(SetLine { y: run.y, left: run.x, right, text }),
        }
    }
    lines
}

fn all_text(pages: &Pages) -> String {
    pages.pages.iter().flat_map(lines).map(|l| l.text).collect()
}

/// A table of `widths` in millimetres whose rows hold (column, colspan, rowspan, text).
fn table(widths: &[f64], header_rows: usize, rows: &[&[(usize, usize, usize, &str)]]) -> Table {
    let format = ParagraphFormat { align: Align::Left, line_pitch: 14.0, ..body() };
    let cell = |&(column, colspan, rowspan, text): &(usize, usize, usize, &str)| Cell {
        column,
        colspan,
        rowspan,
        kind: CellKind::Data,
        valign: VAlign::Middle,
        fill: None,
        stacked: false,
        paragraphs: vec![paragraph(text, format.clone(), text_style(10.5, 0.0))],
    };
    Table {
        caption: String::new(),
        columns: widths.iter().map(|w| w * MM).collect(),
        rows: rows
            .iter()
            .map(|cells| Row { cells: cells.iter().map(cell).collect(), min_height: 20.0 })
            .collect(),
        header_rows,
        border: 0.5,
        border_color: Color::BLACK,
        padding_x: 2.8,
        padding_y: 4.0,
        keep_together: false,
    }
}

/// The cells that a page shows, with their text; repeats are told by the flag.
fn cells(page: &Page) -> Vec<(String, bool)> {
    let mut cells: BTreeMap<(usize, usize, bool), String> = BTreeMap::new();
    for item in &page.items {
        if let Item::Glyphs(run) = item
            && let Origin::Cell { row, cell, repeat, .. } = run.origin
        {
            let text = cells.entry((row, cell, repeat)).or_default();
            text.extend(run.glyphs.iter().map(|g| g.ch));
        }
    }
    cells.into_iter().map(|((_, _, repeat), text)| (text, repeat)).collect()
}

fn shows(page: &Page, text: &str) -> bool {
    cells(page).iter().any(|(shown, _)| shown == text)
}
