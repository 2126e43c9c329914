//! What `render` and `watch` have in common: how reports are to be made, and what is shown of it.

use super::{
    Status,
    shared::{Deny, OfTemplate},
    terminal::Terminal,
};
use clap::ValueEnum;
use nianbao::{
    batch::{Choice, End, Inputs, Job, Outcome, Pattern, Records, Settings, Tally},
    diagnostic::{Diagnostic, Result, Severity},
    export::pdf::Standard,
    file,
    render::Format,
};
use std::{
    fs,
    num::NonZero,
    path::{Path, PathBuf},
};

#[derive(clap::Args, Debug)]
pub struct Making {
    #[arg(
        short,
        long,
        value_name = "文件夹",
        help = "输出文件夹，没有就新建；不给时放在输入文件旁边",
        help_heading = "选项"
    )]
    output: Option<PathBuf>,

    #[arg(
        short,
        long,
        value_name = "格式",
        value_delimiter = ',',
        default_value = "docx,pdf",
        hide_default_value = true,
        hide_possible_values = true,
        help = "要哪些文件：docx、pdf，逗号隔开；默认两样都要",
        help_heading = "选项"
    )]
    format: Vec<FormatName>,

    #[arg(
        long,
        value_name = "规则",
        value_parser = Pattern::parse,
        help = "输出文件的命名规则，可用 {标题}、{机关}、{年度}、{文件名}、{县名}；默认 {标题}",
        help_heading = "选项"
    )]
    name: Option<Pattern>,

    #[command(flatten)]
    template: OfTemplate,

    #[arg(
        long,
        value_name = "文件夹",
        help = "自己的字体所在的文件夹，可以给多个；其中的字体按字体名代替内置的，嵌入 PDF",
        help_heading = "选项"
    )]
    font_dir: Vec<PathBuf>,

    #[arg(
        long,
        value_name = "版式",
        value_parser = ["gb9704", "gb33476", "office28"],
        hide_possible_values = true,
        help = "版式：gb9704（默认）、gb33476、office28（行距 28 磅）",
        help_heading = "选项"
    )]
    profile: Option<String>,

    #[arg(
        long,
        value_name = "标准",
        hide_possible_values = true,
        default_value = "a-2a",
        hide_default_value = true,
        help = "PDF 的标准：a-2a（可存档、可朗读，默认）、a-3a（同上，并把 YAML 附在里面）、1.7（普通 PDF）",
        help_heading = "选项"
    )]
    pdf_standard: StandardName,

    #[command(flatten)]
    deny: Deny,

    #[arg(long, help = "输出草稿：报告有检查出的错误也输出", help_heading = "选项")]
    draft: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatName {
    Docx,
    Pdf,
}

/// The letters of ISO 19005's parts and levels.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum StandardName {
    #[value(name = "a-2a")]
    A2a,
    #[value(name = "a-3a")]
    A3a,
    #[value(name = "1.7")]
    Pdf17,
}

impl Making {
    /// The settings of the folders that hold the inputs.
    pub fn settings(&self, inputs: &Inputs) -> Result<Settings> {
        let choice = Choice {
            template: self.template.word(),
            fonts: &self.font_dir,
            embeds: self.format.contains(&FormatName::Pdf),
            profile: self.profile.as_deref(),
            pattern: self.name.as_ref(),
            draft: self.draft,
            created: source_date_epoch()?,
            standard: match self.pdf_standard {
                StandardName::A2a => Standard::A2a,
                StandardName::A3a => Standard::A3a,
                StandardName::Pdf17 => Standard::Pdf17,
            },
        };
        Settings::of(inputs, &choice)
    }

    /// In the order asked for, each once.
    pub fn formats(&self) -> Vec<Format> {
        let mut formats = Vec::new();
        for name in &self.format {
            let format = match name {
                FormatName::Docx => Format::Docx,
                FormatName::Pdf => Format::Pdf,
            };
            if !formats.contains(&format) {
                formats.push(format);
            }
        }
        formats
    }

    /// One unit after the other, all of them, only what has changed.
    pub fn job<'a>(&'a self, formats: &'a [Format]) -> Job<'a> {
        Job {
            formats,
            folder: self.output.as_deref(),
            deny_warnings: self.deny_warnings(),
            jobs: NonZero::<usize>::MIN,
            fail_fast: false,
            force: false,
        }
    }

    /// The template, if one was named.
    pub fn template(&self) -> Option<&Path> {
        self.template.word()
    }

    /// The folders of own fonts.
    pub fn font_folders(&self) -> &[PathBuf] {
        &self.font_dir
    }

    pub fn deny_warnings(&self) -> bool {
        self.deny.warnings()
    }
}

/// The creation time that a reproducible build sets (reproducible-builds.org); otherwise the
/// report's own date holds, and never the clock.
fn source_date_epoch() -> Result<Option<i64>> {
    let Some(text) = std::env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    let seconds = text.to_str().and_then(|t| t.parse().ok());
    if seconds.is_none() {
        let message = format!("环境变量 SOURCE_DATE_EPOCH 应为秒数，现在是“{}”", text.display());
        let help = "请改正或删去这个环境变量";
        return Err(Diagnostic::error("NB408", message).help(help).into());
    }
    Ok(seconds)
}

/// Shows the outcomes of a run as they come, and adds them up.
#[derive(Debug, Default)]
pub struct Tale {
    /// Whether only findings are shown.
    pub quiet: bool,
    /// Whether there is one unit only: its files are listed, and nothing is added up.
    pub single: bool,
    pub status: Status,
    pub tally: Tally,
    /// The listing for `--report`, if it is wanted.
    pub records: Option<Records>,
    /// Each failed unit with its first finding.
    pub failed: Vec<String>,
}

impl Tale {
    pub fn tell(&mut self, outcome: &Outcome, terminal: &mut Terminal) {
        self.tally.add(outcome.end);
        if let Some(records) = &mut self.records {
            records.add(outcome);
        }
        if outcome.end == End::Failed {
            self.failed.push(failure(outcome));
        }
        if !self.quiet {
            if self.single {
                for file in &outcome.files {
                    terminal.line(&shown(&file.path));
                }
            } else {
                terminal.line(&line(outcome));
            }
        }
        self.status = self.status.max(terminal.tell(&outcome.findings));
    }

    /// The counts, and every failed unit with its first finding.
    pub fn sum_up(&self, terminal: &mut Terminal) {
        if self.quiet || self.single {
            return;
        }
        let Tally { total, written, unchanged, failed, skipped } = self.tally;
        let left = if skipped > 0 { format!("，没有做 {skipped} 份") } else { String::new() };
        terminal.say(&format!(
            "共 {total} 份报告：写出 {written} 份，未变 {unchanged} 份，失败 {failed} 份{left}\n"
        ));
        for failure in &self.failed {
            terminal.say(&format!("  {failure}\n"));
        }
    }
}

fn failure(outcome: &Outcome) -> String {
    let errors = outcome.findings.0.iter();
    let first = errors.clone().find(|d| d.severity == Severity::Error);
    let Some(first) = first else {
        return shown(&outcome.input);
    };
    let here = first.primary.as_ref();
    let here = here.filter(|p| Path::new(&p.at.source.name) == outcome.input);
    let line = here.map(|p| p.at.start().line);
    let line = line.map_or_else(String::new, |line| format!(":{line}"));
    let more = errors.filter(|d| d.severity == Severity::Error).count() - 1;
    let more = if more > 0 { format!("（另有 {more} 处）") } else { String::new() };
    let input = shown(&outcome.input);
    format!("{input}{line} [{}] {}{more}", first.code, first.message)
}

/// One line a unit: `写出 out/甲乡年报.{docx,pdf}`.
fn line(outcome: &Outcome) -> String {
    let input = shown(&outcome.input);
    let files: Vec<PathBuf> = outcome.files.iter().map(|f| f.path.clone()).collect();
    match outcome.end {
        End::Written => format!("写出 {}", together(&files)),
        End::Unchanged => format!("未变 {}", together(&files)),
        End::Failed => format!("失败 {input}"),
        End::Skipped => format!("未做 {input}"),
    }
}

/// Names that differ in the extension only, as a shell would take them.
fn together(files: &[PathBuf]) -> String {
    let extension = |file: &PathBuf| file.extension().and_then(|e| e.to_str()).map(str::to_owned);
    let extensions: Vec<_> = files.iter().filter_map(extension).collect();
    match files {
        [] => String::new(),
        [only] => shown(only),
        [first, ..] => format!("{}.{{{}}}", shown(&first.with_extension("")), extensions.join(",")),
    }
}

/// A path as it would be typed.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// Writes the listing of a run, in place of an earlier one.
pub fn write_records(path: &Path, records: &Records) -> Result<()> {
    may_be_records(path)?;
    file::create(path, records.json().as_bytes(), true)
}

/// Refuses to put a listing in the place of anything else: a report, or what was made of one.
pub fn may_be_records(path: &Path) -> Result<()> {
    let Ok(there) = fs::read(path) else {
        return Ok(()); // nothing there, or writing will tell
    };
    if there.is_empty() || Records::is_json(&there) {
        return Ok(());
    }
    let message = format!("{} 不是 --report 写的文件，没有覆盖它", shown(path));
    let help = "请换一个文件名，例如 --report 结果.json";
    Err(Diagnostic::error("NB404", message).help(help).into())
}
