//! The rules, one file each, in the order of their codes. A code once given out keeps its meaning.

mod nb101_columns_balance;
mod nb102_results_total;
mod nb103_rows_total;
mod nb104_disputes_total;
mod nb105_carried_over;
mod nb106_valid_documents;
mod nb107_possible_documents;
mod nb108_prose_and_tables;
mod nb109_overview;
mod nb110_problems_and_fees;
mod nb111_blank_cells;
mod nb112_counts;
mod nb113_rules_of_townships;
mod nb114_years;
mod nb115_same_as_last_year;
mod nb116_sum_of_units;
mod nb117_published_in_time;
mod nb118_structure;
mod nb119_placeholders;
mod nb120_own_words;
mod nb121_half_width_marks;
mod nb122_document_numbers;
mod nb123_doubled_words;
mod nb124_list_numbering;
mod nb125_padded_dates;
mod nb126_unpaired_marks;
mod nb127_one_unit;
mod nb128_odd_marks;
mod nb129_calendar;
mod nb130_broken_paragraphs;
mod nb131_missing_units;
mod nb132_doubled_units;
mod nb133_unlisted_units;
mod nb134_units_that_add_up;
mod nb135_papers;

pub(super) use self::{
    nb121_half_width_marks::marks as half_width_marks, nb128_odd_marks::edits as odd_mark_edits,
};

use super::{rule::Rule, tie::Tie};
use crate::{
    diagnostic::Code,
    report::{Report, Sum},
};

/// The code of what is yet to be filled in; a skeleton has such places, and they are no fault of it.
pub const BLANK: Code = Code::Rule(nb119_placeholders::RULE.code);

/// A listed unit has no report.
pub static MISSING_UNIT: &Rule = &nb131_missing_units::RULE;
/// A unit has several reports.
pub static DOUBLED_UNIT: &Rule = &nb132_doubled_units::RULE;
/// A report is of no listed unit.
pub static UNLISTED_UNIT: &Rule = &nb133_unlisted_units::RULE;
/// Reports that cannot be added up.
pub static CANNOT_ADD: &Rule = &nb134_units_that_add_up::RULE;

/// A cell that was named and left empty.
pub static EMPTY_CELL: &Rule = &nb111_blank_cells::RULE;
/// A cell with something else in it than what it counts.
pub static NO_COUNT: &Rule = &nb112_counts::RULE;

/// Every rule.
pub static RULES: &[Rule] = &[
    nb101_columns_balance::RULE,
    nb102_results_total::RULE,
    nb103_rows_total::RULE,
    nb104_disputes_total::RULE,
    nb105_carried_over::RULE,
    nb106_valid_documents::RULE,
    nb107_possible_documents::RULE,
    nb108_prose_and_tables::RULE,
    nb109_overview::RULE,
    nb110_problems_and_fees::RULE,
    nb111_blank_cells::RULE,
    nb112_counts::RULE,
    nb113_rules_of_townships::RULE,
    nb114_years::RULE,
    nb115_same_as_last_year::RULE,
    nb116_sum_of_units::RULE,
    nb117_published_in_time::RULE,
    nb118_structure::RULE,
    nb119_placeholders::RULE,
    nb120_own_words::RULE,
    nb121_half_width_marks::RULE,
    nb122_document_numbers::RULE,
    nb123_doubled_words::RULE,
    nb124_list_numbering::RULE,
    nb125_padded_dates::RULE,
    nb126_unpaired_marks::RULE,
    nb127_one_unit::RULE,
    nb128_odd_marks::RULE,
    nb129_calendar::RULE,
    nb130_broken_paragraphs::RULE,
];

/// Whose report it is, everywhere in it.
pub(super) static ONE_UNIT: &Rule = &nb127_one_unit::RULE;
/// Which year and day it is of.
pub(super) static YEARS: &Rule = &nb114_years::RULE;
/// What is written twice.
pub(super) static DOUBLED_WORDS: &Rule = &nb123_doubled_words::RULE;
/// How documents are numbered.
pub(super) static DOCUMENT_NUMBERS: &Rule = &nb122_document_numbers::RULE;

/// The rules that are about any text, whatever it is part of.
pub(super) static TEXT_RULES: &[Rule] = &[
    nb119_placeholders::RULE,
    nb120_own_words::RULE,
    nb121_half_width_marks::RULE,
    nb122_document_numbers::RULE,
    nb123_doubled_words::RULE,
    nb124_list_numbering::RULE,
    nb125_padded_dates::RULE,
    nb126_unpaired_marks::RULE,
    nb128_odd_marks::RULE,
    nb129_calendar::RULE,
    nb130_broken_paragraphs::RULE,
    nb135_papers::RULE,
];

/// Rules about documents that are no reports: how their items go together.
pub static PAPER_RULES: &[Rule] = &[nb135_papers::RULE];

/// Rules about reports side by side. They have their words here; `batch` finds who is missing,
/// `summary` what cannot be added.
pub static COUNTY_RULES: &[Rule] = &[
    nb131_missing_units::RULE,
    nb132_doubled_units::RULE,
    nb133_unlisted_units::RULE,
    nb134_units_that_add_up::RULE,
];

/// What the numbers of a report must keep: the identities of its form, and what follows from last year's
/// report, if that is given. In the order of the rules.
pub fn ties(report: &Report, previous: Option<&Report>) -> Vec<Tie> {
    let mut ties = Vec::new();
    let sums = |rule: &str| -> Vec<_> {
        let tables = report.form.tables.iter();
        let all = tables.flat_map(|table| table.sums.iter().map(move |sum| (table, sum)));
        all.filter(|(_, sum): &(_, &Sum)| sum.rule == rule).collect()
    };
    let balances = sums("R1").into_iter();
    ties.extend(balances.map(|(t, s)| Tie::balance(&nb101_columns_balance::RULE, report, t, s)));
    for (kind, rule) in [
        ("R2", &nb102_results_total::RULE),
        ("R3", &nb103_rows_total::RULE),
        ("R4", &nb104_disputes_total::RULE),
    ] {
        let totals = sums(kind).into_iter();
        ties.extend(totals.filter_map(|(table, sum)| Tie::total(rule, report, table, sum)));
    }
    if let Some(previous) = previous {
        ties.extend(nb105_carried_over::ties(report, previous));
        ties.extend(nb106_valid_documents::ties(report, previous));
    }
    ties.extend(nb107_possible_documents::ties(report, previous));
    // An older form has other columns: a rule that needs one of those it lacks says nothing of it.
    ties.retain(|tie| {
        let table = report.form.table(&tie.table);
        table.is_some_and(|table| tie.keys().all(|key| table.cell(key).is_some()))
    });
    ties
}
