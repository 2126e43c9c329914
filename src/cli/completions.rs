//! `nianbao completions`: what a shell needs to complete commands and options.

use super::{Cli, Status, terminal::Terminal};
use clap::CommandFactory;
use clap_complete::Shell;

#[derive(clap::Args, Debug)]
#[command(
    about = "输出命令行补全脚本",
    override_usage = "nianbao completions <外壳>",
    after_help = "示例：
  nianbao completions bash > ~/.local/share/bash-completion/completions/nianbao"
)]
pub struct Args {
    #[arg(
        value_name = "外壳",
        hide_possible_values = true,
        help = "bash、zsh、fish、powershell 或 elvish"
    )]
    shell: Shell,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "nianbao", &mut script);
    terminal.print(&String::from_utf8_lossy(&script));
    Status::Done
}
