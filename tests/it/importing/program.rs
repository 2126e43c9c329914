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

/// A page that holds a report of a unit.
fn page_of(unit: &str) -> String {
    page().replace("某某", unit)
}

#[test]
fn two_inputs_whose_yaml_would_have_one_name_are_refused_and_the_others_imported() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    fs::create_dir_all(at("in")).unwrap();
    for name in
        ["甲.html", "甲.htm", "B.html", "b.htm", "caf\u{e9}.html", "cafe\u{301}.htm", "丙.html"]
    {
        fs::write(at("in").join(name), page_of(name)).unwrap();
    }
    // It has that name and holds no report.
    fs::write(at("in/丙.txt"), "今天天气很好。").unwrap();
    for force in [&[][..], &["--force"]] {
        let (code, said) = run(home.path(), &[&["import", "in", "-o", "出"], force].concat());
        assert_eq!(code, 2, "{said}");
        assert_eq!(said.matches("[NB406]").count(), 3, "{said}");
        assert!(said.contains("in/甲.htm、in/甲.html 的输出文件同名：出/甲.yaml"), "{said}");
        let made: Vec<_> =
            fs::read_dir(at("出")).unwrap().map(|f| f.unwrap().file_name()).collect();
        assert_eq!(made, ["丙.yaml"], "{said}");
        fs::remove_dir_all(at("出")).unwrap();
    }
    // One of them alone, and one file by two names.
    let (code, said) = run(home.path(), &["import", "in/甲.html", "./in/甲.html", "-o", "出"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_yaml_is_told_as_one_and_no_input_is_an_output() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    let yaml = "机关: 甲乡人民政府\n年度: 2022\n总体情况: 平稳。\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(yaml);
    let utf16: Vec<u8> =
        "\u{FEFF}".chars().chain(yaml.chars()).flat_map(|c| (c as u16).to_le_bytes()).collect();
    let files: [(&str, &[u8]); 7] = [
        ("甲.yaml", yaml.as_bytes()),
        ("乙.YML", "乱".as_bytes()),
        ("丙.txt", yaml.as_bytes()),
        ("丁.html", yaml.as_bytes()),
        ("戊", yaml.as_bytes()),
        ("己.txt", &gbk),
        ("庚.txt", &utf16),
    ];
    for (name, bytes) in files {
        fs::write(at(name), bytes).unwrap();
        let (code, said) = run(home.path(), &["import", name, "--force"]);
        assert!(code == 2 && said.contains("已经是 YAML"), "{name} {said}");
        assert_eq!(fs::read(at(name)).unwrap(), bytes, "{name}");
        let made = at(name).with_extension("yaml");
        assert!(made == at(name) || name.ends_with("YML") || !made.exists(), "{name}");
    }
    // By another name, and as the output of another.
    let page = page();
    fs::write(at("辛.html"), &page).unwrap();
    fs::hard_link(at("辛.html"), at("辛.yaml")).unwrap();
    fs::create_dir(at("出")).unwrap();
    fs::write(at("出/壬.yaml"), yaml).unwrap();
    fs::write(at("壬.html"), &page).unwrap();
    let args = ["import", "辛.html", "壬.html", "./出/../出/壬.yaml", "-o", "出", "--force"];
    let (code, said) = run(home.path(), &args);
    assert!(code == 2 && said.contains("出/壬.yaml 也是这次要读的文件"), "{said}");
    assert_eq!(fs::read_to_string(at("出/壬.yaml")).unwrap(), yaml);
    let (code, said) = run(home.path(), &["import", "辛.html", "--force"]);
    assert!(code == 2 && said.contains("也是这次要读的文件"), "{said}");
    assert_eq!(fs::read_to_string(at("辛.yaml")).unwrap(), page);
}

#[test]
fn no_command_writes_over_what_it_reads() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    let starter = |name: &str, unit: &str| {
        let forms = nianbao::report::Forms::default();
        let text = nianbao::report::starter(&forms, unit, 2022).unwrap();
        fs::create_dir_all(at(name).parent().unwrap()).unwrap();
        fs::write(at(name), text).unwrap();
    };
    fs::write(at("页.html"), page()).unwrap();
    for (name, unit) in [("甲.yaml", "甲乡"), ("县/乙.yaml", "乙乡"), ("别/甲.yaml", "丙乡")]
    {
        starter(name, unit);
    }
    starter("全县.yaml", "某县");
    let made = run(home.path(), &["render", "甲.yaml", "-f", "docx", "--name", "稿", "-o", "."]);
    assert_eq!(made.0, 0, "{}", made.1);
    assert_eq!(run(home.path(), &["form", "甲.yaml", "-o", "表"]).0, 0);
    fs::hard_link(at("表/甲.xlsx"), at("另名.xlsx")).unwrap();
    let same = ["--name", "{文件名}"];
    for (args, input) in [
        (&["render", "页.html", "-f", "html"][..], "页.html"),
        // What the program made itself and nobody has changed is replaced without a question elsewhere.
        (&["render", "稿.docx", "-f", "pdf,docx"], "稿.docx"),
        (&["form", "表/甲.xlsx", "-o", "表"], "表/甲.xlsx"),
        (&["form", "另名.xlsx", "甲.yaml", "-o", "表"], "表/甲.xlsx"),
        (&["new", "甲乡", "--previous", "甲.yaml", "--year", "2023", "-o", "./甲.yaml"], "甲.yaml"),
        (&["summarize", "县", "-o", "全县.yaml", "--previous", "全县.yaml"], "全县.yaml"),
    ] {
        let before = fs::read(at(input)).unwrap();
        for force in [&[][..], &["--force"]] {
            let name = if args[0] == "render" { &same[..] } else { &[] };
            let (code, said) = run(home.path(), &[args, name, force].concat());
            assert!(code == 2 && said.contains("也是这次要读的文件"), "{args:?} {force:?} {said}");
            assert_eq!(fs::read(at(input)).unwrap(), before, "{args:?}");
        }
    }
    assert!(!at("稿.pdf").exists(), "all or none");
    for force in [&[][..], &["--force"]] {
        let args = ["form", "甲.yaml", "别/甲.yaml", "县/乙.yaml", "-o", "新表"];
        let (code, said) = run(home.path(), &[&args[..], force].concat());
        assert!(
            code > 0 && said.contains("甲.yaml、别/甲.yaml 的输出文件同名：新表/甲.xlsx"),
            "{said}"
        );
        assert!(at("新表/乙.xlsx").exists() && !at("新表/甲.xlsx").exists(), "{said}");
    }
}

#[test]
fn what_is_read_goes_into_a_pipe_as_it_goes_into_a_file() {
    let home = tempfile::tempdir().unwrap();
    let text = "动态\u{200B}类872条，\u{200E}全\u{2060}年。";
    let page = page().replace("全年公开信息120条，", text);
    fs::write(home.path().join("页.html"), page).unwrap();
    let (_, piped) = run(home.path(), &["import", "页.html", "-o", "-"]);
    assert!(piped.contains(text), "{piped}");
    run(home.path(), &["import", "页.html", "-o", "出"]);
    assert!(piped.starts_with(&fs::read_to_string(home.path().join("出/页.yaml")).unwrap()));
}

#[test]
fn the_only_report_may_be_written_to_a_file_that_is_named() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    for name in ["页.html", "页2.html"] {
        fs::write(at(name), page()).unwrap();
    }
    for (output, file) in [
        ("今年.yaml", "今年.yaml"),
        ("今年.YML", "今年.YML"),
        ("新/今年.yaml", "新/今年.yaml"),
        ("出", "出/页.yaml"),
        ("出.d", "出.d/页.yaml"),
    ] {
        let (code, said) = run(home.path(), &["import", "页.html", "-o", output]);
        assert_eq!(code, 0, "{output}: {said}");
        assert!(said.contains(file), "{output}: {said}");
        assert!(fs::read_to_string(at(file)).unwrap().starts_with("机关: "), "{output}");
    }
    // A folder stays one, whatever it is called.
    fs::create_dir(at("夹.yaml")).unwrap();
    assert_eq!(run(home.path(), &["import", "页.html", "-o", "夹.yaml"]).0, 0);
    assert!(at("夹.yaml/页.yaml").is_file());
    // What is there is kept.
    let (code, said) = run(home.path(), &["import", "页.html", "-o", "今年.yaml"]);
    assert!(code == 2 && said.contains("NB404"), "{said}");
    // Two have no place in one file.
    let (code, said) = run(home.path(), &["import", "页.html", "页2.html", "-o", "明年.yaml"]);
    assert!(code == 2 && said.contains("有 2 份报告要读，-o 给的却是一个文件名"), "{said}");
    assert!(!at("明年.yaml").exists());
}

#[test]
fn a_file_of_another_office_program_is_named_for_what_it_is() {
    let home = tempfile::tempdir().unwrap();
    for (name, kind, what) in [
        ("甲.odt", "application/vnd.oasis.opendocument.text", "开放文档格式的文字文件（.odt）"),
        ("甲.docx", "application/vnd.oasis.opendocument.text", "开放文档格式的文字文件（.odt）"),
        ("甲.odp", "application/vnd.oasis.opendocument.presentation", "演示文稿"),
        ("甲.zip", "甲乡年报", "压缩文件"),
    ] {
        let bytes = [b"PK\x03\x04".as_slice(), &[0; 26], b"mimetype", kind.as_bytes()].concat();
        fs::write(home.path().join(name), bytes).unwrap();
        let (code, said) = run(home.path(), &["check", name]);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains(&format!("“{name}”是{what}")), "{name}: {said}");
        assert_eq!(said.contains("另存为 .docx"), name != "甲.zip", "{said}");
    }
}
