//! Totals that a table does not have: each row's is the sum of its other numbers, where it is certain which these are.

use super::{Alignment, CellRead, CellState, FormRow, Placer, heads::says_no_total};
use crate::{
    import::source::SourceBlock,
    report::{self, Value},
};
use rust_decimal::Decimal;
use std::ops::Range;

/// What is said of a total that there is no column for.
const NO_COLUMN: &str = "原文的表没有总计这一列，按各列之和补上";
/// What is said of one whose cells are empty or missing.
const ALL_EMPTY: &str = "原文各行的总计都空着，按各列之和补上";
/// What is said of one that an empty cell, or one without a number, leaves open.
const OPEN: &str = "原文没有总计，这一行又有不是数的格，加不出来";

impl Placer<'_> {
    /// Whether every row of a table lacks its last number, the total; and why it is told so.
    pub(super) fn lacks_total(
        &self,
        rows: &[(usize, &FormRow)],
        alignment: &Alignment,
    ) -> Option<&'static str> {
        let mut short = 0;
        let mut why = NO_COLUMN;
        for (_, row) in rows.iter().filter(|(_, row)| self.has_total(row)) {
            let Some((token, _)) = alignment.tokens.get(&row.landmark?) else { continue };
            let run = self.run(*token);
            if run.is_empty() {
                continue;
            }
            let head = row.heads.last().copied().flatten();
            let is_headed = head.is_some_and(|head| alignment.tokens.contains_key(&head));
            let lacks = if is_headed {
                why = ALL_EMPTY;
                self.has_all_but_total(
                    row,
                    &run,
                    head.and_then(|head| self.block_of(head, alignment)),
                )
            } else {
                self.is_without_total(row, &run, alignment)
            };
            if !lacks {
                return None;
            }
            short += 1;
        }
        (short > 2).then_some(why)
    }

    /// Whether the numbers of a row are one too few, where no head speaks of a total.
    fn is_without_total(&self, row: &FormRow, run: &[usize], alignment: &Alignment) -> bool {
        // One number may be the sum of the others by chance.
        if run.len() + 1 == row.keys.len() && says_no_total(row, alignment) {
            return true;
        }
        let amounts: Option<Vec<Decimal>> = run.iter().map(|token| self.amount(*token)).collect();
        let Some(amounts) = amounts.filter(|all| all.len() + 1 == row.keys.len()) else {
            return false;
        };
        let Some((last, others)) = amounts.split_last() else { return false };
        last.is_zero() || others.iter().copied().sum::<Decimal>() != *last
    }

    /// Whether all the numbers of a row are there but the total below its head, and their places are known: those of
    /// the columns of a grid, or of cells of which the last is empty.
    fn has_all_but_total(&self, row: &FormRow, run: &[usize], head: Option<usize>) -> bool {
        let typed = row.keys.len() - 1;
        let Some((full, rest)) = run.split_at_checked(typed) else { return false };
        // An empty cell adds to nothing, and is not known.
        let is_number = |token: &usize| !self.is_blank(*token) && self.amount(*token).is_some();
        if !full.iter().all(is_number) || !rest.iter().all(|token| self.is_blank(*token)) {
            return false;
        }
        let Some(first) = full.first().and_then(|token| self.tokens.get(*token)) else {
            return false;
        };
        if first.column.is_some() {
            let columns = self.columns_of_heads(row, first.block);
            let own: Option<Vec<usize>> =
                full.iter().map(|token| self.tokens.get(*token)?.column).collect();
            return columns.zip(own).is_some_and(|(heads, own)| heads.get(..typed) == Some(&own));
        }
        let is_row = matches!(self.reading.blocks.get(first.block), Some(SourceBlock::Row(_)));
        let is_open = || head.is_some_and(|h| self.is_open(first.block) && !self.is_open(h));
        is_row && (!rest.is_empty() || is_open())
    }

    /// The block that a label of the form stands in.
    fn block_of(&self, mark: usize, alignment: &Alignment) -> Option<usize> {
        let (token, _) = alignment.tokens.get(&mark)?;
        self.tokens.get(*token).map(|token| token.block)
    }

    /// Whether a mark stands behind the last cell of a row: an empty cell, where the row of heads has none.
    fn is_open(&self, block: usize) -> bool {
        let Some(SourceBlock::Row(row)) = self.reading.blocks.get(block) else { return false };
        let end = row.cells.last().map_or(0, |cell| cell.at.end);
        let rest = self.reading.source.text.get(end..).unwrap_or_default();
        let rest = rest.split('\n').next().unwrap_or_default();
        rest.trim_start_matches(['*', ' ']).starts_with(['|', '｜', '│'])
    }

    /// The total of a row as the sum of its other numbers.
    pub(super) fn add_total(&mut self, row: &FormRow, at: Option<Range<usize>>, why: &str) {
        let Some((last, others)) = row.keys.split_last() else {
            return;
        };
        let mut sum = Decimal::ZERO;
        for key in others {
            let cell = self.cell(row, key).filter(|cell| cell.value != Value::Absent);
            let amount = cell.and_then(|cell| cell.value.amount());
            let Some(next) = amount.and_then(|amount| sum.checked_add(amount)) else {
                return self.lose(row, at.as_ref(), OPEN);
            };
            sum = next;
        }
        let value = report::read_cell(&sum.normalize().to_string());
        let state = CellState::Recovered(why.to_owned());
        self.set(row, last, CellRead { value, state, at });
    }
}
