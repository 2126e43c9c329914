use super::*;
use crate::document::Signature;

fn heading(source: &str) -> Block {
    let format = ParagraphFormat { keep_next: true, ..body() };
    let text = paragraph(source, format, text_style(16.0, -0.25));
    Block::Paragraph(Paragraph { role: Role::Heading(1), ..text })
}

fn filler(lines: usize) -> Block {
    text(&"国".repeat(28 * lines))
}

pub(super) fn signature(name: &str, date: &str, sealed: bool) -> Block {
    Block::Signature(Signature {
        style: StyleId(0),
        bodies: vec![name.to_owned()],
        date: date.to_owned(),
        sealed,
        seals: Vec::new(),
    })
}

#[test]
fn a_heading_does_not_stand_alone_at_the_foot_of_a_page() {
    let pages = set(vec![filler(21), heading("一、总体情况"), text("家")]);
    assert_eq!(lines(&pages.pages[0]).len(), 21);
    assert_eq!(lines(&pages.pages[1])[0].text, "一、总体情况");
    assert_eq!(pages.outline[0].page, 1);
}

#[test]
fn a_chain_of_headings_moves_together() {
    let chain = vec![filler(20), heading("一、总体情况"), heading("（一）主动公开"), text("家")];
    let pages = set(chain);
    assert_eq!(lines(&pages.pages[0]).len(), 20);
    assert_eq!(lines(&pages.pages[1]).len(), 3);
}

#[test]
fn white_above_is_dropped_at_the_head_of_later_pages_only() {
    let format = ParagraphFormat { before: 28.95, ..body() };
    let spaced = || Block::Paragraph(paragraph("国", format.clone(), text_style(16.0, -0.25)));
    let first = set(vec![spaced()]);
    let later = set(vec![filler(22), spaced()]);
    let top = |pages: &Pages, page: usize| lines(&pages.pages[page])[0].y;
    assert!((top(&first, 0) - top(&later, 1) - 28.95).abs() < 1e-6);
}

#[test]
fn a_page_break_at_the_head_of_a_page_makes_no_blank_page() {
    let pages = set(vec![text("国"), Block::PageBreak, Block::PageBreak, text("家")]);
    assert_eq!(pages.pages.len(), 2);
}

/// GB/T 9704-2012 §7.3.5.2 with 28 characters a line: the worked example of nine characters.
#[test]
fn an_unsealed_signature_ends_two_in_and_its_date_begins_two_after_the_name() {
    let pages = set(vec![text("国"), signature("铜厂彝族乡人民政府", "2023年1月17日", false)]);
    let lines = lines(&pages.pages[0]);
    let (page, em) = (page(), 15.75);
    let edge = page.width - page.right;
    assert!((lines[1].right - (edge - 2.0 * em)).abs() < 0.01, "{:?}", lines[1]);
    assert!((lines[2].left - lines[1].left - 2.0 * em).abs() < 0.01);
    assert!((lines[1].y - lines[0].y - 2.0 * 28.95).abs() < 0.01, "one blank line above");
}

#[test]
fn a_date_longer_than_the_name_ends_two_in_instead() {
    let pages = set(vec![text("国"), signature("某局", "2023年11月17日", false)]);
    let lines = lines(&pages.pages[0]);
    let (page, em) = (page(), 15.75);
    assert!((lines[2].right - (page.width - page.right - 2.0 * em)).abs() < 0.01);
    assert!((lines[2].left - lines[1].left - 2.0 * em).abs() < 0.01);
}

#[test]
fn a_sealed_date_ends_four_in_with_the_name_centred_on_it() {
    let pages = set(vec![text("国"), signature("某局", "2023年11月17日", true)]);
    let lines = lines(&pages.pages[0]);
    let (page, em) = (page(), 15.75);
    assert!((lines[2].right - (page.width - page.right - 4.0 * em)).abs() < 0.01);
    let middle = |l: &SetLine| f64::midpoint(l.left, l.right);
    assert!((middle(&lines[1]) - middle(&lines[2])).abs() < 0.01);
}

#[test]
fn a_signature_takes_the_last_paragraph_with_it() {
    let pages = set(vec![filler(18), filler(3), signature("某局", "2023年1月7日", false)]);
    assert_eq!(pages.pages.len(), 2);
    assert_eq!(lines(&pages.pages[0]).len(), 18);
    assert_eq!(lines(&pages.pages[1]).len(), 5);
    let keeps = |pages: &Pages| {
        matches!(pages.facts.blocks[1], BlockFacts::Paragraph { keep: Keep::Whole, .. })
    };
    assert!(keeps(&pages));
    // It is kept where there is room too, for what may be added to the DOCX.
    let pages = set(vec![filler(16), filler(3), signature("某局", "2023年1月7日", false)]);
    assert_eq!(pages.pages.len(), 1);
    assert!(keeps(&pages));
}

/// LibreOffice would move all of it, which leaves a page half empty or tears the signature.
#[test]
fn a_long_paragraph_stays_with_the_signature_where_that_moves_lines() {
    for (above, lines, expected) in [
        // Half a page with the signature, whatever is added above it.
        (16, 8, Keep::Lines),
        // Its last lines stand above the signature as it is.
        (10, 9, Keep::Pair),
        (10, 20, Keep::Pair),
        // The signature would be alone, or below one line.
        (4, 17, Keep::Lines),
        (4, 19, Keep::Lines),
        (2, 40, Keep::Pair), // by its character spacing a line less
        (4, 39, Keep::Lines),
    ] {
        let blocks = vec![filler(above), filler(lines), signature("某局", "2023年1月7日", false)];
        let pages = set(blocks);
        let BlockFacts::Paragraph { keep, .. } = pages.facts.blocks[1] else { panic!() };
        assert_eq!(keep, expected, "{above} {lines}");
        let last = super::lines(pages.pages.last().unwrap());
        assert!(last.len() >= 4, "{above} {lines}: two lines, name and date");
    }
}

#[test]
fn a_character_that_no_face_has_is_refused_by_name() {
    let error = layout(&document(vec![text("国\u{2348D}家")]), &FONTS).unwrap_err();
    let crate::layout::Error::MissingGlyphs(missing) = error else { panic!("{error}") };
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].ch, '\u{2348D}');
    assert_eq!(missing[0].family, "仿宋_GB2312");
}

#[test]
fn the_page_number_alternates_and_its_dash_is_7_mm_below_the_type_area() {
    let mut doc = document(vec![filler(23)]);
    let song =
        TextStyle { family: "宋体".into(), latin: "宋体".into(), ..text_style(14.0, 0.0) };
    doc.page.number = Some(crate::document::PageNumber {
        text: song,
        before: "— ".to_owned(),
        after: " —".to_owned(),
        below: 7.0 * MM,
        inset: 14.0,
        place: crate::document::PageNumberPlace::Outside,
    });
    let pages = layout(&doc, &FONTS).unwrap();
    let page = page();
    let odd = lines(&pages.pages[0]).pop().unwrap();
    let even = lines(&pages.pages[1]).pop().unwrap();
    assert_eq!((odd.text.as_str(), even.text.as_str()), ("— 1 —", "— 2 —"));
    assert!((odd.right - (page.width - page.right - 14.0)).abs() < 0.01);
    assert!((even.left - (page.left + 14.0)).abs() < 0.01);
    let dash = odd.y - em::BASELINE * 14.0;
    assert!((dash - (page.height - page.bottom + 7.0 * MM)).abs() < 0.01);
}

#[test]
fn a_draft_is_marked_on_every_page_above_the_type_area() {
    let mut doc = document(vec![filler(23)]);
    doc.page.mark = Some(crate::document::PageMark::draft());
    let pages = layout(&doc, &FONTS).unwrap();
    for page in &pages.pages {
        let mark = lines(page).into_iter().find(|l| l.text == "草稿").unwrap();
        assert!(mark.y < doc.page.top && mark.y > 0.0, "{mark:?}");
        let middle = f64::midpoint(mark.left, mark.right);
        assert!((middle - (doc.page.left + doc.page.text_width() / 2.0)).abs() < 0.01);
    }
}

#[test]
fn a_signature_does_not_stand_below_a_single_line() {
    let one = |words: &str| text(words);
    let blocks = |above| {
        vec![filler(above), one("一是"), one("二是"), signature("某局", "2023年1月7日", false)]
    };
    // 22 lines hold these two and the signature's three below 17 others.
    let pages = set(blocks(17));
    assert_eq!(pages.pages.len(), 1);
    let pages = set(blocks(18));
    assert_eq!(lines(&pages.pages[0]).len(), 18);
    assert_eq!(lines(&pages.pages[1]).len(), 4);
    for block in 1..3 {
        assert!(matches!(
            pages.facts.blocks[block],
            BlockFacts::Paragraph { keep: Keep::Whole, .. }
        ));
    }
}

#[test]
fn a_last_line_is_more_than_one_character() {
    for count in [29, 57, 85, 113] {
        let pages = set(vec![text(&format!("{}。", "国".repeat(count)))]);
        let found = lines(&pages.pages[0]);
        let last = found.last().unwrap();
        assert!(last.text.chars().count() > 2, "{count}: {last:?}");
        assert_eq!(found.len(), count.div_ceil(28), "no line more");
    }
}

/// `进。` alone on top of a page, where no hair of tracking helps: the line above goes with it.
#[test]
fn a_single_character_does_not_begin_a_page() {
    // Words as wide as a line but for a point.
    let closing =
        |lines: usize| text(&format!("{}家。", format!("{} ", "a".repeat(63)).repeat(lines)));
    let pages = set(vec![filler(18), closing(4), text("国")]);
    assert_eq!([lines(&pages.pages[0]).len(), lines(&pages.pages[1]).len()], [21, 3]);
    let BlockFacts::Paragraph { keep, .. } = pages.facts.blocks[1] else { panic!() };
    assert_eq!(keep, Keep::Pair);
    // Two lines must be left on the page before, or a word processor would take them all.
    for (above, below, counts) in [(20, 2, [22, 2]), (17, 4, [22, 1]), (19, 4, [22, 3])] {
        let pages = set(vec![filler(above), closing(below), text("国")]);
        let found: Vec<usize> = pages.pages.iter().map(|page| lines(page).len()).collect();
        assert_eq!(found, counts);
    }
}

/// A report that nobody signs ends in a line alone on a page no more than one with a signature.
#[test]
fn the_last_page_is_never_one_line() {
    for chars in 1..=28 {
        let last = text(&"国".repeat(28 * 5 + chars));
        let pages = set(vec![filler(17), last]);
        let found: Vec<usize> = pages.pages.iter().map(|page| lines(page).len()).collect();
        assert!(matches!(found[..], [21, 2] | [22]), "{chars}: {found:?}");
        let BlockFacts::Paragraph { keep, nudge, .. } = pages.facts.blocks[1] else { panic!() };
        assert_eq!(found.len() == 1, nudge < 0.0, "{chars} {found:?} {nudge} {keep:?}");
        assert_eq!(found.len() > 1, keep == Keep::Pair, "{chars}");
    }
}
