//! The names of a table's numbers as a tree: groups, rows, columns.

use super::Cells;
use crate::{
    report::FormCell,
    yaml::{Name, TypedKey},
};

/// A step on the way to a number, or the number itself.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) struct Branch {
    /// What it is called.
    pub name: Name,
    /// What lies below, in the form's order; empty for a number.
    pub children: Vec<Branch>,
    /// Key of the number, when it is one.
    pub cell: Option<String>,
}

impl Branch {
    /// The tree of a table's cells.
    pub(in crate::report) fn of<'c>(cells: impl IntoIterator<Item = &'c FormCell>) -> Self {
        let mut root = Self { name: Name::default(), children: Vec::new(), cell: None };
        for cell in cells.into_iter().filter(|cell| cell.is_data()) {
            root.grow(cell);
        }
        root
    }

    fn grow(&mut self, cell: &FormCell) {
        let (row, column) = cell.key.split_once('.').unwrap_or((&cell.key, ""));
        let mut at = self;
        for (depth, (step, label)) in cell.path.iter().zip(&cell.labels).enumerate() {
            let is_last = depth + 1 == cell.path.len();
            // The last step is the column, unless the row holds one number; the one before is the row.
            let english = match cell.path.len() - depth {
                1 if cell.path.len() == 1 => row,
                1 => column,
                2 => row,
                _ => "",
            };
            let known = at.children.iter().position(|child| child.name.shown == *step);
            let index = known.unwrap_or_else(|| {
                let name = Name::new([step.as_str(), label.as_str()], english);
                at.children.push(Self { name, children: Vec::new(), cell: None });
                at.children.len() - 1
            });
            let Some(child) = at.children.get_mut(index) else {
                return;
            };
            if is_last {
                child.cell = Some(cell.key.clone());
            }
            at = child;
        }
    }

    /// The child that a key means.
    pub(in crate::report) fn child(&self, key: &str) -> Option<&Self> {
        let key = TypedKey::of(key);
        self.children.iter().find(|child| child.name.is(&key))
    }

    /// The row, or the number `row.column`, with an English key anywhere below.
    pub(in crate::report) fn by_english(&self, key: &str) -> Option<&Self> {
        self.children.iter().find_map(|child| {
            let is_row =
                child.name.english == key && (child.is_row() || self.name.english.is_empty());
            if is_row || child.cell.as_deref() == Some(key) {
                return Some(child);
            }
            child.by_english(key)
        })
    }

    /// Whether its children are numbers.
    pub(in crate::report) fn is_row(&self) -> bool {
        !self.children.is_empty() && self.children.iter().all(|child| child.cell.is_some())
    }

    /// Whether one of the numbers below is among these.
    pub(in crate::report) fn is_in(&self, cells: &Cells) -> bool {
        self.cell.as_ref().is_some_and(|cell| cells.contains_key(cell))
            || self.children.iter().any(|child| child.is_in(cells))
    }

    /// Whether the last of its numbers is the total of the others.
    pub(in crate::report) fn has_total(&self) -> bool {
        self.children.last().is_some_and(|child| child.name.shown == "总计")
    }

    /// Name of the first child, for examples.
    pub(in crate::report) fn first(&self) -> &str {
        self.children.first().map_or("", |child| &child.name.shown)
    }

    /// A row of zeros, for examples.
    pub(in crate::report) fn zeros(&self) -> String {
        let columns = self.children.len() - usize::from(self.has_total());
        vec!["0"; columns].join(", ")
    }

    /// What a key that stands on the wrong level belongs below, when the table has it in one place only.
    pub(in crate::report) fn parent_of(&self, key: &str, tried: &Self) -> Option<&Self> {
        let mut above = Vec::new();
        self.collect_parents(key, tried, &mut above);
        match above[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    fn collect_parents<'b>(&'b self, key: &str, tried: &Self, above: &mut Vec<&'b Self>) {
        if self.child(key).is_some() && !std::ptr::eq(self, tried) {
            above.push(self);
        }
        for child in &self.children {
            child.collect_parents(key, tried, above);
        }
    }

    /// The branches on the way down to one that lies below, it the last; none where it does not.
    pub(in crate::report) fn way_to(&self, below: &Self) -> Option<Vec<&Self>> {
        self.children.iter().find_map(|child| {
            if std::ptr::eq(child, below) {
                return Some(vec![child]);
            }
            let mut way = child.way_to(below)?;
            way.insert(0, child);
            Some(way)
        })
    }
}
