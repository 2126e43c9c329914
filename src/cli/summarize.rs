//! `nianbao summarize`: the units' reports to their county's.

use super::{
    Status,
    progress::shown,
    shared::{Deny, Overwrite, Reports},
    terminal::Terminal,
};
use nianbao::{
    batch::{self, Counties, Inputs, Kits, Present},
    check::{self, Context},
    diagnostic::{Code, Diagnostic, Diagnostics, Result, Severity},
    document::Meta,
    export::Format,
    file::{self, Output},
    render::{self, Drawn, Kit, Wishes},
    report::{self, Forms, Report, Shared},
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
        Ok(Done { paths, blanks, is_refreshed }) => {
            for path in paths {
                terminal.line(&shown(&path));
            }
            if is_refreshed {
                terminal.say("原有的全县报告：表里的数、程序写的句子里的数换成了这次的汇总数，别的文字没有动\n");
            }
            terminal.say(&format!("正文里有 {blanks} 处【请填写：……】，填完再 check、render\n"));
        }
        Err(errors) => status = status.max(terminal.tell(&errors)),
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

/// Nothing is written where anything that was told is an error.
fn summarize(args: &Args, told: &mut Teller<'_>) -> Result<Done> {
    let mut inputs = batch::collect(&args.reports.inputs);
    // What was left out; what cannot be read is told with the errors of the units.
    let (left, unread) = inputs.findings.into_iter().partition(|f| f.severity != Severity::Error);
    inputs.findings = unread;
    told.tell(left);
    // What the county's file says is proved, though a sum needs no template.
    let kits = Kits::load(&inputs, &Wishes::default())?;
    told.tell(kits.findings.clone());
    let counties = kits.counties();
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
    // The county's report says its year and date itself; of what is shared it needs the forms alone.
    let forms = inputs.files.first().map_or_else(Forms::default, |file| counties.forms(file));
    let shared = Shared { forms, ..Shared::default() };
    leave_out(&path, &mut inputs, counties, &name)?;
    let summary = units(&inputs, counties, &name, told)?.finish(date)?;
    let old = if args.overwrite.force { None } else { finished(&path, &summary, &shared) };
    let text = match &old {
        Some(old) => summary::refreshed(old, &summary)?,
        None => summary::yaml(&summary)?,
    };
    let blanks = check(&text, &path, &summary, args, &shared, told)?;
    let is_refreshed = old.is_some();
    // What cannot be one volume is told before anything is written.
    let volume = args.combine.then(|| volume(&inputs, &kits, &summary)).transpose()?;
    let force = args.overwrite.force;
    let mut paths = write(&path, text, &summary, force || is_refreshed, is_refreshed)?;
    if let Some((kit, drawn)) = volume {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let place = (file::folder_of(&path), &*format!("{stem}各单位"));
        let written = batch::files_of(&drawn, &[Format::PDF], kit, place, force)?;
        paths.extend(written.into_iter().map(|file| file.path));
    }
    Ok(Done { paths, blanks, is_refreshed })
}

/// All units' reports as one document, in their order.
fn volume<'k>(inputs: &Inputs, kits: &'k Kits, summary: &Summary) -> Result<(&'k Kit, Drawn)> {
    let mut drawn = Vec::new();
    let mut errors = Diagnostics::default();
    for input in &ordered(inputs, kits.counties()) {
        let Some(kit) = kits.of_input(input) else { continue };
        let one = file::read(input).and_then(|bytes| kit.draw(&file::shown(input), &bytes));
        drawn.extend(errors.take(one).map(|one| (kit, one)));
    }
    errors.finish(())?;
    let meta = Meta {
        title: format!("{}{}年政府信息公开工作年度报告（各单位）", summary.county, summary.year),
        author: report::agency_of(&summary.county),
        subject: "政府信息公开工作年度报告".to_owned(),
        lang: "zh-CN".to_owned(),
        created: summary.date.midnight(),
    };
    let all = render::combine(&drawn, meta)?;
    let kit = drawn.first().map(|(kit, _)| *kit);
    kit.map(|kit| (kit, all)).ok_or_else(Diagnostics::default)
}

/// The county's report of an earlier run, in which a person may have written since.
fn finished(path: &Path, summary: &Summary, shared: &Shared) -> Option<Report> {
    let old = batch::reference(path, shared).ok()?.report;
    let is_it = old.agency.value == report::agency_of(&summary.county)
        && old.year.value == summary.year
        && old.form.id == summary.form.id;
    is_it.then_some(old)
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
    told: &mut Teller<'_>,
) -> Result<Addition> {
    let mut errors = inputs.findings.clone();
    let mut addition = Addition::new(county);
    let mut present = Vec::new();
    for input in &ordered(inputs, counties) {
        let (warnings, report) = read(input, counties);
        told.tell(warnings);
        present.push(Present {
            input: input.clone(),
            // A report with errors is there too.
            agency: report.as_ref().map_or_else(
                |_| batch::agency(input, &counties.forms(input)),
                |report| Some(report.agency.value.clone()),
            ),
        });
        match report {
            Ok(report) => addition.add(&report),
            Err(found) => errors.extend(found),
        }
    }
    // What came twice would be added up twice.
    let (doubled, roll): (Vec<_>, Vec<_>) = counties
        .roll_call(&inputs.folders, &present)
        .into_iter()
        .partition(|finding| finding.code.id() == check::DOUBLED_UNIT.code);
    told.tell(roll.into_iter().collect());
    let doubled: Diagnostics =
        if doubled.is_empty() { counties.doubled(&present) } else { doubled.into_iter().collect() };
    errors.extend(doubled.denied());
    if errors.has_errors() {
        return Err(errors);
    }
    Ok(addition)
}

/// The inputs in the order of their county's list, as far as names of files and 机关 tell: they are added up
/// as they are read.
fn ordered(inputs: &Inputs, counties: &Counties) -> Vec<PathBuf> {
    let present = |input: &PathBuf| Present {
        input: input.clone(),
        agency: batch::agency(input, &counties.forms(input)),
    };
    let present: Vec<Present> = inputs.files.iter().map(present).collect();
    let order = counties.order(&inputs.folders, &present);
    order.into_iter().filter_map(|i| inputs.files.get(i).cloned()).collect()
}

/// Reads a unit's report. What the unit would be told, but does not stop it, comes first.
fn read(path: &Path, counties: &Counties) -> (Diagnostics, Result<Report>) {
    let loaded = match batch::report(path, &counties.shared(path)) {
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
    shared: &Shared,
    told: &mut Teller<'_>,
) -> Result<usize> {
    let source = yaml::decode(&file::shown(path), text.as_bytes())?;
    let loaded = report::load_with(&source, shared)?;
    summary.confirm(&loaded.report)?;
    let previous = match &args.previous {
        Some(path) => {
            let previous = batch::reference(path, shared)?;
            told.tell(previous.findings);
            Some(previous.report)
        }
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

/// With `keep`, tables that were there and differ stay beside the new ones: somebody may have worked on them.
fn write(
    path: &Path,
    text: String,
    summary: &Summary,
    force: bool,
    keep: bool,
) -> Result<Vec<PathBuf>> {
    let folder = file::folder_of(path);
    let outputs = [
        ("yaml", text.into_bytes()),
        ("csv", summary::csv(summary).into_bytes()),
        ("xlsx", summary::xlsx(summary)?),
    ];
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
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut all = Vec::new();
    for (output, extension) in outputs.into_iter().zip(["yaml", "csv", "xlsx"]) {
        let there = folder.join(&output.name);
        if keep && extension != "yaml" && there.exists() {
            let bytes = file::read(&there)?;
            let name = |number: usize| match number {
                1 => format!("{stem}（上次）.{extension}"),
                _ => format!("{stem}（上次{number}）.{extension}"),
            };
            if bytes != output.bytes
                && let Some(name) = kept_as(folder, &bytes, &name)
            {
                all.push(Output { name, bytes });
            }
        }
        all.push(output);
    }
    file::replace_all(folder, &all)
}

/// The first name that nothing stands under: what was kept before may be somebody's work too. None where
/// the same is kept already.
fn kept_as(folder: &Path, bytes: &[u8], name: &dyn Fn(usize) -> String) -> Option<String> {
    for number in 1.. {
        let there = folder.join(name(number));
        if fs::symlink_metadata(&there).is_err() {
            return Some(name(number));
        }
        if file::read(&there).is_ok_and(|kept| kept == bytes) {
            return None;
        }
    }
    None
}
