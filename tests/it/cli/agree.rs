//! What one command refuses the others refuse too: with the same code, at the same place, with the same
//! exit code.

use super::{EXAMPLE, folder, nianbao, run};
use std::{fs, path::Path};

/// The first code that was told, and the place below it.
fn told(said: &str) -> (String, String) {
    let mut lines = said.lines();
    let code = lines.find_map(|line| line.strip_prefix("错误[")?.get(..5)).unwrap_or_default();
    let place = lines.find_map(|line| line.trim().strip_prefix("--> ")).unwrap_or_default();
    (code.to_owned(), place.to_owned())
}

/// A template whose title is followed by some markup.
fn template(home: &Path, more: &str) {
    fs::create_dir_all(home.join("t")).unwrap();
    let head = "{% extends \"builtin/report.html\" %}{% block title %}\n";
    let markup = format!("{head}<title>甲</title>\n{more}\n{{% endblock %}}");
    fs::write(home.join("t/report.html"), markup).unwrap();
}

#[test]
fn what_a_template_brings_in_is_refused_by_all_at_its_place() {
    for (markup, code, place) in [
        ("<p><span font=\"没有体\">甲</span></p>", "NB302", "3:4"),
        ("<p><span latin=\"没有体\">A</span></p>", "NB302", "3:4"),
        ("<annex label=\"附😀\">乙</annex>", "NB301", "3:16"),
        ("<annex label=\"附&#10;件\">乙</annex>", "NB301", "3:1"),
        ("<ul marker=\"😀\"><li>甲</li></ul>", "NB301", "3:13"),
        ("<ol numbering=\"😀1.\"><li>甲</li></ol>", "NB301", "3:16"),
        ("<p>乙😀</p>", "NB301", "3:5"),
        ("<p>乙&#x1F600;</p>", "NB301", "3:5"),
        ("<p>乙{{ \"😀\" }}</p>", "NB301", "3:9"),
        ("{% set x = \"😀\" %}<p>{{ x }}</p>", "NB301", "3:24"),
        ("<!-- 😀 --><p>😀</p>", "NB301", "3:14"),
        ("<image src=\"没有.png\" alt=\"\"/>", "NB201", "3:1"),
    ] {
        let home = folder();
        template(home.path(), markup);
        // The same character in a comment, and in a value that is not printed, is innocent.
        let yaml = fs::read_to_string(EXAMPLE).unwrap();
        fs::write(home.path().join("a.yaml"), format!("# 😀\n{yaml}# 😀\n")).unwrap();
        let expected = (code.to_owned(), format!("t/report.html:{place}"));
        let exit = if code == "NB201" { 2 } else { 1 };
        for args in [
            &["check", "a.yaml", "-t", "t"][..],
            &["render", "a.yaml", "-t", "t", "--format", "html"],
            &["render", "a.yaml", "-t", "t", "-o", "o"],
            &["template", "check", "t"],
        ] {
            let said = run(nianbao().current_dir(&home).args(args));
            assert_eq!(told(&(said.out + &said.err)), expected, "{markup} {args:?}");
            assert_eq!(said.code, exit, "{markup} {args:?}");
        }
    }
}

#[test]
fn a_character_beside_the_page_number_is_found_in_the_styles() {
    let home = folder();
    template(home.path(), "");
    fs::write(home.path().join("t/styles.yaml"), "页码:\n  前面: \"😀\"\n").unwrap();
    for args in [&["check", EXAMPLE, "-t", "t"][..], &["template", "check", "t"]] {
        let said = run(nianbao().current_dir(&home).args(args));
        let expected = ("NB301".to_owned(), "t/styles.yaml:2:7".to_owned());
        assert_eq!((said.code, told(&said.out)), (1, expected), "{args:?}");
    }
}

#[test]
fn a_character_of_the_yaml_is_shown_there_whatever_the_template() {
    let home = folder();
    template(home.path(), "<p>{{ agency }}</p>");
    let yaml = "# 😀\n机关: \"甲\\U0001F600乡人民政府\" # 😀\n年度: 2026\n署名: 2027-01-20\n";
    fs::write(home.path().join("a.yaml"), yaml).unwrap();
    for more in [&[][..], &["-t", "t"]] {
        let said = run(nianbao().current_dir(&home).args(["check", "a.yaml"]).args(more));
        let expected = ("NB301".to_owned(), "a.yaml:2:7".to_owned());
        assert_eq!((said.code, told(&said.out)), (1, expected), "{}", said.out);
    }
}

#[test]
fn a_picture_that_is_not_there_has_one_code_wherever_it_is_named() {
    let home = folder();
    let yaml = fs::read_to_string(EXAMPLE).unwrap();
    let sealed = yaml.replace("署名:", "署名:\n  盖章: 是\n  印章图片: 没有.png");
    fs::write(home.path().join("a.yaml"), sealed).unwrap();
    let said = run(nianbao().current_dir(&home).args(["check", "a.yaml"]));
    assert_eq!((said.code, told(&said.out).0.as_str()), (2, "NB201"), "{}", said.out);
}

#[test]
fn every_command_follows_the_template_of_the_county() {
    let home = folder();
    let county = |text: &str| fs::write(home.path().join("county.yaml"), text).unwrap();
    fs::write(home.path().join("a.yaml"), "主送: 各乡镇\n标题: 通知\n").unwrap();
    fs::create_dir(home.path().join("t")).unwrap();
    let manifest = "名称: 试\n数据: 自由\n项目:\n  标题: { 类型: 一行 }\n  主送: { 类型: 一行 }\n";
    fs::write(home.path().join("t/template.yaml"), manifest).unwrap();
    fs::write(home.path().join("t/report.html"), "<title>{{ 标题 }}</title>").unwrap();
    county("模板: t\n");
    for args in [&["check"][..], &["render", "-o", "o"], &["template", "show-data"]] {
        let said = run(nianbao().current_dir(&home).args(args).arg("a.yaml"));
        assert_eq!(said.code, 0, "{args:?}: {}{}", said.out, said.err);
    }
    fs::copy(EXAMPLE, home.path().join("a.yaml")).unwrap();
    for (text, code) in
        [("模板: 没有\n", "NB201"), ("版式: 没有\n", "NB224"), ("文件名: '{没有}'\n", "NB407")]
    {
        county(text);
        let commands = [
            &["check", "a.yaml"][..],
            &["render", "a.yaml", "-o", "o"],
            &["template", "show-data", "a.yaml"],
            &["summarize", "a.yaml", "-o", "全县.yaml"],
        ];
        let mut ends = Vec::new();
        for args in commands {
            let said = run(nianbao().current_dir(&home).args(args));
            let found = told(&said.err);
            assert_eq!(found.0, code, "{args:?}: {}", said.err);
            assert!(found.1.starts_with("county.yaml:1:"), "{args:?}: {}", said.err);
            ends.push(said.code);
        }
        assert!(ends.iter().all(|end| *end == ends[0] && *end > 0), "{ends:?}");
    }
}

#[test]
fn a_wish_that_comes_to_nothing_is_told() {
    let home = folder();
    for (args, word) in [
        (&["--format", "docx", "--pdf-standard", "a-3a"][..], "--pdf-standard"),
        (&["--format", "pdf", "--ofd-attach"], "--ofd-attach"),
        (&["--format", "pdf", "--ofd-standard", "plain"], "--ofd-standard"),
        (&["--html-fragment"], "--html-fragment"),
        (&["--system-fonts=no"], "--system-fonts"),
        (&["--force=yes"], "--force"),
        (&["--jobs", "99999999999999999999"], "太大"),
        (&["--report", "."], "，. 不是"),
    ] {
        let render = ["render", EXAMPLE, "-o", "o"];
        let said = run(nianbao().current_dir(&home).args(render).args(args));
        assert_eq!((said.code, home.path().join("o").exists()), (2, false), "{args:?}");
        let first = said.err.lines().next().unwrap_or_default();
        assert!(first.contains(word), "{args:?}: {}", said.err);
        let english = ["value", "found", "number", "expected", "Usage"];
        assert!(!english.iter().any(|word| first.contains(word)), "{first}");
    }
    for moment in ["-5", "99999999999999", "明天"] {
        let args = ["render", EXAMPLE, "-o", "o", "--format", "html"];
        let mut command = nianbao();
        let said = run(command.current_dir(&home).args(args).env("SOURCE_DATE_EPOCH", moment));
        assert_eq!((said.code, told(&said.err).0.as_str()), (2, "NB408"), "{}", said.err);
    }
    let args = ["render", EXAMPLE, "--emit", "document", "--deny", "warnings"];
    let said = run(nianbao().current_dir(&home).args(args));
    assert_eq!((said.code, &*said.out), (1, ""));
}

#[test]
fn the_command_line_overrides_the_fonts_of_the_county() {
    let home = folder();
    fs::copy(EXAMPLE, home.path().join("a.yaml")).unwrap();
    fs::create_dir(home.path().join("own")).unwrap();
    fs::write(home.path().join("county.yaml"), "字体目录: 没有\n系统字体: 是\n").unwrap();
    let render = |more: &[&str]| {
        let args = ["render", "a.yaml", "-o", "o", "--format", "html"];
        run(nianbao().current_dir(&home).args(args).args(more))
    };
    assert_eq!(told(&render(&["--no-system-fonts"]).err).0, "NB310");
    let said = render(&["--no-system-fonts", "--font-dir", "own"]);
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn a_template_that_asks_for_nothing_is_sound_and_its_starter_too() {
    let home = folder();
    fs::create_dir(home.path().join("t")).unwrap();
    let manifest = "名称: 试\n数据: 自由\n项目:\n  标题: { 类型: 一行 }\n";
    fs::write(home.path().join("t/template.yaml"), manifest).unwrap();
    fs::write(home.path().join("t/report.html"), "<title>{{ 标题 }}</title>").unwrap();
    for args in [
        &["template", "check", "t"][..],
        &["new", "甲", "-t", "t", "-o", "n.yaml"],
        &["check", "n.yaml", "-t", "t"],
    ] {
        let said = run(nianbao().current_dir(&home).args(args));
        assert_eq!(said.code, 0, "{args:?}: {}{}", said.out, said.err);
    }
}

#[test]
fn characters_that_cannot_be_seen_do_no_harm_or_are_named() {
    let home = folder();
    let check = |yaml: &str| {
        fs::write(home.path().join("a.yaml"), yaml).unwrap();
        run(nianbao().current_dir(&home).args(["check", "a.yaml"]))
    };
    for z in ["\u{200B}", "\u{FEFF}", "\u{2060}"] {
        let yaml = format!("机关{z}: 甲乡人民政府\n年度: 2026{z}\n署名: 2027-01-20{z}\n");
        let said = check(&yaml);
        assert!(!said.out.contains("错误"), "{}", said.out);
    }
    for (yaml, name) in [
        ("机关: 甲乡人民政府\n年度: 20\u{200B}x\n", "20〔U+200B〕x"),
        ("机关: 甲乡人民政府\n年度: 2026\n天\u{FEFF}气: 晴\n", "天〔U+FEFF〕气"),
    ] {
        let said = check(yaml);
        assert!(said.out.contains(name), "{}", said.out);
    }
}

#[test]
fn the_name_of_a_county_is_printed_as_it_is() {
    for name in ["{{ 年度 }}县", "甲{%县", "甲{#县", "甲{乙}县", "甲{{{县"] {
        let home = folder();
        let unit = "机关: 甲乡人民政府\n年度: 2026\n署名: 2027-01-20\n";
        fs::create_dir(home.path().join("u")).unwrap();
        fs::write(home.path().join("u/a.yaml"), unit).unwrap();
        fs::write(home.path().join("u/county.yaml"), format!("县名: \"{name}\"\n")).unwrap();
        let said = run(nianbao().current_dir(&home).args(["summarize", "u", "-o", "s.yaml"]));
        assert_eq!(said.code, 0, "{name}: {}", said.err);
        let args = ["render", "s.yaml", "--draft", "--emit", "document"];
        let said = run(nianbao().current_dir(&home).args(args));
        assert!(said.out.contains(&format!("现公布{name}2026年")), "{name}: {}", said.err);
    }
}
