//! A second run into the same folder: what is made again, what is left alone, what is not overwritten.

use super::{Said, folder, nianbao, run};
use nianbao_testing::font::Made;
use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
};
use zip::{ZipArchive, ZipWriter};

const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pictures");

const REPORT: &str = "\
机关: 某某乡人民政府
年度: 2022
标题: 年报
总体情况: 主动公开、依申请公开、信息管理、平台建设有序推进，接受监督考核。
存在的主要问题及改进情况: 公开不够及时，将按月核对目录。
其他需要报告的事项: 未收取信息处理费。
署名: { 日期: 2023年1月17日, 印章图片: 公章.png }
";

/// A report with its seal, a template of its own and a font.
struct Desk {
    home: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { home: folder() };
        desk.put("报告/某某乡.yaml", REPORT);
        desk.put("报告/county.yaml", "县名: 某某县\n");
        desk.put("模板/styles.yaml", "样式:\n  正文: { 颜色: 黑 }\n");
        desk.put("字体/a.ttf", Made::of("某某黑体", "年报").bytes());
        fs::copy(Path::new(PICTURES).join("seal.png"), desk.at("报告/公章.png")).unwrap();
        desk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::create_dir_all(self.at(name).parent().unwrap()).unwrap();
        fs::write(self.at(name), bytes).unwrap();
    }

    fn render(&self, more: &[&str]) -> Said {
        let args = ["render", "报告", "-o", "out", "--template", "模板", "--font-dir", "字体"];
        run(nianbao().current_dir(&self.home).args(args).args(more))
    }

    /// Which of the two files the next run writes.
    fn due(&self, more: &[&str]) -> Vec<&'static str> {
        let report = self.at("told.json");
        let said = self.render(&[&["--report", report.to_str().unwrap()], more].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        let told: serde_json::Value = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
        let files = told["units"][0]["files"].as_array().unwrap().iter();
        let changed = files.zip(["docx", "pdf"]).filter(|(file, _)| file["changed"] == true);
        changed.map(|(_, format)| format).collect()
    }
}

#[test]
fn everything_that_a_file_is_made_from_counts_and_nothing_else() {
    let desk = Desk::new();
    let (both, none) = (["docx", "pdf"], [""; 0]);
    assert_eq!(desk.due(&[]), both);
    assert_eq!(desk.due(&[]), none);
    assert_eq!(desk.due(&["--jobs", "2", "--deny", "warnings"]), none);

    // A comment is not in the file; the report's words are.
    desk.put("报告/某某乡.yaml", format!("# 说明\n{REPORT}"));
    assert_eq!(desk.due(&[]), none);
    desk.put("报告/某某乡.yaml", REPORT.replace("按月", "按季"));
    assert_eq!(desk.due(&[]), both);

    desk.put("模板/styles.yaml", "样式:\n  正文: { 颜色: 红 }\n");
    assert_eq!(desk.due(&[]), both);
    fs::copy(Path::new(PICTURES).join("grey-alpha.png"), desk.at("报告/公章.png")).unwrap();
    assert_eq!(desk.due(&[]), both);
    desk.put("报告/county.yaml", "县名: 某某县\n版式: gb33476\n");
    assert_eq!(desk.due(&[]), both);

    // A font that no style names, and one that a style does.
    desk.put("字体/a.ttf", Made::of("某某黑体", "年报公").bytes());
    assert_eq!(desk.due(&[]), none);
    desk.put("模板/styles.yaml", "样式:\n  标题: { 字体: 某某黑体 }\n");
    assert_eq!(desk.due(&[]), both);
    desk.put("字体/a.ttf", Made::of("某某黑体", "年报").bytes());
    assert_eq!(desk.due(&[]), both);

    assert_eq!(desk.due(&["--pdf-standard", "1.7"]), ["pdf"]);
    assert_eq!(desk.due(&["--pdf-standard", "a-3a"]), ["pdf"]);
    // Now the YAML itself is in the PDF, comments and all.
    desk.put("报告/某某乡.yaml", format!("# 说明\n{}", REPORT.replace("按月", "按季")));
    assert_eq!(desk.due(&["--pdf-standard", "a-3a"]), ["pdf"]);

    fs::remove_file(desk.at("out/年报.docx")).unwrap();
    assert_eq!(desk.due(&["--pdf-standard", "a-3a"]), ["docx"]);
    assert_eq!(desk.due(&["--pdf-standard", "a-3a", "--force"]), both);
}

#[test]
fn what_somebody_has_changed_is_not_overwritten() {
    let desk = Desk::new();
    assert_eq!(desk.due(&[]), ["docx", "pdf"]);
    let docx = desk.at("out/年报.docx");
    let edited = saved_anew(&fs::read(&docx).unwrap());
    fs::write(&docx, &edited).unwrap();
    let pdf = fs::read(desk.at("out/年报.pdf")).unwrap();
    desk.put("报告/某某乡.yaml", REPORT.replace("按月", "按季"));

    let said = desk.render(&[]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("错误[NB404]: out/年报.docx 写出以后有人改过")
            && said.err.contains("--force"),
        "{}",
        said.err
    );
    assert_eq!(fs::read(&docx).unwrap(), edited);
    assert!(fs::read(desk.at("out/年报.pdf")).unwrap() == pdf, "of two files none is written");

    assert_eq!(desk.due(&["--force"]), ["docx", "pdf"]);
    // Somebody has signed it.
    let pdf = [fs::read(desk.at("out/年报.pdf")).unwrap().as_slice(), b"\n1 0 obj\n"].concat();
    fs::write(desk.at("out/年报.pdf"), &pdf).unwrap();
    let said = desk.render(&["--format", "pdf"]);
    assert!(said.err.contains("NB404") && said.err.contains("年报.pdf"), "{}", said.err);
    assert!(fs::read(desk.at("out/年报.pdf")).unwrap() == pdf);
    assert_eq!(desk.render(&["--format", "docx"]).code, 0);
}

/// The same package as another program would write it.
fn saved_anew(docx: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        to.raw_copy_file(from.by_index_raw(index).unwrap()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn one_folder_by_two_names_is_one_folder() {
    let home = folder();
    let folder = home.path().join("甲");
    fs::create_dir(&folder).unwrap();
    super::report(&folder, "1.yaml", "同名年报");
    super::report(&folder, "2.yaml", "同名年报");
    let args = ["render", "甲/1.yaml", "./甲/2.yaml"];
    let said = run(nianbao().current_dir(&home).args(args));
    assert_eq!(said.code, 1);
    assert_eq!(said.err.matches("错误[NB406]").count(), 2, "{}", said.err);
    assert_eq!(super::tree(&folder), ["1.yaml", "2.yaml"]);
}

#[test]
fn a_listing_takes_the_place_of_nothing_but_a_listing() {
    let home = folder();
    super::report(home.path(), "a.yaml", "年报");
    let before = fs::read(home.path().join("a.yaml")).unwrap();
    let mut command = nianbao();
    command.current_dir(&home).args(["render", "a.yaml", "--report"]);
    let said = run(command.arg("a.yaml"));
    assert!(said.code == 2 && said.err.contains("[NB404]"), "{}", said.err);
    assert_eq!(fs::read(home.path().join("a.yaml")).unwrap(), before);
    assert_eq!(super::tree(home.path()), ["a.yaml"], "nothing is made");

    let args = ["render", "a.yaml", "--report", "结果.json"];
    for _ in 0..2 {
        assert_eq!(run(nianbao().current_dir(&home).args(args)).code, 0);
    }
    let args = ["render", "a.yaml", "--report", "年报.pdf"];
    let said = run(nianbao().current_dir(&home).args(args));
    assert!(said.code == 2 && said.err.contains("[NB404]"), "{}", said.err);
}

#[test]
fn what_all_share_is_read_however_its_file_is_written() {
    let home = folder();
    let reports = home.path().join("报告");
    fs::create_dir(&reports).unwrap();
    super::report(&reports, "a.yaml", "年报");
    fs::write(reports.join("County.YML"), "文件名: '{机关}'\n").unwrap();
    let said = run(nianbao().current_dir(&home).args(["render", "报告", "-o", "out"]));
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(super::tree(&home.path().join("out"))[0], "某某乡人民政府.docx");
}

#[cfg(unix)]
#[test]
fn a_report_is_mended_where_its_link_leads_and_its_rights_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let home = folder();
    let (real, link) = (home.path().join("真.yaml"), home.path().join("链.yaml"));
    fs::write(&real, REPORT.replace("机制，", "").replace("有序推进，", "有序推进,")).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
    symlink("真.yaml", &link).unwrap();
    fs::copy(Path::new(PICTURES).join("seal.png"), home.path().join("公章.png")).unwrap();
    let said = run(nianbao().current_dir(&home).args(["check", "--fix", "链.yaml"]));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(fs::read_to_string(&real).unwrap().contains("有序推进，"));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o600);
}
