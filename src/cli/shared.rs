//! Arguments that several commands take, each defined once.

use nianbao::{diagnostic::Result, template::Template};
use std::path::{Path, PathBuf};

/// The reports a command is about.
#[derive(clap::Args, Debug)]
pub struct Reports {
    #[arg(
        value_name = "输入",
        required = true,
        help = "报告的 YAML 文件，或放着若干报告的文件夹；可以给多个，可以用 * 和 ?",
        help_heading = "参数"
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
        help = "上年的报告文件，或放着上年报告的文件夹，用来核对跨年的数；按机关和年度对应",
        help_heading = "选项"
    )]
    previous: Option<PathBuf>,
}

impl LastYear {
    /// Where they are, if they were named.
    pub fn path(&self) -> Option<&Path> {
        self.previous.as_deref()
    }
}

/// Whether warnings stop a report.
#[derive(clap::Args, Debug)]
pub struct Deny {
    #[arg(
        long,
        value_name = "类别",
        value_parser = ["warnings"],
        hide_possible_values = true,
        help = "写 warnings：警告也当作错误",
        help_heading = "选项"
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
        help = "内置模板的名字（见 nianbao template list），或者自己的模板文件夹；默认 annual-report",
        help_heading = "选项"
    )]
    template: Option<PathBuf>,
}

impl OfTemplate {
    /// Its name or its folder, if it was named.
    pub fn word(&self) -> Option<&Path> {
        self.template.as_deref()
    }

    /// The template itself, the standard one if none was named.
    pub fn find(&self) -> Result<Template> {
        match self.word() {
            Some(word) => Template::find(word, Path::new("")),
            None => Template::builtin(),
        }
    }
}
