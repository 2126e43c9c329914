//! Text that its style, and not a mark of its own, strikes out, hides or raises, in each kind of file; notes and
//! numbers that stand in no text of the body.

use super::{
    imported,
    layouts::{TITLE_BODY, html, whole},
    made::{Made, made},
    report_of,
};
use fastrand::Rng;
use nianbao::{
    diagnostic::human,
    import::Imported,
    report::{FormCell, FormTable, Value},
};
use rust_xlsxwriter::{Color, Format, FormatScript, Note, Workbook, Worksheet};
use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};
use zip::{ZipWriter, write::SimpleFileOptions};

const NUMBER: &str = "1203";

fn numbers() -> Made {
    let mut made = made(&mut Rng::with_seed(9), 2023);
    let key = ("disclosure".to_owned(), "licence.decisions".to_owned());
    made.numbers.insert(key, NUMBER.to_owned()).unwrap();
    made
}

/// What was read where the number stands.
fn permits(imported: &Imported) -> String {
    match &report_of(imported).tables["disclosure"]["licence.decisions"].value {
        Value::Int(count) => count.to_string(),
        other => format!("{other:?}"),
    }
}

#[track_caller]
fn is_doubted(name: &str, back: &Imported) {
    let told = human(&back.findings, false);
    assert_eq!(permits(back), NUMBER, "{name}\n{told}");
    assert_eq!((back.tally.doubtful, back.tally.lost), (1, 0), "{name}: {}\n{told}", back.tally);
    assert!(told.contains("NB511"), "{name}\n{told}");
}

#[track_caller]
fn is_read(name: &str, back: &Imported) {
    assert_eq!(permits(back), NUMBER, "{name}");
    assert!(back.tally.is_whole(), "{name}: {}\n{}", back.tally, human(&back.findings, false));
}

/// Parts of a DOCX beside its body: kind of relation, name, content without its root.
type Parts<'a> = &'a [(&'a str, &'a str, &'a str)];

/// A DOCX with the report, in which the number's cell holds these runs, the overview these, and the body ends so.
fn docx(cell: &str, overview: &str, end: &str, parts: Parts<'_>) -> Vec<u8> {
    let made = numbers();
    let table = |table: &FormTable| {
        let mut text = "</w:t></w:r></w:p><w:tbl>".to_owned();
        let (rows, columns) = table.cells.iter().fold((0, 0), |(rows, columns), cell| {
            (rows.max(cell.row + cell.rowspan), columns.max(cell.column + cell.colspan))
        });
        for row in 0..rows {
            text.push_str("<w:tr>");
            for column in 0..columns {
                let is_here = |form: &&FormCell| {
                    form.column == column && (form.row..form.row + form.rowspan).contains(&row)
                };
                let Some(form) = table.cells.iter().find(is_here) else { continue };
                let merge = match (form.rowspan > 1, form.row == row) {
                    (true, true) => "<w:vMerge w:val=\"restart\"/>",
                    (true, false) => "<w:vMerge/>",
                    (false, _) => "",
                };
                let content = match made.text(table, &form.key, &form.text) {
                    NUMBER => cell.to_owned(),
                    text => format!("<w:r><w:t>{text}</w:t></w:r>"),
                };
                let _ = write!(
                    text,
                    "<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{merge}</w:tcPr><w:p>{content}</w:p></w:tc>",
                    form.colspan
                );
            }
            text.push_str("</w:tr>");
        }
        text + "</w:tbl><w:p><w:r><w:t>"
    };
    let body = whole(&made, table, "</w:t></w:r></w:p><w:p><w:r><w:t>");
    let body = body.replacen(
        "<w:p><w:r><w:t>（一）主动公开",
        &format!("<w:p>{overview}<w:r><w:t>（一）主动公开"),
        1,
    );
    let of = "xmlns:w=\"w\" xmlns:r=\"r\" xmlns:m=\"m\"";
    let body = format!(
        "<w:document {of}><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p>{end}</w:body></w:document>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    };
    add("word/document.xml", &body);
    let mut relations = String::new();
    for (index, (kind, name, content)) in parts.iter().enumerate() {
        let _ = write!(
            relations,
            "<Relationship Id=\"r{index}\" Type=\"x/{kind}\" Target=\"{name}\"/>"
        );
        add(&format!("word/{name}"), &format!("<w:{kind} {of}>{content}</w:{kind}>"));
    }
    add("word/_rels/document.xml.rels", &format!("<Relationships>{relations}</Relationships>"));
    zip.finish().unwrap().into_inner()
}

fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

fn styles(inner: &str) -> String {
    format!(
        "<w:style w:type=\"character\" w:styleId=\"Base\"><w:rPr>{inner}</w:rPr></w:style>\
             <w:style w:type=\"character\" w:styleId=\"Odd\"><w:basedOn w:val=\"Base\"/></w:style>\
             <w:style w:type=\"paragraph\" w:styleId=\"OddP\"><w:rPr>{inner}</w:rPr></w:style>"
    )
}

#[test]
fn what_a_style_of_word_strikes_out_hides_or_raises_is_no_part_of_a_number() {
    let plain = run("", NUMBER);
    for look in [
        "<w:strike/>",
        "<w:dstrike w:val=\"true\"/>",
        "<w:vanish/>",
        "<w:vertAlign w:val=\"superscript\"/>",
        "<w:position w:val=\"12\"/>",
        "<w:color w:val=\"FFFFFF\"/>",
        "<w:color w:themeColor=\"background1\"/>",
        "<w:sz w:val=\"2\"/>",
    ] {
        let part = styles(look);
        let parts: Parts<'_> = &[("styles", "styles.xml", &part)];
        let read = |cell: &str| imported("年报.docx", &docx(cell, "", "", parts));
        is_doubted(look, &read(&(plain.clone() + &run("<w:rStyle w:val=\"Odd\"/>", "9"))));
        is_doubted(look, &read(&(plain.clone() + &run(look, "9"))));
        let second = "</w:p><w:p><w:pPr><w:pStyle w:val=\"OddP\"/></w:pPr>";
        is_doubted(look, &read(&format!("{plain}{second}{}", run("", "9"))));
    }
}

#[test]
fn text_of_word_in_the_colour_behind_it_is_no_part_of_a_number() {
    let read = |cell: &str| imported("年报.docx", &docx(cell, "", "", &[]));
    let yellow = "<w:color w:val=\"FFFF00\"/>";
    let behind = "</w:p><w:p><w:pPr><w:shd w:val=\"clear\" w:fill=\"FFFF00\"/></w:pPr>";
    let plain = run("", NUMBER);
    for marks in ["<w:highlight w:val=\"yellow\"/>", "<w:shd w:val=\"clear\" w:fill=\"FFFF00\"/>"] {
        is_doubted(marks, &read(&(plain.clone() + &run(&format!("{yellow}{marks}"), "9"))));
    }
    is_doubted("paragraph", &read(&format!("{plain}{behind}{}", run(yellow, "9"))));
    // White on blue, and black that says nothing of itself on yellow, people read.
    let white = "<w:color w:val=\"FFFFFF\"/><w:highlight w:val=\"darkBlue\"/>";
    is_read("white", &read(&run(white, NUMBER)));
    is_read("marked", &read(&run("<w:highlight w:val=\"yellow\"/>", NUMBER)));
}

#[test]
fn a_number_that_its_format_shows_as_another_is_doubted() {
    for (code, is_other) in [
        ("0!.0000", true),
        ("0.00,", true),
        ("0\"元\"", true),
        ("#,##0", false),
        ("0\"件\"", false),
    ] {
        let format = Format::new().set_num_format(code);
        let write = |sheet: &mut Worksheet, row: u32, column: u16| {
            sheet.write_number_with_format(row, column, 1203.0, &format).unwrap();
        };
        let back = imported("表.xlsx", &xlsx(&write));
        if is_other { is_doubted(code, &back) } else { is_read(code, &back) }
    }
}

#[test]
fn hidden_rows_and_columns_are_named_and_not_read() {
    let write = |sheet: &mut Worksheet, row: u32, column: u16| {
        sheet.write_number(row, column, 1203.0).unwrap();
        for to_the_right in 0..20 {
            sheet.write_number(90, to_the_right, 88.0).unwrap();
        }
        sheet.set_row_hidden(90).unwrap();
        sheet.write_number(row, 30, 77.0).unwrap();
        sheet.set_column_hidden(30).unwrap();
    };
    let back = imported("表.xlsx", &xlsx(&write));
    is_read("hidden", &back);
    assert!(human(&back.findings, false).contains("隐藏的行和列“77 88 88"));
}

#[test]
fn what_a_style_says_its_run_may_take_back() {
    let part = styles("<w:strike/>");
    let parts: Parts<'_> = &[("styles", "styles.xml", &part)];
    let read = |cell: &str| imported("年报.docx", &docx(cell, "", "", parts));
    let off = "<w:rStyle w:val=\"Odd\"/><w:strike w:val=\"0\"/>";
    is_read("off", &read(&(run("", "12") + &run(off, "03"))));
    // On twice is off (§17.7.3).
    let twice = "<w:pPr><w:pStyle w:val=\"OddP\"/></w:pPr>";
    let number = run("<w:rStyle w:val=\"Odd\"/>", NUMBER);
    is_read("twice", &read(&format!("{twice}{number}")));
    is_read("a hair's breadth", &read(&run("<w:position w:val=\"-2\"/>", NUMBER)));
}

#[test]
fn a_field_or_a_formula_beside_a_number_is_doubted_and_alone_it_is_one() {
    let field = |text: &str| format!("<w:fldSimple w:instr=\"=1\">{}</w:fldSimple>", run("", text));
    let long = |text: &str| {
        let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        format!(
            "{}<w:r><w:instrText>=1</w:instrText></w:r>{}{}{}",
            mark("begin"),
            mark("separate"),
            run("", text),
            mark("end")
        )
    };
    let formula = |text: &str| format!("<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>");
    for of in [&field as &dyn Fn(&str) -> String, &long, &formula] {
        is_read("alone", &imported("年报.docx", &docx(&of(NUMBER), "", "", &[])));
        is_doubted(
            "beside",
            &imported("年报.docx", &docx(&(run("", "12") + &of("03")), "", "", &[])),
        );
    }
}

#[test]
fn what_a_field_asks_of_another_is_not_seen() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let asks = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let inner =
        [&mark("begin"), &asks("MERGEFIELD n"), &mark("separate"), &run("", "8"), &mark("end")]
            .map(String::as_str)
            .concat();
    let simple = format!("<w:fldSimple w:instr=\"MERGEFIELD n\">{}</w:fldSimple>", run("", "8"));
    for inner in [inner.repeat(2), inner, simple] {
        let cell = [
            mark("begin"),
            asks("IF "),
            inner.clone(),
            asks("=1"),
            mark("separate"),
            run("", NUMBER),
            mark("end"),
        ];
        is_read("asked", &imported("年报.docx", &docx(&cell.concat(), "", "", &[])));
        // A field in what another shows is seen.
        let shown = [mark("begin"), asks("IF"), mark("separate"), inner, mark("end")].concat();
        let back = imported("年报.docx", &docx(&(run("", "") + &shown), "", "", &[]));
        assert!(permits(&back).starts_with('8'), "{}", permits(&back));
    }
}

#[test]
fn notes_comments_heads_and_feet_of_word_are_told() {
    let note = |kind: &str, id: u32, text: &str| {
        format!("<w:{kind} w:id=\"{id}\"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>")
    };
    let (foot, end) = (note("footnote", 2, "数据截至十二月底"), note("endnote", 1, "尾注里的话"));
    let comment = note("comment", 0, "应为三百条") + &note("comment", 1, "没有挂上的批注");
    let frame = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let (head, feet) = (frame("内部资料"), frame("第 1 页 共 2 页"));
    let same = frame(&format!("{TITLE_BODY}人民政府"));
    let parts: Parts<'_> = &[
        ("footnotes", "footnotes.xml", &foot),
        ("endnotes", "endnotes.xml", &end),
        ("comments", "comments.xml", &comment),
        ("header", "header1.xml", &head),
        ("footer", "footer1.xml", &feet),
        ("header", "header2.xml", &same),
    ];
    let overview = "<w:r><w:footnoteReference w:id=\"2\"/><w:endnoteReference w:id=\"1\"/></w:r>";
    let cell = run("", NUMBER) + "<w:r><w:commentReference w:id=\"0\"/></w:r>";
    let end = "<w:sectPr><w:headerReference r:id=\"r3\"/><w:footerReference r:id=\"r4\"/><w:headerReference r:id=\"r5\"/></w:sectPr>";
    let back = imported("年报.docx", &docx(&cell, overview, end, parts));
    is_read("a comment on a number", &back);
    let told = human(&back.findings, false);
    for text in [
        "脚注“数据截至十二月底”",
        "尾注“尾注里的话”",
        "批注“应为三百条”",
        "批注“没有挂上的批注”",
        "页眉“内部资料”",
    ] {
        assert!(told.contains(text), "{text}\n{told}");
    }
    assert_eq!(told.matches("NB515").count(), 5, "{told}");
    // A mark at a number may say something else of it.
    let cell = run("", NUMBER) + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    is_doubted("footnote", &imported("年报.docx", &docx(&cell, "", "", parts)));
}

#[test]
fn the_numbers_that_word_writes_by_itself_are_printed() {
    let levels = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"（%1）\"/></w:lvl></w:abstractNum><w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let parts: Parts<'_> = &[("numbering", "numbering.xml", levels)];
    let with = |list: u32| {
        format!(
            "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>"
        )
    };
    let back = imported("年报.docx", &docx(&run("", NUMBER), &with(4), "", parts));
    is_read("numbered", &back);
    assert!(back.yaml.text.contains("（三）（一）主动公开"), "{}", back.yaml.text);
    // A list that the file does not have.
    let back = imported("年报.docx", &docx(&run("", NUMBER), &with(7), "", parts));
    assert!(human(&back.findings, false).contains("自动编号"), "{}", human(&back.findings, false));
    // In a cell a number of a list is none of the table.
    let cell = with(4) + &run("", NUMBER);
    is_doubted("cell", &imported("年报.docx", &docx(&cell, "", "", parts)));
}

/// A workbook with the three tables, in which something writes the cell of the number.
fn xlsx(write: &dyn Fn(&mut Worksheet, u32, u16)) -> Vec<u8> {
    let made = numbers();
    let mut workbook = Workbook::new();
    for table in &made.form.tables {
        let sheet = workbook.add_worksheet();
        let title = format!("{TITLE_BODY}{}年政府信息公开工作年度报告", made.year);
        sheet.write_string(0, 0, title).unwrap();
        for cell in &table.cells {
            let (row, column) = (cell.row as u32 + 2, cell.column as u16);
            match made.text(table, &cell.key, &cell.text) {
                NUMBER => write(sheet, row, column),
                text => match text.parse::<f64>() {
                    Ok(number) => drop(sheet.write_number(row, column, number)),
                    Err(_) => drop(sheet.write_string(row, column, text)),
                },
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn what_is_struck_out_raised_or_white_in_a_workbook_is_no_part_of_a_number() {
    let plain = Format::new();
    let odd = [
        Format::new().set_font_strikethrough(),
        Format::new().set_font_script(FormatScript::Superscript),
        Format::new().set_font_color(Color::White),
    ];
    for format in &odd {
        let rich = |sheet: &mut Worksheet, row: u32, column: u16| {
            let runs = [(&plain, NUMBER), (format, "7")];
            sheet.write_rich_string(row, column, &runs).unwrap();
        };
        is_doubted("run", &imported("表.xlsx", &xlsx(&rich)));
        let whole = |sheet: &mut Worksheet, row: u32, column: u16| {
            sheet.write_number_with_format(row, column, 1203.0, format).unwrap();
        };
        is_doubted("cell", &imported("表.xlsx", &xlsx(&whole)));
    }
    let hidden = Format::new().set_num_format(";;;");
    let write = |sheet: &mut Worksheet, row: u32, column: u16| {
        sheet.write_number_with_format(row, column, 1203.0, &hidden).unwrap();
    };
    is_doubted("hidden", &imported("表.xlsx", &xlsx(&write)));
    // Nobody sees white on the yellow of a form, or a colour on itself.
    for (text, ground) in
        [(Color::White, 0xFF_F9_DB), (Color::White, 0xE9_EC_EF), (Color::Red, 0xFF_00_00)]
    {
        let pale = Format::new().set_font_color(text).set_background_color(Color::RGB(ground));
        let write = |sheet: &mut Worksheet, row: u32, column: u16| {
            sheet.write_number_with_format(row, column, 1203.0, &pale).unwrap();
        };
        is_doubted("pale", &imported("表.xlsx", &xlsx(&write)));
    }
    // Black on the yellow of a form, and white on blue, people read.
    let yellow = Format::new().set_background_color(Color::RGB(0xFF_F9_DB));
    let write = |sheet: &mut Worksheet, row: u32, column: u16| {
        sheet.write_number_with_format(row, column, 1203.0, &yellow).unwrap();
    };
    is_read("yellow", &imported("表.xlsx", &xlsx(&write)));
    let blue = Format::new().set_font_color(Color::White).set_background_color(Color::Navy);
    let write = |sheet: &mut Worksheet, row: u32, column: u16| {
        sheet.write_number_with_format(row, column, 1203.0, &blue).unwrap();
    };
    is_read("blue", &imported("表.xlsx", &xlsx(&write)));
}

#[test]
fn comments_and_texts_that_lie_on_a_sheet_are_told() {
    let write = |sheet: &mut Worksheet, row: u32, column: u16| {
        sheet.write_number(row, column, 1203.0).unwrap();
        sheet
            .insert_note(row, column, &Note::new("应为 210，待核").add_author_prefix(false))
            .unwrap();
        let shape = rust_xlsxwriter::Shape::textbox().set_text("框里的话");
        sheet.insert_shape(2, 9, &shape).unwrap();
        sheet.set_header("&C内部资料&R&P");
    };
    let back = imported("表.xlsx", &xlsx(&write));
    is_read("note", &back);
    let told = human(&back.findings, false);
    for text in ["批注“应为 210，待核”", "文本框“框里的话”", "页眉页脚“内部资料”"]
    {
        assert!(told.contains(text), "{text}\n{told}");
    }
    assert!(told.contains("表.xlsx Sheet1!"), "{told}");
}

/// A page in which the number's cell holds this, with this style sheet.
fn page(cell: &str, sheet: &str) -> Imported {
    let page = html(&numbers(), &str::to_owned)
        .replace("</head>", &format!("<style>{sheet}</style></head>"))
        .replace(&format!(">{NUMBER}<"), &format!(">{cell}<"));
    imported("页.html", page.as_bytes())
}

#[test]
fn what_a_style_sheet_strikes_out_hides_or_raises_is_no_part_of_a_number() {
    for look in [
        "display:none",
        "visibility: hidden",
        "opacity:0",
        "opacity: .0 !important",
        "font-size:0",
        "font: 0/0 a",
        "text-decoration:line-through",
        "text-decoration-line: line-through",
        "vertical-align:super;font-size:60%",
        "vertical-align: 6px",
        "position:relative;top:-.5em;font-size:75%",
        "position:absolute;left:-9999px",
        "position:fixed;top:-200em",
        "text-indent:-9999px;display:inline-block",
        "color:#FFF",
        "color: rgb(255, 255, 255)",
        "color:transparent",
        "width:0;overflow:hidden;display:inline-block",
        "clip:rect(0 0 0 0);position:absolute",
        "transform:scale(0)",
    ] {
        let direct = format!("{NUMBER}<span style='{look}'>9</span>");
        is_doubted(&format!("style {look}"), &page(&direct, ""));
        for (selector, element) in [
            (".hx", "<span class='a hx'>9</span>"),
            ("i.hx", "<i class=hx>9</i>"),
            ("#x", "<b id=x>9</b>"),
            ("u", "<u>9</u>"),
            ("td .a > .hx, .other", "<em class=a><em class=hx>9</em></em>"),
            (".hx", "<p class=hx>9</p>"),
        ] {
            // A block below is not raised beside a number.
            let lifts = look.contains("vertical") || look.contains("relative");
            if lifts && element.starts_with("<p") {
                continue;
            }
            let sheet = format!("/* {{ */ @media screen {{ {selector} {{ {look} }} }}");
            is_doubted(&format!("{selector} {look}"), &page(&format!("{NUMBER}{element}"), &sheet));
        }
    }
}

#[test]
fn a_rule_that_does_not_hold_changes_nothing() {
    for (element, sheet) in [
        ("<b class=hx>03</b>", "@media print { .hx { display:none } }"),
        ("<b class=hx>03</b>", ".hx{display:none} b.hx{display:inline}"),
        ("<b class=hx>03</b>", ".hx{display:none} .hx{display:inline}"),
        ("<b class=hx style='display:inline'>03</b>", ".hx{display:none}"),
        ("<b class=hx>03</b>", ".hx:hover{display:none} .hx[a]{opacity:0}"),
        ("<b class=hx>03</b>", ".other .hx, p > .hx{display:none}"),
        ("<b class=hx>03</b>", ".hx{color:#fff;background:#036}"),
        ("<b class=hx>03</b>", "td{background-color:navy} .hx{color:#fff}"),
        ("<b>03</b>", "b{vertical-align:middle;opacity:1;top:-1px;font-size:12px}"),
    ] {
        is_read(&format!("{sheet} {element}"), &page(&format!("12{element}"), sheet));
    }
}

#[test]
fn the_numbers_of_a_list_in_a_page_are_printed() {
    let list = |list: &str| {
        let page = html(&numbers(), &str::to_owned);
        let page = page.replacen("<p>（一）主动公开", &format!("{list}<p>（一）主动公开"), 1);
        let back = imported("页.html", page.as_bytes());
        is_read("list", &back);
        back.yaml.text.clone()
    };
    for (html, lines) in [
        ("<ol><li>公开内容不够丰富。<li>队伍业务能力不强。</ol>", ["1.公开内容", "2.队伍业务"]),
        (
            "<ol start=4><li>公开内容不够丰富。<li value=7>队伍业务能力不强。</ol>",
            ["4.公开内容", "7.队伍业务"],
        ),
        (
            "<ol type=A><li>公开内容不够丰富。<li>队伍业务能力不强。</ol>",
            ["A.公开内容", "B.队伍业务"],
        ),
        (
            "<ol style='list-style-type: cjk-ideographic'><li>公开内容不够丰富。<li>队伍业务能力不强。</ol>",
            ["一、公开内容", "二、队伍业务"],
        ),
        (
            "<ol style='list-style:none'><li>公开内容不够丰富。<li>队伍业务能力不强。</ol>",
            ["\n  公开内容", "\n  队伍业务"],
        ),
        ("<ul><li>公开内容不够丰富。<li>队伍业务能力不强。</ul>", ["\n  公开内容", "\n  队伍业务"]),
    ] {
        let text = list(html);
        for line in lines {
            assert!(text.contains(line), "{html}: {line}\n{text}");
        }
    }
}
