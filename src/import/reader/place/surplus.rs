//! Rows of a text with more cells than the form has numbers: a subtotal, and the columns that a label goes over.

use super::{FormRow, Placer};
use crate::import::{
    reader::token::{Token, TokenKind},
    source::SourceBlock,
};
use rust_decimal::Decimal;
use std::ops::Range;

impl Placer<'_> {
    /// A row with one number more, which is the sum of the five before or behind it.
    pub(super) fn without_subtotal(&self, row: &FormRow, full: &[usize]) -> Option<Vec<usize>> {
        let amounts: Vec<Decimal> =
            full.iter().map(|token| self.amount(*token)).collect::<Option<_>>()?;
        let sum = |range: Range<usize>| -> Option<Decimal> {
            amounts.get(range)?.iter().try_fold(Decimal::ZERO, |sum, n| sum.checked_add(*n))
        };
        let is_subtotal = |at: &usize| {
            let at = *at;
            let own = amounts.get(at).copied();
            let before = at.checked_sub(5).and_then(|start| sum(start..at));
            let behind = sum(at + 1..at + 6);
            own.is_some() && (own == before || own == behind)
        };
        let found: Vec<usize> = (1..full.len().saturating_sub(1)).filter(is_subtotal).collect();
        let is_zero = amounts.iter().all(Decimal::is_zero);
        let at = match found[..] {
            [at] => at,
            [at, ..] if is_zero => at,
            // Another number is the same by chance; the head says which.
            _ => self.headed_subtotal(row, *full.first()?).filter(|at| found.contains(at))?,
        };
        let mut tokens = full.to_vec();
        tokens.remove(at);
        // A total whose first number is nothing is the sum of five too: what stands behind it is none then.
        self.ends_in_total(&tokens).then_some(tokens)
    }

    /// Among the numbers of a row, the place of the subtotal: behind that of the head that 小计 stands behind.
    fn headed_subtotal(&self, row: &FormRow, token: usize) -> Option<usize> {
        let above = self.tokens.get(..token)?;
        let label = |token: &Token| match &token.kind {
            TokenKind::Label(folded) => Some(folded.clone()),
            _ => None,
        };
        let at =
            above.iter().rposition(|token| label(token).is_some_and(|label| label == "小计"))?;
        let before = label(above.get(at.checked_sub(1)?)?)?;
        let is_it = |head: &Option<usize>| self.head_text(*head) == Some(&before);
        row.heads.iter().position(is_it).map(|head| head + 1)
    }

    /// The cells of a row whose label goes over several columns, which are empty behind it where a text has no merged
    /// cells: as many as rows beside it have whose labels stand further in.
    pub(super) fn behind_spanned_label(&self, run: &[usize], typed: usize) -> Option<Vec<usize>> {
        let surplus = run.len().checked_sub(typed).filter(|surplus| *surplus > 0)?;
        let (over, cells) = run.split_at_checked(surplus)?;
        let block = self.tokens.get(*run.first()?)?.block;
        let is_own = |token: &usize| self.tokens.get(*token).is_some_and(|t| t.block == block);
        let is_spanned = over.iter().all(|token| self.is_blank(*token)) && run.iter().all(is_own);
        let (table, width) = self.width_of(block).filter(|_| is_spanned)?;
        let is_beside = |(index, token): (usize, &Token)| {
            token.block != block
                && !token.is_value()
                && self.width_of(token.block) == Some((table, width))
                && self.tokens.get(index + 1).is_some_and(|next| next.block == token.block)
                && self.tokens_in(index + 1, token.block) == typed
        };
        self.tokens.iter().enumerate().any(is_beside).then(|| cells.to_vec())
    }

    /// The table of the file that a row is of, and its cells.
    fn width_of(&self, block: usize) -> Option<(usize, usize)> {
        match self.reading.blocks.get(block)? {
            SourceBlock::Row(row) => Some((row.table, row.cells.len())),
            SourceBlock::Line(_) => None,
        }
    }

    /// How many tokens of a block stand from one on, if all of them are numbers or blanks.
    fn tokens_in(&self, from: usize, block: usize) -> usize {
        let rest = self.tokens.get(from..).unwrap_or_default();
        let row = rest.iter().take_while(|token| token.block == block);
        if row.clone().all(Token::is_value) { row.count() } else { 0 }
    }
}
