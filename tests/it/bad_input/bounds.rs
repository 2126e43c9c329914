//! Small files that make much, and files of other kinds that took time or memory out of proportion: whatever a file
//! is unpacked to, what is made of it has bounds of its own.

use super::case::{Case, REPORT};
use std::{
    fmt::Write as _,
    fs,
    io::{Cursor, Write as _},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A file of another kind, checked.
fn case(given: &str, name: &str, bytes: impl Into<Vec<u8>>) -> Case {
    Case::new("Little that makes much", given).file(name, bytes).run(&["check", name])
}

/// One that is too large to be held with all the other cases.
fn large(given: &str, name: &str, prepare: fn(&std::path::Path)) -> Case {
    Case::new("Little that makes much", given).prepare(prepare).run(&["check", name])
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn related(kind: &str, target: &str) -> String {
    format!(
        "<Relationships><Relationship Id=\"a\" Type=\"x/{kind}\" Target=\"{target}\"/></Relationships>"
    )
}

/// A workbook of one sheet with one shared text.
fn xlsx(name: &str, text: &str, sheet: &str) -> Vec<u8> {
    packed(&[
        (
            "xl/workbook.xml",
            &format!("<workbook><sheets><sheet name=\"{name}\" r:id=\"a\"/></sheets></workbook>"),
        ),
        ("xl/_rels/workbook.xml.rels", &related("worksheet", "sheet.xml")),
        ("xl/sharedStrings.xml", &format!("<sst><si><t>{text}</t></si></sst>")),
        ("xl/sheet.xml", &format!("<worksheet>{sheet}</worksheet>")),
    ])
}

/// So many rows of so many cells that share the text.
fn sharing(rows: usize, columns: usize) -> String {
    let row = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(columns));
    format!("<sheetData>{}</sheetData>", row.repeat(rows))
}

fn ods(table: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("mimetype", stored).unwrap();
    archive.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
    archive.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    write!(archive, "<d><table:table table:name=\"甲\">{table}</table:table></d>").unwrap();
    archive.finish().unwrap().into_inner()
}

/// An ODS cell with a text, so many times side by side.
fn repeated(times: usize, text: &str) -> String {
    format!(
        "<table:table-cell table:number-columns-repeated=\"{times}\"><text:p>{text}</text:p></table:table-cell>"
    )
}

fn docx(body: &str, beside: Option<(&str, &str)>) -> Vec<u8> {
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut parts = vec![("word/document.xml", body.as_str())];
    let (rels, name);
    if let Some((kind, part)) = beside {
        rels = related(kind, "other.xml");
        name = "word/other.xml";
        parts.push(("word/_rels/document.xml.rels", &rels));
        parts.push((name, part));
    }
    packed(&parts)
}

/// An OFD as this program makes them, with this text on its only page.
fn ofd(code: &str) -> Vec<u8> {
    packed(&[
        (
            "OFD.xml",
            "<OFD><DocBody><DocInfo><Creator>nianbao</Creator></DocInfo><DocRoot>D.xml</DocRoot></DocBody></OFD>",
        ),
        ("D.xml", "<Document><Pages><Page BaseLoc=\"P.xml\"/></Pages></Document>"),
        ("P.xml", &format!("<Page><TextObject Size=\"5\">{code}</TextObject></Page>")),
    ])
}

fn attributes(count: usize) -> String {
    (0..count).fold(String::new(), |mut all, i| {
        let _ = write!(all, " a{i}=\"\"");
        all
    })
}

fn books() -> Vec<Case> {
    let long = "甲".repeat(100_000);
    let merges = "<mergeCell ref=\"A1:IP700\"/>".repeat(19_999);
    let crossed = format!("{}<mergeCells>{merges}</mergeCells>", sharing(700, 250));
    let columns = "<table:table-column/>".repeat(300_000);
    let empty = "<table:table-cell table:number-columns-repeated=\"3\"/>".repeat(100);
    let rows = format!("<table:table-row>{empty}</table:table-row>").repeat(3000);
    vec![
        case(
            "a text of 100,000 characters that 3,000 cells share",
            "表.xlsx",
            xlsx("甲", &long, &sharing(75, 40)),
        ),
        case(
            "a sheet of a name of a million characters",
            "表.xlsx",
            xlsx(&"甲".repeat(1_000_000), "甲", &sharing(500, 200)),
        ),
        case("the same cells merged 20,000 times", "表.xlsx", xlsx("甲", "甲", &crossed)),
        case(
            "a cell of 300,000 attributes",
            "表.xlsx",
            xlsx("甲", "甲", &format!("<c{}/>", attributes(300_000))),
        ),
        case(
            "a cell of 300,000 characters, 30 times in each of 30 rows",
            "表.ods",
            ods(&format!(
                "<table:table-row table:number-rows-repeated=\"30\">{}</table:table-row>",
                repeated(30, &"甲".repeat(300_000))
            )),
        ),
        case(
            "a thousand cells of a row, each a thousand times",
            "表.ods",
            ods(&format!(
                "<table:table-row>{}</table:table-row>",
                repeated(1000, &"甲".repeat(1300)).repeat(1000)
            )),
        ),
        case("300,000 columns over as many cells", "表.ods", ods(&(columns + &rows))),
    ]
}

fn words() -> Vec<Case> {
    let paragraph = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "甲".repeat(9_000_000));
    let mark = "<w:footnoteReference w:id=\"1\"/>".repeat(20_000);
    let marks = format!("<w:tbl><w:tr><w:tc><w:p><w:r>{mark}</w:r></w:p></w:tc></w:tr></w:tbl>");
    let note = "甲".repeat(300_000);
    let note = format!("<f><w:footnote w:id=\"1\"><w:t>{note}</w:t></w:footnote></f>");
    let number = "%1".repeat(1_000_000);
    let numbering = format!(
        "<n><w:abstractNum w:abstractNumId=\"5\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"{number}\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"5\"/></w:num></n>"
    );
    let numbered = "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>";
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:t>甲</w:t></w:r>".repeat(200_000);
    vec![
        case("a paragraph of 9,000,000 characters", "报告.docx", docx(&paragraph, None)),
        case(
            "a table of 3,500,000 rows without cells",
            "报告.docx",
            docx(&format!("<w:tbl>{}</w:tbl>", "<w:tr/>".repeat(3_500_000)), None),
        ),
        case("3,500,000 empty tables", "报告.docx", docx(&"<w:tbl/>".repeat(3_500_000), None)),
        case(
            "a footnote of 300,000 characters with 20,000 marks",
            "报告.docx",
            docx(&marks, Some(("footnotes", &note))),
        ),
        case(
            "numbers of a million parts each",
            "报告.docx",
            docx(&numbered.repeat(50_000), Some(("numbering", &numbering))),
        ),
        case(
            "200,000 fields in one another",
            "报告.docx",
            docx(&format!("<w:p>{field}</w:p>"), None),
        ),
        case(
            "a paragraph of 300,000 attributes",
            "报告.docx",
            docx(&format!("<w:p{}></w:p>", attributes(300_000)), None),
        ),
    ]
}

fn pages() -> Vec<Case> {
    let bold = format!("<b{}>", attributes(90));
    let formats = (0..390).fold(String::new(), |mut all, i| {
        let _ = write!(all, "<b x={i}{}>", attributes(90));
        all
    });
    let head = "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n";
    vec![
        case(
            "a tag of 500,000 attributes",
            "页.html",
            format!("<html><body><p{}>甲</p>", attributes(500_000)),
        ),
        case(
            "390 formats of 90 attributes, and 5,000 more of that name",
            "页.html",
            format!("<html><body>{formats}{}", format!("{bold}</b>").repeat(5000)),
        ),
        case(
            "400,000 tables, each with a letter in it",
            "页.html",
            format!("<html><body>{}", "<table>x".repeat(400_000)),
        ),
        large("63 MB of zero bytes as a page", "页.html", |home| {
            fs::write(home.join("页.html"), vec![0; 63 << 20]).unwrap();
        }),
        large("a page of 60 MB of text", "页.html", |home| {
            fs::write(home.join("页.html"), format!("<p>{}", "甲".repeat(20 << 20))).unwrap();
        }),
        large("a page with a picture's name of 60 MB", "页.html", |home| {
            let name = "甲".repeat(20 << 20);
            fs::write(home.join("页.html"), format!("<p><img alt=\"{name}\">")).unwrap();
        }),
        case(
            "300,000 heads of parts without an end",
            "页.mht",
            format!("{head}{}\n\nab", "--text/html x\n".repeat(300_000)),
        ),
        case(
            "300,000 parts with next to nothing in them",
            "页.mht",
            format!("{head}{}", "text/html\n\nx\n--\n".repeat(300_000)),
        ),
        case(
            "49,000 times the same row as text",
            "报告.txt",
            "本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t21\n".repeat(49_000),
        ),
        large("45 MB of plain text", "报告.txt", |home| {
            fs::write(home.join("报告.txt"), "甲".repeat(15_000_000)).unwrap();
        }),
        case(
            "60,000 texts, each moved 400,000 times",
            "报告.ofd",
            ofd(&"<TextCode DeltaX=\"g 400000 5\">甲</TextCode>".repeat(60_000)),
        ),
        case(
            "a page of one text of 7 MB",
            "报告.ofd",
            ofd(&format!("<TextCode>{}</TextCode>", "a".repeat(7 << 20))),
        ),
    ]
}

fn typed() -> Vec<Case> {
    let seals = "a.png,".repeat(500_000);
    let own: String = (0xF_0000..=0xF_FFFD).filter_map(char::from_u32).collect();
    let unseen =
        |given: &str, args: &[&str]| Case::new("Characters that nobody sees", given).run(args);
    vec![
        Case::new("Little that makes much", "500,000 pictures of seals on one line, checked")
            .and(&format!("署名: {{ 机关: 甲, 印章图片: [{seals}] }}"))
            .run(&["check", "报告.yaml"]),
        Case::new("Little that makes much", "all characters of a private plane, 14 times, checked")
            .and(&format!("前言: {}", own.repeat(14)))
            .run(&["check", "报告.yaml"]),
        Case::new("Little that makes much", "1,310,000 marks without their other half, checked")
            .and(&format!("前言: {}", "《".repeat(1_310_000)))
            .run(&["check", "报告.yaml"]),
        Case::new("Little that makes much", "20,000 lines pasted as a table, checked")
            .and(&format!("收到和处理政府信息公开申请情况: |\n{}", "  甲 1 2 3\n".repeat(20_000)))
            .run(&["check", "报告.yaml"]),
        Case::new("Little that makes much", "an element of a template of 100,000 attributes")
            .file("模板/report.html", format!("<p{}>甲</p>", attributes(90_000)))
            .with(&["--template", "模板"]),
        unseen("marks of direction in an argument", &["explain", "甲\u{200e}\u{61c}\u{200f}乙"]),
        unseen("tags and joiners in an argument", &["explain", "甲\u{e0041}\u{200d}\u{2060}乙"]),
        unseen("the name of a file with a space of no width", &["check", "甲\u{200b}乡.yaml"])
            .file("甲\u{200b}乡.yaml", format!("{REPORT}键: 1\n")),
        unseen("a name with a form of a hanzi", &["check", "葛\u{e0100}乡.yaml"])
            .file("葛\u{e0100}乡.yaml", format!("{REPORT}键: 1\n")),
        unseen("a key with marks that are not seen", &["check", "报告.yaml"])
            .and("键\u{feff}\u{200e}: 1"),
    ]
}

pub fn cases() -> Vec<Case> {
    [books(), words(), pages(), typed()].concat()
}
