//! YAML → [`Report`]: what one unit reports, typed, every value with the place it was written at.
//!
//! The official form (rows, columns, merges, labels, keys, sums) is data under
//! `templates/annual-report/forms/`, read into [`Form`]; a new form year is a new file.

use crate::diagnostic::Source;
use std::{collections::BTreeMap, ops::Range, sync::Arc};

/// A value and the bytes of the YAML it was written in; `None` when it was computed or defaulted.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place in [`Report::source`].
    pub at: Option<Range<usize>>,
}

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
    /// A short name that is an identifier, for expressions in the narrative: `依申请公开`.
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
    /// The same key in the form's words, `本年新收政府信息公开申请数量` / `自然人`; empty for labels.
    pub path: Vec<String>,
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
    /// Keys on the left side.
    pub left: Vec<String>,
    /// Keys on the right side.
    pub right: Vec<String>,
    /// The sentence of the form or rule it comes from.
    pub reason: String,
}

/// What stands in a data cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing was typed; prints as `0` unless the report says otherwise.
    Absent,
    /// A count.
    Int(i64),
    /// An amount, with its digits as typed.
    Decimal(rust_decimal::Decimal),
    /// Something typed that is not a number, kept as it is: `22（其中修订16件）`.
    Text(String),
}

/// One unit's report.
#[derive(Clone, Debug)]
pub struct Report {
    /// The YAML.
    pub source: Arc<Source>,
    /// The form it follows.
    pub form: Arc<Form>,
    /// 机关, e.g. `铜厂彝族乡人民政府`.
    pub agency: Spanned<String>,
    /// 年度: the year reported on.
    pub year: Spanned<i32>,
    /// Title, one or more written lines.
    pub title: Vec<Spanned<String>>,
    /// What stands before part one.
    pub preface: Option<Spanned<String>>,
    /// The parts in order.
    pub parts: Vec<Part>,
    /// 署名, or none.
    pub signature: Option<Signature>,
    /// Every number of every table: table key → cell key → value, totals computed.
    pub tables: BTreeMap<String, BTreeMap<String, Spanned<Value>>>,
}

/// A part of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The heading with its number, `一、总体情况`.
    pub heading: Spanned<String>,
    /// Narrative, one paragraph a line; may hold `{{ … }}`.
    pub text: Option<Spanned<String>>,
    /// Key of the official table it shows.
    pub table: Option<String>,
}

/// 署名 and 成文日期.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// Issuing bodies, the lead one first.
    pub bodies: Vec<Spanned<String>>,
    /// 成文日期.
    pub date: Spanned<Date>,
    /// Whether room is left for a seal (`盖章: 是`).
    pub sealed: bool,
}

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: i32,
    /// Month, 1–12.
    pub month: u8,
    /// Day, 1–31.
    pub day: u8,
}
