//! `nianbao template check`: a template proved without a report at hand.

use super::super::{Status, terminal::Terminal, usage};
use nianbao::{
    diagnostic::{Diagnostics, Severity},
    font::Fonts,
    render::{self, Kit},
    report::Shared,
    template::{Options, Template},
};
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
#[command(
    about = "用各种样子的报告试一遍模板，不用先有报告",
    override_usage = "nianbao template check <文件夹>...",
    help_template = usage::TEMPLATE,
    after_help = "试的有：六部分、九部分、没有署名、盖章、几个机关联合署名、没有表、表里全是 0、
名称很长、正文很长、2019 年格式等；每处问题说明是哪种报告引起的

示例：
  nianbao template check 我的模板

退出码：0 没有错误；1 有错误；2 有文件读不了"
)]
pub struct Args {
    #[arg(
        value_name = "文件夹",
        required = true,
        help = "自己的模板文件夹；可以给多个",
        help_heading = "参数"
    )]
    folders: Vec<PathBuf>,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let mut status = Status::Done;
    for folder in &args.folders {
        let found = prove(folder);
        status = status.max(Terminal::meaning(&found));
        terminal.findings(&found);
        terminal.say(&summary(folder, &found));
    }
    status
}

fn prove(folder: &Path) -> Diagnostics {
    match Template::from_dir(folder) {
        Ok(template) => render::prove(&Kit {
            template,
            fonts: Fonts::shipped(),
            options: Options::default(),
            shared: Shared::default(),
        }),
        Err(findings) => findings,
    }
}

fn summary(folder: &Path, found: &Diagnostics) -> String {
    let count = |severity| found.0.iter().filter(|d| d.severity == severity).count();
    let folder = folder.display();
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => format!("{folder}：用 {} 种报告试过，没有发现问题\n", render::SHAPES),
        (errors, warnings) => format!("{folder}：{errors} 处错误，{warnings} 处警告\n"),
    }
}
