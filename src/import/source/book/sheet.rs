//! A sheet as it was read, before it is written down.

use super::{
    super::{SourceCellKind, room::Room, view::squeezed},
    COLUMNS,
};
use crate::extract::{Read, Trouble};
use std::collections::{BTreeMap, HashMap, HashSet};

/// No report has more cells with something in them.
const CELLS: usize = 200_000;
/// No report has more merged cells.
pub(super) const MERGES: usize = 20_000;
/// Characters of a note that are told.
pub(super) const NOTE: usize = 140;
/// Characters of the name of a sheet, which is part of the name of each of its cells; Excel allows 31.
const NAME: usize = 64;
/// Excel's last row and column.
const LAST: (u32, u32) = (1_048_575, 16_383);

/// Rows or columns beside each other, from first to last.
type Lines = (u32, u32);

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct BookSheet {
    pub name: String,
    pub is_hidden: bool,
    cells: BTreeMap<(u32, u32), BookCell>,
    merges: Vec<MergedCells>,
    /// Rows and columns that are not shown, from first to last.
    hidden: (Vec<Lines>, Vec<Lines>),
    /// What is noted about its cells, or about itself.
    notes: Vec<(Option<(u32, u32)>, String)>,
}

/// A cell with something in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BookCell {
    pub text: String,
    pub kind: SourceCellKind,
    pub formula: Option<String>,
    /// What stands in it beside its text.
    pub remark: Option<String>,
}

/// What all sheets of a workbook may still hold.
#[derive(Debug)]
pub(super) struct BookRoom {
    cells: usize,
    /// Text of cells.
    made: Room,
    /// Texts that cells share, looked through for each of them whatever comes of it.
    pub shared: Room,
}

impl Default for BookRoom {
    fn default() -> Self {
        Self { cells: CELLS, made: Room::default(), shared: Room::default() }
    }
}

/// Cells merged into one, from corner to corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MergedCells {
    pub first: (u32, u32),
    pub last: (u32, u32),
}

impl BookCell {
    /// Bytes of all its texts.
    pub fn size(&self) -> usize {
        let of = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        self.text.len() + of(&self.formula) + of(&self.remark)
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.formula.is_none() && self.remark.is_none()
    }
}

impl BookSheet {
    pub fn new(name: &str, is_hidden: bool) -> Self {
        let name = name.chars().take(NAME).collect();
        Self { name, is_hidden, ..Self::default() }
    }

    /// Adds a cell.
    pub fn add(&mut self, at: (u32, u32), cell: BookCell, room: &mut BookRoom) -> Read<()> {
        if cell.is_empty() || at.0 > LAST.0 || at.1 > LAST.1 {
            return Ok(());
        }
        room.cells = room.cells.checked_sub(1).ok_or(Trouble::TooLarge)?;
        room.made.need(cell.size())?;
        self.cells.insert(at, cell);
        Ok(())
    }

    pub fn merge(&mut self, merged: MergedCells) -> Read<()> {
        if self.merges.len() >= MERGES {
            return Err(Trouble::TooLarge);
        }
        self.merges.push(merged);
        Ok(())
    }

    /// Rows that are not shown.
    pub fn hide_rows(&mut self, first: u32, last: u32) {
        if self.hidden.0.len() < MERGES {
            self.hidden.0.push((first, last));
        }
    }

    /// Columns that are not shown.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        if self.hidden.1.len() < MERGES {
            self.hidden.1.push((first, last));
        }
    }

    /// Leaves out what stands in rows and columns that are not shown, and names it; `is_kept` where it is read none
    /// the less, and doubted.
    pub fn leave_out_hidden(&mut self, is_kept: bool) -> Read<()> {
        if self.is_hidden || (self.hidden.0.is_empty() && self.hidden.1.is_empty()) {
            return Ok(());
        }
        let (rows, columns) = (merged(&mut self.hidden.0), merged(&mut self.hidden.1));
        let is_out = |at: &(u32, u32)| holds(&rows, at.0) || holds(&columns, at.1);
        if is_kept {
            for (_, cell) in self.cells.iter_mut().filter(|(at, _)| is_out(at)) {
                let text = squeezed(&cell.text);
                cell.remark.get_or_insert_with(|| format!("隐藏的行或者列里的“{text}”"));
            }
            return Ok(());
        }
        let (out, shown): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.cells).into_iter().partition(|(at, _)| is_out(at));
        self.cells = shown;
        let texts = out.values().map(|cell| cell.text.trim()).filter(|text| !text.is_empty());
        let texts: Vec<&str> = texts.take(NOTE).collect();
        if texts.is_empty() {
            return Ok(());
        }
        self.note(None, &format!("隐藏的行和列“{}”", texts.join(" ")))
    }

    /// Adds what is noted about a cell, or about none.
    pub fn note(&mut self, at: Option<(u32, u32)>, text: &str) -> Read<()> {
        if self.notes.len() >= MERGES {
            return Err(Trouble::TooLarge);
        }
        let shown: String = squeezed(text).chars().take(NOTE).collect();
        self.notes.push((at, shown));
        Ok(())
    }

    pub fn notes(&self) -> &[(Option<(u32, u32)>, String)] {
        &self.notes
    }

    /// The rows that have something in them.
    pub fn rows(&self) -> BTreeMap<u32, Vec<(u32, &BookCell)>> {
        let mut rows: BTreeMap<u32, Vec<(u32, &BookCell)>> = BTreeMap::new();
        for ((row, column), cell) in &self.cells {
            rows.entry(*row).or_default().push((*column, cell));
        }
        rows
    }
}

/// Lines in their order, those that touch as one.
fn merged(lines: &mut [Lines]) -> Vec<Lines> {
    lines.sort_unstable();
    let mut merged: Vec<Lines> = Vec::new();
    for (first, last) in lines.iter().copied() {
        match merged.last_mut() {
            Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
            _ => merged.push((first, last)),
        }
    }
    merged
}

fn holds(lines: &[Lines], line: u32) -> bool {
    let at = lines.partition_point(|(_, last)| *last < line);
    lines.get(at).is_some_and(|(first, _)| *first <= line)
}

/// Which cells of the rows with something in them are part of a merged one.
pub(super) struct Covered {
    cells: HashSet<(u32, u32)>,
    spans: HashMap<(u32, u32), usize>,
}

impl Covered {
    /// `None` when there is more than a report can have.
    pub fn of(sheet: &BookSheet) -> Option<Self> {
        let rows: Vec<u32> = sheet.rows().into_keys().collect();
        let (mut cells, mut spans) = (HashSet::new(), HashMap::new());
        let mut steps = 0;
        for MergedCells { first, last } in &sheet.merges {
            let right = last.1.min(COLUMNS as u32 - 1);
            if right >= first.1 {
                spans.insert(*first, (right - first.1 + 1) as usize);
            }
            let from = rows.partition_point(|row| *row < first.0);
            for row in rows.iter().skip(from).take_while(|row| **row <= last.0) {
                // The same cells may be merged again and again.
                steps += right.saturating_sub(first.1) as usize + 1;
                if steps > CELLS {
                    return None;
                }
                for column in first.1..=right {
                    if (*row, column) != *first {
                        cells.insert((*row, column));
                    }
                }
            }
        }
        Some(Self { cells, spans })
    }

    pub fn holds(&self, row: u32, column: u32) -> bool {
        self.cells.contains(&(row, column))
    }

    pub fn span(&self, row: u32, column: u32) -> usize {
        self.spans.get(&(row, column)).copied().unwrap_or(1)
    }
}

/// `依申请公开!D7`.
pub(super) fn cell_name(sheet: &str, row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{sheet}!{letters}{}", row + 1)
}

/// Row and column, from 0, of `D7` or `$D$7`.
pub(in crate::import) fn cell_at(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let end = name.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = name.split_at_checked(end)?;
    if letters.is_empty() || letters.len() > 3 || digits.len() > 7 {
        return None;
    }
    let column = letters
        .bytes()
        .fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let row: u32 = digits.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_people_call_them() {
        for (at, name) in [
            ((0, 0), "A1"),
            ((6, 3), "D7"),
            ((9, 25), "Z10"),
            ((9, 26), "AA10"),
            (LAST, "XFD1048576"),
        ] {
            assert_eq!(cell_name("表", at.0, at.1), format!("表!{name}"));
            assert_eq!(cell_at(name), Some(at));
        }
        assert_eq!(cell_at("$D$7"), Some((6, 3)));
        for wrong in ["", "D", "7", "D0", "D7E", "表7", "ABCD1", "A12345678"] {
            assert_eq!(cell_at(wrong), None, "{wrong}");
        }
    }
}
