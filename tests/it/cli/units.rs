//! A unit under several names is one; a county's report that is summed up again is true everywhere.

use super::{folder, nianbao, run, tree};
use std::{fs, path::Path};

/// What a check tells.
fn checked(home: &Path, input: &str) -> String {
    let said = run(nianbao().current_dir(home).args(["check", input]));
    said.out + &said.err
}

/// A report with so many licences, of a unit under this name.
fn unit(folder: &Path, file: &str, agency: &str, licences: u32) {
    let yaml = format!(
        "机关: {agency}\n年度: 2025\n总体情况: |\n  （一）主动公开。作出行政许可{{{{ 主动公开.行政许可 }}}}件。\n  \
         （二）依申请公开。已办结。\n  （三）政府信息管理。已审查。\n  （四）政府信息公开平台建设。已建。\n  \
         （五）监督保障。已考核。\n主动公开:\n  行政许可: {licences}\n存在的主要问题及改进情况: |\n  （一）存在的主要问题。少。\n  \
         （二）改进情况。已改。\n其他需要报告的事项: |\n  本年度未收取信息处理费。\n署名:\n  日期: 2026年1月15日\n"
    );
    fs::write(folder.join(file), yaml).unwrap();
}

#[test]
fn a_unit_under_two_names_is_never_added_up_twice() {
    for (first, second, list) in [
        ("龙泉街道办事处", "易门县龙泉街道办事处", "县名: 易门县\n单位: [龙泉街道, 绿汁镇]\n"),
        ("龙泉街道办事处", "易门县龙泉街道办事处", "单位: [龙泉街道, 绿汁镇]\n"),
        ("龙泉街道办事处", "易门县龙泉街道办事处", "县名: 易门县\n"),
        ("龙泉街道办事处", "玉溪市易门县龙泉街道办事处", "县名: 易门县\n单位: [绿汁镇]\n"),
        ("龙泉街道办事处", "易门县龙泉街道办事处", ""),
        ("龙泉街道", "龙泉街道办事处", ""),
        ("小街乡人民政府", "云南省易门县小街乡人民政府", "年度: 2025\n"),
    ] {
        let home = folder();
        fs::create_dir(home.path().join("报告")).unwrap();
        let reports = home.path().join("报告");
        unit(&reports, "一.yaml", first, 3);
        unit(&reports, "二.yaml", second, 3);
        unit(&reports, "绿汁镇.yaml", "绿汁镇人民政府", 4);
        if !list.is_empty() {
            fs::write(reports.join("county.yaml"), list).unwrap();
        }
        let said =
            run(nianbao().current_dir(&home).args(["summarize", "报告", "-o", "易门县.yaml"]));
        assert_eq!(said.code, 1, "{first} {second} {list}: {}", said.err);
        assert!(
            said.err.contains("错误[NB132]") && said.err.contains("有 2 份报告"),
            "{}",
            said.err
        );
        assert_eq!(said.err.matches("NB132").count(), 1, "{}", said.err);
        assert_eq!(tree(home.path()).iter().filter(|name| !name.contains("报告")).count(), 0);
        let told = checked(home.path(), "报告");
        assert_eq!(told.matches("警告[NB132]").count(), 1, "{told}");
    }
    // Two counties of one city.
    let home = folder();
    unit(home.path(), "一.yaml", "易门县龙泉街道办事处", 3);
    unit(home.path(), "二.yaml", "峨山县龙泉街道办事处", 3);
    let said = run(nianbao().current_dir(&home).args([
        "summarize",
        "一.yaml",
        "二.yaml",
        "-o",
        "玉溪市.yaml",
    ]));
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn a_list_is_read_whatever_parts_its_names_and_names_each_unit_once() {
    for list in [
        "单位: [青石镇、白水镇]\n",
        "单位: [青石镇，白水镇]\n",
        "单位: 青石镇、白水镇\n",
        "单位: 青石镇；白水镇\n",
        "单位:\n  - 青石镇、白水镇\n",
        "单位: [青石镇；白水镇]\n",
    ] {
        let home = folder();
        unit(home.path(), "青石镇.yaml", "青石镇人民政府", 3);
        unit(home.path(), "白水镇.yaml", "白水镇人民政府", 4);
        fs::write(home.path().join("county.yaml"), list).unwrap();
        let told = checked(home.path(), ".");
        assert!(told.contains("没有发现问题"), "{list}: {told}");
    }
    for list in ["[青石镇, 安平县青石镇]", "[青石镇, 青石镇人民政府]", "[安平县青石镇、青石镇]"]
    {
        let home = folder();
        unit(home.path(), "青石镇.yaml", "青石镇人民政府", 3);
        let county = format!("县名: 安平县\n单位: {list}\n");
        fs::write(home.path().join("county.yaml"), county).unwrap();
        let told = checked(home.path(), ".");
        assert!(told.contains("NB021"), "{list}: {told}");
    }
}

#[test]
fn a_report_that_is_named_alone_is_looked_up_in_the_list_too() {
    let home = folder();
    unit(home.path(), "青石镇.yaml", "青石镇人民政府", 3);
    unit(home.path(), "白水镇.yaml", "安平县白水镇人民政府", 3);
    fs::write(home.path().join("county.yaml"), "县名: 安平县\n单位: [白水镇]\n").unwrap();
    for (file, told) in [("青石镇.yaml", 1), ("白水镇.yaml", 0)] {
        let said = checked(home.path(), file);
        assert_eq!(said.matches("NB133").count(), told, "{file}: {said}");
        assert!(!said.contains("NB131"), "{said}");
    }
}

#[test]
fn two_files_of_one_name_are_told_once() {
    let home = folder();
    for file in ["一.yaml", "二.yaml", "三.yaml"] {
        unit(home.path(), file, "青石镇人民政府", 3);
    }
    let said =
        run(nianbao().current_dir(&home).args(["render", ".", "--format", "html", "-o", "out"]));
    assert_eq!(said.code, 1);
    assert_eq!(said.err.matches("NB406").count(), 1, "{}", said.err);
    assert_eq!(said.out.matches("失败 ").count(), 3, "{}", said.out);
}

#[test]
fn what_the_program_wrote_follows_and_what_people_wrote_stays() {
    let home = folder();
    let reports = home.path().join("报告");
    fs::create_dir(&reports).unwrap();
    unit(&reports, "青石镇.yaml", "青石镇人民政府", 3);
    unit(&reports, "白水镇.yaml", "白水镇人民政府", 4);
    let summarize =
        || run(nianbao().current_dir(&home).args(["summarize", "报告", "-o", "安平县.yaml"]));
    assert_eq!(summarize().code, 0);
    let path = home.path().join("安平县.yaml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("行政许可决定7件"), "{text}");
    let own = format!("# 县里的说明，不要动\n{text}")
        .replace("\n机关:", "\n# 机关的全称\n机关:")
        .replace("件、行政处罚", "件（比上年多），行政处罚")
        .replace("统计期限为", "（由2个单位报送）统计期限为")
        .replace("\n  （三）", "\n  县里写的：作出决定7件，由9个单位商定。\n  （三）");
    fs::write(&path, &own).unwrap();
    fs::write(home.path().join("安平县.csv"), "第一次改的").unwrap();
    unit(&reports, "青石镇.yaml", "青石镇人民政府", 13);
    unit(&reports, "黑岩乡.yaml", "黑岩乡人民政府", 2);
    let said = summarize();
    assert_eq!(said.code, 0, "{}", said.err);
    let now = fs::read_to_string(&path).unwrap();
    for kept in [
        "# 县里的说明，不要动\n",
        "\n# 机关的全称\n机关:",
        "作出决定7件，由9个单位商定。",
        "（比上年多）",
        "本报告由3个单位的",
        "（由3个单位报送）",
        "下列 3 个单位",
        "黑岩乡人民政府",
        "  行政许可: 19\n",
    ] {
        assert!(now.contains(kept), "{kept}: {now}");
    }
    assert!(!now.contains("行政许可决定7件") && now.contains("行政许可决定19件"), "{now}");
    // What was kept the first time is kept the second time too.
    fs::write(home.path().join("安平县.csv"), "第二次改的").unwrap();
    unit(&reports, "青石镇.yaml", "青石镇人民政府", 14);
    assert_eq!(summarize().code, 0);
    let read = |name: &str| fs::read_to_string(home.path().join(name)).unwrap();
    assert_eq!(read("安平县（上次）.csv"), "第一次改的");
    assert_eq!(read("安平县（上次2）.csv"), "第二次改的");
    assert!(read("安平县.csv").contains("20"));
}

#[test]
fn a_stale_file_on_which_somebody_worked_is_named_and_stays() {
    let home = folder();
    let reports = home.path().join("报告");
    fs::create_dir(&reports).unwrap();
    unit(&reports, "青石镇.yaml", "青石镇人民政府", 3);
    unit(&reports, "白水镇.yaml", "白水镇人民政府", 4);
    let render = || {
        let args = ["render", "报告", "--format", "docx", "-o", "out", "--clean"];
        run(nianbao().current_dir(&home).args(args))
    };
    assert_eq!(render().code, 0);
    let old = home.path().join("out/白水镇人民政府2025年政府信息公开工作年度报告.docx");
    let mut bytes = fs::read(&old).unwrap();
    bytes.push(0);
    fs::write(&old, &bytes).unwrap();
    fs::write(home.path().join("out/我的笔记.docx"), "PK").unwrap();
    fs::remove_file(reports.join("白水镇.yaml")).unwrap();
    let said = render();
    assert!(said.err.contains("有人改过，没有移动"), "{}", said.err);
    assert!(said.err.contains("白水镇人民政府2025年"), "{}", said.err);
    assert!(!said.err.contains("我的笔记"), "{}", said.err);
    assert!(old.exists());
}

#[test]
fn a_new_report_names_the_template_that_draws_it() {
    for (template, name) in [
        ("annual-report-redhead", "模板: annual-report-redhead\n"),
        ("plain-2019", "模板: plain-2019\n"),
        ("annual-report", "模板: annual-report\n"),
    ] {
        let home = folder();
        let year = if template == "plain-2019" { "2019" } else { "2025" };
        let args = ["new", "青石镇", "--year", year, "--template", template];
        let said = run(nianbao().current_dir(&home).args(args));
        assert_eq!(said.code, 0, "{}", said.err);
        let text = fs::read_to_string(home.path().join("青石镇.yaml")).unwrap();
        assert!(text.contains("机关: 青石镇人民政府\n# 模板"), "{text}");
        assert!(text.contains(name), "{text}");
        let said = run(nianbao().current_dir(&home).args(["check", "青石镇.yaml"]));
        assert_eq!(said.code, 0, "{}", said.err);
        let before = fs::read_to_string(home.path().join("青石镇.yaml")).unwrap();
        assert_eq!(before.matches("模板:").count(), 1);
    }
}

#[test]
fn what_stands_under_extra_is_checked() {
    for (extra, code) in [
        ("发文字号: 青政发[2025]3号", "NB122"),
        ("发文字号: 青政发〔2026〕03号", "NB122"),
        ("发文字号: 青政发〔2024〕3号", "NB114"),
        ("印发机关: 青石镇党政办公室印发", "NB123"),
        ("印发机关: 白水镇党政办公室", "NB127"),
        ("红头: 白水镇人民政府文件", "NB127"),
        ("印发日期: 2026年2月30日", "NB025"),
        ("印发日期: 2025年1月16日", "NB114"),
        ("印发日期: 近日", "NB025"),
        ("份号: 1", "NB122"),
        ("附注: 【请填写：附注】", "NB119"),
        ("附注: 此件,公开发布", "NB121"),
    ] {
        let home = folder();
        unit(home.path(), "青石镇.yaml", "青石镇人民政府", 3);
        let path = home.path().join("青石镇.yaml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}附加:\n  {extra}\n")).unwrap();
        let told = checked(home.path(), "青石镇.yaml");
        assert!(told.contains(code), "{extra}: {told}");
    }
    for extra in [
        "发文字号: 青政发〔2026〕3号",
        "抄送: 县人民政府办公室，县政务服务管理局",
        "印发机关: 青石镇党政综合办公室",
        "红头: 安平县青石镇人民政府文件",
        "印发日期: 2026年1月16日",
        "印发日期: 2026-01-15",
        "份号: \"000001\"",
        "附注: 此件公开发布",
        "电话: 0877-1234567",
        "签发人: [张某某, 李某]",
        "明细: [{ 件数: 12 }, { 件数: 3 }]",
    ] {
        let home = folder();
        unit(home.path(), "青石镇.yaml", "青石镇人民政府", 3);
        let path = home.path().join("青石镇.yaml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}附加:\n  {extra}\n")).unwrap();
        let told = checked(home.path(), "青石镇.yaml");
        assert!(told.contains("没有发现问题"), "{extra}: {told}");
    }
}

#[test]
fn a_denied_warning_is_an_error_in_a_draft_too_which_is_written() {
    let home = folder();
    unit(home.path(), "青石镇.yaml", "青石镇人民政府", 3);
    let path = home.path().join("青石镇.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("已审查", "已,审查")).unwrap();
    for (more, code, files) in [
        (&["--draft"][..], 0, 1),
        (&["--draft", "--deny", "warnings"], 1, 1),
        (&["--deny", "warnings"], 1, 0),
    ] {
        let home = home.path();
        let _ = fs::remove_dir_all(home.join("out"));
        let args = ["render", "青石镇.yaml", "--format", "html", "-o", "out"];
        let said = run(nianbao().current_dir(home).args(args).args(more));
        assert_eq!(said.code, code, "{more:?}: {}", said.err);
        let made = if home.join("out").exists() { tree(&home.join("out")).len() } else { 0 };
        assert_eq!(made, files, "{more:?}");
        let word = if code == 1 { "错误[NB121]" } else { "警告[NB121]" };
        assert!(said.err.contains(word), "{more:?}: {}", said.err);
    }
}
