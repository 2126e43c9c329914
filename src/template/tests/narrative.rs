use super::super::{Template, render};
use super::support::{loose, report, set, told};
use crate::{
    diagnostic::Source,
    document::Block,
    report::{Report, Spanned, Value},
};
use rust_decimal::Decimal;

fn sample() -> Report {
    let mut report = report("2021", &[]);
    set(&mut report, "requests", "new.total", Value::Int(20));
    set(&mut report, "requests", "carried_in.total", Value::Int(26));
    let fee = Value::Decimal(Decimal::new(9840, 2));
    set(&mut report, "disclosure", "fee.amount_wan", fee);
    let text = Value::Text("22（其中修订16件）".to_owned());
    set(&mut report, "disclosure", "normative.valid", text);
    report
}

/// What a line of the preface comes out as.
fn say(line: &str) -> String {
    let mut report = sample();
    report.preface = Some(loose(line.to_owned()));
    let template = Template::builtin().unwrap();
    match render(&template, &report, None) {
        Ok(document) => match &document.blocks[1] {
            Block::Paragraph(paragraph) => paragraph.text(),
            _ => String::new(),
        },
        Err(findings) => told(&findings),
    }
}

#[test]
fn numbers_are_computed_not_typed() {
    for (line, expected) in [
        ("收到{{ 依申请公开.本年新收.总计 }}件", "收到20件"),
        ("{{ requests.new.total + requests.carried_in.total }}件", "46件"),
        ("{{ 依申请公开.本年新收.总计 + 依申请公开.上年结转.总计 }}件", "46件"),
        ("收费{{ 主动公开.行政事业性收费 }}万元", "收费98.40万元"),
        ("{{ 主动公开.行政事业性收费 + 0.1 }}", "98.5"),
        ("{{ 0.1 + 0.2 }}", "0.3"),
        ("{{ 10 / 4 }}", "2.5"),
        ("{{ (20 / 46 * 100) | round(1) }}%", "43.5%"),
        ("{{ 依申请公开.办理结果.总计.总计 }}", "0"),
        ("{{ 主动公开.行政规范性文件.现行有效件数 }}", "22（其中修订16件）"),
        ("{{ 机关 }}{{ 年度 }}年，{{ year - 1 }}年", "铜厂彝族乡人民政府2022年，2021年"),
        ("{{ \"{{ 原样 }}\" }}", "{{ 原样 }}"),
        ("单个 { 和 } 不算", "单个 { 和 } 不算"),
    ] {
        assert_eq!(say(line), expected, "{line}");
    }
}

/// A preface as it stands in a YAML file, so that places are real.
fn from_yaml(yaml: &str, value: &str, range: std::ops::Range<usize>) -> String {
    let mut report = sample();
    report.source = Source::new("铜厂彝族乡.yaml", yaml);
    report.preface = Some(Spanned { value: value.to_owned(), at: Some(range) });
    let template = Template::builtin().unwrap();
    told(&render(&template, &report, None).unwrap_err())
}

fn block(lines: &[&str]) -> String {
    let yaml = format!("机关: 铜厂彝族乡人民政府\n引言: |\n  {}\n", lines.join("\n  "));
    let start = yaml.find("  ").unwrap();
    from_yaml(&yaml, &lines.join("\n"), start..yaml.len())
}

#[test]
fn a_wrong_expression_is_shown_where_it_was_typed() {
    insta::assert_snapshot!(block(&[
        "第一行没有算式。",
        "{{ 年度 }}年收到{{ 依申请公开.本年新收.总记 }}件，",
        "再加{{ 依申请工开.本年新收.总计 }}件、{{ 主动公开.行政规范性文件.现行有效件数 + 1 }}件。",
    ]));
}

#[test]
fn every_kind_of_wrong_expression_is_told_in_plain_words() {
    insta::assert_snapshot!(block(&[
        "没写完{{ 年度",
        "{{ 年度 + }}",
        "{{ 年度 | rond(1) }}",
        "{{ 依申请公开.本年新收 }}",
        "{{ 1 / 0 }}",
        "{% if 年度 %}是{% endif %}",
        "{{ \"未完 }}",
        "{{ range(100000) | list | length }}{{ 年度.月 }}",
    ]));
}

#[test]
fn in_a_folded_or_quoted_text_the_braces_are_found() {
    let yaml = "引言: \"甲{{ 年度 }}乙{{ 年渡 }}\"\n";
    let start = yaml.find('"').unwrap();
    insta::assert_snapshot!(from_yaml(yaml, "甲{{ 年度 }}乙{{ 年渡 }}", start..yaml.len() - 1));
    let yaml = "引言: >\n  甲{{ 年度 }}乙{{\n  年渡 }}丙\n";
    insta::assert_snapshot!(from_yaml(
        yaml,
        "甲{{ 年度 }}乙{{ 年渡 }}丙\n",
        yaml.find('甲').unwrap()..yaml.len()
    ));
}
