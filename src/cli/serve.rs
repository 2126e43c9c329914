//! `nianbao serve`: the form in the browser.

use super::{
    Status, check,
    shared::{LastYear, OfTemplate, OwnFonts},
    terminal::Terminal,
};
use nianbao::{
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    file,
    serve::{self, Setup, Site},
};
use std::{
    fmt::Write as _,
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
    process::{Command, Stdio},
};

#[derive(clap::Args, Debug)]
#[command(
    about = "在浏览器里填报告：左边填表，右边看印出来的样子",
    override_usage = "nianbao serve [选项] [文件夹]",
    after_help = "示例：
  nianbao serve
  nianbao serve 各乡镇报告 --previous 去年各乡镇报告

只有这台电脑上的浏览器打得开，别的电脑打不开；按 Ctrl+C 结束。填的字随时存进文件夹里的 YAML"
)]
pub struct Args {
    #[arg(
        value_name = "文件夹",
        default_value = ".",
        hide_default_value = true,
        help = "放报告的文件夹；不给时是当前文件夹"
    )]
    folder: PathBuf,

    #[arg(
        long,
        value_name = "端口",
        default_value_t = 0,
        hide_default_value = true,
        help = "用哪个端口；不给时由程序找一个空的"
    )]
    port: u16,

    #[arg(long, help = "不打开浏览器，只显示地址")]
    no_open: bool,

    #[command(flatten)]
    previous: LastYear,

    #[command(flatten)]
    template: OfTemplate,

    #[command(flatten)]
    fonts: OwnFonts,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let (previous, unread) = check::others(args.previous.path());
    let status = terminal.tell(&unread);
    match open(args, previous.unwrap_or_default()) {
        Ok((site, listener)) => status.max(answer(site, listener, args, terminal)),
        Err(findings) => terminal.tell(&findings),
    }
}

fn open(args: &Args, previous: Vec<nianbao::report::Report>) -> Result<(Site, TcpListener)> {
    // What was ended in the midst of work is found again where it was.
    let left =
        serve::left(&args.folder).filter(|left| matches!(args.port, 0) || args.port == left.port);
    let listen = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = match &left {
        Some(left) if args.port == 0 => listen(left.port).or_else(|_| listen(0)),
        _ => listen(args.port),
    };
    let refused = |error: &std::io::Error| {
        let message = format!("端口 {} 用不了：{}", args.port, file::reason(error));
        Diagnostic::error(Code::Port, message).help(Code::Port.mend())
    };
    let listener = listener.map_err(|error| refused(&error))?;
    let port = listener.local_addr().map_err(|error| refused(&error))?.port();
    let site = Site::open(Setup {
        folder: args.folder.clone(),
        wishes: args.fonts.wishes().over(args.template.wishes()),
        previous,
        token: match left.filter(|left| left.port == port) {
            Some(left) => left.token,
            None => token()?,
        },
        port,
        scratch: std::env::temp_dir(),
    })?;
    Ok((site, listener))
}

fn answer(site: Site, listener: TcpListener, args: &Args, terminal: &mut Terminal) -> Status {
    let address = site.address();
    terminal.line(&address);
    terminal.say("在浏览器里打开上面的地址就能填报告；用完了按 Ctrl+C 结束\n");
    if !args.no_open && !shown_in_browser(&address) {
        terminal.say("没有能自动打开浏览器，请把地址复制到浏览器里\n");
    }
    match serve::run(site, listener) {
        Ok(()) => {
            terminal.say("已结束，填的内容都在文件夹里\n");
            Status::Done
        }
        Err(error) => {
            let message = format!("端口 {} 用不了：{}", args.port, file::reason(&error));
            terminal.tell(&Diagnostics::from(Diagnostic::error(Code::Port, message)))
        }
    }
}

/// A word that nobody can guess.
fn token() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Diagnostic::error(Code::Defect, format!("系统给不出随机数：{error}"))
            .help(Code::Defect.mend())
    })?;
    Ok(bytes.iter().fold(String::new(), |mut word, byte| {
        // Writing to a string cannot fail.
        let _ = write!(word, "{byte:02x}");
        word
    }))
}

/// Opens the browser, with the system's own program for it: the address is ours and holds no character that a
/// shell would take for its own.
fn shown_in_browser(address: &str) -> bool {
    let mut open = if cfg!(windows) {
        let mut open = Command::new("rundll32");
        open.arg("url.dll,FileProtocolHandler");
        open
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    let quiet = open.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.spawn().is_ok()
}
