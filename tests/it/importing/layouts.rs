//! A report laid out as web pages, texts and Word files have it.

use super::made::Made;
use nianbao::report::{FormCell, FormTable};
use std::fmt::Write as _;

pub const TITLE_BODY: &str = "云溪县石桥镇";
pub const OVERVIEW: &str = "（一）主动公开。全年公开信息120条，内容有预算、决算和补贴。";

/// One line above each table, and the texts around them.
pub fn whole(made: &Made, mut table: impl FnMut(&FormTable) -> String, line: &str) -> String {
    let year = made.year;
    let mut text = format!("{TITLE_BODY}{year}年政府信息公开工作年度报告{line}");
    let _ = write!(text, "本报告所列数据的统计期限为{year}年1月1日至12月31日。{line}");
    for part in &made.form.parts {
        let _ = write!(text, "{}{line}", part.heading);
        match part.table.as_ref().and_then(|key| made.form.table(key)) {
            Some(form) => text.push_str(&table(form)),
            None => {
                let _ = write!(text, "{OVERVIEW}{line}");
            }
        }
    }
    let _ = write!(text, "{TITLE_BODY}人民政府{line}{}年1月17日{line}", year + 1);
    text
}

/// The cells of a table row by row, those that begin in it.
pub fn rows(table: &FormTable) -> Vec<Vec<&FormCell>> {
    let count = table.cells.iter().map(|cell| cell.row + 1).max().unwrap_or(0);
    let mut rows = vec![Vec::new(); count];
    for cell in &table.cells {
        rows[cell.row].push(cell);
    }
    rows
}

/// Rows with a mark between the cells.
pub fn marked(made: &Made, table: &FormTable, before: &str, mark: &str, after: &str) -> String {
    let mut text = String::new();
    for row in rows(table) {
        let cells: Vec<&str> =
            row.iter().map(|cell| made.text(table, &cell.key, &cell.text)).collect();
        let _ = writeln!(text, "{before}{}{after}", cells.join(mark));
    }
    text
}

/// A page with merged cells.
pub fn html(made: &Made, cell_text: &dyn Fn(&str) -> String) -> String {
    let table = |table: &FormTable| {
        let mut text = "</p><table border=1>\n".to_owned();
        for row in rows(table) {
            text.push_str("<tr>");
            for cell in row {
                let (rows, columns) = (cell.rowspan, cell.colspan);
                let content = cell_text(made.text(table, &cell.key, &cell.text));
                let _ = write!(text, "<td rowspan={rows} colspan={columns}>{content}</td>");
            }
            text.push_str("</tr>\n");
        }
        text + "</table>\n<p>"
    };
    let body = whole(made, table, "</p>\n<p>");
    format!(
        "<!DOCTYPE html><html><head><title>年报</title></head><body>\n<div class=\"breadcrumb\">首页 &gt; 公开</div>\n\
         <p>{body}</p><div id=footer>主办：某某单位</div></body></html>"
    )
}
