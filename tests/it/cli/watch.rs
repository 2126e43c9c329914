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
