//! What findings say, for somebody who sees no command line and one folder: the page's own buttons instead of
//! commands and options, and files by their names.

use crate::file;
use std::path::{MAIN_SEPARATOR, Path};

/// What a command advises, and what the page says in its place. An option that has no place on the page goes,
/// with the clause that it stands in.
const HERE: [(&str, &str); 18] = [
    ("（--fix 只改 YAML）", ""),
    ("用 nianbao check --fix 自动改", "按“自动改好能改的”改"),
    ("用 nianbao check --fix 改", "按“自动改好能改的”改"),
    ("先用 nianbao import 读成 YAML 再自动改", "先读入，再按“自动改好能改的”"),
    ("先用 nianbao import 读成 YAML，把里面的“机关”改成新的", "先读入，把里面的“机关”改成新的"),
    ("没有的话用 nianbao new 生成一份", "没有的话按“新建报告”建一份"),
    ("用 nianbao new 生成一份带说明的 YAML，再照着填", "回到单位列表，按“新建报告”建一份"),
    ("请加 --force", "按这里的按钮"),
    ("（-o）", ""),
    (
        "请用 --name 换一个命名规则，例如 --name '{机关}{年度}'",
        "请写短一些，去掉文件名里不能有的字，例如 / 和 :",
    ),
    ("，或用 --name '{文件名}' 按输入文件命名", "，改得不一样"),
    (
        "只有用 --pdf-standard a-3a 生成的 PDF、用 --ofd-attach 生成的 OFD 才附带 YAML",
        "请改用收上来的 Word 文件、填报表（XLSX）或网页",
    ),
    ("--previous 给的文件", "上年的报告"),
    ("--units 的文件夹", "这个文件夹"),
    (
        "的，用 --template 指出模板，例如 nianbao render 文件 --template notice",
        "的，请在文件第一行写“模板: ”加模板名",
    ),
    ("请核对 --pages 的页码；", ""),
    ("，用 --font-dir 给出", "，装在这台电脑上"),
    ("的文件时，用 --font-dir 指出它所在的文件夹", "的，请装在这台电脑上"),
];

/// A message: its files by their names.
pub(super) fn message(said: &str, folder: &Path) -> String {
    let folder = file::shown(folder);
    let folder = folder.trim_end_matches(['/', MAIN_SEPARATOR]);
    if matches!(folder, "" | ".") {
        return said.to_owned();
    }
    said.replace(&format!("{folder}{MAIN_SEPARATOR}"), "").replace(&format!("{folder}/"), "")
}

/// What to do, by the page's means; nothing if only a command could do it.
pub(super) fn help(said: &str, folder: &Path) -> Option<String> {
    let said = HERE
        .iter()
        .fold(message(said, folder), |said, (command, here)| said.replace(command, here));
    let clauses: Vec<&str> =
        said.split('；').filter(|clause| !clause.is_empty() && !is_command(clause)).collect();
    Some(clauses.join("；")).filter(|said| !said.is_empty())
}

/// Whether words are meant for a command line: `--draft`, `-o`, `nianbao new`.
fn is_command(words: &str) -> bool {
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_lowercase());
    let after = |mark: &str| {
        words.match_indices(mark).any(|(at, _)| {
            let is_first = words.get(..at).is_none_or(|head| {
                !head.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.'))
            });
            is_first && words.get(at + mark.len()..).is_some_and(begins)
        })
    };
    ["--", "-", "nianbao "].into_iter().any(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::PathBuf};

    fn sources(folder: &Path) -> Vec<PathBuf> {
        let mut all = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                all.extend(sources(&path));
            } else if path.extension().is_some_and(|end| end == "rs") {
                all.push(path);
            }
        }
        all
    }

    #[test]
    fn files_go_by_their_names() {
        let folder = Path::new("/home/甲/年报");
        let said = "/home/甲/年报/乙.yaml、/home/甲/年报/丙.yaml 的输出文件同名：/home/甲/年报/丁";
        assert_eq!(message(said, folder), "乙.yaml、丙.yaml 的输出文件同名：丁");
        assert_eq!(message("./乙.yaml", Path::new(".")), "./乙.yaml");
    }

    #[test]
    fn a_clause_of_options_goes_and_the_rest_stays() {
        let none = Path::new(".");
        let help = |said| help(said, none).unwrap_or_default();
        assert_eq!(help("请换成实际情况；想先看看版面，用 --draft 做草稿"), "请换成实际情况");
        assert_eq!(help("要覆盖请加 --force，要另存请用 -o 换一个文件名"), "");
        let kept = "写 2008-01 到 2100-12 之间的日子；见 a-b.cn、http://a.cn/-x、甲--乙";
        assert_eq!(help(kept), kept);
        assert_eq!(help("可以用 nianbao check --fix 自动改"), "可以按“自动改好能改的”改");
    }

    /// Whatever any module advises: no option and no command is left.
    #[test]
    fn no_advice_in_the_sources_speaks_of_a_command_on_the_page() {
        let mut tried = 0;
        for path in sources(Path::new("src")) {
            if path.starts_with("src/cli") || path.starts_with("src/serve") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for said in text.split('"').skip(1).step_by(2).filter(|said| is_command(said)) {
                tried += 1;
                let here = help(said, Path::new(".")).unwrap_or_default();
                assert!(!is_command(&here), "{}: {said} -> {here}", path.display());
            }
        }
        assert!(tried > 20, "{tried}");
    }
}
