//! Sheets in another order than the form's parts: a workbook of one sheet a part is read in the order of the parts.

use super::FilledGrid;
use crate::import::{
    reader::{fold::fold, fold::without_numeral, landmark::Landmarks},
    source::{Reading, SourceBlock, SourceBook},
};
use std::ops::RangeInclusive;

/// The workbook with its sheets in the order of the parts that they hold. `None` where they stand so, or where a sheet
/// holds parts of another, so that no order is theirs.
pub(in super::super) fn in_order(grid: FilledGrid<'_>, marks: &Landmarks) -> Option<Reading> {
    let sheets = &grid.book.sheets;
    let mut order: Vec<(usize, usize)> = Vec::with_capacity(sheets.len());
    let mut held: Vec<RangeInclusive<usize>> = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let blocks = grid.reading.blocks.get(sheet.blocks.clone()).unwrap_or_default();
        let parts = blocks.iter().flat_map(|block| texts(grid.reading, block));
        let parts: Vec<usize> = parts.filter_map(|text| part_of(text, marks)).collect();
        let bounds = parts.iter().min().zip(parts.iter().max());
        held.extend(bounds.map(|(first, last)| *first..=*last));
        // A sheet of no part, a cover or a note, stays behind the one that it follows.
        let first = bounds.map_or_else(|| order.last().map_or(0, |(part, _)| *part), |(n, _)| *n);
        order.push((first, index));
    }
    held.sort_by_key(|parts| *parts.start());
    let is_apart = held.windows(2).all(|pair| matches!(pair, [a, b] if a.end() < b.start()));
    (is_apart && !order.is_sorted()).then(|| {
        order.sort_unstable();
        sorted(grid, order.into_iter().map(|(_, index)| index))
    })
}

fn sorted(grid: FilledGrid<'_>, order: impl Iterator<Item = usize>) -> Reading {
    let mut blocks = Vec::with_capacity(grid.reading.blocks.len());
    let mut sheets = Vec::new();
    for mut sheet in order.filter_map(|index| grid.book.sheets.get(index)).cloned() {
        let first = blocks.len();
        blocks.extend_from_slice(grid.reading.blocks.get(sheet.blocks).unwrap_or_default());
        sheet.blocks = first..blocks.len();
        sheets.push(sheet);
    }
    Reading { blocks, book: Some(SourceBook { sheets }), ..grid.reading.clone() }
}

fn texts<'a>(reading: &'a Reading, block: &'a SourceBlock) -> Vec<&'a str> {
    match block {
        SourceBlock::Line(line) => vec![reading.text(&line.at)],
        SourceBlock::Row(row) => row.cells.iter().map(|cell| reading.text(&cell.at)).collect(),
    }
}

/// The part that a text is the name of, or that holds the table which alone has such a label.
fn part_of(text: &str, marks: &Landmarks) -> Option<usize> {
    if text.is_empty() || text.len() > 240 {
        return None;
    }
    let folded = fold(text);
    if let Some(part) = marks.part(without_numeral(&folded)) {
        return Some(part);
    }
    let mut tables =
        marks.exact(&folded).iter().filter_map(|mark| marks.list.get(*mark)).map(|mark| mark.table);
    let table = tables.next()?;
    if tables.any(|other| other != table) {
        return None;
    }
    let key = &marks.form.tables.get(table)?.key;
    marks.form.parts.iter().position(|part| part.table.as_ref() == Some(key))
}
