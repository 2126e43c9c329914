//! Pages as pictures that stay sharp, told of whole files.

use crate::{
    export::{Format, PageChoice, docx::parse_part, xml::Element},
    layout::{Item, Origin, Pages},
    render::{Drawn, Kit, Wishes},
    template::Template,
};
use std::collections::BTreeSet;

const REPORT: &str = "\
机关: 某某乡人民政府
年度: 2022
总体情况: |
  主动公开<&\"𬬻。
  （一）公开情况。共公开 {{ 年度 }} 条，情况良好。甲 乙  丙 a  b

  末段。
主动公开政府信息情况:
  行政许可: 12
署名: { 日期: 2023年1月17日, 盖章: 是 }
";

struct Set {
    kit: Kit,
    drawn: Drawn,
    pages: Pages,
}

fn set(wishes: Wishes) -> Set {
    let kit = Kit { wishes, ..Kit::new(Template::builtin().unwrap()) };
    let read = kit.read("某某乡.yaml", REPORT.as_bytes()).unwrap();
    let drawn = kit.draw_read(REPORT.as_bytes(), read).unwrap();
    let pages = kit.set(&drawn).unwrap();
    Set { kit, drawn, pages }
}

fn files(set: &Set) -> Vec<(String, Element)> {
    let files = set.kit.write(&set.drawn, &set.pages, Format::SVG).unwrap();
    files.into_iter().map(|file| (file.suffix, parse_part(&file.bytes))).collect()
}

fn groups(page: &Element) -> Vec<&Element> {
    page.elements().filter(|element| element.get("aria-label").is_some()).collect()
}

/// The group that reads something.
fn reading<'a>(pages: &'a [(String, Element)], words: &str) -> &'a Element {
    let mut groups = pages.iter().flat_map(|(_, page)| groups(page));
    groups.find(|group| group.get("aria-label").unwrap().contains(words)).expect(words)
}

#[test]
fn every_piece_of_text_says_what_it_reads_and_every_name_is_defined_once() {
    let set = set(Wishes::default());
    let files = files(&set);
    assert_eq!(files.len(), set.pages.pages.len());
    let mut names = BTreeSet::new();
    for (index, ((suffix, file), page)) in files.iter().zip(&set.pages.pages).enumerate() {
        assert_eq!(*suffix, format!("-{}", index + 1));
        let said: Vec<String> =
            groups(file).iter().map(|g| g.get("aria-label").unwrap().to_owned()).collect();
        let placed = page.items.iter().filter_map(|item| match item {
            Item::Glyphs(run) => Some(run.glyphs.iter().map(|g| g.ch).collect::<String>()),
            _ => None,
        });
        let placed: Vec<String> = placed.collect();
        // A blank of its own is read with the text before it.
        assert_eq!(said.concat(), placed.concat());
        assert!(said.iter().all(|label| !label.trim().is_empty()), "{said:?}");
        assert_eq!(said.len(), placed.iter().filter(|text| !text.trim().is_empty()).count());
        let defined = file.elements().find(|e| e.name == "defs").unwrap();
        for path in defined.elements() {
            assert!(names.insert(format!("#{}", path.get("id").unwrap())));
        }
        let ink = groups(file).into_iter().flat_map(Element::elements).filter(|e| e.name == "g");
        for used in ink.flat_map(Element::elements) {
            assert!(names.contains(used.get("href").unwrap()));
        }
    }
}

#[test]
fn a_piece_leads_back_to_the_block_and_to_the_line_of_the_yaml() {
    let set = set(Wishes::default());
    let files = files(&set);
    let tags = |words: &str| {
        let group = reading(&files, words);
        let said = ["data-block", "data-key", "data-paragraph", "data-line"];
        said.map(|name| group.get(name).unwrap_or("-").to_owned())
    };
    assert_eq!(tags("政府信息公开工作")[1..], ["标题", "-", "-"]);
    assert_eq!(tags("主动公开")[1..], ["总体情况", "0", "4"]);
    assert_eq!(tags("情况良好")[1..], ["总体情况", "1", "5"]);
    assert_eq!(tags("末段")[1..], ["总体情况", "3", "7"]);
    let mut dates = files.iter().flat_map(|(_, page)| groups(page));
    let date = dates.find(|g| g.get("data-key") == Some("署名.日期")).unwrap();
    assert_eq!(date.get("data-line"), Some("10"));
    let block: usize = tags("末段")[0].parse().unwrap();
    assert!(matches!(
        &set.drawn.document.blocks[block],
        crate::document::Block::Paragraph(p) if p.text() == "末段。"
    ));
    let mut cells = files.iter().flat_map(|(_, page)| groups(page));
    let cell = cells.find(|g| g.get("data-key") == Some("disclosure.licence.decisions")).unwrap();
    assert_eq!(cell.get("aria-label"), Some("12"));
    assert_eq!(cell.get("data-line"), Some("9"));
    assert!(cell.get("data-row").is_some() && cell.get("data-cell").is_some());
    // What the form itself says, and page numbers, come from no line.
    assert_eq!(reading(&files, "行政许可").get("data-key"), None);
    let furniture: Vec<_> = files.iter().flat_map(|(_, page)| groups(page)).collect();
    let furniture = furniture.iter().filter(|g| g.get("data-artifact").is_some()).count();
    let placed = set.pages.pages.iter().flat_map(|page| &page.items);
    let marks =
        placed.filter(|item| matches!(item, Item::Glyphs(r) if r.origin == Origin::Artifact));
    assert_eq!(furniture, marks.count());
    assert!(furniture > 0);
}

#[test]
fn the_pages_that_are_wanted_are_written_as_they_are_among_all() {
    let all = set(Wishes::default());
    let whole = all.kit.write(&all.drawn, &all.pages, Format::SVG).unwrap();
    let pages: PageChoice = "2-".parse().unwrap();
    let some = set(Wishes { pages: Some(pages), ..Wishes::default() });
    let wanted = some.kit.write(&some.drawn, &some.pages, Format::SVG).unwrap();
    assert_eq!(wanted, whole[1..]);
}
