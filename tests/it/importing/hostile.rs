//! Files that nobody made in good faith: an answer at once, whatever they hold.

use nianbao::{
    diagnostic::human,
    import::import,
    report::{Forms, load},
};
use std::{
    io::{Cursor, Write as _},
    time::{Duration, Instant},
};
use zip::{ZipWriter, write::SimpleFileOptions};

fn docx(body: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(body.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn word(inner: &str) -> Vec<u8> {
    docx(&format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{inner}</w:body></w:document>"
    ))
}

/// A package with some parts.
fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with this in its only sheet, and these texts.
fn xlsx(sheet: &str, strings: &str) -> Vec<u8> {
    package(&[
        (
            "xl/workbook.xml",
            "<workbook xmlns:r='r'><sheets><sheet name='表' r:id='a'/></sheets></workbook>"
                .to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<a><Relationship Id='a' Target='worksheets/s.xml'/></a>".to_owned(),
        ),
        ("xl/sharedStrings.xml", format!("<sst>{strings}</sst>")),
        ("xl/worksheets/s.xml", format!("<worksheet>{sheet}</worksheet>")),
    ])
}

fn ods(table: &str) -> Vec<u8> {
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        (
            "content.xml",
            format!("<office:a><table:table table:name='表'>{table}</table:table></office:a>"),
        ),
    ])
}

/// Workbooks.
fn books() -> Vec<(&'static str, Vec<u8>)> {
    let cell = |at: &str| format!("<c r='{at}'><v>1</v></c>");
    let far =
        format!("<row r='1'>{}</row><row r='1048576'>{}</row>", cell("A1"), cell("XFD1048576"));
    let text = "<c r='A1' t='inlineStr'><is><t>一、总体情况</t></is></c>";
    let merge = |of: &str, times: usize| {
        format!("<row r='1'>{text}</row>{}", format!("<mergeCell ref='{of}'/>").repeat(times))
    };
    let chain = {
        let mut bytes = vec![0xFF; 4096];
        bytes[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
        bytes[30..34].copy_from_slice(&[9, 0, 6, 0]);
        // A table of sectors that leads in a circle.
        bytes[44..80].fill(0);
        bytes[512..516].copy_from_slice(&[0; 4]);
        bytes[1024..1042].copy_from_slice(b"W\0o\0r\0k\0b\0o\0o\0k\0\0\0");
        bytes
    };
    vec![
        ("a.xlsx", xlsx(&far, "")),
        ("a.xlsx", xlsx(&"<row r='7'/>".repeat(1_000_000), "")),
        ("a.xlsx", xlsx(&"<row><c s='1'/></row>".repeat(300_000), "")),
        ("a.xlsx", xlsx(&format!("<row>{}</row>", "<c><v>1</v></c>".repeat(300_000)), "")),
        ("a.xlsx", xlsx(&"<row><c><v>1</v></c></row>".repeat(150_000), "")),
        ("a.xlsx", xlsx("", &"<si/>".repeat(1_000_000))),
        ("a.xlsx", xlsx(text, &format!("<si><t>{}</t></si>", "公".repeat(12 << 20)))),
        ("a.xlsx", xlsx(&merge("A1:XFD1048576", 19_000), "")),
        ("a.xlsx", xlsx(&merge("A1:B2", 1_000_000), "")),
        ("a.xlsx", xlsx(&merge("ZZZ99999999:A1", 9), "")),
        ("a.xlsx", xlsx(&"<a>".repeat(100_000), "")),
        ("a.xlsx", xlsx(&format!("<row>{}</row>", "<c t='s'><v>99999999999999999999</v></c>".repeat(99)), "")),
        ("a.xlsx", xlsx(&format!("<row r='1'>{text}</row><row r='0'><c r='A0'><f>A1+A1:XFD1048576</f></c></row>"), "")),
        ("a.xlsx", xlsx(&format!("<row r='4294967295'>{}</row>", "<c><v>1e999</v></c>".repeat(9)), "")),
        ("a.xlsx", xlsx("<row><c><v>1", "")),
        ("a.xlsx", package(&[("xl/workbook.xml", String::new())])),
        ("a.xlsx", package(&[("xl/workbook.xml", "<a>".to_owned())])),
        ("a.xlsx", b"PK\x03\x04xl/workbook.xml".to_vec()),
        ("a.ods", ods("<table:table-row table:number-rows-repeated='1048576'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>")),
        ("a.ods", ods("<table:table-row table:number-rows-repeated='1048576'><table:table-cell table:number-columns-repeated='16384'><text:p>1</text:p></table:table-cell></table:table-row>")),
        ("a.ods", ods(&"<table:table-row table:number-rows-repeated='1000'><table:table-cell table:number-columns-repeated='1000'><text:p>1</text:p></table:table-cell></table:table-row>".repeat(9))),
        ("a.ods", ods(&"<table:table>".repeat(500))),
        ("a.ods", ods(&format!("<table:table-row>{}</table:table-row>", "<table:covered-table-cell table:number-columns-repeated='4294967295'/>".repeat(99)))),
        ("a.ods", ods("<table:table-row><table:table-cell table:number-columns-spanned='4294967295' table:number-rows-spanned='4294967295'><text:p>规章</text:p></table:table-cell></table:table-row>")),
        ("a.xls", chain),
        ("a.xls", [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 120], b"W\0o\0r\0k\0b\0o\0o\0k\0\0\0"].concat()),
    ]
}

/// Names and contents.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let p = "<p>一、总体情况</p>";
    let text = |text: String| text.into_bytes();
    let cell = "<w:tc><w:p><w:r><w:t>0</w:t></w:r></w:p></w:tc>";
    vec![
        ("a.txt", text("|".repeat(4 << 20))),
        ("a.txt", text("0\n".repeat(1 << 20))),
        ("a.txt", text("规章".repeat(1 << 20))),
        ("a.txt", text(format!("规章{}\n", "0".repeat(1 << 20)))),
        ("a.txt", text("规章0000000000000000000000000000000000\n".repeat(20_000))),
        ("a.txt", text("1 ".repeat(1 << 20))),
        ("a.txt", text("一、总体情况\n".repeat(100_000))),
        ("a.txt", text("其他\n总计\n".repeat(20_000))),
        ("a.txt", Vec::new()),
        ("a.txt", vec![0; 1 << 20]),
        ("a.txt", vec![0x81; 1 << 20]),
        ("a.txt", b"\xFF\xFE\x00".to_vec()),
        ("a.html", text("<table>".repeat(200_000))),
        ("a.html", text("<div>".repeat(1 << 20))),
        ("a.html", text("<b><i>".repeat(100_000))),
        ("a.html", text("<table><tr><td>".repeat(1000))),
        ("a.html", text(format!("{p}<table>{}</table>", "<tr><td rowspan=65534 colspan=65534>0".repeat(2000)))),
        ("a.html", text(format!("{p}<table>{}</table>", "<tr>".repeat(1_000_000)))),
        ("a.html", text(format!("{p}<table><tr>{}</table>", "<td>0".repeat(200_000)))),
        ("a.html", text("<p>公开".repeat(200_000))),
        ("a.html", text("<html".to_owned())),
        ("a.html", text(format!("<html>{}", "&#x4e00;".repeat(200_000)))),
        ("a.html", text("<html><template><table><tr><td><template>".repeat(500))),
        ("a.html", text("<html><svg><p><math><table><frameset>".repeat(2000))),
        ("a.html", b"<html><meta charset=gbk><p>\xB9".to_vec()),
        ("a.html", b"<html><meta charset=no-such><p>\xB9\xFE\xFE".to_vec()),
        ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n".to_vec()),
        ("a.mht", b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n====".to_vec()),
        ("a.docx", b"PK\x03\x04".to_vec()),
        ("a.docx", b"PK\x03\x04word/document.xml".to_vec()),
        ("a.docx", docx("")),
        ("a.docx", docx("<a>")),
        ("a.docx", docx(&"<w:p>".repeat(100_000))),
        ("a.docx", docx(&format!("<w:t>{}", "0".repeat(40 << 20)))),
        ("a.docx", word(&"<w:tbl><w:tr><w:tc>".repeat(80))),
        ("a.docx", word(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell.repeat(50_000)))),
        ("a.docx", word(&format!("<w:tbl>{}</w:tbl>", "<w:tr/>".repeat(500_000)))),
        ("a.docx", word("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"99999999999999999999\"/></w:tcPr></w:tc></w:tr></w:tbl>")),
        ("a.docx", word("<w:tc><w:tr><w:p></w:p></w:tr></w:tc>")),
        ("a.docx", word(&"<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>".repeat(60_000))),
        ("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
        ("a.wps", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
        ("a.pdf", b"%PDF-1.7".to_vec()),
        ("a.png", b"\x89PNG\r\n".to_vec()),
    ]
}

#[test]
fn whatever_a_file_holds_there_is_an_answer_at_once() {
    for (index, (name, bytes)) in files().into_iter().chain(books()).enumerate() {
        let start = Instant::now();
        match import(name, &bytes, &Forms::default()) {
            Ok(imported) => {
                human(&imported.findings, false);
                if let Err(found) = load(&imported.yaml) {
                    assert!(found.has_errors());
                    human(&found, false);
                }
            }
            Err(found) => assert!(found.has_errors(), "{index} {name}"),
        }
        // A second in the program as it is shipped; the tests are not optimised.
        let time = start.elapsed();
        assert!(time < Duration::from_secs(20), "{index} {name}: {time:?}");
    }
}

#[test]
fn files_that_are_not_read_are_told_what_to_do() {
    for (name, bytes, code) in [
        ("年报.doc", &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], "NB501"),
        ("年报.wps", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "NB501"),
        ("年报.et", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "NB501"),
        ("年报.png", b"\x89PNG\r\n\x1a\n", "NB501"),
        ("年报.docx", b"PK\x03\x04word/document.xml", "NB502"),
        ("年报.txt", "今天天气很好。".as_bytes(), "NB504"),
    ] {
        let found = import(name, bytes, &Forms::default()).unwrap_err();
        assert_eq!(found[0].code.id(), code, "{name}");
        assert!(found[0].help.is_some(), "{name}");
    }
}
