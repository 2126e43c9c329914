//! Folders with files of every kind in them: each report is taken, or it is told why not.

use super::{
    layouts::html,
    made::made,
    program::run,
    workbook::{Book, Content},
};
use fastrand::Rng;
use std::fs;

fn form_of(name: &str) -> Vec<u8> {
    let mut book = Book::of(&made(&mut Rng::with_seed(3), 2025));
    book.set("基本情况", "B3", Content::Text(format!("{name}镇人民政府")));
    book.set("基本情况", "B4", Content::Text(format!("{name}镇")));
    book.bytes()
}

#[test]
fn every_report_of_a_folder_is_taken_or_told() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    fs::create_dir(at("收来的")).unwrap();
    fs::create_dir(at("收来的/补交")).unwrap();
    let page = html(&made(&mut Rng::with_seed(5), 2025), &str::to_owned);
    for (name, bytes) in [
        ("甲镇.xlsx", form_of("甲")),
        ("石桥镇.html", page.clone().into_bytes()),
        ("补交/丁镇.xlsx", form_of("丁")),
        ("红河镇.doc", b"\xD0\xCF\x11\xE0".to_vec()),
        ("黄河镇.et", b"\xD0\xCF\x11\xE0".to_vec()),
        ("白河镇.wps", b"\xD0\xCF\x11\xE0".to_vec()),
        ("青河镇.odt", b"PK\x03\x04".to_vec()),
        ("通知.txt", "明天开会。".into()),
        ("通知.html", "<p>明天开会。</p>".into()),
        ("说明.pdf", b"%PDF-1.4".to_vec()),
    ] {
        fs::write(at("收来的").join(name), bytes).unwrap();
    }
    // One of them as a YAML, under another name.
    assert_eq!(run(&at("收来的"), &["import", "甲镇.xlsx"]).0, 0);
    fs::rename(at("收来的/甲镇.yaml"), at("收来的/1.yaml")).unwrap();
    let (_, said) = run(home.path(), &["check", "收来的"]);
    assert!(said.contains("检查了 2 份报告"), "{said}");
    for told in [
        "没有取 甲镇.xlsx：和 1.yaml 是同一单位、同一年度的报告",
        "没有取 红河镇.doc：",
        "没有取 黄河镇.et：",
        "没有取 白河镇.wps：",
        "没有取 青河镇.odt：",
        "没有取 补交（1 个像报告的文件）：",
        "没有取 通知.html：里面没有找到年度报告",
        "没有取 说明.pdf：",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    assert!(!said.contains("通知.txt"), "{said}");
    let (_, said) = run(home.path(), &["summarize", "收来的", "-o", "县.yaml"]);
    assert!(said.contains("没有取 红河镇.doc"), "{said}");
    // What was made of the YAML that is there is no second report, as long as nobody has changed it.
    let (code, said) = run(home.path(), &["render", "收来的/1.yaml", "--format", "docx,html,pdf"]);
    assert_eq!(code, 0, "{said}");
    let (_, said) = run(home.path(), &["check", "收来的"]);
    assert!(said.contains("检查了 2 份报告") && !said.contains("工作年度报告."), "{said}");
    let made = fs::read_dir(at("收来的")).unwrap().map(|entry| entry.unwrap().path());
    let made = made.into_iter().find(|path| path.to_string_lossy().ends_with("报告.html")).unwrap();
    let text = fs::read_to_string(&made).unwrap();
    fs::write(&made, text.replacen("120条", "121条", 1)).unwrap();
    let (_, said) = run(home.path(), &["check", "收来的"]);
    assert!(said.contains("报告.html") && said.contains("同一单位"), "{said}");
    // Without the YAML its outputs are one report.
    fs::remove_file(at("收来的/1.yaml")).unwrap();
    fs::remove_file(&made).unwrap();
    fs::remove_file(at("收来的/甲镇.xlsx")).unwrap();
    let (_, said) = run(home.path(), &["check", "收来的"]);
    assert!(said.contains("检查了 2 份报告"), "{said}");
}

#[test]
fn what_a_file_is_counts_and_not_what_it_is_called() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    for name in ["甲.doc", "甲.yaml", "甲"] {
        fs::write(at(name), form_of("甲")).unwrap();
        let (code, said) = run(home.path(), &["check", name]);
        assert!(code < 2 && said.contains("检查了 1 份报告"), "{name}: {said}");
    }
    fs::write(at("空.xlsx"), "").unwrap();
    let (code, said) = run(home.path(), &["check", "空.xlsx"]);
    assert!(code == 2 && said.contains("是空的"), "{said}");
}

#[test]
fn last_years_report_is_of_the_same_unit_and_of_the_year_before() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("去年.xlsx"), form_of("甲")).unwrap();
    let new = |args: &[&str]| {
        let all =
            [&["new"], args, &["--previous", "去年.xlsx", "-o", "今年.yaml", "--force"]].concat();
        run(home.path(), &all)
    };
    let carried = || {
        let text = fs::read_to_string(home.path().join("今年.yaml")).unwrap();
        text.lines().find(|line| line.contains("上年结转:")).unwrap().to_owned()
    };
    assert_eq!(new(&["甲镇"]).0, 0);
    assert!(!carried().contains("请填写"), "{}", carried());
    let (code, said) = new(&["乙镇"]);
    assert!(code == 2 && said.contains("不是“乙镇”的"), "{said}");
    let (code, said) = new(&["甲镇", "--year", "2030"]);
    assert!(code == 2 && said.contains("2025 年度的报告，不是 2029 年度的"), "{said}");
    assert_eq!(new(&["甲镇", "--year", "２０３０", "--any-year"]).0, 0);
    assert!(carried().contains("请填写"), "{}", carried());
}

#[test]
fn full_width_commas_and_digits_are_read_in_every_option() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("甲.xlsx"), form_of("甲")).unwrap();
    for format in ["docx，html", "ｄｏｃｘ、html", "docx,html"] {
        let args = ["render", "甲.xlsx", "--format", format, "-o", "出", "--force"];
        let (code, said) = run(home.path(), &args);
        assert!(code == 0 && said.contains(".docx") && said.contains(".html"), "{format}: {said}");
    }
}

#[test]
fn what_was_made_of_a_form_is_no_second_report() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("甲镇.xlsx"), form_of("甲")).unwrap();
    let render = ["render", ".", "--format", "docx,html", "--draft"];
    for _ in 0..2 {
        let (_, said) = run(home.path(), &render);
        assert!(said.contains("共 1 份报告") || said.contains(".docx"), "{said}");
        assert!(!said.contains("NB132") && !said.contains("NB406"), "{said}");
    }
    assert!(fs::read_dir(home.path()).unwrap().count() > 2);
    let (_, said) = run(home.path(), &["check", "."]);
    assert!(said.contains("检查了 1 份报告"), "{said}");
}

#[test]
fn a_unit_whose_report_has_errors_is_there_under_any_file_name() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("county.yaml"), "县名: 云县\n年度: 2025\n单位: [甲镇, 乙镇]\n")
        .unwrap();
    for (file, name) in [("甲镇.yaml", "甲镇"), ("第二份.yaml", "乙镇")] {
        assert_eq!(run(home.path(), &["new", name, "--year", "2025"]).0, 0);
        fs::rename(home.path().join(format!("{name}.yaml")), home.path().join(file)).unwrap();
    }
    let broken = home.path().join("第二份.yaml");
    let text = fs::read_to_string(&broken).unwrap();
    fs::write(&broken, text.replacen("  上年结转: [0,", "  上年结转: [5,", 1)).unwrap();
    let (code, said) = run(home.path(), &["summarize", "."]);
    assert_eq!(code, 1, "{said}");
    assert!(!said.contains("NB131") && !said.contains("NB133"), "{said}");
}
