//! Made-up reports of many shapes, the same ones for the same seed: short and long names, one
//! to twelve pages, rare characters, long addresses, decimals, nested headings, quotes and dashes in
//! bulk. The names of the townships are real; everything said of them is invented.

mod numbers;
mod prose;

use fastrand::Rng;
use std::fmt::Write;

const TOWNSHIPS: &str = include_str!("../../../tests/data/townships.txt");

/// The report number `i` of the set that a seed stands for.
pub fn nth(i: usize, seed: u64) -> String {
    let names: Vec<&str> = TOWNSHIPS.lines().collect();
    let mut rng = rng(i, seed);
    let name = names[(i * 7 + rng.usize(..7)) % names.len()];
    report(name, &mut rng)
}

/// The same for a township of this name.
pub fn named(name: &str, i: usize, seed: u64) -> String {
    report(name, &mut rng(i, seed))
}

fn rng(i: usize, seed: u64) -> Rng {
    Rng::with_seed(seed.wrapping_mul(1_000_003).wrapping_add(i as u64))
}

fn report(name: &str, rng: &mut Rng) -> String {
    let agency = if name.ends_with("街道") {
        format!("{name}办事处")
    } else {
        format!("{name}人民政府")
    };
    let year = rng.i32(2021..=2026);
    let mut out = String::from("# 内容系为测试编造，与所列单位无关。\n");
    let _ = writeln!(out, "机关: {agency}\n年度: {year}");
    if rng.bool() {
        let _ = writeln!(out, "标题: {name}{year}年政府信息公开工作年度报告");
    }
    block(&mut out, "前言", &prose::paragraph(rng, year));
    if rng.u8(..3) == 0 {
        free_sections(&mut out, rng, year);
    } else {
        standard_parts(&mut out, rng, year);
    }
    numbers::tables(&mut out, rng);
    if rng.u8(..5) > 0 {
        let sealed = if rng.u8(..4) == 0 { "\n  盖章: 是" } else { "" };
        let day = rng.u8(1..=31);
        let _ = writeln!(out, "署名:\n  机关: {agency}\n  日期: {}-01-{day:02}{sealed}", year + 1);
    }
    out
}

fn standard_parts(out: &mut String, rng: &mut Rng, year: i32) {
    let size = rng.usize(1..=26);
    block(out, "总体情况", &prose::nested(rng, year, size));
    let size = rng.usize(1..=5);
    block(out, "存在的主要问题及改进情况", &prose::nested(rng, year, size));
    block(out, "其他需要报告的事项", "本年度未收取信息处理费。\n");
}

fn free_sections(out: &mut String, rng: &mut Rng, year: i32) {
    const NUMERALS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const TABLES: [(&str, &str); 3] = [
        ("主动公开政府信息情况", "主动公开"),
        ("收到和处理政府信息公开申请情况", "依申请公开"),
        ("政府信息公开行政复议、行政诉讼情况", "复议诉讼"),
    ];
    let before = rng.usize(1..=4);
    out.push_str("正文:\n");
    for (i, numeral) in NUMERALS.iter().enumerate().take(before + 4) {
        let table = i.checked_sub(before).and_then(|t| TABLES.get(t));
        let title = table.map_or_else(|| prose::heading(rng), |(name, _)| (*name).to_owned());
        let _ = writeln!(out, "  - 标题: {numeral}、{title}");
        if let Some((_, short)) = table {
            let _ = writeln!(out, "    表: {short}");
        } else {
            let size = rng.usize(1..=5);
            let text = prose::nested(rng, year, size);
            out.push_str("    内容: |\n");
            for line in text.lines() {
                let _ = writeln!(out, "      {line}");
            }
        }
    }
}

fn block(out: &mut String, key: &str, text: &str) {
    let _ = writeln!(out, "{key}: |");
    for line in text.lines() {
        let _ = writeln!(out, "  {line}");
    }
}
