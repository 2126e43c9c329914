//! Copied text whose lines were broken, or has a page's number or a damaged head between its rows.

use super::{
    imported,
    layouts::{html, marked, whole},
    made::{Made, made},
    report_of,
};
use fastrand::Rng;
use nianbao::{diagnostic::human, report::FormTable};

/// The cells of which another number was read than was made, and those that were not read.
fn missed(made: &Made, name: &str, text: &str) -> Vec<String> {
    let report = report_of(&imported(name, text.as_bytes()));
    let found = |table: &str, key: &str| {
        report.tables[table][key].value.amount().map(|amount| amount.to_string())
    };
    let is_missed = |((table, key), expected): &(&(String, String), &String)| {
        found(table, key).as_ref() != Some(*expected)
    };
    made.numbers.iter().filter(is_missed).map(|((_, key), _)| key.clone()).collect()
}

fn rows(made: &Made) -> String {
    whole(made, |table| marked(made, table, "", "\t", ""), "\n")
}

/// Breaks the label before the numbers of each row after so many characters.
fn broken(text: &str, width: usize) -> String {
    let of_line = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let is_number = |cell: &&str| cell.parse::<f64>().is_ok();
        let Some(numbers) = cells.iter().position(is_number).filter(|at| *at > 0) else {
            return line.to_owned();
        };
        let label: Vec<char> = cells[numbers - 1].chars().collect();
        let label: Vec<String> = label.chunks(width).map(|piece| piece.iter().collect()).collect();
        let mut cells: Vec<String> = cells.into_iter().map(str::to_owned).collect();
        cells[numbers - 1] = label.join("\n");
        cells.join("\t")
    };
    text.lines().map(of_line).collect::<Vec<_>>().join("\n")
}

#[test]
fn labels_that_lines_break_are_joined() {
    for (seed, year) in [(0, 2023), (1, 2020)] {
        let made = made(&mut Rng::with_seed(seed), year);
        for width in 2..20 {
            let text = broken(&rows(&made), width);
            assert_eq!(missed(&made, "文.txt", &text), [""; 0], "{width}");
            let told = human(&imported("文.txt", text.as_bytes()).findings, false);
            assert_eq!(told, "", "{width}");
        }
    }
}

#[test]
fn two_labels_below_each_other_stay_two() {
    let made = made(&mut Rng::with_seed(4), 2023);
    // 一、本年新收 says only half, and the row behind it has the other half's end.
    let text = rows(&made).replace("一、本年新收政府信息公开申请数量\t", "一、本年新收\t");
    assert_eq!(missed(&made, "文.txt", &text), [""; 0]);
}

#[test]
fn numbers_of_pages_between_two_rows_are_none_of_theirs() {
    for number in ["— 3 —", "-3-", "第 3 页", "3"] {
        let made = made(&mut Rng::with_seed(2), 2023);
        let text = rows(&made).replace("3.补正后", &format!("{number}\n3.补正后"));
        assert_eq!(missed(&made, "文.txt", &text), [""; 0], "{number}");
    }
}

#[test]
fn damaged_heads_of_columns_leave_the_order() {
    for (head, damaged) in [
        ("其他结果", "其他已果"),
        ("尚未审结", "已未审结"),
        ("行政复议\t", "行政复人\t"),
        ("未经复议直接起诉", "未经复议直接起訴讼"),
    ] {
        let made = made(&mut Rng::with_seed(3), 2023);
        let text = rows(&made);
        assert!(text.contains(head), "{head}");
        assert_eq!(missed(&made, "文.txt", &text.replacen(head, damaged, 1)), [""; 0], "{head}");
    }
}

#[test]
fn a_subtotal_is_where_its_head_says() {
    for seed in 0..6 {
        let made = made(&mut Rng::with_seed(seed), 2023);
        let with_subtotal = |table: &FormTable| {
            let of_line = |line: &str| {
                let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
                let from = cells.len().saturating_sub(7);
                let numbers: Vec<u64> = cells[from..].iter().flat_map(|c| c.parse()).collect();
                if let [_, bodies @ .., _] = &numbers[..]
                    && numbers.len() == 7
                {
                    cells.insert(from + 6, bodies.iter().sum::<u64>().to_string());
                } else if line.ends_with("其他") && line.contains("商业企业") {
                    cells.push("小计".to_owned());
                }
                cells.join("\t") + "\n"
            };
            let rows = marked(&made, table, "", "\t", "");
            if table.key == "requests" { rows.lines().map(of_line).collect() } else { rows }
        };
        let text = whole(&made, with_subtotal, "\n");
        assert_eq!(missed(&made, "文.txt", &text), [""; 0], "{text}");
    }
}

#[test]
fn half_a_label_is_no_heading_where_the_part_has_its_own() {
    let made = made(&mut Rng::with_seed(5), 2023);
    let text = rows(&made).replace("四、结转下年度继续办理\t", "四、结转下\n年度\n继续的办理\t");
    let report = report_of(&imported("文.txt", text.as_bytes()));
    let headings: Vec<&str> = report.parts.iter().map(|part| part.heading.value.as_str()).collect();
    assert_eq!(headings.len(), 6);
    assert_eq!(headings[3], "四、政府信息公开行政复议、行政诉讼情况");
}

#[test]
fn characters_that_nobody_can_read_are_told_and_are_no_name() {
    let made = made(&mut Rng::with_seed(6), 2023);
    let page = html(&made, &str::to_owned);
    let page = page.replace("云溪县石桥镇", "�溪县石桥镇").replace("补贴。", "补�。");
    let imported = imported("页.html", page.as_bytes());
    let told = human(&imported.findings, false);
    assert_eq!(told.matches("个字认不出").count(), 5, "{told}");
    assert!(imported.findings.has_errors());
    assert!(
        imported.yaml.text.starts_with("机关: \"【请填写") && !imported.yaml.text.contains("简称")
    );
}
