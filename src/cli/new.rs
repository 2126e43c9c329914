//! `nianbao new`: a starter file that renders as it is.

use super::{
    Status, check,
    form::previous_in,
    shared::{OfTemplate, Overwrite},
    terminal::Terminal,
};
use nianbao::{
    batch,
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    file::{self, FileSet},
    input::{self, Takes},
    render::{Fields, Kit, Pattern},
    report::{self, County, Forms, Report, Shared},
    text::half_width,
};
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
#[command(
    about = "新建一份可以直接填写的报告，或别的公文",
    override_usage = "nianbao new [选项] --year <年度> <乡镇名>
      nianbao new [选项] --previous <上年报告> <乡镇名>",
    after_help = "示例：
  nianbao new 铜厂彝族乡 --year 2026
  nianbao new 铜厂彝族乡 --previous 去年.docx
  nianbao new --units county.yaml -o 各乡镇报告
  nianbao new --units county.yaml --previous 去年各乡镇报告 -o 各乡镇报告
  nianbao new 开会通知 --template notice"
)]
pub struct Args {
    #[arg(
        value_name = "乡镇名",
        required_unless_present = "units",
        help = "乡镇或部门的名称；不是年度报告的，写文件的名称"
    )]
    name: Option<String>,

    #[arg(
        long,
        value_name = "county.yaml",
        conflicts_with_all = ["name", "template"],
        help = "county.yaml：它的“单位”里的每个单位新建一份，年度也用它的；和 --previous 一起用，各接着自己上年的写"
    )]
    units: Option<PathBuf>,

    // 《政府信息公开条例》 has been in force since 2008-05-01: there is no earlier report.
    #[arg(
        short,
        long,
        value_name = "年度",
        required_unless_present_any = ["template", "previous", "units"],
        value_parser = year,
        help = "报告的年度（2008 以后），例如 2026；不是年度报告的不用写"
    )]
    year: Option<i32>,

    #[arg(
        short,
        long,
        value_name = "上年报告",
        help = "接着上年的报告写：YAML，或 Word 文件、表格、网页、文本、PDF、OFD，和 --units 一起用时是各单位上年报告的文件夹；上年结转、前言、署名取自它，文字留着待改写"
    )]
    previous: Option<PathBuf>,

    #[arg(
        long,
        requires = "previous",
        conflicts_with = "units",
        help = "--previous 给的不是上一年度的报告也用：只借用文字，上年结转留着待填"
    )]
    any_year: bool,

    #[command(flatten)]
    template: OfTemplate,

    #[arg(
        short,
        long,
        value_name = "文件",
        help = "写到哪个文件或文件夹；不给时是当前文件夹的“乡镇名.yaml”"
    )]
    output: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,
}

/// `2026`, `2026年`, `2026年度`, full-width digits too.
pub(super) fn year(typed: &str) -> std::result::Result<i32, &'static str> {
    let is_number = half_width(typed).trim().starts_with(|c: char| c.is_ascii_digit());
    let wrong = if is_number { "应在 2008 到 2100 之间" } else { "应为四位数的年份" };
    report::parse_year(typed).ok_or(wrong)
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let mut findings = Diagnostics::default();
    match create(args, &mut findings) {
        Ok(paths) => paths.iter().for_each(|path| terminal.line(&file::shown(path))),
        Err(errors) => findings.extend(errors),
    }
    terminal.tell(&findings)
}

/// Gives the files. One of several that cannot be written leaves the others be, and is told.
fn create(args: &Args, findings: &mut Diagnostics) -> Result<Vec<PathBuf>> {
    let Some(list) = &args.units else {
        return Ok(vec![create_one(args, findings)?]);
    };
    let county = listed(list)?;
    let folder = args.output.clone().unwrap_or_default();
    file::make_folder(&folder)?;
    file::sweep(&folder);
    let (previous, unread) = check::others(args.previous.as_deref());
    findings.extend(unread);
    let read = FileSet::of(&batch::collect(args.previous.as_slice()).files);
    let year = year_of(args.year, county.shared.year)?;
    let mut paths = Vec::new();
    for unit in &county.units {
        let text = of_unit(&county.shared.forms, &unit.value, year, previous.as_deref(), findings)?;
        let path = folder.join(file_name(&unit.value)?);
        let made = batch::no_input(&path, &read)
            .and_then(|()| file::create_swept(&path, text.as_bytes(), args.overwrite.force));
        match made {
            Ok(()) => paths.push(path),
            Err(errors) => findings.extend(errors),
        }
    }
    Ok(paths)
}

/// A unit's file: what goes on from its report of the year before, where there is one.
fn of_unit(
    forms: &Forms,
    name: &str,
    year: i32,
    previous: Option<&[Report]>,
    findings: &mut Diagnostics,
) -> Result<String> {
    let first = report::first(forms, name, year)?;
    match previous_in(&first, previous, "新建的没有上年的文字和上年结转", findings) {
        Some(before) => report::successor(forms, before, year),
        None => report::starter(forms, name, year),
    }
}

/// A `county.yaml` that lists its units.
pub(super) fn listed(path: &Path) -> Result<County> {
    let county = batch::load_county(path)?;
    if county.units.is_empty() {
        let message = format!("{} 里没有“单位”", file::shown(path));
        let help = "请写上要报的单位，每个一行：“  - 龙泉街道”";
        return Err(Diagnostic::error(Code::Usage, message).help(help).into());
    }
    Ok(county)
}

/// The year that was given, on the command line or in `county.yaml`.
pub(super) fn year_of(given: Option<i32>, shared: Option<i32>) -> Result<i32> {
    given.or(shared).ok_or_else(|| {
        let finding = Diagnostic::error(Code::Usage, "缺少 --year <年度>");
        finding.help("年度报告要写年度，例如 --year 2026").into()
    })
}

fn create_one(args: &Args, findings: &mut Diagnostics) -> Result<PathBuf> {
    let name = args.name.as_deref().unwrap_or_default().trim();
    if name.is_empty() {
        let finding = Diagnostic::error(Code::Usage, "没有写名字");
        return Err(finding.help("例如 nianbao new 某某乡 --year 2026").into());
    }
    // 柳河镇.yaml is the file of 柳河镇.
    let name = [".yaml", ".yml"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let folder = args.output.as_ref().filter(|output| file::names_folder(output));
    let path = match (folder, &args.output) {
        (Some(folder), _) => folder.join(file_name(name)?),
        (None, Some(file)) => file.clone(),
        (None, None) => PathBuf::from(file_name(name)?),
    };
    let shared = shared_of(args.previous.as_deref().unwrap_or(&path))?;
    let text = starter(args, name, &path, &shared, findings)?;
    batch::no_input(&path, &FileSet::of(&args.previous))?;
    folder.map_or(Ok(()), |folder| file::make_folder(folder))?;
    file::create(&path, text.as_bytes(), args.overwrite.force)?;
    Ok(path)
}

/// What the folder of a file shares.
fn shared_of(path: &Path) -> Result<Shared> {
    let county = batch::county_file(file::folder_of(path));
    let county = county.map(|path| batch::load_county(&path)).transpose()?;
    Ok(county.map_or_else(Shared::default, |county| county.shared))
}

fn starter(
    args: &Args,
    name: &str,
    output: &Path,
    shared: &Shared,
    findings: &mut Diagnostics,
) -> Result<String> {
    let template = Kit::load(args.template.wishes())?.template;
    if let Takes::Data(items) = template.takes() {
        return Ok(input::starter(template.name(), &args.template.seen_from(output)?, items));
    }
    let text = if let Some(previous) = &args.previous {
        let loaded = batch::reference(previous, shared)?;
        findings.extend(loaded.findings);
        let mut before = loaded.report;
        let year = args.year.unwrap_or(before.year.value.saturating_add(1));
        is_its(&before, name, previous)?;
        if before.year.value.checked_add(1) != Some(year) {
            may_skip(&before, year, args.any_year, previous)?;
            report::forget_open(&mut before);
        }
        report::successor(&shared.forms, &before, year)?
    } else {
        report::starter(&shared.forms, name, year_of(args.year, None)?)?
    };
    Ok(match args.template.seen_from(output)?.as_str() {
        "" => text,
        named => input::with_template(&text, named),
    })
}

/// Whether last year's report is of the unit that goes on with it.
fn is_its(previous: &Report, name: &str, file: &Path) -> Result<()> {
    if report::may_be_of(previous, name) {
        return Ok(());
    }
    let agency = &previous.agency.value;
    let message = format!("{} 是“{agency}”的报告，不是“{name}”的", file::shown(file));
    let help = "请核对 --previous 给的文件；单位改过名称的，先用 nianbao import 读成 YAML，把里面的“机关”改成新的";
    Err(Diagnostic::error(Code::Usage, message).help(help).into())
}

/// A report that is not of the year before has no open requests that carry over.
fn may_skip(previous: &Report, year: i32, is_asked: bool, file: &Path) -> Result<()> {
    let then = previous.year.value;
    if is_asked && then < year {
        return Ok(());
    }
    let message = format!("{} 是 {then} 年度的报告，不是 {} 年度的", file::shown(file), year - 1);
    let help = "请给上一年度的报告；只借用它的文字的，加上 --any-year，上年结转就留着待填";
    Err(Diagnostic::error(Code::Usage, message).help(help).into())
}

pub fn file_name(name: &str) -> Result<String> {
    let fields = Fields { title: name, agency: Some(name), year: None, file: name, county: None };
    Ok(format!("{}.yaml", Pattern::default().stem(&fields, "yaml")?))
}
