//! `nianbao template`: the templates inside the program, and those of an office.

mod check;
mod export;
mod list;
mod show_data;

use super::{Status, terminal::Terminal};
use clap::Subcommand;

#[derive(clap::Args, Debug)]
#[command(
    about = "查看、导出、检查模板",
    override_usage = "nianbao template <命令> [选项]",
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "示例：
  nianbao template list
  nianbao template export annual-report 我的模板
  nianbao template check 我的模板
  nianbao render 某某乡.yaml --template 我的模板"
)]
pub struct Args {
    #[command(subcommand)]
    command: TemplateCommand,
}

#[derive(Debug, Subcommand)]
enum TemplateCommand {
    List(list::Args),
    Export(export::Args),
    Check(check::Args),
    ShowData(show_data::Args),
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    match &args.command {
        TemplateCommand::List(args) => list::run(args, terminal),
        TemplateCommand::Export(args) => export::run(args, terminal),
        TemplateCommand::Check(args) => check::run(args, terminal),
        TemplateCommand::ShowData(args) => show_data::run(args, terminal),
    }
}
