//! What `render` and `watch` are asked for: command line → [`Wishes`].

use super::shared::{Deny, OfTemplate, OwnFonts};
use clap::{ValueEnum, builder::PossibleValuesParser};
use nianbao::{
    batch::Job,
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    export::{FORMATS, Format, ofd, pdf::Standard},
    file,
    render::{Pattern, Wishes},
    template::{Profile, profiles},
};
use std::{num::NonZero, path::PathBuf};

#[derive(clap::Args, Debug)]
pub struct WishArgs {
    #[arg(
        short,
        long,
        value_name = "文件夹",
        help = "输出文件夹，没有就新建；不给时放在输入文件旁边"
    )]
    output: Option<PathBuf>,

    #[arg(
        short,
        long,
        value_name = "格式",
        value_delimiter = ',',
        value_parser = PossibleValuesParser::new([names(|_| true), vec![ALL]].concat()),
        default_values = names(|format| format.usual),
        hide_default_value = true,
        hide_possible_values = true,
        help = format!(
            "要哪些文件：{}，逗号隔开，{ALL} 是全部；默认 {}",
            names(|_| true).join("、"),
            names(|format| format.usual).join("、"),
        ),
    )]
    format: Vec<String>,

    #[arg(
        long,
        value_name = "规则",
        value_parser = proved_pattern,
        help = "输出文件的命名规则，可用 {标题}、{机关}、{年度}、{文件名}、{县名}；默认 {标题}"
    )]
    name: Option<String>,

    #[command(flatten)]
    template: OfTemplate,

    #[command(flatten)]
    fonts: OwnFonts,

    #[arg(
        long,
        value_name = "版式",
        value_parser = PossibleValuesParser::new(profiles().map(|profile| profile.name)),
        hide_possible_values = true,
        help = format!("版式：{}", profiles().map(listed).collect::<Vec<_>>().join("、"))
    )]
    profile: Option<String>,

    #[arg(
        long,
        value_name = "标准",
        hide_possible_values = true,
        help = "PDF 的标准：a-2a（可存档、可朗读，默认）、a-3a（同上，并把 YAML 附在里面）、1.7（普通 PDF）"
    )]
    pdf_standard: Option<StandardName>,

    #[arg(
        long,
        value_name = "标准",
        hide_possible_values = true,
        help = "OFD 的标准：a（OFD-A，可存档，默认）、plain（普通 OFD）"
    )]
    ofd_standard: Option<OfdStandardName>,

    #[arg(long, help = "把 YAML 附在 OFD 里面")]
    ofd_attach: bool,

    #[arg(long, help = "网页只要正文部分，供粘贴到网站的编辑器里")]
    html_fragment: bool,

    #[command(flatten)]
    deny: Deny,

    #[arg(long, help = "输出草稿：报告有检查出的错误也输出")]
    draft: bool,
}

/// The letters of ISO 19005's parts and levels.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum StandardName {
    #[value(name = "a-2a")]
    A2a,
    #[value(name = "a-3a")]
    A3a,
    #[value(name = "1.7")]
    Pdf17,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OfdStandardName {
    A,
    Plain,
}

impl WishArgs {
    /// What is wanted of every report.
    ///
    /// # Errors
    /// `NB408`: the environment asks for a creation time that is none.
    pub fn wishes(&self) -> Result<Wishes> {
        let formats = self.formats();
        self.idle(&formats)?;
        Ok(Wishes {
            formats,
            created: source_date_epoch()?,
            standard: self.pdf_standard.map(|name| match name {
                StandardName::A2a => Standard::A2a,
                StandardName::A3a => Standard::A3a,
                StandardName::Pdf17 => Standard::Pdf17,
            }),
            profile: self.profile.clone().map(Into::into),
            file_name: self.name.clone().map(Into::into),
            ofd: Some(ofd::Settings {
                standard: match self.ofd_standard {
                    None | Some(OfdStandardName::A) => ofd::Standard::Archive,
                    Some(OfdStandardName::Plain) => ofd::Standard::Plain,
                },
                attach: self.ofd_attach,
            }),
            fragment: self.html_fragment,
            draft: self.draft,
            ..self.fonts.wishes().over(self.template.wishes())
        })
    }

    /// A wish for a format that is not asked for would come to nothing.
    fn idle(&self, formats: &[&Format]) -> Result<()> {
        let wishes = [
            ("--pdf-standard", self.pdf_standard.is_some(), Format::PDF.extension),
            ("--ofd-standard", self.ofd_standard.is_some(), Format::OFD.extension),
            ("--ofd-attach", self.ofd_attach, Format::OFD.extension),
            ("--html-fragment", self.html_fragment, Format::HTML.extension),
        ];
        let has = |extension: &str| formats.iter().any(|format| format.extension == extension);
        let idle = wishes.into_iter().filter(|(_, asked, of)| *asked && !has(of));
        let told = idle.map(|(wish, _, of)| {
            let message = format!("写了 {wish}，却不要 {of}");
            let help = format!("在 --format 里加上 {of}，或者去掉 {wish}");
            Diagnostic::error(Code::Usage, message).help(help)
        });
        told.collect::<Diagnostics>().finish(())
    }

    /// In the order asked for, each once.
    fn formats(&self) -> Vec<&'static Format> {
        let mut asked: Vec<&str> = Vec::new();
        for name in &self.format {
            let named = if name == ALL { names(|_| true) } else { vec![name.as_str()] };
            for name in named {
                if !asked.contains(&name) {
                    asked.push(name);
                }
            }
        }
        let find = |name| FORMATS.into_iter().find(|format| format.extension == name);
        asked.into_iter().filter_map(find).collect()
    }

    /// One unit after the other, all of them, only what has changed.
    pub fn job(&self) -> Job<'_> {
        Job {
            folder: self.output.as_deref(),
            deny_warnings: self.deny_warnings(),
            jobs: NonZero::<usize>::MIN,
            fail_fast: false,
            force: false,
        }
    }

    pub fn deny_warnings(&self) -> bool {
        self.deny.warnings()
    }
}

/// Every format there is.
const ALL: &str = "all";

/// The names of the formats of which something holds.
fn names(holds: fn(&Format) -> bool) -> Vec<&'static str> {
    FORMATS.into_iter().filter(|format| holds(format)).map(|format| format.extension).collect()
}

/// A profile in a list of all.
fn listed(profile: &Profile) -> String {
    match profile.about {
        "" => profile.name.to_owned(),
        about => format!("{}（{about}）", profile.name),
    }
}

/// A wrong pattern is told before any file is read.
fn proved_pattern(text: &str) -> Result<String> {
    Pattern::parse(text).map(|_| text.to_owned())
}

/// The last second of 9999: dates in files have four digits.
const LATEST: i64 = 253_402_300_799;

/// The creation time that a reproducible build sets (reproducible-builds.org); otherwise the
/// report's own date holds, and never the clock.
fn source_date_epoch() -> Result<Option<i64>> {
    let Some(text) = std::env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    let seconds = text.to_str().and_then(|t| t.parse::<i64>().ok());
    let seconds = seconds.filter(|seconds| (0..=LATEST).contains(seconds));
    if seconds.is_none() {
        let message = format!(
            "环境变量 SOURCE_DATE_EPOCH 应为 1970 到 9999 年的秒数，现在是“{}”",
            file::shown(text.as_ref())
        );
        let help = "请改正或删去这个环境变量";
        return Err(Diagnostic::error(Code::SourceDate, message).help(help).into());
    }
    Ok(seconds)
}
