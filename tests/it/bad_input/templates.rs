//! Templates and style files.

use super::case::{Case, bomb};
use std::{fs, os::unix::fs::symlink};

const CONTROL: &str = "<table caption=\"甲&#7;乙\" widths=\"1\"><tr><td>丙</td></tr></table>";

pub fn cases() -> Vec<Case> {
    let bare = |given: &str| Case::new("Templates", given).with(&["--template", "模板"]);
    let page = |given: &str, markup: &str| bare(given).file("模板/report.html", markup);
    let styles = |given: &str, yaml: &str| bare(given).file("模板/styles.yaml", yaml);
    let mut many = bare("a template of 300 files");
    for i in 0..300 {
        many = many.file(format!("模板/{i}.html"), "<p>甲</p>");
    }
    let rows = "<table widths=\"1 1\">{% for i in range(10000) %}<tr><td>{{ i }}</td><td>甲</td></tr>{% endfor %}</table>";
    let deep = format!("{}甲{}", "<span>".repeat(5000), "</span>".repeat(5000));
    vec![
        bare("a template that is not there"),
        bare("a file in the place of the template").file("模板", ""),
        bare("an empty template").prepare(|home| fs::create_dir(home.join("模板")).unwrap()),
        bare("a template file that is a link").file("别处.html", "<p>甲</p>").prepare(|home| {
            fs::create_dir(home.join("模板")).unwrap();
            symlink("../别处.html", home.join("模板/report.html")).unwrap();
        }),
        page("a template folder with a folder called styles.yaml", "<p>甲</p>")
            .prepare(|home| fs::create_dir(home.join("模板/styles.yaml")).unwrap()),
        page("a template of 2 MB", &"<p>甲</p>".repeat(200_000)),
        many,
        page("a template 50 folders deep", "<p>甲</p>")
            .file(format!("模板/{}x.html", "夹/".repeat(50)), "{{"),
        bare("a template in GBK").file("模板/report.html", &b"<p>\xbb\xfa\xb9\xd8</p>"[..]),
        page(
            "a loop that never ends",
            "{% for a in range(100000) %}{% for b in range(100000) %}{% for c in range(100000) %}.{% endfor %}{% endfor %}{% endfor %}",
        ),
        page("a macro that calls itself", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"),
        page("a file that includes itself", "{% include 'report.html' %}"),
        page("a file from outside", "{% include '../../etc/passwd' %}"),
        page("an absolute file", "{% include '/etc/passwd' %}"),
        page("a name that nobody knows", "<p>{{ 没有 }}</p>"),
        page("a filter that nobody knows", "<p>{{ 1 | 没有 }}</p>"),
        page("text of 100 MB from a filter", "<p>{{ '甲' * 100000000 }}</p>"),
        page("a number of a million digits", "<p>{{ 9 ** 999999 }}</p>"),
        page("markup that is not closed", "<p>甲"),
        page("an element that nobody knows", "<script>x</script>"),
        page("an entity that nobody knows", "<p>&nbsp;</p>"),
        page("a document type with entities", "<!DOCTYPE a [<!ENTITY b 'bb'>]><p>&b;</p>"),
        page("a control character in an attribute", CONTROL),
        page("a control character in an attribute, for a PDF", CONTROL).with(&["--format", "pdf"]),
        styles(
            "a control character in the name of a style",
            "样式:\n  \"甲\\a乙\": { 字号: 三号 }\n",
        ),
        styles(
            "a control character in the name of a font",
            "样式:\n  正文: { 字体: \"黑\\a体\" }\n",
        ),
        bare("a control character in the name of a template")
            .file("模板/template.yaml", "名称: \"甲\\a乙\"\n"),
        page("5,000 elements in one another", &format!("<p>{deep}</p>")),
        page("a table of 10,000 rows", rows),
        page("90,000 paragraphs", "{% for i in range(90000) %}<p>甲</p>{% endfor %}"),
        page(
            "text of 3 million characters",
            "<p>{{ range(99999) | join('年年年年年年年年年年年年年年年年年年年年年年年年年年年年年年') }}</p>",
        ),
        page(
            "text that doubles 60 times",
            "{% set n = namespace(x='年') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        ),
        page(
            "a cell over 4,000,000,000 columns",
            "<table widths=\"1\"><tr><td colspan=\"4000000000\">甲</td></tr></table>",
        ),
        page(
            "cells over one another",
            "<table widths=\"1 1\"><tr><td rowspan=\"2\" colspan=\"2\">甲</td></tr><tr><td>乙</td></tr></table>",
        ),
        styles("a size of 1e9 points", "样式:\n  正文: { 字号: 1000000000磅 }\n"),
        styles("a size of NaN", "样式:\n  正文: { 字号: .nan }\n"),
        styles("a font that nobody has", "样式:\n  正文: { 字体: 没有的字体 }\n"),
        styles(
            "styles that inherit in a circle",
            "样式:\n  正文: { 继承: 标题 }\n  标题: { 继承: 正文 }\n",
        ),
        styles("margins wider than the page", "页边距: 200毫米 200毫米 200毫米 200毫米\n"),
        styles("an alias bomb in the styles", &bomb()),
        styles("10,000 braces in one another in the styles", &"{a: ".repeat(10_000)),
    ]
}
