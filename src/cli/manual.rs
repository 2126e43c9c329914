//! `nianbao man`: the help of a command as a page of the manual, for those who pack the program.

use super::{Cli, Status, terminal::Terminal, usage};
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use nianbao::{
    diagnostic::{Code, Diagnostic},
    text::suggestion,
};

/// What clap puts over the sections, and what stands there in ours.
const HEADS: [(&str, &str); 6] = [
    ("NAME", "名称"),
    ("SYNOPSIS", "用法"),
    ("DESCRIPTION", "说明"),
    ("OPTIONS", "选项"),
    ("EXTRA", "补充"),
    ("VERSION", "版本"),
];

#[derive(clap::Args, Debug)]
#[command(
    about = "输出 man 手册页，给打包的人用",
    override_usage = "nianbao man [命令]...",
    after_help = "示例：
  nianbao man | man -l -
  nianbao man render > nianbao-render.1"
)]
pub struct Args {
    #[arg(value_name = "命令", help = "哪个命令的一页；不给时是总的一页")]
    command: Vec<String>,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let mut command = usage::in_chinese(Cli::command());
    // What all commands have in common, our words for --help among it, is given to each.
    command.build();
    for name in &args.command {
        let title = format!("{}-{name}", command.get_display_name().unwrap_or("nianbao"));
        command = match command.find_subcommand(name) {
            Some(below) => below.clone().display_name(title),
            None => return terminal.tell(&unknown(name, &command).into()),
        };
    }
    let mut page = Vec::new();
    let source = concat!("nianbao ", env!("CARGO_PKG_VERSION"));
    // Nothing that is written to memory fails.
    let _ = Man::new(command).source(source).render(&mut page);
    terminal.print(&in_chinese(&String::from_utf8_lossy(&page)));
    Status::Done
}

fn in_chinese(page: &str) -> String {
    let lines = page.lines().map(|line| {
        let head = line.strip_prefix(".SH ").map(|head| head.trim_matches('"'));
        match HEADS.iter().find(|(theirs, _)| Some(*theirs) == head) {
            Some((_, ours)) => format!(".SH {ours}\n"),
            // Chinese has hardly a blank in a line: spread to the margin these would gape.
            None if line.starts_with(".TH ") => format!("{line}\n.ad l\n"),
            None => format!("{line}\n"),
        }
    });
    lines.collect()
}

fn unknown(name: &str, above: &Command) -> Diagnostic {
    let known: Vec<&str> = above.get_subcommands().map(Command::get_name).collect();
    let help = suggestion(name, known.iter().copied());
    Diagnostic::error(Code::Usage, format!("没有“{name}”这个命令")).help(help)
}
