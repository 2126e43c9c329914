//! `nianbao summarize`.

use super::{folder, nianbao, run, tree};
use nianbao::{
    diagnostic::Source,
    report::{Report, Shared, Value, load, load_county, load_with},
};
use std::fs;

const YIMEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/yimen");

fn units() -> Vec<Report> {
    let county = fs::read_to_string(format!("{YIMEN}/county.yaml")).unwrap();
    let shared: Shared = load_county(&Source::new("county.yaml", county)).unwrap().shared;
    let mut units = Vec::new();
    for name in tree(YIMEN.as_ref()) {
        if name != "county.yaml" {
            let text = fs::read_to_string(format!("{YIMEN}/{name}")).unwrap();
            units.push(load_with(&Source::new(name, text), &shared).unwrap().report);
        }
    }
    units
}

/// Hundredths, by digits alone: nothing here is shared with the program's own adding up.
fn hundredths(value: &Value) -> i64 {
    match value {
        Value::Absent => 0,
        Value::Int(count) => count * 100,
        Value::Decimal(amount) => {
            let text = amount.to_string();
            let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
            format!("{whole}{fraction:0<2}").parse().unwrap()
        }
        Value::Text(text) => panic!("{text}"),
        Value::Unknown => panic!("unknown"),
    }
}

/// The skeleton as a person fills it.
fn filled_in(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once("【请填写：") {
        let (_, after) = tail.split_once('】').unwrap();
        out += before;
        out += "对公开不够及时的问题，按月核对目录加以改进；列入考核，接受社会评议，没有追究责任的情况；未收取信息处理费。";
        rest = after;
    }
    out + rest
}

#[test]
fn the_county_is_the_sum_of_the_seven_cell_by_cell() {
    let home = folder();
    let said = run(nianbao().current_dir(&home).args(["summarize", YIMEN, "-o", "易门县.yaml"]));
    assert_eq!((said.code, &*said.out), (0, "易门县.yaml\n易门县.csv\n易门县.xlsx\n"));
    assert!(
        said.err.ends_with("正文里有 6 处【请填写：……】，填完再 check、render\n"),
        "{}",
        said.err
    );
    assert!(said.err.contains("铜厂彝族乡.yaml:21"), "what a unit is told is told here too");
    let text = fs::read_to_string(home.path().join("易门县.yaml")).unwrap();
    let county = load(&Source::new("易门县.yaml", text)).unwrap().report;
    let units = units();
    let (mut cells, mut filled) = (0, 0);
    assert_eq!(units.len(), 7);
    for (table, numbers) in &county.tables {
        for (cell, number) in numbers {
            let sum: i64 = units.iter().map(|u| hundredths(&u.tables[table][cell].value)).sum();
            assert_eq!(hundredths(&number.value), sum, "{table} {cell}");
            (cells, filled) = (cells + 1, filled + usize::from(sum != 0));
        }
    }
    assert_eq!((cells, filled > 40), (200, true), "{filled} cells are not 0");

    let csv = fs::read_to_string(home.path().join("易门县.csv")).unwrap();
    assert_eq!(csv.lines().count(), 9);
    let last: Vec<&str> = csv.lines().last().unwrap().split(',').collect();
    assert_eq!((last[0], last.len()), ("合计", 201));

    let said = run(nianbao().current_dir(&home).args(["check", "易门县.yaml", "--units", YIMEN]));
    assert_eq!(said.out.matches("错误[").count(), 6, "{}", said.out);
    assert_eq!(said.out.matches("错误[NB119]").count(), 6, "{}", said.out);
    let path = home.path().join("易门县.yaml");
    fs::write(&path, filled_in(&fs::read_to_string(&path).unwrap())).unwrap();
    let said = run(nianbao().current_dir(&home).args(["check", "易门县.yaml", "--units", YIMEN]));
    assert_eq!((said.code, &*said.out), (0, ""), "{}", said.err);
    let said = run(nianbao().current_dir(&home).args(["render", "易门县.yaml"]));
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn words_that_a_person_has_added_are_not_overwritten() {
    let home = folder();
    let mut command = nianbao();
    command.current_dir(&home).args(["summarize", YIMEN]);
    assert_eq!(run(&mut command).code, 0);
    fs::write(home.path().join("易门县.yaml"), "# 补写过\n").unwrap();
    let said = run(&mut command);
    assert_eq!((said.code, &*said.out), (2, ""));
    assert!(said.err.contains("[NB404]") && said.err.contains("易门县.yaml"));
    assert_eq!(run(command.arg("--force")).code, 0);
}

#[test]
fn who_is_missing_is_told_and_what_is_wrong_stops_the_sum() {
    let home = folder();
    let reports = home.path().join("报告");
    fs::create_dir(&reports).unwrap();
    for name in tree(YIMEN.as_ref()) {
        fs::copy(format!("{YIMEN}/{name}"), reports.join(&name)).unwrap();
    }
    fs::remove_file(reports.join("小街乡.yaml")).unwrap();
    let mut command = nianbao();
    // The result lies among the reports and is not added to itself.
    command.current_dir(&home).args(["summarize", "报告", "-o", "报告/全县.yaml", "--force"]);
    for _ in 0..2 {
        let said = run(&mut command);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.err.contains("缺“小街乡”的报告"), "{}", said.err);
        let text = fs::read_to_string(reports.join("全县.yaml")).unwrap();
        assert!(text.contains("下列 6 个单位") && text.contains("行政许可: 453\n"), "{text}");
    }
    let said = run(command.args(["--deny", "warnings"]));
    assert_eq!((said.code, &*said.out), (1, ""));

    let path = reports.join("龙泉街道.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let wrong = text.replace("本年新收: [3, 1, 0, 0, 1, 0]", "本年新收: [4, 1, 0, 0, 1, 0]");
    fs::write(&path, wrong).unwrap();
    let said = run(&mut command);
    assert_eq!((said.code, &*said.out), (1, ""));
    assert!(said.err.contains("错误[NB101]"), "{}", said.err);
}

#[test]
fn what_last_year_left_over_must_have_come_in() {
    let home = folder();
    run(nianbao().current_dir(&home).args(["summarize", YIMEN, "-o", "2022.yaml"]));
    let text = fs::read_to_string(home.path().join("2022.yaml")).unwrap();
    let last = text
        .replace("年度: 2022", "年度: 2021")
        .replace("2022年", "2021年")
        .replace("结转下年度继续办理: [1, 1,", "结转下年度继续办理: [3, 1,")
        .replace("结转下年度: [1, 1,", "结转下年度: [3, 1,");
    assert_ne!(text, last);
    fs::write(home.path().join("2021.yaml"), last).unwrap();
    let args = ["summarize", YIMEN, "-o", "新.yaml", "--previous", "2021.yaml"];
    let said = run(nianbao().current_dir(&home).args(args));
    assert_eq!((said.code, &*said.out), (1, ""), "{}", said.err);
    assert!(said.err.contains("[NB105]"), "{}", said.err);
}

#[test]
fn a_result_is_never_added_to_itself_nor_put_in_the_place_of_a_units_report() {
    let home = folder();
    let reports = home.path().join("报告");
    fs::create_dir(&reports).unwrap();
    for name in tree(YIMEN.as_ref()) {
        fs::copy(format!("{YIMEN}/{name}"), reports.join(&name)).unwrap();
    }
    let summarize = |more: &[&str]| {
        let mut command = nianbao();
        run(command.current_dir(&reports).args(["summarize", "."]).args(more))
    };
    assert_eq!(summarize(&[]).code, 0);
    let path = reports.join("易门县.yaml");
    let first = filled_in(&fs::read_to_string(&path).unwrap());
    fs::write(&path, &first).unwrap();
    assert_eq!(summarize(&["--force"]).code, 0);
    assert_eq!(filled_in(&fs::read_to_string(&path).unwrap()), first);
    // Under another name the earlier result would be one unit more.
    fs::write(&path, &first).unwrap();
    let said = summarize(&["-o", "全县.yaml"]);
    assert!(said.code == 1 && said.err.contains("是全县的报告"), "{}", said.err);

    let unit = fs::read(reports.join("绿汁镇.yaml")).unwrap();
    let said = summarize(&["-o", "绿汁镇.yaml", "--force"]);
    assert!(said.code == 2 && said.err.contains("[NB404]"), "{}", said.err);
    assert_eq!(fs::read(reports.join("绿汁镇.yaml")).unwrap(), unit);
    for wrong in ["易门县.csv", "易门县.xlsx", "易门县"] {
        let said = summarize(&["-o", wrong, "--force"]);
        assert!(said.code == 2 && said.err.contains("[NB400]"), "{}", said.err);
    }
}

#[test]
fn summing_up_again_renews_the_numbers_and_keeps_the_words() {
    let home = folder();
    let reports = home.path().join("报告");
    fs::create_dir(&reports).unwrap();
    for name in tree(YIMEN.as_ref()) {
        fs::copy(format!("{YIMEN}/{name}"), reports.join(&name)).unwrap();
    }
    let summarize = || run(nianbao().current_dir(&home).args(["summarize", "报告"]));
    assert_eq!(summarize().code, 0);
    let path = home.path().join("易门县.yaml");
    let first = filled_in(&fs::read_to_string(&path).unwrap());
    let own = first.replace("  （三）", "  县里自己写的一段。\n  （三）").replace('\n', "\r\n");
    assert_ne!(own.len(), first.len());
    fs::write(&path, &own).unwrap();
    fs::write(home.path().join("易门县.csv"), "改过的").unwrap();
    // Nothing has changed but the table that somebody has worked on.
    let said = summarize();
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("文字没有动"), "{}", said.err);
    let report = |text: &str| text.split_once("\n机关: ").unwrap().1.to_owned();
    assert_eq!(report(&fs::read_to_string(&path).unwrap()), report(&own));
    let kept = fs::read_to_string(home.path().join("易门县（上次）.csv")).unwrap();
    assert_eq!(kept, "改过的");

    let unit = reports.join("龙泉街道.yaml");
    let text = fs::read_to_string(&unit).unwrap();
    let licences = text.lines().find(|line| line.starts_with("  行政许可: ")).unwrap().to_owned();
    let count: i64 = licences.trim_start_matches("  行政许可: ").parse().unwrap();
    fs::write(&unit, text.replace(&licences, &format!("  行政许可: {}", count + 7))).unwrap();
    fs::remove_file(reports.join("小街乡.yaml")).unwrap();
    let said = summarize();
    assert_eq!(said.code, 0, "{}", said.err);
    let now = fs::read_to_string(&path).unwrap();
    assert!(now.contains("县里自己写的一段") && now.contains("下列 6 个单位"), "{now}");
    assert!(now.contains("本报告由6个单位的年度报告汇总而成"), "{now}");
    // As if it were summed up for the first time.
    let fresh =
        run(nianbao().current_dir(&home).args(["summarize", "报告", "-o", "新/易门县.yaml"]));
    assert_eq!(fresh.code, 0, "{}", fresh.err);
    let fresh = fs::read_to_string(home.path().join("新/易门县.yaml")).unwrap();
    let numbers = |text: &str| -> Vec<String> {
        let table = |line: &&str| line.starts_with("  ") && !line.starts_with("  （");
        let is_row =
            |line: &&str| line.contains(": ") && line.contains(|c: char| c.is_ascii_digit());
        text.lines().filter(table).filter(is_row).map(str::to_owned).collect()
    };
    assert_eq!(numbers(&now), numbers(&fresh));
}

/// One volume of the seven: pages and text of each, bookmarks by unit and part; the same bytes twice.
#[test]
fn all_units_are_one_volume_on_wish() {
    let home = folder();
    let mut command = nianbao();
    command.current_dir(&home).args(["summarize", YIMEN, "-o", "易门县.yaml", "--combine"]);
    let said = run(&mut command);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.ends_with("易门县.xlsx\n易门县各单位.pdf\n"), "{}", said.out);
    let path = home.path().join("易门县各单位.pdf");
    let volume = fs::read(&path).unwrap();
    let pages = |file: &[u8]| lopdf::Document::load_mem(file).unwrap().get_pages().len();
    run(nianbao().current_dir(&home).args(["render", YIMEN, "-o", "out", "-f", "pdf"]));
    let alone = tree(&home.path().join("out")).into_iter();
    let alone: Vec<Vec<u8>> =
        alone.map(|n| fs::read(home.path().join("out").join(n)).unwrap()).collect();
    assert_eq!(pages(&volume), alone.iter().map(|file| pages(file)).sum::<usize>());
    assert!(volume.len() < alone.iter().map(Vec::len).sum());
    let said = run(&mut command);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(fs::read(&path).unwrap() == volume);
    // Neither the volume nor the workbook is a report, where they lie among reports.
    let reports = home.path().join("报告");
    fs::create_dir(&reports).unwrap();
    for name in tree(YIMEN.as_ref()) {
        fs::copy(format!("{YIMEN}/{name}"), reports.join(&name)).unwrap();
    }
    let mut command = nianbao();
    command.current_dir(&home).args(["summarize", "报告", "-o", "报告/全县.yaml", "--combine"]);
    for _ in 0..2 {
        let said = run(&mut command);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(!said.err.contains("NB411"), "{}", said.err);
    }
}
