//! `nianbao import`, and the other commands with files that are no YAML.

use super::{
    layouts::{html, marked, whole},
    made::made,
    workbook::{Book, Content},
};
use assert_cmd::Command;
use fastrand::Rng;
use std::{fs, path::Path};

pub fn run(folder: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::cargo_bin("nianbao").unwrap();
    let output = command.current_dir(folder).args(args).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(said).unwrap())
}

fn page() -> String {
    html(&made(&mut Rng::with_seed(5), 2023), &str::to_owned)
}

#[test]
fn a_page_becomes_a_yaml_with_a_closing_line() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("页.html"), page()).unwrap();
    let (code, said) = run(home.path(), &["import", "页.html", "-o", "出"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("格：读到 "), "{said}");
    assert!(said.contains("，按和补 0，存疑 0，读不出 0"), "{said}");
    assert!(fs::read_to_string(home.path().join("出/页.yaml")).unwrap().starts_with("机关: "));
}

#[test]
fn what_is_lost_is_one_and_what_is_no_report_two() {
    let home = tempfile::tempdir().unwrap();
    let made = made(&mut Rng::with_seed(5), 2023);
    let text = whole(&made, |table| marked(&made, table, "", " | ", " |"), "\n");
    let end = text.find("（四）无法提供").unwrap();
    fs::write(home.path().join("断.txt"), &text[..end]).unwrap();
    fs::write(home.path().join("无.txt"), "今天天气很好。").unwrap();
    let (code, said) = run(home.path(), &["import", "断.txt"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("NB510"), "{said}");
    assert_eq!(run(home.path(), &["check", "断.yaml"]).0, 1);
    assert_eq!(run(home.path(), &["import", "无.txt"]).0, 2);
}

#[test]
fn other_commands_take_a_page_and_point_into_it() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    let page = page();
    fs::write(at("页.html"), &page).unwrap();
    let (code, said) = run(home.path(), &["check", "页.html"]);
    assert!(code < 2, "{said}");
    let (code, said) = run(home.path(), &["render", "页.html", "--format", "docx", "-o", "出"]);
    assert_eq!(code, 0, "{said}");
    let docx = fs::read_dir(at("出")).unwrap().next().unwrap().unwrap().path();
    fs::rename(docx, at("草稿.docx")).unwrap();
    // A draft that does not tie is told with its place in the Word file.
    let wrong = page.replacen("120条", "120条，，", 1);
    fs::write(at("错.html"), wrong).unwrap();
    let (_, said) = run(home.path(), &["check", "错.html"]);
    assert!(said.contains("错.html 第"), "{said}");
    let (code, said) = run(home.path(), &["check", "草稿.docx"]);
    assert!(code < 2 && !said.contains("YAML"), "{said}");
    assert_eq!(run(home.path(), &["check", "草稿.docx", "--fix"]).0, 2);
}

#[test]
fn a_filled_form_is_an_input_of_every_command() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("收来的")).unwrap();
    for (seed, name) in [(1, "甲"), (2, "乙")] {
        let mut book = Book::of(&made(&mut Rng::with_seed(seed), 2025));
        book.set("基本情况", "B3", Content::Text(format!("{name}镇人民政府")));
        book.set("基本情况", "B4", Content::Text(format!("{name}镇")));
        let file = home.path().join(format!("收来的/{name}.xlsx"));
        fs::write(file, book.bytes()).unwrap();
    }
    let (code, said) = run(home.path(), &["import", "收来的", "-o", "出"]);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("收来的/甲.xlsx：200 格：读到 200，按和补 0，存疑 0，读不出 0"),
        "{said}"
    );
    let (code, said) = run(home.path(), &["check", "收来的"]);
    assert!(code < 2 && said.contains("收来的/甲.xlsx 主动公开!B5"), "{said}");
    let args = ["render", "收来的/甲.xlsx", "--draft", "--format", "docx", "-o", "出"];
    let (code, said) = run(home.path(), &args);
    assert_eq!(code, 0, "{said}");
    let (code, said) = run(home.path(), &["summarize", "收来的", "-o", "汇总.yaml"]);
    assert!(code < 2 && home.path().join("汇总.yaml").exists(), "{said}");
}
