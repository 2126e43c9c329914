//! Which units of the county's list have reported.

use crate::{
    check,
    diagnostic::{Diagnostic, Diagnostics},
    file,
    report::County,
};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

/// A report and whose it is: its 机关, as far as it could be read.
#[derive(Clone, Debug)]
pub struct Present {
    /// The file.
    pub input: PathBuf,
    /// 机关.
    pub agency: Option<String>,
}

/// Warnings of listed units that are missing, units that came twice and reports of units that are
/// not listed. A unit is known by its 机关 with or without the county's name and 人民政府 or
/// 办事处, and otherwise by the name of its file.
pub(super) fn call(county: &County, present: &[Present]) -> Diagnostics {
    let mut findings = Diagnostics::default();
    let place = county.name.as_ref().map_or("", |name| &name.value);
    let mut listed = vec![false; present.len()];
    let by_name = by_name(present, place);
    for unit in &county.units {
        let its = by_name.get(short(&unit.value, place)).map_or(&[][..], Vec::as_slice);
        for i in its {
            if let Some(seen) = listed.get_mut(*i) {
                *seen = true;
            }
        }
        let finding = match its {
            [_] => continue,
            [] => missing(&unit.value, present, place),
            _ => doubled(&unit.value, its, present),
        };
        findings.push(finding.at(&county.source, unit.at.clone(), ""));
    }
    if !county.units.is_empty() {
        let strangers = present.iter().zip(&listed).filter(|(_, listed)| !**listed);
        findings.extend(strangers.map(|(report, _)| stranger(report, county)));
    }
    findings
}

/// The reports of each unit, by its short name: that of its 机关, and that of the file.
fn by_name<'a>(present: &'a [Present], county: &str) -> HashMap<&'a str, Vec<usize>> {
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, report) in present.iter().enumerate() {
        let file = short(stem(&report.input), county);
        by_name.entry(file).or_default().push(i);
        let agency = report.agency.as_deref().map(|agency| short(agency, county));
        if let Some(agency) = agency.filter(|agency| *agency != file) {
            by_name.entry(agency).or_default().push(i);
        }
    }
    by_name
}

/// The place of each report's unit in the list; behind all if it is not there.
pub(super) fn places(county: &County, present: &[Present]) -> Vec<usize> {
    let name = county.name.as_ref().map_or("", |name| name.value.as_str());
    let by_name = by_name(present, name);
    let mut places = vec![county.units.len(); present.len()];
    for (place, unit) in county.units.iter().enumerate() {
        let its = by_name.get(short(&unit.value, name)).map_or(&[][..], Vec::as_slice);
        for i in its {
            if let Some(found) = places.get_mut(*i) {
                *found = place.min(*found);
            }
        }
    }
    places
}

fn missing(unit: &str, present: &[Present], county: &str) -> Diagnostic {
    let finding = check::MISSING_UNIT.finding(format!("缺“{unit}”的报告"));
    // 柳河 on the list, 柳河镇 in the report.
    let name = short(unit, county);
    let near = present.iter().find_map(|report| {
        let agency = report.agency.as_deref()?;
        let other = short(agency, county);
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

/// `易门县龙泉街道办事处` → `龙泉街道`.
fn short<'a>(name: &'a str, county: &str) -> &'a str {
    let name = name.trim();
    let name = name.strip_prefix(county).unwrap_or(name);
    let bare = name.strip_suffix("人民政府").or_else(|| name.strip_suffix("办事处"));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(name)
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
        let none = load_county(&Source::new("county.yaml", "县名: 易门县\n")).unwrap();
        assert_eq!(call(&none, &[present("1.yaml", None)]), Diagnostics::default());
    }
}
