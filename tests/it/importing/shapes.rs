//! The same numbers in every shape: each cell right, or said not to be known.

use super::{
    imported,
    layouts::{BookLayout, BookSheets, OVERVIEW, TITLE_BODY, html, marked, rows, whole, xlsx},
    made::{Made, made},
    report_of,
};
use fastrand::Rng;
use nianbao::report::{FormTable, Value};

/// How the cells of a shape came out.
#[derive(Debug, Default)]
struct Outcome {
    cells: usize,
    right: usize,
    lost: usize,
    wrong: Vec<String>,
}

/// Reads a laid-out report and compares all cells.
fn compare(made: &Made, name: &str, file: &[u8], outcome: &mut Outcome) {
    let imported = imported(name, file);
    let report = report_of(&imported);
    assert_eq!(report.form.id, made.form.id);
    for ((table, key), expected) in &made.numbers {
        outcome.cells += 1;
        match &report.tables[table][key].value {
            Value::Text(found) if found.contains("请填写") => outcome.lost += 1,
            Value::Int(found) if found.to_string() == *expected => outcome.right += 1,
            Value::Decimal(found) if found.to_string() == *expected => outcome.right += 1,
            Value::Text(found) if found == expected => outcome.right += 1,
            found => outcome.wrong.push(format!("{key}: {found:?}, not {expected}")),
        }
    }
}

/// Several reports of both forms in one shape.
#[track_caller]
fn shape(name: &str, lay_out: &dyn Fn(&Made) -> String) -> Outcome {
    let mut outcome = Outcome::default();
    for seed in 0..6 {
        let mut rng = Rng::with_seed(seed);
        let made = made(&mut rng, if seed % 3 == 2 { 2020 } else { 2023 });
        compare(&made, name, lay_out(&made).as_bytes(), &mut outcome);
    }
    assert_eq!(outcome.wrong, [""; 0], "{name}");
    outcome
}

#[track_caller]
fn all_right(name: &str, lay_out: &dyn Fn(&Made) -> String) {
    let outcome = shape(name, lay_out);
    assert_eq!(outcome.right, outcome.cells, "{outcome:?}");
}

#[test]
fn a_page_with_merged_cells_is_read_to_the_last_cell() {
    all_right("页.html", &|made| html(made, &str::to_owned));
    all_right("页.html", &|made| {
        html(made, &|text| format!("<p>&nbsp;{text}&nbsp;<o:p></o:p></p>"))
    });
    all_right("页.html", &|made| html(made, &|text| format!("<font><span>{text}</span></font>")));
}

#[test]
fn a_workbook_is_read_to_the_last_cell_wherever_its_tables_stand() {
    let layouts = [
        BookLayout::default(),
        BookLayout { skipped: (3, 2), ..BookLayout::default() },
        BookLayout { sheets: BookSheets::Apart, as_text: true, ..BookLayout::default() },
        BookLayout { sheets: BookSheets::Turned, ..BookLayout::default() },
        BookLayout { uncomputed: true, ..BookLayout::default() },
    ];
    for layout in layouts {
        let mut outcome = Outcome::default();
        for (seed, year) in [(0, 2023), (1, 2020)] {
            let made = made(&mut Rng::with_seed(seed), year);
            let file = xlsx(&made, layout);
            compare(&made, "表.xlsx", &file, &mut outcome);
            let back = imported("表.xlsx", &file);
            let report = report_of(&back);
            let told = nianbao::diagnostic::human(&back.findings, false);
            let title = format!("{TITLE_BODY}{year}年政府信息公开工作年度报告");
            assert_eq!(report.title_line(), title, "{layout:?}\n{told}");
            assert_eq!(report.parts[0].text.as_ref().unwrap().value.trim(), OVERVIEW);
        }
        assert_eq!(outcome.wrong, [""; 0], "{layout:?}");
        assert_eq!(outcome.right, outcome.cells, "{layout:?} {outcome:?}");
    }
}

#[test]
fn rows_with_marks_between_their_cells_are_read_to_the_last_cell() {
    for (before, mark, after) in [
        ("", " | ", " |"),
        ("| ", " | ", " |"),
        ("", "\t", ""),
        ("", " | ", " | |||"),
        ("", "｜", "｜"),
    ] {
        all_right("文.txt", &|made| {
            whole(made, |table| marked(made, table, before, mark, after), "\n")
        });
    }
}

#[test]
fn one_cell_a_line_is_read_to_the_last_cell() {
    for gap in ["\n", "\n\n", " |\n"] {
        all_right("文.txt", &|made| {
            let table = |table: &FormTable| {
                let cells = rows(table).concat();
                let texts = cells.iter().map(|cell| made.text(table, &cell.key, &cell.text));
                texts.map(|text| [text, gap].concat()).collect::<String>()
            };
            whole(made, table, "\n")
        });
    }
}

#[test]
fn markdown_is_read_to_the_last_cell() {
    all_right("文.md", &|made| {
        let table = |table: &FormTable| {
            let rows = marked(made, table, "| ", " | ", " |");
            rows.replacen('\n', "\n|---|---|\n", 1)
        };
        whole(made, table, "\n\n")
    });
}

#[test]
fn what_has_no_ink_is_no_part_of_a_number() {
    for unseen in [
        '\u{200B}', '\u{200C}', '\u{200D}', '\u{200E}', '\u{200F}', '\u{2060}', '\u{FEFF}',
        '\u{AD}',
    ] {
        let between = |cell: &str| {
            let mut digits: Vec<String> = cell.chars().map(String::from).collect();
            if digits.len() > 1 {
                digits.insert(1, unseen.to_string());
            }
            digits.concat()
        };
        all_right("页.html", &|made| html(made, &|cell| format!("{unseen}{cell}{unseen}")));
        all_right("页.html", &|made| html(made, &between));
        let mark = format!("{unseen}\t{unseen}");
        all_right("文.txt", &|made| {
            whole(made, |table| marked(made, table, "", &mark, &unseen.to_string()), "\n")
        });
    }
}

#[test]
fn digits_without_anything_between_are_cut_only_where_that_is_certain() {
    let outcome =
        shape("文.txt", &|made| whole(made, |table| marked(made, table, "", "", ""), "\n"));
    assert!(outcome.right * 2 > outcome.cells, "{outcome:?}");
    assert_eq!(outcome.right + outcome.lost, outcome.cells);
}

#[test]
fn labels_that_are_cut_or_typed_otherwise_are_still_those_of_the_form() {
    let damage: [(&str, &str); 5] = [
        ("现行有效件数", "现行有效件"),
        ("（一）予以公开", "(一)予以公開"),
        ("1.属于国家秘密", "1、属于国家秘密"),
        ("政府信息公开申请数量", "申请数量"),
        ("危及“三安全一稳定”", "危及 三安全一稳定"),
    ];
    for (from, to) in damage {
        all_right("文.txt", &|made| {
            whole(made, |table| marked(made, table, "", " | ", " |"), "\n").replace(from, to)
        });
    }
}

#[test]
fn a_row_that_is_known_by_its_place_alone_is_marked() {
    let mut rng = Rng::with_seed(7);
    let made = made(&mut rng, 2023);
    let text = whole(&made, |table| marked(&made, table, "", " | ", " |"), "\n");
    let text = text.replace("6.属于四类过程性信息", "某某某某");
    let imported = imported("文.txt", text.as_bytes());
    assert!(imported.findings.iter().any(|found| found.code.id() == "NB513"));
    assert_eq!((imported.tally.doubtful, imported.tally.lost), (7, 0), "{}", imported.tally);
}

#[test]
fn one_changed_digit_is_flagged() {
    let (mut changed, mut flagged) = (0, 0);
    for seed in 0..60 {
        let mut rng = Rng::with_seed(seed);
        let mut made = made(&mut rng, 2023);
        let keys: Vec<_> = made.numbers.keys().filter(|(table, _)| table != "disclosure").collect();
        let key = keys[rng.usize(..keys.len())].clone();
        let number: i64 = made.numbers[&key].parse().unwrap();
        made.numbers.insert(key, (number + rng.i64(1..9)).to_string());
        let imported = imported("页.html", html(&made, &str::to_owned).as_bytes());
        changed += 1;
        flagged += usize::from(imported.tally.doubtful > 0);
    }
    assert_eq!(flagged, changed);
}

#[test]
fn blanks_that_vanish_leave_no_number_in_a_wrong_place() {
    let mut outcome = Outcome::default();
    for seed in 0..6 {
        let mut rng = Rng::with_seed(seed);
        let mut made = made(&mut rng, 2023);
        // The columns of bodies are empty in every row.
        let empty = ["commercial", "research", "charity", "legal"];
        let is_empty = |key: &str| empty.iter().any(|column| key.ends_with(&format!(".{column}")));
        for ((table, key), value) in &mut made.numbers {
            if table == "requests" && is_empty(key) {
                value.clear();
            }
        }
        let table = |table: &FormTable| {
            let cells = rows(table).concat();
            let texts = cells.iter().map(|cell| made.text(table, &cell.key, &cell.text));
            texts
                .filter(|text| !text.is_empty())
                .map(|text| [text, "\n"].concat())
                .collect::<String>()
        };
        let text = whole(&made, table, "\n");
        let report = report_of(&imported("文.txt", text.as_bytes()));
        for ((table, key), expected) in &made.numbers {
            outcome.cells += 1;
            match &report.tables[table][key].value {
                Value::Text(found) if found.contains("请填写") => outcome.lost += 1,
                Value::Int(found) if found.to_string() == *expected => outcome.right += 1,
                Value::Decimal(found) if found.to_string() == *expected => outcome.right += 1,
                found => outcome.wrong.push(format!("{key}: {found:?}, not {expected:?}")),
            }
        }
    }
    assert_eq!(outcome.wrong, [""; 0]);
    assert!(outcome.lost > 0 && outcome.right > 0);
}

#[test]
fn a_text_that_ends_in_the_middle_leaves_the_rest_open() {
    let mut rng = Rng::with_seed(3);
    let made = made(&mut rng, 2023);
    let text = whole(&made, |table| marked(&made, table, "", " | ", " |"), "\n");
    let end = text.find("（四）无法提供").unwrap();
    let imported = imported("文.txt", &text.as_bytes()[..end]);
    let report = report_of(&imported);
    assert_eq!(
        report.tables["requests"]["r3_8.total"].value.amount().map(|n| n.to_string()),
        Some(made.numbers[&("requests".to_owned(), "r3_8.total".to_owned())].clone())
    );
    let blank = |value: &Value| matches!(value, Value::Text(text) if text.contains("请填写"));
    assert!(blank(&report.tables["requests"]["r4_1.natural"].value));
    assert!(report.tables["disputes"].values().all(|cell| blank(&cell.value)));
    let checked = nianbao::check::check(&report, &nianbao::check::Context::default());
    assert!(checked.has_errors(), "no check lets a lost cell pass");
}

#[test]
fn title_body_year_texts_and_signature_are_read_and_nothing_of_the_site() {
    let mut rng = Rng::with_seed(1);
    let made = made(&mut rng, 2023);
    let report = report_of(&imported("页.html", html(&made, &str::to_owned).as_bytes()));
    assert_eq!(report.agency.value, format!("{TITLE_BODY}人民政府"));
    assert_eq!(report.year.value, 2023);
    assert_eq!(report.title_line(), format!("{TITLE_BODY}2023年政府信息公开工作年度报告"));
    assert_eq!(report.parts.len(), 6);
    let texts: Vec<&str> =
        report.parts.iter().filter_map(|part| part.text.as_ref()).map(|t| t.value.trim()).collect();
    assert_eq!(texts, [OVERVIEW; 3]);
    let signature = report.signature.unwrap();
    assert_eq!(signature.date.value.to_string(), "2024年1月17日");
    let preface = report.preface.unwrap().value;
    assert_eq!(preface.trim(), "本报告所列数据的统计期限为2023年1月1日至12月31日。");
}
