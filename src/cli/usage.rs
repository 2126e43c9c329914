//! clap in Chinese: the shape of its help, and what it says when the command line is wrong.

use super::{Status, terminal::Terminal};
use clap::{
    Command,
    error::{ContextKind, ContextValue, Error, ErrorKind},
};
use nianbao::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    text::{half_width, is_it_perhaps},
};
use std::{error::Error as _, ffi::OsString, path::Path};

/// The order of things in help.
const TEMPLATE: &str = "\
{about}

用法：{usage}

{all-args}{after-help}";

/// The arguments with what other programs call help and version in our words: `nianbao help`,
/// `nianbao help render`, `nianbao version`, `nianbao -v`.
pub fn as_meant(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.into_iter().collect();
    let word = args.get(1).and_then(|arg| arg.to_str()).unwrap_or_default();
    match word {
        "help" | "帮助" | "-?" | "/?" => {
            args.remove(1);
            args.push("--help".into());
        }
        "version" | "-v" | "版本" => {
            args.truncate(1);
            args.push("--version".into());
        }
        word => {
            let lower = word.to_ascii_lowercase();
            let spoken = SPOKEN.iter().find(|(spoken, _)| *spoken == lower).map(|(_, name)| *name);
            let name = spoken.unwrap_or(&lower).to_owned();
            // A file of that name is one.
            if name != word && !Path::new(word).exists() {
                args.splice(1..2, [name.into()]);
            }
        }
    }
    plain_values(&mut args);
    args
}

/// What people call a command who do not know its name.
const SPOKEN: [(&str, &str); 16] = [
    ("检查", "check"),
    ("校验", "check"),
    ("核对", "check"),
    ("生成", "render"),
    ("排版", "render"),
    ("导出", "render"),
    ("监视", "watch"),
    ("填报", "serve"),
    ("汇总", "summarize"),
    ("审核", "review"),
    ("解释", "explain"),
    ("导入", "import"),
    ("读入", "import"),
    ("新建", "new"),
    ("填报表", "form"),
    ("模板", "template"),
];

/// A long option that is not written with two hyphens: with one, which clap takes for short ones run together
/// (`-previous` is `-p revious`), with a stroke as in Windows, with long dashes, or with nothing before it.
pub fn without_hyphens(args: &[OsString], command: &Command) -> Option<Diagnostic> {
    let typed: Vec<&str> = args.iter().skip(1).filter_map(|arg| arg.to_str()).collect();
    let typed: Vec<&str> = typed.into_iter().take_while(|arg| *arg != "--").collect();
    let of = typed.first().and_then(|name| command.find_subcommand(name)).unwrap_or(command);
    let is_value = |index: usize| {
        index
            .checked_sub(1)
            .and_then(|before| typed.get(before))
            .is_some_and(|a| a.starts_with('-'))
    };
    typed.iter().enumerate().find_map(|(index, arg)| {
        let word = arg.trim_start_matches(['-', '/', '—', '–', '－', '―']);
        let name = word.split(['=', '＝']).next()?;
        let marks = arg.strip_suffix(word)?;
        let is_meant = match marks {
            "--" => false,
            "-" => name.len() > 2 && has_option(command, name),
            // A word may be a file, and is what an option before it says.
            "" => is_of_files(of) && !is_value(index) && has_option(of, name),
            _ => has_option(of, name),
        };
        let is_file = || marks != "-" && Path::new(arg).exists();
        (is_meant && !is_file()).then(|| {
            let message = match marks {
                "-" => format!("“-{name}”前面少一个减号"),
                "" => format!("没有“{name}”这个文件；它是一个选项，前面少两个减号"),
                _ => format!("“{marks}{name}”前面的记号不是两个英文的减号"),
            };
            Diagnostic::error(Code::Usage, message)
                .help(format!("写全称的选项前面是两个减号：--{name}"))
        })
    })
}

/// Whether a command takes files or folders: then a word that is none may be an option.
fn is_of_files(command: &Command) -> bool {
    ["check", "render", "review", "summarize", "watch", "import", "serve"]
        .contains(&command.get_name())
}

fn has_option(command: &Command, name: &str) -> bool {
    command.get_arguments().any(|argument| argument.get_long() == Some(name))
        || command.get_subcommands().any(|below| has_option(below, name))
}

/// Options whose values are letters, digits and commas: an input method for Chinese gives them full-width.
const PLAIN: [&str; 10] = [
    "--format",
    "-f",
    "--dpi",
    "--jobs",
    "-j",
    "--year",
    "-y",
    "--pages",
    "--pdf-standard",
    "--ofd-standard",
];

fn plain_values(args: &mut [OsString]) {
    let plain = |text: &str| half_width(text).replace('、', ",").replace(", ", ",");
    let mut is_value = false;
    for arg in args {
        let Some(text) = arg.to_str() else {
            is_value = false;
            continue;
        };
        let own = text.split_once('=').filter(|(name, _)| PLAIN.contains(name));
        let new = match own {
            Some((name, value)) => Some(format!("{name}={}", plain(value))),
            None => is_value.then(|| plain(text)),
        };
        is_value = PLAIN.contains(&text);
        if let Some(new) = new {
            *arg = new.into();
        }
    }
}

/// A command and those below it with help in our order and under Chinese headings.
pub fn in_chinese(command: Command) -> Command {
    let command = command.help_template(TEMPLATE).subcommand_help_heading("命令");
    let command = command.disable_help_subcommand(true).mut_args(|argument| {
        let heading = if argument.is_positional() { "参数" } else { "选项" };
        argument.help_heading(heading)
    });
    command.mut_subcommands(in_chinese)
}

/// Prints help or version where that was asked for, else says what is wrong with the command line.
pub fn tell(error: &Error, terminal: &mut Terminal) -> Status {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            terminal.print(&help(error));
            Status::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            terminal.say(&help(error));
            Status::Failed
        }
        _ => {
            terminal.tell(&explain(error).into());
            if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
                // clap puts its English heading before the line.
                let usage = usage.to_string();
                let usage = usage.trim_start_matches("Usage:").trim();
                terminal.say(&format!("用法：{usage}\n"));
            }
            terminal.say("用 --help 看详细说明\n");
            Status::Failed
        }
    }
}

/// clap ends its headings with a half-width colon.
fn help(error: &Error) -> String {
    error.render().to_string().replace(":\n", "：\n")
}

fn explain(error: &Error) -> Diagnostic {
    // A value parser of ours has said it already.
    let ours = error.source().and_then(|e| e.downcast_ref::<Diagnostics>());
    if let Some(finding) = ours.and_then(|f| f.first()) {
        return finding.clone();
    }
    let finding = Diagnostic::error(Code::Usage, message(error));
    match hint(error) {
        Some(hint) => finding.help(hint),
        None => finding,
    }
}

fn message(error: &Error) -> String {
    let text = |kind| context(error, kind);
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            format!("没有“{argument}”这个选项")
        }
        ErrorKind::UnknownArgument => format!("多出了“{argument}”"),
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "没有给出命令".into(),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面要有值"),
        ErrorKind::InvalidValue => format!("{argument} 不能是“{value}”"),
        ErrorKind::ValueValidation => match error.source() {
            Some(why) => format!("{argument} 不能是“{value}”，{}", reason(&why.to_string())),
            None => format!("{argument} 不能是“{value}”"),
        },
        ErrorKind::ArgumentConflict => match &*text(ContextKind::PriorArg) {
            "" => format!("{argument} 只能给一次"),
            prior if prior == argument => format!("{argument} 只能给一次"),
            prior => format!("{argument} 不能和 {prior} 一起用"),
        },
        ErrorKind::InvalidUtf8 => "参数里有不是 UTF-8 的字符".into(),
        ErrorKind::TooManyValues => format!("{argument} 后面不跟值，不要写“{value}”"),
        ErrorKind::TooFewValues | ErrorKind::NoEquals => format!("{argument} 后面要有值"),
        ErrorKind::WrongNumberOfValues => format!("{argument} 后面的值多了或少了"),
        // Neither help nor output is asked for here.
        _ => "命令写得不对".into(),
    }
}

/// The reasons that clap's own value parsers give, in Chinese.
fn reason(why: &str) -> String {
    if let Some((_, range)) = why.split_once(" is not in ") {
        return format!("应在 {} 之间", range.replace("..=", " 到 "));
    }
    if why.contains("invalid digit") || why.contains("empty string") {
        return "应为整数".into();
    }
    if why.contains("too large") || why.contains("too small") {
        return if why.contains("large") { "这个数太大" } else { "这个数太小" }.into();
    }
    why.into()
}

fn hint(error: &Error) -> Option<String> {
    // A file dragged onto the program.
    let word = context(error, ContextKind::InvalidSubcommand);
    let extension = Path::new(&word).extension().and_then(|e| e.to_str()).unwrap_or_default();
    let is_yaml = ["yaml", "yml"].contains(&&*extension.to_ascii_lowercase());
    if is_yaml || (!word.is_empty() && Path::new(&word).is_dir()) {
        return Some(format!(
            "要生成报告，写 nianbao render {word}；要检查，写 nianbao check {word}"
        ));
    }
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = suggested.into_iter().map(|kind| context(error, kind));
    let near = near.filter(|text| !text.is_empty()).map(|text| is_it_perhaps(&text)).next();
    let values = context(error, ContextKind::ValidValue);
    let values = (!values.is_empty()).then(|| format!("可以是：{values}"));
    match (near, values) {
        (Some(near), values) => Some(near + &values.unwrap_or_default()),
        (None, values) => values,
    }
}

fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
