//! `nianbao summarize`: the units' reports to their county's.

use super::{
    Status,
    progress::shown,
    shared::{Deny, Overwrite, Reports},
    terminal::Terminal,
};
use nianbao::{
    batch::{self, Counties, Inputs, Present},
    check::{self, Context},
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Severity},
    file::{self, Output},
    report::{self, Report},
    summary::{self, Addition, Summary},
    yaml,
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

    #[command(flatten)]
    deny: Deny,

    #[command(flatten)]
    overwrite: Overwrite,
}

const EXAMPLES: &str = "示例：
  nianbao summarize 各乡镇报告 -o 易门县.yaml
  nianbao render 易门县.yaml

表里的每一格是各单位同一格之和；正文是照汇总数写的骨架，把里面的【请填写：……】填完再生成";

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let (is_denied, worst) = (args.deny.warnings(), Status::default());
    let mut told = Told { terminal, is_denied, worst, has_told: false };
    let written = summarize(args, &mut told);
    let mut status = told.worst;
    match written {
        Ok((paths, blanks)) => {
            for path in paths {
                terminal.line(&shown(&path));
            }
            terminal.say(&format!("正文里有 {blanks} 处【请填写：……】，填完再 check、render\n"));
        }
        Err(errors) => status = status.max(terminal.tell(&errors)),
    }
    status
}

/// What is told as it is found: a county of thousands of units would have no memory for it.
struct Told<'a> {
    terminal: &'a mut Terminal,
    /// Whether warnings are errors.
    is_denied: bool,
    worst: Status,
    has_told: bool,
}

impl Told<'_> {
    fn tell(&mut self, findings: Diagnostics) {
        if findings.is_empty() {
            return;
        }
        if self.has_told {
            self.terminal.say("\n");
        }
        self.has_told = true;
        let findings = if self.is_denied { findings.denied() } else { findings };
        self.worst = self.worst.max(self.terminal.tell(&findings));
    }
}

/// Gives the files and how many places a person has to fill; nothing is written where anything that was
/// told is an error.
fn summarize(args: &Args, told: &mut Told<'_>) -> Result<(Vec<PathBuf>, usize)> {
    let mut inputs = batch::collect(&args.reports.inputs);
    let counties = Counties::of(&inputs)?;
    let county = inputs.files.first().and_then(|f| counties.of_input(f));
    let named = county.and_then(|c| c.name.as_ref());
    let named = named.map(|name| name.value.clone());
    let stem = args.output.as_deref().and_then(Path::file_stem);
    let stem = stem.and_then(|s| s.to_str()).map(str::to_owned);
    let Some(name) = named.or(stem) else {
        let message = "不知道县名";
        let help = "请用 -o 给出文件名，例如 -o 易门县.yaml，或在 county.yaml 里写上“县名: ”";
        return Err(Diagnostic::error(Code::Usage, message).help(help).into());
    };
    let path = match &args.output {
        Some(path) => path.clone(),
        None => PathBuf::from(super::new::file_name(&name)?),
    };
    is_yaml(&path)?;
    let date = county.and_then(|c| c.shared.date);
    leave_out(&path, &mut inputs, &counties, &name)?;
    let summary = units(&inputs, &counties, &name, told)?.finish(date)?;
    let text = summary::yaml(&summary)?;
    let blanks = check(&text, &path, &summary, args, told)?;
    Ok((write(&path, text, &summary, args.overwrite.force)?, blanks))
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
    match read(&there, counties).1 {
        Ok(unit) if unit.agency.value != report::agency_of(county) => {
            let message = format!(
                "{} 是“{}”的报告，不能用汇总的结果换掉它",
                shown(&there),
                unit.agency.value
            );
            let help = format!("请用 -o 换一个文件名，例如 -o {county}.yaml");
            Err(Diagnostic::error(Code::Exists, message).help(help).into())
        }
        // The result itself, filled in or not.
        _ => Ok(()),
    }
}

/// Adds up the units' reports. One that has an error keeps the county from being added up: its numbers
/// are not to be trusted.
fn units(
    inputs: &Inputs,
    counties: &Counties,
    county: &str,
    told: &mut Told<'_>,
) -> Result<Addition> {
    let mut errors = inputs.findings.clone();
    let mut addition = Addition::new(county);
    let mut present = Vec::new();
    for input in &inputs.files {
        let (warnings, report) = read(input, counties);
        told.tell(warnings);
        present.push(Present {
            input: input.clone(),
            agency: report.as_ref().ok().map(|r| r.agency.value.clone()),
        });
        match report {
            Ok(report) => addition.add(&report),
            Err(found) => errors.extend(found),
        }
    }
    told.tell(counties.roll_call(&inputs.folders, &present));
    if errors.has_errors() {
        return Err(errors);
    }
    Ok(addition)
}

/// Reads a unit's report. What the unit would be told, but does not stop it, comes first.
fn read(path: &Path, counties: &Counties) -> (Diagnostics, Result<Report>) {
    let loaded =
        batch::source(path).and_then(|source| report::load_with(&source, &counties.shared(path)));
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(errors) => return (Diagnostics::default(), Err(errors)),
    };
    let mut found = loaded.findings;
    found.extend(check::check(&loaded.report, &Context::default()));
    let (errors, warnings): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|d| d.severity == Severity::Error);
    let errors = errors.into_iter().collect::<Diagnostics>();
    (warnings.into_iter().collect(), errors.finish(loaded.report))
}

/// Checks the result as the report that it is: sums, carry-over, words. Gives the number of places
/// that it leaves to be filled, which are no fault of it.
fn check(
    text: &str,
    path: &Path,
    summary: &Summary,
    args: &Args,
    told: &mut Told<'_>,
) -> Result<usize> {
    let source = yaml::decode(&file::shown(path), text.as_bytes())?;
    let loaded = report::load(&source)?;
    summary.confirm(&loaded.report)?;
    let previous = match &args.previous {
        Some(path) => Some(report::load(&batch::source(path)?)?.report),
        None => None,
    };
    let context = Context { previous: previous.as_ref(), units: &[] };
    let (blanks, found): (Vec<_>, Vec<_>) = check::check(&loaded.report, &context)
        .into_iter()
        .partition(|finding| finding.code == check::BLANK);
    told.tell(loaded.findings.into_iter().chain(found).collect());
    if told.worst > Status::default() {
        // All has been told.
        return Err(Diagnostics::default());
    }
    Ok(blanks.len())
}

fn write(path: &Path, text: String, summary: &Summary, force: bool) -> Result<Vec<PathBuf>> {
    let outputs = [
        ("yaml", text.into_bytes()),
        ("csv", summary::csv(summary).into_bytes()),
        ("xlsx", summary::xlsx(summary)?),
    ];
    let folder = file::folder_of(path);
    let outputs = outputs.map(|(extension, bytes)| {
        let name = match extension {
            "yaml" => path.to_owned(),
            other => path.with_extension(other),
        };
        let name = name.file_name().unwrap_or_default();
        Output { name: name.to_string_lossy().into_owned(), bytes }
    });
    let there = outputs.iter().map(|o| folder.join(&o.name));
    if let Some(there) = there.clone().find(|path| !force && path.exists()) {
        let message = format!("{} 已经存在，没有改动它", shown(&there));
        let help = "里面可能有补写过的文字；要覆盖请加 --force，要另存请用 -o 换一个文件名";
        return Err(Diagnostic::error(Code::Exists, message).help(help).into());
    }
    file::replace_all(folder, &outputs)
}
