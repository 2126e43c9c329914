//! `nianbao extract`: the YAML that a PDF or an OFD carries.

use super::{Status, shared::Overwrite, terminal::Terminal};
use nianbao::{
    diagnostic::{Code, Diagnostic, Result},
    extract, file,
};
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
#[command(
    about = "取出 PDF 或 OFD 里附带的 YAML，一字不差",
    override_usage = "nianbao extract [选项] <文件>",
    after_help = "示例：
  nianbao extract 某某乡年报.pdf
  nianbao extract 某某乡年报.pdf -o 某某乡.yaml

只有用 nianbao render --pdf-standard a-3a 生成的 PDF、用 --ofd-attach 生成的 OFD 才附带 YAML"
)]
pub struct Args {
    #[arg(value_name = "文件", help = "PDF 或 OFD 文件")]
    file: PathBuf,

    #[arg(
        short,
        long,
        value_name = "文件",
        help = "写到哪个文件或文件夹，- 是直接打印；不给时放在它旁边，文件名相同"
    )]
    output: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    match extracted(args) {
        Ok((bytes, None)) => terminal.bytes(&bytes),
        Ok((_, Some(path))) => terminal.line(&file::shown(&path)),
        Err(findings) => return terminal.tell(&findings),
    }
    Status::Done
}

/// The YAML, and where it was written, unless it is to be printed.
fn extracted(args: &Args) -> Result<(Vec<u8>, Option<PathBuf>)> {
    let file = file::read(&args.file)?;
    let bytes = extract::extract(&file::shown(&args.file), &file)?;
    if args.output.as_deref() == Some(Path::new("-")) {
        return Ok((bytes, None));
    }
    // What the file inside is called is for whoever made it to say, and not to be followed.
    let beside = args.file.with_extension("yaml");
    let path = match &args.output {
        Some(folder) if file::names_folder(folder) => {
            file::make_folder(folder)?;
            folder.join(beside.file_name().unwrap_or_default())
        }
        Some(file) => file.clone(),
        None => beside,
    };
    let place = |path: &Path| path.canonicalize().ok();
    if place(&path).is_some_and(|output| Some(output) == place(&args.file)) {
        let message = format!("输出的 {} 就是要读的文件", file::shown(&path));
        return Err(Diagnostic::error(Code::Usage, message).help("请用 -o 写到别的文件").into());
    }
    file::create(&path, &bytes, args.overwrite.force)?;
    Ok((bytes, Some(path)))
}
