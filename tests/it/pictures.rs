//! Pictures and seals through the whole pipeline, in both files.

use lopdf::{Dictionary, Object};
use nianbao::{
    export::Format,
    layout::{BlockFacts, Item, Pages, PlacedImage},
    render::{Drawn, Kit},
    template::Template,
};
use nianbao_testing::docx;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use std::{
    fs,
    io::{Cursor, Read},
    path::Path,
};

const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pictures");
const TEMPLATE: &str = r#"
<title>图片</title>
<p>甲</p>
<image src="colour.jpg" width="40毫米" alt="蓝色的“渐变”"/>
<p>乙</p>
<image src="grey-alpha.png" height="30毫米" align="right" alt=""/>
<image src="colour.jpg" width="20毫米" align="left" alt="同一张图"/>
<signature sealed="yes">
  {% for body in signature.bodies %}
  <body seal="{{ signature.seals[loop.index0] }}">{{ body }}</body>
  {% endfor %}
  <date>{{ signature.date }}</date>
</signature>
"#;
const REPORT: &str = "机关: 甲乡人民政府
年度: 2022
总体情况: 平稳有序。
署名:
  机关: [甲乡人民政府, 乙县教育局]
  日期: 2023年1月17日
  印章图片: [甲.png, 乙.png]
";

struct Made {
    drawn: Drawn,
    pages: Pages,
    pdf: Vec<u8>,
    docx: Vec<u8>,
}

fn copy(from: &str, to: &Path) {
    fs::copy(Path::new(PICTURES).join(from), to).unwrap();
}

fn make() -> Made {
    let folder = tempfile::tempdir().unwrap();
    let template = folder.path().join("模板");
    fs::create_dir(&template).unwrap();
    fs::write(template.join("report.html"), TEMPLATE).unwrap();
    for name in ["colour.jpg", "grey-alpha.png"] {
        copy(name, &template.join(name));
    }
    for name in ["甲.png", "乙.png"] {
        copy("seal.png", &folder.path().join(name));
    }
    let kit = Kit {
        pictures: Some(folder.path().to_owned()),
        ..Kit::new(Template::from_dir(&template).unwrap())
    };
    let drawn = kit.draw("甲乡.yaml", REPORT.as_bytes()).unwrap();
    let pages = kit.set(&drawn).unwrap();
    Made {
        pdf: kit.write(&drawn, &pages, Format::PDF).unwrap().remove(0).bytes,
        docx: kit.write(&drawn, &pages, Format::DOCX).unwrap().remove(0).bytes,
        drawn,
        pages,
    }
}

fn shown(pages: &Pages) -> Vec<&PlacedImage> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let images = items.filter_map(|item| match item {
        Item::Image(image) => Some(image),
        _ => None,
    });
    images.collect()
}

#[test]
fn the_intermediates_name_the_pictures_and_hold_no_bytes() {
    let made = make();
    let document = nianbao::document::emit(&made.drawn.document);
    let lines: Vec<&str> =
        (document.lines()).filter(|l| l.contains("image ") || l.contains("seal")).collect();
    insta::assert_snapshot!(lines.join("\n"));
    let layout = nianbao::layout::emit(&made.pages);
    assert_eq!(layout.matches("  image ").count(), 5);
    assert!(layout.contains("  image 79.40,"), "{layout}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (first, second) = (make(), make());
    assert_eq!(first.pdf, second.pdf);
    assert_eq!(first.docx, second.docx);
}

fn dict<'a>(file: &'a lopdf::Document, object: &'a Object) -> &'a Dictionary {
    match object {
        Object::Reference(id) => dict(file, file.get_object(*id).unwrap()),
        Object::Stream(stream) => &stream.dict,
        other => other.as_dict().unwrap(),
    }
}

/// A name in a dictionary, or nothing.
fn name<'d>(dict: &'d Dictionary, key: &[u8]) -> &'d [u8] {
    dict.get(key).and_then(Object::as_name).unwrap_or_default()
}

#[test]
fn the_pdf_holds_each_picture_once_and_a_jpeg_as_it_was() {
    let made = make();
    let file = lopdf::Document::load_mem(&made.pdf).unwrap();
    let streams = file.objects.values().filter_map(|o| o.as_stream().ok());
    let images: Vec<_> = streams.filter(|s| name(&s.dict, b"Subtype") == b"Image").collect();
    // The two seals are the same picture under two names.
    let with_mask = images.iter().filter(|s| s.dict.has(b"SMask")).count();
    assert_eq!(with_mask, 2);
    let jpegs: Vec<_> =
        images.iter().filter(|s| name(&s.dict, b"Filter") == b"DCTDecode").collect();
    assert_eq!(jpegs.len(), 1, "shown twice, held once");
    let jpeg = fs::read(Path::new(PICTURES).join("colour.jpg")).unwrap();
    assert_eq!(jpegs[0].content, jpeg);
    for image in &images {
        if let Ok(mask) = image.dict.get(b"SMask") {
            assert_eq!(name(dict(&file, mask), b"ColorSpace"), b"DeviceGray");
        }
    }
    // Painted at their places: width, height, left, lower edge.
    let first = file.page_iter().next().unwrap();
    let content = String::from_utf8(file.get_page_content(first)).unwrap();
    for image in shown(&made.pages) {
        let lower = made.pages.pages[0].height - image.y - image.height;
        let numbers = [image.width, 0.0, 0.0, image.height, image.x, lower];
        let close = |line: &str| {
            let found: Vec<f64> = line.split(' ').filter_map(|n| n.parse().ok()).collect();
            found.len() == 6 && found.iter().zip(numbers).all(|(a, b)| (a - b).abs() < 0.01)
        };
        let placed = content.lines().any(|line| line.ends_with("cm") && close(line));
        assert!(placed, "{image:?} in {content}");
    }
}

#[test]
fn the_docx_holds_files_relations_and_drawings_that_go_together() {
    let made = make();
    let body = docx::part(&made.docx, "word/document.xml");
    let relations = docx::part(&made.docx, "word/_rels/document.xml.rels");
    let types = docx::part(&made.docx, "[Content_Types].xml");
    for (number, extension) in [(1, "jpeg"), (2, "png"), (3, "png")] {
        let name = format!("media/image{number}.{extension}");
        assert!(relations.contains(&format!("Target=\"{name}\"")), "{relations}");
        let mut package = zip::ZipArchive::new(Cursor::new(&made.docx)).unwrap();
        let mut bytes = Vec::new();
        let mut part = package.by_name(&format!("word/{name}")).unwrap();
        part.read_to_end(&mut bytes).unwrap();
        assert!(!bytes.is_empty());
        assert!(body.contains(&format!("r:embed=\"rIdImage{number}\"")), "{number}");
    }
    for extension in ["jpeg", "png"] {
        let default = format!("Extension=\"{extension}\" ContentType=\"image/{extension}\"");
        assert_eq!(types.matches(&default).count(), 1, "{types}");
    }
    for number in 1..=5 {
        let id = format!("<wp:docPr id=\"{number}\" name=\"图片 {number}\"");
        assert_eq!(body.matches(&id).count(), 1, "{number}");
    }
    assert_eq!(body.matches("<wp:inline ").count(), 3);
    assert_eq!(body.matches("<wp:anchor ").count(), 2);
    assert_eq!(body.matches("behindDoc=\"1\"").count(), 2);
    assert!(body.contains("descr=\"蓝色的“渐变”\""));
    assert!(body.contains("descr=\"乙县教育局印章\""));
    assert_eq!(body.matches("adec:decorative ").count(), 1, "alt=\"\" is decoration");
}

#[test]
fn seals_stand_at_the_same_place_in_both_files() {
    let made = make();
    let body = docx::part(&made.docx, "word/document.xml");
    let page = &made.drawn.document.page;
    let offsets: Vec<f64> = body
        .split("<wp:posOffset>")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().parse::<f64>().unwrap() / 12_700.0)
        .collect();
    let seals: Vec<_> =
        (shown(&made.pages).into_iter()).filter(|i| i.alt.ends_with("印章")).collect();
    let Some(BlockFacts::Signature { seals: placed, .. }) = made.pages.facts.blocks.last() else {
        panic!("{:?}", made.pages.facts);
    };
    assert_eq!((offsets.len(), seals.len()), (4, 2));
    for (offset, (seal, fact)) in offsets.chunks(2).zip(seals.iter().zip(placed)) {
        assert!((page.left + offset[0] - seal.x).abs() < 0.01);
        assert!((offset[1] + fact.above).abs() < 0.01);
    }
    // Two names on one line: the second by a tab stop.
    assert_eq!(body.matches("<w:tabs>").count(), 1);
    assert!(docx::text(&made.docx).contains("甲乡人民政府"));
}

#[test]
fn the_pdf_keeps_the_archive_and_tells_what_pictures_show() {
    let made = make();
    for profile in [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1] {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(&made.pdf, &options).unwrap();
        let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
        assert_eq!(failures, [""; 0], "{profile}");
    }
    let file = lopdf::Document::load_mem(&made.pdf).unwrap();
    let dicts = file.objects.values().filter_map(|o| o.as_dict().ok());
    let figures: Vec<_> = dicts.filter(|d| name(d, b"S") == b"Figure").collect();
    let mut alts: Vec<String> = figures
        .iter()
        .map(|d| lopdf::decode_text_string(d.get(b"Alt").unwrap()).unwrap())
        .collect();
    alts.sort();
    // Decoration is no content.
    assert_eq!(alts, ["乙县教育局印章", "同一张图", "甲乡人民政府印章", "蓝色的“渐变”"]);
    for figure in figures {
        let layout = figure.get(b"A").unwrap().as_dict().unwrap();
        assert_eq!(layout.get(b"BBox").unwrap().as_array().unwrap().len(), 4);
    }
}
