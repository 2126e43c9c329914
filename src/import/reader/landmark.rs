//! A form as the reader looks for it in a text: its labels in their order, and the rows of numbers that
//! they stand before.

use super::fold::{fold, without_numeral};
use crate::report::{Form, FormCell, FormCellKind as Kind, FormTable};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// A label of the form.
#[derive(Clone, Debug)]
pub(super) struct Landmark {
    /// As it is compared.
    pub folded: String,
    /// Which table of the form.
    pub table: usize,
    /// The row of numbers that it names, if it names one.
    pub row: Option<usize>,
    /// Whether rows hang on it: a row's label or a group's; heads and notes only help.
    pub is_row: bool,
}

/// A row of numbers.
#[derive(Clone, Debug)]
pub(super) struct FormRow {
    /// Which table of the form.
    pub table: usize,
    /// The label before it; none where heads above say all.
    pub landmark: Option<usize>,
    /// What people call it.
    pub name: String,
    /// The numbers from left to right.
    pub keys: Vec<String>,
    /// The label above each number.
    pub heads: Vec<Option<usize>>,
}

/// A form's labels and rows.
#[derive(Debug)]
pub(super) struct Landmarks {
    /// The form.
    pub form: Arc<Form>,
    /// In the order of reading.
    pub list: Vec<Landmark>,
    /// In the order of reading.
    pub rows: Vec<FormRow>,
    by_text: HashMap<String, Vec<usize>>,
}

impl Landmarks {
    /// Those of a form.
    pub fn of(form: &Arc<Form>) -> Self {
        let mut marks = Self {
            form: Arc::clone(form),
            list: Vec::new(),
            rows: Vec::new(),
            by_text: HashMap::new(),
        };
        for (index, table) in form.tables.iter().enumerate() {
            marks.table(index, table);
        }
        for (index, mark) in marks.list.iter().enumerate() {
            marks.by_text.entry(mark.folded.clone()).or_default().push(index);
        }
        marks
    }

    fn table(&mut self, index: usize, table: &FormTable) {
        // Where each label of this table is in the list.
        let mut places: HashMap<(usize, usize), usize> = HashMap::new();
        let mut cells: Vec<&FormCell> = table.cells.iter().collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let mut last: Option<(usize, usize)> = None;
        for cell in cells {
            if !cell.is_data() {
                let is_row = matches!(cell.kind, Kind::Label | Kind::Group);
                if is_row {
                    last = Some((cell.row, self.list.len()));
                }
                places.insert((cell.row, cell.column), self.list.len());
                let folded = fold(&cell.text);
                self.list.push(Landmark { folded, table: index, row: None, is_row });
                continue;
            }
            let landmark = last.filter(|(row, _)| *row == cell.row).map(|(_, mark)| mark);
            let is_same = self.rows.last().is_some_and(|row| {
                row.table == index && row.landmark == landmark && !row.keys.is_empty()
            });
            if !is_same {
                self.begin_row(index, table, cell, landmark);
            }
            let head = head_of(table, cell).and_then(|at| places.get(&at).copied());
            if let Some(row) = self.rows.last_mut() {
                row.keys.push(cell.key.clone());
                row.heads.push(head);
            }
        }
    }

    fn begin_row(&mut self, index: usize, table: &FormTable, cell: &FormCell, mark: Option<usize>) {
        if let Some(mark) = mark.and_then(|mark| self.list.get_mut(mark)) {
            mark.row = Some(self.rows.len());
        }
        let label = table.cells.iter().rfind(|other| {
            other.row == cell.row && matches!(other.kind, Kind::Label | Kind::Group)
        });
        let name = label.map_or_else(|| table.name.clone(), |label| label.text.clone());
        let (keys, heads) = (Vec::new(), Vec::new());
        self.rows.push(FormRow { table: index, landmark: mark, name, keys, heads });
    }

    /// The labels with exactly this text.
    pub fn exact(&self, folded: &str) -> &[usize] {
        self.by_text.get(folded).map_or(&[], Vec::as_slice)
    }

    /// How well a text fits a label, of 100; `is_valued` when a number follows it.
    pub fn score(&self, mark: usize, folded: &str, is_valued: bool) -> u32 {
        let Some(mark) = self.list.get(mark) else {
            return 0;
        };
        let likeness = likeness(&mark.folded, folded);
        match (mark.is_row, mark.row.is_some() && is_valued) {
            _ if likeness == 0 => 0,
            (true, true) => likeness + 40,
            (true, false) => likeness,
            // Heads and notes are many and stand above everything: they must not outvote a row.
            (false, _) if likeness == EXACT => 25,
            (false, _) => likeness / 10,
        }
    }
}

/// How alike two labels are when nothing differs.
pub(super) const EXACT: u32 = 100;
/// What is less alike than this is only a guess.
pub(super) const SURE: u32 = 70;

/// The share of letters that two labels have in common at least.
const LEAST: f64 = 0.62;

/// How alike two folded labels are: the same, but for their numbers, one the beginning of the other, or
/// letter by letter.
pub(super) fn likeness(form: &str, found: &str) -> u32 {
    if form == found {
        return EXACT;
    }
    let (bare_form, bare) = (without_numeral(form), without_numeral(found));
    // 总计 and 其他 are many things; their number tells which.
    let is_short = bare_form.chars().count() < 3;
    if bare_form == bare {
        return if is_short { 0 } else { 85 };
    }
    let (a, b) = (bare_form.chars().count(), bare.chars().count());
    if a.min(b) < 3 || is_short {
        return 0;
    }
    if a.min(b) >= 4 && (bare_form.starts_with(bare) || bare.starts_with(bare_form)) {
        return if same_numeral(form, found) { 78 } else { SURE };
    }
    // Two lengths too far apart cannot be alike.
    if a.max(b) > 2 * a.min(b) {
        return 0;
    }
    // Most labels have little in common, which is seen without comparing them letter by letter.
    if 1.0 - strange_share(form, found) < LEAST {
        return 0;
    }
    let ratio = strsim::normalized_levenshtein(form, found);
    if ratio < LEAST { 0 } else { (ratio * 60.0) as u32 }
}

/// The share of a label that has to change at least to become the other: each letter that the other lacks is a step.
fn strange_share(a: &str, b: &str) -> f64 {
    // A set of bits, in which letters may share one.
    let letters = |text: &str| text.chars().fold(0_u64, |set, c| set | 1 << (c as u32 % 64));
    let (one, other) = (letters(a), letters(b));
    let strange = (one & !other).count_ones().max((other & !one).count_ones());
    f64::from(strange) / a.chars().count().max(b.chars().count()).max(1) as f64
}

fn same_numeral(a: &str, b: &str) -> bool {
    let numeral = |text: &str| text.len() - without_numeral(text).len();
    a.get(..numeral(a)) == b.get(..numeral(b))
}

/// The nearest head above a number.
fn head_of(table: &FormTable, cell: &FormCell) -> Option<(usize, usize)> {
    let above = table.heads_above(cell);
    above.max_by_key(|head| head.row).map(|head| (head.row, head.column))
}

/// The texts of all labels of all forms, to tell labels from other words.
pub(super) fn known(all: &[Landmarks]) -> HashSet<&str> {
    all.iter().flat_map(|marks| &marks.list).map(|mark| mark.folded.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Forms;

    #[test]
    fn what_is_passed_over_would_not_have_been_alike() {
        let forms = Forms::default();
        let all: Vec<Landmarks> = forms.iter().map(Landmarks::of).collect();
        let known: Vec<&str> = known(&all).into_iter().collect();
        for (one, other) in known.iter().flat_map(|one| known.iter().map(move |other| (one, other)))
        {
            let ratio = strsim::normalized_levenshtein(one, other);
            assert!(ratio <= 1.0 - strange_share(one, other) + 1e-9, "{one} {other}");
        }
    }
}
