use super::*;
use crate::document::{Imprint, PageNumber, PageNumberPlace, Separator};

fn numbered() -> PageStyle {
    let number = PageNumber {
        text: text_style(14.0, 0.0),
        before: "— ".to_owned(),
        after: " —".to_owned(),
        below: 7.0 * MM,
        inset: 14.0,
        place: PageNumberPlace::Center,
    };
    PageStyle { number: Some(number), ..page() }
}

/// The document of these blocks on numbered pages.
fn set_numbered(blocks: Vec<Block>) -> Pages {
    let document = Document { page: numbered(), ..document(blocks) };
    layout(&document, &FONTS).unwrap()
}

fn landscape() -> PageStyle {
    let page = numbered();
    PageStyle {
        width: page.height,
        height: page.width,
        top: page.left,
        right: page.top,
        bottom: page.right,
        left: page.bottom,
        ..page
    }
}

fn small(text: &str, align: Align) -> Paragraph {
    let format = ParagraphFormat { align, line_pitch: 28.0, left: 14.0, right: 14.0, ..body() };
    paragraph(text, format, text_style(14.0, 0.0))
}

fn imprint(copies: &[&str], issuer: &str, even: bool) -> Block {
    Block::Imprint(Box::new(Imprint {
        copies: copies.iter().map(|c| small(c, Align::Justify)).collect(),
        issuer: Some(small(issuer, Align::Left)),
        date: Some(small("2023年1月17日印发", Align::Right)),
        even,
    }))
}

fn rules(page: &Page) -> Vec<(Pt, Pt, Pt, Pt)> {
    let rules = page.items.iter().filter_map(|item| match item {
        Item::Rule(r) => Some((r.x0 - r.width / 2.0, r.x1 + r.width / 2.0, r.y0, r.width)),
        _ => None,
    });
    rules.collect()
}

#[track_caller]
fn near(a: Pt, b: Pt) {
    assert!((a - b).abs() < 0.01, "{a} is not {b}");
}

/// Words on each page, the number's too.
fn words(pages: &Pages) -> Vec<String> {
    let page = |page| {
        let mut words = String::new();
        for line in lines(page) {
            words += &line.text;
            words.push('|');
        }
        words
    };
    pages.pages.iter().map(page).collect()
}

#[test]
fn a_rule_is_as_wide_as_the_type_area_and_takes_its_own_height() {
    let separator = Separator {
        style: StyleId(0),
        before: 5.0,
        after: 10.0,
        width: 1.5,
        color: Color { r: 255, ..Color::BLACK },
    };
    let pages = set(vec![text("甲"), Block::Separator(separator), text("乙")]);
    let [(left, right, y, _)] = rules(&pages.pages[0])[..] else {
        panic!("one rule");
    };
    near(left, page().left);
    near(right, page().width - page().right);
    near(y, page().top + 28.95 + 5.0 + 0.7 + 0.75);
    let [first, second] = &lines(&pages.pages[0])[..] else {
        panic!("two lines");
    };
    near(second.y - first.y, 28.95 + 5.0 + 0.7 + 1.5 + 10.0);
}

#[test]
fn a_section_has_pages_of_its_own_shape_and_numbering() {
    let unnumbered = PageStyle { number: None, ..page() };
    let section = |page| Block::Section(Box::new(page));
    let pages = set_numbered(vec![
        section(unnumbered),
        text("封面"),
        section(landscape()),
        text(&"国".repeat(41)),
        section(numbered()),
        text("正文"),
    ]);
    let wide = "国".repeat(40);
    assert_eq!(words(&pages), ["封面|", &format!("{wide}|国|— 2 —|"), "正文|— 3 —|"]);
    let sizes: Vec<bool> = pages.pages.iter().map(|p| p.width > p.height).collect();
    assert_eq!(sizes, [false, true, false]);
    let first = &lines(&pages.pages[1])[0];
    near(first.left, page().bottom);
}

#[test]
fn sections_without_content_have_no_pages() {
    let section = || Block::Section(Box::new(landscape()));
    let pages = set_numbered(vec![text("甲"), section(), Block::PageBreak, section(), text("乙")]);
    assert_eq!(words(&pages), ["甲|— 1 —|", "乙|— 2 —|"]);
}

#[test]
fn an_imprint_ends_with_the_type_area_of_an_even_page() {
    let pages = set_numbered(vec![text("甲"), imprint(&["抄送：县人民政府。"], "办公室", true)]);
    assert_eq!(words(&pages), ["甲|— 1 —|", "抄送：县人民政府。|办公室2023年1月17日印发|— 2 —|"]);
    let [first, middle, last] = rules(&pages.pages[1])[..] else {
        panic!("three rules");
    };
    // GB/T 9704-2012 §7.4.1.
    near(first.3, 0.35 * MM);
    near(middle.3, 0.25 * MM);
    near(last.3, 0.35 * MM);
    near(last.2 + last.3 / 2.0, page().height - page().bottom);
    // Each rule stands below a line as low as programs allow.
    near(middle.2 - first.2, 28.0 + 0.3 * MM + 0.7);
    let issuer = &lines(&pages.pages[1])[1];
    near(issuer.left, page().left + 14.0);
    near(issuer.right, page().width - page().right - 14.0);
    assert_eq!(new_pages(&pages), 1);
}

/// Pages begun for the imprint that is the second block.
fn new_pages(pages: &Pages) -> usize {
    match &pages.facts.blocks[1] {
        BlockFacts::Imprint { new_pages, .. } => *new_pages,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_imprint_shares_the_last_page_when_that_is_even_and_has_room() {
    let full = |lines: usize| text(&"国".repeat(28 * lines));
    // Two rows of 28 pt and their rules leave room for 19 lines.
    let pages = set_numbered(vec![full(41), imprint(&["甲"], "乙", true)]);
    assert_eq!(pages.pages.len(), 2, "{:?}", words(&pages));
    assert_eq!(new_pages(&pages), 0);
    // No room: a blank page and an even one, neither with a number (§7.5).
    let pages = set_numbered(vec![full(42), imprint(&["甲"], "乙", true)]);
    assert_eq!(words(&pages)[2..], ["", "甲|乙2023年1月17日印发|"],);
    assert_eq!(new_pages(&pages), 2);
}

/// Nor is what stands above it a single line: those present at a meeting, for one (GB/T 9704-2012 §10.3).
#[test]
fn the_last_of_the_text_above_an_imprint_is_not_a_single_line() {
    for chars in 1..=28 {
        let above = [text(&"国".repeat(28 * 17)), text(&"国".repeat(28 * 5 + chars))];
        let pages = set(above.into_iter().chain([imprint(&["甲"], "乙", true)]).collect());
        let count = lines(&pages.pages[0]).len();
        // As it is, two go; tightened, none does.
        let goes = lines(&pages.pages[1]).iter().any(|line| line.text.contains('国'));
        assert_eq!(count, if goes { 21 } else { 22 }, "{chars}");
    }
}

#[test]
fn an_imprint_may_be_content_with_the_last_page() {
    let pages = set(vec![text("甲"), imprint(&[], "办公室", false)]);
    assert_eq!(pages.pages.len(), 1);
    assert_eq!(rules(&pages.pages[0]).len(), 2);
}

#[test]
fn a_date_that_does_not_fit_beside_the_issuer_stands_below() {
    let issuer = "县".repeat(22);
    let pages = set(vec![text("甲"), imprint(&[], &issuer, true)]);
    let lines = lines(&pages.pages[1]);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1].text, "2023年1月17日印发");
    near(lines[1].y - lines[0].y, 28.0);
}

#[test]
fn white_above_holds_after_a_written_page_break_only() {
    let spaced = |words: &str| {
        let format = ParagraphFormat { before: 20.0, ..body() };
        Block::Paragraph(paragraph(words, format, text_style(16.0, -0.25)))
    };
    let top = |pages: &Pages| lines(&pages.pages[1])[0].y;
    let written = set(vec![text("甲"), Block::PageBreak, spaced("乙")]);
    let run_over = set(vec![text(&"国".repeat(28 * 22)), spaced("乙")]);
    near(top(&written) - top(&run_over), 20.0);
}
