use super::super::{Template, render};
use super::support::{loose, report, set, signature};
use crate::{
    diagnostic::Source,
    document::{Block, Cell, emit},
    report::{Report, Value},
};
use rust_decimal::Decimal;

/// The blocks alone; page and styles have their own snapshot.
fn blocks(text: &str) -> String {
    let lines = text.lines().filter(|l| !l.starts_with("style "));
    lines.collect::<Vec<_>>().join("\n")
}

fn draw(report: &Report) -> String {
    let template = Template::builtin().unwrap();
    blocks(&emit(&render(&template, report, None).unwrap()))
}

#[test]
fn nine_parts_with_tables_in_the_midst() {
    let path = "examples/yimen/铜厂彝族乡.yaml";
    let text = std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let loaded = crate::report::load(&Source::new(path, text)).unwrap();
    insta::assert_snapshot!(draw(&loaded.report));
}

#[test]
fn numbers_are_printed_as_they_were_typed() {
    let mut report = report("2021", &[("二、主动公开", "", "disclosure")]);
    let fee = Value::Decimal(Decimal::new(9840, 2));
    set(&mut report, "disclosure", "fee.amount_wan", fee);
    set(&mut report, "disclosure", "rules.made", Value::Int(3));
    let text = Value::Text("22（其中修订16件）".to_owned());
    set(&mut report, "disclosure", "normative.valid", text);
    let drawn = draw(&report);
    for cell in [
        "| 1 [表格文字] 3 |",
        "| 3 [表格文字] 22（其中修订16件）",
        "| 1+3 [表格文字] 98.40",
        "| 1+3 [表格文字] 0",
    ] {
        assert!(drawn.contains(cell), "{cell} in\n{drawn}");
    }
}

#[test]
fn six_parts_without_a_signature() {
    let report = report(
        "2021",
        &[
            ("一、总体情况", "1.公文公开\n（1）数量\n共1145条。", ""),
            ("二、主动公开政府信息情况", "说明在表前。", "disclosure"),
            ("五、存在的主要问题及改进情况", "一是力量不足；二是更新不快。", ""),
            ("六、其他需要报告的事项", "无收取信息处理费的情况。", ""),
        ],
    );
    insta::assert_snapshot!(draw(&report));
}

#[test]
fn the_form_of_2019_under_a_seal() {
    let mut report = report("2019", &[("二、主动公开政府信息情况", "", "disclosure")]);
    let mut body = signature(true);
    body.bodies.push(loose("铜厂彝族乡综合办".to_owned()));
    report.signature = Some(body);
    insta::assert_snapshot!(draw(&report));
}

#[test]
fn what_the_user_types_is_text_and_never_markup() {
    let text = "<w:p/> & ]]> </p><p> \"引\" 'x' &lt; {# #} 终";
    let report = report("2021", &[("一、<h1>", text, "")]);
    let document = render(&Template::builtin().unwrap(), &report, None).unwrap();
    let texts: Vec<String> = document
        .blocks
        .iter()
        .map(|b| match b {
            Block::Paragraph(p) => p.text(),
            _ => String::new(),
        })
        .collect();
    assert_eq!(texts, ["铜厂乡2022年政府信息公开工作\n年度报告", "一、<h1>", text]);
}

#[test]
fn the_file_says_what_it_is_and_when() {
    let template = Template::builtin().unwrap();
    let mut report = report("2021", &[]);
    let meta = |report: &_| render(&template, report, None).unwrap().meta;
    // 2023-01-31, the last day to publish.
    let default = meta(&report);
    assert_eq!(default.created, 1_675_123_200);
    assert_eq!(default.title, "铜厂乡2022年政府信息公开工作年度报告");
    assert_eq!(default.author, "铜厂彝族乡人民政府");
    report.signature = Some(signature(false));
    assert_eq!(meta(&report).created, 1_673_913_600);
}

#[test]
fn the_same_report_gives_the_same_text() {
    let report = report("2021", &[("三、申请", "", "requests")]);
    assert_eq!(draw(&report), draw(&report));
}

#[test]
fn a_long_report_stays_within_its_steps() {
    let long = "（一）主动公开。全年公开1145条，其中{{ 年度 }}年新增。\n".repeat(5000);
    let report = report("2021", &[("一、总体情况", &long, ""), ("三、申请", "", "requests")]);
    assert!(draw(&report).lines().count() > 5000);
}

#[test]
fn the_table_of_applications_fits_a_page_with_its_heading() {
    let report = report("2021", &[("三、申请", "", "requests")]);
    let document = render(&Template::builtin().unwrap(), &report, None).unwrap();
    let Some(Block::Table(table)) = document.blocks.last() else {
        panic!("no table");
    };
    let total: f64 = table.columns.iter().sum();
    assert!((total - document.page.text_width()).abs() < 1e-9, "{total}");
    // Lines of a label, Latin characters at half width. Spanning labels have room.
    let lines = |cell: &Cell| {
        let width: f64 = table.columns[cell.column..cell.column + cell.colspan].iter().sum();
        let fit = ((width - 2.0 * table.padding_x) / 10.5).floor();
        let half = |c: char| if c.is_ascii() { 0.5 } else { 1.0 };
        let length: f64 = cell.paragraphs[0].text().chars().map(half).sum();
        (length / fit).ceil().max(1.0)
    };
    let height: f64 = table
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().filter(|c| c.rowspan == 1);
            let most = cells.map(lines).fold(1.0, f64::max);
            most * 13.6 + table.padding_y
        })
        .sum();
    let rules = table.border * (table.rows.len() + 1) as f64;
    let heading = document.page.line_pitch;
    assert!(
        heading + height + rules <= document.page.text_height(),
        "{height} + {rules} + {heading} > {}",
        document.page.text_height()
    );
}
