//! Numbers that are wider than their cells, set smaller: a number is never broken over two lines.

use super::measure;
use crate::document::{Cell, Inline, Paragraph, Pt, Row};
use std::sync::Arc;

/// 小五、六号、小六、七号, in points (GB/T 9704-2012 has 字号 for text; tables go on downwards).
const SIZES: [Pt; 4] = [9.0, 7.5, 6.5, 5.5];

/// Against rounding of column widths to twips.
const SLACK: Pt = 0.2;

/// Sets the numbers of a table in the largest size in which all of them fit their cells: numbers of two
/// sizes look like a mistake. Those that fit in none are left in the smallest.
pub(super) fn numbers(rows: &mut [Row], columns: &[Pt], padding: Pt) {
    let mut largest = Pt::INFINITY;
    for cell in rows.iter().flat_map(|row| &row.cells) {
        let room = room(cell, columns, padding);
        for paragraph in cell.paragraphs.iter().filter(|p| is_number(&p.text())) {
            largest = largest.min(fitting(paragraph, room));
        }
    }
    let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
    for paragraph in cells.flat_map(|cell| &mut cell.paragraphs) {
        if is_number(&paragraph.text()) {
            shrink(paragraph, largest);
        }
    }
}

fn room(cell: &Cell, columns: &[Pt], padding: Pt) -> Pt {
    let covered = columns.iter().skip(cell.column).take(cell.colspan);
    covered.sum::<Pt>() - 2.0 * padding - SLACK
}

fn is_number(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '%');
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(fits)
}

/// The largest size that fits; no bound when the number fits as it is.
fn fitting(paragraph: &Paragraph, room: Pt) -> Pt {
    let format = &paragraph.format;
    let room = room - format.left - format.right - format.first.max(0.0);
    let mut paragraph = paragraph.clone();
    let mut size = Pt::INFINITY;
    for smaller in SIZES {
        if measure::longest_line(&paragraph.inlines) <= room {
            break;
        }
        shrink(&mut paragraph, smaller);
        size = smaller;
    }
    size
}

fn shrink(paragraph: &mut Paragraph, largest: Pt) {
    for inline in &mut paragraph.inlines {
        if let Inline::Text(run) = inline
            && run.style.size > largest
        {
            Arc::make_mut(&mut run.style).size = largest;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        document::{Block, Inline},
        render::Kit,
        template::Template,
    };

    #[test]
    fn the_numbers_of_a_table_are_as_large_as_all_of_them_fit() {
        let yaml = |results: &str| {
            format!("机关: 某某乡人民政府\n年度: 2022\n复议诉讼: {{ 行政复议: [{results}] }}\n")
        };
        let sizes = |results: &str| -> Vec<f64> {
            let kit = Kit::new(Template::builtin().unwrap());
            let read = kit.read("a.yaml", yaml(results).as_bytes()).unwrap();
            let document = kit.draw_read(&[], read).unwrap().document;
            let mut tables = document.blocks.iter().filter_map(|block| match block {
                Block::Table(table) => Some(table),
                _ => None,
            });
            let rows = &tables.next_back().unwrap().rows;
            let mut sizes = Vec::new();
            for cell in rows.iter().flat_map(|row| &row.cells) {
                for inline in &cell.paragraphs[0].inlines {
                    if let Inline::Text(run) = inline {
                        let number = run.text.chars().all(|c| c.is_ascii_digit());
                        sizes.extend(number.then_some(run.style.size));
                    }
                }
            }
            sizes.dedup();
            sizes
        };
        assert_eq!(sizes("1, 2, 3, 4"), [10.5]);
        assert_eq!(sizes("1234, 2, 3, 4"), [10.5]);
        assert_eq!(sizes("12345, 2, 3, 4"), [9.0]);
        assert_eq!(sizes("123456, 2, 3, 4"), [7.5]);
    }
}
