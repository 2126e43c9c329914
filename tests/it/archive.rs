//! The PDF as an archive and a screen reader see it: judged by an independent validator, and its
//! structure read back and compared with the document it was made from.

use crate::support::{dense, tags};
use nianbao::{
    diagnostic::Source,
    document::{Block, CellKind, Document, Meta, Paragraph},
    export::{Format, pdf::Standard},
    extract::extract,
    render::{Drawn, Kit, Wishes, combine},
    report::{Date, Shared},
    template::Template,
};
use nianbao_testing::generate;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use std::{
    collections::BTreeMap,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

fn kit(standard: Standard, draft: bool) -> Kit {
    let wishes = Wishes { standard: Some(standard), draft, ..Wishes::default() };
    Kit {
        // As in examples/yimen/county.yaml.
        shared: Shared {
            year: Some(2022),
            date: Some(Date { year: 2023, month: 1, day: 17 }),
            ..Shared::default()
        },
        ..Kit::load(wishes).unwrap()
    }
}

/// Every example, the published reports among the test data, and twenty made-up reports.
static REPORTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut paths: Vec<PathBuf> = ["examples/yimen", "tests/data/cases"]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .filter(|path| path.file_name().is_some_and(|name| name != "county.yaml"))
        .collect();
    paths.sort();
    let read = |path: PathBuf| (path.display().to_string(), fs::read(path).unwrap());
    let made = (0..20).map(|i| (format!("{i:04}.yaml"), generate::nth(i, 7).into_bytes()));
    paths.into_iter().map(read).chain(made).collect()
});

fn write(kit: &Kit, name: &str, yaml: &[u8]) -> (Drawn, Vec<u8>) {
    let drawn = kit.draw(name, yaml).unwrap();
    let pages = kit.set(&drawn).unwrap();
    let pdf = kit.write(&drawn, &pages, Format::PDF).unwrap().remove(0).bytes;
    (drawn, pdf)
}

/// The reports as drafts that keep PDF/A-2a, which most is held against. A draft is made of any, and among
/// the made-up and the published ones are some with errors.
static DRAFTS: LazyLock<Vec<(&str, Document, Vec<u8>)>> = LazyLock::new(|| {
    let kit = kit(Standard::A2a, true);
    let draft = |(name, yaml): &'static (String, Vec<u8>)| {
        let (drawn, pdf) = write(&kit, name, yaml);
        (&**name, drawn.document, pdf)
    };
    REPORTS.iter().map(draft).collect()
});

/// What the validator finds against a profile, a line each.
fn findings(pdf: &[u8], profile: ValidationProfile) -> Vec<String> {
    let options = ValidationOptions::default().profile(profile);
    let report = validate_pdf_bytes(pdf, &options).unwrap();
    report.failures.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn conforms(name: &str, pdf: &[u8], archive: ValidationProfile) {
    for profile in [archive, ValidationProfile::PdfUa1] {
        assert_eq!(findings(pdf, profile), [""; 0], "{name} against {profile}");
    }
}

#[test]
fn every_report_keeps_pdf_a_and_pdf_ua() {
    assert_eq!(REPORTS.len(), 7 + 3 + 20);
    for (name, _, pdf) in &*DRAFTS {
        conforms(name, pdf, ValidationProfile::PdfA2a);
    }
    let with_source = kit(Standard::A3a, true);
    for (name, yaml) in &*REPORTS {
        let (_, pdf) = write(&with_source, name, yaml);
        conforms(name, &pdf, ValidationProfile::PdfA3a);
    }
    let (name, yaml) = &REPORTS[6];
    let (_, pdf) = write(&kit(Standard::A2a, false), name, yaml);
    conforms(name, &pdf, ValidationProfile::PdfA2a);
}

#[test]
fn a_volume_of_all_units_keeps_them_too() {
    let kit = kit(Standard::A2a, false);
    let units = REPORTS.iter().filter(|(name, _)| name.starts_with("examples/yimen"));
    let drawn: Vec<(&Kit, Drawn)> =
        units.map(|(name, yaml)| (&kit, kit.draw(name, yaml).unwrap())).collect();
    assert_eq!(drawn.len(), 7);
    let meta = Meta {
        title: "易门县各单位2022年年报".to_owned(),
        ..drawn[0].1.document.meta.clone()
    };
    let volume = combine(&drawn, meta).unwrap();
    let pages = kit.set(&volume).unwrap();
    let files = kit.write(&volume, &pages, Format::PDF).unwrap();
    conforms("volume", &files[0].bytes, ValidationProfile::PdfA2a);
}

/// What the document says, piece by piece as its structure should.
fn pieces(document: &Document) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) if dense(&p.text()).is_empty() => {}
            Block::Paragraph(p) => out.push(("paragraph", dense(&p.text()))),
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    let text: String = cell.paragraphs.iter().map(Paragraph::text).collect();
                    let head = cell.kind != CellKind::Data;
                    out.push((if head { "TH" } else { "TD" }, dense(&text)));
                }
            }
            Block::Signature(signature) => {
                let lines = signature.bodies.iter().chain([&signature.date]);
                out.extend(lines.map(|line| ("paragraph", dense(line))));
            }
            Block::LetterHead(head) => out.push(("paragraph", dense(&head.sender.text()))),
            Block::Imprint(imprint) => {
                out.extend(imprint.paragraphs().map(|row| ("paragraph", dense(&row.text()))));
            }
            // Words of pictures are read by pictures.rs.
            Block::Image(_) | Block::PageBreak | Block::Separator(_) | Block::Section(_) => {}
        }
    }
    out
}

/// The structure in order is the document; the text that is in no element, page by page.
#[track_caller]
fn is_the_document(name: &str, document: &Document, pdf: &[u8]) -> Vec<String> {
    let (tree, artifacts) = tags::read(pdf);
    let found: Vec<_> = (tree.all().into_iter())
        .filter(|e| !matches!(&*e.role, "Document" | "Table" | "TR" | "Sect"))
        .map(|e| match &*e.role {
            "TH" => ("TH", dense(&e.text)),
            "TD" => ("TD", dense(&e.text)),
            _ => ("paragraph", dense(&e.text)),
        })
        .collect();
    let expected = pieces(document);
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(found.len(), expected.len(), "{name}");
    artifacts
}

#[test]
fn the_structure_in_order_is_the_document() {
    for (name, document, pdf) in &*DRAFTS {
        let artifacts = is_the_document(name, document, pdf);
        // A page number and the mark of a draft are on every page and in no element.
        for (number, artifact) in (1..).zip(artifacts) {
            let number = format!("— {number} —");
            assert!(artifact.contains("草稿"), "{name}: {artifact}");
            assert!(artifact.contains(&number), "{name}: {artifact}");
        }
    }
}

#[test]
fn a_report_under_a_letterhead_with_an_imprint_is_tagged_as_well() {
    let template = Template::from_dir(Path::new("templates/annual-report-redhead")).unwrap();
    let name = "examples/redhead/红头年报.yaml";
    let kit = Kit { template: template.into(), ..kit(Standard::A2a, false) };
    let (drawn, pdf) = write(&kit, name, &fs::read(name).unwrap());
    conforms(name, &pdf, ValidationProfile::PdfA2a);
    is_the_document(name, &drawn.document, &pdf);
}

#[test]
fn headings_have_no_gaps_and_the_title_is_the_first() {
    for (name, document, pdf) in &*DRAFTS {
        let (tree, _) = tags::read(pdf);
        let ranks: Vec<usize> =
            (tree.kids.iter()).filter_map(|e| e.role.strip_prefix('H')?.parse().ok()).collect();
        assert_eq!(ranks[..2], [1, 2], "{name}");
        assert!(ranks.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {ranks:?}");
        assert_eq!(ranks.iter().filter(|rank| **rank == 1).count(), 1, "{name}");
        let title = tree.kids.iter().find(|e| e.role == "H1").unwrap();
        assert_eq!(dense(&title.text), dense(&document.meta.title));
    }
}

#[test]
fn an_element_is_what_it_says_in_an_offices_own_style_too() {
    let source = |name: &str, text| (name.to_owned(), Source::new(name, text));
    let markup = "<title style=\"大标题\">标题</title><h1>一、</h1><p style=\"大标题\">文</p>";
    let own = [
        source("report.html", markup),
        source("styles.yaml", "样式:\n  大标题:\n    字号: 二号\n"),
    ];
    let template = Template::from_files(own).unwrap();
    let kit = Kit { template: template.into(), ..kit(Standard::A2a, true) };
    let (name, yaml) = &REPORTS[0];
    let (tree, _) = tags::read(&write(&kit, name, yaml).1);
    let roles: Vec<&str> = tree.kids.iter().map(|element| &*element.role).collect();
    assert_eq!(roles, ["H1", "H2", "P"]);
}

#[test]
fn every_number_of_the_form_names_its_heads() {
    let path = "examples/yimen/铜厂彝族乡.yaml";
    let (_, pdf) = write(&kit(Standard::A2a, false), path, &fs::read(path).unwrap());
    let (tree, _) = tags::read(&pdf);
    let mut out = String::new();
    for table in tree.kids.iter().filter(|e| e.role == "Table") {
        let summary = table.attributes.get(b"Summary").unwrap();
        let _ = writeln!(out, "= {}", lopdf::decode_text_string(summary).unwrap());
        let all = table.all();
        let heads: BTreeMap<&str, &str> =
            (all.iter()).filter_map(|e| Some((e.id.as_deref()?, &*e.text))).collect();
        for row in &table.kids {
            // The first number of each row and the last: the ones between differ in the column only.
            let cells: Vec<_> = row.kids.iter().filter(|e| e.role == "TD").collect();
            let ends = cells.first().into_iter().chain(cells.last());
            for cell in ends {
                let names = cell.attributes.get(b"Headers").unwrap().as_array().unwrap();
                let names = names.iter().map(|n| str::from_utf8(n.as_str().unwrap()).unwrap());
                let texts: Vec<String> = names.map(|name| dense(heads[name])).collect();
                let _ = writeln!(out, "{}: {}", dense(&cell.text), texts.join(" | "));
            }
        }
    }
    insta::assert_snapshot!(out);
}

/// Changes something in a file.
fn damaged(pdf: &[u8], damage: impl Fn(&mut lopdf::Document)) -> Vec<u8> {
    let mut file = lopdf::Document::load_mem(pdf).unwrap();
    damage(&mut file);
    // lopdf ends a stream by a line feed alone: one whose last byte is a carriage return would be a byte too short.
    for stream in file.objects.values_mut().filter_map(|object| object.as_stream_mut().ok()) {
        if stream.content.ends_with(b"\r") {
            stream.decompress().unwrap();
        }
    }
    let mut out = Vec::new();
    file.save_to(&mut out).unwrap();
    out
}

/// Every element of the structure.
fn elements(file: &mut lopdf::Document) -> impl Iterator<Item = &mut lopdf::Dictionary> {
    let objects = file.objects.values_mut();
    objects.filter_map(|object| match object {
        lopdf::Object::Dictionary(dict) if dict.has(b"S") && dict.has(b"P") => Some(dict),
        _ => None,
    })
}

fn profile(file: &mut lopdf::Document) -> &mut lopdf::Stream {
    let streams = file.objects.values_mut().filter_map(|o| o.as_stream_mut().ok());
    let mut profiles = streams.filter(|stream| stream.dict.has(b"N") && !stream.dict.has(b"First"));
    profiles.next().unwrap()
}

/// What is done to a file, and the rule that then speaks.
type Damage = (&'static str, fn(&mut lopdf::Document), ValidationProfile, &'static str);

#[test]
fn the_judge_can_object() {
    let (name, yaml) = &REPORTS[6];
    let (_, pdf) = write(&kit(Standard::A2a, false), name, yaml);
    let untouched = damaged(&pdf, |_| {});
    conforms("only saved again", &untouched, ValidationProfile::PdfA2a);
    let (a, ua) = (ValidationProfile::PdfA2a, ValidationProfile::PdfUa1);
    let damages: [Damage; 9] = [
        ("no metadata", |f| drop(f.catalog_mut().unwrap().remove(b"Metadata")), a, "6.6.2.1"),
        ("no metadata", |f| drop(f.catalog_mut().unwrap().remove(b"Metadata")), ua, ":5:"),
        ("no language", |f| drop(f.catalog_mut().unwrap().remove(b"Lang")), ua, "7.2"),
        (
            "no output intent",
            |f| drop(f.catalog_mut().unwrap().remove(b"OutputIntents")),
            a,
            "6.2.4",
        ),
        (
            "an output intent that is none",
            |f| {
                let profile = profile(f);
                let mut content = profile.get_plain_content().unwrap();
                content[12..16].copy_from_slice(b"abst");
                profile.set_plain_content(content);
            },
            a,
            "6.2.3",
        ),
        ("not marked", |f| drop(f.catalog_mut().unwrap().remove(b"MarkInfo")), a, "6.7"),
        (
            "heads without scope, cells without heads",
            |f| {
                let tables = elements(f).filter_map(|e| e.get_mut(b"A").ok()?.as_dict_mut().ok());
                tables.for_each(|a| drop((a.remove(b"Scope"), a.remove(b"Headers"))));
            },
            ua,
            "7.5",
        ),
        (
            "a text that is not tagged",
            |f| {
                let page = f.page_iter().next().unwrap();
                let content = String::from_utf8(f.get_page_content(page)).unwrap();
                let content = content.replacen("MCID", "None", 1);
                f.change_page_content(page, content.into_bytes()).unwrap();
            },
            ua,
            "7.1",
        ),
        (
            "headings with a gap",
            |f| {
                elements(f)
                    .filter(|e| e.get(b"S").unwrap().as_name().unwrap() == b"H2")
                    .for_each(|e| e.set("S", "H4"));
            },
            ua,
            "7.4",
        ),
    ];
    for (what, damage, profile, rule) in damages {
        let found = findings(&damaged(&pdf, damage), profile);
        assert!(found.iter().any(|finding| finding.contains(rule)), "{what}: {found:?}");
    }
}

#[test]
fn the_yaml_comes_back_byte_for_byte() {
    let kit = kit(Standard::A3a, true);
    for (name, yaml) in &*REPORTS {
        for yaml in [yaml.clone(), [b"\xEF\xBB\xBF", &yaml[..]].concat()] {
            let (_, pdf) = write(&kit, name, &yaml);
            assert_eq!(extract("x.pdf", &pdf).unwrap(), yaml, "{name}");
        }
    }
    let (name, yaml) = &REPORTS[0];
    let (_, pdf) = write(&self::kit(Standard::A2a, true), name, yaml);
    assert_eq!(extract("x.pdf", &pdf).unwrap_err()[0].code.id(), "NB423");
}
