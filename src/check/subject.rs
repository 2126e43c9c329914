//! A report under check, and what the rules ask of it.

use super::{
    Context, cell,
    prose::{self, ProseLine},
};
use crate::{
    diagnostic::{Code, Diagnostic, Source},
    report::{FormPart, FormTable, Part, Report, RowRole, Spanned, Value},
};
use rust_decimal::Decimal;
use std::{collections::BTreeMap, ops::Range};

/// What a table of the report holds, by cell key.
pub(super) type Cells = BTreeMap<String, Spanned<Value>>;

/// Places that explain one finding; nobody reads on, and each costs a look through its line.
const MOST_RELATED: usize = 100;

/// Bytes of narrative that are looked at, twice a long book: each character may be a finding, and each of
/// these takes several hundred bytes.
const MOST_BYTES: usize = 600_000;

/// The rows that count documents.
pub(super) const DOCUMENTS: [RowRole; 2] = [RowRole::Regulations, RowRole::Normative];

/// A report under check.
pub(super) struct Subject<'a> {
    /// The report.
    pub report: &'a Report,
    /// Last year's.
    pub previous: Option<&'a Report>,
    /// What it sums up, if anything.
    pub units: &'a [Report],
    /// Its narrative, line by line.
    pub lines: Vec<ProseLine<'a>>,
}

/// Rows of a table that have a [`RowRole`].
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    /// Their table.
    pub table: &'a FormTable,
    /// The keys of the rows.
    pub keys: &'a [String],
    /// What the table holds.
    pub cells: &'a Cells,
}

impl<'a> Rows<'a> {
    /// The rows of a role in any report.
    pub(super) fn of(report: &'a Report, role: RowRole) -> Option<Self> {
        let (table, keys) = report.form.rows(role)?;
        Some(Self { table, keys, cells: report.tables.get(&table.key)? })
    }

    /// The keys of the rows' cells in a column, `total`.
    pub(super) fn keys_of(&self, column: &str) -> Vec<String> {
        self.keys.iter().map(|row| format!("{row}.{column}")).collect()
    }

    /// The sum of the rows in a column; `None` where it has no such cell, or words stand in one.
    pub(super) fn amount(&self, column: &str) -> Option<Decimal> {
        self.keys_of(column)
            .iter()
            .try_fold(Decimal::ZERO, |sum, key| sum.checked_add(cell::amount(self.cells, key)?))
    }

    /// Where the first row's number in a column was written.
    pub(super) fn place(&self, column: &str) -> Option<Range<usize>> {
        self.cells.get(self.keys_of(column).first()?)?.at.clone()
    }

    /// Where the first of the rows' numbers that was written stands.
    pub(super) fn place_of_row(&self) -> Option<Range<usize>> {
        let is_own = |key: &str| {
            let row = key.split_once('.').map_or(key, |(row, _)| row);
            self.keys.iter().any(|own| own == row)
        };
        let mut cells = self.cells.iter().filter(|(key, _)| is_own(key));
        cells.find_map(|(_, cell)| cell.at.clone())
    }

    /// Where the total of a row would stand that is written down without: behind its last number. In a file that
    /// was read it has a cell of its own.
    pub(super) fn place_of_total(&self, source: &Source) -> Option<Range<usize>> {
        let is_own = |key: &str| {
            let row = key.split_once('.').map_or(key, |(row, _)| row);
            self.keys.iter().any(|own| own == row)
        };
        let its = self.cells.iter().filter(|(key, _)| is_own(key));
        let end = its.filter_map(|(_, cell)| cell.at.as_ref().map(|at| at.end)).max()?;
        let is_end = source.text.get(end..)?.starts_with(']');
        (source.is_read() && is_end).then_some(end..end + 1)
    }

    /// Where the numbers of a column come from; see [`cell::origins`].
    pub(super) fn origins(&self, column: &str) -> Vec<Range<usize>> {
        let keys = self.keys_of(column);
        keys.iter().flat_map(|key| cell::origins(self.table, self.cells, key)).collect()
    }
}

impl<'a> Subject<'a> {
    pub(super) fn new(report: &'a Report, context: &Context<'a>) -> Self {
        Self {
            report,
            previous: context.previous,
            units: context.units,
            lines: prose::lines(report),
        }
    }

    /// Leaves out what no report is long enough to have, and tells it.
    pub(super) fn shorten(&mut self) -> Option<Diagnostic> {
        let mut left = MOST_BYTES;
        let all = self.lines.iter().map(|line| line.text.chars().count()).sum::<usize>();
        let cut = self.lines.iter().position(|line| match left.checked_sub(line.text.len()) {
            Some(rest) => {
                left = rest;
                false
            }
            None => true,
        })?;
        self.lines.truncate(cut + 1);
        if let Some(line) = self.lines.last_mut() {
            let mut ends = (0..4).map(|back| left.saturating_sub(back));
            let end = ends.find(|end| line.text.is_char_boundary(*end));
            line.text.truncate(end.unwrap_or_default());
        }
        let looked: usize = self.lines.iter().map(|line| line.text.chars().count()).sum();
        let [all, looked] = [all, looked].map(|count| (count + 5000) / 10_000);
        let message = format!("内容太长：有 {all} 万字，检查只看了前 {looked} 万字");
        let finding = Diagnostic::warning(Code::TooLong, message);
        let finding = finding.help("请看报告里是不是贴错了东西；确实这样长的，分成几份检查");
        // At the head of the report: whatever else is told of it, this is seen.
        Some(self.at(finding, None, ""))
    }

    /// The tables of the form with what they hold.
    pub(super) fn tables(&self) -> impl Iterator<Item = (&'a FormTable, &'a Cells)> {
        let report = self.report;
        let tables = report.form.tables.iter();
        tables.filter_map(|form| Some((form, report.tables.get(&form.key)?)))
    }

    /// The rows of a role, with their table and what it holds.
    pub(super) fn rows(&self, role: RowRole) -> Option<Rows<'a>> {
        Rows::of(self.report, role)
    }

    /// The part whose heading, its number aside, is or holds a name.
    pub(super) fn part(&self, name: &str) -> Option<&'a Part> {
        let parts = self.report.parts.iter();
        parts.clone().find(|part| part.heading.value.contains(name))
    }

    /// Whether the parts are those of the form, in its order.
    pub(super) fn is_standard(&self) -> bool {
        let (parts, form) = (&self.report.parts, &self.report.form.parts);
        let is_same = |(part, form): (&Part, &FormPart)| part.heading.value.contains(&form.name);
        parts.len() == form.len() && parts.iter().zip(form).all(is_same)
    }

    /// Points a finding at a place of the report; at the agency, where nothing was written, so that
    /// the file is known.
    pub(super) fn at(
        &self,
        finding: Diagnostic,
        at: Option<Range<usize>>,
        label: &str,
    ) -> Diagnostic {
        let at = at.or_else(|| self.report.agency.at.clone());
        finding.at(&self.report.source, at, label)
    }

    /// Adds places of the report that explain a finding.
    pub(super) fn related(
        &self,
        mut finding: Diagnostic,
        places: impl IntoIterator<Item = Range<usize>>,
        label: &str,
    ) -> Diagnostic {
        for at in places.into_iter().take(MOST_RELATED) {
            finding = finding.related(&self.report.source, at, label);
        }
        finding
    }
}
