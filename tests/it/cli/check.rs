//! `check`, `explain` and `schema`, and what the checks stop.

use super::{EXAMPLE, folder, nianbao, run, tree};
use nianbao::diagnostic::Code;
use std::fs;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/");

fn case(name: &str) -> String {
    format!("{CASES}{name}.yaml")
}

#[test]
fn all_findings_of_all_files_are_told_at_once() {
    let (broken, clean) = (case("checks/NB102-breach"), case("cases/c02_huaian_2024"));
    let said = run(nianbao().args(["check", &broken, &clean, &case("cases/c12_pingtan_2020")]));
    assert_eq!(said.code, 1);
    assert_eq!(said.out.matches("[NB102]").count(), 3);
    assert_eq!(said.err, "检查了 3 份报告：3 处错误（2 份报告），0 处警告\n");
    let said = run(nianbao().args(["check", &clean]));
    assert_eq!((said.code, &*said.out, &*said.err), (0, "", "检查了 1 份报告，没有发现问题\n"));
}

#[test]
fn the_exit_code_tells_errors_warnings_and_files_that_cannot_be_read() {
    for (args, code) in [
        (vec![EXAMPLE], 0),
        (vec![EXAMPLE, "--deny", "warnings"], 1),
        (vec!["没有这个文件.yaml", EXAMPLE], 2),
    ] {
        assert_eq!(run(nianbao().arg("check").args(&args)).code, code, "{args:?}");
    }
}

#[test]
fn programs_get_one_array() {
    let args = ["check", "--format", "json", &case("checks/NB102-breach"), EXAMPLE];
    let said = run(nianbao().args(args));
    let found: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((said.code, &*said.err), (1, ""));
    assert_eq!(found[0]["code"], "NB102");
    assert!(found.as_array().unwrap().len() > 2);
}

#[test]
fn last_year_is_found_by_agency_and_year_in_a_file_or_a_folder() {
    let home = folder();
    fs::copy(case("checks/NB105-previous"), home.path().join("a.yaml")).unwrap();
    fs::copy(case("cases/c02_huaian_2024"), home.path().join("b.yaml")).unwrap();
    let now = case("checks/NB105-breach");
    for previous in [home.path().to_path_buf(), home.path().join("a.yaml")] {
        let said = run(nianbao().args(["check", &now, "--previous"]).arg(previous));
        assert_eq!(said.code, 1);
        assert!(said.out.contains("NB105"), "{}", said.out);
    }
    let said = run(nianbao().args(["check", &now, "--previous"]).arg(home.path().join("b.yaml")));
    assert_eq!(said.code, 0);
    assert!(said.out.contains("没有找到“铜厂彝族乡人民政府”2025 年度的报告"), "{}", said.out);
}

#[test]
fn mending_writes_the_file_and_keeps_its_mark() {
    let home = folder();
    let path = home.path().join("甲.yaml");
    let before = fs::read_to_string(case("checks/NB121-breach")).unwrap();
    fs::write(&path, format!("\u{FEFF}# 注,释\n{before}")).unwrap();
    let said = run(nianbao().args(["check", "--fix"]).arg(&path));
    assert_eq!((said.code, &*said.out), (0, ""));
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.starts_with("\u{FEFF}# 注,释\n机关"));
    assert!(after.contains("公开政府信息：包括（一）预算，（二）决算；网址https://a.gov.cn/x,y。"));
    let bytes = fs::metadata(&path).unwrap().modified().unwrap();
    run(nianbao().args(["check", "--fix"]).arg(&path));
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), bytes);
}

#[test]
fn an_error_stops_the_filed_output_but_not_a_draft() {
    let home = folder();
    let broken = case("checks/NB102-breach");
    let render =
        |more: &[&str]| run(nianbao().args(["render", &broken, "-o"]).arg(home.path()).args(more));
    let said = render(&[]);
    assert_eq!((said.code, &*said.out), (1, ""));
    assert!(said.err.contains("NB102") && tree(home.path()).is_empty());
    let said = render(&["--draft", "--format", "docx", "--deny", "warnings"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("NB102") && tree(home.path()).len() == 1);
}

#[test]
fn every_code_is_explained() {
    let said = run(nianbao().args(["explain", "nb101"]));
    assert_eq!(said.code, 0);
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("explain-nb101", said.out);
    });
    for code in Code::TABLE {
        let said = run(nianbao().args(["explain", code.id()]));
        let is_told = said.out.contains(code.meaning()) && said.out.contains(code.mend());
        assert!(said.code == 0 && is_told, "{}", said.out);
    }
    let all = run(nianbao().args(["explain", "--all"])).out;
    for page in ["findings", "rules"] {
        let kept = format!("{}/docs/{page}.zh-CN.md", env!("CARGO_MANIFEST_DIR"));
        assert!(all.contains(&fs::read_to_string(kept).unwrap()), "{page}");
    }
    let said = run(nianbao().args(["explain", "NB999"]));
    assert_eq!(said.code, 2);
    assert!(said.err.contains("没有“NB999”这个编号"));
}

#[test]
fn the_schema_is_printed() {
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/nianbao.schema.json");
    assert_eq!(run(nianbao().arg("schema")).out, fs::read_to_string(kept).unwrap());
}

#[test]
fn what_fix_offers_it_does_however_the_text_is_written() {
    let home = folder();
    for (text, mended) in [
        ("\"我乡公开3条,其中\\\"重点\\\"2条\"", "\"我乡公开3条，其中“重点”2条\""),
        ("'我乡公开3条,其中''重点''2条'", "'我乡公开3条，其中‘重点’2条'"),
        ("我乡公开3条,其中\n  重点2条;完", "我乡公开3条，其中\n  重点2条；完"),
        (">\n  我乡公开3条,其中\n  重点2条;完", ">\n  我乡公开3条，其中\n  重点2条；完"),
        (">-\n  甲,乙\n\n  丙,丁", ">-\n  甲，乙\n\n  丙，丁"),
        ("\"我乡公开3条\\u002c其中重点\"", "\"我乡公开3条，其中重点\""),
        ("\"甲,乙\\n甲,乙\"", "\"甲，乙\\n甲，乙\""),
        ("\"甲,乙\\\n  丙;丁\"", "\"甲，乙\\\n  丙；丁\""),
        ("甲\u{200B},乙{{ 年度 }},丙", "甲\u{200B}，乙{{ 年度 }}，丙"),
        ("|\n  甲\u{200B},乙\n  丙;丁", "|\n  甲\u{200B}，乙\n  丙；丁"),
    ] {
        let yaml = |text: &str| {
            format!("机关: 甲乡人民政府\n年度: 2026\n总体情况: {text}\n署名: 2027-01-20\n")
        };
        let path = home.path().join("a.yaml");
        fs::write(&path, yaml(text)).unwrap();
        let said = run(nianbao().current_dir(&home).args(["check", "a.yaml"]));
        assert!(said.out.contains("check --fix 自动改"), "{text}: {}", said.out);
        let said = run(nianbao().current_dir(&home).args(["check", "--fix", "a.yaml"]));
        assert_eq!(fs::read_to_string(&path).unwrap(), yaml(mended));
        assert!(!said.out.contains("check --fix 自动改"), "{text}: {}", said.out);
    }
}
