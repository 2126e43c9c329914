//! Expressions and templates that were made to take the run with them.

use super::case::{Case, REPORT};
use std::{fs, os::unix::fs::symlink, path::Path, process::Command};

fn pipe(at: &Path) {
    assert!(Command::new("mkfifo").arg(at).status().unwrap().success());
}

fn expression(given: &str, inner: &str) -> Case {
    Case::new("Expressions made to break the run", given)
        .and(&format!("前言: {}", serde_json::to_string(&format!("{{{{ {inner} }}}}")).unwrap()))
}

fn template(given: &str, statements: &str) -> Case {
    Case::new("Templates made to break the run", given)
        .file("模板/report.html", format!("{statements}<p>甲</p>"))
        .with(&["--template", "模板"])
}

fn expressions() -> Vec<Case> {
    let chain = |part: &str, count: usize, given: &str| {
        expression(given, &format!("1{}", part.repeat(count)))
    };
    let nested = "[[[[[1]*999]*999]*999]*999]";
    let long = "range(99999)|list|length ".to_owned();
    let sums = format!("({})|length", ["[0]*9999"; 160].join("+"));
    vec![
        expression("30,000 signs of minus", &format!("{}1", "-".repeat(30_000))),
        expression("30,000 times `not`", &format!("{}1", "not ".repeat(30_000))),
        chain("+1", 30_000, "30,000 additions"),
        chain("**1", 30_000, "30,000 powers"),
        chain(".b", 41_000, "41,000 points"),
        chain("|abs", 41_000, "41,000 filters"),
        chain(" if 1 else 1", 41_000, "41,000 conditions"),
        chain("()", 66_000, "66,000 calls"),
        chain(" and 1", 100_000, "100,000 times `and`"),
        chain("[0]", 100_000, "100,000 indexes"),
        chain(" is odd", 100_000, "100,000 questions"),
        expression("a list of 10¹² as text", &format!("({nested}|string)|length")),
        expression("two lists of 10¹² compared", &format!("1 if {nested} == {nested} else 0")),
        expression("a range that is repeated", "(range(9999) * 99999) ~ ''"),
        expression("a repeated list with one more", "([0]*3+[1])|join('、')"),
        expression("a list repeated too often, with one more", "([0]*99999999+[1])|length"),
        expression("sums of sums of repeated lists", &sums),
        Case::new("Expressions made to break the run", "2,000 expressions of 100,000 steps each")
            .and(&format!("前言: \"{}\"", format!("{{{{ {long}}}}}").repeat(2000))),
        Case::new("Expressions made to break the run", "50,000 wrong expressions")
            .and(&format!("前言: \"{}\"", "{{ x }}".repeat(50_000))),
    ]
}

fn templates() -> Vec<Case> {
    let names = "{% set ns = namespace(a=[], b=[]) %}";
    let deeper = "{% for i in range(60000) %}{% set ns.a = [ns.a] %}{% endfor %}";
    let twice = "{% for i in range(60) %}{% set ns.a = [ns.a, ns.a] %}{% set ns.b = [ns.b, ns.b] %}{% endfor %}";
    let doubled = |given: &str, use_: &str| template(given, &format!("{names}{twice}{use_}"));
    let sum = "{% set ns = namespace(a={'k': 1}) %}{% for i in range(60) %}{% set ns.a = {'k': ns.a, 'l': ns.a} %}{% endfor %}{% if ns.a|合计 %}{% endif %}";
    vec![
        template("a list 120,000 deep, dropped", &format!("{names}{deeper}{deeper}")),
        template(
            "a list 60,000 deep, as text",
            &format!("{names}{deeper}{{% if ns.a|string %}}{{% endif %}}"),
        ),
        template(
            "a tuple that holds itself again and again",
            &format!("{names}{}", deeper.replace("[ns.a]", "ns.a,")),
        ),
        template(
            "dict(a=…) in itself",
            &format!("{names}{}", deeper.replace("[ns.a]", "dict(a=ns.a)")),
        ),
        doubled("2⁶⁰ values, compared", "{% if ns.a == ns.b %}{% endif %}"),
        doubled("2⁶⁰ values, sought", "{% if ns.a in [ns.b] %}{% endif %}"),
        doubled("2⁶⁰ values, sorted", "{% if [ns.a, ns.b]|sort %}{% endif %}"),
        doubled("2⁶⁰ values, as text", "{% if ns.a|string %}{% endif %}"),
        template("2⁶⁰ values, added up", sum),
        template(
            "2⁶⁰ values through a macro",
            "{% macro m(x, n) %}{% if n %}{{ m([x, x], n - 1) }}{% else %}{{ x is eq x }}{% endif %}{% endmacro %}{{ m([], 60) }}",
        ),
        template(
            "a list that doubles by `a + a`",
            "{% set ns = namespace(a=[1]) %}{% for i in range(60) %}{% set ns.a = ns.a + ns.a %}{% endfor %}",
        ),
        template(
            "a namespace in itself",
            "{% set a = namespace() %}{% set b = namespace() %}{% set a.x = a %}{% set b.x = b %}{% if a == b %}{% endif %}",
        ),
        template("`debug()`", "{{ debug() }}"),
        template(
            "40,000 additions in a template",
            &format!("{{% if 1{} %}}{{% endif %}}", "+1".repeat(40_000)),
        ),
        template(
            "60,000 times `elif`",
            &format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 0 %}".repeat(60_000)),
        ),
    ]
}

fn files() -> Vec<Case> {
    let case = |given: &str| Case::new("Files that are no files", given);
    let county =
        |given: &str| case(given).file("县/a.yaml", REPORT).run(&["render", "县", "-o", "out"]);
    let check = |given: &str| {
        case(given)
            .file("模板/report.html", "<p>甲</p>")
            .file("模板/template.yaml", "继承: notice\n")
            .file("别处", "root:x:0:0:somebody else\n")
            .run(&["template", "check", "模板"])
    };
    vec![
        county("a report in a folder that is a link")
            .file("别处", "root:x:0:0:somebody else\n")
            .prepare(|home| symlink("../别处", home.join("县/b.yaml")).unwrap()),
        county("a report in a folder that is a link to nowhere")
            .prepare(|home| symlink("/没有/b.yaml", home.join("县/b.yaml")).unwrap()),
        county("a report in a folder that is a pipe").prepare(|home| pipe(&home.join("县/b.yaml"))),
        county("a folder called .yaml beside reports").file("县/乙乡.yaml/r.yaml", REPORT),
        county("a link to a folder called .yaml beside reports")
            .file("别处/r.yaml", REPORT)
            .prepare(|home| symlink("../别处", home.join("县/乙乡.yaml")).unwrap()),
        county("a hidden report").file("县/.b.yaml", REPORT),
        county("what editors lay beside a report")
            .file("县/._a.yaml", "\0")
            .file("县/.~a.yaml", "\0")
            .file("县/.a.yaml.swp", "\0")
            .prepare(|home| symlink("某人@某机.1", home.join("县/.#a.yaml")).unwrap()),
        county("a county.yaml and a county.yml")
            .file("县/county.yaml", "年度: 2022\n")
            .file("县/county.yml", "年度: 2021\n"),
        county("a county.yaml that is a folder").file("县/county.yml/a", ""),
        county("a county.yaml that is a link")
            .file("别处", "root:x:0:0:somebody else\n")
            .prepare(|home| symlink("../别处", home.join("县/county.yaml")).unwrap()),
        check("an example of a template that is a link")
            .prepare(|home| symlink("../别处", home.join("模板/示例.yaml")).unwrap()),
        check("an example of a template that is a pipe")
            .prepare(|home| pipe(&home.join("模板/示例.yaml"))),
        case("a listing into a pipe")
            .with(&["--report", "管道"])
            .prepare(|home| pipe(&home.join("管道"))),
        case("a listing into a device").with(&["--report", "/dev/zero"]),
        case("a new report in the place of a pipe")
            .run(&["new", "甲乡", "--year", "2022", "-o", "管道", "--force"])
            .prepare(|home| pipe(&home.join("管道"))),
        case("a sum of which one part is a link to nowhere")
            .file("县/a.yaml", REPORT)
            .run(&["summarize", "县", "-o", "全县.yaml"])
            .prepare(|home| {
                symlink("/没有/b.yaml", home.join("县/b.yaml")).unwrap();
                fs::create_dir(home.join("out")).unwrap();
            }),
        case("a sum beside a hidden part")
            .file("县/a.yaml", REPORT)
            .file("县/.b.yaml", REPORT)
            .run(&["summarize", "县", "-o", "全县.yaml"]),
        case("a report whose mending was cut off")
            .file("报告.yaml.改前", format!("{REPORT}前言: 平稳,有序。\n")),
        case("a check of an expression that nobody knows")
            .and("前言: \"{{ 没有 }}\"")
            .run(&["check", "报告.yaml"]),
        case("an escape sequence as a key").and("\"\\e]0;x\\a\\e[2J键\": 1"),
    ]
}

fn lengths() -> Vec<Case> {
    let styles = |given: &str, text: &str| {
        Case::new("Lengths beyond what Word knows", given)
            .file("模板/styles.yaml", text)
            .with(&["--template", "模板"])
    };
    let body = |line: &str| format!("样式:\n  正文:\n    {line}\n");
    vec![
        styles("an indent of 3,000 millimetres", &body("左缩进: 3000毫米")),
        styles("an indent of 300 characters", &body("首行缩进: 300字")),
        styles("a white of 10,000 points", &body("段前: 10000磅")),
        styles("letters 9,000 points apart", &body("字距: 9000磅")),
        styles("a row as high as three pages", "表格:\n  数据表:\n    行高: 2500磅\n"),
        styles("a page number a metre below the text", "页码:\n  距版心: 1000毫米\n"),
        styles("a page number half a metre inside", "页码:\n  缩进: 500毫米\n"),
    ]
}

pub fn cases() -> Vec<Case> {
    [expressions(), templates(), files(), lengths()].concat()
}
