//! The structural rules of an OFD, told of whole files, with a reader of their own.

use super::{Settings, Standard};
use crate::{
    document::Document,
    export::{Attachment, Format, Options, Typeset, xml::Element},
    font::Fonts,
    layout::{self, Item, Pages},
    render::Kit,
    template::Template,
};
use nianbao_testing::font::Made;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read as _,
};

/// A report with tables, signature, a rare character and what readers stumble over.
const REPORT: &str = "\
机关: 某某乡人民政府
年度: 2022
总体情况: '主动公开𬬻、依申请公开  两个空格，<>&\"，C:\\00e9、信息管理 1 份。'
署名: { 日期: 2023年1月17日, 盖章: 是 }
";

struct Set {
    document: Document,
    pages: Pages,
    fonts: Fonts,
}

fn set() -> Set {
    let kit = Kit::new(Template::builtin().unwrap());
    let read = kit.read("某某乡.yaml", REPORT.as_bytes()).unwrap();
    let document = kit.draw_read(REPORT.as_bytes(), read).unwrap().document;
    let fonts = Fonts::shipped();
    let pages = layout::layout(&document, &fonts).unwrap();
    Set { document, pages, fonts }
}

fn write(set: &Set, ofd: Settings) -> Vec<u8> {
    let source = Some(Attachment { name: "某某乡.yaml", bytes: REPORT.as_bytes() });
    let options = Options { ofd, source, ..Options::default() };
    let Set { document, pages, fonts } = set;
    let typeset = Typeset { document, pages, fonts, options };
    Format::OFD.write(&typeset).unwrap().remove(0).bytes
}

fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        if index == 0 {
            assert_eq!(file.name().unwrap(), "OFD.xml");
        }
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        assert!(parts.insert(file.name().unwrap().to_string(), content).is_none());
    }
    parts
}

fn xml(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> Element {
    crate::export::docx::parse_part(&parts[name])
}

fn all(element: &Element) -> Vec<&Element> {
    let below = element.elements().flat_map(all);
    [element].into_iter().chain(below).collect()
}

fn text(element: &Element) -> String {
    let texts = element.children.iter().filter_map(|node| match node {
        crate::export::xml::Node::Text(text) => Some(text.as_str()),
        crate::export::xml::Node::Element(_) => None,
    });
    texts.collect()
}

fn is_xml(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension == "xml")
}

fn numbers(list: &str) -> Vec<f64> {
    list.split(' ').map(|number| number.parse().unwrap()).collect()
}

#[test]
fn identifiers_are_unique_and_references_lead_somewhere() {
    let parts = parts(&write(&set(), Settings::default()));
    let (mut ids, mut references) = (BTreeSet::new(), BTreeSet::new());
    let mut most = 0;
    for (name, _) in parts.iter().filter(|(name, _)| is_xml(name)) {
        let root = xml(&parts, name);
        for element in all(&root) {
            if let Some(id) = element.get("ID") {
                assert!(ids.insert(id.parse::<u32>().unwrap()), "{id} twice");
            }
            for attribute in ["Font", "ResourceID", "PageID", "PageRef"] {
                references.extend(element.get(attribute).map(|id| id.parse::<u32>().unwrap()));
            }
            match element.name.as_str() {
                "ofd:MaxUnitID" => most = text(element).parse().unwrap(),
                "ofd:ObjectRef" => assert!(references.insert(text(element).parse().unwrap())),
                _ => {}
            }
        }
    }
    assert!(references.is_subset(&ids));
    assert_eq!(ids.last(), Some(&most));
}

#[test]
fn every_part_is_declared_and_every_declared_part_is_there() {
    let attach = Settings { attach: true, ..Settings::default() };
    let parts = parts(&write(&set(), attach));
    let mut declared = BTreeSet::from(["OFD.xml".to_owned(), "Doc_0/Document.xml".to_owned()]);
    for (folder, name, elements) in [
        ("Doc_0/", "Document.xml", &["ofd:PublicRes", "ofd:CustomTags", "ofd:Attachments"][..]),
        ("Doc_0/Res/", "../PublicRes.xml", &["ofd:FontFile"]),
        ("Doc_0/Tags/", "CustomTags.xml", &["ofd:FileLoc"]),
        ("Doc_0/Attachs/", "Attachments.xml", &["ofd:FileLoc"]),
    ] {
        let path = format!("{folder}{name}").replace("Res/../", "");
        for element in all(&xml(&parts, &path)) {
            let at = match element.name.as_str() {
                "ofd:Page" => element.get("BaseLoc").map(str::to_owned),
                name if elements.contains(&name) => Some(text(element)),
                _ => None,
            };
            declared.extend(at.map(|at| format!("{folder}{at}")));
        }
    }
    assert_eq!(declared, parts.keys().cloned().collect());
    assert_eq!(parts["Doc_0/Attachs/report.yaml"], REPORT.as_bytes());
}

#[test]
fn text_is_that_of_the_pages_and_stands_where_it_stands_there() {
    let set = set();
    let parts = parts(&write(&set, Settings::default()));
    for (number, page) in set.pages.pages.iter().enumerate() {
        let content = xml(&parts, &format!("Doc_0/Pages/Page_{number}/Content.xml"));
        let mut written = String::new();
        for object in all(&content).into_iter().filter(|e| e.name == "ofd:TextObject") {
            let code = object.elements().find(|e| e.name == "ofd:TextCode").unwrap();
            let said = text(code);
            let steps = code.get("DeltaX").map_or(0, |steps| numbers(steps).len());
            assert_eq!(steps + 1, said.chars().count(), "{said}");
            let moves = said.starts_with(char::is_whitespace) || said.contains("  ");
            assert!(!moves || said.chars().count() == 1, "{said:?}");
            let boundary = numbers(object.get("Boundary").unwrap());
            assert!(boundary[2] > 0.0 && boundary[3] > 0.0);
            written += &said;
        }
        let runs = page.items.iter().filter_map(|item| match item {
            Item::Glyphs(run) => Some(run),
            _ => None,
        });
        let shown: String = runs.clone().flat_map(|run| run.glyphs.iter().map(|g| g.ch)).collect();
        assert_eq!(written, shown);
        let first = runs.clone().find(|run| !run.glyphs.is_empty()).unwrap();
        let object = all(&content).into_iter().find(|e| e.name == "ofd:TextObject").unwrap();
        let code = object.elements().find(|e| e.name == "ofd:TextCode").unwrap();
        let boundary = numbers(object.get("Boundary").unwrap());
        for (axis, at) in [("X", first.x), ("Y", first.y)] {
            let corner = boundary[usize::from(axis == "Y")];
            let place = corner + code.get(axis).unwrap().parse::<f64>().unwrap();
            assert!((place - at * 25.4 / 72.0).abs() < 0.0011, "{axis} {place}");
        }
    }
}

#[test]
fn faces_hold_the_glyphs_in_use_under_the_characters_they_print() {
    let set = set();
    let parts = parts(&write(&set, Settings::default()));
    let resources = xml(&parts, "Doc_0/PublicRes.xml");
    let mut faces = BTreeMap::new();
    for font in all(&resources).into_iter().filter(|e| e.name == "ofd:Font") {
        let file = &parts[&format!("Doc_0/Res/{}", text(font.elements().next().unwrap()))];
        let face = ttf_parser::Face::parse(file, 0).unwrap();
        let names = face.names().into_iter().filter(|name| matches!(name.name_id, 1 | 4));
        for name in names {
            assert_eq!(name.to_string().as_deref(), font.get("FontName"));
        }
        let tables =
            ["OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"];
        let found: Vec<String> =
            face.raw_face().table_records.into_iter().map(|t| t.tag.to_string()).collect();
        assert_eq!(found, tables);
        faces.insert(font.get("ID").unwrap().to_owned(), face);
    }
    for (name, _) in parts.iter().filter(|(name, _)| name.ends_with("Content.xml")) {
        for object in all(&xml(&parts, name)).into_iter().filter(|e| e.name == "ofd:TextObject") {
            let face = &faces[object.get("Font").unwrap()];
            let own = object.elements().find(|e| e.name == "ofd:CGTransform");
            let code = object.elements().find(|e| e.name == "ofd:TextCode").unwrap();
            for ch in text(code).chars().filter(|ch| !ch.is_whitespace()) {
                let glyph = match own {
                    Some(own) => text(own.elements().next().unwrap()).parse().unwrap(),
                    None => face.glyph_index(ch).unwrap().0,
                };
                let glyph = ttf_parser::GlyphId(glyph);
                assert!(face.glyph_bounding_box(glyph).is_some(), "{ch} has no ink");
                assert!(own.is_some() || face.glyph_index(ch) == Some(glyph), "{ch}");
            }
        }
    }
}

/// Shapes and widths are those of the face that was cut.
#[test]
fn glyphs_look_as_they_do_in_the_original() {
    let set = set();
    for (id, uses) in crate::export::used::used(&set.pages).unwrap() {
        let face = set.fonts.face(id);
        let data = face.data().unwrap();
        let cut = super::font::cut(data, face.index, &uses, "某某体").unwrap();
        let before = ttf_parser::Face::parse(data, face.index).unwrap();
        let after = ttf_parser::Face::parse(&cut.bytes, 0).unwrap();
        assert_eq!(before.units_per_em(), after.units_per_em());
        for (old, _) in uses {
            let new = ttf_parser::GlyphId(cut.glyphs[&old].0);
            let old = ttf_parser::GlyphId(old);
            assert_eq!(before.glyph_hor_advance(old), after.glyph_hor_advance(new));
            let mut shapes = [Shape::default(), Shape::default()];
            before.outline_glyph(old, &mut shapes[0]);
            after.outline_glyph(new, &mut shapes[1]);
            let [a, b] = shapes.map(|shape| shape.area.abs());
            assert!((a - b).abs() <= a * 0.005 + 50.0, "{old:?}: {a} {b}");
        }
    }
}

#[test]
fn outlines_of_either_kind_become_truetype_and_the_licence_stays() {
    for cff in [false, true] {
        let font = Made { cff, fs_type: 8, hollow: Some('空'), ..Made::of("某某", "乙甲空") };
        let uses = BTreeSet::from([(1, '乙'), (1, '⼄'), (2, '乙'), (3, '空')]);
        let cut = super::font::cut(&font.bytes(), 0, &uses, "某某").unwrap();
        let face = ttf_parser::Face::parse(&cut.bytes, 0).unwrap();
        assert_eq!((face.number_of_glyphs(), face.tables().cff.is_some()), (4, false));
        let glyph = face.glyph_index('乙').unwrap();
        // A glyph that prints two characters is found by both; of two for one character one is.
        assert_eq!(face.glyph_index('⼄'), Some(glyph));
        assert_eq!((cut.glyphs[&1].0, cut.by_char[&'乙']), (glyph.0, glyph.0));
        assert_ne!(cut.glyphs[&2].0, glyph.0);
        let square = ttf_parser::Rect { x_min: 50, y_min: -70, x_max: 950, y_max: 830 };
        assert_eq!(face.glyph_bounding_box(glyph), Some(square));
        assert_eq!(face.glyph_bounding_box(face.glyph_index('空').unwrap()), None);
        let permitted = face.tables().os2.and_then(|table| table.permissions());
        assert_eq!(permitted, Some(ttf_parser::Permissions::Editable));
        let mut shape = Shape::default();
        face.outline_glyph(glyph, &mut shape);
        // PostScript's were drawn the other way round.
        assert_eq!(shape.area < 0.0, cff);
    }
    assert!(super::font::cut(b"font", 0, &BTreeSet::new(), "x").is_err());
}

#[test]
fn a_face_that_forbids_embedding_is_refused() {
    let mut set = set();
    let text = "一二三四五六七八九十";
    let font = Made { fs_type: 2, ..Made::of("某某", text) };
    set.fonts = Fonts::from_faces(vec![crate::font::Face::new("x", font.bytes())]);
    set.pages.pages.truncate(1);
    set.pages.pages[0].items.retain(|item| match item {
        Item::Glyphs(run) => run.face == crate::font::FaceId(0),
        _ => false,
    });
    assert!(!set.pages.pages[0].items.is_empty());
    let Set { document, pages, fonts } = &set;
    let typeset = Typeset { document, pages, fonts, options: Options::default() };
    let refused = Format::OFD.write(&typeset).unwrap_err();
    assert_eq!(refused[0].code, crate::diagnostic::Code::FontLicence);
}

/// The area within an outline.
#[derive(Default)]
struct Shape {
    area: f64,
    start: (f64, f64),
    pen: (f64, f64),
}

impl Shape {
    fn to(&mut self, x: f64, y: f64) {
        self.area += (self.pen.0 * y - x * self.pen.1) / 2.0;
        self.pen = (x, y);
    }
}

impl ttf_parser::OutlineBuilder for Shape {
    fn move_to(&mut self, x: f32, y: f32) {
        self.pen = (x.into(), y.into());
        self.start = self.pen;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.to(x.into(), y.into());
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let from = self.pen;
        for step in 1..=8 {
            let part = f64::from(step) / 8.0;
            let along = |start: f64, control: f32, end: f32| {
                let rest = 1.0 - part;
                rest * rest * start
                    + 2.0 * part * rest * f64::from(control)
                    + part * part * f64::from(end)
            };
            self.to(along(from.0, x1, x), along(from.1, y1, y));
        }
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
        self.to(x.into(), y.into());
    }

    fn close(&mut self) {
        let (x, y) = self.start;
        self.to(x, y);
    }
}

#[test]
fn the_structure_names_title_headings_tables_and_the_place_of_the_seal() {
    let parts = parts(&write(&set(), Settings::default()));
    let root = xml(&parts, "Doc_0/Tags/Structure.xml");
    let count = |name: &str| all(&root).into_iter().filter(|e| e.name == name).count();
    assert_eq!((count("n:title"), count("n:table"), count("n:signature")), (1, 3, 1));
    assert!(count("n:heading") >= 6 && count("n:paragraph") >= 1);
    assert_eq!((count("n:date"), count("n:seal-place")), (1, 1));
    let cell = all(&root).into_iter().find(|e| e.name == "n:cell").unwrap();
    let ids: Vec<&str> = all(&root).iter().filter_map(|e| e.get("id")).collect();
    assert!(cell.get("headers").unwrap().split(' ').all(|head| ids.contains(&head)));
}

#[test]
fn the_same_input_gives_the_same_bytes_and_the_standard_stands_in_the_file() {
    let set = set();
    let first = write(&set, Settings::default());
    assert!(first == write(&set, Settings::default()));
    let plain = write(&set, Settings { standard: Standard::Plain, attach: false });
    for (file, kind) in [(first, "OFD-A"), (plain, "OFD")] {
        let entry = xml(&parts(&file), "OFD.xml");
        assert_eq!(entry.get("DocType"), Some(kind));
    }
}
