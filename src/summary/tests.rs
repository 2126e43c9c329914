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

/// The text of every cell of a sheet by its name.
fn read(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let book = part(bytes, "xl/workbook.xml");
    let names: Vec<&str> = book.split("<sheet name=\"").skip(1).collect();
    let number = names.iter().position(|name| name.starts_with(&format!("{sheet}\""))).unwrap();
    let text = part(bytes, &format!("xl/worksheets/sheet{}.xml", number + 1));
    let cells = |row: &str| {
        let cells = row.split("<c r=\"").skip(1);
        let value = |cell: &str| {
            let text = cell.split_once("<v>").or(cell.split_once("preserve\">"))?.1;
            Some(quick_xml::escape::unescape(text.split_once("</")?.0).unwrap().into_owned())
        };
        cells.map(|cell| value(cell).unwrap_or_default()).collect()
    };
    text.split("<row ").skip(1).map(cells).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(package.by_name(name).unwrap()).unwrap()
}

#[test]
fn the_workbook_has_the_form_with_a_row_a_unit_and_the_same_bytes_twice() {
    let units = [unit("甲乡", 2022, A), unit("乙镇", 2022, B)];
    let summary = Summary::of("某县", None, &units).unwrap();
    let bytes = xlsx(&summary).unwrap();
    assert!(bytes == xlsx(&summary).unwrap());
    assert!(part(&bytes, "docProps/core.xml").contains("2023-01-31T"));

    let rows = read(&bytes, "主动公开");
    let row = |first: &str| rows.iter().position(|row| row[0] == first).unwrap();
    let at = row("行政许可");
    assert_eq!(rows[at][..3], ["行政许可", "甲乡人民政府", "7"]);
    assert_eq!(rows[at + 1][..3], ["", "乙镇人民政府", "5"]);
    assert_eq!(rows[at + 2][..3], ["", "合计", "12"]);
    let at = row("行政规范性文件");
    assert_eq!(rows[at + 2][1..5], ["合计", "1", "2", "30"]);
    let at = row("行政事业性收费");
    assert_eq!((&*rows[at][2], &*rows[at + 2][2]), ("98.40", "100.00"));

    let rows = read(&bytes, "依申请公开");
    assert!(rows[1][3..].iter().any(|head| head == "单位"), "{:?}", rows[1]);
    assert_eq!(rows.len(), 1 + 3 + 25 * 3);
    let at = rows.iter().position(|row| row[0].starts_with("一、本年新收")).unwrap();
    assert_eq!(rows[at][3..], ["甲乡人民政府", "3", "1", "0", "0", "0", "0", "4"]);
    assert_eq!(rows[at + 2][3..], ["合计", "3", "1", "0", "0", "0", "4", "8"]);

    let rows = read(&bytes, "复议诉讼");
    assert_eq!(rows[rows.len() - 3][..6], ["甲乡人民政府", "1", "0", "0", "2", "3"]);
    assert_eq!(rows[rows.len() - 1][..6], ["合计", "1", "0", "0", "2", "3"]);

    let rows = read(&bytes, "总览");
    assert_eq!(rows[3][..8], ["1", "甲乡人民政府", "1", "2", "30", "4", "1", "4"]);
    assert_eq!(rows[5][..8], ["合计 2 个单位", "", "1", "2", "30", "8", "1", "8"]);
}

/// Sixty units beside one label: it stands again where the next page may be, and nothing is merged twice.
#[test]
fn labels_stand_again_beside_many_units_and_merged_cells_lie_apart() {
    for (year, count) in [(2022, 60), (2019, 40), (2022, 1)] {
        let units: Vec<_> = (0..count).map(|i| unit(&format!("第{i}乡"), year, "")).collect();
        let bytes = xlsx(&Summary::of("某县", None, &units).unwrap()).unwrap();
        for sheet in 2..=4 {
            let text = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
            let mut taken = BTreeSet::new();
            for merge in text.split("<mergeCell ref=\"").skip(1) {
                let (from, to) = merge.split('"').next().unwrap().split_once(':').unwrap();
                let ((top, left), (bottom, right)) = (place_of_cell(from), place_of_cell(to));
                assert!(top <= bottom && left <= right && (top, left) != (bottom, right));
                for row in top..=bottom {
                    for column in left..=right {
                        assert!(taken.insert((row, column)), "{sheet} {row} {column}");
                    }
                }
            }
            let rows = text.matches("<row ").count();
            let last = text.rsplit("<row r=\"").next().unwrap().split('"').next().unwrap();
            assert_eq!(rows.to_string(), last);
            if count == 60 && sheet == 2 {
                assert!(text.matches(">行政许可<").count() > 1, "{text}");
            }
        }
    }
}

/// Row and column of `AB12`.
fn place_of_cell(cell: &str) -> (u32, u32) {
    let at = cell.find(|c: char| c.is_ascii_digit()).unwrap();
    let column = cell[..at].bytes().fold(0, |sum, b| sum * 26 + u32::from(b - b'A') + 1);
    (cell[at..].parse().unwrap(), column)
}

#[test]
fn a_name_is_no_markup_in_the_workbook() {
    let text = format!("机关: \"<c>&_x0041_\"\n年度: 2022\n{A}");
    let units = [load(&Source::new("x.yaml", text)).unwrap().report];
    let bytes = xlsx(&Summary::of("某县", None, &units).unwrap()).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains(">&lt;c&gt;&amp;_x005F_x0041_</t>"), "{sheet}");
    assert_eq!(read(&bytes, "总览")[3][1], "<c>&_x005F_x0041_");
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
        let summary = Summary::of("某县", None, &units).unwrap();
        let text = csv(&summary);
        let line = text.lines().nth(1).unwrap();
        assert!(line.starts_with(&format!("'{sign}1+1人民政府,")), "{line}");
        let bytes = xlsx(&summary).unwrap();
        assert_eq!(read(&bytes, "总览")[3][1], format!("{sign}1+1人民政府"));
        for number in 1..=4 {
            let sheet = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
            let is_sum = |formula: &str| formula.starts_with("SUM(");
            assert!(sheet.split("<f>").skip(1).all(is_sum), "{sheet}");
        }
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
