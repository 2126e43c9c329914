//! What took time or memory out of proportion to its size. Each is so large that by the old curve it would
//! run into the clock or the ceiling of memory that hold for every case.

use super::case::{Case, REPORT};
use std::fmt::Write;

fn case(given: &str) -> Case {
    Case::new("Time out of proportion", given)
}

/// A long paragraph made of one thing, checked.
fn paragraph(given: &str, word: &str, kilobytes: usize) -> Case {
    let text = word.repeat(kilobytes * 1024 / word.len());
    let given = format!("{kilobytes} KB of {given} in one paragraph, checked");
    case(&given).and(&format!("前言: |\n  {text}")).run(&["check", "报告.yaml"])
}

/// The same in quotation marks, with a character that does not stand in the file as it is.
fn escaped(given: &str, word: &str, kilobytes: usize) -> Case {
    let text = word.repeat(kilobytes * 1024 / word.len());
    let given = format!("{kilobytes} KB of {given} between quotation marks, checked");
    case(&given).and(&format!("前言: \"\\u4e00{text}\"")).run(&["check", "报告.yaml"])
}

pub fn cases() -> Vec<Case> {
    let mut chain = "样式:\n".to_owned();
    for i in 0..4000 {
        let before = if i == 0 { "正文".to_owned() } else { format!("样{}", i - 1) };
        let _ = write!(chain, "  样{i}:\n    继承: {before}\n");
    }
    let units = |count: usize| {
        let names: String = (0..count).fold(String::new(), |mut names, i| {
            let _ = writeln!(names, "  - 第{i}乡");
            names
        });
        format!("年度: 2022\n单位:\n{names}")
    };
    let long_name = "乡镇街道".repeat(32_000);
    let keys = |before: &str| {
        (0..80_000).fold(String::new(), |mut keys, i| {
            let _ = writeln!(keys, "{before}键{i}: 1");
            keys
        })
    };
    let few = |before: &str| {
        keys(before).lines().take(9000).fold(String::new(), |all, line| all + line + "\n")
    };
    let slips = (0..9000).fold(String::new(), |mut slips, i| {
        let _ = writeln!(slips, "<p style=\"正文{i}\">甲</p>");
        slips
    });
    let longest = "甲".repeat(300_000);
    vec![
        case("500,000 items under 附加, checked")
            .and(&format!("附加:\n  明细: [{}]", "甲,".repeat(500_000)))
            .run(&["check", "报告.yaml"]),
        case("80,000 keys under 附加, checked")
            .and(&format!("附加:\n{}", keys("  ")))
            .run(&["check", "报告.yaml"]),
        paragraph("padded dates", "2022年01月05日", 300),
        paragraph("document numbers", "[2022]5号", 300),
        paragraph("open brackets", "【", 300),
        paragraph("percentages", "12%", 300),
        paragraph("mail addresses", "a@b.c", 300),
        paragraph("web addresses", "http://a.b/", 300),
        paragraph("counts", "新收12件", 100),
        paragraph("denials", "未收到", 100),
        paragraph("old years", "2021年1月1日", 300),
        escaped("padded dates", "2022年01月05日", 300),
        case("100,000 lines between quotation marks, checked")
            .and(&format!("前言: \"\\u4e00{}\"", "a1,一1月01日\\n".repeat(100_000)))
            .run(&["check", "报告.yaml"]),
        case("40,000 findings as JSON")
            .and(&format!("前言: |\n{}", "  中,文\n".repeat(40_000)))
            .run(&["check", "报告.yaml", "--format", "json"]),
        case("4,000 styles, each on the one before")
            .file("模板/styles.yaml", chain)
            .with(&["--template", "模板"]),
        case("a list of 80,000 units")
            .file("县/county.yaml", units(80_000))
            .file("县/a.yaml", REPORT)
            .run(&["check", "县"]),
        case("80,000 keys that nobody knows, checked").and(&keys("")).run(&["check", "报告.yaml"]),
        case("80,000 rows that nobody knows, checked")
            .and(&format!("依申请公开:\n{}", keys("  ")))
            .run(&["check", "报告.yaml"]),
        case("80,000 keys of a county that nobody knows")
            .file("县/county.yaml", keys(""))
            .file("县/a.yaml", REPORT)
            .run(&["check", "县"]),
        case("9,000 keys of a style that nobody knows")
            .file("模板/styles.yaml", format!("样式:\n  正文:\n{}", few("    ")))
            .with(&["--template", "模板"]),
        case("9,000 styles of one slip each")
            .file("模板/styles.yaml", "样式: {}\n")
            .file("模板/report.html", slips)
            .with(&["--template", "模板"]),
        case("a key of 900 KB").and(&format!("{longest}: 1")),
        case("an expression of a name of 900 KB").and(&format!("前言: '{{{{ {longest} }}}}'")),
        case("a date of 900 KB").and(&format!("署名:\n  日期: {longest}")),
        case("a title of 900 KB").and(&format!("标题: {longest}")),
        case("a name of the office of 900 KB twice").and(&format!("机关: {longest}")),
        case("a template of a name of 900 KB").and(&format!("模板: {longest}")),
        case("the short form of a name of 128,000 characters")
            .and(&format!("前言: '{{{{ \"{long_name}人民政府\" | 简称 | length }}}}'")),
    ]
}
