//! A whole county in one command.

use super::{folder, nianbao, report, run, tree};
use std::{fs, path::Path, time::SystemTime};

const YIMEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/yimen");

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let names = tree(folder).into_iter();
    names.map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect()
}

#[test]
fn the_seven_units_of_the_example_come_out_the_same_whatever_the_number_of_jobs() {
    let home = folder();
    let mut before = None;
    for jobs in ["1", "2", "9"] {
        let out = home.path().join(jobs);
        let said = run(nianbao().args(["render", YIMEN, "--jobs", jobs, "-o"]).arg(&out));
        assert_eq!(said.code, 0, "{}", said.err);
        assert_eq!(said.out.matches("写出 ").count(), 7);
        assert!(said.err.ends_with("共 7 份报告：写出 7 份，未变 0 份，失败 0 份\n"));
        let lines = said.out.replace(out.to_str().unwrap(), "");
        let now = (contents(&out), lines);
        assert_eq!(now.0.len(), 14);
        assert!(before.is_none_or(|before| before == now), "jobs {jobs}");
        before = Some(now);
    }
}

#[test]
fn the_six_made_up_units_say_so_first_and_have_no_findings() {
    for entry in fs::read_dir(YIMEN).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if matches!(name, "county.yaml" | "铜厂彝族乡.yaml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap();
        assert_eq!(first, "# 本文件的内容是为示例编写的，不是真实数据。");
        let said = run(nianbao().arg("check").arg(&path));
        assert_eq!((said.code, &*said.out), (0, ""), "{name}");
    }
}

#[test]
fn a_second_run_writes_only_what_has_changed() {
    let home = folder();
    let reports = home.path().join("报告");
    fs::create_dir(&reports).unwrap();
    for name in ["甲", "乙", "丙"] {
        report(&reports, &format!("{name}.yaml"), &format!("{name}乡年报"));
    }
    let mut command = nianbao();
    command.current_dir(&home).args(["render", "报告", "-o", "out", "--jobs", "2"]);
    assert_eq!(run(&mut command).code, 0);
    let out = home.path().join("out");
    let times = || -> Vec<SystemTime> {
        let modified = |name| fs::metadata(out.join(name)).unwrap().modified().unwrap();
        tree(&out).into_iter().map(modified).collect()
    };
    let first = times();
    let said = run(&mut command);
    assert_eq!((said.code, times()), (0, first.clone()));
    assert_eq!(said.out.matches("未变 ").count(), 3, "{}", said.out);

    let path = reports.join("乙.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("考核", "考评和考核")).unwrap();
    // Someone has lost a file of another.
    fs::remove_file(out.join("丙乡年报.pdf")).unwrap();
    let said = run(&mut command);
    assert!(said.err.ends_with("写出 2 份，未变 1 份，失败 0 份\n"), "{}", said.err);
    let second = times();
    let changed = first.iter().zip(&second).filter(|(a, b)| a != b).count();
    assert_eq!(changed, 3, "both of 乙, one of 丙");
    let said = run(command.arg("--force"));
    assert!(said.err.ends_with("写出 3 份，未变 0 份，失败 0 份\n"));
    assert!(times().iter().zip(&second).all(|(a, b)| a != b));
}

#[test]
fn what_units_share_is_taken_from_county_yaml_unless_they_say_otherwise() {
    let home = folder();
    let reports = home.path().join("报告");
    fs::create_dir_all(reports.join("模板")).unwrap();
    fs::write(reports.join("模板/styles.yaml"), "版式: office28\n").unwrap();
    let county = "县名: 某县\n年度: 2022\n成文日期: 2023-01-16\n文件名: '{县名}-{年度}-{文件名}'\n模板: 模板\n";
    fs::write(reports.join("county.yaml"), county).unwrap();
    fs::write(reports.join("甲.yaml"), "机关: 甲乡人民政府\n").unwrap();
    let own = "机关: 乙乡人民政府\n年度: 2022\n署名: 2023-01-05\n";
    fs::write(reports.join("乙.yaml"), own).unwrap();
    let mut command = nianbao();
    command.current_dir(&home).args(["render", "报告", "-o", "out"]);
    let said = run(&mut command);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(
        tree(&home.path().join("out")),
        ["某县-2022-乙.docx", "某县-2022-乙.pdf", "某县-2022-甲.docx", "某县-2022-甲.pdf"]
    );
    let emitted =
        run(nianbao().current_dir(&home).args(["render", "报告/甲.yaml", "--emit", "document"]));
    assert!(emitted.out.contains("2023年1月16日") && emitted.out.contains("甲乡人民政府"));
    let own =
        run(nianbao().current_dir(&home).args(["render", "报告/乙.yaml", "--emit", "document"]));
    assert!(own.out.contains("2023年1月5日") && !own.out.contains("2023年1月16日"));
    // But for the year: the report of another one is not the county's.
    fs::write(reports.join("丙.yaml"), "机关: 丙乡人民政府\n年度: 2021\n").unwrap();
    let said = run(&mut command);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("错误[NB034]"), "{}", said.err);
    assert!(!tree(&home.path().join("out")).iter().any(|name| name.contains("丙")));
    fs::remove_file(reports.join("丙.yaml")).unwrap();

    fs::write(reports.join("county.yaml"), "年度: 二〇二二\n版式: gb1\n").unwrap();
    let said = run(&mut command);
    assert_eq!((said.code, &*said.out), (1, ""));
    assert!(said.err.contains("county.yaml:1"), "{}", said.err);
    fs::write(reports.join("county.yaml"), "版式: gb1\n模板: 无\n文件名: '{乡镇}'\n").unwrap();
    let said = run(&mut command);
    for line in ["county.yaml:1:5", "county.yaml:2:5", "county.yaml:3:6"] {
        assert!(said.err.contains(line), "{line} is not in {}", said.err);
    }
}

#[test]
fn missing_doubled_and_unknown_units_are_told_when_the_folder_is_named() {
    let home = folder();
    for file in ["甲", "乙", "丙"] {
        report(home.path(), &format!("{file}.yaml"), &format!("{file}乡年报"));
    }
    fs::write(home.path().join("county.yaml"), "单位: [某某乡, 丁镇]\n").unwrap();
    for command in ["render", "check"] {
        let mut line = nianbao();
        line.current_dir(&home).args([command, "."]);
        if command == "render" {
            line.args(["-o", "out"]);
        }
        let said = run(&mut line);
        let told = said.out + &said.err;
        assert_eq!(said.code, 0, "{told}");
        assert!(told.contains("缺“丁镇”的报告"), "{told}");
        assert!(told.contains("“某某乡”有 3 份报告"), "{told}");
        assert_eq!(run(line.args(["--deny", "warnings"])).code, 1);
    }
    fs::write(home.path().join("county.yaml"), "单位: [丁镇]\n").unwrap();
    let said = run(nianbao().current_dir(&home).args(["check", "."]));
    assert_eq!(said.out.matches("不在 county.yaml 的单位名单里").count(), 3);
    let said = run(nianbao().current_dir(&home).args(["check", "甲.yaml"]));
    // One report is not a roll call; that it is of no unit on the list is told all the same.
    assert_eq!(said.out.matches("不在 county.yaml 的单位名单里").count(), 1, "{}", said.out);
    assert!(!said.out.contains("NB131"), "{}", said.out);
    assert!(!said.out.contains("缺“丁镇”的报告"), "{}", said.out);
}

#[test]
fn quiet_says_findings_only_and_a_listing_is_for_programs() {
    let home = folder();
    report(home.path(), "a.yaml", "甲乡年报");
    fs::write(home.path().join("b.yaml"), "机关: 乙乡人民政府\n").unwrap();
    let args = ["render", ".", "-o", "out", "--quiet", "--report", "做了什么.json"];
    let said = run(nianbao().current_dir(&home).args(args));
    assert_eq!((said.code, &*said.out), (1, ""));
    assert!(said.err.contains("[NB022]") && !said.err.contains("共 2 份"));
    let text = fs::read_to_string(home.path().join("做了什么.json")).unwrap();
    let listing: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(listing["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(
        (&listing["total"], &listing["written"], &listing["failed"]),
        (&2.into(), &1.into(), &1.into())
    );
    let [first, second] = &listing["units"].as_array().unwrap()[..] else { panic!("{text}") };
    assert_eq!(first["end"], "written");
    assert_eq!(first["agency"], "某某乡人民政府");
    assert_eq!(first["files"][1]["path"], "out/甲乡年报.pdf");
    assert_eq!(first["files"][1]["changed"], true);
    assert_eq!(second["end"], "failed");
    assert_eq!(second["findings"][0]["code"], "NB022");
    assert!(second["findings"][0]["file"].as_str().unwrap().ends_with("b.yaml"));
}

#[test]
fn with_fail_fast_nothing_is_begun_after_a_failure() {
    let home = folder();
    fs::write(home.path().join("a.yaml"), "机关: 甲乡人民政府\n").unwrap();
    for name in ["b", "c", "d"] {
        report(home.path(), &format!("{name}.yaml"), &format!("{name}乡年报"));
    }
    let args = ["render", ".", "-o", "out", "--fail-fast", "--jobs", "1"];
    let said = run(nianbao().current_dir(&home).args(args));
    assert_eq!(said.code, 1);
    assert!(said.err.contains("写出 0 份，未变 0 份，失败 1 份，没有做 3 份\n"), "{}", said.err);
    assert!(!home.path().join("out").exists());
}

#[test]
fn a_pattern_that_the_shell_did_not_open_is_opened() {
    let home = folder();
    for name in ["甲乡", "乙乡", "丙镇"] {
        report(home.path(), &format!("{name}.yaml"), name);
    }
    let said =
        run(nianbao().current_dir(&home).args(["render", "*乡.yaml", "-o", "out", "-f", "docx"]));
    assert_eq!((said.code, &*said.out), (0, "写出 out/乙乡.docx\n写出 out/甲乡.docx\n"));
}

#[test]
fn files_of_older_runs_that_belong_to_no_good_report_are_named_and_moved_when_asked() {
    let home = folder();
    for file in ["甲", "乙", "丙"] {
        report(home.path(), &format!("{file}.yaml"), &format!("{file}乡年报"));
    }
    let at = |name: &str| home.path().join(name);
    let render = |args: &[&str]| {
        let mut command = nianbao();
        run(command.current_dir(&home).args(["render", ".", "-o", "out", "-f", "docx"]).args(args))
    };
    let said = render(&[]);
    assert!(said.code == 0 && !said.err.contains("以前做的"), "{}", said.err);
    fs::write(at("out/别人的.docx"), "不是程序做的").unwrap();
    // One is broken since, one is gone.
    let text = fs::read_to_string(at("甲.yaml")).unwrap();
    fs::write(at("甲.yaml"), text.replace("年度: 2022", "年度: 二")).unwrap();
    fs::remove_file(at("乙.yaml")).unwrap();
    let said = render(&[]);
    assert_eq!(said.code, 1);
    let named = |name: &str| said.err.contains(&format!("  out/{name}.docx"));
    assert!(named("甲乡年报") && named("乙乡年报"), "{}", said.err);
    assert!(!named("丙乡年报") && !named("别人的"), "{}", said.err);
    assert!(at("out/甲乡年报.docx").exists() && said.err.contains("--clean"));
    // A single good report says nothing of the others.
    let one =
        run(nianbao().current_dir(&home).args(["render", "丙.yaml", "-o", "out", "-f", "docx"]));
    assert!(!one.err.contains("以前做的"), "{}", one.err);

    let said = render(&["--clean"]);
    assert!(said.err.contains("out/旧文件/甲乡年报.docx"), "{}", said.err);
    let left = ["丙乡年报.docx", "别人的.docx", "旧文件/乙乡年报.docx", "旧文件/甲乡年报.docx"];
    assert_eq!(tree(&at("out")), left);
    assert!(!render(&[]).err.contains("以前做的"));
}

#[test]
fn a_document_may_name_its_template_and_a_folder_may_mix_kinds() {
    let home = folder();
    report(home.path(), "甲.yaml", "甲乡年报");
    let notice = "模板: notice\n标题: 关于某事的通知\n正文: |\n  请照办。\n署名: 某县人民政府\n日期: 2026年1月5日\n";
    fs::write(home.path().join("通知.yaml"), notice).unwrap();
    fs::write(
        home.path().join("函.yaml"),
        notice.replace("模板: notice", "模板: 公函").replace("通知", "函"),
    )
    .unwrap();
    let template = home.path().join("公函");
    fs::create_dir(&template).unwrap();
    fs::write(template.join("template.yaml"), "名称: 公函\n说明: 公函\n继承: notice\n").unwrap();
    let said = run(nianbao().current_dir(&home).args(["render", ".", "-o", "out", "-f", "docx"]));
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let made = ["关于某事的函.docx", "关于某事的通知.docx", "甲乡年报.docx"];
    assert_eq!(tree(&home.path().join("out")), made);
    // A name that is none is told there, and the others are made.
    fs::write(home.path().join("函.yaml"), notice.replace("notice", "notise")).unwrap();
    let said = run(nianbao().current_dir(&home).args(["render", ".", "-o", "out2", "-f", "docx"]));
    assert_eq!(said.code, 1.max(said.code), "{}", said.err);
    assert!(said.err.contains("函.yaml:1:5") && said.err.contains("notice"), "{}", said.err);
    assert_eq!(tree(&home.path().join("out2")), ["关于某事的通知.docx", "甲乡年报.docx"]);
    // What `new` writes needs no option either.
    let new = run(nianbao().current_dir(&home).args(["new", "开会通知", "--template", "notice"]));
    assert_eq!(new.code, 0, "{}", new.err);
    let text = fs::read_to_string(home.path().join("开会通知.yaml")).unwrap();
    assert!(text.contains("\n模板: notice\n"), "{text}");
}

/// A form that came after the program: a file beside `county.yaml`.
#[test]
fn a_county_brings_a_form_of_its_own() {
    let folder = folder();
    let here = |name: &str| folder.path().join(name);
    fs::create_dir(here("表式")).unwrap();
    fs::write(here("表式/2027.yaml"), include_str!("../../data/forms/2027.yaml")).unwrap();
    let county = "县名: 柳河县\n年度: 2027\n表式: [表式/2027.yaml]\n单位: [柳河镇, 青山乡]\n";
    fs::write(here("county.yaml"), county).unwrap();
    let said = |args: &[&str]| run(nianbao().current_dir(folder.path()).args(args));

    let made = said(&["new", "--units", "county.yaml", "-o", "."]);
    assert_eq!(
        (made.code, made.out.as_str()),
        (0, "./柳河镇.yaml\n./青山乡.yaml\n"),
        "{}",
        made.err
    );
    fs::remove_file(here("青山乡.yaml")).unwrap();
    let one = said(&["new", "青山乡", "--year", "2027"]);
    assert_eq!(one.code, 0, "{}", one.err);
    for unit in ["柳河镇.yaml", "青山乡.yaml"] {
        assert!(fs::read_to_string(here(unit)).unwrap().contains("转送其他机关"), "{unit}");
    }
    for command in ["check", "render", "form", "summarize", "summarize"] {
        let done = said(&[command, "."]);
        assert_eq!(done.code, 0, "{command}: {}{}", done.out, done.err);
    }
    let sum = fs::read_to_string(here("柳河县.yaml")).unwrap();
    assert!(sum.contains("转送其他机关"), "{sum}");
    assert!(said(&["schema", "--units", "county.yaml"]).out.contains("转送其他机关"));
    assert!(!said(&["schema"]).out.contains("转送其他机关"));
}

#[test]
fn a_form_that_is_none_is_told_in_its_file() {
    let folder = folder();
    fs::write(folder.path().join("甲乡.yaml"), "机关: 甲乡\n年度: 2026\n").unwrap();
    let mut told = Vec::new();
    for form in ["式/没有.yaml", "式/坏.yaml", "2027.yaml"] {
        fs::create_dir_all(folder.path().join("式")).unwrap();
        fs::write(folder.path().join("式/坏.yaml"), "id: '2027'\nfrom_year: 2027\n").unwrap();
        fs::write(folder.path().join("county.yaml"), format!("表式: {form}\n")).unwrap();
        let said = run(nianbao().current_dir(folder.path()).args(["check", "."]));
        assert_ne!(said.code, 0, "{}", said.err);
        told.push(said.err);
    }
    assert!(told[0].contains("没有.yaml") && told[1].contains("坏.yaml"), "{told:?}");
    assert!(told[2].contains("会被当作报告"), "{told:?}");
}
