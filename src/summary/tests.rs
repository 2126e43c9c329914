use super::*;
use crate::{
    diagnostic::{Diagnostics, Source, human},
    report::{agency_of, load},
};

fn unit(name: &str, year: i32, tables: &str) -> Report {
    let text = format!("机关: {name}人民政府\n年度: {year}\n{tables}");
    load(&Source::new(format!("{name}.yaml"), text)).unwrap().report
}

const A: &str = "\
主动公开:
  行政规范性文件: { 本年制发件数: 1, 本年废止件数: 2, 现行有效件数: 30 }
  行政许可: 7
  行政事业性收费: 98.40
依申请公开:
  本年新收: [3, 1, 0, 0, 0, 0]
  上年结转: [1, 0, 0, 0, 0, 0]
  办理结果:
    予以公开: [2, 1, 0, 0, 0, 0]
    不予公开:
      危及三安全一稳定: [1, 0, 0, 0, 0, 0]
  结转下年度: [1, 0, 0, 0, 0, 0]
复议诉讼:
  行政复议: [1, 0, 0, 2]
  行政诉讼:
    复议后起诉: [0, 1, 0, 0]
";
const B: &str = "\
主动公开:
  行政许可: 5件
  行政事业性收费: 1.6
依申请公开:
  本年新收: [0, 0, 0, 0, 0, 4]
  办理结果:
    其他处理:
      其他: [0, 0, 0, 0, 0, 4]
";

#[test]
fn the_yaml_is_a_report_again_with_the_sums() {
    let units = [unit("甲乡", 2022, A), unit("乙镇", 2022, B)];
    let summary = Summary::of("某县", None, &units).unwrap();
    let text = yaml(&summary).unwrap();
    insta::assert_snapshot!(text);
    let loaded = load(&Source::new("某县.yaml", text)).unwrap();
    assert_eq!(loaded.findings, Diagnostics::default());
    for table in &summary.form.tables {
        for cell in table.data() {
            let read = &loaded.report.tables[&table.key][&cell.key].value;
            let sum = summary.sum(&table.key, &cell.key);
            assert_eq!(read.amount(), Some(sum), "{}", cell.key);
        }
    }
    assert_eq!(summary.sum("disclosure", "fee.amount_wan").to_string(), "100.00");
}

#[test]
fn an_old_form_and_a_year_of_zeros_can_be_added_up_too() {
    for year in [2019, 2022] {
        let units = [unit("甲乡", year, "")];
        let text = yaml(&Summary::of("某县", None, &units).unwrap()).unwrap();
        let loaded = load(&Source::new("某县.yaml", text)).unwrap();
        assert_eq!(loaded.findings, Diagnostics::default());
    }
}

#[test]
fn what_cannot_be_added_is_told_with_its_place() {
    let units = [
        unit("甲乡", 2022, A),
        unit("乙镇", 2021, B),
        unit("甲乡", 2022, B),
        unit("丙乡", 2019, ""),
    ];
    let wrong = Summary::of("某县", None, &units).unwrap_err();
    let words = [unit("丁乡", 2022, "主动公开:\n  行政许可: 若干\n")];
    let words = Summary::of("某县", None, &words).unwrap_err();
    let none = Summary::of("某县", None, &[]).unwrap_err();
    insta::assert_snapshot!(human(&[&wrong[..], &words, &none].concat(), false));
}

#[test]
fn the_csv_has_a_line_a_unit_and_the_sums_last() {
    let units = [unit("甲,乡", 2022, A), unit("=乙镇", 2022, B)];
    let text = csv(&Summary::of("某县", None, &units).unwrap());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0].starts_with("\u{feff}单位,主动公开/规章/本年制发件数,"));
    assert!(lines[1].starts_with("\"甲,乡人民政府\",0,0,0,1,2,30,7,0,0,98.40,3,"));
    assert!(lines[2].starts_with("'=乙镇人民政府,0,0,0,0,0,0,5,0,0,1.6,0,"));
    assert!(lines[3].starts_with("合计,0,0,0,1,2,30,12,0,0,100.00,3,1,0,0,0,4,8,"));
    assert_eq!(lines[1].split(',').count(), lines[3].split(',').count() + 1);
}

#[test]
fn the_workbook_has_a_sheet_a_table_and_the_same_bytes_twice() {
    let units = [unit("甲乡", 2022, A), unit("乙镇", 2022, B)];
    let summary = Summary::of("某县", None, &units).unwrap();
    let bytes = xlsx(&summary).unwrap();
    assert!(bytes == xlsx(&summary).unwrap());
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| std::io::read_to_string(package.by_name(name).unwrap()).unwrap();
    for short in ["主动公开", "依申请公开", "复议诉讼"] {
        assert!(part("xl/workbook.xml").contains(short));
    }
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<f>SUM(H3:H4)</f><v>12</v>"), "{sheet}");
    assert!(part("docProps/core.xml").contains("2023-01-31T"));
    let numbers = |row: &str| {
        let line = sheet.split(&format!("<row r=\"{row}\"")).nth(1).unwrap();
        let line = line.split("</row>").next().unwrap();
        line.split("<v>")
            .skip(1)
            .map(|v| v.split('<').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let columns = numbers("3").len();
    assert!(numbers("3").contains(&"98.4".to_owned()), "{sheet}");
    assert_eq!((numbers("4").len(), numbers("5").len()), (columns, columns + 1));
    assert!(sheet.contains("<t>甲乡") && sheet.contains("<t>乙镇"), "{sheet}");
    let rows: Vec<&str> = sheet.split("<row r=\"").skip(1).map(|row| &row[..1]).collect();
    assert_eq!(rows, ["1", "2", "3", "4", "5"]);
}

#[test]
fn a_name_is_no_markup_in_the_workbook() {
    let text = format!("机关: \"<c>&_x0041_\"\n年度: 2022\n{A}");
    let units = [load(&Source::new("x.yaml", text)).unwrap().report];
    let summary = Summary::of("某县", None, &units).unwrap();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(xlsx(&summary).unwrap())).unwrap();
    let sheet = package.by_name("xl/worksheets/sheet1.xml").unwrap();
    let sheet = std::io::read_to_string(sheet).unwrap();
    assert!(sheet.contains("<t>&lt;c&gt;&amp;_x005F_x0041_</t>"), "{sheet}");
}

#[test]
fn a_county_is_governed_by_its_peoples_government() {
    assert_eq!(agency_of("易门县"), "易门县人民政府");
    assert_eq!(agency_of("易门县人民政府"), "易门县人民政府");
}

#[test]
fn signs_that_a_spreadsheet_computes_are_text() {
    for sign in ["=", "+", "-", "@", "＝", "＋", "－", "＠"] {
        let text = format!("机关: \"{sign}1+1人民政府\"\n年度: 2022\n{A}");
        let units = [load(&Source::new("x.yaml", text)).unwrap().report];
        let text = csv(&Summary::of("某县", None, &units).unwrap());
        let line = text.lines().nth(1).unwrap();
        assert!(line.starts_with(&format!("'{sign}1+1人民政府,")), "{line}");
    }
}

#[test]
fn a_date_before_the_calendar_of_spreadsheets_is_no_defect() {
    let units = [unit("甲乡", 2022, A)];
    let date = Date { year: 1000, month: 1, day: 1 };
    let summary = Summary::of("某县", Some(date), &units).unwrap();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(xlsx(&summary).unwrap())).unwrap();
    let core = std::io::read_to_string(package.by_name("docProps/core.xml").unwrap()).unwrap();
    assert!(core.contains("2023-01-31T"), "{core}");
}

#[test]
fn what_was_written_is_confirmed_cell_by_cell() {
    let units = [unit("甲乡", 2022, A), unit("乙镇", 2022, B)];
    let summary = Summary::of("某县", None, &units).unwrap();
    let text = yaml(&summary).unwrap();
    let read = |text: &str| load(&Source::new("某县.yaml", text)).unwrap().report;
    summary.confirm(&read(&text)).unwrap();
    let other = text.replace("行政许可: 12", "行政许可: 13");
    assert_ne!(other, text);
    summary.confirm(&read(&other)).unwrap_err();
}
