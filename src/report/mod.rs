//! YAML → [`Report`]: what one unit reports, typed, every value with the place it was written at.
//!
//! The official form (rows, columns, merges, labels, keys, sums) is data under
//! `templates/annual-report/forms/`, read into [`Form`]; a new form year is a new file.

mod carry;
mod edit;
mod extra;
mod fill;
mod form;
mod load;
mod number;
mod part_names;
mod schema;
pub mod sheets;
mod starter;
mod successor;
mod table;
mod totals;
mod trail;
mod unit;
mod write;

pub use self::{
    carry::{carry_over, forget_carried, forget_open},
    edit::{Edits, Target, change, edited, rewritten},
    extra::Extra,
    fill::draft,
    form::{Draft, Form, FormCell, FormCellKind, FormPart, FormTable, Forms, RowRole, Sum},
    load::{
        County, FIRST_YEAR, LAST_YEAR, LoadedReport, Shared, load, load_county, load_with,
        parse_year,
    },
    number::{Measure, is_nil_mark, measured},
    part_names::find_part,
    schema::schema,
    starter::{agency_of, first, is_untouched, sample_lines, starter},
    successor::{may_be_of, successor},
    totals::add_up,
    unit::{UnitName, same_units},
    write::{Hints, to_yaml},
};

pub use crate::{
    date::{Date, NoDate},
    yaml::Spanned,
};

pub(crate) use self::number::read as read_cell;

use crate::diagnostic::Source;
use std::{collections::BTreeMap, sync::Arc};

impl Report {
    /// A report in which nothing is said yet but whose it is.
    pub fn new(form: &Arc<Form>, agency: &str, year: i32) -> Self {
        let part = |part: &FormPart| Part {
            heading: part.heading.clone().into(),
            text: None,
            table: part.table.clone(),
        };
        let mut report = Self {
            source: Source::new("", ""),
            form: Arc::clone(form),
            agency: agency.to_owned().into(),
            short_name: None,
            year: year.into(),
            title: Vec::new(),
            preface: None,
            parts: form.parts.iter().map(part).collect(),
            signature: None,
            extra: BTreeMap::new(),
            extra_texts: Vec::new(),
            tables: BTreeMap::new(),
        };
        report.title = vec![report.default_title().into()];
        totals::complete(form, &mut report.tables);
        report
    }

    /// The title of a report that gives none.
    pub fn default_title(&self) -> String {
        let unit = self.short_name.as_ref().unwrap_or(&self.agency);
        format!("{}{}年政府信息公开工作年度报告", unit.value, self.year.value)
    }

    /// Whether its parts are those of the form, in its order and under its headings.
    pub fn has_standard_parts(&self) -> bool {
        let is_same = |(part, form): (&Part, &FormPart)| {
            part.heading.value == form.heading && part.table == form.table
        };
        let parts = self.parts.iter().zip(&self.form.parts);
        self.parts.len() == self.form.parts.len() && parts.into_iter().all(is_same)
    }

    /// Whether 正文 lists the parts: then a heading is written where it is said to stand, else its key is.
    pub fn lists_parts(&self) -> bool {
        let written = |part: &Part| {
            let text = part.heading.at.clone().and_then(|at| self.source.text.get(at));
            text.is_some_and(|text| text.contains(&part.heading.value))
        };
        !self.has_standard_parts() || self.parts.iter().any(written)
    }

    /// The title on one line.
    pub fn title_line(&self) -> String {
        self.title.iter().map(|line| line.value.trim()).collect()
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
    /// A total that adds up something that is no number: not known, which is not 0.
    Unknown,
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
    /// The texts under 附加 once more, each under its key and with its place.
    pub extra_texts: Vec<(String, Spanned<String>)>,
    /// Every number of every table: table key → cell key → value. All cells of the form are there;
    /// totals that were not typed are computed (`at` is `None`), or unknown.
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
