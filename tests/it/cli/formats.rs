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

#[test]
fn formats_are_named_as_people_write_lists_and_a_wrong_name_leads_to_the_right_one() {
    let home = folder();
    report(home.path(), "r.yaml", "年报");
    for names in [
        "csv, json",
        "csv，json",
        "csv、json",
        " csv json ",
        "csv;json",
        "ＣＳＶ；json",
        ".csv,.json",
        "csv,,json,",
    ] {
        let asked = format!("-f{names}");
        assert_eq!(written(home.path(), &[&asked, "--force"]), ["csv", "json"], "{names}");
        let asked = format!("--format={names}");
        assert_eq!(written(home.path(), &[&asked, "--force"]), ["csv", "json"], "{names}");
        assert_eq!(written(home.path(), &["-f", names, "--force"]), ["csv", "json"], "{names}");
    }
    let names = "可以是：docx、pdf、ofd、html、svg、png、csv、json、all";
    for (wrong, near) in [
        ("doc", "docx"),
        ("Word", "docx"),
        ("wps", "docx"),
        ("pdff", "pdf"),
        ("pdf,jpg", "png"),
        ("网页", "html"),
        ("excel", "csv"),
        ("全部", "all"),
    ] {
        let said = run(nianbao().current_dir(&home).args(["render", "r.yaml", "-f", wrong]));
        assert_eq!(said.code, 2, "{wrong}");
        assert!(said.err.contains(&format!("是不是“{near}”？{names}")), "{}", said.err);
    }
    for (args, values) in [
        (["-f", "某某"], names),
        (["-f", ""], names),
        (["-f", " , "], names),
        (["--ofd-standard", "b"], "可以是：a、plain"),
        (["--pdf-standard", "2"], "可以是：a-2a、a-3a、1.7"),
    ] {
        let said = run(nianbao().current_dir(&home).args(["render", "r.yaml"]).args(args));
        assert!(said.code == 2 && said.err.contains(values), "{args:?}: {}", said.err);
    }
    for (format, standard) in [("-fofd", "--ofd-standard=OFD-A"), ("-fpdf", "--pdf-standard=A-3A")]
    {
        let said = run(nianbao().current_dir(&home).args(["render", "r.yaml", format, standard]));
        assert_eq!(said.code, 0, "{}", said.err);
    }
}

#[test]
fn pictures_have_names_that_sort_as_pages_do_and_older_names_go() {
    let home = folder();
    let draw = |more: &[&str]| {
        let args =
            ["render", "r.yaml", "--draft", "--name", "{文件名}", "-f", "svg,png", "--dpi", "36"];
        let said = run(nianbao().current_dir(&home).args(args).args(more));
        assert_eq!(said.code, 0, "{}", said.err);
        said
    };
    let svgs = || -> Vec<String> {
        tree(home.path()).into_iter().filter(|name| name.contains(".svg")).collect()
    };
    long(home.path(), 1);
    draw(&[]);
    assert_eq!(svgs()[0], "r-1.svg");
    // Ten and more: all names have two digits, and those of one are gone.
    long(home.path(), 8);
    draw(&[]);
    let names = svgs();
    assert!(names.len() >= 10, "{names:?}");
    let expected: Vec<String> = (1..=names.len()).map(|page| format!("r-{page:02}.svg")).collect();
    assert_eq!(names, expected);
    // Which are wanted changes no name.
    for name in &names {
        fs::remove_file(home.path().join(name)).unwrap();
    }
    draw(&["--pages", "2,7-8"]);
    assert_eq!(svgs(), ["r-02.svg", "r-07.svg", "r-08.svg"]);
    // Back to fewer, where the old ones stand with gaps.
    long(home.path(), 1);
    draw(&["--pages", "1"]);
    assert_eq!(svgs(), ["r-1.svg"]);
    // Several reports: the line that names the files can be typed.
    fs::remove_file(home.path().join("r-1.svg")).unwrap();
    long(home.path(), 8);
    fs::copy(home.path().join("r.yaml"), home.path().join("s.yaml")).unwrap();
    let said = run(nianbao().current_dir(&home).args([
        "render",
        "r.yaml",
        "s.yaml",
        "--draft",
        "--name",
        "{文件名}",
        "-f",
        "svg",
        "--pages",
        "8-9",
    ]));
    assert!(said.out.contains("r-{08..09}.svg"), "{}", said.out);
}

#[test]
fn of_a_county_the_shorter_reports_get_the_rest_and_are_told() {
    let home = folder();
    fs::create_dir(home.path().join("县")).unwrap();
    long(home.path(), 3);
    fs::rename(home.path().join("r.yaml"), home.path().join("县/长.yaml")).unwrap();
    report(&home.path().join("县"), "短.yaml", "短年报");
    let draw = |formats: &str, more: &[&str]| {
        let args = ["render", "县", "-o", "out", "--draft", "--name", "{文件名}", "-f"];
        run(nianbao().current_dir(&home).args(args).arg(formats).args(more))
    };
    let said = draw("html,svg,png", &["--pages", "6-"]);
    assert!(said.code == 0 && said.err.contains("警告[NB395]"), "{}", said.err);
    let files = tree(&home.path().join("out"));
    for name in ["短.html", "长.html", "长-6.png", "长-6.svg"] {
        assert!(files.iter().any(|file| file == name), "{name}: {files:?}");
    }
    assert!(!files.iter().any(|file| file.starts_with("短-")), "{files:?}");
    // A warning that is to stop it does.
    fs::remove_dir_all(home.path().join("out")).unwrap();
    let args =
        ["render", "县", "-o", "out", "--name", "{文件名}", "-f", "html,svg", "--deny", "warnings"];
    let said = run(nianbao().current_dir(&home).args(args).args(["--pages", "6-"]));
    assert_eq!(said.code, 1, "{}", said.err);
    // Nothing else is wanted: an error of that report, as for a letter of which numbers are wanted.
    let said = draw("svg", &["--pages", "6-"]);
    assert!(said.code == 1 && said.err.contains("错误[NB395]"), "{}", said.err);
    assert!(home.path().join("out/长-6.svg").exists());
}

#[test]
fn files_in_formats_that_were_not_asked_for_are_told_when_they_are_from_before_a_change() {
    let home = folder();
    let county = home.path().join("县");
    fs::create_dir(&county).unwrap();
    for (name, title) in [("a.yaml", "甲年报"), ("b.yaml", "乙年报")] {
        report(&county, name, title);
    }
    let draw = |input: &str, formats: &str, more: &[&str]| {
        let args = ["render", input, "-o", "out", "-f", formats];
        let said = run(nianbao().current_dir(&home).args(args).args(more));
        assert_eq!(said.code, 0, "{}", said.err);
        said.err
    };
    let old = "还是改动以前的";
    let there = |name: &str| home.path().join("out").join(name).exists();
    draw("县", "docx,pdf,html,svg,png,json", &["--html-fragment", "--pdf-standard", "a-3a"]);
    // Of one state, however it is written.
    assert!(!draw("县", "pdf", &[]).contains(old));
    assert!(!draw("县", "png", &["--pages", "1"]).contains(old));
    let change = |name: &str, before: &str, after: &str| {
        let path = county.join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(before));
        fs::write(&path, text.replace(before, after)).unwrap();
    };
    change("a.yaml", "未收取", "没有收取");
    let said = draw("县", "pdf", &[]);
    let listed: Vec<&str> = said.lines().filter(|line| line.starts_with("  ")).collect();
    for kind in ["docx", "html", "json"] {
        assert!(listed.contains(&format!("  out/甲年报.{kind}").as_str()), "{said}");
    }
    assert!(listed.iter().any(|line| line.contains("甲年报-1.png")), "{said}");
    assert!(said.contains(old) && !said.contains("乙年报"), "{said}");
    // Some of the pages: those of this format are cleared away, of others told.
    let said = draw("县/a.yaml", "png", &["--pages", "1"]);
    assert!(said.contains("甲年报-1.svg") && !said.contains("甲年报-2.png"), "{said}");
    assert!(there("甲年报-1.png") && !there("甲年报-2.png"));
    // A file of the user's own of such a name is not ours to tell of, and what is made anew is not old.
    fs::write(home.path().join("out/甲年报.csv"), "自己的").unwrap();
    let said = draw("县", "docx,pdf,html,json", &[]);
    assert!(said.contains("甲年报-1.svg") && !said.contains("甲年报.docx"), "{said}");
    assert!(!said.contains("甲年报.csv"), "{said}");
    let said = draw("县/a.yaml", "docx,pdf,html,json", &["--clean"]);
    assert!(said.contains("旧文件") && there("旧文件/甲年报-1.svg"), "{said}");
    assert!(!there("甲年报-1.svg") && there("甲年报.csv") && there("乙年报-1.svg"));
    assert!(!draw("县", "pdf", &[]).contains(old));
}

#[test]
fn a_single_report_is_cleaned_as_its_folder_is() {
    let home = folder();
    let county = home.path().join("县");
    fs::create_dir(&county).unwrap();
    let first = report(&county, "a.yaml", "甲年报");
    report(&county, "b.yaml", "乙年报");
    let draw = |input: &str, more: &[&str]| {
        let args = ["render", input, "-o", "out", "-f", "html,svg"];
        let said = run(nianbao().current_dir(&home).args(args).args(more));
        assert_eq!(said.code, 0, "{}", said.err);
        said.err
    };
    let there = |name: &str| home.path().join("out").join(name).exists();
    draw("县", &[]);
    let text = fs::read_to_string(&first).unwrap();
    fs::write(&first, text.replace("甲年报", "丙年报")).unwrap();
    // One of the others that is out of order keeps it from being known what is old.
    fs::write(county.join("c.yaml"), "机关：丁乡\n").unwrap();
    let said = draw("县/a.yaml", &["--clean"]);
    assert!(said.contains("没有移走改名以前的文件") && there("甲年报.html"), "{said}");
    fs::remove_file(county.join("c.yaml")).unwrap();
    fs::write(home.path().join("out/我的.html"), "自己的").unwrap();
    let said = draw("县/a.yaml", &["--clean"]);
    assert!(said.contains("旧文件/甲年报.html"), "{said}");
    for name in ["旧文件/甲年报-1.svg", "丙年报.html", "乙年报.html", "乙年报-1.svg", "我的.html"]
    {
        assert!(there(name), "{name}");
    }
    assert!(!there("甲年报.html") && !there("甲年报-1.svg"));
}

#[test]
#[cfg(unix)]
fn a_link_in_the_place_of_an_output_stays_unless_it_leads_to_what_the_program_made() {
    use std::os::unix::fs::symlink;
    let home = folder();
    report(home.path(), "r.yaml", "年报");
    let out = home.path().join("out");
    let formats = ["docx", "pdf", "ofd", "html", "svg", "png", "csv", "json"];
    let name = |format: &str| {
        let page = if ["svg", "png"].contains(&format) { "-1" } else { "" };
        format!("年报{page}.{format}")
    };
    let draw = |format: &str, more: &[&str]| {
        let args = ["render", "r.yaml", "-o", "out", "-f", format];
        run(nianbao().current_dir(&home).args(args).args(more))
    };
    fs::write(home.path().join("别处"), "要紧").unwrap();
    for format in formats {
        let link = out.join(name(format));
        for target in ["../别处", "没有", "../r.yaml", ".", "/dev/null"] {
            let _ = fs::remove_dir_all(&out);
            fs::create_dir(&out).unwrap();
            symlink(target, &link).unwrap();
            let said = draw(format, &[]);
            assert!(
                said.code == 2 && said.err.contains("[NB404]"),
                "{format} {target}: {}",
                said.err
            );
            assert!(said.err.contains("是链接"), "{}", said.err);
            assert_eq!(fs::read_link(&link).unwrap().to_str(), Some(target));
        }
        // In words it may go; what it leads to never does.
        fs::remove_file(&link).unwrap();
        symlink("../别处", &link).unwrap();
        assert_eq!(draw(format, &["--force"]).code, 0);
        assert!(!link.is_symlink() && link.is_file());
        assert_eq!(fs::read_to_string(home.path().join("别处")).unwrap(), "要紧");
        // To a file as it would be made now: there is nothing to do. To an older one of ours: it may go.
        let kept = home.path().join(format!("原件.{format}"));
        fs::rename(&link, &kept).unwrap();
        symlink(format!("../原件.{format}"), &link).unwrap();
        assert_eq!(draw(format, &[]).code, 0);
        assert!(link.is_symlink());
        assert!(kept.is_file());
    }
}

#[test]
fn a_county_names_formats_as_the_command_does() {
    let home = folder();
    report(home.path(), "r.yaml", "年报");
    let county = |formats: &str| {
        fs::write(home.path().join("county.yaml"), format!("格式: {formats}\n")).unwrap();
        let _ = fs::remove_dir_all(home.path().join("out"));
        run(nianbao().current_dir(&home).args(["render", "r.yaml", "-o", "out"]))
    };
    for formats in [
        "[csv, JSON]",
        "csv；json",
        "ｃｓｖ、json",
        "\"csv json\"",
        "[.csv, .json]",
        "[\"csv,json\"]",
    ] {
        assert_eq!(county(formats).code, 0, "{formats}");
        assert_eq!(tree(&home.path().join("out")), ["年报.csv", "年报.json"], "{formats}");
    }
    for (formats, near) in
        [("word", "docx"), ("[pdf, 网页]", "html"), ("jpg", "png"), ("pdff", "pdf")]
    {
        let said = county(formats);
        assert!(
            said.code == 1 && said.err.contains(&format!("是不是“{near}”？可以写")),
            "{}",
            said.err
        );
    }
}

#[test]
fn what_was_made_beside_a_report_is_no_second_one_whatever_its_title() {
    let home = folder();
    report(home.path(), "a.yaml", "甲年报");
    let draw = || {
        let args = ["render", ".", "-f", "docx,html,csv"];
        run(nianbao().current_dir(&home).args(args))
    };
    assert_eq!(draw().code, 0);
    let said = draw();
    assert!(said.code == 0 && said.out.matches("年报").count() <= 3, "{}{}", said.out, said.err);
    assert!(!said.err.contains("错误"), "{}", said.err);
}
