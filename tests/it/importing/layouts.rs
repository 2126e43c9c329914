//! A report laid out as web pages, texts and Word files have it.

use super::made::Made;
use nianbao::report::{FormCell, FormTable, Sum};
use rust_xlsxwriter::{Workbook, Worksheet, utility::row_col_to_cell};
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

/// On which sheets the parts of a workbook stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BookSheets {
    /// All on one.
    #[default]
    One,
    /// Each on its own.
    Apart,
    /// Each on its own, the last part first.
    Turned,
}

/// Where a workbook has its tables.
#[derive(Clone, Copy, Debug, Default)]
pub struct BookLayout {
    /// Rows and columns left out before each table.
    pub skipped: (u32, u16),
    /// Where its parts stand.
    pub sheets: BookSheets,
    /// Whether numbers are texts.
    pub as_text: bool,
    /// Whether the totals of rows are formulas whose results are old.
    pub uncomputed: bool,
}

/// A workbook of no form of ours: the report as it is printed, with merged cells.
pub fn xlsx(made: &Made, layout: BookLayout) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet();
    let year = made.year;
    let mut row = 0;
    let line = |workbook: &mut Workbook, row: &mut u32, text: &str| {
        let sheet = workbook.worksheets_mut().last_mut().unwrap();
        sheet.write_string(*row, layout.skipped.1, text).unwrap();
        *row += 1;
    };
    line(&mut workbook, &mut row, &format!("{TITLE_BODY}{year}年政府信息公开工作年度报告"));
    line(&mut workbook, &mut row, &format!("本报告所列数据的统计期限为{year}年1月1日至12月31日。"));
    for part in &made.form.parts {
        if layout.sheets != BookSheets::One {
            workbook.add_worksheet();
            row = 0;
        }
        line(&mut workbook, &mut row, &part.heading);
        match part.table.as_ref().and_then(|key| made.form.table(key)) {
            Some(table) => {
                row += layout.skipped.0;
                let sheet = workbook.worksheets_mut().last_mut().unwrap();
                let at = (row, layout.skipped.1);
                table.cells.iter().for_each(|cell| write(sheet, made, table, cell, at, layout));
                row += table.cells.iter().map(|cell| cell.row + 1).max().unwrap_or(0) as u32;
            }
            None => line(&mut workbook, &mut row, OVERVIEW),
        }
    }
    line(&mut workbook, &mut row, &format!("{TITLE_BODY}人民政府"));
    line(&mut workbook, &mut row, &format!("{}年1月17日", year + 1));
    if layout.sheets == BookSheets::Turned {
        workbook.worksheets_mut()[1..].reverse();
    }
    workbook.save_to_buffer().unwrap()
}

/// A cell of a table that begins at a place.
fn write(
    sheet: &mut Worksheet,
    made: &Made,
    table: &FormTable,
    cell: &FormCell,
    (top, left): (u32, u16),
    layout: BookLayout,
) {
    let (row, column) = (top + cell.row as u32, left + cell.column as u16);
    if cell.rowspan * cell.colspan > 1 {
        let (down, right) = (cell.rowspan as u32 - 1, cell.colspan as u16 - 1);
        let format = rust_xlsxwriter::Format::new();
        sheet.merge_range(row, column, row + down, column + right, "", &format).unwrap();
    }
    let text = made.text(table, &cell.key, &cell.text);
    let of_row = |sum: &&Sum| {
        let total = sum.total().is_some_and(|total| cell.is_data() && *total == cell.key);
        total && sum.right.iter().all(|key| table.cell(key).is_some_and(|c| c.row == cell.row))
    };
    let sum = table.sums.iter().find(of_row).filter(|_| layout.uncomputed);
    if let Some(sum) = sum {
        // Without a result there stands 0, which is old.
        let addend = |key: &String| {
            let cell = table.cell(key).unwrap();
            row_col_to_cell(top + cell.row as u32, left + cell.column as u16)
        };
        let addends: Vec<String> = sum.right.iter().map(addend).collect();
        let formula = format!("=SUM({})", addends.join(","));
        sheet.write_formula(row, column, formula.as_str()).unwrap();
        return;
    }
    match text.parse::<f64>() {
        Ok(number) if cell.is_data() && !layout.as_text => {
            let digits = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            let code =
                if digits == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(digits)) };
            let format = rust_xlsxwriter::Format::new().set_num_format(code);
            sheet.write_number_with_format(row, column, number, &format)
        }
        _ => sheet.write_string(row, column, text),
    }
    .unwrap();
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
