//! `county.yaml`: what the units of a folder share, and which units there are to be.

use super::read_year;
use crate::{
    diagnostic::{Result, Source},
    report::{Date, Forms, Spanned, UnitName, same_units},
    text,
    yaml::{self, Entries, Field, Kind, Name, Reader},
};
use std::{collections::BTreeSet, sync::Arc};

/// What a report takes over where it says nothing itself; a unit's own value wins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shared {
    /// 年度.
    pub year: Option<i32>,
    /// 成文日期. A report without 署名 is then signed by its own agency.
    pub date: Option<Date>,
    /// 县名.
    pub county: Option<String>,
    /// The forms that a report may follow.
    pub forms: Forms,
}

/// What `county.yaml` says.
#[derive(Clone, Debug)]
pub struct County {
    /// The file.
    pub source: Arc<Source>,
    /// 县名, e.g. `易门县`.
    pub name: Option<Spanned<String>>,
    /// Year and date of all reports.
    pub shared: Shared,
    /// 模板: a built-in template, or a template folder as seen from the folder of `county.yaml`.
    pub template: Option<Spanned<String>>,
    /// 字体目录: a folder of fonts, from the folder of `county.yaml`.
    pub fonts: Option<Spanned<String>>,
    /// 系统字体: whether the fonts installed on the machine are used.
    pub system_fonts: bool,
    /// 版式: the name of a profile.
    pub profile: Option<Spanned<String>>,
    /// 格式: the names of the files to write of each report; empty when it says none.
    pub formats: Vec<Spanned<String>>,
    /// 表式: files of forms newer than the built-in ones, from the folder of `county.yaml`, the oldest first.
    pub forms: Vec<Spanned<String>>,
    /// 文件名: the pattern that output files are named by.
    pub file_name: Option<Spanned<String>>,
    /// 单位: the units that must report; empty when there is no list.
    pub units: Vec<Spanned<String>>,
}

const SHOWN: &str =
    "县名、年度、模板、字体目录、系统字体、版式、成文日期、格式、文件名、表式、单位";

/// Reads a `county.yaml`.
///
/// # Errors
/// Everything that is wrong with it, in the order of the text.
pub fn load_county(source: &Arc<Source>) -> Result<County> {
    let start = format!("可以写：{SHOWN}；用不着就删去这个文件");
    Ok(yaml::read(source, &start, |reader, top| Some(county(reader, top)))?.0)
}

fn county(reader: &mut Reader<'_>, top: Entries<'_>) -> County {
    let names = [
        Name::new(["县名", "县"], "county"),
        Name::new(["年度", "年份"], "year"),
        Name::new(["模板"], "template"),
        Name::new(["字体目录"], "font_dir"),
        Name::new(["系统字体"], "system_fonts"),
        Name::new(["版式"], "profile"),
        Name::new(["成文日期", "日期"], "date"),
        Name::new(["格式", "输出格式"], "formats"),
        Name::new(["文件名"], "file_name"),
        Name::new(["表式"], "forms"),
        Name::new(["单位"], "units"),
    ];
    let [name, year, template, fonts, system, profile, date, formats, file_name, forms, units] =
        top.take_all(reader, &names);
    let line = |field: Option<Field<'_>>| field.and_then(|f| reader.required_line(f));
    let [name, template, fonts, profile, file_name] =
        [name, template, fonts, profile, file_name].map(line);
    let county_name = name.as_ref().map(|name: &Spanned<String>| name.value.clone());
    let county = County {
        source: Arc::clone(reader.source),
        name,
        shared: Shared {
            year: year.and_then(|f| read_year(reader, f)).map(|y| y.value),
            date: date.and_then(|f| reader.date(f)).map(|d| d.value),
            county: county_name,
            forms: Forms::default(),
        },
        template,
        fonts,
        system_fonts: system.and_then(|field| reader.yes_no(field)).unwrap_or(false),
        profile,
        formats: formats.map_or_else(Vec::new, |field| named(reader, field)),
        file_name,
        forms: forms.map_or_else(Vec::new, |field| reader.lines(field)),
        units: Vec::new(),
    };
    let place = county.name.as_ref().map_or("", |name| name.value.as_str());
    let units = units.map_or_else(Vec::new, |field| listed(reader, field, place));
    County { units, ..county }
}

/// The names of formats: a list, or one text with marks between them.
fn named(reader: &mut Reader<'_>, field: Field<'_>) -> Vec<Spanned<String>> {
    let lines = reader.lines(field);
    let names = |line: &Spanned<String>| -> Vec<Spanned<String>> {
        let names = text::listed(&line.value).into_iter();
        names.map(|value| Spanned { value, at: line.at.clone() }).collect()
    };
    lines.iter().flat_map(names).collect()
}

/// Marks that part names where commas should; no name has one of them.
const MARKS: [char; 5] = ['、', '，', ',', '；', ';'];

/// The list of units, each once under whatever name. Names parted by other marks than commas are taken as
/// they are meant.
fn listed(reader: &mut Reader<'_>, field: Field<'_>, county: &str) -> Vec<Spanned<String>> {
    let is_line = |text: &str| text.contains(MARKS) && !text.contains('\n');
    let lines = match &field.value.kind {
        Kind::List(_) => reader.lines(field),
        Kind::Text(text) if is_line(text) => reader.line(field).into_iter().collect(),
        _ => {
            let help = "每个单位一行，写成“  - 龙泉街道”";
            reader.wrong_type(field, "一个列表", help);
            return Vec::new();
        }
    };
    let all: Vec<Spanned<String>> =
        lines.iter().flat_map(|line| parted(line, &reader.source.text)).collect();
    let names: Vec<_> = all.iter().map(|unit| Some(UnitName::of(&unit.value, county))).collect();
    let mut again = BTreeSet::new();
    for group in same_units(&names) {
        let mut its = group.iter().filter_map(|at| Some((*at, all.get(*at)?)));
        let Some((_, first)) = its.next() else {
            continue;
        };
        for (at, unit) in its {
            again.insert(at);
            if let (Some(first), Some(second)) = (&first.at, &unit.at) {
                reader.twice(&unit.value, first, second);
            }
        }
    }
    let once = all.iter().enumerate().filter(|(at, _)| !again.contains(at));
    once.map(|(_, unit)| unit.clone()).collect()
}

/// The names in one item of the list, each at its place.
fn parted(line: &Spanned<String>, source: &str) -> Vec<Spanned<String>> {
    let mut from = line.at.as_ref().map_or(0, |at| at.start);
    let end = line.at.as_ref().map_or(0, |at| at.end);
    // What stands between quotes is one name.
    let before = source.get(..from).unwrap_or_default().chars().next_back();
    let first = source.get(from..end).unwrap_or_default().chars().next();
    if [before, first].into_iter().flatten().any(|c| matches!(c, '"' | '\'')) {
        return vec![line.clone()];
    }
    // [柳河镇 白水镇]: the blanks part names where each is whole.
    let is_name = |name: &str| ["乡", "镇", "街道"].iter().any(|kind| name.ends_with(kind));
    let is_parted_by_blanks = line.value.split_whitespace().all(is_name);
    let is_mark = |c: char| MARKS.contains(&c) || (is_parted_by_blanks && c.is_whitespace());
    let names = line.value.split(is_mark).map(str::trim).filter(|name| !name.is_empty());
    let names = names.map(|name| {
        let rest = source.get(from..end).unwrap_or_default();
        let place = rest.find(name).map(|start| from + start..from + start + name.len());
        from = place.as_ref().map_or(from, |place| place.end);
        Spanned { value: name.to_owned(), at: place.or_else(|| line.at.clone()) }
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::{self, Code},
        report::load_with,
    };

    #[test]
    fn every_key_is_read_in_both_languages() {
        for text in [
            "县名: 易门县\n年度: 2022\n模板: 模板\n字体目录: 字体\n系统字体: 是\n版式: gb33476\n成文日期: 2023年1月17日\n格式: [docx, OFD]\n文件名: '{机关}'\n表式: 2027.yaml\n单位: [甲乡, 乙镇]\n",
            "county: 易门县\nyear: 2022\ntemplate: 模板\nfont_dir: 字体\nsystem_fonts: true\nprofile: gb33476\ndate: 2023-1-17\nformats: docx、OFD\nfile_name: '{机关}'\nforms: [2027.yaml]\nunits:\n  - 甲乡\n  - 乙镇\n",
        ] {
            let county = load_county(&Source::new("county.yaml", text)).unwrap();
            let text = |v: &Option<Spanned<String>>| v.as_ref().unwrap().value.clone();
            assert_eq!(text(&county.name), "易门县");
            assert_eq!(text(&county.template), "模板");
            assert_eq!(text(&county.fonts), "字体");
            assert!(county.system_fonts);
            let formats: Vec<_> = county.formats.iter().map(|f| f.value.as_str()).collect();
            assert_eq!(formats, ["docx", "OFD"]);
            assert_eq!(text(&county.profile), "gb33476");
            assert_eq!(text(&county.file_name), "{机关}");
            assert_eq!(county.forms[0].value, "2027.yaml");
            assert_eq!(county.shared.year, Some(2022));
            assert_eq!(county.shared.date.unwrap().to_string(), "2023年1月17日");
            let units: Vec<_> = county.units.iter().map(|u| u.value.as_str()).collect();
            assert_eq!(units, ["甲乡", "乙镇"]);
        }
    }

    #[test]
    fn a_name_between_quotes_is_one_whatever_is_in_it() {
        let text = "县名: 易门县\n单位:\n  - \"=HYPERLINK(1,2)镇\"\n  - 甲乡、乙镇\n";
        let county = load_county(&Source::new("county.yaml", text)).unwrap();
        let units: Vec<_> = county.units.iter().map(|u| u.value.as_str()).collect();
        assert_eq!(units, ["=HYPERLINK(1,2)镇", "甲乡", "乙镇"]);
    }

    #[test]
    fn mistakes_are_explained_as_in_a_report() {
        let text = "县命: 易门县\n年度: 二〇二二\n成文日期: 2023-02-30\n单位:\n  - 甲乡\n  - 乙镇\n  - 甲乡\n";
        let findings = load_county(&Source::new("county.yaml", text)).unwrap_err();
        insta::assert_snapshot!(diagnostic::human(&findings, false));
        let empty = load_county(&Source::new("county.yaml", "# 空\n")).unwrap_err();
        assert!(empty[0].help.as_ref().unwrap().starts_with("可以写：县名"));
        let colon = load_county(&Source::new("county.yaml", "县名：易门县\n")).unwrap_err();
        assert_eq!(colon[0].code, Code::Colon);
    }

    #[test]
    fn a_report_takes_over_what_it_does_not_say_and_keeps_what_it_says() {
        let date = Date::parse("2023-01-17").ok();
        let shared = Shared { year: Some(2022), date, ..Shared::default() };
        let load = |text: &str| load_with(&Source::new("甲乡.yaml", text), &shared);
        let report = load("机关: 甲乡人民政府\n").unwrap().report;
        let signature = report.signature.unwrap();
        assert_eq!(report.year.value, 2022);
        assert_eq!(signature.bodies[0].value, "甲乡人民政府");
        assert_eq!(signature.date.value.to_string(), "2023年1月17日");

        let own = "机关: 甲乡人民政府\n年度: 2021\n署名: 2022-01-05\n";
        let report = load(own).unwrap().report;
        assert_eq!(report.year.value, 2021);
        let signed = report.signature.unwrap().date.value.to_string();
        assert_eq!(signed, "2022年1月5日");

        let sealed = load("机关: 甲乡人民政府\n署名: { 盖章: 是 }\n").unwrap().report;
        let signature = sealed.signature.unwrap();
        assert!(signature.sealed && signature.date.value.year == 2023);
        let none = load("机关: 甲乡人民政府\n署名: 无\n").unwrap().report;
        assert_eq!(none.signature, None);
        assert!(load_with(&Source::new("甲乡.yaml", "机关: 甲乡\n"), &Shared::default()).is_err());
    }
}
