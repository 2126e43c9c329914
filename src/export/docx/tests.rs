//! Structure of the package, read back from its bytes.

mod parts;

use super::{
    sample::*,
    xml::{Element, Node},
    *,
};
use crate::{
    diagnostic::Code,
    document::{Block, Cell, PageNumberPlace, Row},
    layout::{BlockFacts, Keep},
};
use std::{collections::BTreeMap, io::Read as _};

/// The parts of a package by name.
fn read(bytes: &[u8]) -> BTreeMap<String, Element> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.insert(file.name().unwrap().into_owned(), xml::parse(&content).unwrap());
    }
    parts
}

fn written(document: &Document, facts: &Facts) -> BTreeMap<String, Element> {
    read(&write(document, facts).unwrap())
}

fn body(document: &Document, facts: &Facts) -> Element {
    let parts = written(document, facts);
    parts["word/document.xml"].elements().next().unwrap().clone()
}

/// A document of these blocks, and facts for as many as are given.
fn with(blocks: Vec<Block>, facts: Vec<BlockFacts>) -> (Document, Facts) {
    (Document { blocks, ..empty() }, Facts { blocks: facts })
}

/// All descendants of that name in reading order.
fn all<'a>(element: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut out = Vec::new();
    for child in element.elements() {
        if child.name == name {
            out.push(child);
        }
        out.extend(all(child, name));
    }
    out
}

/// The first descendant of that name.
fn first<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    all(element, name).into_iter().next()
}

fn says(element: &Element, name: &str) -> Option<String> {
    first(element, name).map(|e| e.get("w:val").unwrap_or("").to_owned())
}

/// The text a reader sees: `w:t`, a line break as `/`.
fn shown(element: &Element) -> String {
    let mut out = String::new();
    for node in &element.children {
        match node {
            Node::Element(e) if e.name == "w:br" => out.push('/'),
            Node::Element(e) => out.push_str(&shown(e)),
            Node::Text(text) if element.name == "w:t" => out.push_str(text),
            Node::Text(_) => {}
        }
    }
    out
}

/// Rows of a table as text: `|` before a cell, `^` for the continuation of one above.
fn grid(table: &Element) -> Vec<String> {
    let cell = |cell: &&Element| match says(cell, "w:vMerge").as_deref() {
        Some("continue") => "|^".to_owned(),
        _ => format!("|{}", shown(cell)),
    };
    all(table, "w:tr").iter().map(|row| all(row, "w:tc").iter().map(cell).collect()).collect()
}

#[test]
#[ignore = "writes target/docx/*.docx for a look in Word, WPS or LibreOffice"]
fn write_samples() {
    let (document, facts) = sample();
    std::fs::create_dir_all("target/docx").unwrap();
    std::fs::write("target/docx/sample.docx", write(&document, &facts).unwrap()).unwrap();
    let para = || Block::Paragraph(empty().para(BODY, "二是建立健全各项制度。"));
    let blocks = vec![para(), Block::Table(table_b(&empty())), para()];
    let (document, facts) = with(blocks, Vec::new());
    std::fs::write("target/docx/broken.docx", write(&document, &facts).unwrap()).unwrap();
    let blocks = vec![
        para(),
        Block::PageBreak,
        Block::Table(table_c(&empty())),
        Block::PageBreak,
        Block::Table(table_c(&empty())),
        para(),
    ];
    let (document, facts) = with(blocks, Vec::new());
    std::fs::write("target/docx/starts.docx", write(&document, &facts).unwrap()).unwrap();
    let mut blocks: Vec<_> = (0..12).map(|_| para()).collect();
    blocks.extend([Block::Table(table_b(&empty())), para()]);
    let (document, facts) = with(blocks, Vec::new());
    std::fs::write("target/docx/kept.docx", write(&document, &facts).unwrap()).unwrap();
}

#[test]
fn two_runs_give_the_same_bytes() {
    let (document, facts) = sample();
    let one = write(&document, &facts).unwrap();
    // Whatever docx-rs counts between two documents must not show.
    let _ = docx_rs::Paragraph::new();
    assert_eq!(one, write(&document, &facts).unwrap());
    let elsewhere = std::thread::spawn(move || write(&document, &facts).unwrap());
    assert_eq!(one, elsewhere.join().unwrap());
}

#[test]
fn every_part_has_a_content_type_and_every_relation_a_target() {
    let (document, facts) = sample();
    let bytes = write(&document, &facts).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    assert_eq!(archive.by_index(0).unwrap().name().unwrap(), "[Content_Types].xml");
    let parts = read(&bytes);
    let types: Vec<&str> = all(&parts["[Content_Types].xml"], "Override")
        .iter()
        .map(|part| part.get("PartName").unwrap().trim_start_matches('/'))
        .collect();
    for name in parts.keys().filter(|name| !name.contains("_rels/") && !name.starts_with('[')) {
        assert!(types.contains(&name.as_str()), "{name}");
    }
    for (list, base) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        for relation in all(&parts[list], "Relationship") {
            let target = format!("{base}{}", relation.get("Target").unwrap());
            assert!(parts.contains_key(&target), "{target}");
        }
    }
}

#[test]
fn property_children_stand_in_schema_order() {
    let (document, facts) = sample();
    for (name, part) in written(&document, &facts) {
        assert!(order::is_sorted(&part), "{name}");
    }
}

#[test]
fn every_style_names_all_four_faces_and_no_theme_face() {
    let (document, facts) = sample();
    let parts = written(&document, &facts);
    for style in all(&parts["word/styles.xml"], "w:style") {
        if matches!(style.get("w:styleId"), Some("DefaultParagraphFont" | "TableNormal" | "NoList"))
        {
            continue;
        }
        let Some(fonts) = first(style, "w:rFonts") else {
            assert_eq!(says(style, "w:basedOn").as_deref(), Some("Normal"), "{style:?}");
            continue;
        };
        for slot in ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"] {
            assert!(fonts.get(slot).is_some_and(|name| !name.is_empty()), "{style:?}");
        }
    }
    for part in parts.values() {
        for fonts in all(part, "w:rFonts") {
            assert!(fonts.attributes.iter().all(|(name, _)| !name.ends_with("Theme")));
        }
    }
    let theme = &parts["word/theme/theme1.xml"];
    let named: Vec<_> = all(theme, "a:ea").iter().map(|e| e.get("typeface").unwrap()).collect();
    assert_eq!(named, ["方正小标宋简体", "仿宋_GB2312"]);
}

#[test]
fn styles_take_the_names_word_knows() {
    let (document, facts) = sample();
    let styles = &written(&document, &facts)["word/styles.xml"];
    let mut shown = Vec::new();
    for style in all(styles, "w:style") {
        let id = style.get("w:styleId").unwrap();
        let name = says(style, "w:name").unwrap();
        let alias = says(style, "w:aliases").unwrap_or_default();
        let outline = says(style, "w:outlineLvl").unwrap_or_default();
        shown.push(format!("{id} | {name} | {alias} | {outline}"));
    }
    insta::assert_snapshot!(shown.join("\n"), @r#"
    DefaultParagraphFont | Default Paragraph Font |  | 
    TableNormal | Normal Table |  | 
    NoList | No List |  | 
    Title | Title |  | 
    Normal | Normal |  | 9
    Heading1 | heading 1 | 一级标题 | 0
    Heading2 | heading 2 | 二级标题 | 1
    Heading3 | heading 3 | 三级标题 | 2
    表格文字 | 表格文字 |  | 
    署名 | 署名 |  | 
    表注 | 表注 |  | 
    段首标题 | 段首标题 |  | 
    Footer | footer |  | 9
    PageNumber | page number |  |
    "#);
}

#[test]
fn the_body_style_says_how_lines_break() {
    let (document, facts) = sample();
    let styles = &written(&document, &facts)["word/styles.xml"];
    let normal = all(styles, "w:style").into_iter().find(|s| s.get("w:styleId") == Some("Normal"));
    let written = String::from_utf8(normal.unwrap().to_part().unwrap()).unwrap();
    insta::assert_snapshot!(written.replace("><", ">\n<"), @r#"
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <w:style w:type="paragraph" w:styleId="Normal" w:default="1">
    <w:name w:val="Normal"/>
    <w:uiPriority w:val="2"/>
    <w:qFormat/>
    <w:pPr>
    <w:keepNext w:val="0"/>
    <w:keepLines w:val="0"/>
    <w:widowControl w:val="0"/>
    <w:kinsoku w:val="1"/>
    <w:overflowPunct w:val="0"/>
    <w:topLinePunct w:val="0"/>
    <w:autoSpaceDE w:val="0"/>
    <w:autoSpaceDN w:val="0"/>
    <w:adjustRightInd w:val="0"/>
    <w:snapToGrid w:val="0"/>
    <w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/>
    <w:ind w:left="0" w:right="0" w:firstLineChars="200" w:firstLine="640"/>
    <w:jc w:val="both"/>
    <w:outlineLvl w:val="9"/>
    </w:pPr>
    <w:rPr>
    <w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312" w:cs="Times New Roman"/>
    <w:b w:val="0"/>
    <w:bCs w:val="0"/>
    <w:color w:val="000000"/>
    <w:spacing w:val="-5"/>
    <w:kern w:val="0"/>
    <w:sz w:val="32"/>
    <w:szCs w:val="32"/>
    <w:u w:val="none"/>
    </w:rPr>
    </w:style>
    "#);
}

#[test]
fn settings_switch_off_what_programs_do_their_own_way() {
    let (mut document, facts) = sample();
    let settings = written(&document, &facts)["word/settings.xml"].clone();
    assert_eq!(says(&settings, "w:characterSpacingControl").unwrap(), "doNotCompress");
    assert_eq!(says(&settings, "w:noLineBreaksBefore").unwrap(), crate::text::kinsoku::NO_START);
    assert!(first(&settings, "w:evenAndOddHeaders").is_some());

    document.page.punctuation.compress = true;
    document.page.punctuation.hang = true;
    let parts = written(&document, &facts);
    let settings = &parts["word/settings.xml"];
    assert_eq!(says(settings, "w:characterSpacingControl").unwrap(), "compressPunctuation");
    assert_eq!(says(&parts["word/styles.xml"], "w:overflowPunct").unwrap(), "1");
}

#[test]
fn marks_take_the_chinese_face_and_latin_letters_the_latin_one() {
    let text = "以“四个全面”为2022年naïve目标";
    let (document, facts) = with(vec![Block::Paragraph(empty().para(BODY, text))], Vec::new());
    let body = body(&document, &facts);
    let runs: Vec<String> = all(&body, "w:r")
        .iter()
        .map(|run| {
            let hint = first(run, "w:rFonts").and_then(|fonts| fonts.get("w:hint"));
            format!("{}{}", shown(run), hint.map_or("", |_| " (eastAsia)"))
        })
        .collect();
    assert_eq!(runs, ["以“四个全面”为2022年 (eastAsia)", "naïve目标"]);
}

#[test]
fn text_is_text_whatever_it_looks_like() {
    let text = " <w:p/> & ]]> \"引\" 'x' &amp; ";
    let (document, facts) = with(vec![Block::Paragraph(empty().para(BODY, text))], Vec::new());
    assert_eq!(shown(&body(&document, &facts)), text);
}

#[test]
fn a_control_character_is_refused_by_name() {
    let block = Block::Paragraph(empty().para(BODY, "总体\u{8}情况"));
    let (document, facts) = with(vec![block], Vec::new());
    let refused = write(&document, &facts).unwrap_err();
    assert_eq!(refused[0].code, Code::Character);
    insta::assert_snapshot!(refused[0].message, @"“总体情况”中有不能写进文件的控制字符 U+0008");
}

#[test]
fn a_run_in_head_is_its_character_style_and_nothing_else() {
    let block = Block::Paragraph(run_in(&empty()));
    let (document, facts) = with(vec![block], Vec::new());
    let body = body(&document, &facts);
    let paragraph = first(&body, "w:p").unwrap();
    assert_eq!(all(paragraph, "w:rStyle").len(), 1);
    assert_eq!(says(paragraph, "w:rStyle").unwrap(), "段首标题");
    assert!(first(paragraph, "w:sz").is_none());
}

#[test]
fn a_title_breaks_where_layout_broke_it() {
    let title = || vec![Block::Paragraph(empty().para(TITLE, "铜厂乡2022年 年度报告"))];
    let breaks = |lines: &[&str]| {
        let breaks = lines.iter().map(|&line| line.to_owned()).collect();
        vec![BlockFacts::Paragraph { breaks, keep: Keep::Nothing, nudge: 0.0, flush_left: false }]
    };
    let (document, facts) = with(title(), breaks(&["铜厂乡2022年", "年度报告"]));
    assert_eq!(shown(&body(&document, &facts)), "铜厂乡2022年/年度报告");
    // Lines of some other text are not trusted.
    let (document, facts) = with(title(), breaks(&["铜厂镇2022年", "年度报告"]));
    assert_eq!(shown(&body(&document, &facts)), "铜厂乡2022年 年度报告");
}

#[test]
fn page_breaks_make_no_empty_paragraph() {
    let para = |text| Block::Paragraph(empty().para(BODY, text));
    let table = Block::Table(table_c(&empty()));
    let blocks =
        vec![para("一"), Block::PageBreak, para("二"), Block::PageBreak, table, Block::PageBreak];
    let (document, facts) = with(blocks, Vec::new());
    let body = body(&document, &facts);
    let starts_page = |e: &Element| first(e, "w:pageBreakBefore").is_some();
    let order: Vec<_> = body.elements().map(|e| (e.name.as_str(), starts_page(e))).collect();
    assert_eq!(
        order,
        [("w:p", false), ("w:p", true), ("w:tbl", true), ("w:p", false), ("w:sectPr", false)]
    );
}

#[test]
fn tables_say_their_grid_heads_and_heights() {
    let (document, facts) = sample();
    let body = body(&document, &facts);
    let table = first(&body, "w:tbl").unwrap();
    let number = |e: &Element, name| e.get(name).unwrap().parse::<i64>().unwrap();
    let columns: i64 = all(table, "w:gridCol").iter().map(|c| number(c, "w:w")).sum();
    // 156.0 mm.
    assert_eq!(columns, 8844);
    assert_eq!(number(first(table, "w:tblW").unwrap(), "w:w"), columns);
    for row in all(table, "w:tr") {
        let widths: i64 = all(row, "w:tcW").iter().map(|cell| number(cell, "w:w")).sum();
        let spans: i64 = all(row, "w:tc")
            .iter()
            .map(|cell| first(cell, "w:gridSpan").map_or(1, |span| number(span, "w:val")))
            .sum();
        assert_eq!((widths, spans), (columns, 10));
        assert!(first(row, "w:cantSplit").is_some());
    }
    assert_eq!(all(table, "w:tblHeader").len(), 3);
    // Heights by white: 18 pt less 12 pt of text and a line of half a point, 28 pt of it in row 3.
    let white =
        |e: &Element| ["w:top", "w:bottom"].map(|side| number(first(e, side).unwrap(), "w:w"));
    assert_eq!(white(first(table, "w:tblCellMar").unwrap()), [55, 55]);
    let margins = |row: &Element| first(row, "w:tcMar").map(white);
    let rows: Vec<_> = all(table, "w:tr").into_iter().map(margins).collect();
    assert_eq!(rows[..4], [None, None, Some([275, 275]), None]);
    assert!(all(table, "w:trHeight").is_empty());
    // The whole table on one page: every row but the last holds on to the next.
    let kept = |row: &&Element| all(row, "w:p").iter().all(|p| says(p, "w:keepNext").is_some());
    assert_eq!(all(table, "w:tr").into_iter().filter(kept).count(), 27);
}

#[test]
fn merged_cells_are_listed_in_every_row_they_cover() {
    let (document, facts) = sample();
    let body = body(&document, &facts);
    insta::assert_snapshot!(grid(first(&body, "w:tbl").unwrap()).join("\n"), @r#"
    |（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）|申请人情况
    |^|自然人|法人或其他组织|总计
    |^|^|商业企业|科研机构|社会公益组织|法律服务机构|其他|^
    |一、本年新收政府信息公开申请数量|0|0|0|0|0|0|0
    |二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0
    |三、本年度办理结果|（一）予以公开|0|0|0|0|0|0|0
    |^|（二）部分公开（区分处理的，只计这一情形，不计其他情形）|0|0|0|0|0|0|0
    |^|（三）不予公开|1.属于国家秘密|0|0|0|0|0|0|0
    |^|^|2.其他法律行政法规禁止公开|0|0|0|0|0|0|0
    |^|^|3.危及“三安全一稳定”|0|0|0|0|0|0|0
    |^|^|4.保护第三方合法权益|0|0|0|0|0|0|0
    |^|^|5.属于三类内部事务信息|0|0|0|0|0|0|0
    |^|^|6.属于四类过程性信息|0|0|0|0|0|0|0
    |^|^|7.属于行政执法案卷|0|0|0|0|0|0|0
    |^|^|8.属于行政查询事项|0|0|0|0|0|0|0
    |^|（四）无法提供|1.本机关不掌握相关政府信息|0|0|0|0|0|0|0
    |^|^|2.没有现成信息需要另行制作|0|0|0|0|0|0|0
    |^|^|3.补正后申请内容仍不明确|0|0|0|0|0|0|0
    |^|（五）不予处理|1.信访举报投诉类申请|0|0|0|0|0|0|0
    |^|^|2.重复申请|0|0|0|0|0|0|0
    |^|^|3.要求提供公开出版物|0|0|0|0|0|0|0
    |^|^|4.无正当理由大量反复申请|0|0|0|0|0|0|0
    |^|^|5.要求行政机关确认或重新出具已获取信息|0|0|0|0|0|0|0
    |^|（六）其他处理|1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请|0|0|0|0|0|0|0
    |^|^|2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请|0|0|0|0|0|0|0
    |^|^|3.其他|0|0|0|0|0|0|0
    |^|（七）总计|0|0|0|0|0|0|0
    |四、结转下年度继续办理|0|0|0|0|0|0|0
    "#);
}

#[test]
fn a_table_is_one_whatever_pages_it_breaks_over() {
    // Row 15 begins a page although it and row 16 would have fitted on the one before.
    let kept: Vec<bool> = (0..28).map(|row| [15, 16].contains(&row)).collect();
    let facts = vec![BlockFacts::Table { heights: Vec::new(), texts: Vec::new(), kept }];
    let (document, facts) = with(vec![Block::Table(table_b(&empty()))], facts);
    let body = body(&document, &facts);
    let tables = all(&body, "w:tbl");
    assert_eq!(tables.len(), 1);
    assert!(first(&body, "w:pageBreakBefore").is_none());
    assert_eq!(all(tables[0], "w:tblHeader").len(), 3);
    let stays = |row: &&Element| all(row, "w:p").iter().all(|p| says(p, "w:keepNext").is_some());
    let rows: Vec<_> = all(tables[0], "w:tr").iter().map(stays).collect();
    let stay: Vec<_> = (0..28).filter(|&row| rows[row]).collect();
    assert_eq!(stay, [15, 16]);
    assert_no_orphan_merge(tables[0]);
}

/// Every `continue` has a `restart` of the same columns above it, with nothing else between.
fn assert_no_orphan_merge(table: &Element) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    for row in all(table, "w:tr") {
        let (mut column, mut here) = (0, Vec::new());
        for cell in all(row, "w:tc") {
            let span =
                first(cell, "w:gridSpan").map_or(1, |s| s.get("w:val").unwrap().parse().unwrap());
            match says(cell, "w:vMerge").as_deref() {
                Some("restart") => here.push((column, span)),
                Some("continue") => {
                    assert!(open.contains(&(column, span)), "orphan at column {column}");
                    here.push((column, span));
                }
                _ => {}
            }
            column += span;
        }
        open = here;
    }
}

#[test]
fn a_cell_that_spans_past_the_last_row_ends_there() {
    let mut table = table_c(&empty());
    let last = table.rows.pop().unwrap();
    let tall = |cell: Cell| Cell { rowspan: 9, ..cell };
    table.rows.push(Row { cells: last.cells.into_iter().map(tall).collect(), ..last });
    let (document, facts) = with(vec![Block::Table(table)], Vec::new());
    assert_no_orphan_merge(first(&body(&document, &facts), "w:tbl").unwrap());
}

#[test]
fn stacked_text_stays_whole_with_room_for_one_character() {
    let (document, facts) = sample();
    let body = body(&document, &facts);
    let cells = all(&body, "w:tc");
    let cell = cells.iter().find(|cell| shown(cell) == "三、本年度办理结果").unwrap();
    let paragraph = first(cell, "w:p").unwrap();
    assert_eq!(says(paragraph, "w:kinsoku").unwrap(), "0");
    let number = |e: &Element, name| e.get(name).unwrap().parse::<i64>().unwrap();
    let indent = first(paragraph, "w:ind").unwrap();
    let width = number(first(cell, "w:tcW").unwrap(), "w:w");
    // 2 pt of padding each side; 10 pt type.
    let room = width - 80 - number(indent, "w:left") - number(indent, "w:right");
    assert!((200..400).contains(&room), "{room}");
}

#[test]
fn name_and_date_stand_by_right_indent_and_together() {
    let (document, facts) = sample();
    let body = body(&document, &facts);
    let paragraphs = all(&body, "w:p");
    let signed: Vec<_> =
        paragraphs.iter().filter(|p| says(p, "w:pStyle").as_deref() == Some("署名")).collect();
    let indent = |p: &Element, side| first(p, "w:ind").unwrap().get(side).unwrap().to_owned();
    assert_eq!(
        signed.iter().map(|p| shown(p)).collect::<Vec<_>>(),
        ["铜厂彝族乡人民政府", "2023年1月17日"]
    );
    // A longer name grows to the left, and a date has the whole line.
    assert_eq!([indent(signed[0], "w:left"), indent(signed[1], "w:left")], ["0", "0"]);
    assert_eq!([indent(signed[0], "w:right"), indent(signed[1], "w:right")], ["630", "610"]);
    assert!(signed.iter().all(|p| says(p, "w:jc").as_deref() == Some("right")));
    assert_eq!(says(signed[0], "w:keepNext").as_deref(), Some("1"));
    assert_eq!(says(signed[1], "w:keepNext"), None);
}

#[test]
fn a_signature_that_layout_did_not_place_is_not_lost() {
    let (document, _) = sample();
    let body = body(&document, &Facts::default());
    let shown = shown(&body);
    assert!(shown.ends_with("铜厂彝族乡人民政府2023年1月17日"), "{shown}");
}

#[test]
fn page_numbers_are_fields_odd_right_even_left() {
    let (mut document, facts) = sample();
    let parts = written(&document, &facts);
    let odd = &parts["word/footer1.xml"];
    assert_eq!(shown(odd), "— 1 —");
    let kinds: Vec<_> =
        all(odd, "w:fldChar").iter().map(|f| f.get("w:fldCharType").unwrap()).collect();
    assert_eq!(kinds, ["begin", "separate", "end"]);
    let even = &parts["word/footer2.xml"];
    assert_eq!(says(even, "w:jc").unwrap(), "left");
    assert_eq!(first(even, "w:ind").unwrap().get("w:left"), Some("280"));

    if let Some(number) = &mut document.page.number {
        number.place = PageNumberPlace::Center;
    }
    let parts = written(&document, &facts);
    assert!(!parts.contains_key("word/footer2.xml"));
    assert!(first(&parts["word/settings.xml"], "w:evenAndOddHeaders").is_none());

    document.page.number = None;
    assert!(!written(&document, &facts).contains_key("word/footer1.xml"));
}

#[test]
fn the_page_is_the_profile() {
    let (document, facts) = sample();
    let section = body(&document, &facts);
    let section = section.elements().last().unwrap();
    let written = String::from_utf8(section.to_part().unwrap()).unwrap();
    insta::assert_snapshot!(written.replace("><", ">\n<"), @r#"
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <w:sectPr>
    <w:footerReference w:type="default" r:id="rIdFooter1"/>
    <w:footerReference w:type="even" r:id="rIdFooter2"/>
    <w:pgSz w:w="11906" w:h="16838"/>
    <w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1410" w:gutter="0"/>
    <w:cols w:space="425"/>
    <w:docGrid w:type="lines" w:linePitch="579"/>
    </w:sectPr>
    "#);
}

/// 版式 office28: 22 lines of 28 pt leave 22 pt below them.
#[test]
fn lines_that_leave_white_below_them_are_no_grid() {
    let (mut document, facts) = sample();
    document.page.line_pitch = 28.0;
    let body = body(&document, &facts);
    let grid = first(&body, "w:docGrid").unwrap();
    assert_eq!(grid.get("w:type"), None);
    assert_eq!(grid.get("w:linePitch"), Some("560"));
}

#[test]
fn the_file_says_what_it_is() {
    let (document, facts) = sample();
    let core = &written(&document, &facts)["docProps/core.xml"];
    let said: Vec<String> = core
        .elements()
        .map(|e| match e.children.as_slice() {
            [Node::Text(text)] => format!("{} {text}", e.name),
            _ => e.name.clone(),
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    dc:title 铜厂乡2022年政府信息公开工作年度报告
    dc:subject 政府信息公开工作年度报告
    dc:creator 铜厂彝族乡人民政府
    cp:lastModifiedBy 铜厂彝族乡人民政府
    dcterms:created 2023-01-17T00:00:00Z
    dcterms:modified 2023-01-17T00:00:00Z
    dc:language zh-CN
    "#);
}

#[test]
fn an_empty_document_still_has_a_paragraph() {
    let (document, facts) = with(Vec::new(), Vec::new());
    assert_eq!(all(&body(&document, &facts), "w:p").len(), 1);
}
