//! `nianbao completions`: what a shell needs to complete commands and options.

use super::{Cli, Status, terminal::Terminal};
use clap::{CommandFactory, ValueEnum};
use clap_complete::Shell;
use nianbao::diagnostic::{Code, Diagnostic, Result};

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
        value_parser = shell,
        help = "bash、zsh、fish、powershell 或 elvish"
    )]
    shell: Shell,
}

/// Of the few names none is near to that of another shell.
fn shell(word: &str) -> Result<Shell> {
    Shell::from_str(&word.to_ascii_lowercase(), false).map_err(|_| {
        let message = format!("没有 {word} 的补全脚本");
        let help = "可以用的有：bash、zsh、fish、powershell、elvish";
        Diagnostic::error(Code::Usage, message).help(help).into()
    })
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "nianbao", &mut script);
    terminal.print(&String::from_utf8_lossy(&script));
    Status::Done
}
