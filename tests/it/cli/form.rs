//! `nianbao form`.

use super::{folder, nianbao, run, tree};
use std::fs;

#[test]
fn each_unit_of_the_list_gets_a_workbook() {
    let home = folder();
    let county = "县名: 易门县\n年度: 2025\n成文日期: 2026-01-15\n单位:\n  - 柳河镇\n  - 白水乡\n";
    fs::write(home.path().join("county.yaml"), county).unwrap();
    let said =
        run(nianbao().current_dir(&home).args(["form", "--units", "county.yaml", "-o", "填报表"]));
    assert_eq!((said.code, &*said.err), (0, ""));
    assert_eq!(said.out, "填报表/柳河镇.xlsx\n填报表/白水乡.xlsx\n");
    assert_eq!(tree(home.path()).len(), 3);
}

#[test]
fn a_workbook_that_is_there_is_kept_unless_forced() {
    let home = folder();
    let path = home.path().join("柳河镇.xlsx");
    fs::write(&path, "填了一半").unwrap();
    let mut command = nianbao();
    command.current_dir(&home).args(["form", "柳河镇", "--year", "2025"]);
    let said = run(&mut command);
    assert_eq!((said.code, &*said.out), (2, ""));
    assert!(said.err.contains("NB404"), "{}", said.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), "填了一半");
    assert_eq!(run(command.arg("--force")).code, 0);
    assert!(fs::read(&path).unwrap().starts_with(b"PK"));
}

#[test]
fn what_is_missing_is_told() {
    let home = folder();
    for (args, code) in [
        (&["form", "柳河镇"][..], "NB400"),
        (&["form"], ""),
        (&["form", "没有.yaml"], "NB401"),
        (&["form", "--units", "没有.yaml"], "NB401"),
    ] {
        let said = run(nianbao().current_dir(&home).args(args));
        assert_eq!((said.code, &*said.out), (2, ""), "{args:?}");
        assert!(said.err.contains(code), "{args:?}: {}", said.err);
    }
    assert!(tree(home.path()).is_empty());
}
