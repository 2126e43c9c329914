//! Pieces of documents and the lines that they come from.

use super::*;
use crate::{
    diagnostic::Source,
    render::{Drawn, Kit},
    report::{Target, change},
    template::Template,
};

fn drawn(template: Template, yaml: &str) -> Drawn {
    let kit = Kit::new(template);
    let read = kit.read("甲.yaml", yaml.as_bytes()).unwrap();
    kit.draw_read(yaml.as_bytes(), read).unwrap()
}

/// What every piece says, and where it comes from.
fn told(drawn: &Drawn) -> Vec<String> {
    let places = places(&drawn.input, &drawn.document);
    let words = |spot: Spot| match (spot, spot_block(drawn, spot)) {
        (Spot::Block(_), Block::Paragraph(paragraph)) => paragraph.text(),
        (Spot::Part(_, part), Block::Signature(signature)) => {
            signature.bodies.get(part).unwrap_or(&signature.date).clone()
        }
        (Spot::Cell(_, row, cell), Block::Table(table)) => {
            let cell = &table.rows[row].cells[cell];
            cell.paragraphs.iter().map(Paragraph::text).collect()
        }
        _ => "?".to_owned(),
    };
    let shown = |(spot, place): (&Spot, &TextPlace)| {
        let TextPlace { key, paragraph, line } = place;
        let number = |n: &Option<usize>| n.map_or("-".to_owned(), |n| n.to_string());
        format!("{} {key} {} {}", words(*spot).replace(' ', ""), number(paragraph), number(line))
    };
    places.iter().map(shown).collect()
}

fn spot_block(drawn: &Drawn, spot: Spot) -> &Block {
    let (Spot::Block(block) | Spot::Part(block, _) | Spot::Cell(block, ..)) = spot;
    &drawn.document.blocks[block]
}

#[test]
fn texts_that_say_the_same_are_taken_in_order_and_expressions_stand_between_words() {
    let yaml = "\
机关: 某某乡人民政府
年度: 2022
标题: [某某乡, 年度报告]
前言: 按规定公布。
正文:
  - 标题: 一、总体情况
    内容: |
      无。

      共 {{ 年度 + 1 }} 条，均已公开。
  - 标题: 二、其他
    内容: 无。
署名: 2023-01-17
";
    assert_eq!(
        told(&drawn(Template::builtin().unwrap(), yaml)),
        [
            "某某乡\n年度报告 标题 - 3",
            "按规定公布。 前言 0 4",
            "一、总体情况 正文.0.标题 - 6",
            "无。 正文.0.内容 0 8",
            "共2023条，均已公开。 正文.0.内容 2 10",
            "二、其他 正文.1.标题 - 11",
            "无。 正文.1.内容 0 12",
            "某某乡人民政府 机关 - 1",
            "2023年1月17日 署名 - 13",
        ]
    );
}

#[test]
fn numbers_go_by_the_grid_and_the_words_of_a_template_come_from_nowhere() {
    let yaml =
        "机关: 某某乡人民政府\n年度: 2022\n主动公开:\n  行政许可: 12\n总体情况: 平稳有序。\n";
    let markup = "{% extends \"builtin/report.html\" %}{% block title %}<title>自拟</title>\
                  {% endblock %}{% block part_text %}<p>本部分：{% for p in part.paragraphs %}\
                  {{ p.text }}{% endfor %}以上。</p>{% endblock %}";
    let own = Source::new("report.html", markup);
    let template = Template::from_files([("report.html".to_owned(), own)]).unwrap();
    let told = told(&drawn(template, yaml));
    assert!(told.contains(&"本部分：平稳有序。以上。 总体情况 0 5".to_owned()), "{told:?}");
    assert!(told.contains(&"12 disclosure.licence.decisions - 4".to_owned()), "{told:?}");
    assert!(told.contains(&"0 requests.new.natural - -".to_owned()), "{told:?}");
    assert!(
        !told.iter().any(|piece| piece.starts_with("自拟") || piece.starts_with("本部分：以上"))
    );
}

#[test]
fn free_data_go_by_their_items() {
    let template = Template::named("notice").unwrap();
    let yaml = "标题: 关于开会的通知\n署名: 某某乡人民政府\n主送: 各村（居）民委员会\n\
                正文: |\n  定于明日开会。\n  请准时参加。\n日期: 2023-01-17\n";
    let told = told(&drawn(template, yaml));
    for piece in ["关于开会的通知 标题 - 1", "定于明日开会。 正文 0 5", "请准时参加。 正文 1 6"]
    {
        assert!(told.contains(&piece.to_owned()), "{told:?}");
    }
}

/// What is put where a place says, for which spots it is another text then. The form's own headings are not
/// to be changed: their place is the part's.
fn put(drawn: &Drawn, place: &TextPlace) -> Option<(String, String)> {
    let report = drawn.input.report()?;
    let form = &report.form;
    let numbers = place.key.split_once('.').filter(|(table, _)| form.table(table).is_some());
    let path: Vec<&str> = place.key.split('.').collect();
    let is_part = path.len() == 1 && form.parts.iter().any(|part| part.name == place.key);
    let (target, value) = match (numbers, place.paragraph) {
        (Some((table, cell)), _) => (Target::Cell(table, cell), "7"),
        (None, Some(paragraph)) => (Target::Paragraph(&path, paragraph), "改过的这一段话。"),
        (None, None) if is_part => return None,
        (None, None) if place.key.starts_with("署名") => (Target::Text(&path), "2023-02-28"),
        (None, None) => (Target::Text(&path), "改过的"),
    };
    let shown = if value == "2023-02-28" { "2023年2月28日" } else { value };
    let yaml = change(&report.source, form, target, value).expect(&place.key);
    Some((yaml, shown.to_owned()))
}

fn text_of(drawn: &Drawn, spot: Spot) -> String {
    match (spot, spot_block(drawn, spot)) {
        (Spot::Block(_), Block::Paragraph(paragraph)) => paragraph.text(),
        (Spot::Part(_, part), Block::Signature(signature)) => {
            signature.bodies.get(part).unwrap_or(&signature.date).clone()
        }
        (Spot::Cell(_, row, cell), Block::Table(table)) => {
            table.rows[row].cells[cell].paragraphs.iter().map(Paragraph::text).collect()
        }
        _ => String::new(),
    }
}

/// Changing the YAML where a piece says that it comes from changes this piece, and leads back to it.
#[test]
fn what_a_place_names_is_what_prints_there() {
    let standard = "\
机关: 某某乡人民政府
年度: 2022
标题: 自拟的标题
前言: 按规定公布。
总体情况: |
  无。

  本年公开 {{ 年度 }} 条。
  无。
主动公开政府信息情况:
  说明: 无。
  行政许可: 12
  规章: [1, 2, 3]
收到和处理政府信息公开申请情况:
  本年新收: [1, 0, 0, 0, 0, 0]
存在的主要问题及改进情况: 无。
其他需要报告的事项: '无。'
署名: { 日期: 2023年1月17日, 盖章: 否 }
";
    let listed = "\
机关: 某某乡人民政府
年度: 2022
标题: 自拟的标题
正文:
  - 标题: 一、总体情况
    内容: 无。
  - 标题: 二、其他
    内容: |
      无。
      无。
署名: 2023-01-17
";
    for yaml in [standard, listed] {
        let before = drawn(Template::builtin().unwrap(), yaml);
        let found = places(&before.input, &before.document);
        let mut tried = 0;
        // Numbers go one way: some of them stand for all.
        let is_some = |(index, (_, place)): &(usize, (&Spot, &TextPlace))| {
            place.paragraph.is_some() || place.line.is_some() || index % 9 == 0
        };
        for (_, (spot, place)) in found.iter().enumerate().filter(is_some) {
            let Some((yaml, shown)) = put(&before, place) else { continue };
            let after = drawn(Template::builtin().unwrap(), &yaml);
            assert_eq!(text_of(&after, *spot), shown, "{place:?}\n{yaml}");
            let again = places(&after.input, &after.document);
            let now = &again[spot];
            assert_eq!((&now.key, now.paragraph), (&place.key, place.paragraph), "{yaml}");
            // Other texts stay, but for what says the same value.
            let changed = found
                .iter()
                .filter(|(other, _)| text_of(&before, **other) != text_of(&after, **other));
            for (_, other) in changed {
                let is_total = other.key.starts_with("requests.") || other.key.contains("total");
                assert!(other.key == place.key || is_total, "{place:?} {other:?}");
            }
            tried += 1;
        }
        assert!(tried >= if yaml == standard { 35 } else { 7 }, "{tried}");
    }
}
