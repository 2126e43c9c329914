//! What a form that is handed out as a workbook calls its things: it is written by one room and read by another.

use super::Form;

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
/// Behind the title of that sheet.
pub const LAST_YEAR_NOTE: &str = "（只供对照，不用填）";
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
/// The other heads of the sheet of the texts.
pub const TEXT_HEADS: [&str; 3] = ["部分", "要写什么", "字数"];
/// What to know of the text before part one.
pub const PREFACE_HINT: &str = "放在第一部分前面，可以不写";
/// What to know of the text of a part with a table.
pub const TABLE_HINT: &str = "表在另一张工作表里填；表前要加文字时写在这里，一般不写";
/// A line of 基本情况: its name, its key in the map, and what to know of it.
pub const BASIC_LINES: [(&str, &str, &str); 7] = [
    ("机关", "agency", "全称，也是署名"),
    ("简称", "short_name", "标题里用它代替机关全称，可以不填"),
    ("年度", "year", "报告哪一年的工作，不是写报告的那一年"),
    ("成文日期", "date", "写成 2026-1-20 这样"),
    ("盖章", "sealed", "要盖章的纸质件选“是”，留出盖章的位置"),
    ("填报人", "", "不会印出来"),
    ("联系电话", "", "不会印出来"),
];

/// How to fill in the workbook of a form.
pub fn lesson_lines(form: &Form) -> Vec<String> {
    let tables: Vec<&str> = form.tables.iter().map(|table| table.short.as_str()).collect();
    let tables = tables.join("”“");
    let order = format!(
        "依次填“基本情况”“{tables}”“文字”，最后看“核对”。黄格要填，灰格自动算，别的格不用动。"
    );
    let lines = [
        order.as_str(),
        "没有发生的填 0，不要空着，不写“无”或“/”。件数填整数；金额的单位看表头，万元的 251000 元填 25.1。",
        "可以从别的表里复制数过来，粘贴时选“只粘贴数值”；不要插行、删行，不要改工作表的名字。",
        "“文字”里一格写一部分，另起一段按 Alt+Enter；段首不用空格，（一）、1. 会认作小标题。{{ }} 里的是表里的数，会自动填上。",
        "“核对”里都是“通过”再交。一个文件只填一个单位；交上来的文件可以直接核对、汇总、做成报告。",
        "工作表加了保护，没有密码：要调列宽、行高可以直接调。",
    ];
    (1..).zip(lines).map(|(number, line)| format!("{number}. {line}")).collect()
}
