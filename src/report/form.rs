//! The official form as data: `templates/annual-report/forms/*.yaml`, built in and read once.

mod file;
#[cfg(test)]
mod tests;

use super::table::branch::Branch;
use std::sync::{Arc, LazyLock};

/// The first report year of 国办公开办函〔2021〕30号.
const FIRST_YEAR_OF_2021: i32 = 2021;

static FORM_2021: LazyLock<Arc<Form>> =
    LazyLock::new(|| built_in(include_str!("../../templates/annual-report/forms/2021.yaml")));
static FORM_2019: LazyLock<Arc<Form>> =
    LazyLock::new(|| built_in(include_str!("../../templates/annual-report/forms/2019.yaml")));

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
    /// The names that lead to the numbers.
    pub(in crate::report) tree: Branch,
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
    /// The ids of all forms, the newest first. To know them no form has to be read.
    pub const IDS: [&'static str; 2] = ["2021", "2019"];

    /// The form set by the notice of a year: `2021` or `2019`.
    pub fn for_id(id: &str) -> Option<Arc<Self>> {
        match id {
            "2021" => Some(Arc::clone(&FORM_2021)),
            "2019" => Some(Arc::clone(&FORM_2019)),
            _ => None,
        }
    }

    /// The form that a report year is written to.
    pub fn for_year(year: i32) -> Arc<Self> {
        if year < FIRST_YEAR_OF_2021 { Arc::clone(&FORM_2019) } else { Arc::clone(&FORM_2021) }
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

impl Sum {
    /// The cell whose value it gives, when only one stands on the left.
    pub fn total(&self) -> Option<&String> {
        match &self.left[..] {
            [total] => Some(total),
            _ => None,
        }
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
