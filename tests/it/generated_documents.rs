//! Documents of every shape, made up block by block: whatever stands in them and in whatever order,
//! the pages lose nothing, say nothing twice and stay inside the type area.

use crate::{support::sample, targets::whole};
use nianbao::{
    document::{
        Align, Block, Cell, CellKind, Color, Document, Inline, MM, PageStyle, Paragraph,
        ParagraphFormat, Pt, Punctuation, Role, Row, Run, Signature, StyleId, Table, VAlign,
    },
    font::Fonts,
    layout::{Item, Origin, Pages, layout},
};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::shipped);

/// Slack for sums that should come out equal.
const EPSILON: Pt = 0.02;

fn format(line_pitch: Pt) -> ParagraphFormat {
    ParagraphFormat::new(Align::Justify, line_pitch)
}

fn document(blocks: Vec<Block>, punctuation: Punctuation) -> Document {
    Document { page: PageStyle { punctuation, ..sample::page() }, ..sample::document(blocks) }
}

fn paragraph(text: &str, format: ParagraphFormat, size: Pt) -> Paragraph {
    let mut inlines = Vec::new();
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            inlines.push(Inline::Break);
        }
        inlines.push(Inline::Text(Run {
            text: line.to_owned(),
            style: Arc::new(sample::text_style(size, 0.0)),
            char_style: None,
        }));
    }
    Paragraph { role: Role::Body, style: StyleId(0), format: Arc::new(format), inlines }
}

/// Hanzi that the shipped faces have, numbers, words, marks, a written line break now and then.
fn text(pieces: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[人民政府信息公开年度报告乡镇街道办事处]{1,30}",
        2 => "[0-9]{1,9}",
        1 => "[A-Za-z]{1,14} ?",
        1 => Just("\n".to_owned()),
        4 => prop::sample::select(vec!["，", "。", "、", "“", "”", "《", "》", "（", "）", "——", "……"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, pieces).prop_map(|pieces| pieces.concat())
}

prop_compose! {
    fn any_format()(
        align in prop::sample::select(vec![Align::Left, Align::Center, Align::Right, Align::Justify]),
        pitch in 20.0..40.0_f64,
        before in 0.0..60.0_f64,
        after in 0.0..60.0_f64,
        first in 0.0..33.0_f64,
        sides in (0.0..33.0_f64, 0.0..33.0_f64),
        keep in any::<(bool, bool)>(),
        balance in prop::bool::weighted(0.2),
    ) -> ParagraphFormat {
        ParagraphFormat {
            align, before, after, first, balance,
            left: sides.0,
            right: sides.1,
            keep_next: keep.0,
            keep_lines: keep.1,
            ..format(pitch)
        }
    }
}

/// A grid cut into cells by merging, row by row, what is still free.
fn any_table() -> impl Strategy<Value = Block> {
    let cell = (text(0..6), 1..4_usize, 1..5_usize, prop::bool::weighted(0.1));
    let cells = prop::collection::vec(cell, 1..120);
    (1..7_usize, 1..40_usize, 0..4_usize, cells, any::<bool>()).prop_map(
        |(columns, rows, header_rows, cells, keep_together)| {
            let mut supply = cells.into_iter().cycle();
            let mut free = vec![vec![true; columns]; rows];
            let mut made: Vec<Row> = Vec::new();
            for r in 0..rows {
                let mut row = Vec::new();
                for c in 0..columns {
                    if !free[r][c] {
                        continue;
                    }
                    let (text, colspan, rowspan, stacked) = supply.next().unwrap();
                    let fits = free[r][c..].iter().take_while(|&&free| free).count();
                    let colspan = colspan.min(fits);
                    // Heads and body are parted, as the markup demands.
                    let limit = if r < header_rows { header_rows.min(rows) } else { rows };
                    let rowspan = rowspan.min(limit - r);
                    for line in &mut free[r..r + rowspan] {
                        line[c..c + colspan].fill(false);
                    }
                    row.push(Cell {
                        column: c,
                        colspan,
                        rowspan,
                        kind: CellKind::Data,
                        valign: VAlign::Middle,
                        fill: None,
                        stacked,
                        paragraphs: vec![paragraph(&text, format(14.0), 10.5)],
                    });
                }
                made.push(Row { cells: row, min_height: 20.0 });
            }
            Block::Table(Table {
                caption: "表".to_owned(),
                columns: vec![156.0 * MM / columns as f64; columns],
                rows: made,
                header_rows: header_rows.min(rows),
                border: 0.5,
                border_color: Color::BLACK,
                padding_x: 2.8,
                padding_y: 4.0,
                keep_together,
            })
        },
    )
}

fn any_role() -> impl Strategy<Value = Role> {
    prop_oneof![Just(Role::Body), Just(Role::Title), (1..=4_u8).prop_map(Role::Heading)]
}

fn any_block() -> impl Strategy<Value = Block> {
    prop_oneof![
        6 => (text(0..40), any_format(), any_role()).prop_map(|(text, format, role)| {
            Block::Paragraph(Paragraph { role, ..paragraph(&text, format, 16.0) })
        }),
        2 => any_table(),
        1 => (prop::collection::vec("[乡镇人民政府]{1,20}", 1..4), any::<bool>()).prop_map(
            |(bodies, sealed)| Block::Signature(Signature {
                style: StyleId(0),
                bodies,
                date: "2027年1月17日".to_owned(),
                sealed,
                seals: Vec::new(),
            })
        ),
        1 => Just(Block::PageBreak),
    ]
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec(any_block(), 0..14)
}

/// Whether all ink stands inside the type area. A word wider than its cell, and a label higher than
/// the one row of it that fits on a page, have nowhere else to go.
fn inside(document: &Document, pages: &Pages) -> Result<(), TestCaseError> {
    let style = &document.page;
    let (left, right) = (style.left - EPSILON, style.width - style.right + EPSILON);
    let (top, bottom) = (style.top - EPSILON, style.height - style.bottom + EPSILON);
    for (number, page) in (1..).zip(&pages.pages) {
        for item in &page.items {
            let (x0, x1, y0, y1) = match item {
                Item::Glyphs(run) => {
                    let end = run.x + run.glyphs.iter().map(|g| g.advance).sum::<Pt>();
                    (run.x, end, run.y - 0.88 * run.size, run.y)
                }
                // The outer rules of a table stand half outside.
                Item::Rule(rule) => {
                    let half = rule.width / 2.0;
                    (rule.x0 + half, rule.x1 - half, rule.y0, rule.y1)
                }
                Item::Image(image) => {
                    let (right, bottom) = (image.x + image.width, image.y + image.height);
                    (image.x, right, image.y, bottom)
                }
                Item::Fill(_) => continue,
            };
            let cell = cell_of(document, item);
            let high = cell.is_some_and(|cell| cell.rowspan > 1);
            prop_assert!(high || y0 >= top && y1 <= bottom, "page {number}: {item:?}");
            prop_assert!(cell.is_some() || x0 >= left && x1 <= right, "page {number}: {item:?}");
        }
    }
    Ok(())
}

fn cell_of<'d>(document: &'d Document, item: &Item) -> Option<&'d Cell> {
    let Item::Glyphs(run) = item else { return None };
    let Origin::Cell { block, row, cell, .. } = run.origin else {
        return None;
    };
    let Block::Table(table) = &document.blocks[block] else {
        return None;
    };
    Some(&table.rows[row].cells[cell])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn pages_lose_nothing_and_say_nothing_twice(blocks in blocks(), compress: bool, hang: bool) {
        let document = document(blocks, Punctuation { compress, hang });
        whole::judge(&document, &layout(&document, &FONTS).unwrap());
    }

    #[test]
    fn all_ink_stands_inside_the_type_area(blocks in blocks()) {
        let document = document(blocks, Punctuation::default());
        inside(&document, &layout(&document, &FONTS).unwrap())?;
    }

    /// A page without ink is one that somebody asked for, or holds only empty lines.
    #[test]
    fn no_page_is_made_without_need(blocks in blocks()) {
        let document = document(blocks, Punctuation::default());
        let pages = layout(&document, &FONTS).unwrap();
        let asked = document.blocks.iter().filter(|b| **b == Block::PageBreak).count();
        let silent = |block: &&Block| matches!(block, Block::Paragraph(p) if p.text().split('\n').any(str::is_empty));
        let silent = document.blocks.iter().filter(silent).count();
        let empty = pages.pages.iter().filter(|page| page.items.is_empty()).count();
        prop_assert!(empty <= asked + silent + usize::from(document.blocks.is_empty()), "{empty} empty pages");
    }
}
