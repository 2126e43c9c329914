//! The expected text is itself expected to be right: whole, and in agreement with the official form.

use crate::support::{assert_same_text, dense, seed};
use nianbao::{export::Format, render::Kit, template::Template};
use nianbao_testing::{docx, pdf};

#[test]
fn the_expected_text_is_the_report_and_nothing_of_the_page() {
    let text = seed::expected();
    assert!(text.starts_with("铜厂乡2022年政府信息公开工作年度报告2022年，铜厂彝族乡人民政府在"));
    assert!(text.ends_with("和个人责任。铜厂彝族乡人民政府2023年1月17日"));
    let parts =
        ["一、总", "二、加", "三、加", "四、完", "五、主", "六、收", "七、政", "八、存", "九、下"];
    let places: Vec<_> = parts.iter().map(|part| text.find(part).expect(part)).collect();
    assert!(places.is_sorted());
    for of_the_page in ["首页", "网站", "主办：", "IPv6"] {
        let in_report = text.matches(of_the_page).count();
        // The report itself speaks of the 政府网站.
        assert_eq!(in_report, if of_the_page == "网站" { 4 } else { 0 }, "{of_the_page}");
    }
    assert!(!text.contains([',', ':', '(', ')', '|', ' ']));
}

#[test]
fn the_tables_of_the_page_are_those_of_the_form() {
    let printed = |kind: &str| !matches!(kind, "int" | "signed" | "decimal" | "money");
    for (part, id) in [("五", "A2021"), ("六", "B2021")] {
        let cells = seed::table(part);
        let labels: Vec<&str> =
            cells.iter().map(String::as_str).filter(|cell| *cell != "0").collect();
        assert_eq!(labels, seed::form(id, printed), "{part}");
    }
    let zeros = |part| seed::table(part).iter().filter(|cell| *cell == "0").count();
    // 2 × 3 + 4 numbers, 25 rows of 7, and 15.
    assert_eq!((zeros("五"), zeros("六"), zeros("七")), (10, 175, 15));
}

#[test]
fn the_cut_heads_of_the_third_table_are_restored_from_the_form() {
    let text = seed::expected();
    let (_, after) = text.split_once("七、政府信息公开行政复议、行政诉讼情况").unwrap();
    let (table, _) = after.split_once("八、").unwrap();
    assert_same_text(
        table,
        &format!(
            "行政复议行政诉讼{0}未经复议直接起诉复议后起诉{0}{0}{1}",
            "结果维持结果纠正其他结果尚未审结总计",
            "0".repeat(15)
        ),
    );
}

fn kit() -> Kit {
    Kit::new(Template::builtin().unwrap())
}

/// Both files of the example, as `nianbao render` makes them.
fn files_of_the_example() -> (Vec<u8>, Vec<u8>) {
    let path = "examples/yimen/铜厂彝族乡.yaml";
    let kit = kit();
    let drawn = kit.draw(path, &std::fs::read(path).unwrap()).unwrap();
    let pages = kit.set(&drawn).unwrap();
    let write = |format| kit.write(&drawn, &pages, format).unwrap().remove(0).bytes;
    (write(Format::DOCX), write(Format::PDF))
}

#[test]
fn the_docx_of_the_example_says_what_the_published_page_says() {
    let (docx, _) = files_of_the_example();
    assert_same_text(&dense(&docx::text(&docx)), &seed::expected());
}

#[test]
fn the_pdf_of_the_example_says_what_the_published_page_says() {
    let (_, pdf) = files_of_the_example();
    let Some(text) = pdf::text(&pdf, pdf::TYPE_AREA) else {
        return;
    };
    assert_same_text(&dense(&text), &seed::expected());
}

#[test]
fn a_draft_says_so_on_every_page_of_both_files() {
    let path = "examples/yimen/铜厂彝族乡.yaml";
    let mut kit = kit();
    kit.wishes.draft = true;
    let drawn = kit.draw(path, &std::fs::read(path).unwrap()).unwrap();
    let pages = kit.set(&drawn).unwrap();
    let docx = kit.write(&drawn, &pages, Format::DOCX).unwrap().remove(0).bytes;
    for part in ["word/header1.xml", "word/header2.xml"] {
        assert!(docx::part(&docx, part).contains("草稿"), "{part}");
    }
    let pdf = kit.write(&drawn, &pages, Format::PDF).unwrap().remove(0).bytes;
    let margin = pdf::Area { x: 0.0, y: 0.0, width: 595.0, height: 100.0 };
    let Some(text) = pdf::text(&pdf, margin) else {
        return;
    };
    assert_eq!(text.matches("草稿").count(), pages.pages.len());
}
