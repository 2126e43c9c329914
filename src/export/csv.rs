//! The numbers of the official tables as CSV (RFC 4180), a line a number, for spreadsheets and for those who
//! gather many reports.

use super::{
    Asks, Comment, Format, Typeset, Write,
    numbers::{NumberRow, NumberValue, TableNumbers},
};
use crate::{diagnostic::Result, text::csv_field};
use std::hash::Hash as _;

/// The last column is empty but in the last line, where a stamp may stand: CSV knows no comments.
const HEAD: &str = "机关,年度,表,表键,项目,键,数值,文件标记";
/// Without a byte-order mark Excel takes UTF-8 for GBK.
const MARK: &str = "\u{feff}";
const END: &[u8] = b"\r\n";

impl Format {
    /// For spreadsheets.
    pub const CSV: &'static Self = &Self {
        extension: "csv",
        shown: "CSV",
        media_type: "text/csv",
        usual: false,
        whole: false,
        embeds: false,
        asks: Asks::Numbers,
        write: Write::Pages(write),
        collect: |options, from| options.numbers.hash(from),
        comment: COMMENT,
    };
}

/// The last field of the last line.
const COMMENT: Comment = Comment {
    put: |file, comment| {
        file.truncate(file.len().saturating_sub(END.len()));
        file.extend([comment.as_bytes(), END].concat());
    },
    take: |file, length| {
        let rest = file.strip_suffix(END)?;
        let (before, comment) = rest.split_at_checked(rest.len().checked_sub(length)?)?;
        before.ends_with(b",").then(|| (comment, [before, END].concat()))
    },
};

fn write(set: &Typeset<'_>) -> Result<Vec<u8>> {
    let numbers = TableNumbers::wanted(set.options.numbers, "CSV")?;
    let mut out = format!("{MARK}{HEAD}\r\n");
    let (agency, year) = (csv_field(&numbers.agency), numbers.year.to_string());
    for row in &numbers.rows {
        let NumberRow { table, table_name, key, name, value } = row;
        let value = match value {
            // A negative number is a number, not a formula.
            NumberValue::Number(digits) => digits.clone(),
            NumberValue::Words(words) => csv_field(words),
            NumberValue::Unknown => String::new(),
        };
        let name = csv_field(&name.join("/"));
        let fields = [
            &agency,
            &year,
            &csv_field(table_name),
            &csv_field(table),
            &name,
            &csv_field(key),
            &value,
            "",
        ];
        out.push_str(&fields.join(","));
        out.push_str("\r\n");
    }
    Ok(out.into_bytes())
}
