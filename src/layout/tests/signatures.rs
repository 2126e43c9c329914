//! Seals, and several bodies under one text (GB/T 9704-2012 §7.3.5.1–2).

use super::*;
use crate::{
    document::{Coding, Figure, Image, Seal, Signature},
    layout::PlacedImage,
};

fn image(width: u32, height: u32) -> Arc<Image> {
    Arc::new(Image {
        name: "章.png".to_owned(),
        bytes: Vec::new(),
        width,
        height,
        dpi: (72, 72),
        grey: false,
        coding: Coding::Jpeg,
    })
}

fn signed(bodies: &[&str], sealed: bool, seal: Option<Pt>) -> Block {
    let seals = bodies.iter().enumerate().filter_map(|(body, name)| {
        seal.map(|size| Seal {
            body,
            image: image(size as u32, size as u32),
            width: size,
            height: size,
            alt: format!("{name}印章"),
        })
    });
    Block::Signature(Signature {
        style: StyleId(0),
        bodies: bodies.iter().map(|b| (*b).to_owned()).collect(),
        date: "2023年1月17日".to_owned(),
        sealed,
        seals: seals.collect(),
    })
}

fn images(page: &Page) -> Vec<&PlacedImage> {
    let images = page.items.iter().filter_map(|item| match item {
        Item::Image(image) => Some(image),
        _ => None,
    });
    images.collect()
}

fn line_of<'l>(lines: &'l [SetLine], text: &str) -> &'l SetLine {
    lines.iter().find(|l| l.text == text).unwrap()
}

fn middle(line: &SetLine) -> Pt {
    f64::midpoint(line.left, line.right)
}

#[test]
fn a_seal_stands_over_name_and_date_within_a_line_of_the_text() {
    for size in [38.0 * MM, 42.0 * MM, 45.0 * MM, 50.0 * MM] {
        let pages = set(vec![text("国"), signed(&["铜厂彝族乡人民政府"], true, Some(size))]);
        let lines = lines(&pages.pages[0]);
        let date = line_of(&lines, "2023年1月17日");
        let [seal] = images(&pages.pages[0])[..] else { panic!("one seal") };
        let (left, bottom) = (seal.x + size / 2.0, seal.y + size);
        assert!((left - middle(date)).abs() < 0.01, "centred");
        let text_end = page().top + 28.95;
        assert!((text_end..=text_end + 28.96).contains(&seal.y), "{size}: {}", seal.y);
        // Both lines are in it, below its middle.
        let name = line_of(&lines, "铜厂彝族乡人民政府");
        assert!(name.y > seal.y + size / 2.0 && date.y < bottom, "{size}");
        assert_eq!(seal.origin, Origin::Part { block: 1, part: 2 });
        assert_eq!(seal.alt, "铜厂彝族乡人民政府印章");
    }
}

#[test]
fn a_seal_is_painted_before_all_else_on_its_page() {
    let pages = set(vec![text("国"), signed(&["甲局"], true, Some(119.05))]);
    assert!(matches!(pages.pages[0].items[0], Item::Image(_)));
}

#[test]
fn seals_of_several_bodies_stand_in_rows_and_do_not_touch() {
    let all = ["甲县教育局", "甲县公安局", "甲县财政局", "甲县民政局", "甲县司法局"];
    let size = 42.0 * MM;
    for count in 2..=all.len() {
        let pages = set(vec![text("国"), signed(&all[..count], true, Some(size))]);
        let first = &pages.pages[0];
        let (seals, lines) = (images(first), lines(first));
        assert_eq!(seals.len(), count);
        let (left, right) = (page().left, page().width - page().right);
        for (i, a) in seals.iter().enumerate() {
            assert!(a.x >= left - 0.01 && a.x + size <= right + 0.01, "in the type area");
            for b in &seals[i + 1..] {
                let apart = (a.x - b.x).hypot(a.y - b.y);
                assert!(apart > size + 1.0, "{count}: {apart}");
            }
        }
        // In their order, each over its own name; the last over the date too.
        let centre = |seal: &PlacedImage| seal.x + size / 2.0;
        let date = line_of(&lines, "2023年1月17日");
        assert!((centre(seals[count - 1]) - middle(date)).abs() < 0.01);
        let order: Vec<(i64, i64)> = seals.iter().map(|s| (s.y as i64, s.x as i64)).collect();
        assert!(order.is_sorted(), "{order:?}");
    }
}

#[test]
fn names_beside_a_long_one_share_rows_as_they_find_room() {
    let long = "某某彝族哈尼族自治县人力资源和社会保障局";
    let size = 42.0 * MM;
    for (names, rows) in [
        (vec![long, "甲县财政局", "甲县司法局"], vec![0, 1, 1]),
        (vec!["甲县财政局", "甲县司法局", long], vec![0, 0, 1]),
        (vec!["甲局", long, "乙局", "丙局", "丁局"], vec![0, 0, 1, 1, 1]),
        (vec!["甲局", "乙局", "丙局", "丁局", long], vec![0, 0, 0, 1, 1]),
        // The seal of a short name reaches nearly as far as the long one beside it.
        (
            vec![
                "某某县某某乡人民政府",
                "某某县民族宗教事务局",
                "某某县教育体育和文化广播电视旅游局",
                "某县水利局",
            ],
            vec![0, 0, 1, 1],
        ),
    ] {
        let pages = set(vec![text("国"), signed(&names, true, Some(size))]);
        let found = lines(&pages.pages[0]);
        let seals = images(&pages.pages[0]);
        // Room for a seal of 42 mm on each.
        for (row, pair) in rows.windows(2).zip(seals.windows(2)) {
            let down = pair[1].y - pair[0].y;
            let beside = pair[1].x - pair[0].x;
            match row[1] - row[0] {
                0 => assert!(down.abs() < 0.01 && beside > size + 1.0, "{names:?}"),
                _ => assert!(down > size + 1.0, "{names:?}"),
            }
        }
        let (left, right) = (page().left - 0.01, page().width - page().right + 0.01);
        assert!(found.iter().all(|line| line.left >= left && line.right <= right), "{found:?}");
        let (date, last) = (found.last().unwrap(), seals.last().unwrap());
        assert!((last.x + size / 2.0 - middle(date)).abs() < 0.01, "{names:?}");
    }
}

#[test]
fn names_without_seals_begin_alike_and_the_longest_ends_two_in() {
    let names = ["某某镇人民政府", "某某县人力资源和社会保障局", "某某县财政局"];
    let pages = set(vec![text("国"), signed(&names, false, None)]);
    let found = lines(&pages.pages[0]);
    let lefts = names.map(|n| line_of(&found, n).left);
    assert!(lefts.iter().all(|l| (l - lefts[0]).abs() < 0.01), "{lefts:?}");
    let em = 15.75;
    let edge = page().width - page().right - 2.0 * em;
    assert!((line_of(&found, names[1]).right - edge).abs() < 0.01);
    let date = line_of(&found, "2023年1月17日");
    assert!((date.left - lefts[0] - 2.0 * em).abs() < 0.01);
    // Shorter names are spread to the width of the longest, to the twip for each gap.
    for name in names {
        let right = line_of(&found, name).right;
        assert!((0.0..0.5).contains(&(edge + 0.01 - right)), "{name} ends at {right}");
    }
}

#[test]
fn a_short_name_is_not_torn_over_the_width_of_a_long_one() {
    let names = ["县委", "某某省某某市某某经济技术开发区管理委员会"];
    let pages = set(vec![text("国"), signed(&names, false, None)]);
    let found = lines(&pages.pages[0]);
    let [short, long] = names.map(|name| line_of(&found, name));
    assert!((short.left - long.left).abs() < 0.01);
    assert!((short.right - short.left - 2.0 * 15.75).abs() < 0.5, "{short:?}");
}

#[test]
fn a_name_longer_than_a_line_takes_two_that_begin_alike() {
    let name = "某某省某某市某某彝族哈尼族傣族自治县人力资源和社会保障局信息中心";
    let pages = set(vec![text("国"), signed(&[name], false, None)]);
    let found = lines(&pages.pages[0]);
    let [first, second, date] = &found[1..4] else { panic!("{found:?}") };
    assert_eq!(format!("{}{}", first.text, second.text), name);
    assert!((first.left - second.left).abs() < 0.01);
    let (em, edge) = (15.75, page().width - page().right);
    assert!((first.right.max(second.right) - edge + 2.0 * em).abs() < 0.5, "{first:?}");
    assert!(first.text.chars().count().abs_diff(second.text.chars().count()) < 12, "{first:?}");
    assert_eq!(date.text, "2023年1月17日");
    assert!((date.left - first.left - 2.0 * em).abs() < 0.01);
}

#[test]
fn three_short_names_under_seals_stand_in_one_row() {
    let names = ["某某县人力资源和社保局", "某某县财政局", "某某县民政局"];
    let size = 42.0 * MM;
    let pages = set(vec![text("国"), signed(&names[..], true, Some(size))]);
    let found = lines(&pages.pages[0]);
    let seals = images(&pages.pages[0]);
    assert!(seals.windows(2).all(|pair| (pair[0].y - pair[1].y).abs() < 0.01), "one row");
    assert!(seals.windows(2).all(|pair| pair[1].x - pair[0].x > size + 1.0), "apart");
    let (left, right) = (page().left, page().width - page().right);
    assert!(seals[0].x >= left - 0.01 && seals[2].x + size <= right + 0.01);
    let row = found.iter().find(|line| line.text.contains("财政局")).unwrap();
    assert!(row.left >= left - 0.01 && row.right <= right + 0.01, "{row:?}");
}

#[test]
fn the_facts_say_where_seals_stand_above_the_date() {
    let pages = set(vec![text("国"), signed(&["甲局", "乙局"], true, Some(119.05))]);
    let BlockFacts::Signature { lines, seals: placed, .. } = &pages.facts.blocks[1] else {
        panic!("{:?}", pages.facts);
    };
    assert_eq!(lines.len(), 2, "two names on one line, and the date");
    assert_eq!(lines[0].texts.len(), 2);
    let seals = images(&pages.pages[0]);
    for (fact, seal) in placed.iter().zip(&seals) {
        assert!((page().left + fact.left - seal.x).abs() < 0.01);
    }
    let date_top = page().top + 28.95 * 5.0;
    assert!((date_top - placed[1].above - seals[1].y).abs() < 0.01);
}

fn figure(width: Pt, height: Pt, align: Align, keep_next: bool) -> Block {
    Block::Image(Figure {
        image: image(10, 10),
        width,
        height,
        alt: "图".to_owned(),
        style: StyleId(0),
        format: Arc::new(ParagraphFormat { align, keep_next, ..body() }),
    })
}

#[test]
fn a_picture_stands_in_its_line_as_it_is_aligned() {
    let left = page().left;
    let width = page().text_width();
    for (align, x) in [
        (Align::Left, left),
        (Align::Center, left + (width - 100.0) / 2.0),
        (Align::Right, left + width - 100.0),
    ] {
        let pages = set(vec![text("国"), figure(100.0, 60.0, align, false), text("家")]);
        let shown = images(&pages.pages[0]);
        assert!((shown[0].x - x).abs() < 0.01, "{align:?}");
        assert!((shown[0].y - page().top - 28.95).abs() < 0.01);
        let found = lines(&pages.pages[0]);
        let below = found[1].y - found[0].y - 28.95;
        assert!((60.0..60.5).contains(&below), "{below}");
    }
}

#[test]
fn a_picture_moves_whole_and_takes_its_words_along() {
    let filler = || text(&"国".repeat(28 * 19));
    let pages = set(vec![filler(), figure(100.0, 100.0, Align::Center, false)]);
    assert!(images(&pages.pages[0]).is_empty() && images(&pages.pages[1]).len() == 1);
    let both = vec![filler(), figure(100.0, 80.0, Align::Center, true), text("图一")];
    let pages = set(both);
    assert!(images(&pages.pages[0]).is_empty());
    assert!((images(&pages.pages[1])[0].y - page().top).abs() < 0.01);
}

/// A page of `filled` lines, a paragraph of so many characters and a signature of three lines: what the character spacing
/// of the paragraph is changed by, and on which page how many lines stand.
fn closed(filled: usize, characters: usize) -> (Pt, Vec<usize>) {
    let mut blocks = vec![text("国"); filled];
    blocks.push(text(&"国".repeat(characters)));
    blocks.push(signed(&["甲局"], false, None));
    let pages = set(blocks);
    let BlockFacts::Paragraph { nudge, .. } = pages.facts.blocks[filled] else { panic!() };
    (nudge, pages.pages.iter().map(|page| lines(page).len()).collect())
}

#[test]
fn a_paragraph_loses_a_line_by_its_spacing_for_the_signature_below_it() {
    // 86 characters are three lines and 2; the signature lacks a line.
    let (nudge, pages) = closed(16, 86);
    assert!((-0.6..-0.4).contains(&nudge), "{nudge}");
    assert_eq!(pages, [16 + 3 + 2]);
    // With room for it nothing is changed.
    assert_eq!(closed(14, 86), (0.0, vec![14 + 4 + 2]));
    // Ten characters are too many to take in: the paragraph goes along.
    assert_eq!(closed(16, 94), (0.0, vec![16, 4 + 2]));
}

#[test]
fn two_lines_stand_above_a_signature_and_no_more_are_moved() {
    // The last line would stand alone on the second page, with the signature.
    let (nudge, pages) = closed(20, 83);
    assert_eq!((nudge, pages), (0.0, vec![20, 3 + 2]), "up to four lines stay whole");
    let (_, pages) = closed(17, 28 * 6 - 5);
    assert_eq!(pages, [21, 2 + 2], "of more the last two go");
    // All lines would stand on the first page, and the signature alone on the second.
    let (_, pages) = closed(2, 28 * 18 + 14);
    assert_eq!(pages, [19, 2 + 2]);
    // A paragraph of more than a page, and a signature that finds no room below it.
    let (_, pages) = closed(1, 28 * 42 + 14);
    assert_eq!(pages, [22, 20, 2 + 2]);
}

#[test]
fn a_note_is_never_alone_below_the_signature() {
    let note = || {
        let Block::Paragraph(p) = text("（此件公开发布）") else { panic!() };
        Block::Paragraph(Paragraph { role: Role::Note, ..p })
    };
    for filled in 14..24 {
        let mut blocks = vec![text("国"); filled];
        blocks.extend([signed(&["甲局"], false, None), note()]);
        let pages = set(blocks);
        let last = lines(pages.pages.last().unwrap());
        assert!(last.len() >= 4, "{filled}: {last:?}");
    }
}

#[test]
fn a_sealed_name_longer_than_a_line_takes_two_that_stand_in_its_middle() {
    let long = "某某自治州某某彝族回族傣族自治县某某街道办事处综合行政执法局";
    let size = 42.0 * MM;
    let short = set(vec![text("国"), signed(&["甲局"], true, Some(size))]);
    let usual = (images(&short.pages[0])[0].y, line_of(&lines(&short.pages[0]), "2023年1月17日").y);
    let pages = set(vec![text("国"), signed(&[long], true, Some(size))]);
    let found = lines(&pages.pages[0]);
    let [first, second, date] = &found[1..4] else { panic!("{found:?}") };
    assert_eq!(first.text, "某某自治州某某彝族回族傣族自治县");
    assert_eq!(format!("{}{}", first.text, second.text), long);
    for name in [first, second] {
        assert!((middle(name) - middle(date)).abs() < 0.01, "{name:?}");
    }
    assert!(second.y - first.y < 29.0 && date.y - second.y < 29.0, "one below the other");
    // Seal and date stand where they do below a short name.
    let [seal] = images(&pages.pages[0])[..] else { panic!("one seal") };
    assert!((seal.x + size / 2.0 - middle(date)).abs() < 0.01);
    assert!((seal.y - usual.0).abs() < 0.01 && (date.y - usual.1).abs() < 0.01);
}

#[test]
fn a_long_name_among_sealed_ones_has_its_row_to_itself() {
    let long = "某某自治州某某彝族回族傣族自治县某某街道办事处综合行政执法局";
    let size = 42.0 * MM;
    for names in [[long, "甲局"], ["甲局", long]] {
        let pages = set(vec![text("国"), signed(&names, true, Some(size))]);
        let (found, seals) = (lines(&pages.pages[0]), images(&pages.pages[0]));
        assert_eq!(found.len(), 5, "{found:?}");
        assert!((seals[1].y - seals[0].y) >= size + 2.0 * MM, "{}", seals[1].y - seals[0].y);
        let own = line_of(&found, "甲局").y;
        let body = usize::from(names[1] == "甲局");
        assert!((seals[body].y..seals[body].y + size).contains(&own));
    }
}
