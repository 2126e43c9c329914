//! What a YAML file means: shapes, names, numbers, places.

use nianbao::{
    diagnostic::Source,
    report::{Date, Forms, LoadedReport, Report, Value, load},
};
use std::fmt::Write as _;

const HEAD: &str = "机关: 甲乡人民政府\n年度: 2022\n";

fn loaded(yaml: &str) -> LoadedReport {
    load(&Source::new("试.yaml", yaml)).unwrap_or_else(|found| panic!("{found}\n{yaml}"))
}

/// A report that nothing is to be said about.
fn clean(yaml: &str) -> Report {
    let LoadedReport { report, findings } = loaded(yaml);
    assert_eq!(*findings, [], "{yaml}");
    report
}

fn shown(report: &Report, table: &str, cell: &str) -> String {
    match &report.tables[table][cell].value {
        Value::Absent => "无".to_owned(),
        Value::Int(n) => n.to_string(),
        Value::Decimal(n) => n.to_string(),
        Value::Text(text) => text.clone(),
    }
}

#[test]
fn the_published_report_of_tongchang_is_read_whole() {
    let report = clean(include_str!("../../examples/yimen/铜厂彝族乡.yaml"));
    let title: Vec<&str> = report.title.iter().map(|line| line.value.as_str()).collect();
    assert_eq!(title, ["铜厂乡2022年政府信息公开工作", "年度报告"]);
    assert_eq!(report.form.id, "2021");
    let parts: Vec<(&str, Option<&str>, usize)> = report
        .parts
        .iter()
        .map(|p| {
            let lines = p.text.as_ref().map_or(0, |text| text.value.lines().count());
            (p.heading.value.as_str(), p.table.as_deref(), lines)
        })
        .collect();
    assert_eq!(
        parts,
        [
            ("一、总体情况", None, 5),
            ("二、加强政策解读回应", None, 1),
            ("三、加强公开平台建设", None, 6),
            ("四、完善公开制度规范", None, 1),
            ("五、主动公开政府信息情况", Some("disclosure"), 0),
            ("六、收到和处理政府信息公开申请情况", Some("requests"), 0),
            ("七、政府信息公开行政复议、行政诉讼情况", Some("disputes"), 0),
            ("八、存在的问题", None, 4),
            ("九、下一步工作计划", None, 6),
        ]
    );
    let signature = report.signature.unwrap();
    assert_eq!(signature.bodies[0].value, "铜厂彝族乡人民政府");
    assert_eq!(signature.date.value, Date { year: 2023, month: 1, day: 17 });
    assert!(!signature.sealed);
    for cells in report.tables.values() {
        assert!(cells.values().all(|cell| matches!(cell.value, Value::Int(0) | Value::Absent)));
    }
}

#[test]
fn a_file_with_two_lines_is_a_whole_report() {
    let report = clean(HEAD);
    assert_eq!(report.title[0].value, "甲乡人民政府2022年政府信息公开工作年度报告");
    assert!(report.title[0].at.is_none() && report.signature.is_none() && report.preface.is_none());
    let headings: Vec<&str> = report.parts.iter().map(|p| p.heading.value.as_str()).collect();
    assert_eq!(
        headings,
        [
            "一、总体情况",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
        ]
    );
    for table in &report.form.tables {
        assert_eq!(report.tables[&table.key].len(), table.data().count());
    }
    assert_eq!(shown(&report, "requests", "r7.total"), "0");
    assert_eq!(shown(&report, "requests", "r1.natural"), "无");
}

#[test]
fn the_short_name_stands_in_the_title() {
    let report = clean(&format!("{HEAD}简称: 甲乡\n"));
    assert_eq!(report.title[0].value, "甲乡2022年政府信息公开工作年度报告");
}

#[test]
fn a_title_may_be_a_line_a_list_or_a_block() {
    for title in ["标题: 一二", "标题: [一, 二]", "标题: |\n  一\n\n  二"] {
        let report = clean(&format!("{HEAD}{title}\n"));
        let lines: Vec<&str> = report.title.iter().map(|line| line.value.as_str()).collect();
        assert_eq!(lines.concat(), "一二", "{title}");
        for line in &report.title {
            assert_eq!(&report.source.text[line.at.clone().unwrap()], line.value);
        }
    }
}

#[test]
fn years_and_forms_are_read_as_people_write_them() {
    for year in ["2022", "2022年", "2022年度", "\"2022\"", "２０２２"] {
        assert_eq!(clean(&format!("机关: 甲\n年度: {year}\n")).year.value, 2022, "{year}");
    }
    assert_eq!(clean("机关: 甲\n年度: 2020\n").form.id, "2019");
    assert_eq!(clean("机关: 甲\n年度: 2020\n格式: 2021\n").form.id, "2021");
}

#[test]
fn a_signature_may_be_short_joint_or_none() {
    let short = clean(&format!("{HEAD}署名: 2023-01-17\n")).signature.unwrap();
    assert_eq!((short.bodies[0].value.as_str(), short.date.value.day), ("甲乡人民政府", 17));
    let joint =
        clean(&format!("{HEAD}署名: {{ 机关: [甲, 乙], 日期: 2023年1月17日, 盖章: 是 }}\n"));
    let joint = joint.signature.unwrap();
    assert_eq!((joint.bodies.len(), joint.sealed), (2, true));
    let seals = clean(&format!(
        "{HEAD}署名: {{ 机关: [甲, 乙], 日期: 2023年1月17日, 印章图片: [甲.png, 乙.png] }}\n"
    ));
    let seals = seals.signature.unwrap();
    assert!(seals.sealed && seals.seals[1].value == "乙.png");
    for none in ["署名: 无", "署名:", "署名: 否"] {
        assert!(clean(&format!("{HEAD}{none}\n")).signature.is_none(), "{none}");
    }
}

#[test]
fn english_keys_mean_the_same() {
    let chinese = clean(
        "机关: 甲\n年度: 2022\n简称: 乙\n前言: 丙\n总体情况: 丁\n主动公开:\n  规章: [1, 2, 3]\n  行政许可: 4\n\
         依申请公开:\n  办理结果:\n    不予公开:\n      属于国家秘密: { 自然人: 5 }\n复议诉讼:\n  行政诉讼:\n    复议后起诉: [6, 0, 0, 0]\n署名: { 日期: 2023-01-01 }\n",
    );
    let english = clean(
        "agency: 甲\nyear: 2022\nshort_name: 乙\npreface: 丙\noverview: 丁\ndisclosure:\n  rules: { made: 1, repealed: 2, valid: 3 }\n  licence: 4\n\
         requests:\n  r3_1: { natural: 5 }\ndisputes:\n  suit_after_review: { upheld: 6 }\nsignature: { date: 2023-01-01 }\n",
    );
    let values = |report: &Report| -> Vec<_> {
        let cells = report.tables.values().flat_map(|cells| cells.iter());
        cells
            .map(|(key, cell)| {
                (key.clone(), format!("{:?}", cell.value).replace("Absent", "Int(0)"))
            })
            .collect()
    };
    assert_eq!(values(&chinese), values(&english));
    assert_eq!(
        chinese.parts[0].text.as_ref().unwrap().value,
        english.parts[0].text.as_ref().unwrap().value
    );
}

/// Every row of the form under each of its names: all that a clerk may copy from the printed form.
#[test]
fn every_row_answers_to_its_printed_label() {
    for form in Forms::default().iter() {
        for table in &form.tables {
            for cell in table.data() {
                let mut plain =
                    format!("机关: 甲\n年度: 2022\n格式: {}\n{}:\n", form.id, table.name);
                let mut printed = plain.clone();
                for (depth, (step, label)) in cell.path.iter().zip(&cell.labels).enumerate() {
                    let indent = "  ".repeat(depth + 1);
                    let value = if depth + 1 == cell.path.len() { " 7" } else { "" };
                    let _ = writeln!(plain, "{indent}{step}:{value}");
                    let _ = writeln!(printed, "{indent}\"{label}\":{value}");
                }
                let dotted = format!(
                    "机关: 甲\n年度: 2022\n格式: {}\n{}:\n  {}: 7\n",
                    form.id, table.key, cell.key
                );
                for yaml in [plain, printed, dotted] {
                    let report = loaded(&yaml).report;
                    assert_eq!(shown(&report, &table.key, &cell.key), "7", "{yaml}");
                }
            }
        }
    }
}

#[test]
fn totals_are_computed_and_say_so() {
    let report = clean(&format!(
        "{HEAD}依申请公开:\n  本年新收: [3, 1, 0, 0, 0, 0]\n  办理结果:\n    予以公开: [2, 1, 0, 0, 0, 0]\n    不予处理:\n      重复申请: {{ 自然人: 1 }}\n"
    ));
    for (cell, value) in [
        ("new.total", "4"),
        ("r1.total", "3"),
        ("r5_2.total", "1"),
        ("r7.natural", "3"),
        ("r7.commercial", "1"),
        ("r7.total", "4"),
    ] {
        assert_eq!(shown(&report, "requests", cell), value, "{cell}");
        assert!(report.tables["requests"][cell].at.is_none());
    }
}

#[test]
fn a_total_that_agrees_is_kept_with_its_place() {
    let yaml = format!(
        "{HEAD}依申请公开:\n  本年新收: [３, 1, 0, 0, 0, 0, \"4\"]\n  办理结果:\n    （七）总计: [0, 0, 0, 0, 0, 0, 0]\n"
    );
    let report = clean(&yaml);
    assert_eq!(report.tables["requests"]["new.total"].at, yaml.find("\"4\"").map(|i| i..i + 3));
}

#[test]
fn nothing_is_made_up_where_a_total_cannot_be_known() {
    let report =
        clean(&format!("{HEAD}依申请公开:\n  办理结果:\n    予以公开: [约2, 1, 0, 0, 0, 0]\n"));
    for cell in ["r1.total", "r7.natural", "r7.total"] {
        assert_eq!(shown(&report, "requests", cell), "无", "{cell}");
    }
    assert_eq!(shown(&report, "requests", "r7.commercial"), "1");
}

#[test]
fn what_was_typed_is_kept_as_typed() {
    let report = clean(&format!(
        "{HEAD}主动公开:\n  行政规范性文件: [22（其中修订16件）, /, ~]\n  行政许可:\n依申请公开:\n  本年新收: [3, 1, 0, 0, 0, 0, 5]\n  办理结果:\n    不予公开:\n"
    ));
    let cell = |table: &str, key: &str| {
        (shown(&report, table, key), report.tables[table][key].at.is_some())
    };
    for (table, key, value, is_typed) in [
        ("disclosure", "normative.made", "22（其中修订16件）", true),
        ("disclosure", "normative.repealed", "/", true),
        ("disclosure", "normative.valid", "无", true),
        ("disclosure", "licence.decisions", "无", true),
        ("disclosure", "penalty.decisions", "无", false),
        ("requests", "new.total", "5", true),
        ("requests", "r3_8.legal", "无", true),
        ("requests", "r4_1.legal", "无", false),
        ("requests", "r7.total", "0", false),
    ] {
        assert_eq!(cell(table, key), (value.to_owned(), is_typed), "{key}");
    }
}

#[test]
fn a_total_may_be_larger_than_any_count() {
    let report =
        clean(&format!("{HEAD}依申请公开:\n  本年新收: [9223372036854775807, 1, 0, 0, 0, 0]\n"));
    assert_eq!(shown(&report, "requests", "new.total"), "9223372036854775808");
}

#[test]
fn amounts_are_kept_to_the_digit() {
    let report = clean(&format!("{HEAD}主动公开:\n  行政事业性收费: 98.40\n"));
    assert_eq!(shown(&report, "disclosure", "fee.amount_wan"), "98.40");
    let money = clean(
        "机关: 甲\n年度: 2020\n主动公开:\n  政府集中采购: { 采购项目数量: 395, 采购总金额: 73802895.90元 }\n",
    );
    assert_eq!(shown(&money, "disclosure", "procurement.amount"), "73802895.90元");
}

#[test]
fn each_line_of_a_block_is_found_in_the_file() {
    let yaml = format!(
        "{HEAD}总体情况: |\n\n  　　第一段，\u{200B}有看不见的字。\n\n    第二段。  \n  第三段。\n前言: 只有一段\n其他需要报告的事项: >\n  折起来的\n  一段。\n\n  又一段。\n"
    );
    for yaml in [yaml.clone(), yaml.replace('\n', "\r\n")] {
        let report = clean(&yaml);
        let text = report.parts[0].text.as_ref().unwrap();
        assert_eq!(text.value, "\n第一段，有看不见的字。\n\n第二段。\n第三段。");
        let lines = text.lines(&report.source);
        let written = |k: usize| &report.source.text[lines[k].clone().unwrap()];
        assert_eq!(lines.len(), 5);
        assert_eq!(written(1), "第一段，\u{200B}有看不见的字。");
        assert_eq!(written(3), "第二段。");
        assert_eq!(written(4), "第三段。");
        let preface = report.preface.as_ref().unwrap();
        assert_eq!(preface.lines(&report.source)[0], preface.at);
        let folded = report.parts[5].text.as_ref().unwrap();
        assert_eq!(folded.value, "折起来的一段。\n又一段。");
        assert_eq!(folded.lines(&report.source)[1], folded.at);
    }
}

#[test]
fn words_may_stand_above_a_table() {
    let report = clean(&format!("{HEAD}主动公开:\n  说明: 见下表。\n  行政许可: 1\n"));
    assert_eq!(report.parts[1].text.as_ref().unwrap().value, "见下表。");
    assert_eq!(report.parts[1].table.as_deref(), Some("disclosure"));
}
