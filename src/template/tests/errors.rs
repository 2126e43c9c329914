//! Wrong templates, each with what the user is told.

use super::super::{Template, render};
use super::support::{report, signature, told};
use std::{fs, path::Path};

/// A template folder of these files, loaded and drawn; what is found wrong.
fn wrong(files: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    tell(folder.path())
}

fn tell(folder: &Path) -> String {
    let mut report =
        report("2021", &[("一、总体情况", "正文。", ""), ("二、主动公开", "", "disclosure")]);
    report.signature = Some(signature(false));
    let drawn = Template::from_dir(folder).and_then(|template| render(&template, &report, None));
    let told = drawn.map_or_else(|findings| told(&findings), |_| "（没有问题）".to_owned());
    told.replace(folder.to_str().unwrap(), "我的模板").replace('\\', "/")
}

/// One snapshot for each wrong template.
pub(super) fn each(cases: &[(&str, &str)]) {
    for (name, markup) in cases {
        insta::assert_snapshot!(*name, wrong(&[("report.html", markup)]), markup);
    }
}

#[test]
fn wrong_markup() {
    each(&[
        ("element_unknown", "<p>甲</p>\n<prgh>乙</prgh>\n<div>丙</div>"),
        ("element_unclosed", "<p>甲\n<p>乙</p>"),
        ("element_unclosed_outer", "<table>\n<tr>\n<td>甲</td>\n</table>"),
        ("element_closed_twice", "<p>甲</p></p>"),
        ("text_outside", "<h1>甲</h1>\n  散落的文字\n<p>乙</p>"),
        ("text_in_table", "<table><tr>文字<td>甲</td></tr></table>"),
        ("nesting_cell", "<td>甲</td>"),
        ("nesting_cell_in_table", "<table><td>甲</td></table>"),
        ("nesting_heading_in_p", "<p>甲<h2>乙</h2></p>"),
        ("attribute_unknown", "<p styl=\"正文\">甲</p><br class=\"x\"/>"),
        ("attribute_twice", "<p style=\"正文\" style=\"标题\">甲</p>"),
        ("attribute_unquoted", "<p style=正文>甲</p>"),
        (
            "attribute_values",
            "<p><span bold=\"是\" color=\"粉\">甲</span><head level=\"5\">乙</head></p>",
        ),
        ("style_unknown", "<p style=\"正问\">甲</p>"),
        ("element_upper_case", "<P>甲</P>"),
        ("element_empty_unclosed", "<p>甲<br>乙</p>"),
        ("angle_alone", "<p>3 < 5</p>"),
        ("entity_unknown", "<p>甲&hellip;乙</p>"),
        ("declaration", "<!DOCTYPE html><p>甲</p>"),
        ("control_character", "<p>甲\u{1}乙</p>"),
        ("signature_parts", "<signature><body>甲</body></signature>"),
        ("signature_empty", "<signature><body> </body><date>2023年1月17日</date></signature>"),
    ]);
}

#[test]
fn wrong_tables() {
    each(&[
        ("table_empty", "<table></table>"),
        (
            "table_short_row",
            "<table>\n<tr><td>甲</td><td>乙</td></tr>\n<tr><td>丙</td></tr>\n</table>",
        ),
        (
            "table_long_row",
            "<table>\n<tr><td>甲</td></tr>\n<tr><td>乙</td><td>丙</td></tr>\n</table>",
        ),
        ("table_past_right", "<table widths=\"1 1\"><tr><td colspan=\"3\">甲</td></tr></table>"),
        ("table_past_bottom", "<table><tr><td rowspan=\"2\">甲</td></tr></table>"),
        (
            "table_overlap",
            "<table>\n<tr><td>甲</td><td rowspan=\"2\">乙</td></tr>\n<tr><td colspan=\"2\">丙</td></tr>\n</table>",
        ),
        ("table_span_zero", "<table><tr><td colspan=\"0\" rowspan=\"一\">甲</td></tr></table>"),
        ("table_too_wide", "<table widths=\"100mm 80mm\"><tr><td>甲</td><td>乙</td></tr></table>"),
        ("table_widths_mixed", "<table widths=\"1 80mm\"><tr><td>甲</td><td>乙</td></tr></table>"),
        ("table_style", "<table style=\"标准表\"><tr><td>甲</td></tr></table>"),
        (
            "table_cell_values",
            "<table header-rows=\"2\" keep=\"是\"><tr><th scope=\"column\" align=\"中\" valign=\"bottom\">甲</th><td scope=\"row\">乙</td></tr></table>",
        ),
        ("table_cell_mixed", "<table><tr><td><p>甲</p>乙</td></tr></table>"),
    ]);
}

#[test]
fn wrong_statements() {
    each(&[
        ("statement_unclosed", "{% for p in parts %}\n<p>甲</p>\n"),
        ("statement_unknown", "{% fro p in parts %}{% endfor %}"),
        ("variable_unknown", "<p>{{ agancy }}</p>"),
        ("variable_of_loop", "{% for part in parts %}\n<h1>{{ part.headng }}</h1>\n{% endfor %}"),
        ("variable_of_item", "<h1>{{ parts[0].headng }}</h1>"),
        ("variable_operation", "{% set n = 3 %}<p>{{ agency - n }}</p>"),
        ("variable_list", "<p>{{ parts }}</p>"),
        ("variable_switch", "<p>{{ signature.sealed }}</p>"),
        ("filter_unknown", "<p>{{ agency | uper }}</p>"),
        ("include_unknown", "{% include \"tabel.html\" %}"),
        ("include_outside", "{% include \"../secret.html\" %}"),
        ("include_itself", "{% include \"report.html\" %}"),
        (
            "endless",
            "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        ),
    ]);
}

#[test]
fn a_fault_in_an_included_file_is_shown_there() {
    insta::assert_snapshot!(wrong(&[
        ("table.html", "<table>\n  <tr><tb>甲</tb></tr>\n</table>\n"),
        ("narrative.html", "{% for p in paragraphs %}\n<p>{{ p.txt }}</p>\n{% endfor %}"),
    ]));
    insta::assert_snapshot!(wrong(&[(
        "table.html",
        "<table>\n  <tr><tb>甲</tb></tr>\n</table>\n"
    ),]));
}

#[test]
fn an_own_style_file_alone_is_a_template() {
    assert_eq!(wrong(&[("styles.yaml", "样式:\n  标题:\n    字号: 小一\n")]), "（没有问题）");
    insta::assert_snapshot!(wrong(&[
        ("styles.yaml", "样式:\n  标题:\n    字号: 小一号\n"),
        ("report.html", "{% if %}")
    ]));
}

#[test]
fn a_folder_that_cannot_be_a_template() {
    let mut out = wrong(&[("说明.txt", "不是模板")]);
    out += &tell(Path::new("没有这个文件夹"));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.html"), [0xB1, 0xEA, 0xCC, 0xE2]).unwrap();
    fs::write(folder.path().join("table.html"), vec![b' '; 2 << 20]).unwrap();
    out += &tell(folder.path());
    insta::assert_snapshot!(out);
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let outside = folder.path().join("outside.txt");
    fs::write(&outside, "秘密").unwrap();
    let template = folder.path().join("模板");
    fs::create_dir(&template).unwrap();
    std::os::unix::fs::symlink(&outside, template.join("report.html")).unwrap();
    std::os::unix::fs::symlink(folder.path(), template.join("sub")).unwrap();
    insta::assert_snapshot!(tell(&template));
}

#[test]
fn white_of_the_template_does_not_reach_the_paper() {
    let markup = "<p>\n    甲乙\n    丙 丁\n    <span bold=\"yes\">Word</span>\n    Excel<br/>\n    末\n  </p>\n<p></p><!-- 注 -->\n<page-break/>";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.html"), markup).unwrap();
    let template = Template::from_dir(folder.path()).unwrap();
    let document = render(&template, &report("2021", &[]), None).unwrap();
    let text = crate::document::emit(&document);
    let blocks: Vec<&str> = text.lines().skip_while(|l| !l.starts_with('[')).collect();
    insta::assert_snapshot!(blocks.join("\n"));
}
