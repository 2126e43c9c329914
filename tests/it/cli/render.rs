//! `nianbao render` on good input, and on good input beside bad.

use super::{EXAMPLE, EXAMPLE_STEM, folder, nianbao, report, run, tree};
use std::{fs, path::Path};

fn both(folder: &Path) -> [Vec<u8>; 2] {
    ["docx", "pdf"].map(|e| fs::read(folder.join(format!("{EXAMPLE_STEM}.{e}"))).unwrap())
}

#[test]
fn the_example_becomes_two_files_named_by_its_title_and_nothing_else() {
    let home = folder();
    let said = run(nianbao().current_dir(&home).args(["render", EXAMPLE, "-o", "out/2022"]));
    assert!(said.code == 0 && !said.err.contains("错误["), "{}", said.err);
    let docx = format!("out/2022/{EXAMPLE_STEM}.docx");
    let pdf = format!("out/2022/{EXAMPLE_STEM}.pdf");
    assert_eq!(said.out, format!("{docx}\n{pdf}\n"));
    assert_eq!(tree(home.path()), [docx, pdf]);
    let [docx, pdf] = both(&home.path().join("out/2022"));
    assert!(docx.starts_with(b"PK\x03\x04"));
    assert!(pdf.starts_with(b"%PDF-1."));
}

#[test]
fn the_same_report_gives_the_same_bytes_wherever_and_whenever() {
    let (here, there) = (folder(), folder());
    run(nianbao().current_dir(&here).args(["render", EXAMPLE, "-o", "."]));
    let first = both(here.path());

    fs::write(there.path().join("铜厂彝族乡.yaml"), fs::read(EXAMPLE).unwrap()).unwrap();
    let said = run(nianbao()
        .current_dir(&there)
        .env("TZ", "America/St_Johns")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("HOME", "/nowhere")
        .args(["render", "铜厂彝族乡.yaml"]));
    assert!(said.code == 0 && !said.err.contains("错误["), "{}", said.err);
    assert!(first == both(there.path()), "bytes differ");

    let said = run(nianbao().current_dir(&here).args(["render", EXAMPLE, "-o", "."]));
    assert_eq!(said.code, 0, "running again is normal");
    assert!(first == both(here.path()), "bytes differ");
}

#[test]
fn source_date_epoch_is_the_creation_time_and_must_be_a_number() {
    let home = folder();
    let mut command = nianbao();
    command.current_dir(&home).args(["render", EXAMPLE, "-o", "."]);
    assert_eq!(run(&mut command).code, 0);
    let before = both(home.path());
    assert_eq!(run(command.env("SOURCE_DATE_EPOCH", "1700000000")).code, 0);
    let [docx, pdf] = both(home.path());
    assert!(docx != before[0] && pdf != before[1]);

    let said = run(command.env("SOURCE_DATE_EPOCH", "昨天"));
    assert_eq!(said.code, 2);
    assert!(said.err.contains("SOURCE_DATE_EPOCH"), "{}", said.err);
}

#[test]
fn without_an_output_folder_the_files_stand_beside_their_input() {
    let home = folder();
    fs::create_dir(home.path().join("报告")).unwrap();
    report(&home.path().join("报告"), "甲.yaml", "甲乡年报");
    let said = run(nianbao().current_dir(&home).args(["render", "报告/甲.yaml"]));
    assert_eq!((said.code, &*said.out), (0, "报告/甲乡年报.docx\n报告/甲乡年报.pdf\n"));
    assert_eq!(tree(home.path()), ["报告/甲.yaml", "报告/甲乡年报.docx", "报告/甲乡年报.pdf"]);
}

#[test]
fn only_the_formats_asked_for_are_written() {
    let home = folder();
    let args = ["render", EXAMPLE, "-o", ".", "--name", "r", "--format"];
    let said = run(nianbao().current_dir(&home).args(args).arg("pdf"));
    assert_eq!((said.code, &*said.out), (0, "r.pdf\n"));
    let said = run(nianbao().current_dir(&home).args(args).arg("pdf,docx,pdf"));
    assert_eq!((said.code, &*said.out), (0, "r.pdf\nr.docx\n"));
}

#[test]
fn a_bad_report_among_several_stops_none_of_the_others() {
    let home = folder();
    let reports = home.path().join("reports");
    fs::create_dir(&reports).unwrap();
    report(&reports, "1.yaml", "甲乡年报");
    fs::write(reports.join("2.yaml"), "机关：全角冒号\n").unwrap();
    report(&reports, "3.yml", "丙乡年报");
    fs::write(reports.join("county.yaml"), "县名: 易门县\n").unwrap();
    let said = run(nianbao()
        .current_dir(&home)
        .args(["render", "reports", "-o", "out", "--format", "docx"]));
    assert_eq!(
        (said.code, &*said.out),
        (1, "写出 out/甲乡年报.docx\n失败 reports/2.yaml\n写出 out/丙乡年报.docx\n")
    );
    assert!(said.err.contains("reports/2.yaml"), "{}", said.err);
    assert!(
        said.err.contains(
            "\n共 3 份报告：写出 2 份，未变 0 份，失败 1 份\n  reports/2.yaml:1 [NB010] "
        ),
        "{}",
        said.err
    );
}

#[test]
fn two_reports_of_one_title_are_both_refused_before_anything_is_written() {
    let home = folder();
    let first = report(home.path(), "a.yaml", "同题");
    let second = report(home.path(), "b.yaml", "同题");
    let third = report(home.path(), "c.yaml", "异题");
    let args = ["-o", "out", "--format", "docx"];
    let said =
        run(nianbao().current_dir(&home).arg("render").args([&first, &second, &third]).args(args));
    assert_eq!(said.code, 1);
    assert!(said.out.ends_with("写出 out/异题.docx\n"), "{}", said.out);
    assert_eq!(said.err.matches("错误[NB406]").count(), 1, "{}", said.err);
    assert!(said.err.contains("a.yaml") && said.err.contains("b.yaml"), "{}", said.err);
    assert_eq!(tree(&home.path().join("out")), ["异题.docx"]);
}

#[test]
fn a_character_that_no_face_prints_is_named_with_its_line_and_nothing_is_written() {
    let home = folder();
    let path = report(home.path(), "甲.yaml", "甲乡年报");
    let yaml = fs::read_to_string(&path).unwrap().replace("平台", "平台😀");
    fs::write(&path, yaml).unwrap();
    let said = run(nianbao().current_dir(&home).args(["render", "甲.yaml", "-o", "out"]));
    assert_eq!((said.code, &*said.out), (1, ""));
    for part in ["NB301", "😀", "U+1F600", "甲.yaml:5", "仿宋"] {
        assert!(said.err.contains(part), "{part} is not in {}", said.err);
    }
    assert_eq!(tree(home.path()), ["甲.yaml"]);
}

#[test]
fn a_warning_is_told_and_stops_the_files_only_if_denied() {
    let home = folder();
    let path = report(home.path(), "甲.yaml", "甲乡年报");
    let yaml = fs::read_to_string(&path).unwrap() + "主动公开政府信息情况:\n  行政许可: 22件左右\n";
    fs::write(&path, yaml).unwrap();
    let mut command = nianbao();
    command.current_dir(&home).args(["render", "甲.yaml", "-o", "out"]);
    let said = run(&mut command);
    assert_eq!((said.code, said.out.lines().count()), (0, 2));
    assert!(said.err.starts_with("警告[NB112]"), "{}", said.err);

    fs::remove_dir_all(home.path().join("out")).unwrap();
    let said = run(command.args(["--deny", "warnings"]));
    assert_eq!((said.code, &*said.out), (1, ""));
    assert!(said.err.starts_with("错误[NB112]"), "{}", said.err);
    assert_eq!(tree(home.path()), ["甲.yaml"]);
}

#[test]
fn what_is_between_can_be_printed_and_writes_no_file() {
    let home = folder();
    for (stage, sign) in [("document", "总体情况"), ("layout", "总体情况")] {
        let said = run(nianbao().current_dir(&home).args(["render", EXAMPLE, "--emit", stage]));
        assert!(said.code == 0 && !said.err.contains("错误["), "{}", said.err);
        assert!(said.out.contains(sign), "{stage}");
    }
    assert!(tree(home.path()).is_empty());
}

#[test]
fn a_profile_changes_the_pages() {
    let emitted = |profile: &str| {
        run(nianbao().args(["render", EXAMPLE, "--emit", "layout", "--profile", profile])).out
    };
    let standard = run(nianbao().args(["render", EXAMPLE, "--emit", "layout"])).out;
    assert!(standard == emitted("gb9704"));
    assert!(standard != emitted("gb33476"));
    assert!(standard != emitted("office28"));
}

const SEALED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pictures/联合署名.yaml");

#[test]
fn seals_are_found_beside_the_report_wherever_the_program_runs() {
    let home = folder();
    let layout = ["render", SEALED, "--emit", "layout"];
    let said = run(nianbao().current_dir(&home).args(layout));
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.out.matches("119.05x119.05 seal.png").count(), 3);
}

#[test]
fn a_seal_that_is_not_there_is_told_where_it_is_named() {
    let home = folder();
    fs::copy(SEALED, home.path().join("甲.yaml")).unwrap();
    let said = run(nianbao().current_dir(&home).args(["render", "甲.yaml", "-o", "out"]));
    assert_eq!(said.code, 2, "a file that cannot be read");
    insta::assert_snapshot!(said.err);
    assert_eq!(tree(home.path()), ["甲.yaml"]);
}
