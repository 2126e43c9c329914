//! Which heads stand over a table's data cells, told cell by cell: the form's tables have groups with
//! heads of their own below data, where a reader cannot find them by looking up and left alone
//! (ISO 32000-1 Table 349, `Headers`).

use crate::document::{CellKind, Table};

/// A cell: its row and its position in the row.
type Place = (usize, usize);

/// The heads of every data cell.
pub(super) struct Heads(Vec<Vec<Vec<Place>>>);

impl Heads {
    /// The heads of one cell: of its columns from the top, then of its rows from the left.
    pub fn of(&self, row: usize, cell: usize) -> &[Place] {
        let cells = self.0.get(row).and_then(|row| row.get(cell));
        cells.map_or(&[], Vec::as_slice)
    }
}

/// Finds the heads of every data cell.
pub(super) fn heads(table: &Table) -> Heads {
    let kind = |(r, c): Place| table.rows.get(r)?.cells.get(c).map(|cell| cell.kind);
    let owners = table.owners();
    let mut found: Vec<Vec<Vec<Place>>> =
        (table.rows.iter()).map(|row| vec![Vec::new(); row.cells.len()]).collect();
    let mut columns = vec![Group::default(); table.columns.len()];
    for (r, line) in owners.iter().enumerate() {
        let mut row = Group::default();
        for (column, &owner) in columns.iter_mut().zip(line) {
            let kind = kind(owner);
            column.pass(owner, kind == Some(CellKind::ColumnHead));
            row.pass(owner, kind == Some(CellKind::RowHead));
            if kind != Some(CellKind::Data) {
                continue;
            }
            let Some(heads) = found.get_mut(owner.0).and_then(|row| row.get_mut(owner.1)) else {
                continue;
            };
            // Below its first row a cell stands under the same columns.
            let above = if owner.0 == r { &column.heads[..] } else { &[] };
            for head in above.iter().chain(&row.heads) {
                if !heads.contains(head) {
                    heads.push(*head);
                }
            }
        }
    }
    for heads in found.iter_mut().flatten() {
        // A cell of several columns met the heads of its rows between those of its columns.
        heads.sort_by_key(|&(row, cell)| (kind((row, cell)) == Some(CellKind::RowHead), row));
    }
    Heads(found)
}

/// The nearest heads that stand together, met while passing over a row or a column.
#[derive(Clone, Default)]
struct Group {
    heads: Vec<Place>,
    closed: bool,
}

impl Group {
    fn pass(&mut self, cell: Place, is_head: bool) {
        if !is_head {
            self.closed = true;
            return;
        }
        if self.closed {
            self.heads.clear();
            self.closed = false;
        }
        if self.heads.last() != Some(&cell) {
            self.heads.push(cell);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Color, Row, VAlign};

    /// A table from a picture: a row of cells a line, `C` column head, `R` row head, `.` data, each
    /// with how many columns and rows it covers.
    fn table(rows: &[&[(char, usize, usize, usize)]]) -> Table {
        let cell = |&(kind, column, colspan, rowspan): &(char, usize, usize, usize)| Cell {
            column,
            colspan,
            rowspan,
            kind: match kind {
                'C' => CellKind::ColumnHead,
                'R' => CellKind::RowHead,
                _ => CellKind::Data,
            },
            valign: VAlign::Middle,
            fill: None,
            stacked: false,
            paragraphs: Vec::new(),
        };
        let row = |cells: &&[(char, usize, usize, usize)]| Row {
            cells: cells.iter().map(cell).collect(),
            min_height: 0.0,
        };
        Table {
            caption: String::new(),
            columns: vec![50.0; 3],
            rows: rows.iter().map(row).collect(),
            header_rows: 1,
            border: 0.5,
            border_color: Color::BLACK,
            padding_x: 0.0,
            padding_y: 0.0,
            keep_together: false,
        }
    }

    #[test]
    fn heads_are_those_of_the_own_group_from_the_outside_in() {
        let heads = heads(&table(&[
            &[('C', 0, 3, 1)],
            &[('C', 0, 1, 1), ('C', 1, 1, 1), ('C', 2, 1, 1)],
            &[('R', 0, 1, 1), ('.', 1, 1, 1), ('.', 2, 1, 1)],
            &[('C', 0, 3, 1)],
            &[('C', 0, 1, 1), ('C', 1, 2, 1)],
            &[('R', 0, 1, 1), ('.', 1, 2, 1)],
        ]));
        assert_eq!(heads.of(2, 1), [(0, 0), (1, 1), (2, 0)]);
        assert_eq!(heads.of(2, 2), [(0, 0), (1, 2), (2, 0)]);
        assert_eq!(heads.of(5, 1), [(3, 0), (4, 1), (5, 0)]);
        assert_eq!(heads.of(1, 1), [], "heads name no heads");
    }

    #[test]
    fn a_cell_over_several_rows_and_columns_has_the_heads_of_all_of_them() {
        let heads = heads(&table(&[
            &[('C', 0, 1, 1), ('C', 1, 1, 1), ('C', 2, 1, 1)],
            &[('R', 0, 1, 2), ('.', 1, 2, 2)],
            &[],
            &[('R', 0, 2, 1), ('.', 2, 1, 1)],
        ]));
        assert_eq!(heads.of(1, 1), [(0, 1), (0, 2), (1, 0)]);
        assert_eq!(heads.of(3, 1), [(0, 2), (3, 0)]);
    }
}
