//! What `render` and `watch` are asked for: command line → [`Wishes`].

use super::{
    format_names::{FormatNames, NamedFormats},
    shared::{Deny, OfTemplate, OwnFonts},
};
use clap::{ValueEnum, builder::PossibleValuesParser};
use nianbao::{
    batch::{Inputs, Job, Kits},
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    export::{
        ALL, FORMATS, Format, NoPageChoice, PageChoice, ofd,
        pdf::Standard,
        png::{DPI, Resolution},
    },
    file,
    render::{Pattern, Wishes},
    template::{Profile, profiles},
};
use std::{num::NonZero, ops::RangeInclusive, path::PathBuf};

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
        value_parser = FormatNames::default(),
        ignore_case = true,
        hide_possible_values = true,
        help = format!(
            "要哪些文件：{}，逗号隔开，{ALL} 是 {}；svg、png 每页一个文件，csv、json 只有三张表的数；默认 {}",
            names(|_| true).join("、"),
            names(|format| format.whole).join("、"),
            names(|format| format.usual).join("、"),
        ),
    )]
    format: Vec<NamedFormats>,

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
        ignore_case = true,
        hide_possible_values = true,
        help = "PDF 的标准：a-2a（可存档、可朗读，默认）、a-3a（同上，并把 YAML 附在里面）、1.7（普通 PDF）"
    )]
    pdf_standard: Option<StandardName>,

    #[arg(
        long,
        value_name = "标准",
        ignore_case = true,
        hide_possible_values = true,
        help = "OFD 的标准：a（OFD-A，可存档，默认）、plain（普通 OFD）"
    )]
    ofd_standard: Option<OfdStandardName>,

    #[arg(long, help = "把 YAML 附在 OFD 里面")]
    ofd_attach: bool,

    #[arg(long, help = "网页只要正文部分，供粘贴到网站的编辑器里")]
    html_fragment: bool,

    #[arg(
        long,
        value_name = "数目",
        value_parser = clap::value_parser!(u16).range(resolutions()),
        help = "PNG 每英寸多少点，36 到 600，默认 144"
    )]
    dpi: Option<u16>,

    #[arg(
        long,
        value_name = "页码",
        value_parser = pages,
        help = "svg、png 只要哪几页，如 1-3、5、2-（第 2 页到末页）或 1-3,5；默认全部；一份没有这些页的，只出别的文件"
    )]
    pages: Option<PageChoice>,

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
    #[value(alias = "ofd-a")]
    A,
    Plain,
}

impl WishArgs {
    /// What is wanted of every report.
    ///
    /// # Errors
    /// `NB408`: the environment asks for a creation time that is none.
    pub fn wishes(&self) -> Result<Wishes> {
        Ok(Wishes {
            formats: self.formats(),
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
            resolution: self.dpi.map(Resolution),
            pages: self.pages.clone(),
            draft: self.draft,
            ..self.fonts.wishes().over(self.template.wishes())
        })
    }

    /// The kits of the inputs.
    ///
    /// # Errors
    /// Everything that is wrong in what they share; `NB400`: a wish for a format that is not asked for, which
    /// would come to nothing.
    pub fn kits(&self, inputs: &Inputs, wishes: &Wishes) -> Result<Kits> {
        let kits = Kits::load(inputs, wishes)?;
        let formats = kits.formats();
        let of = |formats: &[&Format]| -> Vec<_> { formats.iter().map(|f| f.extension).collect() };
        let wishes = [
            ("--pdf-standard", self.pdf_standard.is_some(), of(&[Format::PDF])),
            ("--ofd-standard", self.ofd_standard.is_some(), of(&[Format::OFD])),
            ("--ofd-attach", self.ofd_attach, of(&[Format::OFD])),
            ("--html-fragment", self.html_fragment, of(&[Format::HTML])),
            ("--dpi", self.dpi.is_some(), of(&[Format::PNG])),
            ("--pages", self.pages.is_some(), of(&[Format::SVG, Format::PNG])),
        ];
        let has = |names: &[&str]| {
            formats.is_empty() || formats.iter().any(|format| names.contains(&format.extension))
        };
        let idle = wishes.into_iter().filter(|(_, asked, names)| *asked && !has(names));
        let told = idle.map(|(wish, _, names)| {
            let names = names.join("、");
            let message = format!("写了 {wish}，却不要 {names}");
            let help = format!("在 --format 里加上 {names}，或者去掉 {wish}");
            Diagnostic::error(Code::Usage, message).help(help)
        });
        told.collect::<Diagnostics>().finish(kits)
    }

    /// In the order asked for, each once.
    fn formats(&self) -> Vec<&'static Format> {
        let mut asked = Vec::new();
        for &format in self.format.iter().flat_map(|named| &named.0) {
            if !asked.contains(&format) {
                asked.push(format);
            }
        }
        asked
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

    /// How fine pictures are to be, if that was said.
    pub fn dpi(&self) -> Option<u16> {
        self.dpi
    }

    pub fn draft(&self) -> bool {
        self.draft
    }

    pub fn deny_warnings(&self) -> bool {
        self.deny.warnings()
    }
}

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

/// What may be asked for, as the parser of numbers wants it.
fn resolutions() -> RangeInclusive<i64> {
    i64::from(*DPI.start())..=i64::from(*DPI.end())
}

fn pages(text: &str) -> std::result::Result<PageChoice, NoPageChoice> {
    text.parse()
}

/// A wrong pattern is told before any file is read.
fn proved_pattern(text: &str) -> Result<String> {
    Pattern::parse(text).map(|_| text.to_owned())
}

/// The last second of 9999: dates in files have four digits.
const LATEST: i64 = 253_402_300_799;

/// The creation time that a reproducible build sets (reproducible-builds.org); otherwise the
/// report's own date holds, and never the clock.
pub(super) fn source_date_epoch() -> Result<Option<i64>> {
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
