//! A table that has only heads: which numbers of a file are of it, and whether they are as many as it has cells.

use super::{Alignment, FormRow, Placer};
use crate::import::reader::prose::ordinal;

impl Placer<'_> {
    /// The numbers below heads, the first of which is known: to the first label that is none of a head. Once there are
    /// as many as the table has, the next table of the file is another.
    pub(super) fn below_heads(
        &mut self,
        first: usize,
        count: usize,
        alignment: &Alignment,
    ) -> Vec<usize> {
        let mut run: Vec<usize> = Vec::new();
        let (mut full, mut table) = (0, None);
        // Looked for once: it is so for all that comes.
        let mut is_again = false;
        for (index, token) in self.tokens.iter().enumerate().skip(first + 1) {
            let here = self.grid.table(token.block);
            if full >= count && here != table && !is_again {
                is_again = self.has_row_of(index, count, alignment);
            }
            if full >= count && here != table && !is_again {
                self.leave(index, first, alignment);
                break;
            }
            if token.is_value() {
                run.push(index);
                full += usize::from(!self.is_blank(index));
                table = here;
            } else if !alignment.marks.contains_key(&index) && !self.may_be_head(index) {
                break;
            }
        }
        run
    }

    /// Whether a row of so many numbers stands behind a place, before a label that is none of a head: it may be the row
    /// of this table again.
    fn has_row_of(&self, from: usize, count: usize, alignment: &Alignment) -> bool {
        let tokens = self.tokens.iter().enumerate().skip(from);
        let near = tokens.take_while(|(index, token)| {
            token.is_value() || alignment.marks.contains_key(index) || self.may_be_head(*index)
        });
        let values: Vec<usize> = near
            .filter(|(index, token)| token.is_value() && !self.is_blank(*index))
            .map(|(_, token)| token.block)
            .collect();
        values.chunk_by(|a, b| a == b).any(|row| row.len() >= count)
    }

    /// Gives back the labels from a place on that were taken for heads of a table that ends before it.
    fn leave(&mut self, from: usize, first: usize, alignment: &Alignment) {
        let table_of = |token: usize| {
            alignment.marks.get(&token).and_then(|mark| self.marks.list.get(*mark)).map(|m| m.table)
        };
        let table = table_of(first);
        for (token, used) in self.placed.used.iter_mut().enumerate().skip(from) {
            if table_of(token) == table {
                *used = false;
            }
        }
    }

    /// Whether an unknown label may be the rest of a head.
    fn may_be_head(&self, token: usize) -> bool {
        let text = self.text(token);
        text.chars().count() <= 20 && ordinal(text).is_none() && !text.contains('。')
    }

    /// Why the numbers of a row do not go into its cells: there are more of them than heads.
    pub(super) fn beyond_heads(&self, row: &FormRow, run: &[usize]) -> Option<String> {
        let tokens = self.values_of_last_row(run)?;
        let count = row.keys.len();
        let full = tokens.iter().filter(|token| !self.is_blank(**token)).count();
        let is_headless = |token: &&usize| {
            let place =
                self.tokens.get(**token).and_then(|token| Some((token.block, token.column?)));
            let head = place.map(|(block, column)| self.grid.has_above(block, column));
            !self.is_blank(**token) && head == Some(false)
        };
        let is_one = tokens.len() > count && tokens.iter().any(|token| is_headless(&token));
        is_one.then(|| format!("这一行的数放不进格子：应有 {count} 个数，原文有 {full} 个"))
    }
}
