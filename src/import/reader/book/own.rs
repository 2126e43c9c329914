//! What the form itself writes on the sheets that hold no tables.

use super::{CellPlace, FilledGrid};
use crate::{
    import::reader::fold::fold,
    report::{
        Form,
        sheets::{
            BASIC_LINES, BASICS, LAST_YEAR, LESSON, PREFACE, PREFACE_HINT, PROOF, TABLE_HINT,
            TEXT_HEAD, TEXT_HEADS, TEXTS, lesson_lines,
        },
    },
};
use std::collections::HashSet;

/// The texts of the form, as they are compared.
#[derive(Debug)]
pub(super) struct OwnTexts(HashSet<String>);

impl OwnTexts {
    pub fn of(form: &Form) -> Self {
        let mut texts: HashSet<String> = [
            BASICS,
            TEXTS,
            LESSON,
            PROOF,
            PREFACE,
            PREFACE_HINT,
            TABLE_HINT,
            TEXT_HEAD,
            "结果",
            "核对什么",
            "哪里",
            "差在哪里",
        ]
        .into_iter()
        .chain(TEXT_HEADS)
        .map(fold)
        .collect();
        texts.extend(BASIC_LINES.iter().flat_map(|(name, _, hint)| [fold(name), fold(hint)]));
        texts.extend(lesson_lines(form).iter().map(|line| fold(line)));
        texts.extend(form.parts.iter().map(|part| fold(&part.starter.hint)));
        Self(texts)
    }

    /// Whether what stands in a cell is the form's own, or what nobody prints.
    pub fn holds(&self, grid: FilledGrid<'_>, sheet: &str, place: CellPlace) -> bool {
        let (index, row, column) = place;
        if self.0.contains(&fold(grid.text(place))) {
            return true;
        }
        match sheet.trim() {
            LAST_YEAR => true,
            // The title, and the form that it is of.
            LESSON => column == 0 && row < 2,
            // What is looked at and how it is called, beside a result that is a formula.
            PROOF => {
                let is_line = grid.cell((index, row, 0)).is_some_and(|cell| cell.formula.is_some());
                is_line && (1..=2).contains(&column)
            }
            // Who fills it in is not printed.
            BASICS => {
                let label = fold(grid.text((index, row, column.saturating_sub(1))));
                let unprinted = BASIC_LINES.iter().filter(|(_, key, _)| key.is_empty());
                column > 0 && unprinted.into_iter().any(|(name, ..)| fold(name) == label)
            }
            _ => false,
        }
    }
}
