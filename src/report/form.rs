//! The official form as data: `templates/annual-report/forms/*.yaml`, built in and read once.

mod file;

use std::sync::{Arc, LazyLock};

/// The first report year of 国办公开办函〔2021〕30号.
const FIRST_YEAR_OF_2021: i32 = 2021;

static FORM_2021: LazyLock<Arc<Form>> = LazyLock::new(|| {
    built_in(include_str!(
        "../../templates/annual-report/forms/2021.yaml"
    ))
});
static FORM_2019: LazyLock<Arc<Form>> = LazyLock::new(|| {
    built_in(include_str!(
        "../../templates/annual-report/forms/2019.yaml"
    ))
});

/// A version of the official form.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// `2021` or `2019`: the year of the notice that set it.
    pub id: String,
    /// The notice, `国办公开办函〔2021〕30号`.
    pub notice: String,
    /// The headings of the standard parts, in order.
    pub parts: Vec<FormPart>,
    /// The official tables, in order.
    pub tables: Vec<FormTable>,
}

/// A standard part of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct FormPart {
    /// English key: `overview`, `disclosure`, `requests`, `disputes`, `problems`, `others`.
    pub key: String,
    /// The heading without its number, which is also the YAML key: `总体情况`.
    pub name: String,
    /// The heading as printed: `一、总体情况`.
    pub heading: String,
    /// Key of the table it holds, if any: `disclosure`, `requests`, `disputes`.
    pub table: Option<String>,
}

/// An official table.
#[derive(Clone, Debug, PartialEq)]
pub struct FormTable {
    /// English key: `disclosure`, `requests`, `disputes`.
    pub key: String,
    /// Its name in the form, which is also the YAML key: `主动公开政府信息情况`.
    pub name: String,
    /// A name short enough for template expressions: `主动公开`.
    pub short: String,
    /// Column widths in millimetres, summing to 156.
    pub widths: Vec<f64>,
    /// Rows repeated at the head of each page.
    pub header_rows: usize,
    /// All cells of the grid, row by row.
    pub cells: Vec<FormCell>,
    /// Identities that must hold.
    pub sums: Vec<Sum>,
}

/// A cell of an official table.
#[derive(Clone, Debug, PartialEq)]
pub struct FormCell {
    /// Grid row from 0.
    pub row: usize,
    /// Grid column from 0.
    pub column: usize,
    /// Rows covered.
    pub rowspan: usize,
    /// Columns covered.
    pub colspan: usize,
    /// What it is.
    pub kind: FormCellKind,
    /// Printed label; empty for data.
    pub text: String,
    /// Key of the number, `new.natural`; empty for labels.
    pub key: String,
    /// The YAML keys below the table that lead to the number, `办理结果`, `予以公开`, `自然人`;
    /// empty for labels.
    pub path: Vec<String>,
    /// The printed labels that stand for each key of `path`: `三、本年度办理结果`, `（一）予以公开`,
    /// `自然人`.
    pub labels: Vec<String>,
}

/// What a cell of the form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormCellKind {
    /// `第二十条第（一）项`, over the whole width.
    Band,
    /// Head of columns.
    Head,
    /// The 勾稽 note.
    Note,
    /// Label of rows below each other.
    Group,
    /// Label of one row.
    Label,
    /// A count ≥ 0.
    Int,
    /// A change, which may be negative.
    Signed,
    /// 万元, decimal.
    Decimal,
    /// Money with its unit typed in the cell.
    Money,
}

/// `total = Σ parts` over cell keys, or `Σ left = Σ right`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Which rule it is: `R1`, `R2`, `R3`, `R4`.
    pub rule: String,
    /// Keys on the left side.
    pub left: Vec<String>,
    /// Keys on the right side.
    pub right: Vec<String>,
    /// The sentence of the form or rule it comes from.
    pub reason: String,
}

impl Form {
    /// The form set by the notice of a year: `2021` or `2019`.
    pub fn for_id(id: &str) -> Option<Arc<Self>> {
        Self::all().into_iter().find(|form| form.id == id)
    }

    /// The form that a report year is written to.
    pub fn for_year(year: i32) -> Arc<Self> {
        if year < FIRST_YEAR_OF_2021 {
            Arc::clone(&FORM_2019)
        } else {
            Arc::clone(&FORM_2021)
        }
    }

    /// Every form, the newest first.
    pub fn all() -> [Arc<Self>; 2] {
        [Arc::clone(&FORM_2021), Arc::clone(&FORM_2019)]
    }

    /// The table with this English key.
    pub fn table(&self, key: &str) -> Option<&FormTable> {
        self.tables.iter().find(|table| table.key == key)
    }
}

impl FormTable {
    /// The cell that holds a number.
    pub fn cell(&self, key: &str) -> Option<&FormCell> {
        self.data().find(|cell| cell.key == key)
    }

    /// The cells that hold numbers, row by row.
    pub fn data(&self) -> impl Iterator<Item = &FormCell> {
        self.cells.iter().filter(|cell| cell.is_data())
    }
}

impl FormCell {
    /// Whether a number stands in it.
    pub fn is_data(&self) -> bool {
        !self.key.is_empty()
    }
}

/// A form of this crate; that it can be read is what the tests below are for.
fn built_in(text: &str) -> Arc<Form> {
    Arc::new(file::read(text).unwrap_or_else(|why| unreachable!("built-in form: {why}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Deserialize)]
    struct Grid {
        id: String,
        form: String,
        section: String,
        cols: usize,
        rows: usize,
        cells: Vec<GridCell>,
    }

    #[derive(Deserialize)]
    struct GridCell {
        r: usize,
        c: usize,
        rs: usize,
        cs: usize,
        text: String,
        kind: String,
        #[serde(default)]
        key: String,
    }

    /// The grids of the published forms. The 2019 Table A was published with its (五)–(九) rows one
    /// pixel column off the others; the form here has the two boundaries on each other.
    fn grids() -> Vec<Grid> {
        let text = include_str!("../../tests/data/annual-report-grids.json");
        let mut grids: Vec<Grid> = serde_json::from_str(text).unwrap();
        let staggered = grids.iter_mut().find(|g| g.id == "A2019").unwrap();
        let boundary = [0, 1, 2, 2, 3, 4];
        for cell in &mut staggered.cells {
            let end = boundary[cell.c + cell.cs];
            cell.c = boundary[cell.c];
            cell.cs = end - cell.c;
        }
        staggered.cols = 4;
        grids
    }

    #[test]
    fn every_cell_is_the_published_one() {
        for grid in grids() {
            let form = Form::for_id(&grid.id[1..]).unwrap();
            let table = &form.tables[["A", "B", "C"]
                .iter()
                .position(|l| grid.id.starts_with(l))
                .unwrap()];
            assert!(grid.form.starts_with(&form.notice), "{}", grid.form);
            assert!(
                form.parts
                    .iter()
                    .any(|p| p.heading == grid.section && p.table.as_ref() == Some(&table.key))
            );
            let ours: Vec<_> = table
                .cells
                .iter()
                .map(|c| {
                    let kind = format!("{:?}", c.kind).to_lowercase();
                    (
                        c.row,
                        c.column,
                        c.rowspan,
                        c.colspan,
                        kind,
                        c.text.as_str(),
                        c.key.as_str(),
                    )
                })
                .collect();
            let theirs: Vec<_> = grid
                .cells
                .iter()
                .map(|c| {
                    (
                        c.r,
                        c.c,
                        c.rs,
                        c.cs,
                        c.kind.clone(),
                        c.text.as_str(),
                        c.key.as_str(),
                    )
                })
                .collect();
            assert_eq!(ours, theirs, "{}", grid.id);
            assert_eq!(table.widths.len(), grid.cols);
            assert_eq!(
                table.cells.iter().map(|c| c.row + c.rowspan).max(),
                Some(grid.rows)
            );
        }
    }

    #[test]
    fn every_place_of_a_grid_is_covered_once() {
        for form in Form::all() {
            for table in &form.tables {
                let mut covered = BTreeMap::new();
                for cell in &table.cells {
                    for row in cell.row..cell.row + cell.rowspan {
                        for column in cell.column..cell.column + cell.colspan {
                            *covered.entry((row, column)).or_insert(0) += 1;
                        }
                    }
                }
                let rows = table.cells.iter().map(|c| c.row + c.rowspan).max().unwrap();
                assert_eq!(
                    covered.len(),
                    rows * table.widths.len(),
                    "{} {}",
                    form.id,
                    table.key
                );
                assert!(covered.values().all(|&n| n == 1));
            }
        }
    }

    #[test]
    fn columns_fill_the_type_area() {
        for form in Form::all() {
            for table in &form.tables {
                let width: f64 = table.widths.iter().sum();
                // GB/T 9704-2012 §5.2.1: the type area is 156 mm wide.
                assert!(
                    (width - 156.0).abs() < 1e-9,
                    "{} {}: {width}",
                    form.id,
                    table.key
                );
            }
        }
    }

    #[test]
    fn numbers_have_one_key_and_one_path_each() {
        for (form, counts) in Form::all().iter().zip([[10, 175, 15], [22, 161, 15]]) {
            for (table, count) in form.tables.iter().zip(counts) {
                let keys: std::collections::BTreeSet<_> = table.data().map(|c| &c.key).collect();
                let paths: std::collections::BTreeSet<_> = table.data().map(|c| &c.path).collect();
                assert_eq!(
                    (keys.len(), paths.len()),
                    (count, count),
                    "{} {}",
                    form.id,
                    table.key
                );
                assert!(
                    table
                        .data()
                        .all(|c| c.path.len() == c.labels.len() && !c.path.is_empty())
                );
            }
        }
    }

    #[test]
    fn paths_are_led_by_the_printed_labels() {
        let form = Form::for_year(2022);
        let secret = form
            .table("requests")
            .unwrap()
            .cell("r3_1.natural")
            .unwrap();
        assert_eq!(
            secret.path,
            ["办理结果", "不予公开", "属于国家秘密", "自然人"]
        );
        assert_eq!(
            secret.labels,
            [
                "三、本年度办理结果",
                "（三）不予公开",
                "1.属于国家秘密",
                "自然人"
            ]
        );
        let suit = form
            .table("disputes")
            .unwrap()
            .cell("suit_direct.total")
            .unwrap();
        assert_eq!(suit.labels, ["行政诉讼", "未经复议直接起诉", "总计"]);
        let fee = form
            .table("disclosure")
            .unwrap()
            .cell("fee.amount_wan")
            .unwrap();
        assert_eq!(fee.labels, ["行政事业性收费"]);
    }

    #[test]
    fn sums_speak_of_cells_that_exist() {
        for form in Form::all() {
            let mut rules = BTreeMap::new();
            for table in &form.tables {
                for sum in &table.sums {
                    *rules.entry(sum.rule.as_str()).or_insert(0) += 1;
                    assert!(
                        sum.left
                            .iter()
                            .chain(&sum.right)
                            .all(|key| table.cell(key).is_some())
                    );
                }
            }
            let rows = if form.id == "2021" { 25 } else { 23 };
            assert_eq!(
                rules,
                BTreeMap::from([("R1", 7), ("R2", 7), ("R3", rows), ("R4", 3)])
            );
        }
    }

    #[test]
    fn a_year_has_its_form() {
        for (year, id) in [
            (2019, "2019"),
            (2020, "2019"),
            (2021, "2021"),
            (2026, "2021"),
        ] {
            assert_eq!(Form::for_year(year).id, id);
        }
        assert!(Form::for_id("2020").is_none());
    }
}
