//! Input that cannot be read and places that cannot be written to.

use super::{EXAMPLE, folder, nianbao, report, run, tree};
use std::fs;

#[test]
fn input_that_cannot_be_read_is_named_with_the_reason() {
    let home = folder();
    fs::create_dir(home.path().join("空")).unwrap();
    let cases = [
        ("没有.yaml", "NB401", "没有这个文件"),
        ("空", "NB402", "没有报告文件"),
        #[cfg(unix)]
        ("/dev/zero", "NB401", "不是普通文件"),
    ];
    for (input, code, reason) in cases {
        let said = run(nianbao().current_dir(&home).args(["render", input]));
        assert_eq!((said.code, &*said.out), (2, ""), "{input}");
        for part in [code, input, reason] {
            assert!(said.err.contains(part), "{part} is not in {}", said.err);
        }
    }
    report(home.path(), "有.yaml", "年报");
    let said = run(nianbao().current_dir(&home).args(["render", "没有.yaml", "有.yaml"]));
    assert_eq!((said.code, said.out.lines().count()), (2, 2), "the others are written");
}

#[test]
fn a_template_that_is_not_there_is_an_error_before_anything_is_written() {
    let home = folder();
    let said = run(nianbao().current_dir(&home).args([
        "render",
        EXAMPLE,
        "-o",
        "out",
        "--template",
        "无此模板",
    ]));
    assert_eq!((said.code, &*said.out), (2, ""));
    assert!(said.err.contains("NB201") && said.err.contains("无此模板"), "{}", said.err);
    assert!(tree(home.path()).is_empty());
}

#[test]
fn a_gbk_file_is_recognised() {
    let home = folder();
    // 机关: 某某乡 in GBK.
    let gbk = b"\xbb\xfa\xb9\xd8: \xc4\xb3\xc4\xb3\xcf\xe7\n";
    fs::write(home.path().join("旧.yaml"), gbk).unwrap();
    let said = run(nianbao().current_dir(&home).args(["render", "旧.yaml"]));
    assert_eq!((said.code, &*said.out), (1, ""));
    assert!(said.err.contains("GB") && said.err.contains("UTF-8"), "{}", said.err);
}

#[test]
fn an_output_folder_that_cannot_be_is_an_error_with_its_path() {
    let home = folder();
    fs::write(home.path().join("占用"), "").unwrap();
    let said = run(nianbao().current_dir(&home).args(["render", EXAMPLE, "-o", "占用/out"]));
    assert_eq!((said.code, &*said.out), (2, ""));
    assert!(said.err.contains("NB403") && said.err.contains("占用"), "{}", said.err);
    assert_eq!(tree(home.path()), ["占用"]);
}

#[test]
fn a_folder_in_the_place_of_one_file_keeps_the_other_from_being_written() {
    let home = folder();
    fs::create_dir_all(home.path().join("out/r.pdf")).unwrap();
    let said =
        run(nianbao().current_dir(&home).args(["render", EXAMPLE, "-o", "out", "--name", "r"]));
    assert_eq!((said.code, &*said.out), (2, ""));
    assert!(said.err.contains("out/r.pdf：那里已有同名的文件夹"), "{}", said.err);
    assert!(tree(home.path()).is_empty());
}

/// A limit on the size of files stands for a disk that fills up while the PDF is written.
#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_fills_up_leaves_neither_file() {
    let home = folder();
    let script = format!(
        "trap '' XFSZ; ulimit -f 200; exec '{}' render '{EXAMPLE}' -o out",
        env!("CARGO_BIN_EXE_nianbao")
    );
    let said = run(assert_cmd::Command::new("bash").current_dir(&home).args(["-c", &script]));
    assert_eq!((said.code, &*said.out), (2, ""));
    assert!(said.err.contains("NB403") && said.err.contains(".pdf"), "{}", said.err);
    assert!(tree(home.path()).is_empty());
}

#[test]
#[cfg(unix)]
fn a_read_only_folder_is_an_error_with_its_path() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};
    let home = folder();
    let program = home.path().join("nianbao");
    // By another process: a file that this one has open for writing, or a child forked meanwhile,
    // could not be run.
    let copy = ["-p", env!("CARGO_BIN_EXE_nianbao")];
    let copied = std::process::Command::new("cp").args(copy).arg(&program).status();
    assert!(copied.unwrap().success());
    let input = report(home.path(), "in.yaml", "年报");
    let out = home.path().join("out");
    fs::create_dir(&out).unwrap();
    for (path, mode) in [(&out, 0o555), (&home.path().to_owned(), 0o755), (&input, 0o644)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let mut command = std::process::Command::new(program);
    command.arg("render").arg(&input).arg("-o").arg(&out);
    // Permissions do not hold back root; nobody is held back.
    if fs::write(out.join("probe"), "").is_ok() {
        fs::remove_file(out.join("probe")).unwrap();
        command.uid(65534).gid(65534);
    }
    let said = run(&mut assert_cmd::Command::from_std(command));
    assert_eq!((said.code, &*said.out), (2, ""));
    assert!(said.err.contains("NB403") && said.err.contains("没有权限"), "{}", said.err);
    assert!(tree(&out).is_empty());
}

#[test]
#[cfg(unix)]
fn a_link_in_the_output_folder_is_replaced_when_told_to_and_never_followed() {
    let home = folder();
    let (precious, out) = (home.path().join("precious"), home.path().join("out"));
    fs::write(&precious, "untouched").unwrap();
    fs::create_dir(&out).unwrap();
    std::os::unix::fs::symlink(&precious, out.join("r.docx")).unwrap();
    let render = |more: &[&str]| {
        let args = ["render", EXAMPLE, "-o", "out", "--name", "r"];
        run(nianbao().current_dir(&home).args(args).args(more))
    };
    assert_eq!(render(&[]).code, 2);
    assert!(out.join("r.docx").is_symlink() && !out.join("r.pdf").exists());
    let said = render(&["--force"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(fs::read_to_string(&precious).unwrap(), "untouched");
    assert!(!out.join("r.docx").is_symlink());
    assert!(fs::read(out.join("r.docx")).unwrap().starts_with(b"PK"));
}

fn all(said: super::Said) -> String {
    said.out + &said.err
}

#[test]
fn a_name_that_no_file_has_is_answered_with_the_file_that_is_meant() {
    let home = folder();
    report(home.path(), "青石镇.yaml", "年报");
    for name in [
        "青石镇。yaml",
        "青石镇．yaml",
        "青石镇，yaml",
        "青石镇.yaml。",
        "青石镇.yaml，",
        "'青石镇.yaml'",
        "\"青石镇.yaml\"",
        "“青石镇.yaml”",
        "《青石镇.yaml》",
        "<青石镇.yaml>",
        "《青石镇。yaml》",
        "file://青石镇.yaml",
        "青石镇",
        "《青石镇》",
    ] {
        let told = all(run(nianbao().current_dir(&home).args(["check", name])));
        assert!(told.contains("是不是 青石镇.yaml？"), "{name}: {told}");
        assert!(told.contains("检查了 0 份报告：1 处错误，0 处警告"), "{name}: {told}");
    }
    for name in ["红山镇。yaml", "红山镇", "《红山镇.yaml》", "。", "《》", "'"] {
        let told = all(run(nianbao().current_dir(&home).args(["check", name])));
        assert!(!told.contains("是不是"), "{name}: {told}");
    }
    // A word among files is none of them.
    let told = all(run(nianbao().current_dir(&home).args(["check", "青石镇.yaml", "修正"])));
    assert!(told.contains("检查了 1 份报告："), "{told}");
}

#[test]
fn an_option_with_one_hyphen_is_told_to_want_two() {
    let home = folder();
    report(home.path(), "青石镇.yaml", "年报");
    for (args, option) in [
        (&["check", "青石镇.yaml", "-previous", "去年"][..], "previous"),
        (&["check", "青石镇.yaml", "-fix"], "fix"),
        (&["render", "青石镇.yaml", "-format", "pdf"], "format"),
        (&["render", "青石镇.yaml", "-format=pdf"], "format"),
        (&["new", "甲乡", "-year", "2026"], "year"),
    ] {
        let said = run(nianbao().current_dir(&home).args(args));
        assert_eq!(said.code, 2, "{args:?}");
        let told = format!("“-{option}”前面少一个减号");
        assert!(said.err.contains(&told), "{}", said.err);
        assert!(said.err.contains(&format!("--{option}")), "{}", said.err);
    }
    for (args, told, option) in [
        (&["check", "青石镇.yaml", "/fix"][..], "“/fix”前面的记号不是两个英文的减号", "fix"),
        (&["check", "青石镇.yaml", "——previous", "去年"], "“——previous”前面的记号", "previous"),
        (&["check", "青石镇.yaml", "－－fix"], "“－－fix”前面的记号", "fix"),
        (&["check", "青石镇.yaml", "fix"], "没有“fix”这个文件；它是一个选项", "fix"),
        (&["render", "青石镇.yaml", "force"], "没有“force”这个文件", "force"),
    ] {
        let said = run(nianbao().current_dir(&home).args(args));
        assert_eq!(said.code, 2, "{args:?}");
        assert!(said.err.contains(told), "{}", said.err);
        assert!(said.err.contains(&format!("：--{option}")), "{}", said.err);
    }
    // A path that is not there is no option, nor is what an option says, nor a file of such a name.
    let said = all(run(nianbao().current_dir(&home).args(["check", "/reports"])));
    assert!(said.contains("NB40") && !said.contains("减号"), "{said}");
    fs::create_dir(home.path().join("fix")).unwrap();
    let said = all(run(nianbao().current_dir(&home).args(["check", "青石镇.yaml", "fix"])));
    assert!(!said.contains("减号"), "{said}");
    let said = run(nianbao().current_dir(&home).args(["render", "青石镇.yaml", "-o", "force"]));
    assert!(!said.err.contains("减号"), "{}", said.err);
    // Short ones stay what they are, with their values behind them.
    let said = run(nianbao().current_dir(&home).args(["new", "乙乡", "-y2026", "-o乙.yaml"]));
    assert_eq!((said.code, &*said.out), (0, "乙.yaml\n"), "{}", said.err);
}
