//! `nianbao template check`: a template proved without a report at hand.

use super::super::{Status, terminal::Terminal, usage};
use nianbao::{
    diagnostic::{Result, Severity},
    export::pdf::Standard,
    font::{Fonts, Library},
    render::{self, Kit, Proof},
    report::Shared,
    template::{Options, Template},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

#[derive(clap::Args, Debug)]
#[command(
    about = "用各种样子的报告试一遍模板，不用先有报告",
    override_usage = "nianbao template check <模板>...",
    help_template = usage::TEMPLATE,
    after_help = "试的有：六部分、九部分、没有署名、盖章、几个机关联合署名、没有表、表里全是 0、
名称很长、正文很长、2019 年格式等；每处问题说明是哪种报告引起的

示例：
  nianbao template check 我的模板

退出码：0 没有错误；1 有错误；2 有文件读不了"
)]
pub struct Args {
    #[arg(
        value_name = "模板",
        required = true,
        help = "自己的模板文件夹，或内置模板的名字；可以给多个",
        help_heading = "参数"
    )]
    templates: Vec<PathBuf>,
}

/// A YAML of free data that comes with its template.
const EXAMPLE: &str = "示例.yaml";

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let mut status = Status::Done;
    for word in &args.templates {
        let proof = prove(word).unwrap_or_else(|findings| Proof { shapes: 0, findings });
        status = status.max(Terminal::meaning(&proof.findings));
        terminal.findings(&proof.findings);
        terminal.say(&summary(word, &proof));
    }
    status
}

fn prove(word: &Path) -> Result<Proof> {
    let template = Template::find(word, Path::new(""))?;
    let folder = template.font_folder().map(Path::to_owned);
    let library = Library::scan(folder.as_slice())?;
    let kit = Kit {
        template,
        fonts: Fonts::with_own(&library),
        options: Options { pictures: Some(word.to_owned()), ..Options::default() },
        shared: Shared::default(),
        standard: Standard::default(),
    };
    let example = fs::read_to_string(word.join(EXAMPLE)).ok();
    Ok(render::prove(&kit, example.as_deref()))
}

fn summary(word: &Path, proof: &Proof) -> String {
    let found = &proof.findings.0;
    let count = |severity| found.iter().filter(|d| d.severity == severity).count();
    let word = word.display();
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => format!("{word}：用 {} 种文稿试过，没有发现问题\n", proof.shapes),
        (errors, warnings) => format!("{word}：{errors} 处错误，{warnings} 处警告\n"),
    }
}
