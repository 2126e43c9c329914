//! The readers of the other tests read what is there: text in order, from a DOCX and from a PDF.

use crate::support::{dense, sample};
use nianbao::{
    document::{Color, Document},
    font::Fonts,
    layout::{Facts, GlyphRun, Item, Origin, Page, Pages, PlacedGlyph},
};
use nianbao_testing::{docx, pdf};

#[test]
fn the_text_of_a_docx_is_read_in_order() {
    let xml = r#"<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>一 </w:t><w:br/><w:t>&lt;二&#x4E09;</w:t>
        </w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p>
        </w:tc><w:tc><w:p/><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>
        <w:p/></w:tc><w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:sectPr/></w:body></w:document>"#;
    let mut package = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    package.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut package, xml.as_bytes()).unwrap();
    let file = package.finish().unwrap().into_inner();

    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let rows = vec![row(&["甲", "乙"]), row(&["丙"])];
    let blocks = docx::blocks(&file);
    assert_eq!(blocks, [docx::Block::Paragraph("一 <二三".into()), docx::Block::Table(rows)]);
    assert_eq!(dense(&docx::text(&file)), "一<二三甲乙丙");
}

#[test]
fn the_text_of_a_pdf_is_read_in_order() {
    let fonts = Fonts::shipped();
    let mut resolver = fonts.resolver();
    let family = fonts.family("仿宋_GB2312").unwrap();
    let mut line = |text: &str, y: f64| {
        let placed = |glyph: nianbao::font::Glyph, ch| PlacedGlyph {
            id: glyph.id,
            ch,
            advance: glyph.advance * 16.0 + 0.8,
        };
        let glyphs: Vec<_> =
            text.chars().map(|ch| (resolver.glyph(family, false, ch).unwrap(), ch)).collect();
        let face = glyphs[0].0.face;
        Item::Glyphs(GlyphRun {
            face,
            size: 16.0,
            x: 80.0,
            y,
            glyphs: glyphs.into_iter().map(|(glyph, ch)| placed(glyph, ch)).collect(),
            embolden: false,
            color: Color::BLACK,
            origin: Origin::Artifact,
        })
    };
    let items = vec![
        line("（一）𪣻、“生态铜厂·菌子之乡”", 200.0),
        line("——政府信息公开", 230.0),
        line("页码", 790.0),
    ];
    let pages = vec![Page { width: 595.28, height: 841.89, items }];
    let pages = Pages { pages, outline: Vec::new(), facts: Facts::default() };
    let document = Document { meta: sample::meta(), ..sample::document(Vec::new()) };
    let options = nianbao::export::Options::default();
    let file = nianbao::export::pdf::write(&document, &pages, &fonts, &options).unwrap();
    if let Some(text) = pdf::text(&file, pdf::TYPE_AREA) {
        assert_eq!(text, "（一）𪣻、“生态铜厂·菌子之乡”\n——政府信息公开\n");
    }
}
