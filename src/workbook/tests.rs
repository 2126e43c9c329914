use super::{place::SheetPlace, *};
use crate::report::{Date, FormTable, Forms, Signature, Value, carry_over, first};
use std::{collections::BTreeSet, io::Read};

fn of(year: i32) -> Report {
    first(&Forms::default(), "柳河镇", year).unwrap()
}

/// The text of a part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_same_report_gives_the_same_small_file() {
    for year in [2019, 2025] {
        let report = of(year);
        let made = form(&report, Extras::default()).unwrap();
        assert!(made == form(&report, Extras::default()).unwrap());
        assert!(made.len() < 30_000, "{} bytes", made.len());
    }
}

#[test]
fn with_last_years_numbers_it_is_small_too() {
    for year in [2020, 2025] {
        let mut before = of(year - 1);
        let cells = before.tables.values_mut().flat_map(|cells| cells.values_mut());
        for (cell, number) in cells.zip((1_000..).step_by(37)) {
            cell.value = Value::Int(number);
        }
        let made = form(&of(year), Extras { previous: Some(&before) }).unwrap();
        assert!(made.len() < 30_000, "{} bytes", made.len());
    }
}

#[test]
fn what_is_not_needed_is_left_out_of_the_package_and_not_named_in_it() {
    let made = form(&of(2025), Extras::default()).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&made)).unwrap();
    for index in 0..archive.len() {
        let (mut text, mut part) = (String::new(), archive.by_index(index).unwrap());
        part.read_to_string(&mut text).unwrap();
        let name = part.name().unwrap();
        assert!(!text.contains("theme") && !text.contains("app.xml"), "{name}: {text}");
    }
}

#[test]
fn every_number_has_a_place_of_its_own() {
    for year in [2019, 2025] {
        let report = of(year);
        let tables = report.form.tables.iter();
        let places = tables.flat_map(|table| table.data().map(|c| SheetPlace::of(table, c)));
        let all: Vec<String> = places.map(|place| place.absolute()).collect();
        assert_eq!(all.len(), report.form.tables.iter().flat_map(FormTable::data).count());
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }
}

#[test]
fn what_does_not_tie_is_said_in_the_words_of_check() {
    let mut report = of(2025);
    let cells = report.tables.get_mut("requests").unwrap();
    cells.get_mut("new.natural").unwrap().value = Value::Int(3);
    let made = form(&report, Extras::default()).unwrap();
    let all: String =
        (1..=7).map(|number| part(&made, &format!("xl/worksheets/sheet{number}.xml"))).collect();
    let said = "表三 自然人列不平：本年新收＋上年结转＝3，办理结果总计＋结转下年度＝0";
    assert!(all.contains(&format!("<v>{said}</v>")));
    let told = crate::check::check(&report, &crate::check::Context::default());
    assert!(told.iter().any(|finding| finding.message == said), "{told:?}");
}

#[test]
fn nothing_is_proved_of_columns_that_a_form_lacks() {
    for year in [2019, 2025] {
        let report = of(year);
        for tie in crate::check::ties(&report, None) {
            let table = report.form.table(&tie.table).unwrap();
            let terms = tie.left.iter().chain(&tie.right);
            let lacks = |term: &&crate::check::Term| match term {
                crate::check::Term::Plus(key) | crate::check::Term::Minus(key) => {
                    table.cell(key).is_none()
                }
                crate::check::Term::Given(_) => false,
            };
            assert_eq!(terms.clone().find(lacks), None, "{} {year}", tie.code);
        }
    }
}

#[test]
fn what_was_open_last_year_is_carried_over_once() {
    let mut before = of(2024);
    let cells = before.tables.get_mut("requests").unwrap();
    cells.get_mut("carried_out.natural").unwrap().value = Value::Int(2);
    cells.get_mut("carried_out.other").unwrap().value = Value::Int(1);
    let mut report = of(2025);
    carry_over(&mut report, &before);
    let now = |report: &Report, key: &str| report.tables["requests"][key].value.clone();
    assert_eq!(now(&report, "carried_in.natural"), Value::Int(2));
    assert_eq!(now(&report, "carried_in.total"), Value::Int(3));
    report.tables.get_mut("requests").unwrap().get_mut("carried_in.natural").unwrap().value =
        Value::Int(5);
    carry_over(&mut report, &before);
    assert_eq!(now(&report, "carried_in.natural"), Value::Int(5), "somebody has typed it");
}

#[test]
fn a_text_that_no_cell_takes_is_told() {
    let mut report = of(2025);
    report.preface = Some("长".repeat(LONGEST + 1).into());
    let told = form(&report, Extras::default()).unwrap_err();
    assert!(told.iter().any(|finding| finding.message.contains("32767")), "{told:?}");
}

/// Every formula of a workbook.
fn formulas(bytes: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let mut text = String::new();
        archive.by_index(index).unwrap().read_to_string(&mut text).unwrap();
        found.extend(
            text.split("<f>").skip(1).map(|rest| rest.split("</f>").next().unwrap().to_owned()),
        );
    }
    found
}

#[test]
fn words_that_look_like_formulas_are_words() {
    let plain = first(&Forms::default(), "柳河镇", 2025).unwrap();
    let plain = formulas(&form(&plain, Extras { previous: Some(&of(2024)) }).unwrap());
    for text in [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1+1",
        "=HYPERLINK(\"http://x\",\"点\")",
    ] {
        let name = format!("{text}镇");
        let mut report = of(2025);
        report.agency.value.clone_from(&name);
        report.short_name = Some(name.clone().into());
        report.preface = Some(text.to_owned().into());
        for part in &mut report.parts {
            part.text = Some(text.to_owned().into());
        }
        let cells = report.tables.get_mut("requests").unwrap();
        cells.get_mut("new.natural").unwrap().value = Value::Text(text.to_owned());
        report.signature = Some(Signature {
            bodies: vec![name.clone().into()],
            date: Date { year: 2026, month: 1, day: 5 }.into(),
            sealed: false,
            seals: Vec::new(),
        });
        let mut before = of(2024);
        before.agency.value.clone_from(&name);
        before.title = vec![name.clone().into()];
        let made = form(&report, Extras { previous: Some(&before) }).unwrap();
        assert_eq!(formulas(&made), plain, "{text}");
        // What is written shows as it was typed.
        let shown = quick_xml::escape::partial_escape(text.trim()).into_owned();
        assert!(part(&made, "xl/sharedStrings.xml").contains(&shown), "{text}");
    }
}
