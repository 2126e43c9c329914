//! Whose report of the year before is whose.

use crate::report::Report;

/// The report of the same agency for the year before, among several.
pub fn previous_of<'a>(report: &Report, candidates: &'a [Report]) -> Option<&'a Report> {
    let last = report.year.value - 1;
    let name = |report: &Report| report.agency.value.split_whitespace().collect::<String>();
    let own = name(report);
    candidates.iter().find(|candidate| candidate.year.value == last && name(candidate) == own)
}
