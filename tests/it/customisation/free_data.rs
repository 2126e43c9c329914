//! Documents that are no annual reports: what their data comes to, and what is told when it is wrong.

use super::{NOTICE, made, text, told, wrong};
use nianbao::{
    diagnostic::Source,
    input::{self, Input, Takes},
    report::{Date, Shared},
    template::Template,
};
use std::fmt::Write;

/// Items of every kind.
const ITEMS: &str = "名称: 表\n数据: 自由\n项目:
  标题: { 类型: 分行, 必填: 是, 说明: 表的标题 }
  摘要: { 类型: 一行 }
  正文: { 类型: 正文 }
  日期: { 类型: 日期 }
  盖章: { 类型: 是否 }
  数据: 随便写什么
";

#[test]
fn a_notice_is_drawn_by_the_standard() {
    let made = made(Template::named("notice").unwrap(), &text(NOTICE));
    insta::assert_snapshot!(made.document);
    for text in made.texts() {
        let words = [
            "各乡镇人民政府，各街道办事处，县直各部门：",
            "附件：1.年度报告格式2.各单位",
            "某某县人民政府办公室2026年12月10日（此件公开发布）",
        ];
        assert!(words.iter().all(|word| text.contains(word)), "{text}");
    }
}

#[test]
fn every_kind_of_item_reaches_the_template() {
    let page = "<title>{{ 标题 | join('/') }}</title>
{% if not 摘要 %}<p>没有摘要</p>{% endif %}
{% with paragraphs = 正文 %}{% include \"narrative.html\" %}{% endwith %}
<p>{{ 日期 }} {% if 盖章 %}盖章{% else %}不盖章{% endif %}</p>
{% for key, value in 数据.表 | items %}<p>{{ key }}={{ value }}</p>{% endfor %}
<p>{{ 数据.表.乙 + 1 }} {{ 数据.列[1] }} {{ data[\"标题\"][0] }} {{ 数据.编号 ~ 数据.引号 }}</p>
";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("template.yaml"), ITEMS).unwrap();
    std::fs::write(folder.path().join("report.html"), page).unwrap();
    let yaml = "标题: [甲, 乙]\n正文: |\n  一、{{ 标题[0] }}字头\n  共{{ 数据.表.乙 * 2 }}件。\n日期: 2026-3-1\n盖章: 是\n数据:\n  表: { 乙: 12, 甲: 98.40 }\n  列: [一, '<b>&']\n  编号: 007\n  引号: \"12\"\n";
    let made = made(Template::from_dir(folder.path()).unwrap(), yaml);
    let blocks: Vec<_> = made.document.lines().skip_while(|l| !l.starts_with('[')).collect();
    insta::assert_snapshot!(blocks.join("\n"));
}

#[test]
fn what_is_wrong_in_the_data_is_told_by_item() {
    let page = "<title>{% for l in 标题 %}{{ l }}{% endfor %}</title><p>{{ 摘要 }}</p>";
    let files = [("template.yaml", ITEMS), ("report.html", page)];
    let mut out = String::new();
    for yaml in [
        "标题：甲\n",
        "",
        "摘要: 甲\n标提: 乙\n",
        "标题: 甲\n标题: 乙\n",
        "标题:\n摘要: [甲, 乙]\n日期: 2026年2月30日\n盖章: 也许\n正文: { 甲: 乙 }\n",
        "标题: 甲\n数据:\n  表: { 甲: 1, 甲: 2 }\n  字: \"\\uE123\"\n",
        "标题: 甲{{ 摘药 }}\n摘要: 乙\n",
        "标题: 甲\n摘要: 乙\u{1f600}\n",
        "标题: 甲\n",
        "- 甲\n",
    ] {
        writeln!(out, "{yaml}\n{}", wrong(&files, yaml)).unwrap();
    }
    insta::assert_snapshot!(out);
}

#[test]
fn what_is_wrong_in_template_yaml_is_told_there() {
    let mut out = String::new();
    for manifest in [
        "名称: 甲\n数剧: 自由\n",
        "继承: notise\n数据: 自己的\n表样: 2020\n",
        "项目:\n  标题: 题目\n",
        "数据: 自由\n项目:\n  - 标题\n",
        "数据: 自由\n项目:\n  标题: { 类型: 文字, 必埴: 是 }\n  标题: 甲\n",
        "",
        "说明\n",
    ] {
        let told = wrong(&[("template.yaml", manifest)], "机关: 甲\n年度: 2022\n");
        writeln!(out, "{manifest}\n{told}").unwrap();
    }
    insta::assert_snapshot!(out);
}

#[test]
fn an_own_template_may_take_whatever_is_written() {
    let manifest = "数据: 自由\n";
    let page = "<p>{{ 甲.乙 }}</p>";
    let yaml = "甲: { 乙: 丙 }\n丁: [1]\n";
    assert_eq!(wrong(&[("template.yaml", manifest), ("report.html", page)], yaml), "");
}

#[test]
fn a_document_says_whose_it_is_and_when() {
    let template = Template::named("notice").unwrap();
    let load = |yaml: &str, shared: &Shared| {
        let source = Source::new("通知.yaml", yaml);
        input::load(&source, template.takes(), shared).map(|loaded| loaded.input)
    };
    let input = load(&text(NOTICE), &Shared::default()).unwrap();
    let title = "关于做好2026年政府信息公开工作年度报告编制和发布工作的通知";
    assert_eq!(input.title().as_deref(), Some(title));
    assert_eq!(input.agency(), Some("某某县人民政府办公室"));
    assert_eq!(input.year(), Some(2026));
    // The folder's date stands for one that is not written.
    let shared = Shared { date: Date::parse("2025-05-06").ok(), ..Shared::default() };
    let yaml = "标题: 甲\n正文: 乙\n署名: 丙\n";
    let Ok(Input::Data(data)) = load(yaml, &shared) else { panic!("no data") };
    assert_eq!(data.date().unwrap().year, 2025);
    assert!(told(&load(yaml, &Shared::default()).unwrap_err()).contains("没有写“日期”"));
    assert!(matches!(template.takes(), Takes::Data(items) if items.len() == 8));
}
