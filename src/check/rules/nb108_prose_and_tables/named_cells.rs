//! The cells of what the prose names: of a result its total, of applicants their columns.

use super::named::Named;
use crate::{
    check::{cell, subject::Subject},
    report::{FormTable, RowRole},
};
use rust_decimal::Decimal;

/// Cells that add up to what may have been meant.
pub(super) struct NamedSum<'a> {
    pub name: String,
    pub table: &'a FormTable,
    pub keys: Vec<String>,
}

impl<'a> NamedSum<'a> {
    /// The cells of a table, by a row that it has, of certain paths.
    fn of(
        subject: &Subject<'a>,
        role: RowRole,
        name: String,
        is_one: &dyn Fn(&[String]) -> bool,
    ) -> Option<Self> {
        let (table, _) = subject.report.form.rows(role)?;
        let cells = table.data().filter(|cell| is_one(&cell.path));
        let keys: Vec<String> = cells.map(|cell| cell.key.clone()).collect();
        (!keys.is_empty()).then_some(NamedSum { name, table, keys })
    }

    pub(super) fn amount(&self, subject: &Subject<'_>) -> Option<Decimal> {
        let cells = subject.report.tables.get(&self.table.key)?;
        self.keys
            .iter()
            .try_fold(Decimal::ZERO, |sum, key| sum.checked_add(cell::amount(cells, key)?))
    }
}

fn ends_with(path: &[String], word: &str) -> bool {
    path.last().is_some_and(|name| name.contains(word))
}

fn begins_with(path: &[String], word: &str) -> bool {
    path.first().is_some_and(|name| name == word)
}

/// What may have been meant.
pub(super) fn sums<'a>(subject: &Subject<'a>, named: Named) -> Vec<NamedSum<'a>> {
    match named {
        Named::Applicant(word, columns) => {
            let of = |role, row: &'static str| {
                let is_one = |path: &[String]| {
                    let is_column =
                        columns.iter().any(|column| path.last().is_some_and(|p| p == column));
                    begins_with(path, row) && is_column
                };
                NamedSum::of(subject, role, format!("{row}的{word}"), &is_one)
            };
            let new = of(RowRole::Received, "本年新收");
            new.into_iter().chain(of(RowRole::CarriedIn, "上年结转")).collect()
        }
        Named::Crossed(word, columns, result) => {
            let is_one = |path: &[String]| {
                let is_column = path.last().is_some_and(|p| columns.iter().any(|c| p == c));
                let row = path.get(1).map(String::as_str);
                let is_row =
                    if result.is_empty() { row != Some("总计") } else { row == Some(result) };
                is_column && is_row && begins_with(path, "办理结果")
            };
            let name = format!("{word}的“{result}”");
            NamedSum::of(subject, RowRole::Handled, name, &is_one).into_iter().collect()
        }
        Named::Result(_) | Named::Granted | Named::Reason(..) => results(subject, named),
        _ => disputes(subject, named),
    }
}

/// Totals of rows of what became of requests.
fn results<'a>(subject: &Subject<'a>, named: Named) -> Vec<NamedSum<'a>> {
    let of = |name: String, is_row: &dyn Fn(&[String]) -> bool| {
        let is_one = |path: &[String]| is_row(path) && ends_with(path, "总计");
        NamedSum::of(subject, RowRole::Handled, name, &is_one)
    };
    let row = |path: &[String], word: &str| path.get(1).is_some_and(|row| row == word);
    match named {
        Named::Result(word) => {
            of(format!("“{word}”"), &|path| row(path, word)).into_iter().collect()
        }
        Named::Granted => {
            let is_row = |path: &[String]| row(path, "予以公开") || row(path, "部分公开");
            of("“予以公开”和“部分公开”".to_owned(), &is_row).into_iter().collect()
        }
        Named::Reason(_, rows) => {
            let of_row = |row: &&'static str| {
                of(format!("“{row}”"), &|path| path.iter().any(|name| name.contains(row)))
            };
            rows.iter().filter_map(of_row).collect()
        }
        _ => Vec::new(),
    }
}

/// Columns of reviews and suits, and rows of suits.
fn disputes<'a>(subject: &Subject<'a>, named: Named) -> Vec<NamedSum<'a>> {
    let of = |block: &'static str, column: &'static str, name: &str| {
        let is_one = |path: &[String]| begins_with(path, block) && ends_with(path, column);
        NamedSum::of(subject, RowRole::Reviews, format!("{block}的“{name}”"), &is_one)
    };
    match named {
        Named::Suit(row) => {
            let is_one =
                |path: &[String]| path.iter().any(|name| name == row) && ends_with(path, "总计");
            let sum = NamedSum::of(subject, RowRole::Suits, format!("“{row}”"), &is_one);
            sum.into_iter().collect()
        }
        Named::SuitOutcome(row, column) => {
            let is_one =
                |path: &[String]| path.iter().any(|name| name == row) && ends_with(path, column);
            let name = format!("{row}的“{column}”");
            NamedSum::of(subject, RowRole::Suits, name, &is_one).into_iter().collect()
        }
        Named::Open => {
            let blocks = ["行政复议", "行政诉讼"].into_iter();
            blocks.filter_map(|block| of(block, "未审结", "尚未审结")).collect()
        }
        Named::Outcome(block, column) => of(block, column, column).into_iter().collect(),
        Named::Rejected(block) => {
            let columns = ["维持", "其他"].into_iter();
            columns.filter_map(|column| of(block, column, column)).collect()
        }
        Named::Closed(block) => {
            let is_one = |path: &[String]| {
                begins_with(path, block) && !ends_with(path, "未审结") && !ends_with(path, "总计")
            };
            let name = format!("{block}已审结的");
            NamedSum::of(subject, RowRole::Reviews, name, &is_one).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
