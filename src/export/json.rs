//! The numbers of the official tables as JSON (RFC 8259), for programs.

use super::{
    Asks, Comment, Format, Typeset, Write,
    numbers::{NumberRow, NumberValue, TableNumbers},
};
use crate::diagnostic::{Diagnostic, Result};
use serde::Serialize;
use serde_json::value::RawValue;
use std::hash::Hash as _;

impl Format {
    /// For programs.
    pub const JSON: &'static Self = &Self {
        extension: "json",
        shown: "JSON",
        media_type: "application/json",
        usual: false,
        whole: false,
        embeds: false,
        asks: Asks::Numbers,
        write: Write::Pages(write),
        collect: |options, from| options.numbers.hash(from),
        comment: COMMENT,
    };
}

/// The last value of the object: JSON knows no comments.
const COMMENT: Comment = Comment {
    put: |file, comment| {
        file.truncate(file.len().saturating_sub(END.len()));
        file.extend([HEAD, comment.as_bytes(), TAIL].concat());
    },
    take: |file, length| {
        let rest = file.strip_suffix(TAIL)?;
        let (before, comment) = rest.split_at_checked(rest.len().checked_sub(length)?)?;
        Some((comment, [before.strip_suffix(HEAD)?, END].concat()))
    },
};

const END: &[u8] = b"\n}\n";
const HEAD: &[u8] = b",\n  \"stamp\": \"";
const TAIL: &[u8] = b"\"\n}\n";

#[derive(Serialize)]
struct JsonReport<'a> {
    agency: &'a str,
    year: i32,
    form: &'a str,
    numbers: Vec<JsonNumber<'a>>,
}

#[derive(Serialize)]
struct JsonNumber<'a> {
    table: &'a str,
    table_name: &'a str,
    key: &'a str,
    name: &'a [String],
    /// A number with its digits as typed, a text, or nothing.
    value: Option<Box<RawValue>>,
}

fn write(set: &Typeset<'_>) -> Result<Vec<u8>> {
    let numbers = TableNumbers::wanted(set.options.numbers, "JSON")?;
    let rows: serde_json::Result<Vec<_>> = numbers.rows.iter().map(number).collect();
    let text = rows.and_then(|rows| {
        serde_json::to_string_pretty(&JsonReport {
            agency: &numbers.agency,
            year: numbers.year,
            form: &numbers.form,
            numbers: rows,
        })
    });
    let text = text.map_err(|error| Diagnostic::defect(error.to_string()))?;
    Ok((text + "\n").into_bytes())
}

fn number(row: &NumberRow) -> serde_json::Result<JsonNumber<'_>> {
    let value = match &row.value {
        NumberValue::Number(digits) => Some(RawValue::from_string(digits.clone())?),
        NumberValue::Words(words) => Some(serde_json::value::to_raw_value(words)?),
        NumberValue::Unknown => None,
    };
    Ok(JsonNumber {
        table: &row.table,
        table_name: &row.table_name,
        key: &row.key,
        name: &row.name,
        value,
    })
}
