//! Names that stand behind the numbers of their rows. A row of cells says itself whose its numbers are; where the names
//! stand on lines of their own, those of the next row stand behind each of them, and nothing tells whose they are.

use super::{Alignment, FormRow, Placer};
use crate::import::{reader::token::TokenKind, source::SourceBlock};
use std::{collections::BTreeMap, ops::Range};

/// Why the rows of such a table are not known.
pub(super) const BELOW: &str = "这张表的数写在行的名称前面，分不清哪一行的数是哪一行的";

impl Placer<'_> {
    /// The rows of cells that end in a name: the block → the numbers before it.
    pub(super) fn rows_ending_in_names(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut rows = BTreeMap::new();
        let mut start = 0;
        for here in self.tokens.chunk_by(|a, b| a.block == b.block) {
            let at = start..start + here.len();
            start = at.end;
            let Some(first) = here.first() else { continue };
            let ends_in_name = here.last().is_some_and(|last| !last.is_value());
            if ends_in_name
                && first.is_value()
                && first.column.is_none()
                && matches!(self.reading.blocks.get(first.block), Some(SourceBlock::Row(_)))
            {
                rows.extend(self.numbers_before_name(at).map(|run| (first.block, run)));
            }
        }
        rows
    }

    /// The numbers of a row of cells that begins with one and ends in a name, if they are that name's: no other row is
    /// named before it, and no numbers alone stand below, as where each row is numbered.
    fn numbers_before_name(&self, at: Range<usize>) -> Option<Vec<usize>> {
        let below = self.tokens.get(at.end).map(|token| token.block);
        let is_below = |token: &&super::Token| Some(token.block) == below;
        let mut next = self.tokens.iter().skip(at.end).take_while(is_below);
        let last = at.end.checked_sub(1)?;
        let is_sure = below.is_none() || next.any(|token| !token.is_value());
        if !is_sure || !self.names_a_row(last) || (at.start..last).any(|t| self.names_a_row(t)) {
            return None;
        }
        Some(
            at.filter(|token| self.tokens.get(*token).is_some_and(super::Token::is_value))
                .collect(),
        )
    }

    /// Whether a token is exactly the name of a row of numbers.
    fn names_a_row(&self, token: usize) -> bool {
        let Some(TokenKind::Label(folded)) = self.tokens.get(token).map(|token| &token.kind) else {
            return false;
        };
        let has_row = |mark: &usize| self.marks.list.get(*mark).is_some_and(|m| m.row.is_some());
        self.marks.exact(folded).iter().any(has_row)
    }

    /// Whether the names of a table's rows stand on lines below their numbers: so many numbers as the first row has
    /// stand before its name, and behind the last name of the same heads there are not so many.
    pub(super) fn is_named_below(&self, rows: &[(usize, &FormRow)], alignment: &Alignment) -> bool {
        let of_label = |(_, row): &(usize, &FormRow)| {
            let (token, _) = alignment.tokens.get(&row.landmark?)?;
            self.tokens.get(*token)?.column.is_none().then_some((*token, row.keys.len()))
        };
        let labels: Vec<(usize, usize)> = rows.iter().filter_map(of_label).collect();
        let mut owner = None;
        let mut is_below = false;
        for (index, (token, count)) in labels.iter().enumerate() {
            if !self.stand_together(owner, *token, alignment) {
                is_below = self.is_led(*token, *count, alignment);
            }
            owner = Some(*token);
            let next = labels.get(index + 1).map(|(next, _)| *next);
            let is_last = next.is_none_or(|next| !self.stand_together(owner, next, alignment));
            let behind = self.run(*token);
            let full = behind.iter().filter(|token| !self.is_blank(**token)).count();
            if is_below && is_last && full < *count {
                return true;
            }
        }
        false
    }

    /// Whether no head stands between the names of two rows.
    fn stand_together(&self, one: Option<usize>, other: usize, alignment: &Alignment) -> bool {
        let is_head = |token: usize| {
            let mark = alignment.marks.get(&token).and_then(|mark| self.marks.list.get(*mark));
            mark.is_some_and(|mark| !mark.is_row)
        };
        one.is_some_and(|one| one < other && !(one + 1..other).any(is_head))
    }

    /// Whether as many numbers as a row has stand right before its name, and those of its groups; not those that count
    /// the columns.
    fn is_led(&self, label: usize, count: usize, alignment: &Alignment) -> bool {
        let is_group = |token: &usize| {
            let mark = alignment.marks.get(token).and_then(|mark| self.marks.list.get(*mark));
            mark.is_some_and(|mark| mark.is_row && mark.row.is_none())
        };
        let before = (0..label).rev().skip_while(is_group);
        let is_number = |token: &usize| self.tokens.get(*token).is_some_and(super::Token::is_value);
        let mut numbers: Vec<&str> = before
            .take_while(is_number)
            .filter(|token| !self.is_blank(*token))
            .map(|token| self.text(token).trim())
            .collect();
        numbers.reverse();
        let counts = || (1..).zip(&numbers).all(|(n, text): (usize, _)| text.parse() == Ok(n));
        numbers.len() == count && (count == 1 || !counts())
    }

    /// Whether the numbers of a row stand in the row or line of its name.
    pub(super) fn is_beside_name(&self, label: usize, count: usize) -> bool {
        let Some(block) = self.tokens.get(label).map(|token| token.block) else { return false };
        let is_here = |token: &&usize| {
            !self.is_blank(**token)
                && self.tokens.get(**token).is_some_and(|token| token.block == block)
        };
        self.run(label).iter().filter(is_here).count() == count
    }
}
