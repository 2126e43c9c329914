//! A source → [`Report`]: the keys at the top of the file, and what is made of them.

mod county;
mod parts;
mod place;
mod signature;
mod top;

pub use self::county::{County, Shared, load_county};
pub(super) use self::{
    parts::{name as part_name, section_names},
    signature::signature_names,
    top::{TopNames, top_properties},
};

use super::{Date, Form, Forms, Report, Signature, Spanned, extra, totals};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Source},
    text::{half_width, visible},
    yaml::{self, Entries, Entry, Field, Kind, Name, Reader, echo},
};
use std::{collections::BTreeMap, sync::Arc};

/// 政府信息公开条例 took effect on 2008-05-01; the first reports are of that year.
pub const FIRST_YEAR: i32 = 2008;
/// No report is of a later year.
pub const LAST_YEAR: i32 = 2100;

/// A report, and what is to be said about it.
#[derive(Clone, Debug)]
pub struct LoadedReport {
    /// The report.
    pub report: Report,
    /// Warnings. Whether the numbers tie is for the checks to say.
    pub findings: Diagnostics,
}

/// Reads a report.
///
/// # Errors
/// Everything that keeps the file from being understood, together with all other findings, in the
/// order of the text.
pub fn load(source: &Arc<Source>) -> Result<LoadedReport> {
    load_with(source, &Shared::default())
}

/// Reads a report of a unit that shares some values with others.
///
/// # Errors
/// As [`load`].
pub fn load_with(source: &Arc<Source>, shared: &Shared) -> Result<LoadedReport> {
    let mut other_year = None;
    let read =
        yaml::read(source, START, |reader, top| report(reader, top, shared, &mut other_year));
    match read {
        Ok(((report, unsigned), mut findings)) => {
            findings.extend(unsigned.into_iter().chain(other_year));
            Ok(LoadedReport { report, findings: findings.sorted() })
        }
        Err(mut findings) => {
            findings.extend(other_year);
            Err(findings.sorted())
        }
    }
}

pub(super) const START: &str =
    "用 nianbao new 生成一份带说明的 YAML，再照着填；第一行可以写“机关: ”加本机关的全称";

/// The report, and what is to be said of one without a 署名 where nothing else is wrong. That it is of another year
/// than the county's goes to `other_year`: it can be read all the same.
fn report(
    reader: &mut Reader<'_>,
    mut top: Entries<'_>,
    shared: &Shared,
    other_year: &mut Option<Diagnostic>,
) -> Option<(Report, Option<Diagnostic>)> {
    let names = TopNames::new();
    let (agency, year) = whose(reader, &mut top, &names, shared)?;
    *other_year = unlike_the_county(reader, &names.year, year.as_ref(), shared.year);
    let form = top.take(reader, &names.form);
    let form = form.and_then(|field| read_form(reader, field, &shared.forms));
    let year_of_form = year.as_ref().map_or(i32::MAX, |year| year.value);
    let form = form.unwrap_or_else(|| shared.forms.for_year(year_of_form));
    let part_names: Vec<Name> = form.parts.iter().map(|part| parts::name(&form, part)).collect();
    reader.know_top(names.all().into_iter().chain(&part_names));
    let title = top.take(reader, &names.title).map(|field| reader.lines(field));
    let short_name = top.take(reader, &names.short_name).and_then(|field| reader.line(field));
    let preface = top.take(reader, &names.preface).and_then(|field| reader.text(field));
    let sections = top.take(reader, &names.sections);
    let signed = top.take(reader, &names.signature);
    let signature = match signed {
        Some(field) => signature::read(reader, field, agency.as_ref(), shared.date),
        None => signature::shared(agency.as_ref(), shared.date),
    };
    later_than_the_county(reader, signature.as_ref(), shared.date);

    let _ = top.take(reader, &names.template);
    let extra = top.take(reader, &names.extra);
    let (extra, extra_texts) = extra.map(|field| extra::read(reader, field)).unwrap_or_default();

    let standard: Vec<_> = part_names.iter().map(|name| top.take(reader, name)).collect();
    // A file that lacks more than a part is only begun.
    let is_written = sections.is_some() || standard.iter().flatten().count() + 1 >= standard.len();
    let unsigned = signature::lacking(reader, signed, shared.date).filter(|_| is_written);
    let mut tables = BTreeMap::new();
    let parts = parts::read(reader, &form, sections, &standard, &mut tables);
    of_other_documents(reader, &mut top);
    top.report_unknown(reader, names.all().into_iter().chain(&part_names));
    totals::complete(&form, &mut tables);

    let mut report = Report {
        source: Arc::clone(reader.source),
        form,
        agency: agency?,
        short_name,
        year: year?,
        title: title.unwrap_or_default(),
        preface,
        parts,
        signature,
        extra,
        extra_texts,
        tables,
    };
    place::compare(reader, &report, shared.county.as_deref());
    if report.title.is_empty() {
        report.title = vec![report.default_title().into()];
    }
    Some((report, unsigned))
}

/// The agency and the year.
type Whose = (Option<Spanned<String>>, Option<Spanned<i32>>);

/// Whose report it is and of which year, as far as that can be told; `None` for another kind of document.
fn whose(
    reader: &mut Reader<'_>,
    top: &mut Entries<'_>,
    names: &TopNames,
    shared: &Shared,
) -> Option<Whose> {
    let agency = top.take(reader, &names.agency);
    let year = top.take(reader, &names.year);
    if agency.is_none()
        && let Some(key) = of_another_kind(top)
    {
        let message = format!("没有写“机关”，却有“{}”：这不像是年度报告", key.key);
        let template = template_for(top);
        let help = format!(
            "是别的公文的，用 --template 指出模板，例如 nianbao render 文件 --template {template}；\
             或在文件里写一行“模板: {template}”"
        );
        reader.error(Code::Missing, message, &key.key_at, "", help);
        return None;
    }
    if agency.is_none() {
        missing(reader, "机关", "例：机关: 铜厂彝族乡人民政府");
    }
    if year.is_none() && shared.year.is_none() {
        missing(reader, "年度", "例：年度: 2026（报告的是哪一年的工作，不是写报告的那一年）");
    }
    let agency = agency.and_then(|field| reader.required_line(field));
    let year = match (year, shared.year) {
        (Some(field), _) => read_year(reader, field),
        (None, shared) => shared.map(|value| Spanned { value, at: None }),
    };
    Some((agency, year))
}

/// Keys that other documents have: their nearest name would lead astray.
fn of_other_documents(reader: &mut Reader<'_>, top: &mut Entries<'_>) {
    elsewhere(reader, top);
    for key in ["附件", "附注", "主送", "抄送", "发文字号", "印发机关"] {
        if let Some(field) = top.take(reader, &Name::new([key], "")) {
            let help = "年报里没有这一项，请删去；自己的模板要用的，写在“附加”下面";
            let message = format!("不认识“{key}”这一项");
            reader.error(Code::UnknownKey, message, field.key_at, "", help);
        }
    }
}

/// Keys that have another name here, or another place: what is nearest in writing would lead astray.
fn elsewhere(reader: &mut Reader<'_>, top: &mut Entries<'_>) {
    const UNDER_SIGNATURE: &str = "请写在“署名”下面一行，缩进两格：“  日期: 2027年1月17日”";
    const OPEN: &str = "请写在“主动公开政府信息情况”下面，缩进两格";
    const REQUESTS: &str = "请写在“收到和处理政府信息公开申请情况”下面，缩进两格";
    const DISPUTES: &str = "请写在“政府信息公开行政复议、行政诉讼情况”下面，缩进两格";
    const PLACES: [(&[&str], &str); 6] = [
        (&["单位", "单位名称", "机关名称", "机关全称", "单位全称"], "是不是“机关”？"),
        (&["落款", "署名机关"], "是不是“署名”？"),
        (&["日期", "成文日期"], UNDER_SIGNATURE),
        (&["规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"], OPEN),
        (&["本年新收", "上年结转", "办理结果", "结转下年度"], REQUESTS),
        (&["行政复议", "行政诉讼"], DISPUTES),
    ];
    for (keys, help) in PLACES {
        for key in keys {
            if let Some(field) = top.take(reader, &Name::new([*key], "")) {
                let message = format!("不认识“{key}”这一项");
                reader.error(Code::UnknownKey, message, field.key_at, "", help);
            }
        }
    }
}

/// The template for a document that has some keys.
fn template_for(top: &Entries<'_>) -> &'static str {
    let has = |names: &[&str]| top.all().iter().any(|entry| names.contains(&entry.key.trim()));
    if has(&["签发人"]) {
        "request"
    } else if has(&["出席", "列席", "分送"]) {
        "minutes"
    } else if has(&["标志"]) {
        "letter"
    } else {
        "notice"
    }
}

/// A key that other documents have and reports have not.
fn of_another_kind<'n>(top: &Entries<'n>) -> Option<&'n Entry> {
    let names = ["主送", "主送机关", "发文机关", "发文字号", "抄送", "附注", "印发机关"];
    top.all().iter().find(|entry| names.contains(&entry.key.trim()))
}

fn missing(reader: &mut Reader<'_>, name: &str, example: &str) {
    reader.error(Code::Missing, format!("没有写“{name}”"), &(0..0), "", example);
}

/// The error of a year that is not that of all units of the folder: it is last year's report, which was left there
/// or sent in again, or a wrong number.
fn unlike_the_county(
    reader: &Reader<'_>,
    name: &Name,
    year: Option<&Spanned<i32>>,
    shared: Option<i32>,
) -> Option<Diagnostic> {
    let (Spanned { value, at: Some(at) }, shared) = year.zip(shared)? else {
        return None;
    };
    let message = format!("“{}”是 {value} 年，county.yaml 里是 {shared} 年", name.shown);
    let help = "往年的报告不要放在这个文件夹里；county.yaml 的年度错了的，改那里";
    let finding = Diagnostic::error(Code::OtherYear, message).at(reader.source, at.clone(), "");
    (*value != shared).then(|| finding.help(help))
}

/// Warns of a day of issue later than that of all units, or in another year; an earlier one is the
/// unit's own.
fn later_than_the_county(
    reader: &mut Reader<'_>,
    signature: Option<&Signature>,
    shared: Option<Date>,
) {
    let Some((signature, shared)) = signature.zip(shared) else {
        return;
    };
    let Some(at) = &signature.date.at else {
        return;
    };
    let date = signature.date.value;
    let order = |date: Date| (date.year, date.month, date.day);
    if order(date) > order(shared) || date.year != shared.year {
        let message = format!("成文日期是 {date}，county.yaml 里是 {shared}");
        let help = "确实要用自己的日期的，可以不改";
        reader.warning(Code::OtherYear, message, at, "和全县的不同", help);
    }
}

/// A year that a report may be of: `2022`, `2022年`, `2022年度`, full-width too.
pub fn parse_year(typed: &str) -> Option<i32> {
    let seen = visible(typed);
    let digits = half_width(&seen);
    let digits = digits.trim().trim_end_matches('度').trim_end_matches('年').trim();
    let is_four_digits = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    let year = digits.parse().ok().filter(|_| is_four_digits);
    year.filter(|year| (FIRST_YEAR..=LAST_YEAR).contains(year))
}

fn read_year(reader: &mut Reader<'_>, field: Field<'_>) -> Option<Spanned<i32>> {
    let Kind::Text(text) = &field.value.kind else {
        reader.wrong_type(field, "四位数的年份", "例：年度: 2026");
        return None;
    };
    let year = parse_year(text);
    if year.is_none() {
        let message = format!("“{}”不是 {FIRST_YEAR} 到 {LAST_YEAR} 之间的年份", echo(text));
        reader.error(Code::Year, message, &field.value.at, "应是四位数的年份", "例：年度: 2026");
    }
    year.map(|value| Spanned { value, at: Some(field.value.at.clone()) })
}

fn read_form(reader: &mut Reader<'_>, field: Field<'_>, forms: &Forms) -> Option<Arc<Form>> {
    let typed = reader.line(field)?;
    let form = forms.for_id(half_width(&typed.value).trim_end_matches('年'));
    if form.is_none() {
        let known: Vec<String> =
            forms.iter().map(|f| format!("{}（{}）", f.id, f.notice)).collect();
        let help = format!("可以写 {}；不写就按年度选", known.join("、"));
        reader.error(
            Code::Form,
            format!("没有“{}”这一版格式", echo(&typed.value)),
            &field.value.at,
            "",
            help,
        );
    }
    form
}
