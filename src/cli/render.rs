//! `nianbao render`: reports to files.

use super::{
    Status,
    progress::{Progress, may_be_records, shown, write_records},
    shared::{self, Reports},
    terminal::Terminal,
    wishes::WishArgs,
};
use clap::ValueEnum;
use nianbao::{
    batch::{self, Inputs, Job, Kits, Plan, Records},
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
    about = "生成报告：DOCX、PDF，还可以要 OFD、网页、图片、数据",
    override_usage = "nianbao render [选项] <输入>...",
    after_help = EXAMPLES
)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct Args {
    #[command(flatten)]
    reports: Reports,

    #[command(flatten)]
    wishes: WishArgs,

    #[arg(
        short,
        long,
        value_name = "数目",
        value_parser = clap::value_parser!(u16).range(1..=256),
        help = "同时做几份；不给时按处理器的核数"
    )]
    jobs: Option<u16>,

    #[arg(long, help = "有一份失败就不再做后面的；不给时其他各份照做")]
    fail_fast: bool,

    #[arg(long, help = "没有变的文件也重写，写出后改过的文件也覆盖；不给时都不动")]
    force: bool,

    #[arg(
        long,
        help = "输出文件夹里以前做的、不属于任何一份好报告的文件，和这次没有重做、内容已经变了的文件，移到其中的“旧文件”；只给几份报告时，看它们所在的文件夹里有哪些报告"
    )]
    clean: bool,

    #[arg(short, long, help = "只说错误和警告，不列文件，不显示进度")]
    quiet: bool,

    #[arg(long, value_name = "文件", help = "把每份的结果和问题另写成 JSON 文件，供程序读取")]
    report: Option<PathBuf>,

    #[arg(
        long,
        value_name = "阶段",
        hide_possible_values = true,
        conflicts_with_all = ["output", "name", "format", "jobs", "force", "clean", "report"],
        help = "不写文件，只把中间结果打印出来：document（文档）、layout（版面）"
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
    let kits = match args.wishes.wishes().and_then(|wishes| args.wishes.kits(&inputs, &wishes)) {
        Ok(kits) => kits,
        Err(findings) => return terminal.tell(&findings),
    };
    let mut shared = kits.findings.clone();
    if args.wishes.deny_warnings() {
        shared = shared.denied();
    }
    let status = (terminal.tell(&inputs.findings)).max(terminal.tell(&shared));
    if shared.has_errors() {
        return status;
    }
    let rest = match args.emit {
        Some(stage) => emit(stage, args, &inputs, &kits, terminal),
        None => write(args, &inputs, kits, terminal),
    };
    status.max(rest)
}

fn write(args: &Args, inputs: &Inputs, kits: Kits, terminal: &mut Terminal) -> Status {
    if let Some(Err(refused)) = args.report.as_deref().map(may_be_records) {
        return terminal.tell(&refused);
    }
    let job = Job {
        jobs: jobs(args.jobs, args.wishes.dpi()),
        fail_fast: args.fail_fast,
        force: args.force,
        ..args.wishes.job()
    };
    let shared = kits.findings.clone();
    let plan = Plan::of(inputs, kits, &job);
    let mut roll = plan.roll_call();
    if args.wishes.deny_warnings() {
        roll = roll.denied();
    }
    let mut progress = Progress {
        quiet: args.quiet,
        single: plan.len() == 1,
        status: terminal.tell(&roll),
        records: (args.report.is_some())
            .then(|| Records::new(all([&inputs.findings, &shared, &roll]))),
        ..Progress::default()
    };
    if !args.quiet && plan.len() > 1 {
        terminal.begin_progress(plan.len());
    }
    let mut made = Vec::new();
    batch::run(&plan, &job, |outcome| {
        made.extend(plan.good_files(&outcome));
        progress.tell(&outcome, terminal);
        terminal.advance();
    });
    terminal.end_progress();
    progress.sum_up(terminal);
    if !args.quiet && args.wishes.draft() && progress.tally.written + progress.tally.unchanged > 0 {
        terminal.say(
            "写出的是草稿，每一页都印着“草稿”；改好以后，不加 --draft 再运行一次，就是正式的\n",
        );
    }
    if !args.quiet {
        terminal.say(&shared::roll(plan.count(&inputs.findings)));
    }
    progress.status = progress.status.max(old_files(&plan, &job, &made, args, terminal));
    stale_and_changed(&plan.stale_and_changed(job.folder, &made), terminal);
    if let (Some(path), Some(records)) = (&args.report, &progress.records)
        && let Err(findings) = write_records(path, records)
    {
        progress.status = progress.status.max(terminal.tell(&findings));
    }
    progress.status
}

/// Tells of files from before a change, and moves them if they are to go.
fn old_files(
    plan: &Plan,
    job: &Job<'_>,
    made: &[PathBuf],
    args: &Args,
    terminal: &mut Terminal,
) -> Status {
    let status = outdated(&plan.outdated(job.folder, made), args.clean, terminal);
    let of_folder = (args.clean && plan.is_of_files()).then(|| of_folders(args, job, plan, made));
    let files = match of_folder {
        Some(Some(files)) => files,
        Some(None) => {
            let said = "没有移走改名以前的文件：旁边的报告读不全，分不出哪些是旧的；请先改好，或者把文件夹写成输入\n";
            terminal.say(said);
            plan.stale(job.folder, made)
        }
        None => plan.stale(job.folder, made),
    };
    status.max(stale(&files, args.clean, terminal))
}

/// Old files, where single reports were named: what belongs to none of the reports in their folders. `None` if
/// these cannot be read.
fn of_folders(args: &Args, job: &Job<'_>, plan: &Plan, made: &[PathBuf]) -> Option<Vec<PathBuf>> {
    let mut folders: Vec<PathBuf> =
        plan.inputs().map(|file| file::folder_of(file).to_owned()).collect();
    folders.sort_unstable();
    folders.dedup();
    let inputs = batch::collect(&folders);
    let kits = Kits::load(&inputs, &args.wishes.wishes().ok()?).ok()?;
    plan.stale_beside(&Plan::of(&inputs, kits, job), job.folder, made)
}

/// Names files of reports that were made now, in formats that were not asked for, from before a change.
fn outdated(files: &[PathBuf], clean: bool, terminal: &mut Terminal) -> Status {
    let heads = [
        "这些报告的下列文件还是改动以前的，这次没有要求重做；要新的，请在 --format、--pages 里写上它们，不要的可以加 --clean 移开",
        "这些报告的下列文件还是改动以前的，已移到",
    ];
    old(files, clean, heads, terminal)
}

/// Names files of older runs that belong to no good report, and moves them if they are to go.
pub(super) fn stale(files: &[PathBuf], clean: bool, terminal: &mut Terminal) -> Status {
    let heads = [
        "下面的文件是以前做的，不属于这次任何一份好报告；可以加 --clean 移开",
        "以前做的、不属于任何一份好报告的文件已移到",
    ];
    old(files, clean, heads, terminal)
}

/// The head of a list of files that stay, and of those that were moved.
fn old(files: &[PathBuf], clean: bool, heads: [&str; 2], terminal: &mut Terminal) -> Status {
    /// More are counted.
    const NAMED: usize = 20;
    if files.is_empty() {
        return Status::Done;
    }
    let (files, then) = if clean {
        match batch::set_aside(files) {
            Ok(moved) => (moved, heads[1]),
            Err(refused) => return terminal.tell(&refused),
        }
    } else {
        (files.to_vec(), heads[0])
    };
    terminal.say(&format!("{then}：\n"));
    for file in files.iter().take(NAMED) {
        terminal.say(&format!("  {}\n", shown(file)));
    }
    if files.len() > NAMED {
        terminal.say(&format!("  共 {} 个\n", files.len()));
    }
    Status::Done
}

/// Names files that look like outputs of this run, and on which somebody has worked: they stay.
fn stale_and_changed(files: &[PathBuf], terminal: &mut Terminal) {
    if files.is_empty() {
        return;
    }
    let them: Vec<String> = files.iter().take(20).map(|file| shown(file)).collect();
    let more =
        if files.len() > them.len() { format!(" 等 {} 个", files.len()) } else { String::new() };
    terminal.say(&format!(
        "下面的文件不属于这次任何一份好报告，写出以后有人改过，没有移动，请核对：\n  {}{more}\n",
        them.join("\n  ")
    ));
}

fn all(parts: [&Diagnostics; 3]) -> Diagnostics {
    parts.into_iter().flat_map(|part| part.iter().cloned()).collect()
}

/// As many as the machine works at, unless told otherwise; fewer where pages of so fine pixels would take more
/// than half a gigabyte: one of 600 dots to the inch is unpacked and packed in 300 MB.
pub(super) fn jobs(asked: Option<u16>, dpi: Option<u16>) -> NonZero<usize> {
    const MEMORY: f64 = 512e6;
    let page = 300e6 * (f64::from(dpi.unwrap_or_default()) / 600.0).powi(2);
    let most = NonZero::new((MEMORY / page.max(1.0)) as usize).unwrap_or(NonZero::<usize>::MIN);
    let machine = || thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN).min(most);
    asked.and_then(|jobs| NonZero::new(usize::from(jobs))).unwrap_or_else(machine)
}

fn emit(
    stage: Stage,
    args: &Args,
    inputs: &Inputs,
    kits: &Kits,
    terminal: &mut Terminal,
) -> Status {
    let mut status = Status::Done;
    for input in &inputs.files {
        let Some(kit) = kits.of_input(input) else {
            continue;
        };
        let name = file::shown(input);
        match emitted(stage, input, (kits, kit)) {
            Ok((text, warnings)) => {
                let mut warnings = warnings.of_file(&name);
                if args.wishes.deny_warnings() {
                    warnings = warnings.denied();
                }
                if !warnings.has_errors() || kit.wishes.draft {
                    terminal.print(&text);
                }
                status = status.max(terminal.tell(&warnings));
            }
            Err(findings) => status = status.max(terminal.tell(&findings.of_file(&name))),
        }
    }
    status
}

fn emitted(
    stage: Stage,
    input: &Path,
    (kits, kit): (&Kits, &Kit),
) -> Result<(String, Diagnostics)> {
    let drawn = kit.draw(&file::shown(input), &kits.counties().read(input)?)?;
    let text = match stage {
        Stage::Document => document::emit(&drawn.document),
        Stage::Layout => layout::emit(&kit.set(&drawn)?),
    };
    Ok((text, drawn.findings))
}
