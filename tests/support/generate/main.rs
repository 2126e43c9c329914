//! Writes made-up reports of many shapes, the same ones for the same seed: short and long names, one
//! to twelve pages, rare characters, long addresses, decimals, nested headings, quotes and dashes in
//! bulk. The names of the townships are real; everything said of them is invented.
//!
//! ```sh
//! cargo run --example generate -- 200 DIR [SEED] [--names FILE]
//! ```
//!
//! With `--names` the names are those of the file, one on a line, from the first on.

mod numbers;
mod prose;

use fastrand::Rng;
use std::{env, fmt::Write, fs, path::Path, process::ExitCode};

const TOWNSHIPS: &str = include_str!("../../data/townships.txt");

fn main() -> ExitCode {
    let mut args: Vec<String> = env::args().skip(1).collect();
    let names = args.iter().position(|arg| arg == "--names").map(|at| {
        let mut option = args.drain(at..(at + 2).min(args.len()));
        option.nth(1).unwrap_or_default()
    });
    let (Some(count), Some(dir)) = (args.first().and_then(|n| n.parse().ok()), args.get(1)) else {
        eprintln!("generate COUNT DIR [SEED] [--names FILE]");
        return ExitCode::from(2);
    };
    let seed = args.get(2).and_then(|s| s.parse().ok()).unwrap_or(1);
    match write_all(count, Path::new(dir), seed, names.as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{dir}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write_all(count: usize, dir: &Path, seed: u64, names: Option<&str>) -> std::io::Result<()> {
    fs::create_dir_all(dir)?;
    let names = names.map(fs::read_to_string).transpose()?;
    let own: Vec<&str> = names.iter().flat_map(|text| text.lines()).collect();
    for i in 0..count {
        let yaml = match own.get(i) {
            Some(name) => report(name, &mut rng(i, seed)),
            None if own.is_empty() => nth(i, seed),
            None => break,
        };
        fs::write(dir.join(format!("{i:04}.yaml")), yaml)?;
    }
    Ok(())
}

/// The report number `i` of the set that a seed stands for.
pub fn nth(i: usize, seed: u64) -> String {
    let names: Vec<&str> = TOWNSHIPS.lines().collect();
    let mut rng = rng(i, seed);
    let name = names[(i * 7 + rng.usize(..7)) % names.len()];
    report(name, &mut rng)
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
