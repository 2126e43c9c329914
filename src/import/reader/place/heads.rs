//! Heads of columns: a number is of the column that the head above it names, wherever the form has that; where
//! the heads say another order than the form and a number cannot be told its column, it is not given one.

use super::{Alignment, FormRow, Placer, RowLost, grid::HeadRow};
use crate::{
    import::{
        reader::{
            fold::fold,
            token::{Token, TokenKind},
        },
        source::COLUMNS,
    },
    report::{FormCellKind as Kind, FormTable},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// The heads above a column, whichever way they stand above each other.
pub(super) type HeadPath = BTreeSet<String>;

const OTHER_COUNT: &str = "这一行的格数和表头不合，不知道哪个数在哪一列";
const SHIFTED: &str =
    "这一行的格和表头错开了（上面合并的格多占了一行或者少占了一行），不知道哪个数在哪一列";
const OTHER_ORDER: &str =
    "表头的格和格式的不同（次序不同、缺了一格或者合并得不对），不知道哪个数在哪一列";

impl<'a> Placer<'a> {
    /// The numbers of a row that has only heads, each by all the heads above it. `None` where the file has no
    /// grid, or no heads in it.
    pub(super) fn by_paths(
        &self,
        row: &FormRow,
        run: &[usize],
    ) -> Result<Option<Vec<usize>>, String> {
        let Some(table) = self.marks.form.tables.get(row.table) else { return Ok(None) };
        let Some(tokens) = self.values_of_last_row(run) else {
            return self.in_order(row, run).map(|()| None);
        };
        let expected = paths_of(table, &row.keys);
        let heads: BTreeSet<&String> = expected.iter().flatten().collect();
        let mut found: BTreeMap<HeadPath, Vec<usize>> = BTreeMap::new();
        let mut paths = Vec::new();
        for token in &tokens {
            let path = self.path_above(*token, &heads);
            found.entry(path.clone()).or_default().push(*token);
            paths.push((path, *token));
        }
        if paths.iter().all(|(path, _)| path.is_empty()) {
            return self.in_order(row, run).map(|()| None);
        }
        let one = |path: &HeadPath| match found.get(path).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            _ => None,
        };
        if let Some(tokens) = expected.iter().map(one).collect::<Option<Vec<usize>>>() {
            return Ok(Some(tokens));
        }
        // Heads that are damaged or not all there: what is there must not speak against the order.
        let full: Vec<&(HeadPath, usize)> = paths
            .iter()
            .filter(|(path, token)| !path.is_empty() || !self.is_blank(*token))
            .collect();
        let agrees = full.len() == expected.len()
            && full.iter().zip(&expected).all(|((path, _), expected)| path.is_subset(expected));
        if agrees {
            return Ok(None);
        }
        // Under heads that are all there, in their order, it is the row that is another.
        let is_known = |path: &&HeadPath| expected.contains(path);
        let is_short = full.len() != expected.len()
            && full.iter().map(|(path, _)| path).all(|path| is_known(&path));
        let is_shifted =
            || tokens.first().is_some_and(|first| self.heads_are_the_forms(row, *first));
        let why = match is_short {
            true => OTHER_COUNT,
            false if is_shifted() => SHIFTED,
            false => OTHER_ORDER,
        };
        Err(why.to_owned())
    }

    /// The tokens of the last block with a number in it, where the file has a grid.
    pub(super) fn values_of_last_row(&self, run: &[usize]) -> Option<Vec<usize>> {
        let block = |token: &usize| self.tokens.get(*token).map(|token| token.block);
        let last = run.iter().rfind(|token| !self.is_blank(**token)).or(run.last())?;
        self.tokens.get(*last)?.column?;
        Some(run.iter().copied().filter(|token| block(token) == block(last)).collect())
    }

    fn path_above(&self, token: usize, heads: &BTreeSet<&String>) -> HeadPath {
        let place = self.tokens.get(token).and_then(|token| Some((token.block, token.column?)));
        place.map_or_else(HeadPath::new, |(block, column)| self.path_at(block, column, heads))
    }

    /// Whether the heads above a row stand in the order of the form, all of them: then it is the row that is another.
    fn heads_are_the_forms(&self, row: &FormRow, token: usize) -> bool {
        let Some(table) = self.marks.form.tables.get(row.table) else { return false };
        let Some(block) = self.tokens.get(token).map(|token| token.block) else { return false };
        let expected = paths_of(table, &row.keys);
        let heads: BTreeSet<&String> = expected.iter().flatten().collect();
        let width = self.grid.above(block).map(HeadRow::width).max();
        let mut paths: Vec<HeadPath> = (0..width.unwrap_or(0).min(COLUMNS))
            .map(|column| self.path_at(block, column, &heads))
            .filter(|path| !path.is_empty())
            .collect();
        paths.dedup();
        paths == expected
    }

    pub(super) fn path_at(
        &self,
        block: usize,
        column: usize,
        heads: &BTreeSet<&String>,
    ) -> HeadPath {
        let over = self.grid.above(block).filter_map(|row| row.text(column));
        over.filter(|text| heads.contains(text)).cloned().collect()
    }

    /// Where only the order tells a column: whether the heads of the table stand in that of the form.
    fn in_order(&self, row: &FormRow, run: &[usize]) -> Result<(), String> {
        let Some(table) = self.marks.form.tables.get(row.table) else { return Ok(()) };
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return Ok(()) };
        let leaves: Vec<String> = paths_of(table, &row.keys)
            .iter()
            .zip(leaves_of(table, &row.keys))
            .map(|(_, l)| l)
            .collect();
        let groups: Vec<String> = groups_of(table, &leaves);
        // What stands between the numbers before and these are their heads; 总计 stands above others, too.
        let own = self.labels_behind_numbers(*first);
        let is_headed = own.iter().filter(|text| leaves.contains(text)).count() * 2 > leaves.len();
        let texts = if is_headed { own } else { self.labels(0..*last) };
        for expected in [leaves, groups] {
            let found: Vec<&String> =
                texts.iter().copied().filter(|text| expected.contains(text)).collect();
            // Of a text that has said these words before, the last are the table's.
            let found = found.get(found.len().saturating_sub(expected.len())..).unwrap_or_default();
            if !is_within(found, &expected) {
                return Err(OTHER_ORDER.to_owned());
            }
        }
        Ok(())
    }

    fn labels(&self, tokens: Range<usize>) -> Vec<&'a String> {
        let tokens = self.tokens.get(tokens).unwrap_or_default().iter();
        let label = |token: &'a Token| match &token.kind {
            TokenKind::Label(folded) => Some(folded),
            _ => None,
        };
        tokens.filter_map(label).collect()
    }

    /// The labels between a number and the last one before it.
    fn labels_behind_numbers(&self, token: usize) -> Vec<&'a String> {
        let before = self.tokens.get(..token).unwrap_or_default();
        let from = before.iter().rposition(Token::is_value).map_or(0, |last| last + 1);
        self.labels(from..token)
    }

    /// A row whose numbers were given their columns by their order, if no head speaks against it.
    pub(super) fn under_heads(
        &self,
        row: &FormRow,
        label: usize,
        tokens: Vec<usize>,
    ) -> Result<Vec<usize>, RowLost> {
        let speaks_against = match self.tokens.get(label).map(|token| token.column) {
            _ if row.keys.len() < 2 => false,
            Some(Some(_)) => self.heads_above_differ(row, &tokens),
            _ => self.heads_before_differ(row, label),
        };
        if speaks_against {
            let is_shifted =
                tokens.first().is_some_and(|first| self.heads_are_the_forms(row, *first));
            let why = if is_shifted { SHIFTED } else { OTHER_ORDER };
            return Err(RowLost { why: why.to_owned(), total: None });
        }
        Ok(tokens)
    }

    /// Whether the last number of a row whose numbers are not known their columns may be the total: not where the
    /// heads say that there is none, or that another column is it.
    pub(super) fn may_end_in_total(
        &self,
        row: &FormRow,
        full: &[usize],
        alignment: &Alignment,
    ) -> bool {
        if full.len() > row.keys.len() || says_no_total(row, alignment) {
            return false;
        }
        let heads: BTreeSet<&String> =
            row.heads.iter().filter_map(|head| self.head_text(*head)).collect();
        let above = full.last().and_then(|last| self.nearest_above(*last, &heads));
        let is_grid = full
            .last()
            .and_then(|last| self.tokens.get(*last))
            .is_some_and(|token| token.column.is_some());
        let total = row.heads.last().copied().flatten();
        let is_headed = total.is_some_and(|total| alignment.tokens.contains_key(&total));
        !(is_grid && is_headed) || above == self.head_text(total)
    }

    /// Whether other rows of the table have all their numbers, the last of which is the sum of the others: it has
    /// totals, where one row alone may end in a sum by chance.
    pub(super) fn others_end_in_totals(&self, row: &FormRow, alignment: &Alignment) -> bool {
        let ends_in_total = |other: &&FormRow| {
            let token = other.landmark.and_then(|mark| alignment.tokens.get(&mark));
            let run = token.map(|(token, _)| self.run(*token)).unwrap_or_default();
            run.len() == other.keys.len()
                && run.last().is_some_and(|last| self.amount(*last).is_some_and(|n| !n.is_zero()))
                && self.ends_in_total(&run)
        };
        let others = self.marks.rows.iter().filter(|other| {
            other.table == row.table && other.landmark != row.landmark && self.has_total(other)
        });
        others.filter(ends_in_total).count() > 1
    }

    pub(super) fn head_text(&self, head: Option<usize>) -> Option<&String> {
        self.marks.list.get(head?).map(|mark| &mark.folded)
    }

    /// Whether right above a number stands the head of another column.
    fn heads_above_differ(&self, row: &FormRow, tokens: &[usize]) -> bool {
        let heads: BTreeSet<&String> =
            row.heads.iter().filter_map(|head| self.head_text(*head)).collect();
        // A merged cell stands below several heads.
        let is_merged = |index: usize| index > 0 && tokens.get(index) == tokens.get(index - 1);
        row.heads.iter().zip(tokens).enumerate().any(|(index, (head, token))| {
            let found = self.nearest_above(*token, &heads);
            !is_merged(index) && found.is_some() && found != self.head_text(*head)
        })
    }

    fn nearest_above(&self, token: usize, heads: &BTreeSet<&String>) -> Option<&String> {
        let token = self.tokens.get(token)?;
        let column = token.column?;
        let mut over = self.grid.above(token.block).filter_map(|row| row.text(column));
        over.find(|text| heads.contains(text))
    }

    /// Whether the heads that stand before a row in a text without columns say another order.
    fn heads_before_differ(&self, row: &FormRow, label: usize) -> bool {
        let above = self.tokens.get(..label).unwrap_or_default();
        let place = |text: &String| {
            above.iter().rposition(|token| matches!(&token.kind, TokenKind::Label(l) if l == text))
        };
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        for (index, head) in row.heads.iter().enumerate() {
            if let (Some(mark), Some(at)) = (head, self.head_text(*head).and_then(place)) {
                found.push((at, index, *mark));
            }
        }
        found.sort_unstable();
        // A page that has lost half of its heads says nothing.
        if found.len() * 2 < row.heads.len() {
            return false;
        }
        let rises = |by: fn(&(usize, usize, usize)) -> usize| {
            found.windows(2).all(|pair| matches!(pair, [a, b] if by(a) < by(b)))
        };
        // From left to right, or row by row as heads of two rows are read.
        !rises(|found| found.1) && !rises(|found| found.2)
    }
}

/// Whether the heads of a table are there, all but that of the total: then it has none.
pub(super) fn says_no_total(row: &FormRow, alignment: &Alignment) -> bool {
    let is_there =
        |head: &Option<usize>| head.is_some_and(|head| alignment.tokens.contains_key(&head));
    let Some((total, others)) = row.heads.split_last() else { return false };
    !is_there(total) && others.iter().filter(|head| is_there(head)).count() * 2 > others.len()
}

/// The heads above each number of a form.
pub(super) fn paths_of(table: &FormTable, keys: &[String]) -> Vec<HeadPath> {
    let path = |key: &String| {
        let Some(cell) = table.data().find(|cell| cell.key == *key) else {
            return HeadPath::new();
        };
        let over = table.cells.iter().filter(|head| {
            head.kind == Kind::Head
                && head.row < cell.row
                && (head.column..head.column + head.colspan).contains(&cell.column)
        });
        over.map(|head| fold(&head.text)).collect()
    };
    keys.iter().map(path).collect()
}

/// The lowest head above each number.
fn leaves_of(table: &FormTable, keys: &[String]) -> Vec<String> {
    let leaf = |key: &String| {
        let cell = table.data().find(|cell| cell.key == *key)?;
        let over = table.cells.iter().filter(|head| {
            head.kind == Kind::Head
                && head.row < cell.row
                && (head.column..head.column + head.colspan).contains(&cell.column)
        });
        over.max_by_key(|head| head.row).map(|head| fold(&head.text))
    };
    keys.iter().map(|key| leaf(key).unwrap_or_default()).collect()
}

/// The heads over several columns, as they are read.
fn groups_of(table: &FormTable, leaves: &[String]) -> Vec<String> {
    let mut heads: Vec<_> = table.cells.iter().filter(|head| head.kind == Kind::Head).collect();
    heads.sort_by_key(|head| (head.row, head.column));
    heads.into_iter().map(|head| fold(&head.text)).filter(|text| !leaves.contains(text)).collect()
}

/// Whether texts stand among others in their order.
fn is_within(found: &[&String], expected: &[String]) -> bool {
    let mut rest = expected.iter();
    found.iter().all(|text| rest.any(|other| other == *text))
}
