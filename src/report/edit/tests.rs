//! One value is another, and nothing else is.

use super::*;
use crate::report::{
    Forms, Hints, Report, load, to_yaml, totals,
    write::tests::{line, narrative, report, said},
};
use proptest::prelude::*;

const HEAD: &str = "机关: 某某乡人民政府\n年度: 2026\n";

fn changed(yaml: &str, target: Target<'_>, value: &str) -> String {
    let source = Source::new("某某乡.yaml", yaml);
    let form = Forms::default().for_year(2026);
    change(&source, &form, target, value).unwrap_or_else(|found| panic!("{found}\n{yaml}"))
}

#[test]
fn a_number_is_changed_in_the_way_it_is_written() {
    for (written, cell, value, becomes) in [
        (
            "  本年新收: [1, 2, 0, 0, 0, 0] # 注",
            "new.commercial",
            "12",
            "  本年新收: [1, 12, 0, 0, 0, 0] # 注",
        ),
        (
            "  本年新收: ['1', \"2\",0,0,0,0]",
            "new.natural",
            "12",
            "  本年新收: ['12', \"2\",0,0,0,0]",
        ),
        (
            "  本年新收: ['1', \"2\",0,0,0,0]",
            "new.commercial",
            "12",
            "  本年新收: ['1', \"12\",0,0,0,0]",
        ),
        ("  本年新收: [1, 0, 0, 0, 0, 0]", "new.natural", "", "  本年新收: [~, 0, 0, 0, 0, 0]"),
        (
            "  本年新收: [1, 0, 0, 0, 0, 0]",
            "new.natural",
            "1,234",
            "  本年新收: [\"1,234\", 0, 0, 0, 0, 0]",
        ),
        ("  本年新收: [1, 0, 0, 0, 0, 0]", "new.total", "1", "  本年新收: [1, 0, 0, 0, 0, 0, 1]"),
        (
            "  本年新收: { 自然人: 1, 其他: 2 }",
            "new.research",
            "3",
            "  本年新收: { 自然人: 1, 科研机构: 3, 其他: 2 }",
        ),
        ("  本年新收: { 其他: 2 }", "new.natural", "3", "  本年新收: { 自然人: 3, 其他: 2 }"),
        ("  本年新收: {}", "new.natural", "3", "  本年新收: { 自然人: 3 }"),
        ("  本年新收: { 自然人, 其他: }", "new.natural", "3", "  本年新收: { 自然人: 3, 其他: }"),
        (
            "  本年新收:\n    自然人:  1  # 注\n    其他: 2",
            "new.natural",
            "3",
            "  本年新收:\n    自然人:  3  # 注\n    其他: 2",
        ),
        (
            "  本年新收:\n    - 1\n    - 0\n    - 0\n    - 0\n    - 0\n    - 0",
            "new.total",
            "1",
            "  本年新收:\n    - 1\n    - 0\n    - 0\n    - 0\n    - 0\n    - 0\n    - 1",
        ),
        ("  本年新收: # 注", "new.natural", "3", "  本年新收: { 自然人: 3 } # 注"),
        ("  本年新收: ~", "new.natural", "3", "  本年新收: { 自然人: 3 }"),
        ("  new.natural: 1", "new.natural", "3", "  new.natural: 3"),
        (
            "  r1: [1, 0, 0, 0, 0, 0]\n  办理结果: { 部分公开: { 自然人: 1 } }",
            "r1.natural",
            "3",
            "  r1: [3, 0, 0, 0, 0, 0]\n  办理结果: { 部分公开: { 自然人: 1 } }",
        ),
        (
            "  结转下年度: [0, 0, 0, 0, 0, 0]",
            "carried_in.other",
            "3",
            "  上年结转: { 其他: 3 }\n  结转下年度: [0, 0, 0, 0, 0, 0]",
        ),
        (
            "  本年新收: [0, 0, 0, 0, 0, 0] # 注\n  # 又\n  结转下年度: {}",
            "r3_1.other",
            "3",
            "  本年新收: [0, 0, 0, 0, 0, 0] # 注\n  办理结果:\n    不予公开:\n      属于国家秘密: { 其他: 3 }\n  # 又\n  结转下年度: {}",
        ),
        (
            "  办理结果: # 注\n  结转下年度: {}",
            "r1.other",
            "3",
            "  办理结果: # 注\n    予以公开: { 其他: 3 }\n  结转下年度: {}",
        ),
    ] {
        let yaml = |rows: &str| format!("{HEAD}依申请公开:\n{rows}\n# 完\n");
        assert_eq!(changed(&yaml(written), Target::Cell("requests", cell), value), yaml(becomes));
    }
}

#[test]
fn a_text_is_changed_in_the_way_it_is_written() {
    let part = Target::Text(&["总体情况"]);
    for (written, target, value, becomes) in [
        ("总体情况: 旧。# 不是注", part, "新", "总体情况: 新"),
        ("总体情况: 旧。 # 注", part, "新", "总体情况: 新 # 注"),
        ("总体情况: '旧'", part, "新'的", "总体情况: '新''的'"),
        ("总体情况: \"旧\"", part, "新\"的", "总体情况: \"新\\\"的\""),
        ("总体情况: 旧 # 注", part, "一。\n二。", "总体情况: | # 注\n  一。\n  二。"),
        (
            "总体情况: |- # 注\n    旧。\n\n    旧。",
            part,
            "一。\n二。",
            "总体情况: |- # 注\n    一。\n    二。",
        ),
        ("总体情况: |", part, "一。", "总体情况: |\n  一。"),
        ("总体情况: >\n  旧\n  的\n", part, "一。\n二。", "总体情况: |\n  一。\n  二。\n"),
        ("总体情况: |\n  旧。", part, "", "总体情况: ~"),
        ("总体情况:", part, "新", "总体情况: 新"),
        (
            "总体情况: |\n  一。\n    二。  \n\n  四。",
            Target::Paragraph(&["总体情况"], 1),
            "新。",
            "总体情况: |\n  一。\n    新。  \n\n  四。",
        ),
        (
            "总体情况: |\n  一。\n\n  三。",
            Target::Paragraph(&["总体情况"], 1),
            "新。",
            "总体情况: |\n  一。\n  新。\n  三。",
        ),
        ("总体情况: 一。", Target::Paragraph(&["总体情况"], 0), "新。", "总体情况: \"新。\""),
        ("标题: [甲, 乙] # 注", Target::Text(&["标题"]), "丙\n丁", "标题: [丙, 丁] # 注"),
        (
            "标题:\n- 甲\n- 乙 # 注",
            Target::Text(&["标题"]),
            "丙\n丁\n戊",
            "标题:\n- 丙\n- 丁\n- 戊 # 注",
        ),
        (
            "署名: { 日期: 2027-1-1 }",
            Target::Text(&["署名", "日期"]),
            "2027年1月20日",
            "署名: { 日期: 2027年1月20日 }",
        ),
        ("署名: 2027-1-1", Target::Text(&["署名", "日期"]), "2027年1月20日", "署名: 2027年1月20日"),
        (
            "正文:\n  - 标题: 一、甲\n  - 标题: 二、乙\n    表: 主动公开",
            Target::Text(&["正文", "1", "内容"]),
            "新",
            "正文:\n  - 标题: 一、甲\n  - 标题: 二、乙\n    内容: 新\n    表: 主动公开",
        ),
        (
            "复议诉讼:\n  行政复议: {}",
            Target::Text(&["复议诉讼", "说明"]),
            "新",
            "复议诉讼:\n  说明: 新\n  行政复议: {}",
        ),
        ("署名: 无", Target::Text(&["简称"]), "某某 乡", "署名: 无"),
    ] {
        let yaml = |text: &str| format!("{HEAD}{text}\n# 完\n");
        let expected = match target {
            Target::Text(["简称"]) => yaml(becomes).replace("年度", "简称: |\n  某某 乡\n年度"),
            _ => yaml(becomes),
        };
        assert_eq!(changed(&yaml(written), target, value), expected);
    }
}

#[test]
fn what_is_absent_comes_in_the_order_of_the_form_with_the_line_ends_of_the_file() {
    let yaml = "机关: 某某乡人民政府\r\n年度: 2026 # 注\r\n六、其他需要报告的事项: 无";
    assert_eq!(
        changed(yaml, Target::Cell("disputes", "suit_direct.upheld"), "1"),
        "机关: 某某乡人民政府\r\n年度: 2026 # 注\r\n政府信息公开行政复议、行政诉讼情况:\r\n  行政诉讼:\r\n    \
         未经复议直接起诉: { 结果维持: 1 }\r\n六、其他需要报告的事项: 无"
    );
    assert_eq!(
        changed(yaml, Target::Text(&["署名", "日期"]), "2027年1月20日"),
        format!("{yaml}\r\n署名:\r\n  日期: 2027年1月20日")
    );
    assert_eq!(changed(yaml, Target::Text(&["简称"]), ""), yaml);
}

#[test]
fn what_cannot_be_changed_in_place_is_said() {
    let form = Forms::default().for_year(2026);
    for (yaml, target) in [
        ("", Target::Text(&["简称"])),
        ("a: 1", Target::Text(&["天气"])),
        ("a: 1", Target::Cell("requests", "r9.total")),
        ("依申请公开: 无", Target::Cell("requests", "new.total")),
        ("总体情况: { a: 1 }", Target::Text(&["总体情况"])),
        ("总体情况: 一。", Target::Paragraph(&["总体情况"], 7)),
    ] {
        assert!(change(&Source::new("某某乡.yaml", yaml), &form, target, "1").is_err(), "{yaml}");
    }
}

/// What the report says once a number is another: its totals follow, unless they were typed.
fn with_number(report: &Report, table: &str, cell: &str, value: &str) -> Report {
    let mut report = report.clone();
    for cells in report.tables.values_mut() {
        cells.retain(|_, cell| cell.at.is_some());
    }
    let cells = report.tables.entry(table.to_owned()).or_default();
    // Where nothing was written, nothing can be taken away; a cell that is named stays so.
    if !value.is_empty() || cells.contains_key(cell) {
        let at = Some(0..0);
        cells.insert(cell.to_owned(), Spanned { value: number::read(value), at });
    }
    totals::complete(&report.form, &mut report.tables);
    report
}

fn read(yaml: &str) -> Report {
    let read = load(&Source::new("某某乡.yaml", yaml));
    read.unwrap_or_else(|found| panic!("{found}\n{yaml}")).report
}

/// The place of a block text begins below its header, `|`, which is of the value too.
fn with_header(yaml: &str, at: Range<usize>) -> Range<usize> {
    let header = yaml[..at.start].strip_suffix('\n').and_then(|above| above.rfind('|'));
    header.unwrap_or(at.start)..at.end
}

proptest! {
    #[test]
    fn only_the_number_that_was_asked_for_changes(
        report in report(),
        at in any::<prop::sample::Index>(),
        value in prop_oneof![Just(String::new()), "[0-9]{1,4}", line()],
        is_windows in any::<bool>(),
    ) {
        prop_assume!(keeps_blanks(&value));
        let cells: Vec<_> = report.form.tables.iter()
            .flat_map(|table| table.data().map(move |cell| (&*table.key, &*cell.key)))
            .collect();
        let &(table, cell) = at.get(&cells);
        let mut yaml = to_yaml(&report, &Hints::new());
        if is_windows {
            yaml = yaml.replace('\n', "\r\n");
        }
        let before = read(&yaml);
        let edits = changes(&before.source, &before.form, Target::Cell(table, cell), &value).unwrap();
        let written = with_header(&yaml, before.tables[table][cell].at.clone().unwrap_or_default());
        for (at, _) in &edits {
            prop_assert!(at.is_empty() || (written.start <= at.start && at.end <= written.end));
        }
        let after = edited(&yaml, edits);
        let expected = with_number(&before, table, cell, &value);
        prop_assert!(said(&read(&after)) == said(&expected), "{yaml}\n{table} {cell} {value:?}\n{after}");
    }

    #[test]
    fn only_the_text_that_was_asked_for_changes(
        report in report(),
        (short_name, text) in (line(), prop_oneof![Just(String::new()), narrative().prop_map(|t| t.value)]),
        part in 0..6_usize,
        is_windows in any::<bool>(),
    ) {
        let mut yaml = to_yaml(&report, &Hints::new());
        if is_windows {
            yaml = yaml.replace('\n', "\r\n");
        }
        let before = read(&yaml);
        let mut expected = before.clone();
        let new = Some(text.clone().into()).filter(|_| !text.is_empty());
        let index = part.to_string();
        let is_standard = before.parts.len() == 6 && !yaml.contains("\n正文:");
        let name = before.form.parts[part].name.clone();
        let listed = ["正文", &index, "内容"];
        let standard = [name.as_str(), "说明"];
        let target = if is_standard {
            expected.parts[part].text = new;
            &standard[..if before.parts[part].table.is_some() { 2 } else { 1 }]
        } else if part < before.parts.len() {
            expected.parts[part].text = new;
            &listed[..]
        } else {
            expected.preface = new;
            &["前言"][..]
        };
        let source = &before.source;
        let after = change(source, &before.form, Target::Text(target), &text).unwrap();
        prop_assert!(said(&read(&after)) == said(&expected), "{yaml}\n{target:?} {text:?}\n{after}");

        expected = before.clone();
        expected.short_name = Some(short_name.clone().into());
        if before.title[0].at.is_none() {
            expected.title = vec![expected.default_title().into()];
        }
        let after = change(source, &before.form, Target::Text(&["简称"]), &short_name).unwrap();
        prop_assert!(said(&read(&after)) == said(&expected), "{yaml}\n{short_name:?}\n{after}");
    }
}
