//! `nianbao schema`: what editors need to complete and check the keys of a report.

use super::{Status, terminal::Terminal};
use nianbao::{
    batch,
    report::{self, Forms},
};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
#[command(
    about = "输出报告 YAML 的 JSON Schema，给编辑器用",
    override_usage = "nianbao schema [选项]",
    after_help = "示例：
  nianbao schema > nianbao.schema.json"
)]
pub struct Args {
    #[arg(long, value_name = "county.yaml", help = "county.yaml：它的“表式”里的格式也写进去")]
    units: Option<PathBuf>,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    match args.units.as_deref().map(batch::load_county).transpose() {
        Ok(county) => {
            let forms = county.map_or_else(Forms::default, |county| county.shared.forms);
            terminal.print(&report::schema(&forms));
            Status::Done
        }
        Err(findings) => terminal.tell(&findings),
    }
}
