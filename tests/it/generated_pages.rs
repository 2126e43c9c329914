//! Two hundred varied reports, set in memory and read back from the pages: what must hold on every line
//! and for every table.

use nianbao::{
    document::{Block, Document, Table},
    layout::{GlyphRun, Item, Origin, Page, Pages},
    render::{Kit, Wishes},
    text::kinsoku,
};
use nianbao_testing::generate;
use std::{collections::BTreeMap, sync::LazyLock};

const COUNT: usize = 200;

/// The loosest line: no gap between two hanzi is wider than half of one. Before an address, which goes to
/// the next line whole, lines are set flush left.
const LOOSEST: f64 = 0.5;

/// The reports, drawn and set once for all that is held against them.
static REPORTS: LazyLock<Vec<(Document, Pages)>> = LazyLock::new(|| {
    let kit = Kit::load(Wishes { draft: true, ..Wishes::default() }).unwrap();
    let set = |i| {
        let yaml = generate::nth(i, 1);
        let mut drawn = kit.draw(&format!("{i:04}.yaml"), yaml.as_bytes()).unwrap();
        if i % 2 == 1 {
            // Tables stand whole where they can: these may break.
            for block in &mut drawn.document.blocks {
                if let Block::Table(table) = block {
                    table.keep_together = false;
                }
            }
        }
        let pages = kit.set(&drawn).unwrap();
        (drawn.document, pages)
    };
    (0..COUNT).map(set).collect()
});

fn each(mut judge: impl FnMut(usize, &Document, &Pages)) {
    for (i, (document, pages)) in REPORTS.iter().enumerate() {
        judge(i, document, pages);
    }
}

fn runs(page: &Page) -> impl Iterator<Item = &GlyphRun> {
    page.items.iter().filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    })
}

fn right(run: &GlyphRun) -> f64 {
    run.x + run.glyphs.iter().map(|g| g.advance).sum::<f64>()
}

/// The runs of a page's text outside tables, line by line.
fn lines(page: &Page) -> Vec<Vec<&GlyphRun>> {
    let mut lines: Vec<Vec<&GlyphRun>> = Vec::new();
    for run in runs(page).filter(|run| block(run).is_some()) {
        match lines.last_mut() {
            Some(line) if (line[0].y - run.y).abs() < 0.01 => line.push(run),
            _ => lines.push(vec![run]),
        }
    }
    lines
}

fn block(run: &GlyphRun) -> Option<usize> {
    match run.origin {
        Origin::Block { block } | Origin::Part { block, .. } => Some(block),
        _ => None,
    }
}

#[test]
fn no_line_begins_or_ends_with_a_forbidden_mark_or_leaves_the_type_area() {
    each(|i, document, pages| {
        let page_style = &document.page;
        let (left, edge) = (page_style.left, page_style.width - page_style.right);
        let all: Vec<_> = pages.pages.iter().flat_map(lines).collect();
        for pair in all.windows(2) {
            let (line, next) = (&pair[0], &pair[1]);
            let (first, last) = (line[0], line[line.len() - 1]);
            assert!(first.x >= left - 0.01, "{i}: a line begins outside the type area");
            assert!(right(last) <= edge + 0.01, "{i}: a line ends outside the type area");
            if block(first) != block(next[0]) {
                continue;
            }
            let (end, start) = (last.glyphs[last.glyphs.len() - 1].ch, next[0].glyphs[0].ch);
            assert!(!kinsoku::no_end(end), "{i}: a line ends with {end}");
            assert!(!kinsoku::no_start(start), "{i}: a line begins with {start}");
        }
    });
}

#[test]
fn no_line_is_looser_than_the_bound() {
    let mut loosest: f64 = 0.0;
    each(|_, _, pages| {
        for run in pages.pages.iter().flat_map(runs) {
            let hanzi = run.glyphs.iter().filter(|g| ('\u{4E00}'..='\u{9FFF}').contains(&g.ch));
            let widest = hanzi.map(|g| g.advance / run.size - 1.0).fold(0.0, f64::max);
            loosest = loosest.max(widest);
        }
    });
    assert!(loosest <= LOOSEST, "{loosest}");
    println!("loosest gap: {loosest:.3} of a character");
}

/// What a page shows of a table: (row, cell) → text, the repeats apart.
fn cells(page: &Page, block: usize) -> BTreeMap<(usize, usize, bool), String> {
    let mut cells: BTreeMap<_, String> = BTreeMap::new();
    for run in runs(page) {
        if let Origin::Cell { block: b, row, cell, repeat } = run.origin
            && b == block
        {
            let text = cells.entry((row, cell, repeat)).or_default();
            text.extend(run.glyphs.iter().map(|g| g.ch));
        }
    }
    cells
}

#[test]
fn every_cell_is_whole_on_one_page_and_no_label_is_lost_over_a_break() {
    let mut torn = 0;
    each(|i, document, pages| {
        for (b, block) in document.blocks.iter().enumerate() {
            if let Block::Table(table) = block {
                torn += check_table(i, table, b, pages);
            }
        }
    });
    assert!(torn > 0, "the set has tables that break, or this test proves nothing");
}

/// The number of page breaks inside the table.
fn check_table(i: usize, table: &Table, block: usize, pages: &Pages) -> usize {
    let shown: Vec<_> = pages.pages.iter().map(|page| cells(page, block)).collect();
    let on: Vec<_> = shown.iter().filter(|cells| !cells.is_empty()).collect();
    for (r, row) in table.rows.iter().enumerate() {
        for (c, cell) in row.cells.iter().enumerate() {
            let text: String = cell.paragraphs.iter().map(|p| p.text().replace('\n', "")).collect();
            let whole = on.iter().filter(|cells| cells.get(&(r, c, false)) == Some(&text)).count();
            assert_eq!(whole, 1, "{i}: row {r}, {text}");
            // On every page that has rows the label stands for, the label stands too.
            for cells in &on {
                let rows = r..r + cell.rowspan;
                let has_rows = cells.keys().any(|(row, _, repeat)| !repeat && rows.contains(row));
                let label =
                    [true, false].iter().any(|&again| cells.get(&(r, c, again)) == Some(&text));
                assert!(!has_rows || label, "{i}: {text} is lost over a page break");
            }
        }
    }
    on.len() - 1
}
