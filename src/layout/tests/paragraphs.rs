use super::*;
use crate::{
    layout::{
        justify::justify,
        line_break::{LineMeasure, break_lines},
        shape::Shaper,
    },
    text::kinsoku,
};
use proptest::prelude::*;

#[test]
fn a_full_page_has_22_lines_of_28_characters() {
    let pages = set(vec![text(&"国".repeat(28 * 22 + 2)), text("家")]);
    let first = lines(&pages.pages[0]);
    assert_eq!(first.len(), 22);
    assert!(first.iter().all(|l| l.text.chars().count() == 28));
    assert_eq!(lines(&pages.pages[1]).len(), 2);
}

#[test]
fn full_lines_reach_both_edges_of_the_type_area() {
    let pages = set(vec![text(&"国".repeat(57))]);
    let page = page();
    for line in &lines(&pages.pages[0])[..2] {
        assert!((line.left - page.left).abs() < 0.01, "{line:?}");
        let ink = line.right;
        assert!((ink - (page.width - page.right)).abs() < 0.01, "{line:?}");
    }
}

#[test]
fn the_break_moves_back_from_a_closing_mark() {
    let source = format!("{}，{}", "国".repeat(28), "家".repeat(3));
    let pages = set(vec![text(&source)]);
    let lines = lines(&pages.pages[0]);
    assert_eq!(lines[0].text, "国".repeat(27));
    assert_eq!(lines[1].text, "国，家家家");
}

#[test]
fn a_number_is_not_cut_but_year_and_sign_may_part() {
    let source = format!("{}2026年内", "国".repeat(26));
    let pages = set(vec![text(&source)]);
    let texts: Vec<_> = lines(&pages.pages[0]).into_iter().map(|l| l.text).collect();
    assert_eq!(texts, [format!("{}2026", "国".repeat(26)), "年内".to_owned()]);
    let source = format!("{}2026年", "国".repeat(27));
    let pages = set(vec![text(&source)]);
    assert_eq!(lines(&pages.pages[0])[1].text, "2026年");
}

fn broken_by(source: &str, rules: Rules) -> Vec<String> {
    let pages = layout_by(&document(vec![text(source)]), &FONTS, rules).unwrap();
    pages.pages.iter().flat_map(lines).map(|l| l.text).collect()
}

#[test]
fn a_line_may_end_between_a_closing_mark_and_a_number() {
    let source = format!("{}〔2021〕123456号", "国".repeat(22));
    assert_eq!(broken_by(&source, Rules::Specification)[1], "123456号");
    // LibreOffice holds them together, and no hair of tracking changes that.
    assert_eq!(broken_by(&source, Rules::LibreOffice)[1], "〔2021〕123456号");
}

#[test]
fn an_address_goes_to_the_next_line_whole_and_is_cut_at_a_hyphen() {
    let address = "https://www.example.gov.cn/zwgk/zfxxgk/2022/01-04/content_9829261.html";
    let source = format!("电子版可从政府网站（{address}）下载。");
    let lines = broken_by(&source, Rules::Specification);
    assert_eq!(lines[0], "电子版可从政府网站");
    assert_eq!(lines[1], "（https://www.example.gov.cn/zwgk/zfxxgk/2022/01-");
    assert_eq!(lines[2], "04/content_9829261.html）下载。");
    // Nine characters are not spread over the line.
    let pages = set(vec![text(&source)]);
    assert!((super::lines(&pages.pages[0])[0].right - page().left - 9.0 * 15.75).abs() < 0.3);
    let BlockFacts::Paragraph { flush_left, .. } = pages.facts.blocks[0] else { panic!() };
    assert!(flush_left);
}

#[test]
fn an_address_without_a_hyphen_is_filled_up_to_the_last_letter() {
    let lines = broken_by(&format!("见{}。", "a/".repeat(60)), Rules::Specification);
    assert_eq!(lines[0], "见");
    assert!(lines[1].chars().count() > 70, "{lines:?}");
}

#[test]
fn a_line_too_full_by_a_hair_is_tightened_even_without_hanzi() {
    let address = paragraph("gov.cn", body(), text_style(16.0, -0.25));
    let mut shaper = Shaper::new(&FONTS, Punctuation::default(), Rules::default());
    let chars = shaper.paragraph(&address).unwrap().remove(0);
    let mut advances = vec![8.0; 6];
    justify(&chars, &mut advances, -0.1);
    assert!((advances.iter().sum::<Pt>() - 47.9).abs() < 1e-9, "{advances:?}");
    assert_eq!(advances[5].to_bits(), 8.0_f64.to_bits(), "the last ends the line");
}

#[test]
fn a_hair_of_tracking_makes_both_rules_agree() {
    // 440.50 pt with tracking behind every character, 442.25 pt without it at the seams, in a line of
    // 442.20 pt.
    let source = "条，公开指南信息1条，公开目录信息21条，机构职能信息2条，政策解读专栏一条，\
                  财政预决算公开十四条。";
    let pages = set(vec![text(source)]);
    let BlockFacts::Paragraph { nudge, .. } = pages.facts.blocks[0] else { panic!() };
    assert!((nudge + 0.05).abs() < 1e-9, "{nudge}");
    let lines = broken_by(source, Rules::Specification);
    assert!(lines[0].ends_with("信息2条，"), "{lines:?}");
    assert_eq!(lines, broken_by(source, Rules::LibreOffice));
    // Where they agree already nothing is changed.
    let pages = set(vec![text("条，公开指南信息1条。")]);
    let BlockFacts::Paragraph { nudge, .. } = pages.facts.blocks[0] else { panic!() };
    assert_eq!(nudge.to_bits(), 0.0_f64.to_bits());
}

#[test]
fn dashes_and_ellipses_stay_whole() {
    for mark in ["——", "……"] {
        let pages = set(vec![text(&format!("{}{mark}家", "国".repeat(27)))]);
        let second = &lines(&pages.pages[0])[1].text;
        assert!(second.contains(mark), "{second}");
    }
}

#[test]
fn justification_leaves_numbers_alone() {
    let pages = set(vec![text(&format!("{}123456789，国家", "国".repeat(23)))]);
    let run = pages.pages[0].items.iter().find_map(|item| match item {
        Item::Glyphs(run) if run.glyphs[0].ch == '1' => Some(run),
        _ => None,
    });
    let run = run.unwrap();
    let natural = 0.5 * 16.0 - 0.25;
    let inside = &run.glyphs[..run.glyphs.len() - 1];
    assert!(inside.iter().all(|g| (g.advance - natural).abs() < 1e-9));
}

#[test]
fn hanging_marks_stand_past_the_edge_only_when_asked() {
    let mut doc = document(vec![text(&format!("{}，{}", "国".repeat(28), "家".repeat(3)))]);
    doc.page.punctuation.hang = true;
    let pages = layout(&doc, &FONTS).unwrap();
    assert_eq!(lines(&pages.pages[0])[0].text.chars().count(), 29);
}

#[test]
fn compressed_marks_share_their_empty_halves() {
    let mut doc = document(vec![text("（一）“国家”，《办法》。")]);
    let plain = lines(&layout(&doc, &FONTS).unwrap().pages[0])[0].right;
    doc.page.punctuation.compress = true;
    let tight = lines(&layout(&doc, &FONTS).unwrap().pages[0])[0].right;
    // ）“  ”，  ，《  》。 : four marks give up half a character each.
    assert!((plain - tight - 4.0 * 8.0).abs() < 1e-6, "{}", plain - tight);
}

fn title(source: &str) -> Vec<String> {
    let format =
        ParagraphFormat { align: Align::Center, line_pitch: 36.0, balance: true, ..body() };
    let pages = set(vec![Block::Paragraph(paragraph(source, format, text_style(22.0, 0.0)))]);
    lines(&pages.pages[0]).into_iter().map(|l| l.text).collect()
}

#[test]
fn titles_break_at_word_sense() {
    let cases = [
        ("铜厂乡2022年政府信息公开工作年度报告", &["铜厂乡2022年政府信息公开工作年度报告"][..]),
        (
            "淮安市人民政府2024年政府信息公开工作年度报告",
            &["淮安市人民政府", "2024年政府信息公开工作年度报告"],
        ),
        (
            "易门县龙泉街道办事处2025年政府信息公开工作年度报告",
            &["易门县龙泉街道办事处", "2025年政府信息公开工作年度报告"],
        ),
        (
            "积石山保安族东乡族撒拉族自治县柳沟乡人民政府2025年政府信息公开工作年度报告",
            &["积石山保安族东乡族撒拉族自治县柳沟乡", "人民政府2025年政府信息公开工作年度报告"],
        ),
        (
            "易门县人民政府办公室关于做好2026年防汛抗旱和森林草原防灭火工作的通知",
            &["易门县人民政府办公室关于做好", "2026年防汛抗旱和森林草原防灭火工作的通知"],
        ),
        // Two bodies part at the blank between them, and none is parted before 人民政府 or 办公室.
        (
            "中共某某县委办公室　某某县人民政府办公室关于做好2026年防汛抗旱工作的通知",
            &["中共某某县委办公室　某某县人民政府办公室", "关于做好2026年防汛抗旱工作的通知"],
        ),
        (
            "中共某某县委员会办公室　某某县人民政府办公室关于做好2026年防汛抗旱和森林草原防灭火工作的通知",
            &[
                "中共某某县委员会办公室",
                "某某县人民政府办公室关于做好",
                "2026年防汛抗旱和森林草原防灭火工作的通知",
            ],
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(title(source), expected);
    }
}

#[test]
fn a_title_cuts_no_word_of_its_field() {
    for (source, word) in [
        ("某某县政务服务管理局关于2026年政府信息公开工作年度报告编制发布情况的通报", "信息"),
        ("某某县人民政府关于印发《某某县政府信息公开申请答复规范（2026年版）》的通知", "信息"),
        ("某某县人民政府关于加快推进农村人居环境整治提升五年行动的实施意见", "人居"),
        ("某某县公安局交通警察大队关于县城部分路段实行交通管制的通告", "县城"),
        ("关于做好迎接全国“两会”期间安全稳定信访维稳安全生产防灾减灾救灾工作的紧急通知", "信访"),
        ("某某县卫生健康委员会关于新型冠状病毒感染疫情防控信息发布情况的报告", "冠状病毒"),
        ("关于转发《国务院办公厅关于印发政府信息公开处理费管理办法的通知》的通知", "政府信息公开"),
        ("某某自治州某某彝族回族傣族自治县发展和改革委员会文件", "回族"),
        ("某某自治州某某彝族回族傣族自治县发展和改革委员会文件", "自治县"),
        ("某某彝族哈尼族傣族回族拉祜族自治县人力资源和城乡建设局2026年工作要点文件", "城乡"),
        ("某某县人民政府办公室关于推进政务公开工作日常化规范化的若干意见和县级清单", "县级"),
        (
            "清川县政务公开办公室关于请求核定2026年政务公开专项经费和增加乡镇信息员编制的请示",
            "年政务公开",
        ),
        (
            "某某县人民政府办公室关于转发关于加强行政规范性文件制定和监督管理工作实施意见的通知",
            "规范性文件",
        ),
        (
            "某某县人民政府办公室关于印发《某某县突发公共卫生事件应急预案（2026年修订）》的通知",
            "（2026年修订）",
        ),
    ] {
        let lines = title(source);
        assert!(lines.len() > 1 && lines.iter().any(|l| l.contains(word)), "{lines:?}");
    }
}

/// Two spaces give 1.9 pt in programs that model Word: enough for one character more, unless a hair of tracking lets
/// it in everywhere.
#[test]
fn lines_do_not_hang_on_whether_spaces_give() {
    let source = "公开条例》要求，参照GB/N 9704-2012和ISO 32000要求排版，严格按照要求";
    let pages = set(vec![text(source)]);
    let BlockFacts::Paragraph { nudge, .. } = pages.facts.blocks[0] else { panic!() };
    assert!(nudge.abs() > 0.01, "{nudge}");
    let lines = broken_by(source, Rules::Specification);
    assert_eq!(lines, broken_by(source, Rules::GivingSpaces));
    // As it is, the rules part.
    let block = text(source);
    let Block::Paragraph(paragraph) = &block else { unreachable!() };
    let mut shaper = Shaper::new(&FONTS, Punctuation::default(), Rules::default());
    let chars = shaper.paragraph(paragraph).unwrap().remove(0);
    let width = page().width - page().left - page().right;
    let measure = |justified| LineMeasure { first: width, rest: width, hang: false, justified };
    let by = |measure, rules| break_lines(&chars, measure, rules)[0].end;
    let plain = by(measure(true), Rules::Specification);
    assert_eq!(by(measure(true), Rules::GivingSpaces), plain + 1);
    assert_eq!(by(measure(false), Rules::GivingSpaces), plain);
}

#[test]
fn a_whole_page_in_balanced_lines_is_broken_like_text() {
    let source = "易门县铜厂彝族乡人民政府信息公开年度报告".repeat(15);
    let lines = title(&source);
    assert_eq!(lines.concat(), source);
    assert!(lines.iter().all(|line| line.chars().count() <= 20));
}

fn narrative() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[一-龥]{1,12}",
        2 => "[0-9]{1,6}",
        1 => "[A-Za-z]{1,14}",
        1 => "[0-9]{1,3}\\.[0-9]{1,2}%",
        1 => Just("https://www.example.gov.cn/zwgk/2026/01-12/content_123456.html".to_owned()),
        4 => prop::sample::select(vec!["，", "。", "、", "“", "”", "《", "》", "（", "）", "——", "……"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..60).prop_map(|v| v.concat())
}

proptest! {
    #[test]
    fn every_character_is_set_once_in_order_inside_the_type_area(source in narrative()) {
        let Ok(pages) = layout(&document(vec![text(&source)]), &FONTS) else {
            return Ok(());
        };
        prop_assert_eq!(all_text(&pages), source);
        let page = page();
        for line in pages.pages.iter().flat_map(lines) {
            prop_assert!(line.left >= page.left - 0.01);
            prop_assert!(line.right <= page.width - page.right + 0.01, "{:?}", line);
        }
    }

    #[test]
    fn a_line_ends_where_it_may_or_has_no_such_place(source in "[一-龥，。、“”《》（）0-9]{1,200}") {
        let block = text(&source);
        let Block::Paragraph(paragraph) = &block else { unreachable!() };
        let mut shaper = Shaper::new(&FONTS, Punctuation::default(), Rules::default());
        let chars = shaper.paragraph(paragraph).unwrap().remove(0);
        prop_assume!(shaper.missing.is_empty());
        let mut start = 0;
        for line in set(vec![block.clone()]).pages.iter().flat_map(lines) {
            let end = start + line.text.chars().count();
            let cut = end < chars.len() && !chars[end].breakable;
            prop_assert!(!cut || chars[start + 1..end].iter().all(|c| !c.breakable), "{line:?}");
            if let (false, Some(next)) = (cut, chars.get(end)) {
                prop_assert!(!kinsoku::no_start(next.ch) && !kinsoku::no_end(chars[end - 1].ch));
            }
            start = end;
        }
    }
}

/// The line ends with a letter of the address that takes its mark along, not before the mark.
#[test]
fn a_mark_behind_a_long_address_begins_no_line() {
    let address = "https://www.example.gov.cn/zwgk/2026/content_".to_owned();
    for letters in 0..120 {
        for end in ["。", "）。", "”，国"] {
            let source = format!("{address}{}{end}", "a".repeat(letters));
            let pages = set(vec![text(&source)]);
            let found = lines(&pages.pages[0]);
            assert_eq!(found.iter().map(|l| l.text.as_str()).collect::<String>(), source);
            let begins = |l: &SetLine| l.text.starts_with(['。', '）', '”', '，']);
            assert!(!found.iter().any(begins), "{letters} {end}: {found:?}");
        }
    }
}
