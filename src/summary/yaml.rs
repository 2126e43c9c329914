//! A county's numbers → a report in YAML that can be checked, finished and rendered like any other.

use super::{Summary, prose};
use crate::report::{FormCell, FormTable, agency_of, quoted};
use std::fmt::Write as _;

/// Writes the county's report: sums in the tables, and a narrative that a person finishes.
pub fn yaml(summary: &Summary<'_>) -> String {
    let mut yaml = head(summary);
    for part in &summary.form.parts {
        let _ = writeln!(yaml, "\n# {}", part.heading);
        match part.table.as_ref().and_then(|key| summary.form.table(key)) {
            Some(table) => yaml.push_str(&numbers(summary, table)),
            None => narrative(&mut yaml, summary, &part.key, &part.name),
        }
    }
    let _ = write!(
        yaml,
        "\n署名:\n  机关: {}\n  日期: {}\n",
        quoted(&agency_of(&summary.county)),
        summary.date
    );
    yaml
}

fn head(summary: &Summary<'_>) -> String {
    let names: Vec<&str> = (summary.units.iter()).map(|unit| unit.agency.value.as_str()).collect();
    format!(
        "# {county}{year}年政府信息公开工作年度报告（{form}年格式）：由 nianbao summarize 汇总。\n\
         # 表里的每一格是下列 {count} 个单位同一格之和；正文是照这些数写的骨架，数里看不出的留着【请填写：……】，填完才能出正式文件。\n\
         # 单位：{names}\n\
         机关: {agency}\n简称: {short}\n年度: {year}\n\n前言: |\n{preface}",
        county = one_line(&summary.county),
        year = summary.year,
        form = summary.form.id,
        count = names.len(),
        names = one_line(&names.join("、")),
        agency = quoted(&agency_of(&summary.county)),
        short = quoted(&summary.county),
        preface = prose::preface(summary),
    )
}

/// A comment is one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn narrative(yaml: &mut String, summary: &Summary<'_>, key: &str, name: &str) {
    let (hint, text) = match key {
        "overview" => (
            "数字来自下面的表；（三）至（五）请写全县的实际情况，一共不超过 1000 字",
            prose::overview(summary),
        ),
        "problems" => (
            "既要写问题，也要写怎样改进；请综合各单位报告的这一部分",
            "  （一）存在的主要问题。【请填写：各单位共同的问题】\n\
             \x20 （二）改进情况。【请填写：已经做了什么，下一步做什么】\n"
                .to_owned(),
        ),
        _ => (
            "收没收信息处理费必须在这里说明，请照各单位报告的这一部分核对",
            "  【请填写：信息处理费收取的情况，其他需要报告的事项】\n".to_owned(),
        ),
    };
    let _ = write!(yaml, "# {hint}\n{name}: |\n{text}");
}

/// A table, row by row; totals are left to be computed.
fn numbers(summary: &Summary<'_>, table: &FormTable) -> String {
    let mut yaml = format!("{}:\n", table.name);
    let cells: Vec<&FormCell> = table.data().collect();
    let mut above: &[String] = &[];
    for row in cells.chunk_by(|a, b| is_one_row(a, b)) {
        let Some(path) = row.first().map(|cell| row_path(cell)) else {
            continue;
        };
        let Some((name, groups)) = path.split_last() else {
            continue;
        };
        // Computed, like the columns of that name.
        if name == "总计" {
            continue;
        }
        let known = groups.iter().zip(above).take_while(|(a, b)| a == b).count();
        for (depth, group) in groups.iter().enumerate().skip(known) {
            let _ = writeln!(yaml, "{}{group}:", "  ".repeat(depth + 1));
        }
        above = groups;
        let indent = "  ".repeat(groups.len() + 1);
        let _ = writeln!(yaml, "{indent}{name}: {}", values(summary, table, row));
    }
    yaml
}

fn is_one_row(a: &FormCell, b: &FormCell) -> bool {
    a.path.len() > 1 && row_path(a) == row_path(b)
}

/// The path without the column; a row with one number has none.
fn row_path(cell: &FormCell) -> &[String] {
    match &cell.path[..] {
        [row, .., _] => cell.path.get(..cell.path.len() - 1).unwrap_or(std::slice::from_ref(row)),
        path => path,
    }
}

fn values(summary: &Summary<'_>, table: &FormTable, row: &[&FormCell]) -> String {
    let sum = |cell: &FormCell| summary.sum(&table.key, &cell.key).to_string();
    match row {
        [only] if only.path.len() == 1 => sum(only),
        _ if row.last().and_then(|cell| cell.path.last()).is_some_and(|c| c == "总计") => {
            let columns = row.get(..row.len() - 1).unwrap_or_default();
            let sums: Vec<String> = columns.iter().map(|cell| sum(cell)).collect();
            format!("[{}]", sums.join(", "))
        }
        _ => {
            let sums = row.iter().map(|cell| {
                let column = cell.path.last().map_or("", String::as_str);
                format!("{column}: {}", sum(cell))
            });
            format!("{{ {} }}", sums.collect::<Vec<_>>().join(", "))
        }
    }
}
