//! Much of everything.

use super::case::{Case, REPORT};
use std::fmt::Write;

/// GB/T 9704-2012 §5.2.3: 22 lines of 28 characters are a page.
const PAGE: usize = 22 * 28;

pub fn cases() -> Vec<Case> {
    let case = |given: &str| Case::new("Sizes and depths", given);
    let text = "依法公开，如实报告。".repeat(PAGE * 1000 / 10);
    let list: String = "- 甲乡\n".repeat(100_000);
    let (mut maps, mut keys) = (String::new(), REPORT.to_owned());
    for i in 0..2000 {
        maps += &" ".repeat(i);
        maps += "a:\n";
    }
    for i in 0..10_000 {
        let _ = writeln!(keys, "键{i}: 1");
    }
    vec![
        case("10 MB of YAML")
            .yaml(format!("{REPORT}# {}\n", "年".repeat((10 << 20) / 3 - REPORT.len()))),
        case("a file of 100 MB").prepare(|home| {
            let file = std::fs::File::create(home.join("报告.yaml")).unwrap();
            file.set_len(100 << 20).unwrap();
        }),
        case("text of 1,000 pages").and(&format!("前言: {text}")),
        case("80,000 lines of text").and(&format!("前言: |\n{}", "  甲\n".repeat(80_000))),
        case("a text of more lines than any report has")
            .and(&format!("前言: |\n{}", "  甲\n".repeat(250_000))),
        case("one word of 300,000 letters").and(&format!("前言: {}", "a".repeat(300_000))),
        case("100,000 empty lines").yaml(format!("{}{REPORT}", "\n".repeat(100_000))),
        case("a list of 100,000 instead of a report").yaml(list),
        case("2,000 maps in one another").yaml(maps),
        case("10,000 brackets in one another").yaml("[".repeat(10_000)),
        case("10,000 braces in one another").yaml("{a: ".repeat(10_000)),
        case("10,000 open quotation marks of text").and(&format!("前言: {}", "“".repeat(10_000))),
        case("10,000 keys that nobody knows").yaml(keys),
    ]
}
