//! Numbers whose cells the words around them name: the heads above, what stands before them in their row, the caption
//! of their table. A table that a file has cut into several, turned on its side, or whose merged heads it repeats above
//! each column, is read where the words leave one cell for each number.

use super::{FormRow, Placer, heads::HeadPath, heads::paths_of};
use crate::import::{
    reader::{
        fold::without_numeral,
        token::{Token, TokenKind},
    },
    source::SourceBlock,
};
use std::collections::BTreeSet;

/// Heads and captions stand on no more lines above a number's.
const ABOVE: usize = 12;
/// So many cells for one of the form are another table's, or a page's.
const MANY: usize = 8;
/// What may stand behind the words of a caption.
const BEHIND: [&str; 6] = ["单位件", "件", "情况", "案件", "件数", "数量"];

impl Placer<'_> {
    /// The numbers of a row that has only heads, where the words around each are of one cell and no other.
    pub(super) fn by_words(&self, row: &FormRow, run: &[usize]) -> Option<Vec<usize>> {
        let table = self.marks.form.tables.get(row.table)?;
        let expected = paths_of(table, &row.keys);
        if run.len() > MANY * expected.len() {
            return None;
        }
        let heads: BTreeSet<&String> = expected.iter().flatten().collect();
        let mut found: Vec<Option<usize>> = vec![None; expected.len()];
        for token in run {
            let words = self.words_around(*token, &heads);
            let mut named = expected.iter().enumerate().filter(|(_, path)| words.is_subset(path));
            match (named.next(), named.next()) {
                (Some((at, _)), None) => match found.get_mut(at)? {
                    slot @ None => *slot = Some(*token),
                    Some(_) if self.is_blank(*token) => {}
                    Some(_) => return None,
                },
                _ if self.is_blank(*token) => {}
                _ => return None,
            }
        }
        found.into_iter().collect()
    }

    /// Whether the words above some numbers say which of them are whose, where the form has several groups with the same
    /// heads below: 行政复议, and both kinds of 行政诉讼. Only the order tells else, which is a guess.
    /// `first` is the first label of the table.
    pub(super) fn tells_groups(&self, row: &FormRow, first: usize, run: &[usize]) -> bool {
        let Some(table) = self.marks.form.tables.get(row.table) else { return true };
        let expected = paths_of(table, &row.keys);
        let heads: BTreeSet<&String> = expected.iter().flatten().collect();
        let block =
            |token: Option<&usize>| token.and_then(|t| self.tokens.get(*t)).map(|t| t.block);
        let (Some(head), Some(last)) = (block(Some(&first)), block(run.last())) else {
            return true;
        };
        // A caption stands above the first head.
        let start = self.tokens.partition_point(|token| token.block + ABOVE < head);
        let end = self.tokens.partition_point(|token| token.block <= last);
        let said: HeadPath = (start..end).flat_map(|token| self.heads_in(token, &heads)).collect();
        let nearest: BTreeSet<&String> =
            row.heads.iter().filter_map(|head| self.head_text(*head)).collect();
        let group = |path: &HeadPath| -> HeadPath {
            path.iter().filter(|head| !nearest.contains(head)).cloned().collect()
        };
        let groups: BTreeSet<HeadPath> = expected.iter().map(group).collect();
        let told: BTreeSet<HeadPath> =
            groups.iter().map(|group| group.intersection(&said).cloned().collect()).collect();
        told.len() == groups.len()
    }

    /// The heads of the form that are said of a number.
    fn words_around(&self, token: usize, heads: &BTreeSet<&String>) -> HeadPath {
        let Some(own) = self.tokens.get(token) else { return HeadPath::new() };
        let here = self.cells_of(own.block);
        let place = here.iter().position(|cell| cell.contains(&token));
        let Some(place) = place else { return HeadPath::new() };
        let beside = here.get(..place).unwrap_or_default().iter().flatten();
        let mut words: HeadPath = beside.flat_map(|token| self.heads_in(*token, heads)).collect();
        let from_end = here.len() - place;
        let mut is_above = false;
        for block in (0..own.block).rev().take(ABOVE) {
            let cells = self.cells_of(block);
            let has_number = cells.iter().flatten().any(|token| self.is_number(*token));
            match (has_number, is_above) {
                // Other rows below the same heads.
                (true, false) if self.is_one_table(block, own.block) => continue,
                (true, _) => break,
                (false, _) => is_above = true,
            }
            let said = match self.over(block, &cells, own, (here.len(), from_end)) {
                Over::Column(tokens) => tokens,
                Over::All(tokens) if self.are_heads(&tokens, heads) => tokens,
                Over::All(_) => break,
            };
            words.extend(said.into_iter().flat_map(|token| self.heads_in(token, heads)));
        }
        words
    }

    /// What a row of heads or a line says of a number below it.
    fn over(
        &self,
        block: usize,
        cells: &[Vec<usize>],
        own: &Token,
        (count, from_end): (usize, usize),
    ) -> Over {
        if let (Some(column), true) = (own.column, self.is_one_table(block, own.block)) {
            let covers = |token: &usize| self.covers(*token, column);
            return Over::Column(cells.iter().flatten().copied().filter(covers).collect());
        }
        let full: Vec<&Vec<usize>> =
            cells.iter().filter(|cell| cell.iter().any(|token| !self.is_blank(*token))).collect();
        let is_row = self.is_one_table(block, own.block) && full.len() > 1;
        match cells.len().checked_sub(from_end).and_then(|at| cells.get(at)) {
            Some(cell) if is_row && cells.len() == count => Over::Column(cell.clone()),
            _ => Over::All(full.into_iter().flatten().copied().collect()),
        }
    }

    /// The tokens of a block, cell by cell.
    fn cells_of(&self, block: usize) -> Vec<Vec<usize>> {
        let start = self.tokens.partition_point(|token| token.block < block);
        let end = self.tokens.partition_point(|token| token.block <= block);
        let tokens: Vec<usize> = (start..end).collect();
        let is_one = |a: &usize, b: &usize| {
            let at = |token: &usize| self.tokens.get(*token).map(|token| &token.at);
            at(a) == at(b)
        };
        tokens.chunk_by(is_one).map(<[usize]>::to_vec).collect()
    }

    /// Whether the cell of a token stands above a column.
    fn covers(&self, token: usize, column: usize) -> bool {
        let Some(token) = self.tokens.get(token) else { return false };
        let Some(SourceBlock::Row(row)) = self.reading.blocks.get(token.block) else {
            return false;
        };
        row.cells.iter().filter(|cell| cell.at == token.at).any(|cell| {
            cell.column.is_some_and(|first| (first..first + cell.span.max(1)).contains(&column))
        })
    }

    /// Whether two blocks are rows of one table.
    fn is_one_table(&self, one: usize, other: usize) -> bool {
        let table = |block: usize| match self.reading.blocks.get(block)? {
            SourceBlock::Row(row) => Some(row.table),
            SourceBlock::Line(_) => None,
        };
        table(one).is_some() && table(one) == table(other)
    }

    fn is_number(&self, token: usize) -> bool {
        !self.is_blank(token) && self.tokens.get(token).is_some_and(Token::is_value)
    }

    /// Whether each of some labels is made of heads.
    fn are_heads(&self, tokens: &[usize], heads: &BTreeSet<&String>) -> bool {
        !tokens.is_empty() && tokens.iter().all(|token| !self.heads_in(*token, heads).is_empty())
    }

    /// The heads that a label is made of; none, where there is more in it.
    fn heads_in(&self, token: usize, heads: &BTreeSet<&String>) -> Vec<String> {
        let Some(TokenKind::Label(label)) = self.tokens.get(token).map(|token| &token.kind) else {
            return Vec::new();
        };
        let bare = without_numeral(label);
        let mut rest = bare;
        while let Some(short) = BEHIND.iter().find_map(|word| rest.strip_suffix(word)) {
            rest = short;
        }
        let mut found = Vec::new();
        while !rest.is_empty() {
            let longest = heads.iter().filter(|head| rest.starts_with(head.as_str()));
            let Some(head) = longest.max_by_key(|head| head.len()) else { return Vec::new() };
            rest = rest.get(head.len()..).unwrap_or_default();
            found.push((*head).clone());
        }
        found
    }
}

/// What stands above a number.
enum Over {
    /// The cell above it.
    Column(Vec<usize>),
    /// A line, which is of all that stands below it.
    All(Vec<usize>),
}
