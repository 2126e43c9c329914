//! A full report whose numbers hold each other: each number changed as hands slip, and what is told of it.

use super::plain;
use nianbao::{
    check::{Context, check},
    diagnostic::Diagnostics,
    report::{Report, Shared, load_with, measured},
    yaml::decode,
};
use rust_decimal::Decimal;
use std::{collections::BTreeMap, fmt::Write as _, ops::Range};

const FULL: &str = "\
机关: 青溪镇人民政府
简称: 青溪镇
年度: 2025
前言: |
  根据《中华人民共和国政府信息公开条例》的要求，现公布本机关2025年政府信息公开工作年度报告。
总体情况: |
  （一）主动公开。本机关制发行政规范性文件2件，废止1件，作出行政许可决定21件、行政处罚决定5件、行政强制决定3件，收取行政事业性收费3.5万元。
  （二）依申请公开。新收政府信息公开申请8件，上年结转2件；办结8件，其中予以公开5件、部分公开2件、不予公开1件，结转下年度继续办理2件。因政府信息公开引起的行政复议3件、行政诉讼2件。
  （三）政府信息管理。公开前均经保密审查。
  （四）政府信息公开平台建设。在县人民政府网站设有专栏。
  （五）监督保障。没有因政府信息公开工作被追究责任的情况。
主动公开政府信息情况:
  规章: { 本年制发件数: 0, 本年废止件数: 0, 现行有效件数: 0 }
  行政规范性文件: { 本年制发件数: 2, 本年废止件数: 1, 现行有效件数: 9 }
  行政许可: 21
  行政处罚: 5
  行政强制: 3
  行政事业性收费: 3.5
收到和处理政府信息公开申请情况:
  本年新收: [3, 1, 1, 0, 1, 2, 8]
  上年结转: [1, 0, 0, 0, 0, 1, 2]
  办理结果:
    予以公开: [2, 1, 0, 0, 1, 1, 5]
    部分公开: [1, 0, 0, 0, 0, 1, 2]
    不予公开:
      属于国家秘密: [0, 0, 1, 0, 0, 0, 1]
    总计: [3, 1, 1, 0, 1, 2, 8]
  结转下年度: [1, 0, 0, 0, 0, 1, 2]
政府信息公开行政复议、行政诉讼情况:
  行政复议: [2, 1, 0, 0, 3]
  行政诉讼:
    未经复议直接起诉: [1, 0, 0, 0, 1]
    复议后起诉: [0, 1, 0, 0, 1]
存在的主要问题及改进情况: |
  公开的内容还不够丰富，将逐项对照目录充实内容。
其他需要报告的事项: |
  本年度未收取信息处理费。
署名:
  机关: 青溪镇人民政府
  日期: 2026年1月20日
";

/// How a hand slips: what becomes of a number, with the next one on its line.
type Slip = fn(&str, Option<&str>) -> Option<[String; 2]>;

const SLIPS: [(&str, Slip); 11] = [
    ("加 1", |n, next| Some([shifted(n, 1), next?.to_owned()])),
    ("减 1", |n, next| Some([shifted(n, -1), next?.to_owned()])),
    ("乘 10", |n, next| Some([format!("{n}0").replace("3.50", "35"), next?.to_owned()])),
    ("同后一个对调", |n, next| {
        Some([next.filter(|next| *next != n && !next.is_empty())?.to_owned(), n.to_owned()])
    }),
    ("挪到后一格", |n, next| {
        Some([
            "0".to_owned(),
            next.filter(|next| *next != n && !next.is_empty()).map(|_| n)?.to_owned(),
        ])
    }),
    ("漏了", |_, next| Some([String::new(), next?.to_owned()])),
    ("加“件”", |n, next| Some([format!("{n}件"), next?.to_owned()])),
    ("加“元”", |n, next| Some([format!("{n}元"), next?.to_owned()])),
    ("加“万元”", |n, next| Some([format!("{n}万元"), next?.to_owned()])),
    ("全角", |n, next| Some([nianbao::text::full_width(n), next?.to_owned()])),
    ("两个数字对调", |n, next| {
        let turned: String = n.chars().rev().collect();
        (n.len() > 1 && turned != n).then_some(())?;
        Some([turned, next?.to_owned()])
    }),
];

fn shifted(number: &str, by: i64) -> String {
    let number: Decimal = number.parse().unwrap();
    (number + Decimal::from(by)).to_string()
}

/// The numbers of tables and prose: where they stand, and where the next on the line does.
fn numbers() -> Vec<(bool, Range<usize>, Option<Range<usize>>)> {
    let mut found: Vec<(bool, usize, Range<usize>)> = Vec::new();
    let mut at = 0;
    let mut key = "";
    for (number, line) in FULL.split_inclusive('\n').enumerate() {
        if !line.starts_with(' ') {
            key = line.split(':').next().unwrap_or_default();
        }
        let is_table =
            key.ends_with("情况") && !key.starts_with("总体") && !key.starts_with("存在");
        if is_table || key == "总体情况" {
            let mut rest = 0;
            while let Some(start) =
                line[rest..].find(|c: char| c.is_ascii_digit()).map(|i| rest + i)
            {
                let tail = &line[start..];
                let length =
                    tail.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(tail.len());
                found.push((is_table, number, at + start..at + start + length));
                rest = start + length;
            }
        }
        at += line.len();
    }
    let next = |i: usize| {
        let (_, line, _) = found[i];
        found.get(i + 1).filter(|(_, other, _)| *other == line).map(|(.., at)| at.clone())
    };
    (0..found.len()).map(|i| (found[i].0, found[i].2.clone(), next(i))).collect()
}

fn told(text: &str) -> (Option<Report>, Diagnostics) {
    let source = decode("青溪镇.yaml", text.as_bytes()).unwrap();
    match load_with(&source, &Shared::default()) {
        Err(errors) => (None, errors),
        Ok(loaded) => {
            let mut found = loaded.findings;
            found.extend(check(&loaded.report, &Context::default()));
            (Some(loaded.report), found)
        }
    }
}

/// The value of the cell that is typed at a place.
fn cell(report: &Report, at: usize) -> Option<Decimal> {
    let cells = report.tables.values().flat_map(BTreeMap::values);
    let mut here = cells.filter(|cell| cell.at.as_ref().is_some_and(|range| range.contains(&at)));
    here.next().and_then(|cell| cell.value.amount())
}

/// The number that is typed, whatever its unit.
fn typed(text: &str) -> Option<Decimal> {
    text.parse().ok().or_else(|| measured(text).map(|(number, _)| number))
}

/// What became of the slips of one kind.
#[derive(Default)]
struct Count {
    tried: usize,
    told: usize,
    same: usize,
    free: usize,
}

/// Tries all slips. One of which nothing is told and of which another number is printed than was typed goes
/// to `wrong`.
pub(super) fn section(wrong: &mut Vec<String>) -> String {
    let (whole, found) = told(FULL);
    assert_eq!(*found, [], "the report itself is right");
    let whole = whole.unwrap();
    let mut page = String::from(
        "\n## Every number of a full report, as hands slip\n\n\
         Of a report whose tables and sentences hold each other. “Told”: a finding that the right report does \
         not bring. “The same”: the number is read as it was (full-width digits, a unit that fits). “Free”: \
         nothing else in the report depends on it, and what is typed is what is printed. Changed without a \
         word: none.\n\n| Where | Slip | Tried | Told | The same | Free |\n|---|---|---|---|---|---|\n",
    );
    for is_table in [true, false] {
        for (what, slip) in SLIPS {
            let mut count = Count::default();
            for (_, at, next) in numbers().into_iter().filter(|(table, ..)| *table == is_table) {
                let after = next.clone().map_or("", |next| &FULL[next]);
                let Some([here, there]) = slip(&FULL[at.clone()], Some(after)) else {
                    continue;
                };
                let mut text = FULL.to_owned();
                if let Some(next) = next.clone().filter(|next| FULL[next.clone()] != there) {
                    text.replace_range(next, &there);
                }
                text.replace_range(at.clone(), &here);
                count.tried += 1;
                let (report, found) = told(&text);
                let Some(report) = report.filter(|_| found.is_empty()) else {
                    count.told += 1;
                    continue;
                };
                let (was, is) = (cell(&whole, at.start), cell(&report, at.start));
                let line = text[..at.start].matches('\n').count() + 1;
                let same = |(table, cells): (&String, &BTreeMap<String, _>)| {
                    let same = |(key, cell): (
                        &String,
                        &nianbao::yaml::Spanned<nianbao::report::Value>,
                    )| {
                        report.tables[table][key].value.amount() == cell.value.amount()
                    };
                    cells.iter().all(same)
                };
                if whole.tables.iter().all(same) && (is_table || here.is_empty()) {
                    count.same += 1;
                } else if is_table && is != typed(&here) {
                    wrong.push(format!(
                        "{what}, line {line}: {was:?} became {is:?}, typed {here:?}"
                    ));
                } else {
                    count.free += 1;
                }
            }
            let place = if is_table { "表" } else { "正文" };
            let Count { tried, told, same, free } = count;
            let what = plain(what);
            let _ = writeln!(page, "| {place} | {what} | {tried} | {told} | {same} | {free} |");
        }
    }
    page
}
