//! `nianbao render`: reports to files.

use super::{Status, terminal::Terminal, usage};
use clap::ValueEnum;
use nianbao::{
    batch::{self, Job, Outcome, Pattern},
    diagnostic::{Diagnostic, Diagnostics, Result},
    document, file,
    font::Fonts,
    layout,
    render::{Format, Kit},
    template::{self, Template},
};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
#[command(
    about = "生成报告的 DOCX 和 PDF",
    override_usage = "nianbao render [选项] <输入>...",
    help_template = usage::TEMPLATE,
    after_help = EXAMPLES
)]
pub struct Args {
    #[arg(
        value_name = "输入",
        required = true,
        help = "报告的 YAML 文件，或放着若干报告的文件夹；可以给多个",
        help_heading = "参数"
    )]
    inputs: Vec<PathBuf>,

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
        help = "输出文件的命名规则，可用 {标题}、{机关}、{年度}、{文件名}；默认 {标题}",
        help_heading = "选项"
    )]
    name: Option<Pattern>,

    #[arg(
        short,
        long,
        value_name = "文件夹",
        help = "改用自己的模板；不给时用内置模板",
        help_heading = "选项"
    )]
    template: Option<PathBuf>,

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
        value_name = "类别",
        value_parser = ["warnings"],
        hide_possible_values = true,
        help = "写 warnings：警告也当作错误，有警告就不输出",
        help_heading = "选项"
    )]
    deny: Option<String>,

    #[arg(
        long,
        help = "输出草稿：报告有检查出的错误也输出",
        help_heading = "选项"
    )]
    draft: bool,

    #[arg(
        long,
        value_name = "阶段",
        hide_possible_values = true,
        conflicts_with_all = ["output", "name", "format"],
        help = "不写文件，只把中间结果打印出来：document（文档）、layout（版面）",
        help_heading = "选项"
    )]
    emit: Option<Stage>,
}

const EXAMPLES: &str = "示例：
  nianbao render 某某乡.yaml -o 输出
  nianbao render 各乡镇报告 -o 输出 --name '{年度}-{机关}'";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatName {
    Docx,
    Pdf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Stage {
    Document,
    Layout,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let kit = match kit(args) {
        Ok(kit) => kit,
        Err(findings) => return terminal.tell(&findings),
    };
    let (inputs, missing) = batch::collect(&args.inputs);
    let status = terminal.tell(&missing);
    let rest = match args.emit {
        Some(stage) => emit(stage, &inputs, &kit, terminal),
        None => write(args, &inputs, &kit, terminal),
    };
    status.max(rest)
}

fn kit(args: &Args) -> Result<Kit> {
    Ok(Kit {
        template: match &args.template {
            Some(folder) => Template::from_dir(folder)?,
            None => Template::builtin()?,
        },
        fonts: Fonts::shipped(),
        options: template::Options {
            created: source_date_epoch()?,
            draft: args.draft,
            profile: args.profile.clone(),
        },
    })
}

/// The creation time that a reproducible build sets (reproducible-builds.org); otherwise the
/// report's own date holds, and never the clock.
fn source_date_epoch() -> Result<Option<i64>> {
    let Some(text) = std::env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    let seconds = text.to_str().and_then(|t| t.parse().ok());
    if seconds.is_none() {
        let message = format!(
            "环境变量 SOURCE_DATE_EPOCH 应为秒数，现在是“{}”",
            text.display()
        );
        let help = "请改正或删去这个环境变量";
        return Err(Diagnostic::error("NB408", message).help(help).into());
    }
    Ok(seconds)
}

fn write(args: &Args, inputs: &[PathBuf], kit: &Kit, terminal: &mut Terminal) -> Status {
    let pattern = args.name.clone().unwrap_or_default();
    let job = Job {
        kit,
        formats: &formats(&args.format),
        folder: args.output.as_deref(),
        pattern: &pattern,
        deny_warnings: args.deny.is_some(),
    };
    let mut status = Status::Done;
    let mut failed = 0;
    batch::run(inputs, &job, |outcome| {
        failed += usize::from(outcome.failed());
        status = status.max(show(&outcome, terminal));
    });
    if inputs.len() > 1 {
        let written = inputs.len() - failed;
        terminal.say(&format!(
            "共 {} 份报告：写出 {written} 份，失败 {failed} 份\n",
            inputs.len()
        ));
    }
    status
}

fn show(outcome: &Outcome, terminal: &mut Terminal) -> Status {
    for path in &outcome.written {
        let path = path.strip_prefix(".").unwrap_or(path);
        terminal.line(&path.display().to_string());
    }
    terminal.tell(&outcome.findings)
}

/// In the order asked for, each once.
fn formats(named: &[FormatName]) -> Vec<Format> {
    let mut formats = Vec::new();
    for name in named {
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

fn emit(stage: Stage, inputs: &[PathBuf], kit: &Kit, terminal: &mut Terminal) -> Status {
    let mut status = Status::Done;
    for input in inputs {
        match emitted(stage, input, kit) {
            Ok((text, warnings)) => {
                terminal.print(&text);
                status = status.max(terminal.tell(&warnings));
            }
            Err(findings) => status = status.max(terminal.tell(&findings)),
        }
    }
    status
}

fn emitted(stage: Stage, input: &std::path::Path, kit: &Kit) -> Result<(String, Diagnostics)> {
    let drawn = kit.draw(&input.display().to_string(), &file::read(input)?)?;
    let text = match stage {
        Stage::Document => document::emit(&drawn.document),
        Stage::Layout => layout::emit(&kit.set(&drawn)?),
    };
    Ok((text, drawn.findings))
}
