//! `nianbao template show-data`: what a template sees of a report.

use super::super::{Status, shared::OfTemplate, terminal::Terminal};
use nianbao::{
    batch::{self, Counties},
    diagnostic::{Diagnostics, Result},
    file,
    render::Kit,
    template,
};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
#[command(
    about = "输出模板看到的数据，YAML 格式，注明各项是什么",
    override_usage = "nianbao template show-data [选项] <文件>",
    after_help = "示例：
  nianbao template show-data 某某乡.yaml"
)]
pub struct Args {
    #[arg(value_name = "文件", help = "报告或别的公文的 YAML 文件")]
    input: PathBuf,

    #[command(flatten)]
    template: OfTemplate,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    match shown(args) {
        Ok((text, warnings)) => {
            terminal.print(&text);
            terminal.tell(&warnings)
        }
        Err(findings) => terminal.tell(&findings),
    }
}

fn shown(args: &Args) -> Result<(String, Diagnostics)> {
    let path = &args.input;
    let inputs = batch::collect(std::slice::from_ref(path));
    let shared = Counties::of(&inputs)?.shared(path);
    let kit = Kit { shared, ..Kit::load(args.template.wishes())? };
    let loaded = kit.read(&file::shown(path), &file::read(path)?)?;
    let text = template::show(&kit.template, &loaded.input)?;
    Ok((text, loaded.findings))
}
