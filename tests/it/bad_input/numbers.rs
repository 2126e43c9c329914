//! Numbers that are none, in a cell that counts.

use super::case::Case;

pub fn cases() -> Vec<Case> {
    let cell = |given: &str, value: &str| {
        Case::new("Numbers", given)
            .and(&format!("依申请公开:\n  本年新收: [{value}, 0, 0, 0, 0, 0]"))
    };
    vec![
        cell("`.nan` as a count", ".nan"),
        cell("`.inf` as a count", ".inf"),
        cell("`-3` as a count", "-3"),
        cell("`1.5` as a count", "1.5"),
        cell("`1e3` as a count", "1e3"),
        cell("`1e999999999` as a count", "1e999999999"),
        cell("`99999999999999999999` as a count", "99999999999999999999"),
        cell("`9223372036854775807` as a count", "9223372036854775807"),
        cell("`0x10` as a count", "0x10"),
        cell("`010` as a count", "010"),
        cell("`1_000` as a count", "1_000"),
        cell("`'1,000'` as a count", "'1,000'"),
        cell("full-width digits as a count", "３"),
        cell("`yes` as a count", "yes"),
        cell("nothing as a count", ""),
        cell("a date as a count", "2022-01-01"),
        Case::new("Numbers", "an amount of 60 digits")
            .and(&format!("主动公开:\n  行政事业性收费: {}", "9".repeat(60))),
        Case::new("Numbers", "30 decimals of an amount")
            .and(&format!("主动公开:\n  行政事业性收费: 0.{}", "3".repeat(30))),
        Case::new("Numbers", "the year 99999").yaml("机关: 甲乡\n年度: 99999\n"),
        Case::new("Numbers", "the 30th of February").and("署名: 2023-02-30"),
    ]
}
