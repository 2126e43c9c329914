mod sample;

use super::{Options, Standard};
use crate::{
    diagnostic::Code,
    document::{self, Color, Document, Pt},
    font::{Face, FaceId, Fonts},
    layout::{Facts, Fill, GlyphRun, Item, Origin, OutlineEntry, Page, Pages, PlacedGlyph, Rule},
};
use lopdf::{Dictionary, Object};
use sample::{FANG_SONG, HEI, KAI, LATIN, XIAO_BIAO_SONG, document, page, pages, run};
use std::{collections::BTreeMap, fmt::Write};

/// The file read back.
fn read(bytes: &[u8]) -> lopdf::Document {
    lopdf::Document::load_mem(bytes).unwrap()
}

/// Without tags: what they add has tests of its own.
fn write(document: &Document, pages: &Pages, fonts: &Fonts) -> crate::diagnostic::Result<Vec<u8>> {
    let options = Options { standard: Standard::Pdf17, ..Options::default() };
    super::write(document, pages, fonts, &options)
}

fn write_pages(fonts: &Fonts, pages: &Pages) -> lopdf::Document {
    read(&write(&document(), pages, fonts).unwrap())
}

/// A page's drawing operations, one a line.
fn content(file: &lopdf::Document, page: usize) -> String {
    let id = file.page_iter().nth(page).unwrap();
    String::from_utf8(file.get_page_content(id)).unwrap()
}

/// The embedded fonts by resource name.
fn embedded(file: &lopdf::Document) -> BTreeMap<String, Dictionary> {
    let page = file.page_iter().next().unwrap();
    let fonts = file.get_page_fonts(page).unwrap();
    let fonts = fonts.into_iter();
    fonts.map(|(name, font)| (String::from_utf8(name).unwrap(), font.clone())).collect()
}

fn descendant(font: &Dictionary) -> &Dictionary {
    font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0].as_dict().unwrap()
}

fn follow<'a>(file: &'a lopdf::Document, dict: &Dictionary, key: &str) -> &'a Object {
    let id = dict.get(key.as_bytes()).unwrap().as_reference().unwrap();
    file.get_object(id).unwrap()
}

fn stream(object: &Object) -> Vec<u8> {
    object.as_stream().unwrap().get_plain_content().unwrap()
}

fn text(dict: &Dictionary, key: &str) -> String {
    lopdf::decode_text_string(dict.get(key.as_bytes()).unwrap()).unwrap()
}

/// The map from codes to text that a reader builds from `/ToUnicode`.
fn to_unicode(file: &lopdf::Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let cmap = String::from_utf8(stream(follow(file, font, "ToUnicode"))).unwrap();
    let hex = |text: &str| -> Vec<u16> {
        let digits = text.trim_matches(['<', '>']);
        let units = digits.as_bytes().chunks(4);
        units.map(|unit| u16::from_str_radix(str::from_utf8(unit).unwrap(), 16).unwrap()).collect()
    };
    let pairs = cmap.lines().filter_map(|line| line.split_once("> <"));
    pairs
        .filter(|(_, target)| !target.contains("FFFF"))
        .map(|(code, target)| (hex(code)[0], String::from_utf16(&hex(target)).unwrap()))
        .collect()
}

/// What the operations show, by the file's own fonts and maps: no help from what was written.
fn shown(file: &lopdf::Document, page: usize) -> String {
    let id = file.page_iter().nth(page).unwrap();
    let maps: BTreeMap<String, _> =
        embedded(file).into_iter().map(|(name, font)| (name, to_unicode(file, &font))).collect();
    let content = lopdf::content::Content::decode(&file.get_page_content(id)).unwrap();
    let mut font = String::new();
    let mut out = String::new();
    for operation in content.operations {
        match operation.operator.as_str() {
            "Tf" => {
                font =
                    String::from_utf8(operation.operands[0].as_name().unwrap().to_vec()).unwrap();
            }
            "TJ" | "Tj" => {
                let shown = match &operation.operands[0] {
                    Object::Array(items) => items.as_slice(),
                    one => std::slice::from_ref(one),
                };
                for object in shown {
                    let Object::String(codes, _) = object else {
                        continue;
                    };
                    for code in codes.chunks(2) {
                        let code = u16::from_be_bytes([code[0], code[1]]);
                        out.push_str(&maps[&font][&code]);
                    }
                }
            }
            _ => {}
        }
    }
    out
}

#[test]
fn fonts_are_embedded_subset_and_described() {
    let fonts = Fonts::shipped();
    let items = vec![
        Item::Glyphs(run(&fonts, FANG_SONG, 16.0, (80.0, 120.0), 0.0, "政府信息公开")),
        Item::Glyphs(run(&fonts, LATIN, 16.0, (80.0, 150.0), 0.0, "2022")),
    ];
    let file = write_pages(&fonts, &pages(vec![page(items)]));
    let embedded = embedded(&file);
    assert_eq!(embedded.len(), 2);
    let names = ["NianbaoFangSong", "LiberationSerif-Regular"];
    for (font, name) in embedded.values().zip(names) {
        let base =
            String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec()).unwrap();
        let (tag, rest) = base.split_once('+').unwrap();
        assert_eq!(rest, name);
        assert!(tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()), "{tag}");
        assert_eq!(font.get(b"Subtype").unwrap().as_name().unwrap(), b"Type0");
        assert_eq!(font.get(b"Encoding").unwrap().as_name().unwrap(), b"Identity-H");

        let cid = descendant(font);
        assert_eq!(cid.get(b"Subtype").unwrap().as_name().unwrap(), b"CIDFontType2");
        assert_eq!(cid.get(b"BaseFont").unwrap().as_name().unwrap(), base.as_bytes());
        assert_eq!(cid.get(b"CIDToGIDMap").unwrap().as_name().unwrap(), b"Identity");

        let descriptor = follow(&file, cid, "FontDescriptor").as_dict().unwrap();
        assert_eq!(descriptor.get(b"FontName").unwrap().as_name().unwrap(), base.as_bytes());
        assert_eq!(descriptor.get(b"Flags").unwrap().as_i64().unwrap(), 4);
        let program = stream(follow(&file, descriptor, "FontFile2"));
        let length = follow(&file, descriptor, "FontFile2").as_stream().unwrap();
        assert_eq!(
            length.dict.get(b"Length1").unwrap().as_i64().unwrap(),
            i64::try_from(program.len()).unwrap()
        );
        let parsed = ttf_parser::Face::parse(&program, 0).unwrap();
        assert!(parsed.number_of_glyphs() < 30, "{}", parsed.number_of_glyphs());
    }
    let song = follow(&file, descendant(&embedded["F1"]), "FontDescriptor").as_dict().unwrap();
    let number = |key: &str| song.get(key.as_bytes()).unwrap().as_i64().unwrap();
    assert_eq!((number("Ascent"), number("Descent")), (880, -120));
    assert_eq!(embedded["F2"].get(b"Type").unwrap().as_name().unwrap(), b"Font");
    let widths = descendant(&embedded["F2"]).get(b"W").unwrap();
    assert_eq!(format!("{widths:?}"), "[1 [500 500]]", "two glyphs, 0 and 2");
}

#[test]
fn every_character_copies_out_as_itself() {
    let fonts = Fonts::shipped();
    let line = "𪣻、“生态铜厂·菌子之乡”——〇…《》（一）";
    let items = vec![
        Item::Glyphs(run(&fonts, FANG_SONG, 16.0, (80.0, 120.0), 0.0, line)),
        Item::Glyphs(run(&fonts, XIAO_BIAO_SONG, 22.0, (80.0, 150.0), 1.0, "年度报告")),
        Item::Glyphs(run(&fonts, HEI, 16.0, (80.0, 180.0), 0.0, "一、总体情况")),
        Item::Glyphs(run(&fonts, KAI, 16.0, (80.0, 210.0), 0.0, "（一）政府信息公开情况")),
        Item::Glyphs(run(&fonts, LATIN, 16.0, (80.0, 240.0), 0.0, "IPv6 — 1 —")),
    ];
    let file = write_pages(&fonts, &pages(vec![page(items)]));
    let expected = format!("{line}年度报告一、总体情况（一）政府信息公开情况IPv6 — 1 —");
    assert_eq!(shown(&file, 0), expected);
    // Above U+FFFF the map has a surrogate pair.
    let cmap =
        String::from_utf8(stream(follow(&file, &embedded(&file)["F2"], "ToUnicode"))).unwrap();
    assert!(cmap.contains("<D86ADCFB>"), "{cmap}");
}

#[test]
fn a_glyph_that_prints_two_characters_copies_out_as_either() {
    let fonts = Fonts::shipped();
    let mut line = run(&fonts, FANG_SONG, 16.0, (80.0, 120.0), 0.0, "一二一");
    line.glyphs[0].ch = '⼀'; // the radical, by the glyph of the hanzi
    let file = write_pages(&fonts, &pages(vec![page(vec![Item::Glyphs(line)])]));
    assert_eq!(shown(&file, 0), "⼀二一");
    let fonts = embedded(&file);
    let cid = descendant(&fonts["F1"]);
    let map = stream(follow(&file, cid, "CIDToGIDMap"));
    // .notdef, 一, 二, and the second reading of the first glyph.
    assert_eq!(map, [0, 0, 0, 1, 0, 2, 0, 1]);
    let program =
        stream(follow(&file, follow(&file, cid, "FontDescriptor").as_dict().unwrap(), "FontFile2"));
    assert_eq!(ttf_parser::Face::parse(&program, 0).unwrap().number_of_glyphs(), 3);
}

#[test]
fn runs_are_written_with_few_words() {
    let fonts = Fonts::shipped();
    let mut bold = run(&fonts, FANG_SONG, 16.0, (80.0, 150.0), 0.0, "公开");
    bold.embolden = true;
    bold.color = Color { r: 255, g: 0, b: 0 };
    let mut moved = run(&fonts, FANG_SONG, 16.0, (80.0, 180.0), 0.0, "公开公开");
    moved.glyphs[1].advance += 4.0;
    let items = vec![
        Item::Glyphs(run(&fonts, FANG_SONG, 16.0, (80.0, 120.0), 0.25, "公开公")),
        Item::Glyphs(bold),
        Item::Glyphs(moved),
        Item::Rule(Rule {
            x0: 80.0,
            y0: 200.0,
            x1: 280.5,
            y1: 200.0,
            width: 0.5,
            color: Color::BLACK,
        }),
        Item::Fill(Fill {
            x: 80.0,
            y: 210.0,
            width: 100.0,
            height: 20.0,
            color: Color { r: 230, g: 230, b: 230 },
        }),
    ];
    let file = write_pages(&fonts, &pages(vec![page(items)]));
    insta::assert_snapshot!(content(&file, 0));
}

#[test]
fn headings_become_a_nested_outline() {
    let fonts = Fonts::shipped();
    let line = run(&fonts, FANG_SONG, 16.0, (80.0, 120.0), 0.0, "公开");
    let one = page(vec![Item::Glyphs(line)]);
    let mut pages = pages(vec![one.clone(), one]);
    let headings = [
        (1, "一、总体情况", 0, 100.0),
        (2, "（一）𪣻", 0, 200.0),
        (3, "1.", 1, 50.0),
        (2, "（二）", 1, 100.0),
        (1, "二、主动公开", 1, 150.5),
        (1, "nowhere", 9, 0.0),
    ];
    pages.outline = headings
        .into_iter()
        .map(|(level, text, page, y)| OutlineEntry { level, text: text.into(), page, y })
        .collect();
    let file = write_pages(&fonts, &pages);
    let root = follow(&file, file.catalog().unwrap(), "Outlines").as_dict().unwrap();
    let mut drawn = String::new();
    draw_outline(&file, root, 0, &mut drawn);
    insta::assert_snapshot!(drawn, @"
    一、总体情况 page 0 top 741.89 count 2
      （一）𪣻 page 0 top 641.89 count -1
        1. page 1 top 791.89 count 0
      （二） page 1 top 741.89 count 0
    二、主动公开 page 1 top 691.39 count 0
    ");
    assert_eq!(root.get(b"Count").unwrap().as_i64().unwrap(), 4);
    assert_eq!(
        file.catalog().unwrap().get(b"PageMode").unwrap().as_name().unwrap(),
        b"UseOutlines"
    );
}

/// Walks as a reader does, and checks that the way back is there.
fn draw_outline(file: &lopdf::Document, parent: &Dictionary, depth: usize, out: &mut String) {
    let pages: Vec<_> = file.page_iter().collect();
    let mut next = parent.get(b"First").ok().map(|id| id.as_reference().unwrap());
    let mut previous = None;
    while let Some(id) = next {
        let item = file.get_dictionary(id).unwrap();
        let back = item.get(b"Prev").ok().map(|id| id.as_reference().unwrap());
        assert_eq!(back, previous);
        let place = item.get(b"Dest").unwrap().as_array().unwrap();
        let page = pages.iter().position(|id| *id == place[0].as_reference().unwrap()).unwrap();
        let top = place[3].as_float().unwrap();
        let count = item.get(b"Count").map_or(0, |count| count.as_i64().unwrap());
        writeln!(
            out,
            "{}{} page {page} top {top} count {count}",
            "  ".repeat(depth),
            text(item, "Title")
        )
        .unwrap();
        draw_outline(file, item, depth + 1, out);
        previous = Some(id);
        next = item.get(b"Next").ok().map(|id| id.as_reference().unwrap());
    }
    let last = parent.get(b"Last").ok().map(|id| id.as_reference().unwrap());
    assert_eq!(last, previous);
}

#[test]
fn the_file_says_what_it_is() {
    let fonts = Fonts::shipped();
    let line = run(&fonts, FANG_SONG, 16.0, (80.0, 120.0), 0.0, "公开");
    let bytes = write(&document(), &pages(vec![page(vec![Item::Glyphs(line)])]), &fonts).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7\n"));
    let file = read(&bytes);
    let info = follow(&file, &file.trailer, "Info").as_dict().unwrap();
    let mut said = String::new();
    for (key, _) in info {
        let key = str::from_utf8(key).unwrap();
        writeln!(said, "{key}: {}", text(info, key)).unwrap();
    }
    let said = said.replace(env!("CARGO_PKG_VERSION"), "[version]");
    insta::assert_snapshot!(said, @"
    Title: 铜厂乡2022年政府信息公开工作年度报告
    Author: 铜厂彝族乡人民政府
    Subject: 政府信息公开工作年度报告
    Creator: 年报 nianbao [version]
    Producer: 年报 nianbao [version]
    CreationDate: D:20230117000000Z
    ModDate: D:20230117000000Z
    ");
    let catalog = file.catalog().unwrap();
    assert_eq!(text(catalog, "Lang"), "zh-CN");
    let preferences = catalog.get(b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    assert!(!catalog.has(b"Metadata") && !catalog.has(b"OutputIntents"), "no claim is made yet");
    let media_box =
        file.get_dictionary(file.page_iter().next().unwrap()).unwrap().get(b"MediaBox").unwrap();
    assert_eq!(format!("{media_box:?}"), "[0 0 595.276 841.89]");
}

#[test]
fn the_same_input_gives_the_same_bytes_and_another_input_another_identifier() {
    let fonts = Fonts::shipped();
    let one = pages(sample::body(&fonts, "政府信息公开2022年度报告"));
    let two = pages(sample::body(&fonts, "政府信息公开2023年度报告"));
    let bytes = write(&document(), &one, &fonts).unwrap();
    assert_eq!(bytes, write(&document(), &one, &Fonts::shipped()).unwrap());
    let id = |bytes: &[u8]| {
        let file = read(bytes);
        let pair = file.trailer.get(b"ID").unwrap().as_array().unwrap().clone();
        assert_eq!(pair[0], pair[1]);
        pair[0].as_str().unwrap().to_vec()
    };
    assert_eq!(id(&bytes).len(), 16);
    assert_ne!(id(&bytes), id(&write(&document(), &two, &fonts).unwrap()));
}

#[test]
fn five_hundred_pages_are_written_and_read_back() {
    let fonts = Fonts::shipped();
    let text = "年政府信息公开工作年度报告，".repeat(22);
    let one = sample::body(&fonts, &text).remove(0);
    let file = write_pages(&fonts, &pages(vec![one; 500]));
    assert_eq!(file.page_iter().count(), 500);
    assert_eq!(shown(&file, 499), text);
    assert_eq!(embedded(&file).len(), 1);
}

#[test]
fn a_glyph_that_is_not_there_is_refused() {
    let fonts = Fonts::shipped();
    for id in [0, 65_000] {
        let mut line = run(&fonts, FANG_SONG, 16.0, (80.0, 120.0), 0.0, "公开");
        line.glyphs[1].id = id;
        let found = write(&document(), &pages(vec![page(vec![Item::Glyphs(line)])]), &fonts);
        let found = found.unwrap_err();
        assert_eq!(found[0].code, Code::NoOutline);
        assert!(found[0].message.contains("“开”（U+5F00）没有字形"), "{}", found[0].message);
    }
}

#[test]
fn a_face_that_forbids_embedding_is_refused_by_name() {
    let mut data = Fonts::shipped().face(FANG_SONG).data().unwrap().to_vec();
    let os2 = ttf_parser::RawFace::parse(&data, 0)
        .unwrap()
        .table(ttf_parser::Tag::from_bytes(b"OS/2"))
        .unwrap();
    let at = os2.as_ptr() as usize - data.as_ptr() as usize + 8;
    data[at + 1] = 2; // fsType: restricted licence embedding
    let face = Face::new("NianbaoFangSong", data);
    let restricted = Fonts::from_faces(vec![face]);
    let mut line = run(&Fonts::shipped(), FANG_SONG, 16.0, (80.0, 120.0), 0.0, "公开");
    line.face = FaceId(0);
    let found = write(&document(), &pages(vec![page(vec![Item::Glyphs(line)])]), &restricted);
    let found = found.unwrap_err();
    assert_eq!(found[0].code, Code::FontLicence);
    assert!(found[0].message.contains("NianbaoFangSong"), "{}", found[0].message);
}

#[test]
fn a_file_that_is_not_a_face_is_refused() {
    let face = Face::new("坏", &b"no face at all"[..]);
    let broken = Fonts::from_faces(vec![face]);
    let mut line = run(&Fonts::shipped(), FANG_SONG, 16.0, (80.0, 120.0), 0.0, "公开");
    line.face = FaceId(0);
    let found = write(&document(), &pages(vec![page(vec![Item::Glyphs(line)])]), &broken);
    assert_eq!(found.unwrap_err()[0].code, Code::DamagedFont);
    let nothing = write(&document(), &pages(Vec::new()), &broken);
    assert_eq!(nothing.unwrap_err()[0].code, Code::NoPages);
}
