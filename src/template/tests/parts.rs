//! The elements of a 公文: what each becomes, and what wrong use is told.

use super::super::{Template, render};
use super::support::report;
use crate::{
    diagnostic::Result,
    document::{Block, Document, emit},
};
use std::fs;

/// A report drawn with a template of this markup.
fn draw(markup: &str) -> Result<Document> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.html"), markup).unwrap();
    let template = Template::from_dir(folder.path())?;
    render(&template, &report("2021", &[]), None)
}

/// The blocks alone: page, number and what the file says of itself come first, then the styles.
fn blocks(markup: &str) -> String {
    let text = emit(&draw(markup).unwrap());
    let lines = text.lines().skip(6).filter(|l| !l.starts_with("style "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_part_becomes_what_the_standard_has_it_be() {
    insta::assert_snapshot!(blocks(
        r#"
<letterhead>铜厂彝族乡人民政府</letterhead>
<doc-number>铜政发〔2026〕3号</doc-number>
<rule/>
<rule style="正文" color="黑" width="0.35毫米"/>
<addressee>县政务服务管理局</addressee>
<addressee>各村：</addressee>
<p><span font="黑体" latin="宋体" size="小三" tracking="2磅">换字体</span>换回</p>
<ul><li>项</li></ul>
<ul marker="—" hanging="yes"><li>项</li></ul>
<ol><li>甲</li><li>乙</li></ol>
<ol numbering="（一）" start="10" hanging="yes"><li>甲</li><li>乙</li></ol>
<attachments><li>目录</li></attachments>
<attachments><li>目录</li><li>统计表</li></attachments>
<note>此件公开发布</note>
<note>（联系人：办公室）</note>
<annex label="附件1">主动公开<br/>目录</annex>
<section orientation="landscape" page-number="center"><p>横</p></section>
<section page-number="no"><p>竖</p></section>
<imprint>
  <copy label="主送">各村</copy>
  <copy>抄送：县委办公室。</copy>
  <issuer>综合办公室</issuer>
  <date>2026年1月17日</date>
</imprint>
"#
    ));
}

#[test]
fn an_element_says_what_a_paragraph_is_whatever_its_style() {
    insta::assert_snapshot!(blocks(
        r#"
<title style="表格说明">标题</title>
<note style="正文">附注</note>
<ul style="正文"><li>项</li></ul>
<p style="标题">正文写成标题</p>
<p style="表格说明">说明</p>
<title style="三级标题">大纲级别说了算</title>
<h1>一、</h1>
<h3>1.</h3>
"#
    ), @r"
    [表格说明 title] 标题
    [正文 note] （附注）
    [正文 list-item] ·项
    [标题] 正文写成标题
    [表格说明] 说明
    [三级标题 heading 1] 大纲级别说了算
    [一级标题] 一、
    [三级标题 heading 2] 1.
    ");
}

#[test]
fn a_section_at_the_end_leaves_no_page_behind_it() {
    let document = draw("<p>甲</p><section orientation=\"landscape\"><p>乙</p></section>").unwrap();
    assert!(matches!(document.blocks.last(), Some(Block::Paragraph(_))));
}

#[test]
fn a_letterhead_fits_its_line() {
    let size = |name: &str| {
        let document = draw(&format!("<letterhead>{name}</letterhead>")).unwrap();
        let Block::Paragraph(paragraph) = &document.blocks[0] else {
            panic!("a paragraph");
        };
        let crate::document::Inline::Text(run) = &paragraph.inlines[0] else {
            panic!("a run");
        };
        (run.style.size, paragraph.format.line_pitch)
    };
    assert_eq!(size("九个字的机关的名字"), (48.0, 56.0));
    // 442.2 pt ÷ 11 characters; the pitch gives up what the size does.
    assert_eq!(size("十一个字的机关名字文件"), (40.0, 48.0));
    // No smaller than a title: then it takes two lines.
    assert_eq!(size(&"名".repeat(40)), (22.0, 30.0));
    assert_eq!(size("铜厂彝族乡人民政府<br/>十一个字的机关名字文件"), (40.0, 48.0));
}

#[test]
fn a_table_in_a_landscape_section_is_as_wide_as_its_pages() {
    let table = "<table><tr><td>甲</td><td>乙</td></tr></table>";
    let markup = format!("<section orientation=\"landscape\">{table}</section>{table}");
    let document = draw(&markup).unwrap();
    let widths = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.columns.iter().sum::<f64>()),
        _ => None,
    });
    let widths: Vec<f64> = widths.collect();
    // 225 mm, then 156 mm.
    assert!((widths[0] - 637.8).abs() < 0.1 && (widths[1] - 442.2).abs() < 0.1, "{widths:?}");
}

#[test]
fn wrong_use_is_told_with_line_and_help() {
    super::errors::each(&[
        ("part_list_empty", "<ul></ul>\n<attachments></attachments>"),
        ("part_list_text", "<ol>一、甲</ol>\n<li>乙</li>"),
        ("part_list_numbering", "<ol numbering=\"a)\"><li>甲</li></ol>"),
        ("part_list_circled", "<ol numbering=\"①\" start=\"20\"><li>甲</li><li>乙</li></ol>"),
        (
            "part_rule_values",
            "<rule width=\"粗\"/>\n<rule width=\"50毫米\" color=\"大红\"/>\n<rule style=\"红线\"/>",
        ),
        (
            "part_section_values",
            "<section orientation=\"横\" page-number=\"有\"><p>甲</p></section>",
        ),
        (
            "part_section_nested",
            "<section>\n<section><p>甲</p></section>\n<imprint><issuer>乙</issuer><date>丙</date></imprint>\n</section>",
        ),
        ("part_imprint_parts", "<imprint>\n<copy>县委</copy></imprint>"),
        (
            "part_imprint_long",
            "<imprint><copy>{% for i in range(100) %}县直单位，{% endfor %}</copy><issuer>甲</issuer><date>乙</date></imprint>",
        ),
        (
            "part_imprint_not_last",
            "<imprint><issuer>甲</issuer><date>乙</date></imprint>\n<p>丙</p>",
        ),
        ("part_imprint_line", "<p>甲</p>\n<issuer>乙</issuer>\n<imprint><p>丙</p></imprint>"),
        ("part_span_values", "<p><span size=\"三号字\" tracking=\"宽\">甲</span></p>"),
    ]);
}

#[test]
fn marks_in_the_corner_leave_the_letterhead_where_it_stands() {
    insta::assert_snapshot!(blocks(
        r#"
<copy-number>000001</copy-number>
<secrecy>机密★1年</secrecy>
<urgency>特急</urgency>
<letterhead>某某县人民政府文件</letterhead>
<signers doc-number="某政发〔2026〕3号"><li>张某某</li></signers>
<rule/>
<secrecy>秘密</secrecy>
<letterhead>某某县人民政府文件</letterhead>
<signers doc-number="某政发〔2026〕3号"><li>张某某</li><li>李某</li><li>王某某</li></signers>
<signers><li>张某某</li></signers>
<signers doc-number="某某县某某乡某某联席会议办公室某政发〔2026〕3号"><li>张某某</li></signers>
<attendance label="出席">办公室　甲</attendance>
<attendance label="请假">乙</attendance>
"#
    ));
}

#[test]
fn those_who_sign_stand_in_columns_and_those_present_stay_with_their_units() {
    insta::assert_snapshot!(blocks(
        r#"
<signers doc-number="某政发〔2026〕3号"><li>张某</li><li>欧阳某某</li><li>李某某</li></signers>
<signers doc-number="某政发〔2026〕3号"><li>张某</li><li>李某</li><li>王某</li><li>阿卜杜拉·某某某</li><li>某某某·阿卜杜热合曼·某某某</li></signers>
<attendance label="出席">县政府办公室　甲某某<br/>县司法局　乙某<br/>县农业农村和水务局　丙某</attendance>
<attendance label="列席">各乡镇、街道分管负责人</attendance>
"#
    ));
}

#[test]
fn a_letter_has_its_number_beside_its_first_mark() {
    insta::assert_snapshot!(blocks(
        r#"
<letter-head>某某县人民政府办公室</letter-head>
<marks doc-number="某政办函〔2026〕12号"><secrecy>秘密</secrecy><urgency>加急</urgency></marks>
<marks doc-number="某政办函〔2026〕12号"></marks>
<imprint even-page="no"><copy>县财政局</copy></imprint>
"#
    ));
}

#[test]
fn a_mark_without_words_and_signers_without_names_are_mistakes() {
    for markup in
        ["<copy-number></copy-number>", "<signers doc-number=\"1\"></signers>", "<attendance/>"]
    {
        let findings = draw(&format!("<p>文</p>{markup}")).unwrap_err();
        assert!(format!("{findings:?}").contains("是空的"), "{markup}: {findings:?}");
    }
}
