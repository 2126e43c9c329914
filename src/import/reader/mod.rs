//! Lines and rows → a report. Knows no file format; of the form it knows what the form's file says.

mod align;
mod book;
mod compose;
mod contents;
mod fold;
mod glue;
mod headings;
mod judge;
mod kinds;
mod landmark;
mod likeness;
mod place;
mod prose;
mod rest;
mod title;
mod token;
mod wrapped;

pub(super) use self::compose::{Composed, ComposedText};

use self::{
    align::{Alignment, align},
    book::{BookScope, Filled, FilledGrid, FilledHead, in_order, settle},
    judge::{Untied, judge},
    landmark::Landmarks,
    place::PlacedCells,
    prose::{Prose, prose},
    rest::lines,
    title::years,
    token::{Token, tokens},
};
use super::source::Reading;
use crate::{
    diagnostic::Diagnostics,
    report::{FIRST_YEAR, Form, Forms, LAST_YEAR},
};
use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
    sync::Arc,
};

/// What was found in a text, before it is a report.
#[derive(Debug)]
struct FoundReport {
    marks: Arc<Landmarks>,
    placed: PlacedCells,
    untied: Vec<Untied>,
    prose: Prose,
    year: Option<i32>,
    /// Table of the form → the block that it begins in.
    tables: BTreeMap<usize, usize>,
    /// Whose report it is, where a form says so.
    head: Option<FilledHead>,
    /// What there is to say already.
    findings: Diagnostics,
}

/// Reads a report; `None` where there is none.
pub(super) fn read(reading: &Reading, forms: &Forms) -> Option<Composed> {
    let all = Landmarks::of_all(forms);
    let known = landmark::known(&all);
    let tokens = tokens(reading, &known);
    if let Some(grid) = FilledGrid::of(reading) {
        let filled = Filled::find(grid, forms);
        let marks = || all.get(best(&tokens, &all)?.0);
        let sorted = if filled.is_none() { marks().and_then(|m| in_order(grid, m)) } else { None };
        return match sorted.as_ref().and_then(FilledGrid::of) {
            Some(grid) => workbook(grid, None, token::tokens(grid.reading, &known), &all),
            None => workbook(grid, filled, tokens, &all),
        };
    }
    let (index, mut alignment) = best(&tokens, &all)?;
    let marks = Arc::clone(all.get(index)?);
    let mut placed = place::place(reading, &tokens, &marks, &mut alignment, &BTreeMap::new());
    placed.doubt(reading);
    let untied = judge(&mut placed, &marks);
    let zones = Zones::of(&tokens, &marks, &alignment, &placed);
    let lines = lines(reading, &tokens, &placed, &zones, &BookScope::default());
    let prose = prose(reading, lines, &marks);
    let findings = Diagnostics::default();
    whole(reading, Whole { marks, alignment, placed, untied, zones, prose, findings })
}

/// What a file that is no form of ours came to.
struct Whole {
    marks: Arc<Landmarks>,
    alignment: Alignment,
    placed: PlacedCells,
    untied: Vec<Untied>,
    zones: Zones,
    prose: Prose,
    findings: Diagnostics,
}

fn whole(reading: &Reading, whole: Whole) -> Option<Composed> {
    let Whole { marks, alignment, placed, untied, zones, prose, findings } = whole;
    let has_part = prose.parts.iter().any(|part| part.standard.is_some());
    let is_report = alignment.tokens.len() > 5 || has_part || !prose.title.is_empty();
    if !is_report {
        return None;
    }
    let year = year_of(reading, &prose);
    let tables = zones.0.iter().map(|(table, (first, _))| (*table, *first)).collect();
    let found = FoundReport { marks, placed, untied, prose, year, tables, head: None, findings };
    Some(compose::compose(reading, &found))
}

/// Reads a workbook: a form that was handed out, or any other with the tables in it.
fn workbook(
    grid: FilledGrid<'_>,
    mut filled: Option<Filled>,
    mut tokens: Vec<Token>,
    all: &[Arc<Landmarks>],
) -> Option<Composed> {
    let reading = grid.reading;
    let form = filled.as_ref().and_then(|filled| filled.form.clone());
    let index = match form.and_then(|form| all.iter().position(|marks| marks.form.id == form.id)) {
        Some(index) => index,
        None => best(&tokens, all)?.0,
    };
    let marks = Arc::clone(all.get(index)?);
    if let Some(filled) = &mut filled {
        filled.read_texts(grid, &marks.form);
    }
    let scope = BookScope::of(grid, &marks, filled.as_ref());
    tokens.retain(|token| !scope.passes(&token.at));
    let mut alignment = align(&tokens, &marks);
    let known = filled.as_mut().map(|filled| std::mem::take(&mut filled.known));
    let known = known.unwrap_or_default();
    let mut placed = place::place(reading, &tokens, &marks, &mut alignment, &known);
    let mut findings = settle(grid, &marks, &mut placed, filled.is_some());
    placed.doubt(reading);
    let untied = judge(&mut placed, &marks);
    findings.extend(scope.findings.iter().cloned());
    let zones = Zones::of(&tokens, &marks, &alignment, &placed);
    let Some(mut filled) = filled else {
        let lines = lines(reading, &tokens, &placed, &zones, &scope);
        let prose = prose(reading, lines, &marks);
        return whole(reading, Whole { marks, alignment, placed, untied, zones, prose, findings });
    };
    filled.prose.dropped = strange(reading, &tokens, &placed, &marks.form);
    filled.tell_strange(grid, &scope.first);
    filled.tell_beside(grid, &marks.form);
    findings.extend(filled.findings);
    let (year, head, prose) = (filled.head.year, Some(filled.head), filled.prose);
    let tables = BTreeMap::new();
    let found = FoundReport { marks, placed, untied, prose, year, tables, head, findings };
    Some(compose::compose(reading, &found))
}

/// Cells on the sheets of a form's tables that are neither labels nor numbers of it.
fn strange(
    reading: &Reading,
    tokens: &[Token],
    placed: &PlacedCells,
    form: &Form,
) -> Vec<Range<usize>> {
    let labels: HashSet<String> = form
        .tables
        .iter()
        .flat_map(|table| &table.cells)
        .map(|cell| fold::fold(&cell.text))
        .collect();
    let is_ours = |text: &str| {
        let folded = fold::fold(text);
        folded.is_empty()
            || labels.contains(&folded)
            || form.tables.iter().any(|table| fold::fold(&table.name) == folded)
            || folded == fold::fold(crate::report::sheets::NUMBERS_NOTE)
    };
    let values: HashSet<usize> =
        placed.cells.values().filter_map(|cell| Some(cell.at.as_ref()?.start)).collect();
    let mut strange: Vec<Range<usize>> = tokens
        .iter()
        .filter(|token| !token.at.is_empty() && !values.contains(&token.at.start))
        .map(|token| token.at.clone())
        .filter(|at| !is_ours(reading.text(at)))
        .collect();
    strange.dedup();
    strange
}

/// The form that fits best; of two that fit alike the newer one.
fn best(tokens: &[Token], all: &[Arc<Landmarks>]) -> Option<(usize, Alignment)> {
    let mut best: Option<(usize, Alignment)> = None;
    for (index, marks) in all.iter().enumerate() {
        let alignment = align(tokens, marks);
        if best.as_ref().is_none_or(|(_, best)| alignment.score > best.score) {
            best = Some((index, alignment));
        }
    }
    best
}

/// For each table of the form, the first and the last block of it.
struct Zones(BTreeMap<usize, (usize, usize)>);

impl Zones {
    fn of(
        tokens: &[Token],
        marks: &Landmarks,
        alignment: &Alignment,
        placed: &PlacedCells,
    ) -> Self {
        let mut zones: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let mut table = None;
        for (index, token) in tokens.iter().enumerate() {
            if placed.used.get(index) != Some(&true) {
                continue;
            }
            if let Some(mark) = alignment.marks.get(&index).and_then(|mark| marks.list.get(*mark)) {
                table = Some(mark.table);
            }
            if let Some(table) = table {
                let zone = zones.entry(table).or_insert((token.block, token.block));
                *zone = (zone.0.min(token.block), zone.1.max(token.block));
            }
        }
        Self(zones)
    }

    fn holds(&self, block: usize) -> bool {
        self.0.values().any(|(first, last)| (*first..=*last).contains(&block))
    }
}

/// The year reported on: by the title, else by the period that the text says it is about. A title that names several
/// years is about the one of the period, or nobody knows which.
fn year_of(reading: &Reading, prose: &Prose) -> Option<i32> {
    let period = prose.period.as_ref().map(|(year, _)| *year);
    let is_open = prose
        .rival
        .as_ref()
        .is_some_and(|rival| years(reading.text(rival)) != years(&prose.title_text(reading)));
    let year = match years(&prose.title_text(reading))[..] {
        [year] if !is_open => Some(year),
        _ => period,
    };
    year.filter(|year| (FIRST_YEAR..=LAST_YEAR).contains(year))
}
