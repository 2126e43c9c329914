//! Every format there is: chosen, named, left alone when nothing has changed, never overwritten.

use super::{folder, nianbao, report, run, tree};
use nianbao::export::FORMATS;
use std::{fs, path::Path};

/// Renders the report of a folder and gives the formats whose files were written.
fn written(home: &Path, more: &[&str]) -> Vec<String> {
    let args = ["render", "r.yaml", "--name", "{文件名}", "--report", "told.json"];
    let said = run(nianbao().current_dir(home).args(args).args(more));
    assert_eq!(said.code, 0, "{}", said.err);
    let told: serde_json::Value =
        serde_json::from_slice(&fs::read(home.join("told.json")).unwrap()).unwrap();
    let files = told["units"][0]["files"].as_array().unwrap().iter();
    let changed = files.filter(|file| file["changed"] == true);
    let extension =
        |path: &serde_json::Value| path.as_str().unwrap().rsplit_once('.').unwrap().1.to_owned();
    let mut formats: Vec<String> = changed.map(|file| extension(&file["path"])).collect();
    // One that has a file for each page is named once.
    formats.dedup();
    formats
}

/// Every format, whole documents or not.
const EVERY: &str = "all,svg,png,csv,json";

#[test]
fn all_formats_are_written_once_and_those_that_differ_again() {
    let home = folder();
    report(home.path(), "r.yaml", "年报");
    let every: Vec<&str> = FORMATS.into_iter().map(|format| format.extension).collect();
    assert_eq!(written(home.path(), &["-f", "ALL"]), ["docx", "pdf", "ofd", "html"]);
    assert_eq!(written(home.path(), &["-f", EVERY]), every[4..]);
    assert_eq!(written(home.path(), &["-f", "html,all,pdf"]), [""; 0]);
    assert_eq!(written(home.path(), &["-f", EVERY]), [""; 0]);
    let mut expected: Vec<String> = (FORMATS.into_iter())
        .map(|format| (format.extension, if format.is_by_page() { "-1" } else { "" }))
        .map(|(extension, page)| format!("r{page}.{extension}"))
        .collect();
    expected.extend(["r.yaml".to_owned(), "told.json".to_owned()]);
    expected.sort();
    let mut there = tree(home.path());
    let is_later_page = |name: &str| {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        ["svg", "png"].contains(&extension) && !name.starts_with("r-1.")
    };
    there.retain(|name| !is_later_page(name));
    assert_eq!(there, expected);

    let wish = |wish| written(home.path(), &["-f", EVERY, wish]);
    assert_eq!(wish("--ofd-standard=plain"), ["ofd"]);
    assert_eq!(wish("--ofd-attach"), ["ofd"]);
    assert_eq!(wish("--html-fragment"), ["ofd", "html"]);
    assert_eq!(wish("--dpi=72"), ["html", "png"]);
    assert_eq!(written(home.path(), &["-f", EVERY]), ["png"]);
    // A line more above a text: only what tells lines is another.
    let yaml = fs::read_to_string(home.path().join("r.yaml")).unwrap();
    fs::write(home.path().join("r.yaml"), format!("# 说明\n{yaml}")).unwrap();
    assert_eq!(written(home.path(), &["-f", EVERY]), ["svg"]);
}

/// A report of so many thousand characters.
fn long(home: &Path, thousands: usize) {
    let text = "主动公开、依申请公开、信息管理、平台建设有序推进。".repeat(40 * thousands);
    let yaml = format!("机关: 某某乡人民政府\n年度: 2022\n总体情况: {text}\n");
    fs::write(home.join("r.yaml"), yaml).unwrap();
}

#[test]
fn pages_are_numbered_and_those_that_are_no_more_go() {
    let home = folder();
    let draw = |more: &[&str]| {
        let args =
            ["render", "r.yaml", "--draft", "--name", "{文件名}", "-f", "svg,png", "--dpi", "36"];
        run(nianbao().current_dir(&home).args(args).args(more))
    };
    let files = || -> Vec<String> {
        tree(home.path()).into_iter().filter(|name| name != "r.yaml").collect()
    };
    let of = |pages: &[usize]| -> Vec<String> {
        let mut names: Vec<String> = ["png", "svg"]
            .iter()
            .flat_map(|kind| pages.iter().map(move |page| format!("r-{page}.{kind}")))
            .collect();
        names.sort();
        names
    };
    long(home.path(), 3);
    let said = draw(&[]);
    assert_eq!(said.code, 0, "{}", said.err);
    let all = files();
    let count = all.len() / 2;
    assert!(count >= 5, "{all:?}");
    assert_eq!(all, of(&(1..=count).collect::<Vec<_>>()));
    // Others of the same state stay.
    let said = draw(&["--pages", "2-3"]);
    assert!(said.code == 0 && !said.err.contains("以前做的"), "{}", said.err);
    assert_eq!(files(), all);
    // What is of an older state and of a page that is not wanted or not there any more goes.
    let next = format!("r-{}.svg", count + 1);
    fs::write(home.path().join(&next), "mine").unwrap();
    fs::write(home.path().join(format!("r-{count}.png")), "mine, too").unwrap();
    long(home.path(), 1);
    assert_eq!(draw(&["--pages", "2"]).code, 0);
    let mut left = of(&[2]);
    left.extend([format!("r-{count}.png"), next]);
    left.sort();
    assert_eq!(files(), left);

    let none = draw(&["--pages", "99"]);
    assert_ne!(none.code, 0, "{}", none.err);
    assert!(none.err.contains("NB395"), "{}", none.err);
    assert_eq!(draw(&["--pages", "0"]).code, 2);
    assert_eq!(draw(&["--dpi", "1000"]).code, 2);
}

#[test]
fn the_numbers_are_read_back_with_their_keys_and_are_no_formulas() {
    let home = folder();
    let yaml = "机关: =乡人民政府\n年度: 2022\n标题: 年报\n\
                主动公开政府信息情况:\n  行政处罚: '=3（其中\"撤销\"1件）'\n  行政许可: 12\n";
    fs::write(home.path().join("r.yaml"), yaml).unwrap();
    let args = ["render", "r.yaml", "--draft", "--name", "r", "-f", "csv,json"];
    let said = run(nianbao().current_dir(&home).args(args));
    // A draft with an error is written, and the error is told.
    assert!(said.code == 1 && said.err.contains("NB112"), "{}", said.err);

    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(home.path().join("r.json")).unwrap()).unwrap();
    let numbers = json["numbers"].as_array().unwrap();
    let keys: Vec<_> = numbers.iter().map(|n| format!("{}.{}", n["table"], n["key"])).collect();
    assert!(keys.len() == 200 && keys.first().unwrap().contains("rules.made"), "{keys:?}");
    let value = |key: &str| &numbers.iter().find(|n| n["key"] == key).unwrap()["value"];
    assert_eq!(value("licence.decisions"), 12);

    let csv = fs::read_to_string(home.path().join("r.csv")).unwrap();
    assert_eq!(csv.lines().count(), numbers.len() + 1);
    assert!(csv.starts_with("\u{feff}机关,年度,表,表键,项目,键,数值,"));
    assert!(csv.contains("\r\n'=乡人民政府,2022,"), "{csv}");
    assert!(csv.contains(",\"'=3（其中\"\"撤销\"\"1件）\",\r\n"), "{csv}");
    assert!(csv.contains(",licence.decisions,12,\r\n"), "{csv}");
}

#[test]
fn a_folder_of_reports_gets_numbered_pictures_and_the_record_names_each() {
    let home = folder();
    for unit in ["甲乡", "乙镇", "丙镇"] {
        let yaml = format!("机关: {unit}人民政府\n年度: 2022\n总体情况: 平稳有序。\n");
        fs::write(home.path().join(format!("{unit}.yaml")), yaml).unwrap();
    }
    let render = |more: &[&str]| {
        let args = ["render", ".", "--draft", "-o", "out", "--name", "{年度}-{机关}", "-j", "2"];
        let asked = ["--dpi", "36", "--report", "told.json", "-f", "all,svg,png,csv,json"];
        run(nianbao().current_dir(&home).args(args).args(asked).args(more))
    };
    let said = render(&[]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("2022-甲乡人民政府-{1..3}.svg"), "{}", said.out);
    let told = || -> serde_json::Value {
        serde_json::from_slice(&fs::read(home.path().join("told.json")).unwrap()).unwrap()
    };
    let first = told();
    for unit in first["units"].as_array().unwrap() {
        assert_eq!(unit["end"], "written");
        for file in unit["files"].as_array().unwrap() {
            let path = file["path"].as_str().unwrap();
            assert!(home.path().join(path).exists(), "{path}");
            let (stem, extension) = path.rsplit_once('.').unwrap();
            let page =
                ["svg", "png"].contains(&extension).then(|| stem.rsplit_once('-').unwrap().1);
            assert_eq!(file["page"].as_u64().map(|page| page.to_string()).as_deref(), page);
        }
    }
    let all = tree(home.path());
    assert_eq!(all.len(), 3 + 1 + 3 * (6 + 2 * 3), "{all:?}");

    assert_eq!(render(&[]).code, 0);
    assert_eq!((&told()["unchanged"], &told()["written"]), (&3.into(), &0.into()));
    // One that fails leaves files that look current; they are named, and go aside when that is asked for.
    fs::write(home.path().join("甲乡.yaml"), "年度: 二〇\n").unwrap();
    let said = render(&[]);
    assert_eq!(said.code, 1);
    assert_eq!(said.err.matches("out/2022-甲乡人民政府").count(), 12, "{}", said.err);
    render(&["--clean"]);
    let aside =
        tree(home.path()).into_iter().filter(|name| name.contains("旧文件/2022-甲乡")).count();
    assert_eq!(aside, 12);
}

#[test]
fn a_letter_among_reports_gets_what_it_can() {
    let home = folder();
    fs::write(home.path().join("county.yaml"), "格式: [docx, csv, json]\n").unwrap();
    let letter = "标题: 关于开会的通知\n署名: 某某乡人民政府\n主送: 各村\n\
                  正文: 定于明日开会。\n日期: 2023-01-17\n模板: notice\n";
    fs::write(home.path().join("tz.yaml"), letter).unwrap();
    let args = ["render", "tz.yaml", "--name", "{文件名}"];
    let said = run(nianbao().current_dir(&home).args(args));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("警告[NB394]") && said.err.contains("CSV、JSON"), "{}", said.err);
    assert_eq!(tree(home.path()), ["county.yaml", "tz.docx", "tz.yaml"]);
    let said = run(nianbao().current_dir(&home).args(args).args(["-f", "csv"]));
    assert!(said.code == 1 && said.err.contains("错误[NB394]"), "{}", said.err);
}

#[test]
fn the_folder_says_which_formats_and_the_command_line_says_others() {
    let home = folder();
    report(home.path(), "r.yaml", "年报");
    let county = |text: &str| fs::write(home.path().join("county.yaml"), text).unwrap();
    county("格式: [ofd, PNG]\n");
    assert_eq!(written(home.path(), &[]), ["ofd", "png"]);
    assert_eq!(written(home.path(), &["-f", "html"]), ["html"]);
    county("格式: docx、pdf\n");
    assert_eq!(written(home.path(), &[]), ["docx", "pdf"]);
    county("格式: [docx, odf]\n");
    let said = run(nianbao().current_dir(&home).args(["render", "r.yaml"]));
    assert_ne!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("NB397") && said.err.contains("是不是"), "{}", said.err);
}

#[test]
fn what_somebody_has_changed_is_kept_whatever_its_format() {
    for format in FORMATS {
        let home = folder();
        report(home.path(), "r.yaml", "年报");
        assert_eq!(written(home.path(), &["-f", format.extension]), [format.extension]);
        let page = if format.is_by_page() { "-1" } else { "" };
        let path = home.path().join(format!("r{page}.{}", format.extension));
        let whole = fs::read(&path).unwrap();
        for changed in [[whole.as_slice(), b"x"].concat(), whole[1..].to_vec()] {
            fs::write(&path, &changed).unwrap();
            let args = ["render", "r.yaml", "--name", "{文件名}", "-f", format.extension];
            let said = run(nianbao().current_dir(&home).args(args));
            assert_eq!(said.code, 2, "{}", format.extension);
            assert!(said.err.contains("NB404"), "{}", said.err);
            assert!(fs::read(&path).unwrap() == changed);
        }
        assert_eq!(written(home.path(), &["-f", format.extension, "--force"]), [format.extension]);
        assert!(fs::read(&path).unwrap() == whole);
    }
}
