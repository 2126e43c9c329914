//! Which units of the county's list have reported.

use crate::{
    check,
    diagnostic::{Code, Diagnostic, Diagnostics},
    file,
    report::{County, UnitName, agency_of, same_units},
    yaml::Spanned,
};
use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

/// A report and whose it is: its 机关, as far as it could be read.
#[derive(Clone, Debug)]
pub struct Present {
    /// The file.
    pub input: PathBuf,
    /// 机关.
    pub agency: Option<String>,
    /// Whether it is of another year than the one that is asked for: it is there, and stands for none.
    pub is_of_other_year: bool,
}

/// Warnings of listed units that are missing, units that came twice and reports of units that are
/// not listed. A unit is known by its 机关 with or without the places it lies in and 人民政府 or
/// 办事处, and otherwise by the name of its file.
pub(super) fn call(county: &County, present: &[Present]) -> Diagnostics {
    let mut findings = Diagnostics::default();
    let place = county.name.as_ref().map_or("", |name| &name.value);
    let mut listed = vec![false; present.len()];
    let by_name = by_name(present, place);
    for unit in &county.units {
        let its = of_unit(&by_name, UnitName::of(&unit.value, place));
        for i in &its {
            if let Some(seen) = listed.get_mut(*i) {
                *seen = true;
            }
        }
        let finding = match &of_year(&its, present)[..] {
            [_] => continue,
            [] if !its.is_empty() => of_other_year(&unit.value, &its, present),
            [] => missing(&unit.value, present, place),
            its => doubled(&unit.value, its, present),
        };
        findings.push(finding.at(&county.source, unit.at.clone(), ""));
    }
    let unlisted: Vec<&Present> =
        present.iter().zip(&listed).filter(|(_, listed)| !**listed).map(|(one, _)| one).collect();
    findings.extend(several(&unlisted, place));
    if county.units.is_empty() {
        findings.extend(present.iter().filter_map(|report| alone(county, report)));
    } else {
        let strangers = unlisted.iter().filter(|report| !is_of_county(report, place));
        findings.extend(strangers.map(|report| stranger(report, county)));
        // One that bears the name of a listed unit, and lies in another county.
        let listed = present.iter().zip(&listed).filter(|(_, listed)| **listed);
        findings.extend(listed.filter_map(|(report, _)| from_elsewhere(county, report)));
    }
    findings
}

/// The reports that are of the year that is asked for.
fn of_year(its: &[usize], present: &[Present]) -> Vec<usize> {
    let is_of_other = |i: &usize| present.get(*i).is_some_and(|report| report.is_of_other_year);
    its.iter().copied().filter(|i| !is_of_other(i)).collect()
}

/// The warning of a unit that has sent in reports of other years alone.
fn of_other_year(unit: &str, its: &[usize], present: &[Present]) -> Diagnostic {
    let files: Vec<_> =
        its.iter().filter_map(|i| present.get(*i)).map(|one| file::shown(&one.input)).collect();
    let message = format!("缺“{unit}”的报告：{} 是别的年度的", files.join("、"));
    check::MISSING_UNIT.finding(message).help("请它交这一年的；年度写错了的，改正“年度”")
}

/// Whether a unit is on its county's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RollKind {
    /// It is, or there is no list.
    Listed,
    /// It is not.
    Unlisted,
    /// It is the county itself, whose report sums up the others.
    County,
}

/// A unit and its reports.
#[derive(Clone, Debug)]
pub struct RollLine {
    /// Its name, as the list has it; else its 机关, or the name of its file.
    pub unit: String,
    /// Whether it is on the list.
    pub kind: RollKind,
    /// The reports that are its own, by place; none when it is missing.
    pub reports: Vec<usize>,
    /// What is to be said about how many there are, and whose.
    pub finding: Option<Diagnostic>,
}

/// Who has reported: the units of the list in its order, and behind them those that are not on it.
pub fn lines(county: Option<&County>, present: &[Present]) -> Vec<RollLine> {
    let place = county.and_then(|county| county.name.as_ref()).map_or("", |name| &name.value);
    let mut is_listed = vec![false; present.len()];
    let mut lines = Vec::new();
    let by_name = by_name(present, place);
    let listed = county.iter().flat_map(|county| county.units.iter().map(move |u| (county, u)));
    for (county, unit) in listed {
        let reports = of_unit(&by_name, UnitName::of(&unit.value, place));
        for i in &reports {
            is_listed.get_mut(*i).into_iter().for_each(|seen| *seen = true);
        }
        let finding = match &of_year(&reports, present)[..] {
            [_] => None,
            // It is told of the file.
            [] if !reports.is_empty() => None,
            [] => Some(missing(&unit.value, present, place)),
            its => Some(doubled(&unit.value, its, present)),
        };
        let finding = finding.map(|finding| finding.at(&county.source, unit.at.clone(), ""));
        lines.push(RollLine { unit: unit.value.clone(), kind: RollKind::Listed, reports, finding });
    }
    let rest: Vec<usize> =
        (0..present.len()).filter(|i| is_listed.get(*i) == Some(&false)).collect();
    lines
        .extend(groups(&rest, present, place).into_iter().map(|its| of_rest(county, its, present)));
    lines
}

/// Reports by unit, each unit where its first report stands.
fn groups(rest: &[usize], present: &[Present], county: &str) -> Vec<Vec<usize>> {
    let agency = |i: &usize| present.get(*i)?.agency.as_deref();
    let names: Vec<_> =
        rest.iter().map(|i| agency(i).map(|agency| UnitName::of(agency, county))).collect();
    let mut groups = same_units(&names);
    let grouped: HashSet<usize> = groups.iter().flatten().copied().collect();
    groups.extend((0..rest.len()).filter(|at| !grouped.contains(at)).map(|at| vec![at]));
    groups.sort_unstable();
    let places = |group: Vec<usize>| group.iter().filter_map(|at| rest.get(*at).copied()).collect();
    groups.into_iter().map(places).collect()
}

/// The line of a unit that is on no list.
fn of_rest(county: Option<&County>, reports: Vec<usize>, present: &[Present]) -> RollLine {
    let place = county.and_then(|county| county.name.as_ref()).map_or("", |name| &name.value);
    let first = reports.first().and_then(|i| present.get(*i));
    let unit =
        first.map_or("", |first| first.agency.as_deref().unwrap_or_else(|| stem(&first.input)));
    let is_county = first.is_some_and(|first| is_of_county(first, place));
    let has_list = county.is_some_and(|county| !county.units.is_empty());
    let kind = match (is_county, has_list) {
        (true, _) => RollKind::County,
        (false, true) => RollKind::Unlisted,
        (false, false) => RollKind::Listed,
    };
    let its = of_year(&reports, present);
    let several = (its.len() > 1).then(|| doubled(unit, &its, present));
    let strange = first.zip(county).and_then(|(first, county)| match kind {
        RollKind::Unlisted => Some(stranger(first, county)),
        RollKind::Listed => alone(county, first),
        RollKind::County => None,
    });
    RollLine { unit: unit.to_owned(), kind, finding: several.or(strange), reports }
}

/// How many units stand how, of those that were asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RollCount {
    /// Those on the list.
    pub listed: usize,
    /// Those that have sent in nothing.
    pub missing: usize,
    /// Those that have sent in several reports.
    pub doubled: usize,
    /// Those that have sent in reports of other years alone.
    pub other_year: usize,
    /// Those of which nothing can be read.
    pub unread: usize,
}

impl RollCount {
    /// How the listed units stand; `left` tells of files that were sent in and that nobody can read.
    pub fn of(county: &County, present: &[Present], left: &Diagnostics) -> Self {
        let mut count = Self { listed: county.units.len(), ..Self::default() };
        for line in lines(Some(county), present).iter().take(count.listed) {
            match of_year(&line.reports, present).len() {
                0 if !line.reports.is_empty() => count.other_year += 1,
                0 if unread(&line.unit, left).is_none() => count.missing += 1,
                0 => count.unread += 1,
                1 => {}
                _ => count.doubled += 1,
            }
        }
        count
    }
}

/// What tells that a unit has sent in a file that nobody can read.
pub fn unread<'f>(unit: &str, left: &'f Diagnostics) -> Option<&'f Diagnostic> {
    left.iter().find(|finding| finding.code == Code::NotTaken && finding.message.contains(unit))
}

/// Warnings of units that have several reports, where no list says which there are to be.
pub(super) fn several(present: &[&Present], county: &str) -> Diagnostics {
    let names: Vec<Option<UnitName<'_>>> = present
        .iter()
        .map(|report| report.agency.as_deref().map(|agency| UnitName::of(agency, county)))
        .collect();
    let groups = same_units(&names);
    let finding = |its: &Vec<usize>| {
        let first = its.first().and_then(|i| names.get(*i)?.as_ref())?;
        let reports: Vec<Present> =
            its.iter().filter_map(|i| present.get(*i).map(|report| (*report).clone())).collect();
        let all: Vec<usize> = (0..reports.len()).collect();
        Some(doubled(first.own, &all, &reports))
    };
    groups.iter().filter_map(finding).collect()
}

/// The warning of one township's report that is not on the county's list, or is another county's.
pub(super) fn alone(county: &County, report: &Present) -> Option<Diagnostic> {
    let place = county.name.as_ref().map_or("", |name| name.value.as_str());
    let agency = UnitName::of(report.agency.as_deref()?, place);
    let is_listed = |unit: &Spanned<String>| UnitName::of(&unit.value, place).is_same(&agency);
    if !agency.is_township() {
        return None;
    }
    if let Some(foreign) = from_elsewhere(county, report) {
        return Some(foreign);
    }
    let is_known = county.units.is_empty() || county.units.iter().any(is_listed);
    (!is_known).then(|| stranger(report, county))
}

/// The warning of a township's report whose agency begins with the name of another county.
fn from_elsewhere(county: &County, report: &Present) -> Option<Diagnostic> {
    let place = county.name.as_ref().map_or("", |name| name.value.as_str());
    let agency = report.agency.as_deref()?;
    let other = another_county(agency, place)?;
    UnitName::of(agency, place).is_township().then(|| foreign(county, report, other))
}

/// The warning of a report that is another county's.
fn foreign(county: &County, report: &Present, other: &str) -> Diagnostic {
    let message = format!(
        "{}：“{}”是“{other}”的，{} 里的县名是“{}”",
        file::shown(&report.input),
        report.agency.as_deref().unwrap_or_default(),
        county.source.name,
        county.name.as_ref().map_or("", |name| name.value.as_str()),
    );
    let finding = check::UNLISTED_UNIT.finding(message);
    finding.help("请核对报告里的“机关”，和 county.yaml 里的“县名”")
}

/// The county that an agency's name begins with, if it is not this one: `白云县` of `白云县青石镇人民政府`.
fn another_county<'a>(agency: &'a str, county: &str) -> Option<&'a str> {
    let kind = county.chars().next_back().filter(|kind| "县市区旗".contains(*kind))?;
    let end = agency.find(kind)? + kind.len_utf8();
    let other = agency.get(..end)?;
    let is_same = other.ends_with(county) || county.ends_with(other);
    (!is_same && other.chars().count() > 2).then_some(other)
}

/// Whether a report is the county's own, which sums up the others.
fn is_of_county(report: &Present, county: &str) -> bool {
    !county.is_empty() && report.agency.as_deref() == Some(&*agency_of(county))
}

/// The reports of each unit, by its own name: that of its 机关, and that of the file.
type ByName<'a> = HashMap<&'a str, Vec<(UnitName<'a>, usize)>>;

fn by_name<'a>(present: &'a [Present], county: &'a str) -> ByName<'a> {
    let mut by_name: ByName<'a> = HashMap::new();
    for (i, report) in present.iter().enumerate() {
        let file = UnitName::of(stem(&report.input), county);
        by_name.entry(file.own).or_default().push((file, i));
        let agency = report.agency.as_deref().map(|agency| UnitName::of(agency, county));
        if let Some(agency) = agency.filter(|agency| *agency != file) {
            by_name.entry(agency.own).or_default().push((agency, i));
        }
    }
    by_name
}

fn of_unit(by_name: &ByName<'_>, unit: UnitName<'_>) -> Vec<usize> {
    let known = by_name.get(unit.own).into_iter().flatten();
    let mut its: Vec<usize> =
        known.filter(|(name, _)| name.is_same(&unit)).map(|(_, i)| *i).collect();
    its.sort_unstable();
    its.dedup();
    its
}

/// The place of each report's unit in the list; behind all if it is not there.
pub(super) fn places(county: &County, present: &[Present]) -> Vec<usize> {
    let name = county.name.as_ref().map_or("", |name| name.value.as_str());
    let by_name = by_name(present, name);
    let mut places = vec![county.units.len(); present.len()];
    for (place, unit) in county.units.iter().enumerate() {
        for i in of_unit(&by_name, UnitName::of(&unit.value, name)) {
            if let Some(found) = places.get_mut(i) {
                *found = place.min(*found);
            }
        }
    }
    places
}

fn missing(unit: &str, present: &[Present], county: &str) -> Diagnostic {
    let finding = check::MISSING_UNIT.finding(format!("缺“{unit}”的报告"));
    // 柳河 on the list, 柳河镇 in the report.
    let name = UnitName::of(unit, county).own;
    let near = present.iter().find_map(|report| {
        let agency = report.agency.as_deref()?;
        let other = UnitName::of(agency, county).own;
        let is_near =
            name.chars().count() > 1 && (other.starts_with(name) || name.starts_with(other));
        is_near.then_some((agency, &report.input))
    });
    match near {
        Some((agency, input)) => finding.help(format!(
            "是不是 {} 里的“{agency}”？是的，把名单里的名称写全",
            file::shown(input)
        )),
        None => finding.help("请把它的报告放进这个文件夹；确实不用报的，从单位名单里删去"),
    }
}

fn stem(input: &Path) -> &str {
    input.file_stem().and_then(|s| s.to_str()).unwrap_or_default()
}

/// Files named of one unit.
const MOST_NAMED: usize = 20;

fn doubled(unit: &str, its: &[usize], present: &[Present]) -> Diagnostic {
    let count = its.len();
    let named = its.iter().take(MOST_NAMED).filter_map(|i| present.get(*i));
    let files: Vec<_> = named.map(|report| file::shown(&report.input)).collect();
    let more = if count > MOST_NAMED { "等" } else { "" };
    let message = format!("“{unit}”有 {count} 份报告：{}{more}", files.join("、"));
    check::DOUBLED_UNIT.finding(message).help("请只留一份")
}

fn stranger(report: &Present, county: &County) -> Diagnostic {
    let name = report.agency.as_deref().unwrap_or_else(|| stem(&report.input));
    let message =
        format!("{}：“{name}”不在 {} 的单位名单里", file::shown(&report.input), county.source.name);
    check::UNLISTED_UNIT.finding(message).help("请核对报告里的“机关”；确是本县单位的，把它加进名单")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::{Source, human},
        report::load_county,
    };

    #[test]
    fn who_is_missing_doubled_or_unknown_is_told_at_the_list() {
        let text = "县名: 易门县\n单位:\n  - 龙泉街道\n  - 绿汁镇\n  - 小街乡\n  - 十街彝族乡\n";
        let county = load_county(&Source::new("county.yaml", text)).unwrap();
        let present = |input: &str, agency: Option<&str>| Present {
            input: input.into(),
            agency: agency.map(str::to_owned),
            is_of_other_year: false,
        };
        let found = call(
            &county,
            &[
                present("1.yaml", Some("易门县龙泉街道办事处")),
                present("2.yaml", Some("绿汁镇人民政府")),
                present("3.yaml", Some("易门县绿汁镇人民政府")),
                // Cannot be read, but is there.
                present("小街乡.yaml", None),
                present("x.yaml", Some("人民政府")),
            ],
        );
        insta::assert_snapshot!(human(&found, false));
        // By itself.
        let told = |agency: &str| {
            let finding = alone(&county, &present("9.yaml", Some(agency)));
            finding.map(|finding| finding.message)
        };
        assert!(told("易门县白水镇人民政府").is_some_and(|m| m.contains("不在")));
        assert!(told("白云县绿汁镇人民政府").is_some_and(|m| m.contains("“白云县”")));
        for agency in
            ["绿汁镇人民政府", "玉溪市易门县绿汁镇人民政府", "易门县人民政府", "易门县民政局"]
        {
            assert_eq!(told(agency), None, "{agency}");
        }
        let none = load_county(&Source::new("county.yaml", "县名: 易门县\n")).unwrap();
        assert_eq!(call(&none, &[present("1.yaml", None)]), Diagnostics::default());
    }
}
