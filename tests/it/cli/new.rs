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
