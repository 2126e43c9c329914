//! `nianbao new`: a starter file that renders as it is.

use super::{
    Status,
    shared::{OfTemplate, Overwrite},
    terminal::Terminal,
};
use nianbao::{
    batch,
    diagnostic::{Code, Diagnostic, Result},
    file,
    input::{self, Takes},
    render::{Fields, Kit, Pattern},
    report::{self, Forms},
    text::half_width,
};
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
#[command(
    about = "新建一份可以直接填写的报告，或别的公文",
    override_usage = "nianbao new [选项] --year <年度> <乡镇名>",
    after_help = "示例：
  nianbao new 铜厂彝族乡 --year 2026
  nianbao new 铜厂彝族乡 --previous 去年.docx
  nianbao new 开会通知 --template notice"
)]
pub struct Args {
    #[arg(value_name = "乡镇名", help = "乡镇或部门的名称；不是年度报告的，写文件的名称")]
    name: String,

    // 《政府信息公开条例》 has been in force since 2008-05-01: there is no earlier report.
    #[arg(
        short,
        long,
        value_name = "年度",
        required_unless_present_any = ["template", "previous"],
        value_parser = year,
        help = "报告的年度（2008 以后），例如 2026；不是年度报告的不用写"
    )]
    year: Option<i32>,

    #[arg(
        short,
        long,
        value_name = "上年报告",
        help = "接着上年的报告写：YAML，或 Word 文件、网页、文本；上年结转、前言、署名取自它，文字留着待改写"
    )]
    previous: Option<PathBuf>,

    #[command(flatten)]
    template: OfTemplate,

    #[arg(
        short,
        long,
        value_name = "文件",
        help = "写到哪个文件或文件夹；不给时是当前文件夹的“乡镇名.yaml”"
    )]
    output: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,
}

/// `2026`, `2026年`, `2026年度`, full-width digits too.
pub(super) fn year(typed: &str) -> std::result::Result<i32, &'static str> {
    let digits = half_width(typed);
    let digits = digits.trim().trim_end_matches('度').trim_end_matches('年').trim();
    let year: i32 = digits.parse().map_err(|_| "应为四位数的年份")?;
    if (2008..=2100).contains(&year) { Ok(year) } else { Err("应在 2008 到 2100 之间") }
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    match create(args) {
        Ok(path) => {
            terminal.line(&file::shown(&path));
            Status::Done
        }
        Err(findings) => terminal.tell(&findings),
    }
}

fn create(args: &Args) -> Result<PathBuf> {
    if args.name.trim().is_empty() {
        let finding = Diagnostic::error(Code::Usage, "没有写名字");
        return Err(finding.help("例如 nianbao new 某某乡 --year 2026").into());
    }
    // 柳河镇.yaml is the file of 柳河镇.
    let name = args.name.trim();
    let name = [".yaml", ".yml"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let path = match &args.output {
        Some(folder) if folder.is_dir() => folder.join(file_name(name)?),
        Some(file) => file.clone(),
        None => PathBuf::from(file_name(name)?),
    };
    let text = starter(args, name, &path)?;
    file::create(&path, text.as_bytes(), args.overwrite.force)?;
    Ok(path)
}

fn starter(args: &Args, name: &str, output: &Path) -> Result<String> {
    let template = Kit::load(args.template.wishes())?.template;
    if let Takes::Data(items) = template.takes() {
        return Ok(input::starter(template.name(), &args.template.seen_from(output)?, items));
    }
    if let Some(previous) = &args.previous {
        let previous = report::load(&batch::source(previous)?)?.report;
        let year = args.year.unwrap_or(previous.year.value.saturating_add(1));
        return report::successor(&Forms::default(), &previous, year);
    }
    let Some(year) = args.year else {
        let finding = Diagnostic::error(Code::Usage, "缺少 --year <年度>");
        return Err(finding.help("年度报告要写年度，例如 --year 2026").into());
    };
    report::starter(&Forms::default(), name, year)
}

pub fn file_name(name: &str) -> Result<String> {
    let fields = Fields { title: name, agency: Some(name), year: None, file: name, county: None };
    Ok(format!("{}.yaml", Pattern::default().stem(&fields, "yaml")?))
}
