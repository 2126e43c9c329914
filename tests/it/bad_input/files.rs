//! Places that cannot be read from or written to.

use super::case::{Case, REPORT};
use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
    process::Command,
};

fn close(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn closed_out(home: &Path) {
    fs::create_dir(home.join("out")).unwrap();
    close(&home.join("out"), 0o555);
}

pub fn cases() -> Vec<Case> {
    let case = |given: &str| Case::new("Files and folders", given);
    let input = |given: &str, name: &str| case(given).run(&["render", name, "-o", "out"]);
    let linked = |given: &str, step: fn(&Path)| input(given, "链接.yaml").prepare(step);
    let mut cases = vec![
        input("a file that is not there", "没有.yaml"),
        input("a folder without reports", "空")
            .prepare(|home| fs::create_dir(home.join("空")).unwrap()),
        input("a pattern that fits nothing", "没有*.yaml"),
        input("a folder called .yaml", "夹.yaml")
            .prepare(|home| fs::create_dir(home.join("夹.yaml")).unwrap()),
        input("a device", "/dev/zero"),
        input("a pipe", "管道.yaml").prepare(|home| {
            let made = Command::new("mkfifo").arg(home.join("管道.yaml")).status();
            assert!(made.unwrap().success());
        }),
        linked("a link to nowhere", |home| {
            symlink("没有", home.join("链接.yaml")).unwrap();
        }),
        linked("a link to itself", |home| {
            symlink("链接.yaml", home.join("链接.yaml")).unwrap();
        }),
        linked("a link to a report", |home| {
            symlink("报告.yaml", home.join("链接.yaml")).unwrap();
        }),
        case("a report that may not be read").prepare(|home| close(&home.join("报告.yaml"), 0o000)),
        case("an output folder that may not be written").prepare(closed_out),
        case("an output folder in a place that may not be written")
            .run(&["render", "报告.yaml", "-o", "锁/out"])
            .prepare(|home| {
                fs::create_dir(home.join("锁")).unwrap();
                close(&home.join("锁"), 0o555);
            }),
        case("a file in the place of the output folder").file("out2", "").run(&[
            "render",
            "报告.yaml",
            "-o",
            "out2",
        ]),
        case("a folder in the place of the PDF").with(&["--name", "r"]).prepare(|home| {
            fs::create_dir_all(home.join("out/r.pdf")).unwrap();
            super::run::open(&home.join("out"));
        }),
        case("a link in the place of the PDF").with(&["--name", "r"]).file("要紧", "原样").prepare(
            |home| {
                fs::create_dir(home.join("out")).unwrap();
                super::run::open(&home.join("out"));
                symlink("../要紧", home.join("out/r.pdf")).unwrap();
            },
        ),
        case("the listing into a folder that is not there").with(&["--report", "没有/all.json"]),
        case("last year's report that is not there").run(&[
            "check",
            "报告.yaml",
            "--previous",
            "没有.yaml",
        ]),
        case("a county of one sound and one broken report")
            .file("县/a.yaml", REPORT)
            .file("县/b.yaml", "机关：乙乡\n")
            .run(&["render", "县", "-o", "out"]),
        case("a county.yaml that is not YAML").file("county.yaml", "县名：某县\n"),
        case("a sum of nothing").run(&["summarize", "没有", "-o", "out.yaml"]),
    ];
    let mut full = case("a disk that is full");
    full.limit = "trap '' XFSZ; ulimit -f 16;";
    cases.push(full);
    let mut limited = case("a file larger than the system allows");
    limited.limit = "ulimit -f 16;";
    cases.push(limited);
    cases
}
