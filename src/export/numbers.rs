//! The numbers of a report's official tables, for the formats that hold nothing else.

use crate::diagnostic::{Code, Diagnostic, Result};

/// The numbers of one report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TableNumbers {
    /// Whose they are.
    pub agency: String,
    /// The year reported on.
    pub year: i32,
    /// The form that they follow.
    pub form: String,
    /// All of them, table by table, in the order of the form.
    pub rows: Vec<NumberRow>,
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NumberRow {
    /// The key of its table, `requests`.
    pub table: String,
    /// The table's name.
    pub table_name: String,
    /// Its key in the table, `new.natural`.
    pub key: String,
    /// What it counts, from the outermost label to the innermost.
    pub name: Vec<String>,
    /// What stands in the cell.
    pub value: NumberValue,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NumberValue {
    /// A number, its digits as typed.
    Number(String),
    /// Words, or a number with words.
    Words(String),
    /// A total of something that is no number.
    Unknown,
}

impl TableNumbers {
    /// Those of a report.
    ///
    /// # Errors
    /// `NB394`: a document without official tables.
    pub(super) fn wanted<'a>(numbers: Option<&'a Self>, format: &str) -> Result<&'a Self> {
        let wanted = numbers.filter(|numbers| !numbers.rows.is_empty());
        wanted.ok_or_else(|| no_numbers(format).into())
    }
}

/// `NB394`, of a document without official tables.
pub(crate) fn no_numbers(formats: &str) -> Diagnostic {
    let message = format!("这份文书没有年度报告的表，写不出 {formats}");
    let help = "CSV、JSON 只用于年度报告；其他文书请用 --format 写明别的格式";
    Diagnostic::error(Code::NoNumbers, message).help(help)
}
