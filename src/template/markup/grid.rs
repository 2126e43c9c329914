//! The places of a table: every one is covered by exactly one cell.

use std::ops::Range;

/// A cell's claim: where it begins and how far it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub column: usize,
    pub colspan: usize,
    pub rowspan: usize,
}

/// Why a cell does not fit; rows and columns from 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// The row has no free place left.
    NoRoom { row: usize, columns: usize },
    /// It reaches past the last column.
    PastRight { row: usize, column: usize, colspan: usize, columns: usize },
    /// It reaches past the last row.
    PastBottom { row: usize, column: usize, rowspan: usize, rows: usize },
    /// It meets a cell that reaches down from above.
    Overlap { row: usize, column: usize, from: usize },
}

/// Which row's cell covers each place.
#[derive(Debug)]
pub(super) struct Grid {
    columns: usize,
    rows: Vec<Vec<Option<usize>>>,
}

impl Grid {
    /// An empty grid.
    pub(super) fn new(rows: usize, columns: usize) -> Self {
        Self { columns, rows: vec![vec![None; columns]; rows] }
    }

    /// Gives a cell the first free place of a row.
    pub(super) fn place(
        &mut self,
        row: usize,
        colspan: usize,
        rowspan: usize,
    ) -> Result<Area, Misfit> {
        let columns = self.columns;
        let free = self.rows.get(row).and_then(|r| r.iter().position(Option::is_none));
        let column = free.ok_or(Misfit::NoRoom { row: row + 1, columns })?;
        if column + colspan > columns {
            return Err(Misfit::PastRight { row: row + 1, column: column + 1, colspan, columns });
        }
        if row + rowspan > self.rows.len() {
            return Err(Misfit::PastBottom {
                row: row + 1,
                column: column + 1,
                rowspan,
                rows: self.rows.len(),
            });
        }
        let area = column..column + colspan;
        for below in row..row + rowspan {
            if let Some((at, from)) = self.taken(below, &area) {
                return Err(Misfit::Overlap { row: below + 1, column: at + 1, from: from + 1 });
            }
        }
        for below in row..row + rowspan {
            self.rows[below][area.clone()].fill(Some(row));
        }
        Ok(Area { column, colspan, rowspan })
    }

    fn taken(&self, row: usize, area: &Range<usize>) -> Option<(usize, usize)> {
        area.clone().find_map(|column| self.rows[row][column].map(|from| (column, from)))
    }

    /// The first column of a row that no cell covers, from 1.
    pub(super) fn gap(&self, row: usize) -> Option<usize> {
        let free = self.rows.get(row)?.iter().position(Option::is_none);
        free.map(|column| column + 1)
    }
}

impl Misfit {
    /// What is wrong and what to do.
    pub(super) fn told(&self) -> (String, String) {
        match self {
            Self::NoRoom { row, columns } => (
                format!("表格第 {row} 行的格子多了，{columns} 列已经占满"),
                "删去多余的格子，或减小本行和上面各行的 colspan、rowspan".to_owned(),
            ),
            Self::PastRight { row, column, colspan, columns } => (
                format!(
                    "表格第 {row} 行第 {column} 列的格子占 {colspan} 列，超出了表格的 {columns} 列"
                ),
                format!("colspan 最多写 {}", columns + 1 - column),
            ),
            Self::PastBottom { row, column, rowspan, rows } => (
                format!(
                    "表格第 {row} 行第 {column} 列的格子占 {rowspan} 行，超出了表格的 {rows} 行"
                ),
                format!("rowspan 最多写 {}", rows + 1 - row),
            ),
            Self::Overlap { row, column, from } => (
                format!("表格第 {row} 行第 {column} 列被两个格子占了"),
                format!("第 {from} 行的格子已经占到这里，减小它的 rowspan 或这一格的 colspan"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_takes_the_first_place_that_is_free() {
        let mut grid = Grid::new(2, 3);
        assert_eq!(grid.place(0, 1, 2).unwrap().column, 0);
        assert_eq!(grid.place(0, 2, 1).unwrap().column, 1);
        assert_eq!(grid.place(1, 1, 1).unwrap().column, 1);
        assert_eq!(grid.gap(0), None);
        assert_eq!(grid.gap(1), Some(3));
    }

    #[test]
    fn a_cell_that_does_not_fit_is_named_by_row_and_column() {
        let mut grid = Grid::new(2, 3);
        let past = Misfit::PastRight { row: 1, column: 1, colspan: 4, columns: 3 };
        assert_eq!(grid.place(0, 4, 1), Err(past));
        let past = Misfit::PastBottom { row: 1, column: 1, rowspan: 3, rows: 2 };
        assert_eq!(grid.place(0, 1, 3), Err(past));
        grid.place(0, 1, 1).unwrap();
        grid.place(0, 1, 2).unwrap();
        let overlap = Misfit::Overlap { row: 2, column: 2, from: 1 };
        assert_eq!(grid.place(1, 2, 1), Err(overlap));
        grid.place(0, 1, 1).unwrap();
        assert_eq!(grid.place(0, 1, 1), Err(Misfit::NoRoom { row: 1, columns: 3 }));
    }
}
