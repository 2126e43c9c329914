//! What of a file the tables have not taken: its lines, and what stands beside the numbers in their rows.

use super::{
    Zones,
    book::BookScope,
    place::{CellRead, CellState, PlacedCells},
    prose::TextLine,
    token::{Token, TokenKind, is_value},
};
use crate::{
    import::source::{LineRole, Reading, SourceBlock, SourceCell},
    text::half_width,
};
use std::{collections::HashSet, ops::Range};

/// The lines that are not of the tables.
pub(super) fn lines(
    reading: &Reading,
    tokens: &[Token],
    placed: &PlacedCells,
    zones: &Zones,
    scope: &BookScope,
) -> Vec<TextLine> {
    let rest = Rest::of(reading, tokens, placed, zones);
    let mut lines: Vec<TextLine> = Vec::new();
    for (block, content) in reading.blocks.iter().enumerate() {
        if rest.used.contains(&block) {
            lines.extend(rest.beside(block, content));
        } else if !rest.is_of_table(block, content) {
            lines.extend(rest.line(block, content));
        }
    }
    lines.retain(|line| {
        !reading.text(&line.at).trim().is_empty() && !scope.passes(&first_of(reading, line))
    });
    lines
}

/// The first cell of a line that is a row, else the line.
fn first_of(reading: &Reading, line: &TextLine) -> Range<usize> {
    let cell = match reading.blocks.get(line.block) {
        Some(SourceBlock::Row(row)) => row.cells.iter().find(|cell| cell.at.start == line.at.start),
        _ => None,
    };
    cell.map_or_else(|| line.at.clone(), |cell| cell.at.clone())
}

struct Rest<'a> {
    reading: &'a Reading,
    tokens: &'a [Token],
    placed: &'a PlacedCells,
    zones: &'a Zones,
    /// Blocks that tables have taken something of, and the tables of the file that these are of.
    used: HashSet<usize>,
    tables: HashSet<usize>,
    /// Where the cells begin that are known, and the labels of those that are lost.
    values: HashSet<usize>,
    lost: HashSet<usize>,
}

impl<'a> Rest<'a> {
    fn of(
        reading: &'a Reading,
        tokens: &'a [Token],
        placed: &'a PlacedCells,
        zones: &'a Zones,
    ) -> Self {
        let used = tokens.iter().zip(&placed.used).filter(|(_, used)| **used);
        let blocks = |(token, _): (&Token, _)| token.block..=token.block + token.more;
        let used: HashSet<usize> = used.flat_map(blocks).collect();
        let tables = used.iter().filter_map(|block| table_of(reading, *block)).collect();
        let is_lost = |cell: &&CellRead| matches!(cell.state, CellState::Lost(_));
        let (lost, known): (Vec<&CellRead>, Vec<&CellRead>) =
            placed.cells.values().partition(is_lost);
        let starts = |cells: Vec<&CellRead>| -> HashSet<usize> {
            cells.into_iter().filter_map(|cell| Some(cell.at.as_ref()?.start)).collect()
        };
        let (values, lost) = (starts(known), starts(lost));
        Self { reading, tokens, placed, zones, used, tables, values, lost }
    }

    /// Whether a block is part of a table, with nothing in it that has to be told.
    fn is_of_table(&self, block: usize, content: &SourceBlock) -> bool {
        let of_table = table_of(self.reading, block).is_some_and(|of| self.tables.contains(&of));
        of_table && self.zones.holds(block) && !is_left_row(self.reading, content, self.placed)
    }

    /// A block as a line, or several where it is a row of texts far from each other.
    fn line(&self, block: usize, content: &SourceBlock) -> Vec<TextLine> {
        let row = match content {
            SourceBlock::Line(line) => {
                return vec![self.text_line(line.at.clone(), block, line.is_aside, line.role)];
            }
            SourceBlock::Row(row) => row,
        };
        // Empty cells around its words are none of a line.
        let full = || row.cells.iter().map(|cell| &cell.at).filter(|at| !at.is_empty());
        let apart = if self.zones.holds(block) { Vec::new() } else { apart(self.reading, content) };
        let whole = full().next().zip(full().next_back());
        let whole = whole.map(|(first, last)| first.start..last.end);
        let places = if apart.len() > 1 { apart } else { whole.into_iter().collect() };
        let line = |at| self.text_line(at, block, false, LineRole::Plain);
        places.into_iter().map(line).collect()
    }

    fn text_line(
        &self,
        at: Range<usize>,
        block: usize,
        is_aside: bool,
        role: LineRole,
    ) -> TextLine {
        let text = self.reading.text(&at);
        // A sentence between two tables is one of the text, a scrap of a head is none.
        let in_table =
            self.zones.holds(block) && !text.contains('。') && text.chars().count() <= 40;
        TextLine { at, block, is_aside, role, in_table }
    }

    /// A row of a group with numbers of its own, its sums: the form has none there.
    fn group(&self, block: usize, content: &SourceBlock) -> Vec<TextLine> {
        let start = self.tokens.partition_point(|token| token.block < block);
        let used = self.placed.used.get(start..).unwrap_or_default();
        let here = self.tokens.get(start..).unwrap_or_default().iter().zip(used);
        let mut here = here.take_while(|(token, _)| token.block == block);
        let is_left = here.any(|(token, used)| token.kind == TokenKind::Value && !used);
        if !is_left || !is_left_row(self.reading, content, self.placed) {
            return Vec::new();
        }
        let mut lines = self.line(block, content);
        for line in &mut lines {
            line.in_table = true;
        }
        lines
    }

    /// What stands in a row beside the numbers that were read of it: numbers of other columns, and words behind the
    /// last. Of a row some of which is lost the numbers are told there.
    fn beside(&self, block: usize, content: &SourceBlock) -> Vec<TextLine> {
        let SourceBlock::Row(row) = content else { return Vec::new() };
        let full = || row.cells.iter().map(|cell| &cell.at).filter(|at| !at.is_empty());
        let is_read = |at: &&Range<usize>| self.values.contains(&at.start);
        if full().any(|at| self.lost.contains(&at.start)) {
            return Vec::new();
        }
        let Some(last) = full().rfind(is_read) else { return self.group(block, content) };
        let start = self.tokens.partition_point(|token| token.block < block);
        let here = self.tokens.get(start..).unwrap_or_default();
        let here = here.iter().take_while(|token| token.block == block);
        // The name of a row may stand behind its numbers.
        let used = self.placed.used.get(start..).unwrap_or_default();
        let names: HashSet<usize> = (here.clone().zip(used))
            .filter(|(token, used)| **used && !token.is_value())
            .map(|(token, _)| token.at.start)
            .collect();
        // A cell that was cut has its numbers in the pieces.
        let numbers: HashSet<usize> =
            here.filter(|token| token.is_value()).map(|token| token.at.start).collect();
        // Merged cells are written once for each of their columns where a file has none.
        let read: HashSet<&str> = full().filter(is_read).map(|at| self.reading.text(at)).collect();
        let is_beside = |at: &&Range<usize>| {
            let is_number = numbers.contains(&at.start);
            let is_again = is_number && read.contains(self.reading.text(at));
            !is_read(at)
                && !is_again
                && (is_number || at.start > last.end && !names.contains(&at.start))
        };
        let line = |at: &Range<usize>| TextLine {
            at: at.clone(),
            block,
            is_aside: false,
            role: LineRole::Plain,
            in_table: true,
        };
        full().filter(is_beside).map(line).collect()
    }
}

fn table_of(reading: &Reading, block: usize) -> Option<usize> {
    match reading.blocks.get(block) {
        Some(SourceBlock::Row(row)) => Some(row.table),
        _ => None,
    }
}

/// The texts of a row with no number in it and more than one empty cell between each two: they are no row.
fn apart(reading: &Reading, content: &SourceBlock) -> Vec<Range<usize>> {
    let SourceBlock::Row(row) = content else { return Vec::new() };
    let full = row.cells.iter().enumerate().filter(|(_, cell)| !cell.at.is_empty());
    let full: Vec<(usize, &SourceCell)> = full.collect();
    let is_number = |(_, cell): &(usize, &SourceCell)| is_value(reading.text(&cell.at));
    let is_near = |two: &[(usize, &SourceCell)]| matches!(two, [a, b] if a.0 + 2 >= b.0);
    if full.iter().any(is_number) || full.windows(2).any(is_near) {
        return Vec::new();
    }
    full.into_iter().map(|(_, cell)| cell.at.clone()).collect()
}

/// Whether a row of a table has numbers that no cell of the form takes and of which nothing is said yet, other than
/// those that count the columns.
fn is_left_row(reading: &Reading, block: &SourceBlock, placed: &PlacedCells) -> bool {
    let SourceBlock::Row(row) = block else { return false };
    let number = |at: &Range<usize>| half_width(reading.text(at)).trim().parse::<u64>().ok();
    let numbers: Vec<u64> = row.cells.iter().filter_map(|cell| number(&cell.at)).collect();
    let counts = numbers.first() == Some(&1) && numbers.windows(2).all(|two| two[0] + 1 == two[1]);
    let is_told = |cell: &SourceCell| placed.doubled.iter().any(|told| told.at == cell.at);
    !numbers.is_empty() && !counts && !row.cells.iter().any(is_told)
}
