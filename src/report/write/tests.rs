//! Whatever a report says, it says the same when what was written is read.

use super::*;
use crate::{
    diagnostic::Source,
    report::{Date, Forms, Part, load, number},
    text::clean,
};
use proptest::prelude::*;

/// A line as the reader hands it on: printable, without blanks at its ends, not empty.
pub fn line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec!["甲", "乙", "铜厂", "（一）", "。", "a", "7", " ", "  "]),
        1 => prop::sample::select(vec![
            "\"", "'", ":", ": ", "：", "#", " #", "-", "- ", "{{", "}", "[", "]", ",", "&", "*",
            "!", "|", ">", "%", "@", "`", "\\", "?", "~", "null", "是", "---", "...", "/", "=",
            "1,234", "98.40", "\u{3000}", "𠀀",
        ]),
    ];
    let line = prop::collection::vec(piece, 1..8).prop_map(|pieces| clean(&pieces.concat()).0);
    line.prop_filter("a blank line", |line| !line.is_empty())
}

fn lines(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Spanned<String>>> {
    prop::collection::vec(line().prop_map(Spanned::from), count)
}

/// Paragraphs, some of them empty, the last one not.
pub fn narrative() -> impl Strategy<Value = Spanned<String>> {
    let paragraph = prop_oneof![3 => line(), 1 => Just(String::new())];
    (prop::collection::vec(paragraph, 0..4), line())
        .prop_map(|(lines, last)| [lines, vec![last]].concat().join("\n").into())
}

fn extra() -> impl Strategy<Value = Extra> {
    let text = narrative().prop_map(|text| Extra::Text(text.value));
    text.prop_recursive(3, 12, 3, |inner| {
        let key = line().prop_filter("a folded key", |key| keeps_blanks(key));
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Extra::List),
            prop::collection::btree_map(key, inner, 0..3).prop_map(Extra::Map),
        ]
    })
}

fn signature() -> impl Strategy<Value = Signature> {
    let seals = |count: usize, has: bool| lines(if has { count..count + 1 } else { 0..1 });
    (lines(1..3), any::<bool>(), any::<bool>(), 2009..2101, 1..13_u8, 1..29_u8).prop_flat_map(
        move |(bodies, sealed, pictures, year, month, day)| {
            seals(bodies.len(), pictures).prop_map(move |seals| Signature {
                bodies: bodies.clone(),
                date: Date { year, month, day }.into(),
                sealed: sealed || !seals.is_empty(),
                seals,
            })
        },
    )
}

/// Numbers for some cells of a form: what was typed, totals that do not tie among it.
fn numbers() -> impl Strategy<Value = Vec<(prop::sample::Index, Value)>> {
    let value = prop_oneof![
        4 => (0..40_i64).prop_map(Value::Int),
        1 => (-1_000_000_000_000..1_000_000_000_000_i64).prop_map(Value::Int),
        1 => "[0-9]{1,5}\\.[0-9]{1,2}".prop_map(|text| number::read(&text)),
        1 => line().prop_map(|text| number::read(&text)),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), value), 0..60)
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    let part = (line(), prop::option::of(narrative())).prop_map(|(heading, text)| Part {
        heading: heading.into(),
        text,
        table: None,
    });
    prop::collection::vec(part, 0..4)
}

prop_compose! {
    pub fn report()(
        (form, year) in (prop::sample::select(vec!["2021", "2019"]), 2008..2101),
        (agency, short_name, title) in (line(), prop::option::of(line()), lines(0..3)),
        (preface, texts) in (
            prop::option::of(narrative()),
            prop::collection::vec(prop::option::of(narrative()), 6),
        ),
        listed in prop::option::of(parts()),
        signature in prop::option::of(signature()),
        extra in prop::collection::btree_map("[a-z甲-癸]{1,4}", extra(), 0..3),
        numbers in numbers(),
    ) -> Report {
        let form = Forms::default().for_id(form).unwrap();
        let mut report = Report::new(&form, &agency, year);
        report.short_name = short_name.map(Spanned::from);
        report.title = if title.is_empty() { vec![report.default_title().into()] } else { title };
        report.preface = preface;
        for (part, text) in report.parts.iter_mut().zip(texts) {
            part.text = text;
        }
        if let Some(mut parts) = listed {
            for (part, table) in parts.iter_mut().zip(&form.tables) {
                part.table = Some(table.key.clone());
            }
            report.parts = parts;
        }
        report.signature = signature;
        report.extra = extra;
        report.tables.clear();
        let cells: Vec<_> =
            form.tables.iter().flat_map(|table| table.data().map(move |c| (table, c))).collect();
        for (at, value) in numbers {
            let (table, cell) = at.get(&cells);
            let cells = report.tables.entry(table.key.clone()).or_default();
            cells.insert(cell.key.clone(), value.into());
        }
        totals::complete(&form, &mut report.tables);
        report
    }
}

/// Everything that a report says, without the places where it says it.
pub fn said(report: &Report) -> String {
    let values = |lines: &[Spanned<String>]| -> Vec<String> {
        lines.iter().map(|line| line.value.clone()).collect()
    };
    let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    let parts = report.parts.iter();
    let parts: Vec<_> = parts.map(|p| (&p.heading.value, text(&p.text), &p.table)).collect();
    let signature = report.signature.as_ref();
    let signature =
        signature.map(|s| (values(&s.bodies), s.date.value, s.sealed, values(&s.seals)));
    let numbers = report
        .tables
        .iter()
        .flat_map(|(table, cells)| cells.iter().map(move |(key, cell)| (table, key, &cell.value)));
    let numbers: Vec<_> = numbers.collect();
    let head = (&report.form.id, &report.agency.value, text(&report.short_name), report.year.value);
    let body = (values(&report.title), text(&report.preface), parts, signature, &report.extra);
    format!("{head:#?}\n{body:#?}\n{numbers:?}")
}

proptest! {
    #[test]
    fn a_report_that_was_written_reads_as_the_same_report(
        report in report(),
        hints in prop::collection::btree_map(
            prop::sample::select(vec!["", "机关", "标题", "总体情况", "主动公开政府信息情况", "盖章"]),
            narrative(),
            0..3,
        ),
    ) {
        let hints = hints.into_iter().map(|(key, hint)| (key.to_owned(), hint.value)).collect();
        let yaml = to_yaml(&report, &hints);
        let read = load(&Source::new("又.yaml", yaml.as_str()));
        let read = read.unwrap_or_else(|found| panic!("{found}\n{yaml}")).report;
        prop_assert!(said(&read) == said(&report), "{}", yaml);
        prop_assert_eq!(to_yaml(&read, &hints), yaml);
    }
}

#[test]
fn nothing_that_nobody_said_is_written() {
    let form = Forms::default().for_year(2026);
    let mut report = Report::new(&form, "某某乡人民政府", 2026);
    let cells = report.tables.get_mut("requests").unwrap();
    cells.insert("new.natural".to_owned(), Value::Int(3).into());
    cells.insert("new.other".to_owned(), Value::Int(0).into());
    assert_eq!(
        to_yaml(&report, &Hints::new()),
        "机关: 某某乡人民政府\n年度: 2026\n\n\
         收到和处理政府信息公开申请情况:\n  本年新收: { 自然人: 3, 其他: 0, 总计: 0 }\n\n署名: 无\n"
    );
}
