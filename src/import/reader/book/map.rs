//! The numbers of a form that was handed out: its hidden sheet says where each stands. A place is trusted
//! only where the labels of its row and its columns still stand around it.

use super::{CellPlace, FilledGrid, says};
use crate::{
    import::source::cell_at,
    report::{Form, FormCell, FormCellKind as Kind, FormTable, sheets::MAP},
};
use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

/// What the hidden sheet says.
#[derive(Debug, Default)]
pub(super) struct HandedOut {
    /// The id of the form.
    pub form: String,
    /// The agency and the year it was made for.
    pub agency: String,
    pub year: String,
    /// Key → name of the sheet, row and column.
    pub places: HashMap<String, (String, u32, u32)>,
}

impl HandedOut {
    /// The hidden sheet of a workbook that has one.
    pub fn of(grid: FilledGrid<'_>) -> Option<Self> {
        let sheet = grid.book.sheets.iter().position(|sheet| sheet.name.trim() == MAP)?;
        let mut said = Self::default();
        let rows = grid.book.sheets.get(sheet)?.cells.keys().filter(|(_, column)| *column == 0);
        for (row, _) in rows {
            let [key, name, cell] = [0, 1, 2].map(|column| grid.text((sheet, *row, column)));
            match (key, cell_at(cell)) {
                ("form", None) => name.clone_into(&mut said.form),
                ("agency", None) => name.clone_into(&mut said.agency),
                ("year", None) => name.clone_into(&mut said.year),
                (key, Some((row, column))) => {
                    said.places.insert(key.to_owned(), (name.to_owned(), row, column));
                }
                _ => {}
            }
        }
        (!said.places.is_empty()).then_some(said)
    }
}

/// The numbers whose places are trusted.
#[derive(Debug, Default)]
pub(super) struct Trusted {
    /// Table of the form and key → cell.
    pub known: BTreeMap<(usize, String), Range<usize>>,
    /// For each table the sheet it is on, if it is known.
    pub sheets: Vec<Option<usize>>,
    /// For each table, how many of its numbers do not stand where they were, and the sheet they were on.
    pub moved: Vec<(usize, Option<usize>)>,
}

/// Looks for the numbers of a form where the hidden sheet says that they are.
pub(super) fn trusted(grid: FilledGrid<'_>, said: &HandedOut, form: &Form) -> Trusted {
    let mut trusted = Trusted::default();
    for (index, table) in form.tables.iter().enumerate() {
        let named = table.data().find_map(|cell| said.places.get(&key_of(table, cell)));
        let named = named.and_then(|(name, ..)| grid.sheet(name));
        let count = table.data().count();
        let found = |sheet: usize| in_place(grid, said, table, sheet);
        // By its name, or, where that was changed, the one that looks the same.
        let mut best = named.map(|sheet| (sheet, found(sheet)));
        if best.as_ref().is_none_or(|(_, cells)| cells.len() * 2 < count) {
            let free = (0..grid.book.sheets.len())
                .filter(|sheet| !trusted.sheets.contains(&Some(*sheet)))
                .map(|sheet| (sheet, found(sheet)))
                .filter(|(_, cells)| cells.len() * 2 >= count);
            best = free.max_by_key(|(sheet, cells)| (cells.len(), usize::MAX - sheet)).or(best);
        }
        let (sheet, cells) = best.map_or((None, Vec::new()), |(sheet, cells)| (Some(sheet), cells));
        trusted.moved.push((count - cells.len(), sheet));
        trusted.sheets.push(sheet.filter(|_| !cells.is_empty()));
        trusted.known.extend(cells.into_iter().map(|(key, at)| ((index, key), at)));
    }
    trusted
}

fn key_of(table: &FormTable, cell: &FormCell) -> String {
    format!("{}.{}", table.key, cell.key)
}

/// The numbers of a table that stand on a sheet where they should.
fn in_place(
    grid: FilledGrid<'_>,
    said: &HandedOut,
    table: &FormTable,
    sheet: usize,
) -> Vec<(String, Range<usize>)> {
    let mut known = HashMap::new();
    let mut found = Vec::new();
    for cell in table.data() {
        let Some((_, row, column)) = said.places.get(&key_of(table, cell)) else { continue };
        let at = (sheet, *row, *column);
        if let Some(content) = grid.cell(at)
            && is_labelled(grid, table, cell, at, &mut known)
        {
            found.push((cell.key.clone(), content.at.clone()));
        }
    }
    found
}

/// Whether the labels that the form has for a cell stand around it.
fn is_labelled<'t>(
    grid: FilledGrid<'_>,
    table: &'t FormTable,
    cell: &FormCell,
    (sheet, row, column): CellPlace,
    known: &mut HashMap<(&'t str, u32, u32), bool>,
) -> bool {
    // As far from the cell as in the form.
    let place = |label: &FormCell| {
        let row = (row as usize + label.row).checked_sub(cell.row)?;
        let column = (column as usize + label.column).checked_sub(cell.column)?;
        Some((u32::try_from(row).ok()?, u32::try_from(column).ok()?))
    };
    labels(table, cell).all(|label| {
        place(label).is_some_and(|(row, column)| {
            let is_it = || says(grid.text((sheet, row, column)), &label.text);
            *known.entry((label.text.as_str(), row, column)).or_insert_with(is_it)
        })
    })
}

/// The labels of a number: those of its row, and the heads above it, down from the last band.
fn labels<'t>(table: &'t FormTable, cell: &FormCell) -> impl Iterator<Item = &'t FormCell> {
    let (row, column) = (cell.row, cell.column);
    let bands = table.cells.iter().filter(|other| other.kind == Kind::Band && other.row < row);
    let band = bands.map(|band| band.row).max().unwrap_or(0);
    table.cells.iter().filter(move |other| match other.kind {
        Kind::Label | Kind::Group => {
            other.column < column && (other.row..other.row + other.rowspan).contains(&row)
        }
        Kind::Head => {
            (band..row).contains(&other.row)
                && (other.column..other.column + other.colspan).contains(&column)
        }
        _ => false,
    })
}
