//! YAML → [`Report`]: what one unit reports, typed, every value with the place it was written at.
//!
//! The official form (rows, columns, merges, labels, keys, sums) is data under
//! `templates/annual-report/forms/`, read into [`Form`]; a new form year is a new file.

pub(crate) mod codes;
mod date;
mod decode;
mod extra;
mod form;
pub(crate) mod keys;
mod load;
pub(crate) mod node;
mod normalise;
mod number;
pub(crate) mod reader;
mod schema;
mod starter;
mod syntax;
mod table;
mod totals;

pub use self::{
    date::NoDate,
    decode::{LIMIT, decode},
    extra::Extra,
    form::{Form, FormCell, FormCellKind, FormPart, FormTable, Sum},
    load::{County, Loaded, Shared, load, load_county, load_with},
    number::is_nil_mark,
    schema::schema,
    starter::{agency_of, starter},
    totals::add_up,
};

pub(crate) use self::{
    load::{Top, date, not_a_map},
    number::read as read_cell,
    starter::quoted,
};

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

impl Report {
    /// The title on one line.
    pub fn title_line(&self) -> String {
        self.title.iter().map(|line| line.value.trim()).collect()
    }
}

impl Spanned<String> {
    /// The bytes of each line of a text, in the source it was read from.
    ///
    /// A literal block (`|`) is kept line by line, so each line is found, without its indent. A
    /// text of another kind is known only as a whole: its range is returned for every line.
    /// `None` when the text was not typed.
    pub fn lines(&self, source: &Source) -> Vec<Option<Range<usize>>> {
        let count = self.value.split('\n').count();
        let Some(at) = self.at.clone() else {
            return vec![None; count];
        };
        // Only the range of a literal block begins at the start of a line below the first.
        let before = source.text.get(..at.start).unwrap_or_default();
        if !before.ends_with('\n') {
            return vec![Some(at); count];
        }
        let typed = source.text.get(at.clone()).unwrap_or_default();
        let mut typed = typed.split_inclusive('\n');
        let mut start = at.start;
        let place = |_| {
            let line = typed.next().unwrap_or_default();
            let begin = start + line.len() - line.trim_start().len();
            start += line.len();
            Some(begin..begin + line.trim().len())
        };
        (0..count).map(place).collect()
    }
}

/// What stands in a data cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing was typed; prints as `0`. With a place, the cell was named but left empty.
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
    /// 简称, used in the title in place of the agency's full name: `铜厂乡`.
    pub short_name: Option<Spanned<String>>,
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
    /// 附加: values of the office's own for its templates, by key.
    pub extra: BTreeMap<String, Extra>,
    /// Every number of every table: table key → cell key → value. All cells of the form are there;
    /// totals that were not typed are computed (`at` is `None`).
    pub tables: BTreeMap<String, BTreeMap<String, Spanned<Value>>>,
}

/// A part of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The heading with its number, `一、总体情况`.
    pub heading: Spanned<String>,
    /// Narrative, one paragraph a line; may hold `{{ … }}`. Of a part with a table it stands above
    /// the table.
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
    /// 印章图片: files beside the YAML, one a body in their order; empty when there are none.
    pub seals: Vec<Spanned<String>>,
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
