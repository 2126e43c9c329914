//! A workbook taken apart into cells, changed as people change them, and written again.

use super::made::Made;
use nianbao::{
    import::source,
    report::{Date, Report, Signature, Value, first},
    workbook::{Extras, form},
};
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::collections::BTreeMap;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Number(f64),
    /// With so many digits behind the point.
    Fixed(f64, usize),
    Text(String),
    Formula(String, String),
    Day(f64),
    Bool(bool),
}

/// A sheet: its name, and its cells by row and column from 0.
pub type Sheet = (String, BTreeMap<(u32, u16), Content>);

/// A workbook.
#[derive(Clone, Debug)]
pub struct Book(pub Vec<Sheet>);

/// The report that a form is made of: the numbers, and texts of several paragraphs.
pub fn report_of_made(made: &Made) -> Report {
    let mut report = first(&nianbao::report::Forms::default(), "石桥镇", made.year).unwrap();
    for ((table, key), text) in &made.numbers {
        let number = text.parse::<i64>().map(Value::Int);
        let value = number.or_else(|_| text.parse().map(Value::Decimal)).unwrap();
        report.tables.get_mut(table).unwrap().get_mut(key).unwrap().value = value;
    }
    report.preface = Some("本报告所列数据的统计期限为1月1日至12月31日。".to_owned().into());
    for part in report.parts.iter_mut().filter(|part| part.table.is_none()) {
        let text = "（一）主动公开。一共120条。\n（二）依申请公开。都已办结。\n二、不是标题的一行";
        part.text = Some(text.to_owned().into());
    }
    let date = Date { year: made.year + 1, month: 1, day: 17 }.into();
    let bodies = vec![report.agency.value.clone().into()];
    report.signature = Some(Signature { bodies, date, sealed: true, seals: Vec::new() });
    report
}

impl Book {
    /// The form of a report, filled in with its numbers.
    pub fn of(made: &Made) -> Self {
        Self::read(&form(&report_of_made(made), Extras::default()).unwrap())
    }

    fn read(bytes: &[u8]) -> Self {
        let reading = source::read("表.xlsx", bytes).unwrap();
        let sheets = reading.book.as_ref().unwrap().sheets.iter().map(|sheet| {
            let cells = sheet.cells.iter().filter_map(|((row, column), cell)| {
                let lines: Vec<&str> = cell.lines.iter().map(|line| reading.text(line)).collect();
                let text = lines.join("\n");
                let content = match (&cell.formula, text.parse::<f64>()) {
                    (Some(formula), _) => Content::Formula(formula.clone(), text),
                    (None, _) if text.is_empty() => return None,
                    (None, Ok(number)) => match text.split_once('.') {
                        Some((_, fraction)) => Content::Fixed(number, fraction.len()),
                        None => Content::Number(number),
                    },
                    (None, Err(_)) => Content::Text(text),
                };
                Some(((*row, *column as u16), content))
            });
            (sheet.name.clone(), cells.collect())
        });
        Self(sheets.collect())
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        for (name, cells) in &self.0 {
            let sheet = workbook.add_worksheet();
            sheet.set_name(name).unwrap().set_hidden(name == "_nianbao");
            for ((row, column), content) in cells {
                let (row, column) = (*row, *column);
                match content {
                    Content::Number(number) => sheet.write_number(row, column, *number),
                    Content::Fixed(number, digits) => {
                        let format =
                            Format::new().set_num_format(format!("0.{}", "0".repeat(*digits)));
                        sheet.write_number_with_format(row, column, *number, &format)
                    }
                    Content::Text(text) => sheet.write_string(row, column, text),
                    Content::Formula(formula, result) => {
                        let formula = Formula::new(format!("={formula}")).set_result(result);
                        sheet.write_formula(row, column, formula)
                    }
                    Content::Day(serial) => {
                        let format = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
                        sheet.write_number_with_format(row, column, *serial, &format)
                    }
                    Content::Bool(truth) => sheet.write_boolean(row, column, *truth),
                }
                .unwrap();
            }
        }
        workbook.save_to_buffer().unwrap()
    }

    pub fn sheet(&mut self, name: &str) -> &mut BTreeMap<(u32, u16), Content> {
        &mut self.0.iter_mut().find(|(own, _)| own == name).unwrap().1
    }

    pub fn set(&mut self, sheet: &str, cell: &str, content: Content) {
        self.sheet(sheet).insert(place(cell), content);
    }

    pub fn clear(&mut self, sheet: &str, cell: &str) {
        self.sheet(sheet).remove(&place(cell));
    }

    /// Puts empty rows before a row, from 1, as an office program does: references move along.
    pub fn insert_rows(&mut self, sheet: &str, row: u32, count: u32) {
        self.moved(sheet, &|(r, c)| if r + 1 >= row { (r + count, c) } else { (r, c) });
    }

    /// Puts an empty column before a column, from 0.
    pub fn insert_column(&mut self, sheet: &str, column: u16) {
        self.moved(sheet, &|(r, c)| if c >= column { (r, c + 1) } else { (r, c) });
    }

    pub fn delete_row(&mut self, sheet: &str, row: u32) {
        self.sheet(sheet).retain(|(r, _), _| r + 1 != row);
        self.moved(sheet, &|(r, c)| if r + 1 > row { (r - 1, c) } else { (r, c) });
    }

    fn moved(&mut self, sheet: &str, to: &dyn Fn((u32, u16)) -> (u32, u16)) {
        let cells = std::mem::take(self.sheet(sheet));
        let moved = cells.into_iter().map(|(at, content)| {
            let content = match content {
                Content::Formula(formula, result) => {
                    Content::Formula(shifted(&formula, to), result)
                }
                content => content,
            };
            (to(at), content)
        });
        *self.sheet(sheet) = moved.collect();
    }

    pub fn rename(&mut self, from: &str, to: &str) {
        let sheet = self.0.iter_mut().find(|(name, _)| name == from).unwrap();
        to.clone_into(&mut sheet.0);
    }

    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(own, _)| own != name);
    }
}

/// A formula whose references have moved.
fn shifted(formula: &str, to: &dyn Fn((u32, u16)) -> (u32, u16)) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for c in formula.chars().chain(['\0']) {
        if c.is_ascii_alphanumeric() {
            word.push(c);
            continue;
        }
        let is_cell = word.ends_with(|c: char| c.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_alphabetic());
        if is_cell {
            out.push_str(&name(to(place(&word))));
        } else {
            out.push_str(&word);
        }
        word.clear();
        out.extend((c != '\0').then_some(c));
    }
    out
}

/// `D7` → row and column from 0.
pub fn place(cell: &str) -> (u32, u16) {
    let end = cell.find(|c: char| c.is_ascii_digit()).unwrap();
    let column = cell[..end].bytes().fold(0, |sum, b| sum * 26 + u16::from(b - b'A') + 1);
    (cell[end..].parse::<u32>().unwrap() - 1, column - 1)
}

/// Row and column from 0 → `D7`, of the first 26 columns.
pub fn name((row, column): (u32, u16)) -> String {
    format!("{}{}", char::from(b'A' + column as u8), row + 1)
}
