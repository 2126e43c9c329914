//! The published report of 铜厂乡 as the sequence of characters that its files must show.
//!
//! `tests/data/seed.txt` is the text of the web page. The page lost a few things of the report, which
//! are restored here, each by its own function: see [`expected`].

use super::dense;
use serde_json::Value;

const PAGE: &str = include_str!("../../data/seed.txt");
const FORMS: &str = include_str!("../../data/annual-report-grids.json");

/// All characters of the report in order, without white space.
pub fn expected() -> String {
    let lines = lines();
    let mut out = String::new();
    let mut heads = false;
    for line in &lines {
        if line.contains('|') {
            if heads {
                // The page cut the heads of this table; only its row of numbers is whole.
                if cells(line).iter().all(|cell| cell == "0") {
                    out += &form("C2021", is_head).concat();
                    out += &cells(line).concat();
                }
            } else {
                // A row that the page broke in two reads on as one.
                out += &cells(line).concat();
            }
        } else {
            heads = line.starts_with("七、");
            out += &dense(&full_width(line));
        }
    }
    out
}

/// The page's cells of a table in order, by the number of the part that holds it (`五`).
pub fn table(part: &str) -> Vec<String> {
    let lines = lines();
    let start = lines.iter().position(|line| line.starts_with(&format!("{part}、")));
    let rows = lines.iter().skip(start.expect("the part") + 1);
    rows.take_while(|line| line.contains('|')).flat_map(|line| cells(line)).collect()
}

/// Printed texts of an official table that satisfy `wanted`, row by row.
pub fn form(id: &str, wanted: fn(&str) -> bool) -> Vec<String> {
    let forms: Vec<Value> = serde_json::from_str(FORMS).expect("JSON");
    let form = forms.iter().find(|form| form["id"] == id).expect("the form");
    let cells = form["cells"].as_array().expect("cells");
    let wanted = cells.iter().filter(|cell| wanted(cell["kind"].as_str().expect("a kind")));
    wanted.map(|cell| cell["text"].as_str().expect("a text").to_owned()).collect()
}

fn is_head(kind: &str) -> bool {
    kind == "head"
}

/// The report's lines: without the navigation above it and the footer below it.
fn lines() -> Vec<&'static str> {
    let report = PAGE.lines().skip_while(|line| line.starts_with("您的位置"));
    report.take_while(|line| line.trim() != "-").collect()
}

/// Cells of a line of a table; empty ones are places that a merge covers.
fn cells(line: &str) -> Vec<String> {
    let cells = line.split('|').map(|cell| dense(&full_width(cell)));
    cells.filter(|cell| !cell.is_empty()).collect()
}

/// The page's half-width marks as an office prints them.
fn full_width(text: &str) -> String {
    let mark = |ch| match ch {
        ',' => '，',
        ':' => '：',
        '(' => '（',
        ')' => '）',
        other => other,
    };
    text.chars().map(mark).collect()
}
