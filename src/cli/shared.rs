//! Arguments that several commands take, each defined once.

use nianbao::{
    batch::RollCount,
    diagnostic::{Code, Diagnostic, Result},
    render::Wishes,
};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

/// The reports a command is about.
#[derive(clap::Args, Debug)]
pub struct Reports {
    #[arg(
        value_name = "输入",
        required = true,
        help = "报告的 YAML 文件，或放着若干报告的文件夹；可以给多个，可以用 * 和 ?"
    )]
    pub inputs: Vec<PathBuf>,
}

/// Last year's reports.
#[derive(clap::Args, Debug)]
pub struct LastYear {
    #[arg(
        short,
        long,
        value_name = "上年报告",
        help = "上年的报告文件，或放着上年报告的文件夹，用来核对跨年的数；按机关和年度对应"
    )]
    previous: Option<PathBuf>,
}

impl LastYear {
    /// Where they are, if they were named.
    pub fn path(&self) -> Option<&Path> {
        self.previous.as_deref()
    }
}

/// Whether a file that is there may be replaced.
#[derive(clap::Args, Debug)]
pub struct Overwrite {
    #[arg(long, help = "文件已经存在时覆盖它")]
    pub force: bool,
}

/// Whether warnings stop a report.
#[derive(clap::Args, Debug)]
pub struct Deny {
    #[arg(
        long,
        value_name = "类别",
        value_parser = ["warnings"],
        hide_possible_values = true,
        help = "写 warnings：警告也当作错误"
    )]
    deny: Option<String>,
}

impl Deny {
    /// Whether they do.
    pub fn warnings(&self) -> bool {
        self.deny.is_some()
    }
}

/// The template that documents are drawn from.
#[derive(clap::Args, Debug)]
pub struct OfTemplate {
    #[arg(
        short,
        long,
        value_name = "模板",
        help = "内置模板的名字（见 nianbao template list），或者自己的模板文件夹；默认 annual-report"
    )]
    template: Option<PathBuf>,
}

impl OfTemplate {
    /// What a document beside `output` writes to name it: the name of a built-in one, or the way to its folder.
    pub fn seen_from(&self, output: &Path) -> Result<String> {
        let Some(template) = &self.template else {
            return Ok(String::new());
        };
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let is_folder = template.components().count() > 1 || template.is_dir();
        let from = absolute(nianbao::file::folder_of(output));
        let way = match absolute(template).strip_prefix(&from) {
            _ if !is_folder => template.clone(),
            Ok(way) => way.to_owned(),
            Err(_) => absolute(template),
        };
        let unreadable = || {
            let message = format!("{} 的名字写不进文件", nianbao::file::shown(&way));
            Diagnostic::error(Code::Usage, message)
        };
        Ok(way.to_str().ok_or_else(unreadable)?.to_owned())
    }

    /// The wish for it.
    pub fn wishes(&self) -> Wishes {
        Wishes { template: self.template.clone().map(Into::into), ..Wishes::default() }
    }
}

/// An office's own fonts.
#[derive(clap::Args, Debug)]
pub struct OwnFonts {
    #[arg(
        long,
        value_name = "文件夹",
        help = "自己的字体所在的文件夹，可以给多个；其中的字体按字体名代替内置的，嵌入 PDF、OFD"
    )]
    font_dir: Vec<PathBuf>,

    #[arg(long, help = "也用电脑上装的字体；各台电脑装的不同，做出的 PDF 也会不同")]
    system_fonts: bool,

    #[arg(
        long,
        conflicts_with = "system_fonts",
        help = "不用电脑上装的字体，county.yaml 写了“系统字体: 是”也不用"
    )]
    no_system_fonts: bool,
}

impl OwnFonts {
    /// The wish for them.
    pub fn wishes(&self) -> Wishes {
        let fonts = self.font_dir.iter().cloned().map(Into::into).collect();
        let system_fonts = match (self.system_fonts, self.no_system_fonts) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        };
        Wishes { fonts, system_fonts, ..Wishes::default() }
    }
}

/// What the roll call comes to, for the closing line: of so many listed units who is missing, who came
/// twice; nothing when every unit is there once.
pub fn roll(count: RollCount) -> String {
    let RollCount { listed, missing, doubled, other_year, unread } = count;
    if listed == 0 || missing + doubled + other_year + unread == 0 {
        return String::new();
    }
    let filed = listed.saturating_sub(missing + other_year + unread);
    let mut others = String::new();
    for (word, units) in [("年度不对", other_year), ("读不了", unread)] {
        if units > 0 {
            let _ = write!(others, "，{word} {units} 个");
        }
    }
    format!("应报 {listed} 个单位，已报 {filed} 个，缺 {missing} 个，重 {doubled} 个{others}\n")
}
