//! The way from the top of a report's YAML down to one of its values.

use super::{
    Form,
    edit::Target,
    load::{TopNames, section_names, signature_names},
    table::{branch::Branch, note_name},
};
use crate::yaml::{Entry, Name};

/// One level down.
pub(super) struct Step {
    /// What may stand on this level, in order.
    siblings: Vec<Name>,
    /// Which of them is meant; of a list, which item.
    pub index: usize,
    /// Whether it is a number in a row of numbers.
    pub is_column: bool,
    /// The English key that names it from the top of its table.
    pub alias: Option<String>,
}

impl Step {
    fn to(siblings: Vec<Name>, key: &str) -> Option<Self> {
        let index = siblings.iter().position(|name| name.answers_to(key))?;
        Some(Self { siblings, index, is_column: false, alias: None })
    }

    /// Whether its index is that of a list.
    pub(super) fn counts(&self) -> bool {
        self.is_column || self.siblings.is_empty()
    }

    /// How the form writes it.
    pub(super) fn name(&self) -> &str {
        self.siblings.get(self.index).map_or("", |name| &name.shown)
    }

    /// The place of a key on this level.
    pub(super) fn order(&self, key: &str) -> Option<usize> {
        self.siblings.iter().position(|name| name.answers_to(key))
    }

    /// Of the entries that are there, the one to come after.
    pub(super) fn nearest_before<'n>(&self, entries: &'n [Entry]) -> Option<&'n Entry> {
        let placed = entries.iter().filter_map(|entry| Some((self.order(&entry.key)?, entry)));
        let before = placed.filter(|(order, _)| *order < self.index);
        before.max_by_key(|(order, _)| *order).map(|(_, entry)| entry)
    }
}

/// The steps to a value of a report in a form; `None` when the form has no such value.
pub(super) fn trail(form: &Form, target: Target<'_>) -> Option<Vec<Step>> {
    match target {
        Target::Cell(table, cell) => {
            let part = form.parts.iter().find(|part| part.table.as_deref() == Some(table))?;
            let mut steps = descend(&form.table(table)?.tree, cell, true)?;
            steps.push(Step::to(top(form), &part.name)?);
            steps.reverse();
            Some(steps)
        }
        Target::Text(path) | Target::Paragraph(path, _) => text(form, path),
    }
}

fn text(form: &Form, path: &[&str]) -> Option<Vec<Step>> {
    let (key, below) = path.split_first()?;
    let first = Step::to(top(form), key)?;
    let names = TopNames::new();
    let mut steps = vec![first];
    match below {
        [] => {}
        [key] if names.signature.answers_to(path.first()?) => {
            steps.push(Step::to(signature_names().into(), key)?);
        }
        [item, key] if names.sections.answers_to(path.first()?) => {
            let index = item.parse().ok()?;
            steps.push(Step { siblings: Vec::new(), index, is_column: false, alias: None });
            steps.push(Step::to(section_names().into(), key)?);
        }
        [key] => steps.push(Step::to(vec![note_name()], key)?),
        _ => return None,
    }
    Some(steps)
}

/// The keys at the top, in the order in which a report is written.
fn top(form: &Form) -> Vec<Name> {
    let names = TopNames::new();
    let parts = form.parts.iter().map(|part| {
        let table = part.table.as_ref().and_then(|key| form.table(key));
        let short = table.map(|table| table.short.as_str());
        // A part that is added gets the name that a new report has.
        Name::new([part.name.as_str()].into_iter().chain(short), &part.key)
    });
    let head = [names.agency, names.short_name, names.year, names.form, names.title, names.preface];
    let tail = [names.signature, names.extra];
    head.into_iter().chain([names.sections]).chain(parts).chain(tail).collect()
}

/// The steps from a name in a table down to a cell, the last one first.
fn descend(branch: &Branch, cell: &str, is_top: bool) -> Option<Vec<Step>> {
    branch.children.iter().enumerate().find_map(|(index, child)| {
        let is_meant = child.cell.as_deref() == Some(cell);
        let mut steps = if is_meant { Vec::new() } else { descend(child, cell, false)? };
        let row = child.is_row().then(|| child.name.english.clone());
        let siblings = branch.children.iter().map(|child| child.name.clone());
        let note = is_top.then(note_name);
        steps.push(Step {
            siblings: note.into_iter().chain(siblings).collect(),
            index: index + usize::from(is_top),
            is_column: branch.is_row(),
            alias: child.cell.clone().or(row).filter(|name| !name.is_empty()),
        });
        Some(steps)
    })
}
