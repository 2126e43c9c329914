//! `nianbao template show-data`: what a template sees of a report.

use super::super::{Status, terminal::Terminal, usage};
use nianbao::{
    batch::{self, Counties},
    diagnostic::{Diagnostics, Result},
    file, report,
    template::{self, Template},
};
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
#[command(
    about = "输出模板看到的数据，YAML 格式，注明各项是什么",
    override_usage = "nianbao template show-data <报告>",
    help_template = usage::TEMPLATE,
    after_help = "示例：
  nianbao template show-data 某某乡.yaml"
)]
pub struct Args {
    #[arg(value_name = "报告", help = "报告的 YAML 文件", help_heading = "参数")]
    report: PathBuf,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    match shown(&args.report) {
        Ok((text, warnings)) => {
            terminal.print(&text);
            terminal.tell(&warnings)
        }
        Err(findings) => terminal.tell(&findings),
    }
}

fn shown(path: &Path) -> Result<(String, Diagnostics)> {
    let inputs = batch::collect(&[path.to_owned()]);
    let counties = Counties::of(&inputs)?;
    let source = report::decode(&path.display().to_string(), &file::read(path)?)?;
    let loaded = report::load_with(&source, &counties.shared(path))?;
    let text = template::show(&Template::builtin()?, &loaded.report)?;
    Ok((text, loaded.findings))
}
