//! A form as the reader looks for it in a text: its labels in their order, and the rows of numbers that
//! they stand before.

use super::{
    fold::fold,
    likeness::{Compared, EXACT, LabelShape, likeness},
};
use crate::report::{Form, FormCell, FormCellKind as Kind, FormTable, Forms};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

/// A label of the form.
#[derive(Clone, Debug)]
pub(super) struct Landmark {
    /// As it is compared.
    pub folded: String,
    shape: LabelShape,
    /// Which table of the form.
    pub table: usize,
    /// The row of numbers that it names, if it names one.
    pub row: Option<usize>,
    /// Whether rows hang on it: a row's label or a group's; heads and notes only help.
    pub is_row: bool,
}

impl Landmark {
    /// How alike a folded text is.
    pub fn likeness(&self, found: Compared<'_>) -> u32 {
        likeness(Compared { text: &self.folded, shape: self.shape }, found)
    }
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
    /// The names of the parts, as they are compared.
    parts: Vec<String>,
    by_text: FxHashMap<String, Vec<usize>>,
}

impl Landmarks {
    /// Those of every form. The built-in forms never change: theirs are made once.
    pub fn of_all(forms: &Forms) -> Vec<Arc<Self>> {
        static BUILT_IN: LazyLock<Vec<Arc<Landmarks>>> = LazyLock::new(|| {
            Forms::default().iter().map(|form| Arc::new(Landmarks::of(form))).collect()
        });
        let made = |form: &Arc<Form>| {
            let known = BUILT_IN.iter().find(|marks| Arc::ptr_eq(&marks.form, form));
            known.map_or_else(|| Arc::new(Self::of(form)), Arc::clone)
        };
        forms.iter().map(made).collect()
    }

    /// Those of a form.
    fn of(form: &Arc<Form>) -> Self {
        let mut marks = Self {
            form: Arc::clone(form),
            list: Vec::new(),
            rows: Vec::new(),
            parts: form.parts.iter().map(|part| fold(&part.name)).collect(),
            by_text: FxHashMap::default(),
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
                let shape = LabelShape::of(&folded);
                self.list.push(Landmark { folded, shape, table: index, row: None, is_row });
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

    /// The part of the form whose name a folded text is.
    pub fn part(&self, folded: &str) -> Option<usize> {
        self.parts.iter().position(|name| name == folded)
    }

    /// The part of the form that a folded text begins with the name of, and this name.
    pub fn part_before(&self, folded: &str) -> Option<(usize, &str)> {
        let parts = self.parts.iter().map(String::as_str).enumerate();
        parts.into_iter().find(|(_, name)| folded.starts_with(name))
    }

    /// How well a text fits a label, of 100; `is_valued` when a number follows it.
    pub fn score(&self, mark: usize, found: Compared<'_>, is_valued: bool) -> u32 {
        let Some(mark) = self.list.get(mark) else {
            return 0;
        };
        let likeness = mark.likeness(found);
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

/// The nearest head above a number.
fn head_of(table: &FormTable, cell: &FormCell) -> Option<(usize, usize)> {
    let above = table.heads_above(cell);
    above.max_by_key(|head| head.row).map(|head| (head.row, head.column))
}

/// The texts of all labels of all forms, to tell labels from other words.
pub(super) fn known(all: &[Arc<Landmarks>]) -> FxHashSet<&str> {
    all.iter().flat_map(|marks| &marks.list).map(|mark| mark.folded.as_str()).collect()
}
