//! Rules, sections and imprints.

use super::*;
use crate::document::{Color, Imprint, PageStyle, Separator, StyleId};

fn landscape() -> PageStyle {
    let page = empty().page;
    PageStyle { width: page.height, height: page.width, ..page }
}

fn text(words: &str) -> Block {
    Block::Paragraph(empty().para(BODY, words))
}

fn section(page: PageStyle) -> Block {
    Block::Section(Box::new(page))
}

fn imprint() -> Block {
    let para = |words: &str| empty().para(BODY, words);
    Block::Imprint(Box::new(Imprint {
        copies: vec![para("主送：各村。"), para("抄送：县委办公室。")],
        issuer: Some(para("综合办公室")),
        date: Some(para("2023年1月17日印发")),
        even: true,
    }))
}

/// The sections of a body: paper, and the footers they refer to.
fn sections(body: &Element) -> Vec<String> {
    let size = |section: &Element| {
        let size = first(section, "w:pgSz").unwrap();
        let orient = size.get("w:orient").unwrap_or("portrait");
        let footers = all(section, "w:footerReference");
        let footers: Vec<_> = footers.iter().filter_map(|f| f.get("r:id")).collect();
        format!("{orient} {}", footers.join(" "))
    };
    all(body, "w:sectPr").into_iter().map(size).collect()
}

#[test]
fn a_section_ends_in_its_last_paragraph_and_refers_to_its_own_footers() {
    let unnumbered = PageStyle { number: None, ..empty().page };
    let blocks = vec![
        section(unnumbered),
        text("封面"),
        section(landscape()),
        Block::PageBreak,
        Block::Table(table_c(&empty())),
        section(empty().page),
        section(landscape()),
        section(empty().page),
        text("正文"),
    ];
    let (document, facts) = with(blocks, Vec::new());
    let parts = written(&document, &facts);
    let body = parts["word/document.xml"].elements().next().unwrap();
    assert_eq!(
        sections(body),
        [
            "portrait rIdFooter3 rIdFooter4",
            "landscape rIdFooter1 rIdFooter2",
            "portrait rIdFooter1 rIdFooter2",
        ]
    );
    // After the table an empty paragraph holds the section's end; no page is broken by hand.
    let shape: Vec<&str> = body.elements().map(|e| e.name.as_str()).collect();
    assert_eq!(shape, ["w:p", "w:tbl", "w:p", "w:p", "w:sectPr"]);
    assert!(first(body, "w:pageBreakBefore").is_none());
    assert!(order::is_sorted(body));

    assert_eq!(says(&parts["word/footer3.xml"], "w:instrText"), None);
    for name in ["word/footer1.xml", "word/footer2.xml"] {
        assert!(first(&parts[name], "w:instrText").is_some(), "{name}");
    }
    let relations = &parts["word/_rels/document.xml.rels"];
    let targets: Vec<_> = relations
        .elements()
        .filter_map(|e| e.get("Target"))
        .filter(|target| target.starts_with("footer"))
        .collect();
    let all_four = ["footer1.xml", "footer2.xml", "footer3.xml", "footer4.xml"];
    assert_eq!(targets, all_four);
}

#[test]
fn a_rule_is_the_border_of_a_paragraph_that_is_as_low_as_can_be() {
    let separator = Separator {
        style: StyleId(BODY),
        before: 5.0,
        after: 0.0,
        width: 1.5,
        color: Color { r: 0xFF, ..Color::BLACK },
    };
    let (document, facts) = with(vec![Block::Separator(separator)], Vec::new());
    let body = body(&document, &facts);
    let paragraph = first(&body, "w:pPr").unwrap();
    let line = first(paragraph, "w:bottom").unwrap();
    let said = ["w:val", "w:sz", "w:space", "w:color"].map(|name| line.get(name).unwrap());
    assert_eq!(said, ["single", "12", "0", "FF0000"]);
    let spacing = first(paragraph, "w:spacing").unwrap();
    let said = ["w:before", "w:after", "w:line"].map(|name| spacing.get(name).unwrap());
    assert_eq!(said, ["100", "0", "14"]);
    assert!(order::is_sorted(&body));
}

#[test]
fn an_imprint_is_a_table_that_ends_with_the_type_area() {
    let facts = BlockFacts::Imprint { new_pages: 1, date_below: false };
    let (document, facts) = with(vec![text("正文"), imprint()], vec![BlockFacts::default(), facts]);
    let body = body(&document, &facts);
    let table = first(&body, "w:tbl").unwrap();
    // From the paper's edge, or LibreOffice would set it in the text; whatever it holds, it ends at the lower edge.
    let place = first(table, "w:tblpPr").unwrap();
    let said = ["w:horzAnchor", "w:tblpX", "w:vertAnchor", "w:tblpYSpec"];
    assert_eq!(said.map(|name| place.get(name).unwrap()), ["page", "1588", "margin", "bottom"]);
    // 0.35 mm and 0.25 mm in eighths of a point (GB/T 9704-2012 §7.4.1); none at the sides.
    let borders = first(table, "w:tblBorders").unwrap().elements();
    let borders: Vec<String> =
        borders.map(|side| format!("{} {}", side.name, side.get("w:sz").unwrap())).collect();
    assert_eq!(borders, ["w:top 8", "w:bottom 8", "w:insideH 6"]);
    // None between the copies: they share a cell.
    let rows = all(table, "w:tr");
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| all(row, "w:p").iter().map(|p| shown(p)).collect()).collect();
    assert_eq!(
        rows,
        [vec!["主送：各村。", "抄送：县委办公室。"], vec!["综合办公室2023年1月17日印发"]]
    );
    assert!(first(table, "w:framePr").is_none());
    // The paragraph that it belongs to stands on its page.
    let shape: Vec<bool> =
        all(&body, "w:p").iter().map(|p| first(p, "w:pageBreakBefore").is_some()).collect();
    assert_eq!(shape, [false, true, false, false, false, false]);
    let shape: Vec<&str> = body.elements().map(|e| e.name.as_str()).collect();
    assert_eq!(shape, ["w:p", "w:p", "w:tbl", "w:p", "w:sectPr"]);
    assert!(order::is_sorted(&body));
}

#[test]
fn an_imprint_of_a_letter_has_no_rules() {
    let mut block = imprint();
    if let Block::Imprint(imprint) = &mut block {
        (imprint.issuer, imprint.date) = (None, None);
    }
    let (document, facts) = with(vec![text("正文"), block], Vec::new());
    let body = body(&document, &facts);
    let table = first(&body, "w:tbl").unwrap();
    let borders = first(table, "w:tblBorders").unwrap();
    assert!(borders.elements().all(|side| side.get("w:val") == Some("none")));
    assert_eq!(all(table, "w:tr").len(), 1);
}

#[test]
fn a_blank_page_before_an_imprint_and_its_own_bear_no_number() {
    let facts = BlockFacts::Imprint { new_pages: 2, date_below: true };
    let (document, facts) = with(vec![text("正文"), imprint()], vec![BlockFacts::default(), facts]);
    let parts = written(&document, &facts);
    let body = parts["word/document.xml"].elements().next().unwrap();
    assert_eq!(
        sections(body),
        ["portrait rIdFooter1 rIdFooter2", "portrait rIdFooter3 rIdFooter4"]
    );
    assert!(first(&parts["word/footer3.xml"], "w:instrText").is_none());
    let paragraphs = all(body, "w:p");
    let broken = paragraphs.iter().position(|p| first(p, "w:pageBreakBefore").is_some());
    // The text, the blank page, then the imprint's page.
    assert_eq!(broken, Some(2));
    // A date that layout put below its issuer is there in the file too.
    assert_eq!(all(body, "w:br").len(), 1);
}
