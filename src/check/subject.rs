//! A report under check, and what the rules ask of it.

use super::{
    Context,
    prose::{self, Line},
};
use crate::{
    diagnostic::Diagnostic,
    report::{FormPart, FormTable, Part, Report, Spanned, Value},
};
use std::{collections::BTreeMap, ops::Range};

/// What a table of the report holds, by cell key.
pub(super) type Cells = BTreeMap<String, Spanned<Value>>;

/// A report under check.
pub(super) struct Subject<'a> {
    /// The report.
    pub report: &'a Report,
    /// Last year's.
    pub previous: Option<&'a Report>,
    /// What it sums up, if anything.
    pub units: &'a [Report],
    /// Its narrative, line by line.
    pub lines: Vec<Line<'a>>,
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

    /// The tables of the form with what they hold.
    pub(super) fn tables(&self) -> impl Iterator<Item = (&'a FormTable, &'a Cells)> {
        let report = self.report;
        let tables = report.form.tables.iter();
        tables.filter_map(|form| Some((form, report.tables.get(&form.key)?)))
    }

    /// A table of the form with what it holds.
    pub(super) fn table(&self, key: &str) -> Option<(&'a FormTable, &'a Cells)> {
        self.tables().find(|(form, _)| form.key == key)
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
        match at.or_else(|| self.report.agency.at.clone()) {
            Some(at) => finding.at(&self.report.source, at, label),
            None => finding,
        }
    }

    /// Adds places of the report that explain a finding.
    pub(super) fn related(
        &self,
        mut finding: Diagnostic,
        places: impl IntoIterator<Item = Range<usize>>,
        label: &str,
    ) -> Diagnostic {
        for at in places {
            finding = finding.related(&self.report.source, at, label);
        }
        finding
    }
}
