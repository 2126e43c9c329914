//! `nianbao template show-data`: what a template sees of a report.

use super::super::{Status, shared::OfTemplate, terminal::Terminal};
use nianbao::{
    batch::{self, Kits},
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    file, template,
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
    let bytes = file::read(path)?;
    let inputs = batch::collect(std::slice::from_ref(path));
    let kits = Kits::load(&inputs, &args.template.wishes())?;
    let Some(kit) = kits.of_input(path) else {
        let finding = Diagnostic::error(Code::NoReports, "没有给出报告");
        return Err(finding.help("请写一份报告的文件名，不是 county.yaml").into());
    };
    let mut findings = kits.findings.clone();
    let loaded = kit.read(&file::shown(path), &bytes)?;
    let text = template::show(&kit.template, &loaded.input)?;
    findings.extend(loaded.findings);
    Ok((text, findings))
}
