//! What a form that is handed out as a workbook calls its things: it is written by one room and read by another.

/// The hidden sheet that says where each thing stands.
pub const MAP: &str = "_nianbao";
/// The sheet that says whose report it is.
pub const BASICS: &str = "基本情况";
/// The sheet of the texts.
pub const TEXTS: &str = "文字";
/// The sheet that says how it is filled in.
pub const LESSON: &str = "填写说明";
/// The sheet of last year's numbers.
pub const LAST_YEAR: &str = "上年";
/// The sheet of the checks.
pub const PROOF: &str = "核对";
/// The sheets that nobody fills in.
pub const SHOWN: [&str; 3] = [LESSON, LAST_YEAR, PROOF];
/// What stands before part one.
pub const PREFACE: &str = "前言";
/// The head of the column that texts are written in.
pub const TEXT_HEAD: &str = "写在这一列（另起一段按 Alt+Enter）";
/// Below the name of a table.
pub const NUMBERS_NOTE: &str = "黄格填数，没有发生的填 0；灰格自动算，不用填";
/// What is asked on the sheet of whose report it is, each with its key.
pub const ASKED: [(&str, &str); 5] = [
    ("机关", "agency"),
    ("简称", "short_name"),
    ("年度", "year"),
    ("成文日期", "date"),
    ("盖章", "sealed"),
];
