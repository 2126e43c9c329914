//! Rows and tables that stand in a file more than once: which of them is meant nobody can know.

use super::{Alignment, CellRead, CellState, Doubled, FormRow, Placer, TokenKind};
use crate::report::Value;
use std::{collections::BTreeMap, ops::Range};

/// So many rows of a table that stand there again are the table again.
const MANY: usize = 3;

impl Placer<'_> {
    /// Looks for them. Numbers that differ are not known then.
    pub(super) fn doubled(&mut self, alignment: &Alignment) {
        let mut again: BTreeMap<usize, Vec<Doubled>> = BTreeMap::new();
        for (index, token) in self.tokens.iter().enumerate() {
            if let Some((row, table, first)) = self.row_again(index, alignment) {
                let is_same = self.says(first) == self.says(index);
                let at = token.at.clone();
                again.entry(table).or_default().push(Doubled {
                    table,
                    row: Some(row),
                    at,
                    is_same,
                });
            }
        }
        for table in 0..self.marks.form.tables.len() {
            let found = self.heads_again(table, alignment);
            again.entry(table).or_default().extend(found);
        }
        for (table, rows) in again {
            let is_whole = rows.len() >= MANY || rows.iter().any(|doubled| doubled.row.is_none());
            if is_whole {
                let is_same = rows.iter().all(|doubled| doubled.is_same);
                if let Some(first) = rows.first() {
                    let at = first.at.clone();
                    self.placed.doubled.push(Doubled { table, row: None, at, is_same });
                }
                if !is_same {
                    self.forget(table, None, "原文里不止一份这张表，数不一样");
                }
                continue;
            }
            for doubled in rows {
                if !doubled.is_same {
                    self.forget(table, doubled.row, "原文里有两行都叫这个名字，数不一样");
                }
                self.placed.doubled.push(doubled);
            }
        }
    }

    /// The row, its table and the label it was read behind, of a label that stands there once more.
    fn row_again(&self, index: usize, alignment: &Alignment) -> Option<(usize, usize, usize)> {
        let token = self.tokens.get(index)?;
        let TokenKind::Label(folded) = &token.kind else { return None };
        let is_free = !alignment.marks.contains_key(&index)
            && self.tokens.get(index + 1).is_some_and(super::Token::is_value)
            && self
                .tokens
                .get(index + 1)
                .is_some_and(|next| next.column.is_none() || next.block == token.block);
        if !is_free {
            return None;
        }
        let rows = self.marks.exact(folded).iter().filter_map(|mark| {
            let row = self.marks.list.get(*mark)?.row?;
            let (first, _) = alignment.tokens.get(mark)?;
            Some((row, self.marks.list.get(*mark)?.table, *first))
        });
        // The nearest before it is the one that it may be again.
        let rows: Vec<(usize, usize, usize)> = rows.collect();
        rows.iter().rfind(|(.., first)| *first < index).or(rows.first()).copied()
    }

    /// A table without names of rows whose heads stand there twice.
    fn heads_again(&self, table: usize, alignment: &Alignment) -> Option<Doubled> {
        let row = self.marks.rows.iter().find(|row| row.table == table)?;
        if row.landmark.is_some() {
            return None;
        }
        let first = row.heads.iter().flatten().next()?;
        let folded = &self.marks.list.get(*first)?.folded;
        let is_it = |(index, token): (usize, &super::Token)| {
            matches!(&token.kind, TokenKind::Label(label) if label == folded).then_some(index)
        };
        let found: Vec<usize> = self.tokens.iter().enumerate().filter_map(is_it).collect();
        let count = self
            .marks
            .exact(folded)
            .iter()
            .filter(|mark| self.marks.list.get(**mark).is_some_and(|mark| mark.table == table));
        let count = count.count();
        let second = *found.get(count)?;
        // Heads alone, without numbers below them, are no table.
        let numbers = |from: usize, to: usize| -> Vec<&str> {
            let tokens = self.tokens.get(from..to).unwrap_or_default().iter();
            let values = tokens.filter(|token| token.kind == TokenKind::Value);
            values.map(|token| self.reading.text(&token.at)).take(row.keys.len()).collect()
        };
        let begin = *found.first()?;
        let _ = alignment;
        let (one, two) = (numbers(begin, second), numbers(second, self.tokens.len()));
        if found.len() < 2 * count || one.len() < row.keys.len() || two.len() < row.keys.len() {
            return None;
        }
        let at = self.tokens.get(second)?.at.clone();
        Some(Doubled { table, row: None, at, is_same: one == two })
    }

    /// The numbers of a table that has one row of them. Of two rows nobody can know which is meant.
    pub(super) fn only_row(
        &mut self,
        row: &FormRow,
        run: Vec<usize>,
    ) -> Result<Vec<usize>, &'static str> {
        let is_same_block = |a: &usize, b: &usize| {
            let block = |token: &usize| self.tokens.get(*token).map(|token| token.block);
            block(a) == block(b)
        };
        let count = row.keys.len();
        let full: Vec<Vec<usize>> = run
            .chunk_by(is_same_block)
            .filter(|block| block.len() >= count)
            .map(|block| block.iter().copied().filter(|token| !self.is_blank(*token)).collect())
            .filter(|block: &Vec<usize>| !block.is_empty())
            .collect();
        let says = |block: &[usize]| block.iter().map(|token| self.text(*token)).collect();
        let all: Vec<Vec<&str>> = full.iter().map(|block| says(block)).collect();
        // The columns of some forms are counted below their heads.
        let is_count = |texts: &Vec<&str>| {
            texts.len() >= count
                && texts.iter().zip(1..).all(|(text, n): (_, u32)| text.parse() == Ok(n))
        };
        let skipped = usize::from(all.len() > 1 && all.first().is_some_and(is_count));
        let (Some(first), Some(second)) = (full.get(skipped), full.get(skipped + 1)) else {
            return Ok(run);
        };
        let texts = all.get(skipped..).unwrap_or_default();
        let is_same = texts.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
        let (end, at) = (first.last().copied(), second.first().and_then(|at| self.tokens.get(*at)));
        if let Some(at) = at.map(|token| token.at.clone()) {
            let index = self.marks.rows.iter().position(|other| other.keys == row.keys);
            self.placed.doubled.push(Doubled { table: row.table, row: index, at, is_same });
        }
        if is_same {
            return Ok(run.into_iter().filter(|token| Some(*token) <= end).collect());
        }
        self.placed.disputed.extend(row.keys.iter().map(|key| (row.table, key.clone())));
        Err("原文里这张表有两行数，不一样，不知道用哪一行")
    }

    /// What stands behind a label.
    fn says(&self, label: usize) -> Vec<&str> {
        self.run(label).into_iter().map(|token| self.text(token)).collect()
    }

    fn forget(&mut self, table: usize, row: Option<usize>, why: &str) {
        let rows = self.marks.rows.iter().enumerate();
        let rows =
            rows.filter(|(index, r)| r.table == table && row.is_none_or(|row| row == *index));
        let keys: Vec<String> = rows.flat_map(|(_, row)| row.keys.clone()).collect();
        for key in keys {
            let at: Option<Range<usize>> =
                self.placed.cells.get(&(table, key.clone())).and_then(|cell| cell.at.clone());
            let state = CellState::Lost(why.to_owned());
            self.placed.disputed.insert((table, key.clone()));
            self.placed.cells.insert((table, key), CellRead { value: Value::Unknown, state, at });
        }
    }
}
