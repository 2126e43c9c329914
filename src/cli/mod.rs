//! The command line: one file a command. Only this folder prints, reads the environment or decides
//! the exit code.

mod check;
mod completions;
mod explain;
mod extract;
mod fonts;
mod form;
mod format_names;
mod import;
mod manual;
mod mended;
mod new;
mod opened;
mod progress;
mod render;
mod review;
mod schema;
mod serve;
mod shared;
mod summarize;
mod template;
mod terminal;
mod usage;
mod watch;
mod wishes;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use nianbao::diagnostic::Kind;
use std::{
    ffi::OsString,
    io::Write,
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
};
use terminal::Terminal;

#[derive(Debug, Parser)]
#[command(
    name = "nianbao",
    version,
    about = "年报：填一份，得到政府信息公开工作年度报告的 DOCX、PDF、OFD 和网页，数字一并核对",
    override_usage = "nianbao <命令> [选项]",
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "用“nianbao <命令> --help”看每个命令的用法

退出码：0 正常；1 报告里有错误；2 命令用错，或者文件读不了、写不了"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// In clap's own words this would be English.
    #[arg(
        short = 'h',
        long,
        global = true,
        action = clap::ArgAction::Help,
        help = "显示帮助",
        display_order = 98
    )]
    help: Option<bool>,

    #[arg(
        short = 'V',
        long,
        action = clap::ArgAction::Version,
        help = "显示版本",
        display_order = 99
    )]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Render(render::Args),
    Watch(watch::Args),
    Serve(serve::Args),
    Summarize(summarize::Args),
    Check(check::Args),
    Review(review::Args),
    Explain(explain::Args),
    Import(import::Args),
    Extract(extract::Args),
    Fonts(fonts::Args),
    New(new::Args),
    Form(form::Args),
    Template(template::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    #[command(name = "man")]
    Manual(manual::Args),
}

/// How a command ended; the worst of several counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Everything was done.
    #[default]
    Done,
    /// The input has errors.
    Findings,
    /// The command was used wrongly, or a file could not be read or written.
    Failed,
}

impl From<Kind> for Status {
    fn from(kind: Kind) -> Self {
        match kind.exit_code() {
            0 => Self::Done,
            1 => Self::Findings,
            _ => Self::Failed,
        }
    }
}

/// Runs the program.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    std::panic::set_hook(Box::new(tell_panic));
    outlive_limits();
    let mut terminal = Terminal::new();
    let args = opened::as_meant(args, cfg!(windows), std::env::var_os("USERPROFILE"));
    let args = usage::as_meant(args);
    let command = usage::in_chinese(Cli::command());
    if let Some(finding) = usage::without_hyphens(&args, &command) {
        terminal.tell(&finding.into());
        return ExitCode::from(2);
    }
    let matches = command.try_get_matches_from(args);
    let status = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        // What broke is told by the hook.
        Ok(cli) => catch_unwind(AssertUnwindSafe(|| dispatch(&cli.command, &mut terminal)))
            .unwrap_or(Status::Failed),
        Err(error) => usage::tell(&error, &mut terminal),
    };
    match status.max(terminal.status()) {
        Status::Done => ExitCode::SUCCESS,
        Status::Findings => ExitCode::from(1),
        Status::Failed => ExitCode::from(2),
    }
}

/// A file beyond what the system allows (`ulimit -f`) is an error of the writing, as a full disk is, and not the
/// end of the program in the middle of it.
fn outlive_limits() {
    #[cfg(unix)]
    {
        let ignored = std::sync::Arc::default();
        // Where no handler can be set, all is as it was.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, ignored);
    }
}

fn dispatch(command: &Command, terminal: &mut Terminal) -> Status {
    match command {
        Command::Render(args) => render::run(args, terminal),
        Command::Watch(args) => watch::run(args, terminal),
        Command::Serve(args) => serve::run(args, terminal),
        Command::Summarize(args) => summarize::run(args, terminal),
        Command::Review(args) => review::run(args, terminal),
        Command::Check(args) => check::run(args, terminal),
        Command::Explain(args) => explain::run(args, terminal),
        Command::Import(args) => import::run(args, terminal),
        Command::Extract(args) => extract::run(args, terminal),
        Command::Fonts(args) => fonts::run(args, terminal),
        Command::Schema(args) => schema::run(args, terminal),
        Command::Template(args) => template::run(args, terminal),
        Command::New(args) => new::run(args, terminal),
        Command::Form(args) => form::run(args, terminal),
        Command::Completions(args) => completions::run(args, terminal),
        Command::Manual(args) => manual::run(args, terminal),
    }
}

/// Where the program broke, for a report of the defect; what it means for the user is said by who
/// catches the panic.
fn tell_panic(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(String::new, ToString::to_string);
    let payload = panic.payload();
    let said = (payload.downcast_ref::<String>().map(String::as_str))
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or_default();
    let _ = writeln!(
        std::io::stderr(),
        "程序内部出错（{} {place}）：{said}",
        env!("CARGO_PKG_VERSION")
    );
}
