//! Whose report of the year before is whose.

use super::rules::DOUBLED_UNIT;
use crate::{
    diagnostic::{Diagnostic, Severity},
    report::{Report, UnitName},
};

/// The report of the same agency for the year before, among several; `None` when there is none.
///
/// # Errors
/// Several of them, of which nobody knows which is the one that was filed: `NB132`.
pub fn previous_of<'a>(
    report: &Report,
    candidates: &'a [Report],
) -> Result<Option<&'a Report>, Box<Diagnostic>> {
    let last = report.year.value - 1;
    let name = |report: &Report| report.agency.value.split_whitespace().collect::<String>();
    let own = name(report);
    let of_year = || candidates.iter().filter(|candidate| candidate.year.value == last);
    let mut its: Vec<&Report> = of_year().filter(|candidate| name(candidate) == own).collect();
    if its.is_empty() {
        // One of them has the county before its name, or says 政府 for short.
        let bare = |name: &str| match name.strip_suffix("政府") {
            Some(bare) if !name.ends_with("人民政府") => bare.to_owned(),
            _ => name.to_owned(),
        };
        let own = bare(&own);
        let is_it = |candidate: &&Report| {
            let other = bare(&name(candidate));
            let [own, other] = [own.as_str(), &other].map(|name| UnitName::of(name, ""));
            own.is_township() && own.is_same(&other)
        };
        its = of_year().filter(is_it).collect();
    }
    let [first, _, ..] = its[..] else {
        return Ok(its.first().copied());
    };
    let files: Vec<&str> = its.iter().map(|report| report.source.name.as_str()).collect();
    let message = format!(
        "“{}”{last} 年度的报告有 {} 份：{}，不知道和哪一份核对，跨年的数没有核对",
        report.agency.value,
        its.len(),
        files.join("、")
    );
    let mut finding = DOUBLED_UNIT.finding(message).at(&first.source, first.agency.at.clone(), "");
    finding.severity = Severity::Error;
    for other in its.iter().skip(1) {
        if let Some(at) = other.agency.at.clone() {
            finding = finding.related(&other.source, at, "另一份");
        }
    }
    Err(Box::new(finding.help("请只留报出去的那一份")))
}
