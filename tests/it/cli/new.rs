//! `nianbao new`.

use super::{folder, nianbao, run, tree};
use std::fs;

#[test]
fn a_new_report_renders_as_it_is_without_a_warning() {
    for name in ["铜厂彝族乡", "易门县: 某\"镇\"#1"] {
        let home = folder();
        let said = run(nianbao().current_dir(&home).args(["new", name, "--year", "2026"]));
        assert_eq!((said.code, &*said.err), (0, ""), "{name}");
        let file = said.out.trim_end().to_owned();
        assert_eq!(tree(home.path()), [&*file]);
        let said = run(nianbao()
            .current_dir(&home)
            .args(["render", &file, "-o", "out", "--deny", "warnings"]));
        assert_eq!((said.code, &*said.err), (0, ""), "{name}");
        assert_eq!(said.out.lines().count(), 2);
        assert!(said.out.contains("2026"), "{}", said.out);
    }
}

#[test]
fn an_existing_file_is_kept_unless_forced() {
    let home = folder();
    let path = home.path().join("某乡.yaml");
    fs::write(&path, "写了一半").unwrap();
    let mut command = nianbao();
    command.current_dir(&home).args(["new", "某乡", "--year", "2026"]);
    let said = run(&mut command);
    assert_eq!((said.code, &*said.out), (2, ""));
    assert!(said.err.contains("NB404") && said.err.contains("--force"), "{}", said.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), "写了一半");
    assert_eq!(run(command.arg("--force")).code, 0);
    assert!(fs::read_to_string(&path).unwrap().contains("2026"));
}

#[test]
fn the_output_may_be_a_file_or_a_folder_and_a_name_cannot_leave_it() {
    let home = folder();
    fs::create_dir(home.path().join("报告")).unwrap();
    let out = |args: &[&str]| {
        let said = run(nianbao().current_dir(&home).args(["new", "--year", "2026"]).args(args));
        assert_eq!(said.code, 0, "{}", said.err);
        said.out
    };
    assert_eq!(out(&["某乡", "-o", "报告/甲.yaml"]), "报告/甲.yaml\n");
    assert_eq!(out(&["某乡", "-o", "报告"]), "报告/某乡.yaml\n");
    assert_eq!(out(&["某乡", "-o", "新的/"]), "新的/某乡.yaml\n");
    assert_eq!(out(&["../某乡"]), "／某乡.yaml\n");
}

#[test]
fn a_file_needs_a_name() {
    let home = folder();
    let said = run(nianbao().current_dir(&home).args(["new", " ", "--year", "2026"]));
    assert!(said.code == 2 && said.err.contains("[NB400]"), "{}", said.err);
}

#[test]
fn each_unit_of_the_list_gets_a_report() {
    let home = folder();
    let county = "年度: 2025\n单位:\n  - 柳河镇\n  - 白水乡\n";
    fs::write(home.path().join("county.yaml"), county).unwrap();
    fs::create_dir(home.path().join("报告")).unwrap();
    fs::write(home.path().join("报告/白水乡.yaml"), "写了一半").unwrap();
    let mut command = nianbao();
    command.current_dir(&home).args(["new", "--units", "county.yaml", "-o", "报告"]);
    let said = run(&mut command);
    assert_eq!((said.code, &*said.out), (2, "报告/柳河镇.yaml\n"));
    assert!(said.err.contains("NB404") && said.err.contains("白水乡"), "{}", said.err);
    let kept = fs::read_to_string(home.path().join("报告/白水乡.yaml")).unwrap();
    assert_eq!(kept, "写了一半");
    let said = run(nianbao().current_dir(&home).args(["check", "报告/柳河镇.yaml"]));
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn each_unit_of_the_list_goes_on_from_its_own_report_of_last_year() {
    let home = folder();
    let at = |name: &str| home.path().join(name);
    fs::create_dir(at("去年")).unwrap();
    fs::write(at("county.yaml"), "年度: 2025\n单位:\n  - 柳河镇\n  - 白水乡\n  - 石桥街道\n")
        .unwrap();
    let of = |agency: &str, year: i32, valid: i32, open: i32| {
        format!(
            "机关: {agency}\n年度: {year}\n总体情况: |\n  {agency}公开得很好。\n主动公开政府信息情况:\n  行政规范性文件: [1, 0, {valid}]\n\
             收到和处理政府信息公开申请情况:\n  本年新收: [{open}, 0, 0, 0, 0, 0]\n  结转下年度: [{open}, 0, 0, 0, 0, 0]\n署名: 无\n"
        )
    };
    fs::write(at("去年/1.yaml"), of("柳河镇人民政府", 2024, 4, 2)).unwrap();
    // Of another year, and of a unit that is not asked for.
    fs::write(at("去年/2.yaml"), of("白水乡人民政府", 2023, 7, 3)).unwrap();
    fs::write(at("去年/3.yaml"), of("红山镇人民政府", 2024, 8, 5)).unwrap();
    let args = ["new", "--units", "county.yaml", "--previous", "去年", "-o", "今年"];
    let said = run(nianbao().current_dir(&home).args(args));
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.out.lines().count(), 3);
    let text = |name: &str| fs::read_to_string(at(&format!("今年/{name}.yaml"))).unwrap();
    let own = text("柳河镇");
    for part in ["公开得很好", "上年结转: [2, 0", "去年是 4，", "年度: 2025"] {
        assert!(own.contains(part), "{part}\n{own}");
    }
    for (name, agency) in [("白水乡", "白水乡人民政府"), ("石桥街道", "石桥街道办事处")]
    {
        assert!(!text(name).contains("公开得很好"), "{name}");
        let told = format!("没有找到“{agency}”2024 年度的报告");
        assert!(said.err.contains(&told), "{told}\n{}", said.err);
    }
    assert!(!said.err.contains("柳河镇"), "{}", said.err);
    // Last year's reports are no place to write to, whatever is said.
    let args = ["new", "--units", "county.yaml", "--previous", "去年", "-o", "去年", "--force"];
    fs::rename(at("去年/1.yaml"), at("去年/柳河镇.yaml")).unwrap();
    let said = run(nianbao().current_dir(&home).args(args));
    assert_ne!(said.code, 0, "{}", said.out);
    assert_eq!(
        fs::read_to_string(at("去年/柳河镇.yaml")).unwrap(),
        of("柳河镇人民政府", 2024, 4, 2)
    );
}
