//! `nianbao template`: proving an office's template, and the data that it sees.

use super::{EXAMPLE, folder, nianbao, run};
use std::fs;

#[test]
fn a_sound_template_is_told_so() {
    let home = folder();
    let styles = "样式:\n  标题:\n    字号: 小一\n";
    fs::write(home.path().join("styles.yaml"), styles).unwrap();
    let said = run(nianbao().args(["template", "check"]).arg(home.path()));
    assert_eq!((said.code, &*said.out), (0, ""));
    assert!(said.err.ends_with("种文稿试过，没有发现问题\n"), "{}", said.err);
}

#[test]
fn mistakes_are_told_with_the_reports_that_bring_them() {
    let home = folder();
    let markup = "<title>{{ title[0] }}</title>\n<p>{{ signature.date }}</p>\n";
    fs::write(home.path().join("report.html"), markup).unwrap();
    let said = run(nianbao().current_dir(home.path()).args(["template", "check", "."]));
    assert_eq!(said.code, 1);
    assert_eq!(
        said.out,
        "错误[NB203]: 没有“signature.date”这个名字（没有署名的报告）\n \
         --> ./report.html:2:7\n  |\n2 | <p>{{ signature.date }}</p>\n  |       ^^^^^^^^^^^^^^\n  |\n  \
         = 帮助: 这份报告没有“signature”，先用 {% if signature %} 判断有没有\n"
    );
    assert_eq!(said.err, ".：1 处错误，0 处警告\n");
}

#[test]
fn what_does_nothing_is_a_warning_and_no_failure() {
    let home = folder();
    let styles = "样式:\n  一级标提:\n    字号: 小一\n";
    fs::write(home.path().join("styles.yaml"), styles).unwrap();
    let said = run(nianbao().args(["template", "check"]).arg(home.path()));
    assert_eq!(said.code, 0);
    assert!(said.out.contains("样式“一级标提”没有用到"), "{}", said.out);
    assert!(said.out.contains("是不是“一级标题”？"), "{}", said.out);
}

#[test]
fn a_folder_that_is_not_there_cannot_be_proved() {
    let said = run(nianbao().args(["template", "check", "没有这个文件夹"]));
    assert_eq!(said.code, 2);
    assert!(said.out.contains("没有这个文件夹"), "{}", said.out);
}

#[test]
fn the_data_of_a_report_is_yaml() {
    let said = run(nianbao().args(["template", "show-data", EXAMPLE]));
    assert_eq!((said.code, &*said.err), (0, ""));
    let data: serde_json::Value = serde_saphyr::from_str(&said.out).unwrap();
    assert_eq!(data["机关"], "铜厂彝族乡人民政府");
    assert_eq!(data["parts"][5]["table"], "requests");
    assert_eq!(data["tables"]["requests"]["header_rows"], 3);
    let missing = run(nianbao().args(["template", "show-data", "没有.yaml"]));
    assert_eq!((missing.code, &*missing.out), (2, ""));
}
