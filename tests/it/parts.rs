//! The parts of a 公文 in both files: the same words, letterhead and imprint where they belong.

use crate::support::dense;
use nianbao::{export::Format, render::Kit, template::Template};
use nianbao_testing::{docx, pdf};
use std::{fs, path::Path};

const REDHEAD: &str = "examples/redhead/红头年报.yaml";

/// A report of the repository drawn with one of its template folders.
fn draw(report: &str, template: &str) -> [Vec<u8>; 2] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kit = Kit::new(Template::from_dir(&root.join(template)).unwrap());
    let yaml = fs::read(root.join(report)).unwrap();
    let drawn = kit.draw(report, &yaml).unwrap();
    let pages = kit.set(&drawn).unwrap();
    [Format::DOCX, Format::PDF]
        .map(|format| kit.write(&drawn, &pages, format).unwrap().remove(0).bytes)
}

const WHOLE_PAGE: pdf::Area = pdf::Area { x: 0.0, y: 0.0, width: 842.0, height: 842.0 };

#[test]
fn the_report_with_a_letterhead_says_the_same_in_both_files() {
    let [docx, pdf] = draw(REDHEAD, "templates/annual-report-redhead");
    let words = dense(&docx::text(&docx));
    assert!(words.starts_with("铜厂彝族乡人民政府文件铜政发〔2023〕3号铜厂乡2022年"));
    let imprint = "抄送：县人民政府办公室，县政务服务管理局，县委办公室，县人大常委会办公室，\
                   县政协办公室。铜厂彝族乡党政综合办公室2023年1月17日印发";
    assert!(words.ends_with(&format!("（此件公开发布）{imprint}")), "{words}");
    let Some(printed) = pdf::text(&pdf, WHOLE_PAGE) else {
        return;
    };
    let printed = dense(&printed);
    assert!(printed.starts_with("铜厂彝族乡人民政府文件铜政发〔2023〕3号铜厂乡2022年"));
    // Text ends on page 9: the imprint has the even page after it.
    let end = format!("（此件公开发布）—9—{imprint}—10—");
    assert!(printed.ends_with(&end), "{printed}");
}

#[test]
fn every_element_is_in_both_files() {
    let [docx, pdf] = draw("examples/yimen/铜厂彝族乡.yaml", "tests/data/parts");
    let words = dense(&docx::text(&docx));
    let marks = [
        "县政务服务管理局，各村（社区）：",
        "（1）第一项",
        "二是健全制度",
        "●第二项",
        "附件：1.铜厂",
        "2.主动公开目录",
        "附件1申请情况表",
        "不编页码的一页。",
    ];
    for mark in marks {
        assert!(words.contains(mark), "{mark}");
    }
    let document = docx::part(&docx, "word/document.xml");
    assert_eq!(document.matches("w:orient=\"landscape\"").count(), 1);
    assert_eq!(document.matches("<w:tblpPr ").count(), 1);
    let Some(printed) = pdf::text(&pdf, WHOLE_PAGE) else {
        return;
    };
    let printed = dense(&printed);
    for mark in marks {
        assert!(printed.contains(mark), "{mark}");
    }
    assert!(printed.contains("—7—") && !printed.contains("—6—"), "page 6 bears no number");
}
