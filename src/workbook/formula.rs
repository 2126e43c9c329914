//! [`Tie`] → formulas: whether it is kept, and the sentence for where it is not.

use super::place::SheetPlaces;
use crate::check::{Phrase, Relation, Term, Tie};

/// A tie as the formulas of a workbook.
pub(super) struct Formulas<'a> {
    pub places: &'a SheetPlaces,
    pub tie: &'a Tie,
}

impl Formulas<'_> {
    /// `A1+A2=A3`.
    pub(super) fn is_kept(&self) -> String {
        let sign = match self.tie.relation {
            Relation::Equal => "=",
            Relation::AtMost => "<=",
        };
        // To a ten-thousandth: a sum of fractions is not the fraction to the last bit.
        let [left, right] = [&self.tie.left, &self.tie.right].map(|terms| self.sum(terms));
        format!("ROUND({left},4){sign}ROUND({right},4)")
    }

    /// The sentence, as a formula that gives a text.
    pub(super) fn message(&self) -> String {
        let pieces = self.tie.words.iter().map(|piece| self.said(piece));
        pieces.collect::<Vec<_>>().join("&")
    }

    fn said(&self, piece: &Phrase) -> String {
        match piece {
            Phrase::Words(words) => quoted(words),
            Phrase::Sum(terms) => format!("ROUND({},6)", self.sum(terms)),
            Phrase::Working(keys) => self.working(keys),
            Phrase::Filled(key) => {
                let cell = self.cell(key);
                format!("IF(ISBLANK({cell}),\"这一格空着\",\"填的是 \"&{cell})")
            }
        }
    }

    /// `（2+1）` of the cells that are not zero, when there are two and more.
    fn working(&self, keys: &[String]) -> String {
        let [_, _, ..] = keys else {
            return "\"\"".to_owned();
        };
        let ranges = self.places.ranges(&self.tie.table, keys);
        let count: Vec<String> =
            ranges.iter().map(|range| format!("SUMPRODUCT(--({range}<>0))")).collect();
        // `+2;+0;+1;` without each `+0;`, without the marks, without the first sign.
        let cells: Vec<String> = keys.iter().map(|key| format!("N({})", self.cell(key))).collect();
        let all = format!("\"+\"&{}&\";\"", cells.join("&\";+\"&"));
        let shown = format!("SUBSTITUTE(SUBSTITUTE({all},\"+0;\",\"\"),\";\",\"\")");
        format!("IF({}>1,\"（\"&MID({shown},2,999)&\"）\",\"\")", count.join("+"))
    }

    /// A sum in which words count as nothing.
    fn sum(&self, terms: &[Term]) -> String {
        let mut added = Vec::new();
        let mut taken = Vec::new();
        let mut given = Vec::new();
        for term in terms {
            match term {
                Term::Plus(key) => added.push(key.clone()),
                Term::Minus(key) => taken.push(key.clone()),
                Term::Given(number) => given.push(number.to_string()),
            }
        }
        let sum = |keys: &[String]| {
            format!("SUM({})", self.places.ranges(&self.tie.table, keys).join(","))
        };
        let first = if added.is_empty() { "0".to_owned() } else { sum(&added) };
        let given = [vec![first], given].concat().join("+");
        if taken.is_empty() { given } else { format!("{given}-{}", sum(&taken)) }
    }

    fn cell(&self, key: &str) -> String {
        self.places.absolute(&self.tie.table, key)
    }
}

/// A text inside a formula.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
