//! `nianbao schema`: what editors need to complete and check the keys of a report.

use super::{Status, terminal::Terminal};
use nianbao::report::{self, Forms};

#[derive(clap::Args, Debug)]
#[command(
    about = "输出报告 YAML 的 JSON Schema，给编辑器用",
    override_usage = "nianbao schema",
    after_help = "示例：
  nianbao schema > nianbao.schema.json"
)]
pub struct Args {}

pub fn run(_: &Args, terminal: &mut Terminal) -> Status {
    terminal.print(&report::schema(&Forms::default()));
    Status::Done
}
