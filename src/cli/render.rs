//! `nianbao render`: reports to files.

use super::{
    Status,
    making::{Making, Tale, may_be_records, write_records},
    shared::Reports,
    terminal::Terminal,
    usage,
};
use clap::ValueEnum;
use nianbao::{
    batch::{self, Inputs, Job, Plan, Records, Settings},
    diagnostic::{Diagnostics, Result},
    document, file, layout,
    render::Kit,
};
use std::{
    num::NonZero,
    path::{Path, PathBuf},
    thread,
};

#[derive(clap::Args, Debug)]
#[command(
    about = "生成报告的 DOCX 和 PDF",
    override_usage = "nianbao render [选项] <输入>...",
    help_template = usage::TEMPLATE,
    after_help = EXAMPLES
)]
pub struct Args {
    #[command(flatten)]
    reports: Reports,

    #[command(flatten)]
    making: Making,

    #[arg(
        short,
        long,
        value_name = "数目",
        value_parser = clap::value_parser!(u16).range(1..=256),
        help = "同时做几份；不给时按处理器的核数",
        help_heading = "选项"
    )]
    jobs: Option<u16>,

    #[arg(long, help = "有一份失败就不再做后面的；不给时其他各份照做", help_heading = "选项")]
    fail_fast: bool,

    #[arg(
        long,
        help = "没有变的文件也重写，写出后改过的文件也覆盖；不给时都不动",
        help_heading = "选项"
    )]
    force: bool,

    #[arg(short, long, help = "只说错误和警告，不列文件，不显示进度", help_heading = "选项")]
    quiet: bool,

    #[arg(
        long,
        value_name = "文件",
        help = "把每份的结果和问题另写成 JSON 文件，供程序读取",
        help_heading = "选项"
    )]
    report: Option<PathBuf>,

    #[arg(
        long,
        value_name = "阶段",
        hide_possible_values = true,
        conflicts_with_all = ["output", "name", "format", "jobs", "force", "report"],
        help = "不写文件，只把中间结果打印出来：document（文档）、layout（版面）",
        help_heading = "选项"
    )]
    emit: Option<Stage>,
}

const EXAMPLES: &str = "示例：
  nianbao render 某某乡.yaml -o 输出
  nianbao render 各乡镇报告 -o 输出 --name '{年度}-{机关}'

文件夹里有 county.yaml 时，其中的年度、成文日期、模板、版式、文件名各份共用，报告自己写了的以报告为准；
写了单位名单的，会说明缺了谁、重了谁、多了谁";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Stage {
    Document,
    Layout,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let inputs = batch::collect(&args.reports.inputs);
    let settings = match args.making.settings(&inputs) {
        Ok(settings) => settings,
        Err(findings) => return terminal.tell(&findings),
    };
    let mut shared = settings.findings.clone();
    if args.making.deny_warnings() {
        shared = shared.denied();
    }
    let status = (terminal.tell(&inputs.findings)).max(terminal.tell(&shared));
    if shared.has_errors() {
        return status;
    }
    let rest = match args.emit {
        Some(stage) => emit(stage, &inputs, &settings, terminal),
        None => write(args, &inputs, settings, terminal),
    };
    status.max(rest)
}

fn write(args: &Args, inputs: &Inputs, settings: Settings, terminal: &mut Terminal) -> Status {
    if let Some(Err(refused)) = args.report.as_deref().map(may_be_records) {
        return terminal.tell(&refused);
    }
    let formats = args.making.formats();
    let job = Job {
        jobs: jobs(args.jobs),
        fail_fast: args.fail_fast,
        force: args.force,
        ..args.making.job(&formats)
    };
    let shared = settings.findings.clone();
    let plan = Plan::of(inputs, settings, &job);
    let mut roll = plan.roll_call();
    if args.making.deny_warnings() {
        roll = roll.denied();
    }
    let mut tale = Tale {
        quiet: args.quiet,
        single: plan.len() == 1,
        status: terminal.tell(&roll),
        records: (args.report.is_some())
            .then(|| Records::new(all([&inputs.findings, &shared, &roll]))),
        ..Tale::default()
    };
    if !args.quiet && plan.len() > 1 {
        terminal.begin_progress(plan.len());
    }
    batch::run(&plan, &job, |outcome| {
        tale.tell(&outcome, terminal);
        terminal.advance();
    });
    terminal.end_progress();
    tale.sum_up(terminal);
    if let (Some(path), Some(records)) = (&args.report, &tale.records)
        && let Err(findings) = write_records(path, records)
    {
        tale.status = tale.status.max(terminal.tell(&findings));
    }
    tale.status
}

fn all(parts: [&Diagnostics; 3]) -> Diagnostics {
    Diagnostics(parts.iter().flat_map(|part| &part.0).cloned().collect())
}

/// As many as the machine works at, unless told otherwise.
fn jobs(asked: Option<u16>) -> NonZero<usize> {
    let asked = asked.and_then(|jobs| NonZero::new(usize::from(jobs)));
    asked.unwrap_or_else(|| thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN))
}

fn emit(stage: Stage, inputs: &Inputs, settings: &Settings, terminal: &mut Terminal) -> Status {
    let mut status = Status::Done;
    for input in &inputs.files {
        let Some(setting) = settings.of_input(input) else {
            continue;
        };
        match emitted(stage, input, &setting.kit) {
            Ok((text, warnings)) => {
                terminal.print(&text);
                status = status.max(terminal.tell(&warnings));
            }
            Err(findings) => status = status.max(terminal.tell(&findings)),
        }
    }
    status
}

fn emitted(stage: Stage, input: &Path, kit: &Kit) -> Result<(String, Diagnostics)> {
    let drawn = kit.draw(&input.display().to_string(), &file::read(input)?)?;
    let text = match stage {
        Stage::Document => document::emit(&drawn.document),
        Stage::Layout => layout::emit(&kit.set(&drawn)?),
    };
    Ok((text, drawn.findings))
}
