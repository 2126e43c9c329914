//! The templates inside the program: what they inherit, how they are written out, who takes what.

use super::{Made, NOTICE, REPORT, REPORT_OF_2019, made, text, told, wrong};
use nianbao::{
    render::Kit,
    template::{self, Template},
};
use std::{fmt::Write, fs, path::Path};

/// The input that proves a template.
fn sample(name: &str) -> String {
    match name {
        "notice" => text(NOTICE),
        "annual-report-redhead" => text("examples/redhead/红头年报.yaml"),
        "request" => text("examples/request/请求增加政务公开专项经费的请示.yaml"),
        "problem-list" => text("examples/problem-list/柳河镇问题清单.yaml"),
        "minutes" => text("examples/minutes/第3次政务公开工作会议纪要.yaml"),
        "letter" => text("examples/letter/关于商请提供政务公开培训师资的函.yaml"),
        "plain-2019" => text(REPORT_OF_2019),
        _ => text(REPORT),
    }
}

fn by_name(name: &str) -> Made {
    made(Template::named(name).unwrap(), &sample(name))
}

#[test]
fn a_template_written_out_makes_the_same_bytes() {
    for builtin in template::builtins() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in builtin.files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let own = made(Template::from_dir(folder.path()).unwrap(), &sample(builtin.name));
        let standard = by_name(builtin.name);
        assert_eq!(own.layout, standard.layout, "{}", builtin.name);
        assert!(own.docx == standard.docx, "{}: DOCX", builtin.name);
        assert!(own.pdf == standard.pdf, "{}: PDF", builtin.name);
    }
}

#[test]
fn every_template_says_what_it_is_and_teaches_in_every_file() {
    for builtin in template::builtins() {
        let template = Template::named(builtin.name).unwrap();
        assert!(!template.name().is_empty() && !template.about().is_empty());
        for (name, text) in builtin.files {
            assert!(text.starts_with("{#") || text.starts_with('#'), "{} {name}", builtin.name);
        }
    }
}

#[test]
fn the_form_of_2019_in_a_plain_setting() {
    let made = by_name("plain-2019");
    for text in made.texts() {
        assert!(text.contains("本年新制作数量"), "{text}");
    }
    insta::assert_snapshot!(made.layout.lines().take(24).collect::<Vec<_>>().join("\n"));
    let kit = Kit::new(Template::named("plain-2019").unwrap());
    let other = kit.draw("铜厂彝族乡.yaml", text(REPORT).as_bytes());
    insta::assert_snapshot!(told(&other.unwrap_err()));
}

/// LibreOffice sets a grid that does not fill the type area into the middle of it.
#[test]
fn only_lines_that_fill_the_page_are_a_grid() {
    let grid = |name: &str| {
        let body = nianbao_testing::docx::part(&by_name(name).docx, "word/document.xml");
        body.contains("<w:docGrid w:type=\"lines\"")
    };
    assert!(grid("annual-report") && grid("notice"));
    assert!(!grid("plain-2019"));
    // The head of a letter takes part of the type area, and the rest holds no whole lines.
    assert!(!grid("letter"));
}

/// `builtin/report.html` is the page of the template inherited from, whatever that extends itself.
#[test]
fn every_template_can_be_built_upon() {
    let page = "{% extends \"builtin/report.html\" %}\n{% block title %}{{ super() }}<p>自己加的一段。</p>{% endblock %}\n";
    for builtin in template::builtins() {
        let name = builtin.name;
        let (_, parent) =
            builtin.files.iter().find(|(file, _)| *file == "report.html").unwrap_or(&("", ""));
        if !parent.contains("block title") {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let manifest = format!("继承: {name}\n");
        fs::write(folder.path().join("template.yaml"), manifest).unwrap();
        fs::write(folder.path().join("report.html"), page).unwrap();
        let own = made(Template::from_dir(folder.path()).unwrap(), &sample(name));
        for text in own.texts() {
            assert!(text.contains("自己加的一段。"), "{name}: {text}");
        }
    }
}

#[test]
fn a_word_is_a_template_or_a_folder_and_never_guessed() {
    let home = tempfile::tempdir().unwrap();
    for folder in ["notice", "我的模板"] {
        fs::create_dir(home.path().join(folder)).unwrap();
        let styles = home.path().join(folder).join("styles.yaml");
        fs::write(styles, "样式:\n  标题:\n    字号: 小一\n").unwrap();
    }
    fs::write(home.path().join("文件"), "").unwrap();
    let reserved = home.path().join("占名/builtin");
    fs::create_dir_all(&reserved).unwrap();
    fs::write(reserved.join("report.html"), "").unwrap();
    let find = |word: &str| Template::find(Path::new(word), home.path());
    let name = |word: &str| find(word).unwrap().name().to_owned();
    assert_eq!(name("plain-2019"), "政府信息公开工作年度报告（2019 年版表样）");
    assert_eq!(name("我的模板"), "政府信息公开工作年度报告");
    assert_eq!(name("./notice"), "政府信息公开工作年度报告");
    assert_eq!(name("builtin/notice"), "通知");
    let whole = home.path().join("我的模板");
    assert_eq!(name(whole.to_str().unwrap()), "政府信息公开工作年度报告");
    let mut wrong = String::new();
    for word in
        ["notice", "notise", "builtin/x", "没有", "占名", "文件", "./plain-2019", "../notice"]
    {
        writeln!(wrong, "{word}\n{}", told(&find(word).unwrap_err())).unwrap();
    }
    insta::assert_snapshot!(wrong.replace(home.path().to_str().unwrap(), "家"));
}

#[test]
fn blocks_keep_the_places_of_errors() {
    let report = text(REPORT);
    let extends = "{% extends \"builtin/report.html\" %}\n";
    let mut out = String::new();
    for block in [
        "{% block title %}\n<title>{{ agancy }}</title>\n{% endblock %}\n",
        "{% block part_heading %}\n<h1>{{ part.headng }}</h1>\n{% endblock %}\n",
        "{% block signature %}\n<p>\n  <b>甲</b></p>\n{% endblock %}\n",
        "{% block end %}{% include \"builtin/notice/tabel.html\" %}{% endblock %}\n",
        "{% block end %}{% include \"naritive.html\" %}{% endblock %}\n",
    ] {
        out += &wrong(&[("report.html", &format!("{extends}{block}"))], &report);
        out.push('\n');
    }
    // A file of the office's own is taken in place of the inherited one, also within its blocks.
    let own = [("narrative.html", "<p>{{ paragraphs | lenght }}</p>\n")];
    out += &wrong(&own, &report);
    insta::assert_snapshot!(out);
}

#[test]
fn super_and_other_families_can_be_called() {
    let folder = tempfile::tempdir().unwrap();
    let page = "{% extends \"builtin/annual-report/report.html\" %}\n\
         {% block signature %}{{ super() }}<p>（此件公开发布）</p>{% endblock %}\n";
    fs::write(folder.path().join("report.html"), page).unwrap();
    let own = made(Template::from_dir(folder.path()).unwrap(), &text(REPORT));
    for text in own.texts() {
        assert!(text.ends_with("2023年1月17日（此件公开发布）"), "{text}");
    }

    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("template.yaml"), "继承: notice\n项目:\n  抄送: { 类型: 一行 }\n")
        .unwrap();
    let page = "{% extends \"builtin/report.html\" %}\n\
         {% block end %}{% if 抄送 %}<p>抄送：{{ 抄送 }}。</p>{% endif %}{% endblock %}\n";
    fs::write(folder.path().join("report.html"), page).unwrap();
    let yaml = text(NOTICE) + "抄送: 县委办公室\n";
    let own = made(Template::from_dir(folder.path()).unwrap(), &yaml);
    for text in own.texts() {
        assert!(text.ends_with("（此件公开发布）抄送：县委办公室。"), "{text}");
    }
}
