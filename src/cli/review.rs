//! `nianbao review`: the county's desk: who has filed, what is wrong, and a list to send back.

use super::{
    Status, new,
    progress::{all_together, shown},
    render::{jobs, stale},
    shared::{Deny, LastYear, OwnFonts, Reports},
    terminal::Terminal,
    wishes::source_date_epoch,
};
use nianbao::{
    batch::{self, Inputs, Kits},
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    file::folder_of,
    render::{Kit, Wishes},
    report::{County, Date, Report},
    review::{self, Desk, Letter, Put, Questions, Review, Standing},
};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
#[command(
    about = "县里审核：谁报了、谁没报，各有什么问题，给每个单位出问题清单",
    override_usage = "nianbao review [选项] <输入>... -o <文件夹>",
    after_help = EXAMPLES
)]
pub struct Args {
    #[command(flatten)]
    reports: Reports,

    #[arg(short, long, value_name = "文件夹", required = true, help = "输出文件夹，没有就新建")]
    output: PathBuf,

    #[command(flatten)]
    previous: LastYear,

    #[arg(long, value_name = "county.yaml", help = "单位名单；不给时用报告旁边的 county.yaml")]
    units: Option<PathBuf>,

    #[arg(short, long, value_name = "年度", value_parser = new::year, help = "审核哪一年的报告；别的年度的会指出来")]
    year: Option<i32>,

    #[arg(long, value_name = "机关", help = "问题清单的落款；不给时是“县名”加“人民政府办公室”")]
    office: Option<String>,

    #[arg(long, value_name = "日期", value_parser = day, help = "问题清单的日期，如 2026-2-10；不给时空着")]
    date: Option<Date>,

    #[arg(long, value_name = "日期", value_parser = day, help = "要求哪一天前改好")]
    due: Option<Date>,

    #[arg(
        short,
        long,
        value_name = "模板",
        help = "问题清单的模板：自己的模板文件夹；默认内置的 problem-list，可以导出来改"
    )]
    template: Option<PathBuf>,

    #[command(flatten)]
    fonts: OwnFonts,

    #[command(flatten)]
    deny: Deny,

    #[arg(
        short,
        long,
        value_name = "数目",
        value_parser = clap::value_parser!(u16).range(1..=256),
        help = "同时做几份；不给时按处理器的核数"
    )]
    jobs: Option<u16>,

    #[arg(long, help = "没有变的文件也重写，写出后改过的文件也覆盖；不给时都不动")]
    force: bool,

    #[arg(long, help = "以前做的、这次没有的问题清单，移到其中的“旧文件”")]
    clean: bool,

    #[arg(short, long, help = "只说错误，不列文件，不显示进度")]
    quiet: bool,
}

const EXAMPLES: &str = "示例：
  nianbao review 各乡镇报告 -o 审核
  nianbao review 收到的 --units county.yaml --previous 去年各乡镇报告 --due 2026-2-20 -o 审核

各单位交来的 YAML、Excel、Word、网页放在一个文件夹里就行。输出：
  问题清单/        每个有问题的单位一份，DOCX 和 PDF，可以直接退回
  …审核表.xlsx     总览、全部问题、三张表逐单位的数，可以打印
  index.html       一页看全，手机上也能看

退出码：0 都没有错误；1 有报告要改；2 有文件读不了、写不了";

/// A day, in any of the ways that a report may write one.
fn day(typed: &str) -> std::result::Result<Date, &'static str> {
    Date::parse(typed).map_err(|_| "应为日期，例如 2026-2-10")
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let inputs = batch::collect(&args.reports.inputs);
    // What was named and is not there would be reviewed as a unit that cannot be read.
    let is_named = |path: &&PathBuf| inputs.files.contains(path);
    let absent = args.reports.inputs.iter().filter(is_named).filter_map(|p| inputs.read(p).err());
    let absent: Diagnostics = absent.flatten().collect();
    if !absent.is_empty() {
        return terminal.tell(&absent);
    }
    let ready = match Ready::of(args, &inputs) {
        Ok(ready) => ready,
        Err(refused) => {
            return terminal.tell(&inputs.findings).max(terminal.tell(&refused));
        }
    };
    if inputs.files.is_empty() && ready.county.is_none() {
        return terminal.tell(&inputs.findings);
    }
    let questions = Questions {
        county: ready.county.as_ref(),
        previous: ready.previous.as_deref(),
        year: args.year,
        deny_warnings: args.deny.warnings(),
        jobs: jobs(args.jobs, None),
    };
    let mut status = terminal.tell(&ready.unread);
    begin(args, terminal, inputs.files.len());
    let review = review::review(&inputs, &ready.kits, &questions, || terminal.advance());
    terminal.end_progress();
    status = status.max(Terminal::meaning(&review.all()));
    if review.units.iter().any(|unit| unit.standing == Standing::Unread && unit.files.is_empty()) {
        status = status.max(Status::Failed);
    }
    tell_unread(&review, terminal);
    begin(args, terminal, review.units.iter().filter(|unit| unit.has_problems()).count());
    let letter = Letter { office: args.office.clone(), date: args.date, due: args.due };
    let desk = Desk {
        folder: &args.output,
        kit: &ready.list,
        letter: &letter,
        force: args.force,
        jobs: jobs(args.jobs, None),
    };
    let put = review::write(&review, &desk, || terminal.advance());
    terminal.end_progress();
    status.max(match put {
        Ok(put) => tell(args, &review, &put, terminal),
        Err(refused) => terminal.tell(&refused),
    })
}

fn begin(args: &Args, terminal: &mut Terminal, count: usize) {
    if !args.quiet && count > 1 {
        terminal.begin_progress(count);
    }
}

/// What there is before the first report is read.
struct Ready {
    county: Option<County>,
    kits: Kits,
    /// What lists are drawn from.
    list: Kit,
    previous: Option<Vec<Report>>,
    /// What could not be read of last year.
    unread: Diagnostics,
}

impl Ready {
    fn of(args: &Args, inputs: &Inputs) -> Result<Self> {
        let wishes = args.fonts.wishes();
        let (county, kits, home) = if let Some(path) = &args.units {
            let county = new::listed(path)?;
            let home = folder_of(path);
            let kits = Kits::of_county(inputs, &wishes, &county, home)?;
            (Some(county), kits, home.to_owned())
        } else {
            let found = county_of(inputs)?;
            let home = found.as_ref().map(|(home, _)| home.clone()).unwrap_or_default();
            (found.map(|(_, county)| county), Kits::load(inputs, &wishes)?, home)
        };
        let wishes = Wishes {
            template: args.template.clone().map(Into::into),
            created: source_date_epoch()?,
            ..args.fonts.wishes()
        };
        let list = review::list_kit(wishes, county.as_ref(), &home)?;
        let (previous, unread) = super::check::others(args.previous.path());
        Ok(Self { county, kits, list, previous, unread })
    }
}

/// The one `county.yaml` of the folders that were named.
fn county_of(inputs: &Inputs) -> Result<Option<(PathBuf, County)>> {
    let files = inputs.folders.iter().filter_map(|folder| batch::county_file(folder));
    let files: Vec<PathBuf> = files.collect();
    let [first, rest @ ..] = &files[..] else {
        return Ok(None);
    };
    if let Some(other) = rest.first() {
        let message = format!("这些文件夹有几个单位名单：{}、{}", shown(first), shown(other));
        let help = "一次审核一个县；要用哪一个名单，用 --units 写明";
        return Err(Diagnostic::error(Code::Usage, message).help(help).into());
    }
    Ok(Some((folder_of(first).to_owned(), batch::load_county(first)?)))
}

/// Names the files that could not be read: the others' findings stand in the lists.
fn tell_unread(review: &Review, terminal: &mut Terminal) {
    let files = review.units.iter().flat_map(|unit| &unit.files);
    let unread = files.filter(|file| file.report.is_none()).flat_map(|file| file.findings.iter());
    let unread: Diagnostics = review.findings.iter().chain(unread).cloned().collect();
    terminal.tell(&unread);
}

fn tell(args: &Args, review: &Review, put: &Put, terminal: &mut Terminal) -> Status {
    let mut status = terminal.tell(&put.findings);
    let all = put.lists.iter().map(|(_, files)| files.as_slice());
    let county = put.county.iter().map(std::slice::from_ref);
    for files in all.chain(county).filter(|_| !args.quiet) {
        let is_new = files.iter().any(|file| file.changed);
        terminal.line(&format!("{} {}", if is_new { "写出" } else { "未变" }, all_together(files)));
    }
    if !args.quiet {
        terminal.say(&format!("{}\n", review.sum_up()));
        for standing in [
            Standing::Missing,
            Standing::Doubled,
            Standing::Unread,
            Standing::OtherYear,
            Standing::Unlisted,
        ] {
            let names = review.units.iter().filter(|unit| unit.standing == standing);
            let names: Vec<&str> = names.map(|unit| unit.name.as_str()).collect();
            if !names.is_empty() {
                terminal.say(&format!("  {}：{}\n", standing.word(), names.join("、")));
            }
        }
    }
    status = status.max(stale(&put.left_over, args.clean, terminal));
    status
}
