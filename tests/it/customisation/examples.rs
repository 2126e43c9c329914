//! The folders under `examples/templates/`: each does what its line in the README says.

use super::{Made, REPORT, made, root, text};
use nianbao::template::Template;
use nianbao_testing::docx::{self, Block};
use std::fs;

fn example(name: &str) -> Made {
    let folder = root(&format!("examples/templates/{name}"));
    let own = folder.join("示例.yaml");
    let yaml = fs::read_to_string(&own).unwrap_or_else(|_| text(REPORT));
    made(Template::from_dir(&folder).unwrap(), &yaml)
}

fn standard() -> Made {
    made(Template::builtin().unwrap(), &text(REPORT))
}

/// A style of the DOCX as XML.
fn style(docx: &[u8], id: &str) -> String {
    let styles = docx::part(docx, "word/styles.xml");
    let begin = format!("w:styleId=\"{id}\"");
    let found = styles.split("<w:style ").find(|s| s.contains(&begin));
    found.unwrap_or_else(|| panic!("no style {id}")).to_owned()
}

#[test]
fn every_folder_has_its_line_in_the_readme() {
    let readme = text("examples/templates/README.md");
    let mut folders = 0;
    for entry in fs::read_dir(root("examples/templates")).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let name = entry.file_name().into_string().unwrap();
            assert!(readme.contains(&format!("[{name}]({name}/)")), "{name}");
            folders += 1;
        }
    }
    assert_eq!(readme.matches("/) |").count(), folders);
}

#[test]
fn title_changes_one_block() {
    let [own, standard] = [example("title"), standard()];
    let title = "铜厂彝族乡人民政府2022年政府信息公开工作年度报告";
    for (own, standard) in own.texts().iter().zip(standard.texts()) {
        assert!(own.starts_with(title), "{own}");
        let rest = standard.strip_prefix("铜厂乡2022年政府信息公开工作年度报告").unwrap();
        assert_eq!(own.strip_prefix(title).unwrap(), rest);
    }
}

#[test]
fn title_font_is_the_named_style_and_the_ink() {
    let own = example("title-font");
    let style = style(&own.docx, "Title");
    for said in ["w:eastAsia=\"黑体\"", "<w:sz w:val=\"36\"/>", "w:val=\"C00000\""] {
        assert!(style.contains(said), "{said} in {style}");
    }
    let first = own.layout.lines().find(|line| line.contains("铜厂乡")).unwrap();
    let standard = standard();
    let before = standard.layout.lines().find(|line| line.contains("铜厂乡")).unwrap();
    assert!(first.contains("18pt") && before.contains("22pt"), "{first}\n{before}");
}

#[test]
fn tables_last_stand_behind_the_signature_in_their_order() {
    let own = example("tables-last");
    for text in own.texts() {
        let places =
            ["（见文后附表：主动公开政府信息情况）", "2023年1月17日", "附表1", "附表2", "附表3"];
        let places: Vec<_> = places.iter().map(|word| text.rfind(word)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
    }
    let blocks = docx::blocks(&own.docx);
    let tables = blocks.iter().filter(|b| matches!(b, Block::Table(_))).count();
    assert_eq!(tables, 3);
}

#[test]
fn letterhead_stands_first_and_red() {
    let own = example("letterhead");
    for text in own.texts() {
        assert!(text.contains("铜厂彝族乡人民政府文件铜厂乡2022年"), "{text}");
    }
    let line = |word: &str| own.layout.lines().position(|line| line.contains(word));
    assert!(line("人民政府文件") < line("铜厂乡") && line("人民政府文件").is_some());
    assert!(docx::part(&own.docx, "word/styles.xml").contains("w:val=\"FF0000\""));
    let body = docx::part(&own.docx, "word/document.xml");
    assert!(body.contains("w:pBdr"), "the rule is a border of a paragraph");
}

#[test]
fn no_signature_leaves_name_and_date_out() {
    let date = "铜厂彝族乡人民政府2023年1月17日";
    for text in standard().texts() {
        assert!(text.ends_with(date), "{text}");
    }
    for text in example("no-signature").texts() {
        assert!(!text.contains(date), "{text}");
    }
}

#[test]
fn task_table_merges_cells_in_loops() {
    let own = example("task-table");
    for text in own.texts() {
        for unit in ["县政务公开办", "县融媒体中心", "各乡镇（街道）"] {
            assert_eq!(text.matches(unit).count(), 1, "{unit}");
        }
        // An expression in the data, and sums over the lists in it.
        assert!(text.contains("2026年3月1日起施行"), "{text}");
        assert!(text.contains("小计（3项）3县融媒体中心") || text.contains("小计（3项）3"));
    }
    let body = docx::part(&own.docx, "word/document.xml");
    assert_eq!(body.matches("<w:vMerge w:val=\"restart\"/>").count(), 3);
    let blocks = docx::blocks(&own.docx);
    let Some(Block::Table(rows)) = blocks.iter().find(|b| matches!(b, Block::Table(_))) else {
        panic!("no table");
    };
    let widths: Vec<usize> = rows.iter().map(Vec::len).collect();
    assert_eq!(widths, [4, 4, 3, 3, 2, 4, 2, 4, 3, 2]);
}

#[test]
fn styles_change_size_pitch_and_indent() {
    let own = example("styles");
    let body = style(&own.docx, "Normal");
    for said in ["<w:sz w:val=\"30\"/>", "w:line=\"520\"", "w:firstLine=\"0\""] {
        assert!(body.contains(said), "{said} in {body}");
    }
    assert!(style(&own.docx, "Heading1").contains("<w:sz w:val=\"32\"/>"));
    // Two lines of one paragraph in the PDF: 26 pt from baseline to baseline, flush left.
    let lines: Vec<(f64, f64)> = own.layout.lines().filter_map(baseline).collect();
    let pairs = lines.windows(2).filter(|pair| (pair[1].1 - pair[0].1 - 26.0).abs() < 0.01);
    assert!(pairs.count() > 10);
}

/// Left edge and baseline of a run of glyphs at 15 pt.
fn baseline(line: &str) -> Option<(f64, f64)> {
    let mut words = line.split_whitespace();
    let (edges, y) = (words.next()?, words.next()?);
    line.contains(" 15pt ").then_some(())?;
    Some((edges.split("..").next()?.parse().ok()?, y.parse().ok()?))
}

#[test]
fn page_number_is_centred_with_words_or_absent() {
    let own = example("page-number");
    assert!(own.layout.lines().any(|line| line.contains("第 1 页")), "{}", own.layout);
    let footer = docx::part(&own.docx, "word/footer1.xml");
    assert!(footer.contains("第 ") && footer.contains("w:val=\"center\""), "{footer}");

    let none = example("no-page-number");
    let body = docx::part(&none.docx, "word/document.xml");
    assert!(!body.contains("footerReference"));
    let standard = standard().layout;
    assert!(standard.contains("— 1 —") && !none.layout.contains("— 1 —"));
}
