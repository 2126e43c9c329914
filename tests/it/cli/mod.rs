//! The built program, run as a user runs it, in empty folders.

mod again;
mod agree;
mod check;
mod county;
mod extract;
mod families;
mod files;
mod fonts;
mod form;
mod formats;
mod help;
mod names;
mod new;
mod render;
mod review;
mod summarize;
mod template;
mod told;
mod units;
mod watch;

use assert_cmd::Command;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/yimen/铜厂彝族乡.yaml");
const EXAMPLE_STEM: &str = "铜厂乡2022年政府信息公开工作年度报告";

/// The program without anything of ours in its environment.
pub fn nianbao() -> Command {
    let mut command = Command::cargo_bin("nianbao").unwrap();
    for name in ["SOURCE_DATE_EPOCH", "NO_COLOR", "COLUMNS", "TERM"] {
        command.env_remove(name);
    }
    command
}

/// What a run said and how it ended.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

pub fn run(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    Said {
        code: output.status.code().expect("ended by a signal"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

pub fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A small report under a title.
fn report(folder: &Path, name: &str, title: &str) -> PathBuf {
    let path = folder.join(name);
    let title = serde_json::to_string(title).unwrap();
    let yaml = format!(
        "机关: 某某乡人民政府\n年度: 2022\n标题: {title}\n总体情况: |\n  主动公开、依申请公开、信息管理、平台建设有序推进，接受监督考核。\n\
         存在的主要问题及改进情况: 公开不够及时，将按月核对目录。\n其他需要报告的事项: 未收取信息处理费。\n"
    );
    fs::write(&path, yaml).unwrap();
    path
}

/// Every file below a folder, by its path from there.
fn tree(folder: &Path) -> Vec<String> {
    fn walk(at: &Path, root: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                found.push(name.replace('\\', "/"));
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}
