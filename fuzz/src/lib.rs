//! What the fuzz targets do with their bytes, and what must hold whatever the bytes are.
//!
//! `tests/it/corpus.rs` runs the same functions over the committed corpora, with the stable compiler and
//! without a fuzzer.

pub mod whole;

use nianbao::{
    check::{self, Context},
    diagnostic::{Diagnostics, Result, Source, human, json},
    document,
    export::Format,
    import, layout,
    render::{Kit, Wishes},
    report::{self, LoadedReport, Report},
    template::{self, Template},
    yaml,
};
use nianbao_testing::{docx, package};
use std::sync::LazyLock;

/// The parts of an input of [`render`]: the report, `report.html`, `styles.yaml`.
const SEPARATOR: &str = "\n%%%%\n";

/// A report with every kind of part, for targets that are about something else.
const REPORT: &str = "机关: 铜厂彝族乡人民政府\n年度: 2026\n正文:\n  - 标题: 一、总体情况\n    \
    内容: |\n      （一）主动公开。全年公开 12 条。\n  - 标题: 二、公开情况\n    表: 主动公开\n\
    署名: 2027-01-17\n";

static KIT: LazyLock<Kit> = LazyLock::new(|| kit(Template::builtin().expect("the built-in files")));
static STANDARD: LazyLock<Report> =
    LazyLock::new(|| read("标准.yaml", REPORT.as_bytes()).expect("the standard report").report);

static AS_IT_STANDS: LazyLock<Template> = LazyLock::new(|| {
    let own = Source::new("report.html", "{{ agency | safe }}");
    Template::from_files([("report.html".to_owned(), own)]).expect("a template of one name")
});

fn kit(template: Template) -> Kit {
    let wishes = Wishes { draft: true, ..Wishes::default() };
    Kit { wishes, ..Kit::new(template) }
}

fn read(name: &str, bytes: &[u8]) -> Result<LoadedReport> {
    report::load(&yaml::decode(name, bytes)?)
}

/// A package of parts that are apart by [`SEPARATOR`], each with its name on the first line.
fn packed(text: &str, deflated: bool) -> Vec<u8> {
    let parts = text.split(SEPARATOR).filter_map(|part| part.split_once('\n'));
    package::packed(parts, deflated)
}

/// Bytes as a file of another kind, by their first byte: read, and what was read is a YAML or is told why not.
pub fn import(data: &[u8]) {
    let Some((kind, data)) = data.split_first() else {
        return;
    };
    let extensions: Vec<_> = import::source::extensions().collect();
    let extension = extensions[usize::from(*kind) % extensions.len()];
    let wrapped = match extension {
        "pdf" if !data.starts_with(b"%PDF-") => Some(on_a_page(data)),
        "ofd" | "docx" | "xlsx" | "xlsm" | "ods" if !data.starts_with(b"PK") => {
            std::str::from_utf8(data).ok().map(|text| packed(text, false))
        }
        _ => None,
    };
    let data = wrapped.as_deref().unwrap_or(data);
    let read = import::import(&format!("x.{extension}"), data, &report::Forms::default());
    let Some(imported) = answered(read) else {
        return;
    };
    shown(&imported.findings);
    let tally = imported.tally;
    assert_eq!(tally.cells, tally.read + tally.recovered + tally.doubtful + tally.lost);
    if let Some(loaded) = answered(report::load(&imported.yaml)) {
        shown(&loaded.findings);
        shown(&check::check(&loaded.report, &Context::default()));
    }
}

/// A PDF of one page with this content, in a font whose codes are GBK: no fuzzer finds its way through the
/// places of objects.
fn on_a_page(content: &[u8]) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[4 0 R]>>",
        "<</Type/Font/Subtype/Type0/Encoding/GBK-EUC-H/DescendantFonts[<</Subtype/CIDFontType2>>]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources 6 0 R>>",
        "",
        "<</Font<</F 3 0 R>>/XObject<</X 5 0 R>>>>",
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{} 0 obj\n{object}", index + 1).bytes());
        if object.is_empty() {
            let about = "<</Subtype/Form/BBox[0 0 595 842]/Resources 6 0 R/Length ";
            file.extend(format!("{about}{}>>\nstream\n", content.len()).bytes());
            file.extend(content);
            file.extend(b"\nendstream");
        }
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    let (size, places) = (objects.len() + 1, places.concat());
    let table = format!("xref\n0 {size}\n0000000000 65535 f \n{places}");
    let end = format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF");
    file.extend(table.bytes().chain(end.bytes()));
    file
}

/// Bytes as a report: read, checked, mended.
pub fn yaml(data: &[u8]) {
    let Some(loaded) = answered(read("x.yaml", data)) else {
        return;
    };
    shown(&loaded.findings);
    // A report against itself: every rule has something to look at.
    let context =
        Context { previous: Some(&loaded.report), units: std::slice::from_ref(&loaded.report) };
    shown(&check::check(&loaded.report, &context));
    if let Some(text) = check::fix(&loaded.report) {
        let mended = read("x.yaml", text.as_bytes());
        let mended = mended.unwrap_or_else(|found| panic!("{found}\n{text}"));
        assert_eq!(check::fix(&mended.report), None, "{text}");
    }
}

/// Text as an office's `styles.yaml`, alone and under each profile, and the pages it makes.
pub fn styles(data: &[u8]) {
    let mut template = office_template("styles.yaml", data);
    for profile in std::iter::once(None).chain(template::profiles().map(Some)) {
        template = template.and_then(|template| match profile {
            Some(profile) => answered(template.with_profile(profile)),
            None => Some(template),
        });
        let Some(template) = &template else {
            return;
        };
        if let Some(document) = answered(template::render(template, &STANDARD, None)) {
            document::emit(&document);
            if let Ok(pages) = layout::layout(&document, &KIT.fonts) {
                whole::judge(&document, &pages);
            }
        }
    }
}

/// Text as the markup that a template has written.
pub fn markup(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    // A name that is printed as it stands saves compiling a template each time.
    let mut report = STANDARD.clone();
    text.clone_into(&mut report.agency.value);
    let drawn = template::render(&AS_IT_STANDS, &report, None);
    if let Some(document) = answered(drawn) {
        document::emit(&document);
        if let Ok(pages) = layout::layout(&document, &KIT.fonts) {
            whole::judge(&document, &pages);
        }
    }
}

/// A text of a report and a template, apart by [`SEPARATOR`], as far as the document: what the language of
/// templates can be made to do. The fuzzer holds a clock and a ceiling of memory over it.
pub fn expressions(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (typed, own) = text.split_once(SEPARATOR).unwrap_or((text, ""));
    let office = if own.is_empty() { None } else { office_template("report.html", own.as_bytes()) };
    if office.is_none() && !own.is_empty() {
        return;
    }
    let template = office.as_ref().unwrap_or(&AS_IT_STANDS);
    let report = format!("{REPORT}前言: |\n  {}\n", typed.replace('\n', "\n  "));
    let Some(loaded) = answered(read("x.yaml", report.as_bytes())) else {
        return;
    };
    if let Some(document) = answered(template::render(template, &loaded.report, None)) {
        document::emit(&document);
    }
}

/// A report, a template and styles through the whole program, to every file.
pub fn render(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let mut parts = text.split(SEPARATOR);
    let report = parts.next().filter(|text| !text.is_empty()).unwrap_or(REPORT);
    let own = ["report.html", "styles.yaml"]
        .into_iter()
        .zip(parts)
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| (name.to_owned(), Source::new(name, text)));
    let Some(template) = answered(Template::from_files(own)) else {
        return;
    };
    let kit = kit(template);
    let Some(drawn) = answered(kit.draw("x.yaml", report.as_bytes())) else {
        return;
    };
    shown(&drawn.findings);
    let Some(pages) = answered(kit.set(&drawn)) else {
        return;
    };
    whole::judge(&drawn.document, &pages);
    for pdf in answered(kit.write(&drawn, &pages, Format::PDF)).into_iter().flatten() {
        assert!(pdf.bytes.starts_with(b"%PDF-"));
    }
    for docx in answered(kit.write(&drawn, &pages, Format::DOCX)).into_iter().flatten() {
        let text: String = docx::text(&docx.bytes).split_whitespace().collect();
        assert_eq!(text, whole::text(&drawn.document));
    }
    for format in [Format::OFD, Format::HTML] {
        for file in answered(kit.write(&drawn, &pages, format)).into_iter().flatten() {
            assert!(!file.bytes.is_empty());
        }
    }
}

/// Bytes as a PDF or an OFD that may hold a report's YAML.
pub fn extract(data: &[u8]) {
    answered(nianbao::extract::extract("x.pdf", data));
}

/// Parts of an OFD, or a whole one, that may hold a report's YAML. Parts stand apart by a line `%%%%`, each
/// with its name on its first line; they are packed here, since no fuzzer guesses a checksum. With an odd
/// number of bytes they are compressed.
pub fn ofd(data: &[u8]) {
    if data.starts_with(b"PK") {
        answered(nianbao::extract::extract("x.ofd", data));
        return;
    }
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let ofd = packed(text, data.len() % 2 == 1);
    let found = answered(nianbao::extract::extract("x.ofd", &ofd));
    // What comes out is one of the parts that went in, byte for byte.
    if let Some(yaml) = found {
        let is_it = |part: &str| part.split_once('\n').is_some_and(|p| p.1.as_bytes() == yaml);
        assert!(text.split(SEPARATOR).any(is_it));
    }
}

/// The built-in template with one file of the fuzzer's.
fn office_template(name: &str, data: &[u8]) -> Option<Template> {
    let text = std::str::from_utf8(data).ok()?;
    let file = (name.to_owned(), Source::new(name, text));
    answered(Template::from_files([file]))
}

/// A refusal says why, and what it says can be shown.
fn answered<T>(result: Result<T>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(found) => {
            assert!(found.has_errors(), "refused without an error");
            shown(&found);
            None
        }
    }
}

/// Findings can be shown: every place is one of its text.
fn shown(found: &Diagnostics) {
    for label in (found.iter()).flat_map(|f| f.primary.iter().chain(&f.related)) {
        let (text, range) = (&label.at.source.text, label.at.range.clone());
        assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
    }
    human(found, false);
    json(found);
}
