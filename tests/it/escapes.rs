//! What people type is text in every file, whatever it looks like; what cannot be text is refused
//! by name. And a template, whatever it writes, makes our elements only and stays within bounds.

use crate::support::dense;
use lopdf::{Dictionary, Object};
use nianbao::{
    diagnostic::{Code, Diagnostics, Result},
    document,
    export::{Format, pdf::Standard},
    render::{Kit, Wishes},
    summary,
    template::Template,
};
use nianbao_testing::{docx, pdf};
use std::{fs, io::Cursor, path::Path};

/// Each means something to XML, HTML, MiniJinja, YAML, PDF or a shell.
const LOOKS_LIKE_CODE: [&str; 18] = [
    "<w:p/>",
    "</w:t></w:r><w:br/>",
    "&",
    "&amp;",
    "&lt;p&gt;",
    "&#x10FFFF;",
    "]]>",
    "<!--",
    "<![CDATA[x]]>",
    "<?xml?>",
    "\"'`",
    "</p><h1>",
    "{#",
    "%}",
    "(Tj) endstream",
    "\\u0000",
    "$(x)",
    "<signature/>",
];

fn kit(template: Template) -> Kit {
    Kit::new(template)
}

/// A YAML text in which everything that is not plain is escaped.
fn escaped(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        '一'..='龥' | ' '..='~' => c.to_string(),
        c => format!("\\U{:08x}", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

/// A report that has a text in every place where a text can be.
fn report(text: &str) -> String {
    let quoted = escaped(text);
    let in_line = escaped(&format!("甲{text}乙"));
    format!(
        "机关: {in_line}\n年度: 2022\n标题: [{in_line}]\n前言: {in_line}\n正文:\n  \
         - {{ 标题: {in_line}, 内容: {in_line} }}\n  - {{ 标题: 二、表, 表: 主动公开 }}\n\
         主动公开: {{ 行政许可: {quoted} }}\n署名: {{ 机关: {in_line}, 日期: 2023年1月17日 }}\n"
    )
}

/// Draws a report; checks of numbers and wording aside.
fn drawn(kit: &Kit, yaml: &str) -> Result<nianbao::render::Drawn> {
    kit.draw_read(yaml.as_bytes(), kit.read("甲.yaml", yaml.as_bytes())?)
}

#[test]
fn what_looks_like_code_is_text_in_both_files() {
    let kit = kit(Template::builtin().unwrap());
    for text in LOOKS_LIKE_CODE {
        let drawn = drawn(&kit, &report(text)).unwrap_or_else(|e| panic!("{text}: {e}"));
        let pages = kit.set(&drawn).unwrap();
        let whole = dense(&format!("甲{text}乙"));
        let emitted = dense(&document::emit(&drawn.document));
        assert!(emitted.matches(&whole).count() >= 5, "{text}: {emitted}");

        let docx = kit.write(&drawn, &pages, Format::DOCX).unwrap().remove(0).bytes;
        let shown = dense(&docx::text(&docx));
        // Title, preface, heading, paragraph, signature; and the cell.
        assert_eq!(shown.matches(&whole).count(), 5, "{text} in the DOCX");
        assert!(shown.matches(&dense(text)).count() >= 6, "{text} in the cell of the DOCX");

        let file = kit.write(&drawn, &pages, Format::PDF).unwrap().remove(0).bytes;
        if let Some(shown) = pdf::text(&file, pdf::TYPE_AREA) {
            let shown = dense(&shown);
            assert_eq!(shown.matches(&whole).count(), 5, "{text} in the PDF");
        }
    }
}

#[test]
fn what_looks_like_code_is_text_in_summaries() {
    let kit = kit(Template::builtin().unwrap());
    for text in LOOKS_LIKE_CODE {
        let quoted = serde_json::to_string(&format!("甲{text}县")).unwrap();
        let yaml = format!("机关: {quoted}\n年度: 2022\n");
        let read = kit.read("甲.yaml", yaml.as_bytes()).unwrap();
        let units = [read.input.report().unwrap().clone()];
        let name = units[0].agency.value.clone();
        let summary = summary::Summary::of(&name, None, &units).unwrap();
        assert!(summary::csv(&summary).contains('甲'));
        let yaml = summary::yaml(&summary).unwrap();
        let read = kit.read("汇总.yaml", yaml.as_bytes());
        let read = read.unwrap_or_else(|e| panic!("{text}: {e}\n{yaml}"));
        let agency = read.input.agency().unwrap_or_default();
        assert!(agency.contains(text), "{text}: {yaml}");
    }
}

/// Left out without a word, as no one would want it printed: it has no shape.
#[test]
fn what_cannot_be_seen_is_left_out() {
    let kit = kit(Template::builtin().unwrap());
    for text in ["\u{200B}", "\u{202E}", "\u{2066}", "\u{FEFF}", "\u{AD}"] {
        let drawn = drawn(&kit, &report(text)).unwrap_or_else(|e| panic!("{text:?}: {e}"));
        let pages = kit.set(&drawn).unwrap();
        let docx = kit.write(&drawn, &pages, Format::DOCX).unwrap().remove(0).bytes;
        assert!(!docx::text(&docx).contains(text), "{text:?}");
        assert!(docx::text(&docx).contains('甲'));
    }
}

/// Whatever says something that a file carries beside its text: title, names, tags, attachment.
#[test]
fn no_control_character_comes_into_a_file_by_any_door() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = |name: &str| {
        let text = format!("名称: {name}\n说明: {name}\n数据: 自由\n");
        fs::write(folder.path().join("template.yaml"), text).unwrap();
    };
    let page = "<title>{{ 标题 }}</title><h1>{{ 文 }}</h1><p>{{ 文 }}</p>";
    fs::write(folder.path().join("report.html"), page).unwrap();
    manifest("\"甲\\u0007乙\"");
    assert_eq!(Template::from_dir(folder.path()).unwrap_err()[0].code, Code::Character);
    manifest("甲乙");
    assert_eq!(Template::from_dir(folder.path()).unwrap().name(), "甲乙");
    let data = |text: &str| {
        let quoted = escaped(&format!("甲{text}乙"));
        format!("标题: {quoted}\n机关: {quoted}\n文: {quoted}\n")
    };
    let template = Some(folder.path().to_owned().into());
    let report = |text: &str| report(text);
    let made: [&dyn Fn(&str) -> String; 2] = [&report, &data];
    for (template, yaml) in [None, template].into_iter().zip(made) {
        let standard = Some(Standard::A3a);
        let kit = Kit::load(Wishes { template, standard, ..Wishes::default() }).unwrap();
        for text in ["\u{1}", "\u{7}", "\u{7F}"] {
            let refused = kit.read("甲.yaml", yaml(text).as_bytes()).unwrap_err();
            assert_eq!(refused[0].code, Code::Character, "{text:?}");
        }
        // The name of the file is no text of it.
        let yaml = yaml("");
        let yaml = yaml.as_bytes();
        let read = kit.read("甲\u{7}乙.yaml", yaml).unwrap();
        let drawn = kit.draw_read(yaml, read).unwrap();
        let pages = kit.set(&drawn).unwrap();
        let docx = kit.write(&drawn, &pages, Format::DOCX).unwrap().remove(0).bytes;
        let package = zip::ZipArchive::new(Cursor::new(&docx)).unwrap();
        for name in package.file_names().map(|name| name.unwrap().into_owned()) {
            let is_text = Path::new(&name).extension().is_some_and(|e| e == "xml" || e == "rels");
            assert!(!is_text || !holds_control(&docx::part(&docx, &name)), "{name}");
        }
        let pdf = kit.write(&drawn, &pages, Format::PDF).unwrap().remove(0).bytes;
        let pdf = lopdf::Document::load_mem(&pdf);
        let mut told = Vec::new();
        pdf.unwrap().objects.values().for_each(|object| texts(object, &mut told));
        assert!(told.iter().any(|text| text == "甲乙.yaml"), "{told:?}");
        assert!(told.iter().any(|text| text == "甲乙"), "{told:?}");
        assert!(!told.iter().any(|text| holds_control(text)), "{told:?}");
    }
}

fn holds_control(text: &str) -> bool {
    text.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// The texts that a PDF holds outside of its pages.
fn texts(object: &Object, found: &mut Vec<String>) {
    match object {
        Object::String(..) => found.extend(lopdf::decode_text_string(object)),
        Object::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Object::Dictionary(dict) => of_dictionary(dict, found),
        Object::Stream(stream) => {
            of_dictionary(&stream.dict, found);
            if stream.dict.has_type(b"Metadata") {
                found.push(String::from_utf8(stream.get_plain_content().unwrap()).unwrap());
            }
        }
        _ => {}
    }
}

fn of_dictionary(dict: &Dictionary, found: &mut Vec<String>) {
    // A digest is bytes.
    dict.iter().filter(|(key, _)| *key != b"CheckSum").for_each(|(_, value)| texts(value, found));
}

#[test]
fn a_control_character_in_an_attribute_or_a_style_is_refused_at_its_place() {
    let table = "<tr><td>丙</td></tr></table>";
    for markup in [
        format!("<p>甲</p>\n<table widths=\"1\" caption=\"甲&#7;乙\">{table}"),
        format!("<p>甲</p>\n<table widths=\"1\" caption=\"甲\u{7}乙\">{table}"),
        format!("<p>甲</p>\n<table widths=\"1\" caption=\"{{{{ '甲\\u0007乙' }}}}\">{table}"),
        "<p>甲</p>\n<ul marker=\"&#x1f;\"><li>乙</li></ul>".to_owned(),
        "<p>甲</p>\n<p><span font=\"黑&#127;体\">乙</span></p>".to_owned(),
        "<p>甲</p>\n<p style=\"正&#xFFFE;文\">乙</p>".to_owned(),
    ] {
        let found = told(&markup);
        assert_eq!(found[0].code, Code::Character, "{markup}: {found}");
        let at = &found[0].primary.as_ref().unwrap().at;
        assert!(at.source.name.ends_with("report.html") && at.start().line == 2, "{markup}");
    }
    for styles in [
        "样式:\n  \"甲\\a乙\": { 字号: 三号 }\n",
        "样式:\n  正文: { 字体: \"黑\\e体\" }\n",
        "页码:\n  \"样\\0式\": 甲\n",
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("styles.yaml"), styles).unwrap();
        let found = Template::from_dir(folder.path()).unwrap_err();
        assert_eq!(found[0].code, Code::Character, "{styles}: {found}");
        let at = &found[0].primary.as_ref().unwrap().at;
        assert!(at.source.name.ends_with("styles.yaml") && at.start().line == 2, "{styles}");
    }
}

#[test]
fn what_no_file_can_hold_is_refused_by_name() {
    let kit = kit(Template::builtin().unwrap());
    let refused = |yaml: &str| -> String {
        let found = drawn(&kit, yaml).and_then(|drawn| kit.set(&drawn).map(drop));
        found.err().map_or_else(String::new, |found| found.to_string())
    };
    for (text, name) in
        [("\u{FFFE}", "FFFE"), ("\u{FFFF}", "FFFF"), ("\u{FFFD}", "FFFD"), ("\u{E000}", "E000")]
    {
        let told = refused(&report(text));
        assert!(told.contains(name), "{name}: {told}");
    }
    // Half of a pair: no character at all.
    let told = refused("机关: \"甲\\ud800乡\"\n年度: 2022\n");
    assert!(told.contains("NB0"), "{told}");
    // Only expressions may stand in the narrative.
    for text in ["{{", "{{ 年度", "{% raw %}", "{% include 'x' %}"] {
        let told = refused(&format!("机关: 甲乡\n年度: 2022\n总体情况: \"{text}\"\n"));
        assert!(told.contains("NB204"), "{text}: {told}");
    }
}

/// A template folder with one file.
fn template(markup: &str) -> Result<Template> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.html"), markup).unwrap();
    Template::from_dir(folder.path())
}

fn told(markup: &str) -> Diagnostics {
    let yaml = report("丙");
    let made = template(markup).and_then(|template| {
        let kit = kit(template);
        drawn(&kit, &yaml).and_then(|drawn| kit.set(&drawn).map(drop))
    });
    made.err().unwrap_or_default()
}

fn codes(markup: &str) -> Vec<&'static str> {
    told(markup).iter().map(|d| d.code.id()).collect()
}

#[test]
fn text_marked_as_safe_can_make_our_elements_and_nothing_else() {
    let bold = "{% set 文 = '<span bold=\"yes\">粗</span>' %}<p>{{ 文 | safe }}</p>";
    assert_eq!(codes(bold), [""; 0]);
    for text in ["<w:p/>", "<w:r><w:t>x</w:t></w:r>", "<x xmlns:w='a'/>"] {
        let markup = format!("{{% set 文 = \"{text}\" %}}<p>{{{{ 文 | safe }}}}</p>");
        assert!(codes(&markup).contains(&"NB211"), "{text}");
        let escaped = format!("{{% set 文 = \"{text}\" %}}<p>{{{{ 文 }}}}</p>");
        assert_eq!(codes(&escaped), [""; 0], "{text}");
    }
    // `]]>` is plain text in our markup, and is escaped on its way into the DOCX.
    for (text, found) in [
        ("]]>", None),
        ("<![CDATA[x]]>", Some("NB210")),
        ("<!ENTITY x>", Some("NB210")),
        ("<?x?>", Some("NB210")),
        ("&x;", Some("NB210")),
        ("a & b", Some("NB210")),
        ("&#0;", Some("NB210")),
        ("&#1;", Some("NB215")),
    ] {
        let markup = format!("{{% set 文 = \"{text}\" %}}<p>{{{{ 文 | safe }}}}</p>");
        assert_eq!(codes(&markup), Vec::from_iter(found), "{text}");
    }
    // No switch of the engine turns the escaping into a way around the markup.
    let off = "{% autoescape false %}<p>{{ '<w:p/>' }}</p>{% endautoescape %}";
    assert_eq!(codes(off), ["NB211"]);
}

#[test]
fn no_template_runs_for_ever_or_fills_the_memory() {
    for (markup, code) in [
        ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "NB205"),
        ("{% for i in range(1000000000) %}{% endfor %}", "NB203"),
        ("{% set n = 10 ** 9 %}<p>{{ 'x' * n }}</p>", "NB205"),
        ("<p>{{ 'x' * 10 ** 9 }}</p>", "NB205"),
        ("{% set n = 10 ** 9 %}{% for i in [0] * n %}{% endfor %}", "NB205"),
        (
            "{% set a = namespace(t='x') %}{% for i in range(99) %}{% set a.t = a.t ~ a.t %}{% endfor %}",
            "NB205",
        ),
        (
            "{% set a = namespace(t='x') %}{% for i in range(99) %}{% set a.t = a.t | replace('x', 'xxxxxxxx') %}{% endfor %}",
            "NB205",
        ),
        (
            "{% set a = namespace(t='x') %}{% for i in range(99) %}{% set a.t = [a.t, a.t] | join('') %}{% endfor %}",
            "NB205",
        ),
        ("{% for i in range(99999) %}<p>{{ '长' * 9999 }}</p>{% endfor %}", "NB205"),
        ("<p>{{ '%999999999d' | format(1) }}</p>", "NB205"),
        ("{% set n = 999999999 %}<p>{{ 'x' | indent(n, true) }}</p>", "NB205"),
        ("{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}", "NB203"),
        ("{% include 'report.html' %}", "NB203"),
        ("{% extends 'report.html' %}", "NB203"),
        ("{% block a %}{{ self.a() }}{% endblock %}", "NB203"),
    ] {
        assert_eq!(codes(markup), [code], "{markup}");
    }
}
