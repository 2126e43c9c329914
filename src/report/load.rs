//! A source → [`Report`]: the keys at the top of the file, and what is made of them.

mod county;
mod parts;
mod signature;
mod top;

pub use self::county::{County, Shared, load_county};
pub(super) use self::{parts::name as part_name, top::top_properties};
pub(crate) use self::{signature::date, top::Top};

use self::top::TopNames;
use super::{
    Form, Report, Spanned, codes, extra,
    keys::Name,
    node::{self, Entry, Kind},
    number::half_width,
    reader::{Field, Reader, echo},
    syntax, totals,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Result, Source};
use std::{collections::BTreeMap, ops::Range, sync::Arc};

/// 政府信息公开条例 took effect on 2008-05-01; the first reports are of that year.
const FIRST_YEAR: i32 = 2008;
const LAST_YEAR: i32 = 2100;

/// A report, and what is to be said about it.
#[derive(Clone, Debug)]
pub struct Loaded {
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
pub fn load(source: &Arc<Source>) -> Result<Loaded> {
    load_with(source, &Shared::default())
}

/// Reads a report of a unit that shares some values with others.
///
/// # Errors
/// As [`load`].
pub fn load_with(source: &Arc<Source>, shared: &Shared) -> Result<Loaded> {
    let root = node::parse(source)?;
    let Kind::Map(entries) = &root.kind else {
        return Err(not_a_map(source, &root.kind, root.at.clone()).into());
    };
    let mut reader = Reader::new(source);
    let report = report(&mut reader, entries, shared);
    let mut findings = Diagnostics(reader.findings);
    findings.0.sort_by_key(|d| d.primary.as_ref().map_or(0, |p| p.at.range.start));
    match report {
        Some(report) if !findings.has_errors() => Ok(Loaded { report, findings }),
        _ => Err(findings),
    }
}

/// The finding for a file that is no map.
pub(crate) fn not_a_map(source: &Arc<Source>, kind: &Kind, at: Range<usize>) -> Diagnostic {
    let line = source.text.get(at.start..).map_or(0, |s| s.find('\n').unwrap_or(s.len()));
    if let Some(at) = syntax::bad_colon(source, at.start..at.start + line) {
        return syntax::colon(source, at);
    }
    if *kind == Kind::Nothing {
        return Diagnostic::error(codes::EMPTY, format!("“{}”里什么也没有写", source.name))
            .help("用 nianbao new 生成一份带说明的 YAML，再照着填");
    }
    Diagnostic::error(codes::NOT_A_MAP, "文件应由一行行“名称: 内容”组成")
        .at(source, at.start..at.start + line.min(at.len()), "这里不是")
        .help("第一行可以写“机关: ”加本机关的全称；用 nianbao new 可以生成一份带说明的 YAML")
}

fn report(reader: &mut Reader<'_>, entries: &[Entry], shared: &Shared) -> Option<Report> {
    let names = TopNames::new();
    let mut top = Top::new(entries);
    let agency = top.take(reader, &names.agency);
    let year = top.take(reader, &names.year);
    for (is_missing, name, example) in [
        (agency.is_none(), "机关", "例：机关: 铜厂彝族乡人民政府"),
        (
            year.is_none() && shared.year.is_none(),
            "年度",
            "例：年度: 2026（报告的是哪一年的工作，不是写报告的那一年）",
        ),
    ] {
        if is_missing {
            let message = format!("没有写“{name}”");
            reader.error(codes::MISSING, message, &(0..0), "", example);
        }
    }
    let agency = agency.and_then(|field| required_line(reader, field));
    let year = match (year, shared.year) {
        (Some(field), _) => read_year(reader, field),
        (None, shared) => shared.map(|value| Spanned { value, at: None }),
    };
    let form = top.take(reader, &names.form).and_then(|field| read_form(reader, field));
    let form = form.unwrap_or_else(|| Form::for_year(year.as_ref().map_or(i32::MAX, |y| y.value)));

    let title = top.take(reader, &names.title).map(|field| reader.lines(field));
    let short_name = top.take(reader, &names.short_name).and_then(|field| reader.line(field));
    let preface = top.take(reader, &names.preface).and_then(|field| reader.text(field));
    let sections = top.take(reader, &names.sections);
    let signature = top.take(reader, &names.signature);
    let signature = match signature {
        Some(field) => signature::read(reader, field, agency.as_ref(), shared.date),
        None => signature::shared(agency.as_ref(), shared.date),
    };

    let extra = top.take(reader, &names.extra);
    let extra = extra.map(|field| extra::read(reader, field));

    let part_names: Vec<Name> = form.parts.iter().map(|part| parts::name(&form, part)).collect();
    let standard: Vec<_> = part_names.iter().map(|name| top.take(reader, name)).collect();
    let mut tables = BTreeMap::new();
    let parts = parts::read(reader, &form, sections, &standard, &mut tables);
    let known: Vec<&Name> = names.all().into_iter().chain(&part_names).collect();
    top.report_unknown(reader, &known);
    totals::complete(&form, &mut tables);

    let (agency, year) = (agency?, year?);
    let title = title.filter(|lines| !lines.is_empty()).unwrap_or_else(|| {
        let unit = short_name.as_ref().map_or(&agency.value, |short| &short.value);
        let value = format!("{unit}{}年政府信息公开工作年度报告", year.value);
        vec![Spanned { value, at: None }]
    });
    let source = Arc::clone(reader.source);
    Some(Report {
        source,
        form,
        agency,
        short_name,
        year,
        title,
        preface,
        parts,
        signature,
        extra: extra.unwrap_or_default(),
        tables,
    })
}

fn required_line(reader: &mut Reader<'_>, field: Field<'_>) -> Option<Spanned<String>> {
    let before = reader.findings.len();
    let line = reader.line(field);
    if line.is_none() && reader.findings.len() == before {
        reader.wrong_type(field, "一行文字", &format!("请在“{}:”后面写上内容", field.key));
    }
    line
}

/// `2022`, `2022年`, `2022年度`, full-width too.
fn read_year(reader: &mut Reader<'_>, field: Field<'_>) -> Option<Spanned<i32>> {
    let Kind::Text(text) = &field.value.kind else {
        reader.wrong_type(field, "四位数的年份", "例：年度: 2026");
        return None;
    };
    let digits = half_width(text);
    let digits = digits.trim().trim_end_matches('度').trim_end_matches('年').trim();
    let is_four_digits = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    let year = digits
        .parse()
        .ok()
        .filter(|year| is_four_digits && (FIRST_YEAR..=LAST_YEAR).contains(year));
    if year.is_none() {
        let message = format!("“{}”不是 {FIRST_YEAR} 到 {LAST_YEAR} 之间的年份", echo(text));
        reader.error(codes::YEAR, message, &field.value.at, "应是四位数的年份", "例：年度: 2026");
    }
    year.map(|value| Spanned { value, at: Some(field.value.at.clone()) })
}

fn read_form(reader: &mut Reader<'_>, field: Field<'_>) -> Option<Arc<Form>> {
    let typed = reader.line(field)?;
    let form = Form::for_id(half_width(&typed.value).trim_end_matches('年'));
    if form.is_none() {
        let known: Vec<String> =
            Form::all().iter().map(|f| format!("{}（{}）", f.id, f.notice)).collect();
        let help = format!("可以写 {}；不写就按年度选", known.join("、"));
        reader.error(
            codes::FORM,
            format!("没有“{}”这一版格式", echo(&typed.value)),
            &field.value.at,
            "",
            help,
        );
    }
    form
}
