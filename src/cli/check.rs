//! `nianbao check`: what is wrong with reports, all of it, all of them.

use super::{
    Status,
    mended::MendedLines,
    shared::{self, Deny, LastYear, OfTemplate, OwnFonts, Reports},
    terminal::Terminal,
};
use clap::ValueEnum;
use nianbao::{
    batch::{self, Kits, Present},
    check::{self, Context},
    diagnostic::{self, Code, Diagnostic, Diagnostics, Location, Result, Severity},
    file, import,
    input::{Input, Loaded},
    render::Kit,
    report::{self, Report},
    review,
};
use std::{
    collections::BTreeSet,
    fmt::Write as _,
    mem,
    path::{Path, PathBuf},
};

#[derive(clap::Args, Debug)]
#[command(
    about = "检查报告：表里的数、年份、文字",
    override_usage = "nianbao check [选项] <输入>...",
    after_help = EXAMPLES
)]
pub struct Args {
    #[command(flatten)]
    reports: Reports,

    #[command(flatten)]
    previous: LastYear,

    #[arg(
        long,
        value_name = "各单位报告",
        help = "所辖各单位的报告所在的文件夹，用来核对汇总报告的每一格；只能检查一份报告"
    )]
    units: Option<PathBuf>,

    #[command(flatten)]
    template: OfTemplate,

    #[command(flatten)]
    fonts: OwnFonts,

    #[arg(
        short,
        long,
        value_name = "格式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help = "结果的格式：human（给人看，默认）、json（给程序用）"
    )]
    format: Listing,

    #[command(flatten)]
    deny: Deny,

    #[arg(
        long,
        help = "先改只有一种改法的：全角的冒号、Tab 和全角空格的缩进、半角标点、直引号、多余的空格、序号、长得像的字，写回原文件，再检查；别的一字不动"
    )]
    fix: bool,
}

const EXAMPLES: &str = "示例：
  nianbao check 某某乡.yaml
  nianbao check 各乡镇报告 --previous 去年各乡镇报告
  nianbao explain NB101

退出码：0 没有错误；1 有错误；2 有文件读不了";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Listing {
    Human,
    Json,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let inputs = batch::collect(&args.reports.inputs);
    let kits = match Kits::load(&inputs, &args.fonts.wishes().over(args.template.wishes())) {
        Ok(kits) => kits,
        Err(findings) => return terminal.tell(&findings),
    };
    if args.units.is_some() && inputs.files.len() != 1 {
        let finding = Diagnostic::error(Code::Usage, "用 --units 时只能检查一份汇总报告");
        return terminal.tell(&finding.into());
    }
    let mut found = inputs.findings.clone();
    found.extend(inputs.outdated());
    found.extend(kits.findings.iter().cloned());
    let others = Others::of(args, &mut found);
    if args.fix {
        sweep(&inputs.files);
    }
    let mut faulty = 0;
    let (mut mends, mut samples) = (MendedLines::default(), StarterTexts::default());
    let mut present = Vec::new();
    let mut told = Vec::new();
    for input in &inputs.files {
        let Some(kit) = kits.of_input(input) else {
            continue;
        };
        let of_file = batch::guarded(|| of_file(input, args, &others, (&kits, kit), &mut mends));
        let Checked { agency, is_of_other_year, sample, found: of_file } =
            of_file.unwrap_or_else(|errors| Checked { found: errors, ..Checked::default() });
        let of_file = of_file.of_file(&file::shown(input));
        samples.add(input, &sample);
        present.push(Present { input: input.clone(), agency, is_of_other_year });
        faulty += usize::from(input.exists() && of_file.has_errors());
        told.push(of_file);
    }
    let order = kits.counties().order(&inputs.folders, &present);
    found.extend(order.into_iter().filter_map(|i| told.get_mut(i).map(mem::take)).flatten());
    let roll = kits.counties().roll_call(&inputs.folders, &present);
    let count = kits.counties().count(&inputs.folders, &present, &inputs.findings);
    let called = shared::roll(count);
    found.extend(roll);
    if args.deny.warnings() {
        found = found.denied();
    }
    let status = Terminal::meaning(&found);
    if args.fix {
        terminal.say(&mends.words());
    }
    match args.format {
        Listing::Json => terminal.print(&diagnostic::json(&found)),
        Listing::Human => {
            terminal.findings(&found);
            // A word that is no file is no report.
            let files = inputs.files.iter().filter(|file| file.exists()).count();
            terminal.say(&summary(&found, files, faulty));
            terminal.say(&called);
            terminal.say(&samples.words());
        }
    }
    status
}

/// Takes away what a fix that was killed had not finished, where the files are that links lead to.
fn sweep(files: &[PathBuf]) {
    let place = |file: &PathBuf| file.canonicalize().unwrap_or_else(|_| file.clone());
    let folders: BTreeSet<PathBuf> =
        files.iter().map(|file| file::folder_of(&place(file)).to_owned()).collect();
    for folder in folders {
        file::sweep(&folder);
    }
}

/// The reports that are only compared with.
struct Others {
    previous: Option<Vec<Report>>,
    units: Option<Vec<Report>>,
}

impl Others {
    /// Reads them; what could not be read goes to `found`.
    fn of(args: &Args, found: &mut Diagnostics) -> Self {
        let [previous, units] = [args.previous.path(), args.units.as_deref()].map(|path| {
            let (reports, unread) = others(path);
            found.extend(unread);
            reports
        });
        Self { previous, units }
    }
}

/// The reports of a file or folder, if one was named, and what could not be read of them.
pub(super) fn others(path: Option<&Path>) -> (Option<Vec<Report>>, Diagnostics) {
    let Some(path) = path else {
        return (None, Diagnostics::default());
    };
    let (reports, unread) = review::reports_of(path);
    (Some(reports), unread)
}

/// What was found of one file.
#[derive(Default)]
struct Checked {
    /// Whose it is.
    agency: Option<String>,
    /// Whether it is of another year than its county's.
    is_of_other_year: bool,
    sample: StarterText,
    found: Diagnostics,
}

/// What of a report is still the starter's.
#[derive(Default)]
enum StarterText {
    #[default]
    Nothing,
    /// These lines.
    Lines(Vec<usize>),
    /// Every sentence.
    All,
}

impl StarterText {
    fn of(report: &Report) -> Self {
        if report::is_untouched(report) {
            return Self::All;
        }
        // Who has another file looks for no lines.
        if report.source.is_read() {
            return Self::Nothing;
        }
        let places = report::sample_lines(report);
        let line = |at| Location::new(&report.source, at).start().line;
        if places.is_empty() {
            Self::Nothing
        } else {
            Self::Lines(places.iter().map(line).collect())
        }
    }
}

/// The reports in which something is still the starter's.
#[derive(Default)]
struct StarterTexts {
    whole: usize,
    /// Each with its lines.
    partly: Vec<String>,
}

impl StarterTexts {
    fn add(&mut self, input: &Path, sample: &StarterText) {
        match sample {
            StarterText::Nothing => {}
            StarterText::All => self.whole += 1,
            StarterText::Lines(lines) => {
                let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
                self.partly.push(format!("{} 第 {} 行", file::shown(input), lines.join("、")));
            }
        }
    }

    /// What people are told of them.
    fn words(&self) -> String {
        /// More are counted.
        const NAMED: usize = 20;
        let mut told = String::new();
        if self.whole > 0 {
            let _ = writeln!(
                told,
                "其中 {} 份的文字还都是新建时给的示例，请换成本单位的实际情况",
                self.whole
            );
        }
        for lines in self.partly.iter().take(NAMED) {
            let _ = writeln!(told, "{lines}还是新建时给的示例，请换成本单位的实际情况");
        }
        if let Some(more) = self.partly.len().checked_sub(NAMED).filter(|more| *more > 0) {
            let _ = writeln!(told, "另外还有 {more} 份也有几行是示例");
        }
        told
    }
}

/// Whose a file is, and what there is to say about it.
fn of_file(
    path: &Path,
    args: &Args,
    others: &Others,
    (kits, kit): (&Kits, &Kit),
    mends: &mut MendedLines,
) -> Result<Checked> {
    let mut bytes = kits.counties().read(path)?;
    if args.fix {
        let old = bytes.clone();
        let done = fix(path, &mut bytes, kit);
        mends.add(path, &old, &bytes);
        done?;
    }
    let name = file::shown(path);
    let mut faults = Diagnostics::default();
    let loaded = match kit.read(&name, &bytes) {
        Ok(loaded) => loaded,
        Err(errors) => {
            let Some(loaded) = kit.read_past(&name, &bytes) else {
                return Err(errors);
            };
            // Its warnings are told of the reading.
            faults = errors.iter().filter(|f| f.severity == Severity::Error).cloned().collect();
            loaded
        }
    };
    let mut found = Diagnostics::default();
    let units = others.units.as_deref().unwrap_or_default();
    let previous = loaded.input.report().and_then(|report| {
        review::against(report, others.previous.as_deref(), &mut found).cloned()
    });
    let context = Context { previous: previous.as_ref(), units };
    let Loaded { input, findings } = kit.examine(loaded, &context);
    found.extend(faults);
    found.extend(findings);
    found.take(named(path, &input, (kits, kit)));
    let sample = input.report().map(StarterText::of).unwrap_or_default();
    let agency = input.agency().map(str::to_owned);
    let is_of_other_year = kits.counties().is_of_other_year(path, input.report());
    Ok(Checked { agency, is_of_other_year, sample, found: found.sorted() })
}

/// Mends what has one right answer, in the file and in the bytes that were read of it.
fn fix(path: &Path, bytes: &mut Vec<u8>, kit: &Kit) -> Result<()> {
    let name = file::shown(path);
    if import::is_other(&name, bytes) {
        let message = format!("{name} 不是 YAML，不能用 --fix 改");
        let help = "先用 nianbao import 读成 YAML，再改那个文件";
        return Err(Diagnostic::error(Code::Usage, message).help(help).into());
    }
    if let Some(readable) = kit.readable(&name, bytes) {
        file::rewrite(path, bytes, &readable)?;
        *bytes = readable;
    }
    // What else is wrong is told when it is checked.
    if let Ok(loaded) = kit.read(&name, bytes)
        && let Some(text) = mended(&loaded.input)
    {
        let fixed = report::rewritten(bytes, &text);
        file::rewrite(path, bytes, &fixed)?;
        *bytes = fixed;
    }
    Ok(())
}

/// Whether `render` finds a name for its files.
fn named(path: &Path, input: &Input, (kits, kit): (&Kits, &Kit)) -> Result<()> {
    let named = batch::output_name(path, input, kit, kits.counties());
    let Some(report) = input.report() else {
        return named.map(|_| ());
    };
    let title = report.title.first().and_then(|title| title.at.clone());
    let at = title.or_else(|| report.agency.at.clone()).unwrap_or_default();
    named.map(|_| ()).map_err(|errors| errors.or_at(&Location::new(&report.source, &at)))
}

/// The text with what has one right answer mended.
fn mended(input: &Input) -> Option<String> {
    match input {
        Input::Report(report) => check::fix(report),
        Input::Data(data) => check::fix_texts(&data.source, data.texts()),
    }
}

fn summary(found: &Diagnostics, files: usize, faulty: usize) -> String {
    let (errors, warnings) = (found.count(Severity::Error), found.count(Severity::Warning));
    match (errors, warnings) {
        (0, 0) => format!("检查了 {files} 份报告，没有发现问题\n"),
        _ if files < 2 => format!("检查了 {files} 份报告：{errors} 处错误，{warnings} 处警告\n"),
        _ => format!(
            "检查了 {files} 份报告：{errors} 处错误（{faulty} 份报告），{warnings} 处警告\n"
        ),
    }
}
