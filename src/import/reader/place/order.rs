//! Heads in another order than the form's: a page that has moved or lost one has the numbers where they were, so that
//! the heads alone do not say it.

use super::{
    Alignment, FormRow, Placer,
    heads::{HeadPath, paths_of},
};
use crate::{
    import::{reader::token::TokenKind, source::SourceBlock},
    report,
};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

impl Placer<'_> {
    /// The cells under the heads of the form, in a grid that has each once.
    pub(super) fn by_heads(
        &self,
        row: &FormRow,
        run: &[usize],
        alignment: &Alignment,
    ) -> Option<Vec<usize>> {
        let first = self.tokens.get(*run.first()?)?;
        first.column?;
        if row.keys.len() < 2 || run.len() < row.keys.len() {
            return None;
        }
        let columns = self.columns_of_heads(row, first.block)?;
        let tokens = self.at_columns(&columns, run)?;
        let is_rest = |token: &usize| {
            tokens.contains(token)
                || self.is_blank(*token)
                || self.tokens.get(*token).is_some_and(|token| !token.is_value())
        };
        let is_in_order = columns.is_sorted();
        let is_sure = is_in_order || self.says_order(row, &columns, first.block, alignment);
        (is_sure && run.iter().all(is_rest)).then_some(tokens)
    }

    /// The cells under the heads of the form, where there are more columns, each with a head of its own: a code, last
    /// year's number.
    pub(super) fn beside_others(&self, row: &FormRow, run: &[usize]) -> Option<Vec<usize>> {
        let heads: Vec<&String> = row
            .heads
            .iter()
            .map(|head| self.marks.list.get((*head)?).map(|mark| &mark.folded))
            .collect::<Option<_>>()?;
        let mut found: Vec<Option<usize>> = vec![None; heads.len()];
        for token in run {
            let at = self.tokens.get(*token)?;
            let above = self.grid.words_above(at.block, at.column?);
            // Empty cells at the end of the row are of wider tables on the same sheet.
            if above.is_none() && self.is_blank(*token) {
                continue;
            }
            let (text, width) = above?;
            match heads.iter().position(|head| *head == text) {
                Some(index) if found.get(index) == Some(&None) => {
                    found.get_mut(index)?.replace(*token);
                }
                Some(_) => return None,
                None if width > 1 || !self.marks.exact(text).is_empty() => return None,
                None => {}
            }
        }
        found.into_iter().collect()
    }

    /// The cells under the heads of the form where some are merged that say 0: each column does.
    pub(super) fn merged_zeros(&self, row: &FormRow, run: &[usize]) -> Option<Vec<usize>> {
        let first = self.tokens.get(*run.first()?)?;
        first.column?;
        let Some(SourceBlock::Row(cells)) = self.reading.blocks.get(first.block) else {
            return None;
        };
        if row.keys.len() < 2 || run.is_empty() || run.len() >= row.keys.len() {
            return None;
        }
        let columns = self.columns_of_heads(row, first.block).filter(|all| all.is_sorted())?;
        let over = |column: &usize| {
            let cell = cells.cells.iter().find(|cell| {
                cell.column.is_some_and(|at| (at..at + cell.span.max(1)).contains(column))
            })?;
            let token = *run
                .iter()
                .find(|token| self.tokens.get(**token).is_some_and(|token| token.at == cell.at))?;
            let text = self.text(token);
            let is_zero = report::read_cell(text).amount() == Some(Decimal::ZERO)
                && !self.is_blank(token)
                || report::is_nil_mark(text);
            (cell.span < 2 || is_zero).then_some(token)
        };
        let tokens: Vec<usize> = columns.iter().map(over).collect::<Option<_>>()?;
        run.iter().all(|token| tokens.contains(token)).then_some(tokens)
    }

    /// Whether the columns of a row stand in another order than the form's, and no total says so.
    pub(super) fn is_by_name_alone(&self, row: &FormRow, tokens: &[usize]) -> bool {
        let columns: Option<Vec<usize>> =
            tokens.iter().map(|token| self.tokens.get(*token)?.column).collect();
        self.has_total(row)
            && columns.is_some_and(|all| !all.is_sorted() && all.iter().max() == all.last())
    }

    /// The column of the nearest head of each number.
    pub(super) fn columns_of_heads(&self, row: &FormRow, block: usize) -> Option<Vec<usize>> {
        let table = self.grid.table(block)?;
        // A line among the rows is a band or a note.
        let of_table = |block: usize| self.grid.table(block).is_none_or(|other| other == table);
        let start = self.tokens.partition_point(|token| token.block < block);
        let above = self.tokens.get(..start)?;
        let column = |head: &Option<usize>| {
            let folded = &self.marks.list.get((*head)?)?.folded;
            let mut heads = above.iter().rev().take_while(|token| of_table(token.block));
            let is_it = |token: &&super::Token| matches!(&token.kind, TokenKind::Label(label) if label == folded);
            heads.find(is_it)?.column
        };
        let columns: Vec<usize> = row.heads.iter().map(column).collect::<Option<_>>()?;
        let distinct: BTreeSet<&usize> = columns.iter().collect();
        (distinct.len() == columns.len()).then_some(columns)
    }

    fn at_columns(&self, columns: &[usize], run: &[usize]) -> Option<Vec<usize>> {
        let column = |token: &usize| self.tokens.get(*token).and_then(|token| token.column);
        let at = |wanted: &usize| run.iter().copied().find(|token| column(token) == Some(*wanted));
        columns.iter().map(at).collect()
    }

    /// Whether heads in another order than the form's are meant: each stands below those that it has in the form, and
    /// where a row has a total, the totals tie in that order and not in the form's.
    fn says_order(
        &self,
        row: &FormRow,
        columns: &[usize],
        block: usize,
        alignment: &Alignment,
    ) -> bool {
        if !self.is_below_its_heads(row, columns, block) {
            return false;
        }
        if !self.has_total(row) {
            return true;
        }
        // Where the total stands as in the form, sums say nothing: the names alone do.
        if columns.iter().max() == columns.last() {
            return true;
        }
        let mut forms = columns.to_vec();
        forms.sort_unstable();
        let rows = self.marks.rows.iter().filter(|other| {
            other.table == row.table && other.keys.len() == row.keys.len() && self.has_total(other)
        });
        let (mut here, mut there, mut count) = (0, 0, 0);
        for other in rows {
            let token = other.landmark.and_then(|mark| alignment.tokens.get(&mark));
            let Some(run) = token.map(|(token, _)| self.run(*token)) else { continue };
            let ties = |columns: &[usize]| {
                self.at_columns(columns, &run).is_some_and(|tokens| self.ends_in_total(&tokens))
            };
            count += 1;
            here += usize::from(ties(columns));
            there += usize::from(ties(&forms));
        }
        here > there && there < count
    }

    /// Whether above each column stand the heads that the form has there; a row of heads that the file does not have
    /// at all says nothing, nor, where it does not say how many columns a head stands above, a head that is not there.
    fn is_below_its_heads(&self, row: &FormRow, columns: &[usize], block: usize) -> bool {
        let Some(table) = self.marks.form.tables.get(row.table) else { return false };
        let expected = paths_of(table, &row.keys);
        let heads: BTreeSet<&String> = expected.iter().flatten().collect();
        let found: Vec<HeadPath> =
            columns.iter().map(|column| self.path_at(block, *column, &heads)).collect();
        let there: BTreeSet<&String> = found.iter().flatten().collect();
        let is_wide = self.grid.has_wide_above(block);
        found.iter().zip(&expected).all(|(found, expected)| {
            found.iter().eq(expected.iter().filter(|head| there.contains(head)))
                || (!is_wide && found.is_subset(expected))
        })
    }

    /// Whether the last of some numbers is the sum of the others.
    pub(super) fn ends_in_total(&self, tokens: &[usize]) -> bool {
        let amounts: Option<Vec<Decimal>> =
            tokens.iter().map(|token| self.amount(*token)).collect();
        let amounts = amounts.unwrap_or_default();
        let Some((total, others)) = amounts.split_last() else { return false };
        others.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n)) == Some(*total)
    }
}
