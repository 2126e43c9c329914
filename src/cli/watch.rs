//! `nianbao watch`: reports are made anew whenever they are saved.
//!
//! The files are looked at twice a second rather than announced by the system: that works on
//! network drives and on every system alike, and costs nothing that can be felt.

use super::{
    Status,
    progress::{Progress, shown},
    shared::Reports,
    terminal::Terminal,
    wishes::WishArgs,
};
use nianbao::{
    batch::{self, Counties, End, Inputs, Plan},
    diagnostic::{Code, Diagnostic, Diagnostics},
    file,
    render::Wishes,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, SystemTime},
};

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(400);

#[derive(clap::Args, Debug)]
#[command(
    about = "盯着报告文件，一保存就重新生成",
    override_usage = "nianbao watch [选项] <输入>...",
    after_help = "示例：
  nianbao watch 某某乡.yaml
  nianbao watch 各乡镇报告 -o 输出

按 Ctrl+C 结束。county.yaml 或模板改了，各份都重新生成"
)]
pub struct Args {
    #[command(flatten)]
    reports: Reports,

    #[command(flatten)]
    wishes: WishArgs,
}

/// When files were last changed, and how long they are.
type Stamps = BTreeMap<PathBuf, Stamp>;

#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    /// What a backup that is put back with its old time has anew: the file itself, and when the system
    /// touched it.
    of_system: (u64, i64, i64),
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let wishes = match args.wishes.wishes() {
        Ok(wishes) => wishes,
        Err(findings) => return terminal.tell(&findings),
    };
    let inputs = batch::collect(&args.reports.inputs);
    let mut status = terminal.tell(&inputs.findings);
    let mut there = 0;
    for file in &inputs.files {
        match inputs.read(file) {
            Ok(_) => there += 1,
            // It is told with the others, once, and made when it may be read.
            Err(_) if fs::metadata(file).is_ok_and(|about| about.is_file()) => there += 1,
            Err(findings) => status = status.max(terminal.tell(&findings)),
        }
    }
    if there == 0 {
        return status;
    }
    terminal.say("保存报告后自动重新生成，按 Ctrl+C 结束\n");
    let mut told = ToldFiles { last: missing(&inputs), told: missing(&inputs) };
    let mut shared = Stamps::new();
    let mut reports = Stamps::new();
    let mut clashed = BTreeSet::new();
    let mut outdated = BTreeSet::new();
    loop {
        let inputs = batch::collect(&args.reports.inputs);
        terminal.tell(&told.news(missing(&inputs)));
        let now_shared = stamps(&shared_files(&inputs, &wishes));
        let now_reports = stamps(&inputs.files);
        let mut changed: Vec<PathBuf> = (now_reports.iter())
            .filter(|(file, stamp)| now_shared != shared || reports.get(*file) != Some(stamp))
            .map(|(file, _)| file.clone())
            .collect();
        if !changed.is_empty() {
            // Another name of one may let the other be written.
            changed.extend(std::mem::take(&mut clashed));
            // An editor may be half-way through writing.
            thread::sleep(PAUSE);
            if stamps(&inputs.files) != now_reports {
                continue;
            }
            clashed = render(args, &wishes, &inputs, (&changed, &mut outdated), terminal);
        }
        (shared, reports) = (now_shared, now_reports);
        // Nobody reads what is written any more.
        if terminal.is_closed() {
            return Status::Done;
        }
        thread::sleep(PAUSE);
    }
}

/// What is called a report and cannot be taken: what was found, and what was named and is gone.
fn missing(inputs: &Inputs) -> Diagnostics {
    let gone = inputs.files.iter().filter(|file| fs::metadata(file).is_err());
    let gone = gone.filter_map(|file| inputs.read(file).err());
    inputs.findings.iter().cloned().chain(gone.flatten()).collect()
}

/// What has been told of files that cannot be taken.
struct ToldFiles {
    /// At the last look.
    last: Diagnostics,
    told: Diagnostics,
}

impl ToldFiles {
    /// What is there at two looks in a row, since an editor may put one file in the place of another, and has not
    /// been told since it was last in order.
    fn news(&mut self, now: Diagnostics) -> Diagnostics {
        let stays = |finding: &&Diagnostic| self.last.contains(finding);
        let lasting: Diagnostics = now.iter().filter(stays).cloned().collect();
        let is_new = |finding: &&Diagnostic| !self.told.contains(finding);
        let news = lasting.iter().filter(is_new).cloned().collect();
        self.told = lasting;
        self.last = now;
        news
    }
}

/// All inputs are read, so that one cannot take another's name. Gives those that could not be written
/// for that reason. Files in formats that are not asked for, from before a change, are told once.
fn render(
    args: &Args,
    wishes: &Wishes,
    inputs: &Inputs,
    (changed, outdated): (&[PathBuf], &mut BTreeSet<PathBuf>),
    terminal: &mut Terminal,
) -> BTreeSet<PathBuf> {
    let mut clashed = BTreeSet::new();
    let kits = match args.wishes.kits(inputs, wishes) {
        Ok(kits) => kits,
        Err(findings) => {
            terminal.tell(&findings);
            return clashed;
        }
    };
    terminal.tell(&kits.findings);
    let job = args.wishes.job();
    let plan = Plan::of(inputs, kits, &job).only(changed);
    let mut progress = Progress::default();
    let mut made = Vec::new();
    let mut failed = false;
    batch::run(&plan, &job, |outcome| {
        made.extend(plan.good_files(&outcome));
        failed |= outcome.end == End::Failed;
        if outcome.findings.iter().any(|f| f.code == Code::NameTaken) {
            clashed.insert(outcome.input.clone());
        }
        progress.tell(&outcome, terminal);
    });
    for old in plan.stale_of_failed(job.folder, &made).iter().filter(|_| failed) {
        terminal.say(&format!("{} 还是改错以前的，不要用\n", shown(old)));
    }
    for old in plan.outdated(job.folder, &made) {
        if !outdated.contains(&old) {
            terminal.say(&format!("{} 还是改动以前的，这里没有要求重做它\n", shown(&old)));
            outdated.insert(old);
        }
    }
    clashed
}

/// What all reports depend on: `county.yaml` and pictures beside them, templates and fonts.
fn shared_files(inputs: &Inputs, wishes: &Wishes) -> Vec<PathBuf> {
    let mut folders: Vec<&Path> =
        (inputs.files.iter()).map(|file| file.parent().unwrap_or(Path::new(""))).collect();
    folders.dedup();
    let mut files: Vec<PathBuf> =
        (folders.iter()).filter_map(|folder| batch::county_file(or_here(folder))).collect();
    let counties = Counties::of(inputs).unwrap_or_default();
    let mut all = vec![wishes.clone()];
    for folder in folders {
        files.extend(pictures(or_here(folder)));
        let county = counties.of_input(&folder.join("x"));
        all.extend(county.and_then(|county| Wishes::of_county(county, folder).ok()));
    }
    for own in all.iter().flat_map(|wishes| wishes.template.iter().chain(&wishes.fonts)) {
        files.extend(files_in(&own.from.join(&own.value), file::MOST_LEVELS));
    }
    files
}

fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// The pictures beside the reports and in the folders there, which may be their seals.
fn pictures(folder: &Path) -> impl Iterator<Item = PathBuf> {
    files_in(folder, file::MOST_LEVELS)
        .filter(|path| file::has_extension(path, &["png", "jpg", "jpeg"]))
}

/// The files of a folder and of those in it.
fn files_in(folder: &Path, levels: usize) -> impl Iterator<Item = PathBuf> {
    file::files(folder, levels).flatten()
}

fn stamps(files: &[PathBuf]) -> Stamps {
    let stamp = |file: &PathBuf| {
        // A link that leads nowhere is there too, and told.
        let metadata = fs::metadata(file).or_else(|_| fs::symlink_metadata(file)).ok()?;
        let (modified, length) = (metadata.modified().ok(), metadata.len());
        Some((file.clone(), Stamp { modified, length, of_system: of_system(&metadata) }))
    };
    files.iter().filter_map(stamp).collect()
}

#[cfg(unix)]
fn of_system(metadata: &fs::Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn of_system(_: &fs::Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
