//! `nianbao watch`.

use super::{folder, report, tree};
use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Ends with the test, however that ends.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn watch(home: &Path, args: &[&str]) -> Watching {
    let child = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .arg("watch")
        .args(args)
        .current_dir(home)
        .stdout(fs::File::create(home.join("told")).unwrap())
        .stderr(Stdio::from(fs::File::create(home.join("said")).unwrap()))
        .spawn();
    Watching(child.unwrap())
}

fn wait_for(what: &str, mut is_there: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !is_there() {
        assert!(begin.elapsed() < Duration::from_secs(60), "no {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_report_is_made_when_it_is_saved_and_findings_are_told() {
    let home = folder();
    let at = |name: &str| home.path().join(name);
    let reports = at("报告");
    fs::create_dir(&reports).unwrap();
    let first = report(&reports, "a.yaml", "甲乡年报");
    report(&reports, "b.yaml", "乙乡年报");
    let _watching = watch(home.path(), &["报告", "-o", "out", "-f", "docx"]);
    wait_for("first files", || at("out/乙乡年报.docx").exists());
    let before = fs::read(at("out/甲乡年报.docx")).unwrap();
    let text = fs::read_to_string(&first).unwrap();

    fs::write(&first, text.replace("接受监督", "主动接受社会监督")).unwrap();
    wait_for("new file", || fs::read(at("out/甲乡年报.docx")).unwrap() != before);
    fs::write(&first, text.replace("年度: 2022", "年度：2022")).unwrap();
    wait_for("finding", || fs::read_to_string(at("said")).unwrap().contains("[NB010]"));
    report(&reports, "c.yaml", "丙乡年报");
    wait_for("file of a new report", || at("out/丙乡年报.docx").exists());
    let told = fs::read_to_string(at("told")).unwrap();
    assert_eq!(told.matches("out/乙乡年报").count(), 1, "{told}");

    fs::write(reports.join("county.yaml"), "文件名: '新-{标题}'\n").unwrap();
    wait_for("all under new names", || {
        at("out/新-乙乡年报.docx").exists() && at("out/新-丙乡年报.docx").exists()
    });
    assert_eq!(tree(&at("out")).len(), 5, "none of the broken one");
}

#[test]
fn pictures_follow_what_is_saved_and_those_of_pages_that_are_no_more_go() {
    let home = folder();
    let at = |name: &str| home.path().join(name);
    fs::create_dir(at("报告")).unwrap();
    let yaml = |times: usize| {
        let text = "主动公开、依申请公开、信息管理、平台建设有序推进。".repeat(times);
        let yaml = format!("机关: 某某乡人民政府\n年度: 2022\n标题: 年报\n总体情况: {text}\n");
        fs::write(at("报告/a.yaml"), yaml).unwrap();
    };
    yaml(60);
    let formats = ["-f", "svg,png,json", "--dpi", "36", "--draft"];
    let _watching = watch(home.path(), &[&["报告", "-o", "out"], &formats[..]].concat());
    wait_for("first files", || at("out/年报.json").exists());
    let pages = || tree(&at("out")).len();
    let before = pages();
    assert!(before > 1 + 2 * 3 && at("out/年报-5.png").exists(), "{:?}", tree(&at("out")));
    let first = fs::read(at("out/年报-1.svg")).unwrap();
    yaml(1);
    wait_for("fewer pages", || pages() < before);
    assert_ne!(fs::read(at("out/年报-1.svg")).unwrap(), first);
    assert!(!at("out/年报-5.png").exists() && at("out/年报-3.png").exists());
}

#[test]
fn a_seal_and_a_backup_with_its_old_time_are_seen() {
    let home = folder();
    let at = |name: &str| home.path().join(name);
    let reports = at("报告");
    fs::create_dir_all(reports.join("图/章")).unwrap();
    let path = report(&reports, "a.yaml", "甲乡年报");
    let text = fs::read_to_string(&path).unwrap();
    let seal = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pictures/seal.png");
    fs::copy(seal, reports.join("图/章/公章.png")).unwrap();
    let signed =
        text.clone() + "署名:\n  日期: 2023-01-17\n  盖章: 是\n  印章图片: 图/章/公章.png\n";
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, &signed).unwrap();
    let _watching = watch(home.path(), &["报告", "-o", "out", "-f", "docx"]);
    let docx = at("out/甲乡年报.docx");
    wait_for("first file", || docx.exists());
    let before = fs::read(&docx).unwrap();
    fs::remove_file(reports.join("图/章/公章.png")).unwrap();
    wait_for("finding", || fs::read_to_string(at("said")).unwrap().contains("公章.png"));
    fs::copy(seal, reports.join("图/章/公章.png")).unwrap();

    // As long, and as old, as what was there.
    let other = signed.replace("接受监督", "受到监督");
    assert_eq!(other.len(), signed.len());
    fs::write(&path, &other).unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
    wait_for("new file", || fs::read(&docx).unwrap() != before);
    let changed = fs::read(&docx).unwrap();
    fs::write(at("backup"), &signed).unwrap();
    fs::File::options().write(true).open(at("backup")).unwrap().set_modified(time).unwrap();
    fs::rename(at("backup"), &path).unwrap();
    wait_for("file of the backup", || fs::read(&docx).unwrap() != changed);
}

#[test]
fn the_first_of_thousands_is_made_at_once() {
    let home = folder();
    let reports = home.path().join("报告");
    fs::create_dir(&reports).unwrap();
    for i in 0..2000 {
        report(&reports, &format!("{i:04}.yaml"), &format!("第{i}乡年报"));
    }
    let begin = Instant::now();
    let _watching = watch(home.path(), &["报告", "-o", "out", "-f", "docx"]);
    wait_for("first file", || home.path().join("out/第0乡年报.docx").exists());
    assert!(begin.elapsed() < Duration::from_secs(40), "{:?}", begin.elapsed());
}

#[test]
fn a_report_of_another_year_than_the_county_is_told_and_what_was_made_before_a_fault_is_named() {
    let home = folder();
    let at = |name: &str| home.path().join(name);
    let reports = at("报告");
    fs::create_dir(&reports).unwrap();
    fs::write(reports.join("county.yaml"), "县名: 某县\n年度: 2025\n成文日期: 2026年1月20日\n")
        .unwrap();
    let first = report(&reports, "a.yaml", "某某乡2022年政府信息公开工作年度报告");
    let _watching = watch(home.path(), &["报告", "-o", "out", "-f", "docx"]);
    let said = || fs::read_to_string(at("said")).unwrap();
    wait_for("another year", || said().contains("错误[NB034]"));
    let made = "out/某某乡2022年政府信息公开工作年度报告.docx";
    assert!(!at(made).exists());
    fs::write(reports.join("county.yaml"), "县名: 某县\n年度: 2022\n成文日期: 2023年1月20日\n")
        .unwrap();
    wait_for("file", || at(made).exists());
    let text = fs::read_to_string(&first).unwrap();
    fs::write(&first, text.replace("机关: 某某乡人民政府", "机关: 某某乡人民政府\n简称: 另一乡"))
        .unwrap();
    wait_for("another unit", || said().contains("[NB127]"));
    wait_for("the file of before", || said().contains(&format!("{made} 还是改错以前的")));
}

#[test]
fn what_becomes_a_pipe_or_a_link_or_goes_is_told_and_the_others_are_made() {
    use std::os::unix::fs::symlink;
    let home = folder();
    let at = |name: &str| home.path().join(name);
    let reports = at("报告");
    fs::create_dir(&reports).unwrap();
    let first = report(&reports, "a.yaml", "甲乡年报");
    report(&reports, "b.yaml", "乙乡年报");
    let named = report(home.path(), "c.yaml", "丙乡年报");
    let _watching = watch(home.path(), &["报告", "c.yaml", "-o", "out", "-f", "docx"]);
    wait_for("first files", || at("out/丙乡年报.docx").exists());
    let said = || fs::read_to_string(at("said")).unwrap();
    let told = |what: &str| wait_for(what, || said().contains(what));
    let pipe = |path: &Path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    fs::remove_file(&first).unwrap();
    pipe(&first);
    told("报告/a.yaml：这不是普通文件");
    fs::remove_file(&first).unwrap();
    symlink("../c.yaml", &first).unwrap();
    told("报告/a.yaml：这是链接");
    fs::create_dir(reports.join("d.yaml")).unwrap();
    told("报告/d.yaml：这是文件夹");
    fs::write(reports.join(".e.yaml"), "").unwrap();
    told("报告/.e.yaml：这是隐藏的文件");
    symlink("../没有", reports.join("county.yaml")).unwrap();
    told("报告/county.yaml：这是链接");
    fs::remove_file(reports.join("county.yaml")).unwrap();
    let text = fs::read_to_string(&named).unwrap();
    fs::remove_file(&named).unwrap();
    told("c.yaml：没有这个文件");
    // What is in order again is made again, and told again when it goes.
    fs::remove_file(&first).unwrap();
    report(&reports, "a.yaml", "丁乡年报");
    wait_for("file of what came back", || at("out/丁乡年报.docx").exists());
    fs::write(&named, text.replace("丙乡年报", "戊乡年报")).unwrap();
    wait_for("file of what was named", || at("out/戊乡年报.docx").exists());
    fs::remove_file(&first).unwrap();
    pipe(&first);
    wait_for("it a second time", || said().matches("报告/a.yaml：这不是普通文件").count() == 2);
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read_is_told_once_and_made_when_it_may_be() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let home = folder();
    let at = |name: &str| home.path().join(name);
    mode(home.path(), 0o777);
    fs::copy(env!("CARGO_BIN_EXE_nianbao"), at("nianbao")).unwrap();
    let only = report(home.path(), "a.yaml", "甲乡年报");
    mode(&only, 0o000);
    let mut command = Command::new(at("nianbao"));
    command.args(["watch", "a.yaml", "-o", "out", "-f", "docx"]).current_dir(home.path());
    // Permissions hold back everybody but root.
    if fs::read(&only).is_ok() {
        command.uid(65534).gid(65534);
    }
    let said = Stdio::from(fs::File::create(at("said")).unwrap());
    let _watching = Watching(command.stdout(Stdio::null()).stderr(said).spawn().unwrap());
    let said = || fs::read_to_string(at("said")).unwrap();
    wait_for("that it may not be read", || said().contains("[NB401]"));
    // Looked at a few times more.
    thread::sleep(Duration::from_secs(2));
    assert_eq!(said().matches("[NB401]").count(), 1, "{}", said());
    mode(&only, 0o644);
    wait_for("its file", || at("out/甲乡年报.docx").exists());
    mode(&only, 0o000);
    wait_for("that it may not be read again", || said().matches("[NB401]").count() == 2);
}
