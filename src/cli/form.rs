//! `nianbao form`: the Excel workbook that a clerk fills in.

use super::{
    Status, check,
    new::{file_name, listed, year, year_of},
    shared::{LastYear, Overwrite},
    terminal::Terminal,
};
use nianbao::{
    batch::{self, Counties},
    check::previous_of,
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    file::{self, FileSet},
    report::{self, Report, Shared},
    workbook::{self, Extras},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

#[derive(clap::Args, Debug)]
#[command(
    about = "做出给各单位填的 Excel 填报表",
    override_usage = "nianbao form [选项] <乡镇名或报告>...",
    after_help = "示例：
  nianbao form 铜厂彝族乡 --year 2026
  nianbao form --units county.yaml --previous 去年各乡镇报告 -o 填报表
  nianbao form 铜厂彝族乡.yaml

一个单位一个 xlsx：表和纸上的一样，总计和核对自动算。给了上年报告时，上年结转照上年的结转下年度填好。
填好的表可以直接用：nianbao check、render、summarize、import 都能读，结果指到格，例如 铜厂彝族乡.xlsx 依申请公开!D7"
)]
pub struct Args {
    #[arg(
        value_name = "乡镇名或报告",
        required_unless_present = "units",
        help = "乡镇或部门的名称；也可以是已经填了一些的报告 YAML"
    )]
    names: Vec<PathBuf>,

    #[arg(
        long,
        value_name = "county.yaml",
        help = "county.yaml：它的“单位”里的每个单位做一个，年度也用它的"
    )]
    units: Option<PathBuf>,

    #[arg(short, long, value_name = "年度", value_parser = year, help = "报告的年度，例如 2026")]
    year: Option<i32>,

    #[command(flatten)]
    previous: LastYear,

    #[arg(short, long, value_name = "文件夹", help = "写到哪个文件夹；不给时写到当前文件夹")]
    output: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let mut findings = Diagnostics::default();
    let written = write(args, &mut findings);
    let mut status = terminal.tell(&findings);
    match written {
        Ok(paths) => paths.iter().for_each(|path| terminal.line(&file::shown(path))),
        Err(errors) => status = status.max(terminal.tell(&errors)),
    }
    status
}

/// A unit's report, and the name of its file.
struct FormUnit {
    stem: String,
    report: Report,
    /// What it was read from, or what was named.
    from: PathBuf,
}

/// Gives the files; those that could be written stay when others could not.
fn write(args: &Args, findings: &mut Diagnostics) -> Result<Vec<PathBuf>> {
    let units = units(args, findings)?;
    let (previous, unread) = check::others(args.previous.path());
    findings.extend(unread);
    let folder = args.output.clone().unwrap_or_default();
    file::make_folder(&folder)?;
    file::sweep(&folder);
    let mut paths = Vec::new();
    let read = FileSet::of(units.iter().map(|unit| &unit.from));
    for FormUnit { stem, mut report, .. } in with_own_names(units, &folder, findings) {
        let without = "填报表里没有上年的数，上年结转留着待填";
        let before = previous_in(&report, previous.as_deref(), without, findings);
        match before {
            Some(before) => report::carry_over(&mut report, before),
            // What is not known is not 0.
            None if previous.is_some() => report::forget_carried(&mut report),
            None => {}
        }
        let path = folder.join(file_name(&stem)?).with_extension("xlsx");
        let made = batch::no_input(&path, &read)
            .and_then(|()| workbook::form(&report, Extras { previous: before }));
        match made.and_then(|bytes| file::create_swept(&path, &bytes, args.overwrite.force)) {
            Ok(()) => paths.push(path),
            Err(errors) => findings.extend(errors.of_file(&file::shown(&path))),
        }
    }
    Ok(paths)
}

/// The units whose form takes no other's place.
fn with_own_names(
    units: Vec<FormUnit>,
    folder: &Path,
    findings: &mut Diagnostics,
) -> Vec<FormUnit> {
    let mut claims: BTreeMap<PathBuf, Vec<FormUnit>> = BTreeMap::new();
    let mut order = Vec::new();
    for unit in units {
        let place = batch::one_name(folder, &unit.stem);
        order.push(place.clone());
        claims.entry(place).or_default().push(unit);
    }
    let mut own = Vec::new();
    for mut units in order.into_iter().filter_map(|place| claims.remove(&place)) {
        if let [first, _, ..] = &units[..] {
            let all: Vec<&Path> = units.iter().map(|unit| &*unit.from).collect();
            let help = "一次只做其中一份；都要做的，请用 -o 分别写到几个文件夹";
            let path = folder.join(format!("{}.xlsx", first.stem));
            findings.push(batch::name_taken(&all, help)(&path));
            continue;
        }
        own.append(&mut units);
    }
    own
}

/// The units that were named, each with a report to begin with.
fn units(args: &Args, findings: &mut Diagnostics) -> Result<Vec<FormUnit>> {
    let mut units = Vec::new();
    for name in &args.names {
        let is_file = file::has_extension(name, &["yaml", "yml"]) || name.exists();
        if is_file {
            units.extend(of_files(name, findings)?);
        } else {
            units.push(new_unit(&name.to_string_lossy(), args.year, &Shared::default())?);
        }
    }
    if let Some(path) = &args.units {
        let county = listed(path)?;
        for unit in &county.units {
            units.push(new_unit(&unit.value, args.year, &county.shared)?);
        }
    }
    Ok(units)
}

fn new_unit(name: &str, year: Option<i32>, shared: &Shared) -> Result<FormUnit> {
    let year = year_of(year, shared.year)?;
    let mut report = report::first(&shared.forms, name.trim(), year)?;
    if let (Some(date), Some(signature)) = (shared.date, &mut report.signature) {
        signature.date = date.into();
    }
    let stem = name.trim().to_owned();
    Ok(FormUnit { from: PathBuf::from(&stem), stem, report })
}

/// The reports in a file or a folder.
fn of_files(named: &Path, findings: &mut Diagnostics) -> Result<Vec<FormUnit>> {
    let inputs = batch::collect(&[named.to_owned()]);
    if inputs.findings.has_errors() {
        return Err(inputs.findings);
    }
    findings.extend(inputs.findings.iter().cloned());
    let counties = Counties::of(&inputs)?;
    let mut units = Vec::new();
    for path in &inputs.files {
        let loaded = batch::report(path, &counties)?;
        findings.extend(loaded.findings);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        units.push(FormUnit { stem, report: loaded.report, from: path.clone() });
    }
    Ok(units)
}

/// A unit's report of the year before among others; where there is none, what is `without` it is told.
pub(super) fn previous_in<'r>(
    report: &Report,
    all: Option<&'r [Report]>,
    without: &str,
    findings: &mut Diagnostics,
) -> Option<&'r Report> {
    match previous_of(report, all?) {
        Ok(Some(previous)) => Some(previous),
        Ok(None) => {
            let (agency, last) = (&report.agency.value, report.year.value - 1);
            let message = format!("没有找到“{agency}”{last} 年度的报告，{without}");
            let help = "请核对 --previous 给的文件；“机关”要相同，“年度”要早一年";
            findings.push(Diagnostic::warning(Code::NoPrevious, message).help(help));
            None
        }
        Err(doubled) => {
            findings.push(*doubled);
            None
        }
    }
}
