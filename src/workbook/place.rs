//! Where each thing of a report stands in the workbook.

use crate::report::{FormCell, FormTable, Report};
use rust_xlsxwriter::{ColNum, RowNum, utility::row_col_to_cell_absolute};
use std::collections::BTreeMap;

/// A cell of the workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetPlace {
    pub sheet: String,
    pub row: RowNum,
    pub column: ColNum,
}

impl SheetPlace {
    /// Where a number of the form stands.
    pub(super) fn of(table: &FormTable, cell: &FormCell) -> Self {
        let (row, column) = at(cell);
        Self { sheet: sheet_of(table).to_owned(), row, column }
    }

    /// `'依申请公开'!$D$7`, as formulas of any sheet name it.
    pub(super) fn absolute(&self) -> String {
        let cell = row_col_to_cell_absolute(self.row, self.column);
        format!("'{}'!{cell}", self.sheet.replace('\'', "''"))
    }
}

/// Cells that stand side by side, from corner to corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SheetBlock {
    pub top: RowNum,
    pub left: ColNum,
    pub bottom: RowNum,
    pub right: ColNum,
}

impl SheetBlock {
    /// `$D$3:$I$3`.
    pub(super) fn absolute(&self) -> String {
        let first = row_col_to_cell_absolute(self.top, self.left);
        if (self.top, self.left) == (self.bottom, self.right) {
            return first;
        }
        format!("{first}:{}", row_col_to_cell_absolute(self.bottom, self.right))
    }
}

/// Cells, row by row, as few blocks.
pub(super) fn blocks(cells: impl IntoIterator<Item = (RowNum, ColNum)>) -> Vec<SheetBlock> {
    let mut rows: Vec<SheetBlock> = Vec::new();
    for (row, column) in cells {
        match rows.last_mut() {
            Some(last) if last.top == row && last.right + 1 == column => last.right = column,
            _ => rows.push(SheetBlock { top: row, left: column, bottom: row, right: column }),
        }
    }
    let mut blocks: Vec<SheetBlock> = Vec::new();
    for row in rows {
        let above = blocks.iter_mut().find(|block| {
            block.bottom + 1 == row.top && (block.left, block.right) == (row.left, row.right)
        });
        match above {
            Some(above) => above.bottom = row.bottom,
            None => blocks.push(row),
        }
    }
    blocks
}

/// The rows above the grid of a table.
pub(super) const GRID_TOP: RowNum = 2;

/// The sheet of a table.
pub(super) fn sheet_of(table: &FormTable) -> &str {
    &table.short
}

/// Where a cell of the form stands on its sheet.
pub(super) fn at(cell: &FormCell) -> (RowNum, ColNum) {
    (GRID_TOP + cell.row as RowNum, cell.column as ColNum)
}

/// Where every number of a report stands: key of the table → key of the number.
#[derive(Debug)]
pub(super) struct SheetPlaces(BTreeMap<String, BTreeMap<String, SheetPlace>>);

impl SheetPlaces {
    pub(super) fn of(report: &Report) -> Self {
        let of_table = |table: &FormTable| {
            let cells = table.data().map(|cell| (cell.key.clone(), SheetPlace::of(table, cell)));
            (table.key.clone(), cells.collect())
        };
        Self(report.form.tables.iter().map(of_table).collect())
    }

    /// The place of a number, as formulas name it.
    pub(super) fn absolute(&self, table: &str, key: &str) -> String {
        let place = self.0.get(table).and_then(|cells| cells.get(key));
        // An identity names numbers of its form only: there is always one.
        place.map_or_else(|| "0".to_owned(), SheetPlace::absolute)
    }

    /// Some numbers of a table, as few ranges.
    pub(super) fn ranges(&self, table: &str, keys: &[String]) -> Vec<String> {
        let Some(cells) = self.0.get(table) else {
            return Vec::new();
        };
        let places: Vec<&SheetPlace> = keys.iter().filter_map(|key| cells.get(key)).collect();
        let sheet = places.first().map_or("", |place| place.sheet.as_str());
        let blocks = blocks(places.iter().map(|place| (place.row, place.column)));
        blocks.iter().map(|block| format!("'{sheet}'!{}", block.absolute())).collect()
    }
}
