//! Pictures and seals in templates, right and wrong.

use super::super::{Template, render};
use super::support::{loose, report, signature, told};
use crate::document::{Block, Document, MM, emit};
use std::{fs, path::Path};

const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pictures");

/// Draws a report with this markup; 章.png and 图.jpg lie in the template folder, 公章.png beside
/// the report.
fn draw(markup: &str, seals: &[&str]) -> Result<Document, String> {
    let folder = tempfile::tempdir().unwrap();
    let copy = |from: &str, to: &str| {
        let to = folder.path().join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(Path::new(PICTURES).join(from), to).unwrap();
    };
    copy("seal.png", "模板/章.png");
    copy("colour.jpg", "模板/图/图.jpg");
    copy("cmyk.jpg", "模板/印刷.jpg");
    copy("seal.png", "报告/公章.png");
    let template = folder.path().join("模板");
    let (file, text) = match markup {
        "" => ("styles.yaml", "版式: gb9704\n"),
        markup => ("report.html", markup),
    };
    fs::write(template.join(file), text).unwrap();
    let mut report = report("2021", &[("一、总体情况", "正文。", "")]);
    let mut signature = signature(!seals.is_empty());
    signature.seals = seals.iter().map(|s| loose((*s).to_owned())).collect();
    report.signature = Some(signature);
    let beside = folder.path().join("报告");
    let drawn = Template::from_dir(&template).and_then(|t| render(&t, &report, Some(&beside)));
    drawn.map_err(|findings| {
        let told = told(&findings).replace(folder.path().to_str().unwrap(), "文件夹");
        told.replace('\\', "/")
    })
}

#[test]
fn a_side_that_is_not_given_follows_from_the_other() {
    let document = draw(
        concat!(
            "<image src='图/图.jpg' width='40毫米' alt='甲'/>",
            "<image src='图/图.jpg' height='25mm' align='right' alt='乙'/>",
            "<image src='图/图.jpg' width='2厘米' height='30磅' style='正文' alt=''/>",
            "<image src='图/图.jpg' alt='丙'/>",
        ),
        &[],
    );
    let text = emit(&document.unwrap());
    let images: Vec<&str> = text.lines().filter(|l| l.starts_with("image")).collect();
    insta::assert_snapshot!(images.join("\n"));
}

#[test]
fn a_picture_without_a_size_is_no_larger_than_the_type_area() {
    // 240 pixels at 145 to the inch; half of it by a page as narrow as that.
    let document = draw("<image src='章.png' alt='章'/>", &[]).unwrap();
    let Block::Image(figure) = &document.blocks[0] else { panic!("{:?}", document.blocks) };
    assert!((figure.width - 240.0 / 145.0 * 72.0).abs() < 0.05);
    let (page, image) = (&document.page, &figure.image);
    assert!(figure.width < page.text_width());
    assert!((image.aspect() - 1.0).abs() < 0.01);
}

#[test]
fn the_built_in_template_puts_the_seal_beside_the_report_on_its_signature() {
    let document = draw("", &["公章.png"]).unwrap();
    let Some(Block::Signature(signature)) = document.blocks.last() else { panic!("no signature") };
    assert!(signature.sealed);
    let seal = &signature.seals[0];
    assert_eq!((seal.body, seal.image.name.as_str()), (0, "公章.png"));
    assert!((seal.width - 42.0 * MM).abs() < 0.05);
    assert!((seal.width - seal.height).abs() < 0.05);
    assert_eq!(seal.alt, "铜厂彝族乡人民政府印章");
}

#[test]
fn a_seal_of_the_template_may_have_another_size() {
    let markup = "<signature seal='章.png' seal-width='45毫米'><body>甲县</body><date>某日</date></signature>";
    let document = draw(markup, &[]).unwrap();
    let Block::Signature(signature) = &document.blocks[0] else { panic!("{:?}", document.blocks) };
    assert!(signature.sealed, "a seal says so");
    assert!((signature.seals[0].width - 45.0 * MM).abs() < 0.05);
}

#[test]
fn wrong_pictures_and_seals() {
    for (name, markup, seals) in [
        ("image_unknown", "<image src='张.png' alt='章'/>", &[][..]),
        ("image_outside", "<image src='../章.png' alt='章'/>", &[]),
        ("image_absolute", "<image src='/章.png' alt='章'/>", &[]),
        ("image_without_src", "<image alt='章'/>", &[]),
        ("image_without_alt", "<image src='章.png'/>", &[]),
        ("image_of_a_wrong_kind", "<image src='印刷.jpg' alt='图'/>", &[]),
        ("image_too_wide", "<image src='章.png' width='160毫米' alt='章'/>", &[]),
        ("image_too_high", "<image src='章.png' height='30厘米' alt='章'/>", &[]),
        ("image_length", "<image src='章.png' width='40' alt='章'/>", &[]),
        ("image_in_text", "<p>甲<image src='章.png' alt='章'/></p>", &[]),
        (
            "seal_on_unsealed",
            "<signature sealed='no' seal='章.png'><body>甲</body><date>某日</date></signature>",
            &[],
        ),
        (
            "seal_of_several",
            "<signature seal='章.png'><body>甲</body><body>乙</body><date>某日</date></signature>",
            &[],
        ),
        ("seal_not_beside_the_report", "", &["没有.png"]),
    ] {
        let told = draw(markup, seals).unwrap_err();
        insta::assert_snapshot!(name, told, markup);
    }
}
