//! `nianbao template`: the templates inside the program, and those of an office.

mod check;
mod show_data;

use super::{Status, terminal::Terminal, usage};
use clap::Subcommand;

#[derive(clap::Args, Debug)]
#[command(
    about = "检查模板，查看模板看到的数据",
    override_usage = "nianbao template <命令> [选项]",
    help_template = usage::TEMPLATE,
    subcommand_help_heading = "命令",
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "示例：
  nianbao template check 我的模板
  nianbao render 某某乡.yaml --template 我的模板"
)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    ShowData(show_data::Args),
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    match &args.command {
        Command::Check(args) => check::run(args, terminal),
        Command::ShowData(args) => show_data::run(args, terminal),
    }
}
