//! `nianbao schema`: what editors need to complete and check the keys of a report.

use super::{Status, terminal::Terminal, usage};
use nianbao::report;

#[derive(clap::Args, Debug)]
#[command(
    about = "输出报告 YAML 的 JSON Schema，给编辑器用",
    override_usage = "nianbao schema",
    help_template = usage::TEMPLATE,
    after_help = "示例：
  nianbao schema > nianbao.schema.json"
)]
pub struct Args {}

pub fn run(_: &Args, terminal: &mut Terminal) -> Status {
    terminal.print(&report::schema());
    Status::Done
}
