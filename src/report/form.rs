//! The official form as data: `templates/annual-report/forms/*.yaml`, built in and read once.

mod fields;
mod file;
mod forms;
mod proof;
#[cfg(test)]
mod tests;

pub use self::forms::Forms;

use super::table::branch::Branch;
use std::collections::BTreeMap;

/// A version of the official form.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// `2021` or `2019`: the year of the notice that set it.
    pub id: String,
    /// The first year that is reported in it.
    pub from_year: i32,
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
    /// Characters that it must not exceed, where the form says so.
    pub longest: Option<usize>,
    /// What a unit's new report says here.
    pub starter: Draft,
    /// What a county's sum says here.
    pub summary: Draft,
}

/// What stands in a part before a person has worked on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What to write here: a comment, one or more lines.
    pub hint: String,
    /// The text, a template: `{{ 年度 }}`, `{{ 机关 }}`, and each number under the short name of its
    /// table, `{{ 依申请公开.本年新收.总计 }}`.
    pub text: String,
}

/// What rows of the tables are to the rules, whatever a form calls them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowRole {
    /// 规章.
    Regulations,
    /// 行政规范性文件.
    Normative,
    /// 本年新收的申请.
    Received,
    /// 上年结转的申请.
    CarriedIn,
    /// 本年度办理结果，总计.
    Handled,
    /// 结转下年度的申请.
    CarriedOut,
    /// 行政复议.
    Reviews,
    /// 行政诉讼, perhaps of several kinds.
    Suits,
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
    /// Its rows that rules ask for: the keys of their numbers up to the dot.
    pub roles: BTreeMap<RowRole, Vec<String>>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// The table with this English key.
    pub fn table(&self, key: &str) -> Option<&FormTable> {
        self.tables.iter().find(|table| table.key == key)
    }

    /// Whether a report of this year follows it unless it says otherwise.
    pub(in crate::report) fn is_of_year(&self, year: i32) -> bool {
        let built_in = Forms::default().for_year(year);
        built_in.id == self.id || (built_in.from_year..=year).contains(&self.from_year)
    }

    /// The rows of a role, and the table they stand in.
    pub fn rows(&self, role: RowRole) -> Option<(&FormTable, &[String])> {
        self.tables.iter().find_map(|table| Some((table, table.roles.get(&role)?.as_slice())))
    }
}

impl FormTable {
    /// The cell that holds a number.
    pub fn cell(&self, key: &str) -> Option<&FormCell> {
        self.data().find(|cell| cell.key == key)
    }

    /// The heads that stand above a cell, in the order of the form.
    pub fn heads_above(&self, cell: &FormCell) -> impl Iterator<Item = &FormCell> {
        let (row, column) = (cell.row, cell.column);
        self.cells.iter().filter(move |head| {
            head.kind == FormCellKind::Head
                && head.row < row
                && (head.column..head.column + head.colspan).contains(&column)
        })
    }

    /// The sum that gives a total; of a total of totals the one along its row.
    pub fn sum_of(&self, key: &str) -> Option<&Sum> {
        let sums = self.sums.iter().filter(|sum| sum.total().is_some_and(|total| total == key));
        sums.min_by_key(|sum| sum.right.len())
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
