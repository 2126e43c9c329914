//! `nianbao template`, and what the other commands do with a template that is no annual report.

use super::{folder, nianbao, report, run, tree};
use std::fs;

const NOTICE: &str =
    "标题: 关于开会的通知\n正文: 请按时参加。\n署名: 某某县人民政府\n日期: 2026-3-1\n";

#[test]
fn list_says_what_each_template_is_for() {
    let said = run(nianbao().args(["template", "list"]));
    assert_eq!((said.code, &*said.err), (0, ""));
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("template-list", said.out);
    });
}

#[test]
fn export_writes_all_files_or_none_and_spares_what_is_there() {
    let home = folder();
    let export = |more: &[&str]| {
        let args = ["template", "export", "notice", "我的模板"];
        run(nianbao().current_dir(&home).args(args).args(more))
    };
    let said = export(&[]);
    assert_eq!(said.code, 0, "{}", said.err);
    let files = ["report.html", "template.yaml"];
    assert_eq!(tree(home.path()), files.map(|f| format!("我的模板/{f}")));
    assert_eq!(said.out, files.map(|f| format!("我的模板/{f}\n")).concat());
    assert!(
        said.err.contains("沿用 annual-report 的 narrative.html、styles.yaml、table.html"),
        "{}",
        said.err
    );

    let own = home.path().join("我的模板/template.yaml");
    fs::write(&own, "# 改过的\n").unwrap();
    fs::remove_file(home.path().join("我的模板/report.html")).unwrap();
    let said = export(&[]);
    assert_eq!((said.code, &*said.out), (2, ""));
    assert!(said.err.contains("[NB404]: 我的模板/template.yaml 已经存在"), "{}", said.err);
    assert_eq!(tree(home.path()).len(), 1);
    let said = export(&["--force"]);
    assert_eq!(said.code, 0);
    assert_ne!(fs::read_to_string(own).unwrap(), "# 改过的\n");
    assert_eq!(tree(home.path()).len(), 2);

    let said = run(nianbao().current_dir(&home).args(["template", "export", "notise", "x"]));
    assert_eq!(said.code, 2);
    assert!(said.err.contains("是不是“notice”？"), "{}", said.err);
    assert!(!home.path().join("x").exists());
}

#[test]
fn items_on_several_lines_are_printed_as_they_are_typed() {
    let home = folder();
    let file = home.path().join("甲.yaml");
    let page = |yaml: &str| {
        fs::write(&file, yaml).unwrap();
        let args =
            ["render", "甲.yaml", "--template", "notice", "-f", "html", "-o", "页", "--force"];
        let said = run(nianbao().current_dir(&home).args(args));
        let page = tree(home.path()).into_iter().find(|name| name.contains(".html"));
        let page = page.map(|name| fs::read_to_string(home.path().join(name)).unwrap());
        (said.code, page.unwrap_or_default(), said.err)
    };
    let listed = NOTICE.to_owned() + "附件: [培训方案, 课程表]\n";
    let (status, expected, told) = page(&listed);
    assert!(status == 0 && expected.contains("1.培训方案"), "{told}");
    for lines in [
        "附件:\n  培训方案\n  课程表\n",
        "附件: 培训方案\n  课程表\n",
        "附件: |\n  培训方案\n  课程表\n",
    ] {
        let (status, page, told) = page(&(NOTICE.to_owned() + lines));
        assert_eq!((status, page == expected), (0, true), "{lines}: {told}");
    }
    // What is to stand on one line is not made one of several without a word.
    for (typed, line) in
        [("附注:\n  此件公开发布\n  到各村\n", 7), ("附注: 此件公开发布\n  到各村\n", 6)]
    {
        fs::remove_dir_all(home.path().join("页")).unwrap_or_default();
        let (status, page, told) = page(&(NOTICE.to_owned() + typed));
        assert!(status == 1 && page.is_empty() && told.contains("NB035"), "{told}");
        let is_there = told.contains("写成了几行") && told.contains(&format!(":{line}:"));
        assert!(is_there, "{typed}: {told}");
    }
    let (status, _, told) = page(&(NOTICE.to_owned() + "附注: 此件发各村、\n  各社区\n"));
    assert_eq!(status, 0, "{told}");
}

#[test]
fn a_half_width_comma_in_a_row_of_a_table_loses_nothing() {
    let home = folder();
    let table = |row: &str| {
        let yaml = format!(
            "标题: 分工表\n发文机关: 某某县人民政府\n日期: 2026年3月1日\n分工:\n  - 单位: 甲镇\n    任务:\n      - {{ {row} }}\n"
        );
        fs::write(home.path().join("表.yaml"), yaml).unwrap();
        let template = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/templates/task-table");
        let args = ["check", "表.yaml", "--template", template];
        run(nianbao().current_dir(&home).args(args))
    };
    for (row, cut) in [
        ("内容: 公开, 时限: 每月, 经费: 1,200.5", "200.5"),
        ("内容: 编制报告,上报县办, 时限: 每月, 经费: 1", "上报县办"),
        ("内容: 公开, 时限: 1,2月, 经费: 1", "2月"),
    ] {
        let said = table(row);
        let told = said.out + &said.err;
        assert!(
            said.code == 1 && told.contains(&format!("“{cut}”前面的英文逗号")),
            "{row}: {told}"
        );
    }
    let said = table("内容: 公开，更新, 时限: 每月, 经费: 1200.5");
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}

#[test]
fn a_notice_goes_through_every_command() {
    let home = folder();
    fs::write(home.path().join("甲.yaml"), NOTICE).unwrap();
    let at = |args: &[&str]| run(nianbao().current_dir(&home).args(args));
    let name = "{年度}-{机关}-{标题}-{文件名}";
    let said = at(&["render", "甲.yaml", "--template", "notice", "--name", name]);
    assert_eq!((said.code, &*said.err), (0, ""));
    let stem = "2026-某某县人民政府-关于开会的通知-甲";
    assert_eq!(said.out, format!("{stem}.docx\n{stem}.pdf\n"));

    let said = at(&["render", "甲.yaml", "--template", "notice", "--emit", "document"]);
    assert!(said.out.contains("signature [署名] 某某县人民政府 / 2026年3月1日"), "{}", said.out);
    let said = at(&["check", "甲.yaml", "--template", "notice"]);
    assert_eq!(said.code, 0, "{}", said.out);
    // Without the template it is a report, and a poor one.
    let said = at(&["check", "甲.yaml"]);
    assert!(said.code == 1 && said.out.contains("没有写“机关”"), "{}", said.out);

    fs::write(home.path().join("乙.yaml"), NOTICE.replace("请按时", "请于{{ 时间 }}")).unwrap();
    let said = at(&["check", "乙.yaml", "--template", "notice"]);
    assert!(said.code == 1 && said.out.contains("没有“时间”这个名字"), "{}", said.out);
}

#[test]
fn county_yaml_may_name_a_built_in_template() {
    let home = folder();
    let at = |args: &[&str]| run(nianbao().current_dir(&home).args(args));
    fs::write(home.path().join("甲.yaml"), NOTICE.replace("日期: 2026-3-1\n", "")).unwrap();
    fs::write(home.path().join("county.yaml"), "模板: notice\n成文日期: 2026-5-6\n").unwrap();
    let said = at(&["render", ".", "--emit", "document"]);
    assert!(said.out.contains("2026年5月6日"), "{}{}", said.out, said.err);
    assert_eq!(at(&["check", "."]).code, 0);
    // The command line wins.
    let said = at(&["render", "甲.yaml", "--template", "annual-report"]);
    assert!(said.code == 1 && said.err.contains("没有写“机关”"), "{}", said.err);

    fs::write(home.path().join("county.yaml"), "模板: notise\n").unwrap();
    let said = at(&["render", "."]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("是不是“notice”？") && said.err.contains("county.yaml:1:5"),
        "{}",
        said.err
    );
}

#[test]
fn a_name_that_the_data_does_not_give_is_told() {
    let home = folder();
    let template = home.path().join("模板");
    fs::create_dir(&template).unwrap();
    fs::write(template.join("template.yaml"), "数据: 自由\n").unwrap();
    fs::write(template.join("report.html"), "<p>{{ 甲 }}</p>").unwrap();
    fs::write(home.path().join("一.yaml"), "甲: 乙\n").unwrap();
    let at = |name: &str| {
        let args = ["render", "一.yaml", "--template", "模板", "--name", name];
        run(nianbao().current_dir(&home).args(args))
    };
    let said = at("{机关}");
    assert_eq!(said.code, 1);
    assert!(said.err.contains("[NB405]: 命名规则里用了 {机关}"), "{}", said.err);
    // Without a title the file keeps its name.
    assert_eq!(at("{标题}").out, "一.docx\n一.pdf\n");
}

#[test]
fn a_report_is_refused_by_a_template_of_another_form() {
    let home = folder();
    let path = report(home.path(), "某乡.yaml", "题");
    for command in ["render", "check"] {
        let said = run(nianbao().arg(command).arg(&path).args(["--template", "plain-2019"]));
        assert_eq!(said.code, 1);
        assert!((said.out + &said.err).contains("[NB232]"));
    }
}

#[test]
fn new_gives_a_file_to_fill_in_and_says_what_is_missing() {
    let home = folder();
    let at = |args: &[&str]| run(nianbao().current_dir(&home).args(args));
    let said = at(&["new", "开会通知", "--template", "notice"]);
    assert_eq!((said.code, &*said.out), (0, "开会通知.yaml\n"));
    let path = home.path().join("开会通知.yaml");
    let text = fs::read_to_string(&path).unwrap();
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("new-notice", text);
    });
    let said = at(&["check", "开会通知.yaml", "--template", "notice"]);
    assert_eq!(said.code, 1);
    for item in ["标题", "正文", "署名", "日期"] {
        assert!(said.out.contains(&format!("“{item}”后面没有写内容")), "{}", said.out);
    }
    // Every item that can be left out is right as it stands there.
    let filled = text
        .replace("\n标题: ", "\n标题: 甲")
        .replace("正文: |\n  ", "正文: |\n  乙")
        .replace("署名: ", "署名: 丙")
        .replace("日期: ", "日期: 2026-3-1")
        .replace("# 主送:", "主送:")
        .replace("# 盖章:", "盖章:");
    fs::write(&path, filled).unwrap();
    let said = at(&["render", "开会通知.yaml", "--template", "notice"]);
    assert_eq!((said.code, &*said.out), (0, "甲.docx\n甲.pdf\n"), "{}", said.err);

    let said = at(&["new", "某乡", "--template", "annual-report"]);
    assert!(said.code == 2 && said.err.contains("缺少 --year"), "{}", said.err);
}
