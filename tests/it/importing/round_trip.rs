//! What `render` writes, read again, is the same report: it renders to the same page.

use super::{imported, report_of};
use nianbao::{export::Format, render::Kit, template::Template};
use nianbao_testing::generate;
use std::{fs, path::Path, sync::LazyLock};

static KIT: LazyLock<Kit> = LazyLock::new(|| Kit::new(Template::builtin().unwrap()));

/// The files of a report, whatever the checks would say of it; none of a report that has no place in them.
fn rendered(yaml: &str, formats: &[&Format]) -> Option<Vec<Vec<u8>>> {
    let loaded = KIT.read("报告.yaml", yaml.as_bytes()).ok()?;
    let drawn = KIT.draw_read(yaml.as_bytes(), loaded).ok()?;
    let pages = KIT.set(&drawn).ok()?;
    let of = |format: &&Format| KIT.write(&drawn, &pages, format).unwrap().remove(0).bytes;
    Some(formats.iter().map(of).collect())
}

/// A page without the stamp that says what it was made from, and without the break of a title: a Word file
/// has one where its line is full, too.
fn bare(html: &[u8]) -> String {
    let html = String::from_utf8(html.to_vec()).unwrap();
    html.split("<!-- nianbao").next().unwrap().replace("<br>", "")
}

#[track_caller]
fn comes_back(name: &str, yaml: &str) -> bool {
    let formats = [Format::HTML, Format::DOCX, Format::PDF, Format::OFD];
    let Some(files) = rendered(yaml, &formats) else {
        return false;
    };
    let html = bare(&files[0]);
    for (format, bytes) in formats.iter().zip(&files) {
        let file = format!("报告.{}", format.extension);
        let imported = imported(&file, bytes);
        assert!(imported.tally.is_whole(), "{name} {file}: {}", imported.tally);
        report_of(&imported);
        let again = rendered(&imported.yaml.text, &[Format::HTML]);
        let again = again.unwrap_or_else(|| panic!("{name} {file}\n{}", imported.yaml.text));
        crate::support::assert_same_text(&bare(&again[0]), &html);
    }
    true
}

#[test]
fn the_examples_come_back_from_every_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/yimen");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        if path.file_name().unwrap() == "county.yaml" {
            continue;
        }
        // What the county's file gives them.
        let year = if text.contains("\n年度:") { "" } else { "年度: 2022\n" };
        let date = if text.contains("\n署名:") { "" } else { "署名: 2023-01-17\n" };
        count +=
            usize::from(comes_back(&path.display().to_string(), &format!("{text}\n{year}{date}")));
    }
    assert!(count >= 5, "{count}");
}

#[test]
fn made_up_reports_come_back_from_every_file() {
    let mut count = 0;
    for i in 0..20 {
        let yaml = generate::nth(i, 11);
        // Without a signature the full name of the body is nowhere printed.
        if yaml.contains("\n署名:") {
            count += usize::from(comes_back(&format!("{i}"), &yaml));
        }
    }
    assert!(count > 10, "{count}");
}
