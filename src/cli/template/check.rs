//! `nianbao template check`: a template proved without a report at hand.

use super::super::{Status, terminal::Terminal};
use nianbao::{
    diagnostic::{Result, Severity},
    file,
    render::{self, Kit, Proof, Wishes},
    yaml,
};
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
#[command(
    about = "用各种样子的报告试一遍模板，不用先有报告",
    override_usage = "nianbao template check <模板>...",
    after_help = "试的有：六部分、九部分、没有署名、盖章、几个机关联合署名、没有表、表里全是 0、
名称很长、正文很长、2019 年格式等；每处问题说明是哪种报告引起的

示例：
  nianbao template check 我的模板

退出码：0 没有错误；1 有错误；2 有文件读不了"
)]
pub struct Args {
    #[arg(
        value_name = "模板",
        required = true,
        help = "自己的模板文件夹，或内置模板的名字；可以给多个"
    )]
    templates: Vec<PathBuf>,
}

/// A YAML of free data that comes with its template.
const EXAMPLE: &str = "示例.yaml";

pub fn run(args: &Args, terminal: &mut Terminal) -> Status {
    let mut status = Status::Done;
    for word in &args.templates {
        let proof = prove(word).unwrap_or_else(|findings| Proof { shapes: 0, findings });
        status = status.max(Terminal::meaning(&proof.findings));
        terminal.findings(&proof.findings);
        terminal.say(&summary(word, &proof));
    }
    status
}

fn prove(word: &Path) -> Result<Proof> {
    let wishes = Wishes { template: Some(word.to_owned().into()), ..Wishes::default() };
    let kit = Kit { pictures: Some(word.to_owned()), ..Kit::load(wishes)? };
    let example = example(&word.join(EXAMPLE))?;
    Ok(render::prove(&kit, example.as_deref()))
}

/// The example, if there is one.
fn example(path: &Path) -> Result<Option<String>> {
    if path.symlink_metadata().is_err() {
        return Ok(None);
    }
    let bytes = file::read_beside(path)?;
    let source = yaml::decode(&file::shown(path), &bytes)?;
    Ok(Some(source.text.clone()))
}

fn summary(word: &Path, proof: &Proof) -> String {
    let found = &proof.findings;
    let word = file::shown(word);
    match (found.count(Severity::Error), found.count(Severity::Warning)) {
        (0, 0) => format!("{word}：用 {} 种文稿试过，没有发现问题\n", proof.shapes),
        (errors, warnings) => format!("{word}：{errors} 处错误，{warnings} 处警告\n"),
    }
}
