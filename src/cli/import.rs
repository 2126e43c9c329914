//! `nianbao import`: reports in other files → YAML.

use super::{Status, shared::Overwrite, terminal::Terminal};
use nianbao::{
    batch::Inputs,
    diagnostic::{Code, Diagnostic, Diagnostics, Result},
    file,
    import::{self, Imported, source},
    report::Forms,
};
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
#[command(
    about = "把 Word 文件、填报表、网页、从网页复制的文字读成 YAML",
    override_usage = "nianbao import [选项] <输入>...",
    after_help = "示例：
  nianbao import 去年的年报.docx
  nianbao import 收来的网页 -o 各乡镇报告

读 .docx、表格（.xlsx、.ods、.xls，填好的填报表也是）、网页（.html、.mht）、纯文本（.txt、.md）、有文字的 PDF，和本程序做的 OFD。读不出的格写成“【请填写：……】”，不填好通不过检查

退出码：0 每一格都读到了；1 有读不出或存疑的；2 不是年度报告，或文件读不了、写不了"
)]
pub struct Args {
    #[arg(
        value_name = "输入",
        required = true,
        help = "报告文件，或放着若干报告文件的文件夹；可以给多个"
    )]
    inputs: Vec<PathBuf>,

    #[arg(
        short,
        long,
        value_name = "文件夹",
        help = "YAML 写到哪个文件夹，- 是直接打印；不给时放在原文件旁边，文件名相同"
    )]
    output: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,
}

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let (inputs, findings) = inputs(&args.inputs);
    let mut worst = terminal.tell(&findings);
    for path in &inputs.files {
        worst = worst.max(one(path, &inputs, args, terminal));
    }
    worst
}

/// The files behind what was named.
fn inputs(named: &[PathBuf]) -> (Inputs, Diagnostics) {
    let mut inputs = Inputs::default();
    let mut findings = Diagnostics::default();
    for path in named {
        if !path.is_dir() {
            inputs.files.push(path.clone());
            inputs.named.insert(path.clone());
            continue;
        }
        let all = file::files(path, 0).flatten().filter(|file| source::class(file).is_some());
        let (found, odd): (Vec<PathBuf>, Vec<PathBuf>) =
            all.partition(|file| file.symlink_metadata().is_ok_and(|about| about.is_file()));
        for file in &odd {
            findings.extend(file::read_beside(file).err().unwrap_or_default());
        }
        if found.is_empty() && odd.is_empty() {
            let message = format!("文件夹 {} 里没有能读的文件", file::shown(path));
            let help = "能读 .docx、.xlsx、.ods、.xls、.html、.htm、.mht、.txt、.md、.pdf、.ofd，要直接放在这个文件夹里";
            findings.push(Diagnostic::error(Code::NoReports, message).help(help));
        }
        inputs.files.extend(found);
    }
    (inputs, findings)
}

fn one(path: &Path, inputs: &Inputs, args: &Args, terminal: &mut Terminal) -> Status {
    match imported(path, inputs, args, terminal) {
        Ok(imported) => {
            let mut found = imported.findings.clone();
            found.extend(imported.untied.iter().cloned());
            let told = terminal.tell(&found);
            terminal.say(&format!("{}：{}\n", file::shown(path), imported.tally));
            if imported.tally.is_whole() { told } else { told.max(Status::Findings) }
        }
        Err(findings) => terminal.tell(&findings),
    }
}

fn imported(
    path: &Path,
    inputs: &Inputs,
    args: &Args,
    terminal: &mut Terminal,
) -> Result<Imported> {
    let bytes = inputs.read(path)?;
    let imported = import::import(&file::shown(path), &bytes, &Forms::default())?;
    if args.output.as_deref() == Some(Path::new("-")) {
        terminal.print(&imported.yaml.text);
        return Ok(imported);
    }
    let beside = path.with_extension("yaml");
    let target = match &args.output {
        Some(folder) => {
            file::make_folder(folder)?;
            folder.join(beside.file_name().unwrap_or_default())
        }
        None => beside,
    };
    file::create(&target, imported.yaml.text.as_bytes(), args.overwrite.force)?;
    terminal.line(&file::shown(&target));
    Ok(imported)
}
