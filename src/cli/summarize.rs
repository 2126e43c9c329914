//! `nianbao summarize`: the units' reports to their county's.

use super::{
    Status,
    progress::shown,
    shared::{Deny, Overwrite, Reports},
    terminal::Terminal,
};
use nianbao::{
    batch::{self, Counties, CountyAsk, CountyReport, Inputs, Kits, Product},
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Severity},
    document::{LANGUAGE, Meta},
    export::Format,
    file::{self, FileSet},
    render::{self, Drawn, Kit, Wishes},
    report::{self, County, Forms, LoadedReport, Shared},
    summary::Summary,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

#[derive(clap::Args, Debug)]
#[command(
    about = "把各单位的报告汇总成全县的报告和汇总表",
    override_usage = "nianbao summarize [选项] <输入>...",
    after_help = EXAMPLES
)]
pub struct Args {
    #[command(flatten)]
    reports: Reports,

    #[arg(
        short,
        long,
        value_name = "文件",
        help = "写到哪个 YAML 文件，汇总表 CSV、XLSX 写在它旁边；不给时是当前文件夹的“县名.yaml”"
    )]
    output: Option<PathBuf>,

    #[arg(
        short,
        long,
        value_name = "上年汇总",
        help = "上年的全县报告，用来核对上年结转等跨年的数"
    )]
    previous: Option<PathBuf>,

    #[arg(long, help = "另把各单位的报告合成一册 PDF“……各单位.pdf”，书签到单位、到部分")]
    combine: bool,

    #[command(flatten)]
    deny: Deny,

    #[command(flatten)]
    overwrite: Overwrite,
}

const EXAMPLES: &str = "示例：
  nianbao summarize 各乡镇报告 -o 易门县.yaml
  nianbao render 易门县.yaml
  nianbao summarize 各乡镇报告 -o 易门县.yaml --combine

表里的每一格是各单位同一格之和；正文是照汇总数写的骨架，把里面的【请填写：……】填完再生成";

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let (is_denied, worst) = (args.deny.warnings(), Status::default());
    let mut told = Teller { terminal, is_denied, worst, has_begun: false };
    let written = summarize(args, &mut told);
    let mut status = told.worst;
    match written {
        Ok(Done { paths, blanks, is_refreshed, older }) => {
            for path in paths {
                terminal.line(&shown(&path));
            }
            if is_refreshed {
                terminal.say("原有的全县报告：表里的数、程序写的句子里的数换成了这次的汇总数，别的文字没有动\n");
            }
            if let Some(older) = older {
                let older = shown(&older);
                terminal.say(&format!("{older} 是以前合成的，这次没有更新：要新的加 --combine\n"));
            }
            terminal.say(&format!("正文里有 {blanks} 处【请填写：……】，填完再 check、render\n"));
        }
        Err(errors) => {
            status = status.max(terminal.tell(&errors));
            terminal.say("没有汇总，什么也没有写：改正上面的错误，再运行一次\n");
        }
    }
    status
}

/// What was written.
struct Done {
    paths: Vec<PathBuf>,
    /// How many places a person has to fill.
    blanks: usize,
    /// Whether the county's report was there, and kept its words.
    is_refreshed: bool,
    /// A volume of all units from an earlier run, which is not of these numbers.
    older: Option<PathBuf>,
}

/// What is told as it is found: a county of thousands of units would have no memory for it.
struct Teller<'a> {
    terminal: &'a mut Terminal,
    /// Whether warnings are errors.
    is_denied: bool,
    worst: Status,
    has_begun: bool,
}

impl Teller<'_> {
    fn tell(&mut self, findings: Diagnostics) {
        if findings.is_empty() {
            return;
        }
        if self.has_begun {
            self.terminal.say("\n");
        }
        self.has_begun = true;
        let findings = if self.is_denied { findings.denied() } else { findings };
        self.worst = self.worst.max(self.terminal.tell(&findings));
    }
}

/// The county's report of the year before, of which the name is given.
fn previous(path: &Path, shared: &Shared) -> Result<LoadedReport> {
    if path.is_dir() {
        let message = format!("--previous 要的是上年的全县报告，{} 是文件夹", shown(path));
        let help = "请给出上年汇总出的那一个文件，如 --previous 去年/易门县.yaml";
        return Err(Diagnostic::error(Code::Usage, message).help(help).into());
    }
    batch::reference(path, shared)
}

/// Nothing is written where anything that was told is an error.
fn summarize(args: &Args, told: &mut Teller<'_>) -> Result<Done> {
    let mut inputs = batch::collect(&args.reports.inputs);
    // What was left out; what cannot be read is told with the errors of the units.
    let outdated = inputs.outdated();
    let (left, unread) =
        inputs.findings.into_iter().chain(outdated).partition(|f| f.severity != Severity::Error);
    inputs.findings = unread;
    told.tell(left);
    // What the county's file says is proved, though a sum needs no template.
    let kits = Kits::load(&inputs, &Wishes::default())?;
    told.tell(kits.findings.clone());
    let counties = kits.counties();
    let county = inputs.files.first().and_then(|f| counties.of_input(f));
    let name = name_of(county, args)?;
    let path = match &args.output {
        Some(path) => path.clone(),
        None => PathBuf::from(super::new::file_name(&name)?),
    };
    is_yaml(&path)?;
    let date = county.and_then(|c| c.shared.date);
    // The county's report says its year and date itself; of what is shared it needs the forms alone.
    let forms = inputs.files.first().map_or_else(Forms::default, |file| counties.forms(file));
    let shared = Shared { forms, ..Shared::default() };
    leave_out(&path, &mut inputs, counties, &name)?;
    takes_no_input(&path, &inputs, args)?;
    let sums = batch::add_up(&inputs, counties, &name, &mut |_, found| told.tell(found))?;
    let summary = sums.finish(date)?;
    let previous = args.previous.as_deref().map(|path| previous(path, &shared)).transpose()?;
    let previous = previous.map(|loaded| {
        told.tell(loaded.findings);
        loaded.report
    });
    let force = args.overwrite.force;
    let ask = CountyAsk {
        path: &path,
        shared: &shared,
        previous: previous.as_ref(),
        force,
        advice: "里面可能有补写过的文字；要覆盖请加 --force，要另存请用 -o 换一个文件名",
    };
    let report = CountyReport::of(&summary, ask)?;
    told.tell(report.findings.clone());
    if told.worst > Status::default() {
        // All has been told.
        return Err(Diagnostics::default());
    }
    let (blanks, is_refreshed) = (report.blanks, report.is_refreshed);
    // What cannot be one volume is told before anything is written.
    let volume = args.combine.then(|| volume(&inputs, &kits, &summary)).transpose()?;
    let mut paths = report.write()?;
    let together = volume_of(&path);
    let older = (volume.is_none() && together.is_file()).then(|| together.clone());
    if let Some((kit, drawn)) = volume {
        paths.extend(write_volume(kit, &drawn, &together, force)?);
    }
    Ok(Done { paths, blanks, is_refreshed, older })
}

/// Writes the volume as a file that is made of many reports: no command takes it for one of them.
fn write_volume(kit: &Kit, drawn: &Drawn, path: &Path, force: bool) -> Result<Vec<PathBuf>> {
    let files = kit.write(drawn, &kit.set(drawn)?, Format::PDF)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let product = |bytes| Product { name: name.clone().into_owned(), bytes };
    let products = files.into_iter().map(|file| product(file.bytes)).collect();
    let written = batch::put(file::folder_of(path), products, force)?;
    Ok(written.into_iter().map(|file| file.path).collect())
}

/// 县名: that of the county's file, or what the file to write is called.
fn name_of(county: Option<&County>, args: &Args) -> Result<String> {
    let named = county.and_then(|c| c.name.as_ref()).map(|name| name.value.clone());
    let stem = args.output.as_deref().and_then(Path::file_stem);
    let stem = stem.and_then(|s| s.to_str()).map(str::to_owned);
    named.or(stem).ok_or_else(|| {
        let message = "不知道县名";
        let help = "请用 -o 给出文件名，例如 -o 易门县.yaml，或在 county.yaml 里写上“县名: ”";
        Diagnostic::error(Code::Usage, message).help(help).into()
    })
}

/// All units' reports as one document, in their order.
fn volume<'k>(inputs: &Inputs, kits: &'k Kits, summary: &Summary) -> Result<(&'k Kit, Drawn)> {
    let mut drawn = Vec::new();
    let mut errors = Diagnostics::default();
    for input in &batch::ordered(inputs, kits.counties()) {
        let Some(kit) = kits.of_input(input) else { continue };
        let name = file::shown(input);
        let one = kits.counties().read(input).and_then(|bytes| kit.draw(&name, &bytes));
        let one = one.map_err(|found| found.of_file(&name));
        drawn.extend(errors.take(one).map(|one| (kit, one)));
    }
    errors.finish(())?;
    let meta = Meta {
        title: format!("{}{}年政府信息公开工作年度报告（各单位）", summary.county, summary.year),
        author: report::agency_of(&summary.county),
        subject: "政府信息公开工作年度报告".to_owned(),
        lang: LANGUAGE.to_owned(),
        created: summary.date.midnight(),
    };
    let all = render::combine(&drawn, meta)?;
    let kit = drawn.first().map(|(kit, _)| *kit);
    kit.map(|kit| (kit, all)).ok_or_else(Diagnostics::default)
}

/// The table stands beside the YAML under its name, with other extensions.
fn is_yaml(path: &Path) -> Result<()> {
    let extension = path.extension().and_then(|e| e.to_str());
    let known = extension.is_some_and(|e| ["yaml", "yml"].contains(&&*e.to_ascii_lowercase()));
    if known && !path.is_dir() {
        return Ok(());
    }
    let message = format!("-o 要写 YAML 文件的名字，现在是 {}", shown(path));
    let help = "例如 -o 易门县.yaml；汇总表 CSV、XLSX 会写在它旁边";
    Err(Diagnostic::error(Code::Usage, message).help(help).into())
}

/// None of what is written may be what is added up, or compared with.
fn takes_no_input(path: &Path, inputs: &Inputs, args: &Args) -> Result<()> {
    let read = FileSet::of(inputs.files.iter().chain(&args.previous));
    let beside = ["csv", "xlsx"].map(|extension| path.with_extension(extension));
    let outputs = beside.into_iter().chain([path.to_owned(), volume_of(path)]);
    outputs.into_iter().try_for_each(|output| batch::no_input(&output, &read))
}

/// The file of all units' reports in one.
fn volume_of(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    file::folder_of(path).join(format!("{stem}各单位.pdf"))
}

/// A second run must not add up the first one's result; and the result must not take the place of a
/// unit's report.
fn leave_out(output: &Path, inputs: &mut Inputs, counties: &Counties, county: &str) -> Result<()> {
    let Ok(place) = fs::canonicalize(output) else {
        return Ok(());
    };
    let is_output = |file: &PathBuf| fs::canonicalize(file).is_ok_and(|file| file == place);
    let Some(at) = inputs.files.iter().position(is_output) else {
        return Ok(());
    };
    let there = inputs.files.remove(at);
    match batch::report(&there, counties) {
        Ok(unit) if unit.report.agency.value != report::agency_of(county) => {
            let message = format!(
                "{} 是“{}”的报告，不能用汇总的结果换掉它",
                shown(&there),
                unit.report.agency.value
            );
            let help = format!("请用 -o 换一个文件名，例如 -o {county}.yaml");
            Err(Diagnostic::error(Code::Exists, message).help(help).into())
        }
        // The result itself, filled in or not.
        _ => Ok(()),
    }
}
