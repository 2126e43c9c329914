//! `nianbao template export`: a built-in template as a folder to change.

use super::super::{Status, progress::shown, terminal::Terminal};
use nianbao::{
    diagnostic::{Code, Diagnostic, Result},
    file::{self, Output, StandingFiles},
    template::{self, Builtin, Template},
};
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
#[command(
    about = "把内置模板写到一个文件夹，照着改",
    override_usage = "nianbao template export [选项] <名字> <文件夹>",
    after_help = "示例：
  nianbao template export annual-report 我的模板
  nianbao render 某某乡.yaml --template 我的模板

用不着改的文件可以删去，删去的仍用内置模板的；styles.yaml 里只留要改的几项也可以"
)]
pub struct Args {
    #[arg(
        value_name = "名字",
        help = "内置模板的名字，见 nianbao template list",
        display_order = 1
    )]
    name: String,

    #[arg(value_name = "文件夹", help = "写到哪个文件夹，没有就新建", display_order = 2)]
    folder: PathBuf,

    #[arg(long, help = "文件已经存在时覆盖它们")]
    force: bool,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    match export(args) {
        Ok((paths, inherited)) => {
            for path in paths {
                terminal.line(&shown(&path));
            }
            if !inherited.is_empty() {
                let files = inherited.join("、");
                terminal.say(&format!(
                    "另外沿用 annual-report 的 {files}；要改它们，另行导出 annual-report，把文件放进来\n"
                ));
            }
            Status::Done
        }
        Err(findings) => terminal.tell(&findings),
    }
}

/// The files written, and the names of those that stay built in.
fn export(args: &Args) -> Result<(Vec<PathBuf>, Vec<String>)> {
    let template = Template::named(&args.name)?;
    let builtin = template::builtins().find(|builtin| builtin.name == args.name);
    let files = builtin.map_or(&[][..], |Builtin { files, .. }| files);
    let standing = StandingFiles::of(&args.folder, files.iter().map(|(name, _)| *name));
    let there = files.iter().map(|(name, _)| args.folder.join(name));
    if let Some(there) = there.clone().find(|path| !args.force && path.exists()) {
        let message = format!("{} 已经存在，什么也没有写", shown(&there));
        let help = "里面可能有改过的内容；要覆盖请加 --force，或换一个文件夹";
        return Err(Diagnostic::error(Code::Exists, message).help(help).into());
    }
    let outputs: Vec<_> = (files.iter())
        .map(|(name, text)| Output { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() })
        .collect();
    let written = file::replace_all(&args.folder, &outputs, &standing)?;
    let is_own = |name: &str| files.iter().any(|(own, _)| *own == name);
    let inherited = template.files().map(|(name, _)| name.to_owned());
    Ok((written, inherited.filter(|name| !is_own(name)).collect()))
}
