//! The numbers of a text → the cells of a form. A number whose place is not certain is not given one.

mod behind;
mod doubled;
mod grid;
mod heads;
mod money;
mod order;
mod surplus;
mod totals;
mod whole;
mod words;

use self::grid::HeadGrid;
use super::{
    align::Alignment,
    glue,
    landmark::{FormRow, Landmarks},
    likeness::SURE,
    token::{Token, TokenKind},
};
use crate::{
    import::source::{Reading, SourceBlock},
    report::{self, FormCellKind, Value},
    text::half_width,
};
use rust_decimal::Decimal;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// A cell of the form as it was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CellRead {
    pub value: Value,
    pub state: CellState,
    /// Where it stands, or the label that it should stand behind.
    pub at: Option<Range<usize>>,
}

/// How far a cell is to be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CellState {
    /// It stands there.
    Read,
    /// It does not stand there, and follows from what does: how.
    Recovered(String),
    /// It stands there, and something speaks against it: what.
    Doubtful(String),
    /// It is not known: why.
    Lost(String),
}

/// What became of the numbers of a text.
#[derive(Debug, Default)]
pub(super) struct PlacedCells {
    /// Table of the form and key → cell.
    pub cells: BTreeMap<(usize, String), CellRead>,
    /// Rows that were found by something else than their name, and the place of what stood there.
    pub guessed: Vec<(usize, Range<usize>)>,
    /// Whether each token is part of a table.
    pub used: Vec<bool>,
    /// Cells with words where a number should be, and what is said of them.
    pub words: Vec<(Range<usize>, String)>,
    /// Cells that are doubtful for another reason than what stands in them, and that reason.
    pub doubts: Vec<(Range<usize>, String)>,
    /// Rows of which nothing stands there and sums tell all: the place before them, and what is said of it.
    pub filled: Vec<(Option<Range<usize>>, String)>,
    /// Rows and tables that stand there more than once.
    pub doubled: Vec<Doubled>,
    /// Cells that are lost because another is, from which they are computed.
    pub dependent: BTreeSet<(usize, String)>,
    /// Row → the numbers that stand where it is looked for and could not be given their cells.
    pub standing: BTreeMap<usize, Vec<String>>,
    /// Cells of which the file says more than one thing: no sum tells which is meant.
    pub disputed: BTreeSet<(usize, String)>,
}

/// A row, or a whole table, that stands in a file more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubled {
    /// Which table of the form.
    pub table: usize,
    /// The row, if it is one alone.
    pub row: Option<usize>,
    /// The one more.
    pub at: Range<usize>,
    /// Whether both say the same.
    pub is_same: bool,
}

impl PlacedCells {
    /// Doubts the numbers beside which something stands that is no part of them.
    pub fn doubt(&mut self, reading: &Reading) {
        let remarks = || reading.remarks.iter().filter(|remark| !remark.is_note);
        for remark in remarks().filter(|remark| !remark.at.is_empty()) {
            self.doubt_at(&remark.at, &remark.what);
        }
        // Of an empty cell the place is its row's.
        for remark in remarks().filter(|remark| remark.at.is_empty()) {
            let is_it = |cell: &&mut CellRead| {
                cell.at.as_ref() == Some(&remark.at) && cell.value == Value::Absent
            };
            if let Some(cell) = self.cells.values_mut().find(is_it) {
                cell.state = CellState::Lost(format!("这一格只有{}", remark.what));
            }
        }
    }

    fn doubt_at(&mut self, at: &Range<usize>, what: &str) {
        for cell in self.cells.values_mut().filter(|cell| cell.at.as_ref() == Some(at)) {
            if matches!(cell.state, CellState::Read | CellState::Recovered(_)) {
                cell.state = CellState::Doubtful(format!("这一格里有{what}"));
            }
        }
    }

    /// Where another report begins: more than one table stands there again.
    pub fn second(&self) -> Option<Range<usize>> {
        let again = self.doubled.iter().filter(|again| again.row.is_none());
        let places: Vec<&Range<usize>> = again.map(|again| &again.at).collect();
        let first = places.iter().min_by_key(|at| at.start)?;
        (places.len() > 1).then(|| (*first).clone())
    }
}

/// Gives the numbers their places; of those in `known` they are known.
pub(super) fn place(
    reading: &Reading,
    tokens: &[Token],
    marks: &Landmarks,
    alignment: &mut Alignment,
    known: &BTreeMap<(usize, String), Range<usize>>,
) -> PlacedCells {
    let mut placer = Placer {
        reading,
        tokens,
        marks,
        grid: HeadGrid::of(reading),
        ending: BTreeMap::new(),
        placed: PlacedCells { used: vec![false; tokens.len()], ..PlacedCells::default() },
    };
    placer.ending = placer.rows_ending_in_names();
    placer.known(known);
    placer.out_of_order(alignment);
    for token in alignment.marks.keys() {
        placer.mark(*token);
    }
    for table in 0..marks.form.tables.len() {
        placer.table(table, alignment);
    }
    placer.doubled(alignment);
    placer.money();
    placer.placed
}

struct Placer<'a> {
    reading: &'a Reading,
    tokens: &'a [Token],
    marks: &'a Landmarks,
    grid: HeadGrid,
    /// The rows of cells that end in their name: the block → the numbers before it.
    ending: BTreeMap<usize, Vec<usize>>,
    placed: PlacedCells,
}

/// What is said of numbers whose heads stand in another order, where no sum tells whether they are meant.
const BY_NAME: &str = "各列的次序和格式的不同，按表头的名称读";

/// What is said of numbers that only their order gives their heads.
const BY_ORDER: &str = "原文没有说哪几个数是哪一项的，按格式的次序读";

/// Why a row is not known.
struct RowLost {
    why: String,
    /// Its total, where that is certain.
    total: Option<usize>,
}

impl<'a> Placer<'a> {
    fn mark(&mut self, token: usize) {
        if let Some(used) = self.placed.used.get_mut(token) {
            *used = true;
        }
    }

    /// Reads the cells whose places are known.
    fn known(&mut self, known: &BTreeMap<(usize, String), Range<usize>>) {
        for (key, at) in known {
            let value = report::read_cell(self.reading.text(at));
            let cell = CellRead { value, state: CellState::Read, at: Some(at.clone()) };
            self.placed.cells.insert(key.clone(), cell);
            let token = self.tokens.partition_point(|token| token.at.start < at.start);
            if self.tokens.get(token).is_some_and(|token| token.at == *at) {
                self.mark(token);
            }
        }
    }

    fn is_known(&self, row: &FormRow) -> bool {
        row.keys.iter().all(|key| self.cell(row, key).is_some())
    }

    fn text(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |token| self.reading.text(&token.at))
    }

    fn is_blank(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|token| token.kind == TokenKind::Blank)
    }

    /// Rows whose exact names stand somewhere else than the form has them.
    fn out_of_order(&mut self, alignment: &mut Alignment) {
        for (index, token) in self.tokens.iter().enumerate() {
            let TokenKind::Label(folded) = &token.kind else { continue };
            let is_valued = self.tokens.get(index + 1).is_some_and(Token::is_value);
            if !is_valued || alignment.marks.contains_key(&index) {
                continue;
            }
            let free = self.marks.exact(folded).iter().copied().find(|mark| {
                let row = self.marks.list.get(*mark).and_then(|mark| mark.row);
                let row = row.and_then(|row| self.marks.rows.get(row));
                row.is_some_and(|row| !self.is_known(row)) && !alignment.tokens.contains_key(mark)
            });
            if let Some(mark) = free {
                alignment.join_out_of_order(index, mark);
                if let Some(row) = self.marks.list.get(mark).and_then(|mark| mark.row) {
                    self.placed.guessed.push((row, token.at.clone()));
                }
            }
        }
    }

    fn table(&mut self, table: usize, alignment: &Alignment) {
        let rows: Vec<(usize, &FormRow)> =
            self.marks.rows.iter().enumerate().filter(|(_, row)| row.table == table).collect();
        if self.is_deduplicated(table, alignment) {
            let why = "这份文字里相同的行只留了一行，数对不上是哪一行的";
            for (_, row) in &rows {
                self.lose(row, None, why);
            }
            return;
        }
        let found = |row: &FormRow| row.landmark.and_then(|mark| alignment.tokens.get(&mark));
        let lacks_total = self.lacks_total(&rows, alignment);
        let is_below = self.is_named_below(&rows, alignment);
        let count = rows.len();
        let rows: Vec<(usize, &FormRow)> =
            rows.into_iter().filter(|(_, row)| !self.is_known(row)).collect();
        for (index, row) in &rows {
            if row.landmark.is_none() {
                self.headed(table, row, alignment);
            } else if let Some((token, likeness)) = found(row) {
                if is_below && !self.is_beside_name(*token, row.keys.len()) {
                    let at = self.tokens.get(*token).map(|token| token.at.clone());
                    self.lose(row, at.as_ref(), behind::BELOW);
                    continue;
                }
                let run = self.run(*token);
                self.fill(row, *token, &run, lacks_total, alignment);
                if *likeness < SURE && self.is_blank_row(row) {
                    self.lose_blank(row);
                } else if *likeness < SURE {
                    let at = self.tokens.get(*token).map(|token| token.at.clone());
                    self.placed.guessed.extend(at.map(|at| (*index, at)));
                }
            }
        }
        let is_behind = |(_, row): &(usize, &FormRow)| {
            let token = found(row).and_then(|(token, _)| self.tokens.get(*token));
            token.is_some_and(|token| self.ending.contains_key(&token.block))
        };
        // Among rows that are known nothing is counted off, nor where names stand behind.
        if rows.len() == count && !is_below && !rows.iter().any(is_behind) {
            self.by_count(&rows, alignment);
        }
        for (_, row) in &rows {
            let is_missing = row.keys.iter().any(|key| self.cell(row, key).is_none());
            if is_missing {
                let at = self.before(row, alignment);
                let run = self.unclaimed(row, alignment);
                self.stands(row, &run);
                self.lose(row, at.as_ref(), "原文里没有找到这一行");
            }
        }
        let guessed: Vec<(usize, Range<usize>)> = self.placed.guessed.clone();
        for (index, at) in guessed {
            if let Some((_, row)) = rows.iter().find(|(row, _)| *row == index) {
                let why = format!("原文这一行叫“{}”，是猜着对上的", self.reading.text(&at));
                self.doubt(row, &why);
            }
        }
    }

    /// The last label of its table that stands before a row that is not there.
    fn before(&self, row: &FormRow, alignment: &Alignment) -> Option<Range<usize>> {
        let mark = row.landmark?;
        let of_table =
            |mark: &usize| self.marks.list.get(*mark).is_some_and(|m| m.table == row.table);
        let mut above = (0..mark).rev().take_while(of_table);
        let (token, _) = above.find_map(|mark| alignment.tokens.get(&mark))?;
        self.tokens.get(*token).map(|token| token.at.clone())
    }

    /// Numbers between the rows around one that is not there: they may be its own, under a name that nobody knows.
    fn unclaimed(&self, row: &FormRow, alignment: &Alignment) -> Vec<usize> {
        let Some(mark) = row.landmark else { return Vec::new() };
        let token = |mark: usize| alignment.tokens.get(&mark).map(|(token, _)| *token);
        let is_row = |mark: &usize| self.marks.list.get(*mark).is_some_and(|mark| mark.is_row);
        let from = (0..mark).rev().filter(is_row).find_map(token).unwrap_or(0);
        let to = (mark + 1..self.marks.list.len()).find_map(token).unwrap_or(from);
        let is_free = |index: &usize| {
            self.placed.used.get(*index) == Some(&false)
                && self.tokens.get(*index).is_some_and(Token::is_value)
        };
        (from..to).filter(is_free).collect()
    }

    /// Keeps the numbers that stand in a row and are in no cell.
    fn stands(&mut self, row: &FormRow, run: &[usize]) {
        let is_number = |token: &&usize| {
            !self.is_blank(**token) && self.tokens.get(**token).is_some_and(Token::is_value)
        };
        let texts = run.iter().filter(is_number).map(|token| self.text(*token).trim().to_owned());
        let texts: Vec<String> = texts.collect();
        let index = self.marks.rows.iter().position(|other| {
            (other.table, other.landmark, &other.keys) == (row.table, row.landmark, &row.keys)
        });
        if let Some(index) = index.filter(|_| !texts.is_empty()) {
            self.placed.standing.insert(index, texts);
        }
    }

    fn cell(&self, row: &FormRow, key: &str) -> Option<&CellRead> {
        self.placed.cells.get(&(row.table, key.to_owned()))
    }

    fn set(&mut self, row: &FormRow, key: &str, cell: CellRead) {
        self.placed.cells.insert((row.table, key.to_owned()), cell);
    }

    fn doubt(&mut self, row: &FormRow, why: &str) {
        for key in &row.keys {
            if let Some(cell) = self.placed.cells.get_mut(&(row.table, key.clone()))
                && !matches!(cell.state, CellState::Lost(_))
            {
                cell.state = CellState::Doubtful(why.to_owned());
            }
        }
    }

    fn lose(&mut self, row: &FormRow, at: Option<&Range<usize>>, why: &str) {
        for key in &row.keys {
            if self.cell(row, key).is_none() {
                let state = CellState::Lost(why.to_owned());
                self.set(row, key, CellRead { value: Value::Unknown, state, at: at.cloned() });
            }
        }
    }

    fn is_blank_row(&self, row: &FormRow) -> bool {
        let is_blank = |key| self.cell(row, key).is_some_and(|cell| cell.value == Value::Absent);
        row.keys.iter().all(|key: &String| is_blank(key))
    }

    /// A row that only half of a name stands before, and no number behind: what was cut off may have them.
    fn lose_blank(&mut self, row: &FormRow) {
        let why = "这一行的名称不全，后面又没有数，数可能在断开的另一半里";
        for key in &row.keys {
            let at = self.cell(row, key).and_then(|cell| cell.at.clone());
            let state = CellState::Lost(why.to_owned());
            self.set(row, key, CellRead { value: Value::Unknown, state, at });
        }
    }

    /// The numbers behind a label: to the next label, in a grid to the end of the row; those before it where the row
    /// ends in it.
    fn run(&self, label: usize) -> Vec<usize> {
        let Some(first) = self.tokens.get(label) else {
            return Vec::new();
        };
        if let Some(run) = self.ending.get(&first.block) {
            return run.clone();
        }
        let mut run = Vec::new();
        for (index, token) in self.tokens.iter().enumerate().skip(label + 1) {
            let is_elsewhere = token.block != first.block
                && (token.column.is_some()
                    || first.column.is_some()
                    || self.ending.contains_key(&token.block));
            // Empty cells at the head of the next row are not this one's.
            let leads = token.block != first.block
                && token.kind == TokenKind::Blank
                && self.has_label(token.block);
            if !(token.is_value() || self.is_in_place_of_number(label, token))
                || is_elsewhere
                || leads
            {
                break;
            }
            run.push(index);
        }
        run
    }

    /// Whether a text stands in a grid where a number of this row would: it is no label, and in the row.
    fn is_in_place_of_number(&self, label: usize, token: &Token) -> bool {
        let TokenKind::Label(folded) = &token.kind else { return false };
        let is_same_row = self.tokens.get(label).is_some_and(|first| {
            first.block == token.block && first.column.is_some() && token.column > first.column
        });
        is_same_row && self.marks.exact(folded).is_empty()
    }

    fn has_label(&self, block: usize) -> bool {
        let start = self.tokens.partition_point(|token| token.block < block);
        let here = self.tokens.iter().skip(start).take_while(|token| token.block == block);
        here.into_iter().any(|token| !token.is_value())
    }

    /// The numbers of the first line of a run where these are as many as the row has: one alone below them is the
    /// number of a page, or nobody's.
    fn of_own_line<'r>(&self, row: &FormRow, run: &'r [usize]) -> &'r [usize] {
        let block = |token: &usize| self.tokens.get(*token).map(|token| token.block);
        let own = run.iter().take_while(|token| block(token) == run.first().and_then(block));
        let count = own.count();
        if count == row.keys.len() { run.get(..count).unwrap_or(run) } else { run }
    }

    /// Fills a row from the tokens behind its label.
    fn fill(
        &mut self,
        row: &FormRow,
        label: usize,
        run: &[usize],
        lacks_total: Option<&str>,
        alignment: &Alignment,
    ) {
        let at = self.tokens.get(label).map(|token| token.at.clone());
        let run = self.of_own_line(row, run);
        for token in run {
            self.mark(*token);
        }
        if let Some(digits) = self.glued(run, row.keys.len()) {
            self.unglue(row, digits);
            return;
        }
        let typed = row.keys.len() - usize::from(lacks_total.is_some());
        let placed = self.in_places(row, run, typed, alignment);
        match placed.and_then(|tokens| self.under_heads(row, label, tokens)) {
            Ok(tokens) => {
                for (key, token) in row.keys.iter().zip(&tokens) {
                    self.read(row, key, *token);
                }
                if self.is_by_name_alone(row, &tokens) {
                    self.doubt(row, BY_NAME);
                    self.placed.filled.push((at.clone(), format!("“{}”{BY_NAME}", row.name)));
                }
                if let Some(why) = lacks_total {
                    self.add_total(row, at, why);
                }
            }
            Err(lost) => {
                let behind =
                    if run.is_empty() { self.unclaimed(row, alignment) } else { Vec::new() };
                self.stands(row, if run.is_empty() { &behind } else { run });
                if let (Some(token), Some(key)) = (lost.total, row.keys.last()) {
                    self.read(row, key, token);
                    let how = "这一行别的数不知道在哪一列，只有总计是它们的和".to_owned();
                    if let Some(cell) = self.placed.cells.get_mut(&(row.table, key.clone())) {
                        cell.state = CellState::Recovered(how);
                    }
                }
                self.lose(row, at.as_ref(), &lost.why);
            }
        }
    }

    fn read(&mut self, row: &FormRow, key: &str, token: usize) {
        let text = self.text(token);
        let value = report::read_cell(text);
        let at = self.tokens.get(token).map(|token| token.at.clone());
        let is_other = self.tokens.get(token).is_some_and(|token| !token.is_value());
        let shown: String = text.chars().take(20).collect();
        let state = if is_other {
            let why = format!("这一格写的是“{shown}”，不是数");
            self.placed.words.extend(at.clone().map(|at| (at, why.clone())));
            CellState::Doubtful(why)
        } else if let Some(why) = self.speaks_against(row, key, &value) {
            self.placed.words.extend(at.clone().map(|at| (at, why.clone())));
            CellState::Doubtful(why)
        } else {
            CellState::Read
        };
        self.set(row, key, CellRead { value, state, at });
    }

    /// What is not right about the number of a cell: another beside it, or less than nothing.
    fn speaks_against(&self, row: &FormRow, key: &str, value: &Value) -> Option<String> {
        if let Value::Text(text) = value {
            let is_digit = |c: char| half_width(c.encode_utf8(&mut [0; 4])).parse::<u8>().is_ok();
            let numbers = text.split(|c| !is_digit(c) && !matches!(c, '.' | ',' | '，'));
            let count = numbers.filter(|piece| piece.contains(is_digit)).count();
            return (count > 1).then(|| format!("这一格写的是“{text}”，不止一个数"));
        }
        let table = self.marks.form.tables.get(row.table)?;
        let kind = table.data().find(|cell| cell.key == key)?.kind;
        let amount = value.amount().filter(Decimal::is_sign_negative)?;
        (kind == FormCellKind::Decimal && !amount.is_zero())
            .then(|| format!("这一格写的是“{amount}”，是负数"))
    }

    /// Which token stands in each of the first cells of a row.
    fn in_places(
        &self,
        row: &FormRow,
        run: &[usize],
        typed: usize,
        alignment: &Alignment,
    ) -> Result<Vec<usize>, RowLost> {
        let count = run.len();
        if let Some(tokens) = self.by_heads(row, run, alignment) {
            return Ok(tokens);
        }
        if let Some(tokens) = self.by_columns(row, run, alignment) {
            return Ok(tokens);
        }
        let full = run.iter().filter(|token| !self.is_blank(**token)).count();
        let by_grid = if full > row.keys.len() {
            self.beside_others(row, run)
        } else {
            self.merged_zeros(row, run)
        };
        if let Some(tokens) = by_grid.or_else(|| self.behind_spanned_label(run, typed)) {
            return Ok(tokens);
        }
        let is_grid =
            run.first().and_then(|t| self.tokens.get(*t)).is_some_and(|t| t.column.is_some());
        let mut run = run.to_vec();
        // Notes behind the numbers are none of them.
        let is_beside = |token: &usize| {
            self.is_blank(*token) || self.tokens.get(*token).is_some_and(|token| !token.is_value())
        };
        while run.len() > typed && run.last().is_some_and(is_beside) {
            run.pop();
        }
        let full: Vec<usize> = run.iter().copied().filter(|token| !self.is_blank(*token)).collect();
        if run.len() == typed {
            let ends_blank = run.last().is_some_and(|token| self.is_blank(*token));
            // Blanks that a page has pushed to the end of the row.
            if is_grid || !ends_blank || full.is_empty() || !self.has_total(row) {
                return Ok(run);
            }
        } else if run.len() > typed && full.len() == typed {
            return Ok(full);
        } else if self.is_repeated(row, &full) {
            return Ok(full.into_iter().take(1).collect());
        } else if full.len() == typed + 1
            && let Some(tokens) = self.without_subtotal(row, &full)
        {
            return Ok(tokens);
        }
        Err(self.why_lost(row, &full, count, alignment))
    }

    /// Whether a number stands there once for each column of a merged cell, as its head above does: Markdown has no
    /// merged cells.
    fn is_repeated(&self, row: &FormRow, full: &[usize]) -> bool {
        let head = row.heads.first().copied().flatten().and_then(|head| self.marks.list.get(head));
        let (Some(head), [first, ..], 1) = (head, full, row.keys.len()) else { return false };
        let is_head =
            |token: &&Token| matches!(&token.kind, TokenKind::Label(l) if *l == head.folded);
        let above = self.tokens.get(..*first).unwrap_or_default().iter().rev();
        let heads = above.skip_while(|token| !is_head(token)).take_while(is_head).count();
        heads == full.len() && full.iter().all(|token| self.text(*token) == self.text(*first))
    }

    fn why_lost(
        &self,
        row: &FormRow,
        full: &[usize],
        count: usize,
        alignment: &Alignment,
    ) -> RowLost {
        let is_end = full.last().is_some_and(|last| last + 1 == self.tokens.len());
        // Of a row that lacks one number alone, the last may be the sum of the others by chance.
        let may_be = self.has_total(row)
            && !is_end
            && full.len() + 1 < row.keys.len()
            && self.may_end_in_total(row, full, alignment)
            && self.others_end_in_totals(row, alignment);
        let total = full.split_last().filter(|_| may_be);
        let total = total.and_then(|(last, others)| {
            let sum =
                others.iter().try_fold(Decimal::ZERO, |sum, t| sum.checked_add(self.amount(*t)?));
            let total = self.amount(*last)?;
            (!others.is_empty() && sum == Some(total) && !total.is_zero()).then_some(*last)
        });
        let columns = row.keys.len();
        let why = match count {
            0 => self.nothing_behind(row),
            _ if full.len() > columns => {
                format!("这一行应有 {columns} 个数，原文有 {} 个", full.len())
            }
            _ if is_end => "原文到这一行就断了".to_owned(),
            _ => {
                format!("这一行应有 {columns} 个数，原文只有 {} 个，不知道空的是哪几格", full.len())
            }
        };
        RowLost { why, total }
    }

    /// Why a label has no numbers behind it: what stands there instead.
    fn nothing_behind(&self, row: &FormRow) -> String {
        let label = row.landmark.and_then(|mark| self.found_at(mark));
        let next = label.and_then(|label| {
            let first = self.tokens.get(label)?;
            self.tokens.get(label + 1).filter(|next| next.block == first.block)
        });
        match next.map(|next| self.reading.text(&next.at)).filter(|text| !text.is_empty()) {
            Some(text) => {
                let shown: String = text.chars().take(20).collect();
                format!("这一行后面写的是“{shown}”，不是数")
            }
            None => "这一行后面没有数".to_owned(),
        }
    }

    fn found_at(&self, mark: usize) -> Option<usize> {
        let folded = &self.marks.list.get(mark)?.folded;
        self.tokens
            .iter()
            .position(|token| matches!(&token.kind, TokenKind::Label(label) if label == folded))
    }

    fn amount(&self, token: usize) -> Option<Decimal> {
        report::read_cell(self.text(token)).amount()
    }

    /// Whether the last number of a row is the sum of the others.
    fn has_total(&self, row: &FormRow) -> bool {
        let sums = self.marks.form.tables.get(row.table).map_or(&[][..], |table| &table.sums);
        row.keys.len() > 2
            && row.keys.last().is_some_and(|last| {
                sums.iter().any(|sum| {
                    sum.total() == Some(last)
                        && sum.right.len() + 1 == row.keys.len()
                        && sum.right.iter().all(|key| row.keys.contains(key))
                })
            })
    }

    /// The cells under the heads of the form, in a grid that has these.
    fn by_columns(
        &self,
        row: &FormRow,
        run: &[usize],
        alignment: &Alignment,
    ) -> Option<Vec<usize>> {
        if row.keys.len() < 2 || run.len() == row.keys.len() {
            return None;
        }
        let column = |token: usize| self.tokens.get(token).and_then(|token| token.column);
        let mut tokens = Vec::with_capacity(row.keys.len());
        for head in &row.heads {
            let (head, _) = alignment.tokens.get(&(*head)?)?;
            let at = column(*head)?;
            tokens.push(run.iter().copied().find(|token| column(*token) == Some(at))?);
        }
        let is_rising = tokens.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
        // What stands in no column of the form must be empty, or a subtotal.
        let others: Vec<usize> =
            run.iter().copied().filter(|t| !tokens.contains(t) && !self.is_blank(*t)).collect();
        let is_subtotal = |token: usize| {
            let head = self.tokens.iter().find(|other| {
                other.column == column(token)
                    && matches!(&other.kind, TokenKind::Label(l) if l == "小计")
            });
            head.is_some()
        };
        (is_rising && others.into_iter().all(is_subtotal)).then_some(tokens)
    }

    /// The digits of a row whose numbers stand without anything between them.
    fn glued(&self, run: &[usize], count: usize) -> Option<usize> {
        let full: Vec<usize> = run.iter().copied().filter(|token| !self.is_blank(*token)).collect();
        let [only] = full[..] else {
            return None;
        };
        let token = self.tokens.get(only)?;
        let is_digits = self.text(only).bytes().all(|b| b.is_ascii_digit());
        let is_long = count > 1 && is_digits && self.text(only).len() >= count;
        ((token.kind == TokenKind::Glued && count > 1) || (is_long && token.column.is_none()))
            .then_some(only)
    }

    fn unglue(&mut self, row: &FormRow, token: usize) {
        let at = self.tokens.get(token).map(|token| token.at.clone());
        let cut = glue::cut(self.text(token), row.keys.len(), self.has_total(row));
        let Some(numbers) = cut else {
            let why = "几个数连在一起，不知道从哪里断开";
            self.stands(row, &[token]);
            return self.lose(row, at.as_ref(), why);
        };
        for (key, number) in row.keys.iter().zip(numbers) {
            let state = CellState::Recovered("几个数连在一起，只有一种断法".to_owned());
            let value = report::read_cell(&number);
            self.set(row, key, CellRead { value, state, at: at.clone() });
        }
    }

    /// A row that has heads above it and no label before it.
    fn headed(&mut self, table: usize, row: &FormRow, alignment: &Alignment) {
        let of_table = |token: &&usize| {
            let mark = alignment.marks.get(*token).and_then(|mark| self.marks.list.get(*mark));
            mark.is_some_and(|mark| mark.table == table)
        };
        let Some(first) = alignment.marks.keys().filter(of_table).min().copied() else {
            return self.lose(row, None, "原文里没有找到这张表");
        };
        let run = self.below_heads(first, row.keys.len(), alignment);
        for token in &run {
            self.mark(*token);
        }
        let at = self.tokens.get(first).map(|token| token.at.clone());
        if let Some(tokens) = self.by_words(row, &run) {
            return self.read_all(row, &tokens);
        }
        let count = row.keys.len();
        let run = match self.only_row(row, run) {
            Ok(run) => run,
            Err(why) => return self.lose(row, at.as_ref(), why),
        };
        if let Some(why) = self.beyond_heads(row, &run) {
            self.stands(row, &run);
            return self.lose(row, at.as_ref(), &why);
        }
        let full: Vec<usize> = run.iter().copied().filter(|token| !self.is_blank(*token)).collect();
        if let Some(digits) = self.glued(&run, count) {
            return self.unglue(row, digits);
        }
        let by_paths = self.by_paths(row, &run);
        let is_by_order = matches!(by_paths, Ok(None));
        let is_one_row = self.last_row(&run, count);
        let tokens = match (by_paths, is_one_row) {
            (Err(why), _) => return self.lose(row, at.as_ref(), &why),
            (Ok(Some(tokens)), _) | (Ok(None), Some(tokens)) => tokens,
            (Ok(None), None) if full.len() == count => full,
            (Ok(None), None) => {
                let found = full.len();
                let why = format!("这张表应有 {count} 个数，原文有 {found} 个，不知道哪个在哪一格");
                self.stands(row, &run);
                return self.lose(row, at.as_ref(), &why);
            }
        };
        self.read_all(row, &tokens);
        if is_by_order && !self.tells_groups(row, first, &tokens) {
            self.doubt(row, BY_ORDER);
            self.placed.filled.push((at, format!("“{}”{BY_ORDER}", row.name)));
        }
    }

    fn read_all(&mut self, row: &FormRow, tokens: &[usize]) {
        for (key, token) in row.keys.iter().zip(tokens) {
            self.read(row, key, *token);
        }
    }

    /// The cells of the last block of a run, when they are as many as a row has.
    fn last_row(&self, run: &[usize], count: usize) -> Option<Vec<usize>> {
        let block = |token: &usize| self.tokens.get(*token).map(|token| token.block);
        let last = run.iter().rfind(|token| !self.is_blank(**token)).or(run.last())?;
        let mut row: Vec<usize> =
            run.iter().copied().filter(|token| block(token) == block(last)).collect();
        while row.len() > count && row.last().is_some_and(|token| self.is_blank(*token)) {
            row.pop();
        }
        (row.len() == count).then_some(row)
    }

    /// Whether a text keeps each line once: the heads that a form repeats stand in it once.
    fn is_deduplicated(&self, table: usize, alignment: &Alignment) -> bool {
        let marks: Vec<&super::landmark::Landmark> =
            self.marks.list.iter().filter(|mark| mark.table == table && !mark.is_row).collect();
        let repeated = marks
            .iter()
            .find(|mark| marks.iter().filter(|other| other.folded == mark.folded).count() > 2);
        let Some(repeated) = repeated else { return false };
        let is_it =
            |token: &&Token| matches!(&token.kind, TokenKind::Label(l) if *l == repeated.folded);
        let is_line = |token: &Token| {
            matches!(self.reading.blocks.get(token.block), Some(SourceBlock::Line(_)))
        };
        let found: Vec<&Token> = self.tokens.iter().filter(is_it).collect();
        let rows = self.marks.list.iter().enumerate().filter(|(index, mark)| {
            mark.table == table && mark.row.is_some() && alignment.tokens.contains_key(index)
        });
        matches!(found[..], [only] if is_line(only)) && rows.count() > 3
    }

    /// Rows without a name that is known, between two that have one: when there are as many as the form
    /// has there, they are taken for these.
    fn by_count(&mut self, rows: &[(usize, &FormRow)], alignment: &Alignment) {
        let token = |row: &FormRow| {
            row.landmark.and_then(|mark| alignment.tokens.get(&mark)).map(|(token, _)| *token)
        };
        let mut start = 0;
        while let Some((index, row)) = rows.get(start) {
            if token(row).is_some() || row.landmark.is_none() {
                start += 1;
                continue;
            }
            let missing: Vec<(usize, &FormRow)> = rows
                .iter()
                .skip(start)
                .take_while(|(_, row)| token(row).is_none())
                .map(|(index, row)| (*index, *row))
                .collect();
            let next = rows.get(start + missing.len()).and_then(|(_, row)| token(row));
            let before = start.checked_sub(1).and_then(|at| rows.get(at));
            let from = before.and_then(|(_, row)| token(row)).map(|t| t + self.run(t).len());
            let _ = index;
            if let (Some(from), Some(next)) =
                (from.or_else(|| self.table_start(rows, alignment)), next)
            {
                self.claim(&missing, from + 1..next, alignment);
            }
            start += missing.len();
        }
    }

    /// The last label above the rows of a table.
    fn table_start(&self, rows: &[(usize, &FormRow)], alignment: &Alignment) -> Option<usize> {
        let (_, first) = rows.first()?;
        let mark = first.landmark?;
        let above = (0..mark).rev().take_while(|above| {
            self.marks.list.get(*above).is_some_and(|m| m.table == first.table && !m.is_row)
        });
        above.filter_map(|above| alignment.tokens.get(&above)).map(|(token, _)| *token).max()
    }

    fn claim(&mut self, missing: &[(usize, &FormRow)], range: Range<usize>, alignment: &Alignment) {
        let mut runs: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
        let mut label = None;
        let mut is_open = false;
        for index in range {
            let Some(token) = self.tokens.get(index) else { continue };
            if token.is_value() {
                if !is_open {
                    runs.push((label.clone().unwrap_or_else(|| token.at.clone()), Vec::new()));
                }
                is_open = true;
                if let Some((_, run)) = runs.last_mut() {
                    run.push(index);
                }
            } else {
                is_open = false;
                label = Some(token.at.clone());
            }
        }
        runs.retain(|(_, run)| run.iter().any(|token| !self.is_blank(*token)));
        // Names that are all gone leave the numbers of all rows in one run.
        let count = missing.first().map_or(0, |(_, row)| row.keys.len());
        if let ([(at, run)], true) = (&runs[..], missing.len() > 1)
            && run.len() == count * missing.len()
            && missing.iter().all(|(_, row)| row.keys.len() == count)
        {
            let (at, run) = (at.clone(), run.clone());
            runs = run.chunks(count.max(1)).map(|chunk| (at.clone(), chunk.to_vec())).collect();
        }
        if runs.len() != missing.len() {
            return;
        }
        for ((index, row), (at, run)) in missing.iter().zip(runs) {
            let Ok(tokens) = self.in_places(row, &run, row.keys.len(), alignment) else {
                continue;
            };
            for token in &run {
                self.mark(*token);
            }
            for (key, token) in row.keys.iter().zip(tokens) {
                self.read(row, key, token);
            }
            self.placed.guessed.push((*index, at));
        }
    }
}
