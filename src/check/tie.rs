//! What the numbers of a report must keep, with the words for where they do not: `check` puts the numbers
//! in, a workbook says the same by its formulas.

use super::{
    cell,
    rule::Rule,
    subject::{Cells, Rows},
};
use crate::{
    diagnostic::Severity,
    report::{FormTable, Report, Sum},
};
use rust_decimal::Decimal;

/// A relation between numbers of one table, and perhaps of last year's.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// The rule it is of: `NB101`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Key of the table.
    pub table: String,
    /// What is compared.
    pub left: Vec<Term>,
    /// How.
    pub relation: Relation,
    /// With what.
    pub right: Vec<Term>,
    /// The sentence for where it is not kept.
    pub words: Vec<Phrase>,
}

/// An addend.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// The number in the cell with this key.
    Plus(String),
    /// The same, taken away.
    Minus(String),
    /// A number that is known: last year's.
    Given(Decimal),
}

/// How two sums are to be to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same.
    Equal,
    /// The left one is not the larger.
    AtMost,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Phrase {
    /// Words.
    Words(String),
    /// A number.
    Sum(Vec<Term>),
    /// `（2+1）`, the cells that are not zero; nothing when there are fewer than two.
    Working(Vec<String>),
    /// `填的是 3`, or `这一格空着`.
    Filled(String),
}

/// Words, for sentences put together from pieces.
pub(super) fn words(text: impl Into<String>) -> Phrase {
    Phrase::Words(text.into())
}

/// The cells of a column, each added.
pub(super) fn plus(keys: &[String]) -> Vec<Term> {
    keys.iter().cloned().map(Term::Plus).collect()
}

impl Tie {
    /// Both sides of an identity that computes nothing.
    pub(super) fn balance(rule: &Rule, report: &Report, table: &FormTable, sum: &Sum) -> Self {
        let column = sum.left.first().map_or("", |key| cell::column(table, key));
        let head = format!("{} {column}列不平：", cell::table_name(report, table));
        let side = |keys: &[String]| [Phrase::Sum(plus(keys)), Phrase::Working(keys.to_vec())];
        let mut pieces = vec![words(format!("{head}{}＝", rows(table, &sum.left)))];
        pieces.extend(side(&sum.left));
        pieces.push(words(format!("，{}＝", rows(table, &sum.right))));
        pieces.extend(side(&sum.right));
        Self::equal(rule, table, plus(&sum.left), plus(&sum.right), pieces)
    }

    /// A total and what it adds up.
    pub(super) fn total(
        rule: &Rule,
        report: &Report,
        table: &FormTable,
        sum: &Sum,
    ) -> Option<Self> {
        let key = sum.total()?;
        let pieces = vec![
            words(format!("{}：应为 ", cell::name(report, table, key))),
            Phrase::Sum(plus(&sum.right)),
            Phrase::Working(sum.right.clone()),
            words("，"),
            Phrase::Filled(key.clone()),
        ];
        Some(Self::equal(rule, table, plus(&sum.left), plus(&sum.right), pieces))
    }

    /// That both sides are the same.
    pub(super) fn equal(
        rule: &Rule,
        table: &FormTable,
        left: Vec<Term>,
        right: Vec<Term>,
        words: Vec<Phrase>,
    ) -> Self {
        let (code, severity) = (rule.code, rule.severity);
        let table = table.key.clone();
        Self { code, severity, table, left, relation: Relation::Equal, right, words }
    }

    /// That a row's number in a column is no larger than a sum.
    pub(super) fn at_most(
        rule: &Rule,
        rows: &Rows<'_>,
        column: &str,
        right: Vec<Term>,
        words: Vec<Phrase>,
    ) -> Self {
        let left = plus(&rows.keys_of(column));
        let tie = Self::equal(rule, rows.table, left, right, words);
        Self { relation: Relation::AtMost, ..tie }
    }

    /// The numbers that it compares.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.left.iter().chain(&self.right).filter_map(|term| match term {
            Term::Plus(key) | Term::Minus(key) => Some(key.as_str()),
            Term::Given(_) => None,
        })
    }

    /// Whether it is kept; `None` where a number is not known.
    pub fn is_kept(&self, cells: &Cells) -> Option<bool> {
        let (left, right) = (sum(&self.left, cells)?, sum(&self.right, cells)?);
        Some(match self.relation {
            Relation::Equal => left == right,
            Relation::AtMost => left <= right,
        })
    }

    /// The sentence with the numbers in it; `None` where one is not known.
    pub fn message(&self, cells: &Cells) -> Option<String> {
        self.words.iter().map(|piece| piece.said(cells)).collect()
    }
}

impl Phrase {
    fn said(&self, cells: &Cells) -> Option<String> {
        Some(match self {
            Self::Words(words) => words.clone(),
            Self::Sum(terms) => sum(terms, cells)?.to_string(),
            Self::Working(keys) => cell::working(cells, keys),
            Self::Filled(key) => cell::filled(&cells.get(key)?.value),
        })
    }
}

fn sum(terms: &[Term], cells: &Cells) -> Option<Decimal> {
    terms.iter().try_fold(Decimal::ZERO, |sum, term| match term {
        Term::Plus(key) => sum.checked_add(cell::amount(cells, key)?),
        Term::Minus(key) => sum.checked_sub(cell::amount(cells, key)?),
        Term::Given(number) => sum.checked_add(*number),
    })
}

/// `本年新收＋上年结转`: the rows of some cells.
fn rows(table: &FormTable, keys: &[String]) -> String {
    let names = keys.iter().filter_map(|key| table.cell(key)).map(|cell| {
        let rows = cell.path.split_last().map_or(&[][..], |(_, rows)| rows);
        rows.concat()
    });
    names.collect::<Vec<_>>().join("＋")
}
